"""The workflow that asks about links: it reports, keeps what it found, and blocks nothing."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.building import ROOT
from tests.limits import PROGRAM

if TYPE_CHECKING:
    from pathlib import Path

WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/links.yml").read_text(encoding="utf-8"))
ASK, REPORT, PROPOSE = (WORKFLOW["jobs"][name] for name in ("ask", "report", "propose"))
LINKS, PAGES = "initiatives/links.csv", "initiatives/published.txt"
AGAIN = "13 3 5 * *"


def commands(job: dict[str, Any]) -> str:
    return "\n".join(step.get("run", "") for step in job["steps"])


def step(job: dict[str, Any], name: str) -> str:
    """The commands of one step."""
    found = [one["run"] for one in job["steps"] if one["name"] == name]
    assert len(found) == 1, name
    return str(found[0])


# --- when, and with which rights ---------------------------------------------------------------


def test_it_runs_twice_a_month_on_different_days_and_never_on_a_proposal() -> None:
    """Only so can a link count as broken within the month."""
    triggers = WORKFLOW[True]  # for YAML 1.1 the key `on` is the value true
    assert set(triggers) == {"schedule", "workflow_dispatch"}
    days = [one["cron"].split()[2] for one in triggers["schedule"]]
    assert len(set(days)) == len(days) == 2
    assert AGAIN in [one["cron"] for one in triggers["schedule"]]


def test_what_talks_to_other_servers_can_write_nothing() -> None:
    assert ASK["permissions"] == {"contents": "read"}
    assert "check_links.py" in commands(ASK)
    for job in (REPORT, PROPOSE):
        assert "check_links.py" not in commands(job)


def test_only_the_step_that_needs_it_has_the_token() -> None:
    for job in (ASK, REPORT, PROPOSE):
        holders = [one["name"] for one in job["steps"] if "GH_TOKEN" in one.get("env", {})]
        assert len(holders) == 1
    asking = next(one for one in ASK["steps"] if "check_links.py" in one.get("run", ""))
    assert "GH_TOKEN" not in asking["env"]


def test_what_can_write_files_runs_no_code_of_ours() -> None:
    assert PROPOSE["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert "python" not in commands(PROPOSE)
    assert "make" not in commands(PROPOSE)
    assert REPORT["permissions"] == {"contents": "read", "issues": "write"}


# --- the steps themselves ----------------------------------------------------------------------


@dataclass
class Place:
    """A repository with its origin, and programs that only write down what they are told."""

    root: Path
    env: dict[str, str]

    @property
    def here(self) -> Path:
        return self.root / "here"

    @property
    def origin(self) -> Path:
        return self.root / "origin"

    def git(self, *arguments: str, where: Path | None = None) -> str:
        command = ["git", "-C", str(where or self.here), *arguments]
        done = subprocess.run(
            command, check=True, capture_output=True, text=True, env=self.env, timeout=PROGRAM
        )
        return done.stdout

    def run(self, commands: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run a step as GitHub does."""
        return subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", commands],
            check=True,
            cwd=self.here,
            env=self.env | env,
            capture_output=True,
            text=True,
            timeout=PROGRAM,
        )

    def commit(self, branch: str, **files: str) -> None:
        """Put a branch with these files on the origin, and come back."""
        self.git("switch", "--quiet", "--create", branch)
        for name, text in files.items():
            (self.here / "initiatives" / name.replace("_", ".")).write_text(text)
        self.git("add", ".")
        self.git("commit", "--quiet", "-m", "x")
        self.git("push", "--quiet", "origin", branch)
        self.git("switch", "--quiet", "main")

    def text(self, name: str) -> str:
        return (self.here / name).read_text()

    @property
    def said(self) -> str:
        path = self.root / "said"
        return path.read_text() if path.exists() else ""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    tools = tmp_path / "tools"
    tools.mkdir()
    env = {
        "PATH": f"{tools}:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@b.c",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@b.c",
        "BRANCH": "links",
        "TITLE": "Titel",
        "BODY": "Tekst",
        "GITHUB_OUTPUT": str(tmp_path / "output"),
    }
    (tools / "gh").write_text(
        f'#!/bin/sh\necho "gh $@" >> {tmp_path}/said\n[ "$2" != list ] || echo "$OPEN"\n'
    )
    (tools / "gh").chmod(0o755)
    found = Place(tmp_path, env)
    found.origin.mkdir()
    found.git("init", "--quiet", "--bare", "--initial-branch=main", where=found.origin)
    found.git("clone", "--quiet", str(found.origin), str(found.here), where=tmp_path)
    (found.here / "initiatives").mkdir()
    (found.here / LINKS).write_text("main\n")
    (found.here / PAGES).write_text("a\n")
    found.git("add", ".")
    found.git("commit", "--quiet", "-m", "Begin")
    found.git("push", "--quiet", "origin", "HEAD:main")
    return found


