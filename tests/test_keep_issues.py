"""The command that keeps issues up to date, with a ``gh`` that notes what it is told."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import keep_issues
import pytest
from click.testing import CliRunner

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

GH = f"""#!{sys.executable}
import json, os, pathlib, sys
folder = pathlib.Path(os.environ["GH_FAKE"])
arguments = sys.argv[1:]
text = ""
if "--body-file" in arguments:
    text = pathlib.Path(arguments[arguments.index("--body-file") + 1]).read_text(encoding="utf-8")
with (folder / "told.jsonl").open("a") as told:
    told.write(json.dumps([arguments, text]) + "\\n")
if arguments[:2] == ["issue", "list"]:
    print((folder / "known.json").read_text())
if " ".join(arguments[:2]) == os.environ.get("GH_REFUSES"):
    sys.exit("HTTP 403: Resource not accessible by integration")
"""


@dataclass
class Fake:
    """A ``gh`` of our own, and a folder with texts."""

    root: Path

    @property
    def texts(self) -> Path:
        return self.root / "texts"

    def knows(self, *issues: dict[str, Any]) -> None:
        """The open issues that GitHub tells about."""
        (self.root / "known.json").write_text(json.dumps(issues))

    @property
    def told(self) -> list[tuple[list[str], str]]:
        """Every call: its arguments, and the text in its file."""
        lines = (self.root / "told.jsonl").read_text().splitlines()
        return [(arguments, text) for arguments, text in map(json.loads, lines)]

    @property
    def steps(self) -> list[tuple[list[str], str]]:
        """The calls that change an issue."""
        return [call for call in self.told if call[0][:2] not in (["issue", "list"], LABEL)]

    def run(self) -> Result:
        return CliRunner().invoke(keep_issues.main, ["--label", "nakijken", str(self.texts)])


LABEL = ["label", "create"]


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    program = tmp_path / "bin" / "gh"
    program.parent.mkdir()
    program.write_text(GH)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(program.parent))
    monkeypatch.setenv("GH_FAKE", str(tmp_path))
    found = Fake(tmp_path)
    found.texts.mkdir()
    found.knows()
    return found


def by(login: str, *, is_bot: bool) -> dict[str, Any]:
    return {"login": login, "is_bot": is_bot}


BOT = by("app/github-actions", is_bot=True)
HOSTILE = "`$(touch kwaad)` \"; rm -rf . #'\n- [ ] a <!-- a -->\n"


def test_a_text_becomes_an_issue_and_goes_as_a_file(fake: Fake) -> None:
    """No shell sees it, and no argument holds it."""
    (fake.texts / "limburg.md").write_text(f"# Nakijken: Limburg\n\n{HOSTILE}")
    result = fake.run()
    assert result.exit_code == 0, result.output
    assert result.output == "Nieuw: Nakijken: Limburg\n"
    ((arguments, text),) = fake.steps
    named = ["issue", "create", "--title", "Nakijken: Limburg", "--label", "nakijken"]
    assert arguments[:6] == named
    assert text == HOSTILE
    assert not any("kwaad" in argument for argument in arguments)
    assert sorted(path.name for path in fake.root.iterdir()) == [
        "bin",
        "known.json",
        "texts",
        "told.jsonl",
    ]


def test_what_exists_is_changed_and_ticks_stay(fake: Fake) -> None:
    title = "Nakijken: Limburg"
    fake.knows({"number": 7, "title": title, "body": "- [x] a <!-- a -->", "author": BOT})
    (fake.texts / "limburg.md").write_text(f"# {title}\n\n- [ ] a <!-- a -->\n- [ ] b <!-- b -->\n")
    assert fake.run().output == f"Vernieuwd: {title}\n"
    ((arguments, text),) = fake.steps
    assert arguments[:3] == ["issue", "edit", "7"]
    assert text == "- [x] a <!-- a -->\n- [ ] b <!-- b -->\n"


def test_a_second_run_does_nothing(fake: Fake) -> None:
    fake.knows({"number": 7, "title": "T", "body": "x", "author": BOT})
    (fake.texts / "t.md").write_text("# T\n\nx\n")
    assert fake.run().output == ""
    assert fake.steps == []


def test_what_has_nothing_to_say_any_more_is_closed(fake: Fake) -> None:
    fake.knows({"number": 7, "title": "Nakijken: Brussel", "body": "x", "author": BOT})
    assert fake.run().output == "Gesloten: Nakijken: Brussel\n"
    ((arguments, _),) = fake.steps
    assert arguments[:3] == ["issue", "close", "7"]


def test_an_issue_of_a_person_is_never_touched(fake: Fake) -> None:
    """Not by its title, and not by its label; the text gets an issue of its own."""
    someone = by("iemand", is_bot=False)
    fake.knows(
        {"number": 7, "title": "Nakijken: Limburg", "body": "x", "author": someone},
        {"number": 8, "title": "Iets anders", "body": "x", "author": someone},
    )
    (fake.texts / "limburg.md").write_text("# Nakijken: Limburg\n\ny\n")
    fake.run()
    assert [arguments[:2] for arguments, _ in fake.steps] == [["issue", "create"]]


def test_the_label_is_made_first_and_only_its_issues_are_asked_for(fake: Fake) -> None:
    fake.run()
    first, second = (arguments for arguments, _ in fake.told)
    assert first[:3] == [*LABEL, "nakijken"]
    assert second[:4] == ["issue", "list", "--label", "nakijken"]
    assert second[second.index("--state") + 1] == "open"


def test_a_refusal_is_told_without_a_traceback(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GH_REFUSES", "issue create")
    (fake.texts / "t.md").write_text("# T\n\nx\n")
    result = fake.run()
    assert result.exit_code == 1
    assert "GitHub weigerde dit: HTTP 403: Resource not accessible" in result.output


def test_without_gh_it_says_where_to_find_it(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(fake.texts))
    result = fake.run()
    assert result.exit_code == 1
    assert "https://cli.github.com" in result.output


def test_github_that_says_nothing(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    def late(*_arguments: object, **_options: object) -> None:
        raise subprocess.TimeoutExpired("gh", keep_issues.SECONDS)

    monkeypatch.setattr(subprocess, "run", late)
    result = fake.run()
    assert result.exit_code == 1
    assert "GitHub antwoordt niet" in result.output


def test_a_folder_that_is_not_there(fake: Fake) -> None:
    fake.texts.rmdir()
    assert fake.run().exit_code == 2
