"""All initiatives in memory: what is near a postcode, what serves it, and in which order.

No input, no output and no clock: today is an argument. The rules:

- *here*: the address is in the municipality, or it has no address and serves the municipality;
- *near*: the address is elsewhere, and either ``serves`` names the municipality, or it lies within
  15 km of the postcode and people from elsewhere are not refused;
- *wide*: neither, and it serves the province, Flanders or Brussels.

Inside a group: by ring of distance (up to 2 km, 5, 10, 15, farther); inside a ring first what can
be called, mailed or walked into, then what may still be right, then by distance, then by name. So a
nearer place is never far below a fresher one. Where nothing is here or near, the five nearest stand
under *near*, whatever the distance.

A line that one calls from anywhere (a kind that is no place) is near nobody: it has its own page
and stands on the page for help now, and is never among these results.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from finder.places.distances import distances_km
from finder.places.gazetteer import Area, Box, Gazetteer, Municipality, Point, Postcode, box_around
from finder.places.locating import locate
from finder.places.town_contacts import to_call

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from finder.files.model import Initiative
    from finder.places.gazetteer import Village
    from finder.places.spots import Source, Spot
    from finder.places.town_contacts import TownContact, TownContacts

RIGHTS = "rechten-geld"
# What people call the public centre for social welfare.
_OCMW_NAME = re.compile(r"\b(OCMW|Sociaal Huis|Welzijnshuis)\b")
_CAW_NAME = re.compile(r"\bCAW\b")
NEAR_KM = 15.0
# The rings of distance, in kilometres: a place in a nearer ring comes before one in a farther.
RINGS_KM = (2.0, 5.0, 10.0, NEAR_KM)
# The circles, in kilometres, in which the closest are looked for; the last holds all of Belgium.
_CIRCLES = (NEAR_KM, 30, 60, 120, 1000)
NEAREST_WHEN_NOTHING = 5
PAGE_SIZE = 40
# A postcode has at most so many pages; the rest stands on the pages of the municipalities around.
MOST_PAGES = 3
FRESH_MONTHS = 12
SUNK_MONTHS = 24
# From this age on a card says how old its facts are.
OLD_MONTHS = 60


class Group(StrEnum):
    """The three groups of a result page, in the order in which they show."""

    HERE = "here"
    NEAR = "near"
    WIDE = "wide"


class Freshness(IntEnum):
    """How far the facts can be trusted, by the age of the last look at them."""

    FRESH = 0
    CALL_FIRST = 1
    SUNK = 2


@dataclass(frozen=True)
class Listed:
    """An initiative with its place.

    Attributes:
        initiative: what the YAML file says.
        spot: the point on the map; None when it has no address.
        municipality: the municipality of the address; None when it has no address.
        areas: what ``serves`` names.
        freshness: how far its facts can be trusted on the day of the build.
        last_seen: the day of the last check, else the first day of the newest source's period.
        offices: the town hall and the OCMW that one can call about it, when it has no number of
            its own.
        is_old: whether its facts are so old that a card must say it.
    """

    initiative: Initiative
    spot: Spot | None
    municipality: Municipality | None
    areas: tuple[Area, ...]
    freshness: Freshness
    last_seen: dt.date | None
    offices: tuple[TownContact, ...] = ()
    is_old: bool = False

    @property
    def slug(self) -> str:
        """The id of the initiative."""
        return self.initiative.slug

    @property
    def takes_people_from_elsewhere(self) -> bool:
        """Whether people from another municipality may come, as far as we know."""
        return self.initiative.from_elsewhere != "no"

    @property
    def is_reachable(self) -> bool:
        """Whether one can call it, mail it, or walk in at a door of which the hours are known."""
        initiative = self.initiative
        street = initiative.address and initiative.address.street
        can_walk_in = street and (initiative.hours or initiative.hours_note)
        return bool(initiative.contact.phone or initiative.contact.email or can_walk_in)

    @property
    def trust(self) -> Freshness:
        """How far it can be trusted among others: what is paused stands with what is too old."""
        paused = self.initiative.status.state == "paused"
        return Freshness.SUNK if paused else self.freshness

    @cached_property
    def standing(self) -> tuple[bool, Freshness]:
        """Where it stands among others at the same distance: first what can be reached."""
        return (not self.is_reachable, self.trust)

    @cached_property
    def sort_name(self) -> tuple[str, str]:
        """Its name, and its slug where names are equal."""
        return (self.initiative.name.casefold(), self.slug)

    def is_in(self, municipality: Municipality) -> bool:
        """Whether its address is there, or it has no address and ``serves`` names it."""
        if self.initiative.address:
            return self.municipality is not None and self.municipality.name == municipality.name
        return self.serves_by_name(municipality)

    def serves_by_name(self, municipality: Municipality) -> bool:
        """Whether ``serves`` names the municipality."""
        return any(area.municipality == municipality.name for area in self.areas)

    def serves_widely(self, municipality: Municipality) -> bool:
        """Whether it serves a province, Flanders or Brussels around the municipality."""
        return any(area.is_wide and area.covers(municipality) for area in self.areas)


@dataclass(frozen=True, slots=True)
class Result:
    """One initiative as seen from a postcode.

    ``km`` is the geodesic distance; 0 when it has no address, for then it comes to the visitor.
    ``also_for`` is the municipality that ``serves`` names, when the address is elsewhere.
    """

    listed: Listed
    group: Group
    km: float
    also_for: str = ""

    @property
    def ring(self) -> int:
        """The ring of distance in which it lies: 0 for the nearest."""
        return bisect_left(RINGS_KM, self.km)

    @property
    def sort_key(self) -> tuple[int, bool, Freshness, float, str, str]:
        """A total order: the slug decides where all else is equal."""
        entry = self.listed
        return (self.ring, *entry.standing, self.km, *entry.sort_name)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day some months later; the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(
        dt.date(year, month + 1, 1) + dt.timedelta(days=day.day - 1),
        first_of_next - dt.timedelta(days=1),
    )


def last_seen(initiative: Initiative) -> dt.date | None:
    """The day of the last check; when nobody checked, that of the newest source; else None.

    Of a source that shows only a year or a month, the first day counts.
    """
    if initiative.checked:
        return initiative.checked.date
    days = [_first_day(source.seen) for source in initiative.sources if source.seen]
    return max(days, default=None)


def freshness(seen: dt.date | None, today: dt.date) -> Freshness:
    """Up to 12 months: fresh. Up to 24: call first. Older, or no date at all: it sinks."""
    if seen is None or months_later(seen, SUNK_MONTHS) < today:
        return Freshness.SUNK
    if months_later(seen, FRESH_MONTHS) < today:
        return Freshness.CALL_FIRST
    return Freshness.FRESH


def trusted(initiative: Initiative, seen: dt.date | None, today: dt.date) -> Freshness:
    """How far the facts of an initiative can be trusted; with an exception it does not sink."""
    age = freshness(seen, today)
    excused = initiative.is_excused("freshness", today)
    return min(age, Freshness.CALL_FIRST) if excused else age


def listed(
    initiative: Initiative,
    spot: Spot | None,
    gazetteer: Gazetteer,
    today: dt.date,
    contacts: TownContacts | None = None,
) -> Listed:
    """An initiative with its place, its areas, its freshness and the offices of its town."""
    address = initiative.address
    village = gazetteer.place(address.place, address.postcode) if address else None
    found = (gazetteer.area(text) for text in initiative.serves)
    areas = tuple(area for area in found if area)
    seen = last_seen(initiative)
    return Listed(
        initiative,
        spot,
        gazetteer.municipalities[village.municipality] if village else None,
        areas,
        trusted(initiative, seen, today),
        seen,
        _offices(village, areas, gazetteer, contacts or {}),
        is_old=seen is not None and months_later(seen, OLD_MONTHS) < today,
    )


def _offices(
    village: Village | None,
    areas: Sequence[Area],
    gazetteer: Gazetteer,
    contacts: TownContacts,
) -> tuple[TownContact, ...]:
    """The offices of the town that an initiative is in, or of the only one that it serves."""
    if village:
        return offices_at(village.postcode, contacts.get(village.municipality, ()), gazetteer)
    named = {area.municipality for area in areas}
    town = named.pop() if len(named) == 1 else None
    return contacts.get(town, ()) if town else ()


def offices_at(
    postcode: str, contacts: Sequence[TownContact], gazetteer: Gazetteer
) -> tuple[TownContact, ...]:
    """The offices of a merged municipality that people of a postcode know.

    Those of the former municipality with that postcode, else those of the same name as today, else
    all.
    """
    former = [
        one
        for one in contacts
        if one.former and postcode in {village.postcode for village in gazetteer.find(one.former)}
    ]
    return tuple(former or [one for one in contacts if not one.former] or contacts)


@dataclass(frozen=True, slots=True)
class FirstHelp:
    """Where to ask about income and rights.

    ``ocmw`` and ``caw`` are initiatives, None when we know of none. ``offices`` are the numbers of
    the OCMW, or of the town hall where that of the OCMW is not known, one for each municipality
    that merged into this one.
    """

    ocmw: Result | None
    caw: Result | None
    offices: tuple[TownContact, ...] = ()


class Directory:
    """Every published initiative, to be asked what is near.

    Attributes:
        entries: all of them, in the order of their slugs.
        lines: those that one calls from anywhere, which no question about a place answers.
        places: the others, from which every answer about a place comes.
        gazetteer: the postcodes, villages and municipalities.
        contacts: the general numbers of municipalities and of their OCMW's.
    """

    def __init__(
        self,
        entries: Iterable[Listed],
        gazetteer: Gazetteer,
        line_kinds: Collection[str] = (),
        contacts: TownContacts | None = None,
    ) -> None:
        """``line_kinds``: the kinds that are no place, from the taxonomy."""
        self.contacts = contacts or {}
        self.entries = tuple(sorted(entries, key=lambda entry: entry.slug))
        self.gazetteer = gazetteer
        no_place = frozenset(line_kinds)
        self.lines = tuple(e for e in self.entries if no_place & set(e.initiative.kinds))
        self.places = tuple(e for e in self.entries if not no_place & set(e.initiative.kinds))
        self._from: Point | None = None
        self._kms: dict[Point, float] = {}
        self._with_spot = sorted(
            ((entry.spot.point, entry) for entry in self.places if entry.spot),
            key=lambda pair: (pair[0], pair[1].slug),
        )
        self._latitudes = [point.lat for point, _ in self._with_spot]
        self._by_municipality: dict[str, list[Listed]] = defaultdict(list)
        for entry in self.places:
            for municipality in self._municipalities_of(entry):
                self._by_municipality[municipality].append(entry)
        self._wide = [e for e in self.places if any(area.is_wide for area in e.areas)]
        self._wide_around: dict[str, list[Listed]] = {}
        self._last: tuple[Postcode, dict[Group, list[Result]]] | None = None
        self._found: dict[tuple[str, str], tuple[Result, ...]] = {}

    def in_municipality(self, municipality: Municipality) -> list[Result]:
        """What is *here* in a municipality, seen from its middle."""
        return self._of_town("here", municipality, self._here)

    def for_municipality(self, municipality: Municipality) -> list[Result]:
        """What has its address elsewhere and serves a municipality by name."""
        return self._of_town("serving", municipality, self._serving)

    def wide(self, municipality: Municipality) -> list[Result]:
        """What serves the province, Flanders or Brussels, and neither is there nor names it."""
        return self._of_town("wide", municipality, self._only_wide)

    def _of_town(
        self,
        which: str,
        municipality: Municipality,
        find: Callable[[Municipality, Point], list[Result]],
    ) -> list[Result]:
        """Results seen from the middle of a municipality, which many pages ask for; found once."""
        key = (which, municipality.name)
        if key not in self._found:
            self._found[key] = tuple(find(municipality, municipality.point))
        return list(self._found[key])

    def concerning(
        self, municipality: Municipality, point: Point | None = None
    ) -> Iterator[Listed]:
        """All among which the answers about a municipality are, or about a point in it.

        Much sooner known than the answers: nothing is measured. Lines are among them, for one may
        be the first help. Where nothing is *here*, what is nearest counts, whatever the distance.
        """
        own = self._by_municipality[municipality.name]
        if not any(entry.is_in(municipality) for entry in own):
            yield from self.entries
            return
        yield from own
        yield from self._serving_widely(municipality)
        yield from self.lines
        if point:
            yield from self._within(box_around(point, NEAR_KM))

    def near(self, postcode: Postcode) -> dict[Group, list[Result]]:
        """What is near a postcode, by group, each initiative once."""
        if self._last is None or self._last[0] is not postcode:
            found = self.near_point(postcode.point, postcode.municipality)
            self._last = (postcode, found)
        return {group: list(results) for group, results in self._last[1].items()}

    def near_point(self, point: Point, municipality: Municipality) -> dict[Group, list[Result]]:
        """The same for any point in a municipality."""
        self._measure(point, self._concerned(municipality, point))
        here = self._here(municipality, point)
        near = self._near(municipality, point)
        taken = {result.listed.slug for result in (*here, *near)}
        wide = [r for r in self._wide_from(municipality, point) if r.listed.slug not in taken]
        if not here and not near:
            near = self._nearest(municipality, point)
        return {Group.HERE: here, Group.NEAR: near, Group.WIDE: wide}

    def nearest(self, point: Point) -> Result | None:
        """The initiative with the nearest place that takes people from elsewhere, or None."""
        found = self._closest(point, 1, lambda entry: entry.takes_people_from_elsewhere)
        return min(found, key=lambda result: (result.km, result.listed.slug), default=None)

    def nearest_of_kind(self, entry: Listed, number: int) -> list[Result]:
        """What is near the place of an initiative and of a kind that it has, the nearest first.

        At most ``number`` within 15 km, those of its first kind before others; nothing when it has
        no place.
        """
        town = entry.municipality
        if not entry.spot or not town:
            return []
        point, kinds = entry.spot.point, entry.initiative.kinds
        around = (*self._here(town, point), *self._near(town, point))
        alike = [
            (kinds[0] not in result.listed.initiative.kinds, result.km, result.listed.slug, result)
            for result in around
            if result.listed.spot
            and result.km <= NEAR_KM
            and result.listed.slug != entry.slug
            and set(kinds) & set(result.listed.initiative.kinds)
        ]
        return [found[-1] for found in sorted(alike, key=lambda found: found[:3])[:number]]

    def first_help(self, municipality: Municipality, postcode: str = "") -> FirstHelp:
        """The OCMW of a municipality and the CAW that is there or serves it, be it by phone.

        With a ``postcode`` the numbers are those of the former municipality of that postcode.
        """
        here = [r for r in self.in_municipality(municipality) if _is_about_rights(r)]
        wide = [r for r in self.wide(municipality) if _is_about_rights(r)]
        lines = self._results(
            (e for e in self.lines if e.is_in(municipality) or e.serves_widely(municipality)),
            Group.WIDE,
            municipality.point,
        )
        serving = self.for_municipality(municipality)
        offices: Sequence[TownContact] = to_call(self.contacts, municipality.name)
        if postcode:
            offices = offices_at(postcode, offices, self.gazetteer)
        return FirstHelp(
            _best(here, _OCMW_NAME) or _best(serving, _OCMW_NAME),
            _best([*here, *serving, *wide, *lines], _CAW_NAME),
            tuple(offices),
        )

    def _municipalities_of(self, entry: Listed) -> set[str]:
        names = {area.municipality for area in entry.areas if area.municipality}
        return names | ({entry.municipality.name} if entry.municipality else set())

    def _here(self, municipality: Municipality, point: Point) -> list[Result]:
        entries = self._by_municipality[municipality.name]
        return self._results((e for e in entries if e.is_in(municipality)), Group.HERE, point)

    def _serving(self, municipality: Municipality, point: Point) -> list[Result]:
        entries = self._by_municipality[municipality.name]
        elsewhere = (e for e in entries if not e.is_in(municipality))
        found = self._results(elsewhere, Group.NEAR, point)
        return [replace(result, also_for=municipality.name) for result in found]

    def _near(self, municipality: Municipality, point: Point) -> list[Result]:
        around = (
            entry
            for entry in self._within(box_around(point, NEAR_KM))
            if entry.takes_people_from_elsewhere and not _belongs(entry, municipality)
        )
        near = [r for r in self._results(around, Group.NEAR, point) if r.km <= NEAR_KM]
        return sorted([*self._serving(municipality, point), *near], key=lambda r: r.sort_key)

    def _wide_from(self, municipality: Municipality, point: Point) -> list[Result]:
        return self._results(self._serving_widely(municipality), Group.WIDE, point)

    def _only_wide(self, municipality: Municipality, point: Point) -> list[Result]:
        wide = self._wide_from(municipality, point)
        return [result for result in wide if not _belongs(result.listed, municipality)]

    def _serving_widely(self, municipality: Municipality) -> list[Listed]:
        """What serves the province, Flanders or Brussels; asked for each postcode of it."""
        name = municipality.name
        if name not in self._wide_around:
            found = [entry for entry in self._wide if entry.serves_widely(municipality)]
            self._wide_around[name] = found
        return self._wide_around[name]

    def _concerned(self, municipality: Municipality, point: Point) -> Iterator[Listed]:
        """All that may stand on the page of a point, to be measured at once."""
        yield from self._by_municipality[municipality.name]
        yield from self._serving_widely(municipality)
        yield from self._within(box_around(point, NEAR_KM))

    def _nearest(self, municipality: Municipality, point: Point) -> list[Result]:
        results = self._closest(
            point,
            NEAREST_WHEN_NOTHING,
            lambda e: e.takes_people_from_elsewhere and not e.serves_widely(municipality),
        )
        nearest = sorted(results, key=lambda r: (r.km, r.sort_key))[:NEAREST_WHEN_NOTHING]
        return sorted(nearest, key=lambda result: result.sort_key)

    def _closest(self, point: Point, number: int, fits: Callable[[Listed], bool]) -> list[Result]:
        """The closest that fit, so many or more; fewer only where there are no more.

        It looks in ever wider circles, for a geodesic distance costs much to compute.
        """
        results: list[Result] = []
        for km in _CIRCLES:
            around = filter(fits, self._within(box_around(point, km)))
            results = [r for r in self._results(around, Group.NEAR, point) if r.km <= km]
            if len(results) >= number:
                break
        return results

    def _within(self, box: Box) -> Iterable[Listed]:
        first = bisect_left(self._latitudes, box.south)
        last = bisect_right(self._latitudes, box.north)
        return (e for point, e in self._with_spot[first:last] if box.west <= point.lon <= box.east)

    def _results(self, entries: Iterable[Listed], group: Group, point: Point) -> list[Result]:
        found = list(entries)
        self._measure(point, found)
        results = (Result(e, group, self._kms[e.spot.point] if e.spot else 0.0) for e in found)
        return sorted(results, key=lambda result: result.sort_key)

    def _measure(self, point: Point, entries: Iterable[Listed]) -> None:
        """Know how far all of these are from a point; only of the last point that is kept."""
        if point != self._from:
            self._from, self._kms = point, {}
        new = list(
            {e.spot.point: None for e in entries if e.spot and e.spot.point not in self._kms}
        )
        self._kms.update(zip(new, distances_km(point, new), strict=True))


def _belongs(entry: Listed, municipality: Municipality) -> bool:
    """Whether it is in a municipality or serves it by name."""
    return entry.is_in(municipality) or entry.serves_by_name(municipality)


def _is_about_rights(result: Result) -> bool:
    return result.listed.initiative.kinds[0] == RIGHTS


def _best(results: Iterable[Result], name: re.Pattern[str]) -> Result | None:
    """The one that carries this name; in its own name rather than elsewhere."""
    found = []
    for result in results:
        initiative = result.listed.initiative
        if match := name.search(initiative.name):
            found.append((match.start(), len(initiative.name), result.sort_key, result))
    return min(found, key=lambda item: item[:3])[3] if found else None


@dataclass(frozen=True, slots=True)
class Cut:
    """The results of a postcode cut into pages; ``rest`` is what stands on none of them."""

    pages: list[dict[Group, list[Result]]]
    rest: list[Result]


def in_pages(
    groups: dict[Group, list[Result]], size: int = PAGE_SIZE, most: int = MOST_PAGES
) -> Cut:
    """The groups cut into at least one and at most ``most`` pages of at most ``size`` results.

    All of a group comes before all of the next, over the pages too.
    """
    row = [result for results in groups.values() for result in results]
    starts = range(0, min(len(row), size * most) or 1, size)
    pages = [_grouped(row[start : start + size], groups) for start in starts]
    return Cut(pages, row[size * most :])


def _grouped(results: Iterable[Result], groups: Iterable[Group]) -> dict[Group, list[Result]]:
    found: dict[Group, list[Result]] = {group: [] for group in groups}
    for result in results:
        found[result.group].append(result)
    return found


def _first_day(text: str) -> dt.date:
    year, month, day = (*(int(part) for part in text.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


def make_directory(
    initiatives: Iterable[Initiative],
    gazetteer: Gazetteer,
    sources: Sequence[Source],
    today: dt.date,
    line_kinds: Collection[str] = (),
    contacts: TownContacts | None = None,
) -> Directory:
    """The initiatives, each with its place from the first source that knows it.

    Args:
        initiatives: what the files say.
        gazetteer: the places.
        sources: where points come from.
        today: the day of the build.
        line_kinds: the kinds of what one calls from anywhere.
        contacts: the general numbers of municipalities and of their OCMW's.
    """
    entries = (
        listed(item, locate(item, sources), gazetteer, today, contacts) for item in initiatives
    )
    return Directory(entries, gazetteer, line_kinds, contacts)
