"""Without a network: what was visited stays readable, a municipality can be kept and removed."""

from __future__ import annotations

import json
import shutil
import struct
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest
from finder.rendering.offline import TOOLS
from playwright.sync_api import expect

from tests.browser.serving import Faults, serving
from tests.sites import BELOW, BuiltSite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

COPY = "Je hebt nu geen internet. Dit is een kopie van"
BROKEN = "De site heeft nu een probleem. Dit is een kopie van"
# Every cache of a site ends with its path on the host.
OURS = f" {BELOW}"
VISITED = f"visited{OURS}"
COPY_OF_GENT = f"kept-gent.1{OURS}"


@dataclass
class Phone:
    """A phone with the service worker on, and a host that can go away."""

    page: Page
    home: str
    host: ExitStack
    faults: Faults = field(default_factory=Faults)

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
        self.until("async (url) => (await caches.match(url)) !== undefined", self.home + address)

    def until(self, question: str, argument: object = None) -> None:
        """Wait until a function that may be async says yes.

        Playwright's own ``wait_for_function`` takes a promise for a yes.
        """
        self.page.evaluate(
            f"""async (argument) => {{
                const isSo = {question};
                for (let turn = 0; turn < 400; turn += 1) {{
                    if (await isSo(argument)) return;
                    await new Promise((resolve) => setTimeout(resolve, 50));
                }}
                throw new Error("still not so");
            }}""",
            argument,
        )

    def caches(self, start: str = "") -> list[str]:
        """The names of the caches that begin so."""
        names = self.page.evaluate("caches.keys()")
        return [name for name in names if name.startswith(start)]

    def limit(self, more: int) -> None:
        """Leave so many bytes of room on the phone."""
        used = self.page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)")
        session = self.page.context.new_cdp_session(self.page)
        origin = self.home.removesuffix(BELOW)
        quota = {"origin": origin, "quotaSize": used + more}
        session.send("Storage.overrideQuotaForOrigin", quota)

    @property
    def status(self) -> Locator:
        """What is said beside the button that keeps a municipality."""
        return self.page.locator("[data-offline] [role=status]")

    @property
    def button(self) -> Locator:
        """The button that keeps a municipality or lets it go."""
        return self.page.locator("[data-offline] button")

    def close_tab(self) -> None:
        """Close the only page of the site, and open an empty one."""
        context = self.page.context
        self.page.close()
        self.page = context.new_page()

    def lose_network(self) -> None:
        """Stop the host; nothing answers any more."""
        self.host.close()


def phone(browser: Browser, site: BuiltSite, stack: ExitStack) -> Phone:
    host = ExitStack()
    stack.callback(host.close)
    faults = Faults()
    home = host.enter_context(serving(site, faults))
    context = browser.new_context(
        viewport={"width": 320, "height": 568}, locale="nl-BE", service_workers="allow"
    )
    stack.callback(context.close)
    return Phone(context.new_page(), home, host, faults)


UPDATE = "navigator.serviceWorker.ready.then((worker) => worker.update()).then(() => true)"
NEW_IS_WAITING = """async () => {
    const { waiting } = await navigator.serviceWorker.ready;
    return waiting !== null && waiting.state === "installed";
}"""
NEW_SHELL = f"shell-nieuw{OURS}"
ONLY_THE_NEW = """async ([fresh, old]) => {
    const names = await caches.keys();
    return names.includes(fresh) && !names.includes(old);
}"""


def publish(folder: Path, title: str) -> str:
    """Publish a new version with another title on one page; gives the version of the old one."""
    page = folder / "9000" / "index.html"
    text = page.read_text(encoding="utf-8").replace("Dicht bij 9000 Gent", title)
    page.write_text(text, encoding="utf-8")
    worker = folder / "sw.js"
    text = worker.read_text(encoding="utf-8")
    version = text.split('"')[1]
    worker.write_text(text.replace(version, "nieuw"), encoding="utf-8")
    return version


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
    (copy,) = mine.caches("kept-gent")
    kept = mine.page.evaluate(
        "(name) => caches.open(name).then(async (c) => (await c.keys()).map((one) => one.url))",
        copy,
    )
    own = [mine.home + name for name in ("offline/gent.json", "offline/whole")]
    files = [mine.home + name for name in (*wanted["pages"], *TOOLS)]
    assert sorted(kept) == sorted([*own, *files])
    remove = mine.page.get_by_role("button", name="Haal dit van mijn toestel")
    expect(remove).to_be_focused()
    remove.click()
    expect(status).to_contain_text("Zet alles over Gent")
    assert mine.caches("kept-") == []


