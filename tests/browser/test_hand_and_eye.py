"""For every hand and eye: thumbs, keyboards, large letters, strong contrast, little motion.

Each rule is tried on examples of every kind of page, with all that is folded opened.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import FEW_LINES, OVERFLOW, UNFOLD, violations
from tests.browser.visiting import Visitor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from tests.browser.visiting import Visit
    from tests.sites import BuiltSite

# What a visitor can press, choose or type in, in the order of the page; but for the link that skips
# the header, which shows only when it has the focus.
CONTROLS = """[...document.querySelectorAll(
    'a[href], button:not(:disabled), input, select, textarea, summary, iframe, [tabindex]')]
    .filter(element => element.checkVisibility({ visibilityProperty: true })
        && !element.matches('.sk, .md-skip, [tabindex="-1"]'))"""

# A link inside a sentence may be as high as its line (WCAG 2.5.8, "inline"); one that begins the
# line of a list is no such link.
SMALL = f"""least => {{
    const block = element => getComputedStyle(element).display.startsWith('inline')
        ? block(element.parentElement) : element;
    const isText = element => {{
        if (getComputedStyle(element).display !== 'inline') return false;
        const around = block(element.parentElement);
        const before = document.createRange();
        before.setStart(around, 0);
        before.setEndBefore(element);
        return around.textContent.trim() !== element.textContent.trim()
            && (around.tagName !== 'LI' || before.toString().trim() !== '');
    }};
    return {CONTROLS}.filter(element => !isText(element))
        .map(element => [element, element.getBoundingClientRect()])
        .filter(([, {{ width, height }}]) => Math.min(width, height) < least - .1)
        .map(([element, {{ width, height }}]) =>
            `${{Math.round(width)}}x${{Math.round(height)}} ${{element.outerHTML.slice(0, 90)}}`);
}}"""
THUMB = 44
MOST_IN_A_FRAME = 100

# What has no clear outline while it has the focus: at least 2 pixels, and 3:1 with what lies around
# it (WCAG 2.4.13 and 1.4.11). With forced colours the system chooses the colour.
WITHOUT_OUTLINE = f"""() => {{
    const rgba = text => (text.match(/[\\d.]+/g) ?? []).map(Number);
    const light = text => {{
        const [red, green, blue] = rgba(text).map(part => part / 255)
            .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
        return .2126 * red + .7152 * green + .0722 * blue;
    }};
    const behind = element => {{
        const colour = element ? getComputedStyle(element).backgroundColor : 'rgb(255, 255, 255)';
        return rgba(colour)[3] === 0 ? behind(element.parentElement) : colour;
    }};
    const contrast = (one, other) => {{
        const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
        return (bright + .05) / (dark + .05);
    }};
    // A frame that has the focus shows it inside.
    return {CONTROLS}.filter(element => element.tagName !== 'IFRAME').filter(element => {{
        element.focus();
        const {{ outlineStyle, outlineWidth, outlineColor }} = getComputedStyle(element);
        return document.activeElement !== element || outlineStyle === 'none'
            || parseFloat(outlineWidth) < 2
            || contrast(outlineColor, behind(element.parentElement)) < 3;
    }}).map(element => element.outerHTML.slice(0, 90));
}}"""

# Whether what has the focus is in the window, with nothing lying over all of it (WCAG 2.4.11).
IN_SIGHT = """() => {
    const element = document.activeElement;
    return [...element.getClientRects()].some(({ left, right, top, bottom }) =>
        [[.5, .5], [.1, .5], [.9, .5], [.5, .1], [.5, .9]].some(([across, down]) => {
            const at = [left + (right - left) * across, top + (bottom - top) * down];
            const found = document.elementFromPoint(...at);
            return found && (element.contains(found) || found.contains(element));
        }));
}"""

# What stays in its place while the page scrolls.
STICKS = """() => [...document.querySelectorAll('body *')].filter(element => {
    const { position, top, bottom } = getComputedStyle(element);
    const sticks = position === 'fixed'
        || (position === 'sticky' && (top !== 'auto' || bottom !== 'auto'));
    const { width, height } = element.getBoundingClientRect();
    return sticks && element.checkVisibility({ opacityProperty: true }) && width * height > 4;
}).map(element => element.outerHTML.slice(0, 90))"""

MOVES = """() => [...document.querySelectorAll('*')].filter(element => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
    return scrollBehavior === 'smooth' || animationName !== 'none'
        || transitionDuration.split(', ').some(time => parseFloat(time) > 0);
}).map(element => element.outerHTML.slice(0, 90))"""


# With forced colours the system takes the backgrounds away: what can be pressed needs a border, or
# a line under its words. The name of the site and what folds have their drawing, and the system
# draws a box for a tick.
LOOKS_PLAIN = f"""() => {CONTROLS}.filter(element => {{
    const {{ borderBottomStyle, borderBottomWidth }} = getComputedStyle(element);
    const isBordered = borderBottomStyle !== 'none' && parseFloat(borderBottomWidth) > 0;
    const isLined = [element, ...element.querySelectorAll('*')].some(one =>
        getComputedStyle(one).textDecorationLine.includes('underline'));
    return !isBordered && !isLined
        && !element.matches('summary, iframe, [type=checkbox], header a:first-child');
}}).map(element => element.outerHTML.slice(0, 90))"""


NO_DRAWING = """() => [...document.querySelectorAll('use')]
    .filter(element => element.closest('svg').checkVisibility() && !element.getBBox().width)
    .map(element => element.outerHTML)"""


@dataclass(frozen=True)
class Look:
    """One way to look at a page: what a script finds wrong, for whom, in a window of what size."""

    script: str
    width: int = 320
    height: int = 568
    letters: int = 16
    media: dict[str, Any] = field(default_factory=dict)
    argument: object = None

    def at(self, page: Page) -> list[str]:
        """What is wrong on a page."""
        page.set_viewport_size({"width": self.width, "height": self.height})
        page.emulate_media(**PLAIN | self.media)
        browser = page.context.new_cdp_session(page)
        browser.send("Page.setFontSizes", {"fontSizes": {"standard": self.letters}})
        found: list[str] = page.evaluate(self.script, self.argument)
        return found


PLAIN: dict[str, Any] = {
    "color_scheme": "light",
    "forced_colors": "none",
    "reduced_motion": "no-preference",
}
LOOKS = {
    "drawings that are not there": Look(NO_DRAWING),
    "small targets on a phone": Look(SMALL, argument=THUMB),
    "small targets on a desk": Look(SMALL, width=1280, height=800, argument=THUMB),
    "no outline": Look(WITHOUT_OUTLINE),
    "no outline in the dark": Look(WITHOUT_OUTLINE, media={"color_scheme": "dark"}),
    "no outline with forced colours": Look(WITHOUT_OUTLINE, media={"forced_colors": "active"}),
    "no border with forced colours": Look(LOOKS_PLAIN, media={"forced_colors": "active"}),
    "motion for who wants none": Look(MOVES, media={"reduced_motion": "reduce"}),
    # A window of 1280 by 1024 pixels at 400% (WCAG 1.4.10).
    "what sticks over the text at 400%": Look(STICKS, height=256),
    # Who asks the browser for larger letters, and nothing else (WCAG 1.4.4).
    "too wide with letters of twice the size": Look(OVERFLOW, letters=32),
    "too wide with letters of twice the size on a desk": Look(OVERFLOW, width=1280, letters=32),
}


@pytest.fixture(scope="module")
def seen(
    browser: Browser, home: Callable[[BuiltSite], str], built_site: BuiltSite
) -> Iterator[dict[str, dict[str, list[str]]]]:
    """For each way to look what is wrong, by page; every page is opened once."""
    visitor = Visitor(browser, home)
    visit = with_something_kept(visitor, built_site)
    found: dict[str, dict[str, list[str]]] = {name: {} for name in LOOKS}
    for address in built_site.sample(1):
        page = ready(visit, address)
        # An outline that shows for keys need not show for a thumb.
        page.keyboard.press("Tab")
        for name, look in LOOKS.items():
            found[name][address] = look.at(page)
    assert len(found["no outline"]) > 20
    yield found
    assert visitor.leave() == []


def ready(visit: Visit, address: str) -> Page:
    """A page with its scripts done and everything unfolded."""
    visit.go(address)
    visit.settle()
    # On the home page the scripts begin a little after all else.
    if visit.page.locator("script[data-later]").count():
        visit.page.wait_for_timeout(1_000)
        visit.settle()
    visit.page.evaluate(UNFOLD)
    return visit.page


def with_something_kept(visitor: Visitor, site: BuiltSite) -> Visit:
    """A visitor who keeps something, so that the way to the list stands on every page."""
    visit = visitor.open(site, "9000/", javascript=True)
    visit.page.get_by_role("button", name="Bewaar").first.click()
    expect(visit.page.get_by_role("link", name="Mijn lijst (1)")).to_be_visible()
    return visit


@pytest.mark.parametrize("name", LOOKS)
def test_no_kind_of_page_has(seen: dict[str, dict[str, list[str]]], name: str) -> None:
    assert {address: wrong for address, wrong in seen[name].items() if wrong} == {}


def test_without_javascript_every_target_is_large_enough_for_a_thumb(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    visit = visitor.open(built_site, None)
    small = {}
    for address in built_site.sample(1):
        visit.go(address)
        visit.page.evaluate(UNFOLD)
        small[address] = visit.page.evaluate(SMALL, THUMB)
    assert {address: wrong for address, wrong in small.items() if wrong} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_who_asks_for_more_contrast_gets_seven_to_one(
    visitor: Visitor, built_site: BuiltSite, scheme: Literal["light", "dark"]
) -> None:
    visit = visitor.open(built_site, None, javascript=True, scheme=scheme)
    visit.page.emulate_media(contrast="more")
    found = []
    for address in built_site.sample(1):
        visit.go(address)
        visit.page.evaluate(FEW_LINES)
        found += violations(visit.page, address, ["color-contrast-enhanced"])
    assert found == []


def test_a_keyboard_reaches_everything_in_order_and_nothing_lies_over_it(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    """From the link that skips the header to the end and out again, in the window at 400%."""
    visit = with_something_kept(visitor, built_site)
    visit.page.set_viewport_size({"width": 320, "height": 256})
    wrong = {address: walk(ready(visit, address)) for address in built_site.sample(1)}
    assert {address: what for address, what in wrong.items() if what} == {}


def walk(page: Page) -> list[str]:
    """Press Tab from the top of a page to its end; what is missed, out of order or covered."""
    page.evaluate(FEW_LINES)
    number = page.evaluate(f"() => {{ window.controls = {CONTROLS}; return controls.length; }}")
    if page.evaluate("document.activeElement === document.body"):
        page.keyboard.press("Tab")
    else:  # a page that puts the focus in its box; who goes back from there passes the link
        page.locator(".sk").focus()
    found = [] if page.evaluate("document.activeElement.matches('.sk, .md-skip')") else ["no skip"]
    for at in range(number):
        page.keyboard.press("Tab")
        through_frame(page, at - 1)
        if page.evaluate("controls.indexOf(document.activeElement)") != at:
            return [*found, page.evaluate(f"controls[{at}].outerHTML.slice(0, 90)")]
        if not page.evaluate(IN_SIGHT):
            found.append("covered: " + page.evaluate(f"controls[{at}].outerHTML.slice(0, 90)"))
    page.keyboard.press("Tab")
    if page.evaluate(f"controls.indexOf(document.activeElement) === {number - 1}"):
        found.append("no way out")
    return found if skips_the_header(page) else [*found, "the header is not skipped"]


def through_frame(page: Page, at: int) -> None:
    """Press Tab until the focus leaves a frame with links of its own."""
    inside = (
        f"document.activeElement.matches('iframe') && controls[{at}] === document.activeElement"
    )
    for _ in range(MOST_IN_A_FRAME):
        if not page.evaluate(inside):
            return
        page.keyboard.press("Tab")


def skips_the_header(page: Page) -> bool:
    """Whether the link for it shows itself, and leads past the header."""
    skip = page.locator(".sk, .md-skip")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    return not page.evaluate("Boolean(document.activeElement.closest('header, .sk, .md-skip'))")
