"""A table that somebody filled in: CSV and XLSX, good ones, wrong ones and hostile ones."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from finder.contributing.books import MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED
from finder.contributing.tables import (
    MAX_BYTES,
    TableError,
    read,
)
from finder.files.taxonomy import load_taxonomy
from finder.rendering.sheets import template_csv, template_xlsx
from finder.words.columns import QUESTIONS, SHEET, SLUG_COLUMN

from tests.building import ROOT, rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from finder.findings import Finding

TAXONOMY = load_taxonomy(ROOT / "initiatives" / "taxonomy.yml")
NEEDED = "naam;soorten;samenvatting;bronnen"
HEADER = f"{NEEDED};telefoon"
ROW = "Huis;leren;Je leert.;https://a.be;09 245 09 05"
CELLS = {
    "naam": "Huis",
    "soorten": "leren",
    "samenvatting": "Je leert.",
    "bronnen": "https://a.be",
    "telefoon": "09 245 09 05",
}


def cells(raw: bytes | str) -> list[dict[str, str]]:
    """The rows of a table without mistakes."""
    found = read(raw.encode() if isinstance(raw, str) else raw, "tabel.csv")
    assert found.findings == []
    return [dict(row.cells) for row in found.rows]


def refused(raw: bytes | str) -> Sequence[Finding]:
    with pytest.raises(TableError) as caught:
        read(raw.encode() if isinstance(raw, str) else raw, "tabel.csv")
    assert all(f.message and f.hint and f.file == "tabel.csv" for f in caught.value.findings)
    return caught.value.findings


def book(*rows: Iterable[object], sheet: str = SHEET, before: str = "") -> bytes:
    """A spreadsheet with these rows."""
    made = openpyxl.Workbook()
    page = made.worksheets[0]
    if before:
        page.title = before
        page.append(["iets", "anders"])
        page = made.create_sheet(sheet)
    page.title = sheet
    for row in rows:
        page.append(list(row))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


# --- CSV ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_csv_that_a_program_writes(delimiter: str, encoding: str, end: str) -> None:
    """The delimiter and the letters are found out."""
    text = f"{HEADER}{end}{ROW}{end}".replace(";", delimiter).replace("Huis", "Eén café")
    assert cells(text.encode(encoding)) == [{**CELLS, "naam": "Eén café"}]


def test_quotes_and_lines_in_a_cell() -> None:
    """A delimiter, a quote and a line break in a cell are text; the row keeps its number."""
    found = read(f'{HEADER}\n"Huis; ""De Bij""";leren;"Je\nleert.";x;1\n{ROW}\n'.encode(), "t.csv")
    assert [row.number for row in found.rows] == [2, 3]
    assert found.rows[0].cells["naam"] == 'Huis; "De Bij"'
    assert found.rows[0].cells["samenvatting"] == "Je\nleert."


@pytest.mark.parametrize(
    ("text", "is_lost"),
    [
        ("Ye?il Huis", True), ("?zgür", True), ("Het ??? huis", True), ("Caf??s", True),
        ("Vragen? Bel ons.", False), ("Wie, wat?", False), ("Kom je (ook)?", False),
        ("https://huis.be/a?b=c", False), ("https://huis.be/x?id=3 https://a.be/?q=b", False),
        ("Echt??", False),
    ],
)  # fmt: skip
def test_a_letter_that_a_program_lost_is_a_mistake(text: str, *, is_lost: bool) -> None:
    """Excel for Windows writes a question mark for a letter that its own alphabet has not."""
    table = read(f"{HEADER}\n{ROW}\n".replace("Huis", text, 1).encode(), "tabel.csv")
    assert [(f.rule, f.line) for f in table.findings] == ([("cell", 2)] if is_lost else [])


def test_excels_note_of_its_delimiter() -> None:
    """A first line ``sep=,`` is no row of names; rows keep the number that Excel shows."""
    found = read(f"sep=,\n{HEADER}\n{ROW}\n".replace(";", ",").encode(), "t.csv")
    assert [(row.number, dict(row.cells)) for row in found.rows] == [(3, CELLS)]


