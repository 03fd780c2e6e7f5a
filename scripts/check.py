"""Check the files of initiatives and say what to mend."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click
from finder import catalogue
from finder.findings import Finding, for_github, for_people, has_errors
from finder.places import Gazetteer

ROOT = Path(__file__).parent.parent


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--github", is_flag=True, help="Toon elke vondst op de regel van de pull request.")
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="De dag van vandaag, als jaar-maand-dag."
)
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
def main(files: tuple[Path, ...], github: bool, today: dt.datetime | None, root: Path) -> None:
    """Kijk de bestanden van initiatieven na. Zonder FILES: allemaal."""
    day = today.date() if today else dt.datetime.now(tz=dt.UTC).date()
    checked = catalogue.load(root, day, Gazetteer.load())
    # With a broken taxonomy no file was looked at, so that says nothing about FILES.
    about = files if checked.taxonomy else ()
    findings = _about(checked.findings, about, root)
    for finding in findings:
        click.echo(for_github(finding) if github else for_people(finding))
    click.echo(_summary(findings, len(files) or len(catalogue.data_files(root))), err=github)
    sys.exit(1 if has_errors(findings) else 0)


def _about(findings: list[Finding], files: tuple[Path, ...], root: Path) -> list[Finding]:
    """The findings on these files; on a folder, those of everything below it."""
    if not files:
        return findings
    wanted = [_name(path, root) for path in files]
    return [f for f in findings if any(f.file == w or f.file.startswith(f"{w}/") for w in wanted)]


def _name(path: Path, root: Path) -> str:
    if not path.exists():
        raise click.BadParameter(f"{path} bestaat niet. Kijk de naam na.", param_hint="FILES")
    full = path.resolve()
    if not full.is_relative_to(root.resolve()):
        raise click.BadParameter(f"{path} ligt niet in {root}.", param_hint="FILES")
    return full.relative_to(root.resolve()).as_posix()


def _summary(findings: list[Finding], files: int) -> str:
    errors = sum(finding.is_error for finding in findings)
    others = len(findings) - errors
    if not findings:
        return f"Alles in orde. Nagekeken: {files} bestanden."
    return f"Nagekeken: {files} bestanden. Fouten: {errors}. Opmerkingen: {others}."


if __name__ == "__main__":
    main()
