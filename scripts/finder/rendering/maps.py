"""Maps with folium: small, safe and self-hosted.

folium writes the Leaflet code; names reach the page only as JSON and are shown by ``textContent``
(``docs/assets/kaart.js``), for folium's own popups would run what stands in a name. Ids are fixed,
so that equal data give equal bytes. Scripts stand in files of their own, so that a content security
policy can forbid inline ones.

folium never sees a name: branca reads every script that it has made as a Jinja template once more,
so that ``{{ ... }}`` in a name would run as Python during the build. The points are therefore put
into the finished script.
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
_WORDS = ("approximate", "about_here", "close", "zoom_in", "zoom_out")
# What folium writes for a layer without points.
_NO_FEATURES = '"features": []'


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where the pictures of the map come from: an address with {z}, {x} and {y}, and its credit."""

    url: str = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    credit: str = (
        '&copy; <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">'
        "OpenStreetMap</a>"
    )


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
        "<main><h1>{{ this.title|e }}</h1>{{ this.html.render(**kwargs) }}</main>\n"
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
    drawn = _Map(location=_MIDDLE, zoom_start=_ZOOM, tiles=_layer(tiles or Tiles()))
    _name(drawn, "kaart")
    figure.add_child(drawn)
    if features:
        _add_points(drawn, features)
    html = figure.render()
    script = figure.script.render().replace(_NO_FEATURES, f'"features": {_json(features)}')
    return MapFiles(html, _words_script(words) + script)


def _words_script(words: Words) -> str:
    """The words that ``kaart.js`` shows, as a constant."""
    used = {key: words.say(f"points.{key}") for key in _WORDS}
    return f"const steunWords = {_json(used)};\nsteunStart();\n"


def _json(value: object) -> str:
    """JSON that can stand in any script; ``<`` is escaped against ``</script>``."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _add_points(drawn: folium.Map, features: list[dict[str, Any]]) -> None:
    layer = folium.GeoJson(
        {"type": "FeatureCollection", "features": []},
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
            "n": entry.initiative.name,
            "s": entry.slug,
            "k": kinds[entry.initiative.kinds[0]].label,
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
