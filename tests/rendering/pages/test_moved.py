"""Old addresses that lead on, and the page of something that stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html
import pytest
from finder.publishing.assembling import assemble
from finder.publishing.linking import check_links
from finder.publishing.mkdocs import run_mkdocs
from finder.rendering.pages import every, initiatives
from finder.rendering.pages.frame import Frame, Page
from finder.rendering.pages.initiatives import NEARBY_WHEN_STOPPED

from tests.sites import SMALL, SMALL_DAY, BuiltSite, copy_repository, site_of

if TYPE_CHECKING:
    from pathlib import Path

    from finder.rendering.site import Site

OLD, GONE = "initiatieven/oud-huis-gent/", "initiatieven/oud-en-gestopt/"
SHAMING = "initiatieven/geen-naam-gent/"
REDIRECTS = """
redirects:
  oud-huis-gent: ocmw-gent
  oud-en-gestopt: gestopt-gent
  geen-naam-gent: beschaamd-gent
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with three old addresses, and six more of the kind that stopped."""
    root = copy_repository(tmp_path_factory.mktemp("moved"), SMALL / "initiatives")
    folder = root / "initiatives" / "oost-vlaanderen"
    text = (folder / "ocmw-gent.yml").read_text(encoding="utf-8")
    (root / "initiatives" / "redirects.yml").write_text(REDIRECTS, encoding="utf-8")
    for number in range(NEARBY_WHEN_STOPPED + 1):
        kinds = "kinds: [gezin]"
        lines = [kinds if line.startswith("kinds:") else line for line in text.splitlines()]
        (folder / f"inloop-{number}.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    shaming = text.replace("OCMW Gent", "Samen tegen armoede", 1)
    (folder / "beschaamd-gent.yml").write_text(shaming, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Site:
    return site_of(root)


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Page]:
    return {page.address: page for page in every.pages(site)}


@pytest.fixture(scope="module")
def published(root: Path, site: Site, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site as MkDocs publishes it."""
    work = tmp_path_factory.mktemp("published")
    assemble(root / "build" / "docs", site)
    run_mkdocs(root / "mkdocs.yml", root / "build" / "docs", work / "site", SMALL_DAY)
    return BuiltSite(work / "site")


def links(page: Page, path: str = "//a/@href") -> list[str]:
    return [str(link) for link in lxml.html.document_fromstring(page.body).xpath(path)]


# --- an old address ----------------------------------------------------------------------------


def test_an_old_address_has_a_page_with_a_plain_link(pages: dict[str, Page]) -> None:
    page = pages[OLD]
    assert links(page) == ["../../initiatieven/ocmw-gent/"]
    assert page.leads_to == "initiatieven/ocmw-gent/"
    assert page.title == pages[page.leads_to].title
    assert 'leads_to: "initiatieven/ocmw-gent/"' in page.source


def test_an_old_address_may_lead_to_what_stopped(pages: dict[str, Page]) -> None:
    assert pages[GONE].leads_to == "initiatieven/gestopt-gent/"


def test_no_other_page_leads_on(pages: dict[str, Page]) -> None:
    moved = {address for address, page in pages.items() if page.leads_to}
    assert moved == {OLD, GONE, SHAMING}
    assert "leads_to" not in pages["initiatieven/ocmw-gent/"].source


def test_an_old_address_says_nothing_that_shames(pages: dict[str, Page]) -> None:
    """A tab, a preview and the page itself have the neutral name of what it leads to."""
    page = pages[SHAMING]
    assert "armoede" not in (page.source + page.title).lower()
    assert "in Gent" in page.title


