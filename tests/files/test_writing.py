"""The canonical form: one text for one meaning, comments kept, the same after a second time."""

from __future__ import annotations

import pytest
import yaml
from finder.checking import catalogue
from finder.files.model import Entry, Initiative, Lead
from finder.files.reading import read_bytes, read_file
from finder.files.writing import (
    HIDDEN,
    canonical,
    check_form,
    comments_in,
    national_phone,
    rewritten,
)
from finder.findings import Severity
from finder.text import drawn, is_forbidden
from hypothesis import given
from hypothesis import strategies as st

from tests.building import FIXTURES, ROOT, document, initiative, yaml_text

FILE = "initiatives/oost-vlaanderen/voorbeeldhuis.yml"


def form(text: str) -> str:
    """The canonical form of a text."""
    return rewritten(document(text))


# --- the order and the lines -------------------------------------------------------------------


def test_fields_stand_in_the_order_of_the_model() -> None:
    """In the file and in each part of it."""
    text = (
        "sources: [{seen: 2026-10, url: https://voorbeeldhuis.be}]\n"
        "contact: {website: https://voorbeeldhuis.be, phone: 09 245 09 05}\n"
        "address: {place: Gent, postcode: 9000, street: Kerkstraat 1}\n"
        "kinds: [ontmoeten]\n"
        "name: Het Voorbeeldhuis\n"
    )
    assert form(text) == (
        "name: Het Voorbeeldhuis\n"
        "kinds: [ontmoeten]\n"
        'address: {street: Kerkstraat 1, postcode: "9000", place: Gent}\n'
        "contact: {phone: 09 245 09 05, website: https://voorbeeldhuis.be}\n"
        "sources:\n"
        "  - {url: https://voorbeeldhuis.be, seen: 2026-10}\n"
    )


def test_a_key_that_the_model_does_not_know_goes_last() -> None:
    """The form does not judge; the check does."""
    assert form("colour: rood\nname: x\ncontact: {fax: '1', phone: '112'}\n") == (
        'name: x\ncontact: {phone: "112", fax: "1"}\ncolour: rood\n'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kinds:\n- leren\n- gezin\n", "kinds: [leren, gezin]\n"),
        (
            "welcome:\n  who: only\n  groups:\n    - ouderen\n",
            "welcome: {who: only, groups: [ouderen]}\n",
        ),
        ("summary: >-\n  Eerste zin.\n  Tweede zin.\n", "summary: Eerste zin. Tweede zin.\n"),
        ("summary: |\n  Eerste zin.\n\n  Tweede zin.\n", "summary: Eerste zin. Tweede zin.\n"),
        ("name: '  Het   Huis '\n", "name: Het Huis\n"),
        ("name: Het Huis\r\nkinds: [leren]\r\n", "name: Het Huis\nkinds: [leren]\n"),
        ("\n\n---\nname: Het Huis\n\n\nkinds: [leren]", "name: Het Huis\nkinds: [leren]\n"),
        ("kinds: []\n", "kinds: []\n"),
        ("contact: {}\n", "contact: {}\n"),
        ("sources: []\n", "sources: []\n"),
        ("sources: [a, {url: b}]\n", "sources: [a, {url: b}]\n"),
        ("sources:\n  - url: https://een.be\n", "sources:\n  - {url: https://een.be}\n"),
        ("status: {state: active}\n", "status: active\n"),
        (
            "status: {state: paused, until: 2027-03-01}\n",
            "status: {state: paused, until: 2027-03-01}\n",
        ),
    ],
)
def test_one_way_to_write_it(text: str, expected: str) -> None:
    """Lists and maps in flow style, a list of maps one a line, no other lines."""
    assert form(text) == expected


def test_a_long_field_does_not_wrap() -> None:
    """One rule for every length: a change in a field is a change in one line."""
    note = "woord " * 60
    assert form(f"welcome: {{who: everyone, note: {note}}}\n").count("\n") == 1


