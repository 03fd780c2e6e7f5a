"""Maps with folium: small, safe and self-hosted.

folium writes the Leaflet code; names reach the page only as JSON and are shown by ``textContent``
(``docs/assets/kaart.js``), for folium's own popups would run what stands in a name. Ids are fixed,
so that equal data give equal bytes. Scripts stand in files of their own, so that a content security
policy can forbid inline ones.

folium never sees a name: branca reads every script that it has made as a Jinja template once more,
so that ``{{ ... }}`` in a name would run as Python during the build. The places therefore stand
before folium's script, in short columns: ten thousand of them must not weigh on a small phone.
"""

from __future__ import annotations

import functools
import itertools
import json
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import folium
import jinja2
from branca.element import Element, Figure
from folium.template import Template
from markupsafe import escape

from finder import reporting
from finder.places.gazetteer import Box, Point
from finder.rendering.remembering import fingerprint
from finder.rendering.site import File, Site
from finder.settings import Tiles
from finder.text import slugify
from finder.words.steps import first_call, next_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from finder.directory import Listed
    from finder.places.gazetteer import Gazetteer, Municipality
    from finder.words.saying import Words
    from finder.words.steps import Step

FOLDER = "kaarten"
# Every sign from ! to ~ that stands for itself in JSON inside a script: the digits of a number in
# three letters. kaart.js makes the same.
DIGITS = "".join(chr(code) for code in range(33, 127) if chr(code) not in "\"&'<>\\")
# The map of everything, and that of the counts, in that folder.
EVERYTHING = "alles"
COUNTS = "cijfers"
TOWNS = "assets/gemeenten.json"
"""The names that a map shows where its pictures do not come."""

_TEMPLATES = Path(__file__).parent / "templates"
# The middle of Flanders, and a zoom at which all of it shows on a phone.
_MIDDLE = (51.03, 4.2)
_ZOOM = 8
# Quarter steps: at one whole step all of Flanders is too wide for a small phone, and at the one
# before too small.
_SNAP = 0.25
# Never nearer than this when a map opens: an approximate point is no door.
_MAX_ZOOM = 15
# Kilometres: how far a village reaches around its middle, and one degree of latitude.
_LAND = 1.5
_DEGREE = 111.2
# Pixels that stay free: a pin stands above its point, and the buttons at the right.
_ABOVE_LEFT, _BELOW_RIGHT = (30, 56), (64, 30)
_WORDS = (
    "approximate", "about_here", "close", "zoom_in", "zoom_out", "cluster", "call", "more",
    "more_about", "distance", "no_tiles", "no_postcode", "count", "count_one", "none", "here",
    "in_view", "rest", "ring", "distance_below_one",
)  # fmt: skip
# Python and every browser make the same slug of these letters.
_LAST_LATIN = "\u017f"
_ASSETS = "../assets/"
_SCRIPTS = ("leaflet/leaflet", "kaart", "kaartlijst", "kaartgrond", "kaartbalk")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class MapFiles:
    """One map: the page and the script that it loads."""

    html: str
    script: str


class _Figure(Figure):
    """A page of ours around the map: with a language, a title, and zooming allowed."""

    _template = Template(
        "<!doctype html>\n"
        '<html lang="{{ this.language|e }}"{{ this.direction }}>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="{{ this.policy|e }}">\n'
        '<meta name="robots" content="noindex">\n'
        '<meta name="referrer" content="strict-origin-when-cross-origin">\n'
        "<title>{{ this.title|e }}</title>\n"
        '{% for href in this.styles %}<link rel="stylesheet" href="{{ href|e }}">\n{% endfor %}'
        '{% for src in this.scripts %}<script src="{{ src|e }}"></script>\n{% endfor %}'
        "<body>\n"
        "<main><h1>{{ this.title|e }}</h1>{{ this.panel }}"
        "<p id=melding role=status></p><noscript>{{ this.without_scripts|e }}</noscript>"
        "{{ this.html.render(**kwargs) }}</main>\n"
        '<script src="{{ this.own_script|e }}"></script>\n'
        "</html>\n"
    )

    def __init__(self, title: str, slug: str, panel: str, words: Words, tiles: Tiles) -> None:
        super().__init__(title=title)
        self.language = words.say("language")
        self.direction = " dir=rtl" if words.is_from_right else ""
        self.without_scripts = words.say("points.without_scripts")
        self.policy = _policy(tiles)
        self.panel = panel
        self.styles = (f"{_ASSETS}leaflet/leaflet.css", f"{_ASSETS}kaart.css")
        self.scripts = tuple(f"{_ASSETS}{name}.js" for name in _SCRIPTS)
        self.own_script = f"{slug}.js"


