"""Opening hours as recurrence rules: only what is regular, and exactly what it says."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import opening_hours as osm
import pytest
from finder.rendering.exports.schedules import DAYS, Slot, opening_hours, regular

from tests.building import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence

ALL = "MO,TU,WE,TH,FR,SA,SU"
REGULAR: list[tuple[str, list[tuple[str, str, str, str]]]] = [
    ("Mo 09:00-12:00", [("WEEKLY", "MO", "09:00", "12:00")]),
    ("Mo-We,Fr 09:00-12:00", [("WEEKLY", "MO,TU,WE,FR", "09:00", "12:00")]),
    ("Sa-Mo 09:00-12:00", [("WEEKLY", "MO,SA,SU", "09:00", "12:00")]),
    ("Mo 09:00-12:00,13:00-17:00",
     [("WEEKLY", "MO", "09:00", "12:00"), ("WEEKLY", "MO", "13:00", "17:00")]),
    ("Mo,Tu 09:00-12:00; PH off", [("WEEKLY", "MO,TU", "09:00", "12:00")]),
    ("Mo-Fr 09:00-12:00; We 13:00-16:00",
     [("WEEKLY", "MO,TU,TH,FR", "09:00", "12:00"), ("WEEKLY", "WE", "13:00", "16:00")]),
    ("Mo-Fr 09:00-12:00, We 13:00-16:00",
     [("WEEKLY", "MO,TU,WE,TH,FR", "09:00", "12:00"), ("WEEKLY", "WE", "13:00", "16:00")]),
    ("Mo-Fr 09:00-12:00; We off", [("WEEKLY", "MO,TU,TH,FR", "09:00", "12:00")]),
    ("Tu[1] 14:00-16:00", [("MONTHLY", "1TU", "14:00", "16:00")]),
    ("Tu[1,3] 14:00-16:00; Fr[-1] 10:00-12:00",
     [("MONTHLY", "-1FR", "10:00", "12:00"), ("MONTHLY", "1TU,3TU", "14:00", "16:00")]),
    ("24/7", [("WEEKLY", ALL, "00:00", "23:59")]),
]  # fmt: skip
IRREGULAR = [
    "Jan-Mar: Mo 09:00-12:00", "Mo 09:00+", "Mo 22:00-02:00", "Mo 09:00-24:00", "SH Mo 10:00-12:00",
    "Mo 09:00-12:00; SH off", "PH 10:00-12:00", "Mo off", "09:00-12:00", "Mo 09:00-12:00 \"bel\"",
    "Mo 09:00-12:00; Mo[1] off", "Mo 12:00-12:00", "onzin", "",
]  # fmt: skip


@pytest.mark.parametrize(("hours", "slots"), REGULAR)
def test_regular_hours_are_rules(hours: str, slots: list[tuple[str, str, str, str]]) -> None:
    assert list(regular(hours)) == [Slot(*slot) for slot in slots]


@pytest.mark.parametrize("hours", IRREGULAR)
def test_what_no_rule_can_say_has_none(hours: str) -> None:
    assert regular(hours) == ()


@pytest.mark.parametrize("hours", [hours for hours, _ in REGULAR if hours != "24/7"])
def test_rules_come_back_as_the_same_hours(hours: str) -> None:
    assert regular(opening_hours(regular(hours))) == regular(hours)


def is_open(slots: Sequence[Slot], moment: dt.datetime) -> bool:
    """Whether one of the rules holds, by counting days as RFC 5545 does."""
    day, time = moment.date(), moment.strftime("%H:%M")
    name = DAYS[day.weekday()].upper()
    is_last = (day + dt.timedelta(days=7)).month != day.month
    names = {name, f"{(day.day - 1) // 7 + 1}{name}", *([f"-1{name}"] if is_last else [])}
    return any(
        not names.isdisjoint(slot.days.split(",")) and slot.opens <= time < slot.closes
        for slot in slots
    )


def hours_of_the_data() -> list[str]:
    """Every kind of hours in the data, with the tables of this test."""
    texts = (path.read_text("utf-8") for path in (ROOT / "initiatives").rglob("*.yml"))
    lines = (line for text in texts for line in text.splitlines() if line.startswith("hours: "))
    found = {line.removeprefix("hours: ").strip('"') for line in lines}
    return sorted(found | {hours for hours, _ in REGULAR})


def test_rules_say_what_the_library_of_openstreetmap_says() -> None:
    """In five weeks without a public holiday, each half hour of the day."""
    start = dt.datetime(2026, 9, 7, 0, 15)
    moments = [start + dt.timedelta(minutes=30 * n) for n in range(35 * 48)]
    known = [(hours, slots) for hours in hours_of_the_data() if (slots := regular(hours))]
    assert len(known) > len(REGULAR) / 2
    for hours, slots in known:
        judge = osm.OpeningHours(hours)
        differ = [m for m in moments if is_open(slots, m) != judge.is_open(m)]
        assert not differ, (hours, differ[:3])
