"""Whose the data are: the licence of the facts, and whom to name for a point on the map.

The facts are free (CC0). A point is of whoever measured it, under a licence of its own, so every
file that carries points says of each whose it is; see :data:`finder.places.coordinates.CREDITS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from finder.places.coordinates import CREDITS, Credit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.places.spots import Spot
    from finder.rendering.site import Site

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
LICENCE_NAME = "CC0 1.0"
# A point that stands in the file of an initiative itself is as free as the rest of that file.
OWN = "by hand"
POINTS = {**CREDITS, OWN: Credit("Steun Dichtbij", LICENCE_NAME, LICENCE)}


def credit(spot: Spot) -> Credit:
    """Whom to name for a point; of a source that is not ours to know only its own name."""
    return POINTS.get(spot.source, Credit(spot.source, "", ""))


def notice(site: Site) -> dict[str, Any]:
    """What every export says of itself: the licence, whose points it has, the day of the build."""
    return {
        "licence": LICENCE,
        "licence_of_points": [
            {"source": key, "name": one.name, "licence": one.licence, "url": one.url}
            for key, one in POINTS.items()
        ],
        "made_on": site.today.isoformat(),
        "made_by": site.settings.url,
    }


def lines(site: Site) -> Iterator[tuple[str, str, str]]:
    """The same as lines of a table: what, the licence, its address."""
    say = site.words.say
    yield say("data.notice.facts"), LICENCE_NAME, LICENCE
    for one in POINTS.values():
        yield say("data.notice.points", name=one.name), one.licence, one.url
    yield say("data.notice.made_on"), site.today.isoformat(), site.settings.url
