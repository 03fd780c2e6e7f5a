"""What exists where, in figures: bars and a map made at build, with the table behind each.

They are drawn with attributes only, so that a content security policy can forbid inline styles.
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
    from finder.files.model import Initiative
    from finder.places.gazetteer import Gazetteer, Municipality, Point
    from finder.words.saying import Words

ADDRESS = "cijfers/"
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
# The drawn map: thousandths of its width. A degree of longitude is 0.63 times as long as one of
# latitude in the middle of Flanders (the cosine of 51 degrees).
_WIDTH = 1000
_COSINE = 0.63
# Around the outermost villages, and the radius of the smallest and the largest circle.
_EDGE, _SMALLEST, _GROWTH = 26, 3.5, 17


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a chart; ``share`` is its length in hundredths of the longest, 0 for nothing."""

    label: str
    number: int
    share: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a title, the same as a table.

    ``note`` explains it; ``unit`` stands behind each number, such as ``km``.
    """

    title: str
    bars: tuple[Bar, ...]
    note: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """A municipality on the drawn map; an empty one is where nothing is."""

    label: str
    x: int
    y: int
    radius: float
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map of circles on the land, as attributes of an SVG.

    ``land`` is a path with a dot for each village; ``thick`` is how large these are, so that they
    become one land.
    """

    width: int
    height: int
    land: str
    thick: int
    circles: tuple[Circle, ...]


def everywhere(directory: Directory, words: Words) -> dict[str, Any]:
    """What the page of figures shows."""
    gaps = reporting.gaps(directory)
    largest = [gap for gap in gaps[:LARGEST_GAPS] if gap.nearest]
    return {
        "total": reporting.totals(directory).places,
        "checked": _checked(reporting.totals(directory).checked, words),
        "charts": [
            _chart("province", _provinces(directory, words), words),
            _chart("kind", _kinds(directory.places, words), words, note="several"),
            _chart("freshness", _freshness(directory.places, words), words),
            _chart("checked", _shares(directory, words), words, unit="%"),
        ],
        "drawing": _drawing(directory, words),
        "towns": _towns(directory),
        "number_of_towns": len(directory.gazetteer.municipalities),
        "without": [{"name": gap.municipality.name, "slug": gap.municipality.slug} for gap in
                    sorted(gaps, key=lambda gap: gap.municipality.slug)],
        "empty": _chart("empty", _empty_towns(directory, gaps), words),
        "gaps": [_gap(gap) for gap in largest],
        "far": _chart("gap", _distances(largest), words, unit="km"),
    }  # fmt: skip


def local(entries: Sequence[Listed], words: Words) -> list[Chart]:
    """What a local government wants to know of its municipality; empty when nothing is there."""
    if not entries:
        return []
    return [
        _chart("kind", _kinds(entries, words), words),
        _chart("freshness", _freshness(entries, words), words),
        _chart("missing", _missing(entries, words), words),
    ]


def nearest(directory: Directory, town: Municipality) -> dict[str, Any] | None:
    """What is nearest to a municipality where nothing is; None when there is nothing at all."""
    gap = reporting.Gap(town, directory.nearest(town.point))
    return _gap(gap) if gap.nearest else None


def _chart(
    key: str, numbers: Mapping[str, int], words: Words, *, note: str = "", unit: str = ""
) -> Chart:
    most = 100 if unit == "%" else max(numbers.values(), default=0) or 1
    # Rounded up: little is not nothing.
    bars = (Bar(label, number, -(-100 * number // most)) for label, number in numbers.items())
    explained = words.say(f"figures.{note}") if note else ""
    return Chart(words.say(f"figures.by.{key}"), tuple(bars), explained, unit)


def _checked(number: int, words: Words) -> str:
    key = {0: "none", 1: "one"}.get(number, "many")
    return words.say(f"figures.checked.{key}", number=number)


def _provinces(directory: Directory, words: Words) -> dict[str, int]:
    found = reporting.by_province(directory)
    return {name or words.say("offer.everywhere"): number for name, number in found.items()}


def _shares(directory: Directory, words: Words) -> dict[str, int]:
    found = reporting.share_checked(directory)
    return {name or words.say("offer.everywhere"): share for name, share in found.items()}


def _kinds(entries: Iterable[Listed], words: Words) -> dict[str, int]:
    counted = Counter(kind for entry in entries for kind in entry.initiative.kinds)
    return {kind.label: counted[key] for key, kind in words.taxonomy.places.items()}


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


def _towns(directory: Directory) -> list[dict[str, Any]]:
    """Every municipality with what it has, A to Z."""
    counts = reporting.by_municipality(directory)
    towns = sorted(directory.gazetteer.municipalities.values(), key=lambda town: town.slug)
    return [{"name": t.name, "slug": t.slug, "number": counts[t.name]} for t in towns]


def _empty_towns(directory: Directory, gaps: Iterable[reporting.Gap]) -> dict[str, int]:
    """How many municipalities of each province have nothing."""
    counted = Counter(gap.municipality.province for gap in gaps)
    return {province: counted[province] for province in directory.gazetteer.provinces}


def _distances(gaps: Iterable[reporting.Gap]) -> dict[str, int]:
    """How far the nearest initiative is from each of these municipalities, in kilometres."""
    return {gap.municipality.name: round(gap.km) for gap in gaps}


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


class _Projection:
    """From degrees to the drawn map: as wide as what lies on it, north on top."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        lats = [village.point.lat for village in gazetteer.villages]
        lons = [village.point.lon for village in gazetteer.villages]
        self.west, self.north = min(lons), max(lats)
        # Units to a degree of latitude.
        self.scale = (_WIDTH - 2 * _EDGE) / ((max(lons) - self.west) * _COSINE or 1)
        self.height = round((self.north - min(lats)) * self.scale) + 2 * _EDGE

    def place(self, point: Point) -> tuple[int, int]:
        x = (point.lon - self.west) * _COSINE * self.scale + _EDGE
        return round(x), round((self.north - point.lat) * self.scale) + _EDGE


def _drawing(directory: Directory, words: Words) -> Drawing:
    """How many initiatives each municipality has, as circles of which the surface tells it."""
    gazetteer, counts = directory.gazetteer, reporting.by_municipality(directory)
    projection, most = _Projection(gazetteer), max(counts.values(), default=0) or 1
    towns = sorted(
        gazetteer.municipalities.values(), key=lambda town: (-counts[town.name], town.slug)
    )
    circles = []
    for town in towns:
        number = counts[town.name]
        told = words.say("points.none") if not number else str(number)
        radius = round(_SMALLEST + _GROWTH * (number / most) ** 0.5, 1)
        x, y = projection.place(town.point)
        circles.append(Circle(f"{town.name}: {told}", x, y, radius, not number))
    villages = sorted({projection.place(village.point) for village in gazetteer.villages})
    return Drawing(_WIDTH, projection.height, _dots(villages), 2 * _EDGE - 8, tuple(circles))


def _dots(points: Iterable[tuple[int, int]]) -> str:
    """A path of lines that are nearly points; with round ends each becomes a disc."""
    return "".join(f"M{x} {y}h.1" for x, y in points)
