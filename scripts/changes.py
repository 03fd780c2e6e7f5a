"""Say in words what a change of the files means for a visitor, for a comment on a pull request."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
from finder import days
from finder.checking import catalogue, history
from finder.checking.rules import Context
from finder.commands import Command
from finder.contributing.comparing import State, markdown
from finder.errors import PublishError
from finder.files.reading import MAX_BYTES
from finder.files.taxonomy import load_taxonomy
from finder.language.rules import load_rules
from finder.places import coordinates
from finder.places.gazetteer import Gazetteer
from finder.places.locating import offline_sources
from finder.settings import read_settings
from finder.words.saying import Words

if TYPE_CHECKING:
    import datetime as dt

ROOT = Path(__file__).parent.parent


@click.command(cls=Command)
@click.argument("base", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("head", default=ROOT, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="De dag van vandaag.")
def main(base: Path, head: Path, today: dt.datetime | None) -> None:
    """Zeg wat een bezoeker ziet van een wijziging.

    BASE is de map van het project zoals het was, HEAD zoals het wordt: standaard deze map.
    """
    day = days.today(today)
    gazetteer = Gazetteer.load()
    files = [_files(root) for root in (base, head)]
    differ = {name for name in {*files[0], *files[1]} if files[0].get(name) != files[1].get(name)}
    states = [
        state(root, {name: found[name] for name in sorted(differ & set(found))}, gazetteer, day)
        for root, found in zip((base, head), files, strict=True)
    ]
    click.echo(markdown(states[0], states[1], _url(ROOT)), nl=False)


def state(root: Path, files: dict[str, bytes], gazetteer: Gazetteer, day: dt.date) -> State:
    """One state of the repository ``root``, of which these files differ from another."""
    taxonomy = load_taxonomy(root / catalogue.FOLDER / catalogue.TAXONOMY)
    sources = offline_sources(root, gazetteer)
    kept, _ = coordinates.read(root / coordinates.FILE)
    return State(
        files,
        Context(taxonomy, gazetteer, day, load_rules()),
        sources,
        Words.load(taxonomy),
        frozenset(catalogue.hidden_slugs(root)),
        history.load(root).redirects,
        {address: line.point for address, line in coordinates.by_address(kept).items()},
    )


def _files(root: Path) -> dict[str, bytes]:
    """The bytes of each file of an initiative; of one that is too large, only that it is."""
    found = {}
    for path in catalogue.data_files(root):
        name = os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")
        with path.open("rb") as stream:
            found[name] = stream.read(MAX_BYTES + 1)
    return found


def _url(root: Path) -> str:
    try:
        return read_settings(root / "mkdocs.yml").url
    except PublishError:
        return "/"


if __name__ == "__main__":
    main()
