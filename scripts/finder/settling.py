"""Pagefind's index in a fixed order, for equal bytes in two builds of the same site.

Pagefind 1.5.2 writes its filters in the order of a hash table, another one each time, and names
files after their content. Here the filters are sorted, and renamed in the files that name them.
Both kinds of file are gzip around the mark ``pagefind_dcd`` and CBOR (RFC 8949), of which Pagefind
uses only arrays, texts and whole numbers.
"""

from __future__ import annotations

import gzip
import hashlib
import itertools
import json
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Value: TypeAlias = "int | str | list[Value]"

_MARK = b"pagefind_dcd"
_NUMBER, _TEXT, _ARRAY = 0, 3, 4
# Below this a number stands in the first byte; above it, the byte says how many bytes follow.
_SMALL = 24
_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}
# Where the filters stand in the list that is the meta file, each with the name of its file.
_FILTERS = 3


class IndexFormatError(ValueError):
    """The index is not as this module knows it; another version of Pagefind made it."""


def settle(folder: Path) -> None:
    """Sort the filters of the index in ``folder`` and rename the files that change with them.

    Raises:
        IndexFormatError: a file has another form.
    """
    entry = folder / "pagefind-entry.json"
    content = json.loads(entry.read_text(encoding="utf-8"))
    for code, language in sorted(content["languages"].items()):
        language["hash"] = _settle_language(folder, code, language["hash"])
    entry.write_text(json.dumps(content, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _settle_language(folder: Path, code: str, name: str) -> str:
    """Settle the meta file of one language; returns its new name."""
    path = folder / f"pagefind.{name}.pf_meta"
    meta = _read(path)
    if not isinstance(meta, list) or len(meta) <= _FILTERS:
        raise IndexFormatError(path.name)
    filters = [_settle_filter(folder, code, *_pair(item)) for item in _items(meta[_FILTERS])]
    meta[_FILTERS] = [[title, file] for title, file in sorted(filters)]
    return _replace(path, meta, f"pagefind.{code}_", 10).removeprefix("pagefind.")


def _settle_filter(folder: Path, code: str, title: str, name: str) -> tuple[str, str]:
    """Sort one filter's values; returns its title and its new name."""
    path = folder / "filter" / f"{name}.pf_filter"
    content = _read(path)
    if not isinstance(content, list) or len(content) != 2:
        raise IndexFormatError(path.name)
    content[1] = sorted(_items(content[1]), key=str)
    return title, _replace(path, content, f"{code}_", 7)


def _items(value: Value) -> list[Value]:
    if not isinstance(value, list):
        raise IndexFormatError("list")
    return value


def _pair(value: Value) -> tuple[str, str]:
    if isinstance(value, list) and len(value) == 2:
        first, second = value
        if isinstance(first, str) and isinstance(second, str):
            return first, second
    raise IndexFormatError("pair")


def _read(path: Path) -> Value:
    raw = gzip.decompress(path.read_bytes())
    if not raw.startswith(_MARK):
        raise IndexFormatError(path.name)
    try:
        value = _decode(iter(raw.removeprefix(_MARK)))
    except (StopIteration, UnicodeDecodeError) as error:
        raise IndexFormatError(path.name) from error
    if _MARK + _encode(value) != raw:
        raise IndexFormatError(path.name)
    return value


def _replace(path: Path, value: Value, prefix: str, digits: int) -> str:
    """Write a value in the place of a file; returns the new name, without its ending."""
    raw = _MARK + _encode(value)
    name = prefix + hashlib.sha256(raw).hexdigest()[:digits]
    path.unlink()
    path.with_name(name + path.suffix).write_bytes(gzip.compress(raw, mtime=0))
    return name


def _decode(stream: Iterator[int]) -> Value:
    first = next(stream)
    kind, size = first >> 5, first & 31
    if size >= _SMALL:
        if size not in _SIZES:
            raise IndexFormatError("size")
        size = int.from_bytes(bytes(itertools.islice(stream, _SIZES[size])))
    if kind == _NUMBER:
        return size
    if kind == _TEXT:
        return bytes(itertools.islice(stream, size)).decode()
    if kind == _ARRAY:
        return [_decode(stream) for _ in range(size)]
    raise IndexFormatError("kind")


def _encode(value: Value) -> bytes:
    if isinstance(value, int):
        return _head(_NUMBER, value)
    if isinstance(value, str):
        raw = value.encode()
        return _head(_TEXT, len(raw)) + raw
    return _head(_ARRAY, len(value)) + b"".join(map(_encode, value))


def _head(kind: int, size: int) -> bytes:
    """The first bytes of a value, in the shortest form."""
    if size < _SMALL:
        return bytes([kind << 5 | size])
    for code, length in _SIZES.items():
        if size < 1 << 8 * length:
            return bytes([kind << 5 | code]) + size.to_bytes(length)
    raise IndexFormatError("number")
