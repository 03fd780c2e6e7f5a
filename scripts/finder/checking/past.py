"""When each initiative came, changed and stopped, as the history of git tells it.

The history is input like the files are: the same history gives the same answer. Where there is
none (a copy without git, or a clone that holds only the newest commits) nothing is told, for a date
that is not known is never made up.
"""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FOLDER = "initiatives"
_LOG = ("log", "--format=%x01%cs", "--name-status", "--no-renames", "--", FOLDER)
_FILE = re.compile(
    rf"(?P<how>[AMD])\t{FOLDER}/(?P<stopped>stopped/)?(?P<folder>[a-z-]+)/(?P<slug>[a-z0-9-]+)\.yml"
)
# Folders that hold no initiative with a page.
_OTHERS = {"leads", "translations"}


@dataclass(frozen=True, slots=True)
class Moments:
    """The days on which an initiative came, last changed, and stopped; None when it did not."""

    came: dt.date | None = None
    changed: dt.date | None = None
    stopped: dt.date | None = None


def moments(root: Path) -> dict[str, Moments]:
    """The moments of each slug, by the history of the repository ``root``; empty without one."""
    if not (root / ".git").exists():  # a folder inside the repository of something else
        return {}
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    return read(_git(root, *_LOG).splitlines())


def read(lines: Iterable[str]) -> dict[str, Moments]:
    """The moments in what ``git log`` says, the newest commit first."""
    found: dict[str, Moments] = {}
    for day, slug, is_stopped in _events(lines):
        known = found.get(slug, Moments())
        if is_stopped:
            found[slug] = Moments(known.came, known.changed, day)
        else:
            found[slug] = Moments(day, known.changed or day, known.stopped)
    return found


def _events(lines: Iterable[str]) -> Iterator[tuple[dt.date, str, bool]]:
    """Each day on which a file was written: the day, its slug, and whether it had stopped."""
    day = dt.date.min
    for line in lines:
        if line.startswith("\x01"):
            day = dt.date.fromisoformat(line[1:])
        match = _FILE.fullmatch(line)
        if match and match["how"] != "D" and match["folder"] not in _OTHERS:
            yield day, match["slug"], bool(match["stopped"])


def _git(root: Path, *what: str) -> str:
    """What git answers; empty when it is not there, or refuses."""
    command = ["git", "-C", str(root), "-c", "core.quotepath=off", *what]
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=60)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""
