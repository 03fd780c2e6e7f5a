"""The conversation in a real terminal: keys, width, and stopping."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import time
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ
from typing import TYPE_CHECKING

import pytest
from new import STOPPED

from tests.limits import ANSWER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Repository

ROOT = Path(__file__).parent.parent
COLUMNS = 60
LEFT, UP, BACKSPACE, STOP = "\x1b[D", "\x1b[A", "\x7f", "\x03"
AGAIN = 5


class Terminal:
    """A program in a terminal of 60 columns."""

    def __init__(self, command: list[str]) -> None:
        self.ours, theirs = pty.openpty()
        ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", 40, COLUMNS, 0, 0))
        hidden = {"COLUMNS", "LINES", "MAKEFLAGS", "MFLAGS", "MAKELEVEL"}
        env = {key: value for key, value in os.environ.items() if key not in hidden}
        env |= {"TERM": "dumb", "NO_COLOR": "1"}
        self.program = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=env,
            cwd=ROOT,
            start_new_session=True,
            preexec_fn=_as_typed_by_hand,  # noqa: PLW1509 - one thread, and it only makes calls
        )
        os.close(theirs)
        self.shown = ""
        self.until = time.monotonic() + ANSWER

    def read(self, text: str) -> str:
        """What is shown until a text; it is an error when the program ends before."""
        while text not in self.shown:
            if not self._read_more():
                raise AssertionError(f"{text!r} is not in {self.shown!r}")
        shown, _, self.shown = self.shown.partition(text)
        return shown + text

    def rest(self) -> str:
        """What is shown until the end."""
        while self._read_more():
            pass
        self.program.wait(ANSWER)
        return self.shown

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.ours, keys.encode())

    def answer(self, keys: str, until: str = "\n> ") -> str:
        """Press keys and Enter; what is shown until the next prompt."""
        self.type(f"{keys}\r")
        return self.read(until)

    def stop(self) -> str:
        """Press Ctrl+C, again when nothing happens, as people do; all that is shown then.

        Python may miss it in the moment between showing a prompt and waiting for a key.
        """
        self.type(STOP)
        while "Gestopt" not in self.shown:
            if not self._read_more(AGAIN):
                assert self.program.poll() is None, self.shown
                self.type(STOP)
        return self.rest()

    def _read_more(self, patience: float = ANSWER) -> bool:
        """Take up what is shown; False when there is nothing.

        Raises:
            TimeoutError: the whole conversation took too long.
        """
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"Nothing more after {self.shown!r}")
        ready, _, _ = select.select([self.ours], [], [], min(patience, left))
        if not ready:
            return False
        try:
            more = os.read(self.ours, 65_536)
        except OSError:  # how Linux says that the other end is closed
            return False
        text = self.shown + more.decode("utf-8", "replace")
        self.shown = re.sub(r"\x1b\[[0-9;]*m", "", text.replace("\r\n", "\n"))
        return bool(more)

    def close(self) -> None:
        """End the program, when it did not end itself."""
        self.program.kill()
        self.program.wait(ANSWER)
        os.close(self.ours)


def _as_typed_by_hand() -> None:
    """Make the terminal that of the program, so that Ctrl+C reaches it, and let it count.

    A run in the background (``make test &``) ignores that signal, and its children would too.
    """
    os.close(os.open(os.ttyname(0), os.O_RDWR))
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def terminal(repository: Repository) -> Iterator[Terminal]:
    """The conversation about the small repository, at its first question."""
    (repository.root / "docs").mkdir()
    (repository.root / "mkdocs.yml").write_text("site_name: Proef\n")
    program = ROOT / "scripts" / "new.py"
    command = [sys.executable, program, "--today", "2026-11-22", "--root", repository.root]
    started = Terminal([str(part) for part in command])
    try:
        started.read("Hoe heet het?\n> ")
        yield started
    finally:
        started.close()


def test_a_word_can_be_mended_with_the_arrows(terminal: Terminal, repository: Repository) -> None:
    """To the left, and up for a line that was typed before."""
    terminal.answer(f"De Kazamet{LEFT}{LEFT}{LEFT}{BACKSPACE}e{LEFT}{LEFT}")
    assert "Bedoel je" in terminal.answer("ontmoten")
    terminal.answer(f"{UP}{LEFT}{LEFT}{LEFT}e")
    terminal.answer("9050 Gentbrugge", until="[j/n] ")
    rest = ["j", "Kerkstraat 1", "", "09 245 09 99", "", "", "Je drinkt hier koffie.", "kazemat.be"]
    for line in [*rest, "2026-10"]:
        terminal.answer(line)
    terminal.answer("", until="[j/n] ")
    assert "Enter: bewaren." in terminal.answer("n", until="stoppen.\n> ")
    terminal.type("\r")
    terminal.rest()
    assert terminal.program.returncode == 0
    file = repository.path("oost-vlaanderen/de-kazemet-gent.yml")
    assert file.read_text().startswith("name: De Kazemet\nkinds: [ontmoeten]\n")


def test_no_word_is_cut_at_the_edge(terminal: Terminal) -> None:
    """A long explanation goes on below where it began."""
    terminal.answer("De Kazemat")
    shown = terminal.answer("onzin")
    lines = shown.splitlines()
    assert max(map(len, lines)) <= COLUMNS
    (first,) = (n for n, line in enumerate(lines) if "kan hier niet" in line)
    assert re.fullmatch(r"  \S.*", lines[first + 1])


@pytest.mark.parametrize("answers", [[], ["De Kazemat"], ["De Kazemat", "2"]])
def test_the_keys_that_stop_write_nothing(
    terminal: Terminal, repository: Repository, answers: list[str]
) -> None:
    """And it says so, in one line."""
    before = set(repository.root.rglob("*"))
    for keys in answers:
        terminal.answer(keys)
    assert terminal.stop().replace("^C", "").strip() == "Gestopt. Er is niets bewaard."
    assert terminal.program.returncode == STOPPED
    assert set(repository.root.rglob("*")) == before


def test_make_does_not_call_it_a_mistake() -> None:
    """Whoever stops, meant to."""
    bin_folder = Path(sys.executable).parent
    installed = ROOT / ".venv" / "installed"
    make = ["make", "--old-file", str(installed), "--old-file", ".venv/installed"]
    started = Terminal([*make, f"BIN={bin_folder}", "new"])
    try:
        started.read("Hoe heet het?\n> ")
        assert "Error" not in started.stop()
    finally:
        started.close()


def test_ctrl_c_stops_it_in_a_run_in_the_background_too(request: pytest.FixtureRequest) -> None:
    """A shell starts ``make test &`` with this signal ignored, and children inherit that."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        terminal = request.getfixturevalue("terminal")
        assert "Gestopt" in terminal.stop()
    finally:
        signal.signal(signal.SIGINT, before)
    assert terminal.program.returncode == STOPPED


def test_a_program_that_never_stops_ends_the_conversation() -> None:
    """However often the keys are pressed."""
    deaf = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); print('ja', flush=True)"
    started = Terminal([sys.executable, "-c", f"{deaf}\nwhile True: signal.pause()"])
    try:
        started.read("ja")
        started.until = time.monotonic() + 1
        with pytest.raises(TimeoutError):
            started.stop()
    finally:
        started.close()
