"""The workflow that keeps an issue for each province, from the data to what GitHub is told."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import yaml

from tests.building import ROOT, yaml_text
from tests.limits import PROGRAM

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Repository

WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/freshness.yml").read_text(encoding="utf-8"))
(JOB,) = WORKFLOW["jobs"].values()


def test_it_runs_once_a_month_and_never_on_a_proposal() -> None:
    triggers = WORKFLOW[True]  # for YAML 1.1 the key `on` is the value true
    assert set(triggers) == {"schedule", "workflow_dispatch"}
    (schedule,) = triggers["schedule"]
    _minute, _hour, day, month, weekday = schedule["cron"].split()
    assert (day.isdigit(), month, weekday) == (True, "*", "*")


def test_it_may_read_the_data_and_write_issues() -> None:
    assert JOB["permissions"] == {"contents": "read", "issues": "write"}
    holders = [step["run"] for step in JOB["steps"] if "GH_TOKEN" in step.get("env", {})]
    assert len(holders) == 1
    assert "keep_issues.py" in holders[0]


def test_the_packs_of_the_month_are_kept_until_the_next_month() -> None:
    (keeping,) = [
        step["with"] for step in JOB["steps"] if "upload-artifact" in step.get("uses", "")
    ]
    assert keeping["path"] == "${{ runner.temp }}/pakjes"
    assert keeping["retention-days"] > 31


def test_its_commands_open_one_issue_a_province(repository: Repository, tmp_path: Path) -> None:
    """The two steps themselves, with a ``gh`` that writes down what it is told."""
    (repository.root / "mkdocs.yml").write_text("site_name: Proefsite\n")
    (repository.root / "docs").mkdir()
    name = 'Het `$(touch kwaad)` "huis"; rm -rf .'
    text = yaml_text(name=json.dumps(name), sources="[{url: https://x.be, seen: 2019}]")
    repository.write("oost-vlaanderen/kwaad.yml", text)
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "gh").write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/said\n[ "$2" != list ] || echo "[]"\n'
        f'for last; do :; done\n[ ! -f "$last" ] || cat "$last" >> {tmp_path}/texts\n'
    )
    (tools / "gh").chmod(0o755)
    venv = repository.root / ".venv" / "bin"
    venv.mkdir(parents=True)
    (venv / "python").symlink_to(sys.executable)
    scripts = repository.root / "scripts"
    scripts.symlink_to(ROOT / "scripts")
    commands = [step["run"] for step in JOB["steps"] if "scripts/" in step.get("run", "")]
    for command in commands:
        # The script stands in this repository, and would take the data from it.
        here = command.replace("report.py", f"report.py --root {repository.root}")
        subprocess.run(
            ["bash", "-e", "-c", here],
            check=True,
            cwd=repository.root,
            env={
                "PATH": f"{tools}:/usr/bin:/bin",
                "RUNNER_TEMP": str(tmp_path),
                "PYTHONPATH": ":".join(path for path in sys.path if path),
            },
            timeout=PROGRAM,
        )
    said = (tmp_path / "said").read_text().splitlines()
    assert sum("issue create --title Nakijken: Oost-Vlaanderen" in line for line in said) == 1
    assert not any("kwaad" in line for line in said)
    texts = (tmp_path / "texts").read_text()
    assert """`Het '$(touch kwaad)' "huis"; rm -rf .`""" in texts
    assert not (repository.root / "kwaad").exists()
    (pack,) = (tmp_path / "pakjes").iterdir()
    assert "<!-- kwaad -->" in pack.read_text(encoding="utf-8")
