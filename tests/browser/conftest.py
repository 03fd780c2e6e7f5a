"""A browser, sites on a host of their own, and a visitor."""

from __future__ import annotations

import functools
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.chromium import NoChromiumError, executable
from tests.browser.serving import serving
from tests.browser.visiting import Visitor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from tests.sites import BuiltSite

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No name is ever looked up: a request to another host is seen, and goes nowhere.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium without a window."""
    try:
        path = executable()
    except NoChromiumError as error:
        pytest.fail(str(error))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def home() -> Iterator[Callable[[BuiltSite], str]]:
    """Serves a site when a test first asks for it; the address of its home page."""
    with ExitStack() as stack:
        yield functools.cache(lambda site: stack.enter_context(serving(site)))


@pytest.fixture
def visitor(browser: Browser, home: Callable[[BuiltSite], str]) -> Iterator[Visitor]:
    """Opens pages. A request to another host or an error on the console fails the test."""
    someone = Visitor(browser, home)
    yield someone
    assert someone.leave() == []
