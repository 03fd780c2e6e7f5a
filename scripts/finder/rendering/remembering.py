"""What the last build made, to be used again where nothing changed that it is made of.

A *part* is one page or a few, or the files of one municipality. It has a name, and what it is made
of: of each initiative its fingerprint, of each result its distance. Together with the version of
everything else (code, templates, words, settings, the day) that tells whether the part would be the
same. Its files lie in the tree of the last build; each is used only when its digest is right, so
that a damaged file is made anew. Without a memory everything is made, to the same bytes.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from finder.checking.remembered import library
from finder.files.translations import FOLDER as TRANSLATIONS
from finder.walking import names_below

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from finder.directory import FirstHelp, Listed, Result
    from finder.places.gazetteer import Municipality, Point
    from finder.rendering.site import Site

FOLDER = "initiatives"
# Packages of which another version may make other bytes.
_PACKAGES = ("folium", "jinja2", "markupsafe", "mkdocs", "mkdocs-material", "openpyxl", "pydantic",
             "segno")  # fmt: skip


class File(NamedTuple):
    """A file of the tree that MkDocs publishes: its name below the root, and its bytes."""

    name: str
    content: bytes


class Among(NamedTuple):
    """What a part is made of, where that takes long to tell.

    Attributes:
        candidates: quick to tell; as long as it is the same, the part is made of the same.
        exactly: what it is made of, to be told only when the candidates changed.
    """

    candidates: object
    exactly: Callable[[], object]


class Same(File):
    """A file that lies in the tree already, with just these bytes."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A part as it was made.

    Attributes:
        key: of what it is made of.
        files: each file with its digest.
        candidates: the key of its candidates, when it has some (:class:`Among`).
    """

    key: str
    files: tuple[tuple[str, str], ...]
    candidates: str = ""


@dataclass
class Memory:
    """The parts of the last build, and those of this one.

    Attributes:
        tree: the folder with the files of the last build; None when there is none.
        before: each part of the last build, by name.
        now: each part of this build so far.
    """

    tree: Path | None = None
    before: Mapping[str, Made] = field(default_factory=dict)
    now: dict[str, Made] = field(default_factory=dict)

    def recall(
        self, name: str, made_of: object, make: Callable[[], Iterable[File]]
    ) -> Iterable[File]:
        """The files of a part: those of the last build where it is made of the same.

        Args:
            name: tells it from all other parts.
            made_of: what it depends on besides the version; its ``repr`` counts, and of
                :class:`Among` that of its parts.
            make: makes it.
        """
        known = self.before.get(name)
        key, candidates = _keys(made_of, known)
        found = self._found(known) if known and known.key == key else None
        if known and found is not None:
            self.now[name] = Made(key, known.files, candidates)
            return found
        files = list(make())
        told = tuple((file.name, digest(file.content)) for file in files)
        self.now[name] = Made(key, told, candidates)
        return files

    def use(self, tree: Path, before: Mapping[str, Made]) -> None:
        """Take what the last build made, from the folder in which its files lie."""
        self.tree, self.before = tree, before

    def learn(self, made: Mapping[str, Made]) -> None:
        """Remember parts that another process made."""
        self.now |= made

    def forget_made(self) -> dict[str, Made]:
        """The parts that were made here, to be told to who learns them; from then on forgotten."""
        made = dict(self.now)
        self.now.clear()
        return made

    def _found(self, made: Made) -> list[File] | None:
        """The files of a part from the tree; None when one is not as it was made."""
        if self.tree is None:
            return None
        found: list[File] = []
        for name, expected in made.files:
            try:
                content = (self.tree / name).read_bytes()
            except OSError:
                return None
            if digest(content) != expected or (self.tree / name).is_symlink():
                return None
            found.append(Same(name, content))
        return found


def _keys(made_of: object, known: Made | None) -> tuple[str, str]:
    """The key of what a part is made of, and that of its candidates."""
    if not isinstance(made_of, Among):
        return digest(repr(made_of).encode()), ""
    candidates = digest(repr(made_of.candidates).encode())
    if known and known.candidates == candidates:
        return known.key, candidates
    return digest(repr(made_of.exactly()).encode()), candidates


def digest(content: bytes) -> str:
    """A name for these bytes; others have another."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def fingerprint(entry: Listed, site: Site) -> str:
    """A text that is another one as soon as anything about an initiative is.

    What its file says follows from the bytes of the file, and its town, areas and age follow from
    that, the gazetteer and the day; its point may come from elsewhere.
    """

    def make() -> str:
        source, past = site.sources.get(entry.slug), site.past.get(entry.slug)
        said = entry if source is None else (entry.initiative.file, source, entry.spot)
        return digest(repr((entry.slug, said, past)).encode())

    return site.words.kept.get(entry, "fingerprint", make)


def take_fingerprints(site: Site) -> None:
    """Tell all of them once, before the work is shared out over processes."""
    for entry in (*site.directory.entries, *site.stopped):
        fingerprint(entry, site)


def concerning(site: Site, town: Municipality, point: Point | None = None) -> list[str]:
    """Of what a page of a municipality, or of a point in it, may show; see :class:`Among`."""
    return [fingerprint(entry, site) for entry in site.directory.concerning(town, point)]


def seen_as(results: Iterable[Result], site: Site) -> list[tuple[object, ...]]:
    """Results as a page shows them: which, in which group, how far."""
    return [(r.group.value, fingerprint(r.listed, site), r.km, r.also_for) for r in results]


def helped_by(found: FirstHelp, site: Site) -> tuple[object, ...]:
    """Where to ask about rights, as a page shows it."""
    return (seen_as([r for r in (found.ocmw, found.caw) if r], site), found.ocmw is None,
            found.offices)  # fmt: skip


def version(site: Site) -> str:
    """The version of all that parts are made of, but for the initiatives themselves.

    Every file below ``initiatives/`` counts but for those of initiatives and leads, of which parts
    tell themselves, and the translations, which count as far as they are of the language.
    """
    counted = hashlib.blake2b(digest_size=16)
    for part in _parts(site):
        counted.update(part)
    return counted.hexdigest()


def _parts(site: Site) -> Iterator[bytes]:
    listed = (*site.directory.entries, *site.stopped)
    files = (*(entry.initiative.file for entry in listed), *(lead.file for lead in site.leads))
    apart = set(files)
    known = (site.settings, site.today, site.words.taxonomy, sorted(site.redirects.items()),
             [(one.code, one.name, sorted(one.pages)) for one in site.tongues],
             site.translations.get(site.words.language))  # fmt: skip
    yield repr((sys.version, known, packages())).encode()
    yield json.dumps(site.words.strings, sort_keys=True).encode()
    yield library().encode()
    for name in sorted(names_below(site.root / FOLDER)):
        path = f"{FOLDER}/{name}"
        if path not in apart and not name.startswith(f"{TRANSLATIONS}/"):
            yield os.fsencode(name) + b"\0" + (site.root / path).read_bytes()


def packages() -> list[tuple[str, str]]:
    """The packages that make bytes, each with its version."""
    return [(name, importlib.metadata.version(name)) for name in _PACKAGES]


def as_json(parts: Mapping[str, Made]) -> Any:
    """Parts as JSON has them."""
    return {name: [made.key, made.files, made.candidates] for name, made in parts.items()}


def from_json(value: Any) -> dict[str, Made]:
    """The parts that :func:`as_json` wrote.

    Raises:
        ValueError, TypeError, AttributeError: it is something else.
    """
    return {
        str(name): Made(
            str(key), tuple((str(file), str(found)) for file, found in files), str(candidates)
        )
        for name, (key, files, candidates) in value.items()
    }
