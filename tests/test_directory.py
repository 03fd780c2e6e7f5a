"""What is near, by hand-made cases, by properties, and over the real data."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from finder import directory
from finder.directory import (
    MOST_PAGES,
    NEAR_KM,
    PAGE_SIZE,
    Directory,
    Freshness,
    Group,
    Listed,
    Result,
    freshness,
    in_pages,
    last_seen,
    listed,
    months_later,
)
from finder.places.gazetteer import Area, Municipality, Point, Postcode, distance_km
from finder.places.locating import GazetteerGeocoder, KeptCoordinates, locate
from finder.places.spots import Precision, Spot
from finder.places.town_contacts import TownContact
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.building import TODAY, entry, initiative, small_gazetteer, spot

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from finder.checking.catalogue import Catalogue
    from finder.places.gazetteer import Gazetteer
    from finder.places.spots import Source

LINDE = {"address": {"place": "Linde"}}
EIK = {"address": {"place": "Eik"}}
BEUK = {"address": {"place": "Beuk"}}
IN_LINDE = spot(51.00, 3.50)
IN_EIK = spot(51.06, 3.60)
IN_BEUK = spot(50.80, 5.00)


def made(*entries: Listed) -> Directory:
    return Directory(entries, small_gazetteer())


def near(code: str, *entries: Listed) -> dict[str, list[str]]:
    """The slugs in each group that has any, as seen from a postcode of the made-up country."""
    found = made(*entries).near(small_gazetteer().postcodes[code])
    return {group.value: slugs(results) for group, results in found.items() if results}


def slugs(results: Iterable[Result]) -> list[str]:
    return [result.listed.slug for result in results]


def at_km(km: float, *, north: bool = True) -> Spot:
    """A point at most this far from the middle of Linde, as far as numbers can tell."""
    low, high = 0.0, 0.5 * (1 if north else -1)
    for _ in range(200):
        half = (low + high) / 2
        if distance_km(IN_LINDE.point, Point(51.00 + half, 3.50)) <= km:
            low = half
        else:
            high = half
    return spot(51.00 + low, 3.50)


# --- here --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "where", "codes"),
    [
        # Its address is in the municipality, for each of its postcodes, wherever the point lies.
        (LINDE, IN_LINDE, {"9000", "9001", "9002"}),
        (
            {"address": {"place": "Berg", "postcode": "9001"}},
            spot(51.03, 3.52),
            {"9000", "9001", "9002"},
        ),
        (LINDE, None, {"9000", "9001", "9002"}),
        (LINDE, IN_BEUK, {"9000", "9001", "9002"}),
        ({"address": {"place": "Oud-Eik"}}, IN_EIK, {"9100"}),
        # Or it has no address, and serves names it.
        ({"serves": ["Linde"]}, None, {"9000", "9001", "9002"}),
        ({"serves": ["Linde", "Eik"]}, None, {"9000", "9001", "9002", "9100"}),
        ({**BEUK, "serves": ["Eik"]}, IN_BEUK, {"8000", "8001"}),
        ({"serves": ["Brussel-stad"]}, None, {"1000", "1020"}),
        # Also when people from elsewhere are refused: who lives here is not from elsewhere.
        ({**LINDE, "from_elsewhere": "no"}, IN_LINDE, {"9000", "9001", "9002"}),
        ({**BEUK, "serves": ["Eik"], "from_elsewhere": "no"}, IN_BEUK, {"8000", "8001"}),
    ],
)
def test_here(fields: dict[str, object], where: Spot | None, codes: set[str]) -> None:
    """Its address is in the municipality, or it has none and serves names the municipality."""
    one = entry("een", where, **fields)
    found = {code for code in small_gazetteer().postcodes if "here" in near(code, one)}
    assert found == codes


def test_a_shared_name_is_here_in_one_municipality() -> None:
    """Berg of Linde is not Berg of Beuk-Olm."""
    one = entry("een", spot(50.82, 5.05), address={"place": "Berg", "postcode": "8001"})
    assert near("8001", one) == {"here": ["een"]}
    assert near("9001", one) == {"near": ["een"]}  # the nearest of all, 107 km away


# --- near --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "where", "expected"),
    [
        (EIK, IN_EIK, {"near": ["een"]}),
        ({**EIK, "from_elsewhere": "yes"}, IN_EIK, {"near": ["een"]}),
        ({**EIK, "from_elsewhere": "unknown"}, IN_EIK, {"near": ["een"]}),
        ({**EIK, "from_elsewhere": "no"}, IN_EIK, {}),
        # What serves another municipality is still near when it does not refuse others.
        ({**EIK, "serves": ["Eik"]}, IN_EIK, {"near": ["een"]}),
        # Without a point nothing is near.
        (EIK, None, {}),
        ({"serves": ["Eik"]}, None, {}),
        # The point counts, not the municipality of the address.
        (BEUK, IN_EIK, {"near": ["een"]}),
        # What serves the municipality by name, but lies elsewhere: near, however far, also without
        # a point, and also when it refuses people from elsewhere.
        ({**EIK, "serves": ["Linde"]}, IN_EIK, {"near": ["een"]}),
        ({**BEUK, "serves": ["Linde"]}, IN_BEUK, {"near": ["een"]}),
        ({**EIK, "serves": ["Linde"]}, None, {"near": ["een"]}),
        ({**EIK, "serves": ["Linde"], "from_elsewhere": "no"}, IN_EIK, {"near": ["een"]}),
    ],
)
def test_near(
    fields: dict[str, object], where: Spot | None, expected: dict[str, list[str]]
) -> None:
    """Not here, and it names the municipality, or is within 15 km and refuses nobody."""
    assert near("9000", entry("een", where, **fields)) == expected


@pytest.mark.parametrize(
    ("km", "is_near"), [(0.0, True), (14.999, True), (15.0, True), (15.001, False), (30.0, False)]
)
def test_fifteen_kilometres_is_still_near(
    monkeypatch: pytest.MonkeyPatch, km: float, is_near: bool
) -> None:
    """The border itself belongs to it."""
    monkeypatch.setattr(directory, "distances_km", lambda _from, others: [km] * len(others))
    other = entry("hier", IN_LINDE, **LINDE)  # so that the five nearest are not asked
    found = near("9000", other, entry("daar", IN_EIK, **EIK))
    assert found == {"here": ["hier"]} | ({"near": ["daar"]} if is_near else {})


@pytest.mark.parametrize("north", [True, False])
def test_the_border_over_the_real_earth(north: bool) -> None:
    """A centimetre before the border is near, a centimetre beyond it is not."""
    other = entry("hier", IN_LINDE, **LINDE)
    border = at_km(NEAR_KM, north=north).point
    assert distance_km(IN_LINDE.point, border) == pytest.approx(15, abs=1e-9)
    centimetre = 1e-7 if north else -1e-7
    last, beyond = (spot(border.lat + step, 3.50) for step in (-centimetre, centimetre))
    assert near("9000", other, entry("daar", last, **EIK))["near"] == ["daar"]
    assert near("9000", other, entry("daar", beyond, **EIK)) == {"here": ["hier"]}


def test_distance_is_from_the_postcode_and_not_from_the_municipality() -> None:
    """What is 15 km from the middle of Linde is nearer to Berg and too far from Hazel and Iep."""
    other = entry("hier", IN_LINDE, **LINDE)
    daar = entry("daar", at_km(14.9), **EIK)
    assert near("9000", other, daar)["near"] == ["daar"]
    assert near("9001", other, daar)["near"] == ["daar"]
    assert "near" not in near("9002", other, daar)


# --- wide --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("serves", "codes"),
    [
        (["provincie Noordland"], {"9000", "9001", "9002", "9100"}),
        (["provincie Zuidland"], {"8000", "8001"}),
        (["Vlaanderen"], {"8000", "8001", "9000", "9001", "9002", "9100"}),
        (["Brussel"], {"1000", "1020"}),
        (["provincie Zuidland", "Brussel"], {"1000", "1020", "8000", "8001"}),
        (
            ["Vlaanderen", "Brussel"],
            {"1000", "1020", "8000", "8001", "9000", "9001", "9002", "9100"},
        ),
    ],
)
def test_wide(serves: list[str], codes: set[str]) -> None:
    """It serves the province, Flanders or Brussels; Brussels does not lie in Flanders."""
    one = entry("een", serves=serves)
    found = {code for code in small_gazetteer().postcodes if "wide" in near(code, one)}
    assert found == codes
    assert all(near(code, one).keys() <= {"wide"} for code in small_gazetteer().postcodes)


@pytest.mark.parametrize(
    ("fields", "where", "group"),
    [
        ({**LINDE, "serves": ["Vlaanderen"]}, IN_LINDE, "here"),
        ({"serves": ["Linde", "Vlaanderen"]}, None, "here"),
        ({**EIK, "serves": ["Vlaanderen"]}, IN_EIK, "near"),
        ({**EIK, "serves": ["Vlaanderen"], "from_elsewhere": "no"}, IN_EIK, "wide"),
        ({**EIK, "serves": ["Vlaanderen"]}, None, "wide"),
        ({**BEUK, "serves": ["Vlaanderen"]}, IN_BEUK, "wide"),
        ({**BEUK, "serves": ["provincie Noordland"]}, IN_BEUK, "wide"),
        ({**BEUK, "serves": ["provincie Noordland"], "from_elsewhere": "no"}, IN_BEUK, "wide"),
    ],
)
def test_here_before_near_before_wide(
    fields: dict[str, object], where: Spot | None, group: str
) -> None:
    """What fits in several groups stands in the first, and only there."""
    assert near("9000", entry("een", where, **fields)) == {group: ["een"]}


# --- the nearest when there is nothing ---------------------------------------------------------


def far_away(number: int, **fields: object) -> Listed:
    """The higher the number, the farther from Linde; all near Beuk."""
    return entry(f"ver-{number}", spot(50.80, 5.00 + number / 100), **{**BEUK, **fields})


def test_nothing_within_15_km_gives_the_five_nearest() -> None:
    """Whatever the distance, in order of it."""
    entries = [far_away(number) for number in (7, 3, 6, 1, 5, 2, 4)]
    found = near("9000", *entries)
    assert found == {"near": [f"ver-{number}" for number in (1, 2, 3, 4, 5)]}
    results = made(*entries).near(small_gazetteer().postcodes["9000"])[Group.NEAR]
    assert [round(result.km) for result in results] == sorted(round(r.km) for r in results)
    assert all(result.km > 100 for result in results)


def test_the_five_nearest_are_those_one_may_go_to() -> None:
    """Who refuses people from elsewhere, or has no point, is not among them."""
    entries = [far_away(1, from_elsewhere="no"), far_away(2), entry("zonder", serves=["Beuk-Olm"])]
    assert near("9000", *entries) == {"near": ["ver-2"]}


def test_what_is_wide_is_not_also_among_the_five_nearest() -> None:
    """It stands under wide already, and does not keep the five nearest away."""
    entries = [
        far_away(1, serves=["Vlaanderen"]),
        far_away(2),
        entry("lijn", serves=["Vlaanderen"]),
    ]
    assert near("9000", *entries) == {"near": ["ver-2"], "wide": ["lijn", "ver-1"]}


@pytest.mark.parametrize(
    "one",
    [entry("een", IN_LINDE, **LINDE), entry("een", IN_EIK, **EIK), entry("een", serves=["Linde"])],
)
def test_with_something_here_or_near_nothing_farther_is_shown(one: Listed) -> None:
    """The nearest five come only when there is nothing at all."""
    assert [*near("9000", one, far_away(1)).values()] == [["een"]]


def test_among_the_five_nearest_old_ones_stand_last() -> None:
    """Which five is a matter of distance; their order is that of every group."""
    old = {"sources": [{"url": "https://x.be", "seen": "2018"}]}
    entries = [far_away(1, **old), *(far_away(number) for number in (2, 3, 4, 5, 6))]
    assert near("9000", *entries) == {"near": ["ver-2", "ver-3", "ver-4", "ver-5", "ver-1"]}


def test_an_empty_directory() -> None:
    """Nothing is near, and nothing breaks."""
    assert near("9000") == {}
    assert made().in_municipality(small_gazetteer().municipalities["Linde"]) == []


# --- order -------------------------------------------------------------------------------------


def test_by_distance_then_by_name_then_by_slug() -> None:
    """Capitals do not matter; the slug decides where all else is equal."""
    far, close = spot(51.00, 3.52), spot(51.00, 3.51)
    entries = [
        entry("e", far, name="Aap", **LINDE),
        entry("d", close, name="zeep", **LINDE),
        entry("c", close, name="Zee", **LINDE),
        entry("b", close, name="appel", **LINDE),
        entry("a", close, name="Zee", **LINDE),
    ]
    assert near("9000", *entries) == {"here": ["b", "a", "c", "d", "e"]}


@pytest.mark.parametrize(
    ("km", "ring"),
    [
        (0.0, 0),
        (2.0, 0),
        (2.001, 1),
        (5.0, 1),
        (7.0, 2),
        (10.0, 2),
        (15.0, 3),
        (15.1, 4),
        (99.0, 4),
    ],
)
def test_the_rings_of_distance(km: float, ring: int) -> None:
    """Up to 2 km, 5, 10 and 15; what is farther lies in the last."""
    assert Result(entry("een"), Group.NEAR, km).ring == ring


@pytest.mark.parametrize(
    ("fields", "is_reachable"),
    [
        ({"contact": {"phone": "1712"}}, True),
        ({"contact": {"email": "a@b.be"}}, True),
        ({"contact": {"website": "https://b.be"}}, False),
        ({"address": {"street": "Kouter 1", "place": "Linde"}}, False),
        ({"address": {"street": "Kouter 1", "place": "Linde"}, "hours_note": "Elke dag."}, True),
        ({"address": {"street": "Kouter 1", "place": "Linde"}, "hours": "Mo 09:00+"}, True),
        ({"address": {"place": "Linde"}, "hours_note": "Elke dag."}, False),
    ],
)
def test_what_can_be_reached(fields: dict[str, object], is_reachable: bool) -> None:
    """One can call, mail, or walk in at a door of which the hours are known."""
    assert entry("een", IN_LINDE, **fields).is_reachable is is_reachable


def test_inside_a_ring_what_can_be_reached_comes_first() -> None:
    """A number 1.9 km away helps more than a website next door, but not one 2.1 km away."""
    call = {"contact": {"phone": "1712"}}
    entries = [
        entry("site", IN_LINDE, **LINDE),
        entry("bel", at_km(1.9), **LINDE, **call),
        entry("verder", at_km(2.1), **LINDE, **call),
    ]
    assert near("9000", *entries) == {"here": ["bel", "site", "verder"]}


def test_all_of_ones_own_municipality_comes_before_another() -> None:
    """However far inside it, and however easily the other is reached."""
    own = entry("eigen", at_km(14), **LINDE)
    other = entry("ander", at_km(0.5), **EIK, contact={"phone": "1712"})
    groups = made(own, other).near(small_gazetteer().postcodes["9000"])
    shown = [slugs(page[group]) for page in in_pages(groups, 1).pages for group in page]
    assert [slug for found in shown for slug in found] == ["eigen", "ander"]


@pytest.mark.parametrize(
    ("postcode", "expected"),
    [
        ("9000", ["1788"]),
        ("8000", ["012 11 11 11"]),
        # Of Berg we do not know what it belonged to.
        ("8001", ["012 11 11 11", "012 22 22 22"]),
    ],
)
def test_the_offices_of_a_postcode(postcode: str, expected: list[str]) -> None:
    """In a merged municipality those of the former one, where we know which."""
    contacts = {
        "Linde": (office("Linde", "1788"),),
        "Beuk-Olm": (
            office("Beuk-Olm", "012 11 11 11", "Beuk"),
            office("Beuk-Olm", "012 22 22 22", "Olm"),
        ),
    }
    found = Directory([], small_gazetteer(), (), contacts)
    town = small_gazetteer().postcodes[postcode].municipality
    assert [one.phone for one in found.first_help(town, postcode).offices] == expected
    everything = [one.phone for one in found.first_help(town).offices]
    assert set(expected) <= set(everything)


def office(town: str, phone: str, former: str = "") -> TownContact:
    return TownContact(town, former, "ocmw", phone, "", "", "2023-12-12", "https://x.be")


@pytest.mark.parametrize(
    ("fields", "sinks"),
    [
        ({"sources": [{"url": "https://x.be", "seen": "2026-10"}]}, False),
        ({"sources": [{"url": "https://x.be", "seen": "2025"}]}, False),
        ({"checked": {"date": "2024-11-22", "how": "visit"}}, False),
        ({"checked": {"date": "2024-11-21", "how": "visit"}}, True),
        ({"sources": [{"url": "https://x.be", "seen": "2018"}]}, True),
        ({"sources": [{"url": "https://x.be"}]}, True),
        ({"status": "paused"}, True),
        ({"status": {"state": "paused", "until": "2026-12-01"}}, True),
    ],
)
def test_what_is_too_old_or_paused_stands_last(fields: dict[str, object], sinks: bool) -> None:
    """Nearer, but below what may still be right, inside its ring; never below a farther ring."""
    one = entry("dichtbij", IN_LINDE, **LINDE, **fields)
    older = {"sources": [{"url": "https://x.be", "seen": "2025"}]}
    other, far = entry("verder", at_km(1.5), **LINDE, **older), entry("ver", at_km(2.5), **LINDE)
    expected = ["verder", "dichtbij"] if sinks else ["dichtbij", "verder"]
    assert near("9000", one, other, far) == {"here": [*expected, "ver"]}
    assert (one.trust is Freshness.SUNK) is sinks


def test_what_comes_to_the_visitor_is_at_no_distance() -> None:
    """Without a point the distance is 0, so that it stands first in its group."""
    found = made(entry("loket", IN_LINDE, **LINDE), entry("aan-huis", serves=["Linde"]))
    results = found.near(small_gazetteer().postcodes["9001"])[Group.HERE]
    assert slugs(results) == ["aan-huis", "loket"]
    assert results[0].km == 0
    assert results[1].km == pytest.approx(3.6, abs=0.1)


def test_a_result_tells_its_group_and_its_distance() -> None:
    """The distance is geodesic, from the postcode."""
    found = made(entry("a", IN_EIK, **EIK), entry("b", serves=["Vlaanderen"]))
    groups = found.near(small_gazetteer().postcodes["9000"])
    assert list(groups) == [Group.HERE, Group.NEAR, Group.WIDE]
    for group, results in groups.items():
        assert {result.group for result in results} <= {group}
    assert groups[Group.NEAR][0].km == pytest.approx(distance_km(IN_EIK.point, IN_LINDE.point))


def test_any_point_in_a_municipality() -> None:
    """A page of an initiative asks what is near its own door."""
    found = made(entry("a", IN_LINDE, **LINDE), entry("b", IN_EIK, **EIK))
    linde = small_gazetteer().municipalities["Linde"]
    groups = found.near_point(Point(51.05, 3.58), linde)
    assert (slugs(groups[Group.HERE]), slugs(groups[Group.NEAR])) == (["a"], ["b"])
    assert groups[Group.HERE][0].km > groups[Group.NEAR][0].km


# --- a municipality ----------------------------------------------------------------------------


def test_a_municipality_lists_what_is_in_it_or_serves_it() -> None:
    """Seen from its middle, with what lies elsewhere and what is wide apart, and each once."""
    found = made(
        entry("adres", spot(51.01, 3.50), **LINDE),
        entry("dienst", serves=["Linde", "Vlaanderen"]),
        entry("breed", serves=["provincie Noordland"]),
        entry("vlaanderen", IN_BEUK, **BEUK, serves=["Vlaanderen"]),
        entry("elders", IN_EIK, **EIK),
        entry("buren", IN_EIK, **EIK, serves=["Linde", "Vlaanderen"]),
        entry("zuid", serves=["provincie Zuidland"]),
    )
    linde = small_gazetteer().municipalities["Linde"]
    here, wide = found.in_municipality(linde), found.wide(linde)
    assert slugs(here) == ["dienst", "adres"]
    assert here[1].km == pytest.approx(1.1, abs=0.05)
    assert slugs(wide) == ["breed", "vlaanderen"]
    serving = found.for_municipality(linde)
    assert [(r.listed.slug, r.group, r.also_for) for r in serving] == [
        ("buren", Group.NEAR, "Linde")
    ]
    assert {r.group for r in here} == {Group.HERE}
    assert {r.group for r in wide} == {Group.WIDE}


RIGHTS = {"kinds": ["rechten-geld"]}


@pytest.mark.parametrize(
    ("entries", "ocmw", "caw"),
    [
        ([], None, None),
        (
            [
                entry("ocmw", IN_LINDE, name="OCMW Linde", **RIGHTS, **LINDE),
                entry("caw", name="CAW Noordland", serves=["provincie Noordland"], **RIGHTS),
            ],
            "ocmw",
            "caw",
        ),
        ([entry("a", IN_LINDE, name="Sociaal Huis Linde", **RIGHTS, **LINDE)], "a", None),
        ([entry("a", IN_LINDE, name="Welzijnshuis Linde", **RIGHTS, **LINDE)], "a", None),
        # A name that only holds the letters is another name.
        ([entry("a", IN_LINDE, name="CAWA en OCMWX", **RIGHTS, **LINDE)], None, None),
        # Help with rights is its first kind.
        ([entry("a", IN_LINDE, name="OCMW Linde", kinds=["ontmoeten"], **LINDE)], None, None),
        (
            [entry("a", IN_LINDE, name="OCMW", kinds=["ontmoeten", "rechten-geld"], **LINDE)],
            None,
            None,
        ),
        # The one that begins with the name, then the shortest name.
        (
            [
                entry("a", IN_LINDE, name="Dienst thuiszorg van OCMW Linde", **RIGHTS, **LINDE),
                entry("b", IN_LINDE, name="OCMW Linde, loket schulden", **RIGHTS, **LINDE),
                entry("c", at_km(4), name="OCMW Linde", **RIGHTS, **LINDE),
            ],
            "c",
            None,
        ),
        # Of equal names the first in the order of the list.
        (
            [
                entry("a", at_km(4), name="OCMW Linde", **RIGHTS, **LINDE),
                entry("b", IN_LINDE, name="OCMW Linde", **RIGHTS, **LINDE),
            ],
            "b",
            None,
        ),
        # Not that of a neighbour.
        (
            [
                entry("a", IN_EIK, name="OCMW Eik", **RIGHTS, **EIK),
                entry("b", IN_EIK, name="CAW Eik", **RIGHTS, **EIK),
                entry("c", name="OCMW overal", serves=["Vlaanderen"], **RIGHTS),
            ],
            None,
            None,
        ),
    ],
)
def test_first_help(entries: list[Listed], ocmw: str | None, caw: str | None) -> None:
    """The OCMW of the municipality, and the CAW that is there or serves it."""
    found = made(*entries).first_help(small_gazetteer().municipalities["Linde"])
    assert (found.ocmw.listed.slug if found.ocmw else None) == ocmw
    assert (found.caw.listed.slug if found.caw else None) == caw


# --- lines that one calls from anywhere --------------------------------------------------------

LINE = {"kinds": ["hulplijn"], "contact": {"phone": "106"}}


def with_lines(*entries: Listed) -> Directory:
    return Directory(entries, small_gazetteer(), ["hulplijn"])


def test_a_line_is_near_nobody() -> None:
    """Not by what it serves, not by its address, not when nothing else is near."""
    linde = small_gazetteer().municipalities["Linde"]
    found = with_lines(
        entry("overal", serves=["Vlaanderen"], **LINE),
        entry("provincie", serves=["provincie Noordland"], **LINE),
        entry("gemeente", serves=["Linde"], **LINE),
        entry("adres", IN_LINDE, **LINE, **LINDE),
    )
    for code in small_gazetteer().postcodes.values():
        assert not any(found.near(code).values())
    assert found.in_municipality(linde) == found.wide(linde) == []
    assert found.nearest(IN_LINDE.point) is None
    assert found.places == ()


def test_a_line_is_not_near_something_of_another_kind() -> None:
    house = entry("huis", IN_LINDE, kinds=["ontmoeten"], **LINDE)
    found = with_lines(house, entry("lijn", IN_LINDE, **LINE, **LINDE))
    assert found.places == (house,)
    assert found.nearest_of_kind(house, 3) == []
    assert slugs(found.in_municipality(small_gazetteer().municipalities["Linde"])) == ["huis"]


def test_a_line_is_still_published() -> None:
    """It keeps its page, and the page for help now asks for all of them."""
    found = with_lines(entry("b", serves=["Vlaanderen"], **LINE), entry("a", IN_LINDE, **LINDE))
    assert [one.slug for one in found.entries] == ["a", "b"]
    assert [one.slug for one in found.lines] == ["b"]


@pytest.mark.parametrize(
    ("serves", "caw"),
    [("Vlaanderen", "lijn"), ("provincie Noordland", "lijn"), ("Linde", "lijn"), ("Eik", None)],
)
def test_the_first_help_may_be_a_line(serves: str, caw: str | None) -> None:
    """The CAW is called by one number, which serves the municipality."""
    found = with_lines(entry("lijn", name="CAW (gratis nummer)", serves=[serves], **LINE))
    help_ = found.first_help(small_gazetteer().municipalities["Linde"])
    assert (help_.caw.listed.slug if help_.caw else None) == caw
    assert help_.ocmw is None


# --- an entry ----------------------------------------------------------------------------------


def test_an_entry_knows_its_place() -> None:
    """The municipality of its address, and what it serves."""
    one = entry("een", IN_EIK, address={"place": "Oud-Eik"}, serves=["Linde", "provincie Zuidland"])
    gazetteer = small_gazetteer()
    assert one.municipality == gazetteer.municipalities["Eik"]
    assert one.areas == (
        Area("Linde", municipality="Linde"),
        Area("provincie Zuidland", province="Zuidland"),
    )
    assert one.slug == "een"
    assert one.spot == IN_EIK
    towns = [gazetteer.municipalities[name] for name in ("Linde", "Eik", "Beuk-Olm")]
    assert [one.is_in(town) for town in towns] == [False, True, False]
    assert [one.serves_by_name(town) for town in towns] == [True, False, False]
    assert one.serves_widely(gazetteer.municipalities["Beuk-Olm"])
    assert not one.serves_widely(gazetteer.municipalities["Linde"])
    assert entry("een", serves=["Nergens", "Linde"]).areas == (Area("Linde", municipality="Linde"),)
    assert entry("een", serves=["Linde"]).municipality is None


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2025-11-22", 12, "2026-11-22"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 24, "2026-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-03-31", 1, "2025-04-30"),
        ("2025-11-30", 1, "2025-12-30"),
        ("2025-12-31", 1, "2026-01-31"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2025-12-01", 12, "2026-12-01"),
        ("2025-12-31", 12, "2026-12-31"),
        ("2025-06-15", 0, "2025-06-15"),
    ],
)
def test_months_later(day: str, months: int, expected: str) -> None:
    """The same day, or the last of a month that is shorter."""
    found = months_later(dt.date.fromisoformat(day), months)
    assert found == dt.date.fromisoformat(expected)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.integers(0, 60))
def test_months_later_is_in_the_right_month(day: dt.date, months: int) -> None:
    """As many months on, never later in the month, and no month is left out."""
    found = months_later(day, months)
    assert found.year * 12 + found.month == day.year * 12 + day.month + months
    assert found.day == day.day or (found.day < day.day and (found + dt.timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("seen", "today", "expected"),
    [
        ("2026-11-22", "2026-11-22", Freshness.FRESH),
        ("2025-11-23", "2026-11-22", Freshness.FRESH),
        ("2025-11-22", "2026-11-22", Freshness.FRESH),
        ("2025-11-21", "2026-11-22", Freshness.CALL_FIRST),
        ("2024-11-23", "2026-11-22", Freshness.CALL_FIRST),
        ("2024-11-22", "2026-11-22", Freshness.CALL_FIRST),
        ("2024-11-21", "2026-11-22", Freshness.SUNK),
        ("2018-01-01", "2026-11-22", Freshness.SUNK),
        # At the end of a month.
        ("2024-02-29", "2025-02-28", Freshness.FRESH),
        ("2024-02-29", "2025-03-01", Freshness.CALL_FIRST),
        ("2024-02-29", "2026-02-28", Freshness.CALL_FIRST),
        ("2024-02-29", "2026-03-01", Freshness.SUNK),
        ("2023-02-28", "2024-02-28", Freshness.FRESH),
        ("2023-02-28", "2024-02-29", Freshness.CALL_FIRST),
        ("2025-01-31", "2026-01-31", Freshness.FRESH),
        ("2025-01-31", "2026-02-01", Freshness.CALL_FIRST),
        (None, "2026-11-22", Freshness.SUNK),
    ],
)
def test_freshness(seen: str | None, today: str, expected: Freshness) -> None:
    """Up to 12 months fresh, up to 24 call first, then it sinks; a border is not yet over it."""
    day = dt.date.fromisoformat(seen) if seen else None
    assert freshness(day, dt.date.fromisoformat(today)) is expected


@pytest.mark.parametrize(
    ("checked", "seen", "expected"),
    [
        (None, [], None),
        (None, [None, None], None),
        (None, ["2023"], "2023-01-01"),
        (None, ["2023-05"], "2023-05-01"),
        (None, ["2023-05-17"], "2023-05-17"),
        (None, ["2019", None, "2023-05", "2022-12-31"], "2023-05-01"),
        (None, ["2023", "2022-12-31"], "2023-01-01"),
        # A person's check is what counts, also when a source is newer.
        ("2024-03-01", ["2026-10"], "2024-03-01"),
        ("2026-11-20", ["2018"], "2026-11-20"),
    ],
)
def test_last_seen(checked: str | None, seen: list[str | None], expected: str | None) -> None:
    """The check, else the newest source; of a year or a month the first day."""
    urls = [{"url": "https://x.be", **({"seen": day} if day else {})} for day in seen]
    fields: dict[str, object] = {"sources": urls or [{"url": "https://x.be"}]}
    if checked:
        fields["checked"] = {"date": checked, "how": "phone"}
    found = last_seen(initiative(**fields))
    assert found == (dt.date.fromisoformat(expected) if expected else None)
    one = entry("een", serves=["Linde"], **fields)
    assert one.last_seen == found
    assert one.freshness is freshness(found, TODAY)


# --- pages -------------------------------------------------------------------------------------


def numbered(here: int, near_: int, wide: int) -> dict[Group, list[Result]]:
    """Groups of so many results each."""
    sizes = {Group.HERE: here, Group.NEAR: near_, Group.WIDE: wide}
    return {
        group: [Result(replace(one_entry(), last_seen=None), group, float(n)) for n in range(size)]
        for group, size in sizes.items()
    }


@cache
def one_entry() -> Listed:
    return entry("een", serves=["Linde"])


@pytest.mark.parametrize(
    ("sizes", "size", "expected", "rest"),
    [
        ((0, 0, 0), 40, [(0, 0, 0)], 0),
        ((5, 3, 2), 40, [(5, 3, 2)], 0),
        ((40, 0, 0), 40, [(40, 0, 0)], 0),
        ((41, 0, 0), 40, [(40, 0, 0), (1, 0, 0)], 0),
        ((0, 0, 41), 40, [(0, 0, 40), (0, 0, 1)], 0),
        # All of one's own municipality, then all that is near, then what is wide.
        ((50, 5, 2), 40, [(40, 0, 0), (10, 5, 2)], 0),
        ((20, 30, 30), 40, [(20, 20, 0), (0, 10, 30)], 0),
        # Three pages at most.
        ((50, 50, 20), 40, [(40, 0, 0), (10, 30, 0), (0, 20, 20)], 0),
        ((50, 50, 50), 40, [(40, 0, 0), (10, 30, 0), (0, 20, 20)], 30),
        ((130, 5, 5), 40, [(40, 0, 0), (40, 0, 0), (40, 0, 0)], 20),
    ],
)
def test_pages(
    sizes: tuple[int, int, int], size: int, expected: list[tuple[int, int, int]], rest: int
) -> None:
    """Every group is whole before the next begins; what three pages do not hold is left."""
    cut = in_pages(numbered(*sizes), size)
    assert [tuple(len(results) for results in page.values()) for page in cut.pages] == expected
    assert len(cut.rest) == rest


def test_a_page_holds_forty() -> None:
    """The size of the design, without asking for it."""
    assert PAGE_SIZE == 40
    pages = in_pages(numbered(30, 30, 30)).pages
    assert [sum(map(len, page.values())) for page in pages] == [40, 40, 10]


COUNTS = st.integers(0, 150)


@given(COUNTS, COUNTS, COUNTS, st.integers(1, 60))
def test_cutting_in_pages_never_loses_or_repeats(
    here: int, near_: int, wide: int, size: int
) -> None:
    """Page after page and then the rest is every result in its order; only the last is not full."""
    groups = numbered(here, near_, wide)
    cut = in_pages(groups, size)
    on_pages = [result for page in cut.pages for results in page.values() for result in results]
    everything = [result for results in groups.values() for result in results]
    assert [*on_pages, *cut.rest] == everything
    filled = [sum(map(len, page.values())) for page in cut.pages]
    assert len(cut.pages) == min(MOST_PAGES, max(1, math.ceil(len(everything) / size)))
    assert all(count == size for count in filled[:-1])
    assert filled[-1] <= size
    assert not cut.rest or filled[-1] == size


# --- properties over any directory -------------------------------------------------------------


# Each example asks for every postcode, so half as many examples are enough.
FEWER = settings(max_examples=50)
OLD = [{"url": "https://x.be", "seen": "2018"}]
PLACES = [
    None,
    {"place": "Linde"},
    {"place": "Berg", "postcode": "9001"},
    {"place": "Berg", "postcode": "8001"},
    {"place": "Eik"},
    {"place": "Kersen"},
    {"place": "Laken"},
]
AREAS = ["Linde", "Eik", "Beuk-Olm", "Brussel-stad", "provincie Noordland", "Vlaanderen", "Brussel"]


@st.composite
def any_entries(draw: st.DrawFn) -> list[Listed]:
    """Up to a dozen entries that the check would let through: each has an address or an area."""
    gazetteer = small_gazetteer()
    entries = []
    for number in range(draw(st.integers(0, 12))):
        place = draw(st.sampled_from(PLACES))
        least = 0 if place else 1
        fields: dict[str, object] = {
            "serves": draw(
                st.lists(st.sampled_from(AREAS), min_size=least, max_size=2, unique=True)
            ),
            "from_elsewhere": draw(st.sampled_from(["yes", "no", "unknown"])),
            "name": draw(st.sampled_from(["Een", "een", "Twee"])),
            "status": draw(st.sampled_from(["active", "paused"])),
        }
        if draw(st.booleans()):
            fields["sources"] = OLD
        if draw(st.booleans()):
            fields["contact"] = {"phone": "1712"}
        where = None
        if place:
            fields["address"] = place
            village = gazetteer.place(place["place"], place.get("postcode"))
            assert village is not None
            north, east = draw(st.tuples(*[st.sampled_from([-0.14, -0.13, 0.0, 0.01, 0.12])] * 2))
            where = spot(village.point.lat + north, village.point.lon + east)
        entries.append(entry(f"i{number}", where, **fields))
    return entries


def expected_groups(
    entries: Sequence[Listed], point: Point, municipality: Municipality
) -> dict[Group, set[str]]:
    """The rules of the design, word by word and without any index."""

    def names(e: Listed) -> bool:
        return any(area.municipality == municipality.name for area in e.areas)

    here = {
        e.slug
        for e in entries
        if (e.municipality == municipality if e.initiative.address else names(e))
    }
    others = [e for e in entries if e.slug not in here]
    close = {
        e.slug
        for e in others
        if names(e)
        or (
            e.spot
            and distance_km(e.spot.point, point) <= 15
            and e.initiative.from_elsewhere != "no"
        )
    }
    wide = {
        e.slug
        for e in others
        if e.slug not in close
        and any(area.is_wide and area.covers(municipality) for area in e.areas)
    }
    if not here and not close:
        free = [
            e
            for e in others
            if e.spot and e.slug not in wide and e.initiative.from_elsewhere != "no"
        ]
        free.sort(key=lambda e: distance_km(e.spot.point, point) if e.spot else 0)
        close = {e.slug for e in free[:5]}
    return {Group.HERE: here, Group.NEAR: close, Group.WIDE: wide}


def has_a_tie(entries: Sequence[Listed], point: Point) -> bool:
    distances = [distance_km(e.spot.point, point) for e in entries if e.spot]
    return len(set(distances)) < len(distances)


@FEWER
@given(any_entries())
def test_the_groups_are_those_of_the_rules(entries: list[Listed]) -> None:
    """The indexes give what looking at every entry gives, and no entry stands in two groups."""
    found = made(*entries)
    for postcode in small_gazetteer().postcodes.values():
        groups = found.near(postcode)
        everything = [slug for results in groups.values() for slug in slugs(results)]
        assert len(set(everything)) == len(everything)
        expected = expected_groups(entries, postcode.point, postcode.municipality)
        actual = {group: set(slugs(results)) for group, results in groups.items()}
        if not has_a_tie(entries, postcode.point):
            assert actual == expected
        assert {g: len(s) for g, s in actual.items()} == {g: len(s) for g, s in expected.items()}


@FEWER
@given(any_entries(), st.randoms(use_true_random=False))
def test_the_order_is_total_and_does_not_depend_on_the_input(
    entries: list[Listed], chance: random.Random
) -> None:
    """Shuffled files give the same pages; every two results of a group have an order."""
    shuffled = list(entries)
    chance.shuffle(shuffled)
    one, other = made(*entries), made(*shuffled)
    for postcode in small_gazetteer().postcodes.values():
        assert one.near(postcode) == other.near(postcode)
        for results in one.near(postcode).values():
            assert all(a.sort_key < b.sort_key for a, b in pairwise(results))
            assert_ordered(results)


def assert_ordered(results: Sequence[Result]) -> None:
    """By ring; inside it what can be reached, then fresh, then by distance, then by name."""
    for a, b in pairwise(results):
        assert a.ring <= b.ring
        if a.ring < b.ring:
            continue
        assert a.listed.is_reachable >= b.listed.is_reachable, "unreachable before reachable"
        if a.listed.is_reachable == b.listed.is_reachable:
            assert a.listed.trust <= b.listed.trust
            if a.listed.trust == b.listed.trust:
                assert a.km <= b.km
                if a.km == b.km:
                    names = [r.listed.initiative.name.casefold() for r in (a, b)]
                    assert names == sorted(names)


@FEWER
@given(any_entries(), st.integers(1, 5))
def test_nothing_of_another_municipality_stands_before_the_last_of_ones_own(
    entries: list[Listed], size: int
) -> None:
    """Over all the pages of a postcode, and every page follows the order of the whole."""
    found = made(*entries)
    for postcode in small_gazetteer().postcodes.values():
        groups = found.near(postcode)
        whole = [result for results in groups.values() for result in results]
        cut = in_pages(groups, size)
        shown = [result for page in cut.pages for found_ in page.values() for result in found_]
        assert shown == whole[: len(shown)]
        is_own = [result.listed.is_in(postcode.municipality) for result in shown]
        assert is_own == sorted(is_own, reverse=True)


def shown_on_pages(groups: dict[Group, list[Result]]) -> set[str]:
    """What stands on the pages of a postcode: each once, forty a page, three pages."""
    cut = in_pages(groups)
    shown = [slug for page in cut.pages for results in page.values() for slug in slugs(results)]
    assert len(set(shown)) == len(shown)
    everything = {slug for results in groups.values() for slug in slugs(results)}
    assert {*shown, *slugs(cut.rest)} == everything
    assert len(cut.pages) <= MOST_PAGES
    assert all(sum(map(len, page.values())) <= PAGE_SIZE for page in cut.pages)
    return set(shown)


@FEWER
@given(any_entries())
def test_everything_can_be_reached_from_a_postcode(entries: list[Listed]) -> None:
    """Each entry stands on a page of at least one postcode, also after cutting in pages."""
    found = made(*entries)
    reached: set[str] = set()
    for postcode in small_gazetteer().postcodes.values():
        groups = found.near(postcode)
        reached.update(shown_on_pages(groups))
    assert reached == {one.slug for one in entries}


@FEWER
@given(any_entries())
def test_a_municipality_has_here_what_its_postcodes_have_here(entries: list[Listed]) -> None:
    """The pages of a municipality and of its postcodes agree."""
    found = made(*entries)
    for postcode in small_gazetteer().postcodes.values():
        town = postcode.municipality
        groups = found.near(postcode)
        assert set(slugs(found.in_municipality(town))) == set(slugs(groups[Group.HERE]))
        near_ = set(slugs(groups[Group.NEAR]))
        assert set(slugs(found.for_municipality(town))) <= near_
        wide = set(slugs(found.wide(town)))
        assert set(slugs(groups[Group.WIDE])) <= wide
        assert wide.isdisjoint(slugs(groups[Group.HERE]))


def answers(found: Directory, postcode: Postcode, *, from_point: bool) -> list[object]:
    """All that a page of a postcode, or of its municipality, asks."""
    town = postcode.municipality
    here, help_ = found.in_municipality(town), found.first_help(town, postcode.code)
    nearest = found.nearest(town.point)
    groups = found.near(postcode).values() if from_point else ()
    results = [here, found.for_municipality(town), found.wide(town), *groups]
    results.append([r for r in (help_.ocmw, help_.caw, None if here else nearest) if r])
    # A distance that is measured beside others may differ by less than the width of a hair.
    return [[replace(r, km=round(r.km, 6)) for r in some] for some in results]


@FEWER
@given(any_entries())
def test_answers_follow_from_those_that_may_concern_a_place(entries: list[Listed]) -> None:
    """Without all others the answers are the same: as long as these are, no page is made anew."""
    found = made(*entries)
    for postcode in small_gazetteer().postcodes.values():
        for point in (postcode.point, None):
            few = found.concerning(postcode.municipality, point)
            less = Directory(dict.fromkeys(few), small_gazetteer())
            is_there = point is not None
            assert answers(less, postcode, from_point=is_there) == answers(
                found, postcode, from_point=is_there
            )


# --- the real data -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real_entries(real_catalogue: Catalogue, real_root: Path, gazetteer: Gazetteer) -> list[Listed]:
    sources: list[Source] = [
        KeptCoordinates.load(real_root / "initiatives" / "coordinates.csv"),
        GazetteerGeocoder(gazetteer),
    ]
    return [
        listed(one, locate(one, sources), gazetteer, TODAY) for one in real_catalogue.initiatives
    ]


@pytest.fixture(scope="module")
def real_groups(
    real_entries: list[Listed], gazetteer: Gazetteer
) -> dict[str, dict[Group, list[Result]]]:
    """The groups of each of the 541 postcodes."""
    found = Directory(real_entries, gazetteer)
    return {code: found.near(postcode) for code, postcode in gazetteer.postcodes.items()}


def test_every_real_address_has_a_place(real_entries: list[Listed]) -> None:
    """What has an address is on the map and lies in a municipality; the rest serves an area."""
    for one in real_entries:
        if one.initiative.address:
            assert one.spot is not None, one.slug
            assert one.municipality is not None, one.slug
        else:
            assert one.areas, one.slug
        assert len(one.areas) == len(one.initiative.serves), one.slug


def test_each_real_initiative_is_at_most_once_on_a_page(
    real_groups: dict[str, dict[Group, list[Result]]],
) -> None:
    """Groups are disjoint, for each of the 541 postcodes."""
    assert len(real_groups) == 541
    for code, groups in real_groups.items():
        everything = [slug for results in groups.values() for slug in slugs(results)]
        assert len(set(everything)) == len(everything), code


def test_real_results_are_in_order_and_within_their_distance(
    real_groups: dict[str, dict[Group, list[Result]]], gazetteer: Gazetteer
) -> None:
    """Near is within 15 km, or the nearest five where nothing is; nobody near refuses others."""
    for code, groups in real_groups.items():
        town = gazetteer.postcodes[code].municipality
        for results in groups.values():
            assert_ordered(results)
        assert all(r.listed.is_in(town) for r in groups[Group.HERE]), code
        assert all(r.listed.serves_widely(town) for r in groups[Group.WIDE]), code
        for result in groups[Group.NEAR]:
            assert result.listed.takes_people_from_elsewhere or result.also_for, code
            assert not result.listed.is_in(town), code
        far = [r for r in groups[Group.NEAR] if r.km > NEAR_KM and not r.also_for]
        if far:
            assert groups[Group.HERE] == [], code
            assert len(groups[Group.NEAR]) == 5, code
            assert len(far) == 5, code


def test_every_real_postcode_has_an_answer(
    real_groups: dict[str, dict[Group, list[Result]]],
) -> None:
    """Nobody finds an empty page: there is something here, near, or the nearest five."""
    empty = [c for c, g in real_groups.items() if not g[Group.HERE] and not g[Group.NEAR]]
    assert empty == []


def test_every_real_initiative_can_be_reached(
    real_groups: dict[str, dict[Group, list[Result]]], real_entries: list[Listed]
) -> None:
    """Nothing that is published is hidden: each stands on a page of some postcode or municipality.

    What three pages do not hold stands on the pages of the municipalities, which hold everything.
    """
    reached: set[str] = set()
    for groups in real_groups.values():
        reached.update(shown_on_pages(groups))
        reached.update(slugs([*groups[Group.HERE], *groups[Group.WIDE]]))
    assert reached == {one.slug for one in real_entries}


def test_the_real_groups_do_not_depend_on_the_order_of_files(
    real_entries: list[Listed],
    real_groups: dict[str, dict[Group, list[Result]]],
    gazetteer: Gazetteer,
) -> None:
    """Turned around, the same files give the same pages."""
    turned = Directory(reversed(real_entries), gazetteer)
    for code in list(real_groups)[::20]:
        assert turned.near(gazetteer.postcodes[code]) == real_groups[code]


@pytest.mark.parametrize("code", ["9000", "2000", "1000", "3500", "8000", "9660", "8951", "3798"])
def test_real_groups_are_those_of_the_rules(
    real_entries: list[Listed],
    real_groups: dict[str, dict[Group, list[Result]]],
    gazetteer: Gazetteer,
    code: str,
) -> None:
    """For towns and far corners the same as looking at every initiative."""
    postcode = gazetteer.postcodes[code]
    expected = expected_groups(real_entries, postcode.point, postcode.municipality)
    found = {group: set(slugs(results)) for group, results in real_groups[code].items()}
    if any(result.km > NEAR_KM for result in real_groups[code][Group.NEAR]):
        assert len(found.pop(Group.NEAR)) == len(expected.pop(Group.NEAR))
    assert found == expected


def test_a_real_spot_is_the_door_only_by_hand_or_when_kept(real_entries: list[Listed]) -> None:
    """The gazetteer never claims a door."""
    for one in real_entries:
        if one.spot and one.spot.source == "gazetteer":
            assert one.spot.precision is Precision.VILLAGE


# --- what is near in place of something that stopped -------------------------------------------


def alike(gone: Listed, *entries: Listed, number: int = 5) -> list[str]:
    return slugs(made(*entries).nearest_of_kind(gone, number))


def of_kind(slug: str, where: Spot | None, *kinds: str, **fields: object) -> Listed:
    return entry(slug, where, kinds=list(kinds), **(LINDE | fields))


GONE = of_kind("gone", IN_LINDE, "maatje", "leren")


def test_only_what_has_a_kind_in_common_takes_its_place() -> None:
    """Those of its first kind come before those of another, however near."""
    entries = [
        of_kind("other", IN_LINDE, "eten"),
        of_kind("second-kind", IN_LINDE, "leren"),
        of_kind("far", at_km(9), "maatje"),
        of_kind("near", at_km(2), "ontmoeten", "maatje"),
    ]
    assert alike(GONE, *entries) == ["near", "far", "second-kind"]


def test_no_more_than_asked_and_none_beyond_fifteen_kilometres() -> None:
    entries = [of_kind(f"at-{km:02}", at_km(km), "maatje") for km in (14, 3, 1, 7, 16, 40)]
    assert alike(GONE, *entries) == ["at-01", "at-03", "at-07", "at-14"]
    assert alike(GONE, *entries, number=2) == ["at-01", "at-03"]


def test_who_takes_nobody_from_elsewhere_is_named_only_at_home() -> None:
    here = of_kind("here", IN_LINDE, "maatje", from_elsewhere="no")
    there = of_kind("there", IN_EIK, "maatje", from_elsewhere="no", **EIK)
    assert alike(GONE, here, there) == ["here"]


def test_without_a_place_nothing_is_near() -> None:
    wide = entry("wide", kinds=["maatje"], serves=["Linde"])
    assert alike(wide, of_kind("near", IN_LINDE, "maatje")) == []
    assert alike(GONE, wide) == [], "what has no place is not near"


def test_equals_stand_in_the_order_of_their_slugs() -> None:
    entries = [of_kind(slug, IN_LINDE, "maatje") for slug in ("c", "a", "b")]
    assert alike(GONE, *entries) == ["a", "b", "c"]
