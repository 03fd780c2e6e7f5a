"""A table that somebody filled in: CSV or XLSX to rows of text.

Nothing in a cell is ever computed or run: what begins with ``=``, ``+``, ``-`` or ``@`` is text,
and a formula of a spreadsheet is told as a mistake. A file may come from anywhere, so its size is
limited before it is unpacked.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from finder.contributing.books import MAX_COLUMNS, MAX_ROWS, BookError, Oddity, plain, read_book
from finder.contributing.encodings import decoded
from finder.errors import FinderError
from finder.files.phone import is_phone
from finder.files.writing import national_phone
from finder.findings import Finding, Severity
from finder.rendering.sheets import GUARDED
from finder.text import broken_letters, suggestion
from finder.words.columns import EXPLAINED, LICENCES, QUESTIONS, SHEET, SLUG_COLUMN, question

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

MAX_BYTES = 5 * 1024 * 1024
MAX_LETTERS = 5000
_DELIMITERS = ";,\t"
# A question mark before or between letters, or three in a row.
_LOST_LETTER = re.compile(r"(?:^|[^\W\d_])\?{1,2}[^\W\d_]|\?{3}")
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
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
        columns: the columns that it has.
    """

    name: str
    rows: Sequence[Row]
    findings: Sequence[Finding] = field(default=())
    columns: Collection[str] = field(default=())


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
        raise _refused(name, *_old(name))
    odd: list[Oddity] = []
    is_book = raw.startswith(_ZIP)
    lines = _book_lines(raw, name, odd) if is_book else _csv_lines(raw, name)
    numbered = [(number, cells) for number, cells in lines if any(cells)]
    if not numbered:
        raise _refused(name, "Deze tabel is leeg.", "Begin met het sjabloon.")
    (header, names), *rest = numbered
    columns = _columns(names, name, header)
    odd += (Oddity("aside", text=one) for one in names if _is_aside(one))
    rows = [_row(number, columns, cells, odd) for number, cells in rest]
    numbers = {number for number, _ in rest} | {one.row for one in odd if one.kind == "hidden-row"}
    return Table(name, rows, list(_told(odd, columns, numbers, name)), frozenset(columns))


def _row(number: int, columns: Sequence[str], cells: _Cells, odd: list[Oddity]) -> Row:
    said = {}
    for place, (column, text) in enumerate(zip(columns, cells, strict=False)):
        if column and text:
            mended = _with_zero(column, text)
            odd += [Oddity("zero", number, place, mended)] if mended else []
            odd += [Oddity("lost", number, place, word) for word in _lost(text)]
            said[column] = mended or _unquoted(text)
    return Row(number, said)


def _lost(text: str) -> Iterator[str]:
    """Words in which a program put a question mark for a letter that it did not know: ``Ye?il``."""
    words = (word for word in text.split() if not {"/", "@"} & set(word))
    yield from (word for word in words if _LOST_LETTER.search(word))


def _unquoted(text: str) -> str:
    """A text without the sign that our own table puts before what looks like a formula."""
    return text[1:] if GUARDED.match(text) else text


def _old(name: str) -> tuple[str, str]:
    """What to say of the form of old Excel, in which a new one with a password stands too."""
    if name.lower().endswith((".xlsx", ".xlsm")):
        return "Deze tabel heeft een wachtwoord, of is van een oude soort.", (
            "Open ze in Excel. Kies Opslaan als, en kies Excel-werkmap (.xlsx), zonder wachtwoord."
        )
    return "Dit is een oude soort Excel-bestand.", "Bewaar het als .xlsx."


def _refused(name: str, message: str, hint: str) -> TableError:
    return TableError([Finding("table", name, 0, "", message, hint)])


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
        if name and not column and not _is_aside(name)
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


def _is_aside(name: str) -> bool:
    """Whether it is a column that only tells something, as our own table has: "(gemeente)"."""
    return name.startswith("(") and name.endswith(")")


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
    text = decoded(raw)
    if text is None and b"\0" not in raw:
        raise _letters(name, "")
    if text is None or "\0" in text:
        raise _refused(name, "Dit is geen tabel.", _NO_TABLE)
    if broken_letters(text):
        raise _letters(name, f', zoals "{" ".join(broken_letters(text).split())}"')
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row, cells in enumerate(reader, 1):
            if row == 1 and cells[:1] and cells[0].lower().startswith("sep="):
                continue  # Excel's own note of its delimiter
            _check_size(name, row, len(cells), max(map(len, cells), default=0))
            yield row, [plain(cell).strip() for cell in cells]
    except csv.Error as error:
        raise _refused(name, "Deze tabel kunnen wij niet lezen.", _NO_TABLE) from error


def _letters(name: str, example: str) -> TableError:
    return _refused(
        name,
        f"Deze tabel heeft letters die wij niet zeker kunnen lezen{example}.",
        "Bewaar ze als Excel (.xlsx), of als CSV UTF-8. Kijk na of é en ë er goed staan.",
    )


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


