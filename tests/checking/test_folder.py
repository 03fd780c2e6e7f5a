"""What lies in the folder of initiatives and is no file of one: told, and never followed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from finder.checking import catalogue, folder
from finder.text import RESERVED

from tests.building import read_text, rules, yaml_text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Repository

TEXT = yaml_text()


def told(root: Path) -> list[tuple[str, str]]:
    return [(found.file, found.rule) for found in folder.check(root, "initiatives")]


@pytest.mark.parametrize(
    "name",
    [
        "antwerpen/voorbeeldhuis-gent",
        "antwerpen/voorbeeldhuis-gent.yml.txt",
        "antwerpen/voorbeeldhuis-gent.txt",
        "antwerpen/voorbeeldhuis-gent.yml~",
        "antwerpen/voorbeeldhuis-gent.ym",
        "antwerpen/voorbeeldhuis-gent.YML.bak",
        "antwerpen/.voorbeeldhuis.yml.swp",
        "antwerpen/links.csv",
        "leads/antwerpen/een-tip.docx",
        "schema/notes.txt",
        "voorbeeldhuis-gent",
    ],
)
def test_a_file_that_nobody_reads_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT)
    assert told(tmp_path) == [(f"initiatives/{name}", "file-ending")]
    assert folder.yaml_files(tmp_path) == []


@pytest.mark.parametrize(
    "name",
    [
        "coordinates.csv",
        "links.csv",
        "published.txt",
        "schema/lead.json",
        "leads/README.md",
        "antwerpen/.gitkeep",
        "antwerpen/.DS_Store",
        "antwerpen/Thumbs.db",
    ],
)
def test_what_belongs_there_is_left_in_peace(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    assert told(tmp_path) == []


def test_a_link_is_refused_wherever_it_leads(tmp_path: Path) -> None:
    inside = tmp_path / "initiatives"
    outside = tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "c.yml").write_text(TEXT)
    (inside / "real.yml").write_text(TEXT)
    (inside / "a.yml").symlink_to("nowhere.yml")
    (inside / "b.yml").symlink_to(outside / "c.yml")
    (inside / "c").symlink_to(outside)
    (inside / "d.yml").symlink_to("real.yml")
    (inside / "e.yml").symlink_to(inside)
    found = sorted(told(inside))
    links = ("a.yml", "b.yml", "c", "d.yml", "e.yml")
    assert found == [(f"initiatives/{name}", "file-link") for name in links]
    assert folder.yaml_files(inside) == [inside / "real.yml"]


def test_a_folder_and_a_pipe_with_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.yml").mkdir()
    (tmp_path / "b.YAML").mkdir()
    os.mkfifo(tmp_path / "c.yml")
    found = sorted(told(tmp_path))
    assert found == [
        ("initiatives/a.yml", "file-folder"),
        ("initiatives/b.YAML", "file-folder"),
        ("initiatives/c.yml", "file-special"),
    ]
    assert folder.yaml_files(tmp_path) == []


@pytest.mark.parametrize(
    "name",
    ["taxonomy.yml", "no-publish.yml", "redirects.yml", "published.txt", "coordinates.csv",
     "links.csv"],
)  # fmt: skip
def test_a_pipe_or_a_link_in_the_place_of_a_file_of_ours_is_told_and_not_read(
    repository: Repository, name: str
) -> None:
    path = repository.root / "initiatives" / name
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    found = repository.load()
    assert [(one.file, one.rule) for one in found.findings] == [
        (f"initiatives/{name}", "file-special")
    ]
    assert found.has_errors
    path.unlink()
    path.symlink_to("/etc/hostname")
    found = repository.load()
    assert [one.rule for one in found.findings] == ["file-link"]


def test_the_check_of_everything_tells_it_and_reads_nothing_outside(
    repository: Repository, tmp_path: Path
) -> None:
    """A link is not followed, also when all else is right; the build stops."""
    outside = tmp_path / "outside.yml"
    outside.write_text(yaml_text(name="Van buiten"))
    (repository.root / "initiatives" / "antwerpen" / "van-buiten.yml").symlink_to(outside)
    found = repository.load()
    assert [one.rule for one in found.findings if one.is_error] == ["file-link"]
    assert "van-buiten" not in {one.slug for one in found.initiatives}
    assert all(path.name != "van-buiten.yml" for path in catalogue.data_files(repository.root))


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_a_name_that_windows_keeps_is_refused(slug: str) -> None:
    _, found = read_text(TEXT, f"initiatives/antwerpen/{slug}.yml")
    assert rules(found) == ["file-reserved"]
    assert f"{slug}-gent.yml" in found[0].hint


@pytest.mark.parametrize("slug", ["con-gent", "console", "com10", "nul-op-de-meter"])
def test_a_name_that_only_begins_so_is_good(slug: str) -> None:
    assert read_text(TEXT, f"initiatives/antwerpen/{slug}.yml")[1] == []
