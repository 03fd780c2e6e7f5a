"""The command, against a server on this computer: what it asks, keeps and tells."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import check_links
import pytest
from check_links import DONE, FAILED, INTERRUPTED, Options
from click.testing import CliRunner
from finder.freshness.links.asking import Answer, Asker, Outcome
from finder.settings import read_settings
from rich.console import Console

from tests.building import ROOT, yaml_text
from tests.freshness.links.serving import DEAD, WAIT, resolve, says

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

    from tests.conftest import Repository
    from tests.freshness.links.serving import Web
    from tests.places.geocoding.serving import FakeClock

FILE = "initiatives/links.csv"
HEAD = "url,trouble,reason,first,last\n"


def day(number: int) -> dt.datetime:
    return dt.datetime(2026, 11, number, tzinfo=dt.UTC)


@pytest.fixture
def site(repository: Repository, web: Web) -> Repository:
    """Four initiatives with one link each: a good one, one gone, a busy one, and a dead name."""
    for path in repository.path("").rglob("*.yml"):
        if path.name != "taxonomy.yml":
            path.unlink()
    (repository.root / "mkdocs.yml").write_text(
        "site_name: Proef\nsite_url: https://steun.example/\n"
        "extra: {contact_email: info@steun.example}\n"
    )
    (repository.root / "docs").mkdir()
    links = {
        "goed": web.url("/goed"),
        "weg": web.url("/weg"),
        "druk": web.url("/druk", host="localhost"),
        "dood": f"http://{DEAD}/",
    }
    for slug, url in links.items():
        text = yaml_text(sources=f'[{{url: "{url}"}}]')
        repository.write(f"oost-vlaanderen/{slug}.yml", text)
    web.answers["/weg"] = says(404)
    web.answers["/druk"] = says(503)
    return repository


@pytest.fixture
def run(site: Repository, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run the command on this repository; the keywords are its options."""
    # A host must have a point in its name; the second name of this computer has none.
    monkeypatch.setattr("finder.checking.rules.is_web_address", lambda _text: True)
    settings = read_settings(site.root / "mkdocs.yml")

    def command(ask: Callable[[str], Answer] | None = None, **options: object) -> int:
        ask = ask or Asker("wij", resolve, clock.clock).ask
        given = replace(Options(today=day(22), root=site.root), **options)  # type: ignore[arg-type]
        return check_links.check(given, settings, ask, Console(quiet=True), clock.clock)

    return command


def kept(site: Repository) -> list[str]:
    """The lines of the file, without its head."""
    head, *lines = (site.root / FILE).read_text().splitlines()
    assert f"{head}\n" == HEAD
    return lines


