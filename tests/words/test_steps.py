"""What somebody can do next: each initiative has a step, in the order of the design."""

from __future__ import annotations

from email.headerregistry import Address
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from finder.directory import Listed, listed
from finder.places.town_contacts import TownContact
from finder.words.saying import Words
from finder.words.steps import Step, first_call, in_words, next_steps, ways

from tests.building import TODAY, initiative, small_gazetteer, small_words

if TYPE_CHECKING:
    from finder.places.town_contacts import Office

LINDE = {"address": {"place": "Linde"}}
PHONE, MAIL, SITE = "09 245 09 05", "info@huis.be", "https://huis.be"
STREET = {"address": {"street": "Kouter 1", "place": "Linde"}}
OPEN = {**STREET, "hours": "Mo 09:00-12:00"}


def office(town: str, kind: Office, phone: str, former: str = "") -> TownContact:
    return TownContact(town, former, kind, phone, "", "", "2023-12-12", "https://x.be")


CONTACTS = {
    "Linde": (office("Linde", "ocmw", "09 111 11 11"), office("Linde", "town", "1788")),
    "Eik": (office("Eik", "ocmw", "09 222 22 22"),),
    # Beuk and Olm became one municipality; Olm has no village of its own in this country.
    "Beuk-Olm": (
        office("Beuk-Olm", "town", "012 11 11 11", "Beuk"),
        office("Beuk-Olm", "town", "012 22 22 22", "Olm"),
    ),
}


def placed(**fields: object) -> Listed:
    """An initiative of the made-up country, of which the offices are known."""
    one = initiative(name="De Waterdam", **fields)
    return listed(one, None, small_gazetteer(), TODAY, CONTACTS)


def taken(office_of_kind: str = "town", /, **fields: object) -> list[tuple[str, str]]:
    """The steps for an initiative: what kind, and what one reads."""
    return [(s.kind, s.text) for s in next_steps(placed(**fields), wording(office_of_kind))]


def wording(office_of_kind: str = "town") -> Words:
    words = small_words()
    kinds = {
        key: kind.model_copy(update={"office": office_of_kind})
        for key, kind in words.taxonomy.kinds.items()
    }
    return Words(words.strings, words.taxonomy.model_copy(update={"kinds": kinds}))


