"""The command: `python scripts/geocode.py`."""

from __future__ import annotations

import io
import shutil
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import geocode
import pytest
from click.testing import CliRunner
from finder.places import coordinates
from rich.console import Console

from tests.building import ROOT, real_gazetteer, yaml_text
from tests.places.geocoding.serving import (
    FAILURES,
    FLANDERS,
    NOMINATIM,
    WAIT,
    FakeClock,
    Service,
    drops,
    flemish,
    found,
    osm,
    says_json,
    serving,
)
from tests.places.geocoding.test_best import ROWS, write_zip

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

    from click.testing import Result

    from tests.places.geocoding.serving import Answer

DAY = "2026-11-22"
FOLDER = "initiatives/oost-vlaanderen"
HEADER = "address,latitude,longitude,precision,source,date\n"
# Slug and street of the initiatives; all in 9000 Gent.
STREETS = {
    "een": "Kerkstraat 10",
    "twee": "Markt 2",
    "drie": "Sint-Pietersnieuwstraat 41",
    "vier": "Nergenslaan",
    "vijf": "",
}


def write_initiative(root: Path, slug: str, street: str, postcode: str = "9000") -> Path:
    where = f"street: {street}, " if street else ""
    address = f'{{{where}postcode: "{postcode}", place: Gent}}'
    path = root / FOLDER / f"{slug}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml_text(name=f"Huis {slug}", address=address), encoding="utf-8")
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "initiatives").mkdir(parents=True)
    (root / "docs" / "overrides").mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copy(ROOT / "initiatives" / "taxonomy.yml", root / "initiatives")
    (root / coordinates.FILE).write_text(HEADER)
    for slug, street in STREETS.items():
        write_initiative(root, slug, street)
    return root


def kept(root: Path) -> list[str]:
    """The lines of the file without their header: address, precision and source."""
    lines, findings = coordinates.read(root / coordinates.FILE)
    assert findings == []
    return [f"{one.address} {one.precision} {one.source}" for _, one in lines]