def test_empty_rows_and_cells_are_nothing() -> None:
    """Also before the names; the numbers stay those of the spreadsheet."""
    found = read(f";;;\n\n{HEADER};\n;;;;\n  ;\n{ROW};\n".encode(), "t.csv")
    assert [(row.number, dict(row.cells)) for row in found.rows] == [(6, CELLS)]


def test_a_short_and_a_long_row() -> None:
    """What is missing is empty; what is too much has no column."""
    assert cells(f"{HEADER}\nHuis;leren\n{ROW};te veel\n") == [
        {"naam": "Huis", "soorten": "leren"},
        CELLS,
    ]


@pytest.mark.parametrize("text", ["=1+1", "+32 9 245 09 05", "-x", "@x", "=cmd|'/c calc'!A1"])
def test_text_that_a_spreadsheet_would_run_is_text(text: str) -> None:
    """A CSV has no formulas, whatever a cell begins with."""
    assert cells(f"{HEADER}\n{text};leren;x;y;1\n")[0]["naam"] == text


# --- the columns -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    ["NAAM *;Soorten;samenvatting*; bronnen ;Telefoon", "name;kinds;summary;sources;contact.phone"],
)
def test_columns_have_a_dutch_name_or_that_of_the_field(header: str) -> None:
    """In any capitals, with or without the mark of the template."""
    assert cells(f"{header}\n{ROW}\n") == [CELLS]


def test_all_that_is_wrong_with_the_columns_at_once() -> None:
    """Unknown, twice, and missing; each with what to do."""
    found = refused(f"naam;soorten;Telefon;telefoon;telefoon;xyz\n{ROW}\n")
    assert rules(found) == ["column"] * 5
    assert [f.message for f in found] == [
        'De kolom "Telefon" kennen wij niet.',
        'De kolom "xyz" kennen wij niet.',
        'De kolom "telefoon" staat er twee keer.',
        'De kolom "samenvatting" ontbreekt.',
        'De kolom "bronnen" ontbreekt.',
    ]
    assert found[0].hint == 'Bedoel je "telefoon"?'


def test_a_column_without_a_name_is_left_out() -> None:
    """Notes of one's own may stand there."""
    assert cells(f"{HEADER};\n{ROW};een notitie\n") == [CELLS]


# --- what is no table --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\n\n;;\n",
        b"\0\1\2naam",
        b"%PDF-1.7 \x00\x01",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100,
        b"PK\x03\x04 geen zip",
        b"x" * (MAX_BYTES + 1),
        f"{HEADER}\n{ROW}\n".encode() + f"{ROW}\n".encode() * MAX_ROWS,
        (";" * MAX_COLUMNS + f"{HEADER}\n{ROW}\n").encode(),
        f'{HEADER}\n"Huis;leren\n'.encode() + f"{ROW}\n".encode() * 1000,
        f"{HEADER}\n{'x' * 200_000};leren\n".encode(),
        "\ufeffsep=;\n".encode(),
    ],
    ids=[
        "empty",
        "no text",
        "binary",
        "pdf",
        "old excel",
        "broken zip",
        "too large",
        "too many rows",
        "too many columns",
        "open quote",
        "long cell",
        "only a note",
    ],
)
def test_what_is_no_table(raw: bytes) -> None:
    """One finding, in plain words, and no traceback."""
    assert rules(refused(raw)) == ["table"]


def test_as_many_rows_as_allowed() -> None:
    """The limit itself is fine."""
    assert len(cells(f"{HEADER}\n" + f"{ROW}\n" * MAX_ROWS)) == MAX_ROWS


# --- XLSX --------------------------------------------------------------------------------------


