"""One plain source tree for MkDocs: the hand-written pages, the generated ones, maps and files.

A file is written only when its bytes changed, and what no longer belongs in the tree is removed, so
that a second run with the same input changes nothing.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from finder.rendering import assets, maps, robots, search, theme
from finder.rendering.pages import data, every, handbook, handwritten, initiatives

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from finder.rendering.site import File, Site

# Everything that puts files into the tree. A new page, export or map is a new module and one line.
FILES: tuple[Callable[[Site], Iterator[File]], ...] = (
    theme.files,
    handwritten.files,
    assets.files,
    every.files,
    data.files,
    handbook.files,
    maps.files,
    initiatives.files,
    robots.files,
)


# What a language below a folder of its own has; the data and the handbook are in Dutch only.
FILES_OF_LANGUAGE = (theme.files, handwritten.files, assets.files, every.files, maps.files)


class Tree:
    """A folder that holds exactly the files that were put in it, after :meth:`prune`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: set[Path] = set()

    def put(self, name: str, content: bytes) -> None:
        """Write a file below the folder, unless it has these bytes already."""
        path = self.folder / name
        self._kept.add(path)
        if path.is_file() and path.read_bytes() == content:
            return
        self._make_room(path)
        path.write_bytes(content)

    def _make_room(self, path: Path) -> None:
        """Make the folders for a file, in the place of what an earlier build left there."""
        above = [parent for parent in path.parents if self.folder in parent.parents]
        for old in (*reversed(above), path):
            if old.is_symlink() or old.is_file():
                old.unlink()
        if path.is_dir():
            shutil.rmtree(path)
        path.parent.mkdir(parents=True, exist_ok=True)

    def prune(self) -> None:
        """Remove every file that was not put, and folders that are empty then."""
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.is_dir() and not path.is_symlink():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path not in self._kept:
                path.unlink()


def assemble(
    folder: Path, site: Site, advance: Callable[[int, int], None] = lambda _done, _all: None
) -> int:
    """Write the whole source tree.

    Args:
        folder: where the tree goes; what else is in it is removed.
        site: everything to show.
        advance: told after each page how many are done, and of about how many.

    Returns:
        The number of pages.
    """
    tree = Tree(folder)
    pages, about = 0, _about(site)
    for files in FILES if site.words.is_dutch else FILES_OF_LANGUAGE:
        for name, content in files(site):
            tree.put(name, content)
            if name.endswith(".md"):
                pages += 1
                advance(pages, max(pages, about))
    tree.prune()
    return pages


def assemble_search(folder: Path, site: Site) -> None:
    """Write the folder from which the search in words is made: a small document an initiative."""
    tree = Tree(folder)
    for name, content in search.files(site):
        tree.put(name, content)
    tree.prune()


def _about(site: Site) -> int:
    """About how many pages there will be; results that need a second page come on top."""
    entries = len(site.directory.entries) + len(site.stopped)
    places = len(site.gazetteer.postcodes) + len(site.gazetteer.municipalities)
    return entries + places + len(site.redirects)
