"""Files of one municipality: a table, the points, and a feed, below ``data/gemeenten/``.

Only where something is known: what is in the municipality, or serves it by name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from finder.rendering.exports import feeds
from finder.rendering.exports.points import collection
from finder.rendering.exports.shared import TOWNS, as_json
from finder.rendering.exports.workbooks import Tables
from finder.rendering.site import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.directory import Listed
    from finder.places.gazetteer import Municipality
    from finder.rendering.site import Site


def files(site: Site) -> Iterator[File]:
    """The files of every municipality that has entries."""
    tables = Tables(site)
    for town, entries in by_town(site):
        name = f"{TOWNS}/{town.slug}"
        yield from tables.both(name, entries)
        yield File(f"{name}.geojson", as_json(collection(entries, site)))
        yield File(f"{name}.xml", feeds.of_town(town, entries, site))


def by_town(site: Site) -> Iterator[tuple[Municipality, list[Listed]]]:
    """Each municipality that has entries, with those, by slug."""
    for town in site.gazetteer.municipalities.values():
        found = [result.listed for result in site.directory.in_municipality(town)]
        if found:
            yield town, sorted(found, key=lambda entry: entry.slug)
