"""Street, house number and box, so that two ways to write them can be compared.

Only what means the same to everybody is made equal: ``St.-Pietersnieuwstr.`` and
``Sint-Pietersnieuwstraat``, ``12 a`` and ``12A``, ``12 bus 1`` and ``12/1``. Initials and spelling
are left alone: ``J.B. Nowélei`` may be another street than ``Jan-Baptist Nowélei``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from finder.text import name_key

_ENDINGS = (
    (re.compile(r"str\b\.?"), "straat"),
    (re.compile(r"(?:steenw|stwg|stw)\b\.?"), "steenweg"),
    (re.compile(r"ln\b\.?"), "laan"),
)
# Only with their point, and only before a name: "Burg" alone is a square in Bruges.
_TITLES = {
    "burg": "burgemeester",
    "dr": "dokter",
    "gen": "generaal",
    "kan": "kanunnik",
    "kard": "kardinaal",
    "min": "minister",
    "past": "pastoor",
    "prof": "professor",
}
_TITLE = re.compile(rf"\b({'|'.join(_TITLES)})\.(?=\s*\w)")

_HOUSE = r"\d{1,4}(?:\s?(?:bis|ter|[a-z])(?![a-z]))?"
_BOX_WORD = r"(?:bus|box|bte|bo[iî]te)\.?|b\.?(?=\s*\d)"
_BOX = rf"(?:\s*,?\s*(?:{_BOX_WORD})\s*|\s*/\s*)(?P<box>[a-z0-9][a-z0-9.]*)"
_NUMBER = rf"(?P<houses>{_HOUSE}(?:\s?[-–+&/]\s?{_HOUSE})*)(?:{_BOX})?"
_WHOLE_NUMBER = re.compile(_NUMBER, re.IGNORECASE)
_STREET_AND_NUMBER = re.compile(
    rf"(?P<street>.*?[^\s,])[\s,]++(?:(?:nr|nummer)\b\.?|n°)?\s*(?P<number>{_NUMBER})",
    re.IGNORECASE,
)
_NO_NUMBER = re.compile(r"(?<![\s,])[\s,]++(?:z/n|zn|z\.n|s/n)\.?$", re.IGNORECASE)
# Numbers further apart than this after a stroke are a house and its box: 5/101.
_LONGEST_ROW = 20


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """The number of a house, or of the houses that one address names.

    Attributes:
        houses: ``("12A",)``, or ``("118", "120")`` for "118-120"; never empty.
        box: the box in that house (*bus*, *boîte*); empty when there is none.
    """

    houses: tuple[str, ...]
    box: str = ""

    def is_house_of(self, other: HouseNumber) -> bool:
        """Whether both name the same house, whatever the box.

        "118-120" names two houses, so that it is also the house "118".
        """
        mine, others = set(self.houses), set(other.houses)
        return mine <= others or others <= mine


@cache
def street_key(name: str) -> str:
    """A street name without what people write differently; equal keys are the same street.

    What stands in brackets (an addition that tells two streets of one name apart) does not count.
    """
    text = name.lower()
    for pattern, word in _ENDINGS:
        text = pattern.sub(word, text)
    return name_key(_TITLE.sub(lambda found: f"{_TITLES[found[1]]} ", text))


def read_number(text: str, box: str = "") -> HouseNumber | None:
    """A house number as written; None when there is none.

    Args:
        text: such as ``12A``, ``12 bus 1``, ``26/1`` or ``118-120``.
        box: the box, when it stands apart from the number.
    """
    found = _WHOLE_NUMBER.fullmatch(text.strip())
    if not found:
        # An unusual number, such as "12_2", is equal to itself only.
        return HouseNumber((_tidy(text),), _tidy(box)) if text.strip() else None
    houses, inside = _houses(found["houses"])
    return HouseNumber(houses, _tidy(box or found["box"] or inside))


def split_street(text: str) -> tuple[str, HouseNumber | None]:
    """The name of the street and the number of the house in ``Kerkstraat 12 bus 1``.

    The number is None when there is none, or when it cannot be told from the name.
    """
    text = _NO_NUMBER.sub("", text.strip())
    found = _STREET_AND_NUMBER.fullmatch(text)
    if not found or not street_key(found["street"]):
        return text, None
    return found["street"].rstrip(" ,"), read_number(found["number"])


def _houses(text: str) -> tuple[tuple[str, ...], str]:
    """The houses in "31/33", or the house and the box in "26/1"."""
    parts = [_tidy(part) for part in re.split(r"[-–+&/]", text)]
    if len(parts) == 2 and not _is_row(parts[0], parts[1], "/" in text):
        return (parts[0],), parts[1]
    return tuple(parts), ""


def _is_row(house: str, other: str, stroke: bool) -> bool:
    """Whether two numbers are houses in a row; with a stroke between them they may be a box."""
    first, last = (int(re.sub(r"\D", "", text)) for text in (house, other))
    if not stroke:
        return last > first
    return 0 < last - first <= _LONGEST_ROW and (last - first) % 2 == 0


def _tidy(text: str) -> str:
    """``012 a`` as ``12A``."""
    return re.sub(r"^0+(?=\d)", "", re.sub(r"\s+", "", text).upper())
