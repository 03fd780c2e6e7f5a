"""Search in words: everyday words find kinds, nothing is loaded before the first letter."""

from __future__ import annotations

import gzip
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from finder.measuring.inventing import Inventor
from finder.places.gazetteer import Gazetteer
from finder.publishing.assembling import assemble_search
from finder.publishing.searching import index_words
from finder.rendering.site import make_site
from finder.settings import read_settings
from finder.words.saying import Words
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.modules import call
from tests.sites import FROZEN_DAY, ROOT, BuiltSite

if TYPE_CHECKING:
    from pathlib import Path

    from finder.checking.catalogue import Catalogue
    from playwright.sync_api import Locator, Page, Route

    from tests.browser.visiting import Visit, Visitor

FIRST_QUERY = 150_000  # bytes, the budget of the design
MANY = 10_000
AT_ONCE = 10
FIRST_QUERIES = [
    "koffie", "geld", "eten", "cursus nederlands", "iemand om mee te praten", "hulp met papieren",
    "dienstencentrum oostende", "sociale kruidenier antwerpen",
]  # fmt: skip


def box(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Wat zoek je?")


def results(page: Page) -> Locator:
    return page.locator("main ol > li")


def index_files(visit: Visit) -> list[str]:
    paths = [unquote(urlsplit(url).path) for url in visit.requests]
    return [path for path in paths if "/pagefind/" in path]


def weight(folder: Path, path: str) -> int:
    """The bytes of a file over the line; Pagefind's own parts are compressed already."""
    content = (folder / path[path.index("pagefind/") :]).read_bytes()
    return min(len(content), len(gzip.compress(content, mtime=0)))


def test_nothing_of_the_index_is_loaded_before_the_first_letter(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    """A visitor who types nothing pays nothing."""
    visit = visitor.open(built_site, "zoeken/", javascript=True)
    visit.settle()
    assert index_files(visit) == []


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("iemand om mee te praten", "maatje"),
        ("schulden", "rechten-geld"),
        ("eten", "eten"),
        ("baby", "gezin"),
    ],
)
def test_everyday_words_find_their_kind(
    visitor: Visitor, built_site: BuiltSite, query: str, kind: str
) -> None:
    """The words of the taxonomy find initiatives of that kind, whatever their own text says."""
    visit = visitor.open(built_site, f"zoeken/?soort={kind}", javascript=True)
    box(visit.page).fill(query)
    expect(results(visit.page).first).to_be_visible()
    expect(visit.page.get_by_role("status")).to_contain_text("resulta")


def test_a_result_leads_to_its_page(visitor: Visitor, built_site: BuiltSite) -> None:
    """A name finds its page; the result says what you do there and where."""
    visit = visitor.open(built_site, "zoeken/", javascript=True)
    box(visit.page).fill("zuidpoort gent")
    link = results(visit.page).first.get_by_role("link").first
    expect(link).to_have_text("De Zuidpoort Gent")
    expect(results(visit.page).first).to_contain_text("Gent")
    link.click()
    expect(visit.page.locator("h1")).to_have_text("De Zuidpoort Gent")


def first_search(visitor: Visitor, site: BuiltSite, query: str) -> dict[str, int]:
    """What a visitor pays for a first search: each file of the index with its bytes."""
    visit = visitor.open(site, "zoeken/", javascript=True)
    box(visit.page).fill(query)
    expect(results(visit.page).first).to_be_visible()
    visit.settle()
    return {path: weight(site.folder, path) for path in set(index_files(visit))}


def test_the_first_query_is_light(visitor: Visitor, built_site: BuiltSite) -> None:
    """The script, the module, the shards and the first results together."""
    weights = first_search(visitor, built_site, "koffie")
    assert weights
    assert sum(weights.values()) <= FIRST_QUERY, weights


