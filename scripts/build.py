"""Build the whole site: read, check, place, render, publish."""

from __future__ import annotations

import json
import shutil
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import click
from finder import days
from finder.checking import catalogue
from finder.checking.rules import Context
from finder.commands import Command
from finder.errors import FinderError
from finder.findings import Finding, for_people
from finder.places.gazetteer import Gazetteer
from finder.places.locating import offline_sources
from finder.publishing import ahead, keeping
from finder.publishing.assembling import assemble
from finder.publishing.linking import dead_links, files_of, look_at_rest
from finder.publishing.locking import locked
from finder.publishing.looking import weigh
from finder.publishing.mkdocs import run_mkdocs
from finder.publishing.quick import Last
from finder.publishing.searching import add_index
from finder.publishing.sections import add_sections
from finder.publishing.sharing import in_parts
from finder.publishing.swapping import check_place, swap
from finder.publishing.tonguing import publish_language
from finder.publishing.warming import BUILD, OPTION, PAGE, wait_and_work
from finder.publishing.weighing import STYLE, add_offline, table
from finder.rendering.pages.handwritten import written_for_residents
from finder.rendering.remembering import version
from finder.rendering.site import make_site
from finder.rendering.switching import made_languages, with_languages
from finder.settings import read_settings, without_languages
from finder.words.saying import Words
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from finder.checking.catalogue import Catalogue
    from finder.places.spots import Source
    from finder.publishing.looking import Seen
    from finder.rendering.remembering import Made
    from finder.rendering.site import Site

ROOT = Path(__file__).parent.parent
CONFIG = "mkdocs.yml"
# Below build/: the site of before, until the next build removes it beside other work.
OLD = "old"


@dataclass(frozen=True, slots=True)
class Summary:
    """What one build made.

    ``seconds`` is the time that it took; ``stages`` are its parts, each with its own time and the
    moment on the clock of the system at which it began (``time.monotonic``).
    """

    initiatives: int
    leads: int
    stopped: int
    pages: int
    findings: list[Finding]
    seconds: float
    stages: list[tuple[str, float, float]]

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


def build(
    root: Path, site: Path, today: dt.date, console: Console, *, languages: bool = True
) -> Summary:
    """Build the site of the repository ``root`` into the folder ``site``.

    Raises:
        FinderError: a file has an error, or a page or link is wrong; ``site`` is as it was.
    """
    started = time.monotonic()
    work = root / "build"
    check_place(site, work, [root / "docs", root / "initiatives"])
    begun: list[tuple[str, float]] = []
    with _alone(work, console):
        found, pages = _published(root, site, today, console, begun, languages=languages)
    return _summary(found, pages, started, begun)


@contextmanager
def _alone(work: Path, console: Console) -> Iterator[None]:
    """Be the only build in a folder; what failed leaves no half site there."""
    with locked(work, lambda: console.print("Er loopt al een andere build. Even wachten.")):
        try:
            yield
        except (FinderError, OSError):
            shutil.rmtree(work / "site", ignore_errors=True)
            raise


def _published(
    root: Path,
    site: Path,
    today: dt.date,
    console: Console,
    begun: list[tuple[str, float]],
    *,
    languages: bool,
) -> tuple[Catalogue, int]:
    """Make the site and put it in its place; what was read, and the number of pages.

    ``begun`` learns when each stage began.
    """
    work, config = root / "build", root / CONFIG
    with _progress(console, begun) as step:
        checked = step("Bestanden nakijken")
        found, everything, _ = _loaded(root, today, checked, languages=languages)
        kept = keeping.load(root)
        edition = version(everything)
        if kept.version == edition:
            everything.memory.use(work / "docs", kept.parts)
        beside: list[Callable[[], Mapping[str, Made]]]
        beside = [partial(add_index, work, everything, site), partial(_remove, work / OLD)]
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
        step("Afwerken en nakijken")
        (work / "index" / "pagefind").rename(work / "site" / "pagefind")
        add_sections(work / "site", written_for_residents(root))
        others: dict[str, Seen] = {}
        for language in made_languages(everything):
            moved = step(f"Pagina's in het {language}")
            others |= publish_language(everything, language, work, site, config, moved)
        before = kept if made.theme == kept.theme else None
        pages = _finish(work, everything, made.pages, others, before)
        step("In de plaats zetten")
        swap(work / "site", site, work / OLD)
        new = keeping.Kept(edition, everything.memory.now, made.theme, pages)
        keeping.save(root, new)
    return found, made.number + sum(name.endswith("index.html") for name in others)


class Loaded(NamedTuple):
    """What the files say, all that the pages are made of, and where points come from."""

    found: Catalogue
    site: Site
    sources: Sequence[Source]


def _loaded(
    root: Path, today: dt.date, advance: Callable[[int, int], None], *, languages: bool
) -> Loaded:
    """Read and check everything.

    Raises:
        FailedError: a file has an error.
    """
    gazetteer = Gazetteer.load()
    found = catalogue.load(root, today, gazetteer, advance, remember=True, share=in_parts)
    taxonomy = found.taxonomy
    if found.has_errors or taxonomy is None:
        raise FailedError(found.findings)
    words, settings = Words.load(taxonomy), read_settings(root / CONFIG)
    sources = offline_sources(root, gazetteer)
    settings = settings if languages else without_languages(settings)
    dutch = make_site(found, gazetteer, sources, words, settings, today, root)
    return Loaded(found, with_languages(dutch), sources)


