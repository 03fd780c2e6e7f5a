"""When something came, changed and stopped, by the history of git."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from finder.checking.past import Moments, moments, read

from tests.limits import PROGRAM

if TYPE_CHECKING:
    from pathlib import Path

FIRST, SECOND, THIRD = (dt.date(2026, 9, day) for day in (1, 2, 3))
HUIS = "initiatives/antwerpen/huis.yml"
GONE = "initiatives/stopped/antwerpen/huis.yml"


def commit(day: dt.date, *changes: str) -> list[str]:
    return [f"\x01{day.isoformat()}", "", *changes]


@pytest.mark.parametrize(
    ("commits", "expected"),
    [
        ([(FIRST, f"A\t{HUIS}")], Moments(FIRST, FIRST)),
        ([(FIRST, f"A\t{HUIS}"), (SECOND, f"M\t{HUIS}")], Moments(FIRST, SECOND)),
        (
            [(FIRST, f"A\t{HUIS}"), (SECOND, f"D\t{HUIS}", f"A\t{GONE}")],
            Moments(FIRST, FIRST, SECOND),
        ),
        # A correction of what stopped does not make it stop later.
        ([(FIRST, f"A\t{GONE}"), (SECOND, f"M\t{GONE}")], Moments(stopped=FIRST)),
        # A tip becomes an initiative; moving to another province is a change.
        (
            [(FIRST, "A\tinitiatives/leads/antwerpen/huis.yml"), (SECOND, f"A\t{HUIS}")],
            Moments(SECOND, SECOND),
        ),
        (
            [(FIRST, f"A\t{HUIS}"), (THIRD, f"D\t{HUIS}", "A\tinitiatives/limburg/huis.yml")],
            Moments(FIRST, THIRD),
        ),
    ],
)
def test_the_history_tells_three_moments(
    commits: list[tuple[dt.date, str]], expected: Moments
) -> None:
    lines = [line for day, *changes in reversed(commits) for line in commit(day, *changes)]
    assert read(lines) == {"huis": expected}


def test_other_files_are_no_initiatives() -> None:
    others = ("taxonomy.yml", "coordinates.csv", "leads/limburg/x.yml", "translations/fr/x.yml")
    assert read(commit(FIRST, *(f"A\tinitiatives/{name}" for name in others))) == {}


def git(folder: Path, *what: str, day: dt.date = FIRST) -> None:
    """Run git without any setting of this machine."""
    when = f"{day.isoformat()}T12:00:00+00:00"
    dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    calm = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(
        ["git", "-C", folder, *who, *what],
        check=True,
        capture_output=True,
        timeout=PROGRAM,
        env={**os.environ, **dates, **calm},
    )


def test_a_repository_is_asked_and_a_part_of_its_history_is_not_believed(tmp_path: Path) -> None:
    root, part = tmp_path / "all", tmp_path / "part"
    path = root / HUIS
    path.parent.mkdir(parents=True)
    git(tmp_path, "init", "--quiet", str(root))
    for day, text in ((FIRST, "een"), (SECOND, "twee")):
        path.write_text(text, encoding="utf-8")
        git(root, "add", ".")
        git(root, "commit", "--quiet", "--message", text, day=day)
    assert moments(root) == {"huis": Moments(FIRST, SECOND)}
    git(tmp_path, "clone", "--quiet", "--depth", "1", root.as_uri(), str(part))
    assert moments(part) == {}


def test_a_copy_without_history_tells_nothing(tmp_path: Path) -> None:
    assert moments(tmp_path) == {}
