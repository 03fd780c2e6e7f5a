"""An address that is wrong or old: it helps, at any depth, and below a folder of the host."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.visiting import Visit, Visitor
    from tests.sites import BuiltSite

WRONG = ["9999/", "gemeenten/nergens/", "a/b/c/d.html", "initiatieven/%3Cscript%3E/"]


@pytest.fixture(params=["built_site", "small_site"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    """A site at the root of its host, and one below a folder."""
    found: BuiltSite = request.getfixturevalue(request.param)
    return found


def lost(visitor: Visitor, site: BuiltSite, address: str) -> Visit:
    """A visitor at an address that is not there; only the page itself is missing."""
    visit = visitor.open(site, None, wrong=True)
    answer = visit.go(address)
    assert answer.status == 404
    assert visit.elsewhere == []
    assert [text for text in visit.errors if "404" not in text] == []
    assert len(visit.errors) <= 1
    return visit


@pytest.mark.parametrize("address", WRONG)
def test_a_wrong_address_says_so_and_looks_like_the_site(
    visitor: Visitor, site: BuiltSite, address: str
) -> None:
    visit = lost(visitor, site, address)
    expect(visit.page.get_by_role("heading", level=1)).to_contain_text("vinden we niet")
    background = visit.page.locator("button.b, form button").first.evaluate(
        "button => getComputedStyle(button).backgroundColor"
    )
    assert background not in {"rgba(0, 0, 0, 0)", "rgb(239, 239, 239)"}, "the style sheet is there"


@pytest.mark.parametrize("address", WRONG)
def test_a_wrong_address_leads_back_by_search_and_by_links(
    visitor: Visitor, site: BuiltSite, address: str
) -> None:
    visit = lost(visitor, site, address)
    visit.page.locator("#q").fill("9000")
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_url(f"{visit.home}zoeken/?q=9000")
    visit.go(address)
    links = visit.page.locator("a[href]").evaluate_all("all => all.map(a => a.href)")
    for link in (link for link in links if not link.startswith(f"{visit.page.url}#")):
        if link.startswith(visit.home):
            assert visit.page.request.get(link).status == 200, link
        else:
            assert link.startswith("mailto:"), link


@pytest.mark.parametrize("path", ["9000/", "gemeenten/gent/", "kaart/", "over/"])
def test_every_link_of_a_page_below_a_folder_stays_below_it(
    visitor: Visitor, small_site: BuiltSite, path: str
) -> None:
    visit = visitor.open(small_site, path)
    links = visit.page.locator("a[href]").evaluate_all("all => all.map(a => a.href)")
    host = visit.home.removesuffix(small_site.base)
    own = [link for link in links if link.startswith(host)]
    assert own
    assert [link for link in own if not link.startswith(visit.home)] == []
