"""What must be true of one file: its shape, and the rules that need the gazetteer or the taxonomy.

A rule takes a document and the context and returns findings. It never prints, and it looks at the
text, not at the model, so that a file with one mistake still shows all its others.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from email_validator import EmailNotValidError, validate_email
from finder.checking import agreeing, hours, wrapped
from finder.checking.excusing import check_exceptions
from finder.checking.persons import check_persons
from finder.files.model import Initiative, Lead
from finder.files.phone import is_paid, is_phone
from finder.files.web import is_host, is_web_address
from finder.findings import Finding, Severity, has_errors
from finder.language.rules import Rules, check_document, load_rules
from finder.places import coordinates
from finder.places.gazetteer import FLANDERS_AND_BRUSSELS, Gazetteer, Point
from finder.text import ascii_digits, broken_letters, is_nothing, slugify, suggestion
from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterator, Sequence

    from finder.files.reading import Document, Tree
    from finder.files.taxonomy import Taxonomy
    from finder.places.gazetteer import Village
    from pydantic_core import ErrorDetails

LEADS = "leads"
STOPPED = "stopped"
# Folder for what serves all of Flanders, or Flanders and Brussels.
EVERYWHERE = "vlaanderen"


@dataclass(frozen=True)
class Context:
    """What the rules know besides the document; ``today`` is the day of the check."""

    taxonomy: Taxonomy
    gazetteer: Gazetteer
    today: dt.date
    language: Rules = dataclasses.field(default_factory=load_rules, repr=False)


_LONGEST_ADDRESS = 500
# Fields that hold no sentence, in which no quotes belong.
_QUOTABLE = (
    "name",
    "organisation",
    "address.street",
    "address.postcode",
    "address.place",
    "contact.phone",
    "contact.email",
    "contact.website",
    "hours",
)
_OPENING, _CLOSING = frozenset("“”„‟«‘‚"), frozenset("”“»’‘")

AnyEntry = TypeVar("AnyEntry", Initiative, Lead)
Rule: TypeAlias = "Callable[[Document, Context], Iterator[Finding]]"


def check_lead(document: Document, context: Context) -> tuple[Lead | None, list[Finding]]:
    """The lead in a document, or None when it has errors; and all that is wrong."""
    findings = [f for rule in RULES for f in rule(document, context)]
    lead, shape = _shape(Lead, document)
    return (None if has_errors([*findings, *shape]) else lead), [*shape, *findings]


def check_initiative(
    document: Document, context: Context
) -> tuple[Initiative | None, list[Finding]]:
    """The initiative in a document, or None when it has errors; and all that is wrong."""
    findings = [f for rule in (*RULES, *INITIATIVE_RULES) for f in rule(document, context)]
    initiative, shape = _shape(Initiative, document)
    return (None if has_errors([*findings, *shape]) else initiative), [*shape, *findings]


# --- the shape ---------------------------------------------------------------------------------


def _shape(model: type[AnyEntry], document: Document) -> tuple[AnyEntry | None, list[Finding]]:
    data = {"slug": document.slug, "file": document.file, **document.data}
    findings: list[Finding] = [
        document.finding(
            "field-unknown", key, f'Het veld "{key}" bestaat niet.', "Schrap deze regel."
        )
        for key in ("slug", "file")
        if key in document.data
    ]
    try:
        return model.model_validate(data), findings
    except ValidationError as error:
        problems = [problem for problem in error.errors() if not _only_looks_empty(problem)]
    return None, findings + [_explain(model, document, problem) for problem in problems]


def _explain(model: type[BaseModel], document: Document, error: ErrorDetails) -> Finding:
    field = ".".join(str(part) for part in error["loc"])
    name = field.rpartition(".")[2]
    kind = _kind(error)
    details = error.get("ctx", {})
    if kind == "missing":
        return document.finding(
            "field-missing",
            field,
            f'Het veld "{name}" ontbreekt.',
            f'Voeg toe: "{name}: ...". {_description(model, field)}',
        )
    mend = _after_comma(document, [str(part) for part in error["loc"]])
    if kind == "extra_forbidden" and mend:
        message = f'Na een komma begint hier een nieuw veld: "{str(error["loc"][-1])[:60]}".'
        return document.finding("comma", field, message, mend)
    if kind == "extra_forbidden":
        close = suggestion(name, list(_fields(model, field.rpartition(".")[0])))
        return document.finding(
            "field-unknown",
            field,
            f'Het veld "{name}" bestaat niet.',
            f'Bedoel je "{close}"?' if close else "Schrap deze regel.",
        )
    if kind == "literal_error":
        return document.finding(
            "value-unknown",
            field,
            f'"{error["input"]}" kan hier niet.',
            f"Kies uit: {details['expected'].replace(' or ', ', ').replace(chr(39), '')}.",
        )
    message, hint = _MESSAGES.get(kind, ("Deze waarde kan hier niet.", ""))
    return document.finding(
        f"shape-{kind.replace('_', '-')}",
        field,
        message.format(**details),
        hint.format(**details) or _description(model, field),
    )


def _after_comma(document: Document, where: Sequence[str]) -> str:
    """What to do when a comma cut a value between braces in two; empty when it did not.

    What stood after the comma, ``0500`` of ``{lat: 51,0500}``, is a field without a value then.
    """
    *parent, rest = where
    part = _part(document, ".".join(parent)) if parent else {}
    if part.get(rest) != "":
        return ""
    before = [*part][: [*part].index(rest)]
    if not before:
        return ""
    key, value = before[-1], part[before[-1]]
    if re.fullmatch(r"\d+", rest, re.ASCII) and re.fullmatch(r"-?\d+", str(value), re.ASCII):
        return f"Schrijf het getal met een punt: {key}: {value}.{rest}."
    return f'Zet de hele tekst van {key} tussen "aanhalingstekens".'


def _only_looks_empty(error: ErrorDetails) -> bool:
    """Whether a list is called too short only because what stands in it is wrong."""
    return error["type"] == "too_short" and bool(error["input"])


def _kind(error: ErrorDetails) -> str:
    """The kind of error; pydantic calls a text that a validator of ours saw first a list."""
    is_text = error["type"] == "too_long" and isinstance(error["input"], str)
    return "string_too_long" if is_text else error["type"]


_LIST = ("Hier hoort een lijst.", "Schrijf woorden tussen haken: [woord, woord].")
_PART = ("Hier horen velden.", "Schrijf ze tussen accolades: {{veld: waarde, veld: waarde}}.")
_NUMBER = ("Hier hoort een getal.", "Schrijf het met een punt: 51.0500.")
_DATE = ("Dit is geen datum die bestaat.", "Schrijf jaar-maand-dag: 2026-11-20.")
_MESSAGES = {
    "string_type": ("Hier hoort tekst.", "Schrijf één stukje tekst, geen lijst."),
    "string_too_long": (
        "Deze tekst is te lang.",
        "Hou het bij {max_length} tekens. Kort is beter.",
    ),
    "too_short": ("Deze lijst is leeg.", "Zet er minstens één in."),
    "too_long": ("Deze lijst is te lang.", "Hou alleen het belangrijkste."),
    "tuple_type": _LIST,
    "list_type": _LIST,
    "model_type": _PART,
    "model_attributes_type": _PART,
    "dict_type": _PART,
    "bool_parsing": ("Hier hoort ja of nee.", "Schrijf true of false, of laat het veld weg."),
    "bool_type": ("Hier hoort ja of nee.", "Schrijf true of false, of laat het veld weg."),
    "float_parsing": _NUMBER,
    "float_type": _NUMBER,
    "greater_than_equal": ("Dit getal is te klein.", "Het minste is {ge}."),
    "less_than_equal": ("Dit getal is te groot.", "Het meeste is {le}."),
    "date_type": _DATE,
    "date_from_datetime_parsing": _DATE,
    "value_error": (
        "Dit veld is leeg of heeft niet de goede vorm.",
        "",
    ),
}


def _fields(model: type[BaseModel], path: str) -> dict[str, str]:
    """The fields of the part of the model at a path, with their descriptions."""
    for key in (part for part in path.split(".") if part and not part.isdigit()):
        inner = model.model_fields[key].annotation if key in model.model_fields else None
        found = _model_in(inner)
        if found is None:
            return {}
        model = found
    hidden = {"slug", "file"}
    return {k: f.description or "" for k, f in model.model_fields.items() if k not in hidden}


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model), None)


def _description(model: type[BaseModel], field: str) -> str:
    parent, _, name = re.sub(r"\.\d+", "", field).rpartition(".")
    return _fields(model, parent).get(name, "")


# --- the rules ---------------------------------------------------------------------------------


def words_known(document: Document, context: Context) -> Iterator[Finding]:
    """Kinds, groups, programmes and languages stand in the taxonomy."""
    taxonomy = context.taxonomy
    lists: dict[str, tuple[str, Collection[str]]] = {
        "kinds": ("soort", taxonomy.kinds),
        "welcome.groups": ("groep", taxonomy.groups),
        "funding": ("projectoproep", taxonomy.funding),
        "languages": ("taalcode", taxonomy.languages),
    }
    for path, (noun, known) in lists.items():
        for field, word in document.texts(path):
            if word not in known:
                close = suggestion(word, list(known))
                yield document.finding(
                    "word-unknown",
                    field,
                    f'De {noun} "{word}" kennen wij niet.',
                    f'Bedoel je "{close}"?' if close else f"Kies uit: {', '.join(known)}.",
                )


def line_is_a_line(document: Document, context: Context) -> Iterator[Finding]:
    """What one calls from anywhere has a number to call, and no second kind that is a place."""
    kinds = [word for _, word in document.texts("kinds")]
    if not context.taxonomy.line_kinds.intersection(kinds):
        return
    if len(kinds) > 1:
        yield document.finding(
            "line-other-kind",
            "kinds",
            "Een hulplijn staat alleen bij hulp nu. Een tweede soort kan hier niet.",
            f"Schrijf alleen de eerste soort: [{kinds[0]}]. Of laat de hulplijn weg.",
        )
    if not document.text("contact.phone"):
        yield document.finding(
            "line-no-phone",
            "contact.phone",
            "Een hulplijn zonder nummer kan niemand bellen.",
            "Vul het nummer in, of kies een andere soort.",
        )


def postcode_exists(document: Document, context: Context) -> Iterator[Finding]:
    """The postcode has four digits and lies in Flanders or Brussels."""
    code = document.text("address.postcode")
    if code is None or code in context.gazetteer.postcodes:
        return
    if not re.fullmatch(r"[1-9]\d{3}", code):
        yield document.finding(
            "postcode-form",
            "address.postcode",
            f'"{code[:80]}" is geen postcode.',
            'Een postcode heeft vier cijfers, tussen "". Weet je hem niet? Laat hem weg.',
        )
        return
    village = _village(document, context)
    yield document.finding(
        "postcode-unknown",
        "address.postcode",
        f"Postcode {code} ligt niet in Vlaanderen of Brussel, of bestaat niet.",
        f'Bedoel je "{village.postcode}" ({village.name})?' if village else "Zoek hem op.",
    )


def place_known(document: Document, context: Context) -> Iterator[Finding]:
    """The place exists, is one place only, and belongs to the postcode."""
    name, code = document.text("address.place"), document.text("address.postcode")
    if not name:
        return
    found = context.gazetteer.find(name)
    postcode = context.gazetteer.postcodes.get(code or "")
    if not found:
        close = context.gazetteer.suggest(name)
        yield document.finding(
            "place-unknown",
            "address.place",
            f'"{name}" ligt niet in Vlaanderen of Brussel.',
            f'Bedoel je "{close}"?' if close else "Schrijf het dorp of de stad voluit.",
        )
    elif postcode and not context.gazetteer.place(name, code):
        yield document.finding(
            "place-postcode",
            "address.place",
            f"{name} heeft niet de postcode {code}.",
            f"{code} is {', '.join(village.name for village in postcode.villages)}."
            f" {name} heeft {', '.join(sorted({v.postcode for v in found}))}.",
        )
    elif code is None and not context.gazetteer.place(name):
        options = ", ".join(f'"{v.postcode}" voor {v.name} in {v.municipality}' for v in found)
        yield document.finding(
            "place-ambiguous",
            "address.place",
            f"Er is meer dan één {name}.",
            f"Zet de postcode erbij: {options}.",
        )


def _part(document: Document, path: str) -> dict[str, Tree]:
    """The fields within a field; none when there are none."""
    part = document.get(path)
    return part if isinstance(part, dict) else {}


def _point(document: Document) -> Point | None:
    """The coordinates given by hand; None when there are none, or they are no numbers."""
    try:
        return Point(*(float(document.text(f"location.{key}") or "") for key in ("lat", "lon")))
    except ValueError:
        return None


def location_inside(document: Document, _context: Context) -> Iterator[Finding]:
    """Coordinates given by hand lie in Flanders or Brussels."""
    point = _point(document)
    if point is None or FLANDERS_AND_BRUSSELS.holds(point):
        return
    turned = FLANDERS_AND_BRUSSELS.holds(Point(point.lon, point.lat))
    yield document.finding(
        "location-outside",
        "location",
        "Dit punt ligt niet in Vlaanderen of Brussel.",
        "Wissel lat en lon om." if turned else "Laat location weg als je het niet zeker weet.",
    )


def location_near(document: Document, context: Context) -> Iterator[Finding]:
    """Coordinates given by hand lie near the place of the address: the rule of coordinates.csv."""
    point, place = _point(document), document.text("address.place")
    if set(_part(document, "location")) > {"lat", "lon"}:
        return  # a comma cut a number in two, which is told
    if point is None or place is None or not FLANDERS_AND_BRUSSELS.holds(point):
        return
    code = document.text("address.postcode") or ""
    postcodes = coordinates.postcodes_of(code, place, context.gazetteer)
    if postcodes and not coordinates.is_sane(point, postcodes, context.gazetteer):
        yield document.finding(
            "location-far",
            "location",
            f"Dit punt ligt meer dan {coordinates.FARTHEST_KM:.0f} km van {place}.",
            "Verhuisde het? Schrap location. Klopt het adres niet? Verbeter het."
            " Staat lat: 51 er zonder cijfers na de punt? Schrijf ze erbij: 51.0500.",
        )


def serves_known(document: Document, context: Context) -> Iterator[Finding]:
    """``serves`` names municipalities of today, a province, Vlaanderen or Brussel."""
    for field, name in document.texts("serves"):
        if context.gazetteer.area(name):
            continue
        town = context.gazetteer.place(name)
        close = town.municipality if town else suggestion(name, _areas(context.gazetteer))
        yield document.finding(
            "serves-unknown",
            field,
            f'"{name}" is geen gemeente van vandaag.',
            f'Bedoel je "{close}"?'
            if close
            else 'Schrijf een gemeente, "provincie Limburg", Vlaanderen of Brussel.',
        )


def phone_real(document: Document, _context: Context) -> Iterator[Finding]:
    """The phone number is one that exists in Belgium, or a short number, and costs no more."""
    text = document.text("contact.phone")
    if text is None:
        return
    if not is_phone(text):
        plain = ascii_digits(text)
        yield document.finding(
            "phone",
            "contact.phone",
            f'"{text[:80]}" is geen Belgisch telefoonnummer.',
            f'Schrijf gewone cijfers: "{plain}".'
            if plain != text and is_phone(plain)
            else "Schrijf één nummer, zoals 09 245 09 05 of 0472 12 34 56.",
        )
    elif is_paid(text) and document.text("cost.kind") != "free" and not document.get("cost.note"):
        yield Finding(
            "phone-paid",
            document.file,
            document.line("contact.phone"),
            "contact.phone",
            f"Wie {text} belt, betaalt meer dan voor een gewoon nummer.",
            "Zoek een gewoon nummer. Is er geen? Zeg dan in cost wat bellen kost.",
            Severity.WARNING,
        )


def phone_has_owner(document: Document, _context: Context) -> Iterator[Finding]:
    """A number that is somebody else's says whose: that of a named organisation or one town."""
    whose = document.text("contact.phone_of")
    problem = ""
    if whose and document.get("contact.phone") is None:
        problem = "Je zegt van wie het nummer is, maar er staat geen nummer."
        hint = "Vul phone in, of schrap phone_of."
    elif whose == "organisation" and document.get("organisation") is None:
        problem = "Het nummer is van de organisatie, maar welke is dat?"
        hint = "Vul organisation in, of schrap phone_of."
    elif whose == "town" and not _is_in_one_town(document):
        problem = "Het nummer is van de gemeente, maar welke is dat?"
        hint = "Vul address in, of noem bij serves één gemeente."
    if problem:
        yield document.finding("phone-of", "contact.phone_of", problem, hint)


