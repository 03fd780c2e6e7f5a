"""Say in words what a change of the files means for a visitor, for a comment on a pull request."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click
from finder import catalogue, history
from finder.assembling import offline_sources
from finder.checking import Context
from finder.comparing import State, markdown
from finder.findings import for_people
from finder.geocoding import keeping
from finder.language import load_rules
from finder.locating import CoordinatesError
from finder.places import Gazetteer
from finder.publishing import PublishError, read_settings
from finder.reading import MAX_BYTES
from finder.rendering.words import Words
from finder.taxonomy import TaxonomyError, load_taxonomy

ROOT = Path(__file__).parent.parent


@click.command()
@click.argument("base", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("head", default=ROOT, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="De dag van vandaag.")
def main(base: Path, head: Path, today: dt.datetime | None) -> None:
    """Zeg wat een bezoeker ziet van een wijziging.

    BASE is de map van het project zoals het was, HEAD zoals het wordt: standaard deze map.
    """
    day = today.date() if today else dt.datetime.now(tz=dt.UTC).date()
    gazetteer = Gazetteer.load()
    files = [_files(root) for root in (base, head)]
    differ = {name for name in {*files[0], *files[1]} if files[0].get(name) != files[1].get(name)}
    states = [
        state(root, {name: found[name] for name in sorted(differ & set(found))}, gazetteer, day)
        for root, found in zip((base, head), files, strict=True)
    ]
    click.echo(markdown(states[0], states[1], _url(head)), nl=False)


def state(root: Path, files: dict[str, bytes], gazetteer: Gazetteer, day: dt.date) -> State:
    """One state of the repository ``root``, of which these files differ from another."""
    try:
        taxonomy = load_taxonomy(root / catalogue.FOLDER / catalogue.TAXONOMY)
        sources = offline_sources(root, gazetteer)
    except TaxonomyError as error:
        raise click.ClickException("\n".join(map(for_people, error.findings))) from error
    except CoordinatesError as error:
        raise click.ClickException(str(error)) from error
    kept, _ = keeping.read(root / keeping.FILE)
    return State(
        files,
        Context(taxonomy, gazetteer, day, load_rules()),
        sources,
        Words.load(taxonomy),
        frozenset(catalogue.hidden_slugs(root)),
        history.load(root).redirects,
        {address: line.point for address, line in keeping.by_address(kept).items()},
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
