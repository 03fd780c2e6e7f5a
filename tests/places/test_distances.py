"""Distances in arrays say what the slow and exact formula of geopy says."""

from __future__ import annotations

import random

import pytest
from finder.places.distances import distances_km
from finder.places.gazetteer import FLANDERS_AND_BRUSSELS, Point, distance_km

GENT = Point(51.05, 3.73)
# A millimetre, in kilometres.
MILLIMETRE = 1e-6

OTHERS = [
    (GENT, "the same point"),
    (Point(51.05, 3.7300001), "a centimetre east"),
    (Point(51.0500001, 3.73), "a centimetre north"),
    (Point(51.05, 5.92), "along the parallel"),
    (Point(50.67, 3.73), "along the meridian"),
    (Point(-33.9, 18.4), "another half of the earth"),
]


@pytest.mark.parametrize(("other", "what"), OTHERS)
def test_a_distance_is_that_of_the_exact_formula(other: Point, what: str) -> None:
    found = distances_km(GENT, [other])
    assert found == [pytest.approx(distance_km(GENT, other), abs=MILLIMETRE)], what


def test_any_two_points_of_flanders_and_brussels() -> None:
    chance, box = random.Random(15), FLANDERS_AND_BRUSSELS  # noqa: S311 (the same each time)

    def point() -> Point:
        return Point(chance.uniform(box.south, box.north), chance.uniform(box.west, box.east))

    here, others = point(), [point() for _ in range(300)]
    exact = [distance_km(here, other) for other in others]
    assert distances_km(here, others) == pytest.approx(exact, abs=MILLIMETRE)


def test_one_at_a_time_and_all_at_once_say_the_same() -> None:
    others = [other for other, _ in OTHERS]
    apart = [distances_km(GENT, [other])[0] for other in others]
    assert distances_km(GENT, others) == pytest.approx(apart, abs=MILLIMETRE)


def test_nothing_is_nowhere() -> None:
    assert distances_km(GENT, []) == []
