"""``initiatives.json``: every field of a file, with where it is and when it was last seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from finder.rendering.exports.shared import FOLDER, as_json, is_line, next_step, page_of
from finder.rendering.licensing import credit, notice
from finder.rendering.site import File

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from finder.directory import Listed
    from finder.rendering.site import Site

NAME = f"{FOLDER}/initiatives.json"
# Leave from a rule, and what two files have to do with each other, are of the makers only.
_INSIDE = {"exceptions", "not_same_as"}


def files(site: Site) -> Iterator[File]:
    """The file with everything."""
    records = [record(entry, site) for entry in site.directory.entries]
    yield File(NAME, as_json({**notice(site), "initiatives": records}))


def record(entry: Listed, site: Site) -> dict[str, Any]:
    """An initiative as its file says it, with what follows from that."""
    dumped = entry.initiative.model_dump(mode="json", exclude_unset=True, exclude=_INSIDE)
    town = entry.municipality
    derived: dict[str, Any] = {
        "slug": entry.slug,
        "url": page_of(entry, site),
        "municipality": {"name": town.name, "nis": town.nis} if town else None,
        "province": town.province if town else None,
        "last_seen": entry.last_seen.isoformat() if entry.last_seen else None,
        "location": _location(entry),
        "next_step": next_step(entry, site) or None,
        "line": is_line(entry, site) or None,
    }
    return {**_known(dumped), **{key: value for key, value in derived.items() if value is not None}}


def _location(entry: Listed) -> dict[str, Any] | None:
    """The point, how near to the door it is, and whose it is; None when there is none."""
    if not entry.spot:
        return None
    return {
        "lat": entry.spot.point.lat,
        "lon": entry.spot.point.lon,
        "precision": entry.spot.precision.value,
        "source": entry.spot.source,
        "credit": credit(entry.spot).name,
    }


def _known(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a file says, without what it says that nobody knows."""
    parts = {key: _known(v) if isinstance(v, dict) else v for key, v in said.items()}
    return {key: value for key, value in parts.items() if value not in ("unknown", None, {}, [])}
