"""Check the files of initiatives and the texts of the site, and say what to mend."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from finder import days
from finder.checking import catalogue, duplicates, history
from finder.commands import Command
from finder.files.reading import read_file
from finder.files.writing import check_form, rewritten, write
from finder.findings import Finding, for_github, for_people, has_errors, ordered
from finder.language.rules import load_rules
from finder.language.texts import check_project
from finder.places.gazetteer import Gazetteer
from finder.places.locating import offline_sources
from finder.places.spots import CoordinatesError
from finder.rendering.pages.choice import ChoiceError, load_choice

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from finder.checking.catalogue import Catalogue
    from finder.files.taxonomy import Taxonomy

# The endings of what is read.
_READ = frozenset({".yml", ".yaml", ".csv", ".md"})
ROOT = Path(__file__).parent.parent
CHOICE = "scripts/finder/data/choice.yml"


@click.command(cls=Command)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--fix", is_flag=True, help="Schrijf de bestanden eerst in de vaste vorm.")
@click.option("--github", is_flag=True, help="Toon elke vondst op de regel van de pull request.")
@click.option(
    "--before",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Vergelijk met deze map van het project: geen pagina van toen mag weg zijn.",
)
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="De dag van vandaag, als jaar-maand-dag."
)
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
def main(
    files: tuple[Path, ...],
    fix: bool,
    github: bool,
    before: Path | None,
    today: dt.datetime | None,
    root: Path,
) -> None:
    """Kijk de initiatieven en de teksten van de site na. Zonder FILES: allemaal."""
    day = days.today(today)
    if fix:
        _fix(_chosen(files, root), root)
    checked = catalogue.load(root, day, gazetteer := Gazetteer.load(), more=[check_form])
    if fix and not files:
        history.remember(root, (one.slug for one in (*checked.initiatives, *checked.stopped)))
    # With a broken taxonomy no file was looked at, so that says nothing about FILES.
    about = files if checked.taxonomy else ()
    alike = _duplicates(checked, gazetteer, root)
    gone = _vanished(before, root) if before else ()
    helps = _choice(checked.taxonomy, root / CHOICE) if checked.taxonomy else ()
    texts = check_project(root, load_rules())
    found = ordered([*checked.findings, *alike, *gone, *helps, *texts])
    findings = _about(found, about, root)
    for finding in findings:
        click.echo(for_github(finding) if github else for_people(finding))
    click.echo(_summary(findings, len(_looked_at(files, root))), err=github)
    sys.exit(1 if has_errors(findings) else 0)


def _fix(paths: list[Path], root: Path) -> None:
    """Write files in their canonical form; what cannot be read stays as it is."""
    for path in paths:
        name = _name(path, root)
        document, problems = read_file(path, name)
        if document is None or has_errors(problems):
            continue  # the check says why
        text = rewritten(document)
        if text.encode() != document.raw:
            write(path, text)
            click.echo(f"In de vaste vorm gezet: {name}")


def _chosen(files: tuple[Path, ...], root: Path) -> list[Path]:
    """The files of initiatives among these files and folders; all when there are none."""
    wanted = [root.resolve() / _name(path, root) for path in files] or [root.resolve()]
    found = catalogue.data_files(root.resolve())
    return [path for path in found if any(path.is_relative_to(one) for one in wanted)]


def _looked_at(files: tuple[Path, ...], root: Path) -> list[Path]:
    """What was asked for and can be read; all files of initiatives when nothing was asked."""
    if not files:
        return catalogue.data_files(root)
    return [path for path in files if path.is_dir() or path.suffix.lower() in _READ]


def _duplicates(checked: Catalogue, gazetteer: Gazetteer, root: Path) -> list[Finding]:
    try:
        sources = offline_sources(root, gazetteer)
    except CoordinatesError:
        sources = []  # the check of the coordinates says what is wrong
    return duplicates.check(duplicates.everyone(checked, gazetteer, sources))


def _choice(taxonomy: Taxonomy, path: Path) -> Sequence[Finding]:
    """What is wrong with the choice help, such as a kind that the taxonomy does not have."""
    if not path.exists():
        return ()
    try:
        load_choice(taxonomy, path)
    except ChoiceError as error:
        return error.findings
    return ()


def _vanished(before: Path, root: Path) -> Iterator[Finding]:
    hidden = catalogue.hidden_slugs(root)
    old = catalogue.with_page(catalogue.data_files(before), before)
    known = history.load(before).published
    pages = catalogue.with_page(catalogue.data_files(root), root) - hidden
    return history.vanished(history.load(root), {*old, *known}, pages, hidden)


def _about(findings: list[Finding], files: tuple[Path, ...], root: Path) -> list[Finding]:
    """The findings on these files; on a folder, those of everything below it."""
    if not files:
        return findings
    wanted = [_name(path, root) for path in files]
    return [f for f in findings if any(f.file == w or f.file.startswith(f"{w}/") for w in wanted)]


def _name(path: Path, root: Path) -> str:
    if not (path.exists() or path.is_symlink()):
        raise click.BadParameter(f"{path} bestaat niet. Kijk de naam na.", param_hint="FILES")
    # A link is named itself: what it leads to is another file.
    full = path.parent.resolve() / path.name if path.is_symlink() else path.resolve()
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