def test_a_spreadsheet() -> None:
    """The sheet with our name, wherever it stands; else the first."""
    rows = (HEADER.split(";"), ROW.split(";"))
    assert cells(book(*rows)) == [CELLS]
    other = read(book(*rows, before="Notities"), "tabel.xlsx")
    assert [dict(row.cells) for row in other.rows] == [CELLS]
    assert cells(book(*rows, sheet="Blad1")) == [CELLS]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (9000, "9000"),
        (9000.0, "9000"),
        (51.0531, "51.0531"),
        (1e21, "1000000000000000000000"),
        (True, "ja"),
        (False, "nee"),
        ("koffie._x000D_\nJe praat.", "koffie.\nJe praat."),
        ("_x0041_", "A"),
        ("a_x0007_b", "ab"),
        (" tekst ", "tekst"),
        ("09 245 09 05", "09 245 09 05"),
    ],
)
def test_a_cell_is_the_text_that_a_person_sees(value: object, expected: str) -> None:
    """Numbers and ticks as somebody would type them; the codes of Excel are no text."""
    found = cells(book(HEADER.split(";"), [value, "leren", "x", "y", "1"]))
    assert found[0]["naam"] == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("mmm/yy", "2026-10"),
        ("mmm\\-yy", "2026-10"),
        ("[$-813]mmm/yy;@", "2026-10"),
        ("dd/mm/yyyy", "2026-10-01"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2026-10-01"),
    ],
)
def test_a_month_that_excel_made_a_day_of_stays_a_month(form: str, expected: str) -> None:
    """Who types 2026-10 sees okt/26; the first of the month was never said."""
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    sheet.append([*HEADER.split(";"), "datum van de bron"])
    sheet.append(["Huis", "leren", "x", "y", "", dt.datetime(2026, 10, 1)])
    sheet["F2"].number_format = form
    stream = io.BytesIO()
    workbook.save(stream)
    assert cells(stream.getvalue())[0]["datum van de bron"] == expected


@pytest.mark.parametrize("value", [dt.datetime(2026, 3, 1), dt.date(2026, 3, 1), dt.time(9, 30)])
def test_a_day_where_none_is_asked_is_a_mistake(value: object) -> None:
    """Who types the house number 1-3 gets the first of March."""
    found = read(book(HEADER.split(";"), [value, "leren"]), "tabel.xlsx")
    assert [(f.rule, f.line, f.field, f.is_error) for f in found.findings] == [
        ("cell", 2, "naam", True)
    ]


def test_a_formula_is_a_mistake_in_its_cell() -> None:
    """It is never computed, and text that only looks like one is text."""
    raw = book(
        HEADER.split(";"), ["=A1", "leren", "x", "y", '=HYPERLINK("http://x","y")'], ["Huis"]
    )
    found = read(raw, "tabel.xlsx")
    assert [(f.rule, f.line, f.field) for f in found.findings] == [
        ("cell", 2, "naam"),
        ("cell", 2, "telefoon"),
    ]
    assert [row.number for row in found.rows] == [2, 3]


def test_an_error_value_is_a_mistake_too() -> None:
    """What a formula came to before somebody pasted its value."""
    found = read(book(HEADER.split(";"), ["#REF!", "leren"]), "tabel.xlsx")
    assert [(f.line, f.field) for f in found.findings] == [(2, "naam")]


def repacked(raw: bytes, part: str, content: bytes) -> bytes:
    """A spreadsheet with another content in one of its parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            same = old.read(info) if info.filename != part else content
            new.writestr(info.filename, same, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


SHEET_FILE = "xl/worksheets/sheet1.xml"
ENTITY = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>"""


@pytest.mark.parametrize(
    "content", [b"<geen xml", b"", ENTITY, b"\0" * (MAX_UNPACKED + 1)],
    ids=["broken", "empty", "entity", "bomb"],
)  # fmt: skip
def test_a_hostile_spreadsheet(content: bytes) -> None:
    """It is refused; nothing of this computer is read, and nothing large is unpacked."""
    raw = repacked(book(HEADER.split(";"), ROW.split(";")), SHEET_FILE, content)
    assert len(raw) < MAX_BYTES
    assert rules(refused(raw)) == ["table"]


