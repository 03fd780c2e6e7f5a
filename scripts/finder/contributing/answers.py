"""From what people answer, in Dutch words, to the fields of a file.

The questions of ``new.py`` and the columns of a table are the same list, so that both know the same
words. What an answer means is decided here; whether it is right, by the check.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from finder.checking.wrapped import direct
from finder.errors import FinderError
from finder.text import folded, is_nothing, suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from finder.files.reading import Tree
    from finder.files.taxonomy import Taxonomy

SOURCES, SEEN = "sources", "sources.seen"


class AnswerError(FinderError):
    """An answer that is none of the words; ``hint`` says what to write instead, in Dutch."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True)
class Question:
    """One thing to know about an initiative.

    Attributes:
        path: the field of the file, such as ``contact.phone``.
        column: its name in a table.
        ask: the question in plain Dutch.
        explain: what to write, for whoever fills in a table or asks for help.
        example: a good answer.
        words: the Dutch words that it takes, with the word of the file; empty for free text.
        means: what a word means, where that is not plain.
        also: other words that people use, with the word of the file; empty means no answer.
        taxonomy: the list of the taxonomy whose words it takes; empty when it is another.
        many: whether several answers are possible.
        needed: whether an entry can be without it.
    """

    path: str
    column: str
    ask: str
    explain: str
    example: str
    words: Mapping[str, str] = field(default_factory=dict)
    means: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)
    taxonomy: str = ""
    many: bool = False
    needed: bool = False

    def known(self, taxonomy: Taxonomy) -> dict[str, str]:
        """The words that it takes, as people write them, with the word of the file."""
        if not self.taxonomy:
            return dict(self.words)
        return {label: key for key, label in labels(self.taxonomy, taxonomy).items()}


def labels(name: str, taxonomy: Taxonomy) -> dict[str, str]:
    """The words of one list of the taxonomy, each with what a visitor reads."""
    found: Mapping[str, object] = getattr(taxonomy, name)
    return {key: str(getattr(value, "label", value)) for key, value in found.items()}


# The fields that hold whole sentences.
SENTENCES = frozenset(
    {"summary", "first_visit", "welcome.note", "cost.note", "hours_note", "status.message"}
)
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_DONT_KNOW = dict.fromkeys(("weet ik niet", "weet niet", "onbekend"), "unknown")
_NEED_TOO = {"ja": "needed", "nee": "not-needed"} | _DONT_KNOW
_NEED = {"niet nodig": "not-needed", "nodig": "needed", "niet bekend": "unknown"}
_YES_NO = {"ja": "yes", "nee": "no", "niet bekend": "unknown"}

