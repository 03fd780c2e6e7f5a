"""Issues that a program keeps up to date: which to open, to change and to close.

A text is the title after ``# `` on its first line, an empty line, and the body. An issue that a
person opened is never touched, whatever its title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# GitHub takes 65,536 characters; the rest is for the line that says that something is cut off.
MOST = 65_000
_TICKED = re.compile(r"^- \[[xX]\] .*(<!-- [a-z0-9-]+ -->)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Issue:
    """An open issue that a program made."""

    number: int
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Step:
    """What to do: ``number`` is 0 for a new issue, and a closed one has no text."""

    what: Literal["open", "change", "close"]
    number: int
    title: str
    body: str = ""


def plan(texts: Iterable[str], known: Iterable[Issue]) -> Iterator[Step]:
    """What to do so that there is one open issue for each text; nothing when all is current.

    Args:
        texts: what must be said; no two have the same title.
        known: the open issues with the label of these texts.
    """
    wanted = dict(map(_parts, texts))
    current: dict[str, Issue] = {}
    for issue in sorted(known, key=lambda issue: issue.number):
        if issue.title not in wanted or issue.title in current:
            yield Step("close", issue.number, issue.title)
        else:
            current[issue.title] = issue
    for title, body in wanted.items():
        old = current.get(title)
        new = with_ticks(_cut(body), old.body) if old else _cut(body)
        if not old:
            yield Step("open", 0, title, new)
        elif new.strip() != _lines(old.body).strip():
            yield Step("change", old.number, title, new)


def with_ticks(new: str, old: str) -> str:
    """The new text of a list, with a tick where the old text has one for the same mark.

    A line to tick ends with its mark, such as ``<!-- voorbeeldhuis-gent -->``.
    """
    ticked = set(_TICKED.findall(_lines(old)))
    return "\n".join(_ticked(line, ticked) for line in new.split("\n"))


def _ticked(line: str, ticked: set[str]) -> str:
    is_done = line.startswith("- [ ] ") and line[line.rfind("<!-- ") :] in ticked
    return line.replace("- [ ] ", "- [x] ", 1) if is_done else line


def _parts(text: str) -> tuple[str, str]:
    first, _, body = text.partition("\n")
    return first.removeprefix("# ").strip(), body.strip("\n") + "\n"


def _cut(body: str) -> str:
    """The body, without its last lines when it is longer than GitHub takes."""
    if len(body) <= MOST:
        return body
    return f"{body[:MOST].rpartition(chr(10))[0]}\n\nDe rest past hier niet.\n"


def _lines(text: str) -> str:
    """The text with the line ends that we write; GitHub gives back those of a form."""
    return text.replace("\r\n", "\n")