def _book_lines(raw: bytes, name: str, odd: list[Oddity]) -> list[tuple[int, _Cells]]:
    try:
        book = read_book(raw, SHEET, (EXPLAINED, LICENCES))
    except BookError as error:
        raise _refused(name, error.message, error.hint) from error
    for row, texts in book.rows:
        _check_size(name, row, len(texts), max(map(len, texts), default=0))
    odd += book.odd
    return book.rows


# --- what is odd -------------------------------------------------------------------------------

# The words for each kind of oddity, what to do, and whether the row can be used.
_ODD: Mapping[str, tuple[str, str, Severity]] = {
    "formula": (
        "In deze cel staat een formule of een foutwaarde.",
        "Typ de waarde zelf in de cel.",
        Severity.ERROR,
    ),
    "date": (
        'Excel maakte hier een datum van: "{text}".',
        "Maak de cel eerst Tekst (Celeigenschappen). Typ dan opnieuw wat je bedoelt.",
        Severity.ERROR,
    ),
    "across": (
        "Deze cel is samengevoegd met de cel ernaast. Wij weten niet bij welke kolom ze hoort.",
        "Splits de cellen, en vul elke kolom in.",
        Severity.ERROR,
    ),
    "merged": (
        'Deze cel is samengevoegd met de rij erboven. Wij lezen hier ook: "{text}".',
        "Klopt dat niet? Splits de cellen.",
        Severity.WARNING,
    ),
    "hidden-row": (
        "Deze rij is verborgen. Wij lazen ze niet.",
        "Hoort ze erbij? Maak ze zichtbaar, of zet de filter uit.",
        Severity.WARNING,
    ),
    "hidden-column": (
        "Deze kolom is verborgen. Wij lazen ze niet.",
        "Hoort ze erbij? Maak ze zichtbaar.",
        Severity.WARNING,
    ),
    "struck": (
        'Deze tekst is doorstreept: "{text}". Wij lazen hem niet.',
        "Hoort hij erbij? Haal de streep weg.",
        Severity.WARNING,
    ),
    "struck-part": (
        "Een deel van deze tekst is doorstreept.",
        "Haal weg wat niet meer geldt, en haal de streep weg.",
        Severity.ERROR,
    ),
    "note": (
        'Bij deze cel staat een opmerking: "{text}". Wij lazen die niet.',
        "Verander de cel zelf, als de opmerking dat vraagt.",
        Severity.WARNING,
    ),
    "lost": (
        'In deze cel staat een vraagteken in een woord: "{text}". Ging er een letter verloren?',
        "Typ het woord opnieuw, en bewaar als Excel (.xlsx). Een vraag? Zet een spatie achter ?.",
        Severity.ERROR,
    ),
    "shown": (
        'Excel toont dit getal anders dan het in de cel staat: "{text}".',
        "Maak de cel eerst Tekst (Celeigenschappen). Typ dan opnieuw wat je bedoelt.",
        Severity.ERROR,
    ),
    "unseen": (
        'Excel toont deze tekst niet: "{text}". Wij lazen hem niet.',
        "Hoort hij erbij? Kies bij Celeigenschappen: Tekst.",
        Severity.WARNING,
    ),
    "sheet": (
        'Het blad "{text}" lazen wij niet.',
        f'Wij lezen één blad: "{SHEET}", of anders het eerste dat je ziet.',
        Severity.WARNING,
    ),
    "zero": (
        'Excel liet de nul vooraan weg. Wij lezen "{text}".',
        "Klopt het nummer?",
        Severity.WARNING,
    ),
    "aside": (
        'De kolom "{text}" lezen wij niet. Die rekenen wij zelf uit.',
        "",
        Severity.NOTICE,
    ),
}
_DATES = frozenset({question(path).column for path in ("sources.seen", "checked.date")})


def _told(
    odd: Iterable[Oddity], columns: Sequence[str], rows: Collection[int], name: str
) -> Iterator[Finding]:
    """The findings on what is odd, each once, in the columns and rows that matter."""
    told: set[tuple[str, int, str]] = set()
    for one in odd:
        column = columns[one.column] if 0 <= one.column < len(columns) else ""
        is_there = (not one.row or one.row in rows) and (one.column < 0 or column)
        if not is_there or (one.kind == "date" and column in _DATES):
            continue
        row = 0 if one.kind == "hidden-column" else one.row
        if (one.kind, row, column) not in told:
            told.add((one.kind, row, column))
            message, hint, severity = _ODD[one.kind]
            message = message.format(text=one.text[:60])
            if severity is Severity.ERROR:
                yield Finding("cell", name, row, column, message, hint)
            else:
                yield Finding("table-seen", name, row, column, message, hint, severity)


def _with_zero(column: str, text: str) -> str:
    """A number to call to which the zero is given back that a spreadsheet took; else empty."""
    digits = re.sub(r"[\s./-]", "", text)
    is_short = column == question("contact.phone").column and re.fullmatch(r"[1-9]\d{7,8}", digits)
    return national_phone(f"0{digits}") if is_short and is_phone(f"0{digits}") else ""
