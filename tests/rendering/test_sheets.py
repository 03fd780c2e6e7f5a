"""The table of the site: what is corrected in Excel comes back, and nothing else changes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from finder.checking.rules import Context
from finder.contributing.importing import Surroundings, plan
from finder.contributing.tables import read
from finder.files.reading import read_file
from finder.files.taxonomy import load_taxonomy
from finder.files.writing import canonical
from finder.places.gazetteer import Point
from finder.places.spots import Precision, Spot
from finder.rendering.sheets import guarded, header, row, table_csv, table_xlsx
from finder.words.columns import ASIDE
from finder.words.saying import Words
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from tests.building import REPOSITORY, ROOT, TODAY, document, entry, real_gazetteer
from tests.sites import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from finder.contributing.importing import Plan
    from finder.directory import Listed
    from finder.files.reading import Document

TAXONOMY = load_taxonomy(ROOT / "initiatives" / "taxonomy.yml")
URL = "https://steun-dichtbij.example/"
CONTEXT = Context(TAXONOMY, real_gazetteer(), TODAY)
WRITERS = (table_csv, table_xlsx)
each_form = pytest.mark.parametrize("write", WRITERS)


def back(raw: bytes, files: Mapping[str, Document]) -> Plan:
    """What comes of a table that is sent back."""
    around = Surroundings(files.get, {}, (), ())
    return plan(read(raw, "tabel"), CONTEXT, around, is_update=True)


def known(entries: Iterable[Listed]) -> dict[str, Document]:
    """The files of entries, by slug."""
    return {one.slug: document(canonical(one.initiative), one.initiative.file) for one in entries}


def listed_in(folder: str) -> tuple[dict[str, Document], list[Listed]]:
    """The files of a small repository that are listed, as they stand there, and as entries."""
    root = REPOSITORY if folder == "repository" else SMALL
    files, entries = {}, []
    for path in sorted((root / "initiatives").glob("[!ls]*/*.yml")):
        found, _ = read_file(path, path.relative_to(root).as_posix())
        assert found
        data = {k: v for k, v in found.data.items() if k not in {"slug", "file"}}
        files[found.slug] = found
        entries.append(entry(found.slug, None, **data))
    return files, entries


@each_form
@pytest.mark.parametrize("folder", ["repository", "small"])
def test_what_comes_back_as_it_went_changes_nothing(
    write: Callable[..., bytes], folder: str
) -> None:
    """Every field, every date of a source, each number with the zeros that somebody wrote."""
    files, entries = listed_in(folder)
    assert files
    found = back(write(entries, TAXONOMY, URL), files)
    assert [(p.draft.file, p.changes) for p in found.proposals] == []
    assert len(found.unchanged) == len(files)
    assert {f.rule for f in found.findings if f.line == 0} <= {"table-seen"}


def corrected(raw: bytes, **changes: str) -> bytes:
    """A table in which somebody changed cells of the first row."""
    lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    for column, text in changes.items():
        lines[1][[name.removesuffix(" *") for name in lines[0]].index(column)] = text
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerows(lines)
    return stream.getvalue().encode("utf-8-sig")


FULL = {
    "address": {"street": "Voorbeeldstraat 1", "postcode": "9000", "place": "Gent"},
    "location": {"lat": "51.05", "lon": "3.73"},
    "cost": {"kind": "paid", "note": "Twee euro."},
    "hours": "Mo 09:00-12:00",
    "contact": {"phone": "09 245 09 05"},
}


@pytest.mark.parametrize(
    ("column", "text", "changes"),
    [
        ("telefoon", "09 245 09 06", ("telefoon",)),
        ("prijs", "gratis", ("prijs", "uitleg prijs (valt weg)")),
        ("straat en nummer", "Veldstraat 80",
         ("straat en nummer", "breedte (valt weg)", "lengte (valt weg)")),
        ("breedte", "51,06", ("breedte",)),
        ("uren in woorden", "Elke maandag.", ("uren in woorden",)),
        ("(gemeente)", "Aalst", ()),
        ("naam", "het voorbeeldhuis", ("naam",)),
        ("organisatie", "n.v.t.", ()),
    ],
)  # fmt: skip
def test_what_is_corrected_comes_back(column: str, text: str, changes: tuple[str, ...]) -> None:
    one = entry("huis-gent", None, **FULL)
    raw = corrected(table_csv([one], TAXONOMY, URL), **{column: text})
    found = back(raw, known([one]))
    assert [p.changes for p in found.proposals] == ([changes] if changes else [])


@pytest.mark.parametrize(
    ("changes", "rule", "column"),
    [
        ({"telefoon": ""}, "row-kept", ""),
        ({"telefoon": "n.v.t."}, "row-kept", ""),
        ({"uren": "-", "uitleg prijs": "geen"}, "row-kept", ""),
        ({"straat en nummer": "Kerkstraat 5, 9300 Aalst"}, "address-twice", "straat en nummer"),
        ({"prijs": "gratis", "uitleg prijs": "Het kost 3 euro."}, "price-twice", "prijs"),
        ({"bronnen": "https://a.be (2024-05)", "datum van de bron": "2026-11"}, "cell",
         "datum van de bron"),
    ],
)  # fmt: skip
def test_a_cell_that_decides_nothing_is_told(
    changes: dict[str, str], rule: str, column: str
) -> None:
    """An empty cell takes nothing away; two cells that contradict each other change nothing."""
    one = entry("huis-gent", None, **FULL)
    found = back(corrected(table_csv([one], TAXONOMY, URL), **changes), known([one]))
    assert (rule, column) in [(f.rule, f.field) for f in found.findings]
    assert found.proposals == []


@pytest.mark.parametrize(
    ("fields", "changes"),
    [
        ({"sources": [{"url": "https://voorbeeldhuis.example"}]}, {}),
        ({"cost": {"kind": "paid", "note": "2 euro."}}, {"prijs": "gratis", "uitleg prijs": ""}),
        ({"welcome": {"who": "only", "groups": ["ouderen"], "note": "Vanaf 60 jaar."}},
         {"voor wie": "iedereen", "groepen": "", "uitleg voor wie": "-"}),
    ],
)  # fmt: skip
def test_what_goes_away_or_was_never_there_is_not_said_to_stay(
    fields: dict[str, object], changes: dict[str, str]
) -> None:
    one = entry("huis-gent", None, **{**FULL, **fields})
    found = back(corrected(table_csv([one], TAXONOMY, URL), **changes), known([one]))
    assert [f for f in found.findings if f.rule == "row-kept"] == []
    assert len(found.proposals) == bool(changes)


def test_an_empty_cell_says_nothing_where_nothing_was() -> None:
    """In a row that does not name its file, and in one of which the file says nothing either."""
    one = entry("het-voorbeeldhuis-gent", None, **FULL)
    bare = corrected(table_csv([one], TAXONOMY, URL), bestandsnaam="", telefoon="", mail="n.v.t.")
    found = back(bare, known([one]))
    assert [f for f in found.findings if f.rule == "row-kept"] == []
    assert found.unchanged == [2]


def test_the_table_opens_in_excel_of_belgium() -> None:
    """With the mark of UTF-8, semicolons and a decimal comma."""
    raw = table_csv([entry("a", None, **FULL)], TAXONOMY, URL)
    assert raw.startswith(b"\xef\xbb\xbfnaam *;organisatie;soorten *;")
    assert b";51,05;3,73;" in raw


def test_the_columns_are_those_of_the_template_and_what_follows_from_them() -> None:
    spot = Spot(Point(51.0371, 3.7562), Precision.STREET, "x")
    cells = dict(
        zip([*header(), *ASIDE], row(entry("a", spot), Words.load(TAXONOMY), URL), strict=True)
    )
    assert cells["bestandsnaam"] == "a"
    assert (cells["breedte"], cells["(breedte)"], cells["(hoe juist)"]) == ("", "51,0371", "street")
    assert cells["(volgende stap)"] == ""
    assert cells["(pagina)"] == f"{URL}initiatieven/a/"
    assert cells["soorten *"] == TAXONOMY.kinds["ontmoeten"].label


def test_sources_with_several_dates_keep_each_its_own() -> None:
    sources = [{"url": "https://a.be", "seen": "2026-10"}, {"url": "https://b.be"}]
    one = entry("a", None, **FULL, sources=sources)
    cells = dict(zip(header(), row(one, Words.load(TAXONOMY), URL), strict=False))
    assert cells["bronnen *"] == "https://a.be (2026-10) https://b.be"
    raw = corrected(table_csv([one], TAXONOMY, URL), bronnen="https://a.be (2026-11) https://b.be")
    (proposal,) = back(raw, known([one])).proposals
    assert "{url: https://a.be, seen: 2026-11}" in proposal.draft.text


@pytest.mark.parametrize("text", ["=1+1", "+32", "-x", "@a", "'=1", "''+a"])
def test_no_cell_is_a_formula_and_each_comes_back(text: str) -> None:
    one = entry("a", None, name=text)
    assert guarded(text) == f"'{text}"
    assert f";{guarded(text)};".encode() in b";" + table_csv([one], TAXONOMY, URL).split(b"\r\n")[1]
    for write in WRITERS:
        (read_back,) = read(write([one], TAXONOMY, URL), "t").rows
        assert read_back.cells["naam"] == text


@pytest.mark.parametrize("items", [["je pas"], ["je pas en je brief"], ["a, b", "c"], ["a", "b"]])
def test_own_words_in_a_row_come_back(items: list[str]) -> None:
    one = entry("a", None, **FULL, bring=items)
    assert back(table_csv([one], TAXONOMY, URL), known([one])).proposals == []
    raw = corrected(table_csv([one], TAXONOMY, URL), telefoon="09 245 09 06")
    (proposal,) = back(raw, known([one])).proposals
    assert proposal.changes == ("telefoon",)


TEXT = (
    st.text("abc éë,;.'\"=+-@()_x0D en", min_size=1, max_size=30)
    .map(str.strip)
    .filter(lambda text: any(sign.isalnum() for sign in text))
)


@trying(max_examples=60, deadline=None)
@given(st.fixed_dictionaries({}, optional={
    "name": TEXT, "organisation": TEXT, "summary": TEXT, "hours_note": TEXT,
    "cost": st.fixed_dictionaries({"kind": st.sampled_from(["free", "paid", "unknown"])},
                                  optional={"note": TEXT}),
    "bring": st.lists(TEXT, min_size=1, max_size=3), "volunteers": st.booleans(),
    "languages": st.lists(st.sampled_from(sorted(TAXONOMY.languages)), unique=True),
    "kinds": st.lists(st.sampled_from(sorted(TAXONOMY.kinds)), unique=True, min_size=1, max_size=3),
}), st.sampled_from(WRITERS))  # fmt: skip
def test_any_file_comes_back_as_it_went(
    fields: dict[str, object], write: Callable[..., bytes]
) -> None:
    """Whatever its texts hold."""
    one = entry("a", None, **fields)
    assert back(write([one], TAXONOMY, URL), known([one])).proposals == []