QUESTIONS: tuple[Question, ...] = (
    Question(
        "name",
        "naam",
        "Hoe heet het?",
        "De naam zoals mensen die kennen.",
        "Het Voorbeeldhuis",
        needed=True,
    ),
    Question(
        "organisation",
        "organisatie",
        "Welke organisatie doet dit, als die anders heet?",
        "De organisatie erachter, als die anders heet.",
        "Voorbeeld vzw",
    ),
    Question(
        "kinds",
        "soorten",
        "Wat is het? Typ één of meer nummers, het belangrijkste eerst.",
        "Eén tot vijf soorten, met een komma ertussen. De belangrijkste eerst.",
        "Mensen ontmoeten, Samen sterk",
        taxonomy="kinds",
        many=True,
        needed=True,
    ),
    Question(
        "address.place",
        "plaats",
        "In welk dorp of welke stad is het? Je mag ook een postcode typen.",
        "Het dorp, de deelgemeente of de stad.",
        "Gent",
    ),
    Question(
        "address.postcode",
        "postcode",
        "Welke postcode is dat?",
        "Vier cijfers.",
        "9000",
    ),
    Question(
        "address.street",
        "straat en nummer",
        "In welke straat, en op welk nummer?",
        "De straat en het nummer.",
        "Voorbeeldstraat 1",
    ),
    Question(
        "serves",
        "werkt voor",
        "Voor welke gemeenten is het?",
        "De gemeenten, met een komma ertussen. Of: provincie Limburg, Vlaanderen of Brussel."
        " Laat leeg als het alleen de gemeente van het adres is.",
        "Gent, Merelbeke-Melle",
        many=True,
    ),
    Question(
        "contact.phone",
        "telefoon",
        "Wat is het algemene telefoonnummer?",
        "Het algemene nummer, niet dat van één persoon.",
        "09 000 00 00",
    ),
    Question(
        "contact.phone_of",
        "nummer van",
        "Van wie is dat nummer?",
        "Van wie is het nummer? henzelf, organisatie (die erachter) of gemeente (of stad).",
        "henzelf",
        words={"henzelf": "own", "organisatie": "organisation", "gemeente": "town"},
        means={
            "henzelf": "je krijgt hen meteen aan de lijn",
            "organisatie": "van de organisatie erachter",
            "gemeente": "van de gemeente of de stad",
        },
        also={"stad": "town"} | dict.fromkeys(_DONT_KNOW, ""),
    ),
    Question(
        "contact.email",
        "mail",
        "Wat is het algemene mailadres?",
        "Het algemene adres, niet dat van één persoon.",
        "info@voorbeeldhuis.example",
    ),
    Question(
        "contact.of_organisation",
        "van de organisatie",
        "Is dat nummer en dat adres van een organisatie?",
        "Alleen bij een mobiel nummer, of een mailadres met een naam: is het van de organisatie,"
        " en niet van één persoon? ja of nee.",
        "ja",
        words={"ja": "true", "nee": "false"},
        also=dict.fromkeys(_DONT_KNOW, ""),
    ),
    Question(
        "contact.website",
        "website",
        "Wat is het adres van de website?",
        "Het adres van de website.",
        "https://voorbeeldhuis.example",
    ),
    Question(
        "summary",
        "samenvatting",
        "Wat doe je er, en met wie? Hooguit drie korte zinnen.",
        "Wat doe je er, en met wie? Hooguit drie korte zinnen. Zeg je tegen de lezer.",
        "Je drinkt hier koffie met andere mensen uit de buurt. Iedereen mag binnenkomen.",
        needed=True,
    ),
    Question(
        "first_visit",
        "eerste keer",
        "Wat gebeurt er als je er de eerste keer naartoe gaat?",
        "Wat gebeurt er als je er de eerste keer naartoe gaat?",
        "Bel even, of kom gewoon binnen.",
    ),
    Question(
        "bring",
        "meebrengen",
        "Wat breng je de eerste keer mee? Zet een komma tussen twee dingen.",
        "Wat breng je de eerste keer mee? Met een komma ertussen. Alleen als de bron het zegt.",
        "je identiteitskaart, je laatste loonbrief",
        many=True,
    ),
    Question(
        "welcome.who",
        "voor wie",
        "Voor wie is het?",
        "iedereen, vooral (voor de groepen die je noemt) of alleen (voor die groepen).",
        "iedereen",
        words={"iedereen": "everyone", "vooral": "preferably", "alleen": "only"},
        means={
            "vooral": "vooral voor sommige groepen, maar anderen mogen ook",
            "alleen": "alleen voor sommige groepen",
        },
    ),
    Question(
        "welcome.groups",
        "groepen",
        "Voor welke groepen?",
        "Als het vooral of alleen voor sommige mensen is: voor wie? Met een komma ertussen.",
        "gezinnen, ouderen",
        taxonomy="groups",
        many=True,
    ),
    Question(
        "welcome.note",
        "uitleg voor wie",
        "Wil je daar in één zin iets bij zeggen?",
        "Uitleg in één zin.",
        "Je partner mag mee.",
    ),
    Question(
        "from_elsewhere",
        "van elders",
        "Mag je komen als je in een andere gemeente woont?",
        "Mag je komen als je in een andere gemeente woont? ja, nee of niet bekend.",
        "niet bekend",
        words=_YES_NO,
        also=_DONT_KNOW,
    ),
    Question(
        "referral",
        "doorverwijzing",
        "Moet iemand je doorverwijzen, het OCMW bijvoorbeeld?",
        "Moet iemand je doorverwijzen? nodig, niet nodig of niet bekend.",
        "niet nodig",
        words=_NEED,
        also=_NEED_TOO,
    ),
    Question(
        "appointment",
        "afspraak",
        "Moet je een afspraak maken?",
        "Moet je een afspraak maken? nodig, niet nodig of niet bekend.",
        "niet nodig",
        words=_NEED,
        also=_NEED_TOO,
    ),
    Question(
        "cost.kind",
        "prijs",
        "Wat kost het?",
        "gratis, betalen, minder (je betaalt minder met weinig geld) of niet bekend.",
        "gratis",
        words={"gratis": "free", "betalen": "paid", "minder": "reduced", "niet bekend": "unknown"},
        means={"betalen": "je betaalt", "minder": "je betaalt minder met weinig geld"},
        also={
            "je betaalt": "paid",
            "betalend": "paid",
            "goedkoper": "reduced",
            "je betaalt minder met weinig geld": "reduced",
        }
        | _DONT_KNOW,
    ),
    Question(
        "cost.note",
        "uitleg prijs",
        "Wil je de prijs noemen, of iets uitleggen?",
        "De prijs of een korte uitleg.",
        "Een maaltijd kost 4 euro.",
    ),
    Question(
        "languages",
        "talen",
        "Welke talen spreken ze er?",
        "De talen die mensen er spreken, met een komma ertussen.",
        "Nederlands, Frans",
        taxonomy="languages",
        many=True,
    ),
    Question(
        "wheelchair",
        "rolstoel",
        "Kan je er binnen met een rolstoel?",
        "ja, deels, nee of niet bekend.",
        "deels",
        words={"ja": "yes", "deels": "partly", "nee": "no", "niet bekend": "unknown"},
        means={"deels": "niet overal"},
        also={"niet overal": "partly", "gedeeltelijk": "partly"} | _DONT_KNOW,
    ),
    Question(
        "volunteers",
        "vrijwilligers",
        "Kan je er zelf helpen als vrijwilliger?",
        "Kan je er zelf helpen? ja of nee.",
        "ja",
        words={"ja": "true", "nee": "false"},
        also=dict.fromkeys(_DONT_KNOW, ""),
    ),
    Question(
        "hours_note",
        "uren in woorden",
        "Wanneer is het open, in gewone woorden?",
        "De uren in gewone woorden.",
        "Elke eerste maandag van 11 tot 14 uur.",
    ),
    Question(
        "hours",
        "uren",
        "Kan je de uren ook schrijven zoals OpenStreetMap?",
        "De uren zoals OpenStreetMap ze schrijft.",
        "We 13:30-16:30; PH off",
    ),
    Question(
        "location.lat",
        "breedte",
        "Wat is de breedtegraad van de plek?",
        "Alleen als je de plek zeker weet: de breedtegraad.",
        "51.0500",
    ),
    Question(
        "location.lon",
        "lengte",
        "Wat is de lengtegraad van de plek?",
        "Alleen als je de plek zeker weet: de lengtegraad.",
        "3.7300",
    ),
    Question(
        "funding",
        "projectoproep",
        "Welke projectoproep gaf geld?",
        "De projectoproep die geld gaf.",
        "zorgzame-buurten",
        taxonomy="funding",
        many=True,
    ),
    Question(
        SOURCES,
        "bronnen",
        "Op welke pagina las je dit?",
        "Het adres van de pagina waar je dit las. Meer dan één? Zet er een spatie tussen.",
        "https://voorbeeldhuis.example/contact",
        needed=True,
    ),
    Question(
        SEEN,
        "datum van de bron",
        "Van wanneer is die pagina?",
        "De datum van die pagina: een jaar, een maand of een dag.",
        "2026-10",
    ),
    Question(
        "checked.how",
        "nagekeken hoe",
        "Keek je dit zelf na? Zeg dan hoe. Anders druk je op Enter.",
        "Alleen als je het zelf nakeek: telefoon, bezoek, website of organisatie.",
        "telefoon",
        words={
            "telefoon": "phone",
            "bezoek": "visit",
            "website": "website",
            "organisatie": "organisation",
        },
        means={
            "telefoon": "ik belde",
            "bezoek": "ik ging langs",
            "website": "ik keek op hun website",
            "organisatie": "ik werk er zelf, of ze zeiden het mij",
        },
        also={
            "ik belde": "phone",
            "gebeld": "phone",
            "ik ging langs": "visit",
            "ik keek op de website": "website",
            "ik werk er zelf": "organisation",
            "nee": "",
            "ik keek het niet na": "",
        },
    ),
    Question(
        "checked.date",
        "nagekeken op",
        "Op welke dag keek je dit na?",
        "Alleen als je het zelf nakeek: de dag.",
        "2026-11-20",
    ),
)  # fmt: skip


