"""The page "Eerst je rechten": what a visitor acts on stands in it, with where we read it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parent.parent / "docs" / "rechten.md").read_text(encoding="utf-8")
TEXT, SOURCES = PAGE.split("\n## Bronnen\n")


def part(title: str) -> str:
    """What stands under a heading of the page, up to the next heading."""
    _, rest = re.split(rf"^### {re.escape(title)}$", TEXT, flags=re.MULTILINE)
    return re.split(r"^##", rest, flags=re.MULTILINE)[0]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Het CAW", ["In sommige streken zijn de uren anders."]),
        ("Stopt je uitkering als werkloze?", ["**Ben je ziek?**", "30 dagen", "je ziekenfonds"]),
        ("Huurtoelage in Brussel", ["niet sociaal huurt", "wachtlijst", "inkomen"]),
        ("Huurwaarborg", ["Niet voor een sociale woning.", "3 maanden"]),
        (
            "Te weinig huur betaald",
            ["Fonds ter Bestrijding van Uithuiszettingen", "2 tot 6 maanden", "je OCMW"],
        ),
        ("Zorgen over je huurhuis", ["Je moet lid zijn.", "gratis", "een brief"]),
        ("Trein en bus", ["15 oktober 2025", "weten wij niet. Vraag het na."]),
    ],
)
def test_a_right_tells_its_limit(title: str, said: list[str]) -> None:
    """Without these words somebody goes to a counter in vain, or too late."""
    assert [words for words in said if words not in part(title)] == []


@pytest.mark.parametrize(
    "label",
    [
        "CAW",
        "Einde van de werkloosheidsuitkering",
        "Huurtoelage Brussel",
        "Huurwaarborg",
        "Te weinig huur betaald",
        "Huurdersbond",
        "Trein",
    ],
)
def test_each_of_these_rights_has_its_pages_under_the_sources(label: str) -> None:
    (line,) = re.findall(rf"^- {label}: (.+)$", SOURCES, re.MULTILINE)
    assert re.search(r"<https?://[^>]+>", line)


def test_what_could_not_be_read_again_is_said() -> None:
    """Numbers and rules that no page confirmed a second time are named as such."""
    (line,) = re.findall(r"^- Bij een tweede lezing in november 2026 .+$", TEXT, re.MULTILINE)
    for unsure in ("1765", "0800 98 799", "leefloon", "referentieadres"):
        assert unsure in line