class _Map(folium.Map):
    """A folium map that loads nothing from elsewhere."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 (folium's own way to say so)
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


def draw(
    entries: Iterable[Listed],
    slug: str,
    title: str,
    words: Words,
    tiles: Tiles | None = None,
    *,
    everything: bool = False,
    around: Sequence[Point] = (),
) -> MapFiles:
    """A map of initiatives; those without a place are left out.

    Args:
        entries: what to show.
        slug: the name of the files, ``kaarten/<slug>.html`` and ``.js``.
        title: the name of the map, for the visitor and for screen readers.
        words: the language.
        tiles: whose pictures lie under the points; OpenStreetMap's when left out.
        everything: whether it is the map of everything, with a box for a postcode.
        around: villages that show too when it opens, with the land around them.
    """
    found = _by_point(entries)
    data = _columns(found, words)
    panel = _panel(words, data["k"], everything=everything)
    tiles = tiles or Tiles()
    frame = _Frame(title, slug, panel)
    points = [point for point, _ in found]
    points += [corner for village in around for corner in _corners(village)]
    return _finished(frame, points, data, "steunPlaces", words, tiles)


def _corners(village: Point) -> tuple[Point, Point]:
    """The south-west and the north-east of a village with the land around it."""
    lat, lon = _LAND / _DEGREE, _LAND / _DEGREE / math.cos(math.radians(village.lat))
    return (
        Point(round(village.lat - lat, 5), round(village.lon - lon, 5)),
        Point(round(village.lat + lat, 5), round(village.lon + lon, 5)),
    )


def draw_counts(
    counts: Mapping[Municipality, int], slug: str, title: str, words: Words, tiles: Tiles
) -> MapFiles:
    """A map with a circle for each municipality: the more it has, the larger."""
    towns = sorted(counts, key=lambda town: (-counts[town], town.slug))
    data = [
        [town.name, town.slug, *(round(degree, 5) for degree in town.point), counts[town]]
        for town in towns
    ]
    frame = _Frame(title, slug, "")
    return _finished(frame, [town.point for town in towns], data, "steunCounts", words, tiles)


def towns(gazetteer: Gazetteer, counts: Mapping[str, int]) -> bytes:
    """Every municipality with its point, those with the most first.

    Args:
        gazetteer: the places.
        counts: how many initiatives are in each municipality; where that is equal, how many
            villages it has decides.
    """
    villages = Counter(village.municipality for village in gazetteer.villages)
    order = sorted(
        gazetteer.municipalities.values(),
        key=lambda town: (-counts.get(town.name, 0), -villages[town.name], town.slug),
    )
    return _json([[t.name, *(round(degree, 3) for degree in t.point)] for t in order]).encode()


def _finished(
    frame: _Frame, points: Sequence[Point], data: object, show: str, words: Words, tiles: Tiles
) -> MapFiles:
    """The files of a map: folium draws it, and the function ``show`` puts the places on it."""
    key = f"map {tiles} {bool(points)}"
    empty = words.kept.get(words, key, lambda: _empty(words, tiles, fits=bool(points)))
    own = {key: words.say(f"points.{key}") for key in _WORDS}
    before = f"const steunWords = {_json(own)};\nconst steunData = {_json(data)};\nsteunStart();\n"
    after = f"\n{show}(map_kaart, feature_group_plaatsen, steunData);\nsteunPanel(map_kaart);\n"
    return MapFiles(_filled(empty.html, frame), before + _fitted(empty.script, points) + after)


class _Frame(NamedTuple):
    """What differs between the pages around maps."""

    title: str
    slug: str
    panel: str


# Marks for what differs between maps: those of the page, and the edges of what it shows.
_BLANK = _Frame("\ue000", "\ue001", "\ue002")
_EDGES = Box(-11.125, -22.125, -33.125, -44.125)


def _empty(words: Words, tiles: Tiles, *, fits: bool) -> MapFiles:
    """What folium draws for every map, with marks for what differs.

    folium and branca make templates of each part of each map anew, which takes longer than all else
    about a small map.
    """
    figure = _Figure(*_BLANK, words, tiles)
    drawn = _Map(location=_MIDDLE, zoom_start=_ZOOM, zoom_snap=_SNAP, tiles=_layer(tiles))
    _name(drawn, "kaart")
    figure.add_child(drawn)
    group = folium.FeatureGroup(name="plaatsen")
    _name(group, "plaatsen")
    drawn.add_child(group)
    if fits:
        _fit(drawn, _EDGES)
    return MapFiles(figure.render(), figure.script.render())


def _filled(html: str, frame: _Frame) -> str:
    """The page around a map."""
    html = html.replace(_BLANK.title, str(escape(frame.title)))
    html = html.replace(_BLANK.slug, str(escape(frame.slug)))
    return html.replace(_BLANK.panel, frame.panel)


def _fitted(script: str, points: Sequence[Point]) -> str:
    """The script of a map that shows all points when it opens."""
    if not points:
        return script
    lats, lons = [lat for lat, _ in points], [lon for _, lon in points]
    for mark, edge in zip(_EDGES, (min(lats), min(lons), max(lats), max(lons)), strict=True):
        script = script.replace(repr(mark), repr(edge))
    return script


def _policy(tiles: Tiles) -> str:
    """What a map may load: files of this site, and pictures of one other host.

    ``{s}`` in the address of the pictures stands for several hosts.
    """
    host = "{0.scheme}://{0.netloc}".format(urlsplit(tiles.url)).replace("{s}", "*")
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
        f" img-src 'self' data: {host}; base-uri 'none'; form-action 'none'"
    )


def _fit(drawn: folium.Map, edges: Box) -> None:
    """Show all points when the map opens."""
    bounds = [[edges.south, edges.west], [edges.north, edges.east]]
    drawn.fit_bounds(
        bounds,
        padding_top_left=_ABOVE_LEFT,
        padding_bottom_right=_BELOW_RIGHT,
        max_zoom=_MAX_ZOOM,
    )
    for child in drawn._children.values():
        if isinstance(child, folium.FitBounds):
            _name(child, "alles")
            # A zoom that still runs would undo the postcode that the visitor asked for.
            child.options["animate"] = False


def _json(value: object) -> str:
    """JSON that can stand in any script; ``<`` is escaped against ``</script>``."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _layer(tiles: Tiles) -> folium.TileLayer:
    layer = folium.TileLayer(tiles=tiles.url, attr=tiles.credit, max_zoom=19)
    _name(layer, "beelden")
    return layer


