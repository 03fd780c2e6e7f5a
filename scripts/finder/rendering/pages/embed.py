"""What is in a municipality, for the frame of another website, and the page with the line to paste.

The frame is a file of its own, without a script: it works wherever an ``iframe`` works, loads one
stylesheet from this site and nothing from elsewhere. Its links open a new window, so that nobody
gets lost in a small frame. A website that wants its height to follow what is in it adds one small
script of ours; without it the frame scrolls.
"""

from __future__ import annotations

import functools
import html
from typing import TYPE_CHECKING, NamedTuple

from finder.rendering import cards
from finder.rendering.pages.frame import Frame
from finder.rendering.remembering import Among, concerning, helped_by, seen_as
from finder.rendering.site import File
from finder.words.steps import next_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from finder.directory import Result
    from finder.places.gazetteer import Municipality
    from finder.rendering.pages.frame import Page
    from finder.rendering.site import Site
    from finder.words.steps import Step

HOW = "meedoen/kader/"
"""The page with the line to paste."""
# The municipality in the line until somebody chooses another.
EXAMPLE = "Gent"
# In pixels, as long as no script of ours knows better.
HEIGHT = 640


class Item(NamedTuple):
    """One entry in the frame; ``step`` is None where there is nothing to do."""

    slug: str
    name: str
    summary: str
    place: str
    step: Step | None


def address_of(slug: str) -> str:
    """The address of the frame of a municipality, below the root of the site."""
    return f"gemeenten/{slug}/kader/"


def files(site: Site) -> Iterator[File]:
    """The frame of every municipality; from memory where nothing changed that is in it."""
    frame = Frame(site)
    for town in site.gazetteer.municipalities.values():
        made_of = Among(concerning(site, town), functools.partial(_made_of, site, town))
        make = functools.partial(_of_town, frame, town)
        yield from site.memory.recall(address_of(town.slug), made_of, make)


def _made_of(site: Site, town: Municipality) -> object:
    directory = site.directory
    results = (*directory.in_municipality(town), *directory.for_municipality(town))
    return (seen_as(results, site), helped_by(directory.first_help(town), site))


def _of_town(frame: Frame, town: Municipality) -> Iterator[File]:
    yield File(f"{address_of(town.slug)}index.html", frame_of(frame, town).encode())


def frame_of(frame: Frame, town: Municipality) -> str:
    """The frame of a municipality: a whole HTML document."""
    site, words, address = frame.site, frame.words, address_of(town.slug)
    here = site.directory.in_municipality(town)
    serving = site.directory.for_municipality(town)
    title = words.say("embed.title", name=town.name)
    return frame.render(
        "embed",
        address,
        title=title,
        description=words.say("pages.municipality.description", name=town.name),
        url=site.settings.url + address,
        town=town,
        first_help=frame.first_help(town),
        kinds=by_kind((*here, *serving), site),
        mail=frame.mail(address, title),
        today=site.today,
    )


def by_kind(results: Iterable[Result], site: Site) -> list[tuple[str, str, list[Item]]]:
    """The entries under their most important kind: its key, its label, and those."""
    found: dict[str, list[Item]] = {}
    for result in results:
        kind = result.listed.initiative.kinds[0]
        found.setdefault(kind, []).append(_item(result, site))
    kinds = site.words.taxonomy.places
    return [(key, kinds[key].label, found[key]) for key in kinds if key in found]


def _item(result: Result, site: Site) -> Item:
    entry = result.listed
    step = next(iter(next_steps(entry, site.words)), None)
    place = entry.initiative.address.place if entry.initiative.address else cards.town(entry)
    return Item(entry.slug, entry.initiative.name, entry.initiative.summary, place, step)


def pages(frame: Frame) -> Iterator[Page]:
    """The page with the line to paste and a preview."""
    towns = frame.site.gazetteer.municipalities
    slug = towns[EXAMPLE].slug if EXAMPLE in towns else next(iter(towns.values())).slug
    yield frame.page(
        HOW,
        "embed_how",
        {},
        slug=slug,
        height=HEIGHT,
        line=line_for(frame, slug),
        script=f'<script src="{frame.site.settings.url}assets/kader.js"></script>',
        towns=[{"slug": town.slug, "name": town.name} for town in towns.values()],
    )


def line_for(frame: Frame, slug: str) -> str:
    """The line of HTML to paste in another website."""
    name = html.escape(frame.words.say("embed.frame"), quote=True)
    src = html.escape(frame.site.settings.url + address_of(slug), quote=True)
    return f'<iframe src="{src}" title="{name}" width="100%" height="{HEIGHT}"></iframe>'
