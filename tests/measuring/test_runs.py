"""Measuring: runs, ratios and sizes. No test says how long anything may take."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import benchmark
import pytest
from click.testing import CliRunner
from finder.checking import catalogue
from finder.measuring import others, runs
from finder.measuring.inventing import Inventor
from finder.measuring.runs import Run, Size
from finder.publishing.looking import weigh
from finder.publishing.settling import parts_for
from finder.rendering.pages.frame import Page
from rich.console import Console

from tests.limits import PROGRAM
from tests.sites import ROOT, SMALL_DAY, contents

if TYPE_CHECKING:
    from collections.abc import Callable
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
def test_a_measured_build_tells_its_stages(
    tmp_path: Path, real_catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    work = tmp_path / "many"
    invented = Inventor(real_catalogue.initiatives, gazetteer).invent(4)
    runs.prepare(ROOT, work, invented)
    task = benchmark.Task(Console(), ROOT, None, 1, PROGRAM, languages=False)
    found = benchmark._build(ROOT, work, task)
    assert [stage.name for stage in found.stages][:2] == ["Bestanden nakijken", "Pagina's maken"]
    assert 0 < sum(stage.seconds for stage in found.stages) < found.seconds
    assert max(stage.memory for stage in found.stages) > MB
    assert found.cpu > 0
    alone = others.for_mkdocs(work / "mkdocs.yml", tmp_path / "alone")
    runs.run(alone, PROGRAM)
    name = "9000/index.html"
    assert (tmp_path / "alone" / name).read_bytes() == (work / "site" / name).read_bytes()


MB = runs.MB
QUICK, SLOW = Run(1, 10 * MB), Run(200, 2_000 * MB)

# What was measured, and of what is said that it is over budget.
BUDGETS = [
    (benchmark.Measured(0, [Run(5, 0)], [Run(0.4, 0)]), []),
    (benchmark.Measured(0, [Run(7, 0)], [Run(0.4, 0)]), ["een volle build duurt langer dan 6 s"]),
    (benchmark.Measured(0, [Run(5, 0)], [Run(0.6, 0)]), ["na één wijziging"]),
    (benchmark.Measured(3_000, [SLOW], [QUICK]), []),
    (benchmark.Measured(30_000, [SLOW], [QUICK]), ["langer dan 90 s", "meer dan 1000 MB"]),
    (benchmark.Measured(10_000, [Run(30, 0)], [QUICK], hugo=[Run(10, 0)]), []),
    (benchmark.Measured(10_000, [Run(31, 0)], [QUICK], hugo=[Run(10, 0)]), ["3 keer Hugo"]),
    (
        benchmark.Measured(3_000, [SLOW], [QUICK], sizes=[Size("map", 2, 1)]),
        ["kaart van alles, met Leaflet is te zwaar"],
    ),
]


@pytest.mark.parametrize(("measured", "over"), BUDGETS)
def test_what_is_over_budget_is_said(measured: benchmark.Measured, over: list[str]) -> None:
    found = measured.over()
    assert len(found) == len(over), found
    for said, expected in zip(found, over, strict=True):
        assert expected in said


def building(seconds: float) -> Callable[..., Run]:
    """A build that takes so long, and a hundredth second after a change."""

    def build(_root: Path, _work: Path, _task: object, *, new: bool = True) -> Run:
        told = (runs.Stage("Pagina's maken", 0.5, 7 * MB),)
        return Run(seconds if new else 0.01, MB, told, cpu=3.25)

    return build


@pytest.mark.parametrize(("seconds", "status"), [(1.0, 0), (100.0, 1)])
def test_the_command_ends_with_1_over_budget(
    monkeypatch: pytest.MonkeyPatch, seconds: float, status: int
) -> None:
    monkeypatch.setattr(benchmark, "_build", building(seconds))
    by_hugo = lambda _task, _work, found: found.hugo.append(QUICK)  # noqa: E731
    monkeypatch.setattr(benchmark, "_by_others", by_hugo)
    monkeypatch.setattr(runs, "sizes", lambda _site, _words: [Size("map", 1000, 2000)])
    options = ["--number", "4", "--number", "30000", "--runs", "1", "--against", str(ROOT)]
    monkeypatch.setattr(runs, "prepare", lambda _root, work, _many: work.mkdir())
    monkeypatch.setattr(runs, "change_one", lambda _work: None)
    result = CliRunner().invoke(benchmark.main, options)
    assert result.exit_code == status, result.output
    for said in ("4 initiatieven", "volle build", "na één wijziging", "andere versie", "Hugo",
                 "Pagina's maken", "keer zo lang", "KB", "3.2", " 7 "):  # fmt: skip
        assert said in result.output
    assert ("Over budget: 30000" in result.output) == bool(status)


def test_what_does_not_end_is_over_budget_and_the_next_number_follows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Another program that does not end is told, and is no fault of ours."""
    in_time, turns = building(1.0), iter(range(9))

    def build(*what: Path, **how: bool) -> Run:
        if next(turns) == 1:
            raise runs.FailedError("niet klaar na 5 seconden")
        return in_time(*what, **how)

    def run(_command: object, _longest: float) -> Run:
        raise runs.FailedError("niet klaar na 6 seconden")

    monkeypatch.setattr(benchmark, "_build", build)
    monkeypatch.setattr(runs, "run", run)
    monkeypatch.setattr(others, "hugo", lambda: None)
    monkeypatch.setattr(others, "for_stock", lambda _docs, _to: [])
    monkeypatch.setattr(runs, "sizes", lambda _site, _words: [])
    monkeypatch.setattr(runs, "prepare", lambda _root, work, _many: work.mkdir())
    monkeypatch.setattr(runs, "change_one", lambda _work: None)
    options = ["--number", "3", "--number", "4", "--runs", "1", "--stock"]
    result = CliRunner().invoke(benchmark.main, options)
    assert result.exit_code == 1, result.output
    assert "Over budget: 3: een build lukte niet: niet klaar na 5 seconden" in result.output
    assert "Over budget: 4" not in result.output
    assert "Niet gemeten: Hugo staat niet op deze computer." in result.output
    assert "Niet gemeten: MkDocs alleen: niet klaar na 6 seconden." in result.output
    assert "Niet gemeten: Material zoals het komt: niet klaar" in result.output


