"""Two files about one thing: which pairs are told, which are not, and how to say that it is two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.checking import duplicates
from finder.checking.duplicates import Known, check, known, like, pairs
from finder.files.model import Lead
from finder.findings import Severity
from finder.places.locating import GazetteerGeocoder

from tests.building import initiative, real_gazetteer, rules

if TYPE_CHECKING:
    from finder.files.model import Initiative

    from tests.conftest import Repository

GENT = {"place": "Gent", "postcode": "9000"}
PHONE = {"phone": "09 245 09 05"}
SITE = {"website": "https://www.voorbeeldhuis.be/contact"}


def one(name: str, slug: str = "a", /, **fields: object) -> Known:
    """An initiative in Gent with this name."""
    given = {"address": GENT, **fields}
    return place(initiative(name=name, slug=slug, **given))


def place(entry: Initiative | Lead) -> Known:
    gazetteer = real_gazetteer()
    return known(entry, gazetteer, [GazetteerGeocoder(gazetteer)])


def reasons(first: Known, second: Known) -> str:
    """Why two are a pair: N for the name, P for the phone, W for the website; empty: no pair."""
    found = pairs([first, second])
    letters = {"namen": "N", "telefoon": "P", "website": "W"}
    return "".join(letters[reason.split()[1]] for pair in found for reason in pair.reasons)


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("De Kazemat", "De Kazemat"),
        ("De Kazemat", "Buurthuis De Kazemat Gent"),
        ("De Kazemat", "kazemat vzw"),
        ("De Kazemat", "De Kasemat"),
        ("'t Oud Café", "Het oud cafe"),
        ("Open Plaats", "Kringwinkel Open Plaats Gent"),
        ("Huis van het Kind Gent", "Huis van het Kind"),
        ("OCMW Gent", "Sociaal Huis Gent"),
        ("OCMW", "Welzijnshuis Gent"),
        ("Compagnons", "Compagnons, een buddy voor wie nieuw is"),
    ],
)
def test_names_that_are_alike(first: str, second: str) -> None:
    """In one municipality, without what so many names have in common."""
    assert reasons(one(first), one(second, "b")) == "N"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Buurthuis De Kazemat", "Buurthuis De Molen"),
        ("Lokaal dienstencentrum De Halm", "Lokaal dienstencentrum De Schalm"),
        ("Huis van het Kind", "Sociaal Huis"),
        ("OCMW Gent", "OCMW-restaurant Gent"),
        ("Noodnummer 101", "Noodnummer 112"),
        ("Buurthuis Gentbrugge", "Buurthuis Ledeberg"),
        ("Welzijnsschakel Gent", "Kringwinkel Gent"),
        ("De Bij", "De Bijl"),
    ],
)
def test_names_that_differ(first: str, second: str) -> None:
    """What makes them differ is the word of their own."""
    assert reasons(one(first), one(second, "b")) == ""


def test_a_village_tells_two_apart() -> None:
    """Two of one kind in one municipality, each with its village in the name."""
    first = one("Buurthuis Hoboken", address={"place": "Hoboken", "postcode": "2660"})
    second = one("Buurthuis Wilrijk", "b", address={"place": "Wilrijk", "postcode": "2610"})
    assert first.places == second.places == {"Antwerpen"}
    assert reasons(first, second) == ""


def test_a_village_is_not_enough_to_be_alike() -> None:
    """Two houses of a village have their village in the name."""
    there = {"place": "Gentbrugge", "postcode": "9050"}
    first = one("De Molen Gentbrugge", address=there)
    assert reasons(first, one("Buurthuis Gentbrugge", "b", address=there)) == ""
    assert reasons(first, one("Buurthuis De Molen", "b", address=there)) == "N"


# --- where -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"address": GENT}, "N"),
        ({"address": {"place": "Ledeberg"}}, "N"),
        ({"address": None, "serves": ["Gent", "Aalst"]}, "N"),
        ({"address": {"place": "Aalst"}}, ""),
        ({"address": {"place": "Aalst"}, "serves": ["Gent"]}, "N"),
        ({"address": None, "serves": ["provincie Oost-Vlaanderen"]}, ""),
        ({"address": None}, ""),
    ],
)
def test_only_in_one_place(fields: dict[str, object], expected: str) -> None:
    """The municipality of the address, or one that it serves; elsewhere it is ordinary."""
    assert reasons(one("De Kazemat"), one("De Kazemat", "b", **fields)) == expected


def test_what_serves_the_same_wide_area() -> None:
    """Two without an address, both for one province."""
    area: dict[str, object] = {"address": None, "serves": ["provincie Limburg"]}
    assert reasons(one("De Kazemat", **area), one("De Kazemat", "b", **area)) == "N"


# The border of Gent and Merelbeke, and points to the north of it: 0.0009 degrees is 100 m.
@pytest.mark.parametrize(("metres", "expected"), [(0, "N"), (290, "N"), (310, ""), (5000, "")])
@pytest.mark.parametrize("start", [51.0003, 51.0015, 51.0027])
def test_within_300_metres_over_a_border(start: float, metres: int, expected: str) -> None:
    """Two municipalities, one street, wherever the squares of the search begin."""
    first = one("De Kazemat", location={"lat": start, "lon": 3.75})
    second = one(
        "De Kazemat",
        "b",
        address={"place": "Merelbeke"},
        location={"lat": start + metres / 111_260, "lon": 3.75},
    )
    assert reasons(first, second) == expected


@pytest.mark.parametrize(("metres", "expected"), [(290, "N"), (310, "")])
def test_within_300_metres_to_the_east(metres: int, expected: str) -> None:
    """A degree of longitude is shorter than one of latitude."""
    first = one("De Kazemat", location={"lat": 51.0, "lon": 3.7499})
    east = {"lat": 51.0, "lon": 3.7499 + metres / 70_200}
    second = one("De Kazemat", "b", address={"place": "Merelbeke"}, location=east)
    assert reasons(first, second) == expected


# --- phone and website -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (PHONE, PHONE, "P"),
        (PHONE, {"phone": "+32 9/245.09.05"}, "P"),
        (PHONE, {"phone": "09 245 09 06"}, ""),
        (SITE, SITE, "W"),
        (SITE, {"website": "http://voorbeeldhuis.be/contact/"}, "W"),
        (SITE, {"website": "https://www.voorbeeldhuis.be/"}, ""),
        (SITE, {"website": "https://www.voorbeeldhuis.be/contact?id=2"}, ""),
        ({**PHONE, **SITE}, {**PHONE, **SITE}, "PW"),
        ({}, {}, ""),
    ],
)
def test_the_same_phone_or_website(
    first: dict[str, str], second: dict[str, str], expected: str
) -> None:
    """Of two organisations in one municipality; however the number or address was written."""
    a = one("De Kazemat", organisation="Zonnebloem vzw", contact=first)
    assert reasons(a, one("Ruimte", "b", contact=second)) == expected


@pytest.mark.parametrize(("whose", "expected"), [("own", "P"), ("organisation", "P"), ("town", "")])
def test_the_number_of_a_town_makes_no_pair(whose: str, expected: str) -> None:
    """Whoever has no number of its own in that town may have it."""
    other = one("Ruimte", "b", contact={**PHONE, "phone_of": whose})
    assert reasons(one("De Kazemat", organisation="Zonnebloem vzw", contact=PHONE), other) == (
        expected
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Stad Gent", "OCMW Gent"),
        ("Zonnebloem vzw", "Zonnebloem vzw"),
        ("Zonnebloem vzw", "De Zonnebloem en stad Gent"),
        ("De Ruimte", None),
    ],
)
def test_one_organisation_has_one_number(first: str, second: str | None) -> None:
    """All that a town or an association does, under its general number, is ordinary."""
    a = one("De Kazemat", organisation=first, contact=PHONE)
    assert reasons(a, one("De Ruimte", "b", organisation=second, contact=PHONE)) == ""


def test_the_same_contact_and_a_name_alike() -> None:
    """Also of one organisation, and then all reasons are told."""
    fields: dict[str, object] = {"organisation": "Stad Gent", "contact": {**PHONE, **SITE}}
    assert reasons(one("De Kazemat", **fields), one("Kazemat", "b", **fields)) == "NPW"


def test_what_three_have_in_common_is_a_desk() -> None:
    """A page that lists restaurants is the page of each; with two it may still be a mistake."""
    names = ("De Kazemat", "Ruimte", "Molen")
    found = [one(name, name.lower().replace(" ", "-"), contact=SITE) for name in names]
    assert len(pairs(found[:2])) == 1
    assert pairs(found) == []


def test_the_same_contact_in_two_towns_is_ordinary() -> None:
    """A national association has one number; the very same name with it is not ordinary."""
    aalst = {"address": {"place": "Aalst"}, "contact": PHONE}
    assert reasons(one("De Kazemat", contact=PHONE), one("Ruimte", "b", **aalst)) == ""
    assert reasons(one("De Kazemat", contact=PHONE), one("De Kazemat", "b", **aalst)) == "NP"
    assert reasons(one("Duo Gent", contact=PHONE), one("Duo Aalst", "b", **aalst)) == ""


# --- what is told ------------------------------------------------------------------------------


def test_both_files_are_told_of_each_other() -> None:
    """So that a check of one file shows it, with what to write when they are two."""
    first, second = one("De Kazemat"), one("Kazemat", "b")
    told = check([first, second])
    assert rules(told) == ["duplicate", "duplicate"]
    assert [f.file for f in told] == [first.entry.file, second.entry.file]
    assert second.entry.file in told[0].message
    assert "not_same_as: [b]" in told[0].hint
    assert "not_same_as: [a]" in told[1].hint
    assert {f.severity for f in told} == {Severity.WARNING}


@pytest.mark.parametrize(("first", "second"), [(["b"], []), ([], ["a"]), (["b"], ["a"])])
def test_one_of_both_may_say_that_they_are_two(first: list[str], second: list[str]) -> None:
    """Once is enough."""
    a = one("De Kazemat", not_same_as=first)
    assert check([a, one("De Kazemat", "b", not_same_as=second)]) == []


def test_a_name_that_is_no_file() -> None:
    """A file that was renamed or merged is told, with the name that looks like it."""
    told = check([one("De Kazemat", not_same_as=["bb"]), one("Ruimte", "b-b")])
    assert [(f.rule, f.field, f.severity) for f in told] == [
        ("not-same-as", "not_same_as.0", Severity.WARNING)
    ]
    assert told[0].hint == 'Bedoel je "b-b"?'


def test_a_new_one_is_compared_with_the_others_only() -> None:
    """What is wrong among the others is not told again."""
    others = [one("Ruimte", "b"), one("Ruimte", "c"), one("De Kazemat", "d")]
    found = like(one("Kazemat", "nieuw"), others)
    assert [(pair.one.slug, pair.other.slug) for pair in found] == [("nieuw", "d")]


def test_a_new_one_comes_first_in_its_pair() -> None:
    """Also when its slug comes later."""
    found = like(one("Kazemat", "z"), [one("De Kazemat", "d")])
    assert [(pair.one.slug, pair.other.slug) for pair in found] == [("z", "d")]


def test_leads_and_what_stopped_are_compared_too(repository: Repository) -> None:
    """A lead may be known already, and what stopped may have begun again."""
    repository.write(
        "antwerpen/oud-huis-nieuw-mechelen.yml",
        "name: Oude Huis\nkinds: [ontmoeten]\nsummary: Je praat hier met mensen.\n"
        'address: {place: Mechelen, postcode: "2800"}\ncontact: {phone: 015 29 83 00}\n'
        "sources: [{url: https://huis.be}]\n",
    )
    gazetteer = real_gazetteer()
    found = duplicates.everyone(repository.load(), gazetteer, [GazetteerGeocoder(gazetteer)])
    assert isinstance(next(k for k in found if k.slug == "onbekend-aalst").entry, Lead)
    told = [(p.one.slug, p.other.slug) for p in pairs(found)]
    assert ("oud-huis-mechelen", "oud-huis-nieuw-mechelen") in told
