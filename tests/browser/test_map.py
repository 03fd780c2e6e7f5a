"""The maps: asked for by the visitor, usable by keyboard, and safe with any name."""

from __future__ import annotations

import base64
import functools
import math
from typing import TYPE_CHECKING, Literal

import pytest
from finder.files.taxonomy import load_taxonomy
from finder.rendering.maps import draw
from finder.text import slugify
from finder.words.saying import Words
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.building import ROOT, entry, small_words, spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from finder.places.gazetteer import Gazetteer
    from playwright.sync_api import Frame, Locator, Page

    from tests.browser.visiting import Visit, Visitor
    from tests.sites import BuiltSite

TILES = "https://tile.openstreetmap.org/"
GENT = "gemeenten/gent/"
# What stands in Gent in the small site; three of them at one point.
NAMES = {
    "OCMW Gent",
    "<script>window.hacked=1</script>",
    "${window.hacked=1} `${alert(1)}` \\u003cscript\\u003e",
    '{{ 7*7 }} {% include "base.html" %} {name}',
    "\"Dubbel\" & 'enkel' <b>vet</b>: 1 > 0 onmouseover=alert(1)",
}
MOST_KEYS = 60
# At how many points those are, and the one with several.
POINTS = 3


def show(page: Page) -> None:
    """Unfold what hides the map, and ask for it."""
    for summary in page.locator("details:has(iframe) > summary").all():
        summary.click()
    page.get_by_role("link", name="Toon de kaart").click()


def frame_of(page: Page) -> Frame:
    """The map, once it is there."""
    page.frame_locator("iframe").locator(".leaflet-container").wait_for()
    (frame,) = [frame for frame in page.frames if "/kaarten/" in frame.url]
    return frame


@pytest.fixture
def opened(visitor: Visitor, small_site: BuiltSite) -> Visit:
    """The page of Gent with its map, for a visitor to whom no picture of the map comes."""
    visit = visitor.open(small_site, GENT, javascript=True, wrong=True)
    visit.page.route(f"{TILES}**", lambda route: route.abort())
    show(visit.page)
    frame_of(visit.page).locator(".leaflet-marker-icon").first.wait_for()
    return visit


def alone(where: Page | Frame, number: int) -> Locator:
    """The sign of a point, after the map came so near that it stands alone."""
    where.evaluate(
        """number => {
          map_kaart.setView(steun.points[number].at, 18, { animate: false });
          for (const old of document.querySelectorAll("[data-alone]")) delete old.dataset.alone;
          steun.where.get(number).getElement().dataset.alone = "";
        }""",
        number,
    )
    return where.locator("[data-alone]")


def several(where: Page | Frame) -> Locator:
    """The sign of the point with three initiatives, alone."""
    number = where.evaluate("steun.points.findIndex(({ items }) => items.length === 3)")
    return alone(where, number)


def is_there(where: Page | Frame, selector: str) -> bool:
    return where.locator(selector).count() == 1


def tab_to(page: Page, reached: Callable[[], bool]) -> None:
    """Press Tab until the focus is where it should be."""
    for _ in range(MOST_KEYS):
        page.keyboard.press("Tab")
        if reached():
            return
    pytest.fail(f"{MOST_KEYS} times Tab does not reach it")


def about_maps(visit: Visit) -> list[str]:
    return [url for url in visit.requests if "kaarten/" in url or "leaflet" in url or TILES in url]


@pytest.mark.parametrize("javascript", [False, True])
@pytest.mark.parametrize("address", [GENT, "kaart/"])
def test_nothing_of_a_map_is_loaded_before_the_visitor_asks(
    visitor: Visitor, small_site: BuiltSite, address: str, javascript: bool
) -> None:
    visit = visitor.open(small_site, address, javascript=javascript, wrong=True)
    visit.settle()
    assert about_maps(visit) == []
    assert visit.elsewhere == []
    visit.page.route(f"{TILES}**", lambda route: route.abort())
    show(visit.page)
    expect(visit.page.frame_locator("iframe").locator("main")).to_be_attached()
    assert any("kaarten/" in url for url in visit.requests)


