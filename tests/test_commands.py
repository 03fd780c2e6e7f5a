"""What goes wrong in any command is told as lines, and never as a traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner
from finder.commands import Command, refused
from finder.errors import FinderError, PublishError
from finder.files.taxonomy import TaxonomyError
from finder.findings import Finding
from finder.language.rulebook import RulesError

from tests.building import ROOT, yaml_text
from tests.limits import PROGRAM

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.conftest import Repository

FINDING = Finding("regel", "initiatives/taxonomy.yml", 3, "kinds", "Dit klopt niet.", "Doe zo.")


def outcome(error: Exception, *arguments: str) -> Result:
    @click.command(cls=Command)
    @click.option("--github", is_flag=True)
    def main(github: bool) -> None:  # noqa: ARG001
        raise error

    return CliRunner().invoke(main, arguments)


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


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (
            FinderError([FINDING]),
            "::error file=initiatives/taxonomy.yml,line=3,title=kinds::Dit klopt niet. Doe zo.",
        ),
        (FinderError("De regels zijn stuk."), "::error::De regels zijn stuk."),
        (
            OSError(errno.ENOSPC, "No space left", "build/x"),
            f"::error::{refused(OSError(errno.ENOSPC, 'No space left', 'build/x'))}",
        ),
    ],
)
def test_on_github_the_same_is_an_annotation(error: Exception, line: str) -> None:
    result = outcome(error, "--github")
    assert (result.exit_code, result.output) == (1, f"{line}\n")


# How a system without UTF-8 starts a program: Debian without a locale, and an old Windows.
SYSTEMS = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "ascii"},
]


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("form", [[], ["--github"]])
def test_whatever_the_encoding_of_the_terminal_it_is_told(
    repository: Repository, system: dict[str, str], form: list[str]
) -> None:
    """A letter that cannot be shown becomes a question mark; the data are read all the same."""
    repository.write("oost-vlaanderen/é.yml", yaml_text(kinds="[مطبخ, ë]"))
    command: list[str | Path] = [sys.executable, ROOT / "scripts" / "check.py", *form]
    done = subprocess.run(
        [*command, "--root", repository.root], check=False, capture_output=True, timeout=PROGRAM,
        env={**os.environ, **system},
    )  # fmt: skip
    said = (done.stdout + done.stderr).decode("latin-1")
    assert done.returncode == 1
    assert "Traceback" not in said
    assert "oost-vlaanderen" in said
    assert "Nagekeken:" in said


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
