"""What exists where, in figures: bars made at build, with the table behind each.

A bar is drawn with attributes only, so that a content security policy can forbid inline styles.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from finder import reporting
from finder.directory import Freshness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from finder.directory import Directory, Listed
    from finder.model import Initiative
    from finder.rendering.words import Words

ADDRESS = "cijfers/"
MAP = "cijfers"
LARGEST_GAPS = 10

_AGES = {Freshness.FRESH: "fresh", Freshness.CALL_FIRST: "call_first", Freshness.SUNK: "sunk"}
# What a visitor needs to know, and whether a file tells it.
_FACTS: dict[str, Callable[[Initiative], object]] = {
    "phone": lambda one: one.contact.phone,
    "hours": lambda one: one.hours or one.hours_note,
    "cost": lambda one: one.cost.kind != "unknown",
    "from_elsewhere": lambda one: one.from_elsewhere != "unknown",
    "appointment": lambda one: one.appointment != "unknown",
    "wheelchair": lambda one: one.wheelchair != "unknown",
    "languages": lambda one: one.languages,
    "checked": lambda one: one.checked,
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart; ``share`` is its length in hundredths of the longest."""

    label: str
    number: int
    share: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a title, the same as a table."""

    title: str
    bars: tuple[Bar, ...]


def everywhere(directory: Directory, words: Words) -> dict[str, Any]:
    """What the page of figures shows."""
    gaps = reporting.gaps(directory)
    without = sorted((gap.municipality for gap in gaps), key=lambda town: town.slug)
    return {
        "total": len(directory.entries),
        "charts": [
            _chart("province", _provinces(directory, words), words),
            _chart("kind", _kinds(directory.entries, words), words),
            _chart("freshness", _freshness(directory.entries, words), words),
        ],
        "towns": len(directory.gazetteer.municipalities),
        "without": [{"name": town.name, "slug": town.slug} for town in without],
        "gaps": [_gap(gap) for gap in gaps[:LARGEST_GAPS] if gap.nearest],
    }


def local(entries: Sequence[Listed], words: Words) -> list[Chart]:
    """What a local government wants to know of its municipality; empty when nothing is there."""
    if not entries:
        return []
    return [
        _chart("kind", _kinds(entries, words), words),
        _chart("freshness", _freshness(entries, words), words),
        _chart("missing", _missing(entries, words), words),
    ]


def _chart(key: str, numbers: Mapping[str, int], words: Words) -> Chart:
    most = max(numbers.values(), default=0) or 1
    bars = (Bar(label, number, round(100 * number / most)) for label, number in numbers.items())
    return Chart(words.say(f"figures.by.{key}"), tuple(bars))


def _provinces(directory: Directory, words: Words) -> dict[str, int]:
    found = reporting.by_province(directory)
    return {name or words.say("offer.everywhere"): number for name, number in found.items()}


def _kinds(entries: Iterable[Listed], words: Words) -> dict[str, int]:
    counted = Counter(kind for entry in entries for kind in entry.initiative.kinds)
    return {kind.label: counted[key] for key, kind in words.taxonomy.kinds.items()}


def _freshness(entries: Sequence[Listed], words: Words) -> dict[str, int]:
    found = reporting.by_freshness(tuple(entries))
    return {words.say(f"figures.fresh.{_AGES[age]}"): number for age, number in found.items()}


def _missing(entries: Iterable[Listed], words: Words) -> dict[str, int]:
    """How many initiatives do not tell each fact, or have no place to the door."""
    counted = dict.fromkeys(_FACTS, 0) | {"door": 0}
    for entry in entries:
        for fact, tells in _FACTS.items():
            counted[fact] += not tells(entry.initiative)
        counted["door"] += entry.spot is None or entry.spot.precision.is_approximate
    return {words.say(f"figures.missing.{fact}"): number for fact, number in counted.items()}


def _gap(gap: reporting.Gap) -> dict[str, Any]:
    """A municipality without an initiative, and the nearest one elsewhere."""
    nearest = gap.nearest.listed if gap.nearest else None
    return {
        "name": gap.municipality.name,
        "slug": gap.municipality.slug,
        "km": round(gap.km),
        "nearest": nearest.initiative.name if nearest else "",
        "nearest_slug": nearest.slug if nearest else "",
        "place": nearest.municipality.name if nearest and nearest.municipality else "",
    }
