"""The build command from its input to the site: equal bytes, and never half a site."""

from __future__ import annotations

import datetime as dt
import functools
import os
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import build as command
import pytest
from click.testing import CliRunner
from finder.publishing import keeping
from finder.publishing.locking import locked
from finder.publishing.swapping import MARKS, swap

from tests.building import ROOT
from tests.limits import PROGRAM
from tests.sites import BELOW, SMALL, SMALL_DAY, BuiltSite, contents, copy_repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Build = Callable[..., subprocess.CompletedProcess[str]]

OLD = {
    "index.html": b"the old site",
    "9000/index.html": b"old",
    **dict.fromkeys(MARKS, b"made by an earlier build"),
}
# A system that knows nothing of UTF-8.
PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
HOME = f"https://steun.example{BELOW}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the repository with the small data, in which an old site stands."""
    copy = copy_repository(tmp_path / "elsewhere" / "copy", SMALL / "initiatives")
    for name, text in OLD.items():
        (copy / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / "site" / name).write_bytes(text)
    return copy


def test_two_builds_in_different_folders_give_the_same_bytes(
    small_site: BuiltSite, root: Path, build: Build
) -> None:
    """Neither the folder nor the order of sets, the time zone or the encoding changes a byte."""
    done = build(root, root / "site", SITE_URL=HOME, PYTHONHASHSEED="7", TZ="Asia/Tokyo", **PLAIN)
    assert done.returncode == 0, done.stdout
    one, other = contents(small_site.folder), contents(root / "site")
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []


def test_a_build_says_what_it_made(root: Path, build: Build) -> None:
    done = build(root, root / "site")
    assert done.returncode == 0, done.stdout
    assert "8 initiatieven, 1 tips, 1 gestopt" in done.stdout
    assert "Klaar in" in done.stdout
    assert not (root / "build" / "site").exists(), "it became the site"


def _broken_file(root: Path) -> None:
    (root / "initiatives" / "oost-vlaanderen" / "kapot.yml").write_text("name: [\n")


def _unknown_postcode(root: Path) -> None:
    file = root / "initiatives" / "oost-vlaanderen" / "ocmw-gent.yml"
    file.write_text(file.read_text(encoding="utf-8").replace('"9000"', '"9999"'))


def _broken_words(root: Path) -> None:
    (root / "initiatives" / "taxonomy.yml").write_text("kinds: niets\n")


def _dead_link(root: Path) -> None:
    with (root / "docs" / "over.md").open("a") as page:
        page.write("\n[weg](bestaat-niet.md)\n")


def _dead_link_in_html(root: Path) -> None:
    with (root / "docs" / "over.md").open("a") as page:
        page.write('\n<a href="../bestaat-niet/">weg</a>\n')


def _broken_theme(root: Path) -> None:
    (root / "docs" / "overrides" / "lean.html").write_text("{% block main %}")


def _broken_settings(root: Path) -> None:
    with (root / "mkdocs.yml").open("a") as settings:
        settings.write("bestaat-niet: [\n")


def _broken_coordinates(root: Path) -> None:
    (root / "initiatives" / "coordinates.csv").write_text(
        'address,latitude,longitude,precision,source,date\n"Straat 1, 9000 Gent",x,3.7,door,a,b\n'
    )


# What goes wrong before a page is published, and what the command says about it.
EARLY = [
    (_broken_file, "initiatives/oost-vlaanderen/kapot.yml:"),
    (_unknown_postcode, "Postcode 9999 ligt niet in Vlaanderen of Brussel"),
    (_broken_coordinates, "coordinates.csv:2"),
    (_broken_words, "initiatives/taxonomy.yml:1"),
    (_broken_settings, "mkdocs.yml"),
]
# What only shows when pages are published.
LATE = [
    (_dead_link, "bestaat-niet.md"),
    (_dead_link_in_html, "bestaat-niet/"),
    (_broken_theme, "lean.html"),
]


def in_process(root: Path) -> tuple[int, str]:
    """The status and the words of a build that stops before it publishes anything."""
    options = ["--root", str(root), "--site", str(root / "site"), "--today", SMALL_DAY.isoformat()]
    result = CliRunner().invoke(command.main, options)
    return result.exit_code, result.output


@pytest.mark.parametrize(("breaks", "message"), EARLY)
def test_a_build_that_stops_early_says_why_and_leaves_the_old_site(
    root: Path, breaks: Callable[[Path], None], message: str
) -> None:
    breaks(root)
    status, said = in_process(root)
    assert status == 1
    assert message in said
    assert "De site is niet vernieuwd." in said
    assert contents(root / "site") == OLD


@pytest.mark.parametrize(("breaks", "message"), LATE)
def test_a_build_that_fails_late_says_why_and_leaves_the_old_site(
    root: Path, build: Build, breaks: Callable[[Path], None], message: str
) -> None:
    breaks(root)
    done = build(root, root / "site")
    assert done.returncode == 1
    assert message in done.stdout
    assert "De site is niet vernieuwd." in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert contents(root / "site") == OLD


def _work_is_a_file(root: Path) -> None:
    (root / "build").write_text("x")