KNOWN = "Haal op wat we al weten"


def test_a_proposal_that_nobody_merged_is_not_forgotten(place: Place) -> None:
    """What it knows about links is newer; of the pages both lists count."""
    place.commit("links", links_csv="newer\n", published_txt="b\n")
    place.run(step(ASK, KNOWN))
    assert place.text(LINKS) == "newer\n"
    assert place.text(PAGES) == "a\nb\n"


def test_without_a_proposal_main_counts(place: Place) -> None:
    place.run(step(ASK, KNOWN))
    assert (place.text(LINKS), place.text(PAGES)) == ("main\n", "a\n")


def test_a_branch_without_the_files_changes_nothing(place: Place) -> None:
    place.git("switch", "--quiet", "--create", "links")
    place.git("rm", "--quiet", LINKS, PAGES)
    place.git("commit", "--quiet", "-m", "x")
    place.git("push", "--quiet", "origin", "links")
    place.git("switch", "--quiet", "main")
    place.run(step(ASK, KNOWN))
    assert (place.text(LINKS), place.text(PAGES)) == ("main\n", "a\n")


ASKING = "Vraag elke link, of alleen wat niet lukte"


@pytest.mark.parametrize(
    ("schedule", "status", "arguments"),
    [("13 3 2 * *", 0, ""), (AGAIN, 0, "--failed"), ("", 0, ""), ("", 130, "")],
)
def test_the_second_time_only_what_failed_is_asked(
    place: Place, schedule: str, status: int, arguments: str
) -> None:
    """A run that is stopped after its time is no failure."""
    python = place.here / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\necho "$@" >> {place.root}/said\nexit {status}\n')
    python.chmod(0o755)
    place.run(step(ASK, ASKING), SCHEDULE=schedule)
    assert place.said.split() == ["scripts/check_links.py", *arguments.split()]


LOOK = "Kijk of er iets nieuw is"


@pytest.mark.parametrize(("text", "is_new"), [("main\n", False), ("anders\n", True)])
def test_a_proposal_is_made_only_when_something_changed(
    place: Place, text: str, is_new: bool
) -> None:
    (place.here / LINKS).write_text(text)
    place.run(step(ASK, LOOK))
    output = place.root / "output"
    assert output.exists() is is_new
    if is_new:
        assert output.read_text() == f"commit={place.git('rev-parse', 'HEAD')}"
    assert place.text("found/links.csv") == text


@pytest.mark.parametrize(("open_proposals", "is_opened"), [("0", True), ("1", False)])
def test_the_proposal_is_one_commit_with_only_the_two_files(
    place: Place, open_proposals: str, is_opened: bool
) -> None:
    found = place.here / "found"
    found.mkdir()
    (found / "links.csv").write_text("nieuw\n")
    (found / "published.txt").write_text("a\nb\n")
    (place.here / "rommel.txt").write_text("blijft hier\n")
    place.run(step(PROPOSE, "Doe een voorstel"), OPEN=open_proposals)
    changed = place.git("diff", "--name-only", "main", "links", where=place.origin)
    assert changed.split() == [LINKS, PAGES]
    assert place.git("show", f"links:{LINKS}", where=place.origin) == "nieuw\n"
    opened = "gh pr create --head links --base main --title Titel" in place.said
    assert opened is is_opened


def test_the_issue_is_kept_from_files_also_when_there_are_none(place: Place) -> None:
    python = place.here / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\necho "$@" >> {place.root}/said\nls "$4"\n')
    python.chmod(0o755)
    place.run(step(REPORT, "Vernieuw het issue"))
    assert place.said == "scripts/keep_issues.py --label links found/issues\n"
    assert list((place.here / "found" / "issues").iterdir()) == []
