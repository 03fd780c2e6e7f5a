"""What people answer, in their words, as the fields of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.checking.rules import Context
from finder.contributing.answers import AnswerError, as_data, understand
from finder.contributing.drafting import draft
from finder.files.model import Entry
from finder.files.taxonomy import load_taxonomy
from finder.words.columns import QUESTIONS, as_answer, column_of, question

from tests.building import ROOT, TODAY, real_gazetteer

if TYPE_CHECKING:
    from finder.files.reading import Tree

TAXONOMY = load_taxonomy(ROOT / "initiatives" / "taxonomy.yml")
# What nobody is asked: it is decided later, or only by who knows the files.
NOT_ASKED = {"status", "not_same_as", "exceptions"}


def meaning(path: str, text: str) -> Tree | None:
    return understand(question(path), text, TAXONOMY)


def test_every_field_is_asked() -> None:
    """A new field of the model comes with its question, or stands in the list above."""
    asked = {one.path.partition(".")[0] for one in QUESTIONS}
    assert asked | NOT_ASKED == set(Entry.model_fields)
    assert not asked & NOT_ASKED


def test_no_two_questions_have_one_column() -> None:
    """Nor one field."""
    assert len({one.column for one in QUESTIONS}) == len(QUESTIONS)
    assert len({one.path for one in QUESTIONS}) == len(QUESTIONS)


def test_the_examples_make_a_good_file() -> None:
    """All of them together pass the check."""
    answers = {one.path: understand(one, one.example, TAXONOMY) for one in QUESTIONS}
    made = draft(
        as_data({path: value for path, value in answers.items() if value is not None}),
        Context(TAXONOMY, real_gazetteer(), TODAY),
    )
    # 09 000 00 00 is kept free of real numbers, and so are addresses that end in .example.
    assert [f.message for f in made.findings if f.field != "contact.phone"] == []


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda one: one.path)
def test_an_answer_can_be_shown_and_given_again(asked: object) -> None:
    """The words of a value mean that value."""
    one = next(q for q in QUESTIONS if q is asked)
    value = understand(one, one.example, TAXONOMY)
    assert value is not None
    assert understand(one, as_answer(one, value, TAXONOMY), TAXONOMY) == value


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("name", "  Het   Huis\n", "Het Huis"),
        ("name", " ", None),
        ("name", "=1+1", "=1+1"),
        ("kinds", "ontmoeten", ["ontmoeten"]),
        ("kinds", "MENSEN ONTMOETEN; Samen sterk,leren", ["ontmoeten", "vereniging", "leren"]),
        ("kinds", "leren\nleren", ["leren"]),
        ("kinds", " ,; ", None),
        ("welcome.who", "Iedereen", "everyone"),
        ("welcome.who", "only", "only"),
        ("welcome.groups", "mensen met weinig geld, ouderen", ["weinig-geld", "ouderen"]),
        ("from_elsewhere", "nee", "no"),
        ("referral", "niet nodig", "not-needed"),
        ("cost.kind", "minder", "reduced"),
        ("wheelchair", "deels", "partly"),
        ("volunteers", "ja", "true"),
        ("languages", "Nederlands, fr", ["nl", "fr"]),
        ("serves", "Gent,  Aalst", ["Gent", "Aalst"]),
        ("sources", "https://a.be\n https://b.be", ["https://a.be", "https://b.be"]),
        ("sources", "www.a.be", ["https://www.a.be"]),
        ("contact.website", "www.a.be/x", "https://www.a.be/x"),
        ("contact.website", "a.be", "https://a.be"),
        ("contact.website", "http://a.be", "http://a.be"),
        ("contact.website", "geen", None),
        ("sources", "a.be/x https://b.be", ["https://a.be/x", "https://b.be"]),
        ("languages", "nl en fr", ["nl", "fr"]),
        ("languages", "nl/Frans + en", ["nl", "fr", "en"]),
        ("languages", "nl fr", ["nl", "fr"]),
        ("kinds", "Geld en rechten", ["rechten-geld"]),
        ("serves", "Gent en Aalst", ["Gent", "Aalst"]),
        ("serves", "Sint-Niklaas, Lede", ["Sint-Niklaas", "Lede"]),
        ("referral", "ja", "needed"),
        ("appointment", "Nee", "not-needed"),
        ("wheelchair", "niet overal", "partly"),
        ("wheelchair", "weet ik niet", "unknown"),
        ("volunteers", "weet niet", None),
        ("cost.kind", "je betaalt", "paid"),
        ("checked.how", "ik belde", "phone"),
        ("checked.how", "nee", None),
        ("summary", "je drinkt hier koffie", "Je drinkt hier koffie."),
        ("summary", "Kom je ook?", "Kom je ook?"),
        ("bring", "je pas en een tas, geld.", ["je pas", "een tas", "geld"]),
        ("contact.phone_of", "Gemeente", "town"),
        ("contact.phone_of", "weet ik niet", None),
        ("hours_note", "elke dag", "Elke dag."),
        ("location.lat", "51,05", "51.05"),
        ("checked.date", "20/11/2026", "2026-11-20"),
        ("checked.date", "1.2.2026", "2026-02-01"),
        ("checked.date", "20/11/26", "2026-11-20"),
        ("checked.date", "20 november 2026", "2026-11-20"),
        ("sources.seen", "okt/26", "2026-10"),
        ("sources.seen", "Okt-26", "2026-10"),
        ("sources.seen", "maart 2026", "2026-03"),
        ("sources.seen", "mrt. 2026", "2026-03"),
        ("sources.seen", "sept 2026", "2026-09"),
        ("sources.seen", "10/26", "10/26"),
        ("sources.seen", "zomer 2026", "zomer 2026"),
        ("checked.date", "2026-11-20", "2026-11-20"),
        ("checked.date", "gisteren", "gisteren"),
        ("sources.seen", "11/2026", "2026-11"),
        ("sources.seen", "2026", "2026"),
    ],
)
def test_what_an_answer_means(path: str, text: str, expected: Tree | None) -> None:
    """In any capitals, with the label or the word of the file; the check judges the rest."""
    assert meaning(path, text) == expected


@pytest.mark.parametrize(
    ("path", "text", "message", "hint"),
    [
        ("kinds", "ontmoten", '"ontmoten" kan hier niet.', 'Bedoel je "ontmoeten"?'),
        ("volunteers", "misschien", '"misschien" kan hier niet.', "Kies uit: ja, nee."),
        ("wheelchair", "n", '"n" kan hier niet.', "Kies uit: ja, deels, nee, niet bekend."),
        ("kinds", "xxxx, leren, yyyy", '"xxxx" en "yyyy" kunnen hier niet.', "Kies uit: "),
    ],
)  # fmt: skip
def test_a_word_that_cannot_stand_there(path: str, text: str, message: str, hint: str) -> None:
    """All that are wrong are named, with what to write instead."""
    with pytest.raises(AnswerError) as caught:
        meaning(path, text)
    assert caught.value.message == message
    assert caught.value.hint.startswith(hint)


def test_answers_become_the_fields_of_a_file() -> None:
    """Parts in their maps; each page with the date that was given."""
    assert as_data(
        {
            "name": "Het Huis",
            "address.place": "Gent",
            "address.postcode": "9000",
            "sources": ["https://a.be", "https://b.be"],
            "sources.seen": "2026-10",
        }
    ) == {
        "name": "Het Huis",
        "address": {"place": "Gent", "postcode": "9000"},
        "sources": [
            {"url": "https://a.be", "seen": "2026-10"},
            {"url": "https://b.be", "seen": "2026-10"},
        ],
    }
    assert as_data({"sources.seen": "2026-10"}) == {}


@pytest.mark.parametrize(
    ("path", "column"),
    [
        ("name", "naam"),
        ("kinds.0", "soorten"),
        ("kinds", "soorten"),
        ("address", "plaats"),
        ("address.street", "straat en nummer"),
        ("contact", "telefoon"),
        ("sources.0.url", "bronnen"),
        ("sources.1.seen", "datum van de bron"),
        ("sources.0", "bronnen"),
        ("status.until", "status.until"),
    ],
)
def test_the_column_of_a_field(path: str, column: str) -> None:
    """So that a finding on a file can be told on a cell."""
    assert column_of(path) == column


@pytest.mark.parametrize("path", ["organisation", "contact.phone", "address.street", "serves"])
@pytest.mark.parametrize("text", ["-", "n.v.t.", "nvt", "onbekend", "/", "geen", "?"])
def test_a_cell_that_says_nothing_is_empty(path: str, text: str) -> None:
    assert understand(question(path), text, TAXONOMY) is None


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("wheelchair", "onbekend", "unknown"),
        ("cost.kind", "onbekend", "unknown"),
        ("cost.kind", "Gratis.", "free"),
        ("cost.kind", "0 euro", "free"),
        ("cost.kind", "niets", "free"),
        ("volunteers", "onbekend", None),
    ],
)
def test_where_such_a_word_is_an_answer(path: str, text: str, expected: str | None) -> None:
    assert understand(question(path), text, TAXONOMY) == expected
