"""Open today: what the phone computes from opening_hours, in words and on the page."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from finder.files.reading import read_file
from finder.measuring.fuzzing import hours_text
from opening_hours import OpeningHours, validate

from tests.browser.modules import call
from tests.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.visiting import Visit, Visitor
    from tests.sites import BuiltSite

BRUSSELS = ZoneInfo("Europe/Brussels")

# Hours, the moment in Belgium, and the sentences for it.
SENTENCES = [
    # 25 November 2026 is a Wednesday.
    ("We 13:30-16:30", "2026-11-25 09:00", "Vandaag open van 13.30 tot 16.30 uur."),
    ("We 13:30-16:30", "2026-11-25 16:29", "Vandaag open van 13.30 tot 16.30 uur."),
    (
        "We 13:30-16:30",
        "2026-11-25 16:30",
        "Vandaag niet meer open. Woensdag 2 december weer open van 13.30 tot 16.30 uur.",
    ),
    (
        "We 13:30-16:30",
        "2026-11-23 09:00",
        "Vandaag gesloten. Woensdag weer open van 13.30 tot 16.30 uur.",
    ),
    (
        "We 13:30-16:30",
        "2026-11-24 23:59",
        "Vandaag gesloten. Morgen weer open van 13.30 tot 16.30 uur.",
    ),
    (
        "Mo-Fr 08:30-12:00,13:15-16:00",
        "2026-11-25 12:30",
        "Vandaag open van 8.30 tot 12 en van 13.15 tot 16 uur.",
    ),
    ("Mo,We 14:00+", "2026-11-25 13:00", "Vandaag open vanaf 14 uur."),
    (
        'We 09:00-12:00 "na afspraak"',
        "2026-11-25 08:00",
        "Vandaag open van 9 tot 12 uur (na afspraak).",
    ),
    ('We "na afspraak"', "2026-11-25 08:00", "Vandaag open? Dat weten we niet zeker. Bel eerst."),
    ('Th-Tu 09:00-12:00; We "?"', "2026-11-24 08:00", "Vandaag open van 9 tot 12 uur."),
    ("24/7", "2026-12-25 03:00", "Vandaag de hele dag open."),
    # Days without hours are no promise of day and night.
    ("Mo-Fr", "2026-11-25 03:00", "Vandaag open? Dat weten we niet zeker. Bel eerst."),
    ("Mo-Fr", "2026-11-22 03:00", "Vandaag gesloten."),
    ("We open", "2026-11-25 03:00", "Vandaag open? Dat weten we niet zeker. Bel eerst."),
    (
        "Mo-Fr 09:00-12:00; Sa",
        "2026-11-28 08:00",
        "Vandaag open? Dat weten we niet zeker. Bel eerst.",
    ),
    ("Mo-Su 00:00-24:00", "2026-11-25 03:00", "Vandaag de hele dag open."),
    # The second Tuesday of December 2026 is the 8th; the first after it the 12th of January.
    ("Tu[2] 10:00-12:00", "2026-12-08 09:00", "Vandaag open van 10 tot 12 uur."),
    (
        "Tu[2] 10:00-12:00",
        "2026-12-15 09:00",
        "Vandaag gesloten. Dinsdag 12 januari weer open van 10 tot 12 uur.",
    ),
    ("Tu[-1] 10:00-12:00", "2026-12-29 09:00", "Vandaag open van 10 tot 12 uur."),
    (
        "Tu,Th,Fr 09:00-11:30, Tu[3] 16:00-18:00",
        "2026-12-15 12:00",
        "Vandaag open van 9 tot 11.30 en van 16 tot 18 uur.",
    ),
    # After midnight the evening before still counts.
    ("Fr 20:00-02:00", "2026-11-28 01:59", "Nu open tot 2 uur."),
    (
        "Fr 20:00-02:00",
        "2026-11-28 02:00",
        "Vandaag gesloten. Vrijdag weer open van 20 tot 2 uur.",
    ),
    ("Fr 18:00-24:00", "2026-11-27 23:59", "Vandaag open van 18 tot 24 uur."),
    # A later rule takes the place of an earlier one for the whole day.
    ("Mo-Fr 09:00-12:00; We 14:00-16:00", "2026-11-25 08:00", "Vandaag open van 14 tot 16 uur."),
    (
        "Mo-Sa 10:00-12:00; Jul-Aug Mo off",
        "2027-07-05 09:00",
        "Vandaag gesloten. Morgen weer open van 10 tot 12 uur.",
    ),
    ("Nov-Feb We 10:00-12:00", "2027-02-24 09:00", "Vandaag open van 10 tot 12 uur."),
    # Christmas 2026 is a Friday. Without a word about holidays nobody knows.
    ("Mo-Fr 09:00-12:00", "2026-12-25 08:00", "Vandaag is een feestdag. Bel eerst."),
    (
        "Mo-Fr 09:00-12:00; PH off",
        "2026-12-25 08:00",
        "Vandaag gesloten. Maandag weer open van 9 tot 12 uur.",
    ),
    ("Mo-Fr,PH 09:00-12:00", "2026-12-25 08:00", "Vandaag open van 9 tot 12 uur."),
    (
        "Sa 09:00-12:00",
        "2026-12-25 08:00",
        "Vandaag gesloten. Morgen weer open van 9 tot 12 uur.",
    ),
    # The next day that is sure: not Christmas, a week later.
    (
        "Th,Fr 09:00-12:00",
        "2026-12-24 13:00",
        "Vandaag niet meer open. Donderdag 31 december weer open van 9 tot 12 uur.",
    ),
    # Nobody told the phone when schools are closed; on a Saturday it makes no difference.
    (
        "Mo-Fr 09:00-12:00; SH off",
        "2026-11-25 08:00",
        "Misschien is het nu dicht voor de schoolvakantie. Bel eerst.",
    ),
    ("Mo-Fr 09:00-12:00; SH off", "2026-11-28 08:00", "Vandaag gesloten."),
    # What the page cannot read.
    ("Mo-Fr sunrise-sunset", "2026-11-25 08:00", "Uren niet bekend. Bel eerst."),
    ("week 1-20 Mo 10:00-12:00", "2026-11-25 08:00", "Uren niet bekend. Bel eerst."),
    ("We 25:00-26:00", "2026-11-25 08:00", "Uren niet bekend. Bel eerst."),
    ("We 10:60-12:00", "2026-11-25 08:00", "Uren niet bekend. Bel eerst."),
    ("off", "2026-11-25 08:00", "Uren niet bekend. Bel eerst."),
    ("", "2026-11-25 08:00", "Uren niet bekend. Bel eerst."),
    # What only says when it is closed says nothing about the other days.
    ("PH off", "2026-11-25 08:00", "Uren niet bekend. Bel eerst."),
    ("PH off", "2026-12-25 08:00", "Vandaag gesloten."),
    ("Jul-Aug off", "2026-11-24 14:00", "Uren niet bekend. Bel eerst."),
    ("Jul-Aug off", "2027-07-06 14:00", "Vandaag gesloten."),
    ("Mo off; PH off", "2026-11-25 08:00", "Uren niet bekend. Bel eerst."),
    ("Mo off; PH off", "2026-11-23 08:00", "Vandaag gesloten."),
    ("Tu[1] off", "2026-12-01 08:00", "Vandaag gesloten."),
    ("Tu[1] off", "2026-12-08 08:00", "Uren niet bekend. Bel eerst."),
    ("Jul-Aug open", "2027-07-06 14:00", "Uren niet bekend. Bel eerst."),
    ("mo-fr 09:00-12:00", "2026-11-25 08:00", "Uren niet bekend. Bel eerst."),
    ("Mo[3-1] 09:00-12:00", "2026-11-25 08:00", "Uren niet bekend. Bel eerst."),
]

# Until when the hours of an evening go on.
NIGHT = dt.timedelta(hours=12)
# What initiatives may write; the hours of every file come with these.
FORMS = [
    "Mo-Fr 09:00-12:00; PH off",
    "Mo-Fr,PH 09:00-12:00",
    "Mo-Sa 10:00-18:00; PH 10:00-12:00",
    "Sa-Mo 09:00-12:00",
    "We 13:30+",
    "Fr 20:00-02:00",
    "Fr-Sa 20:00-02:00",
    "We 10:00-26:00",
    "Tu[2] 10:00-12:00",
    "Mo[5] 09:00-12:00; Th[-1] 10:00-11:00",
    "Sa[1-3] 09:00-12:00",
    "Nov-Feb Mo 09:00-12:00",
    "Mar-Oct 09:00-18:00; Nov-Feb off",
    "Mo-Fr 09:00-12:00; We 14:00-16:00",
    "Mo-Fr 09:00-12:00, We 14:00-16:00",
    "Mo,Sa 10:00-12:00; Jul-Aug Mo off; PH off",
    "10:00-12:00",
    'Mo-Fr 09:00-12:00 "na afspraak"',
    "Mo-Su 00:00-24:00",
    "24/7",
]
# A holiday for the library, and by law a Sunday like any other.
EASTERS = [dt.date(2026, 4, 5), dt.date(2027, 3, 28)]
# Christmas; summer time, and Easter; Ascension Day; the national holiday; winter time.
WEEKS = ["2026-12-21", "2027-03-25", "2027-05-03", "2027-07-19", "2027-10-29"]


@pytest.fixture
def page(visitor: Visitor, small_site: BuiltSite) -> Visit:
    """A page of the site, where its modules can be called."""
    return visitor.open(small_site, "lijst/", javascript=True)


def moment(text: str) -> float:
    """Milliseconds since 1970 of a moment on the clocks of Belgium."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=BRUSSELS).timestamp() * 1000


