"""How long the build takes, how much memory it needs, and how much a visitor pays for.

Times hold for one machine in one state: they are measured here and never tested. Two versions of
the project are compared by measuring them in turn and telling the ratio of each pair.
"""

from __future__ import annotations

import gzip
import itertools
import json
import os
import shutil
import statistics
import subprocess
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from finder.errors import FinderError
from finder.measuring.inventing import write_all
from finder.publishing.looking import weigh
from finder.publishing.settling import parts_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from finder.files.model import Initiative

# Results that a first search shows, each a file of its own.
RESULTS = 10
KB, MB = 1_000, 1_000_000
# Seconds that a command may take; the largest build that is measured takes a few minutes.
LONGEST = 3600.0
# Seconds between two looks at the memory.
LOOK = 0.5


class FailedError(FinderError):
    """A command that was measured did not end well; the message holds the end of what it said."""


class Stage(NamedTuple):
    """A part of a build, as it names itself.

    Attributes:
        name: what the build calls it.
        seconds: wall time.
        memory: the most that was held in that time, in bytes; 0 when nobody looked.
    """

    name: str
    seconds: float
    memory: int = 0


class Look(NamedTuple):
    """What all processes held at a moment, in bytes."""

    moment: float
    held: int


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command.

    Attributes:
        seconds: wall time.
        memory: the most that it held with all its processes, in bytes.
        stages: its parts, when it tells them.
        cpu: the seconds that its processes kept a core busy. What else the machine does changes
            this less than ``seconds``.
        looks: its memory at each look.
    """

    seconds: float
    memory: int
    stages: tuple[Stage, ...] = ()
    cpu: float = 0.0
    looks: tuple[Look, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Size:
    """Something that a visitor pays for, in bytes as it travels, and what it may be at most."""

    key: str
    size: int
    limit: int

    @property
    def fits(self) -> bool:
        """Whether it is within its budget."""
        return self.size <= self.limit


def run(command: Sequence[str | Path], longest: float = LONGEST) -> Run:
    """Run a command and measure it.

    Memory is what all its processes hold together, of what they share each its part; where the
    system does not tell that, the most of its largest process (``wait4(2)``).

    Raises:
        FailedError: it ended with another status than 0, or not within ``longest`` seconds.
    """
    started = time.monotonic()
    with subprocess.Popen(  # noqa: S603 (the project's own commands)
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        stop = threading.Timer(longest, process.kill)
        stop.daemon = True
        stop.start()
        with _watched(process.pid) as held:
            said = process.stdout.read() if process.stdout else ""
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        stop.cancel()
    seconds = time.monotonic() - started
    if process.returncode and seconds >= longest:
        raise FailedError(f"niet klaar na {longest:g} seconden")
    if process.returncode:
        raise FailedError(said[-500:])
    most = max([used.ru_maxrss * 1024, *(look.held for look in held)])
    return Run(seconds, most, (), used.ru_utime + used.ru_stime, tuple(held))


@contextmanager
def _watched(session: int) -> Iterator[list[Look]]:
    """The memory of all processes of a session, looked at a few times a second."""
    held: list[Look] = []
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(LOOK):
            moment = time.monotonic()
            held.append(Look(moment, sum(_held_by(pid) for pid in _processes(session))))

    watch = threading.Thread(target=look, daemon=True)
    watch.start()
    try:
        yield held
    finally:
        ended.set()
        watch.join(60)


def _processes(session: int) -> Iterator[Path]:
    """The folders in which Linux tells of each process of a session; nothing elsewhere."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name of the program stands between brackets, and may hold anything.
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            if int(fields[3]) == session:
                yield stat.parent


