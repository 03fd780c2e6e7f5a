"""What the templates show: plain text, ready to be escaped; no rule is decided in a template."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from finder.directory import Freshness
from finder.files.hours import is_understood
from finder.rendering.filters import facts
from finder.words import composing
from finder.words.hours import known_hours
from finder.words.marking import Dutch, joined
from finder.words.steps import Step, host, next_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from finder.directory import Listed, Result
    from finder.files.model import Initiative
    from finder.places.gazetteer import Point
    from finder.words.saying import Words


# So many letters of a summary say enough in a list: more sentences follow until there are.
_GIST = 40
# And so many in another language, where a card says in fixed words what it is, and letters of other
# scripts weigh more: a page must stay within the first round trip of a connection.
GIST_ABROAD = 30
# Before a capital letter, or a letter of a script without capitals.
_CAPITALS = "A-Z\u00c0-\u00de\u0130\u015e\u0400-\u042f\u0490\u0600-\u06ff"
_SENTENCE_END = re.compile(f"(?<=[.!?\u061f]) +(?=[{_CAPITALS}])")


@dataclass(frozen=True, slots=True)
class Label:
    """A kind with its icon's key and its label."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """One result in a list.

    Attributes:
        slug: the id; its page is ``initiatieven/<slug>/``.
        name: the name.
        kinds: at most three kinds, the most important first.
        summary: what you do there.
        intro: what it is, for whom and what you need first, on a page in another language.
        place: street and place, or place; empty when it has no address.
        line: how far it is, and for whom else.
        cost: what it costs, in a few words; empty when nobody knows.
        point: where it is on a map, as two degrees; empty without a place. A tilde before them:
            that is not the door.
        km: the distance in kilometres with one decimal, for programs.
        checked: when a person checked it; empty when nobody did, or too long ago.
        warning: what is out of the ordinary: it lies still, or its facts are really old.
        steps: what can be done next, the first one first; none for what stopped.
        opening: the hours as OpenStreetMap writes them, for the script that says whether it is open
            today; empty when nobody knows them, or when it lies still.
        facts: what filters look at, only what is known, each a name and a value.
    """

    slug: str
    name: str
    kinds: tuple[Label, ...]
    summary: str
    intro: str
    place: str
    line: str
    cost: str
    point: str
    km: str
    checked: str
    warning: str
    steps: tuple[Step, ...]
    opening: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A page on which facts were read: its address, its host and its date in words."""

    url: str
    host: str
    date: str


@dataclass(frozen=True, slots=True)
class Detail:
    """One initiative on its own page. Empty text means: leave it out.

    Attributes:
        card: name, kinds, summary, place, warning and steps, as in a list.
        advice: what to do first because nobody checked it, or not lately; empty when it was.
        phrase: a sentence to say on the phone, in Dutch; empty where there is nobody to call or
            mail.
        meaning: what that sentence means, on a page in another language.
        speak: the Dutch question whether somebody there speaks that language.
        bring: what to take along the first time, each a line.
        questions: the kind whose page says what one asks best; empty for a line.
        organisation: who offers it, when that differs from the name.
        welcome: for whom, in sentences.
        cost: what it costs, in sentences.
        first_visit: what happens the first time, in sentences.
        hours: the hours, a line each, or that nobody knows them; empty for a line without hours.
        languages: languages spoken there, in a row.
        wheelchair: a sentence.
        volunteers: a sentence when you can help there yourself.
        address: the lines of the address.
        approximate: whether the point on the map is not the door.
        route: the address of a map with the way; empty without an address.
        areas: what it serves, in a row.
        checked: when and how it was checked, or that nobody did, in sentences; empty for a line
            that nobody checked.
        sources: where the facts come from.
        funding: programmes that paid for it.
        stopped: whether it no longer exists.
        message: what the status says.
        correction: a ``mailto:`` link to say what is wrong, with the name and the page filled in;
            empty without address.
        right: one to say that all of it still holds.
        file: the YAML file, relative to the repository.
    """

    card: Card
    advice: str
    phrase: str
    meaning: str
    speak: str
    bring: tuple[str, ...]
    questions: str
    organisation: str
    welcome: tuple[str, ...]
    cost: tuple[str, ...]
    first_visit: tuple[str, ...]
    hours: tuple[str, ...]
    languages: str
    wheelchair: str
    volunteers: str
    address: tuple[str, ...]
    approximate: bool
    route: str
    areas: str
    checked: tuple[str, ...]
    sources: tuple[SourceView, ...]
    funding: tuple[str, ...]
    stopped: bool
    message: str
    correction: str
    right: str
    file: str