def things_to_bring(document: Document, _context: Context) -> Iterator[Finding]:
    """What to bring is named as a thing, so that it can stand in a list or in a sentence."""
    for field, text in document.texts("bring"):
        if re.match(r"breng|neem", text, re.IGNORECASE) or text.rstrip().endswith((".", "!")):
            yield Finding(
                "bring",
                document.file,
                document.line(field),
                field,
                f'"{text[:60]}" is een zin.',
                'Schrijf alleen wat je meebrengt, zoals "je identiteitskaart".',
                Severity.WARNING,
            )


def email_form(document: Document, _context: Context) -> Iterator[Finding]:
    """The mail address has the form of one; whether it exists is not asked."""
    text = document.text("contact.email")
    if text is None:
        return
    try:
        host = validate_email(text, check_deliverability=False, allow_smtputf8=False).domain
        is_good = is_host(host)
    except EmailNotValidError:
        is_good = False
    if not is_good:
        yield document.finding(
            "email",
            "contact.email",
            f'"{text}" is geen mailadres.',
            "Schrijf één adres, zoals info@voorbeeld.be.",
        )


def web_addresses(document: Document, _context: Context) -> Iterator[Finding]:
    """Websites and sources are http or https addresses."""
    for field in _address_fields(document):
        text = document.text(field)
        if text is not None and not is_web_address(text):
            yield document.finding(
                "website",
                field,
                f'"{text[:80]}" is geen adres van een website.',
                _better_address(text),
            )


