"""What an answer says after those before it, and the file in which that is kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from finder.freshness.links.asking import Answer, Outcome
from finder.freshness.links.keeping import HARD, Kept, Trouble, after, as_text, read, still_used

from tests.building import TODAY

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://x.be/weg"
YESTERDAY = TODAY - dt.timedelta(days=1)
LONG_AGO = TODAY - dt.timedelta(days=40)

FINE = Answer(Outcome.FINE)
GONE = Answer(Outcome.GONE, "404")
DEAD = Answer(Outcome.DEAD_NAME, "deze naam bestaat niet")
BUSY = Answer(Outcome.SOFT, "503")
SLOW = Answer(Outcome.SOFT, "te traag")
MOVED = Answer(Outcome.MOVED, "https://y.be/")
LATER = Answer(Outcome.LATER)


def told(*answers: tuple[dt.date, Answer]) -> Kept | None:
    """What is kept after these answers, one after another."""
    kept = None
    for day, answer in answers:
        kept = after(kept, URL, answer, day)
    return kept


@pytest.mark.parametrize(
    ("answers", "is_broken"),
    [
        ([(TODAY, GONE)], False),
        ([(TODAY, GONE), (TODAY, GONE)], False),
        ([(YESTERDAY, GONE), (TODAY, GONE)], True),
        ([(YESTERDAY, DEAD), (TODAY, DEAD)], True),
        ([(YESTERDAY, DEAD), (TODAY, GONE)], True),
        ([(YESTERDAY, GONE), (TODAY, FINE)], False),
        ([(LONG_AGO, GONE), (YESTERDAY, FINE), (TODAY, GONE)], False),
        ([(LONG_AGO, GONE), (YESTERDAY, MOVED), (TODAY, GONE)], False),
        ([(LONG_AGO, GONE), (YESTERDAY, BUSY), (TODAY, GONE)], True),
        ([(YESTERDAY, GONE), (TODAY, BUSY)], False),
        ([(YESTERDAY, GONE), (TODAY, LATER)], False),
        ([(YESTERDAY, BUSY), (TODAY, BUSY)], False),
        ([(YESTERDAY, BUSY), (TODAY, GONE)], False),
        ([(YESTERDAY, SLOW), (TODAY, SLOW)], False),
        ([(YESTERDAY, MOVED), (TODAY, MOVED)], False),
    ],
)
def test_only_gone_on_two_different_days_is_broken(
    answers: list[tuple[dt.date, Answer]], is_broken: bool
) -> None:
    """A good day between makes it begin anew; a soft failure proves nothing either way."""
    kept = told(*answers)
    assert bool(kept and kept.is_broken) == is_broken


@pytest.mark.parametrize(
    ("answers", "trouble", "reason", "first", "last"),
    [
        ([(YESTERDAY, GONE), (TODAY, DEAD)], Trouble.DEAD_NAME, DEAD.reason, YESTERDAY, TODAY),
        ([(YESTERDAY, GONE), (TODAY, BUSY)], Trouble.GONE, "404", YESTERDAY, YESTERDAY),
        ([(YESTERDAY, BUSY), (TODAY, SLOW)], Trouble.SOFT, "te traag", YESTERDAY, TODAY),
        ([(YESTERDAY, BUSY), (TODAY, GONE)], Trouble.GONE, "404", TODAY, TODAY),
        ([(YESTERDAY, MOVED), (TODAY, MOVED)], Trouble.MOVED, MOVED.reason, YESTERDAY, TODAY),
        (
            [(YESTERDAY, MOVED), (TODAY, Answer(Outcome.MOVED, "https://z.be/"))],
            Trouble.MOVED,
            "https://z.be/",
            TODAY,
            TODAY,
        ),
        ([(YESTERDAY, MOVED), (TODAY, SLOW)], Trouble.SOFT, "te traag", TODAY, TODAY),
        ([(TODAY, GONE), (YESTERDAY, GONE)], Trouble.GONE, "404", YESTERDAY, TODAY),
    ],
)
def test_what_is_kept(
    answers: list[tuple[dt.date, Answer]],
    trouble: Trouble,
    reason: str,
    first: dt.date,
    last: dt.date,
) -> None:
    assert told(*answers) == Kept(URL, trouble, reason, first, last)


def test_what_works_is_not_kept() -> None:
    for before in (GONE, DEAD, BUSY, MOVED):
        assert told((YESTERDAY, before), (TODAY, FINE)) is None
    assert told((TODAY, FINE)) is None
    assert told((TODAY, LATER)) is None


def test_every_outcome_has_its_word() -> None:
    """Each answer but a good one, and one that was not asked, can be kept."""
    kept = {outcome.value for outcome in Outcome} - {Outcome.FINE.value, Outcome.LATER.value}
    assert kept == {trouble.value for trouble in Trouble}
    assert {Trouble.GONE, Trouble.DEAD_NAME} == HARD


# --- the file ----------------------------------------------------------------------------------

LINES = [
    Kept("https://b.be/", Trouble.SOFT, 'te "traag", zeg ik', YESTERDAY, TODAY),
    Kept("https://a.be/?x=1,2", Trouble.GONE, "404", TODAY, TODAY),
]


def test_the_file_is_sorted_and_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "links.csv"
    path.write_text(as_text(LINES), encoding="utf-8")
    assert path.read_text().split("\n")[1].startswith('"https://a.be/?x=1,2",gone,404,2026-11-22')
    found, findings = read(path)
    assert findings == []
    assert list(found.values()) == LINES[::-1]
    assert as_text(found.values()) == as_text(LINES)


def test_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert read(tmp_path / "links.csv") == ({}, [])


@pytest.mark.parametrize(
    "line",
    [
        "https://x.be/,gone,404,2026-11-22",
        "https://x.be/,weg,404,2026-11-22,2026-11-22",
        "https://x.be/,gone,404,gisteren,2026-11-22",
        "https://x.be/,gone,404,2026-11-22,2026-13-01",
        "https://x.be/,gone,404,2026-11-22,2026-11-22,meer",
        "<<<<<<< links",
        "\x00",
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_the_others_stay(tmp_path: Path, line: str) -> None:
    path = tmp_path / "links.csv"
    head, *rest = as_text(LINES).splitlines()
    path.write_text("\n".join([head, line, *rest]) + "\n", encoding="utf-8")
    found, findings = read(path)
    assert set(found) == {kept.url for kept in LINES}
    assert [(f.rule, f.file, f.line) for f in findings] == [("links", "initiatives/links.csv", 2)]


def test_another_first_line_is_told(tmp_path: Path) -> None:
    path = tmp_path / "links.csv"
    path.write_text("a,b,c\n")
    assert [finding.line for finding in read(path)[1]] == [1]


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "links.csv"
    path.write_bytes(b"\xff\xfe")
    assert [finding.line for finding in read(path)[1]] == [0]


def test_an_address_that_the_site_has_no_more_is_forgotten() -> None:
    kept = {line.url: line for line in LINES}
    assert list(still_used(kept, {"https://b.be/", "https://c.be/"})) == ["https://b.be/"]
