"""One plain source tree for MkDocs: the hand-written pages, the generated ones, maps and files.

A file is written only when its bytes changed, and what no longer belongs in the tree is removed, so
that a second run with the same input changes nothing.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from finder.publishing.sharing import LONGEST, cores, shared
from finder.rendering import assets, maps, robots, search, theme
from finder.rendering.pages import (
    data,
    desk,
    embed,
    every,
    handbook,
    handwritten,
    initiatives,
    leaflet,
)
from finder.rendering.remembering import Same, take_fingerprints
from finder.walking import names_below

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from finder.rendering.remembering import Made, Memory
    from finder.rendering.site import File, Site

    Wrote = tuple[list[str], Mapping[str, Made]]

# Everything that puts files into the tree, but for the generated pages (`every.py`), which come in
# parts. A new export or map is a new module and one line.
FILES: tuple[Callable[[Site], Iterator[File]], ...] = (
    theme.files,
    handwritten.files,
    assets.files,
    data.files,
    desk.files,
    leaflet.files,
    embed.files,
    handbook.files,
    maps.files,
    initiatives.files,
    robots.files,
)


# What a language below a folder of its own has; the data and the handbook are in Dutch only.
FILES_OF_LANGUAGE = (theme.files, handwritten.files, assets.files, maps.files)


class Tree:
    """A folder that holds exactly the files that were put in it, after :meth:`prune`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: set[str] = set()
        self._made: set[Path] = set()

    def put(self, name: str, content: bytes) -> str:
        """Write a file below the folder, unless it has these bytes already; returns its name."""
        self._kept.add(name)
        path = self.folder / name
        if path.parent not in self._made:
            self._make_room(path)
        if not _has(path, content):
            if path.is_symlink() or path.is_dir():
                self._make_room(path)
            # Never into the old file: the site that is published may be the same one.
            path.unlink(missing_ok=True)
            path.write_bytes(content)
        return name

    def add(self, file: File) -> str:
        """Write a file as :meth:`put` does, but not one that was read from the tree."""
        if isinstance(file, Same):
            self._kept.add(file.name)
            return file.name
        return self.put(*file)

    def keep(self, names: Iterable[str]) -> None:
        """Count files as put that another tree of the same folder wrote."""
        self._kept.update(names)

    def _make_room(self, path: Path) -> None:
        """Make the folders for a file, in the place of what an earlier build left there."""
        self._made.add(path.parent)
        above = [parent for parent in path.parents if self.folder in parent.parents]
        for old in reversed(above):
            if old.is_symlink() or old.is_file():
                old.unlink()
        if path.is_symlink():
            path.unlink()
        elif path.is_dir():
            shutil.rmtree(path)
        path.parent.mkdir(parents=True, exist_ok=True)

    def prune(self) -> None:
        """Remove every file that was not put, and folders that are empty then."""
        if not self.folder.is_dir():  # nothing was ever put
            return
        for name in names_below(self.folder):
            if name not in self._kept:
                (self.folder / name).unlink()
        for where, folders, _ in os.walk(self.folder, topdown=False):
            for name in folders:
                with suppress(OSError):  # it holds something, or is a link
                    os.rmdir(os.path.join(where, name))  # noqa: PTH106, PTH118 (thousands)


def assemble(
    folder: Path,
    site: Site,
    advance: Callable[[int, int], None] = lambda _done, _all: None,
    beside: Sequence[Callable[[], Mapping[str, Made]]] = (),
) -> int:
    """Write the whole source tree.

    Args:
        folder: where the tree goes; what else is in it is removed.
        site: everything to show.
        advance: told after each page how many are done, and of about how many.
        beside: what else can be done at the same time, such as the index of the search; each
            tells what to remember of it.

    Returns:
        The number of pages.
    """
    tree = Tree(folder)
    pages, about = 0, _about(site)
    for names, made in _written(folder, site, beside):
        tree.keep(names)
        site.memory.learn(made)
        for name in names:
            if name.endswith(".md"):
                pages += 1
                advance(pages, max(pages, about))
    tree.prune()
    return pages


def _written(
    folder: Path, site: Site, beside: Sequence[Callable[[], Mapping[str, Made]]]
) -> Iterator[tuple[list[str], Mapping[str, Made]]]:
    """Write all files, on all cores; yields the names that each wrote, and what to remember."""
    parts: list[Callable[[], Iterator[File]]] = list(every.parts(site, cores()))
    kinds = FILES if site.words.is_dutch else FILES_OF_LANGUAGE
    parts += [partial(files, site) for files in kinds]

    def work(number: int) -> Wrote:
        if number < len(beside):
            return [], beside[number]()
        tree = Tree(folder)
        names = [tree.add(file) for file in parts[number - len(beside)]()]
        return names, site.memory.forget_made()

    folder.mkdir(parents=True, exist_ok=True)
    take_fingerprints(site)
    with shared(work) as begin:
        begun = [begin(number) for number in range(len(beside) + len(parts))]
        for part in begun:
            yield part.result(LONGEST)


def assemble_search(folder: Path, site: Site, memory: Memory | None = None) -> None:
    """Write the folder from which the search in words is made: a small document an initiative.

    ``memory`` holds the documents of the last build, from the same folder; none when left out.
    """
    tree = Tree(folder)
    for file in search.files(site, memory):
        tree.add(file)
    tree.prune()


def _has(path: Path, content: bytes) -> bool:
    """Whether a file stands there, and no link, with just these bytes."""
    try:
        return not path.is_symlink() and path.read_bytes() == content
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def _about(site: Site) -> int:
    """About how many pages there will be; results that need a second page come on top."""
    entries = len(site.directory.entries) + len(site.stopped)
    places = len(site.gazetteer.postcodes) + len(site.gazetteer.municipalities)
    return entries + places + len(site.redirects)
