"""The colours of the kinds: readable, one for each, and the same in lists and on maps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from finder.rendering import colours

if TYPE_CHECKING:
    from finder.files.taxonomy import Taxonomy

# WCAG 1.4.3, for the white drawing.
ENOUGH = 4.5


def contrast_with_white(colour: str) -> float:
    """By the formula of WCAG 2.2 for the contrast of two colours."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@pytest.mark.parametrize("colour", colours.COLOURS)
def test_a_white_drawing_can_be_seen_on_each(colour: str) -> None:
    assert contrast_with_white(colour) >= ENOUGH


def test_every_kind_has_a_colour_of_its_own(taxonomy: Taxonomy) -> None:
    assert len(taxonomy.kinds) <= len(set(colours.COLOURS)) == len(colours.COLOURS)


def test_a_kind_has_the_same_colour_in_lists_and_on_maps(taxonomy: Taxonomy) -> None:
    listed = re.findall(r"\.s-([a-z-]+)\{--s:(#\w{6})\}", colours.in_lists(taxonomy.kinds))
    mapped = re.findall(r"\.s(\d+)\{--s:(#\w{6})\}", colours.on_maps(taxonomy.kinds))
    assert [kind for kind, _ in listed] == list(taxonomy.kinds)
    assert [int(number) for number, _ in mapped] == list(range(len(taxonomy.kinds)))
    assert [colour for _, colour in listed] == [colour for _, colour in mapped]


def test_a_taxonomy_may_grow_past_the_colours() -> None:
    assert colours.of(len(colours.COLOURS)) == colours.of(0)
