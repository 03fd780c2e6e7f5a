"""The source tree: only what belongs in it, and written only when its bytes changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from finder.errors import FinderError
from finder.publishing.assembling import Tree, assemble
from finder.rendering.pages.handwritten import without_comments

from tests.sites import SMALL, contents, copy_repository, site_of

if TYPE_CHECKING:
    from pathlib import Path

LONG_AGO = 1_000_000_000


def age(folder: Path) -> None:
    """Make every file look as if it was written long ago."""
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (LONG_AGO, LONG_AGO))


def written(folder: Path) -> set[str]:
    """The files that were written since :func:`age`."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {p.relative_to(folder).as_posix() for p in files if p.stat().st_mtime != LONG_AGO}


# The old content of the file (None: there is no file), the new content, and whether it is written.
PUTS = [
    (None, b"new", True),
    (None, b"", True),
    (b"old", b"new", True),
    (b"old", b"old", False),
    (b"old", b"old\n", True),
    (b"old", b"", True),
    (b"", b"", False),
    ("é".encode(), "é".encode("latin-1"), True),
]


@pytest.mark.parametrize(("old", "new", "changes"), PUTS)
def test_a_file_is_written_only_when_its_bytes_changed(
    tmp_path: Path, old: bytes | None, new: bytes, changes: bool
) -> None:
    path = tmp_path / "a" / "index.md"
    if old is not None:
        path.parent.mkdir()
        path.write_bytes(old)
        age(tmp_path)
    Tree(tmp_path).put("a/index.md", new)
    assert path.read_bytes() == new
    assert written(tmp_path) == ({"a/index.md"} if changes else set())


def test_prune_removes_what_was_not_put_and_leaves_no_empty_folder(tmp_path: Path) -> None:
    for name in ("stays.md", "a/stays.md", "a/goes.md", "b/goes.md", "c/d/e/goes.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    tree = Tree(tmp_path)
    tree.put("stays.md", b"new")
    tree.put("a/stays.md", b"new")
    tree.prune()
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert found == {"stays.md", "a", "a/stays.md"}


def test_prune_never_follows_a_link_out_of_the_tree(tmp_path: Path) -> None:
    outside = tmp_path / "outside" / "precious.md"
    outside.parent.mkdir()
    outside.write_text("precious")
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "link").symlink_to(outside.parent)
    Tree(tmp_path / "tree").prune()
    assert outside.read_text() == "precious"
    assert not (tmp_path / "tree" / "link").exists()


@pytest.mark.parametrize(
    ("old", "new"),
    [("9000", "9000/index.md"), ("9000/index.md", "9000"), ("a/b/c/d.md", "a/b")],
)
def test_a_file_takes_the_place_of_a_folder_and_a_folder_that_of_a_file(
    tmp_path: Path, old: str, new: str
) -> None:
    Tree(tmp_path).put(old, b"old")
    tree = Tree(tmp_path)
    tree.put(new, b"new")
    tree.prune()
    assert contents(tmp_path) == {new: b"new"}


@pytest.mark.parametrize("name", ["page.md", "folder/page.md"])
def test_nothing_is_written_through_a_link_out_of_the_tree(tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "page.md").write_text("precious")
    tree = tmp_path / "tree"
    tree.mkdir()
    (tree / "page.md").symlink_to(outside / "page.md")
    (tree / "folder").symlink_to(outside)
    Tree(tree).put(name, b"new")
    assert (outside / "page.md").read_text() == "precious"
    assert (tree / name).read_bytes() == b"new"


# --- the whole tree ----------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the repository with the small data."""
    return copy_repository(tmp_path / "repository", SMALL / "initiatives")


