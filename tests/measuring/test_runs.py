"""Measuring: runs, ratios and sizes. No test says how long anything may take."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import benchmark
import pytest
from click.testing import CliRunner
from finder.checking import catalogue
from finder.measuring import runs
from finder.measuring.inventing import Inventor
from finder.measuring.runs import Run, Size
from finder.publishing.looking import weigh
from finder.publishing.settling import parts_for

from tests.sites import ROOT, SMALL_DAY, contents

if TYPE_CHECKING:
    from pathlib import Path

    from finder.checking.catalogue import Catalogue
    from finder.places.gazetteer import Gazetteer

    from tests.sites import BuiltSite


def test_a_run_has_its_time_and_memory() -> None:
    found = runs.run([sys.executable, "-c", "held = bytearray(50_000_000)"])
    assert found.seconds > 0
    assert found.memory > 50_000_000


def test_a_command_that_fails_says_why() -> None:
    with pytest.raises(runs.FailedError, match="no such luck"):
        runs.run([sys.executable, "-c", "import sys; sys.exit('no such luck')"])


def test_a_command_that_never_ends_is_stopped() -> None:
    with pytest.raises(runs.FailedError, match=r"niet klaar na 0\.5 seconden"):
        runs.run([sys.executable, "-c", "while True: pass"], longest=0.5)


def test_a_ratio_is_told_pair_by_pair() -> None:
    """A machine that becomes slower halfway changes no ratio."""
    first = [Run(1, 0), Run(3, 0), Run(40, 0)]
    second = [Run(2, 0), Run(6, 0), Run(20, 0)]
    assert runs.ratios(first, second) == (0.5, 0.5, 2)


@pytest.mark.parametrize(("size", "fits"), [(99, True), (100, True), (101, False)])
def test_a_budget_is_the_most_that_is_allowed(size: int, fits: bool) -> None:
    assert Size("map", size, 100).fits is fits


def test_a_prepared_folder_can_be_built_changed_and_cleaned(
    tmp_path: Path, real_catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    root = tmp_path / "many"
    real = real_catalogue.initiatives
    assert runs.prepare(ROOT, root, Inventor(real, gazetteer).invent(5)) == 5
    found = catalogue.load(root, SMALL_DAY, gazetteer)
    assert len(found.initiatives) == 5
    assert not found.has_errors
    before = contents(root)
    for _ in range(3):
        changed = runs.change_one(root)
        after = contents(root)
        assert [name for name in after if after[name] != before[name]] == [
            changed.relative_to(root).as_posix()
        ]
        assert not catalogue.load(root, SMALL_DAY, gazetteer).has_errors
        before = after
    (root / "build").mkdir()
    (root / "site").mkdir()
    runs.clean(root)
    assert contents(root) == before
    assert not (root / "build").exists()


def test_the_sizes_are_those_of_what_a_visitor_loads(built_site: BuiltSite) -> None:
    found = {size.key: size for size in runs.sizes(built_site.folder, ["koffie", "geld"])}
    assert all(size.fits for size in found.values()), found
    folder = built_site.folder
    heaviest = max(weigh(path.read_bytes()) for path in folder.glob("[0-9]*/index.html"))
    assert found["readable"].size == heaviest, "its style stands inside it"
    assert found["map"].size > weigh((folder / "assets/leaflet/leaflet.js").read_bytes())
    index = folder / "pagefind"
    program = index / "wasm.nl.pagefind"
    assert found["search"].size > program.stat().st_size
    (part,) = parts_for(index, ["koffie"])
    koffie = runs.first_search(index, ["koffie"])
    assert koffie == runs.first_search(index, []) + part.stat().st_size
    assert runs.first_search(index, ["koffie", "geld"]) >= koffie


@pytest.mark.builds
def test_the_command_measures_with_invented_initiatives() -> None:
    """Full builds, builds after one change, another version beside it, and the sizes."""
    options = ["--number", "4", "--runs", "1", "--against", str(ROOT)]
    result = CliRunner().invoke(benchmark.main, options)
    assert result.exit_code == 0, result.output
    for said in ("4 initiatieven", "alles", "na één wijziging", "keer zo lang", "KB", "8 s"):
        assert said in result.output
