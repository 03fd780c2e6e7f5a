"""Exceptions to a rule: they end, people are warned, and only two rules can have one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from finder.checking.excusing import LONGEST, check_exceptions
from finder.checking.rules import check_initiative
from finder.findings import Severity

from tests.building import TODAY, document, initiative, rules, yaml_text

if TYPE_CHECKING:
    from finder.checking.rules import Context


def text(until: str, rule: str = "freshness", reason: str = "In de winter is het dicht.") -> str:
    """A file with one exception, on line 8."""
    return yaml_text(exceptions=f"\n  - {{rule: {rule}, until: {until}, reason: {reason}}}")


@pytest.mark.parametrize(
    ("until", "rule", "severity"),
    [
        ("2026-11-21", "exception-over", Severity.WARNING),
        ("2020-01-01", "exception-over", Severity.WARNING),
        ("2026-11-22", "exception-ends", Severity.WARNING),
        ("2026-12-23", "exception-ends", Severity.WARNING),
        ("2026-12-24", "", None),
        ("2027-11-23", "", None),
        ("2027-11-24", "exception-long", Severity.ERROR),
        ("9999-12-31", "exception-long", Severity.ERROR),
    ],
)
def test_an_end(until: str, rule: str, severity: Severity | None) -> None:
    """The last day still counts; a month before it people are warned; a year is the longest."""
    found = list(check_exceptions(document(text(until)), TODAY))
    assert [(f.rule, f.severity) for f in found] == ([(rule, severity)] if severity else [])
    for finding in found:
        assert (finding.line, finding.field) == (8, "exceptions.0.until")
        assert until in finding.message
        assert finding.hint


def test_time_alone_stops_nothing(context: Context) -> None:
    """The day after the last one the check warns, and the initiative is published all the same."""
    found = document(text("2026-11-22"))
    assert rules(check_exceptions(found, TODAY)) == ["exception-ends"]
    assert rules(check_exceptions(found, TODAY + dt.timedelta(days=1))) == ["exception-over"]
    made, findings = check_initiative(document(text("2020-11-21")), context)
    assert made is not None
    assert not made.is_excused("freshness", TODAY)
    assert rules(findings) == ["exception-over"]


def test_the_longest_is_a_year() -> None:
    """Whoever writes a date exactly a year ahead, in a leap year too, is right."""
    assert dt.date(2028, 11, 22) - dt.date(2027, 11, 22) <= LONGEST


@pytest.mark.parametrize("rule", ["phone", "hours", "slug-twice", "pause-over", '""'])
def test_no_other_rule_can_have_an_exception(context: Context, rule: str) -> None:
    """A mistake in a file stays a mistake, and the check names the two rules that can."""
    initiative, findings = check_initiative(document(text("2027-06-01", rule)), context)
    assert initiative is None
    (finding,) = [f for f in findings if f.field == "exceptions.0.rule"]
    assert finding.rule == "value-unknown"
    assert finding.hint == "Kies uit: freshness, links."


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ("[{rule: links, until: 2027-06-01}]", "exceptions.0.reason"),
        ('[{rule: links, until: 2027-06-01, reason: ""}]', "exceptions.0.reason"),
        ("[{rule: links, reason: Zo is het.}]", "exceptions.0.until"),
        ("[{rule: links, until: volgend jaar, reason: Zo is het.}]", "exceptions.0.until"),
        ("[{rule: links, until: 2027-02-30, reason: Zo is het.}]", "exceptions.0.until"),
        ("[{rule: links, until: 2027, reason: Zo is het.}]", "exceptions.0.until"),
        ("[{rule: links, until: 20270601, reason: Zo is het.}]", "exceptions.0.until"),
        ("{rule: links}", "exceptions"),
        ("links", "exceptions"),
    ],
)
def test_an_exception_has_an_end_and_a_reason(context: Context, value: str, field: str) -> None:
    """One without is refused, in words and on its line."""
    initiative, findings = check_initiative(document(yaml_text(exceptions=value)), context)
    assert initiative is None
    assert field in {finding.field for finding in findings if finding.is_error}


def test_it_holds_for_its_rule_until_its_last_day() -> None:
    """Another rule is not excused, nor is the day after."""
    one = {"rule": "links", "until": "2026-11-22", "reason": "De site weert programma's."}
    excused = initiative(exceptions=[one])
    assert excused.is_excused("links", TODAY)
    assert not excused.is_excused("freshness", TODAY)
    assert not excused.is_excused("links", TODAY + dt.timedelta(days=1))
    assert not initiative().is_excused("links", TODAY)
