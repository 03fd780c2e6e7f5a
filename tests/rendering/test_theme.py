"""The words of the theme, which every page says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from finder.language.rules import check_text, load_rules
from finder.rendering.theme import words_template

from tests.sites import SMALL, copy_repository, site_of

if TYPE_CHECKING:
    from pathlib import Path


def test_the_foot_of_a_page_says_its_day_as_our_own_rule_asks(tmp_path: Path) -> None:
    """In words: 11/12 is another day for who comes from elsewhere."""
    template = words_template(site_of(copy_repository(tmp_path, SMALL / "initiatives")))
    said = json.loads(template.removeprefix("{% set words = ").removesuffix(" %}\n"))
    assert said["page_of"] == "Deze pagina is van 22 november 2026."
    assert check_text(said["page_of"], load_rules()) == []
