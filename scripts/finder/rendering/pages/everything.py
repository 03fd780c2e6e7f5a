"""The map of everything, beside a list by municipality that says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from finder.rendering.maps import EVERYTHING, map_file
from finder.rendering.pages.frame import Frame, Page, up_from
from finder.reporting import by_municipality, totals

if TYPE_CHECKING:
    from collections.abc import Iterator


def pages(frame: Frame) -> Iterator[Page]:
    """Every page of this kind."""
    yield overview(frame)


def overview(frame: Frame) -> Page:
    """The map of everything, beside a list by municipality that says the same."""
    directory, found = frame.site.directory, totals(frame.site.directory)
    counts = by_municipality(directory)
    towns = [town for town in directory.gazetteer.municipalities.values() if counts[town.name]]
    return frame.page(
        "kaart/",
        "map",
        {},
        map=up_from("kaart/") + map_file(EVERYTHING),
        municipalities=[
            {"name": town.name, "slug": town.slug, "count": counts[town.name]}
            for town in sorted(towns, key=lambda town: town.name)
        ],
        total=found.on_map,
        rest=found.places - found.on_map,
    )