def _better_address(text: str) -> str:
    """The mend for what is no web address."""
    bare = re.sub(r"^https?://", "", text, flags=re.IGNORECASE)
    better = f"https://{bare}"
    if better != text and len(text) < _LONGEST_ADDRESS and is_web_address(better):
        return f'Bedoel je "{better}"?'
    return "Begin met https:// en laat spaties weg. Gebruik alleen gewone letters."


def no_curly_quotes(document: Document, _context: Context) -> Iterator[Finding]:
    """Quotes around a value are straight: a program takes the curly ones of Word as text."""
    for field in _QUOTABLE:
        text = document.text(field) or ""
        if text[:1] in _OPENING and text[-1:] in _CLOSING:
            yield Finding(
                "quotes",
                document.file,
                document.line(field),
                field,
                "Rond deze tekst staan kromme aanhalingstekens. Die horen dan bij de tekst.",
                f'Gebruik rechte aanhalingstekens: "{text[1:-1][:60]}".',
                Severity.WARNING,
            )


def _address_fields(document: Document) -> list[str]:
    """The fields that hold the address of a page."""
    sources = document.get("sources")
    count = len(sources) if isinstance(sources, list) else 0
    return ["contact.website", *(f"sources.{number}.url" for number in range(count))]


def addresses_direct(document: Document, _context: Context) -> Iterator[Finding]:
    """No address is one that a program put around another, or that counts who clicks."""
    for field in _address_fields(document):
        text = document.text(field) or ""
        better = wrapped.direct(text)
        if wrapped.is_closed(better):
            yield document.finding(
                "website-wrapped",
                field,
                "Dit adres is van een programma dat links inpakt of korter maakt.",
                "Open de link. Kopieer het adres dat dan boven in je browser staat.",
            )
        elif wrapped.host_of(text) != wrapped.host_of(better):
            yield document.finding(
                "website-wrapped",
                field,
                "Een programma voor mail of zoeken zette zijn eigen adres om dit adres heen.",
                f"Schrijf: {better}",
            )
        elif text != better:
            yield Finding(
                "website-tracked",
                document.file,
                document.line(field),
                field,
                "Achter dit adres staat iets om te tellen wie klikt.",
                f"Schrijf: {better}",
                Severity.WARNING,
            )


