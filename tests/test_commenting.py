"""The steps of the workflows that turn a stranger's text into a comment or a proposal.

Each step runs as GitHub runs it, in a repository of the test, with a ``gh`` that writes down what
it is asked.
"""

from __future__ import annotations

import inspect
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from finder.contributing import comparing
from finder.contributing.comparing import LINE

from tests.building import REPOSITORY, ROOT
from tests.contributing.test_intake import BODIES
from tests.limits import PROGRAM

if TYPE_CHECKING:
    from pathlib import Path

WORKFLOWS = ROOT / ".github" / "workflows"
MARK = "<!-- veranderingen -->"
HOUSE = "initiatives/oost-vlaanderen/voorbeeldhuis-gent.yml"


def workflow(name: str) -> dict[Any, Any]:
    """A workflow; for YAML 1.1 its key ``on`` is the value true."""
    found = yaml.safe_load((WORKFLOWS / name).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def step(name: str, job: str, words: str) -> dict[str, Any]:
    """The step of a job whose command has these words."""
    steps = workflow(name)["jobs"][job]["steps"]
    found = next(one for one in steps if words in one.get("run", ""))
    assert isinstance(found, dict)
    return found


class Machine:
    """A folder with tools, in which steps run with nothing of our own environment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tools = folder / "tools"
        self.tools.mkdir()
        self.env = {
            "PATH": f"{self.tools}:/usr/bin:/bin",
            "HOME": str(folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GITHUB_OUTPUT": str(folder / "output"),
        }
        (self.tools / "python3").symlink_to(sys.executable)

    def tool(self, name: str, script: str) -> None:
        """Put a shell script among the tools."""
        (self.tools / name).write_text(f"#!/bin/bash\n{script}")
        (self.tools / name).chmod(0o755)

    def run(self, one: dict[str, Any], where: Path, **env: str) -> subprocess.CompletedProcess[str]:
        """Run a step; its own environment where that has no expression of GitHub."""
        own = {k: v for k, v in one.get("env", {}).items() if "${{" not in v}
        command = ["bash", "-e", "-c", one["run"]]
        return subprocess.run(
            command, cwd=where, env=self.env | own | env, check=False, capture_output=True,
            text=True,
        timeout=PROGRAM,
)  # fmt: skip

    def git(self, where: Path, *arguments: str) -> str:
        """Run git."""
        names = ("-c", "user.name=a", "-c", "user.email=a@b.c")
        command = ["git", "-C", str(where), *names, *arguments]
        return subprocess.run(
            command, check=True, capture_output=True, text=True, env=self.env, timeout=PROGRAM
        ).stdout


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine of the runner."""
    return Machine(tmp_path)


# --- what changes, as a comment ----------------------------------------------------------------

COMMENT = step("comment.yml", "comment", "gh api")
GH_API = """\
case "$*" in
*paginate*) cat old;;
*) echo "$*" >> said; cp text.md posted;;
esac
"""


def comment(machine: Machine, sent: bytes, old: str = "") -> str:
    """What is written on the proposal when this was worked out; empty when nothing is."""
    machine.tool("gh", GH_API)
    (machine.folder / "changes.md").write_bytes(sent)
    (machine.folder / "old").write_text(old)
    folder = str(machine.folder)
    result = machine.run(COMMENT, machine.folder, FOLDER=folder, REPOSITORY="a/b", NUMBER="12")
    assert result.returncode == 0, result.stderr
    assert not (machine.folder / "gehackt").exists()
    posted = machine.folder / "posted"
    return posted.read_text() if posted.exists() else ""


def asked(machine: Machine) -> str:
    """What ``gh`` was asked to write."""
    said = machine.folder / "said"
    return said.read_text() if said.exists() else ""


GOOD = "## Wat een bezoeker ziet\n\n### Anders: `Café`\n\n- Uren: `Ma 9-12 @x` wordt `niets`\n"


def test_what_we_wrote_is_posted_as_it_is(machine: Machine) -> None:
    assert comment(machine, GOOD.encode()) == f"{MARK}\n{GOOD}"
    assert asked(machine) == (
        "api --method POST repos/a/b/issues/12/comments -F body=@text.md --silent\n"
    )


def test_the_comment_of_before_is_written_again(machine: Machine) -> None:
    comment(machine, GOOD.encode(), old="78\n")
    assert asked(machine) == (
        "api --method PATCH repos/a/b/issues/comments/78 -F body=@text.md --silent\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Goedgekeurd door het onderhoud.",
        "## Goedgekeurd door het onderhoud",
        "- Goedgekeurd: `ja`",
        "- Uren: GH-1",
        "- Uren: `9 uur` zie 0123456789abcdef0123456789abcdef01234567",
        "0123456789abcdef0123456789abcdef01234567",
        "### Nieuw: `Huis` Goedgekeurd",
        "Een bezoeker ziet geen verschil. Neem dit op.",
        "@iedereen kijk",
        "- Uren: @iedereen",
        "[klik](https://evil.example)",
        "![x](https://evil.example/p.png)",
        "https://evil.example",
        "www.evil.example",
        "- zie evil.example",
        "<script>alert(1)</script>",
        "<!-- veranderingen -->",
        "&#64;iedereen",
        "\\`@iedereen\\`",
        "``@iedereen``",
        "`a``@iedereen`",
        "`a` `@iedereen",
        "```",
        "~~~",
        "    @iedereen",
        "# Groot",
        "#### Klein",
        "| a | b |",
        "> citaat",
        "**vet**",
        "$(touch gehackt) `touch gehackt",
        "* punt",
        "\x1b[31m",
    ],
)
def test_a_line_of_another_form_is_left_out(machine: Machine, line: str) -> None:
    assert comment(machine, f"{GOOD}{line}\n".encode()) == f"{MARK}\n{GOOD}"


