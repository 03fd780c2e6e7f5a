"""The command that contributors and the workflow run: what it prints and how it ends."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from check import main
from click.testing import CliRunner

from tests.building import ROOT, yaml_text
from tests.limits import PROGRAM

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.conftest import Repository

TODAY = "2026-11-22"


def run(repository: Repository, *arguments: str | Path, today: str = TODAY) -> Result:
    """The command on the small repository, on a frozen day."""
    command = ["--root", str(repository.root), "--today", today, *map(str, arguments)]
    return CliRunner().invoke(main, command)


def lines_with(result: Result, text: str) -> list[str]:
    return [line for line in result.output.splitlines() if text in line]


def test_a_good_repository_ends_well(repository: Repository) -> None:
    """Exit 0, no error, and how many files were looked at."""
    result = run(repository)
    assert result.exit_code == 0, result.output
    assert not lines_with(result, "FOUT")
    assert "Nagekeken: 7 bestanden." in result.output.splitlines()[-1]


def test_an_error_ends_badly_and_is_told(repository: Repository) -> None:
    """Exit 1; file, line, field, message and mend, as a contributor reads them."""
    repository.write("oost-vlaanderen/fout.yml", yaml_text(contact="{phone: bel ons}"))
    result = run(repository)
    assert result.exit_code == 1
    assert (
        "FOUT initiatives/oost-vlaanderen/fout.yml:5 [contact.phone]\n"
        '    "bel ons" is geen Belgisch telefoonnummer.\n'
        "    Doe dit: Schrijf één nummer, zoals 09 245 09 05 of 0472 12 34 56.\n"
    ) in result.output
    last = result.output.splitlines()[-1]
    assert last.startswith("Nagekeken: 8 bestanden. Fouten: 1. Opmerkingen: ")


def test_all_errors_of_all_files_are_told(repository: Repository) -> None:
    """One broken file does not hide another."""
    repository.write("oost-vlaanderen/a.yml", yaml_text(contact="{phone: x}", kinds="[x]"))
    repository.write("oost-vlaanderen/b.yml", 'name: "open')
    repository.write("oost-vlaanderen/c.yml", yaml_text(name="x" * 200))
    result = run(repository)
    assert result.exit_code == 1
    files = [line.split()[1].rpartition("/")[2] for line in lines_with(result, "FOUT")]
    assert files == ["a.yml:2", "a.yml:5", "b.yml:1", "c.yml:1"]
    assert "Fouten: 4." in result.output


def test_a_warning_alone_ends_well(repository: Repository) -> None:
    """It is printed, and stops nothing."""
    text = yaml_text(status="{state: paused, until: 2026-11-01}")
    repository.write("oost-vlaanderen/pauze.yml", text)
    result = run(repository)
    assert result.exit_code == 0
    assert lines_with(result, "LET OP initiatives/oost-vlaanderen/pauze.yml:7 [status.until]")
    assert "Fouten: 0." in result.output


@pytest.mark.parametrize(
    ("today", "exit_code"), [("2026-11-19", 1), ("2026-11-20", 0), ("2027-06-01", 0)]
)
def test_today_is_an_argument(repository: Repository, today: str, exit_code: int) -> None:
    """The example was checked on 20 November 2026; the day before, that is the future."""
    result = run(repository, today=today)
    assert result.exit_code == exit_code
    assert bool(lines_with(result, "2026-11-20 moet nog komen")) == bool(exit_code)


@pytest.mark.parametrize("today", ["gisteren", "2026-13-01", "20-11-2026", ""])
def test_a_day_that_is_none(repository: Repository, today: str) -> None:
    """A day in another form is the fault of who calls: exit 2, without a traceback."""
    result = run(repository, today=today)
    assert result.exit_code == 2
    assert "--today" in result.output


def test_without_a_day_the_clock_counts(repository: Repository) -> None:
    """What was checked in the year 2100 is in the future on whatever day the test runs."""
    text = yaml_text(checked="{date: 2100-01-01, how: phone}")
    repository.write("oost-vlaanderen/later.yml", text)
    result = CliRunner().invoke(main, ["--root", str(repository.root)])
    assert result.exit_code == 1
    assert lines_with(result, "2100-01-01 moet nog komen")


# --- FILES -------------------------------------------------------------------------------------


@pytest.fixture
def broken(repository: Repository) -> Repository:
    """One mistake in each of two provinces."""
    repository.write("oost-vlaanderen/fout.yml", yaml_text(contact="{phone: x}"))
    repository.write("limburg/ook-fout.yml", yaml_text(address="{place: Genk}", hours="x"))
    return repository


@pytest.mark.parametrize(
    ("names", "told", "count"),
    [
        ([], ["limburg/ook-fout.yml", "oost-vlaanderen/fout.yml"], 9),
        (["oost-vlaanderen/fout.yml"], ["oost-vlaanderen/fout.yml"], 1),
        (["limburg/ook-fout.yml"], ["limburg/ook-fout.yml"], 1),
        (
            ["oost-vlaanderen/fout.yml", "limburg/ook-fout.yml"],
            ["limburg/ook-fout.yml", "oost-vlaanderen/fout.yml"],
            2,
        ),
        (["limburg"], ["limburg/ook-fout.yml"], 1),
        (["."], ["limburg/ook-fout.yml", "oost-vlaanderen/fout.yml"], 1),
        (["oost-vlaanderen/voorbeeldhuis-gent.yml"], [], 1),
        (["vlaanderen"], [], 1),
        (["oost-vlaanderen/../limburg/ook-fout.yml"], ["limburg/ook-fout.yml"], 1),
    ],
)
def test_only_the_files_asked_for(
    broken: Repository, names: list[str], told: list[str], count: int
) -> None:
    """Findings on other files are not shown and do not count; a folder means all below it."""
    result = run(broken, *(broken.path(name) for name in names))
    files = [line.split()[1].partition(":")[0] for line in lines_with(result, "FOUT")]
    assert files == [f"initiatives/{name}" for name in told]
    assert result.exit_code == (1 if told else 0)
    assert f"Nagekeken: {count} bestanden." in result.output


def test_a_file_is_found_from_where_one_stands(
    broken: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paths are those of the folder in which the command runs."""
    monkeypatch.chdir(broken.root / "initiatives" / "limburg")
    result = run(broken, "ook-fout.yml")
    assert len(lines_with(result, "FOUT initiatives/limburg/ook-fout.yml")) == 1
    assert result.exit_code == 1


