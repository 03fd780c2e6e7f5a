"""From home to a phone number in each of the five languages, without an unmarked Dutch sentence."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urljoin, urlsplit

import lxml.html
import pytest
from finder.rendering.pages import home, initiatives, kinds, municipalities, postcodes
from finder.rendering.pages.frame import Frame
from finder.rendering.site import in_language
from finder.words.saying import flat

from tests.sites import SMALL, copy_repository, site_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from finder.rendering.pages.frame import Page
    from finder.rendering.site import Site

    Pages = Callable[[str], dict[str, Page]]

LANGUAGES = ("fr", "en", "ar", "tr", "uk")
WAY = ("", "soorten/rechten-geld/", "initiatieven/ocmw-gent/")
ALSO = ("9000/", "gemeenten/", "gemeenten/gent/", "soorten/eten/", "initiatieven/script-gent/")
# Words that no other language of the site has.
DUTCH = re.compile(r"\b(het|een|niet|wij|voor de|deze|zijn|naar|vraag)\b", re.IGNORECASE)
MARKED = "ancestor-or-self::*[@lang='nl' or @translate='no']"
HTTPS = "https://x.example/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site in Dutch."""
    return site_of(copy_repository(tmp_path_factory.mktemp("walk"), SMALL / "initiatives"))


def made(frame: Frame) -> Iterator[Page]:
    """The pages that somebody walks through."""
    yield from home.pages(frame)
    yield from municipalities.overviews(frame)
    yield from kinds.pages(frame)
    site = frame.site
    yield municipalities.municipality(frame, site.gazetteer.municipalities["Gent"])
    yield from postcodes.postcode(frame, site.gazetteer.postcodes["9000"])
    yield from (initiatives.initiative(frame, entry) for entry in site.directory.places)


@pytest.fixture(scope="module")
def pages(site: Site) -> Callable[[str], dict[str, Page]]:
    """The pages of a language by their address, made once."""

    def of(language: str) -> dict[str, Page]:
        return {page.address: page for page in made(Frame(in_language(site, language)))}

    return cache(of)


def tree(page: Page) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(f"<main>{page.body}</main>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_home_to_a_number_by_links(pages: Pages, language: str) -> None:
    known = pages(language)
    for at, step in pairwise(WAY):
        links = tree(known[at]).xpath("//a/@href")
        assert f"{HTTPS}{step}" in {urljoin(f"{HTTPS}{at}", link) for link in links}, step
    assert tree(known[WAY[-1]]).xpath("//a[starts-with(@href, 'tel:')]")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", [*WAY, *ALSO])
def test_no_dutch_sentence_stands_there_unmarked(pages: Pages, language: str, address: str) -> None:
    found = tree(pages(language)[address]).xpath(f"//text()[not({MARKED})]")
    assert [text for text in found if DUTCH.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_of_the_dutch_frame_stands_there_unmarked(
    site: Site, pages: Pages, language: str
) -> None:
    own = {str(value) for value in flat(in_language(site, language).words.strings).values()}
    dutch = {str(value) for value in flat(site.words.strings).values()} - own
    sentences = {text for text in dutch if " " in text and "{" not in text}
    texts = chain.from_iterable(
        tree(page).xpath(f"//text()[not({MARKED})]") for page in pages(language).values()
    )
    assert {" ".join(text.split()) for text in texts} & sentences == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_stays_one_that_the_intake_reads(site: Site, pages: Pages, language: str) -> None:
    """The Dutch mail is in it whole, below a line in the visitor's language."""
    (dutch,) = (p for p in made(Frame(site)) if p.address == WAY[-1])
    own = pages(language)[WAY[-1]]
    words = in_language(site, language).words
    for xpath in ("//aside//a[1]/@href", "//aside//a[2]/@href"):
        said, whole = (_mail(tree(page), xpath) for page in (own, dutch))
        assert said["subject"] == whole["subject"]
        assert said["body"] == [f"{words.say('tongue.mail')}\n\n{whole['body'][0]}"]


def _mail(page: lxml.html.HtmlElement, xpath: str) -> dict[str, list[str]]:
    link = page.xpath(xpath)[0]
    assert link.startswith("mailto:")
    return parse_qs(urlsplit(link).query)
