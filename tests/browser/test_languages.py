"""The site in other languages in a browser: for all eyes, by keyboard, and by the words of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visiting import Visitor
    from tests.sites import BuiltSite

KINDS = ("", "9000/", "gemeenten/gent/", "initiatieven/ocmw-gent/", "keuzehulp/", "soorten/eten/",
         "hulp-nu/", "rechten/", "woordenboek/", "lijst/", "zoeken/", "kaart/")  # fmt: skip
PHONE = "09 266 91 11"


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_axe_finds_nothing_on_any_kind_of_page(
    visitor: Visitor, tongues_site: BuiltSite, language: str, width: Literal[320, 1280]
) -> None:
    found = []
    visit = visitor.open(tongues_site, None, javascript=True, width=width)
    for address in KINDS:
        visit.page.goto(f"{visit.home}{language}/{address}")
        visit.settle()
        found += violations(visit.page, f"{language}/{address}")
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert found == []


def test_a_number_reads_from_left_to_right_in_arabic(
    visitor: Visitor, tongues_site: BuiltSite
) -> None:
    """Its first digits stand to the left of its last."""
    visit = visitor.open(tongues_site, "ar/initiatieven/ocmw-gent/", javascript=False)
    number = visit.page.locator("main a[href^='tel:'] bdi").first
    expect(number).to_have_text(PHONE)
    first, last = number.evaluate(
        """(element) => [0, element.textContent.length - 1].map((at) => {
             const range = document.createRange();
             range.setStart(element.firstChild, at);
             range.setEnd(element.firstChild, at + 1);
             return range.getBoundingClientRect().left;
           })"""
    )
    assert first < last


# A word as people type it, the language, and the kind whose page it leads to.
WORDS = [
    ("nourriture", "fr", "eten"),
    ("dettes", "fr", "rechten-geld"),
    ("طعام", "ar", "eten"),
    ("الديون", "ar", "rechten-geld"),
]


@pytest.mark.parametrize(("word", "language", "kind"), WORDS)
def test_a_word_of_the_language_finds_its_kind(
    visitor: Visitor, tongues_site: BuiltSite, word: str, language: str, kind: str
) -> None:
    visit = visitor.open(tongues_site, f"{language}/zoeken/?q={word}", javascript=True)
    found = visit.page.locator(f"main ol a[href$='{language}/soorten/{kind}/']")
    expect(found.first).to_be_visible()


def _tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until the focus is on an element."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(selector)


def test_the_choice_help_works_by_keyboard_in_arabic(
    visitor: Visitor, tongues_site: BuiltSite
) -> None:
    visit = visitor.open(tongues_site, "ar/keuzehulp/", javascript=True)
    _tab_to(visit.page, "main ul.g a")
    visit.page.keyboard.press("Enter")
    title = visit.page.get_by_role("heading", level=1)
    expect(title).to_have_text("هل تحتاج أيضًا بسرعة إلى طعام أو أغراض؟")


def test_the_filters_work_by_keyboard_in_arabic(visitor: Visitor, tongues_site: BuiltSite) -> None:
    visit = visitor.open(tongues_site, "ar/9000/", javascript=True)
    visit.settle()
    shown = visit.page.locator("main article:visible")
    before = shown.count()
    _tab_to(visit.page, ".z [aria-pressed]")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".z [aria-pressed=true]").first).to_be_visible()
    assert 0 < shown.count() < before


def test_a_browser_that_asks_for_another_language_is_offered_the_page_once(
    visitor: Visitor, tongues_site: BuiltSite
) -> None:
    """One line in that language; the visitor's browser asks for Dutch unless it is told."""
    visit = visitor.open(tongues_site, "fr/9000/", javascript=True)
    offered = visit.page.locator("main > p[lang=nl] a")
    expect(offered).to_have_text("Deze pagina bestaat ook in het Nederlands.")
    assert offered.get_attribute("href") == f"{visit.home}9000/"
    visit.page.goto(f"{visit.home}fr/gemeenten/gent/")
    visit.settle()
    visit.page.wait_for_timeout(1000)
    assert visit.page.locator("main > p[lang=nl]").count() == 0
