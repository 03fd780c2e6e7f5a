"""An organisation vouches for a whole table at once: every row holds, on one day.

The table is one of the site's own (``data/initiatives.csv``, or that of a municipality) from which
rows were taken that the organisation does not know. A person still reads what changes: this only
fills in two cells of each row.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from finder.contributing.tables import Row, Table
from finder.words.columns import question

if TYPE_CHECKING:
    import datetime as dt

# The answer in the words of a table, and the key that a file has.
_HOW = "organisation"
CELLS = ("checked.how", "checked.date")


def vouched(table: Table, day: dt.date) -> Table:
    """The same table, in which the organisation checked every row on a day."""
    how, date = (question(path) for path in CELLS)
    words = how.words or {}
    said = {
        how.column: next(k for k, v in words.items() if v == _HOW),
        date.column: day.isoformat(),
    }
    rows = [Row(row.number, {**row.cells, **said}) for row in table.rows]
    return replace(table, rows=rows)


def is_only_a_check(changes: tuple[str, ...]) -> bool:
    """Whether a row changes nothing but when and by whom it was checked."""
    return set(changes) <= {question(path).column for path in CELLS}
