"""Opening hours as OpenStreetMap writes them, as far as this site can explain them.

Of https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification it reads what initiatives
use: weekdays, "second Tuesday", months, holidays, spans and open ends. The rest is None, so that
nobody reads half of what was meant. ``docs/assets/js/open.js`` reads the same on a phone;
``tests/browser/test_open.py`` holds the two together, and both against an independent library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MINUTES_IN_DAY = 24 * 60
# As long as the field may be; what is longer is read by nobody.
LONGEST_TEXT = 500

_DAY = rf"(?:{'|'.join(DAYS)})"
_MONTH = rf"(?:{'|'.join(MONTHS)})"
# The first to the fifth of a month, or the last; the one before the last nobody writes.
_NTH = r"(?:[1-5](?:-[1-5])?|-1)"
_ITEM = rf"(?:{_DAY}(?:-{_DAY}|\[{_NTH}(?:,{_NTH})*\])?|PH|SH)"
_TIME = r"[0-9]{1,2}:[0-9]{2}"
_SPAN = rf"{_TIME}(?:-{_TIME}|\+)"
_RULE = re.compile(
    rf"(?:(?P<months>{_MONTH}(?:-{_MONTH})?):?[ ]+)?"
    rf"(?P<days>{_ITEM}(?:,[ ]?{_ITEM})*)?[ ]*"
    rf"(?P<times>{_SPAN}(?:,[ ]?{_SPAN})*|off|closed|open)?"
    r"(?:[ ]*\"(?P<note>[^\"]*)\")?"
)
# A comma after a time, with a weekday or a month behind it, begins a rule that adds.
_ADDS = re.compile(rf",[ ]+(?={_ITEM}|{_MONTH})")

# One sort of day in one month: a weekday in a week of the month, or a holiday.
Cell: TypeAlias = "tuple[int, int | str, int]"
# The weeks of a month by number; the fourth and the fifth may be the last one.
_WEEKS = {1: (1,), 2: (2,), 3: (3,), 4: (4, 40), 5: (50,), -1: (40, 50)}
_EVERY_WEEK = (1, 2, 3, 4, 40, 50)


@dataclass(frozen=True, slots=True)
class Item:
    """Days of the week, or holidays.

    Attributes:
        first: the first weekday, 0 for Monday.
        last: the last one, the same when it is one day.
        nths: which of the month; -1 is the last. Every one when empty.
        holiday: ``PH`` or ``SH``, and then it is no weekday; else empty.
    """

    first: int = 0
    last: int = 0
    nths: tuple[int, ...] = ()
    holiday: str = ""

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The days of the week, in order from the first."""
        return tuple((self.first + i) % 7 for i in range((self.last - self.first) % 7 + 1))

    @property
    def cells(self) -> Iterator[tuple[int | str, int]]:
        """Each sort of day that it names, as a weekday and a week of the month."""
        if self.holiday:
            yield self.holiday, 0
            return
        weeks = [week for nth in self.nths for week in _WEEKS[nth]] or _EVERY_WEEK
        yield from ((day, week) for day in self.weekdays for week in weeks)


@dataclass(frozen=True, slots=True)
class Span:
    """From one minute after midnight to another; past 1440 it is the next day."""

    start: int
    end: int
    is_open_end: bool = False

    @property
    def length(self) -> int:
        """How long it lasts, in minutes."""
        return self.end - self.start


@dataclass(frozen=True)
class Rule:
    """One rule.

    Attributes:
        months: the first and the last month, 0 for January; None for the whole year.
        days: the days that are named; every day when there are none.
        spans: when it is open on such a day; none when that is closed, or is not said.
        is_closed: whether it says that it is closed.
        adds: whether it adds to the rules before it; else it takes their place on its days.
        is_always: day and night, holidays too.
        note: the remark of its writer.
    """

    months: tuple[int, int] | None = None
    days: tuple[Item, ...] = ()
    spans: tuple[Span, ...] = ()
    is_closed: bool = False
    adds: bool = False
    is_always: bool = False
    note: str = ""

    @property
    def is_vague(self) -> bool:
        """Whether it names days without hours."""
        return not self.is_closed and not self.spans

    @cached_property
    def cells(self) -> frozenset[Cell]:
        """Each sort of day on which it holds."""
        first, last = self.months or (0, 11)
        months = [(first + i) % 12 for i in range((last - first) % 12 + 1)]
        days = self.days or (Item(0, 6), Item(holiday="PH"), Item(holiday="SH"))
        found = [cell for item in days for cell in item.cells]
        return frozenset((month, *cell) for month in months for cell in found)


