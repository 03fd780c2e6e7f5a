"""A source is asked slowly, obeyed, and left alone when it cannot answer."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from finder.places.gazetteer import Point
from finder.places.geocoding.nominatim import NominatimGeocoder
from finder.places.geocoding.polite import LONGEST_REST, MOST_FAILURES, PAUSES, Polite
from finder.places.spots import Precision, location
from geopy import exc

from tests.building import real_gazetteer
from tests.places.geocoding.serving import (
    FAILURES,
    NOMINATIM,
    drops,
    osm,
    says_json,
    says_text,
)

if TYPE_CHECKING:
    from finder.places.spots import Query
    from geopy.location import Location

    from tests.places.geocoding.serving import Answer, FakeClock, Service

QUERY = {"street": "Kerkstraat 12", "postalcode": "9000", "city": "Gent"}
RIGHT = says_json([osm("Kerkstraat", "12", "9000", 51.0543, 3.7174)])
FOUND = location("hier", Point(51.0, 3.7), Precision.DOOR, "test")


class Scripted:
    """A source that gives or raises these in order, and notes when it was asked."""

    def __init__(self, clock: FakeClock, *answers: Location | Exception | None) -> None:
        self.clock = clock
        self.answers = list(answers)
        self.asked_at: list[float] = []

    def geocode(self, _query: Query) -> Location | None:
        self.asked_at.append(self.clock.now)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def nominatim(service: Service, clock: FakeClock) -> Polite:
    geocoder = NominatimGeocoder(real_gazetteer(), "test", domain=service.host, scheme="http")
    return Polite(geocoder, "nominatim", 1.0, clock.clock)


def test_one_request_a_second(clock: FakeClock) -> None:
    source = Scripted(clock, None, FOUND, None)
    polite = Polite(source, "test", 1.0, clock.clock)
    assert [polite.geocode(QUERY) for _ in range(3)] == [None, FOUND, None]
    assert source.asked_at == [1000.0, 1001.0, 1002.0]


def test_time_that_passed_by_itself_is_not_waited_again(clock: FakeClock) -> None:
    source = Scripted(clock, None, None)
    polite = Polite(source, "test", 1.0, clock.clock)
    polite.geocode(QUERY)
    clock.now += 0.75
    polite.geocode(QUERY)
    clock.now += 60
    assert clock.slept == [0.25]


def test_a_failure_that_passes_is_asked_again_after_a_while(clock: FakeClock) -> None:
    failure = exc.GeocoderServiceError("500")
    source = Scripted(clock, failure, failure, FOUND)
    polite = Polite(source, "test", 1.0, clock.clock)
    assert polite.geocode(QUERY) is FOUND
    assert source.asked_at == [1000.0, 1000.0 + PAUSES[0], 1000.0 + sum(PAUSES)]


@pytest.mark.parametrize(
    "answer", [f[1] for f in FAILURES if f[0] != "403"],
    ids=[f[0] for f in FAILURES if f[0] != "403"],
)  # fmt: skip
def test_after_one_failure_the_service_still_answers(
    nominatim: Polite, service: Service, answer: Answer
) -> None:
    service.says(NOMINATIM, answer, RIGHT)
    found = nominatim.geocode(QUERY)
    assert found
    assert found.latitude == 51.0543
    assert len(service.asked) == 2


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_obeyed(
    nominatim: Polite, service: Service, clock: FakeClock, status: int
) -> None:
    service.says(NOMINATIM, says_text("later", status, Retry_After="77"), RIGHT)
    assert nominatim.geocode(QUERY)
    assert clock.slept == [77.0]


def test_retry_after_is_obeyed_for_the_next_address_too(
    nominatim: Polite, service: Service, clock: FakeClock
) -> None:
    later = says_text("later", 503, Retry_After="50")
    service.says(NOMINATIM, later, later, later, RIGHT)
    with pytest.raises(exc.GeocoderTimedOut):
        nominatim.geocode(QUERY)
    assert nominatim.geocode(QUERY)
    assert clock.slept == [50.0, 50.0, 50.0]


def test_who_wants_a_long_rest_gets_it(
    nominatim: Polite, service: Service, clock: FakeClock
) -> None:
    """A run does not wait an hour; the source is not asked again in it."""
    service.says(NOMINATIM, says_text("later", 429, Retry_After=str(int(LONGEST_REST) + 1)))
    for _ in range(2):
        with pytest.raises(exc.GeocoderServiceError):
            nominatim.geocode(QUERY)
    assert len(service.asked) == 1
    assert clock.slept == []
    assert nominatim.given_up == "vraagt om later terug te komen"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (says_text("no", 401), "weigert onze vragen"),
        (says_text("no", 403), "weigert onze vragen"),
    ],
)
def test_a_refusal_is_not_asked_twice(
    nominatim: Polite, service: Service, answer: Answer, reason: str
) -> None:
    service.says(NOMINATIM, answer)
    for _ in range(2):
        with pytest.raises(exc.GeocoderServiceError):
            nominatim.geocode(QUERY)
    assert len(service.asked) == 1
    assert nominatim.given_up == reason


def test_without_a_network_one_address_is_enough(nominatim: Polite, service: Service) -> None:
    service.says(NOMINATIM, drops)
    for _ in range(4):
        with pytest.raises(exc.GeocoderUnavailable):
            nominatim.geocode(QUERY)
    assert len(service.asked) == len(PAUSES) + 1
    assert nominatim.given_up == "is niet bereikbaar"


def test_a_source_is_given_up_after_a_few_addresses_in_a_row(
    nominatim: Polite, service: Service
) -> None:
    service.says(NOMINATIM, says_text("oops", 500))
    for _ in range(MOST_FAILURES):
        assert not nominatim.given_up
        with pytest.raises(exc.GeocoderServiceError):
            nominatim.geocode(QUERY)
    assert nominatim.given_up == "werkt nu niet goed"
    asked = len(service.asked)
    with pytest.raises(exc.GeocoderUnavailable):
        nominatim.geocode(QUERY)
    assert len(service.asked) == asked


def test_an_answer_in_between_starts_the_count_anew(clock: FakeClock) -> None:
    bad = exc.GeocoderQueryError("400")
    answers = [bad] * (MOST_FAILURES - 1) + [None] + [bad] * (MOST_FAILURES - 1)
    polite = Polite(Scripted(clock, *answers), "test", 1.0, clock.clock)
    for answer in answers:
        if answer is None:
            assert polite.geocode(QUERY) is None
        else:
            with pytest.raises(exc.GeocoderQueryError):
                polite.geocode(QUERY)
    assert not polite.given_up


def test_a_bad_question_is_not_asked_twice(clock: FakeClock) -> None:
    source = Scripted(clock, exc.GeocoderQueryError("400"))
    with pytest.raises(exc.GeocoderQueryError):
        Polite(source, "test", 1.0, clock.clock).geocode(QUERY)
    assert len(source.asked_at) == 1


def test_what_is_no_failure_of_a_service_is_not_swallowed(clock: FakeClock) -> None:
    with pytest.raises(KeyboardInterrupt):
        Polite(Interrupted(), "test", 1.0, clock.clock).geocode(QUERY)


class Interrupted:
    """Somebody presses Ctrl-C during a request."""

    def geocode(self, _query: Query) -> Location | None:
        raise KeyboardInterrupt


def test_a_service_that_never_ends_its_answer_is_too_slow(clock: FakeClock) -> None:
    """Its bytes may come in time; the whole must too."""
    never = threading.Event()

    class Dripping:
        def geocode(self, _query: Query) -> Location | None:
            never.wait(30)
            return FOUND

    polite = Polite(Dripping(), "test", 1.0, clock.clock, longest=0.1)
    for _ in range(MOST_FAILURES):
        with pytest.raises(exc.GeocoderTimedOut):
            polite.geocode(QUERY)
    never.set()
    assert polite.given_up == "antwoordt te traag"
