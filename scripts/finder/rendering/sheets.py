"""The table that people fill in, and the same one filled in: CSV for Excel in Belgium, and XLSX.

A table of the site can be corrected and sent back: its columns are those of
:mod:`finder.words.columns`, in Dutch. Semicolons, a decimal comma and the mark of UTF-8 make that a
double click in Excel opens it right. Columns in brackets only tell something, such as the
municipality that follows from the address; nobody reads them back. Programs take the JSON.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from finder.files.writing import as_tree
from finder.rendering.licensing import credit
from finder.words.columns import QUESTIONS, SLUG_COLUMN, cells
from finder.words.saying import Words
from finder.words.steps import in_words, next_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from finder.directory import Listed
    from finder.files.reading import Tree
    from finder.files.taxonomy import Taxonomy
    from finder.words.columns import Question

SHEET, EXPLAINED, LICENCES = "Initiatieven", "Uitleg", "Licentie"
# So many rows have a list to choose from.
MAX_ROWS = 2_000
# Texts that a spreadsheet would take for a formula, and those with the sign against it already.
GUARDED = re.compile(r"'+[=+\-@\t\r]")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
# What only tells something and is not read back, with what it tells.
ASIDE = {
    "(gemeente)": "De gemeente van het adres.",
    "(NIS-code)": "Het nummer van die gemeente bij de overheid.",
    "(provincie)": "De provincie van het adres.",
    "(breedte)": "De breedtegraad op onze kaart.",
    "(lengte)": "De lengtegraad op onze kaart.",
    "(hoe juist)": "Hoe juist die plek is. door: de deur. street: de straat. village: het dorp.",
    "(bron van het punt)": "Van wie dat punt is. Noem die naam als je het gebruikt.",
    "(licentie van het punt)": "Wat je met dat punt mag doen.",
    "(laatst gezien)": "De dag waarop iemand dit het laatst nakeek of las.",
    "(loopt het nog)": "active: het loopt. paused: het ligt even stil.",
    "(hulplijn)": "ja: je belt van overal. Dit is geen plek.",
    "(volgende stap)": "Wat iemand kan doen: bellen, mailen, langsgaan of kijken.",
    "(pagina)": "Het adres van de pagina op onze site.",
}
_NEEDED_MARK = " *"


# --- what the site has -------------------------------------------------------------------------


def table_csv(entries: Iterable[Listed], taxonomy: Taxonomy, url: str) -> bytes:
    """Initiatives as CSV, to look at, or to correct and send back.

    Args:
        entries: all of the site, or those of one municipality.
        taxonomy: the words.
        url: the address of the site, with a slash at the end.
    """
    words = Words.load(taxonomy)
    return csv_of(row(entry, words, url) for entry in entries)


def csv_of(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as :func:`row` makes them, as CSV with the names of the columns."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([*header(), *ASIDE])
    writer.writerows([guarded(text) for text in one] for one in rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def table_xlsx(
    entries: Iterable[Listed],
    taxonomy: Taxonomy,
    url: str,
    licences: Iterable[Sequence[str]] = (),
) -> bytes:
    """The same as a spreadsheet, in which every cell is text; with a sheet that explains.

    ``licences`` are the lines of one more sheet: what, its licence, the address of that.
    """
    words, book = Words.load(taxonomy), _book(taxonomy, [*header(), *ASIDE])
    _add_licences(book, licences)
    sheet: Any = book[SHEET]
    for number, entry in enumerate(entries, 2):
        for column, text in enumerate(row(entry, words, url), 1):
            if text:
                cell = sheet.cell(number, column)
                cell.value, cell.number_format = guarded(text), "@"
                cell.data_type = "s"  # never a formula
    return _packed(book)


def _add_licences(book: openpyxl.Workbook, licences: Iterable[Sequence[str]]) -> None:
    lines = list(licences)
    if lines:
        sheet = book.create_sheet(LICENCES)
        sheet.append(["wat", "licentie", "adres"])
        for line in lines:
            sheet.append(list(line))
        _style(sheet, [60, 40, 80])


def row(entry: Listed, words: Words, url: str) -> list[str]:
    """The cells of one initiative; what its file does not say is empty."""
    said = cells(tree_of(entry, words), words.taxonomy)
    known = [said.get(one.column, "") for one in QUESTIONS]
    return [*known, entry.slug, *_aside(entry, words, url)]


def tree_of(entry: Listed, words: Words) -> dict[str, Tree]:
    """What the file of an initiative says, as keys and texts; made once for all formats."""
    return words.kept.get(entry, "tree", lambda: as_tree(entry.initiative))


def _aside(entry: Listed, words: Words, url: str) -> Iterator[str]:
    town, spot = entry.municipality, entry.spot
    yield town.name if town else ""
    yield town.nis if town else ""
    yield town.province if town else ""
    yield f"{spot.point.lat}".replace(".", ",") if spot else ""
    yield f"{spot.point.lon}".replace(".", ",") if spot else ""
    yield spot.precision.value if spot else ""
    yield credit(spot).name if spot else ""
    yield credit(spot).licence if spot else ""
    yield entry.last_seen.isoformat() if entry.last_seen else ""
    yield entry.initiative.status.state
    yield "ja" if words.taxonomy.is_line(entry.initiative.kinds) else ""
    steps = next_steps(entry, words)
    yield in_words(steps[0], entry.initiative.name, words) if steps else ""
    yield f"{url}initiatieven/{entry.slug}/"


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


# --- the template ------------------------------------------------------------------------------


def template_csv() -> bytes:
    """The names of the columns, for a program that opens CSV: UTF-8 with a mark, semicolons."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerow(header())
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def template_xlsx(taxonomy: Taxonomy) -> bytes:
    """A book with an empty sheet to fill in, and one that explains each column."""
    return _packed(_book(taxonomy, header()))


def _book(taxonomy: Taxonomy, names: Sequence[str]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    sheet.append(list(names))
    _style(sheet, [max(14, len(name) + 2) for name in names])
    for column, one in enumerate(QUESTIONS, 1):
        sheet.column_dimensions[get_column_letter(column)].number_format = "@"
        _offer(sheet, column, one)
    words = book.create_sheet(EXPLAINED)
    words.append(["kolom", "nodig?", "wat schrijf je?", "voorbeeld", "deze woorden kunnen"])
    for line in _explanation(taxonomy):
        words.append(line)
    _style(words, [20, 8, 60, 40, 80])
    return book


def header() -> list[str]:
    """The names of the columns, with a mark at those that are needed."""
    marked = [f"{one.column}{_NEEDED_MARK if one.needed else ''}" for one in QUESTIONS]
    return [*marked, SLUG_COLUMN]


def explained(taxonomy: Taxonomy) -> dict[str, str]:
    """What stands in each column of the table of the site."""
    return {line[0]: line[2] for line in _explanation(taxonomy)} | ASIDE


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
