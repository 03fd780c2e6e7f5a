"""The points and the feed of each municipality, below ``data/gemeenten/``.

Its tables come from :mod:`finder.rendering.exports.workbooks`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from finder.rendering.exports import feeds
from finder.rendering.exports.points import collection
from finder.rendering.exports.shared import TOWNS, as_json, by_town
from finder.rendering.remembering import fingerprint
from finder.rendering.site import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.directory import Listed
    from finder.places.gazetteer import Municipality
    from finder.rendering.site import Site


def files(site: Site) -> Iterator[File]:
    """The files of every municipality that has entries."""
    stopped = [fingerprint(entry, site) for entry in site.stopped]
    for town, entries in by_town(site):
        made_of = ([fingerprint(entry, site) for entry in entries], stopped)
        name = f"{TOWNS}/{town.slug}.xml"
        yield from site.memory.recall(name, made_of, partial(_of_town, town, entries, site))


def _of_town(town: Municipality, entries: list[Listed], site: Site) -> Iterator[File]:
    name = f"{TOWNS}/{town.slug}"
    yield File(f"{name}.geojson", as_json(collection(entries, site)))
    yield File(f"{name}.xml", feeds.of_town(town, entries, site))