@pytest.fixture
def run(
    root: Path, service: Service, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """The command on the small repository, with the service and the clock of the test."""
    monkeypatch.setattr(geocode, "Clock", lambda: clock.clock)

    def runs(*arguments: object) -> Result:
        base = ("--root", root, "--service", f"http://{service.host}", "--today", DAY)
        return CliRunner().invoke(geocode.main, [str(one) for one in (*base, *arguments)])

    return runs


def knows(handler: BaseHTTPRequestHandler) -> None:
    """The Flemish service: it knows Kerkstraat 10, and of Markt only the street."""
    answers = {
        "Kerkstraat+10": found(flemish("Kerkstraat", "10", "9000", 51.0543, 3.7174)),
        "Markt+2": found(flemish("Markt", None, "9000", 51.0550, 3.7200)),
    }
    asked = next((answer for part, answer in answers.items() if part in handler.path), found())
    asked(handler)


def knows_too(handler: BaseHTTPRequestHandler) -> None:
    """Nominatim: it knows Sint-Pietersnieuwstraat 41."""
    result = [osm("Sint-Pietersnieuwstraat", "41", "9000", 51.0460, 3.7260)]
    says_json(result if "Pietersnieuwstraat" in handler.path else [])(handler)


ALL = [
    "Kerkstraat 10, 9000 Gent door flanders",
    "Markt 2, 9000 Gent street flanders",
    "Nergenslaan, 9000 Gent village gazetteer",
    "Sint-Pietersnieuwstraat 41, 9000 Gent door nominatim",
]


def test_each_address_gets_the_nearest_that_somebody_knows(
    run: Callable[..., Result], root: Path, service: Service, clock: FakeClock
) -> None:
    service.says(FLANDERS, knows)
    service.says(NOMINATIM, knows_too)
    result = run()
    assert kept(root) == ALL
    assert result.exit_code == geocode.APPROXIMATE
    assert "2 aan de deur, 1 in de straat, 1 in het dorp" in result.output
    assert "Nieuw: flanders 2, gazetteer 1, nominatim 1." in result.output
    assert "  Markt 2, 9000 Gent (in de straat)" in result.output
    assert "  Nergenslaan, 9000 Gent (in het dorp)" in result.output
    assert "Kerkstraat 10, 9000 Gent (" not in result.output
    asked_nominatim = [query for path, query in service.asked if path == NOMINATIM]
    assert len(asked_nominatim) == 3
    assert sum(clock.slept) >= 2  # one second between three requests, at least
    assert service.agents == {"steun-dichtbij (https://steun-dichtbij.example/)"}


def test_a_second_run_asks_nobody_and_changes_no_byte(
    run: Callable[..., Result], root: Path, service: Service
) -> None:
    service.says(FLANDERS, knows)
    service.says(NOMINATIM, knows_too)
    run()
    before, asked = (root / coordinates.FILE).read_bytes(), len(service.asked)
    result = run("--today", "2027-01-01")
    assert (root / coordinates.FILE).read_bytes() == before
    assert len(service.asked) == asked
    assert "Nieuw: niets." in result.output


def test_when_every_door_is_known_the_status_is_zero(
    run: Callable[..., Result], root: Path, service: Service
) -> None:
    for slug in ("twee", "drie", "vier"):
        (root / FOLDER / f"{slug}.yml").unlink()
    service.says(FLANDERS, knows)
    result = run()
    assert (result.exit_code, kept(root)) == (0, ALL[:1])
    assert "Nog niet precies" not in result.output


def test_without_a_network_nothing_is_found_and_nothing_breaks(
    run: Callable[..., Result], root: Path, service: Service
) -> None:
    service.server.server_close()
    result = run()
    assert result.exit_code == geocode.APPROXIMATE
    assert (root / coordinates.FILE).read_text() == HEADER
    assert "flanders is niet bereikbaar." in result.output
    assert "nominatim is niet bereikbaar." in result.output
    assert "Geen antwoord voor 4 adressen." in result.output


def test_what_had_no_answer_is_asked_in_the_next_run(
    run: Callable[..., Result], root: Path, service: Service
) -> None:
    service.says(FLANDERS, drops)
    service.says(NOMINATIM, knows_too)
    run()
    assert kept(root) == ALL[3:]
    service.says(FLANDERS, knows)
    run()
    assert kept(root) == ALL


def test_a_file_on_this_computer_needs_no_network(
    run: Callable[..., Result], root: Path, service: Service, tmp_path: Path
) -> None:
    service.server.server_close()
    file = write_zip(tmp_path / "openaddress-bevlg.zip", ROWS)
    run("--best", file)
    assert kept(root) == [
        "Kerkstraat 10, 9000 Gent door best",
        "Sint-Pietersnieuwstraat 41, 9000 Gent door best",
    ]


def test_a_file_makes_better_what_was_approximate(
    run: Callable[..., Result], root: Path, service: Service, tmp_path: Path
) -> None:
    run()
    assert [line.rpartition(" ")[2] for line in kept(root)] == ["gazetteer"] * 4
    asked = len(service.asked)
    run("--best", write_zip(tmp_path / "openaddress-bevlg.zip", ROWS))
    assert len(service.asked) == asked
    assert "Kerkstraat 10, 9000 Gent door best" in kept(root)


def test_only_the_sources_that_are_named(
    run: Callable[..., Result], root: Path, service: Service
) -> None:
    service.says(FLANDERS, knows)
    service.says(NOMINATIM, knows_too)
    run("--source", "nominatim")
    assert kept(root) == ALL[3:]
    assert {path for path, _ in service.asked} == {NOMINATIM}


def test_source_best_needs_a_file(run: Callable[..., Result]) -> None:
    result = run("--source", "best")
    assert result.exit_code == 2
    assert "--best BESTAND" in result.output


def test_a_limit(run: Callable[..., Result], root: Path, service: Service) -> None:
    service.says(FLANDERS, knows)
    run("--limit", 1)
    assert kept(root) == ALL[:1]
    run("--limit", 1)
    assert kept(root) == ALL[:2]


def test_refresh_asks_everything_again(
    run: Callable[..., Result], root: Path, service: Service
) -> None:
    service.says(FLANDERS, knows)
    service.says(NOMINATIM, knows_too)
    run()
    moved = found(flemish("Kerkstraat", "10", "9000", 51.0547, 3.7174))
    service.says(FLANDERS, moved)
    run("--refresh", "--today", "2027-01-01")
    text = (root / coordinates.FILE).read_text()
    assert '"Kerkstraat 10, 9000 Gent",51.05470,3.71740,door,flanders,2027-01-01\n' in text
    assert "Markt 2, 9000 Gent street flanders" in kept(root)  # never less than it was


def test_files_by_name_are_asked_again_and_only_those(
    run: Callable[..., Result], root: Path, service: Service
) -> None:
    service.says(FLANDERS, knows)
    service.says(NOMINATIM, knows_too)
    run()
    asked = len(service.asked)
    run(root / FOLDER / "een.yml")
    assert [query["q"] for _, query in service.asked[asked:]] == ["Kerkstraat 10, 9000 Gent"]


def test_a_file_without_a_street_says_so(run: Callable[..., Result], root: Path) -> None:
    assert "geen adres met een straat" in run(root / FOLDER / "vijf.yml").output


def test_a_village_that_contradicts_the_postcode_is_a_finding_and_is_not_asked(
    run: Callable[..., Result], root: Path, service: Service
) -> None:
    write_initiative(root, "fout", "Foutstraat 1", "9300")
    service.says(FLANDERS, knows)
    result = run()
    assert "FOUT initiatives/oost-vlaanderen/fout.yml" in result.output
    assert "Gent heeft niet de postcode 9300" in result.output
    assert result.exit_code == geocode.FAILED
    assert not any("Foutstraat" in query.get("q", "") for _, query in service.asked)
    assert ALL[0] in kept(root)


def test_a_broken_file_of_coordinates_is_not_written_over(
    run: Callable[..., Result], root: Path, service: Service
) -> None:
    broken = HEADER + "<<<<<<< HEAD\n"
    (root / coordinates.FILE).write_text(broken)
    result = run()
    assert result.exit_code == geocode.FAILED
    assert "FOUT initiatives/coordinates.csv:2" in result.output
    assert (root / coordinates.FILE).read_text() == broken
    assert service.asked == []


def test_a_wrong_best_file_is_one_line(
    run: Callable[..., Result], root: Path, tmp_path: Path
) -> None:
    (tmp_path / "x.zip").write_text("geen zip")
    result = run("--best", tmp_path / "x.zip")
    assert result.exit_code == 1
    assert "x.zip is geen zip-bestand" in result.output
    assert (root / coordinates.FILE).read_text() == HEADER


def test_a_disk_that_is_full_is_one_line(
    run: Callable[..., Result], service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fails)
    service.says(FLANDERS, knows)
    result = run()
    assert result.exit_code == 1
    assert "No space left on device. Kijk de schijf en de rechten na." in result.output


def test_broken_settings_are_a_finding(run: Callable[..., Result], root: Path) -> None:
    with (root / "mkdocs.yml").open("a") as settings:
        settings.write("bestaat-niet: [\n")
    result = run()
    assert result.exit_code == geocode.FAILED
    assert "FOUT" in result.output


@pytest.mark.parametrize("answer", [f[1] for f in FAILURES], ids=[f[0] for f in FAILURES])
def test_a_service_in_trouble_is_given_up_and_the_other_goes_on(
    run: Callable[..., Result], root: Path, service: Service, answer: Answer
) -> None:
    """However it misbehaves: nothing is taken for "not found", so the village is not kept."""
    service.says(FLANDERS, answer)
    service.says(NOMINATIM, knows_too)
    result = run()
    assert kept(root) == ALL[3:]
    assert "flanders " in result.output
    assert "Geen antwoord voor 3 adressen." in result.output
    assert result.exit_code == geocode.APPROXIMATE


def test_the_progress_shows_what_each_source_gave(
    root: Path, service: Service, clock: FakeClock
) -> None:
    service.says(FLANDERS, knows)
    service.says(NOMINATIM, knows_too)
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=True, width=100)
    options = geocode.Options(root=root, service=f"http://{service.host}")
    geocode.geocode(options, real_gazetteer(), console, clock.clock)
    assert "4/4" in shown.getvalue()
    assert "flanders 2, gazetteer 1, nominatim 1" in shown.getvalue()


