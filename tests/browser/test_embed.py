"""The frame on another website: with and without our script there, and the line to paste."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.accessibility import violations

if TYPE_CHECKING:
    from tests.browser.visiting import Visitor
    from tests.sites import BuiltSite

HOW = "meedoen/kader/"
FRAME = "gemeenten/gent/kader/"


def test_the_line_follows_the_municipality_that_somebody_chooses(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    visit = visitor.open(built_site, f"{HOW}?gemeente=aalst", javascript=True, width=1280)
    line = visit.page.locator("code").first
    expect(line).to_contain_text("/gemeenten/aalst/kader/")
    visit.page.get_by_label("Kies je gemeente").select_option("Gent")
    expect(line).to_contain_text("/gemeenten/gent/kader/")
    inside = visit.page.frame_locator("iframe")
    expect(inside.get_by_role("heading", level=1)).to_have_text("Wat vind je in Gent?")
    assert violations(visit.page, HOW) == []


def test_without_a_script_the_page_says_what_to_change_in_the_line(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    page = visitor.open(built_site, HOW).page
    expect(page.get_by_text("Woon je ergens anders?")).to_be_visible()
    expect(page.get_by_label("Kies je gemeente")).to_be_hidden()
    expect(page.locator("code").first).to_contain_text("/gemeenten/gent/kader/")


def test_another_website_shows_it_and_gives_it_its_height(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    visit = visitor.open(built_site, "over/", javascript=True, width=1280)
    heights = []
    for script in (False, True):
        visit.page.evaluate(
            """([home, address, script]) => new Promise((done) => {
                document.body.textContent = "";
                const load = () => {
                    const frame = document.createElement("iframe");
                    frame.addEventListener("load", () => setTimeout(done, 500));
                    frame.src = home + address;
                    document.body.append(frame);
                };
                if (!script) return load();
                const ours = document.createElement("script");
                ours.addEventListener("load", load);
                ours.src = home + "assets/kader.js";
                return document.body.append(ours);
            })""",
            [visit.home, FRAME, script],
        )
        expect(visit.page.frame_locator("iframe").get_by_text("OCMW").first).to_be_visible()
        heights.append(visit.page.locator("iframe").evaluate("frame => frame.clientHeight"))
    assert heights[0] < 200 < heights[1]


def test_the_frame_itself_can_be_used_by_everybody(visitor: Visitor, built_site: BuiltSite) -> None:
    for scheme in ("light", "dark"):
        visit = visitor.open(built_site, FRAME, javascript=True, scheme=scheme)
        assert violations(visit.page, FRAME) == []
        assert visit.page.evaluate("document.documentElement.scrollWidth") == 320
        assert not [one for one in visit.requests if re.search(r"//(?!127\.0\.0\.1)", one)]
