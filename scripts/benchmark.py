"""Measure the build and the site: with the real data, and with many more initiatives."""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from finder import days
from finder.checking import catalogue
from finder.commands import Command
from finder.measuring import others
from finder.measuring import runs as measuring
from finder.measuring.inventing import Inventor
from finder.places.gazetteer import Gazetteer
from finder.words.saying import Words
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from finder.checking.catalogue import Catalogue
    from finder.measuring.runs import Run, Size

ROOT = Path(__file__).parent.parent
# 0 stands for the real data.
NUMBERS = (0, 3_000, 10_000, 30_000)
# The budgets of the design on two cores: seconds of a full build, and bytes of memory.
SECONDS = {0: 6.0, 30_000: 90.0}
MEMORY = {30_000: 1_000 * measuring.MB}
# A build after one changed file, as a part of a full one; a full one, in times that of Hugo.
AGAIN = 0.1
HUGO = 3.0
# Material as it comes takes minutes, and gigabytes, for more than so many initiatives.
MOST_STOCK = 3_000
_WHAT = {
    "readable": "zwaarste postcode, HTML en CSS",
    "search": "eerste keer zoeken met een woord",
    "map": "kaart van alles, met Leaflet",
}


@dataclass
class Measured:
    """What was measured with so many initiatives; each list has a run for each turn.

    ``missed`` is what did not end, in words; ``left_out`` what was not measured, and why.
    """

    number: int
    full: list[Run] = field(default_factory=list)
    again: list[Run] = field(default_factory=list)
    other: list[Run] = field(default_factory=list)
    hugo: list[Run] = field(default_factory=list)
    stock: list[Run] = field(default_factory=list)
    sizes: list[Size] = field(default_factory=list)
    alone: list[Run] = field(default_factory=list)
    other_again: list[Run] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def over(self) -> list[str]:
        """The budgets that it does not keep, in words."""
        said = [f"{_WHAT[size.key]} is te zwaar" for size in self.sizes if not size.fits]
        seconds, memory = SECONDS.get(self.number), MEMORY.get(self.number)
        if self.full and seconds and middle(self.full).seconds > seconds:
            said.append(f"een volle build duurt langer dan {seconds:g} s")
        if self.full and memory and max(run.memory for run in self.full) > memory:
            said.append(f"een volle build gebruikt meer dan {memory / measuring.MB:g} MB")
        if self.again and measuring.ratios(self.again, self.full)[1] > AGAIN:
            said.append("na één wijziging duurt het langer dan een tiende")
        if self.hugo and measuring.ratios(self.full, self.hugo)[1] > HUGO:
            said.append(f"een volle build duurt langer dan {HUGO:g} keer Hugo")
        return [*said, *self.missed]


@dataclass(frozen=True)
class Task:
    """What to measure, and how.

    Attributes:
        console: where to tell.
        root: the project.
        against: another version of it; None for none.
        runs: how often.
        longest: seconds that one command may take.
        languages: whether all languages are built, or only Dutch.
        stock: whether Material as it comes is measured too, which takes longer than all else.
    """

    console: Console
    root: Path
    against: Path | None
    runs: int
    longest: float
    languages: bool
    stock: bool = False


@click.command(cls=Command)
@click.option("--number", "numbers", type=int, multiple=True, default=NUMBERS,
              help="Zoveel initiatieven; 0 is de echte data. Mag meer dan eens.")  # fmt: skip
@click.option("--runs", default=3, show_default=True, help="Zo vaak elke meting.")
@click.option("--longest", default=measuring.LONGEST, show_default=True,
              help="Zoveel seconden mag één meting duren.")  # fmt: skip
@click.option("--stock", is_flag=True, help="Ook Material zoals het komt; dat duurt lang.")
@click.option("--languages", is_flag=True, help="Alle talen; anders enkel Nederlands.")
@click.option(
    "--against", type=click.Path(path_type=Path), help="Map met een andere versie van dit project."
)
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
def main(
    numbers: tuple[int, ...],
    runs: int,
    longest: float,
    against: Path | None,
    root: Path,
    *,
    languages: bool,
    stock: bool,
) -> None:
    """Meet hoe lang het bouwen duurt en hoe zwaar de site is."""
    task = Task(Console(), root, against, runs, longest, languages, stock)
    gazetteer = Gazetteer.load()
    found = catalogue.load(root, days.today(), gazetteer)
    if found.has_errors or found.taxonomy is None:
        raise click.ClickException("Er zijn fouten. Kijk eerst met: make check")
    over = []
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            work = Path(folder) / "many"
            _prepare(task.console, root, work, number, Inventor(found.initiatives, gazetteer))
            measured = _measure(task, work, number)
            if measured.full:
                measured.sizes = measuring.sizes(work / "site", _words(found))
        _print(task.console, measured)
        over += [f"{number or 'echte data'}: {said}" for said in measured.over()]
    for said in over:
        task.console.print(f"Over budget: {said}.")
    sys.exit(1 if over else 0)


def _prepare(console: Console, root: Path, work: Path, number: int, inventor: Inventor) -> None:
    """Make a folder like the repository, with invented initiatives or the real ones."""
    if number:
        console.print(f"{number} initiatieven verzinnen.")
        measuring.prepare(root, work, inventor.invent(number))
        return
    measuring.prepare(root, work, ())
    shutil.copytree(root / "initiatives", work / "initiatives", dirs_exist_ok=True)


