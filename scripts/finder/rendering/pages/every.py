"""Every generated page, in a fixed order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
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
from finder.rendering.pages.frame import ALL, Frame, Page, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from finder.rendering.site import File, Site

# A kind of page is a module and a line here. The first have a page for each of many, and can be
# shared out over processes.
MANY: tuple[Callable[[Frame, Share], Iterator[Page]], ...] = (
    postcodes.pages,
    municipalities.pages,
    initiatives.pages,
)
PAGES: tuple[Callable[[Frame], Iterator[Page]], ...] = (
    home.pages,
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
# Parts of a kind for each process: so that all of them end at about the same time.
_PARTS = 3


# What is in Dutch only: figures, and what is for people who contribute.
ONLY_DUTCH = frozenset({figures.pages, writing.pages, paper.pages})
# And what each language makes where somebody wrote it.
NOT_IN_ALL = ONLY_DUTCH | {kinds.pages}


def pages(site: Site) -> Iterator[Page]:
    """Every generated page of a site."""
    frame = Frame(site)
    for many in MANY:
        yield from _switched(site, partial(many, frame, ALL))
    for kind in _kinds(site):
        yield from _switched(site, partial(kind, frame), in_all=kind not in NOT_IN_ALL)


def parts(site: Site, processes: int) -> list[Callable[[], Iterator[File]]]:
    """The files from which MkDocs makes these pages, in parts to be made side by side."""
    frame, of = Frame(site), processes * _PARTS if processes > 1 else 1
    many = [partial(one, frame, Share(number, of)) for one in MANY for number in range(of)]
    made = [partial(_switched, site, part) for part in many]
    made += [
        partial(_switched, site, partial(kind, frame), in_all=kind not in NOT_IN_ALL)
        for kind in _kinds(site)
    ]
    return [partial(_files, part) for part in made]


def _kinds(site: Site) -> list[Callable[[Frame], Iterator[Page]]]:
    """The kinds of pages that there are in the language of a site."""
    return [kind for kind in PAGES if site.words.is_dutch or kind not in ONLY_DUTCH]


def _switched(
    site: Site, part: Callable[[], Iterator[Page]], *, in_all: bool = True
) -> Iterator[Page]:
    """Pages that know in which other languages they can be read."""
    for page in part():
        others = switching.others(site, page.address, in_all=in_all)
        yield replace(page, others=others) if others else page


def _files(part: Callable[[], Iterator[Page]]) -> Iterator[File]:
    return (page.file for page in part())
