"""What is true of every page of the real site, and of the small one with hostile text."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.sites import BuiltSite

if TYPE_CHECKING:
    from collections.abc import Iterator

    import lxml.html
    from lxml.html import HtmlElement

# What others see of a page: in a list of tabs, a link preview, search results, or on paper.
OUTSIDE = (
    "//title | //meta[@name='description' or starts-with(@property, 'og:')]/@content | //link/@href"
)
MAX_TITLE = 130
MAX_DESCRIPTION = 300
MISTAKES_TO_TICK = 6


@pytest.fixture(scope="module", params=["built_site", "small_site", "empty_site"])
def site(request: pytest.FixtureRequest) -> BuiltSite:
    """Each of the sites in turn."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, BuiltSite)
    return found


def each(site: BuiltSite) -> Iterator[tuple[str, HtmlElement]]:
    """Every page with its elements."""
    return ((address, site.tree(address)) for address in site.addresses)


def pages(site: BuiltSite) -> Iterator[tuple[str, HtmlElement]]:
    """Every page but the maps, which show inside another page."""
    return ((address, tree) for address, tree in each(site) if not address.startswith("kaarten/"))


def words(found: list[HtmlElement | str]) -> list[str]:
    texts = (one if isinstance(one, str) else one.text_content() for one in found)
    return [" ".join(text.split()) for text in texts]


def test_the_word_that_shames_is_in_no_title_preview_or_address(site: BuiltSite) -> None:
    shown = {address: [address, *words(tree.xpath(OUTSIDE))] for address, tree in each(site)}
    assert [a for a, texts in shown.items() if any("armoede" in t.lower() for t in texts)] == []


def test_every_page_is_in_dutch_and_has_a_title_and_a_viewport(site: BuiltSite) -> None:
    for address, tree in each(site):
        assert tree.get("lang") == "nl", address
        (title,) = words(tree.xpath("//head/title"))
        assert 0 < len(title) <= MAX_TITLE, address
        assert tree.xpath("//meta[@name='viewport']/@content"), address


def test_every_page_has_one_first_heading(site: BuiltSite) -> None:
    for address, tree in each(site):
        (heading,) = words(tree.xpath("//h1"))
        assert heading, address


def test_every_page_has_a_description(site: BuiltSite) -> None:
    for address, tree in pages(site):
        (description,) = tree.xpath("//meta[@name='description']/@content")
        assert 0 < len(description) <= MAX_DESCRIPTION, address


def test_headings_never_skip_a_level(site: BuiltSite) -> None:
    for address, tree in pages(site):
        levels = [int(h.tag[1]) for h in tree.xpath("//main//*[self::h1 or self::h2 or self::h3]")]
        jumps = [b for a, b in zip([0, *levels], levels, strict=False) if b > a + 1]
        assert jumps == [], address


def test_no_two_elements_of_a_page_have_one_id(site: BuiltSite) -> None:
    twice = {
        address: [name for name, count in Counter(tree.xpath("//@id")).items() if count > 1]
        for address, tree in each(site)
    }
    assert {address: names for address, names in twice.items() if names} == {}


def test_every_page_can_be_told_apart_by_its_title(site: BuiltSite) -> None:
    titles: dict[str, list[str]] = {}
    for address, tree in pages(site):
        titles.setdefault(words(tree.xpath("//title"))[0], []).append(address)
    same = {title: found for title, found in titles.items() if len(found) > 1}
    assert {
        t: f for t, f in same.items() if not all(a.startswith("initiatieven/") for a in f)
    } == {}


def test_every_page_leads_to_the_feed_and_a_municipality_to_its_own(site: BuiltSite) -> None:
    feeds = "//link[@rel='alternate'][@type='application/atom+xml']/@href"
    for address, tree in pages(site):
        if address == "404.html":  # it is shown at any address, so its links begin at the root
            continue
        whole, *own = ((site.folder / address / href).resolve() for href in tree.xpath(feeds))
        assert whole == site.folder.resolve() / "data" / "feed.xml", address
        assert all(path.is_file() and path.stem in address for path in own), address


def test_what_stands_in_a_page_of_a_script_or_style_is_allowed_by_its_hash(site: BuiltSite) -> None:
    """And by nothing else: the policy has no "unsafe-inline"."""
    for address, tree in each(site):
        policy = " ".join(tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content"))
        assert "unsafe-inline" not in policy, address
        for element in inside(tree):
            digest = base64.b64encode(hashlib.sha256((element.text or "").encode()).digest())
            assert f"'sha256-{digest.decode()}'" in policy, address
        assert tree.xpath("//@style | //@*[starts-with(name(), 'on')]") == [], address


def inside(tree: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    """The scripts that run and the styles that stand in a page itself."""
    data = "application/ld+json"  # is not run
    scripts = [s for s in tree.iter("script") if not s.get("src") and s.get("type") != data]
    return [*scripts, *tree.iter("style")]


def test_no_page_names_another_host_to_load_from(site: BuiltSite) -> None:
    loads = "//link[not(@rel='canonical')]/@href | //@src | //@srcset | //@poster | //object/@data"
    for address, tree in each(site):
        assert [url for url in tree.xpath(loads) if re.match(r"(\w+:)?//", url)] == [], address


def test_every_page_links_to_help_now(site: BuiltSite) -> None:
    for address, tree in pages(site):
        assert any(link.endswith("hulp-nu/") for link in tree.xpath("//a/@href")) or (
            address == "hulp-nu/"
        ), address


def test_every_page_has_a_mail_ready_for_what_is_wrong(site: BuiltSite) -> None:
    """With the name and the address of the page, and a list to tick; without our address none."""
    for address, tree in pages(site):
        (line,) = tree.xpath("//footer//p[a][contains(., 'Klopt er iets niet?')]")
        (mail,) = line.xpath("a/@href")
        parts = urlsplit(mail)
        sent = parse_qs(parts.query)
        body = sent["body"][0]
        name = tree.xpath("//title")[0].text.removesuffix(" · Steun Dichtbij")
        assert parts.scheme == "mailto", address
        assert address == "404.html" or sent["subject"] == [f"Klopt niet: {name}"], address
        assert address == "404.html" or f"\n{name}\n" in body, address
        fewest = MISTAKES_TO_TICK if address != "404.html" else 3
        assert body.count("\n[ ] ") >= fewest, address
        assert address == "404.html" or f"/{address}\n" in body, address


def test_a_link_out_of_the_site_tells_the_other_site_nothing(site: BuiltSite) -> None:
    for address, tree in pages(site):
        assert tree.xpath("//meta[@name='referrer']/@content") == ["no-referrer"], address
