"""What is today: the day in Brussels, whatever the clock of the machine says."""

from __future__ import annotations

import datetime as dt

import pytest
from finder import days


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-29T22:59:59+00:00", dt.date(2026, 11, 29)),
        ("2026-11-29T23:00:00+00:00", dt.date(2026, 11, 30)),  # winter: an hour ahead
        ("2026-07-01T21:59:59+00:00", dt.date(2026, 7, 1)),
        ("2026-07-01T22:00:00+00:00", dt.date(2026, 7, 2)),  # summer: two hours ahead
        ("2026-11-30T00:30:00+01:00", dt.date(2026, 11, 30)),
        ("2026-11-29T18:30:00-06:00", dt.date(2026, 11, 30)),
    ],
)
def test_a_day_begins_at_midnight_in_brussels(now: str, expected: dt.date) -> None:
    assert days.today(now=dt.datetime.fromisoformat(now)) == expected


def test_a_chosen_day_wins() -> None:
    chosen = dt.datetime(2024, 2, 29)
    assert days.today(chosen, dt.datetime.now(tz=dt.UTC)) == dt.date(2024, 2, 29)


def test_without_anything_it_is_the_day_of_the_clock() -> None:
    assert abs((days.today() - dt.datetime.now(tz=dt.UTC).date()).days) <= 1