def shown_kinds(initiative: Initiative) -> tuple[str, ...]:
    """The keys of the most important kinds: three at most."""
    return initiative.kinds[:3]


def kind_labels(initiative: Initiative, words: Words) -> tuple[Label, ...]:
    """The most important kinds of an initiative."""
    kinds = words.taxonomy.kinds
    return tuple(Label(key, kinds[key].label) for key in shown_kinds(initiative))


def card(result: Result, words: Words) -> Card:
    """An initiative as one result in a list."""
    initiative = result.listed.initiative
    summary = words.text(initiative, "summary")
    # A list in another language must stay light: a translated text says what it is.
    say = composing.intro if isinstance(summary, Dutch) else composing.in_short
    return Card(
        slug=initiative.slug,
        name=initiative.name,
        kinds=kind_labels(initiative, words),
        summary=summary,
        intro=say(result.listed, words),
        place=_place(initiative, words),
        line=far(result, words),
        cost=words.cost_in_short(initiative),
        point=_point(result.listed),
        km=kilometres(result),
        checked=words.checked(result.listed),
        warning=words.warning(result.listed),
        steps=next_steps(result.listed, words),
        opening=_opening(initiative),
        facts=facts(initiative),
    )


def _opening(initiative: Initiative) -> str:
    """The hours for "open today"; empty when nobody can say, or when it lies still."""
    hours = initiative.hours or ""
    return hours if initiative.status.state == "active" and is_understood(hours) else ""


def line(result: Result, words: Words) -> str:
    """Place, distance and cost in one line: ``Hendriklei 19, Hoboken · ongeveer 3 km · gratis``."""
    initiative = result.listed.initiative
    parts = (_place(initiative, words), far(result, words), words.cost_in_short(initiative))
    return joined(" · ", [part for part in parts if part])


def far(result: Result, words: Words) -> str:
    """How far it is, and for whom else: ``ongeveer 3 km · ook voor wie in Gent woont``."""
    address = result.listed.initiative.address
    distance = words.distance(result)
    # "Gent · in Gent" says it twice.
    said = address and distance == words.say("distance.in_place", place=address.place)
    also = words.say("distance.also_for", place=result.also_for) if result.also_for else ""
    return joined(" · ", [part for part in ("" if said else distance, also) if part])


def gist(summary: str, enough: int = _GIST) -> tuple[str, str]:
    """The first sentences of a summary, for one or two lines of a list, and the rest.

    More sentences follow until there are ``enough`` letters. A text that is Dutch in another
    language stays marked so.
    """
    # Without its mark: a marked text is equal to a plain one, which must not get its mark.
    first, rest = _gist(str(summary), enough)
    return (Dutch(first), Dutch(rest)) if isinstance(summary, Dutch) else (first, rest)


@functools.lru_cache(maxsize=100_000)
def _gist(summary: str, enough: int) -> tuple[str, str]:
    first, *more = _SENTENCE_END.split(summary)
    while more and len(first) < enough:
        first = f"{first} {more.pop(0)}"
    return first, " ".join(more)


def _point(entry: Listed) -> str:
    """Where it is on a map: to about ten metres."""
    if not entry.spot:
        return ""
    vague = "~" if entry.spot.precision.is_approximate else ""
    return f"{vague}{degrees(entry.spot.point)}"


def degrees(point: Point) -> str:
    """A point for programs: latitude and longitude, to about ten metres."""
    return f"{point.lat:.4f} {point.lon:.4f}"


def kilometres(result: Result) -> str:
    """The distance with one decimal, for programs."""
    return f"{result.km:.1f}"


