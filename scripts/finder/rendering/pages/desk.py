"""The desk of a social worker: the body of ``/hulpverleners/``, and the facts that its table shows.

The page itself is written by hand; its body comes above that text. What is near a postcode, and
in which order, the script reads from the pages of that postcode (``docs/assets/js/nearby.js``), so
that there is one answer. This file adds what a table shows on top: a line of facts for each
initiative, about 300 bytes, 60 after gzip. It is asked for at the desk alone.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from finder.directory import Freshness, Group, Result
from finder.rendering import cards
from finder.rendering.site import File
from finder.words.hours import known_hours
from finder.words.steps import next_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.directory import Listed
    from finder.files.model import Initiative
    from finder.rendering.pages.frame import Frame
    from finder.rendering.site import Site
    from finder.words.saying import Words

ADDRESS = "hulpverleners/"
FACTS = "assets/desk.json"
# The facts of which a filter asks yes or no: what is known of them stands in the file as it is.
_ASKED = ("referral", "appointment", "from_elsewhere")


def body(frame: Frame) -> str:
    """The finished HTML above the text of the page."""
    return frame.render("desk", ADDRESS)


def files(site: Site) -> Iterator[File]:
    """What the script of the desk shows: its words, and the facts of each initiative by slug."""
    shown = {
        "words": site.words.under("desk.script."),
        "facts": {entry.slug: facts(entry, site.words) for entry in site.directory.places},
    }
    yield File(FACTS, json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode())


def facts(entry: Listed, words: Words) -> dict[str, str]:
    """What the table says of an initiative, under the name of a column; no unknown is in it.

    ``referral``, ``appointment`` and ``from_elsewhere`` are as the file says it. ``step`` is the
    first step with its ``href`` and ``whose`` number it is; ``seen`` the day to sort by, ``age``
    the same in words, and ``old`` is there when one must call first.
    """
    initiative = entry.initiative
    found = {
        "place": cards.card(Result(entry, Group.HERE, 0.0), words).place or words.areas(entry),
        "whom": _whom(initiative, words),
        "cost": _cost(initiative, words),
        "hours": " ".join(known_hours(initiative, words)),
        **{name: str(getattr(initiative, name)) for name in _ASKED},
        **_step(entry, words),
        **_age(entry, words),
    }
    return {name: text for name, text in found.items() if text and text != "unknown"}


def _whom(initiative: Initiative, words: Words) -> str:
    """For whom, in a few words: the groups, or everyone, and the note of the file."""
    welcome = initiative.welcome
    groups = words.groups(welcome.groups)
    who = {"everyone": words.say("desk.everyone"), "preferably": groups, "only": groups}
    only = words.say("desk.only", groups=groups) if groups and welcome.who == "only" else ""
    return ". ".join(filter(None, (only or who.get(welcome.who, ""), welcome.note)))


def _cost(initiative: Initiative, words: Words) -> str:
    cost = initiative.cost
    said = "" if cost.kind == "unknown" else words.say(f"card.{cost.kind}")
    return ". ".join(filter(None, (said, cost.note)))


def _step(entry: Listed, words: Words) -> dict[str, str]:
    step = next(iter(next_steps(entry, words)), None)
    if not step:
        return {}
    said = step.text if step.href else words.say(f"step.do.{step.kind}", text=step.text)
    return {"step": said, "href": step.href, "whose": step.whose}


def _age(entry: Listed, words: Words) -> dict[str, str]:
    """When somebody last looked at the facts, and whether that is too long ago."""
    seen = entry.last_seen
    is_old = "yes" if entry.freshness is not Freshness.FRESH else ""
    if not seen:
        return {"age": words.say("desk.no_date"), "old": is_old}
    said = words.month(seen)
    if entry.initiative.checked:
        said = words.say("desk.checked", when=said)
    return {"age": said, "seen": seen.isoformat(), "old": is_old}
