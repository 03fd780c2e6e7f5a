"""OpenStreetMap's geocoder, Nominatim: the last one that is asked, and the slowest.

Its policy allows one request a second in all, a user agent that says who asks, and results that are
kept: https://operations.osmfoundation.org/policies/nominatim/. The request is structured, with the
number before the street, and the answer has an ``address`` with ``house_number``, ``road`` and
``postcode``: https://nominatim.org/release-docs/latest/api/Search/ and ``.../api/Output/``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from finder.places.gazetteer import Point
from finder.places.geocoding.accepting import Candidate, accept, question
from finder.places.geocoding.normalising import read_number
from finder.places.geocoding.polite import TIMEOUT, adapter_factory
from finder.places.spots import location
from geopy.exc import GeocoderParseError
from geopy.geocoders import Nominatim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from finder.places.gazetteer import Gazetteer
    from finder.places.geocoding.accepting import Question
    from finder.places.spots import Query
    from geopy.location import Location

NAME = "nominatim"
HOST = "nominatim.openstreetmap.org"
MOST_RESULTS = 10
# The kinds of ways that have a name and houses, as an address calls them.
_ROADS = ("road", "pedestrian", "square", "residential", "footway", "path", "cycleway")
# Only these are a street as a whole; a shop without a number is only somewhere in it.
_WHOLE_STREETS = {"highway", "place"}


class NominatimGeocoder(Nominatim):  # type: ignore[misc]  # geopy has no types
    """geopy's Nominatim, of which an answer counts only when it is what was asked.

    Args:
        gazetteer: the places, to judge an answer.
        user_agent: who asks; Nominatim refuses those who do not say.
        domain: the host of the service.
        scheme: ``https``, or ``http`` in a test.
        timeout: seconds without a byte before a request is given up.
        adapter_factory: makes the adapter that does the request, as everywhere in geopy.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        user_agent: str,
        *,
        domain: str = HOST,
        scheme: str = "https",
        timeout: float = TIMEOUT,
        adapter_factory: Callable[..., Any] = adapter_factory,
    ) -> None:
        super().__init__(
            domain=domain,
            scheme=scheme,
            timeout=timeout,
            user_agent=user_agent,
            adapter_factory=adapter_factory,
        )
        self.gazetteer = gazetteer

    def geocode(self, query: Query) -> Location | None:
        """The door or the street of an address, when OpenStreetMap knows exactly that one.

        Raises:
            GeocoderServiceError: the service gave no answer that can be read.
        """
        asked = question(query, self.gazetteer)
        if asked is None:
            return None
        candidates = super().geocode(
            structured(asked),
            exactly_one=False,
            limit=MOST_RESULTS,
            addressdetails=True,
            language="nl",
            country_codes="be",
        )
        found = accept(asked, candidates, self.gazetteer)
        return found and location(asked.line, found.point, found.precision, NAME)

    def _parse_json(self, places: object, exactly_one: bool) -> list[Candidate]:  # noqa: ARG002
        """Instead of geopy's own, which reads no addresses and stumbles over odd answers."""
        return parse(places)


def structured(asked: Question) -> dict[str, str]:
    """The question in the words of Nominatim; the village only where there is no postcode."""
    number = f"{asked.number.houses[0]} " if asked.number else ""
    where = {"postalcode": asked.postcode} if asked.postcode else {"city": asked.place}
    return {"street": f"{number}{asked.street}", **where}


def parse(answer: object) -> list[Candidate]:
    """The house numbers and streets in an answer; other results are left out.

    Raises:
        GeocoderParseError: it has not the form of an answer.
    """
    if not isinstance(answer, list):
        raise GeocoderParseError("not an answer of this service: no list")
    try:
        return [candidate for place in answer for candidate in _candidates(place)]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise GeocoderParseError(f"not an answer of this service: {error!r}") from error


def _candidates(place: dict[str, Any]) -> Iterator[Candidate]:
    point = Point(float(place["lat"]), float(place["lon"]))
    if not all(math.isfinite(degrees) for degrees in point):
        raise ValueError(point)
    address = place["address"]
    number = read_number(address.get("house_number") or "")
    if number or place.get("class") in _WHOLE_STREETS:
        yield Candidate(_names(address), number, str(address.get("postcode") or ""), point)


def _names(address: dict[str, Any]) -> tuple[str, ...]:
    """The street in each language: in Brussels it may be "Rue Neuve - Nieuwstraat"."""
    found = (address[road] for road in _ROADS if address.get(road))
    return tuple(part for name in found for part in (name, *name.split(" - ")))
