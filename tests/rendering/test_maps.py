"""Maps: the right points, equal bytes, nothing from elsewhere, and names that stay names."""

from __future__ import annotations

import functools
import gzip
import itertools
import json
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
from finder.files.taxonomy import load_taxonomy
from finder.places.gazetteer import Point
from finder.places.spots import Precision
from finder.rendering import suggestions
from finder.rendering.maps import DIGITS, draw, draw_counts, towns
from finder.rendering.pages.handwritten import without_comments
from finder.settings import Tiles
from finder.text import slugify
from finder.words.saying import Words
from hypothesis import given, settings
from hypothesis import strategies as st
from xstatic.pkg import leaflet

from tests.building import entry, real_gazetteer, small_gazetteer, spot
from tests.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from finder.checking.catalogue import Catalogue
    from finder.directory import Listed
    from finder.files.model import Initiative
    from finder.rendering.maps import MapFiles

TITLE = "Kaart van <Linde> & 'Eik'"


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.load(load_taxonomy(ROOT / "initiatives" / "taxonomy.yml"))


def data(files: MapFiles) -> Any:
    """What a browser reads in the script of a map."""
    found = re.search(r"^const steunData = (.*);$", files.script, re.MULTILINE)
    return json.loads(found[1]) if found else None


def points(files: MapFiles) -> list[dict[str, Any]]:
    """The points of a map with what is there, as ``steunRead`` in kaart.js makes them."""
    columns = data(files)
    lats = itertools.accumulate(columns["y"])
    lons = (three(columns["x"][at : at + 3]) for at in range(0, len(columns["x"]), 3))
    number = itertools.count()
    return [
        {
            "at": (lat / 100_000, lon / 100_000),
            "about": about == "1",
            "items": [item(columns, next(number)) for _ in range(many)],
        }
        for lat, lon, about, many in zip(lats, lons, columns["a"], columns["m"], strict=True)
    ]


def three(text: str) -> int:
    """A number from its three digits."""
    return functools.reduce(lambda total, sign: total * len(DIGITS) + DIGITS.index(sign), text, 0)


def item(columns: dict[str, Any], number: int) -> dict[str, Any]:
    name, phone = columns["n"][number], columns["t"][number]
    call = f"tel:+32{re.sub('[^0-9]', '', phone)[1:]}" if phone else ""
    return {
        "name": name,
        "slug": slug(name, columns["s"].get(str(number))),
        "kinds": [columns["k"][int(digit, 36)][1] for digit in columns["i"][number]],
        "call": columns["u"].get(str(number), call),
    }


def slug(name: str, own: str | None) -> str:
    """A slug as ``steunSlugOf`` in kaart.js makes it."""
    return slugify(name) if own is None else slugify(name)[: int(own[:2], 36)] + own[2:]


def drawn(entries: Iterable[Listed], words: Words) -> MapFiles:
    return draw(entries, "linde", TITLE, words)


DOOR = spot(51.0, 3.5)


def test_a_point_has_the_name_the_slug_and_the_kinds_of_what_is_there(words: Words) -> None:
    one = entry("huis", DOOR, name="Het Huis", kinds=["leren", "maatje"])
    (point,) = points(drawn([one], words))
    assert point["at"] == (51.0, 3.5)
    assert point["items"] == [
        {"name": "Het Huis", "slug": "huis", "kinds": ["Iets leren", "Een maatje"], "call": ""}
    ]


@pytest.mark.parametrize(
    ("phone", "call"),
    [
        ("09 245 09 05", "tel:+3292450905"),
        ("0470/12.34.56", "tel:+32470123456"),
        ("+32 9 245 09 05", "tel:+3292450905"),
        ("1712", "tel:1712"),
        ("0800 12 345", "tel:+3280012345"),
    ],
)
def test_a_phone_number_can_be_called_from_the_map(words: Words, phone: str, call: str) -> None:
    (point,) = points(drawn([entry("huis", DOOR, contact={"phone": phone})], words))
    assert point["items"][0]["call"] == call


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Café 't Hof", "cafe-t-hof"),
        ("Huis", "ander-huis"),
        ("Huis van het Kind", "huis-van-het-kind-gent"),
        ("Een heel lange naam van een huis in een straat", "een-heel-lange-naam-van-een-huis-gent"),
        ("بيت", "bayt"),
        ("\uff28uis", "huis"),
    ],
)
def test_a_slug_stands_in_the_file_only_where_a_browser_cannot_make_it(
    words: Words, name: str, slug: str
) -> None:
    files = drawn([entry(slug, DOOR, name=name)], words)
    (point,) = points(files)
    assert point["items"][0]["slug"] == slug
    assert (data(files)["s"] == {}) is (slug == "cafe-t-hof")


def test_what_stands_at_one_point_shares_a_marker(words: Words) -> None:
    nearly = spot(51.0000001, 3.4999999)
    entries = [entry("a", DOOR), entry("b", nearly), entry("c", spot(51.1, 3.5))]
    found = [[one["slug"] for one in point["items"]] for point in points(drawn(entries, words))]
    assert found == [["a", "b"], ["c"]]


