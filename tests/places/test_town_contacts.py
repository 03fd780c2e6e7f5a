"""The numbers of towns and OCMW's: of every municipality of Flanders, general, and dated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import phonenumbers
import pytest
from email_validator import validate_email
from finder.files.writing import national_phone
from finder.places.town_contacts import (
    TOWN_CONTACTS,
    Office,
    TownContact,
    load_town_contacts,
    to_call,
    town_hall,
)

from tests.building import real_gazetteer

if TYPE_CHECKING:
    from pathlib import Path

REAL = load_town_contacts()
ROWS = [one for contacts in REAL.values() for one in contacts]
# Municipalities of Brussels of which no page told a number.
UNKNOWN = {
    "Elsene", "Evere", "Sint-Gillis", "Sint-Pieters-Woluwe", "Ukkel", "Watermaal-Bosvoorde",
}  # fmt: skip


def contact(former: str, office: Office, phone: str = "09 245 09 05") -> TownContact:
    return TownContact("Gent", former, office, phone, "", "", "2023", "https://gent.example")


# --- the real file -----------------------------------------------------------------------------


def test_every_municipality_of_flanders_can_be_called() -> None:
    """And every one of Brussels but those of the list above."""
    towns = real_gazetteer().municipalities
    assert set(REAL) == set(towns) - UNKNOWN
    assert all(towns[name].in_brussels for name in UNKNOWN)
    assert all(to_call(REAL, name) for name in set(towns) - UNKNOWN)
    assert all(town_hall(REAL, name) for name, town in towns.items() if not town.in_brussels)


@pytest.mark.parametrize("one", ROWS, ids=lambda one: f"{one.place} {one.office}")
def test_each_row_is_good(one: TownContact) -> None:
    """A general Belgian number as Belgians write it, no mobile phone, and a dated page."""
    assert national_phone(one.phone) == one.phone
    is_short = re.fullmatch(r"\d{4}", one.phone) is not None
    number = phonenumbers.parse(one.phone, "BE")
    assert is_short or phonenumbers.is_valid_number_for_region(number, "BE")
    assert phonenumbers.number_type(number) is not phonenumbers.PhoneNumberType.MOBILE
    assert one.office in get_args(Office)
    if one.email:
        validate_email(one.email, check_deliverability=False)
    assert not one.website or re.fullmatch(r"https?://\S+", one.website)
    assert re.fullmatch(r"https?://\S+", one.source)
    assert re.fullmatch(r"(\d{4}(-\d\d){0,2})?", one.seen)


def test_a_former_municipality_lies_in_that_of_today() -> None:
    """And it has another name."""
    gazetteer = real_gazetteer()
    for one in ROWS:
        assert one.former != one.municipality
        towns = {village.municipality for village in gazetteer.find(one.place)}
        assert one.municipality in towns, one


def test_the_file_is_in_order_and_each_office_stands_there_once() -> None:
    """So that a change of one row is a change of one line."""
    keys = [(one.municipality, one.former, one.office) for one in ROWS]
    assert keys == sorted(set(keys))
    assert TOWN_CONTACTS.read_text(encoding="utf-8").count("\n") == len(ROWS) + 1


# --- the reader --------------------------------------------------------------------------------


def test_what_a_row_says(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(
        "municipality,former,office,phone,email,website,seen,source\n"
        "Lokeren,Moerbeke,town,09 346 80 05,,https://moerbeke.be,2023-12-12,https://x.be\n",
        encoding="utf-8",
    )
    (one,) = load_town_contacts(path)["Lokeren"]
    assert one == TownContact(
        "Lokeren", "Moerbeke", "town", "09 346 80 05", "", "https://moerbeke.be", "2023-12-12",
        "https://x.be",
    )  # fmt: skip
    assert one.place == "Moerbeke"


@pytest.mark.parametrize(
    ("contacts", "expected", "halls"),
    [
        ([], [], []),
        ([("", "town")], [("", "town")], [""]),
        ([("", "town"), ("", "ocmw")], [("", "ocmw")], [""]),
        ([("Drongen", "ocmw"), ("", "town")], [("", "town"), ("Drongen", "ocmw")], [""]),
        (
            [("Mariakerke", "town"), ("Drongen", "town"), ("Drongen", "ocmw")],
            [("Drongen", "ocmw"), ("Mariakerke", "town")],
            ["Drongen", "Mariakerke"],
        ),
    ],
)
def test_whom_to_call(
    contacts: list[tuple[str, Office]], expected: list[tuple[str, Office]], halls: list[str]
) -> None:
    """The OCMW before the town hall, of each former municipality."""
    known = {"Gent": tuple(contact(former, office) for former, office in contacts)}
    assert [(one.former, one.office) for one in to_call(known, "Gent")] == expected
    assert [one.former for one in town_hall(known, "Gent")] == halls
    assert to_call(known, "Aalst") == town_hall(known, "Aalst") == ()
