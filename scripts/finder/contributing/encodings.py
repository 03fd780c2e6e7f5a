"""The letters of a file that a program of somebody else wrote, without a guess that goes wrong.

Excel for Windows writes CSV in the letters of Windows, Excel for Mac in those of the Mac, an old
program in those of DOS; nothing in the file says which. Those of Windows are taken when they give
words as people here write them, else the one of the others that does. When none or both do, nobody
may guess: ``CafŽ`` would be the name of a place for years.
"""

from __future__ import annotations

import re

# What words of the field have, and the signs around them. A letter that is rarer than the mistake
# that gives it is left out: who writes one, is asked for another form of file.
_PLAIN = frozenset("áàâäçéèêëíîïñóôöúùûüÀÉÈÊËÖÜÇ’‘“”–—…€°²½·•\u00a0´")
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
    if _is_nearly_utf_8(raw):
        return None
    windows, *others = (_as(raw, name) for name in _ONE_BYTE)
    if windows is not None and _is_plausible(windows):
        return windows
    found = [text for text in others if text is not None and _is_plausible(text)]
    return found[0] if len(found) == 1 else None


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


def _is_plausible(text: str) -> bool:
    """Whether a text has only letters and signs that people here write."""
    return all(sign.isascii() or sign in _PLAIN for sign in text) and not _ODD.search(text)
