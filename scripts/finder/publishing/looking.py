"""A finished page, looked at once: its links, its anchors, its weight and its digest."""

from __future__ import annotations

import functools
import hashlib
import html
import posixpath
import re
import zlib
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

# What stands between the name of a tag and its end; what stands in quotes may hold any sign.
# Nothing of it is given back (``++``), so that a tag without an end costs no more than its length.
_INSIDE = r"((?:[^>\"']++|\"[^\"]*\"|'[^']*')*+)"
# A tag. Comments, and the inside of what holds no tags, in which a browser sees none either, are
# passed over.
_TAG = re.compile(
    rf"<(?:!--.*?-->|(script|style|textarea|title)\b{_INSIDE}>.*?</\1\s*>"
    rf"|([a-zA-Z][^\s/>]*){_INSIDE}>)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?")
_LINKS = frozenset({"href", "src", "action", "poster", "data"})


class Seen(NamedTuple):
    """What one look at a page found.

    Attributes:
        targets: where its links inside the site lead: the file, and on a second line the anchor,
            when there is one.
        anchors: what a link can lead to on this page.
        weight: its bytes as it travels.
        digest: SHA-256 of its bytes.
    """

    targets: tuple[str, ...]
    anchors: tuple[str, ...]
    weight: int
    digest: bytes


def look(name: str, content: bytes, base: str = "/") -> Seen:
    """Look at a page.

    Args:
        name: its file, relative to the folder of the site.
        content: its bytes.
        base: the path of the home page; links of the page for unknown addresses begin with it.
    """
    links, anchors = links_and_anchors(content.decode("utf-8", "replace"))
    targets = {target(name, link, base) for link in links if _parts(link).is_inside}
    return Seen(
        tuple(sorted(targets)),
        tuple(sorted({"top", *anchors})),
        weigh(content),
        hashlib.sha256(content).digest(),
    )


def weigh(content: bytes) -> int:
    """The bytes of a file as it travels: gzip at level 6, which hosts commonly use."""
    # As gzip.compress does, whose head and tail are 18 bytes.
    packed = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return len(packed.compress(content)) + len(packed.flush()) + 18


def links_and_anchors(page: str) -> tuple[set[str], set[str]]:
    """Every address that a page names, also of other hosts, and every anchor that it has."""
    links: set[str] = set()
    anchors: set[str] = set()
    for opaque, inside_opaque, tag, inside in _TAG.findall(page):
        attributes = inside or inside_opaque
        if "=" in attributes:
            named, anchored = _told(tag or opaque, attributes)
            links.update(named)
            anchors.update(anchored)
    return links, anchors


@functools.lru_cache(maxsize=30_000)
def _told(tag: str, inside: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses and the anchors of one tag; most tags of a site stand on many of its pages."""
    links: list[str] = []
    anchors: list[str] = []
    for name, double, single, bare in _ATTRIBUTE.findall(inside):
        key, text = name.lower(), html.unescape(double or single or bare)
        if key in _LINKS:
            links.append(text)
        elif key == "id" or (key == "name" and tag in {"a", "A"}):
            anchors.append(text)
        elif key == "srcset":
            links += (one.split()[0] for one in text.split(",") if one.strip())
    return tuple(links), tuple(anchors)


class _Parts(NamedTuple):
    """A link in its parts: the path without what stands for other signs, and the anchor."""

    path: str
    fragment: str
    is_inside: bool


@functools.lru_cache(maxsize=100_000)
def _parts(link: str) -> _Parts:
    """The parts of a link; most links of a site stand on many of its pages."""
    parts = urlsplit(link)
    is_inside = not parts.scheme and not parts.netloc and bool(link)
    return _Parts(unquote(parts.path), unquote(parts.fragment), is_inside)


def target(page: str, link: str, base: str) -> str:
    """Where a link of a page leads, as :class:`Seen` tells it.

    Most links go up to the root of the site first; from there they are the same on every page.
    """
    up = "../" * page.count("/")
    rest = link.removeprefix(up) if link.startswith(up) else "../"
    if rest.startswith((".", "/")):
        return _joined(posixpath.dirname(page), page, link, base)
    return _joined("", "", rest if rest and rest[0] not in "?#" else f"./{rest}", base)


@functools.lru_cache(maxsize=100_000)
def _joined(folder: str, page: str, link: str, base: str) -> str:
    path, fragment, _ = _parts(link)
    if path.startswith("/"):
        full = path.removeprefix(base) if path.startswith(base) else f"?{path}"
    else:
        full = posixpath.join(folder, path) if path else page
    name = posixpath.normpath(full)
    if path.endswith("/") or posixpath.basename(path) in {".", ".."}:
        name = posixpath.normpath(posixpath.join(full, "index.html"))
    elif full in {"", "."}:
        name = "index.html"
    return f"{name}\n{fragment}" if fragment else name
