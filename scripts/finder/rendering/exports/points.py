"""``initiatives.geojson``: what has a place, as points (RFC 7946); longitude comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from finder.rendering.exports.shared import FOLDER, as_json, is_line, next_step, page_of
from finder.rendering.licensing import credit, notice
from finder.rendering.site import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from finder.directory import Listed
    from finder.places.spots import Spot
    from finder.rendering.site import Site

NAME = f"{FOLDER}/initiatives.geojson"


def files(site: Site) -> Iterator[File]:
    """The points of everything."""
    yield File(NAME, as_json(collection(site.directory.entries, site)))


def collection(entries: Iterable[Listed], site: Site) -> dict[str, Any]:
    """The entries that have a place; the members beside them are allowed by RFC 7946, 6.1."""
    features = [_feature(entry, entry.spot, site) for entry in entries if entry.spot]
    return {"type": "FeatureCollection", **notice(site), "features": features}


def _feature(entry: Listed, spot: Spot, site: Site) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": entry.slug,
        "geometry": {"type": "Point", "coordinates": [spot.point.lon, spot.point.lat]},
        "properties": {key: value for key, value in _facts(entry, spot, site) if value},
    }


def _facts(entry: Listed, spot: Spot, site: Site) -> Iterator[tuple[str, object]]:
    initiative = entry.initiative
    yield "name", initiative.name
    yield "kinds", list(initiative.kinds)
    yield "summary", initiative.summary
    yield "municipality", entry.municipality.name if entry.municipality else ""
    yield "province", entry.municipality.province if entry.municipality else ""
    yield "phone", initiative.contact.phone
    yield "phone_of", initiative.contact.phone_of if initiative.contact.phone else ""
    yield "last_seen", entry.last_seen.isoformat() if entry.last_seen else ""
    yield "next_step", next_step(entry, site)
    yield "url", page_of(entry, site)
    yield "line", is_line(entry, site)
    yield "precision", spot.precision.value
    yield "source", spot.source
    yield "credit", credit(spot).name
