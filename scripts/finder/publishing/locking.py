"""One build at a time in a folder: two would overwrite each other's half-made files."""

from __future__ import annotations

import errno
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from finder.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# The file below the folder that a build holds. The system lets go of it when the process ends.
NAME = ".lock"
# Seconds between two tries, and until a build that waits gives up.
PAUSE = 0.2
LONGEST = 600.0
# What a file system says that knows no locks; there a build goes on without one.
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})


@contextmanager
def locked(
    folder: Path, waiting: Callable[[], None], longest: float = LONGEST, pause: float = PAUSE
) -> Iterator[None]:
    """Hold the lock of a folder until the end of the block.

    Args:
        folder: made when it is not there.
        waiting: called once when another process holds the lock.
        longest: seconds to wait for the other at most.
        pause: seconds between two tries.

    Raises:
        PublishError: the other process did not end.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / NAME).open("a", encoding="utf-8") as file:
        tries = 0
        while not _take(file):
            if not tries:
                waiting()
            tries += 1
            if tries * pause > longest:
                raise PublishError(f"Een andere build in {folder} stopt niet. Sluit die eerst.")
            time.sleep(pause)
        yield


def _take(file: TextIO) -> bool:
    """Take the lock of an open file; False when another process has it."""
    if sys.platform == "win32":
        return True  # no flock(2) there
    import fcntl  # noqa: PLC0415 (Windows has no such module)

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
    return True
