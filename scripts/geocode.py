"""Find the place of every address, and keep it in initiatives/coordinates.csv."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click
from finder import days
from finder.checking import catalogue
from finder.commands import Command
from finder.days import Clock
from finder.findings import for_people
from finder.places import coordinates
from finder.places.gazetteer import Gazetteer
from finder.places.geocoding import best, filling, flanders, nominatim
from finder.places.geocoding.polite import Polite
from finder.places.spots import Precision
from finder.settings import read_settings
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TextColumn

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from finder.files.model import Initiative
    from finder.findings import Finding
    from finder.places.coordinates import Kept
    from finder.places.spots import Query, Source

ROOT = Path(__file__).parent.parent
DONE, FAILED, APPROXIMATE, INTERRUPTED = 0, 1, 3, 130
# Seconds from one request to the next, at least. Nominatim's policy says one.
PAUSES = {flanders.NAME: 0.25, nominatim.NAME: 1.0}
# Seconds of work that even a power cut may cost.
SAVE_EVERY = 5.0
_WHERE = {
    Precision.DOOR: "aan de deur",
    Precision.STREET: "in de straat",
    Precision.VILLAGE: "in het dorp",
}


@dataclass
class Run:
    """One run: what is asked, what is kept, and what came of it.

    Attributes:
        root: the folder of the repository.
        queries: every address that a source can look for, by its line.
        kept: the lines of the file, and the new ones.
        console: where the progress is shown.
        clock: the time.
        tally: what came of it.
    """

    root: Path
    queries: Mapping[str, Query]
    kept: dict[str, Kept]
    console: Console
    clock: Clock
    tally: filling.Tally = field(default_factory=filling.Tally)
    _saved_at: float = 0.0

    def fill(self, work: filling.Filling, chosen: Mapping[str, Query], again: set[str]) -> None:
        """Ask about the chosen addresses, with a bar that shows what each source gave."""
        self._saved_at = self.clock.now()
        with _bar("Adressen zoeken", self.console, MofNCompleteColumn()) as advance:
            done = 0

            def told(outcome: filling.Outcome) -> None:
                nonlocal done
                done += 1
                self.tally.count(outcome)
                advance(done, len(chosen), _counts(self.tally))

            advance(0, len(chosen), "")
            outcomes = work.fill(chosen, self.kept, again)
            filling.run(outcomes, self.kept, self.save, self._is_time_to_save, told)

    def save(self) -> None:
        """Write the file, unless nothing changed."""
        path = self.root / coordinates.FILE
        text = coordinates.as_text(self.kept.values())
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            coordinates.write(path, self.kept.values())

    def _is_time_to_save(self) -> bool:
        now = self.clock.now()
        is_due = now - self._saved_at >= SAVE_EVERY
        self._saved_at = now if is_due else self._saved_at
        return is_due

    @property
    def summary(self) -> str:
        """What was found, and of which addresses the door is not known, line by line."""
        vague = filling.approximate(self.queries, self.kept)
        of = {p: sum(1 for one in vague.values() if one is p) for p in _WHERE}
        of[Precision.DOOR] = len(self.queries) - len(vague)
        known = ", ".join(f"{number} {_WHERE[p]}" for p, number in of.items())
        new = _counts(self.tally) or "niets"
        lines = [f"{len(self.queries)} adressen met een straat: {known}.", f"Nieuw: {new}."]
        lines += _unanswered(self.tally.unanswered)
        if vague:
            lines += ["Nog niet precies:", *(f"  {a} ({_WHERE[p]})" for a, p in vague.items())]
        return "\n".join(lines)

    @property
    def status(self) -> int:
        """The exit status: whether every door is known."""
        return APPROXIMATE if filling.approximate(self.queries, self.kept) else DONE


def online(root: Path, gazetteer: Gazetteer, clock: Clock, service: str = "") -> dict[str, Polite]:
    """The sources that need a network.

    Args:
        root: the folder of the repository; ``mkdocs.yml`` says who asks.
        gazetteer: the places.
        clock: the time.
        service: another address for both, in a test: ``http://127.0.0.1:8000``.
    """
    settings = read_settings(root / "mkdocs.yml")
    agent = f"steun-dichtbij ({settings.repository or settings.url})"
    kinds: dict[str, tuple[Callable[..., Source], str]] = {
        flanders.NAME: (flanders.FlandersGeocoder, flanders.HOST),
        nominatim.NAME: (nominatim.NominatimGeocoder, nominatim.HOST),
    }
    sources = {}
    for name, (geocoder, host) in kinds.items():
        where = urlsplit(service or f"https://{host}")
        one = geocoder(gazetteer, agent, domain=where.netloc, scheme=where.scheme)
        sources[name] = Polite(one, name, PAUSES[name], clock)
    return sources


def _counts(tally: filling.Tally) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(tally.by_source.items()))


def _unanswered(addresses: list[str]) -> Iterator[str]:
    if addresses:
        yield f"Geen antwoord voor {len(addresses)} adressen. Een volgende keer gaat het verder."


@contextmanager
def _bar(
    name: str, console: Console, count: MofNCompleteColumn | DownloadColumn
) -> Iterator[Callable[[int, int, str], None]]:
    """A bar; what it gives moves it and shows a text beside it."""
    columns = (TextColumn("{task.description:<20}"), BarColumn(), count,
               TextColumn("{task.fields[text]}"))  # fmt: skip
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(name, total=None, text="")
        yield lambda done, of, text: progress.update(task, completed=done, total=of, text=text)


def _read_best(
    name: str,
    files: tuple[Path, ...],
    queries: Iterable[Query],
    gazetteer: Gazetteer,
    console: Console,
) -> best.BestGeocoder:
    with _bar("Adressen lezen", console, DownloadColumn()) as advance:
        addresses = best.read(files, queries, gazetteer, lambda done, of: advance(done, of, ""))
    if addresses.skipped:
        click.echo(f"{name}: {addresses.skipped} regels konden wij niet lezen.")
    return best.BestGeocoder(addresses, gazetteer, name=name)


def _of_files(
    initiatives: Iterable[Initiative], files: tuple[Path, ...], root: Path
) -> list[Initiative]:
    """The initiatives in these files or folders."""
    wanted = [path.resolve() for path in files]
    return [one for one in initiatives if _is_in((root / one.file).resolve(), wanted)]


def _is_in(path: Path, wanted: list[Path]) -> bool:
    return any(path == one or one in path.parents for one in wanted)


def _shows_errors(findings: Iterable[Finding]) -> bool:
    """Show the errors; True when the kept coordinates have one, so that nothing may be written."""
    errors = [finding for finding in findings if finding.is_error]
    for finding in errors:
        click.echo(for_people(finding))
    return any(finding.file == coordinates.FILE for finding in errors)


@dataclass(frozen=True)
class Options:
    """The options of the command; see its help."""

    files: tuple[Path, ...] = ()
    best_files: tuple[Path, ...] = ()
    crab_files: tuple[Path, ...] = ()
    refresh: bool = False
    names: tuple[str, ...] = ()
    limit: int | None = None
    today: dt.datetime | None = None
    root: Path = ROOT
    service: str = ""

    @property
    def day(self) -> dt.date:
        """The day that new lines get."""
        return days.today(self.today)


def geocode(options: Options, gazetteer: Gazetteer, console: Console, clock: Clock) -> int:
    """Do what the options ask, tell it, and return the exit status."""
    found = catalogue.load(options.root, options.day, gazetteer)
    is_broken = _shows_errors(found.findings)
    if is_broken or found.taxonomy is None:
        return FAILED
    initiatives = [*found.initiatives, *found.stopped]
    lines, _ = coordinates.read(options.root / coordinates.FILE)
    queries, kept = filling.queries_of(initiatives), coordinates.by_address(lines)
    run = Run(options.root, queries, kept, console, clock)
    named = filling.queries_of(_of_files(initiatives, options.files, options.root))
    if options.files and not named:
        click.echo("In deze bestanden staat geen adres met een straat.")
    is_whole = _search(run, options, gazetteer, named if options.files else queries)
    click.echo(run.summary)
    if not is_whole:
        return INTERRUPTED
    return FAILED if found.has_errors else run.status


def _search(run: Run, options: Options, gazetteer: Gazetteer, wanted: Mapping[str, Query]) -> bool:
    """Ask about what is wanted; False when somebody stopped it."""
    services = online(options.root, gazetteer, run.clock, options.service)
    again = set(wanted) if options.files or options.refresh else set()
    files = {best.NAME: options.best_files, best.CRAB: options.crab_files}
    chosen = filling.choose(wanted, run.kept, again, gazetteer, has_file=any(files.values()))
    chosen = dict(list(chosen.items())[: options.limit])
    sources: dict[str, Source] = {**services}
    try:
        for name, paths in files.items():
            if paths and chosen:
                sources[name] = _read_best(name, paths, chosen.values(), gazetteer, run.console)
        only = options.names or filling.ORDER
        asked = {name: source for name, source in sources.items() if name in only}
        run.fill(filling.Filling(asked, gazetteer, options.day), chosen, again)
    except KeyboardInterrupt:
        click.echo("Onderbroken. Wat gevonden is, is bewaard. Een volgende keer gaat het verder.")
        return False
    for service in services.values():
        if service.given_up:
            click.echo(f"{service.name} {service.given_up}.")
    return True


@click.command(cls=Command)
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--best",
    "best_files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Een adressenbestand van BeSt (openaddress-bevlg.zip). Mag meer dan eens.",
)
@click.option(
    "--crab",
    "crab_files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Een adressenbestand van CRAB, met de kolommen van BeSt. Mag meer dan eens.",
)
@click.option("--refresh", is_flag=True, help="Vraag ook opnieuw wat al gekend is.")
@click.option(
    "--source",
    "names",
    multiple=True,
    type=click.Choice(filling.ORDER),
    help="Vraag alleen deze bron. Mag meer dan eens.",
)
@click.option("--limit", type=click.IntRange(min=1), help="Vraag hooguit zoveel adressen.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="De dag van vandaag.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
@click.option("--service", default="", hidden=True)
@click.pass_context
def main(context: click.Context, /, **_options: object) -> None:
    """Zoek de plaats van elk adres dat nog geen plaats heeft.

    Noem FILES om die adressen opnieuw te zoeken. Status 0: elke deur is gekend. Status 3: sommige
    plaatsen zijn nog niet precies.
    """
    options = Options(**context.params)
    for name, paths in ((best.NAME, options.best_files), (best.CRAB, options.crab_files)):
        if name in options.names and not paths:
            raise click.UsageError(f"Voor --source {name} heb je ook --{name} BESTAND nodig.")
    sys.exit(geocode(options, Gazetteer.load(), Console(stderr=True), Clock()))


if __name__ == "__main__":
    main()
