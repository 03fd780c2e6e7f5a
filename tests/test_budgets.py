"""How many bytes a visitor pays for, on every result page. Counted, never timed.

The first round trip of a connection carries ten packets of about 1,460 bytes: what fits in it shows
at once, also on a bad connection. Source: RFC 6928, an initial window of ten segments.
"""

from __future__ import annotations

import re
import statistics
from typing import TYPE_CHECKING

import pytest

from tests.weighing import EVERYTHING, Scale, linked

if TYPE_CHECKING:
    from tests.sites import BuiltSite

BEFORE_READING = 14_950
# The design aims for 8 KB. More initiatives, and a mail on every page, cost something: half of the
# pages may be this far from the aim, and no page more than the budget above.
NEAR_THE_AIM = 9_000
MAP_OF_EVERYTHING = 250_000
# What a browser fetches by itself; a link or an empty frame costs nothing.
LOADED = (
    "//link[@rel='stylesheet' or @rel='icon' or @rel='preload' or @rel='manifest']/@href"
    " | //script/@src | //img/@src | //iframe/@src | //source/@src | //object/@data | //use/@href"
)
# A page can be read before what is only for paper comes in.
STYLES = "//link[@rel='stylesheet' and not(@media='print')]/@href"


def result_pages(site: BuiltSite) -> list[str]:
    """Every postcode page, and the pages that follow it."""
    return [address for address in site.addresses if re.match(r"\d{4}/", address)]


def test_every_postcode_has_its_page(built_site: BuiltSite) -> None:
    pages = result_pages(built_site)
    assert len([address for address in pages if re.fullmatch(r"\d{4}/", address)]) == 541
    assert any(re.fullmatch(r"\d{4}/2/", address) for address in pages)


@pytest.mark.parametrize(
    ("path", "budget"),
    [(STYLES, BEFORE_READING), (LOADED, EVERYTHING)],
    ids=["html-and-css", "everything"],
)
def test_a_result_page_stays_within_its_budget(
    built_site: BuiltSite, path: str, budget: int
) -> None:
    scale = Scale(built_site.folder)
    over = {}
    for address in result_pages(built_site):
        name = f"{address}index.html"
        files = scale.weights({name} | linked(built_site, address, path))
        if sum(files.values()) > budget:
            over[address] = files
    assert over == {}, f"more than {budget} bytes"


def test_half_of_the_result_pages_come_near_the_aim(built_site: BuiltSite) -> None:
    scale = Scale(built_site.folder)
    styles = sum(scale.weights(linked(built_site, "9000/", STYLES)).values())
    pages = result_pages(built_site)
    weights = [scale.weight(f"{address}index.html") + styles for address in pages]
    assert statistics.median(weights) <= NEAR_THE_AIM


def test_the_map_of_everything_stays_within_its_budget(built_site: BuiltSite) -> None:
    page = "kaarten/alles.html"
    files = Scale(built_site.folder).weights({page} | linked(built_site, page, LOADED))
    assert any("leaflet.js" in name for name in files)
    assert sum(files.values()) < MAP_OF_EVERYTHING, files
