"""The parts of pages that the search knows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from finder.publishing.sections import SECTIONS, add_sections, sections, words

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (
    b"<!doctype html><meta charset=utf-8><main><h1 id=x>Inkomen</h1><p>Je geld.</p>"
    b"<h2 id=leefloon>Leefloon</h2><p>Vraag het aan het OCMW.</p>"
    b"<h2>Zonder anker</h2><p>Meer.</p></main>"
)


def test_a_part_goes_from_a_heading_with_an_anchor_to_the_next() -> None:
    found = list(sections(PAGE, "rechten/inkomen/"))
    assert [(part.title, part.page, part.address) for part in found] == [
        ("Inkomen", "Inkomen", "rechten/inkomen/"),
        ("Leefloon", "Inkomen", "rechten/inkomen/#leefloon"),
    ]
    assert "Meer." in found[1].text


def test_words_are_plain_and_each_stands_once() -> None:
    assert words("De cr\u00e8che, de CR\u00c8CHE en 't café's") == ["cafes", "creche"]


# A text in another script, and its words.
SCRIPTS = [
    ("Борги та ЇЖА", ["борги", "іжа"]),
    ("الديون و الطعام", ["ديون", "طعام"]),
    ("Sığınak", ["siginak"]),
]


@pytest.mark.parametrize(("text", "found"), SCRIPTS)
def test_words_of_other_scripts_are_kept_without_marks_and_article(
    text: str, found: list[str]
) -> None:
    assert words(text) == found


def test_overviews_and_pages_of_kinds_are_left_out(tmp_path: Path) -> None:
    addresses = ["rechten/", "rechten/bronnen/", "rechten/inkomen/", "soorten/eten/"]
    for address in addresses:
        (tmp_path / address).mkdir(parents=True)
        (tmp_path / address / "index.html").write_bytes(PAGE)
    (tmp_path / "assets").mkdir()
    add_sections(tmp_path, addresses)
    found = json.loads((tmp_path / SECTIONS).read_text(encoding="utf-8"))
    assert {row[2].split("#")[0] for row in found} == {"rechten/inkomen/"}
