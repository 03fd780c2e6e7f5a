"""What people say themselves, on the page of a kind: in Dutch by hand, and in other languages here.

The Dutch page (``docs/soorten/<kind>.md``) has one line for each voice, with the page where it was
read, and a line that says of what nothing was found. A language has their translations, each with
the mark of the Dutch text that it translates, under ``voices`` and ``gap`` in
``words/<language>/kinds.yml``. What has none, or an older one, is shown in Dutch and called so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from finder.files.translations import mark
from finder.words import tongues
from finder.words.marking import Dutch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from finder.files.reading import Tree

_PART = re.compile(r"^## Wat zeggen mensen zelf\?\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_VOICE = re.compile(
    r"^- \*\*(?P<who>.+?):\*\* (?P<said>.+?)"
    r" \(\[(?P<source>.+?)\]\((?P<url>\S+?)\), (?P<when>.+)\)$",
    re.MULTILINE,
)
_GAP = re.compile(r"^(?P<gap>.+?) Weet jij het\? ", re.MULTILINE)


class Voice(NamedTuple):
    """What one person or group says: who, what, the page where it was read, and of when that is.

    ``of`` is the mark of the Dutch text; ``is_dutch`` tells that nobody translated it.
    """

    who: str
    said: str
    source: str
    url: str
    when: str
    of: str
    is_dutch: bool = True


class Voices(NamedTuple):
    """The voices of a kind, and of what nothing was found."""

    voices: tuple[Voice, ...] = ()
    gap: str = ""


def dutch_voices(docs: Path, kind: str) -> Voices:
    """The voices on the Dutch page of a kind; none when it has no such part."""
    path = docs / "soorten" / f"{kind}.md"
    found = _PART.search(path.read_text(encoding="utf-8")) if path.is_file() else None
    if not found:
        return Voices()
    gap = _GAP.search(found[1])
    return Voices(tuple(map(_voice, _VOICE.finditer(found[1]))), gap["gap"] if gap else "")


def translated(dutch: Voices, said: Mapping[str, Tree]) -> Voices:
    """The voices in another language; those that nobody translated as they are now stay Dutch."""
    lines = said.get("voices")
    entries = lines if isinstance(lines, list) else []
    known = {str(one["of"]): one for one in entries if isinstance(one, dict)}
    gap = tongues.branch(said, "gap")
    is_same = gap.get("of") == mark(dutch.gap)
    return Voices(
        tuple(_said(voice, tongues.branch(known, voice.of)) for voice in dutch.voices),
        str(gap["said"]) if is_same else Dutch(dutch.gap) if dutch.gap else "",
    )


def lacking(docs: Path, kinds: Iterable[str], said: Mapping[str, Tree]) -> list[str]:
    """The keys of what a language lacks of the voices, such as ``eten.voices.3f29c1d0a4be``."""
    found = []
    for kind in kinds:
        own = translated(dutch_voices(docs, kind), tongues.branch(said, kind))
        found += [f"{kind}.voices.{voice.of}" for voice in own.voices if voice.is_dutch]
        found += [f"{kind}.gap"] if isinstance(own.gap, Dutch) else []
    return found


def _voice(found: re.Match[str]) -> Voice:
    of = mark(f"{found['who']}: {found['said']}")
    return Voice(found["who"], found["said"], found["source"], found["url"], found["when"], of)


def _said(voice: Voice, own: Mapping[str, Tree]) -> Voice:
    """A voice in another language. A name and a year are the same in each."""
    if not own:
        return voice
    fields = {key: str(own[key]) for key in ("who", "said", "source", "when") if key in own}
    return voice._replace(is_dutch=False, **fields)
