"""The command for tables: what it says, what it writes, and what it never overwrites."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from finder.words.columns import QUESTIONS, SLUG_COLUMN
from import_table import main

from tests.contributing.test_tables import book

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.conftest import Repository

GOOD = {
    "naam": "Buurthuis De Kazemat",
    "soorten": "Mensen ontmoeten",
    "samenvatting": "Je drinkt hier koffie met buren.",
    "plaats": "Gentbrugge",
    "postcode": "9050",
    "telefoon": "09/245.09.06",
    "bronnen": "https://kazemat.be",
}
FILE = "oost-vlaanderen/buurthuis-de-kazemat-gent.yml"
TEXT = """\
name: Buurthuis De Kazemat
kinds: [ontmoeten]
summary: Je drinkt hier koffie met buren.
address: {postcode: "9050", place: Gentbrugge}
contact: {phone: 09 245 09 06}
sources:
  - {url: https://kazemat.be}
"""


def table(*rows: dict[str, str]) -> bytes:
    """A CSV file with these rows."""
    columns = list(dict.fromkeys([*GOOD, *(column for row in rows for column in row)]))
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, delimiter=";", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def run(repository: Repository, raw: bytes, *options: str, answers: str = "") -> Result:
    """The command on a table, on a frozen day."""
    path = repository.root / "tabel.csv"
    path.write_bytes(raw)
    command = [str(path), "--root", str(repository.root), "--today", "2026-11-22", *options]
    return CliRunner().invoke(main, command, input=answers)


def files(repository: Repository) -> dict[str, bytes]:
    """Every file of the repository with its bytes."""
    paths = sorted(p for p in (repository.root / "initiatives").rglob("*") if p.is_file())
    return {p.relative_to(repository.root).as_posix(): p.read_bytes() for p in paths}


# --- new files ---------------------------------------------------------------------------------


def test_a_row_becomes_a_file(repository: Repository) -> None:
    """In its folder, in canonical form, and the check is content with it."""
    result = run(repository, table(GOOD))
    assert result.exit_code == 0, result.output
    assert repository.path(FILE).read_text() == TEXT
    assert f"Geschreven: initiatives/{FILE}" in result.output
    assert "Nieuw: 1. Veranderd: 0. Zonder wijziging: 0. Fouten: 0." in result.output
    assert "buurthuis-de-kazemat-gent" in [one.slug for one in repository.load().initiatives]


def test_every_column_arrives(repository: Repository) -> None:
    """A row with all cells filled in, from a spreadsheet."""
    full = {one.column: one.example for one in QUESTIONS} | {
        "soorten": "Mensen ontmoeten, vereniging",
        "groepen": "weinig-geld",
        "talen": "nl",
        "projectoproep": "persoonlijke-vriend-2018",
        "telefoon": "09 245 09 06",
        SLUG_COLUMN: "kazemat",
    }
    path = repository.root / "tabel.xlsx"
    path.write_bytes(book(list(full), list(full.values())))
    command = [str(path), "--root", str(repository.root), "--today", "2026-11-22"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    text = repository.path("oost-vlaanderen/kazemat.yml").read_text()
    assert [line.partition(":")[0] for line in text.splitlines() if line[0].isalpha()] == [
        *("name", "organisation", "kinds", "summary", "first_visit", "welcome"),
        *("from_elsewhere", "referral", "appointment", "cost", "languages", "wheelchair"),
        *("volunteers", "address", "location", "serves", "contact", "bring", "hours"),
        *("hours_note", "funding", "sources", "checked"),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@x", '=HYPERLINK("https://x.be")', "#x"])
def test_hostile_text_stays_text(repository: Repository, text: str) -> None:
    """What a spreadsheet or YAML would take for something else comes back as it was."""
    result = run(repository, table({**GOOD, "naam": text, SLUG_COLUMN: "kazemat"}))
    assert result.exit_code == 0, result.output
    found = {one.slug: one for one in repository.load().initiatives}
    assert found["kazemat"].name == text


@pytest.mark.parametrize(
    "slug", ["../../etc/passwd", "/etc/passwd", "..", "a/b", "C:\\x", "KAZEMAT.yml", "a\nb"]
)
def test_a_file_name_stays_in_the_folder(repository: Repository, slug: str) -> None:
    """Only letters, digits and hyphens are left of it."""
    before = files(repository)
    result = run(repository, table({**GOOD, SLUG_COLUMN: slug}))
    assert result.exit_code == 0, result.output
    (new,) = set(files(repository)) - set(before)
    assert new.startswith("initiatives/oost-vlaanderen/")
    assert new.count("/") == 2


# --- mistakes ----------------------------------------------------------------------------------


def test_all_mistakes_at_once_and_nothing_written(repository: Repository) -> None:
    """By row and column, also of what only the check knows."""
    before = files(repository)
    rows = [
        GOOD,
        {**GOOD, "naam": "Ruimte", "soorten": "ontmoten", "postcode": "9999", "samenvatting": ""},
        {"naam": "Alleen een naam"},
    ]
    result = run(repository, table(*rows))
    assert result.exit_code == 1
    assert files(repository) == before
    told = [line for line in result.output.splitlines() if line.startswith("FOUT")]
    assert told == [
        'FOUT rij 3, kolom "postcode"',
        'FOUT rij 3, kolom "samenvatting"',
        'FOUT rij 3, kolom "soorten"',
        'FOUT rij 4, kolom "bronnen"',
        'FOUT rij 4, kolom "plaats"',
        'FOUT rij 4, kolom "samenvatting"',
        'FOUT rij 4, kolom "soorten"',
        'FOUT rij 4, kolom "telefoon"',
    ]
    assert 'Bedoel je "ontmoeten"?' in result.output
    assert "Er is niets geschreven." in result.output
    assert "--good-rows" in result.output


def test_good_rows_are_written_when_asked(repository: Repository) -> None:
    """And the exit still tells that something is wrong."""
    rows = [GOOD, {**GOOD, "naam": "Ruimte", "telefoon": "bel ons"}]
    result = run(repository, table(*rows), "--good-rows")
    assert result.exit_code == 1
    assert repository.path(FILE).exists()
    assert 'FOUT rij 3, kolom "telefoon"' in result.output
    assert "Geschreven: 1 bestand." in result.output


@pytest.mark.parametrize(
    ("cells", "column", "text"),
    [
        ({"naam": "Het \u202e Huis"}, "", "onzichtbare tekens"),
        ({"postcode": "9051", "plaats": "Aalst"}, "plaats", "heeft niet de postcode"),
        ({"plaats": "Xyzabc", "postcode": ""}, "plaats", "ligt niet in Vlaanderen"),
        ({"telefoon": ""}, "telefoon", 'Vul "telefoon", "mail"'),
        ({"plaats": "", "postcode": ""}, "plaats", 'Vul "plaats" of "werkt voor" in.'),
        ({"plaats": ""}, "plaats", "Deze cel is leeg."),
        ({"voor wie": "alleen"}, "voor wie", 'Vul "groepen"'),
        ({"groepen": "ouderen"}, "voor wie", "Deze cel is leeg."),
        ({"datum van de bron": "2030"}, "datum van de bron", "moet nog komen"),
        ({"nagekeken hoe": "telefoon"}, "nagekeken op", "Deze cel is leeg."),
        ({"bronnen": "de krant"}, "bronnen", "geen adres van een website"),
        ({"naam": "x" * 101}, "naam", "te lang"),
        ({"uren": "elke dag"}, "uren", "uren in woorden"),
    ],
)
def test_what_the_check_says_in_the_words_of_a_table(
    repository: Repository, cells: dict[str, str], column: str, text: str
) -> None:
    """The cell where it is wrong, and what to do there."""
    result = run(repository, table({**GOOD, **cells}))
    assert result.exit_code == 1
    assert f'FOUT rij 2, kolom "{column}"' in result.output if column else "FOUT rij 2\n"
    assert text in result.output


def test_two_rows_of_one_name(repository: Repository) -> None:
    """The second would overwrite the first."""
    result = run(repository, table(GOOD, GOOD))
    assert result.exit_code == 1
    assert "Rij 2 heeft dezelfde naam en gemeente." in result.output
    other = {**GOOD, SLUG_COLUMN: "kazemat-twee"}
    assert run(repository, table(GOOD, other)).exit_code == 0


def test_who_asked_not_to_be_listed(repository: Repository) -> None:
    """No row brings it back."""
    result = run(repository, table({**GOOD, SLUG_COLUMN: "wil-niet-op-de-site"}))
    assert result.exit_code == 1
    assert "wil niet op de site staan" in result.output


def test_an_address_that_leads_elsewhere_now(repository: Repository) -> None:
    """An old name is not given to something new."""
    repository.write("redirects.yml", "redirects: {kazemat: voorbeeldhuis-gent}\n")
    result = run(repository, table({**GOOD, SLUG_COLUMN: "kazemat"}))
    assert result.exit_code == 1
    assert "Deze naam is al gebruikt: die leidt nu" in result.output


def test_what_may_be_known_already(repository: Repository) -> None:
    """A warning with the file or the row; it stops nothing."""
    names = ("Voorbeeldhuis vzw", GOOD["naam"], "De Kazemat")
    rows = [{**GOOD, "naam": n, "telefoon": f"09 245 09 0{i}"} for i, n in enumerate(names)]
    result = run(repository, table(*rows))
    assert result.exit_code == 0, result.output
    assert '"Het Voorbeeldhuis" (initiatives/oost-vlaanderen/voorbeeldhuis-gent.yml)' in (
        result.output
    )
    assert 'Is dit hetzelfde als "De Kazemat" (rij 4)?' in result.output
    assert 'Is dit hetzelfde als "Buurthuis De Kazemat" (rij 3)?' in result.output


@pytest.mark.parametrize("raw", [b"", b"naam;xyz\nx;y\n", b"PK\x03\x04"])
def test_what_is_no_table(repository: Repository, raw: bytes) -> None:
    """In plain words, with what to do."""
    result = run(repository, raw)
    assert result.exit_code == 1
    assert "Doe dit:" in result.output
    assert "Traceback" not in result.output


def test_a_file_without_end_is_too_large(repository: Repository) -> None:
    """No more of it is read than one byte too many: a device, a pipe, a disk image."""
    result = CliRunner().invoke(main, ["/dev/zero", "--root", str(repository.root)])
    assert result.exit_code == 1
    assert "Deze tabel is te groot." in result.output


def test_a_file_that_is_not_there(repository: Repository) -> None:
    """Its name is told."""
    result = CliRunner().invoke(main, ["weg.xlsx", "--root", str(repository.root)])
    assert result.exit_code == 1
    assert "weigert iets bij weg.xlsx" in result.output


def test_without_a_file(repository: Repository) -> None:
    """The command says what it needs."""
    result = CliRunner().invoke(main, ["--root", str(repository.root)])
    assert result.exit_code == 2
    assert "--template" in result.output


# --- files that are there ----------------------------------------------------------------------

OLD = """\
# Nagevraagd bij de balie.
name: Buurthuis De Kazemat
kinds: [leren]
summary: Je leert hier koken.
address: {street: Kerkstraat 1, postcode: "9050", place: Gentbrugge}
contact: {phone: 09 245 09 06, email: info@kazemat.be}
sources:
  - {url: https://kazemat.be, seen: 2026-10}
  - {url: https://stad.gent/kazemat}
checked: {date: 2026-11-20, how: phone}
"""


def test_nothing_is_overwritten_without_being_asked(repository: Repository) -> None:
    """The row is a mistake that says what would change."""
    path = repository.write(FILE, OLD)
    result = run(repository, table(GOOD), "--good-rows")
    assert result.exit_code == 1
    assert path.read_text() == OLD
    assert f"Er is al een bestand: initiatives/{FILE}." in result.output
    assert "Dit zou veranderen: soorten, samenvatting." in result.output
    assert "--update" in result.output


@pytest.mark.parametrize(("answer", "is_changed"), [("n\n", False), ("x\nj\n", True), ("", False)])
def test_a_change_is_asked_for_file_by_file(
    repository: Repository, answer: str, is_changed: bool
) -> None:
    """No, yes, and who walks away; an empty cell changes nothing, and a comment stays."""
    path = repository.write(FILE, OLD)
    result = run(repository, table(GOOD), "--update", answers=answer)
    assert f"Rij 2: initiatives/{FILE} veranderen (soorten, samenvatting)?" in result.output
    assert result.exit_code == (1 if answer == "" else 0)
    new = OLD.replace("[leren]", "[ontmoeten]").replace(
        "Je leert hier koken.", GOOD["samenvatting"]
    )
    assert path.read_text() == (new if is_changed else OLD)


def test_whoever_stops_halfway_wrote_nothing(repository: Repository) -> None:
    """All questions come before the first file."""
    path = repository.write(FILE, OLD)
    new = {**GOOD, "naam": "Ruimte", "telefoon": "09 245 09 07"}
    before = files(repository)
    result = run(repository, table(new, GOOD), "--update", answers="")
    assert result.exit_code == 1
    assert "Gestopt. Er is niets geschreven." in result.output
    assert files(repository) == before
    assert path.read_text() == OLD


def test_the_same_table_again_changes_nothing(repository: Repository) -> None:
    """A row that says what is known is counted, not written; a phone in other signs is the same."""
    run(repository, table(GOOD))
    before = files(repository)
    result = run(repository, table({**GOOD, "telefoon": "+32 9 245 09 06"}))
    assert result.exit_code == 0, result.output
    assert "Nieuw: 0. Veranderd: 0. Zonder wijziging: 1." in result.output
    assert files(repository) == before


def test_new_sources_come_before_the_old(repository: Repository) -> None:
    """And none goes away."""
    path = repository.write(FILE, OLD)
    row = {**GOOD, "bronnen": "https://nieuw.be https://kazemat.be", "datum van de bron": "2026-11"}
    run(repository, table(row), "--update", answers="j\n")
    assert path.read_text().partition("sources:\n")[2].splitlines()[:3] == [
        "  - {url: https://nieuw.be, seen: 2026-11}",
        "  - {url: https://kazemat.be, seen: 2026-11}",
        "  - {url: https://stad.gent/kazemat}",
    ]


def test_a_lead_stays_a_lead(repository: Repository) -> None:
    """A file that is there keeps its folder."""
    lead = "leads/oost-vlaanderen/buurthuis-de-kazemat-gent.yml"
    path = repository.write(lead, OLD + "to_check: Bel.\n")
    run(repository, table(GOOD), "--update", answers="j\n")
    assert "kinds: [ontmoeten]" in path.read_text()
    assert not repository.path(FILE).exists()


def test_a_row_leaves_nothing_that_contradicts_it(repository: Repository) -> None:
    """A new address takes the old point away; a new price the old explanation; and it is named."""
    path = repository.write(
        FILE,
        OLD + "location: {lat: 51.0370, lon: 3.7560}\ncost: {kind: paid, note: Twee euro.}\n"
        'hours: "Mo 09:00-12:00"\n',
    )
    row = GOOD | {
        "straat en nummer": "Veldstraat 80", "plaats": "Gent", "postcode": "9000",
        "prijs": "gratis", "uren in woorden": "Elke vrijdag.", SLUG_COLUMN: path.stem,
    }  # fmt: skip
    result = run(repository, table(row), "--update", answers="j\n")
    assert result.exit_code == 0, result.output
    text = path.read_text()
    assert "location" not in text
    assert "cost: {kind: free}\n" in text
    assert 'hours: "' not in text
    for column in ("breedte", "lengte", "uitleg prijs", "uren"):
        assert f"{column} (valt weg)" in result.output


def test_a_name_that_once_had_a_page(repository: Repository) -> None:
    """It is not given to something else, or people land at the wrong place."""
    repository.write("published.txt", "kazemat\n")
    result = run(repository, table({**GOOD, SLUG_COLUMN: "kazemat"}))
    assert result.exit_code == 1
    assert "stond vroeger al op de site" in result.output


# --- the template ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sjabloon.xlsx", "sjabloon.csv"])
def test_the_template(repository: Repository, tmp_path: Path, name: str) -> None:
    """It is written once; a second time only when asked."""
    path = tmp_path / name
    command = ["--template", str(path), "--root", str(repository.root)]
    assert CliRunner().invoke(main, command).exit_code == 0
    path.write_text("ingevuld")
    for answer in ("n\n", ""):
        assert CliRunner().invoke(main, command, input=answer).exit_code == 1
        assert path.read_text() == "ingevuld"
    assert CliRunner().invoke(main, command, input="j\n").exit_code == 0
    assert path.read_bytes() != b"ingevuld"


@pytest.mark.parametrize(
    ("name", "text"), [("sjabloon.txt", ".xlsx of .csv"), ("weg/s.csv", "weigert iets")]
)
def test_a_template_that_cannot_be(
    repository: Repository, tmp_path: Path, name: str, text: str
) -> None:
    """Another ending, or a folder that is not there."""
    command = ["--template", str(tmp_path / name), "--root", str(repository.root)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code > 0
    assert text in result.output


# --- an organisation vouches for a table ---------------------------------------------------------

VOUCHED = ("--vouched", "2026-11-20")


def test_an_organisation_vouches_for_every_row_at_once(repository: Repository) -> None:
    repository.write(FILE, TEXT)
    result = run(repository, table(GOOD), *VOUCHED)
    assert result.exit_code == 0, result.output
    written = repository.path(FILE).read_text(encoding="utf-8")
    assert written == f"{TEXT}checked: {{date: 2026-11-20, how: organisation}}\n"


def test_what_also_changes_something_else_is_asked_first(repository: Repository) -> None:
    repository.write(FILE, TEXT)
    changed = table({**GOOD, "telefoon": "09 245 09 07"})
    assert "veranderen (telefoon" in run(repository, changed, *VOUCHED, answers="n\n").output
    assert repository.path(FILE).read_text(encoding="utf-8") == TEXT
    run(repository, changed, *VOUCHED, answers="j\n")
    written = repository.path(FILE).read_text(encoding="utf-8")
    assert "09 245 09 07" in written
    assert "checked: {date: 2026-11-20, how: organisation}" in written


def test_nobody_vouches_for_a_day_that_has_yet_to_come(repository: Repository) -> None:
    repository.write(FILE, TEXT)
    result = run(repository, table(GOOD), "--vouched", "2026-11-30")
    assert result.exit_code == 1
    assert repository.path(FILE).read_text(encoding="utf-8") == TEXT