def test_a_file_with_a_name_that_begins_the_same_is_another(broken: Repository) -> None:
    """A folder is not confused with a longer name."""
    broken.write("limburg-oost/fout.yml", yaml_text(contact="{phone: x}"))
    result = run(broken, broken.path("limburg"))
    assert all("limburg/ook-fout.yml" in line for line in lines_with(result, "FOUT"))


@pytest.mark.parametrize("name", ["weg.yml", "oost-vlaanderen/weg.yml"])
def test_a_file_that_is_not_there(broken: Repository, name: str) -> None:
    """A misspelt name is told, rather than taken for a file without mistakes."""
    result = run(broken, broken.path(name))
    assert result.exit_code == 2
    assert "bestaat niet" in result.output


def test_a_file_outside_the_repository(broken: Repository, tmp_path: Path) -> None:
    """Only files of the repository are checked."""
    other = tmp_path / "elders.yml"
    other.write_text("name: x")
    result = run(broken, other)
    assert result.exit_code == 2
    assert "ligt niet in" in result.output


def test_without_words_no_file_is_in_order(repository: Repository) -> None:
    """With a broken taxonomy nothing was checked, and asking for one good file says so."""
    repository.write("taxonomy.yml", "kinds: {a")
    result = run(repository, repository.path("antwerpen/maatjes-mechelen.yml"))
    assert result.exit_code == 1
    assert lines_with(result, "FOUT initiatives/taxonomy.yml:1")


# --- --github ----------------------------------------------------------------------------------


def test_github_shows_a_finding_on_its_line(repository: Repository) -> None:
    """A workflow command on standard output; the summary goes elsewhere."""
    repository.write("oost-vlaanderen/fout.yml", yaml_text(contact="{phone: bel ons}"))
    result = run(repository, "--github")
    assert result.exit_code == 1
    assert (
        "::error file=initiatives/oost-vlaanderen/fout.yml,line=5,title=contact.phone::"
        '"bel ons" is geen Belgisch telefoonnummer.'
        " Schrijf één nummer, zoals 09 245 09 05 of 0472 12 34 56.\n"
    ) in result.stdout
    assert all(line.startswith("::") for line in result.stdout.splitlines())
    assert "Nagekeken: 8 bestanden." in result.stderr


