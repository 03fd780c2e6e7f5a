"""Tables as CSV and XLSX, many of them: of everything, and of each municipality.

A book of openpyxl takes some fifty milliseconds, and there are three hundred. What all books share
(styles, names of columns, the sheets that explain) is made once by
:mod:`finder.rendering.sheets`; for each book only the rows are put in.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from markupsafe import escape
from openpyxl.utils import get_column_letter

from finder.rendering import licensing
from finder.rendering.exports.shared import FOLDER
from finder.rendering.sheets import guarded, row, table_csv, table_xlsx
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
    """The tables of everything."""
    yield from Tables(site).both(NAME, site.directory.entries)


class Tables:
    """Makes tables of a site; what they share is made once."""

    def __init__(self, site: Site) -> None:
        self._taxonomy, self._url = site.words.taxonomy, site.settings.url
        empty = table_xlsx((), self._taxonomy, self._url, tuple(licensing.lines(site)))
        with zipfile.ZipFile(io.BytesIO(empty)) as book:
            self._parts = {name: book.read(name) for name in book.namelist()}
        sheet = re.sub(rb"<dimension [^>]*/>", b"", self._parts.pop(_SHEET))
        self._before, end, self._after = sheet.partition(b"</sheetData>")
        self._after = end + self._after
        style = re.search(rb'<col [^>]*style="(\d+)"', sheet)
        self._style = style[1].decode() if style else "0"

    def both(self, name: str, entries: Iterable[Listed]) -> Iterator[File]:
        """The same entries as CSV and as XLSX; ``name`` has no ending."""
        entries = tuple(entries)
        yield File(f"{name}.csv", table_csv(entries, self._taxonomy, self._url))
        yield File(f"{name}.xlsx", self._book(entries))

    def _book(self, entries: Iterable[Listed]) -> bytes:
        rows = "".join(self._row(number, entry) for number, entry in enumerate(entries, 2))
        parts = {_SHEET: self._before + rows.encode() + self._after, **self._parts}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as book:
            for part, content in parts.items():
                book.writestr(zipfile.ZipInfo(part, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
        return stream.getvalue()

    def _row(self, number: int, entry: Listed) -> str:
        texts = row(entry, self._taxonomy, self._url)
        cells = (self._cell(column, number, text) for column, text in enumerate(texts, 1) if text)
        return f'<row r="{number}">{"".join(cells)}</row>'

    def _cell(self, column: int, number: int, text: str) -> str:
        """A cell of text, never a formula (ECMA-376, inlineStr)."""
        said = escape(_NOT_IN_XML.sub(" ", guarded(text)))
        place = f"{get_column_letter(column)}{number}"
        inside = f'<is><t xml:space="preserve">{said}</t></is>'
        return f'<c r="{place}" s="{self._style}" t="inlineStr">{inside}</c>'