def test_a_zip_that_is_no_spreadsheet() -> None:
    """Such as a document of another program."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert rules(refused(stream.getvalue())) == ["table"]


def test_a_sheet_that_lies_about_its_size() -> None:
    """The rows that are there count, not what the file says."""
    raw = book(HEADER.split(";"), ROW.split(";"))
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        sheet = packed.read(SHEET_FILE)
    lie = sheet.replace(b'<dimension ref="A1:E2"', b'<dimension ref="A1:A1"')
    assert lie != sheet
    assert cells(repacked(raw, SHEET_FILE, lie)) == [CELLS]


# --- the template ------------------------------------------------------------------------------


def columns() -> list[str]:
    return [*(one.column for one in QUESTIONS), SLUG_COLUMN]


def test_the_template_has_every_column() -> None:
    """With a mark at what is needed; it can be read back, and is empty."""
    for raw in (template_csv(), template_xlsx(TAXONOMY)):
        found = read(raw, "sjabloon")
        assert (list(found.rows), list(found.findings)) == ([], [])
    first = template_csv().decode("utf-8-sig").splitlines()[0].split(";")
    assert [name.removesuffix(" *") for name in first] == columns()
    assert {n.removesuffix(" *") for n in first if n.endswith("*")} == set(NEEDED.split(";"))


def test_the_template_explains_each_column() -> None:
    """On a sheet of its own, with the words that it takes; and has no formula."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = openpyxl.load_workbook(io.BytesIO(template_xlsx(TAXONOMY)))
    assert made.sheetnames == [SHEET, "Uitleg"]
    rows = [[cell.value for cell in row] for row in made["Uitleg"].iter_rows(min_row=2)]
    assert [row[0] for row in rows] == columns()
    assert all(row[2] and row[3] for row in rows)
    kinds = next(row[4] for row in rows if row[0] == "soorten")
    assert all(kind.label in str(kinds) for kind in TAXONOMY.kinds.values())
    assert not any(c.data_type == "f" for page in made for row in page.iter_rows() for c in row)


def test_the_template_offers_the_words_of_a_column() -> None:
    """A list to choose from; a postcode and a number stay text."""
    sheet = openpyxl.load_workbook(io.BytesIO(template_xlsx(TAXONOMY)))[SHEET]
    offered = {str(v.formula1) for v in sheet.data_validations.dataValidation}
    assert '"ja,nee"' in offered
    assert '"gratis,betalen,minder,niet bekend"' in offered
    letter = openpyxl.utils.get_column_letter(columns().index("postcode") + 1)
    assert sheet.column_dimensions[letter].number_format == "@"


def test_the_template_is_the_same_each_time() -> None:
    """No moment of writing in it."""
    assert template_xlsx(TAXONOMY) == template_xlsx(TAXONOMY)
    with zipfile.ZipFile(io.BytesIO(template_xlsx(TAXONOMY))) as made:
        assert {part.date_time for part in made.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert str(dt.datetime.now(tz=dt.UTC).year).encode() not in made.read("docProps/core.xml")


@pytest.mark.parametrize("name", ["sjabloon.csv", "sjabloon.xlsx"])
def test_the_kept_template_is_current(name: str) -> None:
    """To mend: .venv/bin/python scripts/import_table.py --template docs/assets/tabel/..."""
    kept = (ROOT / "docs" / "assets" / "tabel" / name).read_bytes()
    if name.endswith(".csv"):
        assert kept == template_csv()
    else:
        assert contents(kept) == contents(template_xlsx(TAXONOMY))


def contents(raw: bytes) -> dict[str, list[list[object]]]:
    """The cells of each sheet; how they are packed may differ with the version of a library."""
    made = openpyxl.load_workbook(io.BytesIO(raw))
    return {page.title: [[c.value for c in row] for row in page.iter_rows()] for page in made}
