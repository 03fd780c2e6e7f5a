"""One look at a page finds what a whole parser finds."""

from __future__ import annotations

import gzip
import hashlib
from typing import TYPE_CHECKING

import lxml.html
import pytest
from finder.publishing.looking import links_and_anchors, look, weigh

if TYPE_CHECKING:
    from tests.sites import BuiltSite

# A page, the addresses that it names, and its anchors.
PAGES = [
    ('<a href="9000/">x</a>', {"9000/"}, set()),
    ("<a href='9000/'>x</a>", {"9000/"}, set()),
    ("<a href=9000/>x</a>", {"9000/"}, set()),
    ("<A HREF = '9000/'>x</A>", {"9000/"}, set()),
    ("<a\nclass=b\nhref=9000/\n>x</a>", {"9000/"}, set()),
    ("<a class=b data-x='a>b' href=9000/>x</a>", {"9000/"}, set()),
    ('<a title="href=weg/" href="er/">x</a>', {"er/"}, set()),
    ('<a data-href="weg/" href="er/">x</a>', {"er/"}, set()),
    ('<a href="a?b=1&amp;c=2">x</a>', {"a?b=1&c=2"}, set()),
    ('<p id="een">x</p><a name=twee></a>', set(), {"een", "twee"}),
    ('<input name=q id="q">', set(), {"q"}),
    ("<p>href=weg/ &lt;a href=weg/&gt;</p>", set(), set()),
    ("<!-- <a href=weg/> --><a href=er/>x</a>", {"er/"}, set()),
    ("<script>'<a href=weg/>'</script><script src=er.js></script>", {"er.js"}, set()),
    ("<style>a{content:'<a href=weg/>'}</style>", set(), set()),
    ("<title><a href=weg/></title>", set(), set()),
    ('<img srcset="a.png 1x, b.png 2x">', {"a.png", "b.png"}, set()),
    ('<svg><use href="icons.svg#x"/></svg>', {"icons.svg#x"}, set()),
    ("3 < 4 en 5 > 4 <a href=er/>x</a>", {"er/"}, set()),
    ('<a title="<!-- x" href=er/>x</a><a href=ook/>--></a>', {"er/", "ook/"}, set()),
    ("<SCRIPT id=x>'<a href=weg/>'</Script ><a href=er/>x</a>", {"er/"}, {"x"}),
    ("<script src=er.js><a href=ook/>x</a>", {"er.js", "ook/"}, set()),
    ("<A NAME=een></A><b name=twee></b>", set(), {"een"}),
    ("<a href=weg/ " + "x" * 100_000, set(), set()),
]


@pytest.mark.parametrize(("page", "links", "anchors"), PAGES)
def test_the_links_and_anchors_of_a_page(page: str, links: set[str], anchors: set[str]) -> None:
    assert links_and_anchors(page) == (links, anchors)


def parsed(page: str) -> tuple[set[str], set[str]]:
    """The same by lxml."""
    tree = lxml.html.document_fromstring(page.encode(), lxml.html.HTMLParser(encoding="utf-8"))
    links = set(tree.xpath("//@href | //@src | //@action | //@poster | //@data"))
    return links, set(tree.xpath("//@id | //a/@name"))


def test_every_page_of_a_site_is_seen_as_a_parser_sees_it(small_site: BuiltSite) -> None:
    """The small site is full of hostile text."""
    for address in small_site.addresses:
        page = small_site.text(address)
        assert links_and_anchors(page) == parsed(page), address


@pytest.mark.parametrize("content", [b"", b"a", b"steun dichtbij " * 1000, bytes(range(256)) * 90])
def test_a_weight_is_that_of_gzip(content: bytes) -> None:
    assert weigh(content) == len(gzip.compress(content, compresslevel=6, mtime=0))


def test_a_look_tells_weight_and_digest_too() -> None:
    content = "<h1 id=één>Één</h1>".encode()
    seen = look("index.html", content)
    assert (seen.weight, seen.digest) == (weigh(content), hashlib.sha256(content).digest())
    assert seen.anchors == ("top", "één")


def test_where_a_link_leads_is_told_from_the_root() -> None:
    page = (
        b'<a href="../..#b">a</a><a href="..">b</a><a href="../../x.png?y">c</a><a href="#d">d</a>'
    )
    assert look("9000/2/index.html", page).targets == (
        "9000/2/index.html\nd",
        "9000/index.html",
        "index.html\nb",
        "x.png",
    )