# --- quotes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "name: Het Huis",
        "name: Huis, tuin en keuken [nieuw] {ja}",
        "name: Wat is er? Kom kijken!",
        "name: Het is a#b en c:d",
        'name: "\'t Hoekske"',
        'name: "Huis: alles"',
        'name: "Huis:"',
        'name: "Huis #3"',
        'name: "# geen commentaar"',
        'name: "- streepje"',
        'name: "\\"Huis\\" zei hij"',
        "name: Achter \\ een streep",
        'name: "*"',
        'name: "@huis"',
        'name: "%"',
        'name: ""',
        'name: "24"',
        'name: "24.5"',
        'name: "1e3"',
        'name: "0x1F"',
        'name: "12:30"',
        "name: ja",
        'name: "no"',
        'name: "On"',
        'name: "null"',
        'name: "~"',
        'name: "="',
        'name: "2026-1-2"',
        'name: "2026-01-02 10:00"',
        "name: 2026-01-02",
        'address: {street: "Kerkstraat 1, bus 2", postcode: "9000", place: Gent}',
        'address: {postcode: "0900", place: "Gent [oud]"}',
        "location: {lat: 51.0500, lon: 3.7300}",
        "volunteers: true",
        "from_elsewhere: no",
        "wheelchair: yes",
        "contact: {phone: 09 245 09 05}",
        'contact: {phone: "1712"}',
        "contact: {website: https://huis.be/#kom}",
        'contact: {website: "https://huis.be/?a=1"}',
        'hours: "24/7"',
        'hours: "Mo-Fr 09:00-12:00"',
        "hours_note: Elke maandag, van 9 tot 12 uur.",
        'sources:\n  - {url: https://a.be, seen: 2026-10}\n  - {url: https://b.be, seen: "2022"}',
        "checked: {date: 2026-11-20, how: phone}",
    ],
)
def test_quotes_only_where_they_are_needed(line: str) -> None:
    """Each of these lines is as it should be."""
    assert form(f"{line}\n") == f"{line}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: 'Het Huis'\n", "name: Het Huis\n"),
        ('name: "Het \\u00e9\\u00e9n"\n', "name: Het één\n"),
        ("hours: Mo 09:00-12:00\n", 'hours: "Mo 09:00-12:00"\n'),
        (
            "address: {postcode: 9000, place: 'Gent'}\n",
            'address: {postcode: "9000", place: Gent}\n',
        ),
        ("languages: [no, 'nl']\n", 'languages: ["no", nl]\n'),
        ("volunteers: 'true'\n", "volunteers: true\n"),
        (
            "location: {lat: '51.0500', lon: \"3.7300\"}\n",
            "location: {lat: 51.0500, lon: 3.7300}\n",
        ),
    ],
)
def test_other_quotes_become_these(text: str, expected: str) -> None:
    """No single quotes, and double quotes by one rule."""
    assert form(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("092450905", "09 245 09 05"),
        ("09/245.09.05", "09 245 09 05"),
        ("+32 9 245 09 05", "09 245 09 05"),
        ("0032 (0)9 245 09 05", "09 245 09 05"),
        ("0472/123456", "0472 12 34 56"),
        ("0800/13.500", "0800 13 500"),
        ("0800 200 09", "0800 20 009"),
        ("03 22 11 333", "03 221 13 33"),
        ("078 15 00 20", "078 15 00 20"),
        ("17 12", "1712"),
        ("107", "107"),
        ("bel ons", "bel ons"),
        ("010 2345", "010 2345"),
        ("+31 20 794 00 00", "+31 20 794 00 00"),
        ("", ""),
    ],
)
def test_phone_numbers_have_one_form(text: str, expected: str) -> None:
    """As Belgians write them; what is no Belgian number stays as it is, for the check to see."""
    assert national_phone(text) == expected
    assert national_phone(expected) == expected


# --- the same meaning --------------------------------------------------------------------------

