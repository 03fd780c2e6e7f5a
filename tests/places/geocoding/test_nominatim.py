"""Nominatim: what it is asked, and what of its answers counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from finder.places.geocoding.nominatim import NominatimGeocoder, parse
from geopy import exc
from geopy.geocoders import Nominatim

from tests.building import real_gazetteer
from tests.places.geocoding.serving import FAILURES, NOMINATIM, osm, says_json

if TYPE_CHECKING:
    from tests.places.geocoding.serving import Answer, Service

QUERY = {"street": "Kerkstraat 12 bus 1", "postalcode": "9000", "city": "Gent"}


@pytest.fixture
def geocoder(service: Service) -> NominatimGeocoder:
    return NominatimGeocoder(real_gazetteer(), "test", domain=service.host, scheme="http")


def test_it_is_geopys_own(geocoder: NominatimGeocoder) -> None:
    assert isinstance(geocoder, Nominatim)


def test_what_it_asks(geocoder: NominatimGeocoder, service: Service) -> None:
    assert geocoder.geocode(QUERY) is None
    [(path, asked)] = service.asked
    assert path == NOMINATIM
    assert asked["street"] == "12 Kerkstraat"
    assert asked["postalcode"] == "9000"
    assert asked["countrycodes"] == "be"
    assert asked["addressdetails"] == "1"
    assert "city" not in asked
    assert service.agents == {"test"}


def test_without_a_postcode_it_asks_the_place(
    geocoder: NominatimGeocoder, service: Service
) -> None:
    geocoder.geocode({"street": "Forelstraat", "city": "Gent"})
    [(_, asked)] = service.asked
    assert (asked["street"], asked["city"]) == ("Forelstraat", "Gent")


def test_the_right_answer_is_the_door(geocoder: NominatimGeocoder, service: Service) -> None:
    service.says(NOMINATIM, says_json([osm("Kerkstraat", "12", "9000", 51.0543, 3.7174)]))
    place = geocoder.geocode(QUERY)
    assert place
    assert (place.latitude, place.longitude) == (51.0543, 3.7174)
    assert place.raw == {"precision": "door", "source": "nominatim"}


WRONG = {
    "another street": osm("Kerkplein", "12", "9000", 51.0543, 3.7174),
    "another municipality": osm("Kerkstraat", "12", "2000", 51.2194, 4.4025),
    "a point in the sea": osm("Kerkstraat", "12", "9000", 51.4, 2.6),
    "a shop somewhere in it": {
        **osm("Kerkstraat", None, "9000", 51.0543, 3.7174),
        "class": "shop",
    },
}


@pytest.mark.parametrize("result", WRONG.values(), ids=WRONG)
def test_a_wrong_answer_is_no_answer(
    geocoder: NominatimGeocoder, service: Service, result: dict[str, Any]
) -> None:
    service.says(NOMINATIM, says_json([result]))
    assert geocoder.geocode(QUERY) is None


def test_of_several_candidates_the_asked_one_counts(
    geocoder: NominatimGeocoder, service: Service
) -> None:
    right = osm("Kerkstraat", "12", "9000", 51.0550, 3.7180)
    service.says(NOMINATIM, says_json([*WRONG.values(), right]))
    place = geocoder.geocode(QUERY)
    assert place
    assert place.latitude == 51.0550


def test_a_street_without_the_number_is_the_street(
    geocoder: NominatimGeocoder, service: Service
) -> None:
    service.says(NOMINATIM, says_json([osm("Kerkstraat", None, "9000", 51.0543, 3.7174)]))
    place = geocoder.geocode(QUERY)
    assert place
    assert place.raw["precision"] == "street"


@pytest.mark.parametrize(
    ("answer", "error"), [f[1:] for f in FAILURES], ids=[f[0] for f in FAILURES]
)
def test_a_failure_is_never_not_found(
    geocoder: NominatimGeocoder, service: Service, answer: Answer, error: str
) -> None:
    service.says(NOMINATIM, answer)
    with pytest.raises(exc.GeocoderServiceError) as caught:
        geocoder.geocode(QUERY)
    assert type(caught.value).__name__ == error
    assert len(service.asked) == 1


def test_who_answers_too_late_has_not_answered(service: Service) -> None:
    service.says(NOMINATIM, service.late)
    patience = 0.05
    geocoder = NominatimGeocoder(
        real_gazetteer(), "test", domain=service.host, scheme="http", timeout=patience
    )
    with pytest.raises(exc.GeocoderTimedOut):
        geocoder.geocode(QUERY)


def test_brussels_has_two_names_in_one() -> None:
    result = osm("Rue Neuve - Nieuwstraat", "1", "1000", 50.85, 4.35)
    assert "Nieuwstraat" in parse([result])[0].streets


@pytest.mark.parametrize("result", ["Gent", {}, {"lat": "51"}, {"lat": "NaN", "lon": "3"}])
def test_a_result_of_another_form_is_a_failure(result: Any) -> None:
    with pytest.raises(exc.GeocoderParseError):
        parse([result])
