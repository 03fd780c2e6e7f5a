"""A table that somebody filled in: CSV or XLSX to rows of text, and the template to fill in.

Nothing in a cell is ever computed or run: what begins with ``=``, ``+``, ``-`` or ``@`` is text,
and a formula of a spreadsheet is told as a mistake. A file may come from anywhere, so its size is
limited before it is unpacked.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import warnings
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import openpyxl
from finder.contributing.answers import QUESTIONS
from finder.errors import FinderError
from finder.findings import Finding
from finder.text import lenient, suggestion
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from finder.contributing.answers import Question
    from finder.files.taxonomy import Taxonomy
    from openpyxl.worksheet.worksheet import Worksheet

SLUG_COLUMN = "bestandsnaam"
SHEET = "Initiatieven"
MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 50 * 1024 * 1024
MAX_ROWS = 2000
MAX_COLUMNS = 200
MAX_LETTERS = 5000
_NEEDED_MARK = " *"
_DELIMITERS = ";,\t"
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, KeyError, ValueError, TypeError,
    AttributeError, IndexError, SyntaxError, EOFError, OSError,
)  # fmt: skip
# In the form of a date: the language, and what is shown as it stands.
_NO_PART_OF_DATE = re.compile(r'\[[^]]*\]|"[^"]*"|\\.')
_NO_TABLE = "Bewaar de tabel als Excel (.xlsx) of als CSV, en probeer opnieuw."


class TableError(FinderError):
    """The table cannot be read at all; the findings say why."""


@dataclass(frozen=True)
class Row:
    """One line of a table: its number as a spreadsheet shows it, and its text by column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """What a table says.

    Attributes:
        name: the name of the file.
        rows: the rows below the names of the columns that are not empty.
        findings: cells that cannot be used.
    """

    name: str
    rows: Sequence[Row]
    findings: Sequence[Finding] = field(default=())


_Cells = list[str]


def read(raw: bytes, name: str) -> Table:
    """Read a table.

    Args:
        raw: the bytes of the file.
        name: how to call it in findings.

    Raises:
        TableError: it is no table, or its columns are wrong.
    """
    if len(raw) > MAX_BYTES:
        raise _refused(name, "Deze tabel is te groot.", "Verdeel ze over meer bestanden.")
    if raw.startswith(_OLD_EXCEL):
        raise _refused(name, "Dit is een oude soort Excel-bestand.", "Bewaar het als .xlsx.")
    findings: list[Finding] = []
    is_book = raw.startswith(_ZIP)
    lines = _book_lines(raw, name, findings) if is_book else _csv_lines(raw, name)
    numbered = [(number, cells) for number, cells in lines if any(cells)]
    if not numbered:
        raise _refused(name, "Deze tabel is leeg.", "Begin met het sjabloon.")
    (header, names), *rest = numbered
    columns = _columns(names, name, header)
    rows = [Row(n, {c: v for c, v in zip(columns, cells, strict=False) if c}) for n, cells in rest]
    told = {number: [c for c in columns if c] for number, _ in rest}
    return Table(name, rows, [_named(f, columns) for f in findings if f.line in told])


def _refused(name: str, message: str, hint: str) -> TableError:
    return TableError([Finding("table", name, 0, "", message, hint)])


def _named(finding: Finding, columns: Sequence[str]) -> Finding:
    """A finding on the cell of a column number, with the name of the column."""
    number = int(finding.field)
    name = columns[number] if number < len(columns) else ""
    return Finding(finding.rule, finding.file, finding.line, name, finding.message, finding.hint)


# --- the columns -------------------------------------------------------------------------------


