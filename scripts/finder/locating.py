"""From an address to a point on the map, and how sure that point is.

Every source has geopy's interface: ``geocode(query)`` takes a structured query (``street``,
``postalcode``, ``city``) and returns a ``geopy.Location`` or None. Its ``raw`` may tell the
precision. Online geocoders fit in the same chain.
"""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderUnavailable
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from finder.places import Gazetteer, Point

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from finder.model import Address, Entry

Query = dict[str, str]


class CoordinatesError(ValueError):
    """The file of kept coordinates cannot be read; the message names the line."""


class Precision(StrEnum):
    """How near to the door a point is."""

    DOOR = "door"
    STREET = "street"
    VILLAGE = "village"

    @property
    def is_approximate(self) -> bool:
        """Whether a visitor must be told that the point is not the door."""
        return self is not Precision.DOOR


@dataclass(frozen=True, slots=True)
class Spot:
    """A point with its precision and where it comes from."""

    point: Point
    precision: Precision
    source: str


class Source(Protocol):
    """What every geocoder of geopy can do."""

    def geocode(self, query: Query) -> Location | None:
        """The location of an address, or None when this source does not know it."""


def as_query(address: Address) -> Query:
    """The address as a structured query, in the words of geopy and Nominatim."""
    parts = {"street": address.street, "postalcode": address.postcode, "city": address.place}
    return {key: value for key, value in parts.items() if value}


def address_key(query: Mapping[str, str]) -> str:
    """The address on one line, as the file of kept coordinates writes it."""
    town = " ".join(query[key] for key in ("postalcode", "city") if key in query)
    return ", ".join(part for part in (query.get("street", ""), town) if part)


def location(address: str, point: Point, precision: Precision, source: str) -> Location:
    """A geopy location whose ``raw`` holds what :func:`locate` needs."""
    raw: dict[str, Any] = {"precision": precision.value, "source": source}
    return Location(address, point, raw)


class NoNetwork(BaseSyncAdapter):  # type: ignore[misc]  # geopy has no types
    """The adapter of a geocoder that reads a file: it asks nobody."""

    def get_text(self, url: str, **_options: object) -> NoReturn:
        """Refuse."""
        raise GeocoderUnavailable(f"{url} is not asked: this source is a file")

    get_json = get_text


class KeptCoordinates(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Coordinates that were found before and are kept in git, one line an address.

    Columns: address, latitude, longitude (degrees, WGS 84), precision, source, date.
    """

    def __init__(
        self,
        rows: Iterable[Mapping[str, str]],
        *,
        adapter_factory: Callable[..., BaseSyncAdapter] = NoNetwork,
    ) -> None:
        super().__init__(adapter_factory=adapter_factory)
        self._found = {row["address"]: _kept(row) for row in rows}

    @classmethod
    def load(cls, path: Path) -> KeptCoordinates:
        """Read the file; nothing is kept when it does not exist.

        Raises:
            CoordinatesError: a line has no readable coordinate, precision or date.
        """
        if not path.exists():
            return cls(())
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        for number, row in enumerate(rows, 2):
            _check_kept(row, f"{path.name}:{number}")
        return cls(rows)

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


def _kept(row: Mapping[str, str]) -> Location:
    point = Point(float(row["latitude"]), float(row["longitude"]))
    return location(row["address"], point, Precision(row["precision"]), row["source"])


def _check_kept(row: Mapping[str, str], where: str) -> None:
    try:
        _kept(row)
        dt.date.fromisoformat(row["date"])
    except (KeyError, TypeError, ValueError) as error:
        raise CoordinatesError(
            f"{where}: deze regel is niet goed ({error}). Schrap hem of herstel hem."
        ) from error
