"""Pagefind as a program: that it fails is told, and so is that it never ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.errors import PublishError
from finder.publishing import searching

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("script", "said"),
    [("echo geen plaats >&2; exit 1", "geen plaats"), ("exec sleep 60", "niet klaar")],
)
def test_an_index_that_is_not_made_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    program = tmp_path / "pagefind"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(searching, "get_executable", lambda: program)
    monkeypatch.setattr(searching, "LONGEST", 2.0)
    with pytest.raises(PublishError, match=said):
        searching.index_words(tmp_path / "documents", tmp_path / "site")