def question(path: str) -> Question:
    """The question about a field.

    Raises:
        KeyError: there is none.
    """
    return {one.path: one for one in QUESTIONS}[path]


def understand(asked: Question, text: str, taxonomy: Taxonomy) -> Tree | None:
    """What an answer means: the value for the file, or None when nothing was said.

    Raises:
        AnswerError: the question takes certain words, and this is none of them.
    """
    known = asked.known(taxonomy)
    if asked.path == SOURCES:
        return [web_address(word) for word in text.split() if not is_nothing(word)] or None
    if asked.many:
        said = [part for part in _parts(text, known) if not is_nothing(part)]
        return list(dict.fromkeys(_words(said, asked, known) if known else said)) or None
    text = " ".join(text.split())
    if not text or (is_nothing(text) and not _is_word(text, asked, known)):
        return None
    if asked.path == "cost.kind" and is_free(text):
        return "free"
    return (_words([text], asked, known)[0] or None) if known else _tidy(asked.path, text)


def as_answer(asked: Question, value: Tree, taxonomy: Taxonomy) -> str:
    """A value of the file in the words of an answer."""
    said = {key: word for word, key in asked.known(taxonomy).items()}
    if isinstance(value, list):
        join = " " if asked.path == SOURCES else ", "
        return join.join(said.get(str(part), str(part)) for part in value)
    return said.get(str(value), str(value))


