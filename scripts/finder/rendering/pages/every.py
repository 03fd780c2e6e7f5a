"""Every generated page, in a fixed order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from finder.rendering import switching
from finder.rendering.pages import (
    choice,
    everything,
    figures,
    glossary,
    home,
    initiatives,
    kept,
    kinds,
    municipalities,
    offline,
    paper,
    postcodes,
    search,
    writing,
)
from finder.rendering.pages.frame import Frame, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from finder.rendering.site import File, Site

# A kind of page is a module and a line here.
PAGES: tuple[Callable[[Frame], Iterator[Page]], ...] = (
    home.pages,
    postcodes.pages,
    municipalities.pages,
    initiatives.pages,
    everything.pages,
    figures.pages,
    glossary.pages,
    kept.pages,
    search.pages,
    offline.pages,
    choice.pages,
    kinds.pages,
    writing.pages,
    paper.pages,
)


# What is in Dutch only: figures, and what is for people who contribute.
ONLY_DUTCH = frozenset({figures.pages, writing.pages, paper.pages})


def pages(site: Site) -> Iterator[Page]:
    """Every generated page of a site."""
    frame = Frame(site)
    for kind in PAGES:
        if kind in ONLY_DUTCH:
            yield from kind(frame) if site.words.is_dutch else ()
            continue
        for page in kind(frame):
            others = switching.others(site, page.address, in_all=kind is not kinds.pages)
            yield replace(page, others=others) if others else page


def files(site: Site) -> Iterator[File]:
    """The files from which MkDocs makes these pages."""
    return (page.file for page in pages(site))