def test_a_page_with_a_map_says_whose_pictures_it_will_fetch(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    page = visitor.open(small_site, "kaart/").page
    expect(page.get_by_role("main")).to_contain_text("openstreetmap.org")


def test_only_pictures_of_the_map_come_from_another_host_and_only_after_asking(
    opened: Visit,
) -> None:
    assert opened.elsewhere
    assert [url for url in opened.elsewhere if not url.startswith(TILES)] == []


def test_nothing_but_the_missing_pictures_goes_wrong(opened: Visit) -> None:
    assert [text for text in opened.errors if "ERR_FAILED" not in text] == []


def test_the_map_shows_a_marker_for_each_point_also_without_pictures(opened: Visit) -> None:
    """Those that lie too near each other are one at first, which says how many they are."""
    frame = frame_of(opened.page)
    for marker in frame.locator(".leaflet-marker-icon").all():
        expect(marker).to_be_in_viewport()
    assert shown_on(frame) == len(NAMES)
    texts = []
    for number in range(POINTS):
        marker = alone(frame, number)
        expect(marker).to_be_in_viewport()
        texts.append(marker.text_content() or "")
    assert sorted(texts) == ["", "", "3"]


def test_markers_say_the_names_as_they_were_written(opened: Visit) -> None:
    frame = frame_of(opened.page)
    labels = [alone(frame, n).get_attribute("aria-label") or "" for n in range(POINTS)]
    assert {name for name in NAMES if any(name in label for label in labels)} == NAMES


def test_a_popup_shows_the_names_as_text_and_leads_to_their_pages(opened: Visit) -> None:
    frame = frame_of(opened.page)
    shown: set[str] = set()
    for number in range(POINTS):
        alone(frame, number).press("Enter")
        popup = frame.locator(".leaflet-popup-content")
        expect(popup).to_be_visible()
        shown |= set(popup.locator("h2").all_text_contents())
        assert popup.locator("script, img, b, iframe").count() == 0
        frame.page.keyboard.press("Escape")
        expect(popup).to_have_count(0)
    assert shown == NAMES


def test_no_name_runs_anything(opened: Visit) -> None:
    frame = frame_of(opened.page)
    for number in range(POINTS):
        marker = alone(frame, number)
        marker.dispatch_event("mouseover")
        marker.press("Enter")
        frame.page.keyboard.press("Escape")
    assert [text for text in opened.errors if text.startswith("alert")] == []
    for page in (frame, opened.page.main_frame):
        assert page.evaluate("window.hacked") is None


def test_the_keyboard_alone_opens_a_popup_and_follows_its_link(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = visitor.open(small_site, GENT, javascript=True, wrong=True)
    page = visit.page
    page.route(f"{TILES}**", lambda route: route.abort())
    for selector in ("details:has(iframe) > summary:focus", "a[target=kaart]:focus"):
        tab_to(page, functools.partial(is_there, page, selector))
        page.keyboard.press("Enter")
    frame = frame_of(page)
    frame.locator(".leaflet-marker-icon").first.wait_for()
    tab_to(page, functools.partial(is_there, frame, ".leaflet-marker-icon:focus"))
    while not is_there(frame, ".punt:focus"):
        # A group comes nearer, and gives the focus to the first that was in it.
        frame.evaluate("window.before = document.activeElement")
        page.keyboard.press("Enter")
        frame.wait_for_function(
            "() => document.activeElement !== window.before"
            " && document.activeElement.matches('.leaflet-marker-icon')"
        )
    page.keyboard.press("Enter")
    expect(frame.locator(".leaflet-popup-content")).to_be_visible()
    tab_to(
        page,
        functools.partial(
            is_there, frame, ".leaflet-popup-content a[target]:not([href^=tel]):focus"
        ),
    )
    page.keyboard.press("Enter")
    page.wait_for_url(f"{visit.home}initiatieven/*/")


def test_the_list_beside_a_map_leaves_no_town_out(visitor: Visitor, built_site: BuiltSite) -> None:
    page = visitor.open(built_site, "kaart/").page
    links = page.locator("main a[href*='gemeenten/']").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    maps = {a.removeprefix("kaarten/") for a in built_site.addresses if a.startswith("kaarten/")}
    towns = {name.removesuffix(".html") for name in maps} - {"alles", "cijfers"}
    listed = {link.split("/")[-2] for link in links}
    # In some towns all that is there comes to you: those have no map, and stand in the list.
    assert towns <= listed
    assert len(towns) > 25


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_a_map_with_an_open_popup(
    visitor: Visitor,
    small_site: BuiltSite,
    width: Literal[320, 1280],
    scheme: Literal["light", "dark"],
) -> None:
    visit = visitor.open(small_site, None, javascript=True, width=width, scheme=scheme, wrong=True)
    visit.page.route(f"{TILES}**", lambda route: route.abort())
    visit.go("kaarten/gent.html")
    alone(visit.page, 0).press("Enter")
    expect(visit.page.locator(".leaflet-popup")).to_have_css("opacity", "1")
    assert violations(visit.page, "kaarten/gent.html") == []


def test_the_buttons_of_a_map_speak_dutch_and_change_the_scale(opened: Visit) -> None:
    frame = frame_of(opened.page)
    alone(frame, 0).press("Enter")
    labels = frame.locator("[role=button]:not(.leaflet-marker-icon)").evaluate_all(
        "all => all.map(button => button.getAttribute('aria-label'))"
    )
    assert set(labels) == {"Kom dichter", "Ga verder weg", "Sluit dit venster"}
    before = frame.evaluate("map_kaart.getZoom()")
    frame.get_by_label("Ga verder weg").click()
    frame.wait_for_function("before => map_kaart.getZoom() < before", arg=before)


# --- the map of everything -----------------------------------------------------------------------

ALL = "kaarten/alles.html"


@pytest.fixture
def crowded(visitor: Visitor, small_site: BuiltSite) -> Visit:
    """The map of everything with four hundred initiatives, half of them to meet people."""
    visit = visitor.open(small_site, None, javascript=True, wrong=True)
    many = [
        entry(
            f"huis-{number}",
            spot(50.8 + number % 20 / 40, 3 + number // 20 / 10),
            name=f"Huis {number}",
            kinds=["ontmoeten" if number % 2 else "maatje"],
        )
        for number in range(400)
    ]
    words = Words.load(load_taxonomy(ROOT / "initiatives" / "taxonomy.yml"))
    drawn = draw(many, "alles", "Kaart", words, everything=True)
    html = {"body": drawn.html, "content_type": "text/html"}
    visit.page.route(f"{TILES}**", lambda route: route.abort())
    visit.page.route("**/kaarten/alles.html*", lambda route: route.fulfill(**html))
    visit.page.route("**/kaarten/alles.js", lambda route: route.fulfill(body=drawn.script))
    return visit


def shown_on(page: Page | Frame) -> int:
    """How many initiatives the markers and groups in view stand for."""
    return int(
        page.evaluate(
            "[...steun.shown.values()].reduce((sum, marker) => sum"
            " + Number(marker.getElement().textContent || 1), 0)"
        )
    )


def test_from_afar_places_are_buttons_that_say_how_many(crowded: Visit) -> None:
    crowded.go(ALL)
    markers = crowded.page.locator(".folium-map .leaflet-marker-icon:not(.naam)")
    expect(markers.first).to_be_visible()
    assert markers.count() < 60
    assert shown_on(crowded.page) == 400
    label = crowded.page.locator(".folium-map .tros").first.get_attribute("aria-label") or ""
    assert "Kom dichter" in label


def test_the_keyboard_opens_a_group_until_a_place_has_the_focus(crowded: Visit) -> None:
    crowded.go(ALL)
    page = crowded.page
    page.locator(".folium-map .tros").first.focus()
    for _ in range(10):
        if page.locator(".punt:focus").count():
            break
        page.evaluate("window.before = document.activeElement")
        page.keyboard.press("Enter")
        page.wait_for_function(
            "() => document.activeElement !== window.before"
            " && document.activeElement.matches('.leaflet-marker-icon')"
        )
    page.keyboard.press("Enter")
    expect(page.locator(".leaflet-popup-content h2")).to_contain_text("Huis")


def test_only_the_kinds_that_are_ticked_show(crowded: Visit) -> None:
    crowded.go(ALL)
    page = crowded.page
    page.locator("summary").click()
    page.get_by_label("Mensen ontmoeten").check()
    assert shown_on(page) == 200
    page.get_by_label("Een maatje").check()
    assert shown_on(page) == 400
    assert violations(page, ALL) == []


def at_postcode(where: Page | Frame, code: str) -> None:
    """Wait until the map counts distances from a postcode, and shows it."""
    where.wait_for_function("code => steun.from?.code === code", arg=code)
    where.wait_for_function("() => map_kaart.getBounds().contains(steun.from.at)")


def test_the_map_opens_at_the_postcode_in_its_address(crowded: Visit) -> None:
    """As near as shows some places around it."""
    crowded.go(f"{ALL}#9000")
    page = crowded.page
    at_postcode(page, "9000")
    assert page.evaluate("map_kaart.getCenter().distanceTo([51.05, 3.717]) < 2000")
    assert 2 < len(rows(page)) < 60
    expect(page.get_by_label("Postcode")).to_have_value("9000")


def test_the_map_takes_the_postcode_from_the_page_around_it(crowded: Visit) -> None:
    crowded.go("9000/")
    crowded.page.locator("a[href$='kaart/#9000']").click()
    show(crowded.page)
    at_postcode(frame_of(crowded.page), "9000")


def test_the_map_opens_at_the_initiative_in_its_address(crowded: Visit) -> None:
    """It comes near enough for the place to stand by itself, and opens its window."""
    crowded.go(f"{ALL}#huis-7")
    heading = crowded.page.locator(".leaflet-popup-content h2")
    expect(heading).to_have_text("Huis 7")
    expect(heading).to_be_focused()


def test_the_page_of_an_initiative_leads_to_its_place_on_the_map(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = visitor.open(small_site, "initiatieven/ocmw-gent/", javascript=True, wrong=True)
    visit.page.route(f"{TILES}**", lambda route: route.abort())
    visit.page.get_by_role("link", name="Op de kaart").click()
    show(visit.page)
    popup = frame_of(visit.page).locator(".leaflet-popup-content")
    expect(popup.locator("h2").first).to_have_text("OCMW Gent")


def test_the_box_goes_to_a_postcode_and_counts_from_there(crowded: Visit) -> None:
    crowded.go(ALL)
    page = crowded.page
    page.get_by_label("Postcode").fill("0001")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Deze postcode kennen wij niet.")
    page.get_by_label("Postcode").fill("9000")
    page.keyboard.press("Enter")
    at_postcode(page, "9000")
    page.get_by_role("button", name="Lijst").click()
    page.locator("#lijst button").first.click()
    expect(page.locator(".leaflet-popup-content")).to_contain_text("km van 9000")


def test_around_a_postcode_circles_tell_how_far_it_is(crowded: Visit) -> None:
    crowded.go(f"{ALL}#9000")
    at_postcode(crowded.page, "9000")
    expect(crowded.page.locator("path.kring")).to_have_count(3)
    shown = crowded.page.locator(".afstand").all_text_contents()
    assert shown
    assert set(shown) <= {"5 km", "10 km", "15 km"}


def test_without_pictures_the_land_and_the_names_of_municipalities_show(crowded: Visit) -> None:
    crowded.go(ALL)
    page = crowded.page
    expect(page.locator(".naam").first).to_be_attached()
    expect(page.get_by_role("status")).to_contain_text("De achtergrond komt niet.")
    assert page.locator("canvas").evaluate(
        "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)"
        ".data.some(value => value > 0)"
    )


def overlapping(page: Page, first: str, second: str) -> int:
    """How many pairs of what these selectors find cover each other."""
    return int(
        page.evaluate(
            """([first, second]) => {
              const boxes = selector => [...document.querySelectorAll(selector)]
                .map(one => [one, one.getBoundingClientRect()]);
              return boxes(first).flatMap(([one, a]) => boxes(second).filter(([other, b]) =>
                one !== other && a.left < b.right && b.left < a.right
                && a.top < b.bottom && b.top < a.bottom)).length;
            }""",
            [first, second],
        )
    )


@pytest.mark.parametrize("width", [320, 1280])
def test_names_cover_no_sign_and_not_each_other(
    visitor: Visitor, built_site: BuiltSite, width: Literal[320, 1280]
) -> None:
    visit = visitor.open(built_site, None, javascript=True, width=width, wrong=True)
    visit.page.route(f"{TILES}**", lambda route: route.abort())
    visit.go(ALL)
    expect(visit.page.locator(".naam").first).to_be_attached()
    assert visit.page.locator(".naam").count() > 3
    assert overlapping(visit.page, ".naam span", ".leaflet-marker-icon") == 0
    assert overlapping(visit.page, ".naam span", ".naam span") == 0


# The smallest picture there is: one grey point.
PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGPYDwAA8wDxgfWwxQAAAABJRU5ErkJggg=="
)


def test_where_pictures_come_they_need_no_names_of_ours(crowded: Visit) -> None:
    picture = base64.b64decode(PICTURE)
    crowded.page.route(
        f"{TILES}**", lambda route: route.fulfill(body=picture, content_type="image/png")
    )
    crowded.go(ALL)
    expect(crowded.page.locator("img.leaflet-tile-loaded").first).to_be_attached()
    expect(crowded.page.get_by_role("status")).to_have_text("")
    assert crowded.page.locator(".naam").count() == 0
    assert not any("gemeenten.json" in url for url in crowded.requests)


def test_pictures_that_keep_a_visitor_waiting_are_not_waited_for(crowded: Visit) -> None:
    crowded.page.route(f"{TILES}**", lambda _route: None)
    crowded.page.goto(crowded.home + ALL, wait_until="domcontentloaded")
    expect(crowded.page.locator(".naam").first).to_be_attached()
    expect(crowded.page.get_by_role("status")).to_have_text("")


# --- the list beside a map ----------------------------------------------------------------------


def rows(where: Page | Frame) -> list[str]:
    """The names in the list."""
    return where.locator("#lijst button b").all_text_contents()


@pytest.fixture
def desk(visitor: Visitor, small_site: BuiltSite) -> Visit:
    """The map of Gent on a large screen: five initiatives at three points."""
    visit = visitor.open(small_site, None, javascript=True, width=1280, wrong=True)
    visit.page.route(f"{TILES}**", lambda route: route.abort())
    visit.go("kaarten/gent.html")
    return visit


def test_the_list_has_everything_in_view(desk: Visit) -> None:
    assert set(rows(desk.page)) == NAMES
    expect(desk.page.locator("#lijst h2")).to_have_text("5 in beeld")
    desk.page.evaluate("void map_kaart.setView([51.5, 5.5], 15, { animate: false })")
    expect(desk.page.locator("#lijst h2")).to_have_text("0 in beeld")
    assert rows(desk.page) == []


def test_a_line_opens_its_sign_with_itself_on_top_and_escape_goes_to_the_sign(desk: Visit) -> None:
    for name in sorted(NAMES):
        desk.page.evaluate(
            "void map_kaart.fitBounds(steun.points.map(({ at }) => at), { animate: false })"
        )
        button = desk.page.locator("#lijst button").filter(
            has=desk.page.get_by_text(name, exact=True)
        )
        button.press("Enter")
        heading = desk.page.locator(".leaflet-popup-content h2").first
        expect(heading).to_have_text(name)
        expect(heading).to_be_focused()
        expect(button).to_have_attribute("aria-current", "true")
        desk.page.keyboard.press("Escape")
        expect(desk.page.locator(".leaflet-popup")).to_have_count(0)
        expect(desk.page.locator(".leaflet-marker-icon:focus")).to_have_count(1)
        expect(desk.page.locator("#lijst [aria-current]")).to_have_count(0)


def test_a_sign_marks_its_lines(desk: Visit) -> None:
    """Under the mouse or the focus they light up; while its window is open they are current."""
    sign = several(desk.page)
    sign.hover()
    expect(desk.page.locator("#lijst button.wijs")).to_have_count(3)
    desk.page.mouse.move(0, 0)
    expect(desk.page.locator("#lijst button.wijs")).to_have_count(0)
    sign.focus()
    expect(desk.page.locator("#lijst button.wijs")).to_have_count(3)
    desk.page.keyboard.press("Enter")
    expect(desk.page.locator("#lijst [aria-current=true]")).to_have_count(3)


def test_a_line_lights_up_its_sign(desk: Visit) -> None:
    lit = desk.page.locator(".leaflet-marker-icon.wijs")
    desk.page.locator("#lijst button").first.hover()
    expect(lit).to_have_count(1)
    desk.page.mouse.move(1200, 700)
    expect(lit).to_have_count(0)
    desk.page.locator("#lijst button").nth(1).focus()
    expect(lit).to_have_count(1)


def test_the_list_knows_the_kinds_that_are_ticked(crowded: Visit) -> None:
    crowded.go(ALL)
    page = crowded.page
    page.evaluate("void map_kaart.setView([51.05, 3.7], 8, { animate: false })")
    before = len(rows(page))
    page.locator("summary").click()
    page.get_by_label("Mensen ontmoeten").check()
    names = rows(page)
    assert 0 < len(names) <= before
    assert all(int(name.split()[1]) % 2 for name in names)


def test_from_a_postcode_the_nearest_comes_first_and_says_how_far(crowded: Visit) -> None:
    crowded.go(f"{ALL}#9000")
    page = crowded.page
    at_postcode(page, "9000")
    far = page.locator("#lijst small").filter(has_text="km van 9000").all_text_contents()
    found = [0 if "minder" in text else int(text.split()[1]) for text in far]
    assert len(found) == len(rows(page)) > 1
    assert found == sorted(found)


def test_what_lies_at_the_postcode_itself_is_less_than_a_kilometre_away(desk: Visit) -> None:
    """Its village is often all that is known, so that a distance of nought would say too much."""
    desk.page.evaluate("steun.from = { code: '9000', at: steun.points[0].at }; steunDraw()")
    first = desk.page.locator("#lijst button").first
    expect(first).to_contain_text("minder dan 1 km van 9000")


def test_a_line_in_a_group_brings_the_map_so_near_that_its_sign_stands_alone(
    crowded: Visit,
) -> None:
    crowded.go(ALL)
    page = crowded.page
    expect(page.locator("#lijst p")).to_contain_text("andere. Kom dichter.")
    page.locator("#toon").click()
    button = page.locator("#lijst button").nth(30)
    name = button.locator("b").text_content() or ""
    button.click()
    expect(page.locator(".leaflet-popup-content h2")).to_have_text(name)


def test_on_a_small_screen_a_button_opens_the_list_over_the_map(crowded: Visit) -> None:
    crowded.go(f"{ALL}#9000")
    page = crowded.page
    at_postcode(page, "9000")
    button, line = page.get_by_role("button", name="Lijst"), page.locator("#lijst button").first
    expect(line).to_be_hidden()
    button.tap()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(line).to_be_visible()
    line.tap()
    expect(line).to_be_hidden()
    expect(page.locator(".leaflet-popup-content")).to_be_visible()
    button.focus()
    page.keyboard.press("Enter")
    page.locator("#lijst button").first.focus()
    page.keyboard.press("Escape")
    expect(line).to_be_hidden()
    expect(button).to_be_focused()


def test_a_window_that_is_closed_gives_the_focus_back_to_its_sign(desk: Visit) -> None:
    sign = several(desk.page)
    sign.click()
    desk.page.get_by_label("Sluit dit venster").click()
    expect(sign).to_be_focused()


def test_the_sign_of_several_shows_how_many_and_a_part_for_each_kind(desk: Visit) -> None:
    sign = several(desk.page)
    expect(sign).to_have_text("3")
    kinds = desk.page.evaluate(
        "new Set(steun.points.find(({ items }) => items.length === 3)"
        ".items.map(({ kinds }) => kinds[0])).size"
    )
    expect(sign.locator(".boog")).to_have_count(kinds)


# --- a municipality ------------------------------------------------------------------------------

# Pixels: how wide a thumb is.
THUMB = 44


@pytest.mark.parametrize(("width", "height"), [(320, 460), (390, 640), (1280, 640)])
@pytest.mark.parametrize("town", ["gent", "genk", "leuven", "sint-jans-molenbeek"])
def test_the_map_of_a_municipality_opens_with_all_of_it_and_its_signs_apart(
    visitor: Visitor,
    built_site: BuiltSite,
    gazetteer: Gazetteer,
    town: str,
    width: int,
    height: int,
) -> None:
    """Every village and every place is in view, nothing under the buttons, and no sign too near."""
    address = f"kaarten/{town}.html"
    if not built_site.file(address).exists():
        pytest.fail(f"{address} is not there any more; take another town", pytrace=False)
    visit = visitor.open(built_site, None, javascript=True, wrong=True)
    visit.page.route(f"{TILES}**", lambda route: route.abort())
    visit.page.set_viewport_size({"width": width, "height": height})
    visit.go(address)
    page = visit.page
    page.locator(".folium-map .leaflet-marker-icon:not(.naam)").first.wait_for()
    villages = [v.point for v in gazetteer.villages if slugify(v.municipality) == town]
    assert villages
    for lat, lon in villages:
        assert page.evaluate("at => map_kaart.getBounds().contains(at)", [lat, lon])
    assert shown_on(page) == page.evaluate("[].concat(...steun.points.map(p => p.items)).length")
    boxes = page.locator(".folium-map .leaflet-marker-icon:not(.naam)").evaluate_all(BOXES)
    buttons = page.locator(".leaflet-control-zoom").evaluate_all(BOXES)[0]
    ground = page.locator(".folium-map").evaluate_all(BOXES)[0]
    for at, (left, top, right, bottom) in enumerate(boxes):
        assert left >= ground[0]
        assert top >= ground[1]
        assert right <= ground[2]
        assert bottom <= ground[3]
        assert right <= buttons[0] or bottom <= buttons[1]
        for other in boxes[at + 1 :]:
            aside = (left + right - other[0] - other[2]) / 2
            above = (top + bottom - other[1] - other[3]) / 2
            assert math.hypot(aside, above) >= THUMB - 1


BOXES = """all => all.map(one => {
  const { left, top, right, bottom } = one.getBoundingClientRect();
  return [left, top, right, bottom];
})"""


def test_signs_that_lie_too_near_are_one_until_the_map_comes_nearer(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    """Three doors of one street, of which two are neighbours: pressed, they come apart."""
    doors = [spot(51.05, 3.72), spot(51.05, 3.7204), spot(51.06, 3.74)]
    entries = [entry(f"huis-{n}", door, name=f"Huis {n}") for n, door in enumerate(doors)]
    drawn = draw(entries, "gent", "Kaart", small_words())
    visit = visitor.open(small_site, None, javascript=True, wrong=True)
    visit.page.route(f"{TILES}**", lambda route: route.abort())
    visit.page.route("**/kaarten/gent.js", lambda route: route.fulfill(body=drawn.script))
    visit.go("kaarten/gent.html")
    group = visit.page.locator(".folium-map .tros")
    expect(group).to_have_text("2")
    group.click()
    expect(visit.page.locator(".folium-map .punt")).to_have_count(2)
    expect(group).to_have_count(0)


# --- ten thousand -------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 1280])
def test_of_ten_thousand_places_a_phone_draws_few(
    visitor: Visitor, small_site: BuiltSite, width: Literal[320, 1280]
) -> None:
    """What makes a slow phone slow is how much it must draw; it is counted at each zoom."""
    visit = visitor.open(small_site, None, javascript=True, width=width, wrong=True)
    many = [
        entry(
            f"huis-{number}",
            spot(50.75 + number % 100 / 150, 2.6 + number // 100 / 32),
            name=f"Huis {number}",
            kinds=["ontmoeten"],
        )
        for number in range(10_000)
    ]
    script = draw(many, "alles", "Kaart", small_words(), everything=True).script
    visit.page.route(f"{TILES}**", lambda route: route.abort())
    visit.page.route("**/kaarten/alles.js", lambda route: route.fulfill(body=script))
    visit.go(ALL)
    page = visit.page
    expect(page.locator(".folium-map .tros").first).to_be_visible()
    for zoom in (8, 10, 12, 14):
        page.evaluate(f"void map_kaart.setView([51.05, 3.7], {zoom}, {{ animate: false }})")
        assert 0 < page.locator(".leaflet-marker-icon").count() < 500, zoom
        assert len(rows(page)) <= 60


# --- the page around a map ----------------------------------------------------------------------


def test_a_page_keeps_no_room_for_a_map_that_nobody_asked_for(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = visitor.open(small_site, "kaart/", javascript=True, wrong=True)
    visit.page.route(f"{TILES}**", lambda route: route.abort())
    frame = visit.page.locator("iframe")
    before = frame.bounding_box()
    show(visit.page)
    frame_of(visit.page)
    after = frame.bounding_box()
    assert before
    assert after
    assert before["height"] < 100 < after["height"]
    expect(frame).to_be_in_viewport(ratio=0.9)


def test_the_figures_have_a_map_with_a_circle_for_each_municipality(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = visitor.open(small_site, "cijfers/", javascript=True, wrong=True)
    visit.page.route(f"{TILES}**", lambda route: route.abort())
    assert visit.elsewhere == []
    show(visit.page)
    frame = frame_of(visit.page)
    circles = frame.locator(".rond")
    expect(circles.first).to_be_visible()
    assert circles.count() == frame.evaluate("steunData.length")
    gent = frame.get_by_role("button", name="Gent: ")
    gent.press("Enter")
    popup = frame.locator(".leaflet-popup-content")
    expect(popup.get_by_role("link")).to_have_attribute("href", "../gemeenten/gent/")
    assert violations(visit.page, "cijfers/") == []


@pytest.mark.parametrize("width", [320, 1280])
def test_circles_too_near_a_larger_one_become_buttons_further_in(
    visitor: Visitor, built_site: BuiltSite, width: Literal[320, 1280]
) -> None:
    """A thumb must be able to tell them apart; the table on the page has all of them."""
    visit = visitor.open(built_site, None, javascript=True, width=width, wrong=True)
    visit.page.route(f"{TILES}**", lambda route: route.abort())
    visit.go("kaarten/cijfers.html")
    circles, buttons = visit.page.locator(".rond"), visit.page.locator(".rond[role=button]")
    expect(circles).to_have_count(304)
    assert 10 < buttons.count() < 304
    astray = visit.page.evaluate(
        """[...steun.shown.values()].filter((marker) => {
          const box = marker.getElement().getBoundingClientRect();
          const map = map_kaart.getContainer().getBoundingClientRect();
          const at = map_kaart.latLngToContainerPoint(marker.getLatLng());
          return Math.abs(box.x + box.width / 2 - map.x - at.x) > 2
            || Math.abs(box.y + box.height / 2 - map.y - at.y) > 2;
        }).length"""
    )
    assert astray == 0
    assert violations(visit.page, "kaarten/cijfers.html") == []
    visit.page.evaluate("void map_kaart.setView([51.05, 3.72], 12, { animate: false })")
    expect(buttons).to_have_count(304)
