"""What axe finds on a page (https://github.com/dequelabs/axe-core), and what else keeps people out.

axe takes a second for a page, and a page has twelve looks: three widths, by day and by night, with
and without scripts. :class:`Looks` runs at each of them only what can come out otherwise than
before; ``test_planted.py`` plants faults at each of the twelve and holds that they are found.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Page

# WCAG 2.2 A and AA, and what axe knows as good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The rules that look at colours, and those that look at sizes and places.
COLOURS = ["color-contrast", "link-in-text-block"]
SIZES = ["target-size"]
# axe writes nothing about what passes, and no selectors: that takes more time than looking.
SHORT = {"resultTypes": ["violations"], "selectors": False}
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


# The names that more than one element has; axe only advises to look at those.
TWICE = """() => [...document.querySelectorAll("[id]")].map(element => element.id)
    .filter((id, at, all) => all.indexOf(id) !== at)"""

# What the rules look at, as three texts: the elements with what shows and scrolls; their colours
# and what counts as large text (https://www.w3.org/TR/WCAG22/#dfn-large-scale); and where what can
# be pressed lies. A page that is the same in one of these is the same for those rules.
LOOK = """() => {
    const structure = [], colours = [], sizes = [];
    for (const element of document.querySelectorAll("*")) {
        const style = getComputedStyle(element);
        const shown = element.checkVisibility({ visibilityProperty: true });
        const scrolls = /auto|scroll/.test(style.overflow) && (
            element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth
        );
        const own = [...element.childNodes].filter(node => node.nodeType === 3);
        const text = own.map(node => node.data.trim()).join(" ");
        const attributes = [...element.attributes].map(({ name, value }) => `${name}=${value}`);
        structure.push([element.tagName, ...attributes, text, shown, scrolls].join(" "));
        if (!shown) continue;
        const size = parseFloat(style.fontSize), bold = style.fontWeight >= 700;
        colours.push([
            element.tagName, Boolean(text), style.color, style.backgroundColor,
            style.backgroundImage, style.opacity, style.textShadow, style.textDecorationLine,
            style.borderBottom, size >= 24 || (bold && size >= 18.66), bold,
        ].join(" "));
        if (element.matches("a, button, input, select, textarea, summary, [role], [tabindex]"))
            sizes.push([...element.getClientRects()].map(rect => Object.values(rect.toJSON())));
    }
    return [structure.join("\\n"), colours.join("\\n"), JSON.stringify(sizes)];
}"""


def violations(page: Page, where: str, rules: list[str] | None = None) -> list[str]:
    """What axe finds, a line each.

    Args:
        page: the page.
        where: its name in the lines.
        rules: the names of the rules to try; left out: all of :data:`TAGS`.
    """
    page.evaluate(UNFOLD)
    return _found(page, where, {"runOnly": rules or TAGS})


def _found(page: Page, where: str, options: dict[str, object]) -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(f"axe.run({json.dumps(SHORT | options)}).then(found => found.violations)")
    return [
        f"{where}: {rule['id']}: {node['html'][:150]}" for rule in found for node in rule["nodes"]
    ]


@dataclass
class Looks:
    """The looks of one page, and what is wrong with each.

    Attributes:
        page: the page, open.
        where: its name in the lines.
        runs: how often axe was asked, and for what; only to see what it costs.
    """

    page: Page
    where: str
    runs: list[str] = field(default_factory=list)
    _seen: set[tuple[str, str]] = field(default_factory=set)

    def wrong(self) -> list[str]:
        """What is wrong with the page as it looks now, but for what was told of an equal look."""
        self.page.evaluate(UNFOLD)
        names = ("structure", "colours", "sizes")
        look = set(zip(names, self.page.evaluate(LOOK), strict=True))
        new = {name for name, _ in look - self._seen}
        self._seen |= look
        found = [f"{self.where}: scrolls sideways: {text}" for text in self.page.evaluate(OVERFLOW)]
        if "structure" in new:
            found += [f"{self.where}: id twice: {name}" for name in self.page.evaluate(TWICE)]
        return found + (self._ask(new) if new else [])

    def _ask(self, new: set[str]) -> list[str]:
        self.runs.append("+".join(sorted(new)))
        some = [*(COLOURS if "colours" in new else []), *(SIZES if "sizes" in new else [])]
        if "structure" not in new:
            return _found(self.page, self.where, {"runOnly": some})
        left_out = {rule: {"enabled": False} for rule in {*COLOURS, *SIZES} - set(some)}
        return _found(self.page, self.where, {"runOnly": TAGS, "rules": left_out})


def wrong_in_any_window(
    page: Page, where: str, looks: Iterable[tuple[int, int, str]]
) -> tuple[list[str], list[str]]:
    """What is wrong with an open page in any of these windows, and what axe was asked for.

    Args:
        page: the page, with or without its scripts.
        where: its name in the lines.
        looks: width and height of the window, and the colours that a visitor prefers.
    """
    looking, found = Looks(page, where), []
    for width, height, scheme in looks:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        name = f"at {width} pixels, {scheme}, "
        found += [name + line for line in looking.wrong()]
    return found, looking.runs
