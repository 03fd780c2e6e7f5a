"""Turn another directory's data, HSDS in JSON or as a package of tables, into files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from finder import days
from finder.checking import catalogue
from finder.checking.rules import Context
from finder.commands import Command
from finder.contributing.directories import Defaults
from finder.contributing.joining import plan
from finder.contributing.packages import MAX_BYTES, PackageError, read
from finder.contributing.surrounding import surroundings
from finder.files.reading import first_bytes
from finder.files.taxonomy import load_taxonomy
from finder.files.writing import write
from finder.findings import Finding, has_errors
from finder.places.gazetteer import Gazetteer

if TYPE_CHECKING:
    import datetime as dt

    from finder.contributing.importing import Plan

ROOT = Path(__file__).parent.parent


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--kind", default="", help="De soort van wat er zelf geen heeft: ontmoeten.")
@click.option("--source", default="", help="De pagina waar deze lijst staat: https://...")
@click.option("--good", is_flag=True, help="Schrijf wat goed is, ook als iets anders fout is.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="De dag van vandaag.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
def main(
    file: Path, kind: str, source: str, good: bool, today: dt.datetime | None, root: Path
) -> None:
    """Maak bestanden van FILE: een andere sociale kaart in HSDS (.json, of .zip met tabellen)."""
    made = _plan(file, root, days.today(today), Defaults(kind, source))
    for finding in made.findings:
        click.echo(_for_people(finding))
    if has_errors(made.findings) and not good:
        click.echo(f"{_count(made)} Er is niets geschreven. Herstel de fouten en begin opnieuw.")
        click.echo("Wil je alleen wat goed is? Begin opnieuw met --good.")
        sys.exit(1)
    for one in made.proposals:
        write(root / one.draft.file, one.draft.text)
        click.echo(f"Geschreven: {one.draft.file}")
    click.echo(_count(made))
    click.echo("Punten op de kaart namen wij niet over. Zoek ze met: scripts/geocode.py.")
    sys.exit(1 if has_errors(made.findings) else 0)


def _plan(file: Path, root: Path, day: dt.date, defaults: Defaults) -> Plan:
    try:
        services = read(first_bytes(file, MAX_BYTES), file.name)
    except PackageError as error:
        raise click.ClickException("\n".join(map(_for_people, error.findings))) from error
    taxonomy = load_taxonomy(root / catalogue.FOLDER / catalogue.TAXONOMY)
    if defaults.kind and defaults.kind not in taxonomy.kinds:
        raise click.BadParameter(f"Kies uit: {', '.join(taxonomy.kinds)}.", param_hint="--kind")
    gazetteer = Gazetteer.load()
    around = surroundings(root, day, gazetteer)
    return plan(services, file.name, Context(taxonomy, gazetteer, day), around, defaults)


def _for_people(finding: Finding) -> str:
    """A finding in the words of a list: the number of the service and the field."""
    where = f" dienst {finding.line}" if finding.line else ""
    field = f", {finding.field}" if finding.field else ""
    hint = f" {finding.hint}" if finding.hint else ""
    return f"{finding.file}{where}{field}: {finding.message}{hint}"


def _count(made: Plan) -> str:
    leads = sum(one.draft.file.startswith("initiatives/leads/") for one in made.proposals)
    wrong = {finding.line for finding in made.findings if finding.is_error}
    return (
        f"Initiatieven: {len(made.proposals) - leads}. Tips: {leads}."
        f" Stond er al: {len(made.unchanged)}. Fouten: {len(wrong)}."
    )


if __name__ == "__main__":
    main()
