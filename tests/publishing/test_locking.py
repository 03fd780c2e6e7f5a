"""One build at a time in a folder."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from finder.errors import PublishError
from finder.publishing.locking import locked

if TYPE_CHECKING:
    from pathlib import Path


def test_a_free_folder_is_taken_at_once(tmp_path: Path) -> None:
    told: list[str] = []
    for _ in range(2):
        with locked(tmp_path / "build", lambda: told.append("waits")):
            assert (tmp_path / "build").is_dir()
    assert told == []


def test_who_comes_second_says_once_that_it_waits_and_then_goes_on(tmp_path: Path) -> None:
    first = ExitStack()
    first.enter_context(locked(tmp_path, lambda: None))
    told: list[str] = []

    def waiting() -> None:
        told.append("waits")
        first.close()

    with locked(tmp_path, waiting, pause=0):
        assert told == ["waits"]


def test_nobody_waits_for_ever(tmp_path: Path) -> None:
    with (
        locked(tmp_path, lambda: None),
        pytest.raises(PublishError, match="stopt niet"),
        locked(tmp_path, lambda: None, longest=0.0, pause=0.001),
    ):
        pytest.fail("two at once")
