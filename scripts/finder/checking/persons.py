"""What looks like the number or the mail address of one person, and not of an organisation.

Nobody can see in a number whose it is. A mobile number may be that of a desk, so this only ever
asks. Who knows that it is an organisation's says so in the file, and is asked no more.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import phonenumbers
from finder.findings import Finding, Severity
from finder.settings import DATA
from finder.text import slugify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from finder.files.reading import Document

ANSWER = "contact.of_organisation"
# What stands in the address of a desk, a service or a house, at the beginning of a word or in it.
_NOT_OF_A_PERSON = re.compile(
    r"info|dienst|soci|centr|admin|welzijn|onthaal|buurt|wijk|huis|maison|help|hulp|zorg|team"
    r"|contact|secretar|vrijwillig|volont|ouder|senior|jonger|kind|gezin|famil|school|project"
    r"|werking|werkgroep|punt|bib|sport|cultuur|maatje|buddy|kring|groep|club|post|mail|cpas|ocmw"
    r"|\bcaw|\bldc\b|\bvzw|asbl|\bsd\b|welkom|hallo|hello|bonjour|bestuur|balie|loket|thuis|taal"
    r"|leer|winkel|kringloop|voedsel|eten|resto|kruidenier|reply|service|office|gemeente|stad|stedel"
)
_TEXTS = (
    "summary", "first_visit", "hours_note", "welcome.note", "cost.note", "status.message",
    "address.note",
)  # fmt: skip
# In characters; the form of the file says how long a text may be.
_LONGEST = 2_000
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)32[ ./-]?(?:\(0\) ?)?|0)4\d(?:[ ./-]?\d){7}(?!\d)")


def check_persons(document: Document, is_place: Callable[[str], bool]) -> Iterator[Finding]:
    """A number or address that looks like that of a person is asked about, until somebody says.

    Args:
        document: the file.
        is_place: whether a word is the name of a village, which is nobody's.
    """
    if document.text(ANSWER) == "true":
        return
    yield from _in_texts(document)
    phone, mail = document.text("contact.phone"), document.text("contact.email")
    is_said = document.text("contact.phone_of") in {"organisation", "town"}
    if phone and is_mobile(phone) and not is_said:
        yield _ask(document, "contact.phone", f"{phone} is een mobiel nummer.")
    if mail and is_personal(mail, _own_words(document), is_place):
        yield _ask(document, "contact.email", f'"{mail}" lijkt het mailadres van één persoon.')


def _in_texts(document: Document) -> Iterator[Finding]:
    """A sentence with such a number or address: whose it is, cannot be seen there either."""
    for field in _TEXTS:
        text = document.text(field)
        if text and without_persons(text[:_LONGEST]) != text[:_LONGEST]:
            message = "In deze tekst staat een mobiel nummer, of een mailadres met een naam."
            yield _ask(document, field, message)


def is_mobile(text: str) -> bool:
    """Whether a text is a Belgian mobile number."""
    try:
        number = phonenumbers.parse(text, "BE")
    except phonenumbers.NumberParseException:
        return False
    return bool(
        number.country_code == 32
        and phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE
    )


def is_personal(
    mail: str, own: frozenset[str] = frozenset(), is_place: Callable[[str], bool] | None = None
) -> bool:
    """Whether a mail address looks like ``voornaam.naam@``, and like nothing else.

    Args:
        mail: the address.
        own: the words of the organisation itself, which are nobody's name.
        is_place: whether a word is the name of a village.
    """
    local, _, host = mail.casefold().partition("@")
    words = [slugify(word) for word in re.split(r"[._-]+", local.partition("+")[0])]
    is_own = any(word in own or word in slugify(host).split("-") for word in words)
    if is_own or not all(word.isalpha() for word in words):
        return False
    if words[0] in given_names():
        return True
    if len(words) < 2 or any(_NOT_OF_A_PERSON.search(word) for word in words):
        return False
    return len(words) <= 4 and not (is_place and any(map(is_place, words)))


def without_persons(text: str) -> str:
    """A text in which no mobile number stands, and no mail address that looks like a person's."""
    text = _MOBILE.sub("[nummer]", text)
    return _MAIL.sub(lambda m: "[mailadres]" if is_personal(m[0]) else m[0], text)


@cache
def given_names() -> frozenset[str]:
    """First names that are common in Belgium, without accents."""
    return frozenset((DATA / "given-names.txt").read_text(encoding="utf-8").split())


def _own_words(document: Document) -> frozenset[str]:
    texts = (document.text("name") or "", document.text("organisation") or "")
    return frozenset(word for text in texts for word in slugify(text).split("-"))


def _ask(document: Document, field: str, message: str) -> Finding:
    found = document.finding(
        "contact-person",
        field,
        f"{message} Is dit van een organisatie?",
        "Van een organisatie? Schrijf bij contact: of_organisation: true."
        " Van één persoon? Haal het weg, en zoek het algemene nummer of adres.",
    )
    return replace(found, severity=Severity.WARNING)
