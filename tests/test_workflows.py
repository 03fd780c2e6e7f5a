"""The workflows give no rights by default, and run only code that is pinned."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.limits import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.y*ml"))
# Runs after the check of a proposal, with the right to write; see test_commenting.py.
COMMENT = GITHUB / "workflows" / "comment.yml"
# actions/checkout@<commit> # v7.0.1
PINNED = re.compile(r"uses: [\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+")

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def _read(path: Path) -> dict[str, Any]:
    """A workflow; for YAML 1.1 its key ``on`` is the value true."""
    content = yaml.safe_load(path.read_text())
    return {"on" if key is True else key: value for key, value in content.items()}


def _jobs(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from _read(path)["jobs"].items()


def _steps(path: Path) -> Iterator[dict[str, Any]]:
    for _, job in _jobs(path):
        yield from job["steps"]


def test_there_is_a_workflow_for_proposals_and_one_for_publishing() -> None:
    assert {"check.yml", "deploy.yml"} <= {path.name for path in WORKFLOWS}


@each_workflow
def test_a_workflow_has_no_rights_of_its_own(path: Path) -> None:
    assert _read(path)["permissions"] == {}


@each_workflow
def test_each_job_names_its_rights_and_gives_the_reason(path: Path) -> None:
    for name, job in _jobs(path):
        assert job["permissions"], name
    rights = re.findall(r"^ +[a-z-]+: (?:read|write)\b.*$", path.read_text(), re.MULTILINE)
    assert rights
    for line in rights:
        assert " # " in line, line


@each_workflow
def test_each_job_ends_some_time(path: Path) -> None:
    for name, job in _jobs(path):
        assert job["timeout-minutes"] <= 30, name


@each_workflow
def test_each_action_is_pinned_with_its_version_beside_it(path: Path) -> None:
    lines = [line.strip() for line in path.read_text().splitlines() if "uses:" in line]
    assert lines or path == COMMENT
    for line in lines:
        assert PINNED.fullmatch(line.removeprefix("- ")), line


def test_an_action_has_one_version_in_all_workflows() -> None:
    uses = {step["uses"] for path in WORKFLOWS for step in _steps(path) if "uses" in step}
    names = [use.partition("@")[0] for use in uses]
    assert len(names) == len(set(names)), sorted(uses)


@each_workflow
def test_checkout_keeps_no_credentials(path: Path) -> None:
    for step in _steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


@each_workflow
def test_no_workflow_runs_a_strangers_change_with_our_rights(path: Path) -> None:
    triggers = _read(path)["on"]
    assert "pull_request_target" not in triggers
    assert "workflow_run" not in triggers or path == COMMENT
    if "pull_request" in triggers:
        assert not re.search(r"\$\{\{[^}]*secrets", path.read_text())
        for _, job in _jobs(path):
            assert set(job["permissions"].values()) == {"read"}


@each_workflow
def test_commands_take_outside_text_from_the_environment_only(path: Path) -> None:
    for step in _steps(path):
        assert "${{" not in step.get("run", ""), step


def test_a_proposal_is_checked_as_data_first_and_then_as_a_whole() -> None:
    commands = [step["run"] for step in _steps(GITHUB / "workflows" / "check.yml") if "run" in step]
    data = next(i for i, run in enumerate(commands) if "scripts/check.py --github" in run)
    assert data < commands.index("make live") < commands.index("make test")


def test_the_tests_run_on_every_python_that_we_promise_and_on_main() -> None:
    check = _read(GITHUB / "workflows" / "check.yml")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions = check["jobs"]["tests"]["strategy"]["matrix"]["python"]
    assert project["requires-python"] == f">={versions[0]}"
    assert versions == ["3.11", "3.12", "3.13"]
    assert check["on"]["push"] == {"branches": ["main"]}


def test_zizmor_finds_nothing() -> None:
    zizmor = shutil.which("zizmor", path=Path(sys.executable).parent)
    assert zizmor, "zizmor is one of the test requirements"
    command = [zizmor, "--offline", "--quiet", "--persona=pedantic", str(GITHUB)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PROGRAM)
    assert result.returncode == 0, result.stdout


def test_updates_wait_before_they_are_proposed() -> None:
    updates = yaml.safe_load((GITHUB / "dependabot.yml").read_text())["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"github-actions", "pip"}
    for update in updates:
        assert update["schedule"]["interval"] == "weekly"
        assert update["cooldown"]["default-days"] >= 7


def _owners() -> list[tuple[str, str]]:
    """The lines of the owners file: a pattern, and who owns it; empty when nobody does."""
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    told = (line.partition(" ") for line in lines if line and not line.startswith("#"))
    return [(pattern, owner.strip()) for pattern, _, owner in told]


def _owner(path: str) -> str:
    """Who owns a file: the last line that fits counts."""
    found = ""
    for pattern, owner in _owners():
        signs = re.escape(pattern.removeprefix("/")).replace(r"\*\*/", "(.*/)?")
        expression = signs.replace(r"\*", ".*" if pattern == "*" else "[^/]*")
        if re.fullmatch(expression + (".*" if pattern.endswith("/") else ""), path):
            found = owner
    return found


@pytest.mark.parametrize(
    "path",
    [
        "docs/kwaad.js",
        "docs/soorten/kwaad.js",
        "docs/soorten/plaat.svg",
        "docs/kwaad.html",
        "docs/assets/js/main.js",
        "docs/assets/lees.md",
        "docs/overrides/lean.html",
        "docs/overrides/partials/head.html",
        "scripts/build.py",
        "tests/sites.py",
        "initiatives/schema/initiative.json",
        "initiatives/kwaad.js",
        ".github/workflows/check.yml",
        ".github/CODEOWNERS",
        "Makefile",
        "mkdocs.yml",
        "package.json",
        "requirements.lock",
        "nieuw/map/bestand",
    ],
)
def test_what_runs_has_an_owner(path: str) -> None:
    assert re.fullmatch(r"@[\w-]+/[\w-]+", _owner(path))


@pytest.mark.parametrize(
    "path",
    [
        "docs/over.md",
        "docs/soorten/maatje.md",
        "initiatives/taxonomy.yml",
        "initiatives/coordinates.csv",
        "initiatives/published.txt",
        "initiatives/oost-vlaanderen/ocmw-gent.yml",
        "initiatives/stopped/limburg/a.yml",
        "NASLAG.md",
    ],
)
def test_data_and_texts_are_for_anyone_who_may_merge(path: str) -> None:
    assert _owner(path) == ""


LOCK = GITHUB / "workflows" / "lock.yml"


def test_the_lock_is_renewed_each_month_and_proposed_only_after_the_tests() -> None:
    jobs = dict(_jobs(LOCK))
    (when,) = _read(LOCK)["on"]["schedule"]
    assert re.fullmatch(r"\d+ \d+ \d+ \* \*", when["cron"])
    names = [step["name"] for step in jobs["renew"]["steps"]]
    assert names.index("Vernieuw het slot") < names.index("Doe alle tests")
    assert names.index("Doe alle tests") < names.index("Geef het door")
    assert jobs["propose"]["needs"] == "renew"
    commands = [step["run"] for step in jobs["renew"]["steps"] if "run" in step]
    assert {"make lock UPGRADE=--upgrade", "make test"} <= set(commands)


def test_what_installs_new_packages_can_write_nothing() -> None:
    jobs = dict(_jobs(LOCK))
    assert jobs["renew"]["permissions"] == {"contents": "read"}
    assert "GH_TOKEN" not in str(jobs["renew"])
    proposing = "".join(step.get("run", "") for step in jobs["propose"]["steps"])
    assert not re.search(r"\bmake\b|python|pip|uv ", proposing)
    assert "git add requirements.lock" in proposing
