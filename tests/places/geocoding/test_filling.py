"""One run over the addresses: who is asked, what is kept, and what is left for the next run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.places.coordinates import Kept
from finder.places.gazetteer import Point
from finder.places.geocoding import filling
from finder.places.geocoding.filling import Filling, Outcome, Tally, approximate, choose, queries_of
from finder.places.spots import Precision, address_key, location
from geopy.exc import GeocoderServiceError

from tests.building import TODAY, initiative, real_gazetteer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from finder.places.spots import Query, Source
    from geopy.location import Location

DOOR, STREET, VILLAGE = Precision.DOOR, Precision.STREET, Precision.VILLAGE
GENT = {"street": "Kerkstraat 1", "postalcode": "9000", "city": "Gent"}
ADDRESS = "Kerkstraat 1, 9000 Gent"
WITHOUT_NUMBER = {"street": "Kerkstraat", "postalcode": "9000", "city": "Gent"}


class Knows:
    """A source that knows everything this near, nothing, or fails."""

    def __init__(self, answer: Precision | type[Exception] | None) -> None:
        self.answer = answer
        self.asked = 0

    def geocode(self, _query: Query) -> Location | None:
        self.asked += 1
        if isinstance(self.answer, Precision):
            return location("hier", Point(51.05431234, 3.7174), self.answer, "test")
        if self.answer is None:
            return None
        raise self.answer


FAILS = GeocoderServiceError


def line(precision: Precision, source: str = "best", address: str = ADDRESS) -> Kept:
    return Kept(address, Point(51.05431, 3.7174), precision, source, TODAY)


def outcome(
    sources: Mapping[str, Source],
    query: Query = GENT,
    before: Kept | None = None,
    again: bool = False,
) -> Outcome:
    """What one address gives."""
    address = address_key(query)
    kept = {address: before} if before else {}
    work = Filling(sources, real_gazetteer(), TODAY)
    [only] = work.fill({address: query}, kept, {address} if again else set())
    return only


# What each source knows, and the line that is kept: its precision and its source.
CASES = [
    ((DOOR, DOOR, DOOR), (DOOR, "best")),
    ((None, DOOR, DOOR), (DOOR, "flanders")),
    ((None, None, DOOR), (DOOR, "nominatim")),
    ((STREET, DOOR, DOOR), (DOOR, "flanders")),
    ((STREET, None, None), (STREET, "best")),
    ((STREET, STREET, STREET), (STREET, "best")),
    ((None, STREET, None), (STREET, "flanders")),
    ((None, None, None), (VILLAGE, "gazetteer")),
    ((FAILS, DOOR, None), (DOOR, "flanders")),
    ((None, FAILS, DOOR), (DOOR, "nominatim")),
    ((None, FAILS, None), None),
    ((None, None, FAILS), None),
    ((STREET, FAILS, None), None),
    ((None, FAILS, STREET), None),
    ((FAILS, FAILS, FAILS), None),
]


@pytest.mark.parametrize(("answers", "expected"), CASES)
def test_which_line_is_kept(
    answers: tuple[Precision | type[Exception] | None, ...],
    expected: tuple[Precision, str] | None,
) -> None:
    """A failure is never "not found": then nothing is kept that could have been nearer."""
    found = outcome(dict(zip(("best", "flanders", "nominatim"), map(Knows, answers), strict=True)))
    assert (found.kept and (found.kept.precision, found.kept.source)) == expected


def test_after_the_door_nobody_is_asked() -> None:
    sources = {"best": Knows(DOOR), "flanders": Knows(DOOR), "nominatim": Knows(DOOR)}
    outcome(sources)
    assert [source.asked for source in sources.values()] == [1, 0, 0]


def test_an_address_without_a_number_needs_no_more_than_its_street() -> None:
    sources = {"best": Knows(STREET), "flanders": Knows(DOOR)}
    found = outcome(sources, WITHOUT_NUMBER)
    assert found.kept
    assert found.kept.precision is STREET
    assert sources["flanders"].asked == 0


def test_the_order_is_that_of_the_design_whatever_the_names_say() -> None:
    found = outcome({"nominatim": Knows(DOOR), "flanders": Knows(DOOR), "best": Knows(DOOR)})
    assert found.kept
    assert found.kept.source == "best"


@pytest.mark.parametrize("names", [("best",), ("flanders",), ("best", "nominatim"), ()])
def test_the_village_is_kept_only_when_both_services_were_asked(names: tuple[str, ...]) -> None:
    assert outcome({name: Knows(None) for name in names}).kept is None


def test_a_line_has_five_decimals_and_the_day() -> None:
    found = outcome({"best": Knows(DOOR)})
    assert found.kept == line(DOOR)


@pytest.mark.parametrize(
    ("before", "now", "again", "is_kept"),
    [
        (VILLAGE, STREET, False, True),
        (STREET, DOOR, False, True),
        (STREET, STREET, False, False),
        (DOOR, STREET, False, False),
        (STREET, STREET, True, True),
        (DOOR, DOOR, True, True),
        (DOOR, STREET, True, False),
        (STREET, None, True, False),
    ],
)
def test_what_is_kept_is_never_replaced_by_less(
    before: Precision, now: Precision | None, again: bool, is_kept: bool
) -> None:
    found = outcome({"best": Knows(now)}, before=line(before), again=again)
    assert (found.kept is not None) is is_kept


def test_what_is_kept_is_looked_up_in_a_file_but_not_asked_online() -> None:
    sources = {"best": Knows(None), "flanders": Knows(DOOR)}
    assert outcome(sources, before=line(VILLAGE)).kept is None
    assert [source.asked for source in sources.values()] == [1, 0]


@pytest.mark.parametrize(
    ("before", "again", "has_file", "is_chosen"),
    [
        (None, False, False, True),
        (DOOR, False, False, False),
        (STREET, False, False, False),
        (VILLAGE, False, False, False),
        (DOOR, True, False, True),
        (VILLAGE, False, True, True),
        (STREET, False, True, True),
        (DOOR, False, True, False),
    ],
)
def test_who_is_asked_about(
    before: Precision | None, again: bool, has_file: bool, is_chosen: bool
) -> None:
    kept = {ADDRESS: line(before)} if before else {}
    chosen = choose(
        {ADDRESS: GENT}, kept, {ADDRESS} if again else set(), real_gazetteer(), has_file=has_file
    )
    assert bool(chosen) is is_chosen


def test_a_street_is_all_of_an_address_without_a_number() -> None:
    address = address_key(WITHOUT_NUMBER)
    kept = {address: line(STREET, address=address)}
    assert not choose({address: WITHOUT_NUMBER}, kept, set(), real_gazetteer(), has_file=True)


def test_only_addresses_with_a_street_and_without_a_place_by_hand() -> None:
    street = {"street": "Kerkstraat 1", "postcode": "9000", "place": "Gent"}
    several = [
        initiative(slug="b", address={**street, "street": "Markt 2"}),
        initiative(slug="a", address=street),
        initiative(slug="same", address=street),
        initiative(slug="no-street", address={"postcode": "9000", "place": "Gent"}),
        initiative(slug="nowhere", serves=["Gent"]),
        initiative(
            slug="by-hand", address=street | {"street": "X 1"}, location={"lat": 51, "lon": 3.7}
        ),
    ]
    assert list(queries_of(several)) == [ADDRESS, "Markt 2, 9000 Gent"]


def test_what_is_still_approximate() -> None:
    kept = {"a": line(DOOR), "b": line(STREET), "c": line(VILLAGE)}
    assert approximate("abcd", kept) == {"b": STREET, "c": VILLAGE, "d": VILLAGE}


def test_what_was_found_is_saved_when_it_is_time_and_at_the_end() -> None:
    kept: dict[str, Kept] = {}
    saved: list[list[str]] = []
    outcomes = [Outcome(name, line(DOOR, address=name)) for name in "abc"]
    times = iter([False, True, False])
    tally = Tally()
    filling.run(outcomes, kept, lambda: saved.append(list(kept)), lambda: next(times), tally.count)
    assert saved == [["a", "b"], ["a", "b", "c"]]
    assert tally.by_source == {"best": 3}


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, SystemExit])
def test_whatever_happens_what_was_found_is_saved(error: type[BaseException]) -> None:
    saved: list[list[str]] = []
    kept: dict[str, Kept] = {}

    def stops(_query: Query) -> Location | None:
        raise error

    first = Knows(DOOR)
    second = Knows(DOOR)
    second.geocode = stops  # type: ignore[method-assign]
    work = Filling({"best": Switch(first, second)}, real_gazetteer(), TODAY)
    queries = {ADDRESS: GENT, "Markt 2, 9000 Gent": {**GENT, "street": "Markt 2"}}
    with pytest.raises(error):
        filling.run(
            work.fill(queries, {}, set()),
            kept,
            lambda: saved.append(list(kept)),
            lambda: False,
            lambda _outcome: None,
        )
    assert saved == [[ADDRESS]]


class Switch:
    """One source for the first question and another for the second."""

    def __init__(self, *sources: Source) -> None:
        self.sources = list(sources)

    def geocode(self, query: Query) -> Location | None:
        return self.sources.pop(0).geocode(query)


def test_unanswered_addresses_are_counted() -> None:
    tally = Tally()
    for one in (
        Outcome("a", None, ("flanders",)),
        Outcome("b", None),
        Outcome("c", line(DOOR), ("x",)),
    ):
        tally.count(one)
    assert tally.unanswered == ["a"]
