"""Write the JSON Schema of the files again, after a change in the model or the taxonomy."""

from __future__ import annotations

from pathlib import Path

import click
from finder.checking.catalogue import FOLDER, TAXONOMY
from finder.commands import Command
from finder.files.schema import FILES, TRANSLATION, as_text, schema, translation_schema
from finder.files.taxonomy import load_taxonomy
from finder.files.writing import write

ROOT = Path(__file__).parent.parent


@click.command(cls=Command)
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
def main(root: Path) -> None:
    """Schrijf het JSON Schema opnieuw. Daarmee helpt een editor bij het typen."""
    taxonomy = load_taxonomy(root / FOLDER / TAXONOMY)
    for file, model in FILES.items():
        write(root / file, as_text(schema(model, taxonomy)))
        click.echo(f"Geschreven: {file}")
    write(root / TRANSLATION, as_text(translation_schema()))
    click.echo(f"Geschreven: {TRANSLATION}")


if __name__ == "__main__":
    main()
