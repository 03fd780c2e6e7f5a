"""From an address to a point on the map, and how sure that point is.

Every source has geopy's interface: ``geocode(query)`` takes a structured query (``street``,
``postalcode``, ``city``) and returns a ``geopy.Location`` or None. Its ``raw`` may tell the
precision. Online geocoders fit in the same chain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from finder.findings import has_errors
from finder.places import coordinates
from finder.places.gazetteer import Gazetteer, Point
from finder.places.spots import (
    CoordinatesError,
    NoNetwork,
    Precision,
    Spot,
    address_key,
    as_query,
    location,
)
from geopy.geocoders.base import Geocoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from finder.files.model import Entry
    from finder.places.spots import Query, Source
    from geopy.adapters import BaseSyncAdapter
    from geopy.location import Location


class KeptCoordinates(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Coordinates that were found before and are kept in git, one line an address."""

    def __init__(
        self,
        lines: Iterable[coordinates.Kept] = (),
        *,
        adapter_factory: Callable[..., BaseSyncAdapter] = NoNetwork,
    ) -> None:
        super().__init__(adapter_factory=adapter_factory)
        self._found = {kept.address: kept.location for kept in lines}

    @classmethod
    def load(cls, path: Path) -> KeptCoordinates:
        """Read the file; nothing is kept when it does not exist.

        Raises:
            CoordinatesError: something in the file cannot be read; the findings name the lines.
        """
        lines, findings = coordinates.read(path)
        if has_errors(findings):
            raise CoordinatesError(findings)
        return cls(kept for _, kept in lines)

    def geocode(self, query: Query) -> Location | None:
        """The kept location of this address."""
        return self._found.get(address_key(query))


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """The village of an address: always there, never the door."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        adapter_factory: Callable[..., BaseSyncAdapter] = NoNetwork,
    ) -> None:
        super().__init__(adapter_factory=adapter_factory)
        self.gazetteer = gazetteer

    def geocode(self, query: Query) -> Location | None:
        """The middle of the village or town in the query."""
        village = self.gazetteer.place(query.get("city", ""), query.get("postalcode"))
        if village is None:
            return None
        name = f"{village.postcode} {village.name}"
        return location(name, village.point, Precision.VILLAGE, "gazetteer")


def locate(entry: Entry, sources: Sequence[Source]) -> Spot | None:
    """Where an initiative is: its own coordinates, else the first source that knows its address.

    None when it has no address: then it is everywhere that it serves.
    """
    if entry.location:
        return Spot(Point(entry.location.lat, entry.location.lon), Precision.DOOR, "by hand")
    if entry.address is None:
        return None
    query = as_query(entry.address)
    for source in sources:
        found = source.geocode(query)
        if found is not None:
            return _spot(found, source)
    return None


def _spot(found: Location, source: Source) -> Spot:
    """The spot of a geocoder's answer; what says nothing of its precision is not the door."""
    told = found.raw if isinstance(found.raw, dict) else {}
    known = told.get("precision") in tuple(Precision)
    precision = Precision(told["precision"]) if known else Precision.VILLAGE
    name = str(told.get("source", type(source).__name__))
    return Spot(Point(found.latitude, found.longitude), precision, name)


def offline_sources(root: Path, gazetteer: Gazetteer) -> list[Source]:
    """What knows coordinates without a network: those kept in git, else the village."""
    return [KeptCoordinates.load(root / coordinates.FILE), GazetteerGeocoder(gazetteer)]