# What a file can hold: reading refuses control characters, what nobody sees, and drawn letters.
letters = st.characters(
    exclude_categories=["Cc", "Cf", "Co", "Cs", "Cn", "M", "Zl", "Zp"], exclude_characters="\ufeff"
).filter(lambda sign: not is_forbidden(sign) and not drawn(sign))
hard = st.sampled_from(
    [*"-?:,[]{}#&*!|>'\"%@`\\=~<", ": ", " #", "no", "12:30", "1e3", "---", "..."]
)
texts = st.lists(letters | hard, max_size=12).map("".join).map(lambda t: " ".join(t.split()))
keys = st.sampled_from(["name", "summary", "hours", "from_elsewhere", "volunteers", "anders", "no"])
trees = st.dictionaries(
    keys | st.sampled_from(["address", "kinds", "sources"]),
    texts
    | st.lists(texts, max_size=3)
    | st.dictionaries(keys, texts | st.lists(texts, max_size=2), max_size=3)
    | st.lists(st.dictionaries(keys, texts, min_size=1, max_size=3), min_size=1, max_size=3),
    min_size=1,
)


@given(trees)
def test_what_is_written_is_read_back(data: dict[str, object]) -> None:
    """Any text, with whatever looks like YAML in it, comes back as it was."""
    text = canonical(data)  # type: ignore[arg-type]
    found, findings = read_bytes(text.encode(), FILE)
    assert findings == []
    assert found is not None
    assert found.data == data


@given(trees)
def test_a_second_time_changes_nothing(data: dict[str, object]) -> None:
    """The canonical form of the canonical form is itself."""
    once = canonical(data)  # type: ignore[arg-type]
    assert form(once) == once


@given(trees)
def test_every_reader_of_yaml_reads_the_same(data: dict[str, object]) -> None:
    """Also PyYAML's own scanner, which is stricter than the one in C."""
    text = canonical(data)  # type: ignore[arg-type]
    assert yaml.load(text, Loader=yaml.BaseLoader) == data  # noqa: S506 (only text)


@given(texts)
def test_no_reader_takes_text_for_something_else(text: str) -> None:
    """To YAML 1.1 a name is a text, whatever it looks like; only a date of ours is a date."""
    written = canonical({"name": text, "kinds": [text]})
    found = yaml.safe_load(written)
    assert str(found["name"]) == text
    assert str(found["kinds"][0]) == text


@pytest.mark.parametrize(
    "path", sorted((FIXTURES / "repository").rglob("*/*/*.yml")), ids=lambda p: p.stem
)
def test_an_entry_means_the_same(path: object) -> None:
    """The model of the text before and after is the same."""
    text = path.read_text()  # type: ignore[attr-defined]
    before, after = document(text), document(form(text))
    model = Lead if "leads" in str(path) else Initiative
    assert _validated(model, before.data) == _validated(model, after.data)


def _validated(model: type[Entry], data: object) -> Entry:
    return model.model_validate({"slug": "x", "file": "x", **data})  # type: ignore[dict-item]


def test_a_model_is_written_like_its_document() -> None:
    """With what was given, and no defaults."""
    text = (
        "name: Het Voorbeeldhuis\nkinds: [ontmoeten]\nsummary: Je ontmoet hier mensen.\n"
        'volunteers: true\naddress: {postcode: "9000", place: Gent}\n'
        "location: {lat: 51.05, lon: 3.73}\nsources:\n  - {url: https://huis.be}\n"
        "checked: {date: 2026-11-20, how: phone}\nstatus: active\n"
    )
    assert canonical(_validated(Initiative, document(text).data)) == text
    assert "slug" not in canonical(initiative())


# --- comments ----------------------------------------------------------------------------------

COMMENTED = """\
# Bovenaan.
#En nog een.

name: Het Huis   # naast de naam
# boven de soorten
kinds:
  # bij de eerste soort
  - leren # naast
address: {street: Kerkstraat 1, # in een lijn
  # ertussen
  place: Gent}
summary: > # naast het teken
  Geen # commentaar.
contact:
  # boven de telefoon
  phone: 09 245 09 05
  # na de telefoon
sources: # naast sources
  # boven de eerste
  - {url: "https://een.be/#a"} # naast de eerste
  - url: https://twee.be
    # in de tweede
    seen: 2023-01
# Onderaan.
"""
KEPT = """\
# Bovenaan.
#En nog een.
# naast de naam
name: Het Huis
# boven de soorten
# bij de eerste soort
# naast
kinds: [leren]
# naast het teken
summary: "Geen # commentaar."
# in een lijn
# ertussen
address: {street: Kerkstraat 1, place: Gent}
# boven de telefoon
contact: {phone: 09 245 09 05}
# na de telefoon
# naast sources
sources:
  # boven de eerste
  # naast de eerste
  - {url: https://een.be/#a}
  # in de tweede
  - {url: https://twee.be, seen: 2023-01}
# Onderaan.
"""


