"""What is decided in one place and written down in another language again: they never differ."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from finder.text import MAX_SLUG

from tests.sites import ROOT

if TYPE_CHECKING:
    from tests.sites import BuiltSite

ASSETS = ROOT / "docs" / "assets"
# Custom properties with a colour of six or three digits.
COLOUR = re.compile(r"(--[a-z]+):\s*(#[0-9a-f]{3,6})\b")


def palettes(file: str) -> list[dict[str, str]]:
    """The colours of each block ``:root`` of a stylesheet, by name: by day, and by night."""
    blocks = re.findall(r":root\s*{([^}]*)}", (ASSETS / file).read_text(encoding="utf-8"))
    return [found for block in blocks if (found := dict(COLOUR.findall(block)))]


@pytest.mark.parametrize(
    ("file", "limit"),
    [
        ("js/kept.js", r"text\.length <= (\d+)"),
        ("js/places.js", r"LONGEST_SLUG = (\d+)"),
        ("kaart.js", r'join\("-"\)\.slice\(0, (\d+)\)'),
    ],
)
def test_a_script_knows_how_long_an_address_may_be(file: str, limit: str) -> None:
    (found,) = re.findall(limit, (ASSETS / file).read_text(encoding="utf-8"))
    assert int(found) == MAX_SLUG


def test_a_map_has_the_colours_of_the_site() -> None:
    """By day and by night; the map has some of its own."""
    for site, chart in zip(palettes("site.css"), palettes("kaart.css"), strict=True):
        shared = site.keys() & chart.keys()
        assert len(shared) >= 8
        assert {name: chart[name] for name in shared} == {name: site[name] for name in shared}


def test_the_frame_of_an_installed_site_has_the_colours_of_the_site(built_site: BuiltSite) -> None:
    day = palettes("site.css")[0]
    manifest = json.loads((built_site.folder / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert (manifest["background_color"], manifest["theme_color"]) == (day["--p"], day["--g"])
