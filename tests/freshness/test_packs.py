"""Calls in packs for one volunteer, an organisation together, with its mail ready."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
import report
from click.testing import CliRunner
from finder.freshness import packs
from finder.settings import Settings

from tests.building import ROOT, TODAY, entry, slugs, small_words

if TYPE_CHECKING:
    from pathlib import Path

    from finder.directory import Listed

    from tests.conftest import Repository

SETTINGS = Settings("Steun Dichtbij", "https://steun.example/", "", "https://github.com/x/y")


def of(organisation: str, number: int, email: str = "") -> list[Listed]:
    """So many entries of an organisation."""
    contact = {"email": email} if email else {"phone": "09 245 09 05"}
    return [
        entry(f"{organisation}-{at}", name=f"{organisation} {at}", organisation=organisation,
              contact=contact)
        for at in range(number)
    ]  # fmt: skip


def sizes(entries: list[Listed], size: int) -> list[list[int]]:
    return [[len(party.entries) for party in pack] for pack in packs.packs(entries, size)]


@pytest.mark.parametrize(
    ("numbers", "size", "expected"),
    [
        ([3], 20, [[3]]),
        ([12, 12], 20, [[12], [12]]),  # an organisation is not cut to fill a pack
        ([12, 12, 8], 20, [[12, 8], [12]]),  # what fits fills it
        ([25], 20, [[20], [5]]),  # unless it is larger than a pack
        ([], 20, []),
    ],
)
def test_organisations_stay_whole_in_packs(
    numbers: list[int], size: int, expected: list[list[int]]
) -> None:
    entries = [one for at, number in enumerate(numbers) for one in of(f"o{at}", number)]
    assert sizes(entries, size) == expected


def test_everybody_is_in_one_pack() -> None:
    entries = [one for at in range(9) for one in of(f"o{at}", at + 1)]
    found = [one for pack in packs.packs(entries) for party in pack for one in party.entries]
    assert sorted(slugs(found)) == sorted(slugs(entries))


def test_a_shared_mail_address_is_one_organisation() -> None:
    one, other = of("a", 1, "info@x.be")[0], of("b", 1, "Info@x.be")[0]
    (party,) = packs.parties([one, other])
    assert party.email == "info@x.be"
    assert slugs(party.entries) == ["a-0", "b-0"]


def test_the_mail_lists_every_page_and_asks_for_one_word() -> None:
    (party,) = packs.parties(of("Voorbeeld", 2, "info@x.be"))
    subject, body = packs.mail(party, SETTINGS)
    assert subject == "Klopt dit nog? 2 pagina's op Steun Dichtbij"
    assert re.findall(r"https://\S+", body) == [
        "https://steun.example/initiatieven/Voorbeeld-0/",
        "https://steun.example/initiatieven/Voorbeeld-1/",
    ]
    assert "één woord: ja" in body


def test_a_pack_has_the_mail_as_a_link_and_hides_words_of_strangers_in_code() -> None:
    entries = of("<b>@wie</b>", 1, "info@x.be")
    text = packs.as_markdown(1, packs.packs(entries)[0], TODAY, SETTINGS, small_words())
    (link,) = re.findall(r"\]\((mailto:[^)]+)\)", text)
    assert urlsplit(link).path == "info@x.be"
    assert parse_qs(urlsplit(link).query)["body"][0].startswith("Dag,")
    assert "<b>" not in re.sub(r"`[^`]*`|\([^)]*\)|<!--.*?-->", "", text)
    assert "checked: {date: 2026-11-22" in text


def test_the_command_writes_a_file_for_each_pack(repository: Repository, tmp_path: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", repository.root)
    to = tmp_path / "pakjes"
    given = ["--root", str(repository.root), "--today", "2027-11-22", "packs", "--to", str(to)]
    result = CliRunner().invoke(report.main, given)
    assert result.exit_code == 0, result.output
    texts = [path.read_text(encoding="utf-8") for path in sorted(to.iterdir())]
    assert texts[0].startswith("# Pakje 1: ")
    told = [slug for text in texts for slug in re.findall(r"<!-- ([\w-]+) -->", text)]
    assert len(told) == len(set(told)) > 1
