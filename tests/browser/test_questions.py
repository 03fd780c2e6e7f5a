"""What people type in the box or on the page for a search: the answer is among the first three.

The table is ``fixtures/asked/questions.yml``, over frozen initiatives and the pages of the site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from playwright.sync_api import expect

from tests.freezing import ASKED

if TYPE_CHECKING:
    from tests.browser.visiting import Visitor
    from tests.sites import BuiltSite

QUESTIONS = yaml.safe_load((ASKED / "questions.yml").read_text(encoding="utf-8"))
FIRST = 3
ENOUGH = 60
# So that several processes share the work.
SHARES = 4
# Where the first answers lead.
SHOWN = """count => [...document.querySelectorAll('main ol > li h2 a')].slice(0, count)
    .map(link => link.href)"""


def test_there_are_enough_questions() -> None:
    assert len({row["asked"] for row in QUESTIONS}) >= ENOUGH


@pytest.mark.parametrize("share", range(SHARES))
def test_the_answer_is_among_the_first_three(
    visitor: Visitor, asked_site: BuiltSite, share: int
) -> None:
    """One visitor asks a quarter of the questions: each on a page of its own."""
    visit = visitor.open(asked_site, None, javascript=True)
    missed = {}
    for row in QUESTIONS[share::SHARES]:
        visit.go(f"zoeken/?q={row['asked']}")
        expect(visit.page.locator("main ol > li h2 a").first).to_be_visible()
        expect(visit.page.get_by_role("status")).not_to_have_text("Even zoeken.")
        shown = [link.removeprefix(visit.home) for link in visit.page.evaluate(SHOWN, FIRST)]
        if not set(row["first"]) & set(shown):
            missed[row["asked"]] = shown
    assert missed == {}
