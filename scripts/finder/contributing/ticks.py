"""Boxes to tick, as people and their programs fill them in.

``[x]`` is how a box is ticked; people also write a v, a star or ``ja`` in it, put the x before or
behind it, or have a program that makes one sign of the box. Only a mark that means no leaves a box
empty: who writes in a box, ticks it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# In characters: what may stand in a box. A longer line is no box.
_LONGEST_INSIDE = 100
_LONGEST = 2_000
_TICKED = "☑☒✅✓✔✗✘✖🗹🗷🗵■▣◉⦿●🗸√❌❎👍👌🆗🟩◼⬛🔘"
_EMPTY = "☐□▢◻⬜○◯🔲▫"
# As a mark outside a box, where other letters would be a word; also the Cyrillic and Greek x.
_MARKS = frozenset(("x", "v", "×", "х", "χ", "ja", "yes", "oui", "xx", "xxx", "vink", *_TICKED))
_NO = frozenset(
    ("", "_", "-", "–", "—", ".", "…", "o", "0", "?", "/", "nee", "neen", "n", "no", "non", "niet",
     "nvt", "n.v.t.", *_EMPTY)
)  # fmt: skip
_BULLET = r"[-*•·‣–>→\s]*"
_MARK = rf"[xXvV×хХχ{_TICKED}]"
_TICKBOX = re.compile(
    rf"(?P<before>{_MARK}(?=[\s\[(]))?\s*\\?"
    rf"(?:\[(?P<inside>[^\[\]]{{0,{_LONGEST_INSIDE}}})\\?\]|\((?P<round>[^()\w]?|{_MARK}|\s{_MARK}\s)\)"
    rf"|(?P<sign>[{_TICKED}{_EMPTY}]))"
    rf"(?P<after>\s*{_MARK}(?!\w)|)(?P<rest>.*)",
    re.DOTALL,
)
# A mark with some sign around it, as people who miss the box write it: "-x-", "X.", "[x ", "**x**".
_BARE = re.compile(
    rf"[*_~(\[|-]{{0,2}}\s?(?P<mark>{_MARK})\s?[*_~)\]|.:-]{{0,2}}\s+(?P<rest>.*)", re.DOTALL
)
# Other brackets around a mark or around nothing.
_BRACKETS = re.compile(rf"[{{<|【〔「](\s*{_MARK}?\s*)[}}>|】〕」]")


@dataclass(frozen=True)
class Box:
    """A line that begins with a box.

    Attributes:
        is_ticked: whether somebody ticked it.
        rest: what stands behind it.
        inside: what was written in it, when that is more than a mark: an answer.
    """

    is_ticked: bool
    rest: str
    inside: str = ""


def box_of(line: str) -> Box | None:
    """The box with which a line begins; None when it begins with none."""
    if len(line) > _LONGEST:
        return None
    line = re.sub(rf"^{_BULLET}", "", _plain(line))
    found = _TICKBOX.match(line)
    if not found:
        return None
    inside = found["inside"] if found["inside"] is not None else found["round"] or found["sign"]
    inside = (inside or "").strip()
    around = (found["before"] or "") + found["after"].strip()
    is_ticked = bool(around) or inside.casefold() not in _NO
    return Box(
        is_ticked,
        found["rest"].strip().lstrip("-–:. "),
        inside if len(inside) > _LONGEST_MARK else "",
    )


def bare_mark(line: str) -> Box | None:
    """A line that begins with a mark where the box was: ``x Telefoon``; None for another."""
    found = _BARE.match(re.sub(rf"^{_BULLET}", "", _plain(line))) if len(line) <= _LONGEST else None
    return Box(is_ticked=True, rest=found["rest"]) if found else None


def is_mark(text: str) -> bool:
    """Whether a text is nothing but a mark: an x behind a question ticks it too."""
    return _plain(text).strip(" .!").casefold() in _MARKS


def ticked(answer: str) -> list[str]:
    """The words behind each box that is ticked, ``- [x] Telefoon``."""
    boxes = (box_of(line) for line in answer.split("\n") if not line.startswith(" " * 4))
    return [box.rest for box in boxes if box and box.is_ticked and box.rest]


# In letters: a mark such as "oui"; what is longer is an answer that somebody wrote in the box.
_LONGEST_MARK = 4


def _plain(text: str) -> str:
    """A text without the signs that choose how an emoji looks, and with ordinary brackets."""
    text = re.sub("[\ufe0e\ufe0f]", "", text).translate({0xFF3B: "[", 0xFF3D: "]"})
    return _BRACKETS.sub(r"[\1]", text, count=1)
