"""The data behind the one box and "near me": names, kinds and points, each in a file of its own.

`places.json` and `kinds.json` are loaded when somebody types in the box, `points.json` when one
asks for what is near. So nobody downloads what they do not use, and nothing is downloaded before.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from typing import TYPE_CHECKING

from finder.text import slugify

if TYPE_CHECKING:
    from finder.directory import Listed
    from finder.files.taxonomy import Kind, Taxonomy
    from finder.places.gazetteer import Gazetteer, Village
    from finder.rendering.site import Site

NAMES = "assets/places.json"
KINDS = "assets/kinds.json"
POINTS = "assets/points.json"
LINES = "hulp-nu/"
"""The page with the lines that one calls from anywhere."""
BUDGET = 25_000
"""What the names may weigh on the way to a phone, in bytes after gzip."""


def names(site: Site, budget: int = BUDGET) -> bytes:
    """Every place, and every initiative as long as that fits in the budget.

    The places always go in. Names of initiatives are far more numerous one day (about 1,300 fit);
    then all of them stay out rather than some, and the box leads to the search in words.

    ``towns`` holds for each municipality its name and its places as ``9030 Mariakerke``, or
    ``9000`` for one of the municipality's own name. ``others`` holds other names, each with the
    index of its municipality. ``initiatives`` holds the index of a municipality (-1 for none), a
    name, and a slug when it does not follow from the name.
    """
    gazetteer = site.gazetteer
    index = {name: number for number, name in enumerate(gazetteer.municipalities)}
    villages = _villages_by_town(gazetteer)
    places: dict[str, object] = {
        "towns": [[name, *(_place(village) for village in villages[name])] for name in index],
        "others": [[name, index[town]] for name, town in gazetteer.towns_by_alias],
    }
    initiatives = sorted(_initiative(entry, index) for entry in site.directory.entries)
    everything = _json({**places, "initiatives": initiatives})
    return everything if weight(everything) <= budget else _json(places)


def kinds(taxonomy: Taxonomy) -> bytes:
    """Each kind with its label, its explanation and the words that people use for it.

    A kind of lines that one calls has the address of their page as well.
    """
    return _json([_kind(key, kind) for key, kind in taxonomy.kinds.items()])


def points(gazetteer: Gazetteer) -> bytes:
    """Each postcode with the points of its villages, as thousandths of a degree: lat, lon, lat...

    A thousandth of a degree is at most 111 metres.
    """
    return _json(
        {
            code: [round(degree * 1000) for one in postcode.villages for degree in one.point]
            for code, postcode in gazetteer.postcodes.items()
        }
    )


def weight(content: bytes) -> int:
    """The bytes that a phone receives, gzipped."""
    return len(gzip.compress(content, 9, mtime=0))


def _villages_by_town(gazetteer: Gazetteer) -> dict[str, list[Village]]:
    found: dict[str, list[Village]] = defaultdict(list)
    for village in gazetteer.villages:
        found[village.municipality].append(village)
    return found


def _place(village: Village) -> str:
    own = village.name == village.municipality
    return village.postcode if own else f"{village.postcode} {village.name}"


def _initiative(entry: Listed, index: dict[str, int]) -> list[int | str]:
    name, slug = entry.initiative.name, entry.slug
    town = index[entry.municipality.name] if entry.municipality else -1
    return [town, name] if slugify(name) == slug else [town, name, slug]


def _kind(key: str, kind: Kind) -> list[object]:
    found: list[object] = [key, kind.label, kind.explanation, kind.words]
    return found if kind.places else [*found, LINES]


def _json(value: dict[str, object] | list[list[object]]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
