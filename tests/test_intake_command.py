"""The command that makes a file of a form or a mail: what it writes, says, and never does."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import click
import intake
import pytest
from click.testing import CliRunner
from finder.contributing.drafting import Draft
from finder.contributing.intake import Ask
from finder.contributing.proposing import Proposal
from finder.findings import has_errors

from tests.building import ROOT
from tests.contributing.test_intake import BODIES

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.conftest import Repository

HOUSE = "oost-vlaanderen/voorbeeldhuis-gent.yml"
TODAY = "2026-11-22"


@pytest.fixture
def here(repository: Repository) -> Repository:
    """The small repository with the words of the real one, which the forms use."""
    shutil.copy(ROOT / "initiatives" / "taxonomy.yml", repository.path("taxonomy.yml"))
    return repository


def run(here: Repository, name: str | bytes, *arguments: str | Path) -> Result:
    """The command, with one of the examples or with these bytes at its standard input."""
    sent = name if isinstance(name, bytes) else (BODIES / name).read_bytes()
    command = ["--root", str(here.root), "--today", TODAY, *map(str, arguments)]
    return CliRunner().invoke(intake.main, command, input=sent, catch_exceptions=False)


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.parametrize(
    ("name", "wrote", "removed"),
    [
        ("nieuw.md", "oost-vlaanderen/praatcafe-de-linde-gent.yml", ""),
        ("nieuw-kort.md", "oost-vlaanderen/de-warme-tas-aalst.yml", ""),
        ("nieuw-zonder-contact.md", "leads/oost-vlaanderen/wandelgroep-aalst.yml", ""),
        ("fout.md", HOUSE, ""),
        ("gestopt.md", f"stopped/{HOUSE}", HOUSE),
        ("nagekeken.md", HOUSE, ""),
        ("mail-fout.txt", HOUSE, ""),
        ("mail-gestopt.txt", f"stopped/{HOUSE}", HOUSE),
        ("mail-nieuw.txt", "oost-vlaanderen/de-warme-tas-aalst.yml", ""),
        ("mail-bewaard.eml", HOUSE, ""),
    ],
)
def test_what_it_writes_and_nothing_else(
    here: Repository, name: str, wrote: str, removed: str
) -> None:
    before = files(here.root)
    result = run(here, name)
    assert result.exit_code == intake.DONE, result.output
    after = files(here.root)
    assert {key for key in {**before, **after} if before.get(key) != after.get(key)} == {
        f"initiatives/{file}" for file in (wrote, removed) if file
    }
    assert f"initiatives/{removed}" not in after
    assert f"Geschreven: initiatives/{wrote}\n" in result.output


@pytest.mark.parametrize("name", ["nieuw.md", "fout.md", "gestopt.md", "nagekeken.md"])
def test_what_it_writes_passes_the_check(here: Repository, name: str) -> None:
    run(here, name)
    assert not has_errors(here.load().findings)


@pytest.mark.parametrize(
    "name", ["nieuw-leeg.md", "fout-leeg.md", "fout-in-woorden.md", "gestopt-leeg.md",
             "nagekeken-leeg.md", "mail-leeg.txt", "hostile-page.md", b"", b"\xff\xfe\x00",
             b"From: a\nSubject: b\nContent-Type: text/plain; charset=x\n\nDag"],
)  # fmt: skip
def test_when_nothing_comes_of_it_nothing_is_written(here: Repository, name: str | bytes) -> None:
    before = files(here.root)
    result = run(here, name)
    assert result.exit_code == intake.NOTHING
    assert result.output.endswith("Er is geen bestand gemaakt.\n")
    assert files(here.root) == before


def test_it_can_only_show(here: Repository) -> None:
    before = files(here.root)
    result = run(here, "nagekeken.md", "--show")
    assert files(here.root) == before
    assert "  checked: {date: 2026-11-21, how: phone}\n" in result.output


def test_a_check_without_a_day_was_on_the_day_it_was_written(here: Repository) -> None:
    run(here, "mail-nagekeken.txt", "--written", "2026-11-21")
    assert "date: 2026-11-21, how: visit" in here.path(HOUSE).read_text()


def test_what_is_like_something_new_is_named(here: Repository) -> None:
    """The same phone in the same town."""
    assert 'Is dit hetzelfde als "Het Voorbeeldhuis"' in run(here, "nieuw.md").output


def test_a_saved_mail_is_read_by_its_text_part(here: Repository) -> None:
    """Its subject names the page; its sender is nowhere."""
    result = run(here, "mail-bewaard.eml")
    assert "phone: 09 245 09 06" in here.path(HOUSE).read_text()
    assert "  > Café is nu ook open.\n" in result.output
    assert "iemand@example.org" not in result.output


def test_a_saved_mail_says_itself_when_it_was_sent(here: Repository) -> None:
    """A check without a day was on that day, not on the day on which somebody reads the mail."""
    ticked = (
        b"From: a@b.be\nSubject: Klopt niet: Het Voorbeeldhuis\nDate: Sat, 21 Nov 2026 10:00:00\n\n"
    )
    run(here, ticked + b"[x] Ik belde, en alles klopt\n")
    assert "checked: {date: 2026-11-21, how: phone}" in here.path(HOUSE).read_text()


def test_a_mail_that_only_outlook_reads_says_what_to_do(here: Repository) -> None:
    before = files(here.root)
    result = run(here, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert result.exit_code == 1
    assert "Bewaar de mail als tekst (.txt)" in result.output
    assert files(here.root) == before


def test_a_text_that_windows_saved(here: Repository) -> None:
    """In the coding of Belgium, so that no letter gets lost."""
    text = "Pagina: voorbeeldhuis-gent\n[x] Uren: Elke maandag in het café.\n"
    run(here, text.encode("cp1252"))
    assert "hours_note: Elke maandag in het café." in here.path(HOUSE).read_text()


@pytest.mark.parametrize("name", sorted(path.name for path in BODIES.glob("hostile-*")))
def test_a_hostile_text_runs_nothing_and_stays_in_the_folder(here: Repository, name: str) -> None:
    """No line of the output begins with a command of GitHub's runner, nothing else appears."""
    before = files(here.root)
    summary = here.root / "initiatives" / "summary.md"
    result = run(here, name, "--summary", summary)
    new = set(files(here.root)) - set(before) - {"initiatives/summary.md"}
    assert all(file.startswith("initiatives/oost-vlaanderen/") for file in new)
    for line in result.output.splitlines():
        assert not line.strip().startswith("::")
    assert "\x1b" not in result.output
    assert summary.read_text().startswith("# ")


