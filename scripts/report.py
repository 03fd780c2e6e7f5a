"""Figures for whoever keeps the directory: gaps, counts, and whom to call."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from finder import days, reporting
from finder.checking import catalogue, translating
from finder.commands import Command
from finder.directory import Freshness, make_directory
from finder.files.translations import NONE
from finder.freshness import calling
from finder.freshness import packs as packing
from finder.language.rules import load_rules, readability
from finder.places.gazetteer import Gazetteer
from finder.places.locating import offline_sources
from finder.rendering import switching
from finder.rendering.pages import voices
from finder.rendering.site import make_site
from finder.settings import read_settings
from finder.text import slugify
from finder.words import tongues
from finder.words.saying import Words
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    import datetime as dt

    from finder.directory import Directory
    from finder.files.taxonomy import Taxonomy
    from finder.rendering.site import Site

ROOT = Path(__file__).parent.parent
_FRESHNESS = {
    Freshness.FRESH: "tot 12 maanden oud",
    Freshness.CALL_FIRST: "12 tot 24 maanden oud",
    Freshness.SUNK: "ouder, of geen datum",
}


@click.group()
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="De dag van vandaag.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
@click.pass_context
def main(context: click.Context, today: dt.datetime | None, root: Path) -> None:
    """Cijfers over alle initiatieven."""
    context.obj = (root, days.today(today))


@main.command(cls=Command)
@click.pass_obj
def gaps(given: tuple[Path, dt.date]) -> None:
    """Gemeenten zonder initiatief, met het dichtste erbij. De verste eerst."""
    directory, _ = _load(*given)
    table = Table("gemeente", "provincie", "dichtste initiatief", "km")
    found = reporting.gaps(directory)
    for gap in found:
        name = gap.nearest.listed.initiative.name if gap.nearest else "geen"
        km = f"{gap.km:.1f}" if gap.nearest else ""
        table.add_row(gap.municipality.name, gap.municipality.province, name, km)
    _print(table, f"Gemeenten zonder initiatief: {len(found)}")


@main.command(cls=Command)
@click.pass_obj
def counts(given: tuple[Path, dt.date]) -> None:
    """Hoeveel initiatieven per provincie, soort en ouderdom."""
    directory, taxonomy = _load(*given)
    provinces = reporting.by_province(directory)
    _print(_table("provincie", {name or "zonder adres": n for name, n in provinces.items()}))
    _print(_table("soort", reporting.by_kind(directory, list(taxonomy.kinds))))
    ages = reporting.by_freshness(directory.entries)
    _print(_table("ouderdom", {_FRESHNESS[age]: number for age, number in ages.items()}))


@main.command(cls=Command)
@click.pass_obj
def language(given: tuple[Path, dt.date]) -> None:
    """Hoe leesbaar de teksten samen zijn: een trend, geen oordeel over één tekst."""
    directory, _ = _load(*given)
    summaries = (entry.initiative.summary for entry in directory.entries)
    measure = readability(summaries, load_rules())
    click.echo(f"Woorden per zin: {measure.words_per_sentence:.1f}")
    click.echo(f"Lettergrepen per woord: {measure.syllables_per_word:.2f}")
    click.echo(f"Flesch-Douma: {measure.flesch_douma:.0f} (100: heel makkelijk)")
    click.echo(f"Leesindex van Brouwer: {measure.brouwer:.0f} (100: heel makkelijk)")


@main.command(cls=Command)
@click.pass_obj
def translations(given: tuple[Path, dt.date]) -> None:
    """Wat er per taal nog ontbreekt, en welke vertaling niet meer past bij het Nederlands."""
    root, today = given
    site = _site(root, today)
    texts = {entry.slug: entry.initiative for entry in site.directory.entries}
    for language in tongues.available():
        known = site.translations.get(language, NONE)
        lacking = switching.lacking(site, language)
        old, missing = (
            list(find(known, texts)) for find in (translating.stale, translating.missing)
        )
        click.echo(
            f"{language}: {len(lacking)} woorden of pagina's ontbreken, {len(old)} vertalingen zijn"
            f" te oud, {len(missing)} teksten zijn niet vertaald. Van wat mensen zelf zeggen, is"
            f" {len(_in_dutch(site, language))} keer geen vertaling die past."
        )
        for title, found in (("Ontbreekt", lacking), ("Te oud", old)):
            for one in found:
                click.echo(f"  {title}: {one}")


def _in_dutch(site: Site, language: str) -> list[str]:
    """What is still in Dutch of what people say themselves, on the pages of the kinds."""
    docs, kinds = site.root / "docs", site.words.taxonomy.places
    return voices.lacking(docs, kinds, tongues.part(language, "kinds"))


@main.command(cls=Command)
@click.option("--province", default="", help="Alleen deze provincie, of vlaanderen.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="Hooguit zoveel. Met --markdown of --issues: zoveel per provincie.",
)
@click.option("--markdown", is_flag=True, help="Als lijst om af te vinken, per provincie.")
@click.option(
    "--issues",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Schrijf per provincie zo'n lijst in deze map.",
)
@click.pass_obj
def stale(
    given: tuple[Path, dt.date], province: str, limit: int, markdown: bool, folder: Path | None
) -> None:
    """Wie bel je deze maand? Het oudste en het drukste eerst, met wat je vraagt."""
    root, today = given
    directory, taxonomy = _load(root, today)
    names = _folders(directory.gazetteer, province)
    entries = calling.stale(directory.entries, taxonomy, today)
    entries = [entry for entry in entries if entry.initiative.file.split("/")[1] in names]
    settings, words = read_settings(root / "mkdocs.yml"), Words.load(taxonomy)
    if not markdown and not folder:
        click.echo(f"Deze maand: {len(entries[:limit])} van de {len(entries)}.")
        for line in calling.for_caller(entries[:limit], today, settings.name, words):
            click.echo(line)
        return
    texts = calling.issues(entries, names, limit, today, settings, words)
    if folder:
        _write(folder, texts)
    if markdown:
        click.echo("\n".join(texts.values()), nl=False)


@main.command(cls=Command)
@click.option("--province", default="", help="Alleen deze provincie, of vlaanderen.")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="De map waarin elk pakje een bestand wordt.",
)
@click.pass_obj
def packs(given: tuple[Path, dt.date], province: str, folder: Path) -> None:
    """De belronde in pakjes van 20, per organisatie, met een mail die klaarstaat."""
    root, today = given
    directory, taxonomy = _load(root, today)
    names = _folders(directory.gazetteer, province)
    entries = calling.stale(directory.entries, taxonomy, today)
    entries = [entry for entry in entries if entry.initiative.file.split("/")[1] in names]
    settings = read_settings(root / "mkdocs.yml")
    made, words = packing.packs(entries), Words.load(taxonomy)
    texts = {
        f"pakje-{number:02}": packing.as_markdown(number, pack, today, settings, words)
        for number, pack in enumerate(made, 1)
    }
    _write(folder, texts)
    click.echo(
        f"Geschreven: {len(texts)} pakjes in {folder}, samen {len(entries)} om na te kijken."
    )


def _folders(gazetteer: Gazetteer, province: str) -> dict[str, str]:
    """The folders with the names of what is in them; only one when a province is asked for."""
    names = calling.folders(gazetteer)
    wanted = slugify(province)
    if province and wanted not in names:
        raise click.BadParameter(f"Kies uit: {', '.join(names)}.", param_hint="--province")
    return {wanted: names[wanted]} if province else names


def _write(folder: Path, texts: dict[str, str]) -> None:
    """Write each text as a file of the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")


