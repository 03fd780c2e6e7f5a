"""A build after a build makes only what changed, and to the same bytes as one from nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.publishing import keeping

from tests.sites import SMALL, contents, copy_repository

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Build = Callable[..., subprocess.CompletedProcess[str]]


def change(root: Path) -> None:
    """What contributors do: another sentence, a new file, one that moves, one that stops."""
    data = root / "initiatives"
    one = data / "antwerpen" / "rechts-naar-links-antwerpen.yml"
    one.write_text(one.read_text(encoding="utf-8").replace("thee", "koffie"), encoding="utf-8")
    other = data / "oost-vlaanderen" / "ocmw-gent.yml"
    text = other.read_text(encoding="utf-8")
    (other.parent / "nieuw-gent.yml").write_text(text.replace("OCMW", "Buurthuis"))
    (data / "oost-vlaanderen" / "script-gent.yml").unlink()


def damage(root: Path) -> None:
    """Other bytes in the source of a page, in a finished page, and in a file that a map loads."""
    for name in ("build/docs/9000/index.md", "site/2000/index.html", "site/kaarten/gent.js"):
        path = root / name
        path.write_bytes(path.read_bytes().replace(b"Gent", b"Gand") + b"\n")
    (root / "site" / "9000" / "index.html").unlink()
    for ending in ("pf_index", "pf_fragment"):
        path = min((root / "site" / "pagefind").rglob(f"*.{ending}"))
        path.write_bytes(path.read_bytes()[:-1])
    document = min((root / "build" / "search").rglob("*.html"))
    document.write_bytes(document.read_bytes().replace(b"<p", b"<b"))


def built(root: Path, build: Build) -> dict[str, bytes]:
    done = build(root, root / "site")
    assert done.returncode == 0, done.stdout
    return contents(root / "site")


@pytest.fixture(scope="module")
def twice(
    tmp_path_factory: pytest.TempPathFactory, build: Build
) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """A repository that was built, changed and built again; the site then, and from nothing."""
    root = copy_repository(tmp_path_factory.mktemp("again") / "repository", SMALL / "initiatives")
    built(root, build)
    change(root)
    (root.parent / "begun").touch()
    after = built(root, build)
    fresh = copy_repository(root.parent / "fresh", SMALL / "initiatives")
    change(fresh)
    return root, after, built(fresh, build)


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_after_a_change_the_site_is_the_same_as_from_nothing(
    twice: tuple[Path, dict[str, bytes], dict[str, bytes]],
) -> None:
    _, after, fresh = twice
    assert differing(after, fresh) == []


def test_what_is_damaged_is_made_anew(
    twice: tuple[Path, dict[str, bytes], dict[str, bytes]], build: Build
) -> None:
    root, after, _ = twice
    damage(root)
    assert differing(built(root, build), after) == []


def test_most_pages_are_those_of_the_last_build(
    twice: tuple[Path, dict[str, bytes], dict[str, bytes]],
) -> None:
    """Their files are the very same: a page is written once."""
    root, _, _ = twice
    kept = keeping.load(root)
    old = (root.parent / "begun").stat().st_mtime_ns
    times = [(root / "site" / name).stat().st_mtime_ns for name in kept.pages]
    assert len(times) > 500
    assert sum(time < old for time in times) > len(times) / 4


def test_the_search_index_is_made_again_only_for_other_documents(
    twice: tuple[Path, dict[str, bytes], dict[str, bytes]], build: Build
) -> None:
    """A telephone number stands in no document; a sentence does."""
    root, _, _ = twice
    built(root, build)
    path = root / "initiatives" / "oost-vlaanderen" / "ocmw-gent.yml"
    index = root / "site" / "pagefind" / "pagefind-entry.json"
    times, before = [index.stat().st_mtime_ns], path.read_text(encoding="utf-8")
    for old, new in (("266 91 11", "266 91 12"), ("papieren", "facturen")):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        built(root, build)
        times.append(index.stat().st_mtime_ns)
    path.write_text(before, encoding="utf-8")  # for the other tests
    assert times[0] == times[1]
    assert times[1] < times[2]
