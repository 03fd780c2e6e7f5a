"""Opening hours in words that anybody reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import opening_hours
import pytest
from finder.checking import catalogue
from finder.files.hours import is_understood
from finder.files.reading import read_file
from finder.words.hours import in_words
from hypothesis import given
from hypothesis import strategies as st

from tests.building import ROOT, small_words

if TYPE_CHECKING:
    from finder.words.saying import Words

UNDERSTOOD = [
    ("24/7", ["Dag en nacht, elke dag."]),
    ("Mo-Su 00:00-24:00", ["Dag en nacht, elke dag."]),
    ("00:00-24:00", ["Dag en nacht, elke dag."]),
    ("Mo-Su 00:00-24:00; PH off", ["Elke dag: 0 tot 24 uur", "Niet op feestdagen."]),
    ("Jul Mo-Su 00:00-24:00", ["Elke dag, in juli: 0 tot 24 uur"]),
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
            "Maandag, dinsdag, donderdag en vrijdag: 9 tot 12 uur",
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
    # Days without hours.
    ("Mo open", ["Maandag"]),
    ("Mo-Fr", ["Maandag tot vrijdag"]),
    # A later rule takes the place of an earlier one on its days, and a comma adds.
    ("Mo 09:00-12:00; Mo 13:00-16:00", ["Maandag: 13 tot 16 uur"]),
    ("Mo 09:00-12:00, Mo 13:00-16:00", ["Maandag: 9 tot 12 uur", "Maandag: 13 tot 16 uur"]),
    ("Mo-Fr 09:00-12:00; 13:00-16:00", ["Elke dag: 13 tot 16 uur"]),
    (
        "09:00-12:00; Mo,Tu 13:00-16:00",
        ["Woensdag tot zondag: 9 tot 12 uur", "Maandag en dinsdag: 13 tot 16 uur"],
    ),
    ("Mo 09:00-12:00; Mo off", ["Niet op maandag."]),
    ("Mo off; Mo 09:00-12:00", ["Maandag: 9 tot 12 uur"]),
    ("Mo-Tu 09:00-12:00; Tu off", ["Maandag tot dinsdag: 9 tot 12 uur", "Niet op dinsdag."]),
    (
        "Mo-Tu,PH 09:00-12:00; Tu 10:00-11:00",
        ["Maandag en feestdagen: 9 tot 12 uur", "Dinsdag: 10 tot 11 uur"],
    ),
    (
        "Mo-Tu 09:00-12:00; Jul Tu 10:00-11:00",
        ["Maandag tot dinsdag: 9 tot 12 uur", "Dinsdag, in juli: 10 tot 11 uur"],
    ),
    (
        "Jul Mo-Tu 09:00-12:00; Tu 10:00-11:00",
        ["Maandag, in juli: 9 tot 12 uur", "Dinsdag: 10 tot 11 uur"],
    ),
    ("Tu[-1] 09:00-12:00; Tu 10:00-11:00", ["Dinsdag: 10 tot 11 uur"]),
    # Past midnight the clock begins anew.
    ("Fr 09:00-25:00", ["Vrijdag: 9 tot 1 uur"]),
    ("Fr 20:00-26:30", ["Vrijdag: 20 tot 2.30 uur"]),
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
    "mo-fr 09:00-12:00",
    "Jul 15-Aug 15 off",
    "12:00-13:00 off",
    "closed",
    "open",
    "Jul-Aug open",
    "Feb 30",
    "Jul-Aug",
    "Mo[3-1] 10:00-12:00",
    "Mo 10:00-12:00+",
    "Mo 10:00-12:00; off",
]


@pytest.mark.parametrize(("text", "lines"), UNDERSTOOD)
def test_hours_in_words(words: Words, text: str, lines: list[str]) -> None:
    """What the form of OpenStreetMap says, a line for each rule."""
    assert in_words(text, words) == tuple(lines)
    assert is_understood(text)


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_what_is_not_understood_has_no_words(words: Words, text: str) -> None:
    """Rather nothing than code, or words that say something else."""
    assert in_words(text, words) == ()
    assert not is_understood(text)


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


@given(RULE)
def test_any_rule_has_its_own_line(rule: str) -> None:
    """A line that says the months, and whether it is closed."""
    (line,) = in_words(rule, small_words())
    assert line[0].isupper()
    assert ("Niet" in line) == ("off" in rule)
    assert ("van september tot juni" in line) == ("Sep-Jun" in rule)


@given(st.lists(RULE, min_size=2, max_size=4))
def test_the_last_rule_always_holds_and_no_line_is_code(rules: list[str]) -> None:
    """The last line is that of the last rule; before it stands at most one for each other."""
    lines = in_words("; ".join(rules), small_words())
    assert lines[-1:] == in_words(rules[-1], small_words())
    assert len(lines) <= len(rules)
    assert not CODE.search(" ".join(lines))


# What OpenStreetMap writes and Dutch does not.
CODE = re.compile(r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH|off|closed|Jul|Sep|Jun)\b|\d:\d|\[|;|\|")


@given(st.text('MoTuWeSa[]-,;:0123456789" offPH+', max_size=30))
def test_any_text_gives_words_or_nothing(text: str) -> None:
    """Whatever stands there, a page can show it; a remark is in the words of its writer."""
    for line in in_words(text, small_words()):
        assert line
        assert '"' in text or not CODE.search(line)


@pytest.mark.parametrize("text", ["Mo 10:00-12:00 " * 300, '"' * 100_000, "Mo," * 50_000])
def test_a_text_that_is_too_long_is_not_read(text: str) -> None:
    assert not is_understood(text)


def test_all_real_hours_are_understood() -> None:
    """No visitor sees the form of OpenStreetMap: each of the real data is put into words."""
    found = {}
    for path in catalogue.data_files(ROOT):
        document, _ = read_file(path, path.name)
        text = document.text("hours") if document else None
        if text is not None:
            found[path.name] = text
    assert found
    assert {name: text for name, text in found.items() if not is_understood(text)} == {}