def _name(element: Element, name: str) -> None:
    """Give an element a fixed id in place of folium's random one."""
    element._id = name


@functools.cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(loader=jinja2.FileSystemLoader(_TEMPLATES), autoescape=True)


def _panel(words: Words, kinds: Sequence[Sequence[Any]], *, everything: bool) -> str:
    """What stands above a map: a box for a postcode, the kinds to choose from, and the signs."""
    template = _templates().get_template("map_panel.html")
    return template.render(say=words.say, kinds=kinds, everything=everything)


def _drawing(kind: str) -> str:
    """The lines of the drawing of a kind, as the ``d`` of an SVG path."""
    icons: Any = _templates().get_template("icons.html").module
    return str(icons.symbols.get(kind, icons.other)).split('"')[1]


def _by_point(entries: Iterable[Listed]) -> list[tuple[Point, list[Listed]]]:
    """The initiatives at each point; several often share the middle of a village."""
    found: dict[Point, list[Listed]] = defaultdict(list)
    for entry in entries:
        if entry.spot:
            point = Point(round(entry.spot.point.lat, 5), round(entry.spot.point.lon, 5))
            found[point].append(entry)
    return [
        (
            point,
            sorted(found[point], key=lambda entry: (slugify(entry.initiative.name), entry.slug)),
        )
        for point in sorted(found)
    ]


