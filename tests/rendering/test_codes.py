"""QR codes as one small path, the same as those of the library that makes them."""

from __future__ import annotations

import re

import segno
from finder.rendering.codes import MASK, QUIET, qr

URL = "https://steun.example/gemeenten/gent/"
RUN = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


def drawn(svg: str) -> set[tuple[int, int]]:
    """The dark modules of a drawing, without its white edge."""
    runs = [tuple(map(int, run)) for run in RUN.findall(svg)]
    assert all(length == back for _, _, length, back in runs)
    return {(x + i - QUIET, y - QUIET) for x, y, length, _ in runs for i in range(length)}


def test_the_drawing_has_the_modules_of_the_code_and_white_around_it() -> None:
    code = segno.make(URL, error="m", micro=False, boost_error=False, mask=MASK)
    dark = {(x, y) for y, row in enumerate(code.matrix) for x, dark in enumerate(row) if dark}
    svg = str(qr(URL))
    assert drawn(svg) == dark
    size = len(code.matrix) + 2 * QUIET
    assert f'viewBox="0 0 {size} {size}"' in svg


def test_a_code_is_small_and_says_what_it_is_or_hides_from_who_cannot_see() -> None:
    assert len(qr(URL)) < 4500
    assert 'aria-hidden="true"' in qr(URL)
    assert 'aria-label="Alles in &lt;Gent&gt;"' in qr(URL, "Alles in <Gent>")
