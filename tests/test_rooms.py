"""The rooms of the library: each knows only the rooms before it, and nothing goes round."""

from __future__ import annotations

import ast
import re
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

import finder
import pytest

from tests.building import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIBRARY = ROOT / "scripts" / "finder"


def name_of(path: Path) -> str:
    """The dotted name of a module below the library: ``places.geocoding.best``."""
    return ".".join(path.relative_to(LIBRARY).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): path for path in LIBRARY.rglob("*.py") if path.parent != LIBRARY} | {
    path.stem: path for path in LIBRARY.glob("*.py") if path.stem != "__init__"
}


def imported(path: Path) -> Iterator[str]:
    """Every module of the library that a module names, also only for its types."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith("finder."):
            inside = (node.module or "").removeprefix("finder").removeprefix(".")
            for alias in node.names:
                whole = f"{inside}.{alias.name}".removeprefix(".")
                yield whole if whole in MODULES else inside
        elif isinstance(node, ast.Import):
            yield from (a.name.removeprefix("finder.") for a in node.names if "finder." in a.name)


def too_early(name: str, names: list[str]) -> list[str]:
    """The imports of a module that lie in a room after its own."""

    def floor(module: str) -> int:
        return finder.ROOMS.index(module.split(".", maxsplit=1)[0])

    return [other for other in names if floor(other) > floor(name)]


def test_every_room_is_named_and_every_name_is_a_room() -> None:
    assert {name.split(".")[0] for name in MODULES} == set(finder.ROOMS)


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_module_knows_only_rooms_before_its_own(name: str) -> None:
    assert too_early(name, list(imported(MODULES[name]))) == []


def test_a_forbidden_import_would_be_seen() -> None:
    assert too_early("places.gazetteer", ["text", "words.saying"]) == ["words.saying"]


def test_no_imports_go_round() -> None:
    """Also inside a room; what only types need may look back, for it is not loaded."""
    graph = {name: set(loaded(MODULES[name])) - {name} for name in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def loaded(path: Path) -> Iterator[str]:
    """The modules that are loaded with a module: not those that only its types need."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith("finder."):
            inside = (node.module or "").removeprefix("finder").removeprefix(".")
            for alias in node.names:
                whole = f"{inside}.{alias.name}".removeprefix(".")
                yield whole if whole in MODULES else inside


def test_the_readme_draws_the_same_rooms() -> None:
    """Every room once, in the same order."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    labels = re.findall(r'^    \w+\["([a-z, ]+)(?::.*)?"\]', text, re.MULTILINE)
    drawn = [room for label in labels for room in label.split(", ")]
    assert drawn == list(finder.ROOMS)


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < 80