def test_comments_stay() -> None:
    """Each on a line of its own, above the field to which it belongs."""
    assert form(COMMENTED) == KEPT
    assert form(KEPT) == KEPT
    assert form(COMMENTED.replace("\n", "\r\n")) == KEPT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("--- # kop\nname: x\n", "# kop\nname: x\n"),
        ("{name: x} # naast\n", "# naast\nname: x\n"),
        ("name: é😀 # na tekens van meer bytes\n", "# na tekens van meer bytes\nname: é😀\n"),
        ("\ufeffname: x # na een BOM\n", "# na een BOM\nname: x\n"),
        (
            "name: x\nsummary: |\n  a\n  b\n# na een blok\n",
            "name: x\nsummary: a b\n# na een blok\n",
        ),
        (
            "name: x\nsummary: |\n  a\n# na een blok\nhours: b\n",
            'name: x\nsummary: a\n# na een blok\nhours: "b"\n',
        ),
        ("name: x\n... # einde\n", "# einde\nname: x\n"),
    ],
)
def test_comments_in_odd_places_stay_too(text: str, expected: str) -> None:
    """Nothing that somebody wrote is lost."""
    assert form(text) == expected


LINES = (
    (FIXTURES / "repository" / FILE.replace("huis.yml", "huis-gent.yml")).read_text().split("\n")
)


@given(st.sets(st.integers(0, len(LINES) - 1)), st.sets(st.integers(0, len(LINES) - 2)))
def test_no_comment_is_lost_wherever_it_stands(alone: set[int], beside: set[int]) -> None:
    """On a line of its own before any line, and at the end of any; the data are the same."""
    lines = [f"{line} # naast {n}." if n in beside else line for n, line in enumerate(LINES)]
    text = "\n".join(
        f"# boven {n}.\n{line}" if n in alone else line for n, line in enumerate(lines)
    )
    once = form(text)
    for comment in (*(f"# boven {n}." for n in alone), *(f"# naast {n}." for n in beside)):
        assert once.count(comment) == 1
    assert document(once).data == document(form("\n".join(LINES))).data
    assert form(once) == once


def test_a_sign_that_is_no_comment() -> None:
    """A # in a text or in an address begins no comment."""
    text = 'name: "Huis # 3"\ncontact: {website: https://huis.be/#kom}\n'
    assert comments_in(document(text)) == {}


# --- the check ---------------------------------------------------------------------------------


def test_a_file_in_canonical_form_is_silent() -> None:
    """Byte for byte."""
    assert list(check_form(document(form(yaml_text())))) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (form(yaml_text()).replace("\n", "\r\n"), 1),
        (form(yaml_text()).removesuffix("\n"), 7),
        (form(yaml_text()).replace("[ontmoeten]", "[ ontmoeten ]"), 2),
        (form(yaml_text()) + "\n", 8),
        ("\ufeff" + form(yaml_text()), 1),
    ],
    ids=["line ends", "last line end", "space", "empty line", "byte order mark"],
)
def test_another_form_is_a_tip_on_its_first_line(text: str, line: int) -> None:
    """No volunteer is stopped by it, and the mend can be pasted."""
    (finding,) = check_form(document(text, FILE))
    assert (finding.rule, finding.line, finding.severity) == ("form", line, Severity.NOTICE)
    assert f"scripts/check.py --fix {FILE}" in finding.hint


def test_hidden_fields_exist() -> None:
    """They are in the model, and in no file."""
    assert set(Initiative.model_fields) - set(Entry.model_fields) == HIDDEN


def test_every_file_of_the_project_is_in_canonical_form() -> None:
    """To mend: .venv/bin/python scripts/check.py --fix."""
    wrong = []
    for path in catalogue.data_files(ROOT):
        found, _ = read_file(path, path.relative_to(ROOT).as_posix())
        if found is None or list(check_form(found)):
            wrong.append(path.name)
    assert wrong == []