def _columns(found: Sequence[tuple[Point, list[Listed]]], words: Words) -> dict[str, Any]:
    """All places in short columns, which weigh half of what GeoJSON does.

    ``k``: the kinds on this map: number in the taxonomy, label, drawing. ``y``: each point's
    latitude in hundred-thousandths of a degree, less that of the point before, which is not higher.
    ``x``: each point's longitude in as many, as three digits of :data:`DIGITS`. ``a``: 1 for a
    point that is no door. ``m``: how many initiatives are there. Then of each initiative: ``n`` its
    name, ``i`` its kinds (indexes in ``k``), ``t`` the number to call;
    and where code cannot make them from these, ``s`` its slug (two digits of base 36 for how many
    letters it shares with the slug of the name, then the rest) and ``u`` the address to call.
    ``w`` says whose the number is when it is not their own, as an index in ``o``; ``v`` is the link
    and the words of the first step where there is nothing to call.
    """
    entries = [entry for _, at in found for entry in at]
    calls = [first_call(entry, words, "{name}") for entry in entries]
    others = sorted({call.whose for call in calls if call and call.whose})
    used = {kind for entry in entries for kind in entry.initiative.kinds}
    order = [key for key in words.taxonomy.kinds if key in used]
    return {
        "k": _kinds(order, words),
        "y": _steps([point.lat for point, _ in found]),
        "x": "".join(_three(round(point.lon * 100_000)) for point, _ in found),
        "a": "".join("1" if _is_approximate(at) else "0" for _, at in found),
        "m": [len(at) for _, at in found],
        "n": [entry.initiative.name for entry in entries],
        "i": [_indexes(entry, order) for entry in entries],
        "t": [call.text if call else "" for call in calls],
        "s": {n: _own_slug(e) for n, e in enumerate(entries) if not _follows(e)},
        "u": {n: call.href for n, call in enumerate(calls) if call and _is_odd(call)},
        "o": others,
        "w": {n: others.index(c.whose) for n, c in enumerate(calls) if c and c.whose},
        "v": {n: way for n, c in enumerate(calls) if not c and (way := _way(entries[n], words))},
    }


def _way(entry: Listed, words: Words) -> tuple[str, str] | None:
    """The link and the words of the first step of what cannot be called."""
    for step in next_steps(entry, words):
        if step.kind == "visit":
            return "", f"{words.say('step.go')} {step.text}"
        return step.href, words.say(f"action.short.{step.kind}")
    return None


def _kinds(order: Sequence[str], words: Words) -> list[tuple[int, str, str]]:
    numbers = {key: number for number, key in enumerate(words.taxonomy.kinds)}
    labels = words.taxonomy.kinds
    return [(numbers[key], labels[key].label, _drawing(key)) for key in order]


def _steps(degrees: Sequence[float]) -> list[int]:
    """Hundred-thousandths of a degree, each less the one before it."""
    whole = [round(degree * 100_000) for degree in degrees]
    return [now - before for before, now in zip([0, *whole], whole, strict=False)]


