"""Maps: the right points, equal bytes, nothing from elsewhere, and names that stay names."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
from finder.locating import Precision
from finder.rendering.maps import Tiles, draw
from finder.rendering.words import Words
from finder.taxonomy import load_taxonomy
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.building import entry, spot
from tests.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from finder.directory import Listed
    from finder.rendering.maps import MapFiles

TITLE = "Kaart van <Linde> & 'Eik'"


@pytest.fixture(scope="module")
def words() -> Words:
    return Words.load(load_taxonomy(ROOT / "initiatives" / "taxonomy.yml"))


def points(files: MapFiles) -> list[dict[str, Any]]:
    """The GeoJSON features that a browser reads in the script of a map."""
    found = re.search(r"_add\((\{.*?\})\);$", files.script, re.MULTILINE)
    return list(json.loads(found[1])["features"]) if found else []


def drawn(entries: Iterable[Listed], words: Words) -> MapFiles:
    return draw(entries, "linde", TITLE, words)


DOOR = spot(51.0, 3.5)


def test_a_point_has_the_name_the_slug_and_the_kind_of_what_is_there(words: Words) -> None:
    one = entry("huis", DOOR, name="Het Huis", kinds=["leren", "maatje"])
    (point,) = points(drawn([one], words))
    assert point["geometry"] == {"type": "Point", "coordinates": [3.5, 51.0]}
    assert point["properties"] == {"i": [{"n": "Het Huis", "s": "huis", "k": "Iets leren"}]}


def test_what_stands_at_one_point_shares_a_marker(words: Words) -> None:
    nearly = spot(51.0000001, 3.4999999)
    entries = [entry("a", DOOR), entry("b", nearly), entry("c", spot(51.1, 3.5))]
    found = [
        [one["s"] for one in point["properties"]["i"]] for point in points(drawn(entries, words))
    ]
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
    assert bool(point["properties"].get("a")) is marked


def test_a_map_shows_all_its_points_when_it_opens(words: Words) -> None:
    entries = [entry("a", spot(51.2, 3.5)), entry("b", spot(50.8, 5.5))]
    assert re.search(
        r"fitBounds\(\s*\[\[50\.8, 3\.5\], \[51\.2, 5\.5\]\]", drawn(entries, words).script
    )


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
    assert point["properties"]["i"][0]["n"] == name
    assert "<" not in files.script


@settings(deadline=None)
@given(name=st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=100))
def test_any_name_comes_through_letter_for_letter_and_only_as_data(words: Words, name: str) -> None:
    files = drawn([entry("huis", DOOR, name=name)], words)
    (point,) = points(files)
    assert point["properties"]["i"][0]["n"] == name
    assert "<" not in files.script


def test_a_name_never_runs_while_the_site_is_built(
    words: Words, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "{{ cycler.__init__.__globals__.os.mkdir('here') }}"
    drawn([entry("huis", DOOR, name=name)], words)
    assert list(tmp_path.iterdir()) == []