def test_no_list_and_no_page_links_to_an_old_address(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert not any("oud-huis-gent" in link for link in links(page, "//@href")), page.address


def test_a_published_old_address_leads_on_without_javascript(published: BuiltSite) -> None:
    """At once, by a relative address that holds below a folder of the host too."""
    head = published.tree(OLD).xpath("//head")[0]
    (refresh,) = head.xpath("meta[@http-equiv='refresh']/@content")
    assert refresh == "0; url=../ocmw-gent/"
    assert (published.file(OLD).parent / "../ocmw-gent/index.html").resolve().is_file()
    (canonical,) = head.xpath("link[@rel='canonical']/@href")
    own = published.tree("initiatieven/ocmw-gent/").xpath("//link[@rel='canonical']/@href")
    assert [canonical] == own
    # Nothing in the policy keeps a page from leading on within the site.
    (policy,) = head.xpath("meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'self'" in policy
    assert "navigate-to" not in policy


def test_only_old_addresses_lead_on(published: BuiltSite) -> None:
    refreshing = [
        address
        for address in published.addresses
        if published.tree(address).xpath("//meta[@http-equiv='refresh']")
    ]
    assert refreshing == sorted([OLD, GONE, SHAMING])


def test_search_engines_get_neither_old_addresses_nor_what_stopped(published: BuiltSite) -> None:
    text = (published.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert text.startswith("<?xml ")
    listed = lxml.html.fromstring(text.encode()).xpath("//loc/text()")
    names = {str(url).rstrip("/").rpartition("/")[2] for url in listed}
    assert {"ocmw-gent", "hulp-nu"} <= names
    assert not {"oud-huis-gent", "oud-en-gestopt", "gestopt-gent"} & names
    (day,) = lxml.html.fromstring(text.encode()).xpath(
        "//url[contains(loc, '/initiatieven/ocmw-gent/')]/lastmod/text()"
    )
    assert day == "2026-11-20"
    robots = "//meta[@name='robots']/@content"
    assert published.tree("initiatieven/gestopt-gent/").xpath(robots) == ["noindex"]
    assert published.tree("initiatieven/ocmw-gent/").xpath(robots) == []


def test_the_link_of_an_old_address_is_checked_like_any_other(published: BuiltSite) -> None:
    def dead() -> bool:
        """Only an old address leads to what stopped."""
        found = check_links(published.folder, published.base)
        return any('"initiatieven/gestopt-gent/"' in finding.message for finding in found)

    assert not dead()
    page = published.file("initiatieven/gestopt-gent/")
    page.rename(published.folder / "weg.html")
    try:
        assert dead()
    finally:
        (published.folder / "weg.html").rename(page)


# --- what stopped ------------------------------------------------------------------------------

STOPPED = "initiatieven/gestopt-gent/"


def test_what_stopped_leads_to_what_is_near_and_of_its_kind(pages: dict[str, Page]) -> None:
    """Five at most, the postcode and the municipality; nobody to call, and no hours or price."""
    body = lxml.html.document_fromstring(pages[STOPPED].body)
    near = [str(link).split("/")[-2] for link in body.xpath("//section//a/@href")]
    assert near == ["dollar-gent", *(f"inloop-{n}" for n in range(NEARBY_WHEN_STOPPED - 1))]
    assert {"../../9000/", "../../gemeenten/gent/"} <= set(links(pages[STOPPED]))
    words = {fact.get("data-f") for fact in body.xpath("//dl/div")}
    assert words <= {"address", "areas"}
    assert not any(link.startswith("tel:") for link in links(pages[STOPPED]))
    assert "Vraag het vooraf" not in body.text_content()


def test_what_stopped_says_so_before_all_else(pages: dict[str, Page]) -> None:
    text = lxml.html.document_fromstring(pages[STOPPED].body).text_content().strip()
    assert text.startswith("Dit bestaat niet meer.")


def test_what_stopped_is_in_no_list_and_on_no_map(pages: dict[str, Page], site: Site) -> None:
    """Only an old address leads to it."""
    for address, page in pages.items():
        found = [link for link in links(page, "//@href") if link.endswith("gestopt-gent/")]
        assert found == [] or address == GONE, address
    assert "gestopt-gent" not in {entry.slug for entry in site.directory.entries}


def test_what_runs_has_no_such_list(pages: dict[str, Page]) -> None:
    page = pages["initiatieven/ocmw-gent/"]
    assert "Dit vind je wel dichtbij" not in page.body
    assert page.robots == ""


def test_what_stopped_without_a_place_leads_to_all_municipalities(tmp_path: Path) -> None:
    root = copy_repository(tmp_path, SMALL / "initiatives")
    folder = root / "initiatives" / "stopped"
    text = (folder / "oost-vlaanderen" / "gestopt-gent.yml").read_text(encoding="utf-8")
    lines = [
        "serves: [Vlaanderen]" if row.startswith("address:") else row for row in text.split("\n")
    ]
    (folder / "vlaanderen").mkdir()
    (folder / "vlaanderen" / "overal-gestopt.yml").write_text("\n".join(lines), encoding="utf-8")
    site = site_of(root)
    found = next(entry for entry in site.stopped if entry.slug == "overal-gestopt")
    page = initiatives.initiative(Frame(site), found)
    assert "../../gemeenten/" in links(page)
    assert "<section>" not in page.body