@pytest.fixture
def large_site(tmp_path: Path, built_site: BuiltSite, real_catalogue: Catalogue) -> BuiltSite:
    """The page for the search in words, over ten thousand invented initiatives."""
    today, gazetteer = FROZEN_DAY, Gazetteer.load()
    found = real_catalogue
    if found.taxonomy is None:
        raise ValueError(found.findings)
    many = replace(found, initiatives=list(Inventor(found.initiatives, gazetteer).invent(MANY)))
    settings = read_settings(ROOT / "mkdocs.yml")
    site = make_site(many, gazetteer, [], Words.load(found.taxonomy), settings, today, ROOT)
    shutil.copytree(built_site.folder / "assets", tmp_path / "site" / "assets")
    shutil.copytree(built_site.folder / "zoeken", tmp_path / "site" / "zoeken")
    # What is asked with a place reads the page of that place.
    for page in built_site.folder.glob("[0-9]" * 4):
        shutil.copytree(page, tmp_path / "site" / page.name)
    assemble_search(tmp_path / "search", site)
    index_words(tmp_path / "search", tmp_path / "site")
    return BuiltSite(tmp_path / "site")


def test_the_first_query_over_ten_thousand_initiatives_is_light(
    visitor: Visitor, large_site: BuiltSite
) -> None:
    """Whatever somebody looks for first: one everyday word, two, a question, a place, a name."""
    paid = {query: first_search(visitor, large_site, query) for query in FIRST_QUERIES}
    # What is asked with a place may be answered by the page of that place, without the index.
    with_place = {query for query in FIRST_QUERIES if not paid[query]}
    assert with_place <= {"dienstencentrum oostende", "sociale kruidenier antwerpen"}
    assert {q: found for q, found in paid.items() if sum(found.values()) > FIRST_QUERY} == {}


# The words that somebody types, and those that are looked for.
ASKED = [
    (["koffie"], ["koffie"]),
    (["ik", "zoek", "een", "babbel"], ["babbel"]),
    (["waar", "en", "wanneer"], ["waar", "en", "wanneer"]),
    ([], []),
]


