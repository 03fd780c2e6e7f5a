"""The words of this field, each with its explanation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from finder.text import slugify
from finder.words import glossary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.rendering.pages.frame import Frame, Page


def pages(frame: Frame) -> Iterator[Page]:
    """Every page of this kind."""
    yield overview(frame)


def overview(frame: Frame) -> Page:
    """The words of this field, each with its explanation."""
    terms = frame.site.glossary.terms.items()
    by_word = sorted(terms, key=lambda item: slugify(item[1].word))
    return frame.page(glossary.ADDRESS, "glossary", {}, terms=by_word)
