"""Build the whole site: read, check, place, render, publish."""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click
from finder import days
from finder.checking import catalogue
from finder.commands import Command
from finder.errors import FinderError
from finder.findings import Finding, for_people
from finder.places.gazetteer import Gazetteer
from finder.places.locating import offline_sources
from finder.publishing import keeping
from finder.publishing.assembling import assemble, assemble_search
from finder.publishing.linking import dead_links, files_of, look_at_rest
from finder.publishing.locking import locked
from finder.publishing.looking import weigh
from finder.publishing.mkdocs import run_mkdocs
from finder.publishing.quick import Last
from finder.publishing.searching import index_words
from finder.publishing.sections import add_sections
from finder.publishing.swapping import check_place, swap
from finder.publishing.tonguing import publish_language
from finder.publishing.weighing import STYLE, add_offline, table
from finder.rendering.pages.handwritten import written_for_residents
from finder.rendering.remembering import version
from finder.rendering.site import make_site
from finder.rendering.switching import made_languages, with_languages
from finder.settings import read_settings
from finder.words.saying import Words
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from finder.checking.catalogue import Catalogue
    from finder.publishing.looking import Seen
    from finder.rendering.site import Site

ROOT = Path(__file__).parent.parent
# Below build/: the site of before, until the next build removes it beside other work.
OLD = "old"


@dataclass(frozen=True, slots=True)
class Summary:
    """What one build made; ``seconds`` is the time that it took."""

    initiatives: int
    leads: int
    stopped: int
    pages: int
    findings: list[Finding]
    seconds: float

    def __str__(self) -> str:
        """The summary as lines of text."""
        notes = len(self.findings)
        return (
            f"Klaar in {self.seconds:.1f} seconden.\n"
            f"  {self.initiatives} initiatieven, {self.leads} tips, {self.stopped} gestopt\n"
            f"  {self.pages} pagina's, {notes} opmerkingen"
        )


class FailedError(FinderError):
    """The site was not built; the old one stands."""


def build(root: Path, site: Path, today: dt.date, console: Console) -> Summary:
    """Build the site of the repository ``root`` into the folder ``site``.

    Raises:
        FinderError: a file has an error, or a page or link is wrong; ``site`` is as it was.
    """
    started = time.monotonic()
    work = root / "build"
    check_place(site, work)
    with _alone(work, console):
        found, pages = _published(root, site, today, console)
    return _summary(found, pages, started)


@contextmanager
def _alone(work: Path, console: Console) -> Iterator[None]:
    """Be the only build in a folder; what failed leaves no half site there."""
    with locked(work, lambda: console.print("Er loopt al een andere build. Even wachten.")):
        try:
            yield
        except (FinderError, OSError):
            shutil.rmtree(work / "site", ignore_errors=True)
            raise


def _published(root: Path, site: Path, today: dt.date, console: Console) -> tuple[Catalogue, int]:
    """Make the site and put it in its place; what was read, and the number of pages."""
    work = root / "build"
    config = root / "mkdocs.yml"
    gazetteer = Gazetteer.load()
    with _progress(console) as step:
        checked = step("Bestanden nakijken")
        found = catalogue.load(root, today, gazetteer, checked, remember=True)
        taxonomy = found.taxonomy
        if found.has_errors or taxonomy is None:
            raise FailedError(found.findings)
        everything = with_languages(
            make_site(
                found,
                gazetteer,
                offline_sources(root, gazetteer),
                Words.load(taxonomy),
                read_settings(config),
                today,
                root,
            )
        )
        kept = keeping.load(root)
        edition = version(everything, catalogue.data_files(root))
        if kept.version == edition:
            everything.memory.use(work / "docs", kept.parts)
        beside = [partial(_index, work, everything), partial(_remove, work / OLD)]
        generated = assemble(work / "docs", everything, step("Pagina's maken"), beside)
        publish = step("Pagina's uitgeven")
        made = run_mkdocs(
            config,
            work / "docs",
            work / "site",
            today,
            lambda done: publish(done, max(done, generated)),
            Last(site, kept.pages, kept.theme),
        )
        (work / "index" / "pagefind").rename(work / "site" / "pagefind")
        add_sections(work / "site", written_for_residents(root))
        dutch = {name: page.seen for name, page in made.pages.items()}
        others: dict[str, Seen] = {}
        for language in made_languages(everything):
            moved = step(f"Pagina's in het {language}")
            others |= publish_language(everything, language, work, config, site, moved)
        _finish(work, everything, dutch, others)
        swap(work / "site", site, work / OLD)
        new = keeping.Kept(edition, everything.memory.now, made.theme, made.pages)
        keeping.save(root, new)
    return found, made.number + sum(name.endswith("index.html") for name in others)


def _remove(old: Path) -> None:
    """Remove the site of before, which the last build put aside."""
    shutil.rmtree(old, ignore_errors=True)


def _index(work: Path, site: Site) -> None:
    """The index of the search in words, which needs no page."""
    assemble_search(work / "search", site)
    shutil.rmtree(work / "index", ignore_errors=True)
    index_words(work / "search", work / "index")


def _finish(work: Path, site: Site, dutch: Mapping[str, Seen], others: Mapping[str, Seen]) -> None:
    """What can only be made from finished pages, the check of links, and the table of weights.

    Args:
        work: the folder of the build, in which the site is finished.
        site: all that it is made of.
        dutch: the pages as they were seen.
        others: those in other languages.

    Raises:
        FailedError: a link leads nowhere.
    """
    folder, base = work / "site", urlsplit(site.settings.url).path or "/"
    seen = {**dutch, **others}
    seen |= look_at_rest(folder, seen, base)
    add_offline(folder, site, seen)
    style = weigh((folder / STYLE).read_bytes())
    weights = {name: page.weight for name, page in seen.items()}
    (work / "weights.csv").write_text(table(weights, style), encoding="utf-8")
    dead = dead_links(seen, files_of(folder))
    if dead:
        raise FailedError(dead)


def _summary(found: Catalogue, pages: int, started: float) -> Summary:
    return Summary(
        len(found.initiatives),
        len(found.leads),
        len(found.stopped),
        pages,
        found.findings,
        time.monotonic() - started,
    )


@contextmanager
def _progress(console: Console) -> Iterator[Callable[[str], Callable[[int, int], None]]]:
    """A bar for each step; ``step("name")`` begins one and returns what moves it."""
    columns = (TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn(),
               TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=console, transient=True) as progress:

        def step(name: str) -> Callable[[int, int], None]:
            task = progress.add_task(name, total=None)
            return lambda done, of: progress.update(task, completed=done, total=of)

        yield step


@click.command(cls=Command)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="De dag van vandaag.")
@click.option("--site", type=click.Path(path_type=Path), help="Map voor de site; standaard site/.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
def main(today: dt.datetime | None, site: Path | None, root: Path) -> None:
    """Bouw de hele site in de map site/."""
    day = days.today(today)
    console = Console(stderr=True)
    try:
        summary = build(root.resolve(), (site or root / "site").resolve(), day, console)
    except (FinderError, OSError):
        click.echo("De site is niet vernieuwd. De oude staat er nog. Herstel eerst de fouten.")
        raise
    for finding in summary.findings:
        click.echo(for_people(finding))
    click.echo(summary)


if __name__ == "__main__":
    main()
