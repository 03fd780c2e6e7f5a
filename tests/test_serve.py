"""The preview: the script that reloads, the watch, and a build that leaves its sources alone."""

from __future__ import annotations

import queue
import re
import shutil
import socket
import threading
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import ANY

import pytest
import serve
from click.testing import CliRunner
from finder.publishing.swapping import MARKS
from finder.publishing.warming import Outcome

from tests.freezing import FROZEN
from tests.sites import contents, copy_repository

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PAGE = "<!doctype html><html lang=nl><body><p>Bouw {}</p></body></html>"
WAIT = 30  # seconds, at most; nothing here takes one


# Of a file that changed.
SUMMARY = "summary: Je bent hier welkom."


class Site:
    """A tiny repository with a builder that counts, and its preview while it runs."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.builds: queue.Queue[int] = queue.Queue()
        self._number = 0
        self.outcome = Outcome(is_built=True, said="Klaar in 1 seconde.")
        (root / "mkdocs.yml").write_text("site_name: Proef\nsite_url: https://proef.example/\n")
        for name in serve.WATCHED:
            if "." not in name:
                (root / name).mkdir(parents=True)
        self.address = ""
        self.server = serve.preview(root, 0, self.build, lambda: self.address)

    def build(self) -> Outcome:
        """Write one page, with the number of the build in it."""
        self._number += 1
        (self.root / "site").mkdir(exist_ok=True)
        (self.root / "site" / "index.html").write_text(PAGE.format(self._number))
        self.builds.put(self._number)
        return self.outcome

    def get(self, path: str) -> tuple[int, str, str]:
        """Status, content type and text of an address."""
        url = f"http://127.0.0.1:{self.server.server_address[1]}{path}"
        try:
            with urllib.request.urlopen(url, timeout=WAIT) as answer:
                return answer.status, answer.headers["Content-Type"], answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.headers["Content-Type"], error.read().decode()

    def change(self, name: str) -> int:
        """Change a file until a build follows; the number of that build.

        The watch begins in a thread of its own, so that the first change may come too early.
        """
        for attempt in range(WAIT):
            (self.root / name).write_text(f"{'x' * attempt}\n")
            try:
                return self.builds.get(timeout=1)
            except queue.Empty:
                continue
        pytest.fail(f"no build within {WAIT} seconds after a change in {name}")


@contextmanager
def running(root: Path) -> Iterator[Site]:
    """The preview of a tiny repository, from its first build on: it listens before it builds."""
    site = Site(root)
    thread = threading.Thread(target=site.server.serve)
    thread.start()
    try:
        assert site.builds.get(timeout=WAIT) == 1
        yield site
    finally:
        site.server.shutdown(wait=True)
        thread.join(WAIT)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running(tmp_path) as running_site:
        yield running_site


def test_the_first_page_is_built_when_the_server_starts(site: Site) -> None:
    status, kind, page = site.get("/")
    assert status == 200
    assert kind == "text/html"
    assert "Bouw 1" in page


def test_the_reload_script_is_a_file_of_the_same_host(site: Site) -> None:
    """`default-src 'self'` in our pages refuses a script in the page itself."""
    _, _, page = site.get("/")
    tag = page.removeprefix(PAGE.format(1).removesuffix("</body></html>"))
    assert tag.startswith('<script src="/livereload.js?')
    assert tag.endswith('"></script></body></html>')
    _, kind, script = site.get(tag.split('"')[1])
    assert kind == "application/javascript"
    assert f"livereload({tag.split('?')[1].split(chr(34))[0]}, " in script


def test_a_page_that_is_ahead_is_shown_before_the_build_ends(site: Site) -> None:
    """And what the build makes after it is shown too."""
    server = site.server
    shown: list[int] = []
    build = site.build

    def slow() -> Outcome:
        shown.append(server._visible_epoch)
        return build()

    server._builder, site.address = slow, "initiatieven/huis/"
    before = server._visible_epoch
    site.change("docs/a.md")
    assert before < shown[0]
    with server._epoch_cond:
        assert server._epoch_cond.wait_for(lambda: server._visible_epoch > shown[0], WAIT)


@pytest.mark.parametrize("name", ["initiatives/een.yml", "docs/over.md", "scripts/finder/x.py"])
def test_a_change_builds_again_and_reloads_the_page(site: Site, name: str) -> None:
    _, _, page = site.get("/")
    epoch = page.split("/livereload.js?")[1].split('"')[0]
    build = site.change(name)
    # Asked by the script: the answer waits until there is a newer build.
    _, _, newer = site.get(f"/livereload/{epoch}/1")
    assert int(newer) > int(epoch)
    assert f"Bouw {build}" in site.get("/")[2]


def test_an_unknown_address_shows_the_page_of_the_site(site: Site) -> None:
    (site.root / "site" / "404.html").write_text("<body>Niet gevonden</body>")
    status, _, page = site.get("/bestaat-niet/")
    assert status == 404
    assert page.startswith('<body>Niet gevonden<script src="/livereload.js?')


def test_the_script_takes_only_a_number(site: Site) -> None:
    for query in ("", "?", "?1);alert(1", "?-1", "?1&2"):
        assert site.get(f"/livereload.js{query}")[0] == 404, query


def test_without_a_site_the_page_says_what_to_do(tmp_path: Path) -> None:
    with running(tmp_path) as site:
        shutil.rmtree(tmp_path / "site")
        status, _, page = site.get("/")
    assert status == 404
    assert "nog niet gebouwd" in page
    assert "/livereload.js?" in page


def test_a_site_below_a_path_is_shown_below_that_path(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Proef\nsite_url: https://x.example/steun/\n")
    server = serve.preview(tmp_path, 0, lambda: Outcome(is_built=True, said=""))
    server.server_close()
    assert server.mount_path == "/steun/"


def test_a_port_in_use_is_told_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Proef\n")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(serve.main, ["--port", str(port), "--root", str(tmp_path)])
    assert result.exit_code == 1
    assert f"Poort {port} is niet vrij" in result.output


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the repository with one province."""
    one_province = tmp_path / "one-province"
    shutil.copytree(FROZEN / "initiatives" / "limburg", one_province / "limburg")
    root = copy_repository(tmp_path / "repository", one_province)
    no_cache = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "scripts", root / "scripts", ignore=no_cache)
    return root


