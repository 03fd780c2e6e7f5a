"""From an address to a point: who is asked first, and how sure the point is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from finder.files.model import Address
from finder.places.gazetteer import Point
from finder.places.locating import GazetteerGeocoder, KeptCoordinates, locate
from finder.places.spots import (
    CoordinatesError,
    NoNetwork,
    Precision,
    Spot,
    address_key,
    as_query,
    location,
)
from geopy.adapters import BaseSyncAdapter
from geopy.exc import GeocoderTimedOut, GeocoderUnavailable
from geopy.geocoders import Nominatim
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from tests.building import FIXTURES, initiative

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from finder.places.gazetteer import Gazetteer
    from finder.places.spots import Query, Source

KEPT = FIXTURES / "kept" / "coordinates.csv"
HEADING = "address,latitude,longitude,precision,source,date\n"
HOUSE = {"street": "Voorbeeldstraat 1", "postcode": "9000", "place": "Gent"}


class Fixed:
    """A source that always gives the same answer, and remembers what it was asked."""

    def __init__(self, answer: Location | None) -> None:
        self.answer = answer
        self.asked: list[Query] = []

    def geocode(self, query: Query) -> Location | None:
        self.asked.append(query)
        return self.answer


def answer(lat: float, precision: Precision = Precision.DOOR, source: str = "fixed") -> Fixed:
    return Fixed(location("ergens", Point(lat, 4.0), precision, source))


@pytest.mark.parametrize("make", [KeptCoordinates, GazetteerGeocoder])
def test_each_source_is_a_geocoder_of_geopy_with_an_adapter_from_outside(
    make: Callable[..., Geocoder], gazetteer: Gazetteer
) -> None:
    """What reads a file takes an adapter like every other geocoder, and its own asks nobody."""
    made: list[object] = []

    def factory(**options: Any) -> BaseSyncAdapter:
        made.append(NoNetwork(**options))
        return made[-1]

    known: Any = gazetteer if make is GazetteerGeocoder else ()
    assert make(known, adapter_factory=factory).adapter is made[0]
    with pytest.raises(GeocoderUnavailable):
        make(known).adapter.get_json("https://example.org", timeout=1, headers={})


# --- precision ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("precision", "is_approximate"),
    [(Precision.DOOR, False), (Precision.STREET, True), (Precision.VILLAGE, True)],
)
def test_only_a_door_is_exact(precision: Precision, is_approximate: bool) -> None:
    """Everything else is told to the visitor as approximate."""
    assert precision.is_approximate is is_approximate


def test_a_location_of_ours_is_geopys() -> None:
    """Address and point as geopy has them; the rest in its ``raw``."""
    found = location("Kerkplein, 9031 Drongen", Point(51.05, 3.66), Precision.STREET, "test")
    assert isinstance(found, Location)
    assert (found.address, found.latitude, found.longitude) == (
        "Kerkplein, 9031 Drongen",
        51.05,
        3.66,
    )
    assert found.raw == {"precision": "street", "source": "test"}
    assert json.dumps(found.raw)


# --- the question ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "query", "key"),
    [
        (
            HOUSE,
            {"street": "Voorbeeldstraat 1", "postalcode": "9000", "city": "Gent"},
            "Voorbeeldstraat 1, 9000 Gent",
        ),
        ({"place": "Gent"}, {"city": "Gent"}, "Gent"),
        (
            {"postcode": "9000", "place": "Gent"},
            {"postalcode": "9000", "city": "Gent"},
            "9000 Gent",
        ),
        (
            {"street": "Kouter 1", "place": "Gent"},
            {"street": "Kouter 1", "city": "Gent"},
            "Kouter 1, Gent",
        ),
    ],
)
def test_an_address_as_a_question(address: dict[str, str], query: dict[str, str], key: str) -> None:
    """The words of geopy; what is unknown is left out; one line for the file in git."""
    asked = as_query(Address.model_validate(address))
    assert asked == query
    assert list(asked) == list(query)
    assert address_key(asked) == key


# --- kept coordinates --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (HOUSE, Spot(Point(51.0543, 3.7174), Precision.DOOR, "best")),
        (
            {"street": "Kerkplein", "postcode": "9031", "place": "Drongen"},
            Spot(Point(51.0501, 3.6612), Precision.STREET, "nominatim"),
        ),
        (
            {"postcode": "2800", "place": "Mechelen"},
            Spot(Point(51.0281, 4.4803), Precision.VILLAGE, "nominatim"),
        ),
        (
            {"street": "Stationsstraat 5", "place": "Lier"},
            Spot(Point(51.1353, 4.5601), Precision.DOOR, "best"),
        ),
        ({**HOUSE, "street": "Voorbeeldstraat 2"}, None),
        ({"postcode": "9000", "place": "Gent"}, None),
        ({"place": "Mechelen"}, None),
    ],
)
def test_kept_coordinates(address: dict[str, str], expected: Spot | None) -> None:
    """Exactly this address is known with its point, precision and source, or it is not known."""
    assert locate(initiative(address=address), [KeptCoordinates.load(KEPT)]) == expected


def test_nothing_is_kept_without_a_file(tmp_path: Path) -> None:
    """A repository without the file is fine, and so is one with only a heading."""
    assert KeptCoordinates.load(tmp_path / "weg.csv").geocode({"city": "Gent"}) is None
    empty = tmp_path / "leeg.csv"
    empty.write_text(HEADING)
    assert KeptCoordinates.load(empty).geocode({"city": "Gent"}) is None


@pytest.mark.parametrize(
    "line",
    [
        "Gent,x,3.7,door,best,2026-01-01",
        "Gent,51.0,,door,best,2026-01-01",
        "Gent,91.0,3.7,door,best,2026-01-01",
        "Gent,nan,3.7,door,best,2026-01-01",
        "Gent,51.0,3.7,dorp,best,2026-01-01",
        "Gent,51.0,3.7,,best,2026-01-01",
        "Gent,51.0,3.7,door,best,gisteren",
        "Gent,51.0,3.7,door,best,2026-02-30",
        "Gent,51.0,3.7,door",
        "Gent",
    ],
)
@pytest.mark.filterwarnings("ignore:Latitude normalization")
def test_a_broken_line_is_told_by_its_number(tmp_path: Path, line: str) -> None:
    """The error names the line as an editor counts it, the heading included."""
    path = tmp_path / "coordinates.csv"
    path.write_text(f"{HEADING}Lier,51.1,4.5,door,best,2026-01-01\n{line}\n")
    with pytest.raises(CoordinatesError) as caught:
        KeptCoordinates.load(path)
    assert [(finding.line, bool(finding.hint)) for finding in caught.value.findings] == [(3, True)]


def test_a_file_without_its_heading_is_refused(tmp_path: Path) -> None:
    """A column that is missing is told, not taken for an empty one."""
    path = tmp_path / "coordinates.csv"
    path.write_text("address,latitude\nGent,51.0\n")
    with pytest.raises(CoordinatesError) as caught:
        KeptCoordinates.load(path)
    assert [finding.rule for finding in caught.value.findings] == ["kept-header", "kept-line"]


# --- the gazetteer as a geocoder ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"city": "Drongen"}, ("9031 Drongen", 51.0507, 3.6565)),
        ({"city": "drongen", "street": "Kerkplein 1"}, ("9031 Drongen", 51.0507, 3.6565)),
        ({"city": "Berg", "postalcode": "3700"}, ("3700 Berg", 50.7906, 5.4931)),
        ({"city": "Gent", "postalcode": "9050"}, ("9050 Gentbrugge en Ledeberg", 51.0378, 3.7549)),
        ({"city": "Berg"}, None),
        ({"city": "Amsterdam"}, None),
        ({"city": "Gent", "postalcode": "2000"}, None),
        ({"postalcode": "9000"}, None),
        ({}, None),
    ],
)
def test_the_gazetteer_knows_villages(
    gazetteer: Gazetteer, query: Query, expected: tuple[str, float, float] | None
) -> None:
    """The village that is meant, never the door; nothing when it is not sure which one."""
    found = GazetteerGeocoder(gazetteer).geocode(query)
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert (found.address, found.latitude, found.longitude) == expected
        assert found.raw == {"precision": "village", "source": "gazetteer"}


def test_every_village_can_be_located(gazetteer: Gazetteer) -> None:
    """An initiative without its own or kept coordinates still gets the place of its village."""
    sources = [GazetteerGeocoder(gazetteer)]
    for village in gazetteer.villages:
        address = {"postcode": village.postcode, "place": village.name}
        found = locate(initiative(address=address), sources)
        assert found == Spot(village.point, Precision.VILLAGE, "gazetteer")


# --- the order of sources ----------------------------------------------------------------------


def test_own_coordinates_come_first() -> None:
    """What a person wrote by hand is the door, and nobody is asked."""
    other = answer(50.9)
    found = locate(initiative(address=HOUSE, location={"lat": "51.05", "lon": "3.73"}), [other])
    assert found == Spot(Point(51.05, 3.73), Precision.DOOR, "by hand")
    assert other.asked == []


def test_own_coordinates_need_no_address() -> None:
    """A place without an address may still be on the map."""
    found = locate(initiative(location={"lat": "51.05", "lon": "3.73"}, serves=["Gent"]), [])
    assert found == Spot(Point(51.05, 3.73), Precision.DOOR, "by hand")


def test_the_first_source_that_knows_it_decides() -> None:
    """A source that does not know the address passes it on; later ones are not asked."""
    first, second, third = Fixed(None), answer(51.2, Precision.STREET, "second"), answer(51.3)
    found = locate(initiative(address=HOUSE), [first, second, third])
    assert found == Spot(Point(51.2, 4.0), Precision.STREET, "second")
    asked = {"street": "Voorbeeldstraat 1", "postalcode": "9000", "city": "Gent"}
    assert (first.asked, second.asked, third.asked) == ([asked], [asked], [])


@pytest.mark.parametrize(
    ("address", "own", "expected"),
    [
        (HOUSE, True, Spot(Point(51.05, 3.73), Precision.DOOR, "by hand")),
        (HOUSE, False, Spot(Point(51.0543, 3.7174), Precision.DOOR, "best")),
        (
            {**HOUSE, "street": "Elders 1"},
            False,
            Spot(Point(51.05, 3.7167), Precision.VILLAGE, "gazetteer"),
        ),
    ],
)
def test_by_hand_then_kept_then_the_village(
    gazetteer: Gazetteer, address: dict[str, str], own: bool, expected: Spot
) -> None:
    """The order of the design, without a network."""
    fields = {"location": {"lat": "51.05", "lon": "3.73"}} if own else {}
    sources: list[Source] = [KeptCoordinates.load(KEPT), GazetteerGeocoder(gazetteer)]
    assert locate(initiative(address=address, **fields), sources) == expected


def test_without_an_address_there_is_no_point() -> None:
    """What comes to the visitor is everywhere that it serves; nobody is asked."""
    other = answer(50.9)
    assert locate(initiative(serves=["Gent"]), [other]) is None
    assert other.asked == []


def test_what_no_source_knows_has_no_point() -> None:
    """It is not put somewhere by guessing."""
    assert locate(initiative(address=HOUSE), [Fixed(None), Fixed(None)]) is None
    assert locate(initiative(address=HOUSE), []) is None


# --- geocoders of geopy fit in -----------------------------------------------------------------


class Canned(BaseSyncAdapter):  # type: ignore[misc]  # geopy has no types
    """A transport that goes nowhere: one answer for all, and every address that was asked."""

    def __init__(self, response: object) -> None:
        super().__init__(proxies=None, ssl_context=None)
        self.response = response
        self.urls: list[str] = []

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> object:  # noqa: ARG002
        self.urls.append(url)
        if isinstance(self.response, Exception):
            raise self.response
        return self.response

    def get_text(self, url: str, *, timeout: float, headers: dict[str, str]) -> str:
        raise NotImplementedError(url)


def nominatim(response: object) -> tuple[Nominatim, Canned]:
    adapter = Canned(response)
    made = Nominatim(user_agent="steun-dichtbij-test", adapter_factory=lambda **_: adapter)
    return made, adapter


def test_nominatim_as_it_is_fits_in_the_chain(gazetteer: Gazetteer) -> None:
    """A geocoder of geopy needs no change: it takes our question, we take its answer.

    It says nothing of its precision, so the page will say that the place is approximate.
    """
    place = {"lat": "51.0561", "lon": "3.7211", "display_name": "Voorbeeldstraat 1, Gent"}
    online, adapter = nominatim([place])
    sources: list[Source] = [KeptCoordinates(()), online, GazetteerGeocoder(gazetteer)]
    found = locate(initiative(address=HOUSE), sources)
    assert found == Spot(Point(51.0561, 3.7211), Precision.VILLAGE, "Nominatim")
    (url,) = adapter.urls
    asked = parse_qs(urlsplit(url).query)
    assert asked["street"] == ["Voorbeeldstraat 1"]
    assert asked["postalcode"] == ["9000"]
    assert asked["city"] == ["Gent"]


def test_when_nominatim_knows_nothing_the_village_stays(gazetteer: Gazetteer) -> None:
    """The last source of the chain is always there."""
    online, adapter = nominatim([])
    found = locate(initiative(address=HOUSE), [online, GazetteerGeocoder(gazetteer)])
    assert found == Spot(Point(51.05, 3.7167), Precision.VILLAGE, "gazetteer")
    assert len(adapter.urls) == 1


def test_what_is_kept_is_not_asked_online(gazetteer: Gazetteer) -> None:
    """A build with kept coordinates sends nothing away."""
    online, adapter = nominatim([{"lat": "50", "lon": "4", "display_name": "x"}])
    sources: list[Source] = [KeptCoordinates.load(KEPT), online, GazetteerGeocoder(gazetteer)]
    found = locate(initiative(address=HOUSE), sources)
    assert found is not None
    assert found.source == "best"
    assert adapter.urls == []


def test_a_failing_service_is_an_error_and_not_a_missing_place() -> None:
    """Geopy's own exceptions reach the command, which may then try later."""
    online, _ = nominatim(GeocoderTimedOut("te traag"))
    with pytest.raises(GeocoderTimedOut):
        locate(initiative(address=HOUSE), [online])