@pytest.mark.parametrize("sent", [b"", b"\xff\xfe\xfd\n" * 10, b"@iedereen\n", b"\n\n"])
def test_what_is_not_ours_is_not_posted(machine: Machine, sent: bytes) -> None:
    assert comment(machine, sent) == ""


def test_no_more_is_read_than_fits_in_a_comment(machine: Machine) -> None:
    posted = comment(machine, b"- Uren: `a`\n" * 1_000_000)
    assert 50_000 < len(posted) <= 60_000 + len(MARK) + 1


def test_the_workflow_lets_through_what_the_library_makes() -> None:
    assert COMMENT["env"]["LINE"] == LINE


def test_each_title_of_a_fact_may_be_said() -> None:
    """A new fact that is not among them would be left out of the comment in silence."""
    source = inspect.getsource(comparing._facts)
    assert set(re.findall(r'"([A-Z][\w ]+)": ', source)) == set(comparing.FACTS)


def test_what_can_write_on_a_proposal_runs_no_code_of_ours() -> None:
    jobs = workflow("comment.yml")["jobs"]
    assert jobs["comment"]["permissions"] == {"pull-requests": "write"}
    assert not re.search(r"\bgit\b|\bmake\b|python", COMMENT["run"])
    assert set(jobs["compare"]["permissions"].values()) == {"read"}
    holders = [one["name"] for one in jobs["compare"]["steps"] if "GH_TOKEN" in one.get("env", {})]
    assert holders == ["Haal de gegevens van het voorstel op"]


def test_what_is_said_is_worked_out_by_the_code_of_main() -> None:
    """What the check of a proposal leaves is never read: its own code made that."""
    trigger = workflow("comment.yml")[True]["workflow_run"]
    assert trigger["workflows"] == [workflow("check.yml")["name"]]
    assert "artifact" not in (WORKFLOWS / "check.yml").read_text(encoding="utf-8")
    checkouts = [
        one["with"]["ref"]
        for one in workflow("comment.yml")["jobs"]["compare"]["steps"]
        if "checkout" in one.get("uses", "")
    ]
    assert checkouts == ["main"]


