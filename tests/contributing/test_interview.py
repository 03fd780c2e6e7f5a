"""A file that is made by asking: which questions, what their answers mean, and what is alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.contributing.answers import AnswerError
from finder.contributing.interview import CONTACT, FIRST, MORE, TEXT, Interview, villages
from finder.places.locating import GazetteerGeocoder
from finder.words.columns import QUESTIONS

from tests.building import real_gazetteer, rules
from tests.checking.test_duplicates import one

if TYPE_CHECKING:
    from finder.checking.rules import Context
    from finder.files.reading import Tree

# Asked together with another, or left to whoever edits the file.
NOT_ASKED = {
    "address.postcode", "checked.date", "hours", "location.lat", "location.lon", "funding",
    "contact.of_organisation",
}  # fmt: skip


@pytest.fixture
def talk(context: Context) -> Interview:
    return Interview(context)


def test_every_question_is_asked_once() -> None:
    """But those of the list above."""
    asked = [*FIRST, *TEXT, *MORE]
    assert len(set(asked)) == len(asked)
    assert set(asked) | NOT_ASKED == {q.path for q in QUESTIONS}
    assert set(CONTACT) <= set(FIRST)


@pytest.mark.parametrize(
    ("answers", "path", "expected"),
    [
        ({}, "name", True),
        ({}, "address.street", False),
        ({"address.place": "Gent"}, "address.street", True),
        ({}, "sources.seen", False),
        ({"welcome.who": "everyone"}, "welcome.groups", False),
        ({"welcome.who": "only"}, "welcome.groups", True),
        ({}, "contact.phone_of", False),
        ({"contact.phone": "09 245 09 05"}, "contact.phone_of", True),
        ({"cost.kind": "free"}, "cost.note", False),
        ({"cost.kind": "reduced"}, "cost.note", True),
    ],
)
def test_a_question_that_makes_no_sense_is_not_asked(
    talk: Interview, answers: dict[str, Tree], path: str, expected: bool
) -> None:
    """It depends on what was said before."""
    talk.answers = answers
    assert talk.applies(path) is expected


def test_an_area_is_needed_without_a_place(talk: Interview) -> None:
    """Somebody must be able to find it."""
    assert talk.is_needed("serves")
    talk.answers["address.place"] = "Gent"
    assert not talk.is_needed("serves")
    assert talk.is_needed("name")
    assert not talk.is_needed("contact.phone")


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("kinds", "2, 1", ["ontmoeten", "maatje"]),
        ("kinds", "2; maatje", ["ontmoeten", "maatje"]),
        ("welcome.who", "1", "everyone"),
        ("name", "1", "1"),
        ("contact.phone", "112", "112"),
    ],
)
def test_a_number_stands_for_its_word(
    talk: Interview, path: str, text: str, expected: Tree
) -> None:
    """Only where there are words to choose from."""
    assert talk.understand(path, text) == expected


@pytest.mark.parametrize("text", ["0", "99", "1.5", "-1", "²"])
def test_a_number_that_is_not_there(talk: Interview, text: str) -> None:
    """It is a word like any other that we do not know."""
    with pytest.raises(AnswerError):
        talk.understand("kinds", text)


def test_an_answer_is_checked_at_once(talk: Interview) -> None:
    """Against what was said before; nothing is kept of an answer that was only tried."""
    assert rules(talk.problems("contact.phone", "bel ons")) == ["phone"]
    assert talk.problems("contact.phone", "09 245 09 05") == []
    assert talk.answers == {}


def test_what_depends_on_an_answer_goes_with_it(talk: Interview) -> None:
    """A place with its postcode and street; the groups when everyone is welcome after all."""
    (village,) = villages("Gentbrugge", real_gazetteer())
    talk.set_place(village)
    talk.answers |= {"address.street": "Kerkstraat 1", "welcome.who": "only"}
    talk.answers["welcome.groups"] = ["ouderen"]
    talk.forget("address.place")
    assert set(talk.answers) == {"welcome.who", "welcome.groups"}
    talk.answers["welcome.who"] = "everyone"
    talk.tidy()
    assert set(talk.answers) == {"welcome.who"}


def test_the_day_of_a_check_is_today(talk: Interview) -> None:
    """And goes away with it."""
    talk.answers["checked.how"] = "phone"
    talk.tidy()
    assert talk.data["checked"] == {"how": "phone", "date": "2026-11-22"}
    talk.forget("checked.how")
    talk.tidy()
    assert talk.data == {}


def test_a_tip_that_can_be_reached_is_an_initiative(talk: Interview) -> None:
    """What had to be found out was found."""
    talk.is_lead, talk.to_check = True, "Bel de gemeente."
    talk.tidy()
    assert talk.data == {"to_check": "Bel de gemeente."}
    talk.answers["contact.phone"] = "09 245 09 05"
    talk.tidy()
    assert not talk.is_lead
    assert talk.data == {"contact": {"phone": "09 245 09 05"}}


def test_what_is_alike_before_all_is_known(talk: Interview) -> None:
    """A name and a place are enough; what was said to be different is not shown again."""
    (village,) = villages("9000", real_gazetteer())
    talk.set_place(village)
    talk.answers["name"] = "De Kazemat"
    known = [one("Kazemat", "kazemat-gent"), one("Ruimte", "ruimte-gent")]
    sources = [GazetteerGeocoder(real_gazetteer())]
    assert [p.other.slug for p in talk.alike(known, sources)] == ["kazemat-gent"]
    talk.not_same_as.append("kazemat-gent")
    assert talk.alike(known, sources) == []
    assert talk.data["not_same_as"] == ["kazemat-gent"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9050", ["9050 Gentbrugge", "9050 Ledeberg"]),
        ("gentbrugge", ["9050 Gentbrugge"]),
        ("9050 Gentbrugge", ["9050 Gentbrugge"]),
        ("  St.-Niklaas ", ["9100 Sint-Niklaas"]),
        ("Ixelles", ["1050 Elsene"]),
        ("9999", []),
        ("9000 Aalst", []),
        ("Parijs", []),
        ("", []),
    ],
)
def test_a_place_by_name_or_postcode(text: str, expected: list[str]) -> None:
    """However somebody writes it."""
    found = [f"{v.postcode} {v.name}" for v in villages(text, real_gazetteer())]
    assert found == expected


def test_a_name_that_is_shared() -> None:
    """All places of that name, and all villages of a postcode."""
    assert {v.municipality for v in villages("Beveren", real_gazetteer())} > {"Roeselare"}
    assert len(villages("8560", real_gazetteer())) > 1


def test_a_mobile_number_is_asked_about_until_somebody_says(talk: Interview) -> None:
    """What was said of one number does not hold for another; and goes when nothing asks for it."""
    talk.answers["contact.of_organisation"] = "true"
    told = talk.problems("contact.phone", "0470 00 00 00")
    assert [f.rule for f in told] == ["contact-person"]
    talk.answers |= {"name": "Huis", "contact.phone": "0470 00 00 00"}
    talk.tidy()
    assert talk.answers["contact.of_organisation"] == "true"
    talk.answers["contact.phone"] = "09 245 09 05"
    talk.tidy()
    assert "contact.of_organisation" not in talk.answers
