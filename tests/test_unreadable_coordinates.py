"""A list of coordinates that a spreadsheet saved in another encoding: a line, never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import check
import import_table
import intake
import pytest
from click.testing import CliRunner
from finder.places import coordinates
from finder.rendering.sheets import template_csv

if TYPE_CHECKING:
    import click

    from tests.conftest import Repository


@pytest.mark.parametrize(
    ("command", "file"),
    [(check.main, ""), (intake.main, "mail.txt"), (import_table.main, "tabel.csv")],
)
def test_coordinates_that_are_no_utf8(
    repository: Repository, command: click.Command, file: str
) -> None:
    (repository.root / coordinates.FILE).write_bytes(b'"Caf\xe9straat 1, 9000 Gent",51,3,door')
    (repository.root / "mail.txt").write_text("Naam: Huis\nGemeente: Gent\n")
    (repository.root / "tabel.csv").write_bytes(template_csv() + b"Huis;Gent\n")
    named = [str(repository.root / file)] if file else []
    result = CliRunner().invoke(command, [*named, "--root", str(repository.root)])
    assert isinstance(result.exception, SystemExit | None)
    assert "Traceback" not in result.output
    if not file:
        assert "geen UTF-8" in result.output
