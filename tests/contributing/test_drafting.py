"""A file that is being made: where it belongs, how it is called, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.contributing.drafting import draft, name_place, slug_for
from finder.text import MAX_SLUG

from tests.building import real_gazetteer, rules

if TYPE_CHECKING:
    from finder.checking.rules import Context
    from finder.files.reading import Tree

GENT: dict[str, Tree] = {"place": "Gent", "postcode": "9000"}
GOOD: dict[str, Tree] = {
    "name": "Het Voorbeeldhuis",
    "kinds": ["ontmoeten"],
    "summary": "Je ontmoet hier andere mensen bij een kop koffie.",
    "address": GENT,
    "contact": {"phone": "09 245 09 05"},
    "sources": [{"url": "https://voorbeeldhuis.be"}],
}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"name": "Het Huis", "address": GENT}, "het-huis-gent"),
        ({"name": "Het Huis Gent", "address": GENT}, "het-huis-gent"),
        ({"name": "Gents Huis", "address": GENT}, "gents-huis-gent"),
        ({"name": "Huis Gentbrugge", "address": {"place": "Gentbrugge"}}, "huis-gentbrugge"),
        ({"name": "Het Huis", "address": {"place": "Gentbrugge"}}, "het-huis-gent"),
        ({"name": "'t Café", "address": {"place": "St.-Niklaas"}}, "t-cafe-sint-niklaas"),
        ({"name": "Het Huis", "address": {"place": "Nergens"}}, "het-huis-nergens"),
        ({"name": "De Lijn", "serves": ["Gent"]}, "de-lijn-gent"),
        ({"name": "De Lijn", "serves": ["Gent", "Aalst"]}, "de-lijn"),
        ({"name": "De Lijn", "serves": ["Vlaanderen"]}, "de-lijn"),
        ({"name": "De Lijn"}, "de-lijn"),
        ({"name": "!!!", "address": GENT}, ""),
        ({}, ""),
        ({"name": ["x"], "address": "y", "serves": "z"}, ""),
    ],
)
def test_the_name_of_a_file(data: dict[str, Tree], expected: str) -> None:
    """The name and then the municipality, once."""
    assert slug_for(data, real_gazetteer()) == expected


def test_a_long_name_keeps_its_municipality() -> None:
    """The end is what tells two apart."""
    slug = slug_for({"name": "woord " * 40, "address": GENT}, real_gazetteer())
    assert len(slug) <= MAX_SLUG
    assert slug.endswith("woord-gent")


@pytest.mark.parametrize(
    ("changes", "file"),
    [
        ({}, "oost-vlaanderen/het-voorbeeldhuis-gent.yml"),
        ({"address": {"place": "Laken"}}, "brussel/het-voorbeeldhuis-brussel.yml"),
        ({"address": None, "serves": ["Vlaanderen"]}, "vlaanderen/het-voorbeeldhuis.yml"),
    ],
)
def test_a_good_file(changes: dict[str, Tree | None], file: str, context: Context) -> None:
    """In the folder of its province, in canonical form, without findings."""
    data = {key: value for key, value in {**GOOD, **changes}.items() if value is not None}
    made = draft(data, context)
    assert made.findings == []
    assert made.file == f"initiatives/{file}"
    assert made.entry is not None
    assert made.entry.slug == made.slug
    assert made.text.startswith("name: Het Voorbeeldhuis\nkinds: [ontmoeten]\n")


def test_a_name_of_ones_own(context: Context) -> None:
    """The slug may be chosen."""
    assert draft(GOOD, context, "huis").file == "initiatives/oost-vlaanderen/huis.yml"


def test_a_lead(context: Context) -> None:
    """In the folder of leads; it need not be reachable."""
    data = {key: value for key, value in GOOD.items() if key != "contact"}
    assert "unreachable" in rules(draft(data, context).findings)
    made = draft(data, context, is_lead=True)
    assert made.findings == []
    assert made.file == "initiatives/leads/oost-vlaanderen/het-voorbeeldhuis-gent.yml"


def test_a_file_that_is_there_stays_where_it_is(context: Context) -> None:
    """And is checked as what it is there."""
    made = draft({**GOOD, "to_check": "Bel."}, context, file="initiatives/leads/limburg/x.yml")
    assert made.file == "initiatives/leads/limburg/x.yml"
    assert made.findings == []


def test_what_is_wrong_with_an_answer(context: Context) -> None:
    """The findings on one field and what is in it, while others are still missing."""
    made = draft({"address": {"place": "Gent", "postcode": "9999"}, "kinds": ["x"]}, context)
    assert made.entry is None
    assert rules(made.about("address")) == ["postcode-unknown"]
    assert rules(made.about("address.postcode")) == ["postcode-unknown"]
    assert rules(made.about("kinds")) == ["word-unknown"]
    assert made.about("contact.phone") == []


def test_what_nobody_can_read(context: Context) -> None:
    """A key that the terminal sent, or a hidden sign that was pasted, belongs to every answer."""
    made = draft({"name": "Het \x1b[A Huis"}, context)
    assert made.entry is None
    assert rules(made.about("name")) == ["characters"]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Gand", "Gent"),
        ("Anvers", "Antwerpen"),
        ("sint niklaas", "Sint-Niklaas"),
        ("Bruxelles", "Brussel"),
        ("Gentbrugge", "Gentbrugge"),
        ("Nergens", "Nergens"),
    ],
)
def test_a_place_is_written_as_the_site_calls_it(said: str, written: str) -> None:
    data: dict[str, Tree] = {"address": {"place": said}}
    name_place(data, real_gazetteer())
    assert data == {"address": {"place": written}}
