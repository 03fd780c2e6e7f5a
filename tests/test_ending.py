"""Everything ends: no wait in the library, the commands or the tests is without a limit."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.limits import PROGRAM
from tests.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STARTS = frozenset({"run", "call", "check_call", "check_output"})
# Methods that wait until something else is done; without arguments, for ever.
WAITS = frozenset({"wait", "join", "communicate", "result", "acquire"})


def endless(code: str) -> Iterator[int]:
    """The lines on which a program or a thread is waited for without a limit."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            limited = any(word.arg == "timeout" for word in node.keywords)
            of = node.func.value.id if isinstance(node.func.value, ast.Name) else ""
            starts = of == "subprocess" and node.func.attr in STARTS
            waits = node.func.attr in WAITS and not node.args and not node.keywords
            if waits or (starts and not limited):
                yield node.lineno


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("subprocess.run(['a'])", [1]),
        ("\nsubprocess.check_output(['a'], text=True)", [2]),
        ("subprocess.run(['a'], timeout=3)", []),
        ("thread.join()", [1]),
        ("thread.join(3)", []),
        ("', '.join(words)", []),
        ("event.wait(timeout=3)", []),
        ("program.communicate()", [1]),
    ],
)
def test_a_wait_without_a_limit_is_found(code: str, expected: list[int]) -> None:
    assert list(endless(code)) == expected


def test_every_wait_has_a_limit() -> None:
    files = [path for folder in ("scripts", "tests") for path in (ROOT / folder).rglob("*.py")]
    found = [
        f"{path.relative_to(ROOT)}:{line}: give it a timeout, in tests from tests/limits.py"
        for path in files
        for line in endless(path.read_text(encoding="utf-8"))
    ]
    assert found == []


HANGING = """
import threading

def test_that_hangs():
    threading.Event().wait()

def test_after_it():
    pass
"""


@pytest.mark.parametrize("workers", ["0", "1"])
def test_a_test_that_hangs_ends_the_run_and_says_where(tmp_path: Path, workers: str) -> None:
    """With our settings and a smaller number; also when a signal would reach nothing."""
    (tmp_path / "test_hanging.py").write_text(HANGING)
    command = [
        sys.executable,
        "-m",
        "pytest",
        str(tmp_path),
        "-n",
        workers,
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(
        [*command, "-c", str(ROOT / "pyproject.toml"), "-o", "timeout=2", "-p", "no:randomly"],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={key: value for key, value in os.environ.items() if "PYTEST" not in key},
        timeout=PROGRAM,
    )
    assert done.returncode != 0
    assert "test_that_hangs" in done.stdout + done.stderr
    assert "threading.Event().wait()" in done.stdout + done.stderr or workers == "1"
