"""Every generated page, in a fixed order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from finder.rendering import switching
from finder.rendering.pages import (
    choice,
    embed,
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
from finder.rendering.pages.frame import ALL, Frame, Page, Part, Share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from finder.directory import Listed
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
    kinds.pages,
    writing.pages,
    paper.pages,
    embed.pages,
)
# Parts of a kind for each process: so that all of them end at about the same time.
_PARTS = 3


# What is in Dutch only: figures, and what is for people who contribute.
ONLY_DUTCH = frozenset({figures.pages, writing.pages, paper.pages, embed.pages})
# And what each language makes where somebody wrote it.
NOT_IN_ALL = ONLY_DUTCH | {kinds.pages}


def pages(site: Site) -> Iterator[Page]:
    """Every generated page of a site."""
    frame = Frame(site)
    for many in MANY:
        for part in many(frame, ALL):
            yield from _switched(site, part.make(), in_all=True)
    for kind in _kinds(site):
        yield from _switched(site, kind(frame), in_all=kind not in NOT_IN_ALL)


def of_entry(frame: Frame, entry: Listed) -> Page:
    """The page of one initiative, as it is among all of them."""
    (page,) = _switched(frame.site, [initiatives.initiative(frame, entry)], in_all=True)
    return page


def parts(site: Site, processes: int) -> list[Callable[[], Iterator[File]]]:
    """The files from which MkDocs makes these pages, in parts to be made side by side."""
    frame, of = Frame(site), processes * _PARTS if processes > 1 else 1
    shares = [Share(number, of) for number in range(of)]
    made: list[Callable[[], Iterator[File]]] = []
    made += [partial(_recalled, many, frame, share) for many in MANY for share in shares]
    made += [partial(_files, kind, frame) for kind in _kinds(site)]
    return made


def _recalled(
    many: Callable[[Frame, Share], Iterator[Part]], frame: Frame, share: Share
) -> Iterator[File]:
    for part in many(frame, share):
        switched = partial(_of_part, part, frame.site)
        yield from part._replace(make=switched).files(frame.site)


def _of_part(part: Part, site: Site) -> Iterator[Page]:
    return _switched(site, part.make(), in_all=True)


def _files(kind: Callable[[Frame], Iterator[Page]], frame: Frame) -> Iterator[File]:
    pages = _switched(frame.site, kind(frame), in_all=kind not in NOT_IN_ALL)
    return (page.file for page in pages)


def _kinds(site: Site) -> list[Callable[[Frame], Iterator[Page]]]:
    """The kinds of pages that there are in the language of a site."""
    return [kind for kind in PAGES if site.words.is_dutch or kind not in ONLY_DUTCH]


def _switched(site: Site, pages: Iterable[Page], *, in_all: bool) -> Iterator[Page]:
    """Pages that know in which other languages they can be read."""
    for page in pages:
        others = switching.others(site, page.address, in_all=in_all)
        yield replace(page, others=others) if others else page