def test_what_is_typed_before_the_script_is_there_is_looked_for(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    """A slow phone shows the box long before its script."""
    visit = visitor.open(built_site, None, javascript=True)
    waiting: list[Route] = []
    visit.page.route("**/js/search.js", lambda route: waiting.append(route))  # noqa: PLW0108 (Playwright marks it)
    with visit.page.expect_request("**/js/search.js"):
        visit.go("zoeken/?soort=ontmoeten")
    box(visit.page).fill("koffie")
    waiting[0].continue_()
    expect(results(visit.page).first).to_be_visible()
    assert "q=koffie" in visit.address
    assert "soort=ontmoeten" in visit.address


def test_small_words_are_not_looked_for_unless_there_are_no_others(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    visit = visitor.open(built_site, "zoeken/", javascript=True)
    small = (visit.page.locator("form[data-search]").get_attribute("data-search") or "").split()
    rows = [(words, small) for words, _ in ASKED]
    assert call(visit, "search.js", "telling", *rows) == [expected for _, expected in ASKED]


def test_one_letter_searches_nothing_yet(visitor: Visitor, built_site: BuiltSite) -> None:
    visit = visitor.open(built_site, "zoeken/?q=k", javascript=True)
    visit.settle()
    assert index_files(visit) == []


@pytest.mark.parametrize("kind", ["fragment", "index"])
def test_a_part_of_the_index_that_cannot_be_had_is_told(
    visitor: Visitor, built_site: BuiltSite, kind: str
) -> None:
    """A network that goes away halfway, or a site that was renewed since."""
    visit = visitor.open(built_site, "zoeken/", javascript=True, wrong=True)
    visit.page.route(f"**/pagefind/{kind}/**", lambda route: route.abort())
    box(visit.page).fill("koffie")
    expect(visit.page.get_by_role("status")).to_contain_text("Zoeken lukt nu niet")


def test_a_place_and_a_kind_narrow_and_stand_in_the_address(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    """A place leaves what is near, the nearest first; the address can be shared."""
    visit = visitor.open(built_site, "zoeken/?q=koffie", javascript=True)
    status = visit.page.get_by_role("status")
    expect(status).to_contain_text("in heel Vlaanderen en Brussel")
    visit.page.get_by_label("Waar?").fill("Gent")
    expect(status).to_contain_text("bij Gent. Het dichtste eerst.")
    expect(results(visit.page).first).to_contain_text("Gent")
    visit.page.get_by_text("Kies een soort").click()
    visit.page.get_by_label("Soort").select_option("ontmoeten")
    visit.page.wait_for_url("**soort=ontmoeten")
    assert "q=koffie&waar=Gent" in visit.address


def test_old_addresses_of_a_search_still_work(visitor: Visitor, built_site: BuiltSite) -> None:
    visit = visitor.open(built_site, "zoeken/?w=koffie&gemeente=Gent", javascript=True)
    expect(visit.page.get_by_role("status")).to_contain_text("bij Gent")
    expect(box(visit.page)).to_have_value("koffie")


def test_pressing_twice_shows_each_result_once(visitor: Visitor, built_site: BuiltSite) -> None:
    visit = visitor.open(built_site, "zoeken/?q=eten gent", javascript=True)
    expect(results(visit.page)).to_have_count(AT_ONCE)
    more = visit.page.get_by_role("button", name="Toon meer")
    more.evaluate("button => { button.click(); button.click(); }")
    expect(results(visit.page).nth(2 * AT_ONCE)).to_be_visible()
    links = results(visit.page).locator("h2 a").evaluate_all("all => all.map(a => a.href)")
    assert len(set(links)) == len(links)


def test_a_slip_is_told(visitor: Visitor, built_site: BuiltSite) -> None:
    visit = visitor.open(built_site, "zoeken/?q=vodselpakket", javascript=True)
    expect(visit.page.get_by_role("status")).to_contain_text('Je ziet wat past bij "voedselpakket"')


def test_nothing_found_gives_the_next_step(visitor: Visitor, built_site: BuiltSite) -> None:
    """Words that are nowhere: what to try, whom to call, and help now."""
    visit = visitor.open(built_site, "zoeken/?q=xqzwvjk", javascript=True)
    expect(visit.page.get_by_role("status")).to_contain_text("Probeer een korter of ander woord")
    expect(visit.page.get_by_role("link", name="Bel 0800 13 500")).to_be_visible()


@pytest.mark.parametrize("missing", ["search.js", "nearby.js"])
def test_a_search_that_cannot_run_says_in_the_page_what_to_do(
    visitor: Visitor, built_site: BuiltSite, missing: str
) -> None:
    """An old browser, or a script that did not arrive: the text stands there and stays."""
    visit = visitor.open(built_site, None, javascript=True, wrong=True)
    visit.page.route(f"**/js/{missing}", lambda route: route.abort())
    visit.go("zoeken/?q=koffie")
    visit.page.wait_for_load_state("networkidle")
    expect(visit.page.get_by_role("heading", name="Lukt zoeken niet")).to_be_visible()
    expect(visit.page.get_by_role("link", name="Bel 0800 13 500")).to_be_visible()


def test_without_a_network_it_says_so(visitor: Visitor, built_site: BuiltSite) -> None:
    """A search script that cannot be had is told in words."""
    visit = visitor.open(built_site, "zoeken/", javascript=True, wrong=True)
    visit.page.route("**/pagefind/**", lambda route: route.abort())
    box(visit.page).fill("koffie")
    expect(visit.page.get_by_role("status")).to_contain_text("Zoeken lukt nu niet")


def test_without_javascript_it_leads_to_the_list(visitor: Visitor, built_site: BuiltSite) -> None:
    """The page says that it cannot search, and where everything stands."""
    visit = visitor.open(built_site, "zoeken/")
    visit.page.get_by_role("main").get_by_role("link", name="Alles van A tot Z").click()
    assert visit.address == "initiatieven/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_are_accessible(visitor: Visitor, built_site: BuiltSite, scheme: str) -> None:
    """axe finds nothing on a page with results."""
    visit = visitor.open(built_site, "zoeken/?q=koffie", javascript=True, scheme=scheme)  # type: ignore[arg-type]
    expect(results(visit.page).first).to_be_visible()
    assert violations(visit.page, "zoeken/") == []
