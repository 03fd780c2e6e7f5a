"""Texts that say how they must stand in a page: names, Dutch elsewhere, numbers."""

from __future__ import annotations

import pytest
from finder.words.marking import Dutch, Marked, Name, filled, isolated, joined
from markupsafe import escape

# A piece of a page that runs from right to left, and what becomes of its numbers.
NUMBERS = [
    ("<p>09 266 99 11</p>", "<p><bdi dir=ltr>09 266 99 11</bdi></p>"),
    ("<b>اتصل 0800 13 500</b>", "<b>اتصل&nbsp;<bdi dir=ltr>0800 13 500</bdi></b>"),
    ("<p>+32 9 245 09 05</p>", "<p><bdi dir=ltr>+32 9 245 09 05</bdi></p>"),
    ("<p>13:30-16:30</p>", "<p><bdi dir=ltr>13:30-16:30</bdi></p>"),
    ('<a href="tel:09 266 99 11">112</a>', '<a href="tel:09 266 99 11">112</a>'),
    ("<p>9000 Gent</p>", "<p>9000 Gent</p>"),
    ("<bdi dir=ltr>09 266 99 11</bdi>", "<bdi dir=ltr>09 266 99 11</bdi>"),
]


@pytest.mark.parametrize(("page", "expected"), NUMBERS)
def test_a_number_in_parts_runs_from_left_to_right(page: str, expected: str) -> None:
    assert isolated(page) == expected


def test_a_name_is_plain_as_text_and_kept_from_translation_in_a_page() -> None:
    name = Name("Huis & Tuin")
    assert name == "Huis & Tuin"
    assert escape(name) == "<bdi translate=no>Huis &amp; Tuin</bdi>"


def test_a_dutch_text_is_marked_as_dutch_from_left_to_right() -> None:
    assert escape(Dutch("Je <b>komt</b>.")) == (
        "<span lang=nl dir=ltr>Je &lt;b&gt;komt&lt;/b&gt;.</span>"
    )


def test_a_sentence_keeps_the_marks_of_its_parts() -> None:
    said = filled("De : {name} < {km}", {"name": Name("Huis"), "km": 3})
    assert said == "De : Huis < 3"
    assert escape(said) == "De : <bdi translate=no>Huis</bdi> &lt; 3"


def test_a_part_that_a_stranger_wrote_is_escaped_and_never_filled_in() -> None:
    said = filled("De : {name}", {"name": Name("{x}<script>")})
    assert "<script>" not in escape(said)
    assert said == "De : {x}<script>"


def test_a_sentence_that_is_only_there_in_dutch_stays_marked() -> None:
    said = filled(Dutch("Van {name}"), {"name": "Huis"})
    assert isinstance(said, Dutch)
    assert escape(said) == "<span lang=nl dir=ltr>Van Huis</span>"


def test_texts_in_a_row_keep_their_marks() -> None:
    assert joined(" · ", ["a", "b"]) == "a · b"
    assert not isinstance(joined(" · ", ["a", "b"]), Marked)
    row = joined(" & ", ["<", Name("Gent")])
    assert escape(row) == "&lt; &amp; <bdi translate=no>Gent</bdi>"
