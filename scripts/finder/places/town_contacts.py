"""Whom one can call in a municipality: its general number, and that of its OCMW.

From ``data/town-contacts.csv``. The rows of Flanders come from the contact data that the Flemish
administration kept of local governments, as imported on 12 December 2023, with the municipalities
of before 2025: what merged since then has a row for each ``former`` municipality. The addresses of
sites of their own that OCMW's had before they became one with their municipality are left out, and
so are mail addresses of persons. The rows of Brussels come from pages of their own.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from finder.settings import DATA

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TOWN_CONTACTS = DATA / "town-contacts.csv"
Office: TypeAlias = Literal["ocmw", "town"]


@dataclass(frozen=True, slots=True)
class TownContact:
    """How to reach an OCMW or a town hall; a text that is empty is not known.

    Attributes:
        municipality: the municipality of today.
        former: the municipality of before 2025 whose office it was, when it has another name.
        office: whether it is the OCMW or the town hall.
        phone: the general number, as Belgians write it; every row has one.
        email: the general mail address.
        website: the address of the site.
        seen: the date of the source: a year, a month or a day.
        source: the page on which it was read.
    """

    municipality: str
    former: str
    office: Office
    phone: str
    email: str
    website: str
    seen: str
    source: str

    @property
    def place(self) -> str:
        """The name that people know the office by: that of before a merger."""
        return self.former or self.municipality


TownContacts: TypeAlias = "Mapping[str, tuple[TownContact, ...]]"


def load_town_contacts(path: Path = TOWN_CONTACTS) -> TownContacts:
    """The rows of each municipality of today, by its name, in the order of the file.

    Raises:
        OSError: the file cannot be read.
        KeyError: a column is missing.
    """
    found: dict[str, list[TownContact]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["municipality"]].append(_contact(row))
    return {name: tuple(contacts) for name, contacts in found.items()}


def to_call(contacts: TownContacts, municipality: str) -> tuple[TownContact, ...]:
    """Whom to call about help: the OCMW, or the town hall where the OCMW has no number known.

    One for each former municipality, that of the same name as today first; nothing when we know no
    number there.
    """
    first: dict[str, TownContact] = {}
    for one in sorted(contacts.get(municipality, ()), key=lambda one: (one.former, one.office)):
        first.setdefault(one.former, one)
    return tuple(first.values())


def town_hall(contacts: TownContacts, municipality: str) -> tuple[TownContact, ...]:
    """The town halls, one for each former municipality, that of the same name as today first."""
    halls = (one for one in contacts.get(municipality, ()) if one.office == "town")
    return tuple(sorted(halls, key=lambda one: one.former))


def _contact(row: Mapping[str, str]) -> TownContact:
    return TownContact(
        row["municipality"],
        row["former"],
        cast("Office", row["office"]),
        row["phone"],
        row["email"],
        row["website"],
        row["seen"],
        row["source"],
    )
