"""Try the library with random files, mails, tables, hours and places, and say what broke."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click
from finder import days
from finder.checking import catalogue
from finder.checking.rules import Context
from finder.commands import Command
from finder.files.taxonomy import load_taxonomy
from finder.measuring.fuzzing import Fuzzer
from finder.measuring.patterns import slow_patterns
from finder.places.gazetteer import Gazetteer
from finder.words.saying import Words

ROOT = Path(__file__).parent.parent
_SAMPLES = 60


@click.command(cls=Command)
@click.option("--seed", default=1, show_default=True, help="Een ander getal geeft andere invoer.")
@click.option("--rounds", default=4000, show_default=True, help="Zoveel keer elk soort invoer.")
@click.option("--minutes", default=5.0, show_default=True, help="Stop na zoveel minuten.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
def main(seed: int, rounds: int, minutes: float, root: Path) -> None:
    """Probeer het programma met willekeurige invoer. Status 1: er ging iets mis."""
    slow = slow_patterns(root / "scripts")
    for line in slow:
        click.echo(f"Dit patroon is te traag: {line}")
    fuzzer = _fuzzer(root)
    until = time.monotonic() + 60 * minutes
    tried = (number for number in fuzzer.run(seed, rounds) if time.monotonic() > until)
    done = next(tried, rounds)
    click.echo(f"Begingetal {seed}. Rondes: {done} van {rounds}.")
    for name, count in sorted(fuzzer.counts.items()):
        click.echo(f"  {count:>7}  {name}")
    for found in fuzzer.found[:20]:
        click.echo(f"FOUT {found.target} {found.seed}\n{found.problem}")
    sys.exit(1 if fuzzer.found or slow else 0)


def _fuzzer(root: Path) -> Fuzzer:
    taxonomy = load_taxonomy(root / catalogue.FOLDER / catalogue.TAXONOMY)
    files = catalogue.data_files(root)
    chosen = files[:: max(1, len(files) // _SAMPLES)]
    context = Context(taxonomy, Gazetteer.load(), days.today())
    return Fuzzer(context, Words.load(taxonomy), [path.read_bytes() for path in chosen])


if __name__ == "__main__":
    main()