FETCH = step("comment.yml", "compare", "gh api")


def proposal(machine: Machine) -> tuple[Path, str]:
    """A clone of a repository with a proposal, number 7; and the commit of the proposal."""
    here, origin = machine.folder / "work", machine.folder / "origin"
    here.mkdir()
    machine.git(here, "init", "--quiet", "--initial-branch=main")
    (here / "initiatives").mkdir()
    (here / "initiatives/a.yml").write_text("oud\n")
    machine.git(here, "add", ".")
    machine.git(here, "commit", "--quiet", "--message", "Begin")
    machine.git(here, "switch", "--quiet", "--create", "voorstel")
    (here / "initiatives/a.yml").write_text("nieuw\n")
    (here / "initiatives/b.yml").symlink_to("/etc/passwd")
    (here / "scripts").mkdir()
    (here / "scripts/changes.py").write_text("kwaad\n")
    machine.git(here, "add", ".")
    machine.git(here, "commit", "--quiet", "--message", "Voorstel")
    sha = machine.git(here, "rev-parse", "HEAD").strip()
    machine.git(here, "switch", "--quiet", "main")
    machine.git(here, "merge", "--quiet", "--no-ff", "--message", "Samen", "voorstel")
    machine.git(here, "update-ref", "refs/pull/7/merge", "HEAD")
    machine.git(here, "reset", "--quiet", "--hard", "HEAD^1")
    machine.git(machine.folder, "clone", "--quiet", f"file://{here}", str(origin))
    return origin, sha


def fetched(machine: Machine, here: Path, sha: str, number: str = "7\n") -> str:
    """Run the step that fetches the data; the output of the step."""
    (machine.folder / "number").write_text(number)
    machine.tool("gh", f'case "$*" in *pulls*) cat {machine.folder}/number;; esac\n')
    result = machine.run(
        FETCH, here, FOLDER=str(machine.folder), REPOSITORY="a/b", SHA=sha, OWNER="d",
        BRANCH="$(touch gehackt)",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert not (here / "gehackt").exists()
    output = machine.folder / "output"
    return output.read_text() if output.exists() else ""


def test_of_a_proposal_only_ordinary_data_files_are_taken(machine: Machine) -> None:
    here, sha = proposal(machine)
    assert fetched(machine, here, sha) == "number=7\n"
    taken = {
        path.relative_to(machine.folder).as_posix(): path.read_text()
        for name in ("before", "after")
        for path in (machine.folder / name).rglob("*")
        if not path.is_dir()
    }
    assert taken == {"before/initiatives/a.yml": "oud\n", "after/initiatives/a.yml": "nieuw\n"}
    assert not (here / "scripts").exists()


@pytest.mark.parametrize("number", ["", "7; touch gehackt\n", "x\n"])
def test_without_a_number_nothing_is_fetched(machine: Machine, number: str) -> None:
    here, sha = proposal(machine)
    assert fetched(machine, here, sha, number) == ""


def test_a_proposal_that_changed_meanwhile_waits_for_its_next_check(machine: Machine) -> None:
    here, _ = proposal(machine)
    assert fetched(machine, here, "0" * 40) == ""


# --- which tests a change needs ----------------------------------------------------------------

LOOK = step("check.yml", "check", "git diff --raw")


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ([HOUSE], "data"),
        (["initiatives/stopped/limburg/a.yml", "initiatives/leads/brussel/b.yml"], "data"),
        (["initiatives/coordinates.csv", "initiatives/redirects.yml"], "data"),
        (["initiatives/no-publish.yml", "initiatives/published.txt"], "data"),
        (["initiatives/links.csv"], "data"),
        (["initiatives/taxonomy.yml"], "code"),
        (["initiatives/schema/initiative.json"], "code"),
        ([HOUSE, "scripts/check.py"], "code"),
        ([".github/workflows/check.yml"], "code"),
        (["docs/over.md"], "code"),
        (["initiatives/oost-vlaanderen/a.py"], "code"),
        (["initiatives/oost-vlaanderen/é.yml"], "code"),
        (["initiatives/oost-vlaanderen/x\ny.yml"], "code"),
    ],
)
def test_data_alone_does_not_run_the_tests_of_the_code(
    machine: Machine, changed: list[str], what: str
) -> None:
    here = machine.folder / "here"
    here.mkdir()
    machine.git(here, "init", "--quiet")
    machine.git(here, "commit", "--quiet", "--allow-empty", "--message", "Begin")
    for name in changed:
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_text("x\n")
    machine.git(here, "add", ".")
    machine.git(here, "commit", "--quiet", "--message", "Verandering")
    result = machine.run(LOOK, here)
    assert result.returncode == 0, result.stderr
    assert (machine.folder / "output").read_text() == f"what={what}\n"