def _three(number: int) -> str:
    """A whole number as three digits of :data:`DIGITS`.

    Raises:
        ValueError: it needs more digits; east of 6.8 degrees lies no place of ours.
    """
    size = len(DIGITS)
    if not 0 <= number < size**3:
        raise ValueError(number)
    return "".join(DIGITS[number // size**power % size] for power in (2, 1, 0))


def _is_approximate(entries: Sequence[Listed]) -> bool:
    return any(entry.spot and entry.spot.precision.is_approximate for entry in entries)


def _indexes(entry: Listed, order: Sequence[str]) -> str:
    """The kinds of an initiative as one digit each; more than 36 kinds have no digit."""
    return "".join(_DIGITS[order.index(kind)] for kind in entry.initiative.kinds)


def _follows(entry: Listed) -> bool:
    """Whether a browser can make the slug from the name."""
    name = entry.initiative.name
    return _is_plain(name) and slugify(name) == entry.slug


def _own_slug(entry: Listed) -> str:
    """A slug that does not follow from the name, as :func:`_columns` tells."""
    made = slugify(entry.initiative.name) if _is_plain(entry.initiative.name) else ""
    shared = sum(1 for _ in itertools.takewhile(_is_same, zip(made, entry.slug, strict=False)))
    return f"{_DIGITS[shared // 36]}{_DIGITS[shared % 36]}{entry.slug[shared:]}"


def _is_same(letters: tuple[str, str]) -> bool:
    return letters[0] == letters[1]


def _is_plain(name: str) -> bool:
    """Whether Python and every browser make the same slug of a name."""
    return max(name, default="") <= _LAST_LATIN


def _is_odd(call: Step) -> bool:
    """Whether a number is not simply a Belgian one with a nought in front."""
    digits = "".join(c for c in call.text if c in "0123456789")
    return call.href != f"tel:+32{digits[1:]}"


def files(site: Site) -> Iterator[File]:
    """A map of everything, one of the counts, and one for each municipality with a place."""
    words, tiles = site.words, site.settings.tiles
    counts = reporting.by_municipality(site.directory)
    yield File(TOWNS, towns(site.gazetteer, counts))
    by_town = {town: counts[town.name] for town in site.gazetteer.municipalities.values()}
    if words.is_dutch:
        title = words.say("figures.by_town")
        yield from _map(COUNTS, draw_counts(by_town, COUNTS, title, words, tiles))
    title, entries = words.say("points.everything"), site.directory.places
    yield from _map(EVERYTHING, draw(entries, EVERYTHING, title, words, tiles, everything=True))
    villages = defaultdict(list)
    for village in site.gazetteer.villages:
        villages[village.municipality].append(village.point)
    for town in site.gazetteer.municipalities.values():
        here = [result.listed for result in site.directory.in_municipality(town)]
        if any(entry.spot for entry in here):
            made_of = [fingerprint(entry, site) for entry in here]
            make = partial(_of_town, town, here, site, villages[town.name])
            yield from site.memory.recall(map_file(town.slug), made_of, make)


def _of_town(
    town: Municipality, here: Iterable[Listed], site: Site, around: Sequence[Point]
) -> Iterator[File]:
    """The map of one municipality, which shows all of it when it opens."""
    title = site.words.say("points.title", name=town.name)
    drawn = draw(here, town.slug, title, site.words, site.settings.tiles, around=around)
    yield from _map(town.slug, drawn)


def map_file(slug: str) -> str:
    """The file of a map, below the root of the site."""
    return f"{FOLDER}/{slug}.html"


def _map(slug: str, drawn: MapFiles) -> Iterator[File]:
    page = map_file(slug)
    yield File(page, drawn.html.encode())
    yield File(page.removesuffix(".html") + ".js", drawn.script.encode())