def test_trouble_is_kept_and_told_apart(
    site: Repository, web: Web, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    """The first day nothing is broken yet; the status is 0, for a report blocks nothing."""
    assert run() == DONE
    assert kept(site) == [
        f"{web.url('/weg')},gone,404,2026-11-22,2026-11-22",
        f"http://{DEAD}/,dead-name,deze naam bestaat niet,2026-11-22,2026-11-22",
        f"{web.url('/druk', host='localhost')},soft,503,2026-11-22,2026-11-22",
    ]
    told = capsys.readouterr().out
    assert "Misschien stuk: 2\n" in told
    assert "Niet zeker: 1\n" in told
    assert "      initiatives/oost-vlaanderen/weg.yml\n" in told
    assert "Nagekeken: 1 in orde, 1 weg, 1 naam bestaat niet, 1 niet zeker." in told
    assert "Stuk:" not in told


def test_only_another_day_makes_it_broken(
    run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    run()
    assert "Stuk: " not in capsys.readouterr().out
    assert run(today=day(25)) == DONE
    assert "Stuk: 2\n" in capsys.readouterr().out


def test_what_works_again_leaves_the_file(
    site: Repository, web: Web, run: Callable[..., int]
) -> None:
    run()
    web.answers.clear()
    run(today=day(25))
    assert [line.split(",")[1] for line in kept(site)] == ["dead-name"]


def test_asking_again_only_what_failed(web: Web, run: Callable[..., int]) -> None:
    """A moved page did not fail."""
    web.answers["/goed"] = says(301, "/beter")
    run()
    web.asked.clear()
    run(failed=True, today=day(25))
    assert {line.partition(" ")[2] for line in web.asked} == {"/weg", "/druk"}


def test_a_moved_page_is_told_with_its_new_address(
    site: Repository, web: Web, run: Callable[..., int]
) -> None:
    web.answers["/goed"] = says(301, "/beter")
    run()
    line = f"{web.url('/goed')},moved,{web.url('/beter')},2026-11-22,2026-11-22"
    assert line in kept(site)


def test_a_limit(web: Web, run: Callable[..., int]) -> None:
    run(limit=1)
    assert len({line.partition(" ")[2] for line in web.asked}) == 1


def test_offline_nothing_is_asked_and_all_that_is_known_is_told(
    web: Web, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    web.asked.clear()
    capsys.readouterr()
    assert run(offline=True) == DONE
    assert web.asked == []
    assert "Misschien stuk: 2\n" in capsys.readouterr().out


def test_the_text_of_an_issue(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(markdown=True, folder=tmp_path / "issues")
    told = capsys.readouterr().out
    assert told.startswith("# Links die niet meer werken\n")
    assert "Nagekeken:" not in told
    assert (tmp_path / "issues" / "links.md").read_text(encoding="utf-8") == told


def test_without_trouble_there_is_no_issue(
    web: Web, site: Repository, run: Callable[..., int], tmp_path: Path
) -> None:
    web.answers.clear()
    site.path("oost-vlaanderen/dood.yml").unlink()
    assert run(folder=tmp_path / "issues") == DONE
    assert list((tmp_path / "issues").iterdir()) == []
    assert (site.root / FILE).read_text() == HEAD


def test_when_nobody_answers_nothing_is_kept(
    site: Repository, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a connection every name looks dead; that says nothing about the websites."""

    def cut_off(url: str) -> Answer:
        return Answer(Outcome.DEAD_NAME if DEAD in url else Outcome.SOFT, "geen verbinding")

    assert run(ask=cut_off) == FAILED
    assert not (site.root / FILE).exists()
    assert "Werkt je internet?" in capsys.readouterr().out


def test_ctrl_c_keeps_what_was_found(
    site: Repository, web: Web, run: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run goes on from there."""

    def stopped(_ask: object, urls: list[str]) -> object:
        yield web.url("/weg"), Answer(Outcome.GONE, "404")
        assert urls
        raise KeyboardInterrupt

    monkeypatch.setattr(check_links, "ask_all", stopped)
    assert run() == INTERRUPTED
    assert kept(site) == [f"{web.url('/weg')},gone,404,2026-11-22,2026-11-22"]


def test_work_is_saved_while_it_goes_on(
    site: Repository,
    web: Web,
    run: Callable[..., int],
    clock: FakeClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So that even a power cut costs only seconds."""
    seen = []

    def slow(_ask: object, _urls: list[str]) -> object:
        yield web.url("/goed"), Answer(Outcome.FINE)
        clock.now += check_links.SAVE_EVERY
        yield web.url("/weg"), Answer(Outcome.GONE, "404")
        seen.extend(kept(site))

    monkeypatch.setattr(check_links, "ask_all", slow)
    run()
    assert seen == [f"{web.url('/weg')},gone,404,2026-11-22,2026-11-22"]


def test_a_line_of_an_address_that_is_gone_from_the_site_goes(
    site: Repository, run: Callable[..., int]
) -> None:
    run()
    site.path("oost-vlaanderen/weg.yml").unlink()
    run(today=day(25))
    assert not any("/weg," in line for line in kept(site))


def test_what_stopped_is_not_asked(site: Repository, web: Web, run: Callable[..., int]) -> None:
    """Its page says that it is gone; its old sources may go too."""
    url = web.url("/oude-bron")
    text = yaml_text(sources=f'[{{url: "{url}"}}]', status="stopped")
    site.write("stopped/oost-vlaanderen/oud.yml", text)
    run()
    assert not any("oude-bron" in line for line in web.asked)


def test_a_file_with_a_bad_line_is_told_and_mended(
    site: Repository, run: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    (site.root / FILE).write_text(f"{HEAD}<<<<<<< links\n")
    assert run() == DONE
    assert "initiatives/links.csv:2" in capsys.readouterr().err
    assert len(kept(site)) == 3


def test_who_asks_is_told_with_an_address(site: Repository) -> None:
    settings = read_settings(site.root / "mkdocs.yml")
    agent = check_links.agent(settings)
    assert agent == "steun-dichtbij-links/1.0 (+https://steun.example/; info@steun.example)"
    here = replace(settings, repository="https://github.com/x/y", contact_email="")
    agent = check_links.agent(here)
    assert agent == "steun-dichtbij-links/1.0 (+https://steun.example/; https://github.com/x/y)"


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), (["--limit", "0"], 2)])
def test_the_options_are_dutch(arguments: list[str], code: int) -> None:
    result = CliRunner().invoke(check_links.main, arguments)
    assert result.exit_code == code
    if not code:
        assert "Kijk na of de links" in result.output


# Runs the command on the folder in its first argument, and says what it took.
DRIVER = """
import datetime, sys
from pathlib import Path
import check_links
import finder.checking.rules
from finder.days import Clock
from finder.freshness.links.asking import Asker
from finder.settings import read_settings
from rich.console import Console
from tests.freshness.links.serving import resolve

finder.checking.rules.is_web_address = lambda _text: True
take = check_links.Run.take
def told(self, url, answer):
    take(self, url, answer)
    print(url, flush=True)
check_links.Run.take = told
root, day = Path(sys.argv[1]), datetime.datetime(2026, 11, 22)
asker = Asker("wij", resolve, pause=0.0)
options = check_links.Options(root=root, today=day)
settings = read_settings(root / "mkdocs.yml")
sys.exit(check_links.check(options, settings, asker.ask, Console(quiet=True), Clock()))
"""


def test_a_real_ctrl_c_while_a_server_is_silent(site: Repository, web: Web) -> None:
    """The process ends at once, with what it found in the file."""
    for slug in ("goed", "druk", "dood"):
        site.path(f"oost-vlaanderen/{slug}.yml").unlink()
    silent = yaml_text(sources=f'[{{url: "{web.url("/zwijgt")}"}}]')
    site.write("oost-vlaanderen/zwijgt.yml", silent)
    is_asked = threading.Event()

    def zwijgt(handler: BaseHTTPRequestHandler) -> None:
        is_asked.set()
        web.late(handler)

    web.answers["/zwijgt"] = zwijgt
    with subprocess.Popen(
        [sys.executable, "-c", DRIVER, site.root],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "scripts"), str(ROOT)])},
        # A run in the background ignores the signal, and its children would too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == web.url("/weg")
        assert is_asked.wait(WAIT)
        process.send_signal(signal.SIGINT)
        assert process.wait(WAIT) == INTERRUPTED
        assert "Onderbroken. Wat gevonden is, is bewaard." in process.stdout.read()
    assert kept(site) == [f"{web.url('/weg')},gone,404,2026-11-22,2026-11-22"]
