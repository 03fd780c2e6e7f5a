"""Tables as CSV and XLSX, many of them: of everything, and of each municipality.

A book of openpyxl takes some fifty milliseconds, and there are three hundred. What all books share
(styles, names of columns, the sheets that explain) is made once by
:mod:`finder.rendering.sheets`; for each book only the rows are put in.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import escape
from openpyxl.utils import get_column_letter

from finder.rendering import licensing
from finder.rendering.exports.shared import FOLDER, TOWNS, by_town
from finder.rendering.remembering import fingerprint
from finder.rendering.sheets import csv_of, guarded, row, table_xlsx
from finder.rendering.site import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from finder.directory import Listed
    from finder.rendering.site import Site

NAME = f"{FOLDER}/initiatives"
_SHEET = "xl/worksheets/sheet1.xml"
_LONG_AGO = (2000, 1, 1, 0, 0, 0)
# Characters that XML 1.0 cannot hold.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def files(site: Site) -> Iterator[File]:
    """The tables of everything, and of each municipality that has entries."""
    tables = Tables(site)
    yield from tables.both(NAME, site.directory.entries)
    for town, entries in by_town(site):
        name = f"{TOWNS}/{town.slug}"
        made_of = [fingerprint(entry, site) for entry in entries]
        yield from site.memory.recall(f"{name}.csv", made_of, partial(tables.both, name, entries))


class Tables:
    """Makes tables of a site; what they share is made once, and so is the row of each entry."""

    def __init__(self, site: Site) -> None:
        self._words, self._url = site.words, site.settings.url
        empty = table_xlsx((), site.words.taxonomy, self._url, tuple(licensing.lines(site)))
        with zipfile.ZipFile(io.BytesIO(empty)) as book:
            self._parts = {name: book.read(name) for name in book.namelist()}
        sheet = re.sub(rb"<dimension [^>]*/>", b"", self._parts.pop(_SHEET))
        self._before, end, after = sheet.partition(b"</sheetData>")
        self._after = end + after
        style = re.search(rb'<col [^>]*style="(\d+)"', sheet)
        self._style = style[1].decode() if style else "0"
        self._rows: dict[str, list[str]] = {}
        self._cells: dict[str, list[tuple[str, str]]] = {}

    def both(self, name: str, entries: Iterable[Listed]) -> Iterator[File]:
        """The same entries as CSV and as XLSX; ``name`` has no ending."""
        entries = tuple(entries)
        yield File(f"{name}.csv", csv_of(self._row(entry) for entry in entries))
        yield File(f"{name}.xlsx", self._book(entries))

    def _row(self, entry: Listed) -> list[str]:
        if entry.slug not in self._rows:
            self._rows[entry.slug] = row(entry, self._words, self._url)
        return self._rows[entry.slug]

    def _book(self, entries: Iterable[Listed]) -> bytes:
        rows = "".join(self._line(number, entry) for number, entry in enumerate(entries, 2))
        parts = {_SHEET: self._before + rows.encode() + self._after, **self._parts}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as book:
            for part, content in parts.items():
                book.writestr(zipfile.ZipInfo(part, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
        return stream.getvalue()

    def _line(self, number: int, entry: Listed) -> str:
        """A row of the sheet; every cell is text, never a formula (ECMA-376, inlineStr)."""
        if entry.slug not in self._cells:
            texts = enumerate(self._row(entry), 1)
            self._cells[entry.slug] = [(_letter(n), _inside(text)) for n, text in texts if text]
        kind = f'{number}" s="{self._style}" t="inlineStr">'
        cells = (f'<c r="{column}{kind}{text}</c>' for column, text in self._cells[entry.slug])
        return f'<row r="{number}">{"".join(cells)}</row>'


def _letter(column: int) -> str:
    name: str = get_column_letter(column)
    return name


def _inside(text: str) -> str:
    said = escape(_NOT_IN_XML.sub(" ", guarded(text)))
    return f'<is><t xml:space="preserve">{said}</t></is>'
