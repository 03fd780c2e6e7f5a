"""The first page: one box, the kinds, help now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from finder.reporting import totals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.rendering.pages.frame import Frame, Page


def pages(frame: Frame) -> Iterator[Page]:
    """Every page of this kind."""
    yield home(frame)


def home(frame: Frame) -> Page:
    """The first page: one box, the kinds, help now."""
    kinds = frame.words.taxonomy.places
    page = frame.page(
        "",
        "home",
        {},
        kinds=[
            {"key": key, "label": kind.label, "explanation": kind.explanation}
            for key, kind in kinds.items()
        ],
        total=totals(frame.site.directory).places,
        postcodes=len(frame.site.gazetteer.postcodes),
    )
    return replace(page, quick=True)
