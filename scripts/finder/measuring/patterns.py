"""Every regular expression of the library, and whether one can explode.

A pattern is found where it is: kept by a module, or written in a call. Each is tried on signs that
are repeated more and more often. Twice as much text may cost twice as much; a pattern that costs
far more has a text on which it never ends.
"""

from __future__ import annotations

import ast
import importlib
import re
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import finder

if TYPE_CHECKING:
    from collections.abc import Iterator

# The longest text that is tried, and the processor time that it may cost. A linear pattern needs a
# hundredth of that; a quadratic one ten times as much.
LONGEST = 2000
MOST_SECONDS = 0.03
# Small texts grow slowly: with twice as many signs some patterns cost a million times as much.
_GROWTH, _SMALL, _SMALL_GROWTH = 1.6, 80, 1.2
_UNITS = (
    "a", "A", "1", "é", " ", ".", "-", ",", "/", "@", "'", "(", "[", "]", ":", ";", "\n", "#", "*",
    "a.", "a-", "a ", "a'", "a@", "1.", "1,", "1-", "1:", "1 ", ", ", "a, ", "[ ", " ,", "http://",
    "www.", "1/", "a/", "€1", "St. ", "Mo,", "> ", "| ",
)  # fmt: skip
_ENDS = ("", "!")
# What a pattern of two turns costs beside another program: a slow machine is no slow pattern.
_SQUARE, _TIMES = re.compile(r"\s*#"), 4
_AT_START = frozenset({"match", "fullmatch"})


def slow_patterns(folder: Path) -> list[str]:
    """The patterns of a folder that cost too much, each with the signs that show it."""
    anchored = only_at_the_start(folder)
    patterns = {pattern.pattern: (pattern, is_start) for pattern, is_start in written(folder)}
    # How a pattern that is kept is used stands elsewhere than where it is written.
    patterns |= {pattern.pattern: (pattern, name in anchored) for name, pattern in compiled()}
    found = {text: explodes(one, at_start=start) for text, (one, start) in patterns.items()}
    return [f"{text[:80]!r} op {unit!r}" for text, unit in found.items() if unit]


def compiled() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern that a module of the library keeps, with the name that it has there."""
    library = Path(finder.__file__).parent
    for path in sorted(library.rglob("*.py")):
        parts = path.relative_to(library.parent).with_suffix("").parts
        for name, value in vars(importlib.import_module(".".join(parts))).items():
            values = value if isinstance(value, tuple | list) else [value]
            flat = [one for v in values for one in (v if isinstance(v, tuple) else [v])]
            yield from ((name, p) for p in flat if isinstance(p, re.Pattern) and _is_text(p))


def written(folder: Path) -> Iterator[tuple[re.Pattern[str], bool]]:
    """Every pattern that stands as a text in a call of ``re``; whether it is tried at the start."""
    for node in _nodes(folder):
        if isinstance(node, ast.Call) and node.args and (call := _call_of_re(node.func)):
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                flags = re.VERBOSE if "\n" in first.value else 0
                yield re.compile(first.value, flags), call in _AT_START


def only_at_the_start(folder: Path) -> set[str]:
    """The names of kept patterns that are only asked whether a text begins so, or is so."""
    used: dict[str, set[str]] = defaultdict(set)
    for node in _nodes(folder):
        if isinstance(node, ast.Attribute):
            used[ast.unparse(node.value).rpartition(".")[2]].add(node.attr)
    # What is built into another pattern is measured there.
    return {name for name, calls in used.items() if calls - {"pattern"} <= _AT_START}


def _nodes(folder: Path) -> Iterator[ast.AST]:
    for path in sorted(folder.rglob("*.py")):
        yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def explodes(pattern: re.Pattern[str], *, at_start: bool = False) -> str:
    """The sign that, repeated, costs a pattern too much; empty when none does.

    Args:
        pattern: the pattern.
        at_start: whether it is only tried where a text begins.
    """
    costs = ((unit, _cost(pattern, unit, end, at_start)) for unit in _UNITS for end in _ENDS)
    return next((unit for unit, cost in costs if cost > MOST_SECONDS and _is_slow(cost)), "")


def _is_slow(cost: float) -> bool:
    """Whether it costs too much on this machine, as busy as it is now."""
    usual = min(_once(_SQUARE, " " * LONGEST, at_start=False) for _ in range(3))
    return cost > _TIMES * usual


def _cost(pattern: re.Pattern[str], unit: str, end: str, at_start: bool) -> float:
    """The seconds for the longest text, or for the first that costs too much."""
    size, seconds = 10.0, 0.0
    while size < LONGEST and seconds <= MOST_SECONDS:
        text = unit * int(size / len(unit)) + end
        seconds = min(_once(pattern, text, at_start=at_start) for _ in range(2))
        size *= _GROWTH if size > _SMALL else _SMALL_GROWTH
    return seconds


def _once(pattern: re.Pattern[str], text: str, *, at_start: bool) -> float:
    begin = time.process_time()
    if at_start:
        pattern.fullmatch(text)
    else:
        list(pattern.finditer(text))
    return time.process_time() - begin


def _is_text(pattern: re.Pattern[str]) -> bool:
    return isinstance(pattern.pattern, str)


def _call_of_re(function: ast.expr) -> str:
    is_of_re = isinstance(function, ast.Attribute) and ast.unparse(function.value) == "re"
    return function.attr if is_of_re and isinstance(function, ast.Attribute) else ""
