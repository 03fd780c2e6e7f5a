"""What a copy of a page says of itself, wherever the page has its main part."""

from __future__ import annotations

import re

import pytest

from tests.building import ROOT

WORKER = ROOT / "scripts/finder/rendering/templates/sw.js"


@pytest.mark.parametrize(
    "main",
    [
        "<main id=m>",
        "<main id=m class=wd>",
        "<main>",  # in the frame of another website
        '<main class="md-main" data-md-component="main">',  # the handbook
    ],
)
def test_a_copy_of_each_kind_of_page_says_its_day(main: str) -> None:
    found = re.search(r"replace\(/(<main[^/]*)/,", WORKER.read_text(encoding="utf-8"))
    assert found
    assert re.sub(found[1], lambda m: m[0] + "NOTE", f"<body>{main}<h1>") == (
        f"<body>{main}NOTE<h1>"
    )
