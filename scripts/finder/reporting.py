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


def gaps(directory: Directory) -> list[Gap]:
    """Municipalities where no initiative is and that none names, the farthest from help first."""
    found = [
        Gap(town, directory.nearest(town.point))
        for town in directory.gazetteer.municipalities.values()
        if not directory.in_municipality(town)
    ]
    return sorted(found, key=lambda gap: (-gap.km, gap.municipality.name))


def by_province(directory: Directory) -> dict[str, int]:
    """How many initiatives have their address in each province; "" counts those without one."""
    counted = Counter(e.municipality.province if e.municipality else "" for e in directory.entries)
    return dict.fromkeys(directory.gazetteer.provinces, 0) | dict(sorted(counted.items()))


def by_municipality(directory: Directory) -> dict[str, int]:
    """How many initiatives are in each municipality, or name it."""
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
