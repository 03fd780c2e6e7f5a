"""What scripts and styles of the site need from the data, and the files of Leaflet."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from xstatic.pkg import leaflet

from finder.rendering import filters, icons, suggestions
from finder.rendering.site import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.rendering.site import Site

_LEAFLET = ("leaflet.js", "leaflet.css", "images/layers.png", "images/layers-2x.png",
            "images/marker-icon.png")  # fmt: skip


def files(site: Site) -> Iterator[File]:
    """The words of scripts, the choices of filters, drawings, places, kinds, points, Leaflet."""
    taxonomy = site.words.taxonomy
    words = site.words.script() + filters.labels(taxonomy)
    yield File("assets/js/words.js", words.encode())
    yield File(icons.FILE, icons.drawings(site.environment, taxonomy.kinds))
    yield File(suggestions.NAMES, suggestions.names(site))
    yield File(suggestions.KINDS, suggestions.kinds(taxonomy))
    yield File(suggestions.POINTS, suggestions.points(site.gazetteer))
    if site.tongues:
        offers = {one.code: [one.offer, one.direction] for one in site.tongues}
        yield File("assets/tongues.json", json.dumps(offers, ensure_ascii=False).encode())
    for name in _LEAFLET:
        yield File(f"assets/leaflet/{name}", _leaflet(name))


def _leaflet(name: str) -> bytes:
    """A file of Leaflet, without the address of a source map that is not published."""
    content = (Path(leaflet.BASE_DIR) / name).read_bytes()
    return re.sub(rb"//# sourceMappingURL=\S+\s*$", b"", content) if name[-3:] == ".js" else content
