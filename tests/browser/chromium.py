"""Finds a Chromium for the browser tests, and has Playwright fetch one when there is none.

`make test` runs this file first, so that a machine without a browser hears what to install before
anything else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import click
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

NAMES = ("chromium", "chromium-browser", "google-chrome", "/usr/bin/chromium")
INSTALL = "Install one with: sudo apt install chromium"


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
) -> str:
    """A Chromium that starts, fetched by Playwright when the machine has none.

    Args:
        environ: the environment variables.
        which: finds a program, as ``shutil.which`` does.
        run: runs a command and tells whether it succeeded.
        fetched: where Playwright puts the browser that it fetches.

    Raises:
        NoChromiumError: there is none, and none can be fetched.
    """
    path = find(environ, which)
    if path is None:
        if not run([sys.executable, "-m", "playwright", "install", "chromium"]):
            raise NoChromiumError(f"There is no Chromium, and none could be fetched. {INSTALL}")
        path = fetched()
    if not run([path, "--version"]):
        raise NoChromiumError(f"{path} does not start. {INSTALL}")
    return path


def executable() -> str:
    """The Chromium for the tests on this machine."""
    return ensure(os.environ, shutil.which, _run, _fetched)


def _run(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, check=False, stdout=sys.stderr).returncode == 0
    except OSError:
        return False


def _fetched() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def main() -> None:
    """Print the path of the browser, or what to install."""
    try:
        click.echo(executable())
    except NoChromiumError as error:
        click.echo(error, err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
