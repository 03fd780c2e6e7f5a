"""Invented initiatives, as many as asked for: to measure how the project carries more than it has.

Each is made of parts of real ones: the fields of one, sentences of others of its kind, a village of
the gazetteer, and a name with a word of its own. So the words, their number and how often they come
back are like those of real files. Nothing in them can be called, mailed or visited.
"""

from __future__ import annotations

import itertools
import random
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from finder.files.model import Initiative
from finder.files.writing import canonical
from finder.language.rules import load_rules
from finder.text import slugify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from finder.language.rules import Rules
    from finder.places.gazetteer import Gazetteer, Village

_SYLLABLES = tuple(
    "".join(parts)
    for parts in itertools.product(
        ("b", "d", "dr", "gr", "h", "k", "kl", "l", "m", "p", "r", "st", "t", "v", "w", "z"),
        ("a", "e", "i", "o", "u", "aa", "ee", "ie", "oe", "oo", "ui"),
        ("k", "l", "m", "n", "r", "rt", "s", "t"),
    )
)
_CAPITALS = re.compile(r"\b[A-Z]{2,}")
# What an invented one has from a real one.
_TAKEN = ("kinds", "first_visit", "welcome", "from_elsewhere", "referral", "appointment", "cost",
          "languages", "wheelchair", "volunteers", "bring", "hours", "hours_note")  # fmt: skip


class Inventor:
    """Invents initiatives; the same real ones and the same seed give the same invented ones.

    Args:
        real: the initiatives of whose parts others are made.
        gazetteer: the places.
        seed: another seed gives others.
    """

    def __init__(self, real: Sequence[Initiative], gazetteer: Gazetteer, seed: int = 0) -> None:
        self._real = [initiative for initiative in real if initiative.address]
        self._villages = gazetteer.villages
        self._towns = gazetteer.municipalities
        self._chance = random.Random(seed)  # noqa: S311 (nothing secret)
        self._sentences = _sentences(self._real, load_rules())

    def invent(self, number: int) -> Iterator[Initiative]:
        """So many initiatives, each valid and with a slug of its own."""
        for position in range(number):
            base, village = self._chance.choice(self._real), self._chance.choice(self._villages)
            name = self._name(base, village)
            slug = f"{slugify(name)}-{position}"
            province = slugify(self._towns[village.municipality].province)
            known = {"name": name, "slug": slug, "file": f"initiatives/{province}/{slug}.yml"}
            yield Initiative.model_validate({**self._fields(base, village, slug), **known})

    def _name(self, base: Initiative, village: Village) -> str:
        own = "".join(self._chance.choices(_SYLLABLES, k=2)).capitalize()
        return f"{base.name.split()[0]} {own} {village.name.split(' (')[0]}"

    def _fields(self, base: Initiative, village: Village, slug: str) -> dict[str, object]:
        taken = base.model_dump(mode="json", include=set(_TAKEN), exclude_unset=True)
        sentences = self._sentences[base.kinds[0]]
        website = f"https://example.org/{slug}"
        return {
            **taken,
            "summary": " ".join(self._chance.choices(sentences, k=3)),
            "address": {
                "street": f"Voorbeeldstraat {self._chance.randint(1, 200)}",
                "postcode": village.postcode,
                "place": village.name,
            },
            "contact": {"email": f"{slug[:40]}@example.org", "website": website},
            "sources": [{"url": website, "seen": "2026-01"}],
        }


def write_all(initiatives: Iterator[Initiative], root: Path) -> int:
    """Write each as a file below a folder that is like a repository; returns how many there are."""
    number = 0
    for number, initiative in enumerate(initiatives, 1):  # noqa: B007 (counted)
        path = root / initiative.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(canonical(initiative), encoding="utf-8")
    return number


def _sentences(real: Sequence[Initiative], rules: Rules) -> dict[str, list[str]]:
    """The sentences of summaries, by the first kind of their initiative.

    Those with the letters of a name, which only its own file may use, are left out.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for initiative in real:
        texts = (sentence.text.strip() for sentence in rules.split(initiative.summary))
        found[initiative.kinds[0]] += (text for text in texts if not _CAPITALS.search(text))
    return found
