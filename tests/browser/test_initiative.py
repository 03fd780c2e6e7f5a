"""The page of one initiative: how to reach it, and how to say that something is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from playwright.sync_api import expect

from tests.sites import SMALL

if TYPE_CHECKING:
    from tests.browser.visiting import Visitor
    from tests.sites import BuiltSite

FILES = {
    path.stem: path
    for path in sorted((SMALL / "initiatives").rglob("*.yml"))
    if "leads" not in path.parts
}


def said(slug: str) -> dict[str, Any]:
    """What the file of an initiative says."""
    found = yaml.safe_load(FILES[slug].read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("slug", FILES)
def test_the_name_and_what_you_do_there_are_shown_as_they_were_written(
    visitor: Visitor, small_site: BuiltSite, slug: str
) -> None:
    page = visitor.open(small_site, f"initiatieven/{slug}/").page
    expect(page.get_by_role("heading", level=1)).to_have_text(said(slug)["name"])
    expect(page.get_by_role("main")).to_contain_text(said(slug)["summary"])
    assert said(slug)["name"].split()[0] in page.title()


# What is written in a file, and the address behind the button.
LINKS = [
    ("ocmw-gent", "tel:+3292669111", "09 266 91 11"),
    ("aanhalingstekens-gentbrugge", "tel:+32472123456", "0472 12 34 56"),
    ("rechts-naar-links-antwerpen", "tel:+3232031234", "+32 3 203 12 34"),
    ("overal", "tel:1712", "1712"),
    ("ocmw-gent", "mailto:onthaal@example.org", "onthaal@example.org"),
    ("dollar-gent", "mailto:dollar@example.org", "dollar@example.org"),
    ("ocmw-gent", "https://www.example.org/gent?soort=hulp&taal=nl", "example.org"),
    ("accolades-gent", "https://example.org/%7B%7Bx%7D%7D", "example.org"),
]


@pytest.mark.parametrize(("slug", "address", "text"), LINKS)
def test_every_way_to_reach_it_is_a_large_button_with_its_words(
    visitor: Visitor, small_site: BuiltSite, slug: str, address: str, text: str
) -> None:
    page = visitor.open(small_site, f"initiatieven/{slug}/").page
    link = page.locator(f"main a[href='{address}']").first
    expect(link).to_be_visible()
    expect(link).to_contain_text(text)
    box = link.bounding_box()
    assert box
    assert box["height"] >= 44, "large enough for a thumb"


def test_the_first_way_to_reach_it_is_on_the_first_screens(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    page = visitor.open(small_site, "initiatieven/ocmw-gent/").page
    box = page.locator("a[href^='tel:']").first.bounding_box()
    assert box
    assert box["y"] < 568


def test_a_website_does_not_hear_where_the_visitor_comes_from(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    page = visitor.open(small_site, "initiatieven/ocmw-gent/").page
    for link in page.locator("main a[href^='http']").all():
        assert "noreferrer" in (link.get_attribute("rel") or "")


@pytest.mark.parametrize("slug", FILES)
def test_the_mail_about_a_mistake_names_the_initiative_and_its_page(
    visitor: Visitor, small_site: BuiltSite, slug: str
) -> None:
    page = visitor.open(small_site, f"initiatieven/{slug}/").page
    link = page.locator("main a[href^='mailto:'][href*='subject=Klopt%20niet']")
    expect(link).to_be_visible()
    parts = urlsplit(link.get_attribute("href") or "")
    fields = parse_qs(parts.query, strict_parsing=True)
    assert re.fullmatch(r"[^@\s]+@[^@\s]+", unquote(parts.path))
    assert said(slug)["name"] in fields["subject"][0]
    assert said(slug)["name"] in fields["body"][0]
    assert f"https://steun.example/steun-dichtbij/initiatieven/{slug}/" in fields["body"][0]


@pytest.mark.parametrize("slug", FILES)
def test_the_data_of_the_page_can_be_fetched(
    visitor: Visitor, small_site: BuiltSite, slug: str
) -> None:
    visit = visitor.open(small_site, f"initiatieven/{slug}/")
    address = visit.page.locator("main a[href$='.yml']").first.evaluate("link => link.href")
    answer = visit.page.request.get(address)
    assert answer.status == 200
    assert answer.body() == FILES[slug].read_bytes()


def test_what_stopped_says_so_first_and_offers_no_call(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    page = visitor.open(small_site, "initiatieven/gestopt-gent/").page
    expect(page.get_by_text("Dit bestaat niet meer.")).to_be_visible()
    assert page.locator("main a[href^='tel:']").count() == 0


def test_the_page_leads_on_to_what_else_is_near(visitor: Visitor, small_site: BuiltSite) -> None:
    visit = visitor.open(small_site, "initiatieven/ocmw-gent/")
    visit.page.locator("main a[href='../../9000/']").click()
    expect(visit.page).to_have_url(f"{visit.home}9000/")
