"""Which web addresses the site shows, and which files have them."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from finder.files.model import Initiative

_IN_TEXT = re.compile(r"https?://[^\s<>\"'`)\]]+")


def addresses(
    initiatives: Iterable[Initiative], root: Path, today: dt.date
) -> dict[str, tuple[str, ...]]:
    """Every address that a visitor can follow, in order, with the files that have it.

    Args:
        initiatives: what the site shows. One with an exception to ``links`` is left out.
        root: the folder of the repository; the hand-written pages in ``docs/`` have links too.
        today: the day on which an exception must hold.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for initiative in initiatives:
        if not initiative.is_excused("links", today):
            for url in _of(initiative):
                found[urldefrag(url).url].add(initiative.file)
    for page in sorted((root / "docs").rglob("*.md")):
        for url in _IN_TEXT.findall(page.read_text(encoding="utf-8")):
            found[urldefrag(url.rstrip(".,;:!?")).url].add(page.relative_to(root).as_posix())
    return {url: tuple(sorted(found[url])) for url in sorted(found)}


def host(url: str) -> str:
    """Whom to be polite to: the host of an address, with or without ``www``."""
    return (urlsplit(url).netloc.rpartition("@")[2].lower()).removeprefix("www.")


def by_host(urls: Iterable[str]) -> Mapping[str, list[str]]:
    """The addresses by their host."""
    found: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        found[host(url)].append(url)
    return found


def _of(initiative: Initiative) -> Iterator[str]:
    if initiative.contact.website:
        yield initiative.contact.website
    yield from (source.url for source in initiative.sources)
