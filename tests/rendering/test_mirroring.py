"""Styles for pages from right to left: left and right exchanged, and nothing else."""

from __future__ import annotations

import pytest
from finder.rendering.mirroring import mirrored

STYLES = [
    (".a{margin-right:.5rem}", ".a{margin-left:.5rem}"),
    (".a{left:0;right:1px}", ".a{right:0;left:1px}"),
    (".a{text-align:left}", ".a{text-align:right}"),
    (".a{margin:1px 2px 3px 4px}", ".a{margin:1px 4px 3px 2px}"),
    (".a{padding:.2rem .9rem;border:1px solid}", ".a{padding:.2rem .9rem;border:1px solid}"),
    (".left{margin-inline-end:1px}", ".left{margin-inline-end:1px}"),
    ("@media print{.a{float:right}}", "@media print{.a{float:left}}"),
]  # fmt: skip


@pytest.mark.parametrize(("style", "expected"), STYLES)
def test_a_style_is_turned_round(style: str, expected: str) -> None:
    assert mirrored(style) == expected


def test_turned_round_twice_it_is_as_it_was() -> None:
    style = ".a{margin:0 1px 2px 3px;left:0}.b{text-align:right!important}"
    assert mirrored(mirrored(style)) == style
