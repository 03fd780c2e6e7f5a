"""Which browser the tests use, and what a machine without one hears. No network, no browser."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.browser import chromium
from tests.browser.chromium import PACKAGES, SHELL, NoChromiumError, ensure, find
from tests.limits import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FETCHED = "/cache/chromium/chrome"
PLAYWRIGHT = "python -m playwright install chromium"
APT = "env DEBIAN_FRONTEND=noninteractive apt-get"
INSTALL = f"{APT} install -qq -y --no-install-recommends"


@dataclass
class Machine:
    """A machine with these programs, on which some commands fail; it notes what was run.

    A package that is installed brings the program of its name.
    """

    programs: set[str] = field(default_factory=set)
    fails: frozenset[str] = frozenset()
    is_root: bool = True
    ran: list[str] = field(default_factory=list)

    def which(self, name: str) -> str | None:
        if name not in self.programs:
            return None
        return name if name.startswith("/") else f"/bin/{name}"

    def run(self, command: Sequence[str]) -> bool:
        text = " ".join(command).replace(sys.executable, "python")
        self.ran.append(text)
        if text in self.fails:
            return False
        if " install -qq" in text:
            self.programs.add(command[-1])
        return True

    def ensure(self, **environ: str) -> str:
        return ensure(environ, self.which, self.run, lambda: FETCHED, self.is_root)


# The programs of a machine, its variable CHROMIUM, and what is found.
FOUND = [
    ({"chromium", "chromium-headless-shell"}, None, "/bin/chromium-headless-shell"),
    ({"chromium", "chromium-headless-shell"}, "chromium", "/bin/chromium"),
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
    assert find(environ, Machine(programs).which) == expected


def test_a_browser_that_is_named_but_not_there_is_no_reason_to_take_another() -> None:
    with pytest.raises(NoChromiumError, match="/nope"):
        Machine({"chromium"}).ensure(CHROMIUM="/nope")


def test_a_browser_of_the_machine_is_only_asked_its_version() -> None:
    machine = Machine({"chromium"})
    assert machine.ensure() == "/bin/chromium"
    assert machine.ran == ["/bin/chromium --version"]


def test_a_machine_without_a_browser_gets_one() -> None:
    machine = Machine()
    assert machine.ensure() == FETCHED
    assert machine.ran == [PLAYWRIGHT, f"{FETCHED} --version"]


# Who we are, which package there is, and what is then run after Playwright could fetch nothing.
INSTALLED = [
    (True, set(), SHELL, [f"{APT} -qq update", f"{INSTALL} {SHELL}"]),
    (
        True,
        {f"{INSTALL} {SHELL}"},
        "chromium",
        [f"{APT} -qq update", f"{INSTALL} {SHELL}", f"{INSTALL} chromium"],
    ),
    (
        True,
        {f"{INSTALL} {SHELL}", f"{INSTALL} chromium"},
        "chromium-browser",
        [f"{APT} -qq update", *(f"{INSTALL} {package}" for package in PACKAGES)],
    ),
    (True, {f"{APT} -qq update"}, SHELL, [f"{APT} -qq update", f"{INSTALL} {SHELL}"]),
    (
        False,
        set(),
        SHELL,
        [f"sudo -n {APT} -qq update", f"sudo -n {INSTALL} {SHELL}"],
    ),
]


@pytest.mark.parametrize(("is_root", "fails", "package", "commands"), INSTALLED)
def test_a_machine_where_playwright_fetches_nothing_gets_the_package(
    is_root: bool, fails: set[str], package: str, commands: list[str]
) -> None:
    """Debian's or Ubuntu's, as root or through sudo, and nobody is asked anything."""
    machine = Machine({"apt-get", "sudo"}, frozenset({PLAYWRIGHT, *fails}), is_root)
    assert machine.ensure() == f"/bin/{package}"
    assert machine.ran == [PLAYWRIGHT, *commands, f"/bin/{package} --version"]


def test_a_fetched_browser_that_does_not_start_is_replaced_by_the_package() -> None:
    """Playwright's own lacks libraries on a bare machine; the package brings them."""
    machine = Machine({"apt-get"}, frozenset({f"{FETCHED} --version"}))
    assert machine.ensure() == f"/bin/{SHELL}"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["chromium-1255/chrome-linux64/chrome"], "chromium-1255/chrome-linux64/chrome"),
        (
            [
                "chromium-1255/chrome-linux64/chrome",
                "chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell",
                "chromium_headless_shell-1200/chrome-linux/headless_shell",
            ],
            "chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell",
        ),
        (
            [
                "chromium-1200/chrome-linux/chrome",
                "chromium_headless_shell-1200/chrome-linux/headless_shell",
            ],
            "chromium_headless_shell-1200/chrome-linux/headless_shell",
        ),
        (["elsewhere/chrome"], "elsewhere/chrome"),
    ],
)
def test_of_what_playwright_fetched_the_shell_of_the_same_number_is_taken(
    tmp_path: Path, files: list[str], expected: str
) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    assert chromium.beside(str(tmp_path / files[0])) == str(tmp_path / expected)


@pytest.mark.parametrize(
    ("programs", "is_root", "fails"),
    [
        (set(), True, {PLAYWRIGHT}),
        ({"sudo"}, False, {PLAYWRIGHT}),
        ({"apt-get"}, False, {PLAYWRIGHT}),
        (set(), True, {f"{FETCHED} --version"}),
        ({"chromium"}, True, {"/bin/chromium --version"}),
        ({"apt-get"}, True, {PLAYWRIGHT, f"/bin/{SHELL} --version"}),
        (
            {"apt-get"},
            True,
            {PLAYWRIGHT, *(f"{INSTALL} {package}" for package in PACKAGES)},
        ),
        (
            {"apt-get", "sudo"},
            False,
            {PLAYWRIGHT, *(f"sudo -n {INSTALL} {package}" for package in PACKAGES)},
        ),
    ],
)
def test_whoever_has_no_browser_that_starts_hears_what_to_install(
    programs: set[str], is_root: bool, fails: set[str]
) -> None:
    with pytest.raises(NoChromiumError, match="sudo apt install chromium"):
        Machine(programs, frozenset(fails), is_root).ensure()


def test_the_command_says_what_to_do_and_stops_with_1() -> None:
    done = subprocess.run(
        [sys.executable, chromium.__file__],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "CHROMIUM": "/nope"},
        timeout=PROGRAM,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "/nope" in done.stderr
    assert "Traceback" not in done.stderr
