"""What goes wrong in any command is told as lines, and never as a traceback."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner
from finder.commands import Command
from finder.errors import FinderError, PublishError
from finder.files.taxonomy import TaxonomyError
from finder.findings import Finding
from finder.language.rulebook import RulesError

from tests.building import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

FINDING = Finding("regel", "initiatives/taxonomy.yml", 3, "kinds", "Dit klopt niet.", "Doe zo.")


def outcome(error: Exception) -> Result:
    @click.command(cls=Command)
    def main() -> None:
        raise error

    return CliRunner().invoke(main)


@pytest.mark.parametrize(
    "error",
    [FinderError([FINDING]), PublishError([FINDING]), TaxonomyError([FINDING])],
    ids=lambda error: type(error).__name__,
)
def test_findings_are_told_with_their_place_and_their_mend(error: FinderError) -> None:
    result = outcome(error)
    assert result.exit_code == 1
    for part in ("initiatives/taxonomy.yml", "3", "Dit klopt niet.", "Doe zo."):
        assert part in result.output


def test_a_sentence_is_told_as_it_is() -> None:
    result = outcome(RulesError("De regels zijn stuk."))
    assert (result.exit_code, result.output) == (1, "De regels zijn stuk.\n")


@pytest.mark.parametrize(
    ("number", "word"), [(errno.ENOSPC, "space"), (errno.EACCES, "denied"), (errno.EROFS, "only")]
)
def test_what_the_system_refuses_is_one_line_with_the_file(number: int, word: str) -> None:
    result = outcome(OSError(number, os.strerror(number), "build/site/index.html"))
    assert result.exit_code == 1
    assert "build/site/index.html" in result.output
    assert word in result.output
    assert "Traceback" not in result.output
    assert len(result.output.splitlines()) == 1


def test_other_errors_stay_what_they_are() -> None:
    """A mistake of ours must not be dressed up as one of the user."""
    assert isinstance(outcome(ZeroDivisionError()).exception, ZeroDivisionError)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "scripts").glob("*.py")), ids=lambda path: path.stem
)
def test_every_command_is_one_of_these(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "cls=Command" in text
    assert "command()" not in text