def town(entry: Listed) -> str:
    """The municipality that it is in, else the areas that it serves."""
    if entry.municipality:
        return entry.municipality.name
    return ", ".join(area.name for area in entry.areas)


def detail(result: Result, words: Words, page_url: str, contact_email: str) -> Detail:
    """An initiative as its own page.

    Args:
        result: the initiative, as seen from its own municipality.
        words: the language.
        page_url: the full address of its page, for the correction mail.
        contact_email: where corrections go.
    """
    entry = result.listed
    initiative = entry.initiative
    shown = replace(card(result, words), intro=composing.intro(entry, words))
    return Detail(
        card=shown,
        advice=_advice(entry, shown.steps, words),
        phrase=_phrase(entry, shown.steps, words.dutch),
        meaning="" if words.is_dutch else _phrase(entry, shown.steps, words),
        speak="" if words.is_dutch else _speak(words),
        bring=tuple(words.free(thing) for thing in initiative.bring),
        questions="" if words.taxonomy.is_line(initiative.kinds) else initiative.kinds[0],
        organisation=initiative.organisation or "",
        welcome=_welcome(entry, words),
        cost=_cost(initiative, shown.steps, words),
        first_visit=_first_visit(initiative, shown.steps, words),
        hours=hours(entry, words),
        languages=words.languages(initiative.languages),
        wheelchair=words.say(f"wheelchair.{initiative.wheelchair}")
        if initiative.wheelchair != "unknown"
        else "",
        volunteers=words.say("volunteers") if initiative.volunteers else "",
        address=_address_lines(initiative),
        approximate=entry.spot is not None and entry.spot.precision.is_approximate,
        route=_route(initiative),
        areas=words.areas(entry),
        checked=_checked(entry, words),
        sources=sources(initiative, words),
        funding=tuple(words.name(words.taxonomy.funding[key].label) for key in initiative.funding),
        stopped=initiative.status.state == "stopped",
        message=words.free(initiative.status.message or ""),
        correction=correction("body", initiative.name, page_url, words, contact_email),
        right=correction("right", initiative.name, page_url, words, contact_email),
        file=initiative.file,
    )


def hours(entry: Listed, words: Words) -> tuple[str, ...]:
    """The hours in words, a line each; one line that nobody knows them, but none for a line."""
    initiative = entry.initiative
    known = known_hours(initiative, words)
    if known or words.taxonomy.is_line(initiative.kinds):
        return known
    return (_to_ask(words.say("initiative.hours_unknown"), next_steps(entry, words), words),)


def _to_ask(unknown: str, steps: Sequence[Step], words: Words) -> str:
    """That we do not know something, and to ask it first where there is somebody to ask."""
    can_ask = any(step.is_talk for step in steps)
    return joined(" ", [unknown, words.say("initiative.ask")]) if can_ask else unknown


def _cost(initiative: Initiative, steps: Sequence[Step], words: Words) -> tuple[str, ...]:
    said = words.cost(initiative)
    if said == words.say("cost.unknown"):
        said = _to_ask(said, steps, words)
    return _present(said, words.text(initiative, "cost.note"))


def _advice(entry: Listed, steps: Sequence[Step], words: Words) -> str:
    """What to do first with what nobody checked, or not in the last year."""
    checked = entry.initiative.checked
    is_fresh = checked and entry.freshness is Freshness.FRESH
    if is_fresh or not steps or words.taxonomy.is_line(entry.initiative.kinds):
        return ""
    first = words.say(f"step.first.{steps[0].kind}")
    return first if checked else joined(" ", [words.say("checked.never"), first])


def _phrase(entry: Listed, steps: Sequence[Step], words: Words) -> str:
    """What somebody can say on the phone, by the most important kind."""
    initiative = entry.initiative
    is_line = words.taxonomy.is_line(initiative.kinds)
    if is_line or not any(step.is_talk for step in steps):
        return ""
    kind = initiative.kinds[0] if words.has(f"phrase.{initiative.kinds[0]}") else "other"
    return words.say(f"phrase.{kind}", name=initiative.name)


