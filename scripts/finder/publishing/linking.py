"""Every link, picture and anchor inside the site that leads nowhere."""

from __future__ import annotations

import functools
import posixpath
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

import lxml.html
from finder.findings import Finding, ordered

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

# The map of everything opens at the postcode or the initiative after #, which is no anchor.
_MAP = re.compile(r"(?P<folder>([a-z]{2}/)?)kaart/index\.html")


def check_links(site: Path, base: str = "/") -> list[Finding]:
    """Every link, picture and anchor inside the site that leads nowhere.

    Args:
        site: the folder of the finished site.
        base: the path of the home page, such as ``/`` or ``/steun-dichtbij/``; links of the page
            for unknown addresses begin with it.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {name: _Links(site / name) for name in sorted(files) if name.endswith(".html")}
    dead: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, page in pages.items():
        for link in page.links:
            target, fragment = _target(name, link, base)
            if target not in files:
                dead[target, ""].append(name)
            elif _is_on_map(target, fragment, files):
                continue
            elif fragment and target in pages and fragment not in pages[target].anchors:
                dead[target, fragment].append(name)
    return ordered(_dead(target, anchor, names) for (target, anchor), names in dead.items())


def _is_on_map(target: str, fragment: str, files: Collection[str]) -> bool:
    """Whether it is the map of everything, which can open at a postcode or an initiative."""
    found = _MAP.fullmatch(target)
    if not found:
        return False
    names = (f"{fragment}/index.html", f"initiatieven/{fragment}/index.html")
    return any(found["folder"] + name in files for name in names)


class _Links:
    """The links inside the site, and the anchors, of one page."""

    def __init__(self, path: Path) -> None:
        tree = lxml.html.document_fromstring(path.read_bytes(), _PARSER)
        self.anchors = {"top", *_ANCHORS(tree)}
        found = set(_ADDRESSES(tree))
        for pictures in _SRCSETS(tree):
            found.update(one.split()[0] for one in pictures.split(",") if one.strip())
        self.links = sorted(link for link in found if _parts(link).is_inside)


_PARSER = lxml.html.HTMLParser(encoding="utf-8")
_ADDRESSES = lxml.etree.XPath(
    "//@href | //@src | //@action | //@poster | //@data",
    smart_strings=False,
)
_SRCSETS = lxml.etree.XPath("//@srcset", smart_strings=False)
_ANCHORS = lxml.etree.XPath("//@id | //a/@name", smart_strings=False)


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


def _target(page: str, link: str, base: str) -> tuple[str, str]:
    """The file that a link leads to, and its anchor."""
    path, fragment, _ = _parts(link)
    if path.startswith("/"):
        full = path.removeprefix(base) if path.startswith(base) else f"?{path}"
    else:
        full = posixpath.join(posixpath.dirname(page), path) if path else page
    name = posixpath.normpath(full)
    if path.endswith("/") or posixpath.basename(path) in {".", ".."}:
        name = posixpath.normpath(posixpath.join(full, "index.html"))
    elif full in {"", "."}:
        name = "index.html"
    return name, fragment


def _dead(target: str, anchor: str, pages: list[str]) -> Finding:
    """One finding for each place that is missing, however many pages lead there."""
    address = target.removesuffix("index.html") + (f"#{anchor}" if anchor else "")
    more = f" en op {len(pages) - 1} andere pagina's" if len(pages) > 1 else ""
    return Finding(
        "link",
        pages[0],
        0,
        "",
        f'Een link naar "{address}" leidt nergens heen, hier{more}.',
        "Herstel de link, of maak de pagina of het anker.",
    )
