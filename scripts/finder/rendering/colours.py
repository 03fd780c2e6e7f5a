"""A colour for each kind: one set, for the signs on maps and for those in lists.

A colour is never the only sign: the drawing of the kind stands in it, and in lists its name beside
it. White has at least 4.5 to 1 on each (WCAG 1.4.3; ``tests/rendering/test_colours.py``), so that
the same sign serves by day and by night.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# In the order of the taxonomy; neighbours in it differ clearly. More kinds begin anew.
COLOURS = (
    "#b0431e", "#7a3f8f", "#23408f", "#0b6b66", "#a8324a", "#7a5c00", "#b0246b",
    "#3d6b1f", "#1f5fa8", "#7d4b2a", "#5340a8", "#96359e", "#24694c", "#4a5560",
)  # fmt: skip


def of(number: int) -> str:
    """The colour of a kind, by its place in the taxonomy."""
    return COLOURS[number % len(COLOURS)]


def in_lists(kinds: Iterable[str]) -> str:
    """Rules of style for the sign of each kind beside words: ``.s-eten``."""
    return "".join(f".s-{kind}{{--s:{of(n)}}}" for n, kind in enumerate(kinds))


def on_maps(kinds: Iterable[str]) -> str:
    """Rules of style for the sign of each kind on a map: ``.s0``, by its number."""
    return "".join(f".s{number}{{--s:{of(number)}}}" for number, _ in enumerate(kinds))
