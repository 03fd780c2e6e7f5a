"""What a visitor without a network sees in place of a page that was never opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.rendering.pages.frame import Frame, Page


def pages(frame: Frame) -> Iterator[Page]:
    """Every page of this kind."""
    yield offline(frame)


def offline(frame: Frame) -> Page:
    """What a visitor without a network sees in place of a page that was never opened."""
    return replace(frame.page("offline/", "offline", {}), robots="noindex")
