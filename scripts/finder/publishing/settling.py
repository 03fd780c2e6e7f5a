"""Pagefind's index made light, and with equal bytes in two builds of the same site.

Pagefind 1.5.2 gives every page and every part of its index a name of seven random-looking letters,
and a visitor's first search loads all those names; it loads words in parts of up to 90 KB; it
numbers pages in the order in which the file system names them; and it writes filters in the order
of a hash table, another one each time. Here

- pages are numbered in the order of their addresses;
- pages and parts get short names in order, in a folder that is named after all they hold, so that a
  copy of an old one is never taken for a new one;
- parts are cut smaller, and their borders leave no word in between;
- lengths of pages, with which Pagefind ranks, are rounded;
- what a result shows keeps its name, address and summary, without the text of the whole page;
- filters are sorted.

At 10,000 initiatives that halves what the first search loads beside Pagefind's own program.

The files are gzip around the mark ``pagefind_dcd`` and CBOR (RFC 8949). What they hold was read
from Pagefind's source, ``pagefind/src/index`` and ``pagefind_web/src/lib.rs``.
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
import os.path
import string
import zlib
from typing import TYPE_CHECKING, Any, TypeAlias

import cbor2
from finder.errors import FinderError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

# A word, the pages on which it stands with the places there, and its other spellings.
Word: TypeAlias = "tuple[str, list[list[Any]], list[Any]]"

_MARK = b"pagefind_dcd"
# The places of a part of the index, in which Pagefind counts too; it takes 20,000.
PART = 4_000
# Lengths of pages are told in so many words.
LENGTHS = 16
_LAST = "\U0010ffff"
_DIGITS = string.digits + string.ascii_lowercase


# What comes of reading a file that has another form than is known here.
_OTHER_FORM = (
    *(ValueError, TypeError, KeyError, IndexError, EOFError, FileNotFoundError),
    *(cbor2.CBORError, gzip.BadGzipFile, zlib.error),
)


class IndexFormatError(FinderError):
    """The index is not as this module knows it; another version of Pagefind made it."""


def settle(folder: Path) -> None:
    """Rewrite the index in ``folder``, which Pagefind has just made.

    Raises:
        IndexFormatError: a file has another form.
    """
    entry = folder / "pagefind-entry.json"
    content = json.loads(entry.read_text(encoding="utf-8"))
    for language in content["languages"].values():
        language["hash"] = _settle_language(folder, language["hash"])
    entry.write_text(json.dumps(content, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def cut(words: Iterable[Word], size: int = PART) -> Iterator[list[Word]]:
    """The words in parts of about so many places, each word whole and in one part."""
    part: list[Word] = []
    places = 0
    for word in words:
        part.append(word)
        places += sum(len(locations) + 1 for _, locations, *_ in word[1])
        if places >= size:
            yield part
            part, places = [], 0
    if part:
        yield part


def borders(parts: Sequence[Sequence[Word]]) -> Iterator[tuple[str, str]]:
    """The first and the last text that is looked for in each part.

    Every text falls in just one part: that of the words that begin with it, or those around it.
    Pagefind leaves gaps, and forgets a text in a gap when another of the query is in none.
    """
    first = ""
    for part, after in itertools.pairwise(parts):
        begins = _telling_apart(part[-1][0], after[0][0])
        yield first, begins[:-1] + chr(ord(begins[-1]) - 1) + _LAST
        first = begins
    if parts:
        yield first, _LAST


def parts_for(folder: Path, words: Iterable[str]) -> set[Path]:
    """The parts of a settled index that a browser loads to look for these words.

    Raises:
        IndexFormatError: the index has another form.
    """
    (path,) = folder.glob("*.pf_meta")
    _, _, parts, *_ = _read(path)
    asked = list(words)
    names = {name for first, last, name in parts if any(first <= word <= last for word in asked)}
    return {folder / "index" / f"{name}.pf_index" for name in names}


def short(number: int) -> str:
    """A number as a name of three signs or more, in order: ``000``, ``001``, ``00a``."""
    signs = ""
    while number or len(signs) < 3:
        number, rest = divmod(number, len(_DIGITS))
        signs = _DIGITS[rest] + signs
    return signs


def _telling_apart(before: str, after: str) -> str:
    """The beginning of a word, just long enough to tell it from the word before it."""
    same = os.path.commonprefix([before, after])  # noqa: RUF071 (by character, as is meant)
    return after[: len(same) + 1]


def renumbered(word: Word, place: Mapping[int, int]) -> Word:
    """A word with its pages, and those of its other spellings, under other numbers.

    Pagefind tells a page as the step from the one before it.

    Args:
        word: as it stands in a part of the index.
        place: the new number for each old one.
    """
    text, pages, spellings = word
    others = sorted((other, _moved(found, place)) for other, found, *_ in spellings)
    return text, _moved(pages, place), [list(other) for other in others]


def _moved(pages: list[list[Any]], place: Mapping[int, int]) -> list[list[Any]]:
    numbers = itertools.accumulate(step for step, *_ in pages)
    found = {place[number]: rest for number, (_, *rest) in zip(numbers, pages, strict=True)}
    order = sorted(found)
    steps = (new - old for old, new in itertools.pairwise([0, *order]))
    return [[step, *found[number]] for step, number in zip(steps, order, strict=True)]


def _settle_language(folder: Path, name: str) -> str:
    """Settle the index of one language; returns the new name of its meta file."""
    path = folder / f"pagefind.{name}.pf_meta"
    try:
        version, pages, chunks, filters, sorts, *more = _read(path)
        if sorts:
            raise IndexFormatError(path.name)  # they have page numbers too, and we use none
        shown = [_shown(folder / "fragment", file) for file, _ in pages]
        order = sorted(range(len(pages)), key=lambda number: str(shown[number]["url"]))
        place = {old: new for new, old in enumerate(order)}
        found = (word for *_, file in chunks for word in _read_part(folder / "index", file))
        parts = list(cut(renumbered(word, place) for word in found))
        values = sorted(_filter(folder / "filter", file, place) for _, file in filters)
        lengths = [(pages[number][0], _rounded(pages[number][1])) for number in order]
        files = {
            "index": [_encode([part]) for part in parts],
            "filter": [_encode(value) for value in values],
            "fragment": [_lightened(shown[number]) for number in order],
        }
        edition = _hash(cbor2.dumps(lengths), *files["index"], *files["filter"])
        places = [f"{edition}/{short(number)}" for number in range(len(pages) + len(parts))]
        meta = [
            version,
            [[place, length] for place, (_, length) in zip(places, lengths, strict=False)],
            [[*ends, place] for ends, place in zip(borders(parts), places, strict=False)],
            [[title, place] for (title, _), place in zip(values, places, strict=False)],
            sorts,
            *more,
        ]
    except _OTHER_FORM as error:
        raise IndexFormatError(path.name) from error
    for kind, contents in files.items():
        _replace(folder / kind, f".pf_{kind}", places, contents)
    path.unlink()
    settled = f"{name.partition('_')[0]}_{edition}"
    _write(folder / f"pagefind.{settled}.pf_meta", _encode(meta))
    return settled


def _read_part(folder: Path, name: str) -> list[Word]:
    (words,) = _read(folder / f"{name}.pf_index")
    return list(words)


def _rounded(length: int) -> int:
    return max(LENGTHS, round(length / LENGTHS) * LENGTHS)


def _read(path: Path) -> Any:
    raw = gzip.decompress(path.read_bytes())
    value = cbor2.loads(raw.removeprefix(_MARK))
    if _encode(value) != raw:
        raise IndexFormatError(path.name)
    return value


def _encode(value: object) -> bytes:
    return _MARK + cbor2.dumps(value)


def _hash(*contents: bytes) -> str:
    """A name for all of these; another content gives another."""
    return hashlib.sha256(b"".join(contents)).hexdigest()[:8]


def _replace(folder: Path, ending: str, names: Sequence[str], contents: Sequence[bytes]) -> None:
    """Put these files in the place of all that stand in the folder."""
    for path in list(folder.glob("*")):
        path.unlink()
    for name, content in zip(names, contents, strict=False):
        _write(folder / f"{name}{ending}", content)


def _filter(folder: Path, file: str, place: Mapping[int, int]) -> list[Any]:
    """A filter: its title, and each value with the numbers of the pages that have it, in order."""
    title, choices = _read(folder / f"{file}.pf_filter")
    return [title, sorted([value, sorted(place[number] for number in on)] for value, on in choices)]


def _shown(folder: Path, file: str) -> dict[str, Any]:
    """What a result shows of a page."""
    raw = gzip.decompress((folder / f"{file}.pf_fragment").read_bytes()).removeprefix(_MARK)
    return dict(json.loads(raw))


def _lightened(shown: Mapping[str, Any]) -> bytes:
    """What a result shows, without the text from which excerpts are cut."""
    text = json.dumps({**shown, "content": "", "anchors": []}, ensure_ascii=False,
                      separators=(",", ":"))  # fmt: skip
    return _MARK + text.encode()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(content, mtime=0))