def test_what_has_no_place_is_left_out(words: Words) -> None:
    assert points(drawn([entry("overal", None)], words)) == []
    assert len(points(drawn([entry("overal", None), entry("huis", DOOR)], words))) == 1


@pytest.mark.parametrize(
    ("precision", "marked"),
    [(Precision.DOOR, False), (Precision.STREET, True), (Precision.VILLAGE, True)],
)
def test_a_point_that_is_no_door_says_so(words: Words, precision: Precision, marked: bool) -> None:
    (point,) = points(drawn([entry("huis", spot(51.0, 3.5, precision))], words))
    assert point["about"] is marked


def test_a_map_shows_all_its_points_when_it_opens(words: Words) -> None:
    entries = [entry("a", spot(51.2, 3.5)), entry("b", spot(50.8, 5.5))]
    assert re.search(
        r"fitBounds\(\s*\[\[50\.8, 3\.5\], \[51\.2, 5\.5\]\]", drawn(entries, words).script
    )


def test_a_map_shows_the_villages_around_its_points_with_their_land(words: Words) -> None:
    """A kilometre and a half to each side: 0.0135 degrees of latitude."""
    around = [Point(51.0, 3.5), Point(51.1, 3.5)]
    script = draw([entry("a", DOOR)], "linde", TITLE, words, around=around).script
    found = re.search(r"fitBounds\(\s*\[\[(.+?), (.+?)\], \[(.+?), (.+?)\]\]", script)
    assert found
    edges = [float(edge) for edge in found.groups()]
    assert edges == pytest.approx([50.98651, 3.47852, 51.11349, 3.52148], abs=0.0001)


def test_equal_data_give_equal_bytes_in_any_order(words: Words) -> None:
    entries = [entry("a", DOOR), entry("b", spot(51.1, 3.5)), entry("c", spot(50.9, 3.1))]
    assert drawn(entries, words) == drawn(entries, words) == drawn(entries[::-1], words)


def test_the_page_has_a_language_and_a_title_and_may_be_enlarged(words: Words) -> None:
    page = lxml.html.document_fromstring(drawn([entry("a", DOOR)], words).html)
    assert page.get("lang") == "nl"
    assert page.xpath("//title/text() | //h1/text()") == [TITLE, TITLE]
    (viewport,) = page.xpath("//meta[@name='viewport']/@content")
    assert "maximum-scale" not in viewport
    assert "user-scalable" not in viewport


def test_the_page_loads_only_files_of_this_site_and_runs_none_of_its_own_text(
    words: Words,
) -> None:
    page = lxml.html.document_fromstring(drawn([entry("a", DOOR)], words).html)
    loaded = page.xpath("//link/@href | //script/@src")
    assert loaded
    assert all(re.fullmatch(r"(\.\./assets/[a-z/]+\.(css|js)|linde\.js)", name) for name in loaded)
    assert [script.text for script in page.iter("script") if script.text] == []
    assert page.xpath("//style | //@style | //@*[starts-with(name(), 'on')]") == []


def test_the_pictures_of_the_map_come_from_one_setting(words: Words) -> None:
    tiles = Tiles("https://tegels.example/{z}/{x}/{y}.png", "Krediet <b>")
    script = draw([entry("a", DOOR)], "linde", TITLE, words, tiles).script
    hosts = set(re.findall(r"https?://([\w.]+)", script))
    assert hosts == {"tegels.example"}
    assert "https://tile.openstreetmap.org/{z}/{x}/{y}.png" in drawn([], words).script


# --- the bar above the map, and the other maps --------------------------------------------------


def test_the_legend_names_each_kind_on_the_map_beside_its_drawing(words: Words) -> None:
    one = entry("huis", DOOR, kinds=["leren", "maatje"])
    page = lxml.html.document_fromstring(drawn([one], words).html)
    labels = page.xpath("//fieldset/label")
    assert [label.text_content() for label in labels] == ["Een maatje", "Iets leren"]
    drawings = page.xpath("//fieldset/label//path/@d")
    assert len(set(drawings)) == 2
    assert drawings == [drawing for _, _, drawing in data(drawn([one], words))["k"]]


def test_only_the_map_of_everything_has_a_box_for_a_postcode(words: Words) -> None:
    entries = [entry("a", DOOR)]
    everything = draw(entries, "alles", TITLE, words, everything=True)
    assert "id=postcode " in everything.html
    assert "id=postcode " not in drawn(entries, words).html


def test_a_map_of_counts_has_a_circle_for_each_municipality_the_largest_first(words: Words) -> None:
    known = small_gazetteer().municipalities
    linde, eik = known["Linde"], known["Eik"]
    files = draw_counts({eik: 0, linde: 7}, "cijfers", TITLE, words, Tiles())
    assert data(files) == [["Linde", "linde", 51.0, 3.5, 7], ["Eik", "eik", 51.06, 3.6, 0]]
    assert files == draw_counts({linde: 7, eik: 0}, "cijfers", TITLE, words, Tiles())


