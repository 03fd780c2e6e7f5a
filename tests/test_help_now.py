"""Every number on the page "Hulp nu" can be called, and says where we read it."""

from __future__ import annotations

import re
from pathlib import Path

import phonenumbers
import pytest

PAGE = (Path(__file__).parent.parent / "docs" / "hulp-nu.md").read_text(encoding="utf-8")
TEXT, SOURCES = PAGE.split("<summary>Bronnen</summary>")
NUMBERS = re.findall(r"\[([\d ]+)\]\(tel:(\d+)\)", TEXT)


def test_the_page_has_numbers() -> None:
    """112, somebody to talk to, and more."""
    assert len(NUMBERS) >= 8
    assert ("112", "112") in NUMBERS


@pytest.mark.parametrize(("shown", "called"), sorted(set(NUMBERS)))
def test_each_number_is_belgian_and_has_a_source(shown: str, called: str) -> None:
    """What is shown is what the phone calls; the source stands under the same number."""
    assert shown.replace(" ", "") == called
    number = phonenumbers.parse(called, "BE")
    if len(called) <= 4:
        assert phonenumbers.is_possible_short_number_for_region(number, "BE")
    else:
        assert phonenumbers.is_valid_number(number)
    assert re.search(rf"^- {re.escape(shown)}: .*<https?://", SOURCES, re.MULTILINE)
