"""Maps with folium: small, safe and self-hosted.

folium writes the Leaflet code; names reach the page only as JSON and are shown by ``textContent``
(``docs/assets/kaart.js``), for folium's own popups would run what stands in a name. Ids are fixed,
so that equal data give equal bytes. Scripts stand in files of their own, so that a content security
policy can forbid inline ones.

branca reads a script that it has made as a Jinja template once more, so that ``{{ ... }}`` in a
name would run as Python during the build. A ``{`` in text therefore travels as a character that no
file may hold, and becomes an escaped one in the finished script.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import folium
from branca.element import Element, Figure
from folium.template import Template
from folium.utilities import JsCode

from finder.places import Point

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from finder.directory import Listed
    from finder.rendering.words import Words

# The middle of Flanders, and a zoom at which all of it shows on a phone.
_MIDDLE = (51.03, 4.2)
_ZOOM = 8
# Never nearer than this when a map opens: an approximate point is no door.
_MAX_ZOOM = 15
# For private use, and refused by ``finder.reading``.
_BRACE = "\ue000"


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where the pictures of the map come from: an address with {z}, {x} and {y}, and its credit."""

    url: str = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    credit: str = '&copy; <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>'


@dataclass(frozen=True, slots=True)
class MapFiles:
    """One map: the page and the script that it loads."""

    html: str
    script: str


class _Figure(Figure):
    """A page of ours around the map: with a language, a title, and zooming allowed."""

    _template = Template(
        "<!doctype html>\n"
        '<html lang="{{ this.language|e }}">\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        '<meta name="referrer" content="strict-origin-when-cross-origin">\n'
        "<title>{{ this.title|e }}</title>\n"
        '{% for href in this.styles %}<link rel="stylesheet" href="{{ href|e }}">\n{% endfor %}'
        '{% for src in this.scripts %}<script src="{{ src|e }}"></script>\n{% endfor %}'
        "<body>\n"
        '<main aria-label="{{ this.title|e }}">{{ this.html.render(**kwargs) }}</main>\n'
        '<script src="{{ this.own_script|e }}"></script>\n'
        "</html>\n"
    )

    def __init__(self, title: str, language: str, assets: str, script: str) -> None:
        super().__init__(title=title)
        self.language = language
        self.styles = (f"{assets}leaflet/leaflet.css", f"{assets}kaart.css")
        self.scripts = (f"{assets}leaflet/leaflet.js", f"{assets}kaart.js")
        self.own_script = script


class _Map(folium.Map):
    """A folium map that loads nothing from elsewhere."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 (folium's own way to say so)
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


def draw(
    entries: Iterable[Listed], slug: str, title: str, words: Words, tiles: Tiles | None = None
) -> MapFiles:
    """A map of initiatives; those without a place are left out.

    Args:
        entries: what to show.
        slug: the name of the files, ``kaarten/<slug>.html`` and ``.js``.
        title: the name of the map, for the visitor and for screen readers.
        words: the language.
        tiles: whose pictures lie under the points; OpenStreetMap's when left out.
    """
    features = [_feature(point, at, words) for point, at in _by_point(entries)]
    figure = _Figure(title, words.say("language"), "../assets/", f"{slug}.js")
    drawn = _Map(
        location=_MIDDLE, zoom_start=_ZOOM, tiles=_layer(tiles or Tiles()), zoom_control=False
    )
    _name(drawn, "kaart")
    figure.add_child(drawn)
    if features:
        _add_points(drawn, features)
    html = figure.render()
    script = figure.script.render().replace(json.dumps(_BRACE).strip('"'), "\\u007b")
    return MapFiles(html, _words_script(words) + script)


def _words_script(words: Words) -> str:
    """The words that ``kaart.js`` shows, as a constant; ``<`` is escaped against ``</script>``."""
    used = {key: words.say(f"points.{key}") for key in ("approximate", "about_here")}
    text = json.dumps(used, ensure_ascii=False).replace("<", "\\u003c")
    return f"const steunWords = {text};\n"


def _add_points(drawn: folium.Map, features: list[dict[str, Any]]) -> None:
    layer = folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        on_each_feature=JsCode("steunPopup"),
        point_to_layer=JsCode("steunMarker"),
    )
    _name(layer, "plaatsen")
    drawn.add_child(layer)
    points = [feature["geometry"]["coordinates"] for feature in features]
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
    drawn.fit_bounds([[south, west], [north, east]], padding=(30, 30), max_zoom=_MAX_ZOOM)
    for child in drawn._children.values():
        _name(child, child._name.lower())


def _without_braces(text: str) -> str:
    return text.replace("{", _BRACE)


def _layer(tiles: Tiles) -> folium.TileLayer:
    layer = folium.TileLayer(tiles=tiles.url, attr=tiles.credit, max_zoom=19)
    _name(layer, "beelden")
    return layer


def _name(element: Element, name: str) -> None:
    """Give an element a fixed id in place of folium's random one."""
    element._id = name


def _by_point(entries: Iterable[Listed]) -> list[tuple[Point, list[Listed]]]:
    """The initiatives at each point; several often share the middle of a village."""
    found: dict[Point, list[Listed]] = defaultdict(list)
    for entry in entries:
        if entry.spot:
            point = Point(round(entry.spot.point.lat, 5), round(entry.spot.point.lon, 5))
            found[point].append(entry)
    return sorted(found.items(), key=lambda item: item[0])


def _feature(point: Point, entries: Sequence[Listed], words: Words) -> dict[str, Any]:
    """A GeoJSON point with short keys: n(ame), s(lug), k(ind) of each; a(pproximate)."""
    kinds = words.taxonomy.kinds
    at = [
        {
            "n": _without_braces(entry.initiative.name),
            "s": entry.slug,
            "k": _without_braces(kinds[entry.initiative.kinds[0]].label),
        }
        for entry in entries
    ]
    approximate = any(entry.spot and entry.spot.precision.is_approximate for entry in entries)
    properties: dict[str, Any] = {"i": at}
    if approximate:
        properties["a"] = 1
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]},
        "properties": properties,
    }
