"""The maps: asked for by the visitor, usable by keyboard, and safe with any name."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Literal

import pytest
from finder.rendering.maps import draw
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.building import entry, small_words, spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Frame, Page

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
    visit.page.wait_for_load_state("networkidle")
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
    markers = frame_of(opened.page).locator(".leaflet-marker-icon")
    expect(markers).to_have_count(3)
    assert sorted(text or "" for text in markers.all_text_contents()) == ["", "", "3"]
    for marker in markers.all():
        expect(marker).to_be_in_viewport()


def test_markers_say_the_names_as_they_were_written(opened: Visit) -> None:
    markers = frame_of(opened.page).locator(".leaflet-marker-icon").all()
    labels = [marker.get_attribute("aria-label") or "" for marker in markers]
    assert {name for name in NAMES if any(name in label for label in labels)} == NAMES


def test_a_popup_shows_the_names_as_text_and_leads_to_their_pages(opened: Visit) -> None:
    frame = frame_of(opened.page)
    shown: set[str] = set()
    for marker in frame.locator(".leaflet-marker-icon").all():
        marker.press("Enter")
        popup = frame.locator(".leaflet-popup-content")
        expect(popup).to_be_visible()
        shown |= set(popup.locator("h2").all_text_contents())
        assert popup.locator("script, img, b, iframe").count() == 0
        frame.page.keyboard.press("Escape")
        expect(popup).to_have_count(0)
    assert shown == NAMES


def test_no_name_runs_anything(opened: Visit) -> None:
    frame = frame_of(opened.page)
    for marker in frame.locator(".leaflet-marker-icon").all():
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


def test_the_list_beside_a_map_says_the_same(visitor: Visitor, built_site: BuiltSite) -> None:
    page = visitor.open(built_site, "kaart/").page
    links = page.locator("main a[href*='gemeenten/']").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    maps = {a.removeprefix("kaarten/") for a in built_site.addresses if a.startswith("kaarten/")}
    towns = {name.removesuffix(".html") for name in maps} - {"alles"}
    with_address = {link.split("/")[-2] for link in links}
    assert with_address <= towns
    assert len(with_address) > 100


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
    visit.page.locator(".leaflet-marker-icon").first.press("Enter")
    expect(visit.page.locator(".leaflet-popup")).to_have_css("opacity", "1")
    assert violations(visit.page, "kaarten/gent.html") == []


def test_the_buttons_of_a_map_speak_dutch_and_change_the_scale(opened: Visit) -> None:
    frame = frame_of(opened.page)
    frame.locator(".leaflet-marker-icon").first.press("Enter")
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
    script = draw(many, "alles", "Kaart", small_words(), everything=True).script
    visit.page.route(f"{TILES}**", lambda route: route.abort())
    visit.page.route("**/kaarten/alles.js", lambda route: route.fulfill(body=script))
    return visit


def shown_on(page: Page) -> int:
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
            "document.activeElement !== window.before"
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


def test_the_map_opens_at_the_postcode_in_its_address(crowded: Visit) -> None:
    crowded.go(f"{ALL}#9000")
    page = crowded.page
    page.wait_for_function("map_kaart.getZoom() === 13")
    assert page.evaluate("map_kaart.getCenter().distanceTo([51.05, 3.717]) < 2000")
    expect(page.get_by_label("Postcode")).to_have_value("9000")


def test_the_map_takes_the_postcode_from_the_page_around_it(crowded: Visit) -> None:
    crowded.go("9000/")
    crowded.page.locator("a[href$='kaart/#9000']").click()
    show(crowded.page)
    frame = frame_of(crowded.page)
    frame.wait_for_function("map_kaart.getZoom() === 13")


def test_the_box_goes_to_a_postcode_and_counts_from_there(crowded: Visit) -> None:
    crowded.go(ALL)
    page = crowded.page
    page.get_by_label("Postcode").fill("0001")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Deze postcode kennen wij niet.")
    page.get_by_label("Postcode").fill("9000")
    page.keyboard.press("Enter")
    page.wait_for_function("map_kaart.getZoom() === 13")
    page.locator(".punt").first.press("Enter")
    expect(page.locator(".leaflet-popup-content")).to_contain_text("km van 9000")


def test_without_pictures_the_names_of_municipalities_show(crowded: Visit) -> None:
    crowded.go(ALL)
    expect(crowded.page.locator(".naam").first).to_be_attached()
    expect(crowded.page.get_by_role("status")).to_contain_text("De achtergrond komt niet.")


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
