"""What a browser fetches for a result page, scripts that load scripts included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from tests.weighing import EVERYTHING, Scale

if TYPE_CHECKING:
    from tests.browser.visiting import Visitor
    from tests.sites import BuiltSite


@pytest.mark.parametrize("kind", ["#/", "#/#/"])
@pytest.mark.parametrize("javascript", [False, True])
def test_the_heaviest_result_page_stays_within_its_budget(
    visitor: Visitor, built_site: BuiltSite, kind: str, javascript: bool
) -> None:
    scale = Scale(built_site.folder)
    pages = built_site.kinds[kind]
    heaviest = max(pages, key=lambda address: scale.weight(f"{address}index.html"))
    visit = visitor.open(built_site, heaviest, javascript=javascript)
    visit.settle()
    paths = {unquote(urlsplit(url).path) for url in visit.requests if url.startswith("http")}
    names = {re.sub(r"(^|/)$", r"\1index.html", path.removeprefix("/")) for path in paths}
    weights = {name: scale.weight(name) for name in names}
    assert len(weights) >= 2
    assert sum(weights.values()) <= EVERYTHING, weights
