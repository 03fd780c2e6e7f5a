"""All that the pages and files of the site are made of, and the one shape of what is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from finder.checking.past import Moments, moments
from finder.directory import Directory, Listed, make_directory
from finder.places.town_contacts import load_town_contacts
from finder.rendering.remembering import File, Memory
from finder.words.glossary import Glossary

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from finder.checking.catalogue import Catalogue
    from finder.files.model import Lead
    from finder.places.gazetteer import Gazetteer
    from finder.places.spots import Source
    from finder.settings import Settings
    from finder.words.saying import Words

__all__ = ["File", "Memory", "Site", "environment", "make_site"]

TEMPLATES = Path(__file__).parent / "templates"


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
    memory: Memory = field(default_factory=Memory)

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
    )
