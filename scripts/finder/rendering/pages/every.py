"""Every generated page, in a fixed order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from finder.rendering.pages import (
    choice,
    everything,
    figures,
    glossary,
    home,
    initiatives,
    kept,
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
    writing.pages,
    paper.pages,
)
# Parts of a kind for each process: so that all of them end at about the same time.
_PARTS = 3


def pages(site: Site) -> Iterator[Page]:
    """Every generated page of a site."""
    frame = Frame(site)
    for many in MANY:
        yield from many(frame, ALL)
    for kind in PAGES:
        yield from kind(frame)


def parts(site: Site, processes: int) -> list[Callable[[], Iterator[File]]]:
    """The files from which MkDocs makes these pages, in parts to be made side by side."""
    frame, of = Frame(site), processes * _PARTS if processes > 1 else 1
    made = [partial(many, frame, Share(number, of)) for many in MANY for number in range(of)]
    made += [partial(kind, frame) for kind in PAGES]
    return [partial(_files, part) for part in made]


def _files(part: Callable[[], Iterator[Page]]) -> Iterator[File]:
    return (page.file for page in part())
