"""Finds a Chromium for the browser tests, and installs one on a machine that has none.

In this order: the program that ``$CHROMIUM`` names, the one of the machine, the one that Playwright
fetches, and the one of the machine's package manager (as root, or through a ``sudo`` that asks for
no password). `make test` runs this file first, so that a machine on which all of that fails hears
what to do before anything else.

Where there is a choice it is Chromium's own headless shell: the same engine without the windows,
menus and tabs that nobody sees. Each test opens a window: with the shell, tests take about half the
time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "/usr/bin/chromium")
# Debian's packages, and Ubuntu's.
PACKAGES = (SHELL, "chromium", "chromium-browser")
TO_DO = "Install one with: sudo apt install chromium. Or set CHROMIUM to the path of a Chromium."
# Seconds that a download or an installation may take on a slow line.
PATIENCE = 900


class NoChromiumError(Exception):
    """There is no Chromium that starts; the message says what to do."""


def find(environ: Mapping[str, str], which: Callable[[str], str | None]) -> str | None:
    """The Chromium of this machine; None when there is none.

    Raises:
        NoChromiumError: the variable CHROMIUM names a program that is not there.
    """
    wanted = environ.get("CHROMIUM")
    if wanted:
        chosen = which(wanted)
        if chosen is None:
            raise NoChromiumError(f"CHROMIUM is {wanted}, and no such program can be started.")
        return chosen
    return next((path for name in NAMES if (path := which(name))), None)


def ensure(
    environ: Mapping[str, str],
    which: Callable[[str], str | None],
    run: Callable[[Sequence[str]], bool],
    fetched: Callable[[], str],
    is_root: bool,
) -> str:
    """A Chromium that starts, installed when the machine has none.

    Args:
        environ: the environment variables.
        which: finds a program, as ``shutil.which`` does.
        run: runs a command and tells whether it succeeded.
        fetched: where Playwright puts the browser that it fetches.
        is_root: whether we may install packages without ``sudo``.

    Raises:
        NoChromiumError: there is none that starts, and none could be installed.
    """
    path = find(environ, which)
    if path is not None:
        if run([path, "--version"]):
            return path
        raise NoChromiumError(f"{path} does not start. {TO_DO}")
    if run([sys.executable, "-m", "playwright", "install", "chromium"]):
        path = fetched()
        if run([path, "--version"]):
            return path
    if _install(which, run, is_root):
        path = find(environ, which)
        if path is not None and run([path, "--version"]):
            return path
    raise NoChromiumError(f"There is no Chromium that starts, and none could be installed. {TO_DO}")


def _install(
    which: Callable[[str], str | None], run: Callable[[Sequence[str]], bool], is_root: bool
) -> bool:
    """Ask the package manager of Debian or Ubuntu for a Chromium; whether it gave one."""
    if which("apt-get") is None or not (is_root or which("sudo")):
        return False
    # Nobody sits at the keyboard: sudo may ask for no password, and a package for nothing at all.
    # `env` sets the variable beyond sudo, which takes none of ours along.
    apt = [*([] if is_root else ["sudo", "-n"]), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    # A machine that lists no packages yet must fetch the list; a list that is partly old will do.
    run([*apt, "-qq", "update"])
    options = ("-qq", "-y", "--no-install-recommends")
    return any(run([*apt, "install", *options, package]) for package in PACKAGES)


def executable() -> str:
    """The Chromium for the tests on this machine."""
    return ensure(os.environ, shutil.which, _run, _fetched, os.geteuid() == 0)


def _run(command: Sequence[str]) -> bool:
    try:
        done = subprocess.run(
            command, check=False, stdin=subprocess.DEVNULL, stdout=sys.stderr, timeout=PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _fetched() -> str:
    with sync_playwright() as playwright:
        return beside(playwright.chromium.executable_path)


def beside(chromium: str) -> str:
    """The headless shell that Playwright fetches beside its Chromium; without one, the Chromium.

    Args:
        chromium: such as ``.../chromium-1255/chrome-linux64/chrome``; the shell of that is
            ``.../chromium_headless_shell-1255/chrome-headless-shell-linux64/chrome-headless-shell``.
    """
    folder = next((one for one in Path(chromium).parents if one.name.startswith("chromium-")), None)
    if folder is None:
        return chromium
    name = folder.name.replace("chromium-", "chromium_headless_shell-")
    shells = (folder.parent / name).glob("*/*headless?shell")
    return str(next((shell for shell in sorted(shells) if shell.is_file()), chromium))


def main() -> None:
    """Print the path of the browser, or what to install."""
    try:
        click.echo(executable())
    except NoChromiumError as error:
        click.echo(error, err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
