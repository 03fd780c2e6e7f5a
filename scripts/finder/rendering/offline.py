"""What makes the site readable without a network: the service worker, its lists, the manifest."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from finder.rendering import icons, suggestions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from finder.rendering.site import Site
    from finder.words.saying import Words

WORKER = "sw.js"
MANIFEST = "manifest.webmanifest"
FOLDER = "offline"
_WORKER_SOURCE = Path(__file__).parent / "templates" / "sw.js"
# What every page needs to look and work as it should, and the page for when there is no network.
SHELL = (
    f"{FOLDER}/",
    "lijst/",
    "assets/all.css",
    "assets/tools.css",
    "assets/print.css",
    icons.FILE,
    *(f"assets/js/{name}.js" for name in ("making", "offline", "words")),
    *(f"assets/js/{name}.js" for name in ("keep", "kept", "list", "qr", "sharing")),
)
# What makes the pages of a kept municipality work as they do with a network: the box, filters, open
# today, route and share.
TOOLS = (
    *(f"assets/js/{name}.js" for name in ("box", "suggesting", "places", "asking")),
    *(f"assets/js/{name}.js" for name in ("filters", "open", "paper", "reach", "speak", "reading")),
    suggestions.NAMES,
    suggestions.KINDS,
)


def worker(words: Words, files: Mapping[str, bytes]) -> bytes:
    """The service worker; it changes when a file of the shell or its own source does.

    Args:
        words: the language.
        files: the bytes of the files from which the version is counted, by name.
    """
    source = _WORKER_SOURCE.read_text(encoding="utf-8")
    counted = hashlib.sha256(source.encode())
    for name in sorted(files):
        counted.update(name.encode() + b"\0" + files[name])
    said = {
        "language": words.say("script.language"),
        "copy": words.say("offline.copy"),
        "broken": words.say("offline.broken"),
    }
    constants = {"VERSION": counted.hexdigest()[:12], "SHELL": SHELL, "TOOLS": TOOLS, "WORDS": said}
    head = "".join(
        f"const {name} = {json.dumps(value, ensure_ascii=False)};\n"
        for name, value in constants.items()
    )
    return (head + source).encode()


def manifest(name: str, words: Words) -> bytes:
    """The web app manifest (https://www.w3.org/TR/appmanifest/): a phone can keep the site."""
    icons = [
        {"src": f"assets/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    content = {
        "name": name,
        "short_name": name,
        "description": words.say("pages.home.description"),
        "lang": words.say("language"),
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "background_color": "#f6f4ee",
        "theme_color": "#0b5d57",
        "icons": icons,
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def lists(site: Site) -> Iterable[tuple[str, list[str]]]:
    """For each municipality, by slug, the pages that are kept: its own, postcodes, initiatives."""
    codes: dict[str, list[str]] = {}
    for postcode in site.gazetteer.postcodes.values():
        codes.setdefault(postcode.municipality.name, []).append(f"{postcode.code}/")
    for town in site.gazetteer.municipalities.values():
        entries = [result.listed.slug for result in site.directory.in_municipality(town)]
        pages = [f"gemeenten/{town.slug}/", *codes.get(town.name, ()), "hulp-nu/", "rechten/"]
        yield town.slug, [*pages, *(f"initiatieven/{slug}/" for slug in sorted(entries))]


def list_file(
    pages: list[str], digest: Callable[[str], bytes], weights: Mapping[str, int]
) -> bytes:
    """What is kept of a municipality.

    Its pages, how many bytes they and the tools are as they travel (gzip), and a version that
    changes with any of those files, so that a copy that is made while the site is published anew is
    of one version only.

    Args:
        pages: from :func:`lists`.
        digest: a digest of the file with this name.
        weights: the bytes of each page and tool as it travels, by the name of its file.
    """
    names = [*TOOLS, *(f"{page}index.html" for page in pages)]
    version = hashlib.sha256(b"".join(name.encode() + b"\0" + digest(name) for name in names))
    size = sum(weights[name] for name in names)
    content = {"bytes": size, "pages": pages, "version": version.hexdigest()[:12]}
    return json.dumps(content, separators=(",", ":")).encode()
