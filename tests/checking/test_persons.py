"""Numbers and addresses that look like those of one person: asked about, until somebody says."""

from __future__ import annotations

import pytest
from finder.checking.persons import given_names, is_mobile, is_personal, without_persons
from finder.checking.rules import Context, check_initiative, not_of_a_person
from finder.findings import Severity
from finder.text import slugify

from tests.building import document, rules, yaml_text

MOBILE = [
    "0470 00 00 00",
    "0470/00.00.00",
    "+32 470 00 00 00",
    "0032470000000",
    "+32 (0)470 000000",
]
NOT_MOBILE = ["09 245 09 05", "016 31 05 00", "0800 12 345", "1813", "112", "02 265 77 15", "x"]
PERSONAL = [
    "jan.janssens@gemeente.example", "an_peeters@vzw.example", "j.janssens@ocmw.example",
    "Marie-Claire.DuPont@stad.example", "jan@vzw.example", "mohamed.el.amrani@caw.example",
    "jan.janssens+vzw@gmail.com", "zebedeus.vermeulen@huis.example",
]  # fmt: skip
GENERAL = [
    "info@voorbeeld.example", "sociale.dienst@veurne.example", "info.ocmw@nijlen.example",
    "welzijnspunt.mariakerke@oostende.example", "ldc.allegro@menen.example", "vzw.dehulp@x.example",
    "kalmthout.helpt@kalmthout.example", "centrum.torhout@gmail.com", "social.cpas@x.example",
    "deschakel.puurs@gmail.com", "onthaal@caw.example", "hallo@x.example",
    "2dehands.gent@x.example", "voorbeeldhuis.vzw@gmail.com", "no-reply@x.example",
    "eetgelegenheid@x.example",
]  # fmt: skip


@pytest.mark.parametrize("number", MOBILE + NOT_MOBILE)
def test_a_mobile_number(number: str) -> None:
    assert is_mobile(number) is (number in MOBILE)


@pytest.mark.parametrize("mail", PERSONAL + GENERAL)
def test_a_mail_address_of_a_person(context: Context, mail: str) -> None:
    """As far as its form tells: two words that are no service, no village and no own name."""
    is_place = lambda word: bool(context.gazetteer.find(word))  # noqa: E731
    assert is_personal(mail, frozenset({"voorbeeldhuis"}), is_place) is (mail in PERSONAL)


@pytest.mark.parametrize(
    ("contact", "fields"),
    [
        *((f'{{phone: "{number}"}}', ["contact.phone"]) for number in MOBILE),
        *((f'{{phone: "{number}"}}', []) for number in NOT_MOBILE),
        *((f"{{email: {mail}}}", ["contact.email"]) for mail in PERSONAL),
        *((f"{{email: {mail}}}", []) for mail in GENERAL),
        ("{phone: 0470 00 00 00, email: jan.janssens@x.be}", ["contact.phone", "contact.email"]),
        ("{phone: 0470 00 00 00, of_organisation: true}", []),
        ("{email: jan.janssens@x.example, of_organisation: true}", []),
        ("{phone: 0470 00 00 00, of_organisation: false}", ["contact.phone"]),
        ("{phone: 0470 00 00 00, phone_of: town}", []),
        ("{phone: 0470 00 00 00, phone_of: own}", ["contact.phone"]),
    ],
)  # fmt: skip
def test_the_check_asks_whose_it_is(context: Context, contact: str, fields: list[str]) -> None:
    told = list(not_of_a_person(document(yaml_text(contact=contact)), context))
    assert [(f.rule, f.field, f.severity) for f in told] == [
        ("contact-person", field, Severity.WARNING) for field in fields
    ]
    assert all("organisatie?" in f.message and "of_organisation" in f.hint for f in told)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"hours_note": "Bel 0470 00 00 00."}, ["hours_note"]),
        ({"first_visit": "Mail jan.janssens@huis.example."}, ["first_visit"]),
        ({"cost": "{kind: paid, note: Vraag het op 0470/00.00.00.}"}, ["cost.note"]),
        ({"hours_note": "Bel 09 245 09 05, of mail info@huis.example."}, []),
        ({"hours_note": "Van 9 tot 12 uur."}, []),
        (
            {
                "hours_note": "Bel 0470 00 00 00.",
                "contact": "{phone: 09 245 09 05, of_organisation: true}",
            },
            [],
        ),
    ],
)
def test_a_sentence_with_a_number_is_asked_about_too(
    context: Context, fields: dict[str, str], expected: list[str]
) -> None:
    told = not_of_a_person(document(yaml_text(**fields)), context)
    assert [(f.rule, f.field) for f in told] == [("contact-person", field) for field in expected]


def test_who_said_yes_has_a_good_file(context: Context) -> None:
    text = yaml_text(contact="{phone: 0470 00 00 00, of_organisation: true}")
    found, findings = check_initiative(document(text), context)
    assert found
    assert found.contact.of_organisation is True
    assert "contact-person" not in rules(findings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bel mij op 0470/00.00.00.", "Bel mij op [nummer]."),
        ("+32470000000 of 0032 470 00 00 00", "[nummer] of [nummer]"),
        ("Mail jan.janssens@x.example, niet info@x.example.",
         "Mail [mailadres], niet info@x.example."),
        ("Het nummer is 09 245 09 05.", "Het nummer is 09 245 09 05."),
        ("Dossier 90470000000123", "Dossier 90470000000123"),
    ],
)  # fmt: skip
def test_a_text_without_persons(text: str, expected: str) -> None:
    assert without_persons(text) == expected


def test_first_names_are_written_as_they_are_compared() -> None:
    assert all(slugify(name) == name for name in given_names())
    assert len(given_names()) > 300