def as_data(answers: Mapping[str, Tree]) -> dict[str, Tree]:
    """The answers, by path, as the keys and values of a file."""
    data: dict[str, Tree] = {}
    for path, value in answers.items():
        if path in {SOURCES, SEEN}:
            continue
        key, _, inner = path.partition(".")
        if inner:
            part = data.setdefault(key, {})
            if isinstance(part, dict):
                part[inner] = value
        else:
            data[key] = value
    sources = answers.get(SOURCES)
    if isinstance(sources, list):
        seen = {"seen": answers[SEEN]} if SEEN in answers else {}
        data[SOURCES] = [{"url": url, **seen} for url in sources]
    return data


def column_of(path: str) -> str:
    """The column that a field comes from; that of its first part when it has none of its own."""
    plain = ".".join(part for part in path.split(".") if not part.isdigit())
    known = {one.path: one.column for one in QUESTIONS}
    if plain in known:
        return known[plain]
    if plain.startswith(f"{SOURCES}."):
        return known[SOURCES]
    first = plain.partition(".")[0]
    return next((c for p, c in known.items() if p.partition(".")[0] == first), plain)


def _parts(text: str, known: Mapping[str, str]) -> list[str]:
    """The answers in a row, with a comma, a semicolon or a line break between them."""
    parts = (" ".join(part.split()).rstrip(".") for part in re.split(r"[,;\n]", text))
    return [one for part in parts if part for one in _apart(part, known)]


def _apart(part: str, known: Mapping[str, str]) -> list[str]:
    """One answer, or several when only the comma is missing: ``nl en fr``, ``nl/fr``, ``nl fr``."""
    if not known:
        return part.split(" en ")
    for between in (r"^$", r" en | ?[/+&] ?", r" "):
        found = [word for word in re.split(between, part) if word]
        if all(_is_known(word, known) for word in found):
            return found
    return [part]


def _is_known(word: str, known: Mapping[str, str]) -> bool:
    return word.lower() in {name.lower() for pair in known.items() for name in pair}


def _is_word(text: str, asked: Question, known: Mapping[str, str]) -> bool:
    """Whether a text that says nothing elsewhere is a word of this question: ``niet bekend``."""
    return text.lower() in {word.lower() for word in (*known, *asked.also)} or (
        asked.path == "cost.kind" and is_free(text)
    )


def _words(said: Sequence[str], asked: Question, known: Mapping[str, str]) -> list[str]:
    """The words of the file for words of people, however they write the capitals.

    Raises:
        AnswerError: at least one is not known; all that are not are named.
    """
    words = {key.lower(): key for key in known.values()}
    words |= {label.lower(): key for label, key in asked.also.items()}
    words |= {label.lower(): key for label, key in known.items()}
    wrong = [word for word in said if word.lower() not in words]
    if not wrong:
        return [words[word.lower()] for word in said]
    named = " en ".join(f'"{word[:60]}"' for word in wrong)
    # The words of the taxonomy are Dutch in the file too.
    options = [*known, *(known.values() if asked.taxonomy else ())]
    close = suggestion(wrong[0], options) if len(wrong) == 1 else ""
    raise AnswerError(
        f"{named} {'kan' if len(wrong) == 1 else 'kunnen'} hier niet.",
        f'Bedoel je "{close}"?' if close else f"Kies uit: {', '.join(known)}.",
    )