def _columns(names: Sequence[str], file: str, line: int) -> list[str]:
    """The column for each cell of the first row; empty for a cell without a name.

    Raises:
        TableError: a column is unknown, stands there twice, or a needed one is missing.
    """
    known = _known_columns()
    columns = [known.get(_key(name), "") for name in names]
    findings = [
        _column_unknown(name, file, line)
        for name, column in zip(names, columns, strict=True)
        if name and not column
    ]
    findings += [
        Finding(
            "column",
            file,
            line,
            column,
            f'De kolom "{column}" staat er twee keer.',
            "Hou er één.",
        )
        for column in sorted({c for c in columns if c and columns.count(c) > 1})
    ]
    findings += [
        Finding(
            "column",
            file,
            line,
            one.column,
            f'De kolom "{one.column}" ontbreekt.',
            "Voeg ze toe in de eerste rij.",
        )
        for one in QUESTIONS
        if one.needed and one.column not in columns
    ]
    if findings:
        raise TableError(findings)
    return columns


def _known_columns() -> dict[str, str]:
    """Every way to name a column: in Dutch, or as the field of the file."""
    known = {_key(one.column): one.column for one in QUESTIONS}
    known |= {_key(one.path): one.column for one in QUESTIONS}
    return known | {_key(SLUG_COLUMN): SLUG_COLUMN}


def _key(name: str) -> str:
    return " ".join(name.lower().replace("*", " ").split())


def _column_unknown(name: str, file: str, line: int) -> Finding:
    close = suggestion(name, [one.column for one in QUESTIONS])
    return Finding(
        "column",
        file,
        line,
        "",
        f'De kolom "{name[:60]}" kennen wij niet.',
        f'Bedoel je "{close}"?' if close else "Schrap ze, of kijk in het sjabloon.",
    )


# --- CSV ---------------------------------------------------------------------------------------


def _csv_lines(raw: bytes, name: str) -> Iterator[tuple[int, _Cells]]:
    text = lenient(raw)
    if "\0" in text:
        raise _refused(name, "Dit is geen tabel.", _NO_TABLE)
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row, cells in enumerate(reader, 1):
            if row == 1 and cells[:1] and cells[0].lower().startswith("sep="):
                continue  # Excel's own note of its delimiter
            _check_size(name, row, len(cells), max(map(len, cells), default=0))
            yield row, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise _refused(name, "Deze tabel kunnen wij niet lezen.", _NO_TABLE) from error


def _delimiter(text: str) -> str:
    """The sign with which the first row names the most columns that we know."""
    lines = [line for line in text.splitlines() if line.strip(f" {_DELIMITERS}")]
    first = next((line for line in lines if not line.lower().startswith("sep=")), "")
    known = _known_columns()

    def score(delimiter: str) -> int:
        names = next(csv.reader([first], delimiter=delimiter), [])
        return sum(_key(name) in known for name in names)

    return max(_DELIMITERS, key=score)


def _check_size(name: str, row: int, columns: int, letters: int) -> None:
    if row > MAX_ROWS + 1:
        hint = f"Zet hooguit {MAX_ROWS} initiatieven in één tabel."
        raise _refused(name, "Deze tabel heeft te veel rijen.", hint)
    if columns > MAX_COLUMNS:
        raise _refused(name, "Deze tabel heeft te veel kolommen.", "Begin met het sjabloon.")
    if letters > MAX_LETTERS:
        problem = f"In rij {row} staat een veel te lange tekst."
        raise _refused(name, problem, "Kijk na of er een aanhalingsteken te veel staat.")


# --- XLSX --------------------------------------------------------------------------------------


def _book_lines(raw: bytes, name: str, findings: list[Finding]) -> list[tuple[int, _Cells]]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            size = sum(part.file_size for part in packed.infolist())
        if size > MAX_UNPACKED:
            raise _refused(name, "Deze tabel is te groot.", "Verdeel ze over meer bestanden.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about looks, which do not matter here
            return list(_cells_of_book(raw, name, findings))
    except TableError:
        raise
    except _BROKEN as error:
        raise _refused(name, "Deze tabel kunnen wij niet openen.", _NO_TABLE) from error


def _cells_of_book(raw: bytes, name: str, findings: list[Finding]) -> Iterator[tuple[int, _Cells]]:
    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, keep_links=False)
    sheet: Any = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
    sheet.reset_dimensions()  # what the file says of its own size may be wrong
    for row, cells in enumerate(sheet.iter_rows(), 1):
        texts = [_text(cell.value, str(cell.number_format)) for cell in cells]
        _check_size(name, row, len(texts), max(map(len, texts), default=0))
        for column, cell in enumerate(cells):
            if cell.data_type in {"f", "e"}:
                findings.append(_not_text(name, row, column))
        yield row, texts
    book.close()