ORDINARY = step("check.yml", "check", "git ls-tree")


@pytest.mark.parametrize(("target", "status"), [(None, 0), ("/etc/passwd", 1), ("a.yml", 1)])
def test_a_link_is_refused_and_never_data_alone(
    machine: Machine, target: str | None, status: int
) -> None:
    here = machine.folder / "here"
    (here / "initiatives/brussel").mkdir(parents=True)
    machine.git(here, "init", "--quiet")
    machine.git(here, "commit", "--quiet", "--allow-empty", "--message", "Begin")
    file = here / "initiatives/brussel/b.yml"
    if target:
        file.symlink_to(target)
    else:
        file.write_text("x\n")
    machine.git(here, "add", ".")
    machine.git(here, "commit", "--quiet", "--message", "Verandering")
    assert machine.run(ORDINARY, here).returncode == status
    assert machine.run(LOOK, here).returncode == 0
    what = "code" if target else "data"
    assert (machine.folder / "output").read_text() == f"what={what}\n"


def test_each_kind_of_change_has_its_steps() -> None:
    """Everything is checked; only data pass the laws about them alone; only code all tests."""
    jobs = workflow("check.yml")["jobs"]
    steps = {
        one["run"].splitlines()[-1]: one.get("if")
        for job in jobs.values()
        for one in job["steps"]
        if "run" in one
    }
    assert steps[".venv/bin/python scripts/check.py --github --before ../base"] is None
    assert steps["make live"] == "steps.look.outputs.what == 'data'"
    assert steps["make test"] is None
    assert "needs.check.outputs.what == 'code'" in jobs["tests"]["if"]


# --- from a form to a proposal -----------------------------------------------------------------

MAKE = step("intake.yml", "make", "scripts/intake.py")
PROPOSE = step("intake.yml", "propose", "gh pr create")
GH = """\
echo "$*" >> ../said
case "$*" in
*"pr list"*) cat ../open;;
*"pr create"*) echo "https://example.org/pr/1"; cp "${@: -1}" ../body;;
*"body-file -"*) cat > ../body;;
esac
"""


