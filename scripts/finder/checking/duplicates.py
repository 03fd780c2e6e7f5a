"""Two files that may be about one thing.

A pair is told when neither file says ``not_same_as`` of the other, and

- their names are alike, and they are in one municipality, serve one area, or lie within 300 m; or
- they have the same phone or website in one municipality, and are not of one organisation: a town
  gives one number for all that it does, and a page that three or more share is a list; or
- they have the same name, and the same phone or website, wherever they are.

Names are compared without what they have in common with many others: the municipality, and words
such as "huis" and "vzw".
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from finder.files.writing import national_phone
from finder.findings import Finding, Severity, ordered
from finder.places.gazetteer import distance_km
from finder.places.locating import locate
from finder.text import slugify, suggestion
from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from finder.checking.catalogue import Catalogue
    from finder.files.model import Initiative, Lead
    from finder.places.gazetteer import Gazetteer, Point
    from finder.places.spots import Source

NEAR_KM = 0.3
# Of 100: how alike two names are that have a word of their own, of so many letters, and that have
# none. A letter in six or seven may differ.
ALIKE = 85
ALIKE_FROM_LETTERS = 6
ALMOST_EQUAL = 95
# So many with one phone or website in a municipality have a desk or a list in common.
A_DESK = 3
_FEWEST_LETTERS = 4
_ORDINARY = frozenset(
    """
    aan bij de den een en het in met op s t te ten ter van voor
    gemeente ocmw project regio sociaal sociale stad vereniging vzw
    noord oost west zuid
    buddy buddywerking buddys buurt buurtcentrum buurten buurthuis buurtrestaurant buurtwerk
    buurtwerking centrum dienst dienstencentra dienstencentrum digibank digipunt dorpsrestaurant
    huis huizen hulp inloop inloopcentrum inloophuis kind kinderen kringwinkel kruidenier ldc
    lokaal lokale maatje maatjes nachtopvang onthaal ontmoetingshuis open rap restaurant stap
    tweedehandswinkel voedselbank voedselbedeling welzijn welzijnshuis welzijnsschakel
    welzijnsschakels werking wijk wijkcentrum wijkgezondheidscentrum winkel zorgzame
    """.split()  # noqa: SIM905 (words are easiest to read as words)
)
_TOWN_HALL = re.compile(
    r"\b(stad|gemeenten?|ocmw|bestuur|sociaal huis|sociale dienst|welzijnshuis|huis van het kind"
    r"|dienstencentrum|dienstencentra|wijkteam)\b"
)
_WELFARE_OFFICE = re.compile(
    r"((stad|gemeente|lokaal bestuur) en )?(ocmw|sociaal huis|welzijnshuis|sociale dienst)( van)?"
)


@dataclass(frozen=True)
class Known:
    """An initiative or lead with what can be compared.

    Attributes:
        entry: the initiative or lead.
        places: the municipality of its address and the areas that it serves.
        point: the point on the map; None when it has no address.
    """

    entry: Initiative | Lead
    places: frozenset[str]
    point: Point | None

    @property
    def slug(self) -> str:
        """The id of the entry."""
        return self.entry.slug

    @cached_property
    def phone(self) -> str:
        """The phone number in its one form; empty when there is none, or when it is the town's."""
        contact = self.entry.contact
        return national_phone(contact.phone or "") if contact.phone_of != "town" else ""

    @cached_property
    def website(self) -> str:
        """The website without what makes no difference; empty when there is none."""
        parts = urlsplit(self.entry.contact.website or "")
        host = (parts.hostname or "").removeprefix("www.")
        return f"{host}{parts.path.rstrip('/')}{'?' if parts.query else ''}{parts.query}"

    @cached_property
    def contacts(self) -> frozenset[str]:
        """The phone number and the website, as far as there are."""
        return frozenset({self.phone, self.website} - {""})

    @cached_property
    def name(self) -> str:
        """The name without its municipality."""
        return " ".join(word for word in _words(self.entry.name) if word not in self._place_words)

    @cached_property
    def own_words(self) -> str:
        """The words of the name that few others have, sorted; empty when it has none.

        A village is such a word only when the name has no other.
        """
        own = [word for word in self.name.split() if word not in _ORDINARY]
        village = _words(self.entry.address.place) if self.entry.address else []
        return " ".join(sorted([word for word in own if word not in village] or own))

    @cached_property
    def towns_named(self) -> frozenset[str]:
        """The words of the name that are part of the name of its places."""
        return self._place_words.intersection(_words(self.entry.name))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The words of the name that are a number."""
        return frozenset(word for word in self.name.split() if word.isdigit())

    @cached_property
    def is_of_town_hall(self) -> bool:
        """Whether the town or its welfare office runs it."""
        return bool(_TOWN_HALL.search(f"{self._organisation} {self.name}"))

    @cached_property
    def is_welfare_office(self) -> bool:
        """Whether its name says only that it is the welfare office, which has many names."""
        return _WELFARE_OFFICE.fullmatch(self.name) is not None

    @cached_property
    def organisation_words(self) -> frozenset[str]:
        """The words of the name and the organisation that few others have."""
        words = {*self._organisation.split(), *self.name.split()}
        return frozenset(words - _ORDINARY - self._place_words)

    @cached_property
    def _organisation(self) -> str:
        return " ".join(_words(self.entry.organisation or ""))

    @cached_property
    def _place_words(self) -> frozenset[str]:
        return frozenset(word for place in self.places for word in _words(place))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that may be one, and why, in Dutch."""

    one: Known
    other: Known
    reasons: tuple[str, ...]