def _tidy(path: str, text: str) -> str:
    """A text as the file has it: dates with the year first, numbers with a point."""
    if path.startswith("location."):
        return text.replace(",", ".")
    if path in {SEEN, "checked.date"}:
        return year_first(text)
    if path in SENTENCES:
        return sentence(text)
    return web_address(text) if path == "contact.website" else text


# What people write where nothing has to change.
_SAME = frozenset(
    ("klopt", "dit klopt", "klopt nog", "alles klopt", "dat klopt", "klopt wel", "ok", "oke",
     "okay",
     "in orde", "is in orde", "orde", "idem", "id", "zelfde", "hetzelfde", "dezelfde", "juist",
     "is juist", "is goed", "goed", "correct", "same", "the same", "ongewijzigd", "onveranderd",
     "blijft", "blijft hetzelfde", "blijft gelijk", "geen verandering", "geen wijziging",
     "niet veranderd",
     "niets veranderd", "no change", "unchanged", "inchange", "pareil", "meme", "le meme",
     "d'accord",
     "exact", "stimmt", "gelijk", "hetzelfde als nu", "zoals nu", "zie boven", "klopt helemaal")
)  # fmt: skip
_FREE = frozenset(
    ("gratis", "kosteloos", "kosteloze", "0", "0 euro", "0 eur", "euro 0", "nul euro",
     "0 00 euro", "0 00",
     "0 00 eur", "niks", "niets", "kost niks", "kost niets", "geen", "geen kosten", "voor niks",
     "voor niets", "zonder kosten", "vrij", "free", "free of charge", "gratuit", "gratuite",
     "kostenlos",
     "geen kost", "geen prijs", "niet betalend")
)  # fmt: skip
_AROUND_FREE = re.compile(
    r"^(?:(?:het|dit|dat|alles|is|de|prijs|toegang|deelname|deelnemen|komen|helemaal|volledig|altijd"
    r"|gewoon|totaal|100 ?%|activiteiten|les|lessen|zijn|je|betaalt|kost|hier|ook|nu) )+(?=.)"
)


def says_the_same(text: str) -> bool:
    """Whether an answer says that nothing changes: ``klopt``, ``idem``, ``ok``."""
    return folded(text) in _SAME


def is_free(text: str) -> bool:
    """Whether a price in words is none: ``Gratis.``, ``0 euro``, ``het kost niets``."""
    plain = " ".join(folded(text.replace("€", " euro ")).split())
    plain = re.sub(r"^euro (0.*)", r"\1 euro", re.sub(r"(\d)euro", r"\1 euro", plain))
    return plain in _FREE or _AROUND_FREE.sub("", plain) in _FREE


def sentence(text: str) -> str:
    """A text that begins and ends as a sentence does."""
    return f"{text[:1].upper()}{text[1:]}{'.' if text[-1:].isalnum() else ''}"


def web_address(text: str) -> str:
    """An address as people say it, with what browsers put before it when only that is missing.

    What a program put around it, or behind it to count clicks, goes.
    """
    is_bare = re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text)
    return direct(f"https://{text}" if is_bare else text)


def year_first(text: str) -> str:
    """A day, a month or a year with the year first; another text unchanged.

    ``20/11/2026``, ``11/2026``, ``november 2026`` and what Excel makes of a month: ``nov/26``.
    """
    parts = re.fullmatch(
        r"(?:(\d{1,2})[ /.-]+)?(\d{1,2}|[a-z]{3,9}\.?)[ /.-]+(\d{4}|\d\d)", text.lower()
    )
    if not parts:
        return text
    day, month, year = parts.groups()
    number = month if month.isdigit() else _month(month)
    if not number or (len(year) == 2 and month.isdigit() and not day):
        return text
    year = year if len(year) > 2 else f"20{year}"
    return "-".join(p.zfill(2) for p in (year, number, day) if p)


def _month(word: str) -> str:
    """The number of a month by its name or the first letters of it; empty when it is none."""
    numbers = {"mrt": "3"} | {name: str(n) for n, name in enumerate(_MONTHS, 1)}
    return next((n for name, n in numbers.items() if name.startswith(word.rstrip("."))), "")
