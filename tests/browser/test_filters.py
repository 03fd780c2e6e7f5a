"""Filters on a result page: what shows is what the data say, and nothing is hidden in silence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin

import pytest
from finder.directory import Directory, Group, listed
from finder.places.locating import locate, offline_sources
from finder.rendering.pages.frame import label
from playwright.sync_api import expect

from tests.browser.accessibility import FEW_LINES, violations
from tests.browser.modules import call
from tests.building import TODAY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from finder.checking.catalogue import Catalogue
    from finder.files.model import Initiative
    from finder.places.gazetteer import Gazetteer
    from playwright.sync_api import Locator, Page, Route

    from tests.browser.visiting import Visit, Visitor
    from tests.sites import BuiltSite

SMALL_PHONE = 568


@pytest.fixture(scope="session")
def results(
    real_catalogue: Catalogue, real_root: Path, gazetteer: Gazetteer
) -> dict[str, Initiative]:
    """Everything that is near 9000 Gent."""
    sources = offline_sources(real_root, gazetteer)
    entries = [
        listed(one, locate(one, sources), gazetteer, TODAY) for one in real_catalogue.initiatives
    ]
    assert real_catalogue.taxonomy
    lines = real_catalogue.taxonomy.line_kinds
    near = Directory(entries, gazetteer, lines).near(gazetteer.postcodes["9000"])
    found = [result.listed.initiative for group in Group for result in near[group]]
    assert len(found) > 40, "there is a second page"
    return {initiative.slug: initiative for initiative in found}


def result_page(visitor: Visitor, site: BuiltSite, query: str = "") -> Visit:
    """The page of 9000 Gent, when its filters are there."""
    visit = visitor.open(site, f"9000/{query}", javascript=True)
    expect(more(visit.page)).to_be_visible()
    return visit


def more(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("^Filters"))


DESK = 1024


def press(page: Page, name: str) -> None:
    button = page.get_by_role("button", name=name, exact=True)
    # At a desk the panel is always open.
    width = (page.viewport_size or {"width": 0})["width"]
    if width < DESK and not button.is_visible():
        more(page).click()
    button.click()


def status(page: Page) -> Locator:
    return page.get_by_role("status").filter(has_text="resultaten")


def shown(page: Page) -> set[str]:
    """The slugs that can be seen."""
    slugs: list[str] = page.locator("[data-initiative]").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.dataset.initiative)"
    )
    assert len(slugs) == len(set(slugs))
    return set(slugs)


def suits(groups: str) -> Callable[[Initiative], bool | None]:
    """Whether something is for a group; None when only a note says for whom it is."""

    def suits_one(one: Initiative) -> bool | None:
        welcome = one.welcome
        if welcome.who != "everyone" and not welcome.groups:
            return None
        return welcome.who == "everyone" or groups in welcome.groups or may_be_anybody(one)

    return suits_one


def may_be_anybody(one: Initiative) -> bool:
    """For some above others, or only for who lives there or has little money."""
    broad = {"inwoners", "buurtbewoners", "weinig-geld"}
    return one.welcome.who == "preferably" or set(one.welcome.groups) <= broad


def is_free(one: Initiative) -> bool | None:
    return None if one.cost.kind == "unknown" else one.cost.kind == "free"


def takes_wheelchairs(one: Initiative) -> bool | None:
    return None if one.wheelchair == "unknown" else one.wheelchair != "no"


def speaks_french(one: Initiative) -> bool | None:
    return "fr" in one.languages if one.languages else None


FILTERS = [
    ("?gratis=ja", is_free, "of het gratis is"),
    ("?helpen=ja", lambda one: one.volunteers, "of je er kan helpen"),
    ("?rolstoel=ja", takes_wheelchairs, "of je er met een rolstoel kan"),
    ("?taal=fr", speaks_french, "welke taal"),
    ("?voor=ouderen", suits("ouderen"), "voor wie het is"),
    ("?soort=maatje", lambda one: "maatje" in one.kinds, ""),
    ("?soort=maatje,leren", lambda one: bool({"maatje", "leren"} & set(one.kinds)), ""),
]
QUERIES = [query for query, _, _ in FILTERS]


@pytest.mark.parametrize(("query", "test", "words"), FILTERS, ids=QUERIES)
def test_a_filter_shows_what_fits_and_counts_what_nobody_knows(
    visitor: Visitor,
    built_site: BuiltSite,
    results: dict[str, Initiative],
    query: str,
    test: Callable[[Initiative], bool | None],
    words: str,
) -> None:
    """In all results of the postcode, also those of its second page."""
    page = result_page(visitor, built_site, query).page
    fitting = {slug for slug, one in results.items() if test(one)}
    unknown = {slug for slug, one in results.items() if test(one) is None}
    expect(status(page)).to_contain_text(f"Je ziet {len(fitting)} van {len(results)} resultaten.")
    assert shown(page) == fitting
    both = page.get_by_role("button", name="Toon die ook")
    if not unknown:
        expect(status(page)).not_to_contain_text("weten we niet")
        expect(both).to_be_hidden()
        return
    expect(status(page)).to_contain_text(f"Van {len(unknown)} weten we niet {words}")
    expect(status(page)).to_contain_text("Die zie je nu niet.")
    both.click()
    expect(status(page)).to_contain_text("Die zie je ook.")
    assert shown(page) == fitting | unknown
    page.get_by_role("button", name="Verberg die weer").click()
    assert shown(page) == fitting


def test_filters_work_together(
    visitor: Visitor, built_site: BuiltSite, results: dict[str, Initiative]
) -> None:
    page = result_page(visitor, built_site).page
    press(page, "Geld en rechten")
    press(page, "Gratis")
    expected = {s for s, one in results.items() if "rechten-geld" in one.kinds and is_free(one)}
    expect(status(page)).to_contain_text(f"Je ziet {len(expected)} van")
    assert shown(page) == expected


def test_open_today_asks_the_clock_of_the_phone(visitor: Visitor, built_site: BuiltSite) -> None:
    """On a Wednesday morning: what the line on each result says, and no other."""
    visit = visitor.open(built_site, None, javascript=True)
    visit.page.clock.install(time="2026-11-25T09:00:00+01:00")
    visit.go("9000/")
    press(visit.page, "Vandaag open")
    expect(status(visit.page)).to_contain_text("of ze vandaag open zijn")
    states: dict[str, str] = visit.page.evaluate(
        """async (home) => {
            const { state } = await import(`${home}assets/js/open.js`);
            const all = [...document.querySelectorAll("article[data-h]")];
            return Object.fromEntries(
                all.map(({ dataset }) => [dataset.initiative, state(dataset.h).state]));
        }""",
        visit.home,
    )
    assert "open" in states.values()
    assert shown(visit.page) == {slug for slug, state in states.items() if state == "open"}


def test_without_the_module_for_hours_nothing_is_said_to_be_open(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    visit = visitor.open(built_site, None, javascript=True, wrong=True)
    visit.page.route("**/open.js", lambda route: route.abort())
    visit.go("9000/?vandaag=ja")
    expect(status(visit.page)).to_contain_text("Je ziet 0 van")
    assert shown(visit.page) == set()


# --- the rules -----------------------------------------------------------------------------------

FITS: list[tuple[dict[str, str], dict[str, Any], object]] = [
    ({}, {}, True),
    ({"k": "maatje"}, {"kinds": ["maatje", "leren"]}, True),
    ({"k": "maatje leren"}, {"kinds": ["leren"]}, True),
    ({"k": "gezin"}, {"kinds": ["leren"]}, False),
    ({"c": "free"}, {"gratis": True}, True),
    ({"c": "reduced"}, {"gratis": True}, False),
    ({}, {"gratis": True}, "free"),
    ({"r": "partly"}, {"rolstoel": True}, True),
    ({"r": "no"}, {"rolstoel": True}, False),
    ({"v": "no"}, {"helpen": True}, False),
    ({"w": "* gezinnen"}, {"voor": "ouderen"}, True),
    ({"w": "gezinnen"}, {"voor": "ouderen"}, False),
    ({"w": "~ gezinnen"}, {"voor": "ouderen"}, "maybe"),
    ({"w": "~ ouderen"}, {"voor": "ouderen"}, True),
    ({"w": "~ gezinnen"}, {"voor": "ouderen", "gratis": True}, "free"),
    ({"w": "~ gezinnen", "c": "paid"}, {"voor": "ouderen", "gratis": True}, False),
    ({}, {"voor": "ouderen"}, "who"),
    ({"l": "nl fr"}, {"taal": "fr"}, True),
    ({"l": "nl"}, {"taal": "fr"}, False),
    ({}, {"taal": "fr"}, "language"),
    # A no counts more than what nobody knows.
    ({"c": "paid"}, {"gratis": True, "taal": "fr"}, False),
    ({}, {"gratis": True, "taal": "fr"}, "several"),
    ({"c": "free"}, {"gratis": True, "taal": "fr"}, "language"),
    ({}, {"vandaag": True}, "today"),
]


def test_what_fits(visitor: Visitor, small_site: BuiltSite) -> None:
    """True, false, or the reason why nobody knows."""
    visit = visitor.open(small_site, javascript=True)
    rows: list[list[object]] = [[facts, {"kinds": [], **choice}] for facts, choice, _ in FITS]
    assert call(visit, "filters.js", "fits", *rows) == [expected for _, _, expected in FITS]


def test_a_choice_stands_in_the_address_and_comes_back(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = visitor.open(small_site, javascript=True)
    queries = [
        "",
        "?soort=maatje",
        "?soort=maatje,leren&voor=ouderen&taal=ar&gratis=ja&vandaag=ja&rolstoel=ja&helpen=ja",
        "?soort=eten&onbekend=ja",
    ]
    for query in queries:
        (choice,) = call(visit, "filters.js", "read", [query])
        assert call(visit, "filters.js", "write", [choice]) == [query]
    # A kind of before is the two that it became.
    (choice,) = call(visit, "filters.js", "read", ["?soort=eten-spullen,leren"])
    assert call(visit, "filters.js", "write", [choice]) == ["?soort=eten,kleren-spullen,leren"]
    # What is no choice is left out.
    odd = "?voor=koningen&taal=__proto__&gratis=misschien&onbekend=ja&x=1"
    (choice,) = call(visit, "filters.js", "read", [odd])
    assert call(visit, "filters.js", "write", [choice]) == [""]


def test_what_is_partly_for_wheelchairs_is_told(visitor: Visitor, small_site: BuiltSite) -> None:
    visit = visitor.open(small_site, javascript=True)
    count = {"total": 9, "shown": 3, "partly": 2, "unknown": []}
    (sentences,) = call(visit, "filters.js", "told", [count, {"onbekend": False}])
    assert "Bij 2 kan je niet overal met een rolstoel." in sentences


def test_what_may_fit_stays_in_sight_and_is_told(visitor: Visitor, small_site: BuiltSite) -> None:
    """A day centre is for the elderly above all, and who feels alone may go there too."""
    visit = visitor.open(small_site, "9000/?voor=ouderen", javascript=True)
    expect(status(visit.page)).to_contain_text("Bij 1 past het misschien.")
    expect(visit.page.locator("[data-initiative=ocmw-gent]")).to_be_visible()


def test_only_filters_that_can_answer_are_offered(visitor: Visitor, small_site: BuiltSite) -> None:
    """By what the page says of all its results; one that is on in the address is there too."""
    page = visitor.open(small_site, "2000/", javascript=True).page
    more(page).click()
    assert page.get_by_role("button", name="Met een rolstoel").count() == 0
    languages = page.get_by_label("Welke taal spreek je?").locator("option")
    assert languages.all_inner_texts() == ["Maakt niet uit", "Nederlands", "Arabisch"]
    shared = visitor.open(small_site, "2000/?rolstoel=ja&taal=fr", javascript=True).page
    # What a link chose is in view.
    expect(more(shared)).to_have_attribute("aria-expanded", "true")
    assert shared.get_by_role("button", name="Met een rolstoel").count() == 1
    languages = shared.get_by_label("Welke taal spreek je?").locator("option")
    assert languages.all_inner_texts() == ["Maakt niet uit", "Nederlands", "Frans", "Arabisch"]


# --- the address ---------------------------------------------------------------------------------


def test_the_choice_survives_going_back_and_can_be_shared(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    visit = result_page(visitor, built_site)
    page = visit.page
    press(page, "Een maatje")
    press(page, "Je kan er zelf helpen")
    assert visit.address == "9000/?soort=maatje&helpen=ja"
    chosen = shown(page)
    page.locator("article:visible h3 a").first.click()
    expect(page).to_have_url(re.compile("/initiatieven/"))
    page.go_back()
    expect(status(page)).to_contain_text(f"Je ziet {len(chosen)} van")
    assert shown(page) == chosen
    expect(more(page)).to_have_text("Filters (1)")
    other = result_page(visitor, built_site, "?soort=maatje&helpen=ja").page
    expect(status(other)).to_contain_text(f"Je ziet {len(chosen)} van")
    assert shown(other) == chosen
    expect(other.get_by_role("button", name="Een maatje")).to_have_attribute("aria-pressed", "true")


def test_everything_comes_back_with_one_tap(
    visitor: Visitor, built_site: BuiltSite, results: dict[str, Initiative]
) -> None:
    visit = result_page(visitor, built_site, "?soort=maatje&voor=ouderen")
    visit.page.get_by_role("button", name="Wis alles").click()
    assert shown(visit.page) == set(results)
    assert visit.address == "9000/"
    expect(visit.page.get_by_role("button", name="Wis alles")).to_be_hidden()
    expect(more(visit.page)).to_be_focused()


def test_a_link_of_the_page_without_javascript_works_with_it(
    visitor: Visitor, built_site: BuiltSite, results: dict[str, Initiative]
) -> None:
    """And what it hides can be shown again."""
    visit = result_page(visitor, built_site, "#maatje")
    expect(visit.page).to_have_url(f"{visit.home}9000/?soort=maatje")
    press(visit.page, "Een maatje")
    press(visit.page, "Gratis")
    expect(status(visit.page)).to_contain_text("Je ziet")
    assert shown(visit.page) == {slug for slug, one in results.items() if is_free(one)}


# --- more than one page --------------------------------------------------------------------------


def second_pages(visit: Visit) -> list[str]:
    return [url for url in visit.requests if "/9000/2/" in url]


def test_other_results_of_the_postcode_are_fetched_only_for_a_filter(
    visitor: Visitor, built_site: BuiltSite, results: dict[str, Initiative]
) -> None:
    visit = result_page(visitor, built_site)
    visit.settle()
    assert second_pages(visit) == []
    press(visit.page, "Mensen ontmoeten")
    expect(status(visit.page)).to_contain_text(f"van {len(results)} resultaten.")
    press(visit.page, "Een maatje")
    assert len(second_pages(visit)) == 1
    expect(visit.page.get_by_role("navigation", name="Meer resultaten")).to_be_hidden()


def test_what_was_fetched_stands_in_its_group_and_works(
    visitor: Visitor, built_site: BuiltSite, results: dict[str, Initiative]
) -> None:
    """Every result once, in order of distance within its group, with its links, icons and list."""
    visit = result_page(visitor, built_site, "?soort=maatje")
    expect(status(visit.page)).to_contain_text(f"van {len(results)} resultaten.")
    visit.page.get_by_role("button", name="Wis alles").click()
    assert shown(visit.page) == set(results)
    groups = visit.page.locator("section[data-group]")
    names = groups.evaluate_all("all => all.map(one => one.dataset.group)")
    assert names == [group.value for group in Group if group.value in names]
    last = visit.page.locator("article").last
    expect(last.locator("[data-keep]")).to_be_visible()
    drawings = visit.page.locator("article use").evaluate_all(
        "all => all.map(one => one.href.baseVal)"
    )
    files = {urljoin(visit.page.url, drawing).partition("#")[0] for drawing in drawings}
    assert files == {f"{visit.home}assets/icons.svg"}
    links = visit.page.locator("article h3 a").evaluate_all("all => all.map(one => one.href)")
    pages = {url.removeprefix(visit.home) for url in links}
    assert pages == {f"initiatieven/{slug}/" for slug in results}


def test_on_a_second_page_a_filter_goes_to_the_first(
    visitor: Visitor, built_site: BuiltSite, results: dict[str, Initiative]
) -> None:
    visit = visitor.open(built_site, "9000/2/", javascript=True)
    press(visit.page, "Een maatje")
    expect(visit.page).to_have_url(f"{visit.home}9000/?soort=maatje")
    expect(status(visit.page)).to_contain_text(f"van {len(results)} resultaten.")
    visit.go("9000/2/?gratis=ja")
    expect(visit.page).to_have_url(f"{visit.home}9000/?gratis=ja")


def test_who_saves_data_is_asked_first(
    visitor: Visitor, built_site: BuiltSite, results: dict[str, Initiative]
) -> None:
    visit = visitor.open(built_site, None, javascript=True)
    visit.page.add_init_script(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
    )
    visit.go("9000/?soort=ontmoeten")
    expect(status(visit.page)).to_contain_text("We keken alleen op deze pagina.")
    assert second_pages(visit) == []
    visit.page.get_by_role("button", name="Zoek ook op de andere pagina's").click()
    expect(status(visit.page)).to_contain_text(f"van {len(results)} resultaten.")
    expect(status(visit.page)).not_to_contain_text("alleen op deze pagina")


def test_without_a_network_it_says_where_it_looked(
    visitor: Visitor, built_site: BuiltSite, results: dict[str, Initiative]
) -> None:
    """The links to the other pages stay, and it can be tried again."""
    visit = visitor.open(built_site, None, javascript=True, wrong=True)
    visit.page.route("**/9000/2/", lambda route: route.abort())
    visit.go("9000/?soort=ontmoeten")
    expect(status(visit.page)).to_contain_text("De andere pagina's laden lukt nu niet.")
    expect(status(visit.page)).to_contain_text("We keken alleen op deze pagina.")
    expect(visit.page.get_by_role("navigation", name="Meer resultaten")).to_be_visible()
    visit.page.unroute("**/9000/2/")
    visit.page.get_by_role("button", name="Zoek ook op de andere pagina's").click()
    expect(status(visit.page)).to_contain_text(f"van {len(results)} resultaten.")


PAGER = "<nav class=n><ul>{}</ul></nav>"
LINKS = "<li><a href=./ aria-current=page>1</a><li><a href=2/>2</a><li><a href=3/>3</a>"


def test_a_second_filter_waits_for_the_pages_of_the_first(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    """Two filters while three pages are coming: each page is fetched once, and all are filtered."""
    visit = visitor.open(small_site, None, javascript=True)
    text = small_site.text("9000/")
    number = text.count("data-initiative=")
    held: list[tuple[str, Route]] = []
    first = text.replace("</main>", PAGER.format(LINKS) + "</main>")
    visit.page.route("**/9000/", lambda route: route.fulfill(body=first, content_type="text/html"))
    more_pages = re.compile("/9000/[23]/$")
    visit.page.route(more_pages, lambda route: held.append((route.request.url[-2], route)))
    visit.go("9000/")
    for name in ("Een maatje", "Mensen ontmoeten"):
        press(visit.page, name)
    for page in ("2", "3"):
        for _ in range(500):
            visit.page.wait_for_timeout(20)
            if held and held[-1][0] == page:
                break
        expect(visit.page.locator(".n")).to_be_visible()
        other = re.sub(r'data-initiative="([\w-]+)"', rf'data-initiative="\1-{page}"', text)
        other = other.replace('="../', '="../../')
        held[-1][1].fulfill(body=other, content_type="text/html")
    expect(status(visit.page)).to_contain_text(f"van {3 * number} resultaten.")
    expect(visit.page.locator(".n")).to_be_hidden()
    visible = visit.page.locator("article:visible")
    kinds = visible.evaluate_all("all => all.map((one) => one.dataset.k.split(' '))")
    assert kinds
    assert all({"ontmoeten", "maatje"} & set(mine) for mine in kinds)
    assert [one for one, _ in held] == ["2", "3"]


# --- without JavaScript --------------------------------------------------------------------------


def test_without_javascript_the_kinds_are_links(visitor: Visitor, built_site: BuiltSite) -> None:
    page = visitor.open(built_site, "9000/").page
    everything = shown(page)
    page.get_by_role("link", name="Een maatje", exact=True).click()
    kinds = page.locator("[data-initiative]").evaluate_all(
        "all => all.map(one => [one.dataset.initiative, one.dataset.k])"
    )
    buddies = {slug for slug, text in kinds if "maatje" in text.split()}
    assert shown(page) == buddies
    assert 0 < len(buddies) < len(everything)
    expect(page.get_by_text("alleen van deze pagina")).to_be_visible()
    assert all(section.locator("article:visible").count() for section in groups_shown(page))
    page.get_by_role("link", name="Alles", exact=True).click()
    assert shown(page) == everything
    expect(page.get_by_text("alleen van deze pagina")).to_be_hidden()


def groups_shown(page: Page) -> list[Locator]:
    return [one for one in page.locator("section[data-group]").all() if one.is_visible()]


def test_without_javascript_there_is_no_filter_that_does_nothing(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    page = visitor.open(built_site, "9000/").page
    assert more(page).count() == 0
    assert page.get_by_role("main").locator("button:visible, select:visible").count() == 1, "Zoek"


# --- every hand and eye --------------------------------------------------------------------------


@pytest.mark.parametrize("javascript", [True, False])
def test_the_filters_take_one_row_before_the_first_result(
    visitor: Visitor, built_site: BuiltSite, javascript: bool
) -> None:
    """On a small phone the row scrolls sideways, and the first result is on the first screen."""
    page = visitor.open(built_site, "9000/", javascript=javascript).page
    row = page.get_by_role("list", name="Kies een soort")
    if javascript:
        expect(more(page)).to_be_visible()
    place = row.bounding_box()
    first = page.locator("article").first.bounding_box()
    assert place
    assert first
    assert place["height"] < 60
    assert first["y"] < SMALL_PHONE - 100
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for one in row.locator("a, button").all():
        size = one.bounding_box()
        assert size
        assert size["height"] >= 44


def test_the_first_result_is_on_the_first_screen_however_long_the_name(
    visitor: Visitor, built_site: BuiltSite, gazetteer: Gazetteer
) -> None:
    """One postcode for each length of its name, without JavaScript as with it."""
    lengths = {len(label(postcode)): code for code, postcode in gazetteer.postcodes.items()}
    assert len(lengths) > 30
    visit = visitor.open(built_site, None)
    low = {}
    for code in lengths.values():
        visit.go(f"{code}/")
        place = visit.page.locator("article").first.bounding_box()
        assert place
        if place["y"] > SMALL_PHONE - 40:
            low[code] = place["y"]
    assert low == {}


def test_the_keyboard_is_enough(visitor: Visitor, built_site: BuiltSite) -> None:
    page = result_page(visitor, built_site).page
    more(page).focus()
    expect(more(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(more(page)).to_have_attribute("aria-expanded", "true")
    kinds = page.get_by_role("list", name="Kies een soort").get_by_role("button")
    for _ in range(kinds.count() - 1):
        page.keyboard.press("Tab")
    expect(kinds.last).to_be_focused()
    expect(kinds.last).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Gratis", exact=True)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Gratis", exact=True)).to_be_focused()
    expect(page.get_by_role("button", name="Gratis", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(status(page)).to_contain_text("Je ziet")
    page.get_by_label("Voor wie?").select_option("ouderen")
    expect(more(page)).to_have_text("Filters (2)")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_filters(
    visitor: Visitor,
    built_site: BuiltSite,
    width: Literal[320, 1280],
    scheme: Literal["light", "dark"],
) -> None:
    visit = visitor.open(built_site, "9000/", javascript=True, width=width, scheme=scheme)
    press(visit.page, "Gratis")
    press(visit.page, "Een maatje")
    expect(status(visit.page)).to_contain_text("weten we niet")
    visit.page.evaluate(FEW_LINES)
    assert violations(visit.page, "9000/") == []


@pytest.mark.parametrize("address", ["gemeenten/gent/", "gemeenten/gent/?soort=leren"])
def test_a_municipality_has_filters_too(
    visitor: Visitor, built_site: BuiltSite, address: str
) -> None:
    page = visitor.open(built_site, address, javascript=True).page
    press(page, "Gratis")
    expect(status(page)).to_contain_text("Je ziet")


def test_a_place_without_results_has_no_filters(visitor: Visitor, empty_site: BuiltSite) -> None:
    page = visitor.open(empty_site, "9000/", javascript=True).page
    expect(page.get_by_role("combobox")).to_be_visible()
    assert page.get_by_role("list", name="Kies een soort").count() == 0
