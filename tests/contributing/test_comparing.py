"""What a change of the files means for a visitor, and the command that says it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import changes
import pytest
from click.testing import CliRunner
from finder.contributing.comparing import LINE, LONGEST, MOST, shown

from tests.building import yaml_text
from tests.conftest import Repository
from tests.limits import PROGRAM

if TYPE_CHECKING:
    from pathlib import Path

HOUSE = "oost-vlaanderen/voorbeeldhuis-gent.yml"
TODAY = "2026-11-22"


@pytest.fixture
def base(repository: Repository) -> Repository:
    """The repository before the change."""
    (repository.root / "docs").mkdir()
    (repository.root / "mkdocs.yml").write_text(
        "site_name: Proef\nsite_url: https://steun-dichtbij.example/\n"
    )
    return repository


@pytest.fixture
def head(base: Repository, tmp_path: Path) -> Repository:
    """The same, to be changed."""
    return Repository(shutil.copytree(base.root, tmp_path / "head"))


def said(base: Repository, head: Repository) -> str:
    """What the command says."""
    command = [str(base.root), str(head.root), "--today", TODAY]
    result = CliRunner().invoke(changes.main, command, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert fitting(result.output) == result.output
    return result.output


def fitting(markdown: str) -> str:
    """The lines that the workflow lets through, by the grep that it uses."""
    command = ["grep", "--text", "--extended-regexp", "--regexp", LINE]
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        command,
        input=markdown,
        text=True,
        capture_output=True,
        check=False,
        env=env,
        timeout=PROGRAM,
    ).stdout


def edit(where: Repository, old: str, new: str, file: str = HOUSE) -> None:
    """Replace a text that stands in a file."""
    text = where.path(file).read_text()
    assert old in text
    where.write(file, text.replace(old, new))


def test_without_a_change_there_is_no_difference(base: Repository, head: Repository) -> None:
    assert said(base, head) == "## Wat een bezoeker ziet\n\nEen bezoeker ziet geen verschil.\n"


def test_what_no_visitor_sees_is_no_difference(base: Repository, head: Repository) -> None:
    """Quotes, order and comments, and who is not the same as whom."""
    edit(head, "# Een verzonnen voorbeeld met elk veld.\n", "# Iets anders.\n")
    edit(head, "wheelchair: partly", 'wheelchair: "partly"')
    edit(head, "not_same_as: [wil-niet-op-de-site]\n", "")
    assert "geen verschil" in said(base, head)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("09 245 09 05", "09 245 09 06", "- Telefoon: `09 245 09 05` wordt `09 245 09 06`"),
        ("  email: info@voorbeeldhuis.be\n", "", "- Mail: `info@voorbeeldhuis.be` verdwijnt"),
        ("phone_of: organisation", "phone_of: town",
         "- Nummer van: `de organisatie` wordt `de gemeente of de stad`"),
        ("bring: [je identiteitskaart, een schrift]", "bring: [een schrift]",
         "- Meebrengen: `je identiteitskaart, een schrift` wordt `een schrift`"),
        ("kinds: [vereniging, ontmoeten]", "kinds: [ontmoeten]",
         "- Soort: `Samen sterk, Mensen ontmoeten` wordt `Mensen ontmoeten`"),
        ("wheelchair: partly", "wheelchair: no",
         ("- Rolstoel: `Je kan er met een rolstoel, maar niet overal.` wordt"
         " `Je kan er niet binnen met een rolstoel.`")),
        ("date: 2026-11-20", "date: 2026-11-21",
         ("- Nagekeken: `Nagekeken op 20 november 2026. Iemand belde ernaar.` wordt"
         " `Nagekeken op 21 november 2026. Iemand belde ernaar.`")),
        ("lat: 51.0500", "lat: 51.0600",
         "- Op de kaart: `51.0500 3.7300` wordt `51.0600 3.7300`"),
        ("  state: paused", "  state: active",
         ("- Opgelet: `Dit ligt stil tot 5 januari 2027. Na nieuwjaar gaat het weer open.`"
         " verdwijnt")),
    ],
)  # fmt: skip
def test_a_changed_fact_in_words(
    base: Repository, head: Repository, old: str, new: str, line: str
) -> None:
    edit(head, old, new)
    assert said(base, head) == (
        "## Wat een bezoeker ziet\n\n"
        "### Anders: `Het Voorbeeldhuis`\n\n"
        "- Pagina: `https://steun-dichtbij.example/initiatieven/voorbeeldhuis-gent/`\n"
        f"{line}\n"
    )


def test_something_new(base: Repository, head: Repository) -> None:
    head.write("oost-vlaanderen/nieuw-gent.yml", yaml_text())
    text = said(base, head)
    assert "### Nieuw: `Het Voorbeeldhuis`\n" in text
    assert "- Pagina: `https://steun-dichtbij.example/initiatieven/nieuw-gent/`\n" in text
    assert "- Adres: `Voorbeeldstraat 1, 9000 Gent`\n" in text
    assert "- Bronnen: `https://voorbeeldhuis.be`\n" in text


def test_something_that_stopped(base: Repository, head: Repository) -> None:
    """Only what the page says now; not all that went from it."""
    head.write(f"stopped/{HOUSE}", head.path(HOUSE).read_bytes())
    head.path(HOUSE).unlink()
    edit(head, "  state: paused\n  until: 2027-01-05\n  message: Na nieuwjaar gaat het weer open.",
         "  state: stopped\n  message: Het huis sloot.", f"stopped/{HOUSE}")  # fmt: skip
    text = said(base, head)
    assert "### Bestaat niet meer: `Het Voorbeeldhuis`\n" in text
    assert "Telefoon" not in text


def test_something_that_runs_again(base: Repository, head: Repository) -> None:
    old, new = "stopped/antwerpen/oud-huis-mechelen.yml", "antwerpen/oud-huis-mechelen.yml"
    head.write(new, re.sub(r"status: .*\n(  .*\n)*", "", head.path(old).read_text()))
    head.path(old).unlink()
    assert "### Staat weer op de site: " in said(base, head)


def test_something_that_is_gone_and_where_its_address_leads(
    base: Repository, head: Repository
) -> None:
    head.path(HOUSE).unlink()
    assert "### Weg van de site: `Het Voorbeeldhuis`\n" in said(base, head)
    head.write("redirects.yml", "redirects:\n  voorbeeldhuis-gent: maatjes-mechelen\n")
    text = said(base, head)
    assert "- Wie dit adres bewaarde, komt op `maatjes-mechelen`\n" in text
    assert "- Het oude adres `voorbeeldhuis-gent` leidt naar `maatjes-mechelen`\n" in text


def test_a_tip_that_comes_changes_grows_up_and_goes(base: Repository, head: Repository) -> None:
    tip = "leads/oost-vlaanderen/onbekend-aalst.yml"
    head.write("leads/oost-vlaanderen/tip-gent.yml", yaml_text(to_check="Bel eens."))
    assert (
        "### Nieuwe tip: `Het Voorbeeldhuis`\n\n- Waar: `Gent`\n- Om na te kijken: `Bel eens.`"
        in (said(base, head))
    )
    assert "### Tip is weg: `Het Voorbeeldhuis`\n" in said(head, base)
    (head.path("leads/oost-vlaanderen/tip-gent.yml")).unlink()
    head.path(tip).write_text(
        re.sub(r"to_check: .*", "to_check: Kijk dit na.", head.path(tip).read_text())
    )
    assert "### Tip is anders: " in said(base, head)
    head.path(tip).unlink()
    head.write("oost-vlaanderen/onbekend-aalst.yml", yaml_text())
    assert "### Nieuw: `Het Voorbeeldhuis`\n" in said(base, head)
    assert "- Het is nu een tip: iemand moet het nakijken." in said(head, base)


@pytest.mark.parametrize("text", [b"name: [", b"\xff", b"", b"name: x\n" * 20_000])
def test_a_file_with_an_error_is_said_to_have_one(
    base: Repository, head: Repository, text: bytes
) -> None:
    head.write(HOUSE, text)
    assert "### Heeft een fout en komt zo niet op de site: `Het Voorbeeldhuis`\n" in (
        said(base, head)
    )


def test_who_asks_not_to_be_listed(base: Repository, head: Repository) -> None:
    head.write("no-publish.yml", "slugs: [voorbeeldhuis-gent]\n")
    text = said(base, head)
    assert "- Wil niet op de site staan: `voorbeeldhuis-gent`\n" in text
    assert "- Mag weer op de site staan: `wil-niet-op-de-site`\n" in text


def test_points_and_words(base: Repository, head: Repository) -> None:
    (head.root / "initiatives" / "coordinates.csv").write_text(
        "address,latitude,longitude,precision,source,date\n"
        '"Straat 1, 9000 Gent",51.05000,3.73000,door,best,2026-11-20\n'
    )
    edit(head, "Een maatje", "Een vriend", "taxonomy.yml")
    text = said(base, head)
    assert "- Plaatsen op de kaart die nieuw of anders zijn: 1\n" in text
    assert "- De woordenlijst is anders." in text


def test_many_changes_are_counted(base: Repository, head: Repository) -> None:
    for number in range(MOST + 3):
        head.write(f"oost-vlaanderen/huis-{number}-gent.yml", yaml_text())
    text = said(base, head)
    assert text.count("### ") == MOST
    assert "En nog 3 andere.\n" in text


def test_hostile_text_stays_in_code_spans(base: Repository, head: Repository) -> None:
    """And every line of it has a form that the workflow lets through."""
    text = '"@wie `x` <img src=x> ![x](https://evil.example) ``` | **x** \\\\ ${{ x }}"'
    head.write("oost-vlaanderen/kwaad-gent.yml", yaml_text(name=text, summary=text))
    outside = re.sub(r"`[^`]+`", "", said(base, head))
    assert "evil" not in outside
    assert not set("@<>|*\\$") & set(outside)


def test_a_broken_taxonomy_is_told(base: Repository, head: Repository) -> None:
    head.write("taxonomy.yml", "kinds: x\n")
    result = CliRunner().invoke(changes.main, [str(base.root), str(head.root)])
    assert result.exit_code == 1
    assert "initiatives/taxonomy.yml" in result.output


def test_a_long_text_is_cut() -> None:
    assert len(shown("a" * 1000)) == LONGEST + 3
    assert shown(" \n ") == "`niets`"
