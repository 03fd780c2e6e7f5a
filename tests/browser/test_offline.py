"""Without a network: what was visited stays readable, a municipality can be kept and removed."""

from __future__ import annotations

import json
import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.serving import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.sites import BuiltSite

COPY = "Je hebt nu geen internet. Dit is een kopie van"


@dataclass
class Phone:
    """A phone with the service worker on, and a host that can go away."""

    page: Page
    home: str
    host: ExitStack
    requests: list[str] = field(default_factory=list)

    def go(self, address: str) -> None:
        """Open a page of the site."""
        self.page.goto(self.home + address)

    def settle(self) -> None:
        """Wait until the service worker answers for the pages."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.page.wait_for_function("navigator.serviceWorker.controller !== null")

    def visit(self, address: str) -> None:
        """Open a page and wait until its copy is kept."""
        self.go(address)
        self.settle()
        self.page.reload()
        self.page.wait_for_function(
            "async (url) => (await caches.match(url)) !== undefined", arg=self.home + address
        )

    def lose_network(self) -> None:
        """Stop the host; nothing answers any more."""
        self.host.close()


def phone(browser: Browser, site: BuiltSite, stack: ExitStack) -> Phone:
    host = ExitStack()
    stack.callback(host.close)
    home = host.enter_context(serving(site))
    context = browser.new_context(
        viewport={"width": 320, "height": 568}, locale="nl-BE", service_workers="allow"
    )
    stack.callback(context.close)
    return Phone(context.new_page(), home, host)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


def test_a_visited_page_stays_readable_and_says_its_day(
    browser: Browser, small_site: BuiltSite, stack: ExitStack
) -> None:
    """Below a folder of its host: without a network the copy comes, with its date."""
    mine = phone(browser, small_site, stack)
    mine.visit("9000/")
    expect(mine.page.locator("main")).not_to_contain_text(COPY)
    articles = mine.page.locator("article").count()
    mine.lose_network()
    mine.go("9000/")
    expect(mine.page.locator("main")).to_contain_text(COPY)
    assert mine.page.locator("article").count() == articles > 0


def test_a_copy_serves_a_page_with_a_question_too(
    browser: Browser, small_site: BuiltSite, stack: ExitStack
) -> None:
    """A filter in the address does not hide the copy."""
    mine = phone(browser, small_site, stack)
    mine.visit("9000/")
    mine.lose_network()
    mine.go("9000/?soort=maatje")
    expect(mine.page.locator("h1")).to_contain_text("9000")


def test_a_page_never_seen_offers_numbers_and_what_is_there(
    browser: Browser, small_site: BuiltSite, stack: ExitStack
) -> None:
    """Without a network and without a copy there is still somebody to call."""
    mine = phone(browser, small_site, stack)
    mine.visit("9000/")
    mine.lose_network()
    mine.go("2000/")
    expect(mine.page.locator("h1")).to_have_text("Je hebt nu geen internet")
    expect(mine.page.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    expect(mine.page.get_by_role("link", name="Dicht bij 9000 Gent")).to_be_visible()


def test_a_municipality_is_kept_and_removed(
    browser: Browser, small_site: BuiltSite, stack: ExitStack
) -> None:
    """One tap keeps its pages and says how large they are; one tap takes them away."""
    mine = phone(browser, small_site, stack)
    mine.go("gemeenten/gent/")
    mine.settle()
    wanted = json.loads(small_site.file("offline/gent.json").read_text(encoding="utf-8"))
    status = mine.page.locator("[data-offline] [role=status]")
    expect(status).to_contain_text(f"{len(wanted['pages'])} pagina's")
    expect(status).to_contain_text("kB")
    mine.page.get_by_role("button", name="Bewaar Gent").click()
    expect(status).to_contain_text("staat op je toestel")
    kept = mine.page.evaluate("caches.open('kept-gent').then(async (c) => (await c.keys()).length)")
    assert kept == len(wanted["pages"])
    remove = mine.page.get_by_role("button", name="Haal dit van mijn toestel")
    expect(remove).to_be_focused()
    remove.click()
    expect(status).to_contain_text("Zet alles over Gent")
    assert "kept-gent" not in mine.page.evaluate("caches.keys()")


def test_a_kept_municipality_is_readable_without_a_network(
    browser: Browser, small_site: BuiltSite, stack: ExitStack
) -> None:
    """Its initiatives too, although nobody opened them before."""
    mine = phone(browser, small_site, stack)
    mine.go("gemeenten/gent/")
    mine.settle()
    mine.page.get_by_role("button", name="Bewaar Gent").click()
    expect(mine.page.locator("[data-offline] [role=status]")).to_contain_text("staat op je toestel")
    mine.lose_network()
    pages = json.loads(small_site.file("offline/gent.json").read_text(encoding="utf-8"))["pages"]
    address = next(page for page in pages if page.startswith("initiatieven/"))
    mine.go(address)
    expect(mine.page.locator("main")).to_contain_text(COPY)


def test_keeping_that_fails_keeps_nothing_half(
    browser: Browser, small_site: BuiltSite, stack: ExitStack
) -> None:
    """When the network goes away in between, the visitor hears it and nothing is left behind."""
    mine = phone(browser, small_site, stack)
    mine.go("gemeenten/gent/")
    mine.settle()
    button = mine.page.get_by_role("button", name="Bewaar Gent")
    expect(button).to_be_visible()
    mine.lose_network()
    button.click()
    expect(mine.page.locator("[data-offline] [role=status]")).to_contain_text("Dat lukte niet")
    names = mine.page.evaluate("caches.keys()")
    assert not [name for name in names if name.endswith(".new")]


def test_a_new_version_replaces_the_old(
    browser: Browser, small_site: BuiltSite, stack: ExitStack, tmp_path: Path
) -> None:
    """With a network the newest page comes at once, and the old shell goes."""
    folder = tmp_path / "site"
    shutil.copytree(small_site.folder, folder)
    mine = phone(browser, replace(small_site, folder=folder), stack)
    mine.visit("9000/")
    page = folder / "9000" / "index.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace("Dicht bij 9000 Gent", "Een nieuwe versie"),
        encoding="utf-8",
    )
    worker = folder / "sw.js"
    text = worker.read_text(encoding="utf-8")
    version = text.split('"')[1]
    worker.write_text(text.replace(version, "nieuw"), encoding="utf-8")
    mine.page.reload()
    expect(mine.page.locator("h1")).to_have_text("Een nieuwe versie")
    mine.page.evaluate("navigator.serviceWorker.ready.then((worker) => worker.update())")
    mine.page.wait_for_function(
        "caches.keys().then((names) => names.includes('shell-nieuw')"
        f" && !names.includes('shell-{version}'))"
    )


def test_the_manifest_names_what_is_there(built_site: BuiltSite) -> None:
    """A phone can keep the site: its icons exist and its addresses work below any folder."""
    manifest = json.loads(built_site.file("manifest.webmanifest").read_text(encoding="utf-8"))
    assert manifest["start_url"] == manifest["scope"] == "./"
    for icon in manifest["icons"]:
        assert built_site.file(icon["src"]).read_bytes().startswith(b"\x89PNG")
    assert "armoede" not in json.dumps(manifest).lower()


def test_the_preview_picture_is_our_own(built_site: BuiltSite) -> None:
    """A shared link shows a picture of this site, from this site."""
    picture = built_site.tree("9000/").xpath("//meta[@property='og:image']/@content")
    assert picture == ["https://steun.example/assets/preview.png"]
    assert built_site.file("assets/preview.png").read_bytes().startswith(b"\x89PNG")
