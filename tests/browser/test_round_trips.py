"""How often a page must wait for the other side in a row before it does what it is for.

Each round lets through all that was asked for so far, and nothing else. So what one file asks for
after it has come is one round later, whatever the machine and the line: no seconds are measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from tests.browser.visiting import Visit, Visitor
    from tests.sites import BuiltSite

# A page that needs more never comes; and so many looks without a new question end a round.
MOST_ROUNDS = 12
QUIET = 6

# Where, what is there when it works, and how many rounds that takes: the page itself is the first,
# all that it needs whatever is asked the second. What hangs on the question comes after: the page
# of a place at once and its further ones, and the parts of an index after the list of them.
PAGES = [
    ("9000/", "[aria-controls=fp]", 2),
    ("9000/", "[data-keep]", 2),
    ("9000/?soort=eten", ".fs [role=status]:not(:empty)", 2),
    ("gemeenten/gent/", "[data-keep]", 2),
    ("initiatieven/ocmw-gent/", "[data-keep]", 2),
    ("zoeken/", "main:not(:has([data-without]))", 2),
    ("zoeken/?q=eten+8800", "ol.v li", 3),
    ("zoeken/?q=eten+9000", "ol.v li", 4),
    ("zoeken/?q=schulden", "ol.v li", 5),
]


class Rounds:
    """Holds what a page asks for, and lets it through a round at a time."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.held: list[Route] = []
        page.route("**/*", self._hold)

    def _hold(self, route: Route) -> None:
        if route.request.is_navigation_request():
            route.continue_()
        else:
            self.held.append(route)

    def _wait(self) -> None:
        """Until nothing new is asked for."""
        quiet, known = 0, -1
        while quiet < QUIET:
            self.page.wait_for_timeout(20)
            self.page.evaluate("0")
            quiet = quiet + 1 if len(self.held) == known else 0
            known = len(self.held)

    def until(self, ready: str) -> tuple[int, list[list[str]]]:
        """How many rounds the page needs, itself included, and what was asked for in each."""
        asked: list[list[str]] = []
        for number in range(1, MOST_ROUNDS):
            self._wait()
            if self.page.locator(ready).count():
                return number, asked
            asked.append([route.request.url for route in self.held])
            held, self.held = self.held, []
            for route in held:
                route.continue_()
        return MOST_ROUNDS, asked


def held(visitor: Visitor, site: BuiltSite) -> tuple[Visit, Rounds]:
    """A visitor of whom every question waits but that for a page."""
    visit = visitor.open(site, None, javascript=True)
    return visit, Rounds(visit.page)


@pytest.mark.parametrize(("address", "ready", "most"), PAGES)
def test_few_round_trips_come_before_a_page_works(
    visitor: Visitor, built_site: BuiltSite, address: str, ready: str, most: int
) -> None:
    visit, rounds = held(visitor, built_site)
    visit.page.goto(visit.home + address, wait_until="commit")
    needed, asked = rounds.until(ready)
    assert needed <= most, asked


def test_a_postcode_in_the_box_waits_for_nothing(visitor: Visitor, built_site: BuiltSite) -> None:
    """The page and its answer: two round trips, whatever else is still on its way."""
    visit, _ = held(visitor, built_site)
    visit.page.goto(visit.home, wait_until="commit")
    visit.page.get_by_role("main").locator("#q").fill("9000")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(f"{visit.home}9000/", wait_until="commit")
    expect(visit.page.locator("article").first).to_be_visible()


def test_what_the_first_script_asked_for_is_not_asked_for_twice(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    for query in ("eten+9000", "schulden"):
        visit = visitor.open(built_site, f"zoeken/?q={query}", javascript=True)
        visit.page.locator("ol.v li").first.wait_for()
        files = [
            url.split("?")[0] for url in visit.requests if url.endswith("json") or "?ts" in url
        ]
        assert len(files) == len(set(files)), files


@pytest.mark.parametrize("gone", ["kinds.json", "places.json"])
def test_what_came_too_early_is_asked_for_again(
    visitor: Visitor, built_site: BuiltSite, gone: str
) -> None:
    """A first answer that fails on a bad line takes no answer away."""
    visit = visitor.open(built_site, None, javascript=True, wrong=True)
    failed: list[str] = []

    def once(route: Route) -> None:
        if failed:
            route.continue_()
        else:
            failed.append(route.request.url)
            route.abort()

    visit.page.route(f"**/assets/{gone}", once)
    visit.go("zoeken/?q=eten+9000")
    expect(visit.page.locator("ol.v li").first).to_be_visible()
    assert failed
