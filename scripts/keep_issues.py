"""Keep one issue on GitHub up to date for each text in a folder, by the program gh.

Titles and texts go to gh as arguments and files, never through a shell.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click
from finder.commands import Command
from finder.freshness.issues import Issue, plan

if TYPE_CHECKING:
    from finder.freshness.issues import Step

DONE = "Niets meer te doen. Een programma sloot dit."
_SAID = {"open": "Nieuw", "change": "Vernieuwd", "close": "Gesloten"}
SECONDS = 120


class GhError(click.ClickException):
    """What gh answered when it could not do something."""


def gh(*arguments: str) -> str:
    """What gh says; ``GH_TOKEN`` and ``GH_REPO`` of the environment tell it who asks and where.

    Raises:
        GhError: gh is not there, did not answer in time, or refused.
    """
    try:
        done = subprocess.run(  # noqa: S603 (a list of arguments, and no shell)
            ["gh", *arguments],  # noqa: S607 (the runner or the person decides which gh)
            check=False,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
    except FileNotFoundError as error:
        raise GhError("Het programma gh is er niet. Lees https://cli.github.com.") from error
    except subprocess.TimeoutExpired as error:
        raise GhError("GitHub antwoordt niet. Probeer later opnieuw.") from error
    if done.returncode:
        raise GhError(f"GitHub weigerde dit: {done.stderr.strip()}")
    return done.stdout


def known(label: str) -> list[Issue]:
    """The open issues with a label that a program made."""
    fields = "number,title,body,author"
    found = json.loads(
        gh("issue", "list", "--label", label, "--state", "open", "--limit", "200", "--json", fields)
    )
    return [Issue(i["number"], i["title"], i["body"]) for i in found if i["author"]["is_bot"]]


def do(step: Step, label: str) -> None:
    """Do one step."""
    if step.what == "close":
        gh("issue", "close", str(step.number), "--comment", DONE)
        return
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text.md"
        text.write_text(step.body, encoding="utf-8")
        if step.what == "open":
            named = ("--title", step.title, "--label", label)
            gh("issue", "create", *named, "--body-file", str(text))
        else:
            gh("issue", "edit", str(step.number), "--body-file", str(text))


@click.command(cls=Command)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--label", required=True, help="Het label van deze issues.")
def main(folder: Path, label: str) -> None:
    """Hou op GitHub een issue bij voor elke tekst in FOLDER.

    Wat er al is, wordt vernieuwd. Vinkjes blijven staan. Is een tekst weg? Dan sluit het issue.
    """
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))]
    gh("label", "create", label, "--force", "--description", "Bijgehouden door een programma")
    for step in plan(texts, known(label)):
        do(step, label)
        click.echo(f"{_SAID[step.what]}: {step.title}")


if __name__ == "__main__":
    main()
