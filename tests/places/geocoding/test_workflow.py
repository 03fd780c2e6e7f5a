"""The workflow that geocodes after a merge has the rights that it needs and no more."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from finder.places import coordinates

from tests.building import ROOT
from tests.limits import PROGRAM

if TYPE_CHECKING:
    from pathlib import Path

PATH = ROOT / ".github" / "workflows" / "geocode.yml"
WORKFLOW = yaml.safe_load(PATH.read_text(encoding="utf-8"))
SEARCH, PROPOSE = (WORKFLOW["jobs"][name] for name in ("search", "propose"))


def _commands(job: dict[str, Any]) -> str:
    return "\n".join(step.get("run", "") for step in job["steps"])


def test_it_runs_after_a_merge_that_changes_initiatives_but_not_after_its_own() -> None:
    push = WORKFLOW[True]["push"]  # for YAML 1.1 the key `on` is the value true
    assert push == {"branches": ["main"], "paths": ["initiatives/**", f"!{coordinates.FILE}"]}


def test_what_runs_our_code_can_write_nothing() -> None:
    assert SEARCH["permissions"] == {"contents": "read"}
    assert "geocode.py" in _commands(SEARCH)
    assert "token" not in str(SEARCH).lower()


def test_what_can_write_runs_no_code_of_ours() -> None:
    assert PROPOSE["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert "python" not in _commands(PROPOSE)
    assert "make" not in _commands(PROPOSE)
    holders = [step for step in PROPOSE["steps"] if "GH_TOKEN" in step.get("env", {})]
    assert len(holders) == 1


def test_only_the_coordinates_go_from_one_job_to_the_other() -> None:
    upload = next(step for step in SEARCH["steps"] if "upload-artifact" in step.get("uses", ""))
    assert upload["with"]["path"] == coordinates.FILE
    assert f"git add {coordinates.FILE}" in _commands(PROPOSE)


def test_what_was_found_before_a_run_broke_is_proposed_too() -> None:
    """By itself a step does not run after one that failed, nor a job after one that failed."""
    names = [step["name"] for step in SEARCH["steps"]]
    after = SEARCH["steps"][names.index("Zoek de plaats van elk nieuw adres") + 1 :]
    assert len(after) == 2
    assert all("!cancelled()" in where["if"] for where in (*after, PROPOSE))
    search = SEARCH["steps"][-3]
    assert search["timeout-minutes"] < SEARCH["timeout-minutes"]


COMMANDS = [step for job in (SEARCH, PROPOSE) for step in job["steps"] if "run" in step]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda step: step["name"])
def test_every_command_is_a_shell_script(command: dict[str, Any], tmp_path: Path) -> None:
    script = tmp_path / "step.sh"
    script.write_text(command["run"])
    bash = shutil.which("bash")
    assert bash
    subprocess.run([bash, "-n", script], check=True, timeout=PROGRAM)


HEAD = "address,latitude,longitude,precision,source,date\n"
KNOWN = (
    f'{HEAD}"Straat 1, 9000 Gent",1,3,door,oud,2026-01-01\n'
    '"Plein 2, 9000 Gent",2,3,door,x,2026-01-02\n'
)
OWN = f'{HEAD}"Straat 1, 9000 Gent",5,3,door,hand,2026-02-01\n'
BOTH = f'{OWN}"Plein 2, 9000 Gent",2,3,door,x,2026-01-02\n'


@pytest.mark.parametrize(("branch", "after"), [(KNOWN, BOTH), (HEAD, OWN), (None, OWN)])
def test_what_a_proposal_knows_is_not_asked_again(
    tmp_path: Path, branch: str | None, after: str
) -> None:
    """Of an address in both, main counts: somebody may have mended it there."""
    origin, here = tmp_path / "origin", tmp_path / "here"
    file = origin / coordinates.FILE
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}
    step = next(one for one in SEARCH["steps"] if "git fetch" in one.get("run", ""))

    def git(*arguments: str) -> None:
        names = ("-c", "user.name=a", "-c", "user.email=a@b.c")
        command = ["git", "-C", str(origin), *names, *arguments]
        subprocess.run(command, check=True, env=env, timeout=PROGRAM)

    def commit(text: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        git("add", ".")
        git("commit", "--quiet", "--message", "x")

    origin.mkdir()
    git("init", "--quiet", "--initial-branch=main")
    commit(OWN)
    if branch is not None:
        git("switch", "--quiet", "--create", "coordinaten")
        commit(branch)
        git("switch", "--quiet", "main")
    clone = ["git", "clone", "--quiet", "--single-branch", f"file://{origin}", str(here)]
    subprocess.run(clone, check=True, env=env, timeout=PROGRAM)
    command = ["bash", "-e", "-c", step["run"]]
    subprocess.run(command, check=True, cwd=here, env={**env, **step["env"]}, timeout=PROGRAM)
    assert (here / coordinates.FILE).read_text() == after


# What `gh pr list` says, and whether a new proposal is opened.
@pytest.mark.parametrize(("open_proposals", "is_opened"), [("0", True), ("1", False)])
def test_the_proposal_is_one_commit_with_only_the_coordinates(
    tmp_path: Path, open_proposals: str, is_opened: bool
) -> None:
    """The step itself, on a repository of the test, with a ``gh`` that only writes down."""
    origin, here, tools = (tmp_path / name for name in ("origin", "here", "tools"))
    env = {
        "PATH": f"{tools}:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "GIT_CONFIG_NOSYSTEM": "1",
        "BRANCH": "coordinaten",
        "TITLE": "Titel",
        "BODY": "Tekst",
    }

    def git(*arguments: str, where: Path = here) -> str:
        command = ["git", "-C", str(where), *arguments]
        return subprocess.run(
            command, check=True, capture_output=True, text=True, env=env, timeout=PROGRAM
        ).stdout

    tools.mkdir()
    (tools / "gh").write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/said\n[ "$2" != list ] || echo {open_proposals}\n'
    )
    (tools / "gh").chmod(0o755)
    origin.mkdir()
    git("init", "--quiet", "--bare", "--initial-branch=main", where=origin)
    subprocess.run(
        ["git", "clone", "--quiet", str(origin), str(here)], check=True, env=env, timeout=PROGRAM
    )
    (here / "initiatives").mkdir()
    (here / coordinates.FILE).write_text("oud\n")
    git("add", ".")
    git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "--quiet", "-m", "Begin")
    git("push", "--quiet", "origin", "HEAD:main")
    (here / coordinates.FILE).write_text("nieuw\n")
    (here / "rommel.txt").write_text("blijft hier\n")
    step = next(one["run"] for one in PROPOSE["steps"] if "gh pr create" in one.get("run", ""))
    subprocess.run(
        ["bash", "-e", "-c", step],
        check=True,
        cwd=here,
        env=env,
        capture_output=True,
        timeout=PROGRAM,
    )
    changed = git("diff", "--name-only", "main", "coordinaten", where=origin).split()
    assert changed == [coordinates.FILE]
    assert git("log", "--format=%an", "main..coordinaten", where=origin).split() == [
        "github-actions[bot]"
    ]
    said = (tmp_path / "said").read_text()
    assert ("pr create --head coordinaten --base main --title Titel" in said) is is_opened
