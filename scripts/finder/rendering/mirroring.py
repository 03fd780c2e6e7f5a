"""Styles for a page that runs from right to left: the same rules, with left and right exchanged.

The oldest browsers of the site know no `inset-inline` and few other logical properties. The styles
of a language lie in its own folder, so they can be turned round when they are put there, and a
Dutch page is not a byte heavier for it.
"""

from __future__ import annotations

import re

_SIDE = re.compile(r"\b(left|right)\b")
_OTHER = {"left": "right", "right": "left"}
# The four sides in a row: top, right, bottom, left.
_FOUR = re.compile(r"\b((?:margin|padding|border-width):)([^\s;]+) ([^\s;]+) ([^\s;]+) ([^\s;!]+)")
# What stands in a selector, such as ``.left``, is no side.
_RULES = re.compile(r"(?<=\{)[^{}]*(?=\})")


def mirrored(style: str) -> str:
    """A stylesheet with left and right exchanged in what its rules say."""
    return _RULES.sub(lambda rule: _turned(rule[0]), style)


def _turned(rules: str) -> str:
    rules = _SIDE.sub(lambda side: _OTHER[side[1]], rules)
    return _FOUR.sub(r"\1\2 \5 \4 \3", rules)
