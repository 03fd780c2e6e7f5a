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


def test_there_are_enough_questions() -> None:
    assert len({row["asked"] for row in QUESTIONS}) >= ENOUGH


@pytest.mark.parametrize("row", QUESTIONS, ids=[row["asked"] for row in QUESTIONS])
def test_the_answer_is_among_the_first_three(
    visitor: Visitor, asked_site: BuiltSite, row: dict[str, str | list[str]]
) -> None:
    visit = visitor.open(asked_site, None, javascript=True)
    visit.page.goto(f"{visit.home}zoeken/?q={row['asked']}")
    links = visit.page.locator("main ol > li h2 a")
    expect(links.first).to_be_visible()
    expect(visit.page.get_by_role("status")).not_to_have_text("Even zoeken.")
    found = [link.get_attribute("href") or "" for link in links.all()[:FIRST]]
    shown = [address.removeprefix(visit.home) for address in found]
    assert set(row["first"]) & set(shown), shown