@pytest.fixture
def here(machine: Machine) -> Path:
    """A repository of the small data and our own code, with a remote."""
    origin, folder = machine.folder / "origin", machine.folder / "here"
    origin.mkdir()
    machine.git(origin, "init", "--quiet", "--bare", "--initial-branch=main")
    machine.git(machine.folder, "clone", "--quiet", str(origin), str(folder))
    shutil.copytree(REPOSITORY / "initiatives", folder / "initiatives")
    shutil.copy(ROOT / "initiatives" / "taxonomy.yml", folder / "initiatives")
    (folder / "initiatives" / "coordinates.csv").write_text(
        "address,latitude,longitude,precision,source,date\n"
    )
    (folder / "mkdocs.yml").write_text("site_name: Proef\nsite_url: https://proef.example/\n")
    (folder / "docs").mkdir()
    (folder / ".gitignore").write_text("/scripts\n/.venv\n")
    machine.git(folder, "add", ".")
    machine.git(folder, "commit", "--quiet", "--message", "Begin")
    machine.git(folder, "push", "--quiet", "origin", "HEAD:main")
    (folder / "scripts").symlink_to(ROOT / "scripts")
    (folder / ".venv" / "bin").mkdir(parents=True)
    # The real commands, but for the one that asks other services.
    python = folder / ".venv" / "bin" / "python"
    python.write_text(
        "#!/bin/bash\n"
        'case "$1" in *geocode*) echo "$@" >> ../geocoded; exit 3;; esac\n'
        f'root=(); case "$1" in *intake*) root=(--root .);; *changes*) root=(.);; esac\n'
        f'exec {sys.executable} "$@" "${{root[@]}}" --today 2026-11-22\n'
    )
    python.chmod(0o755)
    machine.tool("gh", GH)
    (machine.folder / "open").write_text("")
    return folder


def make(machine: Machine, here: Path, name: str) -> tuple[str, str]:
    """The result and the summary of the first job for a form."""
    body = (BODIES / name).read_text()
    result = machine.run(MAKE, here, BODY=body, WRITTEN="2026-11-21T10:00:00Z")
    assert result.returncode == 0, result.stdout + result.stderr
    return (machine.folder / "output").read_text(), (here / "proposal/summary.md").read_text()


def propose(machine: Machine, here: Path, result: str = "0") -> int:
    """The exit status of the step that proposes what the first job left in ``proposal/``."""
    left = machine.folder / "left"
    shutil.move(here / "proposal", left)
    machine.git(here, "reset", "--quiet", "--hard")
    machine.git(here, "clean", "--quiet", "-d", "--force", "initiatives")
    done = machine.run(PROPOSE, here, NUMBER="12", RESULT=result, PROPOSAL=str(left))
    return done.returncode


@pytest.mark.parametrize(
    ("name", "changed", "title"),
    [
        ("nieuw.md", "A\tinitiatives/oost-vlaanderen/praatcafe-de-linde-gent.yml\n",
         "Nieuw: praatcafe-de-linde-gent"),
        ("fout.md", f"M\t{HOUSE}\n", "Anders: voorbeeldhuis-gent"),
        ("gestopt.md", f"D\t{HOUSE}\nA\t{HOUSE.replace('/oost', '/stopped/oost')}\n",
         "Gestopt: voorbeeldhuis-gent"),
        ("nagekeken.md", f"M\t{HOUSE}\n", "Nagekeken: voorbeeldhuis-gent"),
    ],
)  # fmt: skip
def test_a_form_becomes_a_proposal(
    machine: Machine, here: Path, name: str, changed: str, title: str
) -> None:
    """One commit on top of main, with a text that says what it is and what a visitor sees."""
    output, summary = make(machine, here, name)
    assert output.endswith("result=0\n")
    assert "## Wat een bezoeker ziet" in summary
    assert propose(machine, here) == 0
    origin = machine.folder / "origin"
    diff = ("diff", "--name-status", "--no-renames", "main", "formulier-12")
    assert machine.git(origin, *diff) == changed
    assert machine.git(origin, "log", "--format=%s", "main..formulier-12") == f"{title} (#12)\n"
    said = (machine.folder / "said").read_text()
    assert f"pr create --head formulier-12 --base main --title {title} --body-file" in said
    assert "issue comment 12 --body Bedankt." in said
    assert (machine.folder / "body").read_text().endswith("\nCloses #12\n")


def test_only_the_file_of_the_form_is_geocoded(machine: Machine, here: Path) -> None:
    make(machine, here, "nieuw.md")
    assert (machine.folder / "geocoded").read_text() == (
        "scripts/geocode.py initiatives/oost-vlaanderen/praatcafe-de-linde-gent.yml\n"
    )


