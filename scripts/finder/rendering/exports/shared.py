"""What the formats share: where their files lie, the address of a page, and JSON as bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from finder.words.steps import in_words, next_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.directory import Listed
    from finder.places.gazetteer import Municipality
    from finder.rendering.site import Site

FOLDER = "data"
# Below it lie the files of one municipality.
TOWNS = f"{FOLDER}/gemeenten"


def page_of(entry: Listed, site: Site) -> str:
    """The address of the page of an initiative."""
    return f"{site.settings.url}initiatieven/{entry.slug}/"


def is_line(entry: Listed, site: Site) -> bool:
    """Whether it is a line that one calls from anywhere, and no place."""
    return site.words.taxonomy.is_line(entry.initiative.kinds)


def by_town(site: Site) -> Iterator[tuple[Municipality, list[Listed]]]:
    """Each municipality that has entries, with those, by slug.

    They are in it, or serve it by name. Where nothing is known there is no file.
    """
    for town in site.gazetteer.municipalities.values():
        here = site.directory.in_municipality(town)
        serving = site.directory.for_municipality(town)
        found = {result.listed.slug: result.listed for result in (*here, *serving)}
        if found:
            yield town, [found[slug] for slug in sorted(found)]


def next_step(entry: Listed, site: Site) -> str:
    """What somebody can do first, in words; empty when there is nothing."""
    steps = next_steps(entry, site.words)
    return in_words(steps[0], entry.initiative.name, site.words) if steps else ""


def as_json(value: object) -> bytes:
    """A value as JSON on one line, the same bytes each time."""
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
