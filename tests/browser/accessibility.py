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
# Opens all that is folded, so that axe sees it too.
UNFOLD = "document.querySelectorAll('details').forEach(details => { details.open = true; })"


def violations(page: Page, where: str) -> list[str]:
    """What axe finds, a line each."""
    page.evaluate(UNFOLD)
    found = Axe().run(page, options=AXE).response["violations"]
    return [
        f"{where}: {rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"]
    ]