def _speak(words: Words) -> str:
    """The Dutch question whether somebody speaks the visitor's language."""
    named = words.dutch.taxonomy.languages.get(words.language, "")
    return words.dutch.say("tongue.speak", language=named)


def sources(initiative: Initiative, words: Words) -> tuple[SourceView, ...]:
    """The pages on which the facts were read."""
    return tuple(
        SourceView(s.url, host(s.url), words.part_date(s.seen) if s.seen else "")
        for s in initiative.sources
    )


def _present(*sentences: str | None) -> tuple[str, ...]:
    return tuple(sentence for sentence in sentences if sentence)


def _place(initiative: Initiative, words: Words) -> str:
    address = initiative.address
    if not address:
        return ""
    where = f"{address.street}, {address.place}" if address.street else address.place
    return words.name(where)


def _address_lines(initiative: Initiative) -> tuple[str, ...]:
    address = initiative.address
    if not address:
        return ()
    town = f"{address.postcode} {address.place}" if address.postcode else address.place
    return _present(address.street, town)


# A box in a house, which no map knows: "Kerkstraat 12 bus 3". sharing.js leaves it out too.
_BOX = re.compile(
    r"(?<=[0-9a-z])[ ,]{1,3}(?:bus|box|bte|bo[iî]te)\.? ?[0-9a-z.]{1,8}$", re.IGNORECASE
)


def _route(initiative: Initiative) -> str:
    lines = [_BOX.sub("", line) for line in _address_lines(initiative)]
    if not lines:
        return ""
    return f"https://www.openstreetmap.org/search?query={quote(', '.join(lines))}"


def _welcome(entry: Listed, words: Words) -> tuple[str, ...]:
    return _present(
        composing.welcome(entry.initiative, words),
        words.text(entry.initiative, "welcome.note"),
        composing.elsewhere(entry, words),
    )


def _first_visit(initiative: Initiative, steps: Sequence[Step], words: Words) -> tuple[str, ...]:
    sentences = [words.text(initiative, "first_visit"), *composing.needs(initiative, words)]
    found = _present(*sentences)
    if found or not steps or words.taxonomy.is_line(initiative.kinds):
        return found
    return (_unknown_visit(initiative, steps[0], words),)


def _unknown_visit(initiative: Initiative, first: Step, words: Words) -> str:
    """What to do the first time when nobody tells it: the first step, and what to ask then."""
    when = first.is_talk and not known_hours(initiative, words)
    ask = words.say("first_visit.ask.when" if when else "first_visit.ask.how")
    do = words.say(f"first_visit.unknown.{first.kind}")
    return do if first.kind == "website" else joined(" ", [do, ask])


def _checked(entry: Listed, words: Words) -> tuple[str, ...]:
    checked = entry.initiative.checked
    if checked:
        return (
            words.say("checked.on", when=words.day(checked.date)),
            words.say(f"checked.{checked.how}"),
        )
    if words.taxonomy.is_line(entry.initiative.kinds):
        return ()
    dates = sorted(source.seen for source in entry.initiative.sources if source.seen)
    newest = words.say("checked.source", when=words.part_date(dates[-1])) if dates else None
    return _present(words.say("checked.never"), newest)


def correction(kind: str, name: str, page_url: str, words: Words, email: str) -> str:
    """A ``mailto:`` link about what a page says; empty without an address to mail.

    Args:
        kind: ``body`` to say what is wrong on the page of one initiative, ``page_body`` on any
            other, ``right`` to say that all of it still holds.
        name: what the page is called.
        page_url: its full address.
        words: the language.
        email: where corrections go.
    """
    if not email:
        return ""
    about = "right_subject" if kind == "right" else "subject"
    subject = quote(words.dutch.say(f"correction.{about}", name=name))
    body = quote(_in_two(words, words.dutch.say(f"correction.{kind}", name=name, url=page_url)))
    return f"mailto:{email}?subject={subject}&body={body}"


def _in_two(words: Words, dutch: str) -> str:
    """A mail to us: in Dutch, for a program reads it, under what it asks in another language."""
    return dutch if words.is_dutch else f"{words.say('tongue.mail')}\n\n{dutch}"
