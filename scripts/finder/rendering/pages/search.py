"""The page that the box leads to: search by word, place or both; its script does the work."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.rendering.pages.frame import Frame, Page


def pages(frame: Frame) -> Iterator[Page]:
    """Every page of this kind."""
    yield search(frame)


def search(frame: Frame) -> Page:
    """The page for a word, a place or both; without its script all postcodes, by first digit."""
    kinds = frame.words.taxonomy.places
    labels = [{"key": key, "label": kind.label} for key, kind in kinds.items()]
    codes = sorted(frame.site.gazetteer.postcodes)
    postcodes = [(first, list(same)) for first, same in itertools.groupby(codes, lambda c: c[0])]
    small = frame.words.names_in("search.small")
    page = frame.page("zoeken/", "search", {}, kinds=labels, postcodes=postcodes, small=small)
    return replace(page, quick=True)