ALL = {"phone": PHONE, "email": MAIL, "website": SITE}
OWN, POST, WEB = ("phone", PHONE), ("email", MAIL), ("website", "huis.be")
OF_LINDE = "Nummer van de gemeente Linde. Vraag naar De Waterdam."
DOOR = ("visit", "Kouter 1, Linde. Maandag: 9 tot 12 uur.")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({**OPEN, "contact": ALL}, [OWN, POST, DOOR, WEB]),
        # A number that is somebody else's comes after their own mail.
        ({**OPEN, "contact": {**ALL, "phone_of": "organisation"}}, [POST, OWN, DOOR, WEB]),
        ({**OPEN, "contact": {**ALL, "phone_of": "town"}}, [POST, OWN, DOOR, WEB]),
        # Without a number, that of the town.
        ({**OPEN, "contact": {"website": SITE}}, [("phone", "1788"), DOOR, WEB]),
        ({**LINDE, "contact": {"email": MAIL}}, [POST, ("phone", "1788")]),
        ({**STREET}, [("phone", "1788")]),
        # Where the town hall has no number that we know, that of the OCMW.
        ({"address": {"place": "Eik"}}, [("phone", "09 222 22 22")]),
        # The only municipality that it serves counts too, but not one of several.
        ({"serves": ["Linde"]}, [("phone", "1788")]),
        ({"serves": ["Linde", "Eik"], "contact": {"website": SITE}}, [WEB]),
        ({"serves": ["Vlaanderen"], "contact": {"website": SITE}}, [WEB]),
        # A merged municipality: the office of its postcode, or each when we do not know.
        ({"address": {"place": "Beuk", "postcode": "8000"}}, [("phone", "012 11 11 11")]),
        (
            {"address": {"place": "Berg", "postcode": "8001"}},
            [("phone", "012 11 11 11"), ("phone", "012 22 22 22")],
        ),
        # Nothing but a door.
        (
            {"address": {"street": "Kade 2", "place": "Laken"}},
            [("visit", "Kade 2, Laken. Vraag daar hoe het werkt.")],
        ),
        ({**OPEN, "contact": ALL, "status": "stopped"}, []),
    ],
)
def test_the_steps_come_in_the_order_of_the_design(
    fields: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    """Own phone, own mail, the number of another, a door with its hours, the website."""
    assert taken(**fields) == expected


def test_the_taxonomy_tells_of_which_kinds_the_ocmw_knows_more() -> None:
    """Who looks for a bed or for food calls the OCMW; for a club, the town hall."""
    assert taken("ocmw", **LINDE) == [("phone", "09 111 11 11")]
    assert taken("town", **LINDE) == [("phone", "1788")]


@pytest.mark.parametrize(
    ("fields", "whose"),
    [
        ({"contact": {"phone": PHONE}}, ""),
        (
            {"contact": {"phone": PHONE, "phone_of": "organisation"}, "organisation": "Huis vzw"},
            "Nummer van Huis vzw. Vraag naar De Waterdam.",
        ),
        (
            {"contact": {"phone": PHONE, "phone_of": "organisation"}},
            "Nummer van de organisatie erachter. Vraag naar De Waterdam.",
        ),
        ({"contact": {"phone": PHONE, "phone_of": "town"}}, OF_LINDE),
        ({}, OF_LINDE),
    ],
)
def test_a_number_says_whose_it_is(fields: dict[str, object], whose: str) -> None:
    """And for whom to ask, when it is not their own."""
    call = first_call(placed(**LINDE, **fields), small_words())
    assert call is not None
    assert call.whose == whose


def test_the_number_of_a_town_without_a_name_is_that_of_the_town() -> None:
    shared = {"phone": PHONE, "phone_of": "town"}
    call = first_call(placed(serves=["Vlaanderen"], contact=shared), small_words())
    assert call is not None
    assert call.whose == "Nummer van de gemeente. Vraag naar De Waterdam."


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"contact": {"phone": PHONE}}, "Bel 09 245 09 05."),
        ({"contact": {"email": MAIL}}, "Mail naar info@huis.be."),
        ({"serves": ["Vlaanderen"], "contact": {"website": SITE}}, "Kijk op huis.be."),
        (
            LINDE,
            "We kennen geen nummer van De Waterdam. Bel 1788. " + OF_LINDE,
        ),
        (
            {"address": {"street": "Kade 2", "place": "Laken"}, "hours_note": "Elke dag."},
            "Ga langs: Kade 2, Laken. Elke dag.",
        ),
    ],
)
def test_a_step_in_sentences(fields: dict[str, object], said: str) -> None:
    """For a spreadsheet, a feed or a message, where nothing can be tapped."""
    steps = next_steps(placed(**fields), small_words())
    assert in_words(steps[0], "De Waterdam", small_words()) == said


# --- what a file gives --------------------------------------------------------------------------


def test_ways_come_with_the_quickest_first() -> None:
    """Phone, mail, website; each with a link and with what to read."""
    contact = {
        "website": "https://www.huis.be/contact?a=b",
        "email": "info@huis.be",
        "phone": "09/245 09 05",
    }
    assert ways(initiative(contact=contact)) == (
        Step("phone", "tel:+3292450905", "09/245 09 05"),
        Step("email", "mailto:info@huis.be", "info@huis.be"),
        Step("website", "https://www.huis.be/contact?a=b", "huis.be"),
    )


@pytest.mark.parametrize("way", ["phone", "email", "website"])
def test_only_what_is_known_is_offered(way: str) -> None:
    """No empty button."""
    contact = {"phone": "1712", "email": "a@b.be", "website": "https://b.be"}
    assert [a.kind for a in ways(initiative(contact={way: contact[way]}))] == [way]
    assert ways(initiative()) == ()


@pytest.mark.parametrize(
    "email", ["a?bcc=evil@x.be", "a&b@x.be", "a%0ab@x.be", "a+b@x.be", "a#b@x.be", "a/b@x.be"]
)
def test_a_mail_link_is_one_address_and_nothing_more(email: str) -> None:
    """A sign that has a meaning in a link cannot add a second reader or a text."""
    (way,) = ways(initiative(contact={"email": email}))
    parts = urlsplit(way.href)
    assert (parts.scheme, parts.query, parts.fragment) == ("mailto", "", "")
    assert unquote(parts.path) == email
    assert Address(addr_spec=unquote(parts.path)).domain == "x.be"
    assert way.text == email


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.huis.be", "huis.be"),
        ("http://huis.be:8080/a", "huis.be"),
        ("https://sub.www.huis.be/", "sub.www.huis.be"),
        ("https://HUIS.be", "huis.be"),
        ("https://wwwhuis.be", "wwwhuis.be"),
    ],
)
def test_a_website_is_shown_by_its_host(url: str, host: str) -> None:
    """Short enough for a button, and no path can make it look like another site."""
    (way,) = ways(initiative(contact={"website": url}))
    assert (way.href, way.text) == (url, host)