def test_the_names_for_a_map_without_pictures_are_those_of_all_municipalities() -> None:
    """Where there is room for few, those where most is come first."""
    found = json.loads(towns(small_gazetteer(), {"Eik": 7, "Beuk-Olm": 2}))
    assert found[0] == ["Eik", 51.06, 3.6]
    assert [name for name, *_ in found] == ["Eik", "Beuk-Olm", "Linde", "Brussel"]


def policy(files: MapFiles) -> dict[str, str]:
    """What the page of a map allows itself, by directive."""
    page = lxml.html.document_fromstring(files.html)
    (text,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    return dict(part.strip().split(" ", 1) for part in text.split(";"))


def test_a_map_may_load_only_files_of_this_site_and_pictures_of_one_host(words: Words) -> None:
    allowed = policy(drawn([entry("a", DOOR)], words))
    assert allowed["default-src"] == "'none'"
    assert allowed["img-src"] == "'self' data: https://tile.openstreetmap.org"
    assert {allowed[f"{kind}-src"] for kind in ("script", "style", "connect")} == {"'self'"}
    assert "unsafe" not in str(allowed)


def test_several_hosts_of_pictures_are_one_pattern(words: Words) -> None:
    tiles = Tiles("https://{s}.tegels.example/{z}/{x}/{y}.png", "Krediet", "tegels.example")
    allowed = policy(draw([entry("a", DOOR)], "linde", TITLE, words, tiles))
    assert allowed["img-src"] == "'self' data: https://*.tegels.example"


def test_without_scripts_a_map_says_where_the_same_stands(words: Words) -> None:
    page = lxml.html.document_fromstring(drawn([entry("a", DOOR)], words).html)
    assert "lijst" in page.xpath("string(//noscript)")


def weight(content: bytes) -> int:
    return len(gzip.compress(content, compresslevel=6, mtime=0))


def many(real: list[Initiative], number: int) -> Iterator[Listed]:
    """So many initiatives with the names, slugs and kinds of real ones, all over the country.

    The names of two places behind each make it another one, within what a name may be. Numbers and
    points are by chance, which weighs most.
    """
    chance = random.Random(1)  # noqa: S311 (no secret)
    short = [one for one in real if len(one.name) <= 45]
    for one in (chance.choice(short) for _ in range(number)):
        village, other = chance.choices(real_gazetteer().villages, k=2)
        lat, lon = (degrees + chance.uniform(-0.01, 0.01) for degrees in village.point)
        phone = f"{chance.choice(['09', '03', '02'])} {chance.randrange(10**7):07d}"
        name = f"{one.name} {village.name} {other.name}"
        # An address is the name, and often the town behind it.
        behind = one.slug.removeprefix(slugify(one.name))
        yield entry(
            f"{slugify(name)}{'' if behind == one.slug else behind}"[:80],
            spot(lat, lon),
            name=name,
            kinds=one.kinds,
            contact={"phone": phone} if one.contact.phone else {},
        )


def test_ten_thousand_initiatives_with_leaflet_stay_within_their_budget(
    words: Words, real_catalogue: Catalogue
) -> None:
    """All that the map of everything loads, without its pictures: page, styles, scripts, names."""
    files = draw(many(real_catalogue.initiatives, 10_000), "alles", TITLE, words, everything=True)
    assert sum(data(files)["m"]) == 10_000
    assets = ROOT / "docs" / "assets"
    loaded = [
        files.html.encode(),
        files.script.encode(),
        *(path.read_bytes() for path in assets.glob("kaart*.css")),
        *(without_comments(path.read_text()).encode() for path in assets.glob("kaart*.js")),
        *((Path(leaflet.BASE_DIR) / f"leaflet.{kind}").read_bytes() for kind in ("js", "css")),
        towns(real_gazetteer(), {}),
        suggestions.points(real_gazetteer()),
    ]
    assert len(loaded) == 11
    assert sum(map(weight, loaded)) < 250_000


# --- names from strangers ----------------------------------------------------------------------

HOSTILE = [
    "${alert(1)}",
    "`${alert(1)}`",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "{{ 7*7 }}",
    "{% include 'base.html' %}",
    "{% raw %}{% endraw %}{# #}",
    "{{ this.get_root() }} {{ kwargs }}",
    '"], alert(1), ["',
    "\\u003cscript\\u003e \\",
    '"features": []',
    "بيت {name}",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_comes_through_letter_for_letter_and_only_as_data(
    words: Words, name: str
) -> None:
    files = drawn([entry("huis", DOOR, name=name)], words)
    (point,) = points(files)
    assert point["items"][0]["name"] == name
    assert "<" not in files.script


@settings(deadline=None)
@given(name=st.text(st.characters(exclude_categories=["C", "Z"]), max_size=99).map("a{}".format))
def test_any_name_comes_through_letter_for_letter_and_only_as_data(words: Words, name: str) -> None:
    files = drawn([entry("huis", DOOR, name=name)], words)
    (point,) = points(files)
    assert point["items"][0]["name"] == name
    assert "<" not in files.script


def test_a_name_never_runs_while_the_site_is_built(
    words: Words, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "{{ cycler.__init__.__globals__.os.mkdir('here') }}"
    drawn([entry("huis", DOOR, name=name)], words)
    assert list(tmp_path.iterdir()) == []
