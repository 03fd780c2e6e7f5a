"""The fuzzer: seeded, counted, and able to see what it looks for."""

from __future__ import annotations

import random
import re

import opening_hours
import pytest
from finder.checking import agreeing, prices
from finder.checking.rules import Context
from finder.contributing import interview, mails, tables
from finder.contributing.tables import Row, Table
from finder.files.hours import parse
from finder.measuring import fuzzing, patterns
from finder.measuring.fuzzing import Fuzzer, hours_text
from finder.measuring.made_tables import MadeTable
from finder.places.geocoding import normalising
from finder.words import marking

from tests.building import ROOT, TODAY, real_gazetteer, small_words, yaml_text


def fuzzer() -> Fuzzer:
    context = Context(small_words().taxonomy, real_gazetteer(), TODAY)
    return Fuzzer(context, small_words(), [yaml_text(hours="Mo 09:00-12:00").encode()])


@pytest.mark.parametrize("name", fuzzing.TARGETS)
def test_some_rounds_of_each_target_break_nothing(name: str) -> None:
    tried = fuzzer()
    for number in range(15):
        tried.attempt(name, fuzzing.TARGETS[name], f"test-{number}")
    assert tried.found == []
    assert sum(tried.counts.values()) == 15


def test_the_same_seed_gives_the_same() -> None:
    counts = []
    for _ in range(2):
        tried = fuzzer()
        assert list(tried.run(3, 2)) == [1, 2]
        counts.append(tried.counts)
    assert counts[0] == counts[1]


def test_an_error_is_found_and_counted() -> None:
    def broken(_chance: random.Random, _fuzzer: Fuzzer) -> str:
        raise KeyError("kapot")

    tried = fuzzer()
    tried.attempt("broken", broken, "1")
    assert [(one.target, one.seed) for one in tried.found] == [("broken", "1")]
    assert "kapot" in tried.found[0].problem
    assert tried.counts == {"broken broken": 1}


def test_hours_mean_what_an_independent_library_says() -> None:
    """Over generated texts, on days of two years."""
    tried = fuzzer()
    for number in range(150):
        tried.attempt("hours", fuzzing.hours, f"law-{number}")
    assert tried.found == []
    assert tried.counts["hours compared"] > 75


def test_generated_tables_are_mostly_read_and_many_become_files() -> None:
    tried = fuzzer()
    for number in range(60):
        tried.attempt("sheets", fuzzing.sheets, f"many-{number}")
    assert tried.found == []
    assert tried.counts["sheets made"] > 20
    assert tried.counts["sheets refused"] < 20


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"telefoon": "09 245 09 06"}, "telefoon: '09 245 09 05' is read as '09 245 09 06'"),
        ({}, "telefoon: '09 245 09 05' is read as ''"),
    ],
)
def test_a_cell_that_is_read_as_something_else_is_found(
    cells: dict[str, str], problem: str
) -> None:
    seen = MadeTable(["telefoon"], [{"telefoon": "09 245 09 05"}])
    with pytest.raises(fuzzing.BrokenError, match=problem):
        fuzzing.as_seen(seen, Table("tabel.csv", [Row(2, cells)]))


def test_a_hidden_row_that_is_read_is_found() -> None:
    seen = MadeTable(["naam"], [{"naam": "Huis"}], hidden={2})
    with pytest.raises(fuzzing.BrokenError, match="hidden row 2"):
        fuzzing.as_seen(seen, Table("tabel.csv", [Row(2, {"naam": "Huis"})]))


def test_generated_hours_are_mostly_read_by_both() -> None:
    texts = [hours_text(random.Random(number)) for number in range(100)]  # noqa: S311
    assert sum(opening_hours.validate(text) for text in texts) > 70
    assert sum(parse(text) is not None for text in texts) > 70


@pytest.mark.parametrize("text", [r"(a+)+b"])
def test_a_pattern_that_explodes_is_seen(text: str) -> None:
    assert patterns.explodes(re.compile(text))


def test_a_busy_machine_is_no_slow_pattern(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where everything costs too much, only what costs more than the rest is told."""
    monkeypatch.setattr(patterns, "MOST_SECONDS", 0.0)
    assert patterns.explodes(re.compile(r"a*b")) == ""


@pytest.mark.parametrize(
    ("pattern", "at_start"),
    [
        (interview._ONLY_NUMBERS, True), (marking._NUMBER, False),
        (normalising._STREET_AND_NUMBER, True), (agreeing.WHOLE_ADDRESS, True),
        (prices._PAID, False), (tables._LOST_LETTER, False),
    ],
)  # fmt: skip
def test_what_was_once_slow(pattern: re.Pattern[str], *, at_start: bool) -> None:
    """Thirty digits and a sign cost a minute, where a question of the interview was answered."""
    assert patterns.explodes(pattern, at_start=at_start) == ""


def test_a_mail_with_an_endless_sender_is_read_as_text() -> None:
    """Found with seed 90210: the standard library took seconds to take it apart."""
    raw = b"From: " + b"A.B.C. " * 6000 + b"\nSubject: x\n\nNaam: Huis\n"
    assert len(raw) > mails.LONGEST_HEADER
    mail = mails.mail_of(raw)
    assert (mail.subject, mail.sender) == ("", ())
    assert "Naam: Huis" in mail.text


def test_the_scan_knows_the_patterns_that_are_kept_and_written() -> None:
    """Also how one is used: a pattern that is asked once, at the start, may look far."""
    kept = {name for name, _ in patterns.compiled()}
    assert {"_RULE", "_PRICE", "_HOST_SIGNS", "SLUG", "GUARDED"} <= kept
    assert len(list(patterns.written(ROOT / "scripts"))) > 30
    assert "GUARDED" in patterns.only_at_the_start(ROOT / "scripts")
    assert "_PRICE" not in patterns.only_at_the_start(ROOT / "scripts")