def _text(value: object, shown_as: str) -> str:
    """The text of a cell, as a person would type it.

    Who types ``2026-10``, sees ``okt/26``: Excel keeps a day, and the form of the cell tells that
    only the month was meant.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, dt.datetime):
        is_month = "d" not in _NO_PART_OF_DATE.sub("", shown_as.lower())
        return f"{value:%Y-%m}" if is_month else value.date().isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}"
    return str(value).strip()


def _not_text(name: str, row: int, column: int) -> Finding:
    """A formula: what it comes to is not in our hands, so a person types the value."""
    return Finding(
        "cell",
        name,
        row,
        str(column),
        "In deze cel staat een formule of een foutwaarde.",
        "Typ de waarde zelf in de cel.",
    )


# --- the template ------------------------------------------------------------------------------


def template_csv() -> bytes:
    """The names of the columns, for a program that opens CSV: UTF-8 with a mark, semicolons."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerow(_header())
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def template_xlsx(taxonomy: Taxonomy) -> bytes:
    """A book with an empty sheet to fill in, and one that explains each column."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    sheet.append(_header())
    _style(sheet, [max(14, len(name) + 2) for name in _header()])
    for column, one in enumerate(QUESTIONS, 1):
        sheet.column_dimensions[get_column_letter(column)].number_format = "@"
        _offer(sheet, column, one)
    explained = book.create_sheet("Uitleg")
    explained.append(["kolom", "nodig?", "wat schrijf je?", "voorbeeld", "deze woorden kunnen"])
    for row in _explanation(taxonomy):
        explained.append(row)
    _style(explained, [20, 8, 60, 40, 80])
    return _packed(book)


def _header() -> list[str]:
    marked = [f"{one.column}{_NEEDED_MARK if one.needed else ''}" for one in QUESTIONS]
    return [*marked, SLUG_COLUMN]


def _explanation(taxonomy: Taxonomy) -> Iterator[list[str]]:
    for one in QUESTIONS:
        words = "; ".join(one.known(taxonomy))
        yield [one.column, "ja" if one.needed else "nee", one.explain, one.example, words]
    explain = "De naam van het bestand. Laat leeg: dan kiezen wij hem."
    yield [SLUG_COLUMN, "nee", explain, "het-voorbeeldhuis-gent", ""]


def _style(sheet: Worksheet, widths: Iterable[int]) -> None:
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"


def _offer(sheet: Worksheet, column: int, one: Question) -> None:
    """A list to choose from, in a column that takes one of a few words."""
    if one.words and not one.many:
        choice = DataValidation(type="list", formula1=f'"{",".join(one.words)}"', allow_blank=True)
        letter = get_column_letter(column)
        choice.add(f"{letter}2:{letter}{MAX_ROWS + 1}")
        sheet.add_data_validation(choice)


def _packed(book: openpyxl.Workbook) -> bytes:
    """The bytes of a book, the same each time: without the moment of writing."""
    moment = dt.datetime(2000, 1, 1)
    first, last = io.BytesIO(), io.BytesIO()
    book.properties.creator = "Steun Dichtbij"
    book.properties.created = moment
    book.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(last, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "docProps/core.xml":
                book.properties.modified = moment
                content = openpyxl.xml.functions.tostring(book.properties.to_tree())
            same = zipfile.ZipInfo(part.filename, (2000, 1, 1, 0, 0, 0))
            new.writestr(same, content, zipfile.ZIP_DEFLATED, 9)
    return last.getvalue()