def test_github_escapes_what_has_a_meaning(repository: Repository) -> None:
    """A field and a value of a stranger cannot begin a command of their own."""
    text = yaml_text(kinds='["100%, a: b ::stop-commands::x"]') + '"x,y:z%": 1\n'
    repository.write("oost-vlaanderen/fout.yml", text)
    result = run(repository, "--github")
    lines = result.stdout.splitlines()
    assert [line for line in lines if "line=2," in line and '"100%25, a: b ::stop' in line]
    assert [line for line in lines if "title=x%2Cy%3Az%25::" in line]
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


def test_github_with_a_file_name_of_two_lines(repository: Repository) -> None:
    """A line break in a name stays in the command."""
    repository.write("oost-vlaanderen/a\n::error::b,c:d%.yml", yaml_text())
    result = run(repository, "--github")
    errors = [line for line in result.stdout.splitlines() if line.startswith("::error")]
    assert len(errors) == 1
    assert "file=initiatives/oost-vlaanderen/a%0A%3A%3Aerror%3A%3Ab%2Cc%3Ad%25.yml," in errors[0]


def test_github_gives_warnings_as_warnings(repository: Repository) -> None:
    """The severity is GitHub's own word."""
    text = yaml_text(status="{state: paused, until: 2026-11-01}")
    repository.write("oost-vlaanderen/pauze.yml", text)
    result = run(repository, "--github")
    assert result.exit_code == 0
    assert lines_with(result, "::warning file=initiatives/oost-vlaanderen/pauze.yml,line=7,")


# --- as a program ------------------------------------------------------------------------------


@pytest.mark.parametrize(("phone", "exit_code"), [("09 245 09 05", 0), ("x", 1)])
def test_the_command_itself(
    repository: Repository, tmp_path: Path, phone: str, exit_code: int
) -> None:
    """It starts from any folder, and its exit code is what a workflow sees."""
    path = repository.write("oost-vlaanderen/huis.yml", yaml_text(contact=f"{{phone: {phone}}}"))
    done = subprocess.run(
        [
            *(sys.executable, ROOT / "scripts" / "check.py", "--root", repository.root),
            *("--today", TODAY, path),
        ],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=PROGRAM,
    )
    assert done.returncode == exit_code, done.stdout + done.stderr
    assert done.stderr == ""
    assert ("FOUT" in done.stdout) == bool(exit_code)


def test_help_is_dutch() -> None:
    """Who asks for help reads what the command does."""
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    assert "FILES" in result.output
    assert "--github" in result.output
    assert "Kijk" in result.output


# --- the form, and duplicates ------------------------------------------------------------------


def test_another_form_is_a_tip(repository: Repository) -> None:
    """It is told with what mends it, and stops nobody."""
    repository.write("oost-vlaanderen/los.yml", yaml_text())
    result = run(repository, repository.path("oost-vlaanderen/los.yml"))
    assert result.exit_code == 0
    assert lines_with(result, "TIP initiatives/oost-vlaanderen/los.yml:6")
    assert "scripts/check.py --fix initiatives/oost-vlaanderen/los.yml" in result.output


def test_fix_writes_the_canonical_form_and_then_checks(repository: Repository) -> None:
    """Of the files asked for only; the second time there is nothing left to write."""
    path = repository.write("oost-vlaanderen/los.yml", yaml_text(contact="{phone: 09/2450905}"))
    other = repository.write("limburg/ook-los.yml", yaml_text(address="{place: Genk}"))
    before = other.read_bytes()
    result = run(repository, "--fix", path)
    assert result.exit_code == 0, result.output
    assert lines_with(result, "In de vaste vorm gezet: initiatives/oost-vlaanderen/los.yml")
    assert not lines_with(result, "TIP")
    assert path.read_text().splitlines()[4:] == [
        "contact: {phone: 09 245 09 05}",
        "sources:",
        "  - {url: https://voorbeeldhuis.be, seen: 2026-10}",
    ]
    assert other.read_bytes() == before
    assert not lines_with(run(repository, "--fix", path), "In de vaste vorm")


