"""What the data puts on the page for help now, between sentences that people wrote.

``docs/hulp-nu.md`` is the frame. A line of it such as

    <!-- lijn noodnummer-112: Ziekenwagen of brandweer -->

becomes a row with these words first, then the number, the cost of the call and the hours of the
initiative of that name; ``lijn!`` makes it stand out. ``<!-- andere lijnen -->`` becomes the lines
that the frame does not name, ``<!-- slapen per stad -->`` what is of the kind ``slapen``, by
municipality, and ``<!-- bronnen van de lijnen -->`` where the facts of every line were read.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from finder.rendering import cards
from finder.rendering.pages.frame import by_name
from finder.text import slugify
from finder.words import composing
from finder.words.hours import known_hours
from finder.words.marking import joined
from finder.words.steps import first_call, ways

if TYPE_CHECKING:
    from collections.abc import Iterable

    from finder.directory import Listed
    from finder.files.model import Initiative
    from finder.rendering.pages.frame import Frame
    from finder.words.saying import Words

SLEEP = "slapen"
_LINES = re.compile(r"(?:^<!-- lijn!? [a-z0-9-]+: .+? -->\n?)+", re.MULTILINE)
_LINE = re.compile(r"<!-- lijn(?P<loud>!?) (?P<slug>[a-z0-9-]+): (?P<meaning>.+?) -->")
_OTHERS = "<!-- andere lijnen -->"
_SLEEP = "<!-- slapen per stad -->"
_SOURCES = "<!-- bronnen van de lijnen -->"


@dataclass(frozen=True, slots=True)
class Row:
    """One row to tap.

    Attributes:
        meaning: what it is for.
        small: who answers, what the call costs and when.
        number: what stands at the end of the row, mostly a number to call.
        href: where a tap leads.
        loud: whether it stands out.
        page: the page of the initiative, with ``more`` as the words of the link; both may be empty.
        more: the words of that link.
    """

    meaning: str
    small: str
    number: str
    href: str
    loud: bool = False
    page: str = ""
    more: str = ""


def fill(page: str, frame: Frame) -> str:
    """The Markdown of a page with rows, places and sources in the place of what names them."""
    if not (_LINE.search(page) or _SLEEP in page):
        return page
    named = {match["slug"] for match in _LINE.finditer(page)}
    lines = {line.slug: line for line in (*frame.site.directory.lines, *_also_called(frame, named))}
    parts = frame.environment.get_template("help_now.html").module
    filled = _LINES.sub(lambda match: _rows(match[0], lines, frame), page)
    words = frame.words
    others = [_line(e, words.text(e.initiative, "summary"), words) for e in _others(frame, named)]
    told = sorted(lines.values(), key=by_name)
    made: Any = parts
    return (
        filled.replace(_OTHERS, frame.isolated(made.rows(others)) if others else "")
        .replace(_SLEEP, frame.isolated(made.towns(_towns(frame))))
        .replace(_SOURCES, made.sources([_told(line, frame.words) for line in told]))
    )


def _also_called(frame: Frame, named: Iterable[str]) -> list[Listed]:
    """What the frame names that is a place too, such as who finds a bed in Brussels."""
    return [entry for entry in frame.site.directory.places if entry.slug in named]


def _others(frame: Frame, named: Iterable[str]) -> list[Listed]:
    return [line for line in frame.site.directory.lines if line.slug not in named]


def _rows(markers: str, lines: dict[str, Listed], frame: Frame) -> str:
    """Markers in a row become one list; what the data does not have is left out."""
    found = [
        _line(lines[match["slug"]], match["meaning"], frame.words, loud=bool(match["loud"]))
        for match in _LINE.finditer(markers)
        if match["slug"] in lines
    ]
    made: Any = frame.environment.get_template("help_now.html").module
    return f"{frame.isolated(made.rows(found))}\n" if found else ""


def _line(entry: Listed, meaning: str, words: Words, *, loud: bool = False) -> Row:
    """A number to call: what it is for, who answers, what the call costs and when."""
    initiative = entry.initiative
    name = joined("", [words.name(initiative.name), "."])
    said = (name, _call_cost(initiative, words), *_hours(initiative, words))
    (phone,) = (way for way in ways(initiative) if way.kind == "phone")
    return Row(meaning, joined(" ", said), phone.text, phone.href, loud)


def _call_cost(initiative: Initiative, words: Words) -> str:
    """What the call costs; a note says it better than that one pays."""
    if initiative.cost.kind == "paid" and initiative.cost.note:
        return words.text(initiative, "cost.note")
    return words.cost(initiative) or words.say("help_now.cost_unknown")


def _hours(initiative: Initiative, words: Words) -> tuple[str, ...]:
    return known_hours(initiative, words) or (words.say("help_now.hours_unknown"),)


def _towns(frame: Frame) -> list[dict[str, Any]]:
    """Places to sleep and day centres by municipality, those that can be called first."""
    found: dict[str, list[Listed]] = defaultdict(list)
    for entry in frame.site.directory.places:
        if SLEEP in entry.initiative.kinds:
            found[cards.town(entry)].append(entry)
    order = functools.partial(_by_call, words=frame.words)
    return [
        {"name": name, "rows": [_place(e, frame) for e in sorted(found[name], key=order)]}
        for name in sorted(found, key=slugify)
    ]


def _place(entry: Listed, frame: Frame) -> Row:
    """A place with a number and its hours; without any number the row leads to its page."""
    initiative, words = entry.initiative, frame.words
    page = f"initiatieven/{entry.slug}/"
    call = first_call(entry, words)
    whose = _whose(entry, frame) or (call.whose if call else "")
    about = composing.intro(entry, words) or initiative.summary
    said = [about, whose, *_hours(initiative, words)]
    small = joined(" ", [part for part in said if part])
    name = words.name(initiative.name)
    if not call:
        return Row(name, small, words.say("help_now.look"), f"../{page}")
    more = words.say("help_now.more", name=initiative.name)
    return Row(name, small, call.text, call.href, page=f"../{page}", more=more)


def _whose(entry: Listed, frame: Frame) -> str:
    """That the number is one that serves all of Flanders, and for whom to ask there."""
    initiative = entry.initiative
    for line in frame.site.directory.lines:
        if line.initiative.contact.phone == initiative.contact.phone:
            name = line.initiative.organisation or line.initiative.name
            return frame.words.say("help_now.number_of", line=name, name=initiative.name)
    return ""


def _told(line: Listed, words: Words) -> dict[str, Any]:
    """A line with the pages on which its facts were read."""
    initiative = line.initiative
    return {
        "name": initiative.name,
        "number": initiative.contact.phone,
        "page": f"../initiatieven/{line.slug}/",
        "sources": cards.sources(initiative, words),
    }


def _by_call(entry: Listed, words: Words) -> tuple[bool, bool, str, str]:
    """Those with a number of their own, then those with that of a town, then those with none."""
    no_own = not entry.initiative.contact.phone
    return (no_own and not first_call(entry, words), no_own, *by_name(entry))
