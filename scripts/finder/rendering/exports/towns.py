"""The points and the feed of each municipality, below ``data/gemeenten/``.

Its tables come from :mod:`finder.rendering.exports.workbooks`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from finder.rendering.exports import feeds
from finder.rendering.exports.points import collection
from finder.rendering.exports.shared import TOWNS, as_json, by_town
from finder.rendering.site import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.rendering.site import Site


def files(site: Site) -> Iterator[File]:
    """The files of every municipality that has entries."""
    for town, entries in by_town(site):
        name = f"{TOWNS}/{town.slug}"
        yield File(f"{name}.geojson", as_json(collection(entries, site)))
        yield File(f"{name}.xml", feeds.of_town(town, entries, site))
