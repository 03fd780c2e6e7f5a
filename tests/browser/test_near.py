"""Near me: the place of the visitor leads to the nearest postcode, and never leaves the phone."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest
from finder.places.gazetteer import FLANDERS_AND_BRUSSELS, Point, distance_km
from finder.rendering.suggestions import POINTS
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.modules import call

if TYPE_CHECKING:
    from finder.places.gazetteer import Gazetteer
    from playwright.sync_api import Locator, Page

    from tests.browser.visiting import Visit, Visitor
    from tests.sites import BuiltSite

# The answer of a phone: never, or with the number of a reason.
NEVER = "navigator.geolocation.getCurrentPosition = () => {}"
REFUSES = "navigator.geolocation.getCurrentPosition = (_, no) => no({{ code: {}, message: '' }})"


def button(page: Page) -> Locator:
    return page.get_by_role("button", name="Zoek waar ik nu ben")


def said(page: Page, text: str) -> Locator:
    return page.get_by_role("status").filter(has_text=text)


def at(visitor: Visitor, site: BuiltSite, lat: float, lon: float, accuracy: float = 30) -> Visit:
    """Somebody who is at a place and lets the site know."""
    visit = visitor.open(site, None, javascript=True)
    visit.page.context.grant_permissions(["geolocation"])
    visit.page.context.set_geolocation({"latitude": lat, "longitude": lon, "accuracy": accuracy})
    visit.go("")
    return visit


@pytest.mark.parametrize(
    ("lat", "lon", "code"),
    [
        (51.0543, 3.7174, "9000"),
        (50.8466, 4.3528, "1000"),
        # Lampernisse, in the postcode of Diksmuide, 8 kilometres from that town.
        (51.0333, 2.7667, "8600"),
        # Baarle-Hertog, an enclave.
        (51.4430, 4.9290, "2387"),
        (51.3300, 3.2000, "8380"),
    ],
)
def test_the_button_leads_to_the_nearest_postcode(
    visitor: Visitor, built_site: BuiltSite, lat: float, lon: float, code: str
) -> None:
    visit = at(visitor, built_site, lat, lon)
    button(visit.page).tap()
    expect(visit.page).to_have_url(f"{visit.home}{code}/")


def test_the_place_of_the_visitor_stays_on_the_phone(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    """Nothing is asked before the button, and then one file that is the same for everybody."""
    visit = at(visitor, small_site, 51.0543, 3.7174)
    expect(button(visit.page)).to_be_visible()
    assert [url for url in visit.requests if url.endswith(("points.js", ".json"))] == []
    button(visit.page).tap()
    expect(visit.page).to_have_url(f"{visit.home}9000/")
    assert [url for url in visit.requests if url.endswith(".json")] == [visit.home + POINTS]
    assert not any("51.05" in url or "3.71" in url for url in visit.requests)


@pytest.mark.parametrize(
    ("lat", "lon"), [(50.6326, 5.5797), (51.4416, 5.4697), (50.6292, 3.0573), (40.4, -3.7)]
)
def test_outside_flanders_and_brussels_is_said(
    visitor: Visitor, built_site: BuiltSite, lat: float, lon: float
) -> None:
    """Liège, Eindhoven, Lille, Madrid."""
    page = at(visitor, built_site, lat, lon).page
    button(page).tap()
    expect(said(page, "Je bent niet in Vlaanderen of Brussel")).to_be_visible()


def test_a_vague_place_is_not_trusted(visitor: Visitor, built_site: BuiltSite) -> None:
    page = at(visitor, built_site, 51.0543, 3.7174, accuracy=40_000).page
    button(page).tap()
    expect(said(page, "Je toestel weet niet waar je bent")).to_be_visible()


def test_who_refuses_is_told_what_else_to_do(visitor: Visitor, built_site: BuiltSite) -> None:
    """The browser refuses by itself here. The button can be pressed again."""
    visit = visitor.open(built_site, javascript=True)
    button(visit.page).tap()
    expect(said(visit.page, "Typ je postcode")).to_be_visible()
    expect(said(visit.page, "Je toestel geeft je plaats niet")).to_be_visible()
    expect(button(visit.page)).not_to_have_attribute("aria-disabled", "true")
    assert violations(visit.page, "") == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (1, "Je toestel geeft je plaats niet"),
        (2, "Je toestel weet niet waar je bent"),
        (3, "duurt te lang"),
    ],
)
def test_every_refusal_has_its_words(
    visitor: Visitor, built_site: BuiltSite, code: int, text: str
) -> None:
    visit = visitor.open(built_site, None, javascript=True)
    visit.page.add_init_script(REFUSES.format(code))
    visit.go("9000/")
    button(visit.page).tap()
    expect(said(visit.page, text)).to_be_visible()


def test_a_slow_phone_is_told_about(visitor: Visitor, built_site: BuiltSite) -> None:
    visit = visitor.open(built_site, None, javascript=True)
    visit.page.clock.install()
    visit.page.add_init_script(NEVER)
    visit.go("")
    button(visit.page).tap()
    expect(said(visit.page, "Je plaats blijft op je toestel")).to_be_visible()
    expect(button(visit.page)).to_have_attribute("aria-disabled", "true")
    visit.page.clock.run_for(7_000)
    expect(said(visit.page, "Dit duurt lang")).to_be_visible()


def test_without_a_network_it_says_so(visitor: Visitor, built_site: BuiltSite) -> None:
    visit = visitor.open(built_site, None, javascript=True, wrong=True)
    visit.page.context.grant_permissions(["geolocation"])
    visit.page.context.set_geolocation({"latitude": 51.0, "longitude": 3.7})
    visit.page.route(f"**/{POINTS}", lambda route: route.abort())
    visit.go("")
    button(visit.page).tap()
    expect(said(visit.page, "Heb je internet?")).to_be_visible()


def test_there_is_no_button_where_it_cannot_work(visitor: Visitor, built_site: BuiltSite) -> None:
    """Without JavaScript, and in a browser that knows no places."""
    assert button(visitor.open(built_site).page).count() == 0
    visit = visitor.open(built_site, None, javascript=True)
    visit.page.add_init_script("delete Navigator.prototype.geolocation")
    visit.go("")
    expect(visit.page.get_by_role("combobox")).to_be_visible()
    assert button(visit.page).count() == 0


@pytest.mark.parametrize("address", ["", "9000/", "9000/2/", "gemeenten/gent/", "gemeenten/"])
def test_the_button_stands_beside_every_box(
    visitor: Visitor, built_site: BuiltSite, address: str
) -> None:
    page = visitor.open(built_site, address, javascript=True).page
    expect(button(page)).to_be_visible()
    place = button(page).bounding_box()
    assert place
    assert place["height"] >= 44


def test_the_nearest_is_what_geopy_says(
    visitor: Visitor, built_site: BuiltSite, gazetteer: Gazetteer
) -> None:
    """At a hundred places by chance; two that are nearly as far (1%) may change places."""
    chance = random.Random(20261122)  # noqa: S311 (the same examples each time)
    area = FLANDERS_AND_BRUSSELS
    spots = [
        Point(chance.uniform(area.south, area.north), chance.uniform(area.west, area.east))
        for _ in range(100)
    ]
    visit = visitor.open(built_site, javascript=True)
    points = json.loads((built_site.folder / POINTS).read_bytes())
    rows: list[list[object]] = [[points, spot.lat, spot.lon] for spot in spots]
    for spot, found in zip(spots, call(visit, "points.js", "nearest", *rows), strict=True):
        km = {
            village.postcode: distance_km(spot, village.point)
            for village in sorted(
                gazetteer.villages, key=lambda one: -distance_squared(spot, one.point)
            )[-40:]
        }
        best = min(km.values())
        assert found["km"] == pytest.approx(best, rel=0.01, abs=0.12)
        assert km[found["code"]] <= best * 1.01 + 0.12


def distance_squared(a: Point, b: Point) -> float:
    """Only to leave out what is far away: a degree of longitude is shorter here."""
    return (a.lat - b.lat) ** 2 + (0.63 * (a.lon - b.lon)) ** 2


def test_nowhere_in_flanders_is_outside(
    visitor: Visitor, built_site: BuiltSite, gazetteer: Gazetteer
) -> None:
    """Between each village and the nearest other one there is no place that counts as outside."""
    villages = gazetteer.villages
    farthest = 0.0
    for village in villages:
        others = [one.point for one in villages if one.point != village.point]
        nearest = min(others, key=lambda point: distance_squared(village.point, point))
        farthest = max(farthest, distance_km(village.point, nearest))
    visit = visitor.open(built_site, javascript=True)
    assert call(visit, "box.js", "judge", [farthest, 30]) == ["found"]
    assert call(visit, "box.js", "judge", [15, 30]) == ["outside"]
