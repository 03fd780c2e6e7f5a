"""Small rules for text that several rooms share: slugs, names to compare, signs to refuse."""

from __future__ import annotations

import difflib
import re
import unicodedata

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_SLUG = 80
# Names that Windows keeps for devices: a folder with such a file cannot be fetched there.
RESERVED = frozenset({"con", "prn", "aux", "nul"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}
# Letters and signs that show nothing: Hangul fillers, the empty Braille cell, a joiner, selectors.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f")
_MOST_MARKS = 2
_BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


# Signs that stand in words read twice, or that a program writes where it gave up.
_BROKEN = re.compile(
    r"Ã[\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘“”•–—˜™š›œžŸ]|â€[\u0080-\u00bf™œ“”˜]|Â[°«»\u00a0]|ï»¿|\ufffd"
)


# What people write where they know nothing, or where there is nothing.
_NOTHING = frozenset(
    ("", "nvt", "niet van toepassing", "onbekend", "niet bekend", "weet ik niet", "weet niet",
     "geen", "geen idee", "niets", "leeg", "idk", "tbd", "todo", "in te vullen", "na", "n/a",
     "none",
     "null", "nihil", "aucun", "inconnu", "unknown", "xxx")
)  # fmt: skip


def lenient(raw: bytes) -> str:
    """A text from a program of somebody else, with no byte refused.

    UTF-8 or UTF-16 as the first bytes tell, else what Windows writes in Belgium.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def slugify(name: str) -> str:
    """A name as a slug: ``'t Oud Café`` becomes ``t-oud-cafe``. Empty when nothing is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower().replace("'", ""))
    return "-".join(words)[:MAX_SLUG].strip("-")


def suggestion(word: str, known: list[str]) -> str:
    """The known word that looks most like this one; empty when none does."""
    lowered = {name.lower(): name for name in known}
    close = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    return lowered[close[0]] if close else ""


def ascii_digits(text: str) -> str:
    """The text with the digits of every script as ours: ``١١٢`` becomes ``112``."""
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)


def is_forbidden(character: str) -> bool:
    """Control, format and bidirectional characters: invisible, and able to mislead a reader."""
    return (
        character in _BLANK
        or unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
        or unicodedata.bidirectional(character) in _BIDI
    )


def stacked(text: str) -> list[str]:
    """The signs above or below a letter that are too many: more than two, as no language has."""
    found, count = set(), 0
    for character in unicodedata.normalize("NFC", text):
        count = count + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if count > _MOST_MARKS:
            found.add(character)
    return sorted(found)


def drawn(text: str) -> list[str]:
    """The letters that are a drawing of another: ``𝓗``, ``Ｈ``, ``Ⓗ``, ``ﬁ``.

    They look like one, but nobody finds them, and a program that reads aloud passes over them.
    """
    return sorted({character for character in text if _is_drawn(character)})


def _is_drawn(character: str) -> bool:
    kind = unicodedata.decomposition(character).partition(" ")[0]
    is_ligature = "\ufb00" <= character <= "\ufb06"
    return is_ligature or kind in {"<font>", "<wide>", "<narrow>", "<circle>", "<square>"}


def name_key(name: str) -> str:
    """A place name without what people write differently.

    ``St.-Niklaas``, ``sint niklaas`` and ``SINT-NIKLAAS`` give the same key.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", re.sub(r"\([^()]*\)|['’]", "", plain))
    joined = "".join(
        {"st": "sint", "ste": "sinte", "olv": "onzelievevrouw"}.get(w, w) for w in words
    )
    return re.sub(r"^(onzelvrouw|olvrouw|olv)", "onzelievevrouw", joined)


def code(text: str) -> str:
    """Text of a stranger as a code span of Markdown, in which nothing has a meaning.

    GitHub names nobody and links nothing in a code span. A backtick would end it.
    """
    return f"`{' '.join(text.split()).replace('`', chr(39))}`"


def broken_letters(text: str) -> str:
    """The first letters of a text that a program wrote twice or gave up on; empty when none."""
    found = _BROKEN.search(text)
    return text[max(0, found.start() - 8) : found.end() + 8].strip() if found else ""


def is_nothing(text: str) -> bool:
    """Whether an answer says that there is none: ``-``, ``n.v.t.``, ``onbekend``, ``geen``."""
    plain = folded(text)
    return plain in _NOTHING or not any(letter.isalnum() for letter in plain)


def folded(text: str) -> str:
    """A text in small letters, without accents and without what stands between and behind words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"(?<=\w)\.(?=\w\b)", "", plain)  # n.v.t.
    return " ".join(re.sub(r"[.,;:!?()\"“”„_*\-–—]+", " ", plain).split())
