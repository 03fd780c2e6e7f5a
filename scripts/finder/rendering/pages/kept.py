"""The page on which a script shows what the visitor keeps on this phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.rendering.pages.frame import Frame, Page


def pages(frame: Frame) -> Iterator[Page]:
    """Every page of this kind."""
    yield kept(frame)


def kept(frame: Frame) -> Page:
    """The page on which a script shows what the visitor keeps on this phone."""
    return frame.page("lijst/", "list", {})
