"""Plain Dutch on pages and in the words of the site: what is read of a page, and the real texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import check
import pytest
from click.testing import CliRunner
from finder.files.reading import read_bytes
from finder.findings import Finding, Severity, for_people
from finder.language.rules import load_rules
from finder.language.texts import FILES, blocks, check_markdown, check_project, check_strings
from hypothesis import given
from hypothesis import strategies as st

from tests import building

if TYPE_CHECKING:
    from pathlib import Path

REAL = load_rules()
PAGE = "docs/bladzijde.md"


def texts(page: str) -> list[str]:
    """The pieces of text that a visitor of a page reads."""
    return [block.text for block in blocks(page, REAL.book.folded)]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("Een zin.\n", ["Een zin."]),
        ("Een zin\nop twee regels.\n\nNog een.\n", ["Een zin op twee regels.", "Nog een."]),
        ("# Titel\nTekst.\n## Nog een\n", ["Titel", "Tekst.", "Nog een"]),
        ("- een\n- twee\n  en meer\n* drie\n1. vier\n", ["een", "twee en meer", "drie", "vier"]),
        ("- **Wie:** het OCMW.\n", ["Wie:", "het OCMW."]),
        ("Tekst.\n**Let op**: bel eerst\nof mail.", ["Tekst.", "Let op:", "bel eerst of mail."]),
        ("- **112** Brandweer.", ["112 Brandweer."]),
        ("- [ ] een vakje\n- ☐ nog een\n", ["een vakje", "nog een"]),
        ("| a | b |\n| --- | :-: |\n| c | |\n", ["a", "b", "c"]),
        ("Een [link](../x.md#y) en [nog][z].", ["Een link en nog."]),
        ("![Een huis](huis.png)", ["Een huis"]),
        ("Iets **vets**, *schuins* en __dik__.", ["Iets vets, schuins en dik."]),
        ("2 * 3 en een_woord\\!", ["2 * 3 en een_woord!"]),
        ("Zie <https://x.be/uw/traject> hier.", ["Zie ㅇ hier."]),
        ("Typ `uw/pad` hier.", ["Typ ㅇ hier."]),
        ('<p class="x">Tekst</p>', ["Tekst"]),
        ("Koffie &amp; thee", ["Koffie & thee"]),
        ("> Gezegd\n> is gezegd.", ["Gezegd is gezegd."]),
        ("Knop{ .md-button } hier{: #anker}", ["Knop hier"]),
        ("Boven\n\n---\n\nOnder", ["Boven", "Onder"]),
        ("<!-- uw\ngeheim -->Tekst.", ["Tekst."]),
        ("```yaml\nu: uw\n```\nTekst.", ["Tekst."]),
        ("<script>\nuw()\n</script>\nTekst.", ["Tekst."]),
        ("{% if uw %}Tekst.{% endif %} {{ uw }}", ["Tekst."]),
        ("Een\r\nregel.\r\n", ["Een regel."]),
        ("---\ntitle: De titel\ndescription: \"Wat: dit.\"\ntemplate: uw.html\n---\nTekst.",
         ["De titel", "Wat: dit.", "Tekst."]),
        ("<ul>\n<li><a href=x>Een</a></li>\n<li>Twee</li>\n</ul>\n", ["Een", "Twee"]),
        ("<h2><a href=x>Titel</a></h2>\n<p>Tekst.</p>\n", ["Titel", "Tekst."]),
        ("---\ntitle: Leeg\n---\n", ["Leeg"]),
        ("", []),
    ],
)  # fmt: skip
def test_what_a_visitor_reads(page: str, expected: list[str]) -> None:
    """Markup, code and addresses are no text."""
    assert texts(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<details>\n<summary>Meer weten?</summary>\n\nTekst.\n\n</details>\nNa.",
         ["Meer weten?", "Tekst.", "Na."]),
        ("<details markdown>\n<summary>Voor hulpverleners</summary>\n\nTraject.\n\n</details>\nNa.",
         ["Na."]),
        ("<details><summary><b>Bronnen</b></summary>x</details>\n\nNa.", ["Na."]),
        ('??? note "Voor hulpverleners"\n\n    Traject.\n\n    Nog.\n\nNa.', ["Na."]),
        ('!!! tip "Goed om te weten"\n    Tekst.\n\nNa.', ['"Goed om te weten"', "Tekst.", "Na."]),
        ("<details><summary>Bronnenonderzoek</summary>Tekst.</details>",
         ["Bronnenonderzoek Tekst."]),
    ],
)  # fmt: skip
def test_boxes_for_professionals_are_left_out(page: str, expected: list[str]) -> None:
    """A folded box with such a word in its title is for who reads by profession."""
    assert texts(page) == expected


WRONG = """---
title: Uw rechten
description: Wat u kan vragen.
---

# Uw rechten

Goed.

- **Wat:** een traject
  voor wie [uw](uw.md) hulp vraagt.

| Wat | Uw prijs |
| --- | --- |
| Koffie | € 5 |

<details>
<summary>Voor hulpverleners</summary>

Kwetsbare cliënten, i.s.m. u!

</details>