def _held_by(process: Path) -> int:
    """The bytes of a process, with its part of what it shares (``proc_pid_smaps(5)``, Pss)."""
    with suppress(OSError):
        for line in (process / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def stages(file: Path, looks: Iterable[Look] = ()) -> tuple[Stage, ...]:
    """The stages that a build wrote, each with the most memory that was seen in it.

    Args:
        file: for each stage its name, its seconds and the moment at which it began; an older
            version of the project does not tell the moment.
        looks: the memory of that build.
    """
    seen = list(looks)
    return tuple(
        Stage(name, seconds, max((_most(seen, at, at + seconds) for at in began), default=0))
        for name, seconds, *began in json.loads(file.read_text(encoding="utf-8"))
    )


def _most(looks: Iterable[Look], first: float, last: float) -> int:
    return max((look.held for look in looks if first <= look.moment <= last), default=0)


def ratios(first: Sequence[Run], second: Sequence[Run]) -> tuple[float, float, float]:
    """The smallest, median and largest ratio of the seconds of runs that were made in turn."""
    found = [one.seconds / other.seconds for one, other in zip(first, second, strict=True)]
    return min(found), statistics.median(found), max(found)


def prepare(root: Path, to: Path, initiatives: Iterable[Initiative]) -> int:
    """Make a folder like the repository ``root``, with other initiatives; returns how many."""
    to.mkdir(parents=True)
    for name in ("mkdocs.yml", "CONTRIBUTING.md", "NASLAG.md"):
        shutil.copy(root / name, to)
    for name in ("docs", ".github/pictures"):
        shutil.copytree(root / name, to / name)
    (to / "initiatives").mkdir()
    shutil.copy(root / "initiatives" / "taxonomy.yml", to / "initiatives")
    return write_all(iter(initiatives), to)


def clean(root: Path) -> None:
    """Remove what earlier builds left, so that the next one begins from nothing."""
    for name in ("build", "site", ".cache"):
        shutil.rmtree(root / name, ignore_errors=True)


def change_one(root: Path) -> Path:
    """Change the summary of one initiative, as a contributor would; returns its file."""
    path = min((root / "initiatives").glob("*/*.yml"))
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    other = itertools.cycle(("summary: Je bent hier welkom.\n", "summary: Kom maar binnen.\n"))
    new = next(line for line in other if line not in lines)
    changed = (new if line.startswith("summary: ") else line for line in lines)
    path.write_text("".join(changed), encoding="utf-8")
    return path


def sizes(site: Path, words: Iterable[str]) -> list[Size]:
    """What a finished site costs a visitor, against the budgets of the project.

    Args:
        site: the folder of the site.
        words: what visitors look for, each one word.
    """
    postcodes = (weigh(path.read_bytes()) for path in site.glob("[0-9]*/**/index.html"))
    everything = [site / "kaarten" / f"alles.{ending}" for ending in ("html", "js")]
    leaflet = list((site / "assets" / "leaflet").glob("leaflet.*"))
    drawing = [*(site / "assets").glob("kaart*.*")]
    on_the_map = (weigh(path.read_bytes()) for path in (*everything, *leaflet, *drawing))
    return [
        Size("readable", max(postcodes), 14_950),
        Size("search", first_search(site / "pagefind", words), 150 * KB),
        Size("map", sum(on_the_map), 250 * KB),
    ]


def first_search(index: Path, words: Iterable[str]) -> int:
    """The bytes of a first search for one of these words, the one for which most is loaded.

    Pagefind's script and module, the list of pages, the part with the word, and ten results.
    """
    always = [index / "pagefind.js", index / "pagefind-entry.json"]
    always += [*index.glob("wasm.*"), *index.glob("*.pf_meta")]
    parts = map(_travels, parts_for(index, words))
    results = sorted(map(_travels, index.rglob("*.pf_fragment")))
    return sum(map(_travels, always)) + max(parts, default=0) + sum(results[-RESULTS:])


def _travels(path: Path) -> int:
    """The bytes of a file over the line; Pagefind's own parts are compressed already."""
    content = path.read_bytes()
    return min(len(content), len(gzip.compress(content, compresslevel=6, mtime=0)))
