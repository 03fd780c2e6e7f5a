"""The gazetteer: postcodes, villages and municipalities of Flanders and Brussels.

Municipalities are those since 1 January 2025. Coordinates are WGS 84 degrees, from GeoNames
(CC BY 4.0); those marked ``estimate`` nobody measured.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from finder.settings import DATA
from finder.text import name_key, slugify, suggestion
from geopy.distance import geodesic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

BRUSSELS = "Brussel"
FLANDERS = "Vlaanderen"
# The city of Brussels; "Brussel" alone is the region of nineteen municipalities.
BRUSSELS_CITY = "Brussel-stad"
_PROVINCE = "provincie "


class Point(NamedTuple):
    """A place on earth: WGS 84, in degrees."""

    lat: float
    lon: float


class Box(NamedTuple):
    """A rectangle of coordinates, in degrees."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, point: Point) -> bool:
        """Whether the point lies in the box."""
        return self.south <= point.lat <= self.north and self.west <= point.lon <= self.east


# The outermost points of Flanders and Brussels, rounded outwards to a hundredth of a degree.
FLANDERS_AND_BRUSSELS = Box(south=50.67, west=2.53, north=51.51, east=5.92)


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of today; ``nis`` is its number at the Belgian statistics office."""

    name: str
    nis: str
    province: str
    postcode: str
    point: Point

    @property
    def slug(self) -> str:
        """Its part of an address: ``/gemeenten/<slug>/``."""
        return slugify(self.name)

    @property
    def in_brussels(self) -> bool:
        """Whether it is one of the nineteen municipalities of Brussels."""
        return self.province == BRUSSELS


@dataclass(frozen=True, slots=True)
class Village:
    """A place name with its postcode: a village, a former municipality or a whole town."""

    name: str
    postcode: str
    municipality: str
    point: Point


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode with all villages that carry it; they lie in one municipality."""

    code: str
    municipality: Municipality
    villages: tuple[Village, ...]

    @property
    def main_village(self) -> Village | None:
        """The village after which the municipality is named, or the only one; else None."""
        if len(self.villages) == 1:
            return self.villages[0]
        named = [v for v in self.villages if v.name == self.municipality.name] or [
            v for v in self.villages if v.name in self.municipality.name.split("-")
        ]
        return named[0] if named else None

    @property
    def point(self) -> Point:
        """The main village, or the middle of all villages when there is none."""
        if self.main_village:
            return self.main_village.point
        lats = [village.point.lat for village in self.villages]
        lons = [village.point.lon for village in self.villages]
        return Point(round(sum(lats) / len(lats), 4), round(sum(lons) / len(lons), 4))

    @property
    def place(self) -> str:
        """What people call it: its village, its two villages, or the municipality."""
        if self.main_village:
            return self.main_village.name
        if len(self.villages) == 2:
            return " en ".join(village.name for village in self.villages)
        return self.municipality.name


@dataclass(frozen=True, slots=True)
class Area:
    """What an initiative serves: one municipality, a province, Flanders or Brussels."""

    name: str
    municipality: str = ""
    province: str = ""

    @property
    def is_wide(self) -> bool:
        """Whether it is more than a municipality."""
        return not self.municipality

    def covers(self, municipality: Municipality) -> bool:
        """Whether the municipality lies in this area."""
        if self.municipality:
            return municipality.name == self.municipality
        if self.province:
            return municipality.province == self.province
        return not municipality.in_brussels