Tot slot!
"""


def test_a_finding_has_the_line_of_its_word() -> None:
    """Also in the second line of an item, below a box that is left out, and in the front matter."""
    found = [(f.rule.removeprefix("language-"), f.line) for f in check_markdown(PAGE, WRONG, REAL)]
    assert found == [
        ("you", 2),
        ("you", 3),
        ("you", 6),
        ("word", 10),
        ("you", 11),
        ("you", 13),
        ("price", 15),
        ("exclamation", 24),
    ]


def test_the_mean_is_that_of_the_page() -> None:
    """One long paragraph among short ones is no matter, titles and items without a dot neither."""
    long = "Elke week kom je hier met je buur of je kind soep drinken."
    assert check_markdown(PAGE, f"{long}\n\nKom gerust langs.\n", REAL) == []
    (mean,) = check_markdown(PAGE, f"# Titel\n\n- koffie\n\n{long}\n\n{long}\n", REAL)
    assert (mean.rule, mean.line, mean.severity) == ("language-sentence-mean", 0, Severity.WARNING)


def test_pages_for_professionals_are_exempt_by_name() -> None:
    """Only the pages that the file of rules names."""
    for name in REAL.book.editorial:
        assert check_markdown(f"docs/{name}", WRONG, REAL) == []
    assert check_markdown("docs/soorten/over.md", WRONG, REAL) != []


@given(
    st.text(), st.lists(st.sampled_from(["---\n", "<details>", "```\n", "|", "- ", "# ", "u\n"]))
)
def test_any_page_can_be_checked(text: str, pieces: list[str]) -> None:
    """Broken markup never stops the check, and a line is one of the page."""
    page = "".join(pieces) + text + "".join(pieces)
    for found in check_markdown(PAGE, page, REAL):
        assert 0 <= found.line <= page.count("\n") + 1


STRINGS = """\
language: uw
box:
  label: Uw postcode
  many: "{number} resultaten bij {uw}"
months: [januari, "februari!"]
body: "Dag,\\n\\nU vroeg iets.\\nDag!"
"""


def strings(text: str, fields: str = r"(?!language$).+") -> list[tuple[str, str, int]]:
    """Rule, field and line of each finding in a file with words."""
    document, _ = read_bytes(text.encode(), "nl.yml")
    assert document is not None
    found = check_strings(document, REAL, fields)
    return [(f.rule.removeprefix("language-"), f.field, f.line) for f in found]


def test_the_words_of_a_file_are_checked() -> None:
    """What is filled in later is not judged, lists and lines of a mail are."""
    assert strings(STRINGS) == [
        ("you", "box.label", 3),
        ("exclamation", "months.1", 5),
        ("you", "body", 6),
        ("exclamation", "body", 6),
    ]


def test_only_the_wanted_fields_are_checked() -> None:
    """A pattern says which fields visitors read."""
    assert strings(STRINGS, r"box\..+") == [("you", "box.label", 3)]


# --- the repository ----------------------------------------------------------------------------


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_project_is_its_pages_and_its_words(tmp_path: Path) -> None:
    """Every Markdown page, and each file with words that is there."""
    assert check_project(tmp_path, REAL) == []
    write(tmp_path, "docs/soorten/a.md", "Kom!\n")
    write(tmp_path, "docs/overrides/x.html", "U!\n")
    write(tmp_path, "scripts/finder/words/nl.yml", "box:\n  label: Uw postcode\n")
    write(tmp_path, "scripts/finder/data/glossary.yml", "terms: {a: {word: u, text: Voor u.}}\n")
    write(tmp_path, "initiatives/taxonomy.yml", "{")
    found = check_project(tmp_path, REAL)
    assert [(f.rule, f.file) for f in found] == [
        ("language-exclamation", "docs/soorten/a.md"),
        ("yaml", "initiatives/taxonomy.yml"),
        ("language-you", "scripts/finder/words/nl.yml"),
        ("language-you", "scripts/finder/data/glossary.yml"),
    ]


def shown(findings: list[Finding]) -> str:
    return "\n".join(for_people(finding) for finding in findings)


def real_texts() -> list[Finding]:
    return check_project(building.ROOT, REAL)


def test_every_file_with_words_exists() -> None:
    """A file that moved would no longer be checked."""
    assert [file for file in FILES if not (building.ROOT / file).is_file()] == []


@pytest.mark.parametrize("file", FILES)
def test_the_words_of_the_site_are_plain_dutch(file: str) -> None:
    """Every interface string, kind, question and explained word: no error and no advice."""
    assert not (found := [f for f in real_texts() if f.file == file]), shown(found)


def test_the_hand_written_pages_are_plain_dutch() -> None:
    """Every page for residents passes without an error, and no advice greets each newcomer."""
    found = [f for f in real_texts() if f.file.endswith(".md")]
    assert not found, shown(found)


# --- the command -------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small repository with a fault on a page and one in an initiative."""
    taxonomy = (building.REPOSITORY / "initiatives" / "taxonomy.yml").read_text(encoding="utf-8")
    write(tmp_path, "initiatives/taxonomy.yml", taxonomy)
    text = building.yaml_text(summary="U drinkt hier koffie.")
    write(tmp_path, "initiatives/oost-vlaanderen/huis-gent.yml", text)
    write(tmp_path, "docs/rechten.md", "Kom!\n")
    return tmp_path


def run(root: Path, *files: Path) -> str:
    arguments = ["--root", str(root), "--today", "2026-11-22", *map(str, files)]
    return CliRunner().invoke(check.main, arguments).output


def test_the_command_checks_initiatives_and_pages(root: Path) -> None:
    """Without arguments everything is checked."""
    output = run(root)
    assert "FOUT docs/rechten.md:1\n    Hier staat een uitroepteken." in output
    assert (
        'FOUT initiatives/oost-vlaanderen/huis-gent.yml:3 [summary]\n    Hier staat "u".' in output
    )


def test_the_command_checks_one_file(root: Path) -> None:
    """A page or an initiative can be checked alone."""
    assert "huis-gent" not in run(root, root / "docs")
    assert "rechten" not in run(root, root / "initiatives")
    assert "Fouten: 1." in run(root, root / "docs" / "rechten.md")