def parse(text: str) -> tuple[Rule, ...] | None:
    """The rules in a text; None when it says more than we understand, or nothing."""
    whole = " ".join(text.split())
    if len(whole) > LONGEST_TEXT:
        return None
    if whole == "24/7":
        return (Rule(spans=(Span(0, MINUTES_IN_DAY),), is_always=True),)
    rules = [_rule(part.strip(), adds) for part, adds in _split(whole) if part.strip()]
    known = tuple(rule for rule in rules if rule)
    return known if known and len(known) == len(rules) else None


def is_understood(text: str) -> bool:
    """Whether the hours can be put into words."""
    return parse(text) is not None


def says_when_open(rules: Sequence[Rule]) -> bool:
    """Whether they say when it is open, and not only when it is closed."""
    return any(not rule.is_closed for rule in rules)


def later_cells(rules: Sequence[Rule], index: int, *, closed: bool = True) -> frozenset[Cell]:
    """The sorts of days on which a later rule takes the place of the rule at an index.

    Args:
        rules: from :func:`parse`.
        index: the place of the earlier rule.
        closed: whether rules that say it is closed count too.
    """
    later = (r for r in rules[index + 1 :] if not r.adds and (closed or not r.is_closed))
    return frozenset().union(*(rule.cells for rule in later))


def _split(text: str) -> Iterator[tuple[str, bool]]:
    """The parts between the signs that begin a rule, and whether each adds; not inside quotes."""
    start, adds, quoted, at = 0, False, False, 0
    while at < len(text):
        quoted ^= text[at] == '"'
        comma = _ADDS.match(text, at) if text[at] == "," and _is_time_end(text[:at]) else None
        if not quoted and (comma or text[at] == ";"):
            yield text[start:at], adds
            start, adds = at + 1, bool(comma)
        at += 1
    yield text[start:], adds


def _is_time_end(before: str) -> bool:
    return before[-1:] in {*"0123456789+"}


def _rule(text: str, adds: bool) -> Rule | None:
    match = _RULE.fullmatch(text)
    if not match or not (match["days"] or match["times"]):
        return None
    times, days, months = match["times"] or "", match["days"] or "", match["months"]
    # "off" alone would say that it is never open, and "open" alone that it always is.
    if times in {"off", "closed"} and not (days or months):
        return None
    if times == "open" and not days:
        return None
    items = [_item(found) for found in re.findall(_ITEM, days)]
    spans = [_span(found) for found in re.findall(_SPAN, times)]
    if None in items or None in spans:
        return None
    return Rule(
        months=_months(months) if months else None,
        days=tuple(item for item in items if item),
        spans=tuple(span for span in spans if span),
        is_closed=times in {"off", "closed"},
        adds=adds,
        note=(match["note"] or "").strip(),
    )


def _months(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return MONTHS.index(first), MONTHS.index(last or first)


def _item(text: str) -> Item | None:
    """``Mo``, ``Mo-Fr``, ``Tu[1-3,-1]`` or ``PH``; None when its numbers run backwards."""
    if text in {"PH", "SH"}:
        return Item(holiday=text)
    first = DAYS.index(text[:2])
    if text[2:3] == "-":
        return Item(first, DAYS.index(text[3:]))
    nths = tuple(nth for part in text[3:-1].split(",") if part for nth in _nths(part))
    return Item(first, first, nths) if bool(nths) == ("[" in text) and 0 not in nths else None


def _nths(part: str) -> Iterator[int]:
    """The numbers of ``1-3``: 1, 2 and 3; 0 when it runs backwards."""
    if part == "-1":
        yield -1
        return
    first, _, last = part.partition("-")
    yield from range(int(first), int(last or first) + 1) if (last or first) >= first else (0,)


def _span(text: str) -> Span | None:
    """``13:30-16:30`` or ``14:00+``; None when that is no time of a day."""
    start, _, end = text.rstrip("+").partition("-")
    first, last = _minutes(start), _minutes(end) if end else MINUTES_IN_DAY
    if first is None or last is None or first >= MINUTES_IN_DAY or last > 2 * MINUTES_IN_DAY:
        return None
    return Span(first, last if last > first else last + MINUTES_IN_DAY, is_open_end=not end)


def _minutes(text: str) -> int | None:
    hour, _, minute = text.partition(":")
    return int(hour) * 60 + int(minute) if int(minute) < 60 else None
