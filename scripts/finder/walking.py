"""The files below a folder, named sooner than ``Path.rglob`` names them: a site has thousands."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def names_below(folder: Path) -> Iterator[str]:
    """All that lies in a folder and below it, but folders: each by its path from there, with ``/``.

    Links are named and not followed. The order is that of the file system.

    Raises:
        OSError: there is no such folder, or it cannot be read.
    """
    left = [os.fspath(folder)]
    start = len(left[0]) + 1
    while left:
        with os.scandir(left.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    left.append(entry.path)
                else:
                    yield entry.path[start:].replace(os.sep, "/")
