"""Search in words; the script of the page does the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.rendering.pages.frame import Frame, Page


def pages(frame: Frame) -> Iterator[Page]:
    """Every page of this kind."""
    yield search(frame)


def search(frame: Frame) -> Page:
    """Search in words; the script of the page does the work."""
    kinds = frame.words.taxonomy.places
    labels = [{"key": key, "label": kind.label} for key, kind in kinds.items()]
    towns = list(frame.site.gazetteer.municipalities)
    small = frame.words.names_in("search.small")
    return frame.page("zoeken/", "search", {}, kinds=labels, towns=towns, small=small)
