"""What must hold on every kind of page; which kinds there are is found by looking at the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest
from finder.directory import PAGE_SIZE
from playwright.sync_api import expect

from tests.browser.accessibility import (
    FEW_LINES,
    OVERFLOW,
    UNFOLD,
    WITHOUT_SCRIPTS,
    violations,
    wrong_in_any_window,
)
from tests.browser.test_list import modules_of, segno_of
from tests.browser.visiting import HEIGHTS
from tests.sites import SMALL

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visiting import Visitor
    from tests.sites import BuiltSite

# What is not only there in the place of scripts that do not run.
VISIBLE = """selector => [...document.querySelectorAll(selector)]
    .filter(element => element.checkVisibility() && !element.closest("[data-without]"))
    .map(element => element.textContent)"""
ESSENTIAL = "h1, article h3, a[href^='tel:']"

Width = Literal[320, 768, 1280]
Scheme = Literal["light", "dark"]
WIDTHS: tuple[Width, ...] = (320, 768, 1280)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LOOKS = [(width, HEIGHTS[width], scheme) for width in WIDTHS for scheme in SCHEMES]
# So that several processes share the work.
SHARES = 4


def hostile(site: BuiltSite) -> list[str]:
    """The pages of the small site on which hostile text stands."""
    slugs = {path.stem for path in (SMALL / "initiatives").rglob("*.yml")}
    own = [a for a in site.addresses if a.startswith("initiatieven/") and a.split("/")[1] in slugs]
    return [*own, "9000/", "gemeenten/gent/", "initiatieven/"]


def test_the_kinds_of_pages_are_found(built_site: BuiltSite) -> None:
    expected = {"", "#/", "#/#/", "gemeenten/", "gemeenten/*/", "initiatieven/", "initiatieven/*/"}
    assert expected | {"kaart/", "over/", "404.html", "kaarten/*.html"} <= set(built_site.kinds)


@pytest.mark.parametrize("share", range(SHARES))
def test_axe_finds_nothing_on_further_examples_of_every_kind_of_page(
    visitor: Visitor, built_site: BuiltSite, share: int
) -> None:
    """The first example of each is looked at in every window, below."""
    first = built_site.sample(1)
    visit = visitor.open(built_site, None, javascript=True)
    found = []
    for address in [a for a in built_site.sample() if a not in first][share::SHARES]:
        visit.go(address)
        visit.page.evaluate(FEW_LINES)
        found += violations(visit.page, address)
    assert found == []


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no-scripts"])
def test_nothing_keeps_people_out_in_any_window(
    visitor: Visitor, built_site: BuiltSite, javascript: bool, share: int
) -> None:
    """Every width, by day and by night, with and without scripts: one example of every kind.

    axe is a script, so the browser runs scripts and only the site's own stay away.
    """
    visit = visitor.open(built_site, None, javascript=True)
    if not javascript:
        nothing = {"body": "", "content_type": "text/javascript"}
        visit.page.route("**/assets/js/*.js", lambda route: route.fulfill(**nothing))
    found = []
    for address in built_site.sample(1)[share::SHARES]:
        visit.go(address)
        visit.page.evaluate(FEW_LINES)
        if not javascript:
            visit.page.evaluate(WITHOUT_SCRIPTS)
        wrong, _ = wrong_in_any_window(visit.page, address, LOOKS)
        found += wrong
    assert found == []


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing_on_pages_with_hostile_text(
    visitor: Visitor,
    small_site: BuiltSite,
    width: Width,
    scheme: Scheme,
) -> None:
    visit = visitor.open(small_site, None, javascript=True, width=width, scheme=scheme)
    found = []
    for address in hostile(small_site):
        visit.go(address)
        visit.page.evaluate(FEW_LINES)
        found += violations(visit.page, address)
    assert found == []


@pytest.mark.parametrize("width", [320, 768])
def test_no_kind_of_page_scrolls_sideways(
    visitor: Visitor, built_site: BuiltSite, width: Width
) -> None:
    visit = visitor.open(built_site, None, width=width)
    wide = {}
    for address in built_site.sample():
        visit.go(address)
        visit.page.evaluate(UNFOLD)
        wide[address] = visit.page.evaluate(OVERFLOW)
    assert {address: elements for address, elements in wide.items() if elements} == {}


def test_no_word_is_so_long_that_a_page_scrolls_sideways(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = visitor.open(small_site, None)
    wide = {}
    for address in [*hostile(small_site), "9820/", "gemeenten/merelbeke-melle/"]:
        visit.go(address)
        wide[address] = visit.page.evaluate(OVERFLOW)
    assert {address: elements for address, elements in wide.items() if elements} == {}


@pytest.mark.parametrize("javascript", [False, True])
def test_no_kind_of_page_asks_another_host_for_anything(
    visitor: Visitor, built_site: BuiltSite, javascript: bool
) -> None:
    visit = visitor.open(built_site, None, javascript=javascript, wrong=True)
    asked = {}
    for address in built_site.sample():
        visit.requests.clear()
        visit.go(address)
        visit.settle()
        asked[address] = visit.elsewhere
        assert any(url.endswith(".css") for url in visit.requests), "requests are seen"
    assert {address: urls for address, urls in asked.items() if urls} == {}
    assert visit.errors == []


def test_no_script_takes_away_a_heading_a_result_or_a_number_to_call(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    plain = visitor.open(built_site, None)
    scripted = visitor.open(built_site, None, javascript=True)
    gone = {}
    for address in built_site.sample():
        for visit in (plain, scripted):
            visit.go(address)
            visit.settle()
        left = scripted.page.evaluate(VISIBLE, ESSENTIAL)
        gone[address] = [
            text for text in plain.page.evaluate(VISIBLE, ESSENTIAL) if text not in left
        ]
    assert {address: texts for address, texts in gone.items() if texts} == {}


# --- on paper ----------------------------------------------------------------------------------

# What would cost ink: every surface with a colour of its own.
INKED = """() => [...document.querySelectorAll('body, body *')].filter(element => {
    const [red, green, blue, opacity = 1] =
        getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number);
    return element.checkVisibility({ opacityProperty: true })
        && opacity > 0 && red + green + blue < 3 * 255;
}).map(element => element.outerHTML.slice(0, 90))"""
SHEETS = re.compile(rb"/Type\s*/Page\b")


def on_paper(visitor: Visitor, site: BuiltSite, address: str) -> Page:
    page = visitor.open(site, address, width=768).page
    page.emulate_media(media="print")
    return page


def sheets(page: Page) -> int:
    """How many sheets of A4 a page takes."""
    return len(SHEETS.findall(page.pdf(format="A4")))


def test_every_kind_of_page_prints_dark_on_white_with_its_address_and_day(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    """Also for a visitor of the night, and without a word that others need not see."""
    visit = visitor.open(built_site, None, scheme="dark", width=768)
    visit.page.emulate_media(media="print", color_scheme="dark")
    inked, silent = {}, {}
    for address in set(built_site.sample(1)) - {"404.html"}:
        visit.go(address)
        inked[address] = visit.page.evaluate(INKED)
        foot = visit.page.locator("footer").inner_text()
        day = re.search(r"Deze pagina is van \d+ [a-z]+ 20\d\d\.", foot)
        silent[address] = not day or f"https://steun.example/{address}" not in foot
        outside = visit.page.locator("header").inner_text() + foot
        assert "armoede" not in outside.lower(), address
    assert {address: surfaces for address, surfaces in inked.items() if surfaces} == {}
    assert [address for address, is_silent in silent.items() if is_silent] == []


def test_the_paper_of_a_result_page_has_the_day_on_which_it_was_printed(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    """The day of the page, which stays in the tray of the printer, and that of the paper."""
    visit = visitor.open(small_site, None, javascript=True)
    visit.page.clock.set_fixed_time("2026-11-25T09:00:00+01:00")
    visit.go("9000/")
    visit.page.emulate_media(media="print")
    foot = visit.page.locator("footer")
    expect(foot).to_contain_text(
        "Deze pagina is van 22 november 2026. Geprint op 25 november 2026."
    )
    visit.page.clock.set_fixed_time("2026-11-26T09:00:00+01:00")
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(foot).to_contain_text("Geprint op 26 november 2026.")


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("9000/", "fout"),
        ("gemeenten/gent/", "fout"),
        ("hulp-nu/", "fout"),
        ("initiatieven/ocmw-gent/", "klopt"),
        ("initiatieven/gestopt-gent/", "klopt"),
    ],
)
def test_paper_has_a_code_to_where_the_page_asks_whether_all_is_right(
    visitor: Visitor, small_site: BuiltSite, address: str, part: str
) -> None:
    """There a mail is ready; without a script the paper says in words where."""
    page = visitor.open(small_site, address, javascript=True, width=768).page
    page.emulate_media(media="print")
    drawing = page.locator("footer svg.qr")
    expect(drawing).to_be_visible()
    own = f"https://steun.example/steun-dichtbij/{address}"
    assert modules_of(drawing) == segno_of(f"{own}#{part}")
    assert page.locator(f"#{part} a[href^='mailto:']").count() >= 1
    foot = on_paper(visitor, small_site, address).locator("footer").inner_text()
    said = f"Klopt er iets niet? Zeg het onderaan deze pagina: {own} Deze pagina"
    assert said in " ".join(foot.split())


def test_the_paper_of_a_list_has_no_code_but_those_of_its_entries(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = visitor.open(small_site, "lijst/#ocmw-gent", javascript=True, width=768)
    visit.page.emulate_media(media="print")
    expect(visit.page.locator("article svg.qr")).to_be_visible()
    visit.settle()
    expect(visit.page.locator("footer svg.qr")).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_page_takes_few_sheets_of_paper(
    visitor: Visitor, built_site: BuiltSite, javascript: bool
) -> None:
    """Forty results on six sheets at most, and what somebody takes along on one."""
    page = visitor.open(built_site, "9000/", javascript=javascript, width=1280).page
    assert page.locator("article").count() == PAGE_SIZE
    assert sheets(page) <= 6
    for address in ("initiatieven/ocmw-gent/", "hulp-nu/"):
        page = visitor.open(built_site, address, javascript=javascript, width=1280).page
        assert sheets(page) == 1, address


def test_a_printed_result_page_keeps_every_name_and_way_to_reach_it(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    page = on_paper(visitor, built_site, "9000/")
    articles = page.locator("article")
    assert articles.count() > 10
    for article in articles.all():
        assert article.locator("h3").is_visible()
        assert article.locator("p").first.is_visible()
        text = article.inner_text()
        for way in article.locator("a[href^='tel:'], a[href^='mailto:']").all():
            address = (way.get_attribute("href") or "").partition(":")[2]
            digits = re.sub(r"\D", "", address)
            said = re.sub(r"\D", "", text)
            assert address in text or (digits and digits.removeprefix("32") in said)
    assert page.locator("section[data-group] h2").first.is_visible()


def test_a_printed_initiative_keeps_all_that_a_visitor_needs(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    page = on_paper(visitor, small_site, "initiatieven/ocmw-gent/")
    text = page.locator("main").inner_text()
    for needed in (
        "OCMW Gent",
        "Hier praat je met iemand over geld",
        "09 266 91 11",
        "onthaal@example.org",
        "example.org",
        "Onderbergen 86",
        "9000 Gent",
        "Gratis.",
        "Maak eerst een afspraak.",
        "Maandag",
        "Nagekeken op 20 november 2026",
    ):
        assert needed in text


@pytest.mark.parametrize("address", ["9000/", "gemeenten/gent/", "initiatieven/ocmw-gent/"])
def test_a_printed_page_says_where_it_comes_from_and_hides_what_paper_cannot_do(
    visitor: Visitor, small_site: BuiltSite, address: str
) -> None:
    page = on_paper(visitor, small_site, address)
    assert f"https://steun.example/steun-dichtbij/{address}" in page.locator("body").inner_text()
    useless_on_paper = ("form", "iframe", "header .hn", ".z", "nav", "main [data-row]", ".np")
    for useless in useless_on_paper:
        assert page.locator(useless).filter(visible=True).count() == 0