def test_a_megabyte_is_no_trouble(here: Repository) -> None:
    body = (BODIES / "nieuw.md").read_bytes().replace(b"Je oefent", b"Je oefent " * 100_000)
    result = run(here, body)
    assert result.exit_code == intake.DONE
    assert "te lang" in result.output


def test_a_broken_taxonomy_is_told(here: Repository) -> None:
    here.path("taxonomy.yml").write_text("kinds: x\n")
    result = run(here, "nieuw.md")
    assert result.exit_code == intake.FAILED
    assert "initiatives/taxonomy.yml" in result.output


@pytest.mark.parametrize(
    ("file", "removes"),
    [
        ("../buiten.yml", ""),
        ("initiatives/../buiten.yml", ""),
        ("initiatives", ""),
        ("initiatives/x/y.yml", "mkdocs.yml"),
    ],
)
def test_outside_the_folder_nothing_is_written_or_removed(
    here: Repository, file: str, removes: str
) -> None:
    """A last lock, should everything before it fail."""
    (here.root / "mkdocs.yml").write_text("site_name: x\n")
    before = files(here.root.parent)
    wanted = Proposal(Ask.NEW, Draft(file, "name: x\n", None, []), removes, ())
    with pytest.raises(click.ClickException, match="ligt niet in initiatives"):
        intake.save(wanted, here.root)
    assert files(here.root.parent) == before


def test_a_folder_that_leads_outside_is_not_followed(here: Repository, tmp_path: Path) -> None:
    """A symbolic link in the place of a folder."""
    outside = tmp_path / "buiten"
    outside.mkdir()
    here.path("nieuw").symlink_to(outside)
    wanted = Proposal(Ask.NEW, Draft("initiatives/nieuw/x.yml", "name: x\n", None, []), "", ())
    with pytest.raises(click.ClickException, match="ligt niet in initiatives"):
        intake.save(wanted, here.root)
    assert list(outside.iterdir()) == []


def test_an_answer_to_send_back(here: Repository, tmp_path: Path) -> None:
    """Only when no file came of it; with the empty form in it."""
    path = tmp_path / "antwoord.txt"
    assert run(here, "mail-fout.txt", "--reply", path).exit_code == intake.DONE
    assert not path.exists()
    result = run(here, b"Dag, het nummer is fout.", "--reply", path)
    assert result.exit_code == intake.NOTHING
    assert str(path) in result.output
    assert "[ ] Telefoon:\n" in path.read_text(encoding="utf-8")


def test_being_left_out(here: Repository) -> None:
    """The name comes in the list of those who asked, and nothing else changes."""
    mail = (BODIES / "mail-leeg.txt").read_text(encoding="utf-8")
    before = files(here.root / "initiatives")
    result = run(here, mail.replace("[ ] Wij willen", "[x] Wij willen").encode())
    assert result.exit_code == intake.DONE, result.output
    after = files(here.root / "initiatives")
    assert {name for name in after if after[name] != before.get(name)} == {"no-publish.yml"}
    assert b"  - voorbeeldhuis-gent\n" in after["no-publish.yml"]
    assert "niet naar wie dit stuurde" in result.output
