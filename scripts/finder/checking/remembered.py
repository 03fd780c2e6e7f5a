"""What the last check found in each file, so that a build checks only what changed.

It is one file, ``.cache/checked.json``, that begins with a digest of its own: a damaged one counts
as none. A file of an initiative is known by its name and its bytes; what was found holds for one
version of the library (code, words and places), of the taxonomy, and for one day.
"""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from finder.findings import Finding, Severity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from finder.files.reading import Tree

FILE = ".cache/checked.json"
LIBRARY = Path(__file__).parent.parent
# Rooms that no build loads.
_NOT_IN_A_BUILD = frozenset({"contributing", "freshness", "measuring"})
# What comes of reading a file that has another form.
_OTHER_FORM = (ValueError, TypeError, KeyError, AttributeError, OSError)


class Checked(NamedTuple):
    """What a file without errors says, and the remarks about it."""

    data: Mapping[str, Tree]
    findings: list[Finding]


class Checks:
    """What was found before, and what is found now.

    Args:
        path: the file in which it is kept; None keeps nothing.
        version: from :func:`version_on`.
    """

    def __init__(self, path: Path | None = None, version: str = "") -> None:
        self._path, self._version = path, version
        self._before = _read(path, version) if path else {}
        self._now: dict[str, Checked] = {}
        self._prepared = False

    def recall(self, file: str, raw: bytes) -> Checked | None:
        """What was found in a file with this name and these bytes; None when it is not known."""
        key = _key(file, raw)
        found = self._before.get(key)
        if found:
            self._now[key] = found
        return found

    def knows(self, file: str, raw: bytes) -> bool:
        """Whether it is known what is in a file with this name and these bytes."""
        return _key(file, raw) in self._before

    def prepare(self, file: str, raw: bytes, found: Checked) -> None:
        """Take what was found in another process, to be recalled later."""
        self._before[_key(file, raw)] = found
        self._prepared = True

    def learn(self, file: str, raw: bytes, found: Checked) -> None:
        """Remember what was found in a file."""
        self._now[_key(file, raw)] = found

    def save(self) -> None:
        """Keep what is known now for the next time, when it is something else than before."""
        is_same = not self._prepared and self._now.keys() == self._before.keys()
        if self._path is None or is_same:
            return
        told = {key: [found.data, _told(found.findings)] for key, found in self._now.items()}
        value = {"version": self._version, "checked": told}
        body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        new = self._path.with_suffix(".new")
        new.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        new.replace(self._path)


def version_on(today: dt.date, taxonomy: bytes) -> str:
    """The version of all that a check looks at besides a file itself."""
    counted = f"{library()} {today.isoformat()} {hashlib.sha256(taxonomy).hexdigest()}"
    return hashlib.sha256(counted.encode()).hexdigest()


@functools.cache
def library() -> str:
    """A digest of all of the library that a build uses: code, templates, words and data."""
    counted = hashlib.sha256()
    for path in sorted(LIBRARY.rglob("*")):
        room = path.relative_to(LIBRARY).parts[0]
        if path.is_file() and path.suffix != ".pyc" and room not in _NOT_IN_A_BUILD:
            content = path.read_bytes()
            counted.update(f"{path.relative_to(LIBRARY).as_posix()}\0{len(content)}\0".encode())
            counted.update(content)
    return counted.hexdigest()


def _key(file: str, raw: bytes) -> str:
    return hashlib.blake2b(file.encode() + b"\0" + raw, digest_size=16).hexdigest()


def _told(findings: Iterable[Finding]) -> list[list[Any]]:
    return [
        [f.rule, f.file, f.line, f.field, f.message, f.hint, f.severity.value] for f in findings
    ]


def _finding(
    rule: str, file: str, line: int, field: str, message: str, hint: str, severity: str
) -> Finding:
    return Finding(rule, file, line, field, message, hint, Severity(severity))


def _read(path: Path, version: str) -> dict[str, Checked]:
    """What was kept; empty when there is nothing, of another version, or damaged."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        if head.decode() != hashlib.sha256(body).hexdigest():
            return {}
        value = json.loads(body)
        if value["version"] != version:
            return {}
        return {
            key: Checked(data, [_finding(*one) for one in findings])
            for key, (data, findings) in value["checked"].items()
        }
    except _OTHER_FORM:
        return {}