def states(page: Visit, rows: list[tuple[str, float]]) -> list[dict[str, Any]]:
    """The state of each pair of hours and moment."""
    found: list[dict[str, Any]] = page.page.evaluate(
        """async ([home, rows]) => {
          const { state, inWords } = await import(`${home}assets/js/open.js`);
          return rows.map(([hours, at]) => {
            const found = state(hours, new Date(at));
            return { ...found, words: inWords(found) };
          });
        }""",
        [page.home, rows],
    )
    return found


def real_hours() -> Iterator[str]:
    """The hours of every initiative."""
    for path in sorted(ROOT.glob("initiatives/*/*.yml")):
        document, _ = read_file(path, path.name)
        if document and isinstance(document.data.get("hours"), str):
            yield str(document.data["hours"])


def test_every_sentence(page: Visit) -> None:
    found = states(page, [(hours, moment(at)) for hours, at, _ in SENTENCES])
    assert [
        (hours, at, state["words"]) for (hours, at, _), state in zip(SENTENCES, found, strict=True)
    ] == (SENTENCES)


@pytest.mark.parametrize("zone", ["Europe/Brussels", "America/New_York", "Pacific/Kiritimati"])
def test_belgian_time_whatever_the_zone_of_the_phone(page: Visit, zone: str) -> None:
    devtools = page.page.context.new_cdp_session(page.page)
    devtools.send("Emulation.setTimezoneOverride", {"timezoneId": zone})
    # Half an hour before and after midnight in Belgium, in winter and in summer time.
    utc = ["2026-11-24T22:30Z", "2026-11-24T23:30Z", "2027-07-13T21:30Z", "2027-07-13T22:30Z"]
    at = [dt.datetime.fromisoformat(text).timestamp() * 1000 for text in utc]
    found = states(page, [("We 13:30-16:30", moment) for moment in at])
    assert [state["state"] for state in found] == ["closed", "open", "closed", "open"]


