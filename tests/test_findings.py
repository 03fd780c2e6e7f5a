"""How findings are ordered and printed."""

from __future__ import annotations

import itertools
from urllib.parse import unquote

import pytest
from finder.findings import Finding, Severity, for_github, for_people, has_errors, ordered
from hypothesis import given
from hypothesis import strategies as st

ERROR = Finding("phone", "a.yml", 3, "contact.phone", "Geen nummer.", "Schrijf een nummer.")
WARNING = Finding("pause-over", "a.yml", 9, "status", "Voorbij.", "Bel.", Severity.WARNING)
NOTICE = Finding("words", "b.yml", 1, "summary", "Lang.", "Kort.", Severity.NOTICE)

ANY_FINDING = st.builds(
    Finding,
    rule=st.sampled_from(["a", "b"]),
    file=st.sampled_from(["a.yml", "b.yml"]),
    line=st.integers(0, 3),
    field=st.sampled_from(["", "name"]),
    message=st.text(),
    hint=st.text(),
    severity=st.sampled_from(Severity),
)


@pytest.mark.parametrize(
    ("severity", "label"),
    [(Severity.ERROR, "FOUT"), (Severity.WARNING, "LET OP"), (Severity.NOTICE, "TIP")],
)
def test_severity_has_a_dutch_label(severity: Severity, label: str) -> None:
    """People read FOUT, LET OP or TIP."""
    assert severity.label == label


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([], False),
        ([NOTICE], False),
        ([WARNING, NOTICE], False),
        ([ERROR], True),
        ([NOTICE, WARNING, ERROR], True),
    ],
)
def test_only_an_error_stops_the_build(findings: list[Finding], expected: bool) -> None:
    """Warnings and notices never stop a build."""
    assert has_errors(findings) is expected


def test_a_finding_is_an_error_unless_it_says_otherwise() -> None:
    """Who forgets the severity stops the build, which is the safe side."""
    assert Finding("rule", "a.yml", 1, "", "Fout.").severity is Severity.ERROR


def test_ordered_by_file_line_field_rule_and_message() -> None:
    """A reader works through a file from top to bottom, and never sees a thing twice."""
    expected = [
        Finding("z", "a.yml", 2, "z", "z"),
        Finding("z", "a.yml", 10, "a", "z"),
        Finding("a", "a.yml", 10, "b", "z"),
        Finding("b", "a.yml", 10, "b", "a"),
        Finding("b", "a.yml", 10, "b", "b"),
        Finding("a", "b.yml", 1, "a", "a"),
    ]
    for given_order in itertools.permutations(expected):
        assert ordered([*given_order, given_order[0]]) == expected


@given(st.lists(ANY_FINDING))
def test_ordered_keeps_every_finding_once(findings: list[Finding]) -> None:
    """Sorting neither loses nor repeats a finding."""
    result = ordered(findings)
    assert set(result) == set(findings)
    assert len(result) == len(set(findings))


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (
            ERROR,
            "FOUT a.yml:3 [contact.phone]\n    Geen nummer.\n    Doe dit: Schrijf een nummer.",
        ),
        (WARNING, "LET OP a.yml:9 [status]\n    Voorbij.\n    Doe dit: Bel."),
        (Finding("file-name", "a.yml", 0, "", "Naam."), "FOUT a.yml\n    Naam."),
    ],
)
def test_for_people(finding: Finding, expected: str) -> None:
    """Place, field, message and mend; what is not known is left out."""
    assert for_people(finding) == expected


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (
            ERROR,
            "::error file=a.yml,line=3,title=contact.phone::Geen nummer. Schrijf een nummer.",
        ),
        (WARNING, "::warning file=a.yml,line=9,title=status::Voorbij. Bel."),
        (NOTICE, "::notice file=b.yml,line=1,title=summary::Lang. Kort."),
        (Finding("file-name", "a.yml", 0, "", "Naam."), "::error file=a.yml,line=1::Naam."),
        (
            Finding("r", "a,b:c%.yml", 2, "k:l,m", "x"),
            "::error file=a%2Cb%3Ac%25.yml,line=2,title=k%3Al%2Cm::x",
        ),
        (
            Finding("r", "a\r\nb.yml", 2, "k\n::error::l", "x"),
            "::error file=a%0D%0Ab.yml,line=2,title=k%0A%3A%3Aerror%3A%3Al::x",
        ),
        (
            Finding("r", "a.yml", 2, "", "100%\r\n::set-output::x, y: z", "%0A"),
            "::error file=a.yml,line=2::100%25%0D%0A::set-output::x, y: z %250A",
        ),
    ],
)
def test_for_github(finding: Finding, expected: str) -> None:
    """One line in GitHub's form; what has a meaning in that form is escaped."""
    assert for_github(finding) == expected


@given(ANY_FINDING)
def test_for_github_is_one_line_that_says_the_same(finding: Finding) -> None:
    """Nothing in a finding can begin a second command, and nothing of it is lost."""
    line = for_github(finding)
    assert "\n" not in line
    assert "\r" not in line
    text = line.split("::", 2)[2]
    assert unquote(text) == f"{finding.message} {finding.hint}".strip()
