"""A finished site: the header and its bar, the cards, the desk, and how much is fetched."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from typing import Literal

    from playwright.sync_api import Locator, Page

    from tests.browser.visiting import Visitor
    from tests.sites import BuiltSite

WAYS = ["Zoek", "Kaart", "Mijn lijst", "Je rechten", "Hulp nu"]
GROUPS = ["Zoeken", "Hulp", "Deze site"]
# What a session may ask for: the home page, a postcode and an initiative (found/judges.md, 12).
MOST_REQUESTS = 20


def sized(page: Page, width: int, height: int) -> Page:
    """The page in a window of this size."""
    page.set_viewport_size({"width": width, "height": height})
    return page


def ways(page: Page) -> Locator:
    """The links of the header."""
    return page.get_by_role("navigation", name="Wegwijzer").get_by_role("link")


def edges(one: Locator) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is seen, in pixels of the window."""
    box = one.bounding_box()
    assert box
    return box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]


# --- header and footer -------------------------------------------------------------------------


def test_every_kind_of_page_has_the_same_header_and_footer(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    """Also the page for wrong addresses, the one without a network and the handbook."""
    for address in built_site.sample(1):
        is_alone = re.search(r"^kaarten/|/(folder|kader)/$", address)  # for paper, or a frame
        if is_alone or built_site.tree(address).xpath("//meta[@http-equiv='refresh']"):
            continue
        page = visitor.open(built_site, address).page
        assert [text.strip() for text in ways(page).all_inner_texts()] == WAYS, address
        foot = page.get_by_role("navigation", name="Alles op deze site")
        assert foot.get_by_role("heading").all_inner_texts() == GROUPS, address


@pytest.mark.parametrize(
    ("address", "current", "how"),
    [
        ("", "Zoek", "page"),
        ("9000/", "Zoek", "true"),
        ("gemeenten/gent/", "Zoek", "true"),
        ("kaart/", "Kaart", "page"),
        ("lijst/", "Mijn lijst", "page"),
        ("rechten/", "Je rechten", "page"),
        ("rechten/schulden/", "Je rechten", "true"),
        ("hulp-nu/", "Hulp nu", "page"),
        ("over/", "", ""),
    ],
)
def test_the_way_that_a_page_belongs_to_is_marked(
    built_site: BuiltSite, address: str, current: str, how: str
) -> None:
    marked = built_site.tree(address).xpath("//header//nav/a[@aria-current]")
    found = [(link.text_content().strip(), link.get("aria-current")) for link in marked]
    assert found == ([(current, how)] if current else [])


@pytest.mark.parametrize(("width", "height"), [(320, 568), (390, 844), (768, 1024)])
def test_on_a_phone_the_ways_are_a_bar_for_the_thumb(
    visitor: Visitor, built_site: BuiltSite, width: int, height: int
) -> None:
    """It stays at the bottom, all of it in view, with room for each thumb and each word."""
    page = sized(visitor.open(built_site, "9000/").page, width, height)
    page.mouse.wheel(0, 900)
    right = 0.0
    for link in ways(page).all():
        left, top, end, bottom = edges(link)
        assert left >= right - 1
        assert bottom == height
        assert min(end - left, bottom - top) >= 44
        assert link.evaluate("link => link.scrollWidth <= link.clientWidth"), link.inner_text()
        right = end
    assert right <= width


@pytest.mark.parametrize(
    ("width", "height", "letters"), [(320, 256, 16), (844, 390, 16), (390, 844, 32)]
)
def test_the_bar_lets_go_of_a_low_window_and_of_large_letters(
    visitor: Visitor, built_site: BuiltSite, width: int, height: int, letters: int
) -> None:
    page = sized(visitor.open(built_site, "9000/").page, width, height)
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": {"standard": letters}})
    bar = page.get_by_role("navigation", name="Wegwijzer")
    expect(bar).to_have_css("position", "static")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_bar_covers_nothing_that_has_the_focus(visitor: Visitor, built_site: BuiltSite) -> None:
    page = sized(visitor.open(built_site, "9000/", javascript=True).page, 390, 844)
    bar = page.get_by_role("navigation", name="Wegwijzer")
    _, top, _, _ = edges(bar)
    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if focus.count() and not focus.evaluate("one => Boolean(one.closest('header'))"):
            assert edges(focus)[3] <= top, focus.evaluate("one => one.outerHTML.slice(0, 90)")


def test_what_is_kept_is_counted_in_the_header(visitor: Visitor, built_site: BuiltSite) -> None:
    page = visitor.open(built_site, "9000/", javascript=True).page
    page.get_by_role("button", name="Bewaar").first.click()
    expect(ways(page).nth(2)).to_have_accessible_name("Mijn lijst (1)")
    page.get_by_role("button", name="Bewaar").first.click()
    expect(ways(page).nth(2)).to_have_accessible_name("Mijn lijst")


# --- cards -------------------------------------------------------------------------------------


def test_eight_results_fit_on_a_desk(visitor: Visitor, built_site: BuiltSite) -> None:
    page = sized(visitor.open(built_site, "9000/", javascript=True, width=1280).page, 1440, 900)
    page.reload()
    expect(page.get_by_role("complementary", name="Kaart")).to_be_visible()
    assert page.get_by_role("button", name="Bewaar").count() > 0
    whole = [card for card in page.locator("article").all() if edges(card)[3] <= 900]
    assert len(whole) >= 8


def test_three_results_fit_on_a_phone(visitor: Visitor, built_site: BuiltSite) -> None:
    """Once the list is reached: the cards between the top and the bar."""
    page = sized(visitor.open(built_site, "9000/", javascript=True).page, 390, 844)
    page.get_by_role("button", name="Bewaar").first.wait_for()
    bar = edges(page.get_by_role("navigation", name="Wegwijzer"))[1]
    heights = [edges(card)[3] - edges(card)[1] for card in page.locator("article").all()]
    seen = [sum(heights[at : at + 3]) for at in range(len(heights) - 2)]
    assert sorted(seen)[len(seen) // 2] <= bar


PLACES = ["9000/", "8800/", "3600/", "1080/"]


@pytest.mark.parametrize("javascript", [False, True])
@pytest.mark.parametrize("address", PLACES)
def test_the_list_begins_in_the_upper_half_of_a_phone(
    visitor: Visitor, built_site: BuiltSite, address: str, javascript: bool
) -> None:
    """Header, place, rights, kinds and the one warning are a line each."""
    page = visitor.open(built_site, None, javascript=javascript).page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(visitor.visits[0][0].home + address)
    if javascript:
        page.get_by_role("button", name="Bewaar").first.wait_for()
    assert edges(page.locator("article").first)[1] <= 844 * 0.4
    warning = page.locator("main p.eo").last
    assert edges(warning)[3] - edges(warning)[1] < 30
    assert warning.get_by_role("link").inner_text() == "Hoe zit dat?"


def test_three_results_are_in_view_when_a_page_opens_on_a_phone(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    """Of the third its name, its kind and its place at least."""
    visit = visitor.open(built_site, None, javascript=True)
    page = sized(visit.page, 390, 844)
    visit.go("9000/")
    page.get_by_role("button", name="Bewaar").first.wait_for()
    bar = edges(page.get_by_role("navigation", name="Wegwijzer"))[1]
    seen = [card for card in page.locator("article").all() if edges(card.locator("p.k"))[3] <= bar]
    assert len(seen) >= 3


@pytest.mark.parametrize(("width", "height"), [(320, 568), (390, 844)])
@pytest.mark.parametrize("address", PLACES)
def test_rights_and_their_numbers_are_one_row_on_a_phone(
    visitor: Visitor, built_site: BuiltSite, address: str, width: int, height: int
) -> None:
    """Each is a target for a thumb, and begins in view; the row scrolls where a number is long."""
    page = sized(visitor.open(built_site, address).page, width, height)
    row = page.locator(".hh .y")
    names = [" ".join(link.inner_text().split()) for link in row.get_by_role("link").all()]
    assert names[0] == "Eerst je rechten"
    assert names[1].startswith("OCMW")
    assert names[-1] == "CAW 0800 13 500"
    top, bottom = edges(row)[1], edges(row)[3]
    assert bottom - top < 52
    for link in row.get_by_role("link").all():
        left, upper, right, lower = edges(link)
        assert min(right - left, lower - upper) >= 44
        assert left < width - 44
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_kinds_that_take_several_rows_stay_apart(visitor: Visitor, built_site: BuiltSite) -> None:
    """And so do the rights from their numbers."""
    page = visitor.open(built_site, "9000/", javascript=True, width=768).page
    page.get_by_role("button", name="Bewaar").first.wait_for()
    boxes = [
        edges(one)
        for one in page.get_by_role("list", name="Kies een soort").locator("button").all()
    ]
    rows = sorted({(top, bottom) for _, top, _, bottom in boxes})
    assert len(rows) > 1
    for (_, bottom), (top, _) in itertools.pairwise(rows):
        assert top - bottom >= 4
    rights, number = (edges(link) for link in page.locator(".hh .y").get_by_role("link").all()[:2])
    assert number[0] - rights[2] >= 8


def test_a_card_has_one_button_and_its_title_is_the_link(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    """The next step; "Bewaar" stands beside it on every width."""
    for width in (320, 1280):
        page = visitor.open(built_site, "9000/", javascript=True, width=width).page
        page.get_by_role("button", name="Bewaar").first.wait_for()
        for card in page.locator("article").all()[:12]:
            assert card.locator("a.b").count() <= 1
            assert card.locator("h3 a").count() == 1
            keep = card.locator(".a").get_by_role("button", name="Bewaar")
            assert edges(card)[2] - edges(keep)[2] < 24


def test_a_kind_has_its_colour_its_drawing_and_its_name(built_site: BuiltSite) -> None:
    for card in built_site.tree("9000/").xpath("//article"):
        (line,) = card.xpath("p[@class='k']")
        kind = card.get("data-k").split()[0]
        assert line.xpath("svg/@class") == [f"i s-{kind}"]
        assert line.xpath("svg/use/@href") == [f"../assets/icons.svg#{kind}"]
        assert line.xpath("span")[0].text_content().strip()


# --- the desk ----------------------------------------------------------------------------------


def test_at_a_desk_a_map_stands_beside_the_list(visitor: Visitor, built_site: BuiltSite) -> None:
    """It stays in view, nothing is asked of another host, and card and sign point at each other."""
    visit = visitor.open(built_site, "9000/", javascript=True, width=1280)
    chart = visit.page.get_by_role("complementary", name="Kaart")
    expect(chart).to_be_visible()
    visit.settle()
    assert visit.elsewhere == []
    card = visit.page.locator("article[data-p]").first
    card.locator("h3 a").focus()
    sign = chart.locator("button.op")
    expect(sign).to_have_count(1)
    visit.page.mouse.wheel(0, 2000)
    assert edges(chart)[1] >= 0
    for _ in range(9):
        # A sign of several comes closer first.
        if visit.page.locator("article.op").count():
            break
        chart.locator("button[title]").first.click()
    expect(visit.page.locator("article.op").first).to_be_in_viewport()


def test_signs_lie_apart_and_are_large_enough(visitor: Visitor, built_site: BuiltSite) -> None:
    for address in ("9000/", "gemeenten/gent/"):
        page = visitor.open(built_site, address, javascript=True, width=1280).page
        signs = page.get_by_role("complementary", name="Kaart").locator("button[title]")
        signs.first.wait_for()
        middles = [((e[0] + e[2]) / 2, (e[1] + e[3]) / 2) for e in map(edges, signs.all())]
        for at, (x, y) in enumerate(middles):
            for other_x, other_y in middles[at + 1 :]:
                assert abs(x - other_x) + abs(y - other_y) >= 44


def test_a_filter_takes_signs_off_the_map(visitor: Visitor, built_site: BuiltSite) -> None:
    page = visitor.open(built_site, "9000/", javascript=True, width=1280).page
    signs = page.get_by_role("complementary", name="Kaart").locator("button[title]")
    signs.first.wait_for()
    page.get_by_role("button", name="Een maatje").click()
    page.get_by_role("status").filter(has_text="Je ziet").wait_for()
    titles = [sign.get_attribute("title") for sign in signs.all()]
    shown = page.locator("article[data-p]:visible h3").all_inner_texts()
    assert len(titles) <= len(shown)


def test_a_phone_fetches_no_map(visitor: Visitor, built_site: BuiltSite) -> None:
    visit = visitor.open(built_site, "9000/", javascript=True)
    visit.settle()
    assert not [url for url in visit.requests if "beside.js" in url or "points.json" in url]


def test_filters_are_a_column_that_is_open(visitor: Visitor, built_site: BuiltSite) -> None:
    page = visitor.open(built_site, "9000/", javascript=True, width=1280).page
    free = page.get_by_role("button", name="Gratis")
    expect(free).to_be_visible()
    assert edges(free)[2] < edges(page.locator("article").first)[0]


@pytest.mark.parametrize("query", ["?soort=vrije-tijd", "#vrije-tijd", "?gratis=ja"])
def test_a_filter_that_a_link_opened_is_in_view(
    visitor: Visitor, built_site: BuiltSite, query: str
) -> None:
    page = visitor.open(built_site, f"9000/{query}", javascript=True).page
    pressed = page.locator("[aria-pressed=true]:not([data-keep])")
    expect(pressed).to_have_count(1)
    left, _, right, _ = edges(pressed)
    assert left >= edges(page.get_by_role("button", name="Filters"))[2] or query == "?gratis=ja"
    assert right <= 320
    expect(pressed).to_be_in_viewport()


# --- when there is nothing -----------------------------------------------------------------------


def test_filters_that_leave_nothing_give_a_next_step_and_a_number(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    page = visitor.open(built_site, "9000/?soort=slapen&voor=jongeren", javascript=True).page
    page.get_by_role("status").filter(has_text="Je ziet").wait_for()
    if page.locator("article:visible").count():
        page.get_by_role("button", name="Slapen").click()
        page.goto(page.url.split("?")[0] + "?soort=slapen&helpen=ja")
        page.get_by_text("Je ziet 0 van").first.wait_for()
    expect(page.get_by_text("Zo vinden we niets.")).to_be_visible()
    expect(page.locator(".fs a[href^='tel:']")).to_be_visible()
    page.get_by_role("button", name="Wis alles").click()
    expect(page.get_by_text("Zo vinden we niets.")).to_be_hidden()


def test_a_place_without_anything_gives_the_numbers_of_ocmw_and_caw(empty_site: BuiltSite) -> None:
    tree = empty_site.tree("gemeenten/bever/")
    assert tree.xpath("//article") == []
    ocmw, caw, now = tree.xpath("//main//div[@class='q']//li")
    assert ocmw.xpath("a[starts-with(@href, 'tel:')]")
    assert caw.xpath("a[starts-with(@href, 'tel:')]")
    assert now.xpath("a/@href") == ["../../hulp-nu/"]


# --- words and links -----------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["soorten/eten/", "rechten/schulden/", "hulp-nu/"])
def test_a_word_of_the_dictionary_is_a_word_in_its_sentence(
    visitor: Visitor, built_site: BuiltSite, address: str
) -> None:
    """Not a button, and what comes after it does not begin a new line."""
    page = visitor.open(built_site, address, width=768).page
    words = page.locator("main :is(p, li) a[href*='woordenboek/#']:visible")
    assert words.count() > 0
    for word in words.all():
        expect(word).to_have_css("border-top-style", "none")
        assert word.evaluate("one => getComputedStyle(one).display.startsWith('inline')")


def test_the_words_of_a_row_of_links_stand_in_their_middle(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    link = visitor.open(built_site, "rechten/").page.locator("#m ul.c a").first
    expect(link).to_have_css("display", "inline-flex")
    expect(link).to_have_css("align-items", "center")


@pytest.mark.parametrize(("width", "height"), [(320, 568), (390, 844)])
def test_no_tile_of_an_initiative_stands_alone_on_a_phone(
    visitor: Visitor, built_site: BuiltSite, width: int, height: int
) -> None:
    page = visitor.open(built_site, "initiatieven/ocmw-gent/", javascript=True).page
    tiles = sized(page, width, height).locator("[data-row] .pl:visible")
    tiles.first.wait_for()
    rows: dict[float, int] = {}
    for tile in tiles.all():
        rows[edges(tile)[1]] = rows.get(edges(tile)[1], 0) + 1
    assert min(rows.values()) > 1
    assert len(rows) <= 2


# --- help now ----------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_row_of_help_now_says_what_for_and_then_the_number_as_a_button(
    visitor: Visitor,
    built_site: BuiltSite,
    width: Literal[320, 768, 1280],
    scheme: Literal["light", "dark"],
) -> None:
    """All rows are as wide as the text; that of 112 stands out, and its number is the largest."""
    page = visitor.open(built_site, "hulp-nu/", width=width, scheme=scheme).page
    title = edges(page.get_by_role("heading", level=1))
    rows = page.locator("#m > ul.hu > li > a").all()
    assert len(rows) > 6
    look = (
        "one => [getComputedStyle(one).backgroundColor, parseFloat(getComputedStyle(one).fontSize)]"
    )
    looks = [(row.evaluate(look), row.locator("b").evaluate(look)) for row in rows]
    for row, (ground, button) in zip(rows, looks, strict=True):
        left, top, right, bottom = edges(row)
        assert [left, right] == pytest.approx([title[0], title[2]], abs=1)
        meaning, number = edges(row.locator("span")), edges(row.locator("b"))
        assert meaning[0] < number[0] or meaning[1] < number[1]
        assert number[3] - number[1] >= 40
        assert bottom - top >= 56
        assert ground[0] != button[0]
    assert len({ground[0] for ground, _ in looks[1:]} - {looks[0][0][0]}) == 1
    assert looks[0][1][1] == max(button[1] for _, button in looks) > looks[1][1][1]


# --- what is fetched ---------------------------------------------------------------------------


def test_a_first_session_asks_for_few_files(visitor: Visitor, built_site: BuiltSite) -> None:
    """The home page, a postcode and an initiative: what the browser has, it asks for once."""
    visit = visitor.open(built_site, "", javascript=True)
    for address in ("", "9000/", "initiatieven/ocmw-gent/"):
        visit.go(address)
        visit.settle()
        # What comes last waits a few seconds on purpose.
        visit.page.wait_for_timeout(3500)
    files = {urlsplit(url).path for url in visit.requests if url.startswith("http")}
    assert len(files) < MOST_REQUESTS, sorted(files)


@pytest.mark.parametrize(
    ("address", "promise", "otherwise"),
    [
        ("zoeken/", "article, .v li", "Lukt zoeken niet op dit toestel?"),
        ("lijst/", "[data-list] article", "Een lijst bewaren werkt alleen met JavaScript."),
        ("9000/", ".mp, .ke, #fp", "Eerst je rechten"),
        ("gemeenten/gent/", ".mp, .ke, #fp", "Eerst je rechten"),
    ],
)
@pytest.mark.parametrize("broken", ["missing", "wrong"])
def test_a_page_promises_nothing_that_its_script_could_not_load(
    visitor: Visitor, built_site: BuiltSite, address: str, promise: str, otherwise: str, broken: str
) -> None:
    """Modules that are gone, and modules that an old browser cannot parse."""
    visit = visitor.open(built_site, None, javascript=True, wrong=True)
    if broken == "missing":
        visit.page.route("**/assets/js/*.js", lambda route: route.fulfill(status=404, body=""))
    else:
        visit.page.route(
            "**/assets/js/*.js",
            lambda route: route.fulfill(content_type="text/javascript", body="const = ;"),
        )
    visit.go(address)
    visit.settle()
    assert visit.page.locator(promise).count() == 0
    expect(visit.page.get_by_text(otherwise).first).to_be_visible()
