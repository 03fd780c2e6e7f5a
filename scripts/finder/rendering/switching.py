"""The switch of languages: which languages are whole, and which of them has a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from finder.rendering.site import Tongue, in_language
from finder.words import tongues
from finder.words.saying import STRINGS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from finder.rendering.site import Site

# Without these a language is not whole.
NEEDED = frozenset({"hulp-nu/", "rechten/"})


def with_languages(site: Site) -> Site:
    """The Dutch site with the languages of its switch."""
    return replace(site, tongues=whole(site, made_languages(site)))


def made_languages(site: Site) -> tuple[str, ...]:
    """The languages that are made: those that the publisher wants, and that have words."""
    known = tongues.available()
    return tuple(code for code in site.settings.languages if code in known)


def whole(site: Site, languages: Iterable[str], folder: Path = STRINGS) -> tuple[Tongue, ...]:
    """The languages of the switch: Dutch, and of these languages those that lack nothing.

    Args:
        site: the Dutch site.
        languages: the codes of the languages that the publisher wants.
        folder: where the words of the languages lie.
    """
    found = [code for code in languages if not lacking(site, code, folder)]
    return tuple(_tongue(site, code, folder) for code in ("nl", *found)) if found else ()


def lacking(site: Site, language: str, folder: Path = STRINGS) -> list[str]:
    """What a language lacks of the words and pages of the site, each as a file and a key."""
    written = hand_written(site.root / "docs" / language)
    pages = [f"docs/{language}/{page}" for page in sorted(NEEDED - written)]
    return [*tongues.lacking(site.words, language, folder), *pages]


def others(site: Site, address: str, *, in_all: bool) -> str:
    """The codes of the other languages that have a page at this address, in a row.

    Args:
        site: the site in one language, with the languages of the switch.
        address: the address of the page.
        in_all: whether it is made for each language; else only where somebody wrote it.
    """
    known = (one for one in site.tongues if one.code != site.words.language)
    return " ".join(one.code for one in known if in_all or address in one.pages)


def hand_written(docs: Path) -> frozenset[str]:
    """The addresses of the pages that somebody wrote by hand in a folder."""
    found = (path.relative_to(docs).with_suffix("").as_posix() for path in docs.rglob("*.md"))
    return frozenset(f"{name}/".removesuffix("index/") for name in found)


def _tongue(site: Site, code: str, folder: Path) -> Tongue:
    words = site.words if code == "nl" else in_language(site, code, folder).words
    pages = hand_written(site.root / "docs" / ("" if code == "nl" else code))
    if code != "nl":
        kinds = tongues.part(code, "kinds", folder)
        pages |= {"soorten/", *(f"soorten/{key}/" for key in kinds)}
    name, offer = words.say("tongue.name"), words.say("tongue.offer")
    lost = (words.say("theme.not_found.title"), words.say("theme.not_found.home"))
    return Tongue(code, name, words.is_from_right, offer, lost, pages)
