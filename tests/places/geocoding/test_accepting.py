"""An answer counts only when it is what was asked."""

from __future__ import annotations

import pytest
from finder.places.coordinates import FARTHEST_KM, is_sane, postcodes_of
from finder.places.gazetteer import FLANDERS_AND_BRUSSELS, Point, distance_km
from finder.places.geocoding.accepting import Answer, Candidate, _squared, accept, question
from finder.places.geocoding.normalising import read_number
from finder.places.spots import Precision

from tests.building import real_gazetteer

GAZETTEER = real_gazetteer()
GENT = Point(51.0543, 3.7174)
NEARBY = Point(51.0541, 3.7180)
DOOR, STREET = Precision.DOOR, Precision.STREET


def one(
    street: str = "Kerkstraat", number: str = "12", postcode: str = "9000", point: Point = GENT
) -> Candidate:
    return Candidate((street,), read_number(number), postcode, point)


def answer(street: str, *candidates: Candidate, postcode: str = "9000") -> Answer | None:
    query = {"street": street, "postalcode": postcode, "city": "Gent"}
    asked = question({key: value for key, value in query.items() if value}, GAZETTEER)
    assert asked
    return accept(asked, candidates, GAZETTEER)


@pytest.mark.parametrize(
    ("asked", "candidate", "precision"),
    [
        ("Kerkstraat 12", one(), DOOR),
        ("Kerkstr. 12", one(), DOOR),
        ("Kerkstraat 12 bus 1", one(), DOOR),
        ("Kerkstraat 12", one(number="12 bus 3"), DOOR),
        ("Kerkstraat 12a", one(number="12A"), DOOR),
        ("Kerkstraat 12-14", one(), DOOR),
        ("Kerkstraat 12", one(number=""), STREET),
        ("Kerkstraat 12", one(number="14"), STREET),
        ("Kerkstraat 12A", one(), STREET),
        ("Kerkstraat", one(number=""), STREET),
        ("Kerkstraat", one(), STREET),
        ("Kerkstraat 12", one(street="Kerkplein"), None),
        ("Kerkstraat 12", one(postcode="9050"), None),
        ("Kerkstraat 12", one(postcode=""), None),
        ("Kerkstraat 12", one(point=Point(51.35, 2.80)), None),  # in the sea
        ("Kerkstraat 12", one(point=Point(50.94, 4.04)), None),  # in Aalst
        ("Kerkstraat 12", one(point=Point(0, 0)), None),
        ("Kerkstraat 12", one(point=Point(3.7174, 51.0543)), None),  # turned round
    ],
)
def test_street_number_and_postcode_must_equal_the_question(
    asked: str, candidate: Candidate, precision: Precision | None
) -> None:
    expected = Answer(candidate.point, precision) if precision else None
    assert answer(asked, candidate) == expected


def test_the_right_one_of_several_counts() -> None:
    others = [one(number="14"), one(street="Kerkplein"), one(postcode="9050")]
    assert answer("Kerkstraat 12", *others, one(point=NEARBY)) == Answer(NEARBY, DOOR)


def test_any_of_the_names_of_a_street_will_do() -> None:
    both = Candidate(("Bergense Steenweg", "Chaussée de Mons"), None, "9000", GENT)
    assert answer("Chaussee de Mons", both) == Answer(GENT, STREET)


def test_the_asked_box_comes_before_no_box_and_before_another() -> None:
    boxes = [one(number=f"12{box}", point=Point(51.0543, 3.7174 + i / 10_000))
             for i, box in enumerate(["", " bus 1", " bus 2"])]  # fmt: skip
    assert answer("Kerkstraat 12 bus 2", *boxes) == Answer(boxes[2].point, DOOR)
    assert answer("Kerkstraat 12", *boxes) == Answer(boxes[0].point, DOOR)
    assert answer("Kerkstraat 12 bus 9", *boxes) == Answer(boxes[0].point, DOOR)
    assert answer("Kerkstraat 12 bus 9", *boxes[1:]) in {Answer(b.point, DOOR) for b in boxes[1:]}


def test_one_house_at_two_places_is_no_answer() -> None:
    """Two streets of one name in one postcode: nobody can tell which."""
    assert answer("Kerkstraat 12", one(), one(point=Point(51.0600, 3.7174))) is None


def test_the_middle_of_a_street_lies_on_the_street() -> None:
    ends = [one(number=str(i), point=Point(51.05 + i / 1000, 3.70 + i * i / 10_000))
            for i in range(5)]  # fmt: skip
    found = answer("Kerkstraat 99", *ends)
    assert found == Answer(ends[2].point, STREET)
    assert answer("Kerkstraat 99", *reversed(ends)) == found


