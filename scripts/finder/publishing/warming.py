"""A process that has loaded everything and waits: each build it is asked for begins at once.

Loading the library takes longer than building what one changed file touches. The process that waits
does nothing else: a build is a fork of it, so that every build begins from the same state. It
speaks in lines: it is asked with the name of a work and that of a file, puts there what the work
says, and answers with its status. Between two builds it gets ready to publish the page of the next
file that changes (:mod:`finder.publishing.ahead`), which is a work of its own.
"""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

OPTION = "--warm"
BUILD, PAGE = "build", "page"
"""The works: all of the site, and the page of the file that changed."""


def wait_and_work(
    works: Mapping[str, Callable[[], object]],
    asked: TextIO,
    answers: TextIO,
    get_ready: Callable[[], None] = lambda: None,
) -> None:
    """Do a work for each line, until there are no more.

    Args:
        works: what can be asked, by name; each runs in a fork.
        asked: the lines.
        answers: where a status goes after each.
        get_ready: called here after each build that was answered.
    """
    for line in asked:
        work, _, said = line.rstrip("\n").partition(" ")
        status = _forked(works[work], Path(said))
        answers.write(f"{status}\n")
        answers.flush()
        if work == BUILD:
            get_ready()


def _forked(work: Callable[[], object], said: Path) -> int:
    """Work in a fork that says everything into a file; its status."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = 1
    try:
        with said.open("w", encoding="utf-8") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        work()
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except Exception:
        traceback.print_exc()
    finally:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


# Seconds in which a process that was killed ends.
ENDING = 60.0


class Outcome(NamedTuple):
    """How a build ended: whether there is a new site, and what it said."""

    is_built: bool
    said: str


class Warm:
    """Asks a process that waits for builds; begins another one when the code changed.

    Args:
        command: the command of a build, without :data:`OPTION`.
        code: the folder with the code that the process has loaded.
        longest: seconds that one build may take.
    """

    def __init__(self, command: Sequence[str], code: Path, longest: float) -> None:
        self._command, self._code, self._longest = [*command, OPTION], code, longest
        self._stamp: object = None
        self._process: subprocess.Popen[str] | None = None

    def build(self) -> Outcome | None:
        """Build; None when it took too long."""
        return self._work(BUILD, self._ready())

    def page(self) -> str:
        """Publish the page of the file that changed; its address, empty when there is none."""
        if self._process is None or self._process.poll() is not None or self._is_other_code():
            return ""
        found = self._work(PAGE, self._process)
        return found.said.strip() if found and found.is_built else ""

    def _work(self, name: str, process: subprocess.Popen[str]) -> Outcome | None:
        with tempfile.NamedTemporaryFile("r", encoding="utf-8", errors="replace") as said:
            status = _ask(process, f"{name} {said.name}", self._longest)
            text = said.read()
        if status is None:
            self.stop()
            return None
        return Outcome(status == "0", text)

    def stop(self) -> None:
        """End the process, and a build that it runs."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        with suppress(ProcessLookupError):
            os.killpg(process.pid, 9)
        process.wait(ENDING)

    def _is_other_code(self) -> bool:
        return _stamp(self._code) != self._stamp

    def _ready(self) -> subprocess.Popen[str]:
        """The process that waits, with the code of now."""
        if self._process is None or self._process.poll() is not None or self._is_other_code():
            self.stop()
            self._stamp = _stamp(self._code)
            self._process = subprocess.Popen(  # noqa: S603 (our own command)
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                start_new_session=True,
            )
        return self._process


def _ask(process: subprocess.Popen[str], line: str, longest: float) -> str | None:
    """The answer of the process, empty when it ended; None when none came in time."""
    if process.stdin is None or process.stdout is None:
        return ""
    try:
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
    except OSError:
        return ""
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        if not waiting.select(longest):
            return None
    return process.stdout.readline().strip()


def _stamp(code: Path) -> list[tuple[str, int, int]]:
    """What changes with any file of the code."""
    found = []
    for path in sorted(code.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            state = path.stat()
            found.append((str(path), state.st_mtime_ns, state.st_size))
    return found
