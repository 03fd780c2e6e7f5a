"""The page about the 28 projects "persoonlijke vriend": what is known, and whom to ask."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = (Path(__file__).parent.parent / "docs" / "persoonlijke-vriend.md").read_text(
    encoding="utf-8"
)
TEXT, SOURCES = PAGE.split("\n## Bronnen\n")
FILM = "https://kcgezinswetenschappen.odisee.be/van-buddy-tot-community"
NETWORK = "https://www.kcgezinswetenschappen.be/nl/intervisieprojecten-netwerkversterking"


def part(title: str) -> str:
    """What stands under a heading of the page, up to the next one."""
    _, rest = TEXT.split(f"\n## {title}\n")
    return rest.split("\n## ")[0]


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("De oproep van 2018", ["28 projecten", "50.000 euro", "drie jaar", "Odisee"]),
        (
            "Wat weten wij van de 28?",
            ["Odisee", "De Link", "SAM", "van 2019 tot 2022", "25 juni 2019", "film"],
        ),
        ("Wat weten wij van de 28?", [FILM, NETWORK, "28 namen vonden wij niet"]),
        ("Wie heeft de lijst?", ["Odisee", "SAM vzw", "De Link vzw", "Departement Zorg", FILM]),
        ("Weet jij meer?", ["[Vertel het ons](meedoen.md)"]),
    ],
)
def test_the_page_tells_what_is_known_and_whom_to_ask(title: str, said: list[str]) -> None:
    assert [words for words in said if words not in part(title)] == []


@pytest.mark.parametrize("page", [FILM, NETWORK])
def test_what_is_told_has_its_page_with_a_date(page: str) -> None:
    """The pages show no date, and that is said."""
    assert f"<{page}> (zonder datum)" in SOURCES


def test_a_project_that_nobody_placed_among_the_28_is_no_proof() -> None:
    (line,) = re.findall(r"^\*\*Wie misschien ook bij de 28 hoort\.\*\* .+$", TEXT, re.MULTILINE)
    assert "geen bewijs" in line
