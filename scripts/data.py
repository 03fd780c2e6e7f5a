"""Write the open data into a folder, without the site around it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from finder import days
from finder.checking import catalogue
from finder.commands import Command
from finder.errors import FinderError
from finder.places.gazetteer import Gazetteer
from finder.places.locating import offline_sources
from finder.publishing.assembling import Tree
from finder.rendering import exports
from finder.rendering.exports.shared import FOLDER
from finder.rendering.site import make_site
from finder.settings import read_settings
from finder.words.saying import Words

if TYPE_CHECKING:
    import datetime as dt

    from finder.rendering.site import Site

ROOT = Path(__file__).parent.parent
MARK = "SHA256SUMS"


class DataError(FinderError):
    """The files were not written; what stood in the folder still stands there."""


@click.command(cls=Command)
@click.option("--to", type=click.Path(path_type=Path), help="De map; standaard build/data.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="De dag van vandaag.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
def main(to: Path | None, today: dt.datetime | None, root: Path) -> None:
    """Schrijf de open data in een map, zonder de site."""
    folder = to or root / "build" / FOLDER
    _check_folder(folder)
    made = list(exports.files(_site(root, days.today(today))))
    tree = Tree(folder)
    for name, content in made:
        tree.put(name.removeprefix(f"{FOLDER}/"), content)
    tree.prune()
    size = sum(len(content) for _, content in made) / 1_000_000
    click.echo(f"Geschreven: {len(made)} bestanden in {folder} ({size:.1f} MB).")


def _check_folder(folder: Path) -> None:
    """What is no longer made is removed, so a folder with something else in it is refused.

    Raises:
        DataError: there is something in it, and it did not come from here.
    """
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise DataError(f"In {folder} staat iets anders. Kies een lege map met --to.")


def _site(root: Path, today: dt.date) -> Site:
    """All that the files are made of.

    Raises:
        DataError: a file of an initiative has an error; the findings name it.
    """
    gazetteer = Gazetteer.load()
    found = catalogue.load(root, today, gazetteer)
    if found.has_errors or found.taxonomy is None:
        raise DataError([finding for finding in found.findings if finding.is_error])
    return make_site(
        found,
        gazetteer,
        offline_sources(root, gazetteer),
        Words.load(found.taxonomy),
        read_settings(root / "mkdocs.yml"),
        today,
        root,
    )


if __name__ == "__main__":
    main()