def test_the_hour_that_summer_time_skips_and_the_one_that_comes_twice(page: Visit) -> None:
    # On 28 March 2027 two o'clock is three o'clock; on 31 October 2027 half past two comes twice.
    utc = ["2027-03-28T00:59Z", "2027-03-28T01:00Z", "2027-10-31T00:30Z", "2027-10-31T01:30Z"]
    at = [dt.datetime.fromisoformat(text).timestamp() * 1000 for text in utc]
    found = states(page, [("Su 02:00-03:00", moment) for moment in at])
    assert [state["isNow"] for state in found] == [False, False, True, True]


def test_the_holidays_of_twelve_years_are_those_of_the_library(page: Visit) -> None:
    years = range(2024, 2036)
    found = call(page, "open.js", "holidaysOf", *([year] for year in years))
    library = OpeningHours("PH 12:00-12:01", country="BE")
    for year, numbers in zip(years, found, strict=True):
        ours = {dt.date(1970, 1, 1) + dt.timedelta(days=number) for number in numbers}
        noon = dt.datetime(year, 1, 1, 12)
        days = [noon + dt.timedelta(days=day) for day in range(365)]
        theirs = {day.date() for day in days if library.is_open(day)}
        # The library counts Easter Sunday too; by law it is a Sunday like any other.
        easter_monday = sorted(ours)[1]
        assert ours == theirs - {easter_monday - dt.timedelta(days=1)}, year


