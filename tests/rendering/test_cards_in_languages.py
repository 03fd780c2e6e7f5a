"""One card in each of the six languages, word for word, as ``tests/golden/cards`` has it.

A line is one text of the card; before it stands how it is marked: ``nl`` for Dutch in another
language, ``name`` for what nobody translates, ``number`` for what keeps running from left to right.
After a change that is meant, ``UPDATE_GOLDEN=1 pytest tests/rendering/test_cards_in_languages.py``
writes them anew; look at the difference, and read it in the language.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pytest
from finder.directory import Group
from finder.rendering.pages.frame import Frame
from finder.rendering.site import in_language

from tests.sites import SMALL, copy_repository, site_of

if TYPE_CHECKING:
    from finder.rendering.site import Site

GOLDEN = Path(__file__).parents[1] / "golden" / "cards"
SLUG, CODE = "ocmw-gent", "9000"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site in Dutch."""
    return site_of(copy_repository(tmp_path_factory.mktemp("cards"), SMALL / "initiatives"))


def card(site: Site, language: str) -> lxml.html.HtmlElement:
    """The card as it stands on the page of a postcode."""
    frame = Frame(site if language == "nl" else in_language(site, language))
    postcode = site.gazetteer.postcodes[CODE]
    near = site.directory.near(postcode)
    groups = {Group.HERE: [one for one in near[Group.HERE] if one.listed.slug == SLUG]}
    (group,) = frame.groups(groups, postcode.municipality, f"{CODE}/")
    (article,) = group["articles"]
    return lxml.html.fragment_fromstring(frame.isolated(str(article)))


def lines(tree: lxml.html.HtmlElement) -> list[str]:
    """The texts of an element in their order, each behind its marks."""
    return [
        f"{_marks(text)}{' '.join(text.split())}"
        for text in tree.xpath(".//text()")
        if text.strip()
    ]


def _marks(text: lxml.etree._ElementUnicodeResult) -> str:
    """How a text is marked, by what it stands in."""
    parent = text.getparent()
    if parent is not None and text.is_tail:
        parent = parent.getparent()
    inside = [] if parent is None else [parent, *parent.iterancestors()]
    said = (
        ("nl", any(one.get("lang") == "nl" for one in inside)),
        ("name", any(one.get("translate") == "no" for one in inside)),
        ("number", any(one.tag == "bdi" and one.get("dir") == "ltr" for one in inside)),
    )
    found = " ".join(name for name, holds in said if holds)
    return f"({found}) " if found else ""


@pytest.mark.parametrize("language", ["nl", "fr", "en", "ar", "tr", "uk"])
def test_the_card_is_the_golden_card(site: Site, language: str) -> None:
    now = "\n".join(lines(card(site, language))) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        (GOLDEN / f"{language}.txt").write_text(now, encoding="utf-8")
    assert now == (GOLDEN / f"{language}.txt").read_text(encoding="utf-8")
