"""``initiatives/links.csv``: addresses that gave trouble, one a line, sorted, kept in git.

An address counts as broken only when it was gone, or its host did not exist, on two different days.
What is soft (refused, busy, slow, a bad certificate) never breaks a link: it may be about us, or
about today. An address that works again leaves the file.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from finder.findings import Finding
from finder.freshness.links.asking import Answer, Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

FILE = "initiatives/links.csv"
COLUMNS = ("url", "trouble", "reason", "first", "last")


class Trouble(StrEnum):
    """What was the matter: gone and dead names are hard, soft is not, moved works."""

    GONE = "gone"
    DEAD_NAME = "dead-name"
    SOFT = "soft"
    MOVED = "moved"


HARD = frozenset({Trouble.GONE, Trouble.DEAD_NAME})


@dataclass(frozen=True, slots=True)
class Kept:
    """One line of the file.

    Attributes:
        url: the address.
        trouble: what was the matter the last time.
        reason: the status, or the rest in words; for ``moved`` the new address.
        first: the first day of this trouble without a good day between.
        last: the last day of it.
    """

    url: str
    trouble: Trouble
    reason: str
    first: dt.date
    last: dt.date

    @property
    def is_broken(self) -> bool:
        """Whether the page is gone for sure: seen on two different days."""
        return self.trouble in HARD and self.first < self.last

    @property
    def row(self) -> tuple[str, ...]:
        """The line, column by column."""
        return (self.url, self.trouble.value, self.reason, f"{self.first}", f"{self.last}")


def after(old: Kept | None, url: str, answer: Answer, today: dt.date) -> Kept | None:
    """The line of an address after an answer; None when nothing is the matter.

    A soft failure neither proves that a page is gone nor that it is back, so a hard one from before
    stays as it was.
    """
    if answer.outcome is Outcome.LATER:
        return old
    if answer.outcome is Outcome.FINE:
        return None
    new = Kept(url, Trouble(answer.outcome.value), answer.reason, today, today)
    if not old:
        return new
    if new.trouble is Trouble.SOFT and old.trouble in HARD:
        return old
    both_hard = new.trouble in HARD and old.trouble in HARD
    is_same = new.trouble is old.trouble and new.trouble is not Trouble.MOVED
    if both_hard or is_same or (new.trouble, new.reason) == (old.trouble, old.reason):
        return replace(new, first=min(old.first, today), last=max(old.last, today))
    return new


def read(path: Path) -> tuple[dict[str, Kept], list[Finding]]:
    """The lines by address, and what is wrong with those that cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}, []
    except (OSError, UnicodeDecodeError):
        return {}, [_unreadable(0)]
    found: dict[str, Kept] = {}
    findings = []
    reader = csv.reader(io.StringIO(text, newline=""))
    for number, row in enumerate(reader, 1):
        kept = _kept(row)
        if kept:
            found[kept.url] = kept
        elif tuple(row) != COLUMNS or number > 1:
            findings.append(_unreadable(reader.line_num))
    return found, findings


def as_text(lines: Iterable[Kept]) -> str:
    """The text of the file, sorted by address."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(kept.row for kept in sorted(lines, key=lambda kept: kept.url))
    return stream.getvalue()


def still_used(kept: Mapping[str, Kept], urls: Collection[str]) -> dict[str, Kept]:
    """The lines of addresses that the site still has."""
    return {url: line for url, line in kept.items() if url in urls}


def _kept(row: list[str]) -> Kept | None:
    try:
        url, trouble, reason, first, last = row
        days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
        return Kept(url, Trouble(trouble), reason, *days)
    except ValueError:
        return None


def _unreadable(line: int) -> Finding:
    return Finding(
        "links",
        FILE,
        line,
        "",
        "Deze regel begrijpen wij niet.",
        "Schrap hem. Een programma schrijft dit bestand en kijkt de link opnieuw na.",
    )
