"""From the first page to a phone number: on a small phone, without JavaScript."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import HEIGHTS

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visiting import Visitor
    from tests.sites import BuiltSite


def top(page: Page, selector: str) -> float:
    """Where an element begins, in pixels below the top of the first screen."""
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"]


def test_a_postcode_leads_to_the_list_and_the_list_to_the_postcode(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    visit = visitor.open(built_site)
    visit.page.get_by_role("searchbox").or_(visit.page.get_by_role("textbox")).fill("9000")
    visit.page.get_by_role("button", name="Zoek").click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Zoek")
    assert parse_qs(urlsplit(visit.page.url).query)["q"] == ["9000"]
    visit.page.get_by_text("9...", exact=True).click()
    visit.page.get_by_role("link", name="9000", exact=True).click()
    expect(visit.page).to_have_url(f"{visit.home}9000/")
    expect(visit.page.get_by_role("heading", level=1)).to_contain_text("9000 Gent")


def test_enter_is_enough_to_search(visitor: Visitor, built_site: BuiltSite) -> None:
    visit = visitor.open(built_site)
    visit.page.locator("#q").fill("Gent")
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_url(re.compile(r"/zoeken/\?q=Gent$"))


def test_the_box_says_what_to_type(visitor: Visitor, built_site: BuiltSite) -> None:
    page = visitor.open(built_site).page
    expect(page.get_by_label("Je postcode of gemeente")).to_be_visible()
    assert top(page, "#q") < HEIGHTS[320], "the box is on the first screen"


def test_every_postcode_and_municipality_can_be_reached_from_the_list(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    page = visitor.open(built_site, "gemeenten/").page
    links = set(page.locator("main a").evaluate_all("all => all.map(a => a.getAttribute('href'))"))
    addresses = built_site.addresses
    assert {f"../{a}" for a in addresses if re.fullmatch(r"\d{4}/", a)} <= links
    assert {f"../{a}" for a in addresses if re.fullmatch(r"gemeenten/[^/]+/", a)} <= links


def test_results_stand_in_groups_in_order_of_distance(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    page = visitor.open(built_site, "9000/").page
    groups = page.locator("section[data-group]").evaluate_all(
        """sections => sections.map(section => [
            section.dataset.group,
            [...section.querySelectorAll("article")].map(
                article => [article.dataset.initiative, Number(article.dataset.km)])])"""
    )
    names = [name for name, _ in groups]
    assert names == [name for name in ("here", "near", "wide") if name in names]
    assert names[0] == "here"
    slugs = [slug for _, results in groups for slug, _ in results]
    assert len(slugs) == len(set(slugs)) > 10
    assert all(km <= 15 for name, results in groups if name == "near" for _, km in results)
    for _, results in groups:
        # What is too old stands last; so there is one way down and at most one step back up.
        distances = [km for _, km in results]
        back = [a > b for a, b in itertools.pairwise(distances)]
        assert sum(back) <= 1


def test_every_result_shows_its_name_and_a_way_to_reach_it(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    page = visitor.open(built_site, "9000/").page
    for article in page.locator("article").all():
        expect(article.get_by_role("heading")).to_be_visible()
        expect(article.get_by_role("link").first).to_be_visible()
        assert article.locator("a[href^='../initiatieven/']").count() > 0


# Long names of places take more lines.
@pytest.mark.parametrize("number", range(4))
def test_the_first_result_begins_on_the_first_screen_of_a_small_phone(
    visitor: Visitor, built_site: BuiltSite, number: int
) -> None:
    codes = [a for a in built_site.addresses if re.fullmatch(r"\d{4}/", a)]
    titles = {code: len(built_site.tree(code).findtext(".//h1") or "") for code in codes}
    longest = sorted(codes, key=lambda code: (-titles[code], code))[:3]
    page = visitor.open(built_site, ["9000/", *longest][number]).page
    assert top(page, "article") < HEIGHTS[320] - 40, "at least its first line"


def test_more_results_follow_on_a_second_page(visitor: Visitor, built_site: BuiltSite) -> None:
    visit = visitor.open(built_site, "9000/")
    first = visit.page.locator("article").evaluate_all("all => all.map(a => a.dataset.initiative)")
    visit.page.get_by_role("navigation", name="Meer resultaten").get_by_role(
        "link", name="2", exact=True
    ).click()
    expect(visit.page).to_have_url(f"{visit.home}9000/2/")
    second = visit.page.locator("article").evaluate_all("all => all.map(a => a.dataset.initiative)")
    assert second
    assert not set(first) & set(second)


def test_rights_stand_before_the_first_result(visitor: Visitor, built_site: BuiltSite) -> None:
    page = visitor.open(built_site, "9000/").page
    rights = page.get_by_role("main").get_by_role("link", name="Eerst je rechten").first
    box = rights.bounding_box()
    assert box
    assert box["y"] < top(page, "article")


def test_nothing_nearby_says_so_and_leads_to_help(visitor: Visitor, empty_site: BuiltSite) -> None:
    visit = visitor.open(empty_site, "9000/")
    expect(visit.page.get_by_role("main")).to_contain_text("nog niets")
    visit.page.get_by_role("main").get_by_role("link", name="hulp nu").first.click()
    expect(visit.page).to_have_url(f"{visit.home}hulp-nu/")


def test_from_a_postcode_to_a_call_takes_two_taps(visitor: Visitor, built_site: BuiltSite) -> None:
    page = visitor.open(built_site, "9000/").page
    page.locator("article h3 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    ways = page.locator("main a:is([href^='tel:'], [href^='mailto:'], [rel])")
    assert ways.count() > 0
