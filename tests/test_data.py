"""The command that writes the open data without the site."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from data import main
from finder.rendering import exports

from tests.sites import SMALL, SMALL_DAY, contents, copy_repository, site_of

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_repository(tmp_path / "root", SMALL / "initiatives")


def run(root: Path, *options: str) -> Result:
    day = SMALL_DAY.isoformat()
    return CliRunner().invoke(main, ["--root", str(root), "--today", day, *options])


def test_the_folder_holds_what_the_site_offers(root: Path) -> None:
    result = run(root)
    assert result.exit_code == 0, result.output
    found = contents(root / "build" / "data")
    assert {f"data/{name}": content for name, content in found.items()} == dict(
        exports.files(site_of(root))
    )
    for line in found["SHA256SUMS"].decode().splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256(found[name]).hexdigest() == digest
    assert f"Geschreven: {len(found)} bestanden" in result.output


def test_what_is_no_longer_made_goes_away(root: Path, tmp_path: Path) -> None:
    to = tmp_path / "open"
    run(root, "--to", str(to))
    (to / "gemeenten" / "oud.csv").write_text("x", encoding="utf-8")
    assert run(root, "--to", str(to)).exit_code == 0
    assert not (to / "gemeenten" / "oud.csv").exists()


def test_a_folder_with_something_else_is_left_alone(root: Path, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("Lieve oma,", encoding="utf-8")
    before = contents(tmp_path)
    result = run(root, "--to", str(tmp_path))
    assert result.exit_code == 1
    assert "Kies een lege map met --to." in result.output
    assert contents(tmp_path) == before


def test_nothing_is_written_while_a_file_is_wrong(root: Path) -> None:
    path = root / "initiatives" / "oost-vlaanderen" / "ocmw-gent.yml"
    path.write_text(path.read_text("utf-8") + "onbekend: 1\n", encoding="utf-8")
    result = run(root)
    assert result.exit_code == 1
    assert "ocmw-gent.yml" in result.output
    assert not (root / "build" / "data").exists()
