"""All that the pages and files of the site are made of, and the one shape of what is made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup

from finder.checking.past import Moments, moments
from finder.directory import Directory, Listed, make_directory
from finder.files.translations import NONE
from finder.places.town_contacts import load_town_contacts
from finder.rendering.remembering import File, Memory
from finder.words import tongues
from finder.words.glossary import Glossary
from finder.words.saying import DUTCH, STRINGS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from finder.checking.catalogue import Catalogue
    from finder.files.model import Lead
    from finder.files.translations import Translations
    from finder.places.gazetteer import Gazetteer
    from finder.places.spots import Source
    from finder.settings import Settings
    from finder.words.saying import Words

__all__ = ["File", "Memory", "Site", "Tongue", "environment", "in_language", "make_site"]

TEMPLATES = Path(__file__).parent / "templates"
# Behind a link to a page that is in Dutch only.
_ONLY_DUTCH = Markup(" <span lang=nl dir=ltr>({})</span>")


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language in which the whole site can be read.

    Attributes:
        code: its ISO 639-1 code; its pages lie below a folder of that name, but for Dutch.
        name: what it calls itself.
        is_from_right: whether it is written from right to left.
        offer: a sentence in it that offers the page.
        lost: that a page is not there, and the words that lead to its home page.
        pages: the addresses of its pages that somebody wrote by hand.
    """

    code: str
    name: str
    is_from_right: bool
    offer: str
    lost: tuple[str, str]
    pages: frozenset[str]

    @property
    def direction(self) -> str:
        """Where its lines go: ``ltr`` or ``rtl``."""
        return "rtl" if self.is_from_right else "ltr"

    @property
    def folder(self) -> str:
        """What stands before the addresses of its pages."""
        return "" if self.code == DUTCH else f"{self.code}/"


@dataclass(frozen=True)
class Site:
    """All that the pages are made of.

    Attributes:
        directory: what is published, each with its place.
        stopped: what no longer exists; its pages stay.
        leads: what somebody must look into.
        words: the language.
        glossary: the words that are explained.
        settings: what differs between one publisher and the next.
        today: the day of the build.
        redirects: the slug of today for an old one.
        sources: the bytes of each file as they were checked, by slug.
        root: the folder of the repository, with the pages written by hand.
        past: when each slug came, changed and stopped; empty where there is no history.
        translations: the translations of the texts of initiatives, by language.
        tongues: the languages of the switch, Dutch first; none when there is only Dutch.
        memory: what the last build made.
    """

    directory: Directory
    stopped: tuple[Listed, ...]
    leads: tuple[Lead, ...]
    words: Words
    glossary: Glossary
    settings: Settings
    today: dt.date
    redirects: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, bytes] = field(default_factory=dict)
    root: Path = Path()
    past: Mapping[str, Moments] = field(default_factory=dict)
    translations: Mapping[str, Translations] = field(default_factory=dict)
    tongues: tuple[Tongue, ...] = ()
    memory: Memory = field(default_factory=Memory)

    @property
    def folder(self) -> str:
        """What stands before the addresses of its pages: ``fr/``; nothing in Dutch."""
        return "" if self.words.is_dutch else f"{self.words.language}/"

    @property
    def docs(self) -> Path:
        """The folder with the pages that somebody wrote by hand in this language."""
        return self.root / "docs" / self.folder

    @property
    def dutch_url(self) -> str:
        """The address of the Dutch home page."""
        return self.settings.url.removesuffix(self.folder)

    @property
    def gazetteer(self) -> Gazetteer:
        """The places."""
        return self.directory.gazetteer

    @cached_property
    def environment(self) -> jinja2.Environment:
        """The templates, autoescaped, with ``say``."""
        return environment(self.words)


def environment(words: Words, templates: Path = TEMPLATES) -> jinja2.Environment:
    """Templates in which every text is escaped, an unknown name is an error, and words are said."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["say"] = words.say
    # The way from the pages of a language to the Dutch ones, what tells that a page is in Dutch,
    # and what marks a name.
    made.globals["out"] = "" if words.is_dutch else "../"
    made.globals["other"] = not words.is_dutch
    made.globals["only_dutch"] = (
        "" if words.is_dutch else _ONLY_DUTCH.format(words.dutch.say("tongue.name"))
    )
    made.globals["own"] = words.name
    made.globals["capital"] = words.capital
    return made


def make_site(
    catalogue: Catalogue,
    gazetteer: Gazetteer,
    sources: Sequence[Source],
    words: Words,
    settings: Settings,
    today: dt.date,
    root: Path,
) -> Site:
    """Give every initiative its place, and put all of it in memory."""
    lines, contacts = words.taxonomy.line_kinds, load_town_contacts()
    return Site(
        make_directory(catalogue.initiatives, gazetteer, sources, today, lines, contacts),
        make_directory(catalogue.stopped, gazetteer, sources, today).entries,
        tuple(catalogue.leads),
        words,
        Glossary.load(),
        settings,
        today,
        catalogue.redirects,
        catalogue.raw,
        root,
        moments(root),
        translations=catalogue.translations,
    )


def in_language(site: Site, language: str, folder: Path = STRINGS) -> Site:
    """The same site in another language, below a folder of its own.

    Raises:
        KeyError: there are no words of that language, or they cannot be read.
    """
    texts = site.translations.get(language, NONE)
    return replace(
        site,
        words=tongues.load_words(site.words, language, texts, folder),
        glossary=tongues.translated_glossary(
            site.glossary, tongues.part(language, "glossary", folder)
        ),
        settings=replace(site.settings, url=f"{site.settings.url}{language}/"),
        memory=Memory(),
    )
