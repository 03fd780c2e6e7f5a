"""Opening hours in plain words, from the OpenStreetMap form.

Understands the part of https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification that
initiatives use: weekdays, "second Tuesday", months, holidays, spans and open ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from finder.words.saying import Words

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = rf"(?:{'|'.join(_DAYS)})"
_MONTH = rf"(?:{'|'.join(_MONTHS)})"
# The first to the fifth of a month, or the last; the one before the last nobody writes.
_NTH = r"(?:[1-5](?:-[1-5])?|-1)"
_DAY_ITEM = rf"(?:{_DAY}(?:-{_DAY}|\[{_NTH}(?:,{_NTH})*\])?|PH|SH)"
_TIME = r"\d{1,2}:\d{2}"
_RULE = re.compile(
    rf"(?:(?P<months>{_MONTH}(?:-{_MONTH})?):?\s+)?"
    rf"(?P<days>{_DAY_ITEM}(?:,\s?{_DAY_ITEM})*)?\s*"
    rf"(?P<times>{_TIME}(?:-{_TIME}|\+)(?:,\s?{_TIME}(?:-{_TIME}|\+))*|off|closed|open)?"
    r"(?:\s*\"(?P<note>[^\"]*)\")?"
)
# Outside quotes, ";" begins a new rule, and so does a comma with a weekday after a time.
_UNQUOTED = r'(?=(?:[^"]*"[^"]*")*[^"]*$)'
_BETWEEN = re.compile(rf"(?:\s*;\s*|(?<=[\d+]),\s+(?={_DAY_ITEM}|{_MONTH})){_UNQUOTED}")


def in_words(text: str, words: Words) -> tuple[str, ...]:
    """The hours as lines to read; the text itself when it says more than we understand."""
    if text.strip() == "24/7":
        return (words.say("hours.always"),)
    lines = [_line(rule, words) for rule in _BETWEEN.split(text.strip().rstrip(";")) if rule]
    if any(line is None for line in lines):
        return (text,)
    return tuple(line for line in lines if line)


def is_understood(text: str, words: Words) -> bool:
    """Whether the hours can be put into words."""
    return in_words(text, words) != (text,)


def _line(rule: str, words: Words) -> str | None:
    match = _RULE.fullmatch(rule.strip())
    if not match or not (match["days"] or match["times"]):
        return None
    months = _months(match["months"], words) if match["months"] else ""
    is_closed = match["times"] in {"off", "closed"}
    if is_closed and not (match["days"] or months):
        return None
    line = (_closed if is_closed else _open)(match, months, words)
    if match["note"]:
        line = f"{line} {words.say('hours.note', note=match['note'])}"
    return line[0].upper() + line[1:]


def _closed(match: re.Match[str], months: str, words: Words) -> str:
    if not match["days"]:
        return words.say("hours.closed_months", months=months)
    return words.say("hours.closed", days=_when(match["days"], months, words))


def _open(match: re.Match[str], months: str, words: Words) -> str:
    when = _when(match["days"] or "", months, words)
    if match["times"] in {None, "open"}:
        return when
    return words.say("hours.rule", days=when, times=_times(match["times"], words))


def _when(days: str, months: str, words: Words) -> str:
    return f"{_days(days, words)}, {months}" if months else _days(days, words)


def _days(text: str, words: Words) -> str:
    if not text or text == "Mo-Su":
        return words.say("hours.every_day")
    items = re.findall(_DAY_ITEM, text)
    return words.listing([_day_item(item, words) for item in items])


def _day_item(item: str, words: Words) -> str:
    if item in {"PH", "SH"}:
        return words.say("hours.holidays" if item == "PH" else "hours.school_holidays")
    first = words.name_in("hours.days", _DAYS.index(item[:2]))
    if "[" in item:
        nths = [_nth(number, words) for number in _numbers(item)]
        return words.say("hours.nth_day", nth=words.listing(nths), day=first)
    if "-" in item:
        last = words.name_in("hours.days", _DAYS.index(item[3:5]))
        return words.say("hours.span", start=first, end=last)
    return first


def _numbers(item: str) -> list[int]:
    """The numbers of ``Tu[1-3,-1]``: 1, 2, 3 and -1."""
    numbers: list[int] = []
    for part in item[item.index("[") + 1 : -1].split(","):
        if re.fullmatch(r"\d-\d", part):
            numbers.extend(range(int(part[0]), int(part[2]) + 1))
        else:
            numbers.append(int(part))
    return numbers


def _nth(number: int, words: Words) -> str:
    return words.say("hours.last") if number < 0 else words.name_in("hours.nth", number - 1)


def _months(text: str, words: Words) -> str:
    names = [words.name_in("months", _MONTHS.index(month)) for month in text.split("-")]
    if len(names) == 1:
        return words.say("hours.month", month=names[0])
    return words.say("hours.months", start=names[0], end=names[1])


def _times(text: str, words: Words) -> str:
    spans = []
    for span in re.split(r",\s?", text):
        start, _, end = span.rstrip("+").partition("-")
        if end:
            spans.append(words.say("hours.span", start=_time(start), end=_time(end)))
        else:
            spans.append(words.say("hours.from", start=_time(start)))
    joined = words.listing(spans)
    return joined if text.endswith("+") else words.say("hours.until", span=joined)


def _time(text: str) -> str:
    """``13:30`` becomes ``13.30``, ``09:00`` becomes ``9``."""
    hour, minute = (int(part) for part in text.split(":"))
    return f"{hour}.{minute:02}" if minute else str(hour)
