"""A site takes no place where something else stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.errors import PublishError
from finder.publishing.swapping import MARKS, check_place

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sites import BuiltSite


def put(folder: Path, *names: str) -> None:
    """Small files below a folder."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")


@pytest.mark.parametrize("names", [[], [*MARKS], [*MARKS, "index.html", "9000/index.html"]])
def test_an_empty_folder_and_a_site_of_ours_may_go(tmp_path: Path, names: list[str]) -> None:
    place = tmp_path / "site"
    place.mkdir()
    put(place, *names)
    check_place(place, tmp_path / "build")


def test_a_place_that_is_not_there_yet_gets_the_folder_above_it(tmp_path: Path) -> None:
    check_place(tmp_path / "a" / "b" / "site", tmp_path / "build")
    assert (tmp_path / "a" / "b").is_dir()


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["belangrijk.txt"], "iets anders"),
        (["index.html"], "iets anders"),
        (["sw.js", "404.html", "index.html"], "iets anders"),
        ([".htaccess"], "iets anders"),
        ([*MARKS, ".git/HEAD"], r"niet van de site is: \.git\."),
        ([*MARKS, ".well-known/x", ".htaccess"], r"\.htaccess, \.well-known"),
    ],
)
def test_what_is_not_ours_stays(tmp_path: Path, names: list[str], said: str) -> None:
    place = tmp_path / "site"
    put(place, *names)
    with pytest.raises(PublishError, match=said):
        check_place(place, tmp_path / "build")


@pytest.mark.parametrize("name", ["build", "build/site", "build/a/b"])
def test_the_folder_in_which_a_site_is_made_is_no_place_for_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(PublishError, match="zelf nodig"):
        check_place(tmp_path / name, tmp_path / "build")


@pytest.mark.parametrize("name", ["docs", "docs/site", "initiatives/a"])
def test_what_a_build_reads_is_no_place_for_a_site(tmp_path: Path, name: str) -> None:
    """The next build would read it, and find thousands of links that lead nowhere."""
    with pytest.raises(PublishError, match="zelf nodig"):
        check_place(
            tmp_path / name, tmp_path / "build", [tmp_path / "docs", tmp_path / "initiatives"]
        )


def test_a_file_is_no_place(tmp_path: Path) -> None:
    put(tmp_path, "site")
    with pytest.raises(PublishError, match="geen map"):
        check_place(tmp_path / "site", tmp_path / "build")


def test_every_site_has_the_marks(small_site: BuiltSite, tmp_path: Path) -> None:
    """So the next build may take the place of this one."""
    check_place(small_site.folder, tmp_path)