def built(root: Path) -> Outcome:
    """One build by a process that waits for it."""
    warm = serve.builder(root)
    try:
        return serve.rebuild(warm)
    finally:
        warm.stop()


def _stamps(root: Path) -> dict[str, int]:
    """When each watched file was written last."""
    found = (path for name in serve.WATCHED for path in (root / name, *(root / name).rglob("*")))
    return {str(path): path.stat().st_mtime_ns for path in found if path.is_file()}


def test_a_build_touches_nothing_that_is_watched(copy: Path) -> None:
    """Else each build would start the next one."""
    before = _stamps(copy)
    assert built(copy).is_built
    assert _stamps(copy) == before
    assert (copy / "site" / "index.html").is_file()


def test_the_page_of_a_changed_file_is_published_ahead_of_the_rest(copy: Path) -> None:
    """It is the page that the build makes after it, and of another sort of change there is none."""
    warm = serve.builder(copy)
    try:
        assert warm.build() == Outcome(is_built=True, said=ANY)
        path = min((copy / "initiatives" / "limburg").glob("*.yml"))
        page = copy / "site" / "initiatieven" / path.stem / "index.html"
        good, before = path.read_text(encoding="utf-8"), contents(copy / "site")
        path.write_text("name: Kapot\n")
        assert warm.page() == "", "the build tells what is wrong"
        path.write_text(re.sub("(?m)^summary: .*", SUMMARY, good), encoding="utf-8")
        assert warm.page() == f"initiatieven/{path.stem}/"
        after = contents(copy / "site")
        assert [name for name in after if after[name] != before[name]] == [
            page.relative_to(copy / "site").as_posix()
        ]
        assert "Je bent hier welkom." in page.read_text(encoding="utf-8")
        assert after.keys() == before.keys()
        assert warm.build() == Outcome(is_built=True, said=ANY)
        assert page.read_bytes() == after[page.relative_to(copy / "site").as_posix()]
        taxonomy = copy / "initiatives" / "taxonomy.yml"
        taxonomy.write_text(taxonomy.read_text(encoding="utf-8") + "# anders\n", encoding="utf-8")
        path.write_text(good, encoding="utf-8")
        assert warm.page() == "", "more changed than files of initiatives"
    finally:
        warm.stop()


def test_after_an_error_the_old_site_stands(copy: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for mark in ("index.html", *MARKS):
        path = copy / "site" / mark
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("oud")
    broken = copy / "initiatives" / "limburg" / "kapot.yml"
    broken.write_text("name: Kapot\n")
    try:
        assert not built(copy).is_built
    finally:
        broken.unlink()
    assert (copy / "site" / "index.html").read_text() == "oud"
    printed = capfd.readouterr().out
    assert "FOUT initiatives/limburg/kapot.yml" in printed
    assert "De oude staat er nog" in printed


def test_a_build_that_never_ends_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else no later change is ever seen."""
    monkeypatch.setattr(serve, "LONGEST", 0.5)
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "build.py").write_text("while True: pass\n")
    assert not built(tmp_path).is_built
    assert "na 0.5 seconden niet klaar" in capsys.readouterr().out


# How a build ended, and how a page tells it.
TOLD = [
    (Outcome(is_built=True, said="Klaar in 2 seconden."), ""),
    (Outcome(is_built=True, said="TIP a.yml\n    Zo."), "<details><summary>Opmerkingen</summary>"),
    (
        Outcome(is_built=False, said="FOUT a.yml:3\n    Fout."),
        "<dialog open><strong>De site is niet",
    ),
]


@pytest.mark.parametrize(("outcome", "begins"), TOLD)
def test_what_a_build_found_stands_on_the_page_too(outcome: Outcome, begins: str) -> None:
    said = serve.told(outcome)
    assert said.startswith(begins)
    assert bool(said) == bool(begins)


def test_what_is_said_is_text_and_never_html() -> None:
    said = serve.told(Outcome(is_built=False, said="FOUT <script>alert(1)</script>"))
    assert "<script>" not in said
    assert "&lt;script&gt;" in said


def test_a_page_shows_the_mistake_of_the_last_build(site: Site) -> None:
    site.outcome = Outcome(is_built=False, said="FOUT initiatives/een.yml:3")
    site.change("initiatives/een.yml")
    _, _, page = site.get("/")
    epoch = page.split("/livereload.js?")[1].split('"')[0]
    if "FOUT" not in page:  # the build ended, and its outcome comes a moment later
        site.get(f"/livereload/{epoch}/1")
        _, _, page = site.get("/")
    assert "FOUT initiatives/een.yml:3" in page
    assert "<dialog open>" in page
