"""The gazetteer: what people type finds the right place, and distances are right."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
from finder.places.gazetteer import (
    FLANDERS_AND_BRUSSELS,
    Area,
    Box,
    Gazetteer,
    Municipality,
    Point,
    Postcode,
    Village,
    box_around,
    distance_km,
)
from finder.settings import DATA
from finder.text import SLUG, name_key
from hypothesis import given
from hypothesis import strategies as st

from tests.building import FIXTURES

if TYPE_CHECKING:
    from pathlib import Path

# Names and their keys; the one box in the browser gives the same (tests/browser/test_box.py).
KEYS = json.loads((FIXTURES / "names.json").read_text(encoding="utf-8"))
# Every name that stands in more than one municipality, with its postcodes.
SHARED = {
    "Aalst": {"3800": "Sint-Truiden", "9300": "Aalst"},
    "Berchem": {"2600": "Antwerpen", "9690": "Kluisbergen"},
    "Berg": {"1910": "Kampenhout", "3700": "Tongeren-Borgloon"},
    "Beveren": {"8791": "Waregem", "8800": "Roeselare", "9120": "Beveren-Kruibeke-Zwijndrecht"},
    "Deurne": {"2100": "Antwerpen", "3290": "Diest"},
    "Halle": {"1500": "Halle", "2980": "Zoersel"},
    "Hamme": {"1785": "Merchtem", "9220": "Hamme"},
    "Haren": {"1130": "Brussel", "3700": "Tongeren-Borgloon", "3840": "Tongeren-Borgloon"},
    "Heusden": {"3550": "Heusden-Zolder", "9070": "Destelbergen"},
    "Hofstade": {"1981": "Zemst", "9308": "Aalst"},
    "Kapellen": {"2950": "Kapellen", "3381": "Glabbeek"},
    "Machelen": {"1830": "Machelen", "9870": "Zulte"},
    "Meldert": {"3320": "Hoegaarden", "3560": "Lummen", "9310": "Aalst"},
    "Moerbeke": {"9180": "Lokeren", "9500": "Geraardsbergen"},
    "Muizen": {"2812": "Mechelen", "3891": "Gingelom"},
    "Nieuwerkerken": {"3850": "Nieuwerkerken", "9320": "Aalst"},
    "Ooike": {"9700": "Oudenaarde", "9790": "Wortegem-Petegem"},
    "Oombergen": {"9520": "Sint-Lievens-Houtem", "9620": "Zottegem"},
    "Oostkerke": {"8340": "Damme", "8600": "Diksmuide"},
    "Ramskapelle": {"8301": "Knokke-Heist", "8620": "Nieuwpoort"},
    "Ruisbroek": {"1601": "Sint-Pieters-Leeuw", "2870": "Puurs-Sint-Amands"},
    "Sint-Joris": {"8620": "Nieuwpoort", "8730": "Beernem"},
    "Sint-Margriete-Houtem": {"3300": "Tienen", "3470": "Kortenaken"},
    "Sint-Maria-Oudenhove": {"9620": "Zottegem", "9660": "Brakel"},
    "Sint-Pieters-Kapelle": {"1541": "Pajottegem", "8433": "Middelkerke"},
    "Tielt": {"3390": "Tielt-Winge", "8700": "Tielt"},
    "Tongerlo": {"2260": "Westerlo", "3960": "Bree"},
    "Vorst": {"1190": "Vorst", "2430": "Laakdal"},
    "Zandvoorde": {"8400": "Oostende", "8980": "Zonnebeke"},
}


# --- the gazetteer of the library --------------------------------------------------------------


def test_it_is_whole(gazetteer: Gazetteer) -> None:
    """541 postcodes, 1,206 places and 304 municipalities in five provinces and Brussels."""
    assert len(gazetteer.postcodes) == 541
    assert len(gazetteer.villages) == 1206
    assert len(gazetteer.municipalities) == 304
    assert gazetteer.provinces == (
        "Antwerpen",
        "Brussel",
        "Limburg",
        "Oost-Vlaanderen",
        "Vlaams-Brabant",
        "West-Vlaanderen",
    )
    assert sum(m.in_brussels for m in gazetteer.municipalities.values()) == 19


def test_every_place_hangs_together(gazetteer: Gazetteer) -> None:
    """A postcode lies in one municipality, whose own postcode and villages exist too."""
    for code, postcode in gazetteer.postcodes.items():
        assert code == postcode.code
        assert {v.municipality for v in postcode.villages} == {postcode.municipality.name}
        assert {v.postcode for v in postcode.villages} == {code}
    reached = {postcode.municipality.name for postcode in gazetteer.postcodes.values()}
    assert reached == set(gazetteer.municipalities)
    for municipality in gazetteer.municipalities.values():
        assert gazetteer.postcodes[municipality.postcode].municipality == municipality


def test_postcodes_and_municipalities_come_in_order(gazetteer: Gazetteer) -> None:
    """Lists on pages are in the order of the gazetteer."""
    assert list(gazetteer.postcodes) == sorted(gazetteer.postcodes)
    assert list(gazetteer.municipalities) == sorted(gazetteer.municipalities)


def test_everything_lies_in_flanders_or_brussels(gazetteer: Gazetteer) -> None:
    """No coordinate fell outside, and the box is not wider than it must be."""
    points = [v.point for v in gazetteer.villages]
    points += [m.point for m in gazetteer.municipalities.values()]
    assert all(FLANDERS_AND_BRUSSELS.holds(point) for point in points)
    box = FLANDERS_AND_BRUSSELS
    assert min(p.lat for p in points) - box.south < 0.05
    assert box.north - max(p.lat for p in points) < 0.05
    assert min(p.lon for p in points) - box.west < 0.1
    assert box.east - max(p.lon for p in points) < 0.1


def test_villages_of_a_postcode_lie_together(gazetteer: Gazetteer) -> None:
    """A coordinate with a wrong digit would lie far from its neighbours."""
    for postcode in gazetteer.postcodes.values():
        far = {v.name for v in postcode.villages if distance_km(v.point, postcode.point) > 15}
        assert far == set()


def test_numbers_and_addresses_of_municipalities_are_their_own(gazetteer: Gazetteer) -> None:
    """No two share a NIS number or a page address."""
    towns = gazetteer.municipalities.values()
    assert len({m.nis for m in towns}) == len({m.slug for m in towns}) == 304
    assert all(SLUG.fullmatch(m.slug) for m in towns)


def test_every_village_is_found_by_its_own_name(gazetteer: Gazetteer) -> None:
    """With its postcode each of the 1,206 places is exactly itself."""
    for village in gazetteer.villages:
        assert gazetteer.place(village.name, village.postcode) == village
        assert village in gazetteer.find(village.name)


def test_every_municipality_is_found_by_its_name(gazetteer: Gazetteer) -> None:
    """Also the new ones that are no village, such as Pajottegem, and with each of its postcodes."""
    for name in set(gazetteer.municipalities) - {"Brussel"}:
        found = gazetteer.place(name)
        assert found is not None
        assert found.municipality == name
    for code, postcode in gazetteer.postcodes.items():
        found = gazetteer.place(postcode.municipality.name, code)
        assert found is not None
        assert (found.postcode, found.municipality) == (code, postcode.municipality.name)


def test_other_names_name_nothing_twice(gazetteer: Gazetteer) -> None:
    """A second name of a municipality is no village there, or that village would be lost."""
    villages = {(name_key(v.name), v.municipality) for v in gazetteer.villages}
    with (DATA / "names.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert rows
    assert all(row["municipality"] in gazetteer.municipalities for row in rows)
    assert [r["name"] for r in rows if (name_key(r["name"]), r["municipality"]) in villages] == []


# --- look-up by name ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "postcode", "name", "municipality"),
    [
        ("Gent", "9000", "Gent", "Gent"),
        ("gent", "9000", "Gent", "Gent"),
        ("GENT", "9000", "Gent", "Gent"),
        ("  Gent ", "9000", "Gent", "Gent"),
        ("Gént", "9000", "Gent", "Gent"),
        ("Sint-Niklaas", "9100", "Sint-Niklaas", "Sint-Niklaas"),
        ("sint niklaas", "9100", "Sint-Niklaas", "Sint-Niklaas"),
        ("SintNiklaas", "9100", "Sint-Niklaas", "Sint-Niklaas"),
        ("St. Niklaas", "9100", "Sint-Niklaas", "Sint-Niklaas"),
        ("St.-Niklaas", "9100", "Sint-Niklaas", "Sint-Niklaas"),
        ("st niklaas", "9100", "Sint-Niklaas", "Sint-Niklaas"),
        ("ST-NIKLAAS", "9100", "Sint-Niklaas", "Sint-Niklaas"),
        ("St-Katelijne-Waver", "2860", "Sint-Katelijne-Waver", "Sint-Katelijne-Waver"),
        ("Heist op den Berg", "2220", "Heist-op-den-Berg", "Heist-op-den-Berg"),
        ("Sint Job in t Goor", "2960", "Sint-Job-in-'t-Goor", "Brecht"),
        ("St. Job in 't Goor", "2960", "Sint-Job-in-'t-Goor", "Brecht"),
        ("Sint-Job-in-’t-Goor", "2960", "Sint-Job-in-'t-Goor", "Brecht"),
        ("s Gravenwezel", "2970", "'s-Gravenwezel", "Schilde"),
        ("’s-Gravenwezel", "2970", "'s-Gravenwezel", "Schilde"),
        ("OLV Waver", "2861", "Onze-Lieve-Vrouw-Waver", "Sint-Katelijne-Waver"),
        ("O.L.V.-Waver", "2861", "Onze-Lieve-Vrouw-Waver", "Sint-Katelijne-Waver"),
        ("O.-L.-Vrouw-Waver", "2861", "Onze-Lieve-Vrouw-Waver", "Sint-Katelijne-Waver"),
        ("O.L.Vrouw-Waver", "2861", "Onze-Lieve-Vrouw-Waver", "Sint-Katelijne-Waver"),
        ("Onze-L.-Vrouw-Waver", "2861", "Onze-Lieve-Vrouw-Waver", "Sint-Katelijne-Waver"),
        ("onze lieve vrouw waver", "2861", "Onze-Lieve-Vrouw-Waver", "Sint-Katelijne-Waver"),
        ("Gent (centrum)", "9000", "Gent", "Gent"),
        ("Ledeberg", "9050", "Ledeberg", "Gent"),
        # Several postcodes in one town: its main one.
        ("Antwerpen", "2000", "Antwerpen", "Antwerpen"),
        # Names from before the mergers of 2019 and 2025.
        ("Gooik", "1755", "Gooik", "Pajottegem"),
        ("Galmaarden", "1570", "Galmaarden", "Pajottegem"),
        ("Herne", "1540", "Herne", "Pajottegem"),
        ("Bilzen", "3740", "Bilzen", "Bilzen-Hoeselt"),
        ("Hoeselt", "3730", "Hoeselt", "Bilzen-Hoeselt"),
        ("Tongeren", "3700", "Tongeren", "Tongeren-Borgloon"),
        ("Borgloon", "3840", "Borgloon", "Tongeren-Borgloon"),
        ("Kortessem", "3720", "Kortessem", "Hasselt"),
        ("Borsbeek", "2150", "Borsbeek", "Antwerpen"),
        ("Ruiselede", "8755", "Ruiselede", "Wingene"),
        ("Wachtebeke", "9185", "Wachtebeke", "Lochristi"),
        ("Melle", "9090", "Melle", "Merelbeke-Melle"),
        ("Merelbeke", "9820", "Merelbeke", "Merelbeke-Melle"),
        ("De Pinte", "9840", "De Pinte", "Nazareth-De Pinte"),
        ("Nazareth", "9810", "Nazareth", "Nazareth-De Pinte"),
        ("Kruibeke", "9150", "Kruibeke", "Beveren-Kruibeke-Zwijndrecht"),
        ("Zwijndrecht", "2070", "Zwijndrecht", "Beveren-Kruibeke-Zwijndrecht"),
        ("Tessenderlo", "3980", "Tessenderlo", "Tessenderlo-Ham"),
        ("Ham", "3945", "Ham", "Tessenderlo-Ham"),
        ("Meeuwen-Gruitrode", "3670", "Oudsbergen", "Oudsbergen"),
        ("Opglabbeek", "3660", "Opglabbeek", "Oudsbergen"),
        ("Neerpelt", "3910", "Neerpelt", "Pelt"),
        ("Overpelt", "3900", "Overpelt", "Pelt"),
        ("Kruishoutem", "9770", "Kruishoutem", "Kruisem"),
        ("Zingem", "9750", "Zingem", "Kruisem"),
        ("Lovendegem", "9920", "Lovendegem", "Lievegem"),
        ("Waarschoot", "9950", "Waarschoot", "Lievegem"),
        ("Zomergem", "9930", "Zomergem", "Lievegem"),
        ("Nevele", "9850", "Nevele", "Deinze"),
        ("Knesselare", "9910", "Knesselare", "Aalter"),
        ("Puurs", "2870", "Puurs", "Puurs-Sint-Amands"),
        ("Sint-Amands", "2890", "Sint-Amands", "Puurs-Sint-Amands"),
        # New names that are no village.
        ("Pajottegem", "1755", "Pajottegem", "Pajottegem"),
        ("tongeren borgloon", "3700", "Tongeren-Borgloon", "Tongeren-Borgloon"),
        ("Lievegem", "9930", "Lievegem", "Lievegem"),
        # The French names of Brussels, and of the towns of Flanders that have one.
        ("Bruxelles", "1000", "Brussel", "Brussel"),
        ("Ixelles", "1050", "Elsene", "Elsene"),
        ("Schaerbeek", "1030", "Schaarbeek", "Schaarbeek"),
        ("Saint-Gilles", "1060", "Sint-Gillis", "Sint-Gillis"),
        ("saint josse ten noode", "1210", "Sint-Joost-ten-Node", "Sint-Joost-ten-Node"),
        ("Molenbeek", "1080", "Sint-Jans-Molenbeek", "Sint-Jans-Molenbeek"),
        ("Molenbeek-Saint-Jean", "1080", "Sint-Jans-Molenbeek", "Sint-Jans-Molenbeek"),
        ("Berchem-Sainte-Agathe", "1082", "Sint-Agatha-Berchem", "Sint-Agatha-Berchem"),
        ("Auderghem", "1160", "Oudergem", "Oudergem"),
        ("Watermael-Boitsfort", "1170", "Watermaal-Bosvoorde", "Watermaal-Bosvoorde"),
        ("Uccle", "1180", "Ukkel", "Ukkel"),
        ("Forest", "1190", "Vorst", "Vorst"),
        ("Woluwe-Saint-Lambert", "1200", "Sint-Lambrechts-Woluwe", "Sint-Lambrechts-Woluwe"),
        ("Woluwe-Saint-Pierre", "1150", "Sint-Pieters-Woluwe", "Sint-Pieters-Woluwe"),
        ("Anderlecht", "1070", "Anderlecht", "Anderlecht"),
        ("Gand", "9000", "Gent", "Gent"),
        ("Louvain", "3000", "Leuven", "Leuven"),
    ],
)
def test_what_people_type_finds_the_place(
    gazetteer: Gazetteer, typed: str, postcode: str, name: str, municipality: str
) -> None:
    """Case, accents, hyphens, abbreviations, former and French names do not matter."""
    found = gazetteer.place(typed)
    assert found is not None
    assert (found.postcode, found.name, found.municipality) == (postcode, name, municipality)
    assert found in gazetteer.find(typed)


@pytest.mark.parametrize(
    "typed", ["Amsterdam", "Namen", "Luik", "Gentt", "", "-", "9000", "(Gent)"]
)
def test_what_is_no_place_is_not_found(gazetteer: Gazetteer, typed: str) -> None:
    """Nothing is guessed: what is not in the gazetteer is not found."""
    assert gazetteer.find(typed) == []
    assert gazetteer.place(typed) is None


def test_exactly_these_names_are_shared(gazetteer: Gazetteer) -> None:
    """29 names stand in more than one municipality."""
    towns: dict[str, dict[str, str]] = {}
    for village in gazetteer.villages:
        towns.setdefault(village.name, {})[village.postcode] = village.municipality
    shared = {name: codes for name, codes in towns.items() if len(set(codes.values())) > 1}
    assert len(shared) == 29
    assert shared == SHARED


@pytest.mark.parametrize("name", SHARED)
def test_a_shared_name_is_kept_apart(gazetteer: Gazetteer, name: str) -> None:
    """Each place is found, and with its postcode it is only itself."""
    found = gazetteer.find(name)
    assert {v.postcode: v.municipality for v in found} == SHARED[name]
    assert len(found) == len(SHARED[name])
    for code, municipality in SHARED[name].items():
        place = gazetteer.place(name, code)
        assert place is not None
        assert (place.postcode, place.municipality) == (code, municipality)


@pytest.mark.parametrize("name", SHARED)
def test_a_shared_name_alone_is_the_town_of_that_name_or_nothing(
    gazetteer: Gazetteer, name: str
) -> None:
    """Halle alone is the town of Halle; Berg alone could be two villages, so it is none."""
    place = gazetteer.place(name)
    if name in SHARED[name].values():
        assert place is not None
        assert place.municipality == name
    else:
        assert place is None


@pytest.mark.parametrize(
    ("name", "code", "found"),
    [
        ("Gent", "9050", "Gent"),
        ("Gand", "9050", "Gent"),
        ("Ledeberg", "9050", "Gent"),
        ("Ledeberg", "9000", None),
        ("Gent", "2000", None),
        ("Gent", "9999", None),
        ("Gent", "", "Gent"),
        ("Amsterdam", "9000", None),
        ("Pajottegem", "1570", "Pajottegem"),
        ("Gooik", "1570", None),
        ("Molenbeek", "1080", "Sint-Jans-Molenbeek"),
        ("Molenbeek", "1081", None),
        ("Halle", "2980", "Zoersel"),
        ("Zoersel", "2980", "Zoersel"),
        ("Berg", "1910", "Kampenhout"),
        ("Berg", "3800", None),
        ("Brussel", "1020", "Brussel"),
        ("Bruxelles", "1020", "Brussel"),
        ("Meeuwen-Gruitrode", "3660", "Oudsbergen"),
    ],
)
def test_a_name_belongs_to_its_postcode(
    gazetteer: Gazetteer, name: str, code: str, found: str | None
) -> None:
    """A village only with its own postcode; a municipality with any of its own."""
    place = gazetteer.place(name, code)
    assert (place.municipality if place else None) == found
    if place and code:
        assert place.postcode == code


def test_a_municipality_with_a_postcode_lies_in_that_postcode(gazetteer: Gazetteer) -> None:
    """Gent with 9050 is placed in Gentbrugge and Ledeberg, not in the middle of Gent."""
    place = gazetteer.place("Gent", "9050")
    assert place == Village("Gentbrugge en Ledeberg", "9050", "Gent", Point(51.0378, 3.7549))


def test_a_name_with_several_postcodes_is_placed_in_the_main_one() -> None:
    """Or in the middle of the municipality, when its main postcode does not carry the name."""
    town = Municipality("Stad", "1", "Noordland", "9000", Point(51.0, 3.0))
    hall = Village("Stad", "9000", "Stad", Point(51.1, 3.1))
    twice = [Village("Wijk", code, "Stad", Point(51.2, 3.2)) for code in ("9001", "9002")]
    small = Gazetteer([town], [hall, *twice])
    assert small.place("Stad") == hall
    assert small.place("Wijk") == Village("Stad", "9000", "Stad", Point(51.0, 3.0))
    thrice = Gazetteer([town], [hall, *twice, Village("Wijk", "9000", "Stad", Point(51.3, 3.3))])
    assert thrice.place("Wijk") == Village("Wijk", "9000", "Stad", Point(51.3, 3.3))


@pytest.mark.parametrize(
    ("typed", "close"),
    [
        ("Gentt", "Gent"),
        ("antwepren", "Antwerpen"),
        ("Sint-Niklass", "Sint-Niklaas"),
        ("Ledebergh", "Ledeberg"),
        ("xqzxqz", ""),
    ],
)
def test_suggest(gazetteer: Gazetteer, typed: str, close: str) -> None:
    """A misspelt name gets the name that was meant, of a municipality or a village."""
    assert gazetteer.suggest(typed) == close


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_name_key(name: str, key: str) -> None:
    """What people write differently is left out; only the whole word St is read as Sint."""
    assert name_key(name) == key


def test_no_two_places_of_one_postcode_have_the_same_key(gazetteer: Gazetteer) -> None:
    """Leaving hyphens and capitals out never makes one name of two."""
    keys = [(name_key(v.name), v.postcode) for v in gazetteer.villages]
    assert len(set(keys)) == len(keys)
    assert all(key for key, _ in keys)


def test_a_hostile_name_is_looked_up_quickly() -> None:
    """Sixty thousand brackets do not keep the pattern busy: a quadratic one needs 10 seconds."""
    assert name_key("(" * 60_000 + "Gent") == "gent"


# --- areas -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gent", Area("Gent", municipality="Gent")),
        ("Pajottegem", Area("Pajottegem", municipality="Pajottegem")),
        ("Vlaanderen", Area("Vlaanderen")),
        ("Brussel", Area("Brussel", province="Brussel")),
        ("Brussel-stad", Area("Brussel-stad", municipality="Brussel")),
        ("provincie Antwerpen", Area("provincie Antwerpen", province="Antwerpen")),
        ("Antwerpen", Area("Antwerpen", municipality="Antwerpen")),
        ("provincie Brussel", None),
        ("provincie Luik", None),
        ("Limburg", None),
        ("Ledeberg", None),
        ("Gooik", None),
        ("gent", None),
        ("vlaanderen", None),
        ("", None),
        ("provincie ", None),
    ],
)
def test_area(gazetteer: Gazetteer, text: str, expected: Area | None) -> None:
    """A municipality of today, a province, Vlaanderen or Brussel, in exactly these words."""
    assert gazetteer.area(text) == expected


@pytest.mark.parametrize(
    ("area", "gent", "leuven", "brussels", "elsene"),
    [
        ("Gent", True, False, False, False),
        ("provincie Oost-Vlaanderen", True, False, False, False),
        ("provincie Vlaams-Brabant", False, True, False, False),
        ("Vlaanderen", True, True, False, False),
        ("Brussel", False, False, True, True),
        ("Brussel-stad", False, False, True, False),
    ],
)
def test_what_an_area_covers(
    gazetteer: Gazetteer, area: str, gent: bool, leuven: bool, brussels: bool, elsene: bool
) -> None:
    """Flanders does not hold Brussels; Brussels is all nineteen municipalities."""
    found = gazetteer.area(area)
    assert found is not None
    towns = [gazetteer.municipalities[n] for n in ("Gent", "Leuven", "Brussel", "Elsene")]
    assert [found.covers(town) for town in towns] == [gent, leuven, brussels, elsene]
    assert found.is_wide == (area not in {"Gent", "Brussel-stad"})


def test_flanders_and_brussels_are_everything(gazetteer: Gazetteer) -> None:
    """Each municipality lies in exactly one of the two, and in exactly one province."""
    flanders, brussels = gazetteer.area("Vlaanderen"), gazetteer.area("Brussel")
    assert flanders is not None
    assert brussels is not None
    for town in gazetteer.municipalities.values():
        assert flanders.covers(town) != brussels.covers(town)
        assert town.in_brussels == brussels.covers(town)


# --- postcodes ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "place", "main"),
    [
        ("9000", "Gent", "Gent"),
        ("9050", "Gentbrugge en Ledeberg", None),
        ("9031", "Drongen", "Drongen"),
        ("1540", "Herfelingen en Herne", None),
        ("1570", "Pajottegem", None),
        ("3700", "Tongeren", "Tongeren"),
        ("3840", "Borgloon", "Borgloon"),
        ("9120", "Beveren", "Beveren"),
        ("9100", "Sint-Niklaas", "Sint-Niklaas"),
        ("1080", "Sint-Jans-Molenbeek", "Sint-Jans-Molenbeek"),
    ],
)
def test_the_name_of_a_postcode(
    gazetteer: Gazetteer, code: str, place: str, main: str | None
) -> None:
    """What people call it: the main village, both of two, or the municipality."""
    postcode = gazetteer.postcodes[code]
    assert postcode.place == place
    assert (postcode.main_village.name if postcode.main_village else None) == main


def test_the_point_of_a_postcode() -> None:
    """The main village when there is one, else the middle of all villages."""
    town = Municipality("Een-Twee", "1", "Noordland", "9000", Point(0, 0))
    one, other = (
        Village(name, "9000", "Een-Twee", point)
        for name, point in (("Een", Point(51.0, 3.0)), ("Anders", Point(51.2, 3.1)))
    )
    third = Village("Derde", "9000", "Een-Twee", Point(51.1, 3.3001))
    assert Postcode("9000", town, (other, one)).point == one.point
    assert Postcode("9000", town, (other,)).point == other.point
    assert Postcode("9000", town, (other, third)).point == Point(51.15, 3.2001)


def test_the_middle_of_a_postcode_lies_between_its_villages(gazetteer: Gazetteer) -> None:
    """No postcode lies outside the rectangle around its villages."""
    for postcode in gazetteer.postcodes.values():
        lats = [v.point.lat for v in postcode.villages]
        lons = [v.point.lon for v in postcode.villages]
        assert Box(min(lats), min(lons), max(lats), max(lons)).holds(postcode.point)


# --- distance ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [
        # A degree of the equator and of a meridian: the definition of WGS 84.
        (Point(0, 0), Point(0, 1), 111.319490793),
        (Point(0, 0), Point(1, 0), 110.574388557),
        (Point(0, 0), Point(90, 0), 10001.965729313),
        # From the manual of GeographicLib: New York to London, Wellington to Salamanca.
        (Point(40.6, -73.8), Point(51.6, -0.5), 5551.759400),
        (Point(-41.32, 174.81), Point(40.96, -5.50), 19959.679267),
        # Flinders Peak to Buninyong: the test line of Geoscience Australia.
        (
            Point(-37.95103341666667, 144.42486788888888),
            Point(-37.65282113888889, 143.92649552777777),
            54.972271,
        ),
        (Point(51.05, 3.7167), Point(51.05, 3.7167), 0.0),
    ],
)
def test_distance_against_known_values(a: Point, b: Point, km: float) -> None:
    """To the millimetre over the ellipsoid, and the same in both directions."""
    assert distance_km(a, b) == pytest.approx(km, abs=2e-6)
    assert distance_km(b, a) == pytest.approx(km, abs=2e-6)


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [("Gent", "Brussel", 49, 51), ("Antwerpen", "Gent", 50, 53), ("Brugge", "Oostende", 20, 23)],
)
def test_distance_between_towns(
    gazetteer: Gazetteer, one: str, other: str, least: float, most: float
) -> None:
    """The towns lie where they lie: as the crow flies, from a map."""
    towns = gazetteer.municipalities
    assert least < distance_km(towns[one].point, towns[other].point) < most


@pytest.mark.parametrize(
    ("point", "inside"),
    [
        (Point(51.0, 3.0), True),
        (Point(50.0, 2.0), True),
        (Point(52.0, 4.0), True),
        (Point(49.999, 3.0), False),
        (Point(52.001, 3.0), False),
        (Point(51.0, 1.999), False),
        (Point(51.0, 4.001), False),
    ],
)
def test_a_box_holds_what_lies_in_it(point: Point, inside: bool) -> None:
    """The edges belong to it."""
    assert Box(50.0, 2.0, 52.0, 4.0).holds(point) is inside


DEGREES = st.floats(min_value=-0.4, max_value=0.4)


@given(
    lat=st.floats(min_value=50.6, max_value=51.6),
    lon=st.floats(min_value=2.5, max_value=6.0),
    north=DEGREES,
    east=DEGREES,
    km=st.sampled_from([1.0, 5.0, 15.0]),
)
def test_a_box_around_a_point_leaves_nothing_out(
    lat: float, lon: float, north: float, east: float, km: float
) -> None:
    """Whatever lies within the distance lies in the box; the box is hardly larger than needed."""
    middle, other = Point(lat, lon), Point(lat + north, lon + east)
    box = box_around(middle, km)
    if distance_km(middle, other) <= km:
        assert box.holds(other)
    for corner in (Point(box.south, lon), Point(box.north, lon), Point(lat, box.east)):
        assert km < distance_km(middle, corner) < 1.1 * km


def test_a_box_is_even() -> None:
    """As far to the west as to the east, and to the south as to the north."""
    box = box_around(Point(51.0, 4.0), 15.0)
    assert 51.0 - box.south == pytest.approx(box.north - 51.0)
    assert 4.0 - box.west == pytest.approx(box.east - 4.0)


def test_the_gazetteer_is_read_from_its_folder(tmp_path: Path) -> None:
    """Three files with a heading each; nothing else is needed."""
    (tmp_path / "municipalities.csv").write_text(
        "municipality,nis,province,postcode,lat,lon,source\nStad,1,Noordland,9000,51.0,3.0,x\n"
    )
    (tmp_path / "places.csv").write_text(
        "postcode,place,municipality,nis,province,lat,lon,source\n"
        "9000,Wijk,Stad,1,Noordland,51.1,3.1,x\n"
    )
    (tmp_path / "names.csv").write_text("name,municipality\nVille,Stad\n")
    found = Gazetteer.load(tmp_path)
    assert list(found.postcodes) == ["9000"]
    assert found.find("Wijk") == [Village("Wijk", "9000", "Stad", Point(51.1, 3.1))]
    assert found.find("ville") == [Village("Stad", "9000", "Stad", Point(51.0, 3.0))]
    assert found.find("stad") == found.find("ville")


def test_the_small_gazetteer_is_as_the_tests_say(small_gazetteer: Gazetteer) -> None:
    """Linde and Eik lie 9.7 km apart; every other two lie more than 40 km apart."""
    points = {name: m.point for name, m in small_gazetteer.municipalities.items()}
    assert distance_km(points["Linde"], points["Eik"]) == pytest.approx(9.7, abs=0.05)
    far = [("Linde", "Brussel"), ("Linde", "Beuk-Olm"), ("Eik", "Brussel"), ("Beuk-Olm", "Brussel")]
    assert all(distance_km(points[one], points[other]) > 40 for one, other in far)
    assert small_gazetteer.provinces == ("Brussel", "Noordland", "Zuidland")
