"""From what people answer, in Dutch words, to the fields of a file.

The questions of ``new.py`` and the columns of a table are the same list, so that both know the same
words. What an answer means is decided here; whether it is right, by the check.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from babel.dates import get_month_names
from finder.checking.agreeing import WHOLE_ADDRESS
from finder.checking.prices import is_free
from finder.checking.wrapped import direct
from finder.errors import FinderError
from finder.text import folded, is_nothing, suggestion
from finder.words.columns import SEEN, SOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from finder.files.reading import Tree
    from finder.files.taxonomy import Taxonomy
    from finder.words.columns import Question


class AnswerError(FinderError):
    """An answer that is none of the words; ``hint`` says what to write instead, in Dutch."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


# The fields that hold whole sentences.
SENTENCES = frozenset(
    {"summary", "first_visit", "welcome.note", "cost.note", "hours_note", "status.message"}
)


def understand(asked: Question, text: str, taxonomy: Taxonomy) -> Tree | None:
    """What an answer means: the value for the file, or None when nothing was said.

    Raises:
        AnswerError: the question takes certain words, and this is none of them.
    """
    known = asked.known(taxonomy)
    if asked.path == SOURCES:
        return [*_pages(text)] or None
    if asked.many:
        said = [part for part in _parts(text, known) if not is_nothing(part)]
        return list(dict.fromkeys(_words(said, asked, known) if known else said)) or None
    text = " ".join(text.split())
    if not text or (is_nothing(text) and not _is_word(text, asked, known)):
        return None
    if asked.path == "cost.kind" and is_free(text):
        return "free"
    return (_words([text], asked, known)[0] or None) if known else _tidy(asked.path, text)


def as_data(answers: Mapping[str, Tree]) -> dict[str, Tree]:
    """The answers, by path, as the keys and values of a file."""
    data: dict[str, Tree] = {}
    for path, value in answers.items():
        if path in {SOURCES, SEEN}:
            continue
        key, _, inner = path.partition(".")
        if inner:
            part = data.setdefault(key, {})
            if isinstance(part, dict):
                part[inner] = value
        else:
            data[key] = value
    split_street(data)
    sources = answers.get(SOURCES)
    if isinstance(sources, list):
        data[SOURCES] = [_source(str(page), answers.get(SEEN)) for page in sources]
    return data


_DATED = re.compile(r"(\S+) \((\d{4}(?:-\d\d){0,2})\)", re.ASCII)


def _pages(text: str) -> list[str]:
    """The pages in a row, each with the date that stands in brackets behind it."""
    text = re.sub(r"\s+(\(\d{4}(?:-\d\d){0,2}\))(?=\s|$)", r"\t\1", " ".join(text.split()))
    pages = (word.partition("\t") for word in re.split(r" ", text) if not is_nothing(word))
    return [f"{web_address(url)} {date}".strip() for url, _, date in pages]


def _source(page: str, seen: Tree | None) -> dict[str, Tree]:
    dated = _DATED.fullmatch(page)
    if dated:
        return {"url": dated[1], "seen": dated[2]}
    return {"url": page, **({"seen": seen} if seen is not None else {})}


def _parts(text: str, known: Mapping[str, str]) -> list[str]:
    """The answers in a row, with a comma, a semicolon or a line break between them."""
    parts = (" ".join(part.split()).rstrip(".") for part in re.split(r"[,;\n]", text))
    return [one for part in parts if part for one in _apart(part, known)]


def _apart(part: str, known: Mapping[str, str]) -> list[str]:
    """One answer, or several when only the comma is missing: ``nl en fr``, ``nl/fr``, ``nl fr``."""
    if not known:
        return part.split(" en ")
    for between in (r"^$", r" en | ?[/+&] ?", r" "):
        found = [word for word in re.split(between, part) if word]
        if all(_is_known(word, known) for word in found):
            return found
    return [part]


def _is_known(word: str, known: Mapping[str, str]) -> bool:
    return word.lower() in {name.lower() for pair in known.items() for name in pair}


def _is_word(text: str, asked: Question, known: Mapping[str, str]) -> bool:
    """Whether a text that says nothing elsewhere is a word of this question: ``niet bekend``."""
    return text.lower() in {word.lower() for word in (*known, *asked.also)} or (
        asked.path == "cost.kind" and is_free(text)
    )