def keep_gent(mine: Phone) -> None:
    """Keep all of a municipality on the phone."""
    mine.go("gemeenten/gent/")
    mine.settle()
    mine.page.get_by_role("button", name="Bewaar Gent").click()
    expect(mine.page.locator("[data-offline] [role=status]")).to_contain_text("staat op je toestel")


def test_a_kept_municipality_is_readable_without_a_network(
    browser: Browser, small_site: BuiltSite, stack: ExitStack
) -> None:
    """Its initiatives too, although nobody opened them before."""
    mine = phone(browser, small_site, stack)
    keep_gent(mine)
    mine.lose_network()
    pages = json.loads(small_site.file("offline/gent.json").read_text(encoding="utf-8"))["pages"]
    address = next(page for page in pages if page.startswith("initiatieven/"))
    mine.go(address)
    expect(mine.page.locator("main")).to_contain_text(COPY)


def test_a_kept_municipality_works_without_a_network(
    browser: Browser, small_site: BuiltSite, stack: ExitStack
) -> None:
    """The box finds its postcodes, filters filter, and an initiative can be shared and kept."""
    mine = phone(browser, small_site, stack)
    keep_gent(mine)
    mine.lose_network()
    mine.go("gemeenten/gent/")
    mine.page.get_by_role("button", name="Geld en rechten").click()
    expect(mine.page.get_by_role("status").filter(has_text="Je ziet")).to_be_visible()
    mine.page.get_by_role("combobox").fill("9000")
    mine.page.keyboard.press("Enter")
    expect(mine.page.locator("h1")).to_have_text("Dicht bij 9000 Gent")
    mine.go("initiatieven/ocmw-gent/")
    expect(mine.page.get_by_role("button", name="Deel")).to_be_visible()
    expect(mine.page.get_by_role("link", name="Route")).to_be_visible()


def test_of_two_copies_the_newest_is_shown(
    browser: Browser, small_site: BuiltSite, stack: ExitStack
) -> None:
    """Of what was visited long ago and lies in a kept municipality since, and the other way."""
    mine = phone(browser, small_site, stack)
    mine.visit("9000/")
    store = """async ([name, url, day]) => {
        const cache = await caches.open(name);
        const headers = { "x-copied": `${day}T09:00:00Z`, "content-type": "text/html" };
        await cache.put(url, new Response(`<main id=m><h1>${name}</h1></main>`, { headers }));
    }"""
    days = [(VISITED, "2026-11-02", COPY_OF_GENT, "2026-11-05")]
    days += [(VISITED, "2026-11-09", COPY_OF_GENT, "2026-11-05")]
    mine.lose_network()
    for first, day, second, other in days:
        mine.page.evaluate(store, [first, mine.home + "9000/", day])
        mine.page.evaluate(store, [second, mine.home + "9000/", other])
        mine.go("9000/")
        name, newest = max((day, first), (other, second))[::-1]
        expect(mine.page.locator("h1")).to_have_text(name)
        expect(mine.page.locator("main")).to_contain_text(f"{int(newest[-2:])} november 2026")


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
    assert mine.caches("kept-") == []


IS_WHOLE = """async (name) => {
    const cache = await caches.open(name);
    const mark = await cache.match("/steun-dichtbij/offline/whole");
    const stored = (await cache.keys()).map(({ url }) => url);
    return Boolean(mark) && (await mark.json()).every((file) => stored.includes(file));
}"""
ASK_AGAIN = """() => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => { if (data.ready || data.failed) resolve(data); };
    navigator.serviceWorker.controller.postMessage({ keep: "gent" }, [port2]);
})"""
STORE = (
    """([name, file]) => caches.open(name).then((cache) => cache.put(file, new Response("x")))"""
)
FORGET = """([name, file]) => caches.open(name).then((cache) => cache.delete(file))"""


