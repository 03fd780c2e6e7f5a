"""Figures over the whole directory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import report
from click.testing import CliRunner
from finder import reporting
from finder.directory import Directory, make_directory
from finder.places.gazetteer import Gazetteer
from finder.places.locating import offline_sources

from tests.sites import FROZEN_DAY

if TYPE_CHECKING:
    from pathlib import Path

    from finder.checking.catalogue import Catalogue

DAY = ("--today", FROZEN_DAY.isoformat())


@pytest.fixture(scope="module")
def directory(real_catalogue: Catalogue, real_root: Path, gazetteer: Gazetteer) -> Directory:
    """The frozen selection of real initiatives."""
    sources = offline_sources(real_root, gazetteer)
    return make_directory(real_catalogue.initiatives, gazetteer, sources, FROZEN_DAY)


def test_a_gap_is_a_municipality_without_any(directory: Directory) -> None:
    """Gaps and municipalities with something are all municipalities, each once."""
    empty = {gap.municipality.name for gap in reporting.gaps(directory)}
    counted = reporting.by_municipality(directory)
    assert empty == {name for name, number in counted.items() if number == 0}
    assert len(counted) == 304


def test_gaps_begin_with_the_farthest(directory: Directory) -> None:
    """Who has the longest way comes first, and the nearest is open to people from elsewhere."""
    found = reporting.gaps(directory)
    assert [gap.km for gap in found] == sorted((gap.km for gap in found), reverse=True)
    assert all(gap.nearest and gap.nearest.listed.takes_people_from_elsewhere for gap in found)


def test_a_gap_without_anything_anywhere_has_no_nearest() -> None:
    """An empty directory gives 304 gaps, none with something near."""
    found = reporting.gaps(Directory([], Gazetteer.load()))
    assert len(found) == 304
    assert {gap.nearest for gap in found} == {None}


def test_each_initiative_is_counted_once_by_province_and_age(directory: Directory) -> None:
    """Provinces and ages add up to the whole."""
    assert sum(reporting.by_province(directory).values()) == len(directory.entries)
    assert sum(reporting.by_freshness(directory.entries).values()) == len(directory.entries)


def test_each_kind_of_an_initiative_counts(directory: Directory) -> None:
    """An initiative of three kinds counts three times."""
    kinds = sorted({kind for entry in directory.entries for kind in entry.initiative.kinds})
    expected = sum(len(entry.initiative.kinds) for entry in directory.entries)
    assert sum(reporting.by_kind(directory, kinds).values()) == expected


def test_the_command_lists_each_gap(directory: Directory, real_root: Path) -> None:
    """``report.py gaps`` names every municipality without anything and what is nearest."""
    result = CliRunner().invoke(report.main, ["--root", str(real_root), *DAY, "gaps"])
    assert result.exit_code == 0, result.output
    found = reporting.gaps(directory)
    assert f"Gemeenten zonder initiatief: {len(found)}" in result.output
    assert all(gap.municipality.name in result.output for gap in found)


def test_the_command_counts(directory: Directory, real_root: Path) -> None:
    """``report.py counts`` shows the number of each kind."""
    result = CliRunner().invoke(report.main, ["--root", str(real_root), *DAY, "counts"])
    assert result.exit_code == 0, result.output
    assert str(reporting.by_kind(directory, ["maatje"])["maatje"]) in result.output


def test_the_command_tells_how_readable_the_texts_are(real_root: Path) -> None:
    """``report.py language`` gives both formulas over all summaries together."""
    result = CliRunner().invoke(report.main, ["--root", str(real_root), *DAY, "language"])
    assert result.exit_code == 0, result.output
    for name in ("Woorden per zin", "Flesch-Douma", "Leesindex van Brouwer"):
        assert re.search(rf"{name}: \d", result.output), name
