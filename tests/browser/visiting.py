"""A visitor with a browser: what it opens, what it asks for, and what goes wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Dialog,
        Page,
        Request,
        Response,
    )

    from tests.sites import BuiltSite

HEIGHTS = {320: 568, 768: 1024, 1280: 800}
# Turns of 20 milliseconds or more to wait for requests; half a minute.
MOST_TURNS = 1500


@dataclass
class Visit:
    """One open page, and what happened since it opened.

    Attributes:
        page: the page, for Playwright.
        home: the address of the home page.
        requests: the address of everything that was asked for, from any host.
        errors: what the console said was wrong, and every window of ``alert`` that opened.
    """

    page: Page
    home: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    under_way: int = 0

    def settle(self) -> None:
        """Wait until everything that the page asks for by itself has come, and what that asks.

        Twice nothing: a module that has come runs in the page before the page answers us, and then
        its own requests have begun.
        """
        quiet = 0
        for _ in range(MOST_TURNS):
            self.page.wait_for_timeout(20)
            self.page.evaluate("0")
            quiet = 0 if self.under_way else quiet + 1
            if quiet == 2:
                return
        raise TimeoutError(f"{self.under_way} requests never end")

    def _ended(self, _request: Request) -> None:
        self.under_way -= 1

    def follow(self) -> None:
        """Note each request of the page from now on."""
        self.page.on("request", self._begun)
        self.page.on("requestfinished", self._ended)
        self.page.on("requestfailed", self._ended)

    def _begun(self, request: Request) -> None:
        self.under_way += 1
        self.requests.append(request.url)

    def go(self, address: str) -> Response:
        """Open a page of the site, such as ``9000/``."""
        answer = self.page.goto(self.home + address)
        if answer is None:
            raise ValueError(address)
        return answer

    def note(self, said: ConsoleMessage) -> None:
        """Note what the console said, and about which file."""
        self.errors.append(f"{said.text} {said.location.get('url', '')}")

    def refuse(self, box: Dialog) -> None:
        """Close a window of ``alert``, and note it."""
        self.errors.append(f"alert: {box.message}")
        box.dismiss()

    @property
    def address(self) -> str:
        """Where the visitor is, below the home page: ``gemeenten/?q=9000``."""
        return self.page.url.removeprefix(self.home)

    @property
    def elsewhere(self) -> list[str]:
        """The requests to other hosts."""
        host = urlsplit(self.home).netloc
        web = (url for url in self.requests if url.startswith(("http", "ws")))
        return [url for url in web if urlsplit(url).netloc != host]


@dataclass
class Visitor:
    """Opens pages in a browser; :meth:`leave` closes them and says what went wrong."""

    browser: Browser
    home: Callable[[BuiltSite], str]
    visits: list[tuple[Visit, bool]] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def open(
        self,
        site: BuiltSite,
        address: str | None = "",
        *,
        javascript: bool = False,
        width: Literal[320, 768, 1280] = 320,
        scheme: Literal["light", "dark"] = "light",
        wrong: bool = False,
        worker: bool = False,
    ) -> Visit:
        """A page of a site in a new window.

        Args:
            site: the site.
            address: the page below the home page; None opens nothing yet.
            javascript: whether scripts run.
            width: of the window, in pixels; 320 is a small phone.
            scheme: the colours that the visitor prefers.
            wrong: whether the test itself looks at requests to other hosts and at errors.
            worker: whether the service worker may run; it keeps copies and answers requests.
        """
        context = self.browser.new_context(
            viewport={"width": width, "height": HEIGHTS[width]},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale="nl-BE",
            has_touch=width == 320,
            service_workers="allow" if worker else "block",
        )
        self.contexts.append(context)
        visit = Visit(context.new_page(), self.home(site))
        visit.follow()
        visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
        visit.page.on(
            "console",
            lambda said: visit.note(said) if said.type == "error" else None,
        )
        visit.page.on("dialog", visit.refuse)
        self.visits.append((visit, wrong))
        if address is not None:
            visit.go(address)
        return visit

    def leave(self) -> list[str]:
        """Close every window; what no test expected: requests to other hosts, and errors."""
        for context in self.contexts:
            context.close()
        checked = [visit for visit, wrong in self.visits if not wrong]
        return [text for visit in checked for text in (*visit.elsewhere, *visit.errors)]
