"""A spreadsheet (XLSX) to rows of text: what a person sees in it is what is read, or is named.

A file may come from anywhere. Its parts are counted, as they stream by, before a library builds
anything of them, so that a small file cannot ask for much memory. What a person does not see (a
hidden sheet, row or column, struck text) is not read, and what the eye joins (merged cells) is read
as it looks; each is told.
"""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import re
import warnings
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

import openpyxl
from finder.errors import FinderError
from lxml import etree
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import coordinate_to_tuple, range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MAX_UNPACKED = 50 * 1024 * 1024
# Of all sheets together; a full table of ours has some 80,000.
MAX_CELLS = 150_000
# In one row: what Excel itself allows.
MAX_IN_ROW = 16_384
# Elements of any other part, such as the styles, of which Excel allows 65,490.
MAX_ELEMENTS = 150_000
MAX_MERGED = 2_000
MAX_COLUMNS = 200
MAX_ROWS = 2_000
_CHUNK = 64 * 1024
_BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, KeyError, ValueError, TypeError,
    AttributeError, IndexError, SyntaxError, EOFError, OSError, RuntimeError, NotImplementedError,
    etree.LxmlError, RecursionError, OverflowError,
)  # fmt: skip
# In the form of a date: the language, and what is shown as it stands.
_NO_PART_OF_DATE = re.compile(r'\[[^]]*\]|"[^"]*"|\\.')
# The form of a number with which Excel shows nothing at all.
_NOTHING_SHOWN = re.compile(r";{2,3}")
# The form of a number that puts more around it than zeros: a percentage, money, words.
_SHOWN_WITH_MORE = re.compile(r'%|€|\$(?!-)|"[^"]*[^\W\d_][^"]*"|\[\$[^-\]]')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class BookError(FinderError):
    """The spreadsheet is not read; ``hint`` says what to do, in Dutch."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True)
class Oddity:
    """What is odd about a cell, a row, a column or the book.

    Attributes:
        kind: ``formula``, ``date``, ``merged``, ``across``, ``hidden-row``, ``hidden-column``,
            ``struck``, ``struck-part``, ``note``, ``shown``, ``unseen`` or ``sheet``.
        row: the number of the row; 0 when all are meant.
        column: the number of the column from 0; -1 when all are meant.
        text: what is in it, or the name of the sheet.
    """

    kind: str
    row: int = 0
    column: int = -1
    text: str = ""


@dataclass
class Book:
    """The rows of the sheet that is read, with their numbers, and what is odd."""

    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    odd: list[Oddity] = field(default_factory=list)


def read_book(raw: bytes, wanted: str, ignored: Sequence[str] = ()) -> Book:
    """Read the sheet with the wanted name when a person sees it, else the first that one sees.

    Args:
        raw: the bytes of the file.
        wanted: the name of the sheet.
        ignored: sheets of ours that only explain.

    Raises:
        BookError: it cannot be read, or is too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about looks, which do not matter here
            return _read(raw, packed, wanted, ignored)
    except BookError:
        raise
    except _BROKEN as error:
        raise BookError("Deze tabel kunnen wij niet openen.", _AGAIN) from error


_AGAIN = "Bewaar de tabel als Excel (.xlsx) of als CSV, en probeer opnieuw."


def _read(raw: bytes, packed: zipfile.ZipFile, wanted: str, ignored: Sequence[str]) -> Book:
    parts = packed.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise BookError("Deze tabel heeft een wachtwoord.", "Bewaar ze zonder wachtwoord.")
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _too_large()
    looks = _looks(packed)
    sheets = _sheets(packed)
    seen = [one for one in sheets if one.is_seen] or sheets
    chosen = next((one for one in seen if one.name == wanted), seen[0])
    book = Book()
    for one in sheets:
        is_empty = not looks[one.part].values if one.part in looks else True
        if one is not chosen and one.name not in ignored and not is_empty:
            book.odd.append(Oddity("sheet", text=one.name))
    _rows(raw, chosen.name, looks[chosen.part], book)
    book.odd += _notes(packed, chosen.part)
    return book


def _too_large() -> BookError:
    return BookError(
        "Deze tabel is te groot.",
        "Kopieer alleen de rijen naar een nieuw bestand. Zijn er te veel? Verdeel ze.",
    )


# --- the parts, as they stream by --------------------------------------------------------------