def test_a_proposal_that_is_open_gets_the_new_text(machine: Machine, here: Path) -> None:
    (here / HOUSE).write_text((here / HOUSE).read_text() + "\n")
    leave(machine, here)
    (machine.folder / "open").write_text("34\n")
    assert propose(machine, here) == 0
    said = (machine.folder / "said").read_text()
    assert "pr edit 34 --title Anders: x" in said
    assert "pr create" not in said


def test_when_nothing_comes_of_it_the_issue_says_why(machine: Machine, here: Path) -> None:
    output, _ = make(machine, here, "fout-in-woorden.md")
    assert output.endswith("result=3\n")
    assert propose(machine, here, "3") == 0
    assert (machine.folder / "said").read_text() == "issue comment 12 --body-file -\n"
    assert "Hier kon geen bestand van gemaakt worden." in (machine.folder / "body").read_text()


@pytest.mark.parametrize("name", ["hostile-shell.md", "hostile-path.md", "hostile-markdown.md"])
def test_a_hostile_form_runs_nothing(machine: Machine, here: Path, name: str) -> None:
    """No file appears but that of the form, and the runner takes no line for a command."""
    before = {path.name for path in machine.folder.iterdir()}
    output, _ = make(machine, here, name)
    assert re.fullmatch(r"commit=[0-9a-f]{40}\nresult=[03]\n", output)
    new = {path.name for path in machine.folder.iterdir()} - before
    assert new <= {"output", "base", "geocoded"}
    assert {path.name for path in here.iterdir()} == {
        ".git", ".gitignore", ".venv", "docs", "initiatives", "mkdocs.yml", "proposal", "scripts"
    }  # fmt: skip


def test_the_runner_takes_no_line_of_a_form_for_a_command(machine: Machine, here: Path) -> None:
    """Between a secret word and that word again."""
    body = (BODIES / "hostile-commands.md").read_text()
    lines = machine.run(MAKE, here, BODY=body, WRITTEN="2026-11-21T10:00:00Z").stdout.splitlines()
    token = lines[0].removeprefix("::stop-commands::")
    assert re.fullmatch(r"[0-9a-f]{32}", token)
    assert lines[-1] == f"::{token}::"
    assert any("##[set-output" in line for line in lines[1:-1])


@pytest.mark.parametrize(
    "path", [".github/workflows/x.yml", "scripts.py", "initiatives/taxonomy.yml",
             "initiatives/oost-vlaanderen/x.py", "initiatives/x.yml", "docs/x.md"]
)  # fmt: skip
def test_a_proposal_that_changes_more_than_data_goes_no_further(
    machine: Machine, here: Path, path: str
) -> None:
    """Should the first job be fooled, the second still looks."""
    (here / path).parent.mkdir(parents=True, exist_ok=True)
    (here / path).write_text("kwaad\n")
    leave(machine, here)
    assert propose(machine, here) == 1
    assert machine.git(machine.folder / "origin", "branch", "--list", "formulier-*") == ""


def test_a_link_in_the_place_of_a_file_goes_no_further(machine: Machine, here: Path) -> None:
    (here / HOUSE).unlink()
    (here / HOUSE).symlink_to("/etc/passwd")
    leave(machine, here)
    assert propose(machine, here) == 1


def leave(machine: Machine, here: Path) -> None:
    """Leave a proposal with whatever changed, as a first job that was fooled would."""
    machine.git(here, "add", "--all")
    (here / "proposal").mkdir()
    (here / "proposal/summary.md").write_text("# Anders: x\n\nTekst.\n")
    (here / "proposal/change.patch").write_text(machine.git(here, "diff", "--cached", "--binary"))


def test_what_can_write_runs_no_code_of_ours() -> None:
    jobs = workflow("intake.yml")["jobs"]
    assert jobs["make"]["permissions"] == {"contents": "read"}
    assert "token" not in re.sub(r"token=.*|\$token", "", str(jobs["make"])).lower()
    assert not re.search(r"python|\bmake\b", PROPOSE["run"])
