"""The letters of a file that a program of somebody else wrote, without a guess that goes wrong.

Excel for Windows writes CSV in the letters of Windows, Excel for Mac in those of the Mac, an old
program in those of DOS; nothing in the file says which. Those of Windows are taken when they give
words as people here write them, else the one of the others that does. When none or both do, nobody
may guess: ``CafŽ`` would be the name of a place for years.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# What words of the field have, and the signs around them. A letter that is rarer than the mistake
# that gives it is left out: who writes one, is asked for another form of file.
_PLAIN = frozenset("áàâäçéèêëíîïñóôöúùûüÀÉÈÊËÖÜÇ’‘“”–—…€°²½·•\u00a0´")
# Letters of names here and there (Resto du Cœur, Ûze Plekke): read where a file has them beside
# many that are plain, and no other reading gives words at all.
_RARE = frozenset("œŒæÆÂÎÏÔÙÛßøå³©®™")
_ALL = _PLAIN | _RARE
# What only letters of another alphabet look like: a sign in or at a word, a capital in it.
_ODD = re.compile(
    r"[^\W\d_][‘“”„•…—°²½·´€][^\W\d_]|—{2}|\w[‘“•·]|[”€][^\W\d_]|(?:^|\s)…\s"
    r"|[a-zà-ÿ][À-ÖØ-Þ]|[A-ZÀ-Þ][À-Þ][a-zà-ÿ]|(?<!\w)[ÉÈËÖÜÇÊ](?!\w)"
)
_ONE_BYTE = ("cp1252", "mac_roman", "cp850")


def decoded(raw: bytes) -> str | None:
    """The text in some bytes; None when nobody can tell which letters they are."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as(raw, "utf-16")
    if b"\0" in raw[:64]:
        return _as(raw, "utf-16-le" if raw[1:2] == b"\0" else "utf-16-be")
    text = _as(raw, "utf-8-sig")
    if text is not None:
        return text
    return None if _is_nearly_utf_8(raw) else _one_byte_each(raw)


def _one_byte_each(raw: bytes) -> str | None:
    """The text in bytes of which each is a letter; None when nobody can tell which."""
    windows, *others = (_as(raw, name) for name in _ONE_BYTE)
    if windows is not None and _is_plausible(windows):
        return windows
    found = [text for text in others if text is not None and _is_plausible(text)]
    if not found:
        return _with_rare([windows, *others])
    # One byte may be a plain letter of an old program and a rare one of Windows: nobody may guess.
    is_sure = windows is None or not _is_plausible(windows, _ALL)
    return found[0] if len(found) == 1 and is_sure else None


def _as(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except UnicodeDecodeError:
        return None


def _is_nearly_utf_8(raw: bytes) -> bool:
    """Whether most letters are UTF-8 and only some bytes are broken: then no other reading is."""
    text = raw.decode("utf-8", "replace")
    good = sum(not letter.isascii() and letter != "\ufffd" for letter in text)
    return good > text.count("\ufffd")


def _is_plausible(text: str, known: frozenset[str] = _PLAIN) -> bool:
    """Whether a text has only letters and signs that people here write."""
    return all(sign.isascii() or sign in known for sign in text) and not _ODD.search(text)


def _with_rare(readings: Sequence[str | None]) -> str | None:
    """The one reading that gives words, some with a rare letter; None when none or two do."""
    found = [text for text in readings if text is not None and _is_plausible(text, _ALL)]
    if len(found) != 1:
        return None
    plain, rare = (sum(sign in letters for sign in found[0]) for letters in (_PLAIN, _RARE))
    return found[0] if plain > rare else None
