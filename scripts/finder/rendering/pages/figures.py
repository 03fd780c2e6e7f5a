"""What exists where, in figures, and where nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from finder.rendering import figures
from finder.rendering.maps import COUNTS, map_file
from finder.rendering.pages.frame import Frame, Page, up_from

if TYPE_CHECKING:
    from collections.abc import Iterator


def pages(frame: Frame) -> Iterator[Page]:
    """Every page of this kind."""
    yield overview(frame)


def overview(frame: Frame) -> Page:
    """What exists where, in figures, and where nothing is."""
    found = figures.everywhere(frame.site.directory, frame.words)
    address = figures.ADDRESS
    return frame.page(address, "figures", {}, map=up_from(address) + map_file(COUNTS), **found)