def not_of_a_person(document: Document, context: Context) -> Iterator[Finding]:
    """The number and the mail address are those of an organisation."""
    yield from check_persons(document, lambda word: bool(context.gazetteer.find(word)))


def dates_past(document: Document, context: Context) -> Iterator[Finding]:
    """Nothing was checked or seen in the future; a pause that is over is worth a look."""
    count = document.get("sources")
    fields = [f"sources.{i}.seen" for i in range(len(count) if isinstance(count, list) else 0)]
    today = context.today.isoformat()
    for field in ("checked.date", *fields):
        text = document.text(field)
        # Dates of this form compare as text, also when they are only a year or a month.
        if text and re.fullmatch(r"\d{4}(-\d\d){0,2}", text) and text > today[: len(text)]:
            yield document.finding(
                "date-future", field, f"{text} moet nog komen.", f"Vandaag is het {today}."
            )
    until = document.text("status.until")
    if until and re.fullmatch(r"\d{4}-\d\d-\d\d", until) and until < today:
        yield Finding(
            "pause-over",
            document.file,
            document.line("status.until"),
            "status.until",
            f"De pauze liep tot {until}. Dat is voorbij.",
            "Bel of het weer loopt, en schrap dan status.",
            Severity.WARNING,
        )


def exceptions_end(document: Document, context: Context) -> Iterator[Finding]:
    """An exception to a rule has an end, and that has not passed."""
    yield from check_exceptions(document, context.today)


