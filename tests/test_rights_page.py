"""The pages of "Eerst je rechten": what a visitor acts on stands there, with where we read it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "docs" / "rechten"
PAGES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))}
DOUBTS, SOURCES = PAGES["bronnen"].split("\n## Bronnen\n")
TEXT = "\n".join([*(PAGES[name] for name in PAGES if name != "bronnen"), DOUBTS])
SUBJECTS = sorted(PAGES.keys() - {"index", "bronnen"})
# The anchors of the one long page that these were, which posters and links may name.
OLD_ANCHORS = """
    wie-helpt-je-zoeken het-ocmw het-caw je-ziekenfonds de-vakbond rechtenverkenner-en-1700
    zo-gaat-het-bij-het-ocmw wat-vraag-je-aan-het-ocmw-een-briefje-om-mee-te-nemen inkomen leefloon
    stopt-je-uitkering-als-werkloze inkomensgarantie-voor-ouderen-igo
    let-op-als-je-situatie-verandert gezondheid verhoogde-tegemoetkoming maximumfactuur
    een-dokter-zonder-betalen energie-water-en-internet sociaal-tarief-voor-gas-en-stroom
    sociaal-tarief-voor-water sociaal-internetaanbod stookolie-petroleum-of-gas-in-bulk
    een-brief-over-afsluiten kinderen sociale-toeslag-bij-het-groeipakket schooltoeslag
    lagere-prijs-voor-kinderopvang kosten-op-school wonen huurpremie huursubsidie
    huurtoelage-in-brussel huurwaarborg te-weinig-huur-betaald sociale-woning
    zorgen-over-je-huurhuis schulden ziekte-handicap-en-zorg inkomen-bij-een-handicap parkeerkaart
    zorgbudget premie-voor-mantelzorg vrije-tijd-en-trein uitpas-met-kansentarief trein-en-bus
    vakantie-en-uitstap een-advocaat zonder-papieren-of-zonder-adres dringende-medische-hulp
    referentieadres klopt-er-iets-niet-meer bronnen
""".split()  # noqa: SIM905 (a list of fifty words reads best as words)


@pytest.mark.parametrize("anchor", OLD_ANCHORS)
def test_an_anchor_of_the_page_that_these_were_leads_on(anchor: str) -> None:
    """It stands once on the overview, on a link to where its text is now."""
    assert (
        len(re.findall(rf'<a id="{anchor}" href="[a-z-]+/(?:#[a-z0-9-]+)?">', PAGES["index"])) == 1
    )


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_is_a_page_of_its_own_with_a_way_on(subject: str) -> None:
    """From the overview to it, and from it back, to who can be called, and to the sources."""
    text = PAGES[subject]
    assert f'href="{subject}/' in PAGES["index"]
    assert "(index.md)" in text
    assert "(bronnen.md)" in text
    assert "(wie-helpt.md)" in text or subject == "wie-helpt"


def test_the_overview_fits_a_few_screens() -> None:
    """It was 29 screens of a phone."""
    words = re.sub(r"<[^>]+>", " ", PAGES["index"]).split()
    assert len(words) < 400


def part(title: str) -> str:
    """What stands under a heading of the page, up to the next heading."""
    _, rest = re.split(rf"^## {re.escape(title)}$", TEXT, flags=re.MULTILINE)
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
