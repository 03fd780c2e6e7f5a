"""The first page: one box, the kinds, help now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

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
        total=len(frame.site.directory.entries),
        postcodes=len(frame.site.gazetteer.postcodes),
    )
    return replace(page, quick=True)
