"""QR codes as one SVG path, small enough to stand in a page.

``segno`` makes them (ISO/IEC 18004). It tries all eight masks of a code and takes the best, which
takes most of its time; one mask is as readable for a phone of today, so it is fixed, and the same
text gives the same bytes.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import segno
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Modules of white around a code: what the standard asks.
QUIET = 4
MASK = 2


@functools.cache
def qr(text: str, label: str = "") -> Markup:
    """The code of a text, as a drawing of as many modules wide as it has.

    Args:
        text: the address to open.
        label: what it is, for who cannot see it; left out: others tell it beside the code.
    """
    matrix = segno.make(text, error="m", micro=False, boost_error=False, mask=MASK).matrix
    size = len(matrix) + 2 * QUIET
    said = (
        Markup('role="img" aria-label="{}"').format(label)
        if label
        else Markup('aria-hidden="true"')
    )
    return Markup('<svg class="qr" viewBox="0 0 {0} {0}" {1}><path d="{2}"/></svg>').format(
        size, said, "".join(_runs(matrix))
    )


def _runs(matrix: Iterable[Iterable[int]]) -> Iterator[str]:
    """A flat rectangle for each row of dark modules that touch."""
    for y, row in enumerate(matrix, QUIET):
        dark = "".join("1" if module else "0" for module in row)
        start = dark.find("1")
        while start >= 0:
            end = dark.find("0", start)
            length = (end if end >= 0 else len(dark)) - start
            yield f"M{start + QUIET} {y}h{length}v1h-{length}z"
            start = dark.find("1", start + length)
