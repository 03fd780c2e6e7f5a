"""The pages on the kinds of support: each the same shape, honest on both sides, with sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from finder.files.taxonomy import load_taxonomy

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
    "Wat zeggen mensen zelf?",
    "Voor wie past het?",
    "Voor wie niet?",
    "Wat vraag je best vooraf?",
    "Wie biedt dit aan bij jou?",
]
LIST_HERE = "<!-- aanbod -->"
EXAMPLES = "Dit zijn voorbeelden en geen cijfers."
NOTHING = "Wij vonden nog niets."
TELL_US = "[Vertel het ons](../meedoen.md#maakte-jij-iets-mee)"
WHO = re.compile(r"- \*\*[^*]+:\*\* \S")
PAGE_AND_YEAR = re.compile(r"\(\[[^\]]+\]\(https?://\S+\), [^()]*\b(?:19|20)\d\d\b[^()]*\)$")


def page(kind: str) -> str:
    return (FOLDER / f"{kind}.md").read_text(encoding="utf-8")


def folded(text: str, title: str) -> str:
    """What stands in the box with this title."""
    pattern = rf"<details markdown>\n<summary>{re.escape(title)}</summary>\n(.*?)\n</details>"
    (found,) = re.findall(pattern, text, re.DOTALL)
    return str(found)


def said(text: str) -> str:
    """What people with experience of poverty say, on a page about a kind."""
    _, rest = text.split("\n## Wat zeggen mensen zelf?\n")
    return rest.split("\n## ")[0]


def wrong_with(voices: str) -> list[str]:
    """What a section of voices lacks: that it is no figure, who said it, where, and when."""
    points = re.findall(r"^- .+$", voices, re.MULTILINE)
    wrong = [part for part in (EXAMPLES, TELL_US) if part not in voices]
    if not 2 <= len(points) <= 4 and (points or NOTHING not in voices):
        wrong.append(f"{len(points)} points")
    for point in points:
        wrong += [] if WHO.match(point) else [f"who: {point}"]
        wrong += [] if PAGE_AND_YEAR.search(point) else [f"page and year: {point}"]
    return wrong


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
def test_people_speak_for_themselves_as_examples(kind: str) -> None:
    assert wrong_with(said(page(kind))) == []


GOOD = "- **Een vrouw:** ze is blij. ([Krant](https://a.be/b), ongeveer 2020)"
UNDATED = "- **Een man:** het was druk. ([Huis](http://a.be), zonder datum, gelezen in 2026)"


@pytest.mark.parametrize(
    ("points", "wrong"),
    [
        ([GOOD, UNDATED], []),
        ([GOOD] * 4, []),
        ([NOTHING], []),
        ([], ["0 points"]),
        ([GOOD], ["1 points"]),
        ([GOOD, NOTHING], ["1 points"]),
        ([GOOD] * 5, ["5 points"]),
        ([GOOD, "- Ze is blij. ([Krant](https://a.be/b), 2020)"], ["who"]),
        ([GOOD, "- **Een vrouw:** ze is blij. (Krant, 2020)"], ["page and year"]),
        (
            [GOOD, "- **Een vrouw:** ze is blij. ([Krant](https://a.be/2020), lang geleden)"],
            ["page and year"],
        ),
    ],
)
def test_a_voice_without_a_person_a_page_or_a_year_is_found(
    points: list[str], wrong: list[str]
) -> None:
    found = wrong_with("\n".join([EXAMPLES, *points, TELL_US]))
    assert [reason.split(":")[0] for reason in found] == wrong


@pytest.mark.parametrize("part", [EXAMPLES, TELL_US])
def test_voices_are_called_examples_and_more_are_asked_for(part: str) -> None:
    whole = "\n".join([EXAMPLES, GOOD, UNDATED, TELL_US])
    assert wrong_with(whole.replace(part, "")) == [part]


def test_the_page_that_the_voices_lead_to_asks_for_them() -> None:
    asked = (ROOT / "docs" / "meedoen.md").read_text(encoding="utf-8")
    assert "\n## Maakte jij iets mee?\n" in asked


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
    assert first_link[1] == "../rechten/index.md"
