"""All that the pages are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from finder.directory import Directory, Listed, make_directory
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


@dataclass(frozen=True)
class Site:
    """All that the pages are made of."""

    directory: Directory
    stopped: tuple[Listed, ...]
    leads: tuple[Lead, ...]
    words: Words
    glossary: Glossary
    settings: Settings
    redirects: Mapping[str, str] = field(default_factory=dict)

    @property
    def gazetteer(self) -> Gazetteer:
        """The places."""
        return self.directory.gazetteer


def make_site(
    catalogue: Catalogue,
    gazetteer: Gazetteer,
    sources: Sequence[Source],
    words: Words,
    settings: Settings,
    today: dt.date,
) -> Site:
    """Give every initiative its place, and put all of it in memory."""
    directory = make_directory(catalogue.initiatives, gazetteer, sources, today)
    stopped = make_directory(catalogue.stopped, gazetteer, sources, today).entries
    leads = tuple(catalogue.leads)
    glossary = Glossary.load()
    return Site(directory, stopped, leads, words, glossary, settings, catalogue.redirects)
