"""A spreadsheet: what a person sees in it is read, or is named; and nothing is too large."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from finder.contributing.tables import TableError, read
from finder.words.columns import SHEET
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.building import rules
from tests.contributing.test_tables import CELLS, HEADER, ROW, SHEET_FILE, book, repacked

if TYPE_CHECKING:
    from collections.abc import Callable

    from finder.contributing.tables import Table

NAMES, CELL = HEADER.split(";"), ROW.split(";")


def read_with(change: Callable[[Any, Any], None], *rows: list[str]) -> Table:
    """What is read of a spreadsheet with two good rows and a change."""
    made = openpyxl.Workbook()
    sheet: Any = made.active
    sheet.title = SHEET
    for row in (NAMES, *(rows or (CELL, CELL))):
        sheet.append(row)
    change(made, sheet)
    stream = io.BytesIO()
    made.save(stream)
    return read(stream.getvalue(), "tabel.xlsx")


def told(table: Table) -> list[tuple[str, int, str, bool]]:
    return [(f.rule, f.line, f.field, f.is_error) for f in table.findings]


def numbers(table: Table) -> list[int]:
    return [row.number for row in table.rows]


# --- what a person sees -------------------------------------------------------------------------


def test_a_value_over_several_rows_stands_in_each() -> None:
    """As it looks; and it is told, for the rows may be meant otherwise."""
    found = read_with(lambda _book, sheet: sheet.merge_cells("E2:E4"), CELL, CELL[:4], CELL[:4])
    assert [row.cells["telefoon"] for row in found.rows] == ["09 245 09 05"] * 3
    assert told(found) == [("table-seen", n, "telefoon", False) for n in (3, 4)]


def test_a_value_over_several_columns_is_a_mistake() -> None:
    found = read_with(lambda _book, sheet: sheet.merge_cells("D2:E2"))
    assert told(found) == [("cell", 2, "bronnen", True)]


def test_a_hidden_row_is_not_read_and_is_named() -> None:
    """A filter hides rows in the same way."""

    def hide(_book: Any, sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True

    found = read_with(hide)
    assert (numbers(found), told(found)) == ([3], [("table-seen", 2, "", False)])


def test_a_hidden_column_is_not_read_and_is_named_once() -> None:
    def hide(_book: Any, sheet: Any) -> None:
        sheet.column_dimensions["E"].hidden = True

    found = read_with(hide)
    assert [row.cells.get("telefoon") for row in found.rows] == [None, None]
    assert told(found) == [("table-seen", 0, "telefoon", False)]


def test_struck_text_is_not_read_and_is_named() -> None:
    def strike(_book: Any, sheet: Any) -> None:
        sheet["E2"].font = Font(strike=True)

    found = read_with(strike)
    assert "telefoon" not in found.rows[0].cells
    assert told(found) == [("table-seen", 2, "telefoon", False)]


def test_a_row_that_is_struck_is_nothing() -> None:
    def strike(_book: Any, sheet: Any) -> None:
        for cell in sheet[3]:
            cell.font = Font(strike=True)

    found = read_with(strike)
    assert numbers(found) == [2]


def test_a_second_sheet_is_named() -> None:
    found = read_with(lambda made, _sheet: made.create_sheet("Antwerpen").append(["iets"]))
    (finding,) = found.findings
    assert '"Antwerpen"' in finding.message
    assert not finding.is_error


@pytest.mark.parametrize("name", ["Uitleg", "Leeg"])
def test_a_sheet_that_explains_or_is_empty_is_not_named(name: str) -> None:
    rows = ["kolom"] if name == "Uitleg" else []
    found = read_with(lambda made, _sheet: made.create_sheet(name).append(rows))
    assert found.findings == []


def changed(part: str, old: str, new: str) -> Table:
    """What is read of a good table in which a part says something else, as Excel writes it."""
    raw = book(NAMES, CELL)
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        before = packed.read(part).decode()
    assert old in before
    return read(repacked(raw, part, before.replace(old, new).encode()), "tabel.xlsx")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('<row r="2"', '<row r="2" ht="0" customHeight="1"', (2, "")),
        (
            "<sheetData>",
            '<cols><col min="5" max="5" width="0" customWidth="1"/></cols><sheetData>',
            (0, "telefoon"),
        ),
    ],
)
def test_what_is_dragged_shut_is_not_read_and_is_named(
    old: str, new: str, expected: tuple[int, str]
) -> None:
    found = changed(SHEET_FILE, old, new)
    assert told(found) == [("table-seen", *expected, False)]
    assert "telefoon" not in {column for row in found.rows for column in row.cells}


def test_what_excel_does_not_show_is_not_read_and_is_named() -> None:
    found = read_with(lambda _book, sheet: setattr(sheet["E2"], "number_format", ";;;"))
    assert told(found) == [("table-seen", 2, "telefoon", False)]
    assert "telefoon" not in found.rows[0].cells


@pytest.mark.parametrize(
    ("form", "is_wrong"),
    [
        ("0%", True), ('"€" 0.00', True), ("[$€-413] 0.00", True), ('0 "per uur"', True),
        ("General", False), ("0", False), ("[$-413]0", False), ('"0"00 00 00 00', False),
    ],
)  # fmt: skip
def test_a_number_that_excel_shows_with_more_is_a_mistake(form: str, *, is_wrong: bool) -> None:
    """A price of 2,5 that is seen as 250 %."""

    def change(_book: Any, sheet: Any) -> None:
        sheet["E2"].value, sheet["E2"].number_format = 92450905, form

    found = read_with(change)
    assert (("cell", 2, "telefoon", True) in told(found)) == is_wrong


def test_what_somebody_wrote_beside_a_cell_is_named() -> None:
    """A note of another sheet is nobody's business here."""

    def change(made: Any, sheet: Any) -> None:
        sheet["E3"].comment = Comment("Dit nummer\nklopt niet meer.", "Jan")
        made.create_sheet("Kladblad")["A1"].comment = Comment("Los.", "Jan")

    found = read_with(change)
    assert told(found) == [("table-seen", 3, "telefoon", False)]
    assert "Dit nummer klopt niet meer." in found.findings[0].message


