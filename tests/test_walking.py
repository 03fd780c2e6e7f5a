"""The files below a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.walking import names_below

if TYPE_CHECKING:
    from pathlib import Path


def test_all_but_folders_is_named_and_links_are_not_followed(tmp_path: Path) -> None:
    for name in ("a.html", "b/c.html", "b/d/é.txt", "b/d/.hidden"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).touch()
    (tmp_path / "in" / "empty").mkdir()
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "in" / "broken").symlink_to("nothing")
    assert sorted(names_below(tmp_path / "in")) == [
        "a.html", "b/c.html", "b/d/.hidden", "b/d/é.txt", "broken", "up",
    ]  # fmt: skip


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(names_below(tmp_path / "nowhere"))
