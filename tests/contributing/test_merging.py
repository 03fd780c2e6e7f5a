"""New answers in an old file: what belongs together changes together, the same way everywhere."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
from finder.contributing.merging import leaves, lost, merge
from finder.files.reading import read_file
from hypothesis import given
from hypothesis import strategies as st

from tests.building import REPOSITORY

if TYPE_CHECKING:
    from finder.files.reading import Tree

PATH = REPOSITORY / "initiatives/oost-vlaanderen/voorbeeldhuis-gent.yml"


def house() -> dict[str, Tree]:
    """A file with every field."""
    document, _ = read_file(PATH, "voorbeeldhuis-gent.yml")
    assert document
    return copy.deepcopy(dict(document.data))


def data(**fields: Tree) -> dict[str, Tree]:
    """Keys and values as a document holds them."""
    return fields


POINT = data(lat="51.0500", lon="3.7300")
ADDRESS = data(street="Voorbeeldstraat 1", postcode="9000", place="Gent")
COST = data(kind="reduced", note="Een kop koffie kost 50 cent.")
MOVED = data(street="Veldstraat 80")


@pytest.mark.parametrize(
    ("said", "field", "expected"),
    [
        # the point belongs to the address
        (data(address=MOVED), "location", None),
        (data(address={**ADDRESS, "postcode": "9050"}), "location", None),
        (data(address=data(place="Aalst")), "location", None),
        (data(address=MOVED, location=POINT), "location", None),
        (data(address=MOVED, location=data(lat="51.06", lon="3.72")), "location",
         data(lat="51.06", lon="3.72")),
        (data(address=ADDRESS), "location", POINT),
        (data(address=data(place="gent ")), "location", POINT),
        (data(location=data(lat="51.06")), "location", data(lat="51.06")),
        (data(location=data(lat="51.0500")), "location", POINT),
        # the street and the postcode belong to the place
        (data(address=data(place="Aalst")), "address", data(place="Aalst")),
        (data(address=data(place="Aalst", postcode="9300")), "address",
         data(place="Aalst", postcode="9300")),
        (data(address=data(place="Gent")), "address", ADDRESS),
        (data(address=MOVED), "address", {**ADDRESS, **MOVED}),
        # the explanation belongs to the price
        (data(cost=data(kind="free")), "cost", data(kind="free")),
        (data(cost=data(kind="free", note=COST["note"])), "cost", data(kind="free")),
        (data(cost=data(kind="free", note="Kom gerust.")), "cost",
         data(kind="free", note="Kom gerust.")),
        (data(cost=data(kind="paid", note=COST["note"])), "cost",
         data(kind="paid", note=COST["note"])),
        (data(cost=data(kind="reduced")), "cost", COST),
        (data(cost=data(note="Twee euro.")), "cost", data(kind="reduced", note="Twee euro.")),
        # hours in signs and in words
        (data(hours="Mo 10:00-12:00"), "hours_note", None),
        (data(hours="We 13:30-16:30; PH off"), "hours_note", "In de zomer bel je best eerst."),
        (data(hours_note="Elke vrijdag."), "hours", None),
        (data(hours_note="Elke vrijdag.", hours="Fr 10:00-12:00"), "hours", "Fr 10:00-12:00"),
        # the words about hours hold for these hours; a row of our own table repeats both
        (data(hours="Mo 10:00-12:00", hours_note="Van 13 tot 16 uur."), "hours",
         "Mo 10:00-12:00"),
        # groups belong to who is welcome
        (data(welcome=data(who="everyone", groups=["weinig-geld", "ouderen"],
                           note="Kinderen mogen mee.")), "welcome", data(who="everyone")),
        (data(welcome=data(who="everyone", note="Kom gerust.")), "welcome",
         data(who="everyone", note="Kom gerust.")),
        (data(welcome=data(groups=["gezinnen"])), "welcome",
         data(who="preferably", groups=["gezinnen"])),
        (data(welcome=data(groups=["gezinnen"], note="Kinderen mogen mee.")), "welcome",
         data(who="preferably", groups=["gezinnen"])),
        (data(welcome=data(groups=["gezinnen"], note="Met je kind.")), "welcome",
         data(who="preferably", groups=["gezinnen"], note="Met je kind.")),
        (data(welcome=data(who="everyone")), "welcome", data(who="everyone")),
        (data(welcome=data(who="only")), "welcome",
         data(who="only", groups=["weinig-geld", "ouderen"], note="Kinderen mogen mee.")),
        # a check is one thing, and the newest stays
        (data(checked=data(date="2026-11-21", how="visit")), "checked",
         data(date="2026-11-21", how="visit")),
        (data(checked=data(how="visit")), "checked", data(how="visit")),
        (data(checked=data(date="2026-11-19", how="visit")), "checked",
         data(date="2026-11-20", how="phone")),
    ],
)  # fmt: skip
def test_what_belongs_together_changes_together(
    said: dict[str, Tree], field: str, expected: Tree | None
) -> None:
    assert merge(house(), said).get(field) == expected


def test_a_price_beside_what_was_free_is_unknown() -> None:
    """Somebody explains a price, and did not say that it is free no more."""
    old = data(cost=data(kind="free"))
    assert merge(old, data(cost=data(note="2 euro."))) == data(
        cost=data(kind="unknown", note="2 euro.")
    )
    assert merge(old, data(cost=data(note="Kom gerust."))) == data(
        cost=data(kind="free", note="Kom gerust.")
    )


@pytest.mark.parametrize(
    ("phone", "expected"), [("+32 9 245 09 05", "town"), ("09 245 09 06", None)]
)
def test_whose_a_number_is_belongs_to_the_number(phone: str, expected: str | None) -> None:
    old = data(contact=data(phone="09 245 09 05", phone_of="town"))
    contact = merge(old, data(contact=data(phone=phone)))["contact"]
    assert isinstance(contact, dict)
    assert contact.get("phone_of") == expected


HOURS = data(hours="Mo 09:00-12:00", hours_note="Elke maandag van 9 tot 12 uur.")
REMARK = data(hours="Mo 09:00-12:00", hours_note="Bel even voor je komt.")
OWNED = data(contact=data(phone="0470 12 34 56", email="a.b@huis.be", of_organisation="true"))
PAID = data(cost=data(kind="paid", note="Twee euro."))


@pytest.mark.parametrize(
    ("old", "said", "expected"),
    [
        (HOURS, data(hours="Tu 10:00-12:00"), data(hours="Tu 10:00-12:00")),
        (HOURS, data(hours_note="Elke dinsdag."), data(hours_note="Elke dinsdag.")),
        (HOURS, data(hours_note="Op werkdagen tot 17.30."),
         data(hours_note="Op werkdagen tot 17.30.")),
        (HOURS, data(hours_note="Op maandag, van 13 tot 15 uur."),
         data(hours_note="Op maandag, van 13 tot 15 uur.")),
        (HOURS, data(hours_note="Elke maandag, 9.00 tot 12.00 uur."),
         data(hours="Mo 09:00-12:00", hours_note="Elke maandag, 9.00 tot 12.00 uur.")),
        (HOURS, data(hours="Mo 09:00-12:00; PH off"), {**HOURS, "hours": "Mo 09:00-12:00; PH off"}),
        (HOURS, data(hours_note="Bel eerst."),
         data(hours="Mo 09:00-12:00", hours_note="Bel eerst.")),
        (REMARK, data(hours="Tu 10:00-12:00"), {**REMARK, "hours": "Tu 10:00-12:00"}),
        (data(hours="Mo 09:00-12:00", hours_note="Deze uren zijn van 2024."),
         data(hours="Tu 10:00-12:00"), data(hours="Tu 10:00-12:00")),
        (OWNED, data(contact=data(email="c.d@huis.be")),
         data(contact=data(phone="0470 12 34 56", email="c.d@huis.be"))),
        (OWNED, data(contact=data(phone="0471 12 34 56")),
         data(contact=data(phone="0471 12 34 56", email="a.b@huis.be"))),
        (PAID, data(cost=data(kind="unknown")), data(cost=data(kind="unknown"))),
        (PAID, data(cost=data(kind="free")), data(cost=data(kind="free"))),
        (PAID, data(cost=data(kind="reduced")), data(cost=data(kind="reduced", note="Twee euro."))),
        (data(cost=data(kind="free", note="Gratis.")), data(cost=data(kind="paid")),
         data(cost=data(kind="paid"))),
        (PAID, data(cost=data(note="Gratis.")), data(cost=data(kind="free"))),
        (PAID, data(cost=data(note="Dit kost niets.")), data(cost=data(kind="free"))),
        (data(cost=data(kind="unknown", note="Vraag het.")), data(cost=data(note="3 euro.")),
         data(cost=data(kind="paid", note="3 euro."))),
    ],
)  # fmt: skip
def test_what_a_row_of_our_own_table_repeats_does_not_stay_beside_its_opposite(
    old: dict[str, Tree], said: dict[str, Tree], expected: dict[str, Tree]
) -> None:
    """Such a row says every field, also those that nobody looked at."""
    row = {key: {**value, **part} if isinstance(value, dict) and isinstance(part, dict) else part
           for key, value in old.items() for part in (said.get(key, value),)}  # fmt: skip
    assert merge(old, row) == expected


def test_new_sources_come_first_and_none_goes_away() -> None:
    old = data(sources=[data(url="a", seen="2023"), data(url="b")])
    said = data(sources=[data(url="b", seen="2026"), data(url="c"), data(url="a")])
    assert merge(old, said)["sources"] == [
        data(url="c"), data(url="a", seen="2023"), data(url="b", seen="2026"),
    ]  # fmt: skip


def test_what_goes_away_can_be_named() -> None:
    old = house()
    merged = merge(old, data(address=data(place="Aalst"), cost=data(kind="free")))
    assert lost(old, merged) == [
        "cost.note", "address.street", "address.postcode", "location.lat", "location.lon",
    ]  # fmt: skip


def test_the_old_fields_are_not_touched() -> None:
    old = house()
    merge(old, data(address=data(place="Aalst"), location=POINT, checked=data(date="2030-01-01")))
    assert old == house()


def part(chosen: set[str]) -> dict[str, Tree]:
    """Some of the leaves of the file."""
    found: dict[str, Tree] = {}
    for path, value in leaves(house()):
        key, _, inner = path.partition(".")
        if path in chosen and inner:
            inside = found.setdefault(key, {})
            assert isinstance(inside, dict)
            inside[inner] = value
        elif path in chosen:
            found[key] = value
    return found


@given(st.sets(st.sampled_from([path for path, _ in leaves(house())])))
def test_to_say_what_is_known_changes_nothing(chosen: set[str]) -> None:
    """Whichever part of it is said again."""
    assert merge(house(), part(chosen)) == house()


@given(st.sets(st.sampled_from([path for path, _ in leaves(house())])), st.text(min_size=1))
def test_what_is_said_stands_there(chosen: set[str], text: str) -> None:
    """Unless it is a list, a point or a check, which have rules of their own."""
    own = ("sources", "location", "checked", "cost", "welcome", "exceptions", "not_same_as")
    said = part({path for path in chosen if path.partition(".")[0] not in own})
    changed: dict[str, Tree] = {
        key: dict.fromkeys(value, text) if isinstance(value, dict) else text
        for key, value in said.items()
    }
    merged = dict(leaves(merge(house(), changed)))
    assert all(merged[path] == value for path, value in leaves(changed))
