"""Every address that is missing, past all sources, in order.

Which line is kept:

- the door, from the first source that knows it;
- else the street; for an address without a number that is all there is to know;
- else the village, but only when both online sources were asked and have answered that they do not
  know it. Then the next run need not ask again.

A source that failed has not answered. As long as it might know more, nothing is kept, and the next
run asks again. What is kept already is asked again only on request, and never replaced by a line
that says less.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from finder.places.coordinates import Kept
from finder.places.gazetteer import Point
from finder.places.geocoding import best, flanders, nominatim
from finder.places.geocoding.accepting import question
from finder.places.locating import GazetteerGeocoder
from finder.places.spots import Precision, address_key, as_query
from geopy.exc import GeocoderServiceError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from finder.files.model import Initiative
    from finder.places.gazetteer import Gazetteer
    from finder.places.spots import Query, Source
    from geopy.location import Location

# In this order they are asked.
ORDER = (best.NAME, best.CRAB, flanders.NAME, nominatim.NAME)
ONLINE = frozenset({flanders.NAME, nominatim.NAME})
_NEARNESS = {Precision.DOOR: 0, Precision.STREET: 1, Precision.VILLAGE: 2}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one address gave.

    Attributes:
        address: the address on one line.
        kept: the line to keep; None when there is nothing new to keep.
        failed: the sources that gave no usable answer.
    """

    address: str
    kept: Kept | None
    failed: tuple[str, ...] = ()


@dataclass
class Tally:
    """What a run did: lines by source, and the addresses for which a source failed."""

    by_source: Counter[str] = field(default_factory=Counter)
    unanswered: list[str] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        """Add one address."""
        if outcome.kept:
            self.by_source[outcome.kept.source] += 1
        elif outcome.failed:
            self.unanswered.append(outcome.address)


def queries_of(initiatives: Iterable[Initiative]) -> dict[str, Query]:
    """The addresses that a source can look for, by their line, in order.

    Not those without a street, and not those whose place somebody wrote down by hand.
    """
    found = (
        as_query(one.address)
        for one in initiatives
        if one.address and one.address.street and not one.location
    )
    queries = {address_key(query): query for query in found}
    return dict(sorted(queries.items(), key=lambda pair: pair[0]))


def choose(
    queries: Mapping[str, Query],
    kept: Mapping[str, Kept],
    again: Collection[str],
    gazetteer: Gazetteer,
    *,
    has_file: bool,
) -> dict[str, Query]:
    """The addresses to ask about.

    Args:
        queries: every address, by its line.
        kept: what is known.
        again: the addresses to ask again, although something is known.
        gazetteer: the places.
        has_file: whether there is a file to look in. Then every address of which more may be known
            than its line says is looked up too, for that bothers nobody.
    """

    def may_be_nearer(query: Query, line: Kept) -> bool:
        asked = question(query, gazetteer)
        return asked is not None and line.precision is not asked.best

    return {
        one: query
        for one, query in queries.items()
        if one not in kept or one in again or (has_file and may_be_nearer(query, kept[one]))
    }


class Filling:
    """One run over addresses.

    Args:
        sources: the sources by name; they are asked in :data:`ORDER`.
        gazetteer: the places, and the last source.
        today: the day that the lines get.
    """

    def __init__(self, sources: Mapping[str, Source], gazetteer: Gazetteer, today: dt.date) -> None:
        self.sources = {name: sources[name] for name in ORDER if name in sources}
        self.gazetteer = gazetteer
        self.villages = GazetteerGeocoder(gazetteer)
        self.today = today

    def fill(
        self, queries: Mapping[str, Query], kept: Mapping[str, Kept], again: Collection[str]
    ) -> Iterator[Outcome]:
        """Ask the sources about each address, and say what to keep of it."""
        for address, query in queries.items():
            before = kept.get(address)
            is_new = before is None or address in again
            names = [name for name in self.sources if is_new or name not in ONLINE]
            outcome = self._ask(address, query, names)
            if before and outcome.kept and not _replaces(outcome.kept, before, is_new):
                outcome = Outcome(address, None, outcome.failed)
            yield outcome

    def _ask(self, address: str, query: Query, names: Sequence[str]) -> Outcome:
        asked = question(query, self.gazetteer)
        if asked is None:
            return Outcome(address, None)
        failed: list[str] = []
        nearest: Kept | None = None
        for name in names:
            try:
                found = self.sources[name].geocode(query)
            except GeocoderServiceError:
                failed.append(name)
                continue
            line = found and self._line(address, found, name)
            if line and (nearest is None or not _is_as_near(nearest, line)):
                nearest = line
            if nearest and nearest.precision is asked.best:
                return Outcome(address, nearest, tuple(failed))
        if failed:
            return Outcome(address, None, tuple(failed))
        return Outcome(address, nearest or self._village(address, query, names))

    def _village(self, address: str, query: Query, names: Collection[str]) -> Kept | None:
        """The line of an address that no source knows; None when not all were asked."""
        found = self.villages.geocode(query) if set(names) >= ONLINE else None
        return found and self._line(address, found, "gazetteer")

    def _line(self, address: str, found: Location, name: str) -> Kept:
        point = Point(round(found.latitude, 5), round(found.longitude, 5))
        return Kept(address, point, Precision(found.raw["precision"]), name, self.today)


def approximate(addresses: Iterable[str], kept: Mapping[str, Kept]) -> dict[str, Precision]:
    """The addresses of which the door is not known, with what is."""
    known = {one: kept[one].precision if one in kept else Precision.VILLAGE for one in addresses}
    return {one: precision for one, precision in known.items() if precision.is_approximate}


def run(
    outcomes: Iterable[Outcome],
    kept: dict[str, Kept],
    save: Callable[[], None],
    is_time_to_save: Callable[[], bool],
    told: Callable[[Outcome], None],
) -> None:
    """Take up each outcome in ``kept``, and save now and then.

    However it ends (done, Ctrl-C, an error), what was found is saved.

    Args:
        outcomes: of :meth:`Filling.fill`.
        kept: the lines by address; new ones are added.
        save: writes them.
        is_time_to_save: asked after each new line, so that not even a power cut costs much.
        told: hears each outcome.
    """
    try:
        for outcome in outcomes:
            if outcome.kept:
                kept[outcome.address] = outcome.kept
                if is_time_to_save():
                    save()
            told(outcome)
    finally:
        save()


def _replaces(new: Kept, before: Kept, is_asked_again: bool) -> bool:
    """Whether a new line takes the place of one that was there.

    It does when it says more; when somebody asked for it anew, also when it says as much.
    """
    return _is_as_near(new, before) if is_asked_again else not _is_as_near(before, new)


def _is_as_near(one: Kept, other: Kept) -> bool:
    """Whether the first says at least as much as the second."""
    return _NEARNESS[one.precision] <= _NEARNESS[other.precision]
