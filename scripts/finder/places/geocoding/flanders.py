"""The Flemish Geolocation service, version 4: addresses of Flanders, and of Brussels in Dutch.

``https://geo.api.vlaanderen.be/geolocation/v4/Location?q=ADDRESS&c=COUNT`` answers with
``{"LocationResult": [...]}``, at most five results. Each has ``Municipality``, ``Zipcode``,
``Thoroughfarename``, ``Housenumber`` (null for a street), ``FormattedAddress``, ``LocationType``
and ``Location`` with ``Lat_WGS84`` and ``Lon_WGS84`` in degrees. This form, and the types
``crab_huisnummer_afgeleidVanGebouw``, ``basisregisters_huisnummer_aangeduidDoorBeheerder``,
``urbis_huisnummer``, ``crab_straat``, ``basisregisters_straat`` and ``basisregisters_gemeente``,
are those of answers that public programs keep among their tests, the ``vl-select-location`` of the
Flemish web components for one. The service's own manual was not read for this. The search is
generous ("gd" finds Abingdonstraat), so that every answer is compared with the question.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from finder.places.gazetteer import Point
from finder.places.geocoding.accepting import Candidate, accept, question
from finder.places.geocoding.normalising import read_number
from finder.places.geocoding.polite import TIMEOUT, adapter_factory
from finder.places.spots import location
from geopy.exc import GeocoderParseError
from geopy.geocoders.base import Geocoder

if TYPE_CHECKING:
    from collections.abc import Callable

    from finder.places.gazetteer import Gazetteer
    from finder.places.geocoding.accepting import Question
    from finder.places.spots import Query
    from geopy.location import Location

NAME = "flanders"
HOST = "geo.api.vlaanderen.be"
PATH = "/geolocation/v4/Location"
MOST_RESULTS = 5


class FlandersGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """The service as a geocoder of geopy.

    Args:
        gazetteer: the places, to judge an answer.
        user_agent: who asks.
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
            scheme=scheme, timeout=timeout, user_agent=user_agent, adapter_factory=adapter_factory
        )
        self.gazetteer = gazetteer
        self.api = f"{scheme}://{domain}{PATH}"

    def geocode(self, query: Query) -> Location | None:
        """The door or the street of an address, when the service knows exactly that one.

        Raises:
            GeocoderServiceError: the service gave no answer that can be read.
        """
        asked = question(query, self.gazetteer)
        if asked is None:
            return None
        return self._call_geocoder(self.url(asked), partial(self._parse_json, asked))

    def url(self, asked: Question) -> str:
        """The address of the request."""
        return f"{self.api}?{urlencode({'q': asked.line, 'c': MOST_RESULTS})}"

    def _parse_json(self, asked: Question, answer: object) -> Location | None:
        found = accept(asked, parse(answer), self.gazetteer)
        return found and location(asked.line, found.point, found.precision, NAME)


def parse(answer: object) -> list[Candidate]:
    """The house numbers and streets in an answer; other results are left out.

    Raises:
        GeocoderParseError: it has not the form of an answer.
    """
    try:
        results = answer["LocationResult"]  # type: ignore[index]  # whatever is no answer: below
        return [_candidate(result) for result in results if _kind(result)]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise GeocoderParseError(f"not an answer of this service: {error!r}") from error


def _kind(result: dict[str, Any]) -> str:
    """``huisnummer`` or ``straat``; empty for anything else, such as a municipality."""
    words = result["LocationType"].split("_")
    return next((word for word in ("huisnummer", "straat") if word in words), "")


def _candidate(result: dict[str, Any]) -> Candidate:
    where = result["Location"]
    point = Point(float(where["Lat_WGS84"]), float(where["Lon_WGS84"]))
    if not all(math.isfinite(degrees) for degrees in point):
        raise ValueError(point)
    street = result["Thoroughfarename"]
    number = str(result["Housenumber"] or "") if _kind(result) == "huisnummer" else ""
    return Candidate(
        (street,) if street else (), read_number(number), str(result["Zipcode"] or ""), point
    )