def _words(said: Sequence[str], asked: Question, known: Mapping[str, str]) -> list[str]:
    """The words of the file for words of people, however they write the capitals.

    Raises:
        AnswerError: at least one is not known; all that are not are named.
    """
    words = {key.lower(): key for key in known.values()}
    words |= {label.lower(): key for label, key in asked.also.items()}
    words |= {label.lower(): key for label, key in known.items()}
    wrong = [word for word in said if word.lower() not in words]
    if not wrong:
        return [words[word.lower()] for word in said]
    named = " en ".join(f'"{word[:60]}"' for word in wrong)
    # The words of the taxonomy are Dutch in the file too.
    options = [*known, *(known.values() if asked.taxonomy else ())]
    close = suggestion(wrong[0], options) if len(wrong) == 1 else ""
    raise AnswerError(
        f"{named} {'kan' if len(wrong) == 1 else 'kunnen'} hier niet.",
        f'Bedoel je "{close}"?' if close else f"Kies uit: {', '.join(known)}.",
    )


def _tidy(path: str, text: str) -> str:
    """A text as the file has it: dates with the year first, numbers with a point."""
    if path.startswith("location."):
        return text.replace(",", ".")
    if path in {SEEN, "checked.date"}:
        return year_first(text)
    if path in SENTENCES:
        return sentence(text)
    return web_address(text) if path == "contact.website" else text


# What people write where nothing has to change.
_SAME = frozenset(
    ("klopt", "dit klopt", "klopt nog", "alles klopt", "dat klopt", "klopt wel", "ok", "oke",
     "okay",
     "in orde", "is in orde", "orde", "idem", "id", "zelfde", "hetzelfde", "dezelfde", "juist",
     "is juist", "is goed", "goed", "correct", "same", "the same", "ongewijzigd", "onveranderd",
     "blijft", "blijft hetzelfde", "blijft gelijk", "geen verandering", "geen wijziging",
     "niet veranderd",
     "niets veranderd", "no change", "unchanged", "inchange", "pareil", "meme", "le meme",
     "d'accord",
     "exact", "stimmt", "gelijk", "hetzelfde als nu", "zoals nu", "zie boven", "klopt helemaal")
)  # fmt: skip


def says_the_same(text: str) -> bool:
    """Whether an answer says that nothing changes: ``klopt``, ``idem``, ``ok``."""
    return folded(text) in _SAME


def sentence(text: str) -> str:
    """A text that begins and ends as a sentence does."""
    return f"{text[:1].upper()}{text[1:]}{'.' if text[-1:].isalnum() else ''}"


def split_street(data: Mapping[str, Tree]) -> None:
    """Leave of ``Kerkstraat 5, 9000 Gent`` the street, and put the rest where it belongs.

    Where another postcode was said too, nobody may choose: it stays, and the check tells.
    """
    address = data.get("address")
    street = address.get("street") if isinstance(address, dict) else None
    found = WHOLE_ADDRESS.fullmatch(street) if isinstance(street, str) else None
    if found and isinstance(address, dict) and address.get("postcode", found[2]) == found[2]:
        address["street"] = found[1].strip()
        address.setdefault("postcode", found[2])
        address.setdefault("place", found[3].strip(" ."))


def web_address(text: str) -> str:
    """An address as people say it, with what browsers put before it when only that is missing.

    What a program put around it, or behind it to count clicks, goes.
    """
    is_bare = re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text)
    return direct(f"https://{text}" if is_bare else text)


def year_first(text: str) -> str:
    """A day, a month or a year with the year first; another text unchanged.

    ``20/11/2026``, ``11/2026``, ``november 2026`` and what Excel makes of a month: ``nov/26``.
    """
    parts = re.fullmatch(
        r"(?:(\d{1,2})[ /.-]+)?(\d{1,2}|[a-z]{3,9}\.?)[ /.-]+(\d{4}|\d\d)", text.lower()
    )
    if not parts:
        return text
    day, month, year = parts.groups()
    number = month if month.isdigit() else _month(month)
    if not number or (len(year) == 2 and month.isdigit() and not day):
        return text
    year = year if len(year) > 2 else f"20{year}"
    return "-".join(p.zfill(2) for p in (year, number, day) if p)


@cache
def _months() -> list[str]:
    """The names of the months, in their order."""
    return list(get_month_names("wide", locale="nl").values())


def _month(word: str) -> str:
    """The number of a month by its name or the first letters of it; empty when it is none."""
    numbers = {"mrt": "3"} | {name: str(n) for n, name in enumerate(_months(), 1)}
    return next((n for name, n in numbers.items() if name.startswith(word.rstrip("."))), "")
