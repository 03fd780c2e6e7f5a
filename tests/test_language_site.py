"""A site in three languages: each page in its own, the way from one to another, what is said.

Only the small site is built in other languages, and only in French and Arabic: a page in each
language would make every test that walks pages as many times longer.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from finder.files.taxonomy import load_taxonomy
from finder.words import tongues
from finder.words.saying import Words, flat

from tests.sites import ROOT, BuiltSite
from tests.weighing import Scale

if TYPE_CHECKING:
    import lxml.html

LANGUAGES = ("fr", "ar")
DIRECTIONS = {"fr": "ltr", "ar": "rtl"}
FIRST_ROUND_TRIP = 14_600
INITIATIVE = "initiatieven/ocmw-gent/"
# Of each kind of page one.
PAGES = (
    *("", "9000/", "gemeenten/", "gemeenten/gent/", "initiatieven/", INITIATIVE, "kaart/"),
    *("woordenboek/", "lijst/", "zoeken/", "offline/", "keuzehulp/", "keuzehulp/mensen/"),
    *("soorten/", "soorten/eten/", "hulp-nu/", "rechten/"),
)
ONLY_DUTCH = ("cijfers/", "over/", "meedoen/", "hulpverleners/")
_ONLY_DUTCH_WORDS = re.compile(r"\b(het|een|niet|wij|van de|voor de|deze)\b")
_MARKED = "ancestor-or-self::*[@lang='nl' or @translate='no' or self::script or self::style]"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_in_its_language_and_runs_the_right_way(
    tongues_site: BuiltSite, language: str, address: str
) -> None:
    tree = tongues_site.tree(f"{language}/{address}")
    assert tree.get("lang") == language
    assert (tree.get("dir") or "ltr") == DIRECTIONS[language]


@pytest.mark.parametrize("language", ["nl", *LANGUAGES])
@pytest.mark.parametrize("address", PAGES)
def test_every_page_leads_to_the_same_page_in_each_language(
    tongues_site: BuiltSite, language: str, address: str
) -> None:
    """In the header and in the footer, without a script, and for programs in the head."""
    own = _folder(language) + address
    tree = tongues_site.tree(own)
    for other in {"nl", *LANGUAGES} - {language}:
        for part in ("header", "footer"):
            (link,) = tree.xpath(f"//{part}//a[@hreflang='{other}' and @lang='{other}']")
            assert _led(own, link.get("href")) == _folder(other) + address
    said = tree.xpath("//link[@rel='alternate' and @hreflang]/@hreflang")
    assert sorted(said) == sorted({"nl", *LANGUAGES})


@pytest.mark.parametrize("address", ONLY_DUTCH)
def test_a_page_in_dutch_only_leads_to_the_home_pages(
    tongues_site: BuiltSite, address: str
) -> None:
    tree = tongues_site.tree(address)
    links = tree.xpath("//footer//a[@hreflang='fr' and @lang='fr']/@href")
    assert [_led(address, link) for link in links] == ["fr/"]
    assert tree.xpath("//link[@rel='alternate' and @hreflang]") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_a_page_in_dutch_only_says_so(tongues_site: BuiltSite, language: str) -> None:
    tree = tongues_site.tree(f"{language}/9000/")
    for address in ONLY_DUTCH:
        links = [
            link
            for link in tree.xpath("//footer//a")
            if _led(f"{language}/9000/", link.get("href")) == address
        ]
        assert links
        assert all("(Nederlands)" in link.text_content() for link in links)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_address_is_told_in_each_language_with_a_way_home(
    tongues_site: BuiltSite, language: str
) -> None:
    """A host has one page for all wrong addresses, also below the folder of a language."""
    words = _words(language)
    (told,) = tongues_site.tree("404.html").xpath(f"//main/div[@lang='{language}']")
    assert told.get("dir") == DIRECTIONS[language]
    assert words.say("theme.not_found.title") in told.text_content()
    (link,) = told.xpath(".//a")
    assert link.get("href").endswith(f"/{language}/")
    assert link.text_content() == words.say("theme.not_found.home")
    assert not (tongues_site.folder / language / "404.html").exists()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_no_dutch_word_of_the_frame_stands_unmarked_on_a_page_in_another_language(
    tongues_site: BuiltSite, language: str, address: str
) -> None:
    texts = tongues_site.tree(f"{language}/{address}").xpath(f"//body//text()[not({_MARKED})]")
    said = {" ".join(text.split()) for text in texts}
    assert said & _dutch_strings(language) == set()


def test_numbers_run_from_left_to_right_in_arabic(tongues_site: BuiltSite) -> None:
    """Without it a browser shows "09 266 99 11" turned round."""
    for address in ("ar/9000/", f"ar/{INITIATIVE}", "ar/hulp-nu/"):
        loose = tongues_site.tree(address).xpath(
            "//main//text()[not(ancestor::bdi) and not(ancestor::*[@dir='ltr'])]"
        )
        turned = [text for text in loose if re.search(r"\d[\d ]* \d{2}", text)]
        assert turned == [], address


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_in_its_language_what_a_file_says_in_fixed_words(
    tongues_site: BuiltSite, language: str
) -> None:
    """First the kind and for whom; then its own text, marked as Dutch and called so."""
    words = _words(language)
    main = tongues_site.tree(f"{language}/{INITIATIVE}").xpath("//main")[0]
    text = " ".join(main.text_content().split())
    assert words.taxonomy.kinds["rechten-geld"].explanation in text
    (summary,) = main.xpath("./p[@class='l']/span[@lang='nl' and @dir='ltr']")
    before = summary.getprevious()
    assert before.text_content() == words.say("tongue.in_dutch")


def test_the_sentence_for_the_phone_is_dutch_with_what_it_means(tongues_site: BuiltSite) -> None:
    (said,) = tongues_site.tree(f"fr/{INITIATIVE}").xpath("//div[@class='say']")
    dutch, question = said.xpath(".//q[@lang='nl' and @dir='ltr']")
    assert dutch.text_content().startswith("Dag, ik heb hulp nodig")
    assert question.text_content() == "Spreekt u Frans?"
    assert "Bonjour, j'ai besoin d'aide" in said.text_content()


def test_what_no_person_has_read_says_so_once(tongues_site: BuiltSite) -> None:
    for language in LANGUAGES:
        text = " ".join(tongues_site.tree(f"{language}/9000/").text_content().split())
        assert text.count(_words(language).say("tongue.machine")) == 1
    assert "programma vertaalde" not in tongues_site.text("9000/")


def test_a_page_of_results_in_arabic_fits_in_the_first_round_trip(tongues_site: BuiltSite) -> None:
    weight = Scale(tongues_site.folder).weight("ar/9000/index.html")
    assert weight <= FIRST_ROUND_TRIP


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_of_exactly_this_text_is_shown_and_a_stale_one_is_not(
    tongues_site: BuiltSite, language: str
) -> None:
    """The site has a translation into French of one summary, and a stale one of another."""
    shown = tongues_site.text(f"{language}/initiatieven/lang-woord-merelbeke/")
    assert ("Une phrase traduite." in shown) is (language == "fr")
    assert "Une phrase trop vieille." not in tongues_site.text("fr/initiatieven/script-gent/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_home_to_a_phone_number_in_one_language(
    tongues_site: BuiltSite, language: str
) -> None:
    """Home, municipalities, a municipality, an initiative, its number, each by a link."""
    at = f"{language}/"
    for step in ("gemeenten/", "gemeenten/gent/", INITIATIVE):
        links = tongues_site.tree(at).xpath("//a/@href")
        assert f"{language}/{step}" in {_led(at, link) for link in links}
        at = f"{language}/{step}"
        assert _unmarked_dutch(tongues_site.tree(at)) == []
    assert tongues_site.tree(at).xpath("//main//a[starts-with(@href, 'tel:')]")


def _unmarked_dutch(tree: lxml.html.HtmlElement) -> list[str]:
    """Sentences with words that only Dutch has, where nothing says that they are Dutch."""
    texts = tree.xpath(f"//main//text()[not({_MARKED})]")
    return [
        text for text in texts if re.search(r"\b(het|een|niet|wij|van de|voor de|deze)\b", text)
    ]


def _folder(language: str) -> str:
    return "" if language == "nl" else f"{language}/"


def _led(address: str, link: str) -> str:
    return urljoin(f"https://x.example/{address}", link).removeprefix("https://x.example/")


@cache
def _words(language: str) -> Words:
    dutch = Words.load(load_taxonomy(ROOT / "initiatives" / "taxonomy.yml"))
    return dutch if language == "nl" else tongues.load_words(dutch, language)


@cache
def _dutch_strings(language: str) -> set[str]:
    """The sentences of the Dutch frame, but for those that the other language says the same."""
    own = {str(value) for value in flat(_words(language).strings).values()}
    found = {str(value) for value in flat(_words("nl").strings).values()}
    return {text for text in found - own if " " in text and "{" not in text}