PIECES = (
    '<r><rPr><strike/></rPr><t>09 245 09 06</t></r><r><t xml:space="preserve"> 09 245 09 05</t></r>'
)
SHARED = (
    '<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    f"<si>{PIECES}</si></sst>"
)
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def test_a_text_of_which_a_part_is_struck_is_a_mistake() -> None:
    found = changed(SHEET_FILE, "<t>09 245 09 05</t>", PIECES)
    assert told(found) == [("cell", 2, "telefoon", True)]


def test_words_that_are_struck_in_a_shared_text_are_not_read_and_are_named() -> None:
    """As Excel writes them: the pieces of a text, each with its own font, in one place."""
    raw, stream = book(NAMES, CELL), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            part = old.read(info).decode()
            if info.filename == SHEET_FILE:
                part = re.sub(r't="inlineStr"><is><t>09 245 09 05</t></is>', 't="s"><v>0</v>', part)
            elif info.filename == "[Content_Types].xml":
                override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{CONTENT}"/>'
                part = part.replace("</Types>", f"{override}</Types>")
            new.writestr(info.filename, part)
        new.writestr("xl/sharedStrings.xml", SHARED)
    found = read(stream.getvalue(), "tabel.xlsx")
    assert [row.cells["telefoon"] for row in found.rows] == ["09 245 09 05"]
    assert told(found) == [("table-seen", 2, "telefoon", False)]
    assert '"09 245 09 06"' in found.findings[0].message


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_the_one_that_is_read(state: str) -> None:
    def hide(made: Any, sheet: Any) -> None:
        sheet.sheet_state = state
        seen = made.create_sheet("Blad2")
        for row in (NAMES, ["Ander huis", *CELL[1:]]):
            seen.append(row)

    found = read_with(hide)
    assert [row.cells["naam"] for row in found.rows] == ["Ander huis"]
    assert told(found) == [("table-seen", 0, "", False)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(92450905, "09 245 09 05"), ("9 245 09 05", "09 245 09 05"), (80012345, "0800 12 345"),
     (470000000, "0470 00 00 00")],
)  # fmt: skip
def test_a_zero_that_excel_took_is_given_back_and_told(value: object, expected: str) -> None:
    found = read(book(NAMES, [*CELL[:4], value]), "tabel.xlsx")
    assert found.rows[0].cells["telefoon"] == expected
    assert told(found) == [("table-seen", 2, "telefoon", False)]