@dataclass
class _Look:
    """What a part says, counted; a target of the parser, so that no tree of it is ever built."""

    is_sheet: bool
    left: int
    elements: int = 0
    in_row: int = 0
    values: int = 0
    last: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    row: int = 0
    cell: str = ""
    struck: set[str] = field(default_factory=set)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Count one element, and note what it says about what is seen."""
        name = tag.rpartition("}")[2]
        self.elements += 1
        if not self.is_sheet:
            self._check(self.elements, MAX_ELEMENTS)
        elif name == "c":
            self.cell = attributes.get("r", "")
            self.in_row += 1
            self.left -= 1
            self._check(self.in_row, MAX_IN_ROW)
            self._check(-self.left, 0)
        elif name == "row":
            self._row(attributes)
        elif name in {"v", "t"}:
            self.values += 1
            self.last = self.row
        elif name == "strike" and attributes.get("val") not in {"0", "false"}:
            self.struck.add(self.cell)
        elif name == "col" and (
            _is_on(attributes.get("hidden")) or _is_zero(attributes.get("width"))
        ):
            self.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        elif name == "mergeCell":
            left, top, right, bottom = (int(n or 1) for n in range_boundaries(attributes["ref"]))
            self.merged.append((left, top, right, bottom))
            self._check(len(self.merged), MAX_MERGED)
        self._check(self.elements, 6 * MAX_CELLS)

    def _row(self, attributes: Mapping[str, str]) -> None:
        self.in_row = 0
        self.row = int(attributes.get("r") or self.row + 1)
        if _is_on(attributes.get("hidden")) or _is_zero(attributes.get("ht")):
            self.hidden_rows.add(self.row)

    def _check(self, number: int, most: int) -> None:
        if number > most:
            raise _too_large()

    def close(self) -> None:
        """The end of the part."""


def _is_on(text: str | None) -> bool:
    return text in {"1", "true"}


def _is_zero(size: str | None) -> bool:
    """Whether a height or a width is none: who drags a row shut hides it."""
    return bool(size) and re.fullmatch(r"0*\.?0*", str(size)) is not None


def _looks(packed: zipfile.ZipFile) -> dict[str, _Look]:
    """What each XML part says; the sheets by the name of their part."""
    looks: dict[str, _Look] = {}
    left = MAX_CELLS
    for part in packed.infolist():
        if part.filename.endswith((".xml", ".rels")):
            is_sheet = "/worksheets/" in f"/{part.filename}" and part.filename.endswith(".xml")
            look = _Look(is_sheet, left)
            with packed.open(part) as stream:
                _feed(stream, look)
            left = look.left
            looks[part.filename] = look
    return looks


def _feed(stream: IO[bytes], look: _Look) -> None:
    parser = etree.XMLParser(target=look, resolve_entities=False, no_network=True)
    while chunk := stream.read(_CHUNK):
        parser.feed(chunk)
    parser.close()


@dataclass(frozen=True)
class _Sheet:
    name: str
    part: str
    is_seen: bool


def _sheets(packed: zipfile.ZipFile) -> list[_Sheet]:
    """The sheets in the order of their tabs."""
    links = {one.get("Id"): one for one in _elements(packed, "xl/_rels/workbook.xml.rels")}
    sheets = []
    for one in _elements(packed, "xl/workbook.xml"):
        if etree.QName(one).localname == "sheet":
            link = next(value for name, value in one.items() if name.endswith("}id"))
            target = links[link].get("Target", "").removeprefix("/xl/")
            part = posixpath.normpath(posixpath.join("xl", target))
            is_seen = one.get("state", "visible") == "visible"
            if links[link].get("Type", "").endswith("/worksheet"):
                sheets.append(_Sheet(one.get("name", ""), part, is_seen))
    return sheets


def _elements(packed: zipfile.ZipFile, part: str) -> Iterator[Any]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    yield from etree.fromstring(packed.read(part), parser).iter("{*}*")


def _notes(packed: zipfile.ZipFile, part: str) -> Iterator[Oddity]:
    """What somebody wrote beside a cell of a sheet, in a note or a remark."""
    folder, _, name = part.rpartition("/")
    links = f"{folder}/_rels/{name}.rels"
    for link in _elements(packed, links) if links in packed.namelist() else ():
        if link.get("Type", "").endswith("/comments"):
            target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))
            yield from map(_note, _named(packed, target.lstrip("/"), "comment"))


def _named(packed: zipfile.ZipFile, part: str, name: str) -> Iterator[Any]:
    return (one for one in _elements(packed, part) if etree.QName(one).localname == name)


def _note(remark: Any) -> Oddity:
    row, column = coordinate_to_tuple(remark.get("ref", ""))
    return Oddity("note", row, column - 1, plain(" ".join("".join(remark.itertext()).split())))


# --- the rows ----------------------------------------------------------------------------------


def _rows(raw: bytes, name: str, look: _Look, book: Book) -> None:
    if look.last > MAX_ROWS + 1:
        hint = f"Zet hooguit {MAX_ROWS} initiatieven in één tabel."
        raise BookError("Deze tabel heeft te veel rijen.", hint)
    opened = openpyxl.load_workbook(
        io.BytesIO(raw), read_only=True, keep_links=False, rich_text=True
    )
    sheet: Any = opened[name]
    sheet.reset_dimensions()  # what the file says of its own size may be wrong
    hidden = {n - 1 for low, high in look.hidden_columns for n in range(low, min(high, 500) + 1)}
    filled = _Merged(look.merged, book)
    seen = sheet.iter_rows(max_row=max(look.last, 1), max_col=MAX_COLUMNS + 1)
    for number, cells in enumerate(seen, 1):
        texts = [_cell(cell, number, column, book) for column, cell in enumerate(cells)]
        texts = filled.filled(number, texts)
        if number in look.hidden_rows:
            book.odd += [Oddity("hidden-row", number)] if any(texts) else []
            continue
        said = {column for column, text in enumerate(texts) if text}
        for column in hidden & said if book.rows else ():  # the first row has the names
            book.odd.append(Oddity("hidden-column", number, column))
            texts[column] = ""
        book.rows += [(number, _trimmed(texts))] if any(texts) else []
    opened.close()
    for cell in sorted(filter(None, look.struck)):
        row, column = coordinate_to_tuple(cell)
        book.odd.append(Oddity("struck-part", row, column - 1))


def _trimmed(texts: list[str]) -> list[str]:
    """The texts of a row without the empty cells at its end."""
    last = max((column for column, text in enumerate(texts) if text), default=-1)
    return texts[: last + 1]


@dataclass
class _Merged:
    """Cells that look as one: the value stands for each row that it reaches down to."""

    ranges: Sequence[tuple[int, int, int, int]]
    book: Book
    above: dict[tuple[int, int, int, int], str] = field(default_factory=dict)

    def filled(self, row: int, texts: list[str]) -> list[str]:
        """The texts of a row, with those of merged cells."""
        for where in self.ranges:
            left, top, right, bottom = where
            if not top <= row <= bottom or left > MAX_COLUMNS:
                continue
            texts += [""] * (left - len(texts))
            if row == top:
                self.above[where] = texts[left - 1]
                if right > left and texts[left - 1]:
                    self.book.odd.append(Oddity("across", row, left - 1))
            elif self.above.get(where):
                texts[left - 1] = self.above[where]
                self.book.odd.append(Oddity("merged", row, left - 1, self.above[where]))
        return texts


def _cell(cell: Any, row: int, column: int, book: Book) -> str:
    """The text of a cell, as a person sees it; what is odd about it is noted."""
    if cell.value is None:
        return ""
    if cell.data_type in {"f", "e"}:
        book.odd.append(Oddity("formula", row, column))
    text = as_text(cell.value, str(cell.number_format))
    if cell.font is not None and cell.font.strike and text:
        book.odd.append(Oddity("struck", row, column, text))
        return ""
    if text and _NOTHING_SHOWN.fullmatch(str(cell.number_format)):
        book.odd.append(Oddity("unseen", row, column, text))
        return ""
    struck = _struck(cell.value)
    if struck:
        book.odd.append(Oddity("struck", row, column, struck))
        text = as_text("".join(_standing(cell.value)), "")
    if isinstance(cell.value, dt.datetime | dt.date | dt.time):
        book.odd.append(Oddity("date", row, column, text))
    elif isinstance(cell.value, int | float) and _SHOWN_WITH_MORE.search(str(cell.number_format)):
        book.odd.append(Oddity("shown", row, column, text))
    return text


def _struck(value: object) -> str:
    """The words of a text through which a line is drawn; empty when there are none."""
    parts = value if isinstance(value, CellRichText) else ()
    return " ".join(str(part).strip() for part in parts if _is_struck(part))


def _standing(value: CellRichText) -> Iterator[str]:
    return (str(part) for part in value if not _is_struck(part))


def _is_struck(part: object) -> bool:
    return isinstance(part, TextBlock) and bool(part.font and part.font.strike)


def as_text(value: object, shown_as: str) -> str:
    """The text of a cell, as a person would type it.

    Who types ``2026-10``, sees ``okt/26``: Excel keeps a day, and the form of the cell tells that
    only the month was meant.
    """
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, dt.datetime):
        is_month = "d" not in _NO_PART_OF_DATE.sub("", shown_as.lower())
        return f"{value:%Y-%m}" if is_month else value.date().isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10g}"
    return plain(str(value)).strip()


def plain(text: str) -> str:
    """A text without the codes that Excel writes for a line break: ``koffie._x000D_``."""
    return _ESCAPED.sub(lambda found: _sign(int(found[1], 16)), text).replace("\r", "")


def _sign(number: int) -> str:
    return chr(number) if number >= ord(" ") and not 0xD800 <= number < 0xE000 else ""