def hours_parse(document: Document, _context: Context) -> Iterator[Finding]:
    """The hours are ``opening_hours`` as OpenStreetMap writes them."""
    yield from hours.check_form(document)


def hours_meant(document: Document, _context: Context) -> Iterator[Finding]:
    """The hours say what their writer meant, and can be put into words."""
    yield from hours.check_meaning(document)


def has_place(document: Document, _context: Context) -> Iterator[Finding]:
    """There is an address or an area, so that somebody can find it."""
    if document.get("address") is None and document.get("serves") is None:
        yield document.finding(
            "nowhere",
            "address",
            "Wij weten niet waar dit is.",
            "Vul address in, of serves als het geen vaste plek heeft.",
        )


def groups_said(document: Document, _context: Context) -> Iterator[Finding]:
    """What is only or mostly for some people says for whom."""
    who = document.text("welcome.who")
    if who in {"only", "preferably"} and not (
        document.get("welcome.groups") or document.get("welcome.note")
    ):
        yield document.finding(
            "welcome",
            "welcome",
            "Je zegt niet voor wie dit is.",
            "Voeg groups of note toe, of schrijf who: everyone.",
        )


def in_its_folder(document: Document, context: Context) -> Iterator[Finding]:
    """The file lies in the folder of its province."""
    folder = document.file.split("/")[-2] if "/" in document.file else ""
    expected = folder_of(document, context)
    if expected and folder != expected:
        yield document.finding(
            "folder",
            "",
            f'Dit bestand hoort in de map "{expected}".',
            f'Verplaats het van "{folder}" naar "{expected}".',
        )


