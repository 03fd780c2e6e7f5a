"""What people say themselves, on the page of a kind in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html
import pytest
from finder.files.taxonomy import load_taxonomy
from finder.rendering.pages import kinds, voices
from finder.rendering.pages.frame import Frame
from finder.rendering.site import in_language
from finder.words import tongues
from finder.words.marking import Dutch

from tests.sites import ROOT, SMALL, copy_repository, site_of

if TYPE_CHECKING:
    from pathlib import Path

    from finder.files.reading import Tree
    from finder.rendering.site import Site

DOCS = ROOT / "docs"
KINDS = tuple(load_taxonomy(ROOT / "initiatives" / "taxonomy.yml").places)
PAGE = """# Iets

## Wat zeggen mensen zelf?

Dit zijn voorbeelden en geen cijfers. Bij jou kan het anders gaan.

- **Een man in Gent:** hij komt er graag. ([Het blad](https://blad.example/a), 2021)
- **Een vrouw:** ze wacht nog. ([een thesis](https://x.example/), pagina zonder datum)

Over de winter vonden wij niets. Weet jij het? [Vertel het ons](../meedoen.md)

## Voor wie past het?

- **Niet van hier:** dit is geen stem. ([x](https://x.example/), 2021)
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with the Dutch page of one kind."""
    (tmp_path / "soorten").mkdir()
    (tmp_path / "soorten" / "eten.md").write_text(PAGE, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site."""
    return site_of(copy_repository(tmp_path_factory.mktemp("voices"), SMALL / "initiatives"))


def test_the_voices_of_the_dutch_page_are_read(docs: Path) -> None:
    found = voices.dutch_voices(docs, "eten")
    assert [one[:5] for one in found.voices] == [
        ("Een man in Gent", "hij komt er graag.", "Het blad", "https://blad.example/a", "2021"),
        ("Een vrouw", "ze wacht nog.", "een thesis", "https://x.example/", "pagina zonder datum"),
    ]
    assert found.gap == "Over de winter vonden wij niets."
    assert voices.dutch_voices(docs, "slapen") == voices.Voices()


def test_a_translation_of_exactly_this_text_is_said_and_a_stale_one_is_not(docs: Path) -> None:
    dutch = voices.dutch_voices(docs, "eten")
    own: dict[str, Tree] = {
        "of": dutch.voices[0].of,
        "who": "Un homme à Gand",
        "said": "Il y va volontiers.",
    }
    stale: dict[str, Tree] = {
        "of": "000000000000",
        "who": "Une femme",
        "said": "Une phrase trop vieille.",
    }
    found = voices.translated(dutch, {"voices": [own, stale], "gap": {"of": "0", "said": "Rien."}})
    first, second = found.voices
    assert first[:5] == (
        *("Un homme à Gand", "Il y va volontiers.", "Het blad", "https://blad.example/a", "2021"),
    )
    assert not first.is_dutch
    assert second == dutch.voices[1]
    assert isinstance(found.gap, Dutch)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_french_and_english_have_every_voice_as_it_is_now(language: str) -> None:
    assert voices.lacking(DOCS, KINDS, tongues.part(language, "kinds")) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_when_a_voice_was_read_is_said_in_the_language(language: str) -> None:
    """A year is the same in each; a remark about it is not."""
    said = tongues.part(language, "kinds")
    for kind in KINDS:
        own = voices.translated(voices.dutch_voices(DOCS, kind), tongues.branch(said, kind))
        dutch = {one.of: one for one in voices.dutch_voices(DOCS, kind).voices}
        loose = [v for v in own.voices if not v.when.isdigit() and v.when == dutch[v.of].when]
        assert loose == [], kind


def page_of(site: Site, language: str, kind: str) -> lxml.html.HtmlElement:
    frame = Frame(in_language(site, language))
    (found,) = (page for page in kinds.pages(frame) if page.address == f"soorten/{kind}/")
    return lxml.html.document_fromstring(found.body)


def test_a_page_in_french_has_them_in_french_with_their_sources(site: Site) -> None:
    tree = page_of(site, "fr", "eten")
    (head,) = (
        h for h in tree.xpath("//h2") if h.text_content() == "Que disent les gens eux-mêmes ?"
    )
    listed = head.xpath("following-sibling::ul[1]/li")
    dutch = voices.dutch_voices(DOCS, "eten")
    assert [one.xpath("a/@href")[0] for one in listed] == [one.url for one in dutch.voices]
    assert all(one.get("lang") is None for one in listed)
    assert listed[0].text_content().startswith("Des habitants d'Anvers-Nord, dans une étude :")
    said = " ".join(tree.text_content().split())
    assert "Ce sont des exemples et non des chiffres." in said
    assert "nous n'avons rien trouvé. Vous le savez ? Dites-le-nous. (Nederlands)" in said


@pytest.mark.parametrize("language", ["ar", "tr", "uk"])
def test_where_they_are_in_dutch_a_sentence_says_so_and_each_is_marked(
    site: Site, language: str
) -> None:
    tree = page_of(site, language, "eten")
    note = in_language(site, language).words.say("tongue.in_dutch")
    (before,) = (p for p in tree.xpath("//p[@class='f']") if p.text_content() == note)
    listed = before.getnext()
    # The list itself, for the signs before its lines stand at the side from which it runs.
    assert (listed.get("lang"), listed.get("dir")) == ("nl", "ltr")
    assert len(listed.xpath("li")) == len(voices.dutch_voices(DOCS, "eten").voices)
    (gap,) = before.getnext().getnext().xpath("span[1]")
    assert (gap.get("lang"), gap.get("dir")) == ("nl", "ltr")
