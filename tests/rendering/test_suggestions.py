"""The data of the one box and of "near me": complete, and light."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from finder.directory import Directory
from finder.rendering import suggestions
from finder.rendering.site import Site
from finder.settings import Settings
from finder.text import slugify
from finder.words.glossary import Glossary

from tests.building import entry, small_gazetteer, spot

if TYPE_CHECKING:
    from finder.directory import Listed
    from finder.words.saying import Words

HERE = {"address": {"place": "Linde", "postcode": "9000"}}


def site(words: Words, *entries: Listed) -> Site:
    directory = Directory(entries, small_gazetteer())
    return Site(directory, (), (), words, Glossary.load(), Settings("Steun", "/"))


def names(words: Words, *entries: Listed, budget: int = suggestions.BUDGET) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(suggestions.names(site(words, *entries), budget))
    return found


def test_every_place_stands_below_its_municipality(words: Words) -> None:
    """A place of the municipality's own name is its postcode alone."""
    assert names(words)["towns"] == [
        ["Beuk-Olm", "8000 Beuk", "8000 Kersen", "8001 Berg"],
        ["Brussel", "1000", "1020 Laken"],
        ["Eik", "9100"],
        ["Linde", "9000", "9001 Berg", "9002 Hazel", "9002 Iep"],
    ]


def test_other_names_point_at_their_municipality(words: Words) -> None:
    assert names(words)["others"] == [["Tilleul", 3], ["Oud-Eik", 2]]


@pytest.mark.parametrize(
    ("slug", "name", "fields", "expected"),
    [
        ("het-huis", "Het Huis", HERE, [3, "Het Huis"]),
        ("het-huis-linde", "Het Huis", HERE, [3, "Het Huis", "het-huis-linde"]),
        ("t-huis", "'t Huis", {}, [-1, "'t Huis"]),
    ],
)
def test_an_initiative(
    words: Words, slug: str, name: str, fields: dict[str, object], expected: list[object]
) -> None:
    """Its municipality and name; its slug only when that does not follow from the name."""
    where = spot(51.0, 3.5) if fields else None
    found = names(words, entry(slug, where, name=name, **fields))
    assert found["initiatives"] == [expected]
    assert slugify(name) == slug or expected[2:] == [slug]


def test_when_names_do_not_fit_the_places_stay(words: Words) -> None:
    """All initiatives stay out rather than some: then nobody thinks that one does not exist."""
    one = entry("het-huis", name="Het Huis")
    whole = suggestions.weight(suggestions.names(site(words, one)))
    assert "initiatives" in names(words, one, budget=whole)
    less = names(words, one, budget=whole - 1)
    assert "initiatives" not in less
    assert less["towns"] == names(words)["towns"]
    assert less["others"] == names(words)["others"]


def test_the_points_of_a_postcode_are_those_of_its_villages() -> None:
    """In thousandths of a degree."""
    found = json.loads(suggestions.points(small_gazetteer()))
    assert found["9002"] == [50980, 3460, 50960, 3440]
    assert list(found) == ["1000", "1020", "8000", "8001", "9000", "9001", "9002", "9100"]


def test_a_kind_has_its_words_and_a_line_to_call_the_page_of_lines(words: Words) -> None:
    found = {row[0]: row[1:] for row in json.loads(suggestions.kinds(words.taxonomy))}
    for key, kind in words.taxonomy.kinds.items():
        page = [] if kind.places else [suggestions.LINES]
        assert found[key] == [kind.label, kind.explanation, list(kind.words), *page]