def test_a_street_as_a_whole_comes_before_its_houses() -> None:
    houses = [one(number=str(i), point=Point(51.0543 + i / 10_000, 3.7174)) for i in range(5)]
    found = answer("Kerkstraat 99", *houses, one(number="", point=NEARBY))
    assert found == Answer(NEARBY, STREET)


def test_the_middle_of_a_very_long_street_says_nothing() -> None:
    assert answer("Kerkstraat 99", one(number="1"), one(point=Point(51.0943, 3.7174))) is None


def test_without_a_postcode_the_municipality_decides() -> None:
    here, elsewhere = one(postcode="9050", point=Point(51.03, 3.75)), one(postcode="2000")
    assert answer("Kerkstraat 12", here, elsewhere, postcode="") == Answer(here.point, DOOR)


def test_without_a_postcode_two_villages_are_no_answer() -> None:
    two = one(number=""), one(number="", postcode="9050", point=Point(51.03, 3.75))
    assert answer("Kerkstraat", *two, postcode="") is None
    assert answer("Kerkstraat 12", one(), two[1], postcode="") == Answer(GENT, DOOR)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"street": "Kerkstraat 1"},
        {"street": "Kerkstraat 1", "city": "Parijs"},
        {"street": "Kerkstraat 1", "postalcode": "9999", "city": "Gent"},
        {"street": "---", "postalcode": "9000", "city": "Gent"},
        {"postalcode": "9000", "city": "Gent"},
    ],
)
def test_without_a_street_or_a_known_place_there_is_no_question(query: dict[str, str]) -> None:
    assert question(query, GAZETTEER) is None


def test_a_question_on_one_line_has_no_box() -> None:
    query = {"street": "Kerkstraat 12 bus 1", "postalcode": "9000", "city": "Gent"}
    asked = question(query, GAZETTEER)
    assert asked
    assert asked.line == "Kerkstraat 12, 9000 Gent"
    assert asked.best is DOOR


def test_a_place_without_postcode_has_those_of_its_municipality() -> None:
    assert postcodes_of("", "Drongen", GAZETTEER) >= {"9000", "9031", "9050"}
    assert postcodes_of("9031", "Drongen", GAZETTEER) == {"9031"}
    assert postcodes_of("", "Nergens", GAZETTEER) == frozenset()


def test_every_village_is_sane_for_its_own_postcode() -> None:
    for village in GAZETTEER.villages:
        assert is_sane(village.point, [village.postcode], GAZETTEER), village


def _nearest_other_km(code: str) -> float:
    """From the villages of a postcode to the nearest village with another one."""
    others = [village for village in GAZETTEER.villages if village.postcode != code]
    return min(
        distance_km(
            village.point, min(others, key=lambda o: _squared(o.point, village.point)).point
        )
        for village in GAZETTEER.postcodes[code].villages
    )


def test_the_farthest_is_a_little_more_than_from_one_village_to_the_next() -> None:
    """What the constant was measured on; a new gazetteer may ask for another."""
    nearest = sorted(_nearest_other_km(code) for code in GAZETTEER.postcodes)
    assert nearest[len(nearest) // 2] == pytest.approx(2.1, abs=0.1)
    assert nearest[len(nearest) * 95 // 100] == pytest.approx(4.3, abs=0.1)
    assert nearest[-1] == pytest.approx(_nearest_other_km("2910")) == pytest.approx(9.3, abs=0.05)
    assert nearest[-1] < FARTHEST_KM


def test_a_point_just_too_far_is_not_sane() -> None:
    village = GAZETTEER.postcodes["9900"].villages[0].point
    near, far = (Point(village.lat, village.lon + km / 69.9) for km in (9.9, 10.3))
    assert distance_km(village, near) < FARTHEST_KM < distance_km(village, far)
    assert is_sane(near, ["9900"], GAZETTEER)
    assert not is_sane(far, ["9900"], GAZETTEER)


def test_the_box_counts_too() -> None:
    """A village at the border may be near, and still be in France or the Netherlands."""
    outside = Point(FLANDERS_AND_BRUSSELS.south - 0.01, 4.35)
    codes = list(GAZETTEER.postcodes)
    assert min(distance_km(outside, v.point) for v in GAZETTEER.villages) < FARTHEST_KM
    assert not is_sane(outside, codes, GAZETTEER)