def test_on_a_full_phone_nothing_is_kept_half_and_the_visitor_hears_why(
    browser: Browser, small_site: BuiltSite, stack: ExitStack
) -> None:
    mine = phone(browser, small_site, stack)
    mine.go("gemeenten/gent/")
    mine.settle()
    mine.limit(more=60_000)
    mine.button.click()
    expect(mine.status).to_contain_text("Je toestel is vol.")
    expect(mine.button).to_be_enabled()
    assert mine.caches("kept-") == []


def test_a_copy_that_cannot_be_renewed_stays_whole(
    browser: Browser, small_site: BuiltSite, stack: ExitStack
) -> None:
    """The new copy is made beside the old one, and only a whole one takes its place."""
    mine = phone(browser, small_site, stack)
    keep_gent(mine)
    before = mine.caches("kept-gent")
    mine.limit(more=60_000)
    assert mine.page.evaluate(ASK_AGAIN) == {"failed": "full"}
    assert mine.caches("kept-gent") == before
    assert mine.page.evaluate(IS_WHOLE, before[0])
    mine.limit(more=50_000_000)
    assert mine.page.evaluate(ASK_AGAIN) == {"ready": True}
    (after,) = mine.caches("kept-gent")
    assert after not in before
    assert mine.page.evaluate(IS_WHOLE, after)


def test_who_asks_twice_gets_one_copy(
    browser: Browser, small_site: BuiltSite, stack: ExitStack
) -> None:
    """Two windows, each with its button."""
    mine = phone(browser, small_site, stack)
    mine.go("gemeenten/gent/")
    mine.settle()
    answers = mine.page.evaluate(f"Promise.all([({ASK_AGAIN})(), ({ASK_AGAIN})()])")
    assert answers == [{"ready": True}, {"ready": True}]
    assert len(mine.caches("kept-gent")) == 1


def test_a_copy_without_its_mark_is_no_copy_and_goes(
    browser: Browser, small_site: BuiltSite, stack: ExitStack
) -> None:
    """What a worker that was killed left half is offered anew, listed nowhere, and cleared away."""
    mine = phone(browser, small_site, stack)
    mine.go("gemeenten/gent/")
    mine.settle()
    mine.page.evaluate(STORE, [COPY_OF_GENT, f"{BELOW}9000/"])
    mine.page.reload()
    expect(mine.button).to_have_text("Bewaar Gent")
    mine.go("offline/")
    expect(mine.page.locator("[data-offline]")).not_to_contain_text("9000")
    mine.go("gemeenten/gent/")
    mine.button.click()
    expect(mine.status).to_contain_text("staat op je toestel")
    assert COPY_OF_GENT not in mine.caches()


def test_a_copy_that_lost_a_page_is_offered_again(
    browser: Browser, small_site: BuiltSite, stack: ExitStack
) -> None:
    """That a cache is there proves nothing: what is stored in it does."""
    mine = phone(browser, small_site, stack)
    keep_gent(mine)
    (copy,) = mine.caches("kept-gent")
    mine.page.evaluate(FORGET, [copy, f"{BELOW}9032/"])
    mine.page.reload()
    expect(mine.button).to_have_text("Bewaar Gent")
    mine.button.click()
    expect(mine.status).to_contain_text("staat op je toestel")
    (copy,) = mine.caches("kept-gent")
    assert mine.page.evaluate(IS_WHOLE, copy)


def test_a_visit_on_a_full_phone_leaves_the_old_copy(
    browser: Browser, small_site: BuiltSite, stack: ExitStack
) -> None:
    mine = phone(browser, small_site, stack)
    mine.visit("9000/")
    mine.limit(more=0)
    mine.page.reload()
    mine.page.wait_for_load_state("networkidle")
    mine.lose_network()
    mine.go("9000/")
    expect(mine.page.locator("main")).to_contain_text(COPY)


