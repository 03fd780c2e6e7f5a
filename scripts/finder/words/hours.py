"""Opening hours in plain words, from the OpenStreetMap form.

What :mod:`finder.files.hours` does not understand has no words: nobody reads the code itself. Where
a later rule takes the place of an earlier one, the words say what then holds.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from finder.files.hours import MINUTES_IN_DAY, Item, Rule, Span, later_cells, parse
from finder.words.marking import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from finder.files.hours import Cell
    from finder.files.model import Initiative
    from finder.words.saying import Words

_EVERY_DAY = Item(0, 6)
# So many days in a row are named by the first and the last.
_ROW = 3


def in_words(text: str, words: Words) -> tuple[str, ...]:
    """The hours as lines to read; no line when they say more than we understand."""
    rules = parse(text) or ()
    if any(rule.is_always for rule in rules) or _is_day_and_night(rules):
        return (words.say("hours.always"),)
    held = (_held(rules, index) for index in range(len(rules)))
    return tuple(_line(rule, words) for rule in held if rule)


def known_hours(initiative: Initiative, words: Words) -> tuple[str, ...]:
    """The hours of an initiative in words, a line each; empty when nobody knows them."""
    known = in_words(initiative.hours, words) if initiative.hours else ()
    return (*known, words.text(initiative, "hours_note")) if initiative.hours_note else known


def _is_day_and_night(rules: Sequence[Rule]) -> bool:
    """Whether it is open at every hour of every day, in other words than ``24/7``."""
    every_day = Rule(days=(_EVERY_DAY,)).cells
    return any(
        not (rule.note or rule.is_closed)
        and rule.cells >= every_day
        and rule.spans == (Span(0, MINUTES_IN_DAY),)
        and index == len(rules) - 1
        for index, rule in enumerate(rules)
    )


# --- what holds --------------------------------------------------------------------------------


def _held(rules: Sequence[Rule], index: int) -> Rule | None:
    """A rule on the days that no later rule takes from it; None when no day is left."""
    rule = rules[index]
    if not rule.cells - later_cells(rules, index):
        return None
    taken = rule.cells & later_cells(rules, index, closed=False)
    if rule.is_closed or not taken:
        return rule
    days = tuple(item for item in _single(rule.days) if _is_left(item, rule, taken))
    return rule if days == tuple(_single(rule.days)) else replace(rule, days=_in_rows(days))


def _single(days: Sequence[Item]) -> Iterable[Item]:
    """Each day on its own: ``Mo-We`` is Monday, Tuesday, Wednesday."""
    for item in days or (_EVERY_DAY,):
        if item.holiday or item.nths:
            yield item
        else:
            yield from (Item(day, day) for day in item.weekdays)


def _is_left(item: Item, rule: Rule, taken: frozenset[Cell]) -> bool:
    return bool(replace(rule, days=(item,)).cells - taken)


def _in_rows(days: Sequence[Item]) -> tuple[Item, ...]:
    """Single days with those in a row as one: Monday to Wednesday."""
    plain = sorted({item.first for item in days if not (item.holiday or item.nths)})
    rows = [
        [day for _, day in row]
        for _, row in groupby(enumerate(plain), key=lambda pair: pair[1] - pair[0])
    ]
    joined = [
        item
        for row in rows
        for item in (
            [Item(row[0], row[-1])] if len(row) >= _ROW else [Item(day, day) for day in row]
        )
    ]
    return (*joined, *(item for item in days if item.holiday or item.nths))


# --- in words ----------------------------------------------------------------------------------


def _line(rule: Rule, words: Words) -> str:
    line = (_closed if rule.is_closed else _open)(rule, words)
    line = words.capital(line)
    if not rule.note:
        return line
    return joined(" ", [line, words.say("hours.note", note=words.free(rule.note))])


def _closed(rule: Rule, words: Words) -> str:
    if not rule.days:
        return words.say("hours.closed_months", months=_months(rule, words))
    return words.say("hours.closed", days=_when(rule, words))


def _open(rule: Rule, words: Words) -> str:
    when = _when(rule, words)
    if rule.is_vague:
        return when
    return words.say("hours.rule", days=when, times=_times(rule.spans, words))


def _when(rule: Rule, words: Words) -> str:
    days = _days(rule.days, words)
    return f"{days}, {_months(rule, words)}" if rule.months else days


def _days(days: Sequence[Item], words: Words) -> str:
    if tuple(days) in {(), (_EVERY_DAY,)}:
        return words.say("hours.every_day")
    return words.listing([_day(item, words) for item in days])


def _day(item: Item, words: Words) -> str:
    if item.holiday:
        return words.say("hours.holidays" if item.holiday == "PH" else "hours.school_holidays")
    first = words.weekday(item.first)
    if item.nths:
        nths = [_nth(number, words) for number in item.nths]
        return words.say("hours.nth_day", nth=words.listing(nths), day=first)
    if item.last != item.first:
        return words.say("hours.span", start=first, end=words.weekday(item.last))
    return first


def _nth(number: int, words: Words) -> str:
    return words.say("hours.last") if number < 0 else words.name_in("hours.nth", number - 1)


def _months(rule: Rule, words: Words) -> str:
    first, last = rule.months or (0, 11)
    start, end = words.month_name(first), words.month_name(last)
    if first == last:
        return words.say("hours.month", month=start)
    return words.say("hours.months", start=start, end=end)


def _times(spans: Sequence[Span], words: Words) -> str:
    joined = words.listing([_span(span, words) for span in spans])
    return joined if spans[-1].is_open_end else words.say("hours.until", span=joined)


def _span(span: Span, words: Words) -> str:
    if span.is_open_end:
        return words.say("hours.from", start=_time(span.start))
    return words.say("hours.span", start=_time(span.start), end=_time(span.end))


def _time(minutes: int) -> str:
    """810 becomes ``13.30``, 540 becomes ``9``; past midnight it counts anew."""
    hour, minute = divmod(minutes - (MINUTES_IN_DAY if minutes > MINUTES_IN_DAY else 0), 60)
    return f"{hour}.{minute:02}" if minute else str(hour)