@pytest.mark.parametrize("value", ["09 245 09 05", "1813", "112", "1234567", "+32 9 245 09 05"])
def test_a_number_that_lacks_nothing_stays(value: str) -> None:
    found = read(book(NAMES, [*CELL[:4], value]), "tabel.xlsx")
    assert (found.rows[0].cells["telefoon"], found.findings) == (value, [])


# --- what is too large, or no spreadsheet -------------------------------------------------------


def sheet_of(inside: str) -> bytes:
    """The part of a sheet with this inside."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{inside}</sheetData></worksheet>'.encode()


HOSTILE = {
    "cells in one row": (SHEET_FILE, sheet_of("<row>" + "<c/>" * 200_000 + "</row>")),
    "cells": (SHEET_FILE, sheet_of(("<row>" + "<c/>" * 10_000 + "</row>") * 200)),
    "elements": (SHEET_FILE, sheet_of("<row><c><v>1</v></c></row>" + "<x/>" * 1_000_000)),
    "styles": (
        "xl/styles.xml",
        b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
        + b"<xf/>" * 200_000 + b"</cellXfs></styleSheet>",
    ),
    "merged": (
        SHEET_FILE,
        sheet_of("").replace(b"</worksheet>", b'<mergeCells>' + b'<mergeCell ref="A1:A9"/>' * 50_000
                             + b"</mergeCells></worksheet>"),
    ),
    "deep": (SHEET_FILE, sheet_of("<row>" * 1_000)),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_memory_is_bounded_before_anything_is_read(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parts are counted as they stream by; nothing is ever built of what is too large."""

    def build(*_given: object, **_options: object) -> None:
        pytest.fail("the library was asked to build it")

    raw = repacked(book(NAMES, CELL), *HOSTILE[name])
    monkeypatch.setattr(openpyxl, "load_workbook", build)
    with pytest.raises(TableError) as caught:
        read(raw, "tabel.xlsx")
    assert rules(caught.value.findings) == ["table"]


def test_a_cell_far_away_takes_no_room() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    raw = repacked(book(NAMES, CELL), SHEET_FILE, sheet_of(far))
    with pytest.raises(TableError) as caught:
        read(raw, "tabel.xlsx")
    assert rules(caught.value.findings) == ["table"]


def with_bytes(raw: bytes, change: Callable[[bytearray, int], None]) -> bytes:
    """A ZIP file with a change at each head of a part, in the list and before the part."""
    found = bytearray(raw)
    for mark, place in ((b"PK\x03\x04", 4), (b"PK\x01\x02", 6)):
        start = -1
        while (start := found.find(mark, start + 1)) >= 0:
            change(found, start + place)
    return bytes(found)


def locked(raw: bytearray, place: int) -> None:
    raw[place + 2] |= 1


def newer(raw: bytearray, place: int) -> None:
    raw[place] = 99


@pytest.mark.parametrize(
    ("change", "text"), [(locked, "wachtwoord"), (newer, "niet openen")], ids=["locked", "newer"]
)
def test_a_zip_that_nobody_opens(change: Callable[[bytearray, int], None], text: str) -> None:
    with pytest.raises(TableError) as caught:
        read(with_bytes(book(NAMES, CELL), change), "tabel.xlsx")
    (finding,) = caught.value.findings
    assert (finding.rule, text in finding.message) == ("table", True)


@pytest.mark.parametrize(("name", "text"), [("t.xlsx", "wachtwoord"), ("t.xls", "oude soort")])
def test_the_form_of_old_excel_says_what_it_may_be(name: str, text: str) -> None:
    """A new spreadsheet with a password begins with the same bytes."""
    with pytest.raises(TableError) as caught:
        read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, name)
    (finding,) = caught.value.findings
    assert text in finding.message
    assert name != "t.xlsx" or "zonder wachtwoord" in finding.hint


def test_the_order_of_the_parts_does_not_matter() -> None:
    """Other programs pack them in another order, and name the sheets otherwise."""
    raw, stream = book(NAMES, CELL), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in reversed(old.infolist()):
            new.writestr(part.filename, old.read(part))
    assert [dict(row.cells) for row in read(stream.getvalue(), "t.xlsx").rows] == [CELLS]
