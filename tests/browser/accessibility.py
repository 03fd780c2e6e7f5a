"""What axe finds on a page (https://github.com/dequelabs/axe-core)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

# WCAG 2.2 A and AA, and what axe knows as good practice.
AXE = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ]
}
# The rules that look at colours.
COLOURS = ["color-contrast", "link-in-text-block"]
# Opens all that is folded, so that axe sees it too.
UNFOLD = "document.querySelectorAll('details').forEach(details => { details.open = true; })"

# Leaves the first lines of each list and table: the six hundred that follow look like them.
FEW_LINES = """() => document
    .querySelectorAll('main ul, main ol, main dl, main tbody, main section')
    .forEach(list => [...list.children].slice(5).forEach(line => line.remove()))"""

# What a browser without scripts shows in place of what scripts do.
WITHOUT_SCRIPTS = """() => document.querySelectorAll('noscript')
    .forEach(element => { element.outerHTML = element.textContent; })"""

# What is wider than the window, when the page scrolls sideways.
OVERFLOW = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
        .filter(element => element.getBoundingClientRect().right > width + 1)
        .map(element => element.outerHTML.slice(0, 90));
}"""


def violations(page: Page, where: str, rules: list[str] | None = None) -> list[str]:
    """What axe finds, a line each.

    Args:
        page: the page.
        where: its name in the lines.
        rules: the names of the rules to try; left out: all of :data:`AXE`.
    """
    page.evaluate(UNFOLD)
    options = {"runOnly": {"type": "rule", "values": rules}} if rules else AXE
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{where}: {rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"]
    ]