def known(entry: Initiative | Lead, gazetteer: Gazetteer, sources: Sequence[Source]) -> Known:
    """An entry with what can be compared."""
    spot = locate(entry, sources)
    return Known(entry, frozenset(_places(entry, gazetteer)), spot.point if spot else None)


def everyone(found: Catalogue, gazetteer: Gazetteer, sources: Sequence[Source]) -> list[Known]:
    """All that is in the folder: what runs, what must be looked into, and what stopped."""
    entries: list[Initiative | Lead] = [*found.initiatives, *found.leads, *found.stopped]
    return [known(entry, gazetteer, sources) for entry in entries]


def pairs(entries: Iterable[Known]) -> list[Pair]:
    """All pairs that may be one thing, in order of their slugs."""
    compared = sorted(entries, key=lambda one: (one.slug, one.entry.file))
    desks = _desks(compared)
    found = (
        Pair(one, other, reasons)
        for one, other in _neighbours(compared)
        if (reasons := tuple(_reasons(one, other, desks))) and not _are_two(one, other)
    )
    return sorted(found, key=lambda pair: (pair.one.slug, pair.other.slug))


def like(one: Known, others: Iterable[Known]) -> list[Pair]:
    """The pairs of one entry with others, such as a new one with all that are there."""
    found = pairs([one, *others])
    return [
        pair if pair.one is one else _turned(pair)
        for pair in found
        if one in (pair.one, pair.other)
    ]


def check(entries: Iterable[Known]) -> list[Finding]:
    """A warning on both files of each pair, and on ``not_same_as`` that names no file."""
    compared = list(entries)
    slugs = {one.slug for one in compared}
    found = [f for pair in pairs(compared) for f in (_told(pair), _told(_turned(pair)))]
    return ordered([*found, *(f for one in compared for f in _unknown(one, slugs))])


def _told(pair: Pair) -> Finding:
    one, other = pair.one.entry, pair.other.entry
    return Finding(
        "duplicate",
        one.file,
        0,
        "",
        f'Is dit hetzelfde als "{other.name}" ({other.file})? {" ".join(pair.reasons)}',
        "Is het hetzelfde? Voeg de twee samen."
        f" Zijn het er twee? Schrijf in dit bestand: not_same_as: [{other.slug}].",
        Severity.WARNING,
    )


def _turned(pair: Pair) -> Pair:
    return Pair(pair.other, pair.one, pair.reasons)


def _unknown(one: Known, slugs: set[str]) -> Iterator[Finding]:
    for number, slug in enumerate(one.entry.not_same_as):
        if slug not in slugs:
            close = suggestion(slug, sorted(slugs))
            yield Finding(
                "not-same-as",
                one.entry.file,
                0,
                f"not_same_as.{number}",
                f'Er is geen bestand "{slug}.yml".',
                f'Bedoel je "{close}"?' if close else "Schrap deze naam.",
                Severity.WARNING,
            )


def _places(entry: Initiative | Lead, gazetteer: Gazetteer) -> Iterator[str]:
    if entry.address:
        village = gazetteer.place(entry.address.place, entry.address.postcode)
        if village:
            yield village.municipality
    for name in entry.serves:
        area = gazetteer.area(name)
        if area:
            yield area.municipality or area.name


