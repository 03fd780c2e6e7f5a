"""Whether opening hours say what their writer meant.

The form is that of OpenStreetMap, by an independent library. What that lets through and no visitor
could read, or what nobody would say so, is a warning with the mend.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import opening_hours
from finder.files.hours import (
    LONGEST_TEXT,
    MINUTES_IN_DAY,
    Item,
    Rule,
    later_cells,
    parse,
    says_when_open,
)
from finder.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from finder.files.hours import Cell, Span
    from finder.files.reading import Document
    from finder.findings import Finding

# Nobody is open longer without a break, but day and night. Turned times look like this.
LONGEST_SPAN = 16 * 60
# Between days, OpenStreetMap begins a new rule after a comma with a space.
_SPACED_DAYS = re.compile(r"(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH|\]),\s+(?=Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)")


def check_form(document: Document) -> Iterator[Finding]:
    """Whether the field ``hours`` has the form of OpenStreetMap."""
    text = _text(document)
    if text is not None and not opening_hours.validate(text):
        yield document.finding(
            "hours",
            "hours",
            f'Deze uren begrijpen wij niet: "{text[:60]}".',
            'Schrijf ze zoals "Mo-Fr 09:00-12:00; Sa 13:30-16:30; PH off",'
            " of zet ze in woorden in hours_note.",
        )


def check_meaning(document: Document) -> Iterator[Finding]:
    """What is odd in hours that have the form: warnings, each with the mend."""
    text = _text(document)
    if text is None or not opening_hours.validate(text):
        return
    rules = parse(text)
    found = _unclear(document, text) if rules is None else _odd(document, text, rules)
    yield from (replace(one, severity=Severity.WARNING) for one in found)


def _text(document: Document) -> str | None:
    """The hours in one line; None when there are none, or too many: the shape tells that."""
    text = document.text("hours")
    return None if text is None or len(text) > LONGEST_TEXT else " ".join(text.split())


def _unclear(document: Document, text: str) -> Iterator[Finding]:
    """What a visitor never sees, because there are no words for it."""
    better = str(opening_hours.OpeningHours(text))
    is_better = parse(better) and better != "24/7"
    yield document.finding(
        "hours-unclear",
        "hours",
        f'Deze uren kunnen wij niet in woorden zetten: "{text[:60]}". Een bezoeker ziet ze niet.',
        f'Bedoel je "{better}"?' if is_better else "Schrijf ze in woorden in hours_note.",
    )


def _odd(document: Document, text: str, rules: Sequence[Rule]) -> Iterator[Finding]:
    """What nobody would say so."""
    if not says_when_open(rules):
        yield from _only_closed(document)
        return
    if any(rule.is_vague and not rule.note for rule in rules):
        yield document.finding(
            "hours-without-times",
            "hours",
            "Hier staan dagen zonder uren.",
            "Zet de uren erbij, zoals Mo-Fr 09:00-12:00. Weet je ze niet? Schrap die dagen.",
        )
    yield from (_long(document, span) for rule in rules for span in rule.spans if _is_long(span))
    if _SPACED_DAYS.search(re.sub(r'"[^"]*"', "", text)):
        yield document.finding(
            "hours-space",
            "hours",
            "Tussen twee dagen staat een komma met een spatie.",
            "Schrap de spatie: Mo,We,Fr 09:00-12:00.",
        )
    if any(_overlap(rules, index) for index in range(len(rules))):
        yield document.finding(
            "hours-overlap",
            "hours",
            "Op één dag staan uren die elkaar overlappen.",
            "Schrijf ze één keer: Mo 08:00-12:00, en niet Mo 08:00-10:00,09:00-12:00.",
        )
    if any(_is_reopened(rules, index) for index in range(len(rules))):
        yield document.finding(
            "hours-reopened",
            "hours",
            "Eerst staat er wanneer het dicht is. De uren erna openen dat weer.",
            "Zet achteraan wanneer het dicht is: Mo-Fr 09:00-12:00; Sa 10:00-12:00; PH off.",
        )
    if any(_is_covered(rules, index) for index in range(len(rules))):
        yield document.finding(
            "hours-covered",
            "hours",
            "Een latere regel geldt in de plaats van een vroegere, op dezelfde dag.",
            "Gelden ze allebei? Zet een komma tussen de uren: Mo 09:00-12:00,13:00-16:00. Anders"
            " noem je elke dag één keer: Mo-Tu,Th-Fr 09:00-12:00; We 13:30-16:30.",
        )


def _only_closed(document: Document) -> Iterator[Finding]:
    if document.get("hours_note") is None:
        yield document.finding(
            "hours-only-closed",
            "hours",
            "Deze uren zeggen alleen wanneer het dicht is.",
            "Zet erbij wanneer het open is. Of schrijf dat in woorden in hours_note.",
        )


def _long(document: Document, span: Span) -> Finding:
    return document.finding(
        "hours-long",
        "hours",
        f"Van {_clock(span.start)} tot {_clock(span.end)} is meer dan 16 uur.",
        "Draaide je de uren om? Is het dag en nacht open? Schrijf dan 24/7.",
    )


def _is_long(span: Span) -> bool:
    is_day_and_night = (span.start, span.end) == (0, MINUTES_IN_DAY)
    return span.length > LONGEST_SPAN and not span.is_open_end and not is_day_and_night


def _clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _overlap(rules: Sequence[Rule], index: int) -> bool:
    """Whether a rule is open twice at one time, by itself or with one that adds to it."""
    rule = rules[index]
    more = [r for r in rules[index + 1 :] if r.adds and not r.is_closed and r.cells & rule.cells]
    spans = [rule.spans, *(other.spans for other in more)]
    ordered = sorted((s.start, s.end) for part in spans for s in part if not s.is_open_end)
    return any(after[0] < before[1] for before, after in pairwise(ordered))


def _is_reopened(rules: Sequence[Rule], index: int) -> bool:
    """Whether later hours hold on days that were closed, and on others: nobody meant these.

    A holiday is a day of the week as well: after ``PH off``, ``Mo-Fr 09:00-12:00`` opens it again.
    What is only about the closed days, such as ``Su off; Su[1] 10:00-12:00``, is meant so. What is
    covered whole is told as such.
    """
    rule = rules[index]
    later = [r for r in rules[index + 1 :] if not r.is_closed]
    if not rule.is_closed or not rule.cells - later_cells(rules, index):
        return False
    closed = rule.cells | _weekdays_of(rule)
    return any(closed & r.cells and not r.cells <= rule.cells for r in later)


def _weekdays_of(rule: Rule) -> frozenset[Cell]:
    """Every day of the week on which a holiday of a rule may fall."""
    months = {month for month, day, _ in rule.cells if isinstance(day, str)}
    every_day = Rule(days=(Item(0, 6),)).cells
    return frozenset(cell for cell in every_day if cell[0] in months)


def _is_covered(rules: Sequence[Rule], index: int) -> bool:
    """Whether later rules leave nothing of a rule, or may be meant to stand beside it.

    ``Mo-Su 09:00-18:00; We 09:00-12:00`` is said so: a Wednesday is shorter. What is neither within
    the earlier hours nor around them is likely to be a second part of the same day.
    """
    rule = rules[index]
    if not rule.cells - later_cells(rules, index):
        return True
    later = (r for r in rules[index + 1 :] if not r.adds and r.cells & rule.cells)
    return any(_is_beside(rule, other) for other in later)


def _is_beside(rule: Rule, other: Rule) -> bool:
    if not rule.spans or not other.spans:
        return False
    return not (_within(rule, other) or _within(other, rule))


def _within(inner: Rule, outer: Rule) -> bool:
    return all(any(o.start <= i.start and i.end <= o.end for o in outer.spans) for i in inner.spans)
