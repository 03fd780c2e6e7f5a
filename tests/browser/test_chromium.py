"""Which browser the tests use, and what a machine without one hears. No network, no browser."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.browser import chromium
from tests.browser.chromium import NoChromiumError, ensure, find

if TYPE_CHECKING:
    from collections.abc import Sequence

FETCHED = "/cache/chromium/chrome"


@dataclass
class Machine:
    """A machine with these programs, on which some commands fail; it notes what was run."""

    programs: frozenset[str] = frozenset()
    fails: frozenset[str] = frozenset()
    ran: list[str] = field(default_factory=list)

    def which(self, name: str) -> str | None:
        if name not in self.programs:
            return None
        return name if name.startswith("/") else f"/bin/{name}"

    def run(self, command: Sequence[str]) -> bool:
        text = " ".join(command).replace(sys.executable, "python")
        self.ran.append(text)
        return text not in self.fails

    def ensure(self, **environ: str) -> str:
        return ensure(environ, self.which, self.run, lambda: FETCHED)


# The programs of a machine, its variable CHROMIUM, and what is found.
FOUND = [
    ({"chromium", "google-chrome"}, None, "/bin/chromium"),
    ({"chromium-browser", "google-chrome"}, None, "/bin/chromium-browser"),
    ({"google-chrome"}, None, "/bin/google-chrome"),
    ({"/usr/bin/chromium"}, None, "/usr/bin/chromium"),
    ({"firefox"}, None, None),
    (set(), None, None),
    (set(), "", None),
    ({"chromium", "/opt/chrome"}, "/opt/chrome", "/opt/chrome"),
    ({"chromium", "brave"}, "brave", "/bin/brave"),
]


@pytest.mark.parametrize(("programs", "variable", "expected"), FOUND)
def test_the_browser_is_the_one_that_is_named_else_the_first_that_is_there(
    programs: set[str], variable: str | None, expected: str | None
) -> None:
    environ = {} if variable is None else {"CHROMIUM": variable}
    assert find(environ, Machine(frozenset(programs)).which) == expected


def test_a_browser_that_is_named_but_not_there_is_no_reason_to_take_another() -> None:
    with pytest.raises(NoChromiumError, match="/nope"):
        Machine(frozenset({"chromium"})).ensure(CHROMIUM="/nope")


def test_a_browser_of_the_machine_is_only_asked_its_version() -> None:
    machine = Machine(frozenset({"chromium"}))
    assert machine.ensure() == "/bin/chromium"
    assert machine.ran == ["/bin/chromium --version"]


def test_a_machine_without_a_browser_gets_one() -> None:
    machine = Machine()
    assert machine.ensure() == FETCHED
    assert machine.ran == ["python -m playwright install chromium", f"{FETCHED} --version"]


@pytest.mark.parametrize(
    ("programs", "fails"),
    [
        (set(), "python -m playwright install chromium"),
        (set(), f"{FETCHED} --version"),
        ({"chromium"}, "/bin/chromium --version"),
    ],
)
def test_whoever_has_no_browser_that_starts_hears_what_to_install(
    programs: set[str], fails: str
) -> None:
    with pytest.raises(NoChromiumError, match="sudo apt install chromium"):
        Machine(frozenset(programs), frozenset({fails})).ensure()


def test_the_command_says_what_to_do_and_stops_with_1() -> None:
    done = subprocess.run(
        [sys.executable, chromium.__file__],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "CHROMIUM": "/nope"},
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "/nope" in done.stderr
    assert "Traceback" not in done.stderr
