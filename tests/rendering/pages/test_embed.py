"""The frame for another website: complete without a script, and the line to paste."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import lxml.html
import pytest
from finder.rendering.pages import embed
from finder.rendering.pages.frame import Frame

from tests.sites import SMALL, copy_repository, site_of

if TYPE_CHECKING:
    from finder.rendering.site import Site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(copy_repository(tmp_path_factory.mktemp("embed"), SMALL / "initiatives"))


@pytest.fixture(scope="module")
def made(site: Site) -> dict[str, bytes]:
    return {file.name: file.content for file in embed.files(site)}


def test_there_is_a_frame_of_every_municipality(site: Site, made: dict[str, bytes]) -> None:
    towns = site.gazetteer.municipalities.values()
    assert set(made) == {f"gemeenten/{town.slug}/kader/index.html" for town in towns}


def test_a_frame_has_what_the_page_of_the_municipality_has_in_it(
    site: Site, made: dict[str, bytes]
) -> None:
    town = site.gazetteer.municipalities["Gent"]
    tree = lxml.html.document_fromstring(made["gemeenten/gent/kader/index.html"])
    here = (*site.directory.in_municipality(town), *site.directory.for_municipality(town))
    links = [re.sub(r".*/([^/]+)/$", r"\1", link) for link in tree.xpath("//h3/a/@href")]
    assert sorted(links) == sorted(result.listed.slug for result in here)
    heads = [head.text_content() for head in tree.xpath("//h2")]
    assert heads[0] == "Eerst je rechten"


def test_links_of_a_frame_open_a_window_and_nothing_comes_from_elsewhere(
    made: dict[str, bytes],
) -> None:
    tree = lxml.html.document_fromstring(made["gemeenten/gent/kader/index.html"])
    assert tree.xpath("//base/@target") == ["_blank"]
    assert tree.xpath("//base/@href") == []
    loaded = [*tree.xpath("//script/@src"), *tree.xpath("//link[@rel='stylesheet']/@href")]
    assert all(address.startswith("../") for address in loaded)


def test_hostile_text_stays_text(made: dict[str, bytes]) -> None:
    page = made["gemeenten/gent/kader/index.html"]
    assert b"&lt;script&gt;window.hacked=1" in page
    assert page.count(b"<script") == 1


def test_the_line_to_paste_is_one_frame_with_a_name(site: Site) -> None:
    line = embed.line_for(Frame(site), "gent")
    (frame,) = lxml.html.fragments_fromstring(line)
    assert frame.tag == "iframe"
    assert frame.get("src") == f"{site.settings.url}gemeenten/gent/kader/"
    assert frame.get("title") == "Wat is er in de buurt?"


def test_the_page_with_the_line_shows_a_preview_of_it(site: Site) -> None:
    (page,) = embed.pages(Frame(site))
    tree = lxml.html.document_fromstring(page.body)
    assert tree.xpath("string(//code)") == embed.line_for(Frame(site), "gent")
    assert tree.xpath("//iframe/@src") == ["../../gemeenten/gent/kader/"]
    assert len(tree.xpath("//option")) == len(site.gazetteer.municipalities)
