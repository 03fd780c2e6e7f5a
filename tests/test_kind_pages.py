"""The pages on the kinds of support: each the same shape, honest on both sides, with sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from finder.taxonomy import load_taxonomy

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "soorten"
TAXONOMY = load_taxonomy(ROOT / "initiatives" / "taxonomy.yml")
KINDS = [key for key, kind in TAXONOMY.kinds.items() if kind.places]
# Small pages that lead on: an old address, and the kind of lines that one calls from anywhere.
LEADING = {"eten-spullen": ["eten.md", "kleren-spullen.md"], "hulplijn": ["../hulp-nu.md"]}
HEADINGS = [
    "Wat is het?",
    "De eerste keer",
    "Wat is er goed aan?",
    "Wat is er lastig aan?",
    "Voor wie past het?",
    "Voor wie niet?",
    "Wat vraag je best vooraf?",
    "Wie biedt dit aan bij jou?",
]
LIST_HERE = "<!-- aanbod -->"


def page(kind: str) -> str:
    return (FOLDER / f"{kind}.md").read_text(encoding="utf-8")


def folded(text: str, title: str) -> str:
    """What stands in the box with this title."""
    pattern = rf"<details markdown>\n<summary>{re.escape(title)}</summary>\n(.*?)\n</details>"
    (found,) = re.findall(pattern, text, re.DOTALL)
    return str(found)


def test_there_is_a_page_for_each_kind_and_no_other() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == {*KINDS, *LEADING, "index"}


@pytest.mark.parametrize(("name", "targets"), LEADING.items())
def test_a_small_page_leads_on_and_is_no_answer_of_its_own(name: str, targets: list[str]) -> None:
    assert re.findall(r"\]\(([^)]+)\)", page(name)) == targets
    assert "robots: noindex" in page(name)
    assert LIST_HERE not in page(name)


@pytest.mark.parametrize("kind", KINDS)
def test_the_headings_are_the_same_on_every_page(kind: str) -> None:
    assert re.findall(r"^## (.+)$", page(kind), re.MULTILINE) == HEADINGS


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_thing_leads_to_the_box(kind: str) -> None:
    lines = [line for line in page(kind).split("---\n", 2)[2].splitlines() if line]
    assert lines[0].startswith("# ")
    assert 'href="#wie-biedt-dit-aan-bij-jou"' in lines[1]


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_ends_where_the_initiatives_come(kind: str) -> None:
    assert page(kind).splitlines()[-1] == LIST_HERE
    assert page(kind).count(LIST_HERE) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_each_condition_for_professionals_has_a_source(kind: str) -> None:
    text = folded(page(kind), "Voor hulpverleners: wanneer houdt dit stand?")
    conditions, unknown = text.split("**Wat we niet weten**")
    claims = re.findall(r"^- .+$", conditions, re.MULTILINE)
    assert len(claims) >= 5
    for claim in claims:
        assert re.search(r"\]\(https?://|zelfde bron|onze conclusie", claim), claim
    assert re.search(r"^- .+$", unknown, re.MULTILINE)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_visitor_acts_on_has_sources_with_their_date(kind: str) -> None:
    for line in folded(page(kind), "Bronnen").strip().splitlines():
        addresses = re.findall(r"<https?://[^>]+> \(([^)]+)\)", line)
        assert addresses, line
        assert line.count("<http") == len(addresses)


@pytest.mark.parametrize("kind", [*KINDS, "index"])
def test_nobody_takes_our_lists_for_those_of_the_study(kind: str) -> None:
    assert "swot" not in page(kind).lower()


def test_the_overview_names_every_kind_and_puts_rights_first() -> None:
    text = page("index")
    for kind in KINDS:
        assert text.count(f"]({kind}.md)") == 1
    first_link = re.search(r"\]\(([^)]+)\)", text)
    assert first_link
    assert first_link[1] == "../rechten.md"
