"""The columns of a table, and what the words in it mean: one list, to read with and to write with.

The questions of ``new.py``, the columns of a table that somebody fills in and those of the table
that the site offers are the same, so that what the site gives can be corrected and sent back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from finder.files.reading import Tree
    from finder.files.taxonomy import Taxonomy

SLUG_COLUMN = "bestandsnaam"
# What it says, and an example.
SLUG_EXPLAINED = (
    "De naam van het bestand. Laat leeg: dan kiezen wij hem.",
    "het-voorbeeldhuis-gent",
)
# What only tells something and is not read back, with what it tells.
ASIDE = {
    "(gemeente)": "De gemeente van het adres.",
    "(NIS-code)": "Het nummer van die gemeente bij de overheid.",
    "(provincie)": "De provincie van het adres.",
    "(breedte)": "De breedtegraad op onze kaart.",
    "(lengte)": "De lengtegraad op onze kaart.",
    "(hoe juist)": "Hoe juist die plek is. door: de deur. street: de straat. village: het dorp.",
    "(bron van het punt)": "Van wie dat punt is. Noem die naam als je het gebruikt.",
    "(licentie van het punt)": "Wat je met dat punt mag doen.",
    "(laatst gezien)": "De dag waarop iemand dit het laatst nakeek of las.",
    "(loopt het nog)": "active: het loopt. paused: het ligt even stil.",
    "(hulplijn)": "ja: je belt van overal. Dit is geen plek.",
    "(volgende stap)": "Wat iemand kan doen: bellen, mailen, langsgaan of kijken.",
    "(pagina)": "Het adres van de pagina op onze site.",
}
# The sheets of a book, and the columns of those that explain.
SHEET, EXPLAINED, LICENCES = "Initiatieven", "Uitleg", "Licentie"
EXPLAINED_COLUMNS = ("kolom", "nodig?", "wat schrijf je?", "voorbeeld", "deze woorden kunnen")
LICENCE_COLUMNS = ("wat", "licentie", "adres")
SOURCES, SEEN = "sources", "sources.seen"


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
        "betalen",
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


def as_answer(asked: Question, value: Tree, taxonomy: Taxonomy) -> str:
    """A value of the file in the words of an answer."""
    known = asked.known(taxonomy)
    said = {key: word for word, key in known.items()}
    if isinstance(value, list):
        texts = [said.get(str(part), str(part)) for part in value]
        if asked.path == SOURCES:
            return " ".join(texts)
        return ", ".join(texts) if known else _row(texts)
    return said.get(str(value), str(value))


def _row(texts: list[str]) -> str:
    """Own words in a row; a semicolon where a comma or "en" within them would end one."""
    is_plain = not any(sign in text for text in texts for sign in (",", ";", " en "))
    return ", ".join(texts) if is_plain else "".join(f"{text}; " for text in texts).strip()


def cells(data: Mapping[str, Tree], taxonomy: Taxonomy) -> dict[str, str]:
    """What a file says, by column, as a person would write it; what it does not say is left out."""
    found = {}
    for asked in QUESTIONS:
        key, _, inner = asked.path.partition(".")
        part = data.get(key)
        value = part.get(inner) if isinstance(part, dict) and inner else part
        if asked.path.startswith("location.") and isinstance(value, str):
            value = value.replace(".", ",")
        if value is not None and key != SOURCES:
            found[asked.column] = as_answer(asked, value, taxonomy)
    return found | _sources(data.get(SOURCES))


def _sources(sources: Tree | None) -> dict[str, str]:
    """The pages, and their one date; where they have several, each has its own behind it."""
    pages = [one for one in sources if isinstance(one, dict)] if isinstance(sources, list) else []
    dates = {str(one.get("seen", "")) for one in pages}
    names = question(SOURCES).column, question(SEEN).column
    if len(dates) == 1:
        return {names[0]: " ".join(str(one["url"]) for one in pages), names[1]: dates.pop()}
    texts = (f"{one['url']} ({one['seen']})" if "seen" in one else str(one["url"]) for one in pages)
    return {names[0]: " ".join(texts)}


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
