"""Every generated page, in a fixed order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from finder.rendering.pages import (
    choice,
    embed,
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
from finder.rendering.pages.frame import ALL, Frame, Page, Part, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from finder.rendering.site import File, Site

# A kind of page is a module and a line here. The first have a page for each of many, and can be
# shared out over processes.
MANY: tuple[Callable[[Frame, Share], Iterator[Part]], ...] = (
    postcodes.parts,
    municipalities.parts,
    initiatives.parts,
)
PAGES: tuple[Callable[[Frame], Iterator[Page]], ...] = (
    home.pages,
    municipalities.overviews,
    initiatives.overviews,
    everything.pages,
    figures.pages,
    glossary.pages,
    kept.pages,
    search.pages,
    offline.pages,
    choice.pages,
    writing.pages,
    paper.pages,
    embed.pages,
)
# Parts of a kind for each process: so that all of them end at about the same time.
_PARTS = 3


def pages(site: Site) -> Iterator[Page]:
    """Every generated page of a site."""
    frame = Frame(site)
    for many in MANY:
        for part in many(frame, ALL):
            yield from part.make()
    for kind in PAGES:
        yield from kind(frame)


def parts(site: Site, processes: int) -> list[Callable[[], Iterator[File]]]:
    """The files from which MkDocs makes these pages, in parts to be made side by side."""
    frame, of = Frame(site), processes * _PARTS if processes > 1 else 1
    shares = [Share(number, of) for number in range(of)]
    made = [partial(_recalled, many, frame, share) for many in MANY for share in shares]
    return [*made, *(partial(_files, kind, frame) for kind in PAGES)]


def _recalled(
    many: Callable[[Frame, Share], Iterator[Part]], frame: Frame, share: Share
) -> Iterator[File]:
    for part in many(frame, share):
        yield from part.files(frame.site)


def _files(kind: Callable[[Frame], Iterator[Page]], frame: Frame) -> Iterator[File]:
    return (page.file for page in kind(frame))