class Service(Geocoder):  # type: ignore[misc]  # geopy has no types
    """An online geocoder as a later issue will write it: address, call, parse."""

    def geocode(self, query: Query) -> Location | None:
        url = f"https://geo.example/v1?{urlencode(query)}"
        found: Location | None = self._call_geocoder(url, self._parse)
        return found

    def _parse(self, answered: dict[str, Any]) -> Location | None:
        if not answered["found"]:
            return None
        point = Point(answered["y"], answered["x"])
        return location(answered["text"], point, Precision(answered["level"]), "service")


@pytest.mark.parametrize(
    ("answered", "expected"),
    [
        (
            {"found": True, "y": 51.1, "x": 3.7, "text": "a", "level": "door"},
            Spot(Point(51.1, 3.7), Precision.DOOR, "service"),
        ),
        (
            {"found": True, "y": 51.1, "x": 3.7, "text": "a", "level": "street"},
            Spot(Point(51.1, 3.7), Precision.STREET, "service"),
        ),
        ({"found": False}, Spot(Point(51.05, 3.7167), Precision.VILLAGE, "gazetteer")),
    ],
)
def test_a_geocoder_that_tells_its_precision(
    gazetteer: Gazetteer, answered: dict[str, object], expected: Spot
) -> None:
    """What a geocoder says of its precision and its name is kept."""
    adapter = Canned(answered)
    service = Service(adapter_factory=lambda **_: adapter)
    assert locate(initiative(address=HOUSE), [service, GazetteerGeocoder(gazetteer)]) == expected
    assert adapter.urls == [
        "https://geo.example/v1?street=Voorbeeldstraat+1&postalcode=9000&city=Gent"
    ]


@pytest.mark.parametrize(
    ("raw", "precision", "source"),
    [
        ({}, Precision.VILLAGE, "Fixed"),
        ({"precision": "door"}, Precision.DOOR, "Fixed"),
        ({"precision": "street", "source": "x"}, Precision.STREET, "x"),
        ({"precision": "ROOFTOP"}, Precision.VILLAGE, "Fixed"),
        ({"precision": 8}, Precision.VILLAGE, "Fixed"),
        ({"precision": ["door"]}, Precision.VILLAGE, "Fixed"),
        ({"precision": None, "source": 7}, Precision.VILLAGE, "7"),
        ("<xml/>", Precision.VILLAGE, "Fixed"),
        ([], Precision.VILLAGE, "Fixed"),
    ],
)
def test_the_door_is_never_claimed_for_a_geocoder(
    raw: object, precision: Precision, source: str
) -> None:
    """Only a precision in our words counts; anything else is approximate."""
    found = locate(initiative(address=HOUSE), [Fixed(Location("a", (51.0, 4.0), raw))])
    assert found == Spot(Point(51.0, 4.0), precision, source)
