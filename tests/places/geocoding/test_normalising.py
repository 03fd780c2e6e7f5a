"""Two ways to write an address are the same address, and two addresses are not."""

from __future__ import annotations

import pytest
from finder.places.geocoding.normalising import HouseNumber, read_number, split_street, street_key
from hypothesis import given
from hypothesis import strategies as st

SAME_STREETS = [
    ("Sint-Pietersnieuwstraat", "St.-Pietersnieuwstr."),
    ("Sint-Pietersnieuwstraat", "sint pietersnieuwstraat"),
    ("Stationsstraat", "STATIONSSTR"),
    ("Nieuwe Gentsesteenweg", "Nieuwe Gentsestwg."),
    ("Antwerpse Steenweg", "Antwerpse stw"),
    ("Koningin Astridlaan", "Koningin Astridln."),
    ("Burgemeester Nolfstraat", "Burg. Nolfstraat"),
    ("Onze-Lieve-Vrouwestraat", "O.L. Vrouwestraat"),
    ("Kerkstraat", "Kerkstraat (Mere)"),
    ("'s-Gravenstraat", "’s Gravenstraat"),
    ("J.B. Nowélei", "J. B. Nowelei"),
    ("Chaussée de Mons", "Chaussee de Mons"),
]
OTHER_STREETS = [
    ("Stationsstraat", "Stationstraat"),
    ("Kerkstraat", "Kerkplein"),
    ("Kerkstraat", "Oude Kerkstraat"),
    ("Burg", "Burgemeester"),
    ("Jan-Baptist Nowélei", "J.B. Nowélei"),
    ("Koning Albertstraat", "Koningin Albertstraat"),
]


@pytest.mark.parametrize(("one", "other"), SAME_STREETS)
def test_the_same_street(one: str, other: str) -> None:
    assert street_key(one) == street_key(other)


@pytest.mark.parametrize(("one", "other"), OTHER_STREETS)
def test_another_street(one: str, other: str) -> None:
    assert street_key(one) != street_key(other)


def house(*houses: str, box: str = "") -> HouseNumber:
    return HouseNumber(houses, box)


@pytest.mark.parametrize(
    ("text", "street", "number"),
    [
        ("Kerkstraat 12", "Kerkstraat", house("12")),
        ("Kerkstraat 12A", "Kerkstraat", house("12A")),
        ("Kerkstraat 12 a", "Kerkstraat", house("12A")),
        ("Kerkstraat 12 bis", "Kerkstraat", house("12BIS")),
        ("Kerkstraat 012", "Kerkstraat", house("12")),
        ("Kerkstraat, 12", "Kerkstraat", house("12")),
        ("Kerkstraat nr. 12", "Kerkstraat", house("12")),
        ("Kerkstraat 12 bus 1", "Kerkstraat", house("12", box="1")),
        ("Kerkstraat 12, bus 1", "Kerkstraat", house("12", box="1")),
        ("Kerkstraat 12 b. 1", "Kerkstraat", house("12", box="1")),
        ("Rue Neuve 12 bte 1", "Rue Neuve", house("12", box="1")),
        ("Kerkstraat 12 bus 0.1", "Kerkstraat", house("12", box="0.1")),
        ("Augustijnenlaan 26/1", "Augustijnenlaan", house("26", box="1")),
        ("Zuidmoerstraat 136/6", "Zuidmoerstraat", house("136", box="6")),
        ("Aartrijkestraat 11/A", "Aartrijkestraat", house("11", box="A")),
        ("Kerkstraat 5/101", "Kerkstraat", house("5", box="101")),
        ("Breughelstraat 31/33", "Breughelstraat", house("31", "33")),
        ("Plantenstraat 118-120", "Plantenstraat", house("118", "120")),
        ("Torhoutsesteenweg 29-33-35", "Torhoutsesteenweg", house("29", "33", "35")),
        ("Burg. Nolfstraat 10 A", "Burg. Nolfstraat", house("10A")),
        ("8 Meilaan 3", "8 Meilaan", house("3")),
        ("Plein 1830 12", "Plein 1830", house("12")),
        ("Kerkstraat", "Kerkstraat", None),
        ("Kerkstraat z/n", "Kerkstraat", None),
        ("Vijfde Januaristraat", "Vijfde Januaristraat", None),
        ("Villa de Brouckere, Burg", "Villa de Brouckere, Burg", None),
        ("12", "12", None),
        ("", "", None),
    ],
)
def test_street_and_number(text: str, street: str, number: HouseNumber | None) -> None:
    assert split_street(text) == (street, number)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("12", "12", True),
        ("12A", "12 a", True),
        ("12 bus 1", "12", True),
        ("12 bus 1", "12 bus 2", True),
        ("118-120", "118", True),
        ("120", "118-120", True),
        ("12", "12A", False),
        ("12", "2", False),
        ("119", "117-121", False),
        ("118-120", "120-122", False),
        ("12_2", "12", False),
        ("12_2", "12_2", True),
    ],
)
def test_the_same_house(one: str, other: str, is_same: bool) -> None:
    """The box is a matter inside the house."""
    left, right = read_number(one), read_number(other)
    assert left
    assert right
    assert left.is_house_of(right) is is_same


def test_a_box_in_a_column_of_its_own() -> None:
    assert read_number("12", "2eET") == house("12", box="2EET")
    assert read_number(" ", "1") is None


@given(st.text(max_size=100))
def test_every_text_can_be_read(text: str) -> None:
    street, number = split_street(text)
    assert street in text
    assert number is None or all(number.houses)


@given(st.from_regex(r"[A-Z][a-z]{3,12}straat", fullmatch=True), st.integers(1, 999))
def test_what_was_put_together_comes_apart(street: str, number: int) -> None:
    assert split_street(f"{street} {number}") == (street, house(str(number)))
