"""Every number on the page "Hulp nu" can be called, and says where we read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import phonenumbers
import pytest
from finder.rendering.pages import help_now, initiatives
from finder.rendering.pages.frame import Frame
from finder.words.steps import first_call
from lxml import html

from tests.building import ROOT
from tests.sites import site_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FRAME = (ROOT / "docs" / "hulp-nu.md").read_text(encoding="utf-8")
NAMED = re.findall(r"^<!-- lijn!? ([a-z0-9-]+): .+ -->$", FRAME, re.MULTILINE)
BY_HAND = re.findall(r"\[([\d ]+)\]\(tel:(\d+)\)", FRAME)
# What tells to call first, or that nobody looked: never beside a number for help now.
DEFAULTS = ("agekeken", "Bel of mail", "Vraag het vooraf", "Niemand keek")


@pytest.fixture(scope="module")
def frame() -> Frame:
    """The frame of the pages of the real data."""
    return Frame(site_of(ROOT))


@pytest.fixture(scope="module")
def filled(frame: Frame) -> str:
    return help_now.fill(FRAME, frame)


@pytest.fixture(scope="module")
def tree(filled: str) -> HtmlElement:
    """The rows and lists that the data puts on the page."""
    made = [line for line in filled.splitlines() if line.startswith(("<ul", "<details><summary>"))]
    return html.fromstring(f"<div>{''.join(made)}</div>")


def rows(tree: HtmlElement) -> list[HtmlElement]:
    return [*tree.xpath("./ul[@class='hu']/li/a")]


def test_nothing_of_the_frame_is_left(filled: str) -> None:
    assert "<!--" not in filled


def test_the_frame_names_only_what_is_there(frame: Frame) -> None:
    """A row that is named twice, or of which the file is gone, would hide a number."""
    assert len(set(NAMED)) == len(NAMED)
    assert set(NAMED) <= {entry.slug for entry in frame.site.directory.entries}


def test_every_line_of_the_data_is_there_once(frame: Frame, tree: HtmlElement) -> None:
    shown = [row.get("href") for row in rows(tree)]
    assert len(shown) == len(set(shown)) >= 12
    for line in frame.site.directory.lines:
        (row,) = [row for row in rows(tree) if f"{line.initiative.name}." in row.text_content()]
        assert row.find("b").text == line.initiative.contact.phone


def test_a_row_says_its_meaning_first_then_cost_and_hours_then_the_number(
    tree: HtmlElement,
) -> None:
    for row in rows(tree):
        span, number = row
        meaning, small = span.text, span.find("small").text
        assert meaning
        assert not any(letter.isdigit() for letter in meaning)
        assert re.search(r"Gratis|prijs|kost", small), small
        assert re.search(r"uur|uren|nacht", small), small
        assert row.get("href").startswith("tel:")
        assert number.tag == "b"


def test_112_comes_first_and_stands_out_alone(tree: HtmlElement) -> None:
    assert rows(tree)[0].get("href") == "tel:112"
    assert [a.get("href") for a in tree.xpath(".//li[@class='u']/a")] == ["tel:112"]


def test_nobody_is_told_to_call_first_or_that_nobody_looked(filled: str) -> None:
    assert [text for text in DEFAULTS if text in filled] == []


def test_each_number_is_belgian(tree: HtmlElement) -> None:
    """What is shown is what the phone calls."""
    found = [(a.find("b").text, a.get("href")[4:]) for a in tree.xpath(".//a[@href]") if len(a)]
    calls = [(shown, called) for shown, called in found if not called.startswith("nitiatieven")]
    for shown, called in [*BY_HAND, *[pair for pair in calls if pair[0][0].isdigit()]]:
        number = phonenumbers.parse(called, "BE")
        assert phonenumbers.parse(shown, "BE").national_number == number.national_number
        if len(called) <= 4:
            assert phonenumbers.is_possible_short_number_for_region(number, "BE")
        else:
            assert phonenumbers.is_valid_number(number)


def test_each_line_says_where_we_read_it(frame: Frame, tree: HtmlElement) -> None:
    (told,) = tree.xpath("./ul[not(@class)]")
    for slug in {*NAMED, *(line.slug for line in frame.site.directory.lines)}:
        (link,) = told.xpath(f".//a[@href='../initiatieven/{slug}/']")
        item = link.getparent()
        assert item.xpath(".//a[starts-with(@href, 'http')]")
        assert re.search(r"\((\d|zonder|[a-z]+ \d)", item.text_content())


def test_each_number_by_hand_is_that_of_a_line(frame: Frame) -> None:
    """So that it has a source too."""
    known = {line.initiative.contact.phone for line in frame.site.directory.lines}
    assert {shown for shown, _ in BY_HAND} <= known
    assert all(shown.replace(" ", "") == called for shown, called in BY_HAND)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Hulplijn 1712", ["2021 zijn de uren ruimer dan 9 tot 17", "in 2022 tot 22 uur"]),
        ("Samusocial Brussel", ["Dag en nacht"]),
        ("Awel", ["2020", "14 uur", "zaterdag van 18 tot 22 uur"]),
        ("CAW (gratis nummer)", ["2022", "verschilt per streek"]),
        ("De Druglijn", ["niet dag en nacht", "maandag tot vrijdag van 12 tot 18 uur (2021)"]),
    ],
)
def test_hours_are_told_with_what_is_not_sure(
    tree: HtmlElement, name: str, told: list[str]
) -> None:
    (row,) = [row for row in rows(tree) if f"{name}." in row.text_content()]
    assert all(part in row.text_content() for part in told)


def test_a_bed_in_brussels_is_not_promised(tree: HtmlElement) -> None:
    (row,) = [row for row in rows(tree) if row.get("href") == "tel:+3280099340"]
    assert "Zeker is het niet" in row.text_content()


# --- no roof tonight ---------------------------------------------------------------------------


def test_every_place_to_sleep_stands_under_its_town(frame: Frame, tree: HtmlElement) -> None:
    """With its number, or a link to its page; what can be called comes first."""
    entries = [e for e in frame.site.directory.places if "slapen" in e.initiative.kinds]
    towns = {
        town.find("summary").text.rpartition(" (")[0]: town.xpath(".//li/a")
        for town in tree.xpath("./details")
    }
    assert sum(map(len, towns.values())) == len(entries) >= 15
    assert list(towns) == sorted(towns)
    for entry in entries:
        assert entry.municipality
        found = towns[entry.municipality.name]
        (row,) = [row for row in found if row.find("span").text == entry.initiative.name]
        call = first_call(entry, frame.words)
        assert row.find("b").text == (call.text if call else "Bekijk")
        assert row.get("href") == (call.href if call else f"../initiatieven/{entry.slug}/")
        if call and call.whose:
            assert f"Vraag naar {entry.initiative.name}." in row.xpath("string(span/small)")
    for found in towns.values():
        can_call = [row.get("href").startswith("tel:") for row in found]
        assert can_call == sorted(can_call, reverse=True)


def test_who_finds_no_town_knows_whom_to_call(filled: str) -> None:
    text = filled.partition("## Geen dak vannacht")[2].partition("\n## ")[0]
    assert "tel:+3280013500" in text
    assert "[112](tel:112)" in text
    assert "(gemeenten/index.md)" in text


def test_a_number_of_a_line_says_whose_it_is(tree: HtmlElement) -> None:
    """Who calls the CAW for a day centre asks for that centre."""
    (row,) = tree.xpath(".//a[span='Inloopcentrum De Meander' or contains(., 'De Meander')][span]")
    assert "Dit nummer is van CAW. Vraag naar Inloopcentrum De Meander." in row.text_content()


# --- made by hand ------------------------------------------------------------------------------


def test_a_page_without_markers_stays_as_it_is(frame: Frame) -> None:
    assert help_now.fill("# Iets\n\n<!-- aanbod -->\n", frame) == "# Iets\n\n<!-- aanbod -->\n"


def test_what_the_data_does_not_have_is_left_out(frame: Frame) -> None:
    found = help_now.fill("A\n\n<!-- lijn bestaat-niet: Iets -->\n\nB\n", frame)
    assert found.split() == ["A", "B"]


def test_a_line_that_the_frame_does_not_name_stands_among_the_others(frame: Frame) -> None:
    text = "<!-- lijn noodnummer-112: Brand -->\n\n<!-- andere lijnen -->\n"
    first, others = html.fromstring(f"<div>{help_now.fill(text, frame)}</div>")
    assert [a.get("href") for a in first.iter("a")] == ["tel:112"]
    assert len(others) == len(frame.site.directory.lines) - 1
    assert "tel:106" in [a.get("href") for a in others.iter("a")]


def test_words_of_the_frame_and_of_the_data_are_only_text(frame: Frame) -> None:
    """Each list is one line of HTML, so Markdown and a browser see the words as words."""
    found = help_now.fill("<!-- lijn noodnummer-112: <b>*Brand*</b> -->\n", frame)
    assert "&lt;b&gt;*Brand*&lt;/b&gt;" in found
    assert found.strip().count("\n") == 0


# --- lines elsewhere ---------------------------------------------------------------------------


def test_the_page_of_a_line_tells_no_more_than_is_known(frame: Frame) -> None:
    for line in frame.site.directory.lines:
        body = html.fromstring(initiatives.initiative(frame, line).body)
        for aside in body.xpath("//aside"):
            aside.drop_tree()
        text = body.text_content()
        assert [words for words in DEFAULTS if words in text] == [], line.slug


@pytest.mark.parametrize("code", ["1000", "1080", "2000", "3500", "8800", "9000", "9940"])
def test_no_line_is_a_result_of_a_place(frame: Frame, code: str) -> None:
    directory = frame.site.directory
    found = directory.near(directory.gazetteer.postcodes[code])
    lines = {line.slug for line in directory.lines}
    assert not lines & {result.listed.slug for results in found.values() for result in results}


def test_every_municipality_still_has_the_number_of_the_caw(frame: Frame) -> None:
    directory = frame.site.directory
    for town in directory.gazetteer.municipalities.values():
        caw = directory.first_help(town).caw
        assert caw, town.name
        assert caw.listed.initiative.contact.phone, town.name
