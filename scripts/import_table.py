"""Turn a table that somebody filled in, CSV or XLSX, into files of initiatives."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from finder import days
from finder.checking import catalogue
from finder.checking.rules import Context
from finder.commands import Command
from finder.contributing import vouching
from finder.contributing.importing import Plan, Proposal, plan
from finder.contributing.surrounding import surroundings
from finder.contributing.tables import MAX_BYTES, TableError, read
from finder.files.reading import first_bytes
from finder.files.taxonomy import load_taxonomy
from finder.files.writing import write
from finder.findings import Finding, has_errors
from finder.places.gazetteer import Gazetteer
from finder.rendering.sheets import template_csv, template_xlsx

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent


@click.command(cls=Command)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--template", type=click.Path(path_type=Path), help="Schrijf een leeg sjabloon: .xlsx of .csv."
)
@click.option("--good-rows", is_flag=True, help="Schrijf de goede rijen, ook als andere fout zijn.")
@click.option("--update", is_flag=True, help="Laat een rij een bestand veranderen dat er al is.")
@click.option(
    "--vouched",
    type=click.DateTime(["%Y-%m-%d"]),
    help="De organisatie zei op deze dag dat elke rij klopt.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="De dag van vandaag.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
def main(
    file: Path | None,
    template: Path | None,
    good_rows: bool,
    update: bool,
    vouched: dt.datetime | None,
    today: dt.datetime | None,
    root: Path,
) -> None:
    """Maak van elke rij in de tabel FILE (.xlsx of .csv) een bestand."""
    if template:
        _write_template(template, root)
        return
    if file is None:
        raise click.UsageError("Noem een tabel, of vraag een sjabloon met --template tabel.xlsx.")
    day = days.today(today)
    told = vouched.date() if vouched else None
    made = _plan(file, root, day, told, is_update=update or told is not None)
    for finding in made.findings:
        click.echo(_for_people(finding))
    if has_errors(made.findings) and not good_rows:
        click.echo(f"{_count(made)} Er is niets geschreven. Herstel de fouten en begin opnieuw.")
        click.echo("Wil je alleen de goede rijen? Begin opnieuw met --good-rows.")
        sys.exit(1)
    try:
        chosen = [one for one in made.proposals if _is_chosen(one, is_vouched=told is not None)]
    except click.Abort:
        raise click.ClickException("Gestopt. Er is niets geschreven.") from None
    for one in chosen:
        write(root / one.draft.file, one.draft.text)
        click.echo(f"Geschreven: {one.draft.file}")
    click.echo(f"{_count(made)} Geschreven: {_files(len(chosen))}.")
    if chosen:
        click.echo("Bekijk ze met: make serve. Stuur dan je voorstel. Zie CONTRIBUTING.md.")
    sys.exit(1 if has_errors(made.findings) else 0)


def _plan(file: Path, root: Path, day: dt.date, told: dt.date | None, *, is_update: bool) -> Plan:
    try:
        table = read(first_bytes(file, MAX_BYTES), file.name)
    except TableError as error:
        raise click.ClickException("\n".join(map(_for_people, error.findings))) from error
    if told:
        table = vouching.vouched(table, told)
    taxonomy = load_taxonomy(root / catalogue.FOLDER / catalogue.TAXONOMY)
    gazetteer = Gazetteer.load()
    around = surroundings(root, day, gazetteer)
    return plan(table, Context(taxonomy, gazetteer, day), around, is_update=is_update)


def _is_chosen(one: Proposal, *, is_vouched: bool) -> bool:
    """What is new, what only somebody vouches for, and what a person wants to change."""
    if one.is_new or (is_vouched and vouching.is_only_a_check(tuple(one.changes or ()))):
        return True
    return _may_change(one)


def _may_change(one: Proposal) -> bool:
    """Ask about a file that is there; what is not asked is not overwritten."""
    changes: Sequence[str] = one.changes or ()
    return _yes(f"Rij {one.row}: {one.draft.file} veranderen ({', '.join(changes)})?")


def _yes(question: str) -> bool:
    while True:
        answer = click.prompt(f"{question} [j/n]", prompt_suffix=" ").strip().lower()
        if answer in {"j", "ja", "n", "nee"}:
            return answer.startswith("j")
        click.echo("Typ j of n.")


def _write_template(path: Path, root: Path) -> None:
    if path.suffix.lower() not in {".csv", ".xlsx"}:
        raise click.BadParameter("Kies een naam die eindigt op .xlsx of .csv.", param_hint="FILE")
    if path.exists() and not _is_wanted(path):
        raise click.ClickException("Gestopt. Er is niets geschreven.")
    is_book = path.suffix.lower() == ".xlsx"
    taxonomy = load_taxonomy(root / catalogue.FOLDER / catalogue.TAXONOMY)
    path.write_bytes(template_xlsx(taxonomy) if is_book else template_csv())
    click.echo(f"Geschreven: {path}. Vul het in, en typ dan:")
    click.echo(f"  .venv/bin/python scripts/import_table.py {path}")


def _is_wanted(path: Path) -> bool:
    try:
        return _yes(f"{path} bestaat al. Overschrijven?")
    except click.Abort:
        return False


def _for_people(finding: Finding) -> str:
    """A finding in the words of a table: the row and the column."""
    row = f"rij {finding.line}" if finding.line else finding.file
    column = f', kolom "{finding.field}"' if finding.field else ""
    mend = f"\n    Doe dit: {finding.hint}" if finding.hint else ""
    return f"{finding.severity.label} {row}{column}\n    {finding.message}{mend}"


def _files(number: int) -> str:
    return "1 bestand" if number == 1 else f"{number} bestanden"


def _count(made: Plan) -> str:
    errors = sum(finding.is_error for finding in made.findings)
    new = sum(one.is_new for one in made.proposals)
    changed = len(made.proposals) - new
    return (
        f"Nieuw: {new}. Veranderd: {changed}. Zonder wijziging: {len(made.unchanged)}."
        f" Fouten: {errors}. Opmerkingen: {len(made.findings) - errors}."
    )


if __name__ == "__main__":
    main()
