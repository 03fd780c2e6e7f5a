"""What stands inside pages: the first script, the style, and their hashes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from finder.publishing.inside import content_hash, first_script, inside, needs
from finder.rendering.offline import SHELL, TOOLS

from tests.building import ROOT

IMPORTS = {"box": ["making", "words"], "making": ["words"], "words": [], "a": ["b"], "b": ["a"]}


@pytest.mark.parametrize(
    ("module", "expected"),
    [("box", ["making", "words"]), ("words", []), ("a", ["b"]), ("unknown", [])],
)
def test_all_that_a_module_imports_also_by_way_of_others(module: str, expected: list[str]) -> None:
    assert needs(module, IMPORTS) == expected


def test_the_hash_is_the_one_that_browsers_count() -> None:
    """The example of https://www.w3.org/TR/CSP3/ (alert of Hello, world)."""
    assert (
        content_hash("alert('Hello, world.');")
        == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    )


def test_the_first_script_knows_what_its_features_import(tmp_path: Path) -> None:
    folder = tmp_path / "assets" / "js"
    folder.mkdir(parents=True)
    (folder / "main.js").write_text('  const F = [["form", "box"]];\n  const NEEDS = {};\n')
    (folder / "box.js").write_text(
        'import {\n  make,\n} from "./making.js";\nimport("./later.js");\n'
    )
    (folder / "making.js").write_text('import words from "./words.js";\n')
    expected = 'const F = [["form", "box"]];\nconst NEEDS = {"box":["making","words"]};\n'
    assert first_script(tmp_path) == expected


def test_a_page_of_results_holds_only_what_it_needs(tmp_path: Path) -> None:
    """A line with a mark stays away; elsewhere the mark goes and the line stays."""
    folder = tmp_path / "assets" / "js"
    folder.mkdir(parents=True)
    (folder / "main.js").write_text("const a = 1;\nconst b = 2; // elsewhere\n")
    assert first_script(tmp_path) == "const a = 1;\nconst b = 2;\n"
    assert first_script(tmp_path, is_result=True) == "const a = 1;\n"


def test_the_first_script_of_results_knows_what_they_have_and_no_more() -> None:
    docs = ROOT / "docs"
    features = re.findall(r'^\["[^"]+", "(\w+)"', first_script(docs, is_result=True), re.MULTILINE)
    assert features == ["box", "filters", "open", "keep", "beside", "speak", "paper"]
    for script in (first_script(docs), first_script(docs, is_result=True)):
        assert "elsewhere" not in "".join(line for line in script.splitlines() if "*" not in line)


def test_a_style_that_stands_in_a_page_has_no_ends_of_lines() -> None:
    """They weigh; and a selector never goes on at the next line but after a comma."""
    assert "\n" not in inside(ROOT / "docs")["style"]
    assert not re.search(r"[\w)\]*]\n", (ROOT / "docs/assets/site.css").read_text("utf-8"))


def test_a_tree_without_scripts_and_styles_has_nothing_inside(tmp_path: Path) -> None:
    assert set(inside(tmp_path).values()) == {""}


def test_every_module_that_a_script_imports_is_there() -> None:
    """One that is missing takes a whole feature away, and no page says so."""
    folder = ROOT / "docs" / "assets" / "js"
    made = {"words"}  # rendering/assets.py
    known = {path.stem for path in folder.glob("*.js")} | made
    imported = {
        (path.stem, name)
        for path in folder.glob("*.js")
        for name in re.findall(r'(?:from|import\() ?"\./(\w+)\.js"', path.read_text("utf-8"))
    }
    assert len(imported) > 30
    assert [pair for pair in sorted(imported) if pair[1] not in known] == []


def test_what_works_without_a_network_has_every_module_that_it_imports() -> None:
    """The list of a visitor, and the tools of who keeps a municipality: half of them is nothing."""
    folder = ROOT / "docs" / "assets" / "js"
    pattern = re.compile(r'^(?:import\b[^;]*?|\}) from "\./(\w+)\.js";', re.MULTILINE)
    imports = {one.stem: pattern.findall(one.read_text("utf-8")) for one in folder.glob("*.js")}
    for files in (SHELL, (*SHELL, *TOOLS)):
        kept = {Path(name).stem for name in files if name.endswith(".js")}
        needed = {name for module in kept for name in needs(module, imports)}
        assert needed - kept == set()