def test_fix_without_files_writes_all(repository: Repository) -> None:
    """Every file of an initiative or lead; the settings and the pages stay as they are."""
    settings = repository.path("no-publish.yml").read_bytes()
    repository.write("oost-vlaanderen/los.yml", yaml_text())
    result = run(repository, "--fix")
    assert len(lines_with(result, "In de vaste vorm gezet")) > 1
    assert not lines_with(run(repository), "vaste vorm")
    assert repository.path("no-publish.yml").read_bytes() == settings
    assert not list(repository.root.rglob("*.new"))


@pytest.mark.parametrize(
    "text",
    [
        'name: "open',
        "name: a\nname: b\n",
        "name: &a x\n",
        "- lijst\n",
        "name: x\n---\nname: y\n",
        "name: \u202ex\n",
    ],
)
def test_fix_leaves_what_cannot_be_read(repository: Repository, text: str) -> None:
    """Nothing is lost by mending the form of what nobody understands; the check says what is."""
    path = repository.write("oost-vlaanderen/stuk.yml", text)
    result = run(repository, "--fix", path)
    assert result.exit_code == 1
    assert path.read_text() == text


def test_fix_keeps_what_is_wrong_and_tells_it(repository: Repository) -> None:
    """A mistake in the meaning stays for a person to mend."""
    text = yaml_text(contact="{phone: bel ons, fax: '1'}")
    path = repository.write("oost-vlaanderen/fout.yml", text)
    result = run(repository, "--fix", path)
    assert result.exit_code == 1
    assert 'contact: {phone: bel ons, fax: "1"}\n' in path.read_text()
    assert lines_with(result, "FOUT")


def test_two_files_about_one_thing(repository: Repository) -> None:
    """A warning for whoever adds the second, also when only that file is checked."""
    repository.write("oost-vlaanderen/eerste.yml", yaml_text(name="De Kazemat"))
    path = repository.write("oost-vlaanderen/tweede.yml", yaml_text(name="Buurthuis De Kazemat"))
    result = run(repository, path)
    assert result.exit_code == 0
    assert lines_with(result, "LET OP initiatives/oost-vlaanderen/tweede.yml")
    assert lines_with(result, '"De Kazemat" (initiatives/oost-vlaanderen/eerste.yml)')
    assert lines_with(result, "not_same_as: [eerste]")


def test_broken_coordinates_do_not_hide_duplicates(repository: Repository) -> None:
    """They are an error of their own, and the check goes on."""
    repository.write("coordinates.csv", "address\nKerkstraat 1")
    repository.write("oost-vlaanderen/eerste.yml", yaml_text(name="De Kazemat"))
    repository.write("oost-vlaanderen/tweede.yml", yaml_text(name="Kazemat"))
    result = run(repository)
    assert result.exit_code == 1
    assert lines_with(result, "LET OP initiatives/oost-vlaanderen/tweede.yml")


def test_a_page_that_the_list_does_not_know_yet_does_not_vanish(
    repository: Repository, tmp_path: Path
) -> None:
    """Nor does one whose line somebody took out of the list; a redirect is fine, as ever."""
    new = repository.write("oost-vlaanderen/nieuw-huis-gent.yml", yaml_text())
    repository.write("published.txt", "oud-huis-gent\n")
    repository.write("redirects.yml", "redirects: {oud-huis-gent: nieuw-huis-gent}\n")
    before = tmp_path / "before"
    shutil.copytree(repository.root, before)
    assert run(repository, "--before", before).exit_code == 0
    new.unlink()
    repository.write("published.txt", "")
    repository.write("redirects.yml", "redirects: {}\n")
    assert run(repository).exit_code == 0
    result = run(repository, "--before", before)
    assert result.exit_code == 1
    assert 'De pagina "nieuw-huis-gent" stond op de site en is nu weg.' in result.output
    assert 'De pagina "oud-huis-gent" stond op de site en is nu weg.' in result.output
    gent = "voorbeeldhuis-gent"
    repository.write(
        "redirects.yml", f"redirects: {{oud-huis-gent: {gent}, nieuw-huis-gent: {gent}}}"
    )
    assert run(repository, "--before", before).exit_code == 0