def test_the_tree_holds_pages_maps_data_and_what_docs_holds_and_the_theme(root: Path) -> None:
    folder = root / "build" / "docs"
    number = assemble(folder, site_of(root))
    names = set(contents(folder))
    assert {
        "index.md",
        "9000/index.md",
        "gemeenten/index.md",
        "gemeenten/gent/index.md",
        "initiatieven/index.md",
        "initiatieven/ocmw-gent/index.md",
        "initiatieven/gestopt-gent/index.md",
        "kaart/index.md",
        "kaarten/alles.html",
        "kaarten/alles.js",
        "kaarten/gent.html",
        "data/initiatieven/ocmw-gent.yml",
        "assets/leaflet/leaflet.js",
        "assets/site.css",
        "over.md",
    } <= names
    assert {"overrides/lean.html", "overrides/words.html"} <= names, "the theme with its words"
    assert not {name for name in names if "misschien-genk" in name}, "a lead has no page"
    assert "kaarten/brugge.html" not in names, "no map of nothing"
    assert number == sum(name.endswith(".md") for name in names)


def test_the_data_of_a_page_are_the_bytes_of_its_file(root: Path) -> None:
    folder = root / "build" / "docs"
    assemble(folder, site_of(root))
    source = SMALL / "initiatives" / "oost-vlaanderen" / "script-gent.yml"
    published = folder / "data" / "initiatieven" / "script-gent.yml"
    assert published.read_bytes() == source.read_bytes()


def test_a_second_run_writes_nothing_and_a_change_writes_only_its_own_pages(root: Path) -> None:
    folder = root / "build" / "docs"
    assemble(folder, site_of(root))
    age(folder)
    assemble(folder, site_of(root))
    assert written(folder) == set()

    file = root / "initiatives" / "antwerpen" / "rechts-naar-links-antwerpen.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("thee", "koffie"), encoding="utf-8")
    assemble(folder, site_of(root))
    changed = written(folder)
    slug = "rechts-naar-links-antwerpen"
    assert f"initiatieven/{slug}/index.md" in changed
    assert f"data/initiatieven/{slug}.yml" in changed
    assert "2000/index.md" in changed
    assert not changed & {"9000/index.md", "initiatieven/ocmw-gent/index.md", "kaarten/gent.js"}


def test_what_is_gone_from_the_data_is_gone_from_the_tree(root: Path) -> None:
    folder = root / "build" / "docs"
    assemble(folder, site_of(root))
    (root / "initiatives" / "antwerpen" / "rechts-naar-links-antwerpen.yml").unlink()
    assemble(folder, site_of(root))
    left = {name for name in contents(folder) if "antwerpen" in name}
    page = "gemeenten/antwerpen"
    assert left == {f"{page}/index.md", f"{page}/folder/index.html", f"{page}/kader/index.html"}


def test_progress_is_told_after_each_page_and_ends_when_all_are_done(root: Path) -> None:
    told: list[tuple[int, int]] = []
    number = assemble(
        root / "build" / "docs", site_of(root), lambda done, of: told.append((done, of))
    )
    assert [done for done, _ in told] == list(range(1, number + 1))
    assert all(done <= of for done, of in told)
    assert told[-1] == (number, number)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("// words\nlet a = 1;\n", "let a = 1;\n"),
        ("/** words\n * more\n */\nlet a;\n", "let a;\n"),
        ("  // words\n  go();\n", "  go();\n"),
        ("let a = 1; // why\n", "let a = 1; // why\n"),
        ('let url = "https://x.be/";\n', 'let url = "https://x.be/";\n'),
        ("a = b /* c */ * d;\n", "a = b /* c */ * d;\n"),
    ],
)
def test_scripts_travel_without_their_comment_lines(script: str, expected: str) -> None:
    assert without_comments(script) == expected


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("---\ntitle: Over\ndescription: Wie doet dit: wij.\n---\n", 3),
        ("---\ndescription: Zonder titel.\n---\n", 1),
        ("Geen begin.\n", 1),
    ],
)
def test_a_page_whose_head_cannot_be_read_is_named(root: Path, front: str, line: int) -> None:
    (root / "docs" / "over.md").write_text(f"{front}\n# Over\n", encoding="utf-8")
    with pytest.raises(FinderError) as caught:
        assemble(root / "build" / "docs", site_of(root))
    (found,) = caught.value.findings
    assert (found.rule, found.file, found.line) == ("front-matter", "docs/over.md", line)
    assert found.hint
