"""Ask whether the web addresses of the site still lead somewhere; kept in initiatives/links.csv."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click
from finder import days
from finder.checking import catalogue
from finder.commands import Command
from finder.files.writing import write
from finder.findings import for_people
from finder.freshness.links import keeping, telling
from finder.freshness.links.addresses import addresses
from finder.freshness.links.asking import Answer, Asker, Outcome
from finder.freshness.links.keeping import Trouble
from finder.freshness.links.running import ask_all
from finder.places.gazetteer import Gazetteer
from finder.settings import read_settings
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from finder.days import Clock
    from finder.freshness.links.keeping import Kept
    from finder.settings import Settings

ROOT = Path(__file__).parent.parent
DONE, FAILED, INTERRUPTED = 0, 1, 130
# Seconds of work that even a power cut may cost.
SAVE_EVERY = 5.0


@dataclass
class Run:
    """One run: what is asked, what is kept, and what came of it.

    Attributes:
        root: the folder of the repository.
        files: every address of the site, with the files that have it.
        kept: the lines of the file, and the new ones.
        today: the day of the new lines.
        clock: the time.
        answers: how many of each outcome came.
    """

    root: Path
    files: dict[str, tuple[str, ...]]
    kept: dict[str, Kept]
    today: dt.date
    clock: Clock
    answers: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    is_online: bool = False
    _saved_at: float = 0.0

    def ask(self, ask: Callable[[str], Answer], urls: Iterable[str], console: Console) -> None:
        """Ask for these addresses, with a bar; what came is saved every few seconds."""
        wanted = list(urls)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                   TimeElapsedColumn())  # fmt: skip
        self._saved_at = self.clock.now()
        try:
            with Progress(*columns, console=console, transient=True) as progress:
                task = progress.add_task("Links nakijken", total=len(wanted))
                for url, answer in ask_all(ask, wanted):
                    self.take(url, answer)
                    progress.advance(task)
        finally:
            self.save()

    def take(self, url: str, answer: Answer) -> None:
        """Keep what an answer says."""
        self.answers[answer.outcome] += 1
        line = keeping.after(self.kept.get(url), url, answer, self.today)
        self.kept.pop(url, None)
        if line:
            self.kept[url] = line
        self.is_online = self.is_online or _came_from_a_server(answer)
        if self.clock.now() - self._saved_at >= SAVE_EVERY:
            self._saved_at = self.clock.now()
            self.save()

    def save(self) -> None:
        """Write the file when it changed; never before a server answered, for then it is us."""
        path = self.root / keeping.FILE
        text = keeping.as_text(keeping.still_used(self.kept, self.files).values())
        is_new = not path.is_file() or path.read_text(encoding="utf-8") != text
        if self.is_online and is_new:
            write(path, text)

    @property
    def summary(self) -> str:
        """How many answers of each kind came."""
        names = {
            Outcome.FINE: "in orde",
            Outcome.MOVED: "verhuisd",
            Outcome.GONE: "weg",
            Outcome.DEAD_NAME: "naam bestaat niet",
            Outcome.SOFT: "niet zeker",
            Outcome.LATER: "overgeslagen, die website vraagt rust",
        }
        found = (f"{self.answers[key]} {name}" for key, name in names.items() if self.answers[key])
        return ", ".join(found) or "niets gevraagd"


def _came_from_a_server(answer: Answer) -> bool:
    """Whether somebody answered, so that our own connection works."""
    fine = {Outcome.FINE, Outcome.MOVED, Outcome.GONE}
    return answer.outcome in fine or (answer.outcome is Outcome.SOFT and answer.reason.isdigit())


def agent(settings: Settings) -> str:
    """Who asks, as the log of a server shows it, with every address where we can be reached."""
    addresses = (f"+{settings.url}", settings.repository, settings.contact_email)
    return f"steun-dichtbij-links/1.0 ({'; '.join(filter(None, addresses))})"


@click.command(cls=Command)
@click.option("--failed", is_flag=True, help="Vraag alleen opnieuw wat vorige keer niet lukte.")
@click.option("--limit", type=click.IntRange(min=1), help="Vraag hooguit zoveel links.")
@click.option("--offline", is_flag=True, help="Vraag niets. Toon alleen wat we al weten.")
@click.option("--markdown", is_flag=True, help="Toon het als tekst voor een issue.")
@click.option(
    "--issues",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Schrijf die tekst in deze map.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="De dag van vandaag.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
@click.pass_context
def main(context: click.Context, /, **_options: object) -> None:
    """Kijk na of de links op de site nog werken.

    Een link is pas stuk na twee verschillende dagen. Status 0, ook als er links stuk zijn.
    """
    options = Options(**context.params)
    settings = read_settings(options.root / "mkdocs.yml")
    asker = Asker(agent(settings))
    sys.exit(check(options, settings, asker.ask, Console(stderr=True), asker.clock))


@dataclass(frozen=True)
class Options:
    """The options of the command; see its help."""

    failed: bool = False
    limit: int | None = None
    offline: bool = False
    markdown: bool = False
    folder: Path | None = None
    today: dt.datetime | None = None
    root: Path = ROOT

    @property
    def day(self) -> dt.date:
        """The day that new lines get."""
        return days.today(self.today)

    def chosen(self, run: Run) -> list[str]:
        """The addresses to ask for."""
        failing = {url for url, line in run.kept.items() if line.trouble is not Trouble.MOVED}
        urls = [url for url in run.files if not self.failed or url in failing]
        return [] if self.offline else urls[: self.limit]


def check(
    options: Options,
    settings: Settings,
    ask: Callable[[str], Answer],
    console: Console,
    clock: Clock,
) -> int:
    """Do what the options ask, tell it, and return the exit status."""
    run = _prepared(options, clock)
    urls = options.chosen(run)
    try:
        run.ask(ask, urls, console)
    except KeyboardInterrupt:
        click.echo("Onderbroken. Wat gevonden is, is bewaard.")
        return INTERRUPTED
    if urls and not run.is_online:
        click.echo("Geen enkele website gaf antwoord. Werkt je internet? Er is niets bewaard.")
        return FAILED
    _tell(options, settings, run)
    return DONE


def _prepared(options: Options, clock: Clock) -> Run:
    """A run that knows every address, and what was kept about it."""
    found = catalogue.load(options.root, options.day, Gazetteer.load())
    if found.taxonomy is None:
        raise click.ClickException("Er zijn fouten. Start eerst scripts/check.py en herstel ze.")
    kept, findings = keeping.read(options.root / keeping.FILE)
    for finding in findings:
        click.echo(for_people(finding), err=True)
    files = addresses(found.initiatives, options.root, options.day)
    return Run(options.root, files, kept, options.day, clock)


def _tell(options: Options, settings: Settings, run: Run) -> None:
    lines = list(keeping.still_used(run.kept, run.files).values())
    text = telling.issue(lines, run.files, settings.repository)
    if options.folder:
        options.folder.mkdir(parents=True, exist_ok=True)
    if options.folder and telling.parts(lines):
        (options.folder / "links.md").write_text(text, encoding="utf-8")
    if options.markdown:
        click.echo(text, nl=False)
        return
    for line in telling.for_people(lines, run.files):
        click.echo(line)
    click.echo(f"Nagekeken: {run.summary}.")


if __name__ == "__main__":
    main()