def test_a_copy_that_is_made_during_a_publication_is_of_one_version(
    browser: Browser, small_site: BuiltSite, stack: ExitStack, tmp_path: Path
) -> None:
    """The first pages were fetched from the old version: all are fetched again."""
    folder = tmp_path / "site"
    shutil.copytree(small_site.folder, folder)
    mine = phone(browser, replace(small_site, folder=folder), stack)
    mine.go("gemeenten/gent/")
    mine.settle()
    heard: list[str] = []

    def hear(path: str) -> None:
        if path == f"{BELOW}hulp-nu/" and path not in heard:
            publish(folder, "Een nieuwe versie")
            listed = folder / "offline" / "gent.json"
            told = json.loads(listed.read_text(encoding="utf-8")) | {"version": "nieuw"}
            listed.write_text(json.dumps(told), encoding="utf-8")
        heard.append(path)

    mine.faults.heard = hear
    mine.button.click()
    expect(mine.status).to_contain_text("staat op je toestel")
    assert heard.count(f"{BELOW}9000/") == 2
    (copy,) = mine.caches("kept-gent")
    page = "([name, url]) => caches.match(url, { cacheName: name }).then((found) => found.text())"
    assert "Een nieuwe versie" in mine.page.evaluate(page, [copy, f"{BELOW}9000/"])


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_when_the_server_fails_the_copy_comes(
    browser: Browser, small_site: BuiltSite, stack: ExitStack, status: int
) -> None:
    """It says so, and says its day. What was never seen shows what the server says."""
    mine = phone(browser, small_site, stack)
    mine.visit("9000/")
    mine.faults.status = status
    mine.go("9000/")
    expect(mine.page.locator("h1")).to_contain_text("9000")
    expect(mine.page.locator("main")).to_contain_text(BROKEN)
    answer = mine.page.goto(mine.home + "hulp-nu/")
    assert answer is not None
    assert answer.status == status


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("9000", "9000/"), ("9000?soort=maatje", "9000/?soort=maatje")],
)
def test_an_address_without_its_last_slash_finds_the_copy(
    browser: Browser, small_site: BuiltSite, stack: ExitStack, typed: str, shown: str
) -> None:
    """With a network the host adds the slash; without one somebody else must."""
    mine = phone(browser, small_site, stack)
    mine.visit("9000/")
    mine.lose_network()
    mine.go(typed)
    assert mine.page.url == mine.home + shown
    expect(mine.page.locator("main")).to_contain_text(COPY)


# What the browser's worker does not do, by a change of its source, and how long the button waits.
SILENT = [
    ('addEventListener("message"', 'addEventListener("never"', 46_000),
    ('"use strict";', "throw new Error();", 11_000),
]


@pytest.mark.parametrize(("part", "broken", "milliseconds"), SILENT)
def test_the_button_answers_when_the_worker_does_not(
    browser: Browser,
    small_site: BuiltSite,
    stack: ExitStack,
    tmp_path: Path,
    part: str,
    broken: str,
    milliseconds: int,
) -> None:
    """One that was stopped says nothing; one that cannot be installed is never ready."""
    folder = tmp_path / "site"
    shutil.copytree(small_site.folder, folder)
    worker = folder / "sw.js"
    worker.write_text(worker.read_text(encoding="utf-8").replace(part, broken), encoding="utf-8")
    mine = phone(browser, replace(small_site, folder=folder), stack)
    mine.page.clock.install()
    mine.go("gemeenten/gent/")
    mine.button.click()
    expect(mine.button).to_be_disabled()
    if "never" in broken:
        mine.settle()
    mine.page.clock.run_for(milliseconds)
    expect(mine.status).to_contain_text("Je browser antwoordt niet.")
    expect(mine.button).to_be_enabled()


def test_two_sites_on_a_host_leave_each_other_alone(
    browser: Browser, small_site: BuiltSite, stack: ExitStack, tmp_path: Path
) -> None:
    """A trial beside the live one: a new version, a copy and its removal change one site only."""
    for name in ("live", "trial"):
        shutil.copytree(small_site.folder, tmp_path / "host" / name)
    mine = phone(browser, BuiltSite(tmp_path / "host", "/"), stack)
    host = mine.home
    mine.home = f"{host}live/"
    keep_gent(mine)
    lives = mine.caches()
    mine.home = f"{host}trial/"
    mine.go("gemeenten/gent/")
    mine.settle()
    expect(mine.button).to_have_text("Bewaar Gent")
    mine.button.click()
    expect(mine.status).to_contain_text("staat op je toestel")
    assert len(mine.caches("kept-gent")) == 2
    mine.button.click()
    expect(mine.status).to_contain_text("Zet alles over Gent")
    version = publish(tmp_path / "host" / "trial", "Een nieuwe versie")
    mine.page.evaluate(UPDATE)
    mine.until(NEW_IS_WAITING)
    mine.close_tab()
    mine.go("9000/")
    mine.until(ONLY_THE_NEW, ["shell-nieuw /trial/", f"shell-{version} /trial/"])
    assert set(lives) <= set(mine.caches())
    mine.go("offline/")
    expect(mine.page.locator("[data-offline]")).to_contain_text("Een nieuwe versie")
    links = mine.page.locator("[data-offline] a").evaluate_all("all => all.map((a) => a.href)")
    assert all(link.startswith(mine.home) for link in links)


