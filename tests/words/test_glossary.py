"""Difficult words link to their explanation at their first use, and only there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from finder.words.glossary import Glossary, Term

GLOSSARY = Glossary(
    {
        "ocmw": Term(word="OCMW", forms=("OCMW's",), text="Een dienst."),
        "sociaal-huis": Term(word="Sociaal Huis", text="Een huis."),
        "uitpas": Term(word="UiTPAS", text="Een kaart."),
    }
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bel het OCMW.", 'Bel het <a href="../woordenboek/#ocmw">OCMW</a>.'),
        ("OCMW en OCMW", '<a href="../woordenboek/#ocmw">OCMW</a> en OCMW'),
        ("de OCMW's hier", 'de <a href="../woordenboek/#ocmw">OCMW\'s</a> hier'),
        ("een sociaal huis", 'een <a href="../woordenboek/#sociaal-huis">sociaal huis</a>'),
        ("OCMW-lid en UiTPASSEN", "OCMW-lid en UiTPASSEN"),
        ("<b>niets</b>", "&lt;b&gt;niets&lt;/b&gt;"),
    ],
)
def test_a_word_links_at_its_first_use(text: str, expected: str) -> None:
    """Whole words only, in any capitals, and all other text is escaped."""
    assert str(GLOSSARY.linker("../")(text)).replace("&#39;", "'") == expected


def test_one_page_links_a_word_once_over_all_its_texts() -> None:
    """The second text of a page knows what the first one linked; another page starts anew."""
    link = GLOSSARY.linker("./")
    assert "<a" in link("Het OCMW helpt.")
    assert "<a" not in link("Vraag het OCMW.")
    assert "<a" in GLOSSARY.linker("./")("Vraag het OCMW.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bel het OCMW en het OCMW.", "Bel het [OCMW](woordenboek/index.md#ocmw) en het OCMW."),
        ("# Het OCMW\nHet OCMW", "# Het OCMW\nHet [OCMW](woordenboek/index.md#ocmw)"),
        (
            "[OCMW](rechten.md) en OCMW",
            "[OCMW](rechten.md) en [OCMW](woordenboek/index.md#ocmw)",
        ),
        (
            "[het OCMW](woordenboek/index.md#ocmw) en OCMW",
            "[het OCMW](woordenboek/index.md#ocmw) en OCMW",
        ),
        ('<i title="OCMW">x</i> `OCMW`', '<i title="OCMW">x</i> `OCMW`'),
        # Markdown reads no links inside HTML.
        ("<li>Het OCMW</li>\nHet OCMW", "<li>Het OCMW</li>\nHet [OCMW](woordenboek/index.md#ocmw)"),
        ("https://x.be/OCMW niet", "https://x.be/OCMW niet"),
    ],
)
def test_markdown_links_a_word_at_its_first_use(text: str, expected: str) -> None:
    """Headings, links, tags and addresses stay as they are."""
    front = "---\ntitle: Het OCMW\n---\n"
    assert GLOSSARY.link_markdown(front + text, "") == front + expected


def test_a_page_without_front_matter_stays_as_it_is() -> None:
    """Nothing is linked where the page does not say what it is."""
    assert GLOSSARY.link_markdown("Het OCMW", "") == "Het OCMW"


def test_no_words_link_nothing() -> None:
    """An empty glossary escapes and does no more."""
    assert Glossary({}).linker("")("OCMW & co") == "OCMW &amp; co"


def test_every_term_is_explained_in_two_short_sentences() -> None:
    """The real words: two sentences each, and no form belongs to two words."""
    glossary = Glossary.load(
        Path(__file__).parent.parent.parent / "scripts/finder/data/glossary.yml"
    )
    forms = [f.casefold() for t in glossary.terms.values() for f in (t.word, *t.forms)]
    assert len(forms) == len(set(forms))
    for term in glossary.terms.values():
        assert len(re.findall(r"[.?](?:\s|$)", term.text)) == 2, term