def _full_disk(_root: Path) -> None:
    """No file may be larger than so many KB: what the system says is much like a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


@pytest.mark.parametrize(
    ("breaks", "where"), [(_work_is_a_file, "before"), (_full_disk, "in the command")]
)
def test_what_the_system_refuses_is_a_line_and_leaves_the_old_site(
    root: Path, breaks: Callable[[Path], None], where: str
) -> None:
    if where == "before":
        breaks(root)
    program: list[str | Path] = [sys.executable, ROOT / "scripts" / "build.py", "--root", root]
    done = subprocess.run(
        program, check=False, timeout=PROGRAM, capture_output=True, text=True,
        env={**os.environ, **PLAIN},
        preexec_fn=functools.partial(breaks, root) if where != "before" else None,
    )  # fmt: skip
    assert done.returncode == 1
    # Whichever of the programs meets it first.
    told = (
        "Het systeem weigert iets",
        "De zoekindex lukte niet: Pagefind stopte. Is de schijf vol?",
    )
    assert any(sentence in done.stdout + done.stderr for sentence in told)
    assert "De site is niet vernieuwd." in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert contents(root / "site") == OLD
    assert not (root / "build" / "site").exists()


def test_a_new_site_stands_when_it_cannot_be_remembered(tmp_path: Path) -> None:
    """The disk was full only then: nobody is told that the old site is still there."""
    (tmp_path / ".cache").write_text("x")
    command.remember(tmp_path, keeping.Kept("v1"))
    assert keeping.load(tmp_path) == keeping.Kept()


def test_what_cannot_be_removed_of_the_old_site_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, site = tmp_path / "build" / "site", tmp_path / "site"
    for folder, text in ((new, "nieuw"), (site, "oud")):
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(text)

    def refuse(*_: object, **_named: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "unlink", refuse)
    swap(new, site)
    assert (site / "index.html").read_text() == "nieuw"


def test_a_folder_with_something_else_is_left_alone(
    root: Path, tmp_path: Path, build: Build
) -> None:
    """Whoever types the name of a folder with work in it keeps that work."""
    place = tmp_path / "Documenten"
    place.mkdir()
    (place / "belangrijk.txt").write_text("Bewaar dit.")
    done = build(root, place)
    assert done.returncode == 1
    assert "In deze map staat iets anders dan een site van ons." in done.stdout
    assert "Kies met --site een map die leeg is" in done.stdout
    assert contents(place) == {"belangrijk.txt": b"Bewaar dit."}


def test_a_second_build_says_that_it_waits(root: Path, tmp_path: Path) -> None:
    """It begins when the first one ends; this one then finds a mistake, which is quick."""
    _broken_file(root)
    program: list[str | Path] = [sys.executable, ROOT / "scripts" / "build.py", "--root", root]
    heard = tmp_path / "said.txt"
    with heard.open("w") as said:
        with locked(root / "build", lambda: None):
            second = subprocess.Popen(program, stdout=said, stderr=said)
            assert until(lambda: "Er loopt al een andere build." in heard.read_text())
            assert second.poll() is None
        assert second.wait(timeout=PROGRAM) == 1
    assert "kapot.yml" in heard.read_text(encoding="utf-8")


def until(is_so: Callable[[], bool]) -> bool:
    """Whether it becomes so within the time that a program may take."""
    for _ in range(20 * PROGRAM):
        if is_so():
            return True
        time.sleep(0.05)
    return False


def test_all_errors_are_told_at_once(root: Path) -> None:
    _broken_file(root)
    _unknown_postcode(root)
    _, said = in_process(root)
    assert "kapot.yml" in said
    assert "ocmw-gent.yml" in said


# --- nothing to show ---------------------------------------------------------------------------

NOTHING = {
    "initiatieven/": "Er staat nog niets op deze site.",
    "9000/": "nog niets",
    "gemeenten/gent/": "nog niets",
}


@pytest.mark.parametrize("address", NOTHING)
def test_a_site_without_initiatives_says_so(empty_site: BuiltSite, address: str) -> None:
    assert NOTHING[address] in " ".join(empty_site.tree(address).text_content().split())


def test_a_site_without_initiatives_still_leads_to_help(empty_site: BuiltSite) -> None:
    for address in ("", "9000/", "gemeenten/gent/"):
        assert any("hulp-nu/" in link for link in empty_site.tree(address).xpath("//main//a/@href"))
    assert not any("initiatieven/" in a and a != "initiatieven/" for a in empty_site.addresses)


def test_a_site_without_initiatives_does_not_count_them(empty_site: BuiltSite) -> None:
    home = empty_site.tree("").text_content()
    assert " 0 plekken" not in home
    assert NOTHING["initiatieven/"] in home


def test_a_folder_without_a_single_file_builds_a_site_too(root: Path, build: Build) -> None:
    for path in sorted((root / "initiatives").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    done = build(root, root / "site")
    assert done.returncode == 0, done.stdout
    assert NOTHING["initiatieven/"] in BuiltSite(root / "site").text("initiatieven/")


def test_mkdocs_alone_makes_the_same_pages_from_the_tree(
    small_site: BuiltSite, tmp_path: Path
) -> None:
    """Nothing comes into being inside MkDocs, so another generator can take its place."""
    root = small_site.folder.parent / "repository"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    epoch = str(int(dt.datetime.combine(SMALL_DAY, dt.time(12), tzinfo=dt.UTC).timestamp()))
    environment = {
        **os.environ,
        "SITE_URL": f"https://steun.example{small_site.base}",
        "SOURCE_DATE_EPOCH": epoch,
    }
    done = subprocess.run(
        [*command, "--config-file", root / "mkdocs.yml", "--site-dir", tmp_path / "site"],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
        timeout=PROGRAM,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    for address in small_site.addresses:
        alone = BuiltSite(tmp_path / "site").file(address)
        assert alone.read_bytes() == small_site.file(address).read_bytes(), address
