"""Exceptions to a rule: for one initiative, with a reason, and only until a day.

While it holds, ``freshness`` keeps an initiative from sinking and off the list of whom to call, and
``links`` keeps its addresses from being asked. It never hides a mistake in the file, and it never
makes the facts look newer than they are. An end that has passed stops nothing: the exception no
longer holds, the check warns, and the initiative comes back on the list of whom to call.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from finder.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.files.reading import Document

# How far away the end may be, and how long before it people are warned.
LONGEST = dt.timedelta(days=366)
WARNED = dt.timedelta(days=31)


def check_exceptions(document: Document, today: dt.date) -> Iterator[Finding]:
    """Every exception of a document ends within a year; one that has ended is a warning."""
    count = document.get("exceptions")
    for index in range(len(count) if isinstance(count, list) else 0):
        field = f"exceptions.{index}.until"
        try:
            until = dt.date.fromisoformat(document.text(field) or "")
        except ValueError:
            continue  # the shape of the file is told elsewhere
        yield from _judge(document, field, until, today)


def _judge(document: Document, field: str, until: dt.date, today: dt.date) -> Iterator[Finding]:
    left = until - today
    if left < dt.timedelta():
        over = document.finding(
            "exception-over",
            field,
            f"Deze uitzondering liep tot {until}. Dat is voorbij.",
            "Schrap ze. Is ze nog nodig? Kijk het eerst na, en zet dan een nieuwe datum.",
        )
        yield replace(over, severity=Severity.WARNING)
    elif left > LONGEST:
        yield document.finding(
            "exception-long",
            field,
            f"Deze uitzondering loopt tot {until}. Dat is te lang.",
            f"Zet een datum binnen een jaar, ten laatste {today + LONGEST}.",
        )
    elif left <= WARNED:
        warning = document.finding(
            "exception-ends",
            field,
            f"Deze uitzondering loopt nog tot {until}. Daarna geldt ze niet meer.",
            "Kijk na of ze nog nodig is. Schrap ze, of zet een nieuwe datum.",
        )
        yield replace(warning, severity=Severity.WARNING)
