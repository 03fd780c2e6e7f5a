"""Which answer of a source is what was asked. Pure: no file, no network, no clock.

A source may know another street of nearly that name, the same street in another village, or a
point in the sea. So an answer counts only when street, number and postcode equal the question. A
street without its number counts as the street. For everything else the village stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from finder.places.coordinates import is_sane, postcodes_of
from finder.places.gazetteer import Point, distance_km
from finder.places.geocoding.normalising import HouseNumber, split_street, street_key
from finder.places.spots import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from finder.places.gazetteer import Gazetteer

# Answers for one house number must lie together: the boxes of one building, or of one court.
SAME_HOUSE_KM = 0.2
# The middle of a street is worth more than the village only when its ends are not further away
# than villages are from each other; see the 2.1 km above. From one end to the other, so twice.
LONGEST_STREET_KM = 4.2


@dataclass(frozen=True, slots=True)
class Question:
    """An address to look for.

    Attributes:
        street: the name of the street as written.
        number: the number of the house; None when the address has none.
        postcode: as written; empty when the address has none.
        place: the village or town as written.
        postcodes: where the answer may lie: the postcode, else all those of the municipality.
    """

    street: str
    number: HouseNumber | None
    postcode: str
    place: str
    postcodes: frozenset[str]

    @property
    def best(self) -> Precision:
        """The most that an answer can be: a door has a number."""
        return Precision.DOOR if self.number else Precision.STREET

    @property
    def street_and_number(self) -> str:
        """Street and house, without a box: ``Kerkstraat 12``."""
        return f"{self.street} {self.number.houses[0]}" if self.number else self.street

    @property
    def line(self) -> str:
        """The address on one line without the box, as services want it."""
        return f"{self.street_and_number}, {f'{self.postcode} {self.place}'.strip()}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One address or street as a source knows it.

    Attributes:
        streets: the name of the street, in each language.
        number: the number of the house; None for a street as a whole.
        postcode: four figures; empty when the source does not say.
        point: where it is.
    """

    streets: tuple[str, ...]
    number: HouseNumber | None
    postcode: str
    point: Point


@dataclass(frozen=True, slots=True)
class Answer:
    """A point that counts, and how near to the door it is."""

    point: Point
    precision: Precision


def question(query: Mapping[str, str], gazetteer: Gazetteer) -> Question | None:
    """What to look for; None when a query names no street, or no place that we know."""
    street, number = split_street(query.get("street", ""))
    code, place = query.get("postalcode", ""), query.get("city", "")
    postcodes = postcodes_of(code, place, gazetteer)
    if not street_key(street) or not postcodes:
        return None
    return Question(street, number, code, place, postcodes)


def accept(asked: Question, candidates: Iterable[Candidate], gazetteer: Gazetteer) -> Answer | None:
    """The door that was asked, else its street, else None.

    None also when what is left contradicts itself: two streets of one name, or one house number at
    two places.
    """
    here = [one for one in candidates if _is_asked_street(asked, one, gazetteer)]
    doors = _doors(asked, here)
    if doors:
        return _only(doors, Precision.DOOR, SAME_HOUSE_KM)
    whole = [one for one in here if one.number is None]
    return _only(whole or here, Precision.STREET, LONGEST_STREET_KM)


def _is_asked_street(asked: Question, one: Candidate, gazetteer: Gazetteer) -> bool:
    key = street_key(asked.street)
    return (
        one.postcode in asked.postcodes
        and any(street_key(name) == key for name in one.streets)
        and is_sane(one.point, [one.postcode], gazetteer)
    )


def _doors(asked: Question, here: Sequence[Candidate]) -> list[Candidate]:
    """The candidates with the asked number: those with its box, else without, else any box."""
    number = asked.number
    if number is None:
        return []
    doors = [(c, c.number) for c in here if c.number and c.number.is_house_of(number)]
    for box in (number.box, ""):
        same = [candidate for candidate, found in doors if found.box == box]
        if same:
            return same
    return [candidate for candidate, _ in doors]


def _only(candidates: Sequence[Candidate], precision: Precision, apart_km: float) -> Answer | None:
    """The candidate nearest to the middle, when all lie in one postcode and near each other."""
    points = sorted({candidate.point for candidate in candidates})
    if len({candidate.postcode for candidate in candidates}) != 1:
        return None
    lats, lons = [p.lat for p in points], [p.lon for p in points]
    corners = Point(min(lats), min(lons)), Point(max(lats), max(lons))
    if distance_km(*corners) > apart_km:
        return None
    middle = Point(sum(lats) / len(lats), sum(lons) / len(lons))
    return Answer(min(points, key=lambda point: _squared(point, middle)), precision)


def _squared(a: Point, b: Point) -> float:
    """A distance that only orders points near each other; 0.4 is cos² of the latitude here."""
    return (a.lat - b.lat) ** 2 + 0.4 * (a.lon - b.lon) ** 2
