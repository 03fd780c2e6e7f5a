"""Every link, picture and anchor inside the site that leads nowhere."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from finder.findings import Finding, ordered
from finder.publishing.keeping import Page
from finder.publishing.looking import Seen, look
from finder.rendering.remembering import digest
from finder.walking import names_below

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
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
    pages = look_at_rest(site, {}, base)
    return dead_links({name: page.seen for name, page in pages.items()}, files_of(site))


def look_at_rest(
    site: Path,
    looked_at: Collection[str],
    base: str = "/",
    before: Mapping[str, Page] | None = None,
) -> dict[str, Page]:
    """Every page of a site that nobody looked at yet, by name; its source is the page itself.

    Args:
        site: the folder of the finished site.
        looked_at: the pages that are seen already.
        base: as in :func:`check_links`.
        before: pages as an earlier build saw them; one with the same bytes is not looked at again.
    """
    found = {}
    for name in sorted(name for name in names_below(site) if name.endswith(".html")):
        if name not in looked_at:
            content = (site / name).read_bytes()
            source, known = digest(content), (before or {}).get(name)
            again = known is not None and known.source == source
            seen = known.seen if known and again else look(name, content, base)
            found[name] = Page(source, seen)
    return found


def files_of(site: Path) -> set[str]:
    """Every file of a site, by its name relative to it."""
    return set(names_below(site))


def dead_links(pages: Mapping[str, Seen], files: Collection[str]) -> list[Finding]:
    """What leads nowhere.

    Args:
        pages: every page by name, as it was seen.
        files: the names of all files of the site.
    """
    leading: dict[str, list[str]] = defaultdict(list)
    for name in sorted(pages):
        for target in pages[name].targets:
            leading[target].append(name)
    anchors: dict[str, frozenset[str]] = {}
    dead = []
    for target, names in leading.items():
        file, _, fragment = target.partition("\n")
        if file not in files:
            dead.append((file, "", names))
        elif _is_on_map(file, fragment, files):
            continue
        elif fragment and file in pages:
            if file not in anchors:
                anchors[file] = frozenset(pages[file].anchors)
            if fragment not in anchors[file]:
                dead.append((file, fragment, names))
    return ordered(_dead(file, anchor, names) for file, anchor, names in _together(dead))


def _together(dead: Iterable[tuple[str, str, list[str]]]) -> Iterable[tuple[str, str, list[str]]]:
    """Each place that is missing once, with every page that leads there."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file, anchor, names in dead:
        found[file, anchor].update(names)
    return [(file, anchor, sorted(names)) for (file, anchor), names in found.items()]


def _is_on_map(target: str, fragment: str, files: Collection[str]) -> bool:
    """Whether it is the map of everything, which can open at a postcode or an initiative."""
    found = _MAP.fullmatch(target)
    if not found:
        return False
    names = (f"{fragment}/index.html", f"initiatieven/{fragment}/index.html")
    return any(found["folder"] + name in files for name in names)


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