def can_be_reached(document: Document, _context: Context) -> Iterator[Finding]:
    """A visitor can call, mail, look it up or go there."""
    ways = ("contact.phone", "contact.email", "contact.website")
    if any(document.text(way) for way in ways):
        return
    if re.search(r"\d", document.text("address.street") or ""):
        return
    yield document.finding(
        "unreachable",
        "contact",
        "Niemand kan dit bereiken.",
        "Voeg een telefoonnummer, mailadres, website of straat met nummer toe."
        f" Weet je dat niet? Zet het bestand in initiatives/{LEADS}/.",
    )


def stopped_is_moved(document: Document, _context: Context) -> Iterator[Finding]:
    """What stopped lies in its own folder, and only that."""
    state = document.text("status.state") or document.text("status") or "active"
    is_there = f"/{STOPPED}/" in f"/{document.file}"
    if (state == "stopped") != is_there:
        yield document.finding(
            "stopped",
            "status",
            "Dit is gestopt, maar staat tussen wat loopt."
            if state == "stopped"
            else "Dit staat bij wat gestopt is, maar dat zegt status niet.",
            f"Verplaats het naar initiatives/{STOPPED}/."
            if state == "stopped"
            else "Schrijf status: stopped, of verplaats het bestand.",
        )


def says_something(document: Document, _context: Context) -> Iterator[Finding]:
    """No free text is ``-``, ``n.v.t.`` or ``onbekend``: what nobody knows is left out."""
    for field in _FREE_TEXT:
        text = document.text(field)
        if text and is_nothing(text):
            yield Finding(
                "says-nothing",
                document.file,
                document.line(field),
                field,
                f'Dit veld zegt niets: "{text}".',
                "Weet je het niet, of is er geen? Schrap het veld.",
                Severity.WARNING,
            )


