"""The Flemish service: what it is asked, and what of its answers counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from finder.places.gazetteer import Point
from finder.places.geocoding.flanders import FlandersGeocoder, parse
from finder.places.geocoding.polite import adapter_factory
from geopy import exc
from geopy.geocoders.base import Geocoder

from tests.building import real_gazetteer
from tests.places.geocoding.serving import FAILURES, FLANDERS, flemish, found

if TYPE_CHECKING:
    from tests.places.geocoding.serving import Answer, Service

QUERY = {"street": "Kerkstraat 12 bus 1", "postalcode": "9000", "city": "Gent"}


@pytest.fixture
def geocoder(service: Service) -> FlandersGeocoder:
    return FlandersGeocoder(real_gazetteer(), "test", domain=service.host, scheme="http")


def test_it_is_a_geocoder_of_geopy_with_an_adapter_from_outside() -> None:
    made: list[dict[str, Any]] = []

    def factory(**options: Any) -> Any:
        made.append(options)
        return adapter_factory(**options)

    assert isinstance(FlandersGeocoder(real_gazetteer(), "test", adapter_factory=factory), Geocoder)
    assert len(made) == 1


def test_what_it_asks(geocoder: FlandersGeocoder, service: Service) -> None:
    assert geocoder.geocode(QUERY) is None
    assert service.asked == [(FLANDERS, {"q": "Kerkstraat 12, 9000 Gent", "c": "5"})]
    assert service.agents == {"test"}


def test_the_right_answer_is_the_door(geocoder: FlandersGeocoder, service: Service) -> None:
    service.says(FLANDERS, found(flemish("Kerkstraat", "12", "9000", 51.0543, 3.7174)))
    place = geocoder.geocode(QUERY)
    assert place
    assert (place.latitude, place.longitude) == (51.0543, 3.7174)
    assert place.raw == {"precision": "door", "source": "flanders"}


WRONG = {
    "another street": flemish("Kerkplein", "12", "9000", 51.0543, 3.7174),
    "another municipality": flemish("Kerkstraat", "12", "2000", 51.2194, 4.4025),
    "a point in the sea": flemish("Kerkstraat", "12", "9000", 51.4, 2.6),
    "another village": flemish("Kerkstraat", "12", "9050", 51.03, 3.75),
}


@pytest.mark.parametrize("result", WRONG.values(), ids=WRONG)
def test_a_wrong_answer_is_no_answer(
    geocoder: FlandersGeocoder, service: Service, result: dict[str, Any]
) -> None:
    service.says(FLANDERS, found(result))
    assert geocoder.geocode(QUERY) is None


def test_of_several_candidates_the_asked_one_counts(
    geocoder: FlandersGeocoder, service: Service
) -> None:
    right = flemish("Kerkstraat", "12", "9000", 51.0550, 3.7180)
    service.says(FLANDERS, found(*WRONG.values(), right))
    place = geocoder.geocode(QUERY)
    assert place
    assert place.latitude == 51.0550


def test_a_street_without_the_number_is_the_street(
    geocoder: FlandersGeocoder, service: Service
) -> None:
    service.says(FLANDERS, found(flemish("Kerkstraat", None, "9000", 51.0543, 3.7174)))
    place = geocoder.geocode(QUERY)
    assert place
    assert place.raw["precision"] == "street"


@pytest.mark.parametrize(
    ("answer", "error"), [f[1:] for f in FAILURES], ids=[f[0] for f in FAILURES]
)
def test_a_failure_is_never_not_found(
    geocoder: FlandersGeocoder, service: Service, answer: Answer, error: str
) -> None:
    service.says(FLANDERS, answer)
    with pytest.raises(exc.GeocoderServiceError) as caught:
        geocoder.geocode(QUERY)
    assert type(caught.value).__name__ == error
    assert len(service.asked) == 1


def test_who_answers_too_late_has_not_answered(service: Service) -> None:
    service.says(FLANDERS, service.late)
    patience = 0.05
    geocoder = FlandersGeocoder(
        real_gazetteer(), "test", domain=service.host, scheme="http", timeout=patience
    )
    with pytest.raises(exc.GeocoderTimedOut):
        geocoder.geocode(QUERY)


def test_nobody_there(service: Service) -> None:
    service.server.server_close()
    geocoder = FlandersGeocoder(real_gazetteer(), "test", domain=service.host, scheme="http")
    with pytest.raises(exc.GeocoderUnavailable):
        geocoder.geocode(QUERY)


def test_without_a_question_nobody_is_asked(geocoder: FlandersGeocoder, service: Service) -> None:
    assert geocoder.geocode({"postalcode": "9000", "city": "Gent"}) is None
    assert service.asked == []


# The type of a result, of the register that was and of the one that is, and whether it is a house.
KINDS = [
    ("crab_huisnummer_afgeleidVanGebouw", True),
    ("crab_huisnummer_manueleAanduidingVanPerceel", True),
    ("basisregisters_huisnummer_aangeduidDoorBeheerder", True),
    ("urbis_huisnummer", True),
    ("crab_straat", False),
    ("basisregisters_straat", False),
    ("basisregisters_gemeente", None),
    ("crab_gemeente", None),
    ("poi", None),
]


@pytest.mark.parametrize(("kind", "is_house"), KINDS)
def test_the_type_tells_houses_from_streets(kind: str, is_house: bool | None) -> None:
    result = {**flemish("Kerkstraat", "12", "9000", 51.0543, 3.7174), "LocationType": kind}
    candidates = parse({"LocationResult": [result]})
    assert [bool(candidate.number) for candidate in candidates] == (
        [] if is_house is None else [is_house]
    )


def test_a_municipality_has_no_street_and_no_postcode() -> None:
    town = {
        "Municipality": "Gent",
        "Zipcode": None,
        "Thoroughfarename": None,
        "Housenumber": None,
        "LocationType": "basisregisters_gemeente",
        "Location": {"Lat_WGS84": 51.05, "Lon_WGS84": 3.72},
    }
    assert parse({"LocationResult": [town]}) == []
    street = parse({"LocationResult": [{**town, "LocationType": "basisregisters_straat"}]})[0]
    assert (street.streets, street.postcode, street.point) == ((), "", Point(51.05, 3.72))


@pytest.mark.parametrize("lat", ["NaN", "x", None, float("inf")])
def test_a_coordinate_that_is_none_is_a_failure(lat: Any) -> None:
    with pytest.raises(exc.GeocoderParseError):
        parse({"LocationResult": [flemish("Kerkstraat", "12", "9000", lat, 3.7174)]})
