"""The shape of one initiative.

Words of the field: Open Referral HSDS for organisation, service, location and cost; OpenStreetMap
for ``opening_hours``; ISO 639-1 for languages. The Dutch descriptions feed the JSON Schema and the
contributors' guide. Rules that need the gazetteer, the taxonomy or today's date are in
``checking``.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Literal

from finder.files.web import lower_scheme
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

YesNo = Literal["yes", "no", "unknown"]
Need = Literal["not-needed", "needed", "unknown"]
# Nothing was read on a page before there were pages.
FIRST_YEAR = 1990


def _month(text: str) -> str:
    """A year, a year and a month, or a whole date; else ValueError."""
    parts = text.split("-")
    if len(parts) > 3 or not all(part.isascii() and part.isdecimal() for part in parts):
        raise ValueError("date")
    if [len(part) for part in parts] != [4, 2, 2][: len(parts)]:
        raise ValueError("date")
    _sane(dt.date(*(int(part) for part in (*parts, "1", "1")[:3])))
    return text


def _date(text: object) -> object:
    if isinstance(text, str):
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError("date")  # fromisoformat also takes 20261120 and 2026-W47-5
        return _sane(dt.date.fromisoformat(text))
    return text


def _sane(date: dt.date) -> dt.date:
    """A date of our time; ValueError when it lies before that, as ``0202-10-01``."""
    if date.year < FIRST_YEAR:
        raise ValueError("date")
    return date


def _status(value: object) -> object:
    """``status: active`` is short for ``status: {state: active}``."""
    return {"state": value} if isinstance(value, str) else value


def _stripped(text: str) -> str:
    """Text without white space around it or line breaks in it; ValueError when nothing is left."""
    text = " ".join(text.split())
    if not any(character.isalnum() for character in text):
        raise ValueError("empty")
    return text


Text = Annotated[str, AfterValidator(_stripped)]
ShortText = Annotated[Text, Field(max_length=100)]
LongText = Annotated[Text, Field(max_length=400)]
Date = Annotated[dt.date, BeforeValidator(_date)]
PartDate = Annotated[str, AfterValidator(_month)]


# The beginning of a web address in small letters.
Web = Annotated[Text, AfterValidator(lower_scheme)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Welcome(_Part):
    """For whom it is."""

    who: Literal["everyone", "preferably", "only"] = Field(
        description="everyone: iedereen is welkom. preferably: vooral voor de groepen die je noemt."
        " only: alleen voor die groepen."
    )
    groups: tuple[str, ...] = Field(default=(), description="De groepen, uit taxonomy.yml.")
    note: LongText | None = Field(default=None, description="Uitleg in één zin.")


class Cost(_Part):
    """What it costs the visitor."""

    kind: Literal["free", "paid", "reduced", "unknown"] = Field(
        description="free: gratis. paid: je betaalt. reduced: je betaalt minder met weinig geld."
        " unknown: niet bekend."
    )
    note: LongText | None = Field(default=None, description="Uitleg in één zin.")


class Address(_Part):
    """Where it is; without a street it stands for the whole village."""

    street: ShortText | None = Field(default=None, description="Straat en nummer.")
    postcode: str | None = Field(default=None, description='Vier cijfers, tussen "".')
    place: ShortText = Field(description="Dorp, deelgemeente of stad.")


class Location(_Part):
    """Coordinates, WGS 84, in degrees."""

    lat: float = Field(ge=-90, le=90, description="Breedtegraad, met een punt: 51.0500.")
    lon: float = Field(ge=-180, le=180, description="Lengtegraad, met een punt: 3.7300.")


class Contact(_Part):
    """How to reach the organisation; never the number or mail of a private person."""

    phone: ShortText | None = Field(default=None, description="Algemeen telefoonnummer.")
    phone_of: Literal["own", "organisation", "town"] = Field(
        default="own",
        description="Van wie is dat nummer? own: van henzelf. organisation: van de organisatie"
        " erachter. town: van de gemeente of de stad.",
    )
    email: ShortText | None = Field(default=None, description="Algemeen mailadres.")
    website: Annotated[Web, Field(max_length=300)] | None = Field(
        default=None, description="Adres van de website, met https:// ervoor."
    )
    of_organisation: bool | None = Field(
        default=None,
        description="true als het mobiele nummer of het mailadres van de organisatie is,"
        " en niet van één persoon.",
    )


class Source(_Part):
    """A page on which the facts were read."""

    url: Annotated[Web, Field(max_length=500)] = Field(description="Adres van de pagina.")
    seen: PartDate | None = Field(
        default=None, description="Datum van die pagina: 2023, 2023-01 of 2023-01-31."
    )


class Checked(_Part):
    """When a person last checked the facts, and how. Only people fill this in."""

    date: Date = Field(description="Dag waarop iemand het nakeek: 2026-11-20.")
    how: Literal["phone", "visit", "website", "organisation"] = Field(
        description="phone: gebeld. visit: langsgegaan. website: op de website gekeken."
        " organisation: de organisatie zei het zelf."
    )


class Status(_Part):
    """Whether it runs now."""

    state: Literal["active", "paused", "stopped"] = Field(
        description="active: het loopt. paused: het ligt even stil. stopped: het is gedaan."
    )
    until: Date | None = Field(default=None, description="Tot wanneer het stilligt.")
    message: LongText | None = Field(default=None, description="Wat een bezoeker moet weten.")


class Exemption(_Part):
    """Leave from one rule until a day; when that day has passed, it no longer holds."""

    rule: Literal["freshness", "links"] = Field(
        description="freshness: het zakt niet in de lijst en je moet niet bellen."
        " links: de websites worden niet nagekeken."
    )
    until: Date = Field(description="De laatste dag waarop dit mag: 2027-06-01.")
    reason: LongText = Field(description="Waarom dit mag. Een bezoeker ziet dit niet.")


class Entry(_Part):
    """What initiatives and leads have in common."""

    name: ShortText = Field(description="De naam zoals mensen die kennen.")
    organisation: ShortText | None = Field(
        default=None, description="De organisatie, als die anders heet."
    )
    kinds: tuple[str, ...] = Field(
        min_length=1, max_length=5, description="Soorten uit taxonomy.yml, de belangrijkste eerst."
    )
    summary: LongText = Field(
        description="Wat doe je er, en met wie? Hooguit drie korte zinnen in gewone taal."
    )
    first_visit: LongText | None = Field(default=None, description="Wat gebeurt er de eerste keer?")
    welcome: Welcome = Field(default=Welcome(who="everyone"), description="Voor wie is het?")
    from_elsewhere: YesNo = Field(
        default="unknown", description="Mag je ook komen als je in een andere gemeente woont?"
    )
    referral: Need = Field(
        default="unknown", description="Heb je een doorverwijzing nodig, van het OCMW bijvoorbeeld?"
    )
    appointment: Need = Field(default="unknown", description="Moet je een afspraak maken?")
    cost: Cost = Field(default=Cost(kind="unknown"), description="Wat kost het?")
    languages: tuple[str, ...] = Field(
        default=(), description="Talen die mensen er spreken, als code: nl, fr, en."
    )
    wheelchair: Literal["yes", "partly", "no", "unknown"] = Field(
        default="unknown", description="Kan je er binnen met een rolstoel?"
    )
    volunteers: bool | None = Field(
        default=None, description="true als je er zelf kan helpen als vrijwilliger."
    )
    address: Address | None = Field(default=None, description="Waar is het?")
    location: Location | None = Field(
        default=None, description="Plaats op de kaart. Vul alleen in als je die zeker weet."
    )
    serves: tuple[str, ...] = Field(
        default=(),
        description='Voor welke gemeenten het is. Of: "provincie Limburg", Vlaanderen, Brussel.'
        " Laat weg als dat de gemeente van het adres is.",
    )
    contact: Contact = Field(default=Contact(), description="Hoe bereik je hen?")
    bring: tuple[ShortText, ...] = Field(
        default=(),
        max_length=10,
        description="Wat breng je de eerste keer mee? Alleen als de bron het zegt.",
    )
    hours: Annotated[Text, Field(max_length=500)] | None = Field(
        default=None,
        description="Openingsuren in de vorm van OpenStreetMap: We 13:30-16:30; PH off.",
    )
    hours_note: LongText | None = Field(
        default=None, description="Uren in woorden, als de vorm van OpenStreetMap niet lukt."
    )
    funding: tuple[str, ...] = Field(default=(), description="Projectoproepen uit taxonomy.yml.")
    sources: tuple[Source, ...] = Field(
        min_length=1, description="De pagina's waar je dit las. Minstens één."
    )
    checked: Checked | None = Field(
        default=None, description="Wie dit zelf nakeek, vult dit in. Anders laat je het weg."
    )
    status: Annotated[Status, BeforeValidator(_status)] = Field(
        default=Status(state="active"), description="Loopt het nog?"
    )
    not_same_as: tuple[str, ...] = Field(
        default=(),
        description="Bestanden, zonder .yml, die hierop lijken maar over iets anders gaan.",
    )
    exceptions: tuple[Exemption, ...] = Field(
        default=(), description="Regels die even niet gelden, elk met een einddatum."
    )

    def is_excused(self, rule: str, today: dt.date) -> bool:
        """Whether a rule does not hold for it on a day; the end date is the last such day."""
        return any(one.rule == rule and today <= one.until for one in self.exceptions)


class Initiative(Entry):
    """One initiative that visitors see.

    ``slug`` is the name of its file, ``file`` the path of that file in the repository.
    """

    slug: str = Field(exclude=True)
    file: str = Field(exclude=True)


class Lead(Entry):
    """Something that may exist, but cannot be reached or trusted yet.

    It is shown only on the page that asks volunteers to find out more.
    """

    slug: str = Field(exclude=True)
    file: str = Field(exclude=True)
    to_check: LongText | None = Field(
        default=None, description="Wat moet iemand uitzoeken? In één of twee zinnen."
    )