def test_ctrl_c_keeps_what_was_found_and_a_second_run_continues(root: Path) -> None:
    """The real signal, in a process of its own, while a request waits for its answer."""
    waiting = threading.Event()
    with serving() as service:

        def stuck(handler: BaseHTTPRequestHandler) -> None:
            waiting.set()
            service.late(handler)

        first = found(flemish("Kerkstraat", "10", "9000", 51.0543, 3.7174))
        service.says(FLANDERS, first, stuck)
        command = [sys.executable, str(ROOT / "scripts" / "geocode.py"), "--root", str(root)]
        with subprocess.Popen(
            [*command, "--service", f"http://{service.host}", "--today", DAY],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # A run in the background ignores the signal, and its children would too.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        ) as process:
            try:
                assert waiting.wait(WAIT)
                process.send_signal(signal.SIGINT)
                said, errors = process.communicate(timeout=WAIT)
            finally:
                process.kill()
    assert process.returncode == geocode.INTERRUPTED
    assert "Onderbroken." in said
    assert "Traceback" not in said + errors
    assert kept(root) == ALL[:1]


def test_after_an_interruption_the_next_run_asks_only_the_rest(
    run: Callable[..., Result], root: Path, service: Service
) -> None:
    (root / coordinates.FILE).write_text(
        HEADER + '"Kerkstraat 10, 9000 Gent",51.05430,3.71740,door,flanders,2026-11-22\n'
    )
    service.says(FLANDERS, knows)
    service.says(NOMINATIM, knows_too)
    run()
    assert kept(root) == ALL
    assert not any(query.get("q", "").startswith("Kerkstraat") for _, query in service.asked)
