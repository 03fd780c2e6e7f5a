"""Hours that have the form of OpenStreetMap and are odd: warnings, each with its mend."""

from __future__ import annotations

import pytest
from finder.checking import hours
from finder.findings import Severity

from tests.building import document, rules, yaml_text

ODD = [
    # What no visitor could read.
    ("Jul 15-Aug 15 off", "hours-unclear"),
    ('Mo-Fr 09:00-12:00 || \\"op afspraak\\"', "hours-unclear"),
    ("mo-fr 09:00-12:00", "hours-unclear"),
    ("12:00-13:00 off", "hours-unclear"),
    ("off", "hours-unclear"),
    ("closed", "hours-unclear"),
    ("open", "hours-unclear"),
    ("Feb 30", "hours-unclear"),
    ("Mo-Fr sunrise-sunset", "hours-unclear"),
    # What says nothing about the other days.
    ("Jul-Aug off", "hours-only-closed"),
    ("PH off", "hours-only-closed"),
    ("Mo closed; PH off", "hours-only-closed"),
    # Days without hours.
    ("Mo-Fr", "hours-without-times"),
    ("Mo-Fr 09:00-12:00; Sa", "hours-without-times"),
    ("We open", "hours-without-times"),
    # Turned, and too long.
    ("We 16:30-13:30", "hours-long"),
    ("Fr 07:00-25:00", "hours-long"),
    ("Mo 10:00-10:00", "hours-long"),
    ("Mo 00:00-23:59", "hours-long"),
    # A later rule on the same day.
    ("Mo 09:00-12:00; Mo 13:00-16:00", "hours-covered"),
    ("Mo-Fr 09:00-12:00; 13:00-16:00", "hours-covered"),
    ("Mo-Fr 09:00-12:00; We 13:30-16:30", "hours-covered"),
    ("Mo 09:00-12:00; Mo 10:00-13:00", "hours-covered"),
    ("Mo 09:00-12:00; Mo off", "hours-covered"),
    ("Mo[1] 09:00-12:00; Mo 09:00-11:00", "hours-covered"),
    ("Jul Mo 09:00-12:00; Jun-Aug Mo 13:00-16:00", "hours-covered"),
    # Open twice at one time.
    ("Mo 08:00-10:00,09:00-12:00", "hours-overlap"),
    ("Mo 10:00-12:00,10:00-12:00", "hours-overlap"),
    ("Mo-Fr 08:00-10:00, We 09:00-12:00", "hours-overlap"),
    # Closed, and opened again by what comes after.
    ("PH off; Mo-Fr 09:00-12:00", "hours-reopened"),
    ("Mo-Fr 09:00-12:00; PH off; Sa 10:00-12:00", "hours-reopened"),
    ("Aug off; Mo 10:00-12:00", "hours-reopened"),
    ("SH off; We 13:00-16:00", "hours-reopened"),
    ("We-Th off; Tu-We 13:00-16:00", "hours-reopened"),
    # What other programs read as two rules.
    ("Mo, We 09:00-12:00", "hours-space"),
]
CLEAR = [
    "24/7",
    "Mo-Su 00:00-24:00",
    "Mo-Fr 09:00-12:00",
    "Mo 09:00-12:00,13:00-16:00",
    "Mo 09:00-12:00, Mo 13:00-16:00",
    "Mo-Fr 09:00-12:00; We 09:00-12:00,18:00-20:00",
    "Mo-Su 09:00-18:00; We 09:00-12:00",
    "Mo-Fr 09:00-12:00; We off",
    "Mo-Fr 09:00-12:00; PH off",
    "Mo-Fr 09:00-12:00; Jul-Aug off",
    "Sa[1] 10:00-13:00; Sa[3] 10:00-12:00",
    "Sa[4] 10:00-13:00; Sa[5] 14:00-15:00",
    "Jan-Jun Mo 09:00-12:00; Jul-Dec Mo 13:00-16:00",
    "Fr 20:00-12:00",
    "Mo 08:00-10:00,10:00-12:00",
    "Mo-Fr 08:00-10:00, We 13:00-16:00",
    "Su off; Mo-Fr 09:00-12:00",
    "Mo-Fr 09:00-17:00; Jul-Aug off; Jul Mo 10:00-12:00",
    "Mo 08:00-24:00",
    "We 14:00+",
    'Mo \\"na afspraak\\"',
]


@pytest.mark.parametrize(("text", "rule"), ODD)
def test_what_nobody_would_say_so(text: str, rule: str) -> None:
    found = list(hours.check_meaning(document(yaml_text(hours=f'"{text}"'))))
    assert rules(found) == [rule]
    assert found[0].severity is Severity.WARNING
    assert found[0].hint


@pytest.mark.parametrize("text", CLEAR)
def test_what_is_clear(text: str) -> None:
    found = document(yaml_text(hours=f'"{text}"'))
    assert [*hours.check_form(found), *hours.check_meaning(found)] == []


def test_other_capitals_are_mended() -> None:
    found = document(yaml_text(hours='"mo-fr 9:00-12:00"'))
    assert [one.hint for one in hours.check_meaning(found)] == ['Bedoel je "Mo-Fr 09:00-12:00"?']


def test_open_alone_is_not_mended_into_day_and_night() -> None:
    (found,) = hours.check_meaning(document(yaml_text(hours="open")))
    assert "24/7" not in found.hint


def test_when_it_is_closed_may_stand_beside_the_hours_in_words() -> None:
    text = yaml_text(hours="Jul-Aug off", hours_note="Elke dinsdag van 14 tot 16 uur.")
    assert list(hours.check_meaning(document(text))) == []


def test_a_text_of_any_length_is_left_to_the_shape() -> None:
    found = document(yaml_text(hours=f'"{"Mo 09:00-12:00; " * 2000}"'))
    assert [*hours.check_form(found), *hours.check_meaning(found)] == []