def _load(root: Path, today: dt.date) -> tuple[Directory, Taxonomy]:
    gazetteer = Gazetteer.load()
    found = catalogue.load(root, today, gazetteer)
    if found.has_errors or found.taxonomy is None:
        raise click.ClickException("Er zijn fouten. Start eerst scripts/check.py en herstel ze.")
    sources = offline_sources(root, gazetteer)
    lines = found.taxonomy.line_kinds
    return make_directory(found.initiatives, gazetteer, sources, today, lines), found.taxonomy


def _site(root: Path, today: dt.date) -> Site:
    """All that the pages are made of."""
    gazetteer = Gazetteer.load()
    found = catalogue.load(root, today, gazetteer)
    if found.has_errors or found.taxonomy is None:
        raise click.ClickException("Er zijn fouten. Start eerst scripts/check.py en herstel ze.")
    words, settings = Words.load(found.taxonomy), read_settings(root / "mkdocs.yml")
    sources = offline_sources(root, gazetteer)
    return make_site(found, gazetteer, sources, words, settings, today, root)


def _table(what: str, numbers: dict[str, int]) -> Table:
    table = Table(what, "aantal")
    for name, number in numbers.items():
        table.add_row(name, str(number))
    return table


def _print(table: Table, title: str = "") -> None:
    if title:
        click.echo(title)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
