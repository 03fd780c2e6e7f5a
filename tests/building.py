"""Small things that tests are made of: initiatives, documents, places and entries."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from finder.directory import Listed, listed
from finder.files.model import Initiative
from finder.files.reading import Document, read_bytes
from finder.files.taxonomy import Kind, load_taxonomy
from finder.places.gazetteer import Gazetteer, Municipality, Point, Village
from finder.places.spots import Precision, Spot
from finder.words.saying import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from finder.findings import Finding

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
REPOSITORY = FIXTURES / "repository"
TODAY = dt.date(2026, 11, 22)

# The lines of a file without mistakes; each key stands on the line of its number, from 1.
VALID = {
    "name": "Het Voorbeeldhuis",
    "kinds": "[ontmoeten]",
    "summary": "Je ontmoet hier andere mensen bij een kop koffie.",
    "address": '{street: Voorbeeldstraat 1, postcode: "9000", place: Gent}',
    "contact": "{phone: 09 245 09 05}",
    "sources": "[{url: https://voorbeeldhuis.be, seen: 2026-10}]",
}


def yaml_text(**changes: str | None) -> str:
    """A file without mistakes and with these changes; None leaves a key out, a new key goes last.

    The text of a change may have several lines.
    """
    fields = {**VALID, **changes}
    return "".join(f"{key}: {value}\n" for key, value in fields.items() if value is not None)


def read_text(
    text: str, file: str = "initiatives/oost-vlaanderen/voorbeeldhuis.yml"
) -> tuple[Document | None, list[Finding]]:
    """The document in a text, as if it stood in this file."""
    return read_bytes(text.encode(), file)


def document(text: str, file: str = "initiatives/oost-vlaanderen/voorbeeldhuis.yml") -> Document:
    """The document in a text that can be read."""
    found, _ = read_text(text, file)
    if found is None:
        raise ValueError(text)
    return found


def initiative(**fields: object) -> Initiative:
    """An initiative from keyword arguments; what is left out has a value that says little."""
    slug = fields.get("slug", "voorbeeldhuis")
    known: dict[str, object] = {
        "name": "Het Voorbeeldhuis",
        "kinds": ["ontmoeten"],
        "summary": "Je ontmoet hier andere mensen bij een kop koffie.",
        "sources": [{"url": "https://voorbeeldhuis.be", "seen": "2026-10"}],
        "slug": slug,
        "file": f"initiatives/oost-vlaanderen/{slug}.yml",
    }
    return Initiative.model_validate({**known, **fields})


def spot(lat: float, lon: float, precision: Precision = Precision.DOOR) -> Spot:
    """A point on the map with its precision."""
    return Spot(Point(lat, lon), precision, "test")


def entry(slug: str = "voorbeeldhuis", where: Spot | None = None, /, **fields: object) -> Listed:
    """An initiative in the made-up country, as it is listed on :data:`TODAY`."""
    return listed(initiative(slug=slug, **fields), where, small_gazetteer(), TODAY)


def slugs(entries: Iterable[Listed]) -> list[str]:
    """The ids of entries, in their order."""
    return [one.slug for one in entries]


def rules(findings: Iterable[Finding]) -> list[str]:
    """The names of the rules in findings, in order."""
    return [finding.rule for finding in findings]


@cache
def real_gazetteer() -> Gazetteer:
    """The gazetteer that comes with the library, read once."""
    return Gazetteer.load()


@cache
def small_words() -> Words:
    """The Dutch strings, with the kinds, groups and languages of the small repository."""
    return Words.load(load_taxonomy(REPOSITORY / "initiatives" / "taxonomy.yml"))


@cache
def line_words() -> Words:
    """The same, and a kind that one calls from anywhere; advice on rights is free."""
    words = small_words()
    kinds = dict(words.taxonomy.kinds)
    kinds["rechten-geld"] = kinds["rechten-geld"].model_copy(update={"advice_free": True})
    kinds["hulplijn"] = Kind(label="Hulplijn", explanation="Bel van overal.", places=False)
    return Words(words.strings, words.taxonomy.model_copy(update={"kinds": kinds}))


@cache
def small_gazetteer() -> Gazetteer:
    """A made-up country: two provinces and Brussels, and the name Berg twice.

    Linde and Eik lie 9.7 km apart; every other two lie more than 40 km apart.
    """
    municipalities = [
        Municipality("Linde", "1", "Noordland", "9000", Point(51.00, 3.50)),
        Municipality("Eik", "2", "Noordland", "9100", Point(51.06, 3.60)),
        Municipality("Beuk-Olm", "3", "Zuidland", "8000", Point(50.80, 5.00)),
        Municipality("Brussel", "4", "Brussel", "1000", Point(50.85, 4.35)),
    ]
    villages = [
        Village("Brussel", "1000", "Brussel", Point(50.85, 4.35)),
        Village("Laken", "1020", "Brussel", Point(50.88, 4.35)),
        Village("Beuk", "8000", "Beuk-Olm", Point(50.80, 5.00)),
        Village("Kersen", "8000", "Beuk-Olm", Point(50.83, 5.03)),
        Village("Berg", "8001", "Beuk-Olm", Point(50.82, 5.05)),
        Village("Linde", "9000", "Linde", Point(51.00, 3.50)),
        Village("Berg", "9001", "Linde", Point(51.03, 3.52)),
        Village("Hazel", "9002", "Linde", Point(50.98, 3.46)),
        Village("Iep", "9002", "Linde", Point(50.96, 3.44)),
        Village("Eik", "9100", "Eik", Point(51.06, 3.60)),
    ]
    return Gazetteer(municipalities, villages, [("Tilleul", "Linde"), ("Oud-Eik", "Eik")])
