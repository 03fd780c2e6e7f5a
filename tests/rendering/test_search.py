"""What the search in words knows of an initiative."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html
import pytest
from finder.rendering.search import files

from tests.sites import SMALL, copy_repository, site_of

if TYPE_CHECKING:
    from finder.rendering.site import Site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(copy_repository(tmp_path_factory.mktemp("records"), SMALL / "initiatives"))


@pytest.fixture(scope="module")
def found(site: Site) -> dict[str, str]:
    """Each document, by its name."""
    return {name: content.decode() for name, content in files(site)}


def document(found: dict[str, str], slug: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(found[f"initiatieven/{slug}/index.html"])


def test_there_is_a_document_in_the_place_of_each_page(site: Site, found: dict[str, str]) -> None:
    assert set(found) == {f"initiatieven/{e.slug}/index.html" for e in site.directory.entries}


def test_it_holds_what_is_known_and_the_everyday_words(site: Site, found: dict[str, str]) -> None:
    said = document(found, "ocmw-gent").text_content()
    kind = site.words.taxonomy.kinds["rechten-geld"]
    for text in ("OCMW Gent", "Onderbergen 86", "9000 Gent", "Gratis.", kind.label, *kind.words):
        assert text in said


def test_what_nobody_knows_and_what_is_on_every_page_is_left_out(found: dict[str, str]) -> None:
    """So that "prijs" does not find all of whose price nothing is known."""
    for html in found.values():
        assert "weten we niet" not in html
        assert "Wat kost het?" not in html
        assert "href" not in html


def test_the_filters_and_what_a_result_shows(found: dict[str, str]) -> None:
    tree = document(found, "ocmw-gent")
    filters = tree.xpath("//@data-pagefind-filter")
    assert "soort:rechten-geld" in filters
    assert "gemeente:Gent" in filters
    assert tree.xpath("//p[@data-pagefind-meta='place[data-p]']/@data-p") == ["Gent"]
    assert len(tree.xpath("//p[@data-pagefind-meta='summary']")) == 1


def test_text_of_strangers_stays_text(found: dict[str, str]) -> None:
    assert not document(found, "script-gent").xpath("//script")
    assert "<script" not in found["initiatieven/script-gent/index.html"]
