"""Which addresses are asked for, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.freshness.links.addresses import addresses, by_host, host

from tests.building import TODAY, initiative

if TYPE_CHECKING:
    from pathlib import Path


def test_the_website_and_every_source_with_the_files_that_have_them(tmp_path: Path) -> None:
    """Each address once, in order, whoever has it; an anchor is another place on the same page."""
    one = initiative(
        slug="een",
        contact={"website": "https://b.be"},
        sources=[{"url": "https://a.be/x#top"}, {"url": "https://a.be/x"}],
    )
    two = initiative(slug="twee", sources=[{"url": "https://b.be"}])
    first, second = (f"initiatives/oost-vlaanderen/{slug}.yml" for slug in ("een", "twee"))
    assert addresses([two, one], tmp_path, TODAY) == {
        "https://a.be/x": (first,),
        "https://b.be": (first, second),
    }


def test_links_in_the_hand_written_pages(tmp_path: Path) -> None:
    """In Markdown, in HTML and in a sentence; the point after it is no part of it."""
    page = tmp_path / "docs" / "soorten" / "maatje.md"
    page.parent.mkdir(parents=True)
    page.write_text(
        "[a](https://a.be/x) <https://b.be/y> <a href='https://c.be/?q=1'>c</a>"
        " Kijk op https://d.be/z. [hier](../rechten.md) mailto:x@y.be\n",
        encoding="utf-8",
    )
    found = addresses([], tmp_path, TODAY)
    assert list(found) == [
        "https://a.be/x",
        "https://b.be/y",
        "https://c.be/?q=1",
        "https://d.be/z",
    ]
    assert set(found.values()) == {("docs/soorten/maatje.md",)}


@pytest.mark.parametrize(
    ("rule", "until", "is_asked"),
    [
        ("links", "2026-11-22", False),
        ("links", "2026-11-21", True),
        ("freshness", "2027-06-01", True),
    ],
)
def test_an_exception_leaves_a_website_in_peace(
    tmp_path: Path, rule: str, until: str, is_asked: bool
) -> None:
    """Its own only: another file that has the same address is still looked after."""
    exceptions = [{"rule": rule, "until": until, "reason": "De site weert programma's."}]
    excused = initiative(slug="een", exceptions=exceptions, sources=[{"url": "https://a.be"}])
    assert ("https://a.be" in addresses([excused], tmp_path, TODAY)) == is_asked
    other = initiative(slug="twee", sources=[{"url": "https://a.be"}])
    files = addresses([excused, other], tmp_path, TODAY)["https://a.be"]
    assert files[-1] == "initiatives/oost-vlaanderen/twee.yml"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.gent.be/x", "gent.be"),
        ("http://GENT.be", "gent.be"),
        ("https://stad.gent.be/", "stad.gent.be"),
        ("http://gent.be:8080/x", "gent.be:8080"),
        ("http://iemand@gent.be/", "gent.be"),
    ],
)
def test_the_host_to_be_polite_to(url: str, expected: str) -> None:
    """With and without www it is one server."""
    assert host(url) == expected


def test_addresses_by_host() -> None:
    urls = ["https://a.be/1", "https://b.be/1", "https://www.a.be/2"]
    assert by_host(urls) == {"a.be": ["https://a.be/1", "https://www.a.be/2"], "b.be": [urls[1]]}