class Gazetteer:
    """All postcodes, villages and municipalities, with look-up by postcode and by name.

    Attributes:
        other_names: other names, each with the municipality that has it.
        village_names: other names of one village, each with its name and its postcode.
    """

    def __init__(
        self,
        municipalities: Iterable[Municipality],
        villages: Iterable[Village],
        other_names: Iterable[tuple[str, str]] = (),
        village_names: Iterable[tuple[str, str, str]] = (),
    ) -> None:
        self.municipalities = {m.name: m for m in sorted(municipalities, key=lambda m: m.name)}
        self.villages = tuple(villages)
        self.other_names = tuple(other_names)
        self.village_names = tuple(village_names)

    @classmethod
    def load(cls, folder: Path = DATA) -> Gazetteer:
        """The gazetteer that comes with the library."""
        municipalities = (
            Municipality(r["municipality"], r["nis"], r["province"], r["postcode"], _point(r))
            for r in _rows(folder / "municipalities.csv")
        )
        villages = (
            Village(r["place"], r["postcode"], r["municipality"], _point(r))
            for r in _rows(folder / "places.csv")
        )
        names = ((r["name"], r["municipality"]) for r in _rows(folder / "names.csv"))
        file = folder / "village-names.csv"
        more = (
            (r["name"], r["place"], r["postcode"]) for r in (_rows(file) if file.is_file() else ())
        )
        return cls(municipalities, villages, names, more)

    @cached_property
    def postcodes(self) -> dict[str, Postcode]:
        """Every postcode, in order."""
        grouped: dict[str, list[Village]] = defaultdict(list)
        for village in self.villages:
            grouped[village.postcode].append(village)
        return {
            code: Postcode(code, self.municipalities[members[0].municipality], tuple(members))
            for code, members in sorted(grouped.items())
        }

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """The five provinces and Brussels, in order of name."""
        return tuple(sorted({m.province for m in self.municipalities.values()}))

    @cached_property
    def _by_name(self) -> dict[str, list[Village]]:
        found: dict[str, list[Village]] = defaultdict(list)
        for village in self.villages:
            found[name_key(village.name)].append(village)
        for alias, village in self._villages_by_alias():
            found[name_key(alias)].append(village)
        for alias, name in self.other_names:
            found[name_key(alias)].append(self._as_village(name))
        for name in self.municipalities:
            if name_key(name) not in found:
                found[name_key(name)].append(self._as_village(name))
        return found

    def _villages_by_alias(self) -> Iterator[tuple[str, Village]]:
        known = {(village.name, village.postcode): village for village in self.villages}
        yield from ((alias, known[name, code]) for alias, name, code in self.village_names)

    @property
    def towns_by_alias(self) -> Iterator[tuple[str, str]]:
        """Every other name, of a municipality or of a village, with the municipality."""
        yield from self.other_names
        yield from ((alias, village.municipality) for alias, village in self._villages_by_alias())

    def _as_village(self, name: str) -> Village:
        municipality = self.municipalities[name]
        return Village(name, municipality.postcode, name, municipality.point)

    def find(self, name: str) -> list[Village]:
        """The places with this name, one for each postcode; several when the name is shared.

        Capitals, accents, hyphens and spaces do not matter; ``St.`` is read as ``Sint``. Names of
        former municipalities, and French, German and English names, are known too.
        """
        return list(self._by_name.get(name_key(name), ()))

    def place(self, name: str, postcode: str | None = None) -> Village | None:
        """The one place meant by this name; None when unknown or when several share it.

        A name with several postcodes in one municipality is placed in its main postcode, or in the
        middle of the municipality. A municipality name may stand with any of its postcodes.
        """
        if postcode:
            return self._with_postcode(name, postcode)
        found = self.find(name)
        towns = {village.municipality for village in found}
        if len(towns) > 1:
            # "Halle" alone is the town of that name, not the village near Zoersel.
            found = [village for village in found if village.municipality == village.name]
            towns = {village.municipality for village in found}
        if len(towns) != 1:
            return None
        municipality = self.municipalities[towns.pop()]
        if len(found) == 1:
            return found[0]
        main = [village for village in found if village.postcode == municipality.postcode]
        return main[0] if main else self._as_village(municipality.name)

    def _with_postcode(self, name: str, code: str) -> Village | None:
        postcode = self.postcodes.get(code)
        if not postcode:
            return None
        key = name_key(name)
        for village in postcode.villages:
            if name_key(village.name) == key or village in self._by_name.get(key, ()):
                return village
        town = postcode.municipality.name
        if any(village.municipality == town for village in self.find(name)) and (
            key == name_key(town) or self._other_town_name(key, town)
        ):
            return Village(postcode.place, code, town, postcode.point)
        return None

    def _other_town_name(self, key: str, town: str) -> bool:
        return any(name_key(alias) == key and name == town for alias, name in self.other_names)

    def suggest(self, name: str) -> str:
        """The place name that looks most like this one; empty when none does."""
        return suggestion(name, [*self.municipalities, *(v.name for v in self.villages)])

    def area(self, text: str) -> Area | None:
        """What ``serves`` names: a municipality, "provincie X", Vlaanderen or Brussel."""
        if text == FLANDERS:
            return Area(text)
        if text == BRUSSELS:
            return Area(text, province=BRUSSELS)
        if text == BRUSSELS_CITY:
            return Area(text, municipality=BRUSSELS)
        if text in self.municipalities:
            return Area(text, municipality=text)
        province = text.removeprefix(_PROVINCE)
        if text.startswith(_PROVINCE) and province in self.provinces and province != BRUSSELS:
            return Area(text, province=province)
        return None


def distance_km(a: Point, b: Point) -> float:
    """The distance over the WGS 84 ellipsoid, in kilometres (Karney 2013, by geopy)."""
    return float(geodesic(a, b).km)


def box_around(point: Point, km: float) -> Box:
    """A box that holds every point within ``km`` of this one.

    A degree of latitude is nowhere shorter than 110.5 km; a degree of longitude shrinks with the
    cosine of the latitude. Two percent are added, so that rounding never leaves a point out.
    """
    high = 1.02 * km / 110.5
    wide = high / math.cos(math.radians(abs(point.lat) + high))
    return Box(point.lat - high, point.lon - wide, point.lat + high, point.lon + wide)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _point(row: dict[str, str]) -> Point:
    return Point(float(row["lat"]), float(row["lon"]))
