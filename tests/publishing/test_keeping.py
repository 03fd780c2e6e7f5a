"""What a build leaves for the next one: it comes back the same, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.publishing import keeping
from finder.publishing.looking import look
from finder.rendering.remembering import Among, File, Made, Memory, Same, digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SEEN = look("9000/index.html", b'<a href="../#b">x</a><p id=c>y</p>')
KEPT = keeping.Kept(
    "v1",
    {
        "9000/": Made("key", (("9000/index.md", digest(b"a")),)),
        "9001/": Made("key", (), "candidates"),
    },
    "t1",
    {"9000/index.html": keeping.Page("source", SEEN)},
)


def test_what_is_kept_comes_back_the_same(tmp_path: Path) -> None:
    keeping.save(tmp_path, KEPT)
    assert keeping.load(tmp_path) == KEPT


def _one_byte(content: bytes) -> bytes:
    return content.replace(b"9000", b"9001")


DAMAGES: list[Callable[[bytes], bytes]] = [
    _one_byte,
    lambda content: content[:-1],
    lambda content: content[:10],
    lambda _content: b"",
    lambda _content: b"\xff\xfe\n",
    lambda content: b"x" + content,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_counts_as_none(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    keeping.save(tmp_path, KEPT)
    path = tmp_path / keeping.FILE
    path.write_bytes(damage(path.read_bytes()))
    assert keeping.load(tmp_path) == keeping.Kept()


def test_another_form_counts_as_none(tmp_path: Path) -> None:
    """As an older version of this project left it."""
    keeping.save(tmp_path, keeping.Kept("v1", {}, "t1", {}))
    path = tmp_path / keeping.FILE
    import hashlib  # noqa: PLC0415

    for body in (b"[]", b'{"version": "v1"}', b'{"pages": {"a": 1}, "places": []}'):
        path.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        assert keeping.load(tmp_path) == keeping.Kept()


# --- parts -------------------------------------------------------------------------------------


def memory(tree: Path) -> Memory:
    """What a build remembers that made one part of one file."""
    (tree / "9000").mkdir(parents=True)
    (tree / "9000" / "index.md").write_bytes(b"old")
    before = Memory()
    list(before.recall("9000/", ("a", 1.5), lambda: [File("9000/index.md", b"old")]))
    return Memory(tree, before.now)


def recalled(found: Memory, name: str = "9000/", made_of: object = ("a", 1.5)) -> File:
    (file,) = found.recall(name, made_of, lambda: [File("9000/index.md", b"new")])
    return file


def test_a_part_that_is_made_of_the_same_is_not_made_again(tmp_path: Path) -> None:
    found = memory(tmp_path)
    file = recalled(found)
    assert isinstance(file, Same)
    assert file == File("9000/index.md", b"old")
    assert found.now == found.before


@pytest.mark.parametrize(
    ("name", "made_of"), [("9000/", ("a", 1.6)), ("9000/", ("b", 1.5)), ("9001/", ("a", 1.5))]
)
def test_a_part_that_is_made_of_something_else_is_made(
    tmp_path: Path, name: str, made_of: object
) -> None:
    found = memory(tmp_path)
    assert recalled(found, name, made_of).content == b"new"
    assert found.now[name].files == (("9000/index.md", digest(b"new")),)


def _other_bytes(path: Path) -> None:
    path.write_bytes(b"odd")


def _a_link(path: Path) -> None:
    path.rename(path.with_name("elsewhere.md"))
    path.symlink_to("elsewhere.md")


def _a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [_other_bytes, _a_link, _a_folder, lambda path: path.unlink()])
def test_a_part_with_a_damaged_file_is_made(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    found = memory(tmp_path)
    damage(tmp_path / "9000" / "index.md")
    assert recalled(found).content == b"new"


def test_what_a_part_is_made_of_is_told_only_where_its_candidates_changed(tmp_path: Path) -> None:
    told: list[str] = []

    def among(candidates: str, exactly: str) -> Among:
        def tell() -> str:
            told.append(exactly)
            return exactly

        return Among(candidates, tell)

    def made(before: Memory, found: Among) -> tuple[Memory, bytes]:
        memory = Memory(tmp_path, before.now)
        (file,) = memory.recall("9000/", found, lambda: [File("a.md", b"new")])
        return memory, b"same" if isinstance(file, Same) else file.content

    (tmp_path / "a.md").write_bytes(b"new")
    first, content = made(Memory(), among("a", "x"))
    assert (content, told) == (b"new", ["x"])
    second, content = made(first, among("a", "y"))
    assert (content, told) == (b"same", ["x"])
    third, content = made(second, among("b", "x"))
    assert (content, told) == (b"same", ["x", "x"])
    assert made(third, among("b", "z"))[1] == b"same"
    assert made(third, among("c", "z"))[1] == b"new"
    assert told == ["x", "x", "z"]
