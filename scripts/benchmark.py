"""Measure the build and the site: with the real data, and with many more initiatives."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click
from finder import days
from finder.checking import catalogue
from finder.commands import Command
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
# The budgets: so many initiatives, and the seconds that a full build may take on two cores.
_SECONDS = {400: 8, 30_000: 90}
_WHAT = {
    "readable": "zwaarste postcode, HTML en CSS",
    "search": "eerste keer zoeken met een woord",
    "map": "kaart van alles, met Leaflet",
}


@click.command(cls=Command)
@click.option("--number", default=10_000, show_default=True, help="Zoveel initiatieven.")
@click.option("--runs", default=3, show_default=True, help="Zo vaak elke meting.")
@click.option(
    "--against", type=click.Path(path_type=Path), help="Map met een andere versie van dit project."
)
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
def main(number: int, runs: int, against: Path | None, root: Path) -> None:
    """Meet hoe lang het bouwen duurt en hoe zwaar de site is, met verzonnen initiatieven."""
    console = Console()
    today = days.today()
    gazetteer = Gazetteer.load()
    found = catalogue.load(root, today, gazetteer)
    if found.has_errors or found.taxonomy is None:
        raise click.ClickException("Er zijn fouten. Kijk eerst met: make check")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "many"
        console.print(f"{number} initiatieven verzinnen.")
        measuring.prepare(root, work, Inventor(found.initiatives, gazetteer).invent(number))
        _times(console, work, number, runs, root, against)
        sizes = measuring.sizes(work / "site", _words(found))
    _print_sizes(console, sizes)
    sys.exit(0 if all(size.fits for size in sizes) else 1)


def _times(
    console: Console, work: Path, number: int, runs: int, root: Path, against: Path | None
) -> None:
    """Measure the build of ``work`` from nothing, and again after a change of one file."""
    full: list[Run] = []
    other: list[Run] = []
    again: list[Run] = []
    for turn in range(runs):
        console.print(f"Meting {turn + 1} van {runs}.")
        if against:
            other.append(_build(against, work))
        full.append(_build(root, work))
        measuring.change_one(work)
        again.append(_build(root, work, new=False))
    table = Table("bouwen", "seconden", "MB", "hoogstens")
    budget = next((s for most, s in sorted(_SECONDS.items()) if number <= most), None)
    table.add_row("alles", *_figures(full), f"{budget} s" if budget else "")
    table.add_row("na één wijziging", *_figures(again), "een tiende van alles")
    console.print(table)
    _print_ratio(console, "Na één wijziging, tegenover alles", again, full)
    if other:
        _print_ratio(console, f"Tegenover {against}", full, other)


def _build(root: Path, work: Path, *, new: bool = True) -> Run:
    if new:
        measuring.clean(work)
    command: list[str | Path] = [sys.executable, root / "scripts" / "build.py", "--root", work]
    return measuring.run([*command, "--site", work / "site"])


def _words(found: Catalogue) -> list[str]:
    """The everyday words of the kinds, one by one, without those that a search passes over."""
    kinds = found.taxonomy.kinds.values() if found.taxonomy else ()
    small = Words.load(found.taxonomy).names_in("search.small") if found.taxonomy else []
    every = (part.lower() for kind in kinds for text in kind.words for part in text.split())
    return [word for word in every if word not in small]


def _figures(runs: list[Run]) -> tuple[str, str]:
    seconds = sorted(run.seconds for run in runs)
    memory = max(run.memory for run in runs) / measuring.MB
    middle = seconds[len(seconds) // 2]
    return f"{middle:.1f} ({seconds[0]:.1f} tot {seconds[-1]:.1f})", f"{memory:.0f}"


def _print_ratio(console: Console, name: str, first: list[Run], second: list[Run]) -> None:
    least, middle, most = measuring.ratios(first, second)
    console.print(f"{name}: {middle:.2f} keer zo lang ({least:.2f} tot {most:.2f}).")


def _print_sizes(console: Console, sizes: list[Size]) -> None:
    table = Table("wat een bezoeker ophaalt", "KB", "hoogstens", "")
    for size in sizes:
        said = "" if size.fits else "te zwaar"
        kilobytes = [f"{value / measuring.KB:.1f}" for value in (size.size, size.limit)]
        table.add_row(_WHAT[size.key], *kilobytes, said)
    console.print(table)


if __name__ == "__main__":
    main()