class Ahead:
    """Publishes the page of a changed file before the rest of the site, for a preview."""

    def __init__(self, root: Path, site: Path, *, languages: bool) -> None:
        self._root, self._site, self._languages = root, site, languages
        self._ready: ahead.Ready | None = None

    def get_ready(self) -> None:
        """Load everything; nothing when it is loaded, or cannot be."""
        with suppress(FinderError, OSError):
            if self._ready is None or not self._ready.holds(days.today()):
                self._ready = None
                self._ready = self._load()

    def _load(self) -> ahead.Ready | None:
        files, today = ahead.stamps(self._root), days.today()
        nothing = lambda _done, _of: None  # noqa: E731
        loaded = _loaded(self._root, today, nothing, languages=self._languages)
        context = Context(loaded.site.words.taxonomy, loaded.site.gazetteer, today)
        return ahead.prepare(loaded.site, context, loaded.sources, self._site, files)

    def publish(self) -> None:
        """Publish the page, and say its address; nothing where there is none."""
        if self._ready and self._ready.site.today == days.today():
            click.echo(ahead.publish(self._ready))


def _remove(old: Path) -> dict[str, Made]:
    """Remove the site of before, which the last build put aside; nothing to remember."""
    shutil.rmtree(old, ignore_errors=True)
    return {}


def _finish(
    work: Path,
    site: Site,
    pages: Mapping[str, keeping.Page],
    others: Mapping[str, Seen],
    before: keeping.Kept | None,
) -> Mapping[str, keeping.Page]:
    """What can only be made from finished pages, the check of links, and the table of weights.

    Args:
        work: the folder of the build, in which the site is finished.
        site: all that it is made of.
        pages: the pages that MkDocs made.
        others: those in other languages, as they were seen.
        before: what the last build left of the same theme.

    Returns:
        Every page but those in other languages, as it was seen.

    Raises:
        FailedError: a link leads nowhere.
    """
    folder, base = work / "site", urlsplit(site.settings.url).path or "/"
    known = {**pages, **dict.fromkeys(others)}
    rest = look_at_rest(folder, known, base, before.pages if before else None)
    every = {**pages, **rest}
    seen = {**others, **{name: page.seen for name, page in every.items()}}
    add_offline(folder, site, seen)
    style = weigh((folder / STYLE).read_bytes())
    weights = {name: page.weight for name, page in seen.items()}
    (work / "weights.csv").write_text(table(weights, style), encoding="utf-8")
    dead = dead_links(seen, files_of(folder))
    if dead:
        raise FailedError(dead)
    return every


def _summary(
    found: Catalogue, pages: int, started: float, begun: list[tuple[str, float]]
) -> Summary:
    now = time.monotonic()
    ends = [moment for _, moment in begun[1:]] + [now]
    took = [(name, end - start, start) for (name, start), end in zip(begun, ends, strict=True)]
    return Summary(
        len(found.initiatives),
        len(found.leads),
        len(found.stopped),
        pages,
        found.findings,
        now - started,
        took,
    )


@contextmanager
def _progress(
    console: Console, begun: list[tuple[str, float]]
) -> Iterator[Callable[[str], Callable[[int, int], None]]]:
    """A bar for each step; ``step("name")`` begins one and returns what moves it."""
    columns = (TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn(),
               TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=console, transient=True) as progress:

        def step(name: str) -> Callable[[int, int], None]:
            begun.append((name, time.monotonic()))
            task = progress.add_task(name, total=None)
            return lambda done, of: progress.update(task, completed=done, total=of)

        yield step


@click.command(cls=Command)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="De dag van vandaag.")
@click.option("--site", type=click.Path(path_type=Path), help="Map voor de site; standaard site/.")
@click.option("--only-dutch", is_flag=True, help="Alleen Nederlands: de andere talen niet.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
@click.option("--stages", type=click.Path(path_type=Path), hidden=True)
@click.option("--warm", is_flag=True, hidden=True)
def main(
    today: dt.datetime | None,
    site: Path | None,
    root: Path,
    stages: Path | None,
    *,
    only_dutch: bool,
    warm: bool,
) -> None:
    """Bouw de hele site in de map site/."""
    place = (site or root / "site").resolve()
    if warm:
        # As from the command line, with all that it does with errors.
        options = [option for option in sys.argv[1:] if option != OPTION]
        again = partial(main.main, options, prog_name="build.py")
        page = Ahead(root.resolve(), place, languages=not only_dutch)
        works: dict[str, Callable[[], object]] = {BUILD: again, PAGE: page.publish}
        wait_and_work(works, sys.stdin, sys.stdout, page.get_ready)
        return
    day = days.today(today)
    console = Console(stderr=True)
    try:
        summary = build(root.resolve(), place, day, console, languages=not only_dutch)
    except (FinderError, OSError):
        click.echo("De site is niet vernieuwd. De oude staat er nog. Herstel eerst de fouten.")
        raise
    if stages:
        stages.write_text(json.dumps(summary.stages), encoding="utf-8")
    for finding in summary.findings:
        click.echo(for_people(finding))
    click.echo(summary)


if __name__ == "__main__":
    main()
