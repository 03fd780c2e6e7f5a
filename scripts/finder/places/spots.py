"""A point on the map, how sure it is, and the address that it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from finder.errors import FinderError
from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderUnavailable
from geopy.location import Location

if TYPE_CHECKING:
    from collections.abc import Mapping

    from finder.files.model import Address
    from finder.places.gazetteer import Point


Query = dict[str, str]


class CoordinatesError(FinderError):
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