def test_a_new_version_renews_the_tools_of_what_is_kept(
    browser: Browser, small_site: BuiltSite, stack: ExitStack, tmp_path: Path
) -> None:
    """Without a network the tools must fit the shell that came with the new version."""
    folder = tmp_path / "site"
    shutil.copytree(small_site.folder, folder)
    mine = phone(browser, replace(small_site, folder=folder), stack)
    keep_gent(mine)
    publish(folder, "Een nieuwe versie")
    mine.page.evaluate(UPDATE)
    mine.until(NEW_IS_WAITING)
    stored = mine.page.evaluate(
        "(name) => caches.open(name).then(async (c) => (await c.keys()).map(({ url }) => url))",
        NEW_SHELL,
    )
    assert {mine.home + name for name in TOOLS} <= set(stored)


def test_a_new_version_replaces_the_old(
    browser: Browser, small_site: BuiltSite, stack: ExitStack, tmp_path: Path
) -> None:
    """With a network the newest page comes at once, and the old shell goes."""
    folder = tmp_path / "site"
    shutil.copytree(small_site.folder, folder)
    mine = phone(browser, replace(small_site, folder=folder), stack)
    mine.visit("9000/")
    version = publish(folder, "Een nieuwe versie")
    mine.page.reload()
    expect(mine.page.locator("h1")).to_have_text("Een nieuwe versie")
    mine.page.evaluate(UPDATE)
    mine.until(NEW_IS_WAITING)
    mine.close_tab()
    mine.go("9000/")
    mine.until(ONLY_THE_NEW, [NEW_SHELL, f"shell-{version}{OURS}"])


def test_a_tab_that_stays_open_works_on_after_a_new_version(
    browser: Browser, small_site: BuiltSite, stack: ExitStack, tmp_path: Path
) -> None:
    """The new worker waits; what the old page loads late comes, and its copies are new."""
    folder = tmp_path / "site"
    shutil.copytree(small_site.folder, folder)
    mine = phone(browser, replace(small_site, folder=folder), stack)
    mine.visit("9000/")
    publish(folder, "Een nieuwe versie")
    mine.page.evaluate(UPDATE)
    mine.until(NEW_IS_WAITING)
    mine.page.get_by_role("combobox").fill("9000")
    expect(mine.page.get_by_role("option").first).to_be_visible()
    mine.page.get_by_role("button", name="Bewaar").first.click()
    expect(mine.page.get_by_text("Bewaard op dit toestel.")).to_be_visible()
    mine.page.reload()
    expect(mine.page.locator("h1")).to_have_text("Een nieuwe versie")
    mine.until(
        "async (url) => (await (await caches.match(url)).text()).includes('nieuwe')",
        mine.home + "9000/",
    )
    mine.lose_network()
    mine.page.reload()
    expect(mine.page.locator("h1")).to_have_text("Een nieuwe versie")
    expect(mine.page.locator("main")).to_contain_text(COPY)


def test_a_version_that_is_published_half_leaves_the_old_one(
    browser: Browser, small_site: BuiltSite, stack: ExitStack, tmp_path: Path
) -> None:
    """When a file of the new shell is missing, the old worker keeps its shell and its copies."""
    folder = tmp_path / "site"
    shutil.copytree(small_site.folder, folder)
    mine = phone(browser, replace(small_site, folder=folder), stack)
    mine.visit("9000/")
    before = mine.page.evaluate("caches.keys()")
    publish(folder, "Een nieuwe versie")
    (folder / "assets" / "js" / "kept.js").unlink()
    failed = mine.page.evaluate(
        """async () => {
            const worker = await navigator.serviceWorker.ready;
            await worker.update();
            const fresh = worker.installing;
            if (!fresh) return "no new worker";
            return new Promise((done) => fresh.addEventListener("statechange",
                () => ["redundant", "activated"].includes(fresh.state) && done(fresh.state)));
        }"""
    )
    assert failed == "redundant"
    assert set(before) <= set(mine.page.evaluate("caches.keys()"))
    mine.lose_network()
    mine.page.reload()
    expect(mine.page.locator("main")).to_contain_text(COPY)


