"""Tables as people fill them in, made at random: most of them readable, with a few faults.

What is put into a cell is remembered, so that it can be asked back: what a person sees there is
read, or a finding names its row.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import openpyxl
from finder.words.columns import QUESTIONS, SHEET, SLUG_COLUMN
from openpyxl.styles import Font

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping, Sequence

    from finder.files.taxonomy import Taxonomy
    from finder.words.columns import Question

# How programs write the letters of a CSV; the last two only when they have every letter. A quote at
# the wrong side of a word, which nobody types, is a letter with an accent in the bytes of a Mac.
_LETTERS = ("utf-8-sig", "utf-8", "utf-16", "cp1252", "ascii")
_PARTS = [*dict.fromkeys(one.path.partition(".")[0] for one in QUESTIONS)]
_ALWAYS = frozenset({"address", "contact"})
_NAMES = ("Huis van het Kind", "'t Zuiderpoortje", "Café Zoë", "De Cirkel vzw", "Ons Huis")
_STREETS = ("Kerkstraat 1", "Gentsesteenweg 12 bus 3", "Dorp 4-6", "Sint-Jansplein 5/A")
_NOTES = ("Elke maandag van 9 tot 12 uur.", "Op afspraak", "n.v.t.", "-", "weet ik niet")


@dataclass
class MadeTable:
    """A table, and what a person sees in it.

    Attributes:
        columns: the names of the columns.
        rows: the cells of each row by column, from the row under the names.
        hidden: the numbers of rows that a person does not see.
        first: the number of the first row under the names.
        raw: the bytes of the file.
    """

    columns: list[str]
    rows: list[dict[str, str]]
    hidden: set[int] = field(default_factory=set)
    first: int = 2
    raw: bytes = b""


def made_table(
    chance: random.Random, taxonomy: Taxonomy, odd: Callable[[random.Random], str]
) -> MadeTable:
    """A table; ``odd`` gives the text of a cell that somebody filled in wrong."""
    has = chance.getrandbits(40)
    asked = [one for one in QUESTIONS if one.needed or _is_in(one, has)]
    chance.shuffle(asked)
    columns = [*(one.column for one in asked), *([SLUG_COLUMN] if chance.random() < 0.3 else [])]
    rows = []
    for _ in range(chance.choice((1, 1, 2, 5))):
        cells = _good(chance, columns, taxonomy)
        for _ in range(chance.choice((0, 0, 1, 2))):
            cells[chance.choice(columns)] = odd(chance)
        rows.append(cells)
    made = MadeTable(columns, rows)
    made.raw = _xlsx(chance, made) if chance.random() < 0.2 else _csv(chance, made)
    return made


def _is_in(one: Question, has: int) -> bool:
    """Whether a question is answered: those of one part of a file together, two parts always."""
    part = one.path.partition(".")[0]
    return part in _ALWAYS or bool(has >> _PARTS.index(part) & 1)


def _good(chance: random.Random, columns: Sequence[str], taxonomy: Taxonomy) -> dict[str, str]:
    """A row as somebody would fill it in who read the explanation."""
    answers = {one.column: [one.example, *one.known(taxonomy)] for one in QUESTIONS}
    own: Mapping[str, Sequence[str]] = {
        "naam": _NAMES,
        "straat en nummer": _STREETS,
        "uren in woorden": _NOTES,
        "telefoon": ("09 245 09 05", "+32 9 245 09 05", "09/245.09.05", "92450905"),
        "postcode": ("9000", "9000", "9032"),
        "nummer van": ("henzelf", "gemeente"),
        "plaats": ("Gent", "Gand", "GENT"),
        "breedte": ("51.05", "51,05"),
        "lengte": ("3.73", "3,73"),
        SLUG_COLUMN: ("", "", "ons-huis-gent"),
    }
    has = chance.getrandbits(40)
    asked = {one.column for one in QUESTIONS if one.needed or _is_in(one, has)}
    return {
        column: chance.choice(own.get(column) or answers[column])
        if column in asked or column == SLUG_COLUMN
        else ""
        for column in columns
    }


def _names(chance: random.Random, made: MadeTable) -> list[str]:
    """The first row as people leave it: in capitals, with the mark of what is needed."""
    how = chance.choice((str, str, str.upper, lambda name: f" {name} *"))
    return [how(name) for name in made.columns]


def _csv(chance: random.Random, made: MadeTable) -> bytes:
    stream = io.StringIO(newline="")
    sign = chance.choice(";;;,\t")
    ending = chance.choice(("\r\n", "\n"))
    writer = csv.writer(stream, delimiter=sign, lineterminator=ending)
    writer.writerow(_names(chance, made))
    writer.writerows([row[column] for column in made.columns] for row in made.rows)
    text = stream.getvalue()
    if chance.random() < 0.1:
        text, made.first = f"sep={sign}{ending}{text}", 3
    return next(raw for name in _in_turn(chance) if (raw := _encoded(text, name)) is not None)


def _in_turn(chance: random.Random) -> list[str]:
    """An encoding that somebody's program chose; the first holds every letter."""
    return [chance.choice(_LETTERS), _LETTERS[0]]


def _encoded(text: str, name: str) -> bytes | None:
    if name == "cp1252" and ("“" in text or "”" in text):
        return None
    try:
        return text.encode(name)
    except UnicodeEncodeError:
        return None


def _xlsx(chance: random.Random, made: MadeTable) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = chance.choice((SHEET, "Blad1"))
    sheet.append(_names(chance, made))
    for number, row in enumerate(made.rows, 2):
        for place, column in enumerate(made.columns, 1):
            _fill(sheet.cell(number, place), _without_signs(row, column))
    _hide(chance, made, book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _without_signs(row: dict[str, str], column: str) -> str:
    """The text of a cell, without what no spreadsheet can hold."""
    row[column] = "".join(sign for sign in row[column] if sign >= " ")[:20_000]
    return row[column]


def _fill(cell: Any, text: str) -> None:
    if text:
        cell.value = text
        cell.data_type = "s"


def _hide(chance: random.Random, made: MadeTable, book: openpyxl.Workbook) -> None:
    """Now and then a second sheet, a hidden row, struck text."""
    sheet: Any = book.worksheets[0]
    if chance.random() < 0.2:
        book.create_sheet("Kladblad").append(["los"])
    number = chance.randrange(len(made.rows)) + 2
    if chance.random() < 0.2:
        sheet.row_dimensions[number].hidden = True
        made.hidden.add(number)
    elif chance.random() < 0.2:
        cell = sheet.cell(number, chance.randrange(len(made.columns)) + 1)
        cell.font = Font(strike=True)
