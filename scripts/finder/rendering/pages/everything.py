"""The map of everything, beside a list by municipality that says the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from finder.rendering.maps import EVERYTHING, map_file
from finder.rendering.pages.frame import Frame, Page, up_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.places.gazetteer import Municipality


def pages(frame: Frame) -> Iterator[Page]:
    """Every page of this kind."""
    yield overview(frame)


def overview(frame: Frame) -> Page:
    """The map of everything, beside a list by municipality that says the same."""
    counts: dict[Municipality, int] = defaultdict(int)
    for entry in frame.site.directory.places:
        if entry.municipality:
            counts[entry.municipality] += 1
    return frame.page(
        "kaart/",
        "map",
        {},
        map=up_from("kaart/") + map_file(EVERYTHING),
        municipalities=[
            {"name": town.name, "slug": town.slug, "count": counts[town]}
            for town in sorted(counts, key=lambda town: town.name)
        ],
        total=len(frame.site.directory.entries),
    )