# --- who is compared with whom -----------------------------------------------------------------


def _neighbours(compared: Iterable[Known]) -> Iterator[tuple[Known, Known]]:
    """Each pair that is in one place, near, or has the same phone or website; once."""
    by_place, elsewhere = defaultdict(list), defaultdict(list)
    for one in compared:
        for place in one.places:
            by_place[place].append(one)
        for key in (*one.contacts, *_cells(one.point)):
            elsewhere[key].append(one)
    for place, members in by_place.items():
        for one, other in combinations(members, 2):
            if place == min(one.places & other.places):
                yield one, other
    far: dict[tuple[str, str], tuple[Known, Known]] = {
        (one.entry.file, other.entry.file): (one, other)
        for members in elsewhere.values()
        for one, other in combinations(members, 2)
        if one.places.isdisjoint(other.places)
    }
    yield from far.values()


def _cells(point: Point | None) -> Iterator[tuple[int, int]]:
    """The squares of 600 m, each overlapping the next by half, that hold a point.

    Two points within 300 m of each other have at least one in common. At 51.5 degrees, the north
    end of Flanders, 300 m is 0.0027 degrees of latitude and 0.0044 of longitude.
    """
    if point:
        row, column = math.floor(point.lat / 0.0028), math.floor(point.lon / 0.0045)
        yield from ((r, c) for r in (row, row + 1) for c in (column, column + 1))


def _desks(compared: Iterable[Known]) -> set[tuple[str, str]]:
    """The phone numbers and websites that many in one place have in common."""
    users: dict[tuple[str, str], int] = defaultdict(int)
    for one in compared:
        for place in one.places:
            for contact in one.contacts:
                users[place, contact] += 1
    return {key for key, number in users.items() if number >= A_DESK}


# --- why two may be one ------------------------------------------------------------------------


def _reasons(one: Known, other: Known, desks: set[tuple[str, str]]) -> Iterator[str]:
    together = one.places & other.places
    shared = one.contacts & other.contacts
    same_name = one.name == other.name and _words(one.entry.name) == _words(other.entry.name)
    is_name_alike = (bool(together) or _is_near(one, other)) and _are_alike(one, other)
    telling = {c for c in shared if any((place, c) not in desks for place in together)}
    if is_name_alike or (same_name and shared):
        yield "De namen lijken op elkaar."
    if shared and (is_name_alike or same_name or (telling and not _is_one_body(one, other))):
        yield from _contact_reasons(one, shared)


def _contact_reasons(one: Known, shared: frozenset[str]) -> Iterator[str]:
    if one.phone in shared:
        yield "De telefoon is dezelfde."
    if one.website in shared:
        yield "De website is dezelfde."


def _is_near(one: Known, other: Known) -> bool:
    return bool(one.point and other.point and distance_km(one.point, other.point) <= NEAR_KM)


def _are_alike(one: Known, other: Known) -> bool:
    """Whether two names may mean one thing: each in another town, or with another number, no."""
    if _differ(one.towns_named, other.towns_named) or _differ(one.numbers, other.numbers):
        return False
    if one.is_welfare_office and other.is_welfare_office:
        return True
    if not (one.own_words and other.own_words):
        return fuzz.token_sort_ratio(one.name, other.name) >= ALMOST_EQUAL
    if min(len(one.own_words), len(other.own_words)) >= ALIKE_FROM_LETTERS and (
        fuzz.ratio(one.own_words, other.own_words) >= ALIKE
    ):
        return True
    few, many = sorted((set(one.own_words.split()), set(other.own_words.split())), key=len)
    return few <= many and sum(map(len, few)) >= _FEWEST_LETTERS


def _differ(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether both say something, and not the same."""
    return bool(some and others) and some.isdisjoint(others)


def _is_one_body(one: Known, other: Known) -> bool:
    """Whether one organisation runs both, as far as their words tell."""
    return (one.is_of_town_hall and other.is_of_town_hall) or not (
        one.organisation_words.isdisjoint(other.organisation_words)
    )


def _are_two(one: Known, other: Known) -> bool:
    """Whether somebody looked, and says that they are two."""
    return other.slug in one.entry.not_same_as or one.slug in other.entry.not_same_as


def _words(text: str) -> list[str]:
    return slugify(text).split("-") if text else []
