"""Opening hours in words that anybody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import opening_hours
import pytest
from finder.checking import catalogue
from finder.files.reading import read_file
from finder.words.hours import in_words, is_understood
from hypothesis import given
from hypothesis import strategies as st

from tests.building import ROOT, small_words

if TYPE_CHECKING:
    from finder.words.saying import Words

UNDERSTOOD = [
    ("24/7", ["Dag en nacht, elke dag."]),
    # Weekdays.
    ("Mo 09:00-12:00", ["Maandag: 9 tot 12 uur"]),
    ("Tu 09:00-12:00", ["Dinsdag: 9 tot 12 uur"]),
    ("We 09:00-12:00", ["Woensdag: 9 tot 12 uur"]),
    ("Th 09:00-12:00", ["Donderdag: 9 tot 12 uur"]),
    ("Fr 09:00-12:00", ["Vrijdag: 9 tot 12 uur"]),
    ("Sa 09:00-12:00", ["Zaterdag: 9 tot 12 uur"]),
    ("Su 09:00-12:00", ["Zondag: 9 tot 12 uur"]),
    ("Mo-Fr 09:00-12:00", ["Maandag tot vrijdag: 9 tot 12 uur"]),
    ("Mo,We 09:00-12:00", ["Maandag en woensdag: 9 tot 12 uur"]),
    ("Mo, We, Fr 09:00-12:00", ["Maandag, woensdag en vrijdag: 9 tot 12 uur"]),
    ("Mo-We,Fr 09:00-12:00", ["Maandag tot woensdag en vrijdag: 9 tot 12 uur"]),
    ("Mo-Su 09:00-12:00", ["Elke dag: 9 tot 12 uur"]),
    ("09:00-12:00", ["Elke dag: 9 tot 12 uur"]),
    # Times.
    ("Mo 09:30-12:15", ["Maandag: 9.30 tot 12.15 uur"]),
    ("Mo 09:05-12:00", ["Maandag: 9.05 tot 12 uur"]),
    ("Mo 9:00-12:00", ["Maandag: 9 tot 12 uur"]),
    ("Mo 00:00-24:00", ["Maandag: 0 tot 24 uur"]),
    ("Fr 18:00-02:00", ["Vrijdag: 18 tot 2 uur"]),
    ("Mo 09:00-12:00,13:30-17:00", ["Maandag: 9 tot 12 en 13.30 tot 17 uur"]),
    ("Mo 09:00-12:00, 13:30-17:00", ["Maandag: 9 tot 12 en 13.30 tot 17 uur"]),
    (
        "Mo 09:00-12:00,13:30-17:00,18:00-20:00",
        ["Maandag: 9 tot 12, 13.30 tot 17 en 18 tot 20 uur"],
    ),
    # An open end.
    ("We 14:00+", ["Woensdag: vanaf 14 uur"]),
    ("We 09:00-12:00,14:30+", ["Woensdag: 9 tot 12 en vanaf 14.30 uur"]),
    # The nth and the last.
    ("Tu[1] 14:00-16:00", ["Eerste dinsdag van de maand: 14 tot 16 uur"]),
    ("Tu[5] 14:00-16:00", ["Vijfde dinsdag van de maand: 14 tot 16 uur"]),
    ("Tu[2,4] 14:00-16:00", ["Tweede en vierde dinsdag van de maand: 14 tot 16 uur"]),
    ("Tu[1-3] 14:00-16:00", ["Eerste, tweede en derde dinsdag van de maand: 14 tot 16 uur"]),
    ("Tu[1,-1] 14:00-16:00", ["Eerste en laatste dinsdag van de maand: 14 tot 16 uur"]),
    ("Fr[-1] 14:00-16:00", ["Laatste vrijdag van de maand: 14 tot 16 uur"]),
    (
        "Sa[1],Su[3] 10:00-11:00",
        ["Eerste zaterdag van de maand en derde zondag van de maand: 10 tot 11 uur"],
    ),
    # Months.
    ("Sep-Jun We 13:30-16:30", ["Woensdag, van september tot juni: 13.30 tot 16.30 uur"]),
    ("Jul-Aug: We 13:30-16:30", ["Woensdag, van juli tot augustus: 13.30 tot 16.30 uur"]),
    ("Dec We 13:30-16:30", ["Woensdag, in december: 13.30 tot 16.30 uur"]),
    ("Jan-Mar 10:00-12:00", ["Elke dag, van januari tot maart: 10 tot 12 uur"]),
    # Closed.
    ("PH off", ["Niet op feestdagen."]),
    ("SH off", ["Niet op schoolvakanties."]),
    ("PH,SH off", ["Niet op feestdagen en schoolvakanties."]),
    ("Tu off", ["Niet op dinsdag."]),
    ("Mo-Fr closed", ["Niet op maandag tot vrijdag."]),
    ("Jul-Aug off", ["Niet van juli tot augustus."]),
    ("Aug off", ["Niet in augustus."]),
    ("Jul-Aug Mo off", ["Niet op maandag, van juli tot augustus."]),
    ("Jul PH off", ["Niet op feestdagen, in juli."]),
    # Holidays on which it is open.
    ("PH 10:00-12:00", ["Feestdagen: 10 tot 12 uur"]),
    ("Mo,PH 10:00-12:00", ["Maandag en feestdagen: 10 tot 12 uur"]),
    # Several rules.
    (
        "Mo-Fr 09:00-12:00; We 13:30-16:30; PH off",
        [
            "Maandag tot vrijdag: 9 tot 12 uur",
            "Woensdag: 13.30 tot 16.30 uur",
            "Niet op feestdagen.",
        ],
    ),
    ("Mo 10:00-12:00, We 13:00-15:00", ["Maandag: 10 tot 12 uur", "Woensdag: 13 tot 15 uur"]),
    (
        "Tu,Th,Fr 09:00-11:30, Tu[3] 16:00-18:00",
        [
            "Dinsdag, donderdag en vrijdag: 9 tot 11.30 uur",
            "Derde dinsdag van de maand: 16 tot 18 uur",
        ],
    ),
    (
        "Mo 14:00+, Sep-Jun We 13:00-15:00",
        [
            "Maandag: vanaf 14 uur",
            "Woensdag, van september tot juni: 13 tot 15 uur",
        ],
    ),
    # Remarks; a sign in a remark does not begin a rule.
    ('Mo 10:00-12:00 "bel eerst"', ["Maandag: 10 tot 12 uur (bel eerst)"]),
    ('Mo 10:00-12:00 "bel; kom dan"', ["Maandag: 10 tot 12 uur (bel; kom dan)"]),
    (
        'Mo 10:00-12:00 "om 9, We niet"; Tu 09:00-10:00',
        ["Maandag: 10 tot 12 uur (om 9, We niet)", "Dinsdag: 9 tot 10 uur"],
    ),
    (
        'Mo 10:00-12:00 "a; b"; Tu 09:00-10:00 "c; d"',
        ["Maandag: 10 tot 12 uur (a; b)", "Dinsdag: 9 tot 10 uur (c; d)"],
    ),
    ('Mo "na afspraak"', ["Maandag (na afspraak)"]),
    ('PH off "behalve 11 juli"', ["Niet op feestdagen. (behalve 11 juli)"]),
    # Open all day.
    ("Mo open", ["Maandag"]),
    ("Mo-Fr", ["Maandag tot vrijdag"]),
]

NOT_UNDERSTOOD = [
    "Mo-Fr sunrise-sunset",
    'We 13:30-16:30 || "bel eerst"',
    '"na afspraak"',
    "off",
    "week 1-53/2 Fr 09:00-12:00",
    "Dec 25 off",
    "2026 Dec 25 off",
    "Jan-Mar,Oct-Dec Mo 10:00-12:00",
    "SH We 10:00-12:00",
    "Tu[-2] 14:00-16:00",
    "Mo 10:00-12:00; Dec 25 off",
    "easter off",
    "Mo-Fr 09:00-12:00 unknown",
]


@pytest.mark.parametrize(("text", "lines"), UNDERSTOOD)
def test_hours_in_words(words: Words, text: str, lines: list[str]) -> None:
    """What the form of OpenStreetMap says, a line for each rule."""
    assert in_words(text, words) == tuple(lines)
    assert is_understood(text, words)


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_what_is_not_understood_stays_as_it_is(words: Words, text: str) -> None:
    """Rather the text itself, all of it, than words that say something else."""
    assert in_words(text, words) == (text,)
    assert not is_understood(text, words)


@pytest.mark.parametrize("text", [*(text for text, _ in UNDERSTOOD), *NOT_UNDERSTOOD])
def test_the_tables_hold_only_hours_that_the_check_lets_through(text: str) -> None:
    """Hours that opening_hours does not read never come this far."""
    assert opening_hours.validate(text)


MONTHS_IN_WORDS = {
    "Jan": "januari",
    "Feb": "februari",
    "Mar": "maart",
    "Apr": "april",
    "May": "mei",
    "Jun": "juni",
    "Jul": "juli",
    "Aug": "augustus",
    "Sep": "september",
    "Oct": "oktober",
    "Nov": "november",
    "Dec": "december",
}


@pytest.mark.parametrize("month", MONTHS_IN_WORDS)
def test_each_month(words: Words, month: str) -> None:
    """By its Dutch name."""
    assert in_words(f"{month} off", words) == (f"Niet in {MONTHS_IN_WORDS[month]}.",)


DAYS = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "Mo-Fr", "Tu,Th", "Tu[1]", "Fr[-1]", "PH", "SH"]
TIMES = ["09:00-12:00", "13:30-17:00", "09:00-12:00,13:00-17:30", "14:00+", "off"]
MONTHS = ["", "Jul ", "Sep-Jun "]
RULE = st.tuples(*map(st.sampled_from, (MONTHS, DAYS, [" "], TIMES))).map("".join)


@given(st.lists(RULE, min_size=1, max_size=4))
def test_any_combination_is_understood_line_by_line(rules: list[str]) -> None:
    """Each rule has its own line, whatever stands beside it."""
    words = small_words()
    lines = in_words("; ".join(rules), words)
    assert lines == tuple(line for rule in rules for line in in_words(rule, words))
    assert len(lines) == len(rules)
    for rule, line in zip(rules, lines, strict=True):
        assert line != rule
        assert line[0].isupper()
        assert ("Niet" in line) == ("off" in rule)
        assert ("van september tot juni" in line) == ("Sep-Jun" in rule)


@given(st.text('MoTuWeSa[]-,;:0123456789" offPH+', max_size=30))
def test_any_text_gives_words_or_itself(text: str) -> None:
    """Whatever stands there, a page can show it."""
    lines = in_words(text, small_words())
    assert lines == (text,) or all(lines)


def test_all_real_hours_are_understood(words: Words) -> None:
    """No visitor sees the form of OpenStreetMap: each of the real data is put into words."""
    found = {}
    for path in catalogue.data_files(ROOT):
        document, _ = read_file(path, path.name)
        text = document.text("hours") if document else None
        if text is not None:
            found[path.name] = text
    assert found
    assert {name: text for name, text in found.items() if not is_understood(text, words)} == {}
