"""How much each page weighs as it travels, and what is written from that after MkDocs.

Weights are those of :func:`finder.publishing.looking.weigh`.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import re
import statistics
from collections import defaultdict
from typing import TYPE_CHECKING

from finder.publishing.looking import weigh
from finder.rendering import offline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from finder.publishing.looking import Seen
    from finder.rendering.site import Site

# What the pages of the site need, but for those that hold their style in themselves.
STYLE = "assets/all.css"
_QUICK = ("postcode", "home", "zoeken")


def kind_of(name: str) -> str:
    """The kind of a page: ``9000/2/index.html`` is a ``postcode/page``, the home page ``home``."""
    parts = re.sub(r"(^|/)index\.html$", "", name).split("/")
    first = "postcode" if re.fullmatch(r"\d{4}", parts[0]) else parts[0]
    return "/".join([first or "home", *("page" for _ in parts[1:])])


def table(weights: dict[str, int], style: int) -> str:
    """CSV: for each kind of page how many there are, and what the median and the heaviest weigh.

    Args:
        weights: the weight of every page, by name.
        style: the weight of the stylesheet that a page needs before it can be read.
    """
    kinds: dict[str, list[int]] = defaultdict(list)
    for name, weight in weights.items():
        kinds[kind_of(name)].append(weight)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["kind", "pages", "html_median", "html_max", "html_and_css_max"])
    for kind, found in sorted(kinds.items()):
        heaviest = max(found)
        styles = 0 if kind.startswith(_QUICK) else style
        row = [kind, len(found), round(statistics.median(found)), heaviest, heaviest + styles]
        writer.writerow(row)
    return stream.getvalue()


def add_offline(folder: Path, site: Site, pages: Mapping[str, Seen]) -> None:
    """Add what needs the finished pages: the service worker, the manifest and the lists to keep.

    ``pages`` is every page of the site, as it was seen.
    """
    shell = {name: _read(folder, name) for name in offline.SHELL}
    (folder / offline.WORKER).write_bytes(offline.worker(site.words, shell))
    manifest = offline.manifest(site.settings.name, site.words)
    (folder / offline.MANIFEST).write_bytes(manifest)
    weights = {name: seen.weight for name, seen in pages.items()}
    weights |= {name: weigh(_read(folder, name)) for name in offline.TOOLS}

    @functools.cache
    def digest(name: str) -> bytes:
        seen = pages.get(name)
        return seen.digest if seen else hashlib.sha256(_read(folder, name)).digest()

    for slug, kept in offline.lists(site):
        target = folder / offline.FOLDER / f"{slug}.json"
        target.write_bytes(offline.list_file(kept, digest, weights))


def _read(folder: Path, name: str) -> bytes:
    return (folder / f"{name}index.html" if name.endswith("/") else folder / name).read_bytes()
