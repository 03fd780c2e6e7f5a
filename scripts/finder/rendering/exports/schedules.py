"""Opening hours as recurrence rules (RFC 5545), where they are regular, and back.

Regular is what repeats every week, or on the same weekday of every month, from one time to a later
one of the same day. Months, school holidays, open ends and nights are not: those keep their words.
That a place is closed on public holidays no rule can say, so it stays in the words beside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = rf"(?:{'|'.join(DAYS)})"
_NTH = rf"{_DAY}\[(?:[1-5]|-1)(?:,(?:[1-5]|-1))*\]"
_ITEM = rf"(?:{_NTH}|{_DAY}-{_DAY}|{_DAY})"
_SPAN = r"\d\d:\d\d-\d\d:\d\d"
_RULE = re.compile(
    rf"(?P<days>{_ITEM}(?:,\s?{_ITEM})*)\s+(?P<times>{_SPAN}(?:,\s?{_SPAN})*|off|closed)"
)
_HOLIDAYS = re.compile(r"PH\s+(?:off|closed)")
# ";" begins a rule that takes the place of an earlier one; a comma before a day adds to it.
_BETWEEN = re.compile(rf"\s*(;)\s*|(?<=\d)(,)\s+(?={_DAY})")
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")

_Spans: TypeAlias = "list[tuple[str, str]]"


class Slot(NamedTuple):
    """When a place is open, again and again.

    Attributes:
        freq: WEEKLY or MONTHLY.
        days: the days as RFC 5545 writes them: ``MO,WE``, or ``1TU,-1FR`` of a month.
        opens: the time, ``09:00``, on the clock of Belgium.
        closes: the time, later on the same day.
    """

    freq: str
    days: str
    opens: str
    closes: str


def regular(hours: str) -> tuple[Slot, ...]:
    """The rules of hours in the form of OpenStreetMap; none when they are not regular."""
    if hours.strip() == "24/7":
        return (Slot("WEEKLY", ",".join(day.upper() for day in DAYS), "00:00", "23:59"),)
    opened = _by_day(hours)
    return tuple(_slots(opened)) if opened else ()


def opening_hours(slots: Iterable[Slot]) -> str:
    """Rules in the form of OpenStreetMap, each of which adds to those before it."""
    times: dict[str, _Spans] = defaultdict(list)
    for slot in slots:
        times[",".join(_osm(day) for day in slot.days.split(","))].append(slot[2:])
    rules = (
        f"{days} {','.join(f'{opens}-{closes}' for opens, closes in spans)}"
        for days, spans in times.items()
    )
    return ", ".join(rules)


def _by_day(hours: str) -> dict[str, _Spans] | None:
    """The times of each day, ``MO`` or ``1MO``; None when the hours are not regular."""
    opened: dict[str, _Spans] = {}
    adds = False
    for part in filter(None, _BETWEEN.split(hours.strip().rstrip(";"))):
        if part in {";", ","}:
            adds = part == ","
            continue
        if _HOLIDAYS.fullmatch(part):
            continue
        rule = _RULE.fullmatch(part)
        spans = _spans(rule["times"]) if rule else None
        if rule is None or spans is None:
            return None
        for day in _days(rule["days"]):
            opened[day] = [*opened.get(day, []), *spans] if adds else spans
    return opened if _is_clear(opened) else None


def _is_clear(opened: Mapping[str, _Spans]) -> bool:
    """Whether no day of a month takes the place of one of every week, which no rule can say."""
    monthly = {day[-2:] for day in opened if len(day) > 2}
    weekly = {day for day in opened if len(day) == 2}
    return any(opened.values()) and monthly.isdisjoint(weekly)


def _spans(times: str) -> _Spans | None:
    """The spans of a day, none when it is closed; None when one ends on another day."""
    if times in {"off", "closed"}:
        return []
    found: _Spans = []
    for text in re.split(r",\s?", times):
        opens, _, closes = text.partition("-")
        if not (_TIME.fullmatch(opens) and _TIME.fullmatch(closes) and opens < closes):
            return None
        found.append((opens, closes))
    return found


def _days(text: str) -> Iterator[str]:
    """The days of ``Mo-We,Fr`` or ``Tu[1,-1]``, as RFC 5545 writes them."""
    for item in re.findall(_ITEM, text):
        first = DAYS.index(item[:2])
        if "[" in item:
            yield from (f"{nth}{item[:2].upper()}" for nth in item[3:-1].split(","))
        elif "-" in item:
            last = DAYS.index(item[3:5])
            yield from (DAYS[(first + i) % 7].upper() for i in range((last - first) % 7 + 1))
        else:
            yield item.upper()


def _slots(opened: Mapping[str, _Spans]) -> Iterator[Slot]:
    """A slot for each time, with all days that have it, those of every week first."""
    days: dict[tuple[bool, str, str], list[str]] = defaultdict(list)
    for day, spans in opened.items():
        for opens, closes in spans:
            days[len(day) > 2, opens, closes].append(day)
    for (is_monthly, opens, closes), same in sorted(days.items(), key=lambda pair: pair[0]):
        listed = ",".join(sorted(dict.fromkeys(same), key=_order))
        yield Slot("MONTHLY" if is_monthly else "WEEKLY", listed, opens, closes)


def _order(day: str) -> tuple[int, str]:
    return [name.upper() for name in DAYS].index(day[-2:]), day


def _osm(day: str) -> str:
    """``MO`` becomes Mo, ``-1FR`` becomes Fr[-1]."""
    name = day[-2:].capitalize()
    return f"{name}[{day[:-2]}]" if len(day) > 2 else name


def day_names(slot: Slot) -> list[int]:
    """The weekdays of a weekly slot, from 0 for Monday."""
    return [[name.upper() for name in DAYS].index(day) for day in slot.days.split(",")]
