"""What is in a repository already, for whoever puts files beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from finder.checking import catalogue, duplicates
from finder.contributing.importing import Surroundings
from finder.contributing.taken import taken_in
from finder.files.reading import read_file
from finder.places.locating import offline_sources

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from finder.files.reading import Document
    from finder.places.gazetteer import Gazetteer


def surroundings(root: Path, day: dt.date, gazetteer: Gazetteer) -> Surroundings:
    """What is in the folder of a repository on a day."""
    files = {path.stem: path for path in catalogue.data_files(root)}
    sources = offline_sources(root, gazetteer)
    found = catalogue.load(root, day, gazetteer)
    known = duplicates.everyone(found, gazetteer, sources)
    return Surroundings(partial(_find, files, root), taken_in(root), known, sources)


def _find(files: Mapping[str, Path], root: Path, slug: str) -> Document | None:
    path = files.get(slug)
    if path is None:
        return None
    document, _ = read_file(path, path.relative_to(root).as_posix())
    return document