def test_open_now_is_what_the_library_says(page: Visit) -> None:
    """Every second hour of five weeks, for all hours in the data and every form."""
    hours = sorted({*real_hours(), *FORMS})
    assert len(hours) > len(FORMS)
    start = [dt.datetime.fromisoformat(week).replace(tzinfo=dt.UTC) for week in WEEKS]
    at = [
        week + dt.timedelta(hours=hour, minutes=15)
        for week in start
        for hour in range(0, 7 * 24, 2)
    ]
    rows = [(text, moment) for text in hours for moment in at]
    found = states(page, [(text, moment.timestamp() * 1000) for text, moment in rows])
    holidays = OpeningHours("PH", country="BE")
    libraries = {text: OpeningHours(text, country="BE") for text in hours}
    differences, known = [], 0
    for (text, instant), state in zip(rows, found, strict=True):
        local = instant.astimezone(BRUSSELS).replace(tzinfo=None)
        if state["state"] == "unknown":
            # Never unknown without a reason: a holiday about which the hours say nothing, and days
            # of school, which no list tells.
            if "SH" in text and state["why"] == "school":
                continue
            assert state["why"] == "holiday", text
            assert holidays.is_open(local) or holidays.is_open(local - NIGHT), text
            assert "PH" not in text
            continue
        # Easter Sunday is a holiday for the library.
        if local.date() == dt.date(2027, 3, 28) and "PH" in text:
            continue
        known += 1
        if state["isNow"] != libraries[text].is_open(local):
            differences.append((text, local.isoformat()))
    assert differences == []
    assert known > 0.9 * len(rows)


def test_generated_hours_are_open_when_the_library_says_so(page: Visit) -> None:
    """What nobody thought of: texts by chance, each at some moments of two years, in one call."""
    chance = random.Random(11)  # noqa: S311 (nothing secret)
    texts = [text for _ in range(400) if validate(text := hours_text(chance))]
    rows = [(text, at) for text in texts for at in _moments(chance)]
    found = states(page, [(text, at.timestamp() * 1000) for text, at in rows])
    libraries = {text: OpeningHours(text, country="BE") for text in texts}
    known, differences = set(), []
    for (text, at), state in zip(rows, found, strict=True):
        local = at.replace(tzinfo=None)
        if state["state"] == "unknown" or local.date() in EASTERS:
            continue
        known.add(text)
        if state["isNow"] != libraries[text].is_open(local):
            differences.append((text, local.isoformat(), state["words"]))
    assert differences == []
    assert len(texts) > 300
    assert len(known) > 0.6 * len(texts)


def _moments(chance: random.Random) -> Iterator[dt.datetime]:
    """Moments on the clocks of Belgium, a quarter past or to an hour."""
    for _ in range(8):
        minutes = chance.randrange(730 * 48) * 30 + 15
        yield dt.datetime(2026, 1, 1, tzinfo=BRUSSELS) + dt.timedelta(minutes=minutes)


def test_a_result_says_whether_it_is_open(visitor: Visitor, small_site: BuiltSite) -> None:
    visit = visitor.open(small_site, None, javascript=True)
    visit.page.clock.set_fixed_time(moment("2026-11-25 09:00") / 1000)
    visit.go("9000/")
    card = visit.page.locator("[data-initiative=ocmw-gent]")
    card.get_by_text("Vandaag open van 13.30 tot 16.30 uur.").wait_for()
    # Results without hours for programs say nothing about today.
    without = visit.page.locator("[data-initiative]:not([data-h])")
    assert without.count() > 0
    assert without.locator(".o").count() == 0


def test_a_page_that_stays_open_past_midnight_keeps_the_truth(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = visitor.open(small_site, None, javascript=True)
    visit.page.clock.install(time=moment("2026-11-24 23:50") / 1000)
    visit.go("initiatieven/ocmw-gent/")
    line = visit.page.locator("main > .f .o")
    line.get_by_text("Vandaag niet meer open. Morgen weer open").wait_for()
    visit.page.clock.fast_forward("15:00")
    line.get_by_text("Vandaag open van 13.30 tot 16.30 uur.").wait_for()


def test_what_lies_still_promises_no_hours(small_site: BuiltSite) -> None:
    with_hours = {
        article.get("data-initiative")
        for address in ("9000/", "2000/", "9820/")
        for article in small_site.tree(address).iter("article")
        if article.get("data-h")
    }
    assert with_hours == {"ocmw-gent", "rechts-naar-links-antwerpen", "lang-woord-merelbeke"}


def test_without_a_phone_number_it_does_not_say_to_call(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = visitor.open(small_site, "initiatieven/ocmw-gent/", javascript=True)
    doubt = {"state": "unknown", "why": "holiday"}
    told = call(visit, "open.js", "inWords", [doubt, True], [doubt, False])
    assert told == [
        f"Vandaag is een feestdag. {step}" for step in ("Bel eerst.", "Vraag het eerst.")
    ]


def test_without_javascript_the_hours_stand_in_words(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = visitor.open(small_site, "initiatieven/ocmw-gent/")
    assert visit.page.get_by_text("Woensdag: 13.30 tot 16.30 uur").is_visible()
    assert visit.page.locator(".o").count() == 0