def _measure(task: Task, work: Path, number: int) -> Measured:
    """In turn: another version, a full build, one after a change, and other programs.

    What does not end in time is told, and the rest of this number is left out.
    """
    found = Measured(number)
    try:
        for turn in range(task.runs):
            task.console.print(f"Meting {turn + 1} van {task.runs}.")
            if task.against:
                found.other.append(_build(task.against, work, task))
                measuring.change_one(work)
                found.other_again.append(_build(task.against, work, task, new=False))
            found.full.append(_build(task.root, work, task))
            measuring.change_one(work)
            found.again.append(_build(task.root, work, task, new=False))
            _by_others(task, work, found)
    except measuring.FailedError as error:
        found.missed.append(f"een build lukte niet: {error}")
        shortest = min(len(found.full), len(found.again))
        found.full, found.again = found.full[: max(shortest, 1)], found.again[:shortest]
    return found


def _by_others(task: Task, work: Path, found: Measured) -> None:
    """The same pages by other programs, each in an empty folder."""
    with tempfile.TemporaryDirectory() as place:
        folder, docs = Path(place), work / "build" / "docs"
        alone = others.for_mkdocs(work / "mkdocs.yml", folder / "alone")
        _beside(task, found, "MkDocs alleen", found.alone, alone)
        if program := others.hugo():
            by_hugo = others.for_hugo(docs, folder / "hugo", program)
            _beside(task, found, "Hugo", found.hugo, by_hugo)
        else:
            found.left_out.append("Hugo staat niet op deze computer")
        if task.stock and found.number <= MOST_STOCK:
            stock = others.for_stock(docs, folder / "stock")
            _beside(task, found, "Material zoals het komt", found.stock, stock)


def _beside(task: Task, found: Measured, name: str, runs: list[Run], command: list[str]) -> None:
    """Measure another program; that it does not end is no fault of ours."""
    try:
        runs.append(measuring.run(command, task.longest))
    except measuring.FailedError as error:
        found.left_out.append(f"{name}: {error}")


def _build(root: Path, work: Path, task: Task, *, new: bool = True) -> Run:
    if new:
        measuring.clean(work)
    told = work.parent / "stages.json"
    command: list[str | Path] = [sys.executable, root / "scripts" / "build.py", "--root", work]
    command += ["--site", work / "site"]
    command += [] if task.languages else ["--only-dutch"]
    command += ["--stages", told]
    run = measuring.run(command, task.longest)
    return replace(run, stages=measuring.stages(told, run.looks))


def _words(found: Catalogue) -> list[str]:
    """The everyday words of the kinds, one by one, without those that a search passes over."""
    kinds = found.taxonomy.kinds.values() if found.taxonomy else ()
    small = Words.load(found.taxonomy).names_in("search.small") if found.taxonomy else []
    every = (part.lower() for kind in kinds for text in kind.words for part in text.split())
    return [word for word in every if word not in small]


def middle(runs: list[Run]) -> Run:
    """The run with the middle time."""
    return sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]


def _print(console: Console, found: Measured) -> None:
    """The tables of one number."""
    table = Table(
        f"{found.number or 'echte data'}", "seconden", "rekentijd", "MB", "tegenover volle build"
    )
    rows = {
        "volle build": found.full,
        "na één wijziging": found.again,
        "andere versie": found.other,
        "andere versie, na één wijziging": found.other_again,
        "MkDocs alleen": found.alone,
        "Hugo": found.hugo,
        "Material zoals het komt": found.stock,
    }
    for name, made in rows.items():
        if made:
            table.add_row(name, *_figures(made), _ratio(made, found.full))
            for stage in middle(made).stages:
                memory = f"{stage.memory / measuring.MB:.0f}" if stage.memory else ""
                table.add_row(f"  {stage.name}", f"{stage.seconds:.1f}", "", memory, "")
    console.print(table)
    for said in dict.fromkeys(found.left_out):
        console.print(f"Niet gemeten: {said}.")
    _print_sizes(console, found.sizes)


def _figures(runs: list[Run]) -> tuple[str, str, str]:
    seconds = sorted(run.seconds for run in runs)
    memory = max(run.memory for run in runs) / measuring.MB
    told = f"{middle(runs).seconds:.1f} ({seconds[0]:.1f} tot {seconds[-1]:.1f})"
    return told, f"{middle(runs).cpu:.1f}", f"{memory:.0f}"


def _ratio(first: list[Run], second: list[Run]) -> str:
    """How much longer, in wall time; pair by pair where both ended each time."""
    if len(first) != len(second):
        return ""
    least, most_often, most = measuring.ratios(first, second)
    return f"{most_often:.2f} keer zo lang ({least:.2f} tot {most:.2f})"


def _print_sizes(console: Console, sizes: list[Size]) -> None:
    table = Table("wat een bezoeker ophaalt", "KB", "hoogstens", "")
    for size in sizes:
        said = "" if size.fits else "te zwaar"
        kilobytes = [f"{value / measuring.KB:.1f}" for value in (size.size, size.limit)]
        table.add_row(_WHAT[size.key], *kilobytes, said)
    console.print(table)


if __name__ == "__main__":
    main()