# A language, what its copy of a page says, and the title and number of a page never seen.
ABROAD = [
    (
        "fr",
        "Vous n'avez pas d'internet maintenant. Ceci est une copie du",
        "Vous n'avez pas d'internet",
    ),
    ("ar", "ليس لديك إنترنت الآن. هذه نسخة من", "ليس لديك إنترنت الآن"),
]


@pytest.mark.parametrize(("language", "copy", "title"), ABROAD)
def test_without_a_network_the_language_stays_that_which_was_read(
    browser: Browser,
    tongues_site: BuiltSite,
    stack: ExitStack,
    language: str,
    copy: str,
    title: str,
) -> None:
    """The copy says so in that language, and so does the page in the place of one never seen."""
    mine = phone(browser, tongues_site, stack)
    mine.visit(f"{language}/9000/")
    mine.lose_network()
    mine.go(f"{language}/9000/")
    expect(mine.page.locator("html")).to_have_attribute("lang", language)
    expect(mine.page.locator("main")).to_contain_text(copy)
    assert mine.page.locator("article").count() > 0
    assert mine.page.evaluate("document.documentElement.dir || 'ltr'") == DIRECTION[language]
    mine.go(f"{language}/2000/")
    expect(mine.page.locator("html")).to_have_attribute("lang", language)
    expect(mine.page.locator("h1")).to_contain_text(title)
    expect(mine.page.locator("a[href='tel:112']")).to_be_visible()
    expect(mine.page.locator(f"main a[href$='/{language}/9000/']")).to_be_visible()


DIRECTION = {"fr": "ltr", "ar": "rtl"}


def test_a_municipality_is_kept_in_the_language_in_which_it_is_read(
    browser: Browser, tongues_site: BuiltSite, stack: ExitStack
) -> None:
    """Its initiatives too, which nobody opened before; the filters speak that language."""
    mine = phone(browser, tongues_site, stack)
    mine.go("fr/gemeenten/gent/")
    mine.settle()
    mine.button.click()
    expect(mine.status).to_contain_text("est sur votre appareil")
    mine.lose_network()
    mine.go("fr/initiatieven/ocmw-gent/")
    expect(mine.page.locator("html")).to_have_attribute("lang", "fr")
    expect(mine.page.locator("main")).to_contain_text("Ceci est une copie du")
    expect(mine.page.locator("main a[href^='tel:']").first).to_be_visible()
    mine.go("fr/gemeenten/gent/")
    mine.page.locator(".z button", has_text="Argent").first.click()
    expect(mine.page.get_by_role("status").filter(has_text="Vous voyez")).to_be_visible()


def test_the_manifest_names_what_is_there(built_site: BuiltSite) -> None:
    """A phone can keep the site: its icons exist and its addresses work below any folder."""
    manifest = json.loads(built_site.file("manifest.webmanifest").read_text(encoding="utf-8"))
    assert manifest["start_url"] == manifest["scope"] == "./"
    for icon in manifest["icons"]:
        assert built_site.file(icon["src"]).read_bytes().startswith(b"\x89PNG")
    assert "armoede" not in json.dumps(manifest).lower()


def test_the_preview_picture_is_our_own(built_site: BuiltSite) -> None:
    """A shared link shows a picture of this site, from this site, as large as it says."""
    tree = built_site.tree("9000/")

    def said(name: str) -> str:
        (content,) = tree.xpath(f"//meta[@property='og:image{name}']/@content")
        return str(content)

    assert said("") == "https://steun.example/assets/preview.png"
    picture = built_site.file("assets/preview.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    # PNG: after the signature and the name of the first chunk stand width and height.
    assert struct.unpack(">II", picture[16:24]) == (int(said(":width")), int(said(":height")))
    assert said(":alt")
