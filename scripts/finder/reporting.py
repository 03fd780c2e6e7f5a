"""Figures about the whole directory: where nothing is, and how much there is of what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from finder.directory import Freshness

if TYPE_CHECKING:
    from finder.directory import Directory, Listed, Result
    from finder.places.gazetteer import Municipality


@dataclass(frozen=True, slots=True)
class Gap:
    """A municipality without an initiative, and the nearest one elsewhere; None when none."""

    municipality: Municipality
    nearest: Result | None

    @property
    def km(self) -> float:
        """How far the nearest is, in kilometres; infinite when there is none."""
        return self.nearest.km if self.nearest else float("inf")


@dataclass(frozen=True, slots=True)
class Totals:
    """How much there is, counted once for every page that says it.

    Attributes:
        published: every initiative with a page.
        places: those that are somewhere or serve a place: all but the lines that one calls.
        on_map: those with a point on the map.
        checked: those of ``places`` that a person checked.
    """

    published: int
    places: int
    on_map: int
    checked: int


def totals(directory: Directory) -> Totals:
    """The counts that the home page, the map, the figures and the list from A to Z show."""
    return Totals(
        published=len(directory.entries),
        places=len(directory.places),
        on_map=sum(entry.spot is not None for entry in directory.places),
        checked=sum(entry.initiative.checked is not None for entry in directory.places),
    )


def gaps(directory: Directory) -> list[Gap]:
    """Municipalities of which :func:`by_municipality` counts none, the farthest from help first."""
    found = [
        Gap(town, directory.nearest(town.point))
        for town in directory.gazetteer.municipalities.values()
        if not directory.in_municipality(town)
    ]
    return sorted(found, key=lambda gap: (-gap.km, gap.municipality.name))


def by_province(directory: Directory) -> dict[str, int]:
    """How many places have their address in each province; "" counts those without one."""
    counted = Counter(e.municipality.province if e.municipality else "" for e in directory.places)
    return dict.fromkeys(directory.gazetteer.provinces, 0) | dict(sorted(counted.items()))


def share_checked(directory: Directory) -> dict[str, int]:
    """Of the places in each province, how many of a hundred a person checked, rounded down.

    "" is for those without an address. A province without a place is left out.
    """
    totals = by_province(directory)
    checked = Counter(
        entry.municipality.province if entry.municipality else ""
        for entry in directory.places
        if entry.initiative.checked
    )
    return {name: 100 * checked[name] // number for name, number in totals.items() if number}


def by_municipality(directory: Directory) -> dict[str, int]:
    """How many initiatives are in each municipality: what its page shows as *here*.

    The one count of a municipality, for the map, the figures and the list of municipalities.
    """
    return {
        town.name: len(directory.in_municipality(town))
        for town in directory.gazetteer.municipalities.values()
    }


def by_kind(directory: Directory, kinds: list[str]) -> dict[str, int]:
    """How many initiatives are of each kind; one with three kinds counts three times."""
    counted = Counter(kind for entry in directory.entries for kind in entry.initiative.kinds)
    return {kind: counted[kind] for kind in kinds}


def by_freshness(entries: tuple[Listed, ...]) -> dict[Freshness, int]:
    """How many initiatives can be trusted how far."""
    counted = Counter(entry.freshness for entry in entries)
    return {freshness: counted[freshness] for freshness in Freshness}
