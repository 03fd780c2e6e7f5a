"""The leaflet of a municipality: one sheet of paper, on which nothing is lost."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import pytest
from finder.rendering.pages import leaflet
from finder.rendering.switching import with_languages
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.sites import BuiltSite, copy_repository, site_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.visiting import Visitor

SHEET = re.compile(rb"/Type\s*/Page\b")
# How far the columns go beyond the sheet, in pixels, and what of them lies below its edge.
LOST = """() => {
    const main = document.querySelector("main");
    const edge = main.getBoundingClientRect().bottom;
    const below = [...main.querySelectorAll("p, li, h2")]
        .filter((part) => part.getBoundingClientRect().bottom > edge + 1);
    return [main.scrollWidth - main.clientWidth, below.map((part) => part.textContent)];
}"""
# A sheet of A4, landscape, without its margins, in pixels of 1/96 inch.
INSIDE = {"width": 1047, "height": 726}


def on_paper(page: Page) -> list[object]:
    lost: list[object] = page.evaluate(LOST)
    return lost


@pytest.mark.parametrize("slug", ["gent", "antwerpen", "herstappe"])
def test_a_leaflet_is_one_sheet(visitor: Visitor, built_site: BuiltSite, slug: str) -> None:
    """A large town, one that merged, and one where nothing is."""
    page = visitor.open(built_site, f"gemeenten/{slug}/folder/", width=1280).page
    assert len(SHEET.findall(page.pdf(prefer_css_page_size=True))) == 1


def test_nothing_falls_off_a_sheet(visitor: Visitor, built_site: BuiltSite) -> None:
    """Of the fullest leaflets, and of the one with the longest name."""
    found = [a for a in built_site.addresses if re.fullmatch(r"gemeenten/[^/]+/folder/", a)]
    fullest = sorted(found, key=lambda a: -len(built_site.text(a)))[:20]
    visit = visitor.open(built_site, None, width=1280)
    visit.page.set_viewport_size(INSIDE)  # type: ignore[arg-type]
    visit.page.emulate_media(media="print")
    lost = {}
    for address in {*fullest, max(found, key=len)}:
        visit.go(address)
        lost[address] = on_paper(visit.page)
    assert {address: what for address, what in lost.items() if what != [0, []]} == {}


def test_paper_has_large_letters_the_code_the_address_and_the_day(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    page = visitor.open(built_site, "gemeenten/gent/folder/", width=1280).page
    page.emulate_media(media="print")
    points = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize) * 72 / 96")
    assert points >= 12
    box = page.locator("svg.qr").first.bounding_box()
    assert box
    assert box["width"] >= 100
    expect(page.locator("footer")).to_contain_text("https://steun.example/gemeenten/gent/folder/")
    expect(page.locator("footer")).to_contain_text("Deze pagina is van 30 november 2026.")
    expect(page.locator("header")).to_be_hidden()


def test_on_a_screen_it_leads_back_and_can_be_used_by_everybody(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    visit = visitor.open(built_site, "gemeenten/gent/", width=320, javascript=True)
    visit.page.get_by_role("link", name="Folder om te printen").click()
    assert visit.address == "gemeenten/gent/folder/"
    assert violations(visit.page, "leaflet") == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 320
    visit.page.get_by_role("link", name="Alles in Gent").click()
    assert visit.address == "gemeenten/gent/"


# --- with the five languages behind the Dutch


@pytest.fixture(scope="module")
def in_six(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """Every leaflet of the frozen initiatives with all languages of the site, and their style."""
    folder: Path = tmp_path_factory.mktemp("leaflets")
    found = site_of(copy_repository(folder / "repository"))
    settings = replace(found.settings, languages=("fr", "en", "ar", "tr", "uk"))
    for file in leaflet.files(with_languages(replace(found, settings=settings))):
        path = folder / "site" / file.name
        path.parent.mkdir(parents=True)
        path.write_bytes(file.content)
    (folder / "site" / "assets").mkdir()
    for name in ("folder.css", "favicon.svg"):
        shutil.copy(found.root / "docs" / "assets" / name, folder / "site" / "assets")
    return BuiltSite(folder / "site")


@pytest.mark.parametrize("slug", ["gent", "antwerpen", "herstappe", "sint-lambrechts-woluwe"])
def test_with_all_languages_it_is_still_one_sheet(
    visitor: Visitor, in_six: BuiltSite, slug: str
) -> None:
    page = visitor.open(in_six, f"gemeenten/{slug}/folder/", width=1280).page
    assert len(SHEET.findall(page.pdf(prefer_css_page_size=True))) == 1
    page.emulate_media(media="print")
    assert page.locator(".t p:visible").evaluate_all("all => all.map(p => [p.lang, p.dir])") == [
        ["fr", "ltr"], ["en", "ltr"], ["ar", "rtl"], ["tr", "ltr"], ["uk", "ltr"],
    ]  # fmt: skip
    small = page.locator("svg.qr").last.bounding_box()
    assert small
    # A module of at least 0.35 mm, which phones of today read.
    modules = int((page.locator("svg.qr").last.get_attribute("viewBox") or "").split()[-1])
    assert small["width"] / modules / 96 * 25.4 >= 0.35


def test_with_all_languages_nothing_falls_off_a_sheet(visitor: Visitor, in_six: BuiltSite) -> None:
    fullest = sorted(in_six.addresses, key=lambda a: -len(in_six.text(a)))[:20]
    visit = visitor.open(in_six, None, width=1280)
    visit.page.set_viewport_size(INSIDE)  # type: ignore[arg-type]
    visit.page.emulate_media(media="print")
    lost = {}
    for address in {*fullest, max(in_six.addresses, key=len)}:
        visit.go(address)
        lost[address] = on_paper(visit.page)
    assert {address: what for address, what in lost.items() if what != [0, []]} == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_the_languages_of_a_leaflet_are_for_every_hand_and_eye(
    visitor: Visitor, in_six: BuiltSite, width: Literal[320, 1280]
) -> None:
    page = visitor.open(in_six, "gemeenten/gent/folder/", javascript=True, width=width).page
    assert violations(page, "leaflet") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    heights = page.locator(".t a").evaluate_all(
        "all => all.map(a => a.getBoundingClientRect().height)"
    )
    assert min(heights) >= 43.5
