"""Boxes to tick, as people and their programs fill them in."""

from __future__ import annotations

import pytest
from finder.contributing.ticks import bare_mark, box_of, is_mark, ticked
from hypothesis import given
from hypothesis import strategies as st

TICKED = [
    "[x] Telefoon", "[X] Telefoon", "[ x ] Telefoon", "[x]Telefoon", "- [x] Telefoon",
    "* [v] Telefoon", "[V] Telefoon", "[✓] Telefoon", "[✔️] Telefoon", "[☑] Telefoon",
    "[•] Telefoon", "[*] Telefoon", "[ja] Telefoon", "[JA] Telefoon", "[oui] Telefoon",
    "[×] Telefoon", "[х] Telefoon", "[√] Telefoon", "[+] Telefoon", "[1] Telefoon",
    "x [ ] Telefoon", "X[ ] Telefoon", "✓ [ ] Telefoon", "[ ] x Telefoon", "[ ]x Telefoon",
    "[] v Telefoon", "☑ Telefoon", "☒ Telefoon", "✅ Telefoon", "✔️ Telefoon", "■ Telefoon",
    "(x) Telefoon", "( x ) Telefoon", "［x］ Telefoon", "\\[x\\] Telefoon", "→ [x] Telefoon",
    "[\u00a0x\u00a0] Telefoon", "☑️ Telefoon", "🗹 Telefoon", "❌ Telefoon", "❎ Telefoon",
    "👍 Telefoon", "🆗 Telefoon", "◼️ Telefoon", "{x} Telefoon", "<x> Telefoon", "|x| Telefoon",
    "【x】 Telefoon", "[x]- Telefoon", "[x] : Telefoon",
]  # fmt: skip
EMPTY = [
    "[ ] Telefoon", "[] Telefoon", "[  ] Telefoon", "- [ ] Telefoon", "[_] Telefoon",
    "[-] Telefoon", "[nee] Telefoon", "[n] Telefoon", "[.] Telefoon", "☐ Telefoon", "□ Telefoon",
    "⬜ Telefoon", "{ } Telefoon", "<> Telefoon", "( ) Telefoon", "() Telefoon", "[ ]  Telefoon",
    "- [] Telefoon", "[ ]- Telefoon",
]  # fmt: skip
NONE = [
    "", "Telefoon", "Telefoon: [x]", "(09) 245 09 05", "x", "xTelefoon", "vraag het",
     "[[x] Telefoon",
    "De x [ ] Telefoon", "(van 9 tot 12)",
]  # fmt: skip


@pytest.mark.parametrize("line", TICKED + EMPTY)
def test_a_box(line: str) -> None:
    box = box_of(line)
    assert box
    assert (box.is_ticked, box.rest) == (line in TICKED, "Telefoon")


@pytest.mark.parametrize("line", NONE)
def test_what_is_no_box(line: str) -> None:
    assert box_of(line) is None


@pytest.mark.parametrize(
    "line",
    ["x Telefoon", "X. Telefoon", "-x- Telefoon", "[x Telefoon", "x] Telefoon", "_x_ Telefoon",
     "**x** Telefoon", "x: Telefoon", "√ Telefoon"],
)  # fmt: skip
def test_a_mark_where_the_box_was(line: str) -> None:
    box = bare_mark(line)
    assert box
    assert (box.is_ticked, box.rest) == (True, "Telefoon")


@pytest.mark.parametrize("line", ["xTelefoon", "vraag Telefoon", "Telefoon x", "-- Telefoon"])
def test_what_is_no_mark_where_the_box_was(line: str) -> None:
    assert bare_mark(line) is None


def test_an_answer_that_somebody_wrote_in_the_box() -> None:
    box = box_of("[09 245 09 06] Telefoon:")
    assert box
    assert (box.is_ticked, box.inside, box.rest) == (True, "09 245 09 06", "Telefoon:")


@pytest.mark.parametrize("text", ["x", "X", " x ", "v", "✓", "ja", "Ja!", "☑️", "x."])
def test_a_mark_behind_a_question(text: str) -> None:
    assert is_mark(text)


@pytest.mark.parametrize("text", ["", "09 245 09 06", "nee", "OK", "xylofoon", "ja, maar niet nu"])
def test_what_is_more_than_a_mark(text: str) -> None:
    assert not is_mark(text)


def test_boxes_of_a_form() -> None:
    assert ticked("- [x] Een\n- [ ] Twee\n- [X] Drie en vier\nnot - [x] Vijf") == [
        "Een",
        "Drie en vier",
    ]


@pytest.mark.parametrize("piece", ["[", "[ ", "[" + " " * 50, "[x", "x ", "(", "- ", "☑", "[]"])
def test_a_long_line_is_no_box(piece: str) -> None:
    """A limit comes before any pattern, so that no line takes long."""
    assert box_of(piece * 40_000) is None


@given(st.text(alphabet="[]() xXvV-*☑☐✓️jaTelfon:0", max_size=60))
def test_any_line_gives_a_box_or_none(line: str) -> None:
    box = box_of(line)
    assert box is None or box.rest in line.replace("\ufe0f", "")