def test_a_stage_has_the_most_memory_that_was_seen_in_it(tmp_path: Path) -> None:
    file = tmp_path / "stages.json"
    file.write_text('[["een", 2.0, 10.0], ["twee", 1.0, 12.5], ["drie", 0.1, 14.0], ["oud", 1]]')
    looks = [runs.Look(moment, held) for moment, held in ((10, 5), (11, 9), (13, 7), (20, 99))]
    assert runs.stages(file, looks) == (("een", 2.0, 9), ("twee", 1.0, 7), ("drie", 0.1, 0),
                                          ("oud", 1, 0))  # fmt: skip


# --- other programs ----------------------------------------------------------------------------


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A tree with a page, one below it, and one that is written by hand."""
    for address in ("9000/", "9000/2/"):
        page = Page(address, address, "Wat er is", f"<h1>{address}</h1>")
        (tmp_path / "docs" / address).mkdir(parents=True)
        (tmp_path / "docs" / page.path).write_bytes(page.file.content)
    (tmp_path / "docs" / "over.md").write_text("# Over\n")
    (tmp_path / "docs" / "index.md").write_text("---\ntitle: Begin\n---\n")
    return tmp_path / "docs"


def test_hugo_gets_every_page_of_the_tree(docs: Path, tmp_path: Path) -> None:
    """What has pages below it is a section there."""
    command = others.for_hugo(docs, tmp_path / "hugo", "/bin/hugo")
    assert command[:3] == ["/bin/hugo", "--source", str(tmp_path / "hugo")]
    found = contents(tmp_path / "hugo" / "content")
    assert sorted(found) == ["9000/2/index.md", "9000/_index.md"]
    assert found["9000/_index.md"] == (docs / "9000" / "index.md").read_bytes()


def test_material_gets_the_texts_as_markdown(docs: Path, tmp_path: Path) -> None:
    command = others.for_stock(docs, tmp_path / "stock")
    assert command[-1] == str(tmp_path / "stock" / "mkdocs.yml")
    found = contents(tmp_path / "stock" / "docs")
    assert sorted(found) == ["9000/2/index.md", "9000/index.md"]
    assert found["9000/index.md"].startswith(b"# 9000/\n")
    assert b"<h1>9000/</h1>" in found["9000/index.md"]