def letters_whole(document: Document, _context: Context) -> Iterator[Finding]:
    """No text has letters that a program broke: ``CafÃ©``, ``koffie._x000D_``."""
    for field, line in document.lines.items():
        text = document.text(field)
        broken = text and (
            broken_letters(text) or next(iter(re.findall(r"_x[0-9A-F]{4}_", text)), "")
        )
        if broken:
            yield Finding(
                "broken-letters",
                document.file,
                line,
                field,
                f'Een programma maakte deze letters stuk: "{broken}".',
                "Typ de tekst opnieuw.",
                Severity.WARNING,
            )


# What a person writes in own words; a word such as "onbekend" means nothing there.
_FREE_TEXT = (
    "name", "organisation", "summary", "first_visit", "welcome.note", "cost.note", "address.street",
    "contact.phone", "contact.email", "contact.website", "hours", "hours_note", "status.message",
)  # fmt: skip


def plain_language(document: Document, context: Context) -> Iterator[Finding]:
    """The texts are in plain Dutch."""
    yield from check_document(document, context.language)


def fields_agree(document: Document, _context: Context) -> Iterator[Finding]:
    """No two fields say the same thing differently."""
    yield from agreeing.check(document)


RULES: tuple[Rule, ...] = (
    words_known,
    postcode_exists,
    place_known,
    location_inside,
    location_near,
    serves_known,
    phone_real,
    phone_has_owner,
    things_to_bring,
    email_form,
    web_addresses,
    no_curly_quotes,
    addresses_direct,
    not_of_a_person,
    dates_past,
    exceptions_end,
    hours_parse,
    hours_meant,
    has_place,
    groups_said,
    says_something,
    fields_agree,
    letters_whole,
    in_its_folder,
    plain_language,
)
INITIATIVE_RULES: tuple[Rule, ...] = (can_be_reached, stopped_is_moved, line_is_a_line)


def _is_in_one_town(document: Document) -> bool:
    """Whether it is plain which town is meant: that of the address, or the only one served."""
    return document.get("address") is not None or len(list(document.texts("serves"))) == 1


def _village(document: Document, context: Context) -> Village | None:
    name = document.text("address.place")
    if not name:
        return None
    code = document.text("address.postcode")
    return context.gazetteer.place(name, code) or context.gazetteer.place(name)


def folder_of(document: Document, context: Context) -> str:
    """The folder in which a document belongs; empty when that cannot be told."""
    if document.get("address") is not None:
        village = _village(document, context)
        town = context.gazetteer.municipalities.get(village.municipality) if village else None
        return slugify(town.province) if town else ""
    areas = [context.gazetteer.area(name) for _, name in document.texts("serves")]
    provinces = {
        context.gazetteer.municipalities[area.municipality].province
        if area.municipality
        else area.province
        for area in areas
        if area
    }
    if not provinces:
        return ""
    return slugify(provinces.pop()) or EVERYWHERE if len(provinces) == 1 else EVERYWHERE


def _areas(gazetteer: Gazetteer) -> list[str]:
    provinces = [f"provincie {name}" for name in gazetteer.provinces]
    known = [name for name in provinces if gazetteer.area(name)]
    return [*gazetteer.municipalities, *known, "Vlaanderen", "Brussel"]
