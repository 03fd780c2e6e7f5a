"""A process that waits and builds: what it answers, when it begins anew, and that it ends."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from finder.publishing.warming import Outcome, Warm

from tests.building import ROOT
from tests.limits import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# A program that loads once and builds with what it loaded; it says how often it built.
SCRIPT = """
import sys
sys.path.insert(0, {scripts!r})
from finder.publishing.warming import wait_and_work
loaded, built = {word!r}, 0
def build():
    global built
    built += 1
    print(loaded, built)
    {do}
def page():
    print("gereed", *ready)
    if not ready:
        sys.exit(1)
ready = []
wait_and_work({{"build": build, "page": page}}, sys.stdin, sys.stdout, lambda: ready.append(1))
"""


def program(folder: Path, word: str, do: str = "pass") -> Path:
    path = folder / "code" / "build.py"
    path.parent.mkdir(exist_ok=True)
    text = SCRIPT.format(scripts=str(ROOT / "scripts"), word=word, do=do)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def warm(tmp_path: Path) -> Iterator[Warm]:
    path = program(tmp_path, "eerst")
    found = Warm([sys.executable, "-B", str(path)], path.parent, PROGRAM)
    yield found
    found.stop()


def test_each_build_begins_from_the_same_state(warm: Warm) -> None:
    assert [warm.build(), warm.build()] == [Outcome(is_built=True, said="eerst 1\n")] * 2


def test_a_change_of_the_code_begins_anew(warm: Warm, tmp_path: Path) -> None:
    warm.build()
    program(tmp_path, "daarna")
    assert warm.build() == Outcome(is_built=True, said="daarna 1\n")


def test_between_builds_it_gets_ready_for_a_page(warm: Warm, tmp_path: Path) -> None:
    """Without a build there is nothing to be ready with; nor after a change of the code."""
    assert warm.page() == ""
    warm.build()
    assert [warm.page(), warm.page()] == ["gereed 1"] * 2
    warm.build()
    assert warm.page() == "gereed 1 1"
    program(tmp_path, "daarna")
    assert warm.page() == ""


# What a build does, and whether there is a new site.
ENDS = [
    ("sys.exit(0)", True),
    ("sys.exit(1)", False),
    ("sys.exit('fout')", False),
    ("1 / 0", False),
]


@pytest.mark.parametrize(("do", "is_built"), ENDS)
def test_how_a_build_ends_is_answered(warm: Warm, tmp_path: Path, do: str, is_built: bool) -> None:
    program(tmp_path, "x", do)
    outcome = warm.build()
    assert outcome is not None
    assert outcome.is_built is is_built
    assert "x 1" in outcome.said


def test_after_a_failed_build_the_next_one_is_built(warm: Warm, tmp_path: Path) -> None:
    program(tmp_path, "x", "sys.exit(1)")
    warm.build()
    program(tmp_path, "weer")
    assert warm.build() == Outcome(is_built=True, said="weer 1\n")


def test_a_program_that_cannot_begin_is_no_new_site(warm: Warm, tmp_path: Path) -> None:
    (tmp_path / "code" / "build.py").write_text("raise SystemExit(1)\n")
    outcome = warm.build()
    assert outcome is not None
    assert not outcome.is_built


def test_a_build_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = program(tmp_path, "x", "import time; time.sleep(60)")
    warm = Warm([sys.executable, "-B", str(path)], path.parent, 0.5)
    assert warm.build() is None
    assert warm._process is None
