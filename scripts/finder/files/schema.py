"""The JSON Schema of a file: what an editor suggests, explains and underlines while one types.

Made from the model, which has the Dutch explanations, and from the taxonomy, which has the words.
Draft 7 without references, because that is what editors understand best. What needs the gazetteer
or another file is left to the check.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

from finder.files.model import Initiative, Lead
from finder.files.translations import File as Translation
from finder.files.writing import HIDDEN
from finder.text import SLUG

if TYPE_CHECKING:
    from collections.abc import Mapping

    from finder.files.model import Entry
    from finder.files.taxonomy import Taxonomy

Schema: TypeAlias = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"
# Where the schemas lie in the repository.
FILES: Mapping[str, type[Entry]] = {
    "initiatives/schema/initiative.json": Initiative,
    "initiatives/schema/lead.json": Lead,
}
# Beside them that of a file with translations.
TRANSLATION = "initiatives/schema/translation.json"
_TITLES = {Initiative: "Een initiatief", Lead: "Een tip: iets dat iemand moet nakijken"}
_DAY = r"^\d{4}-\d{2}-\d{2}$"
# What the model checks in code, so that pydantic does not tell it.
_PATTERNS = {
    "address.postcode": r"^[1-9]\d{3}$",
    "contact.website": r"^https?://\S+$",
    "sources.url": r"^https?://\S+$",
    "sources.seen": r"^\d{4}(-\d{2}){0,2}$",
    "not_same_as": f"^{SLUG.pattern}$",
}
_EXAMPLES: Mapping[str, object] = {
    "name": "Het Voorbeeldhuis",
    "organisation": "Voorbeeld vzw",
    "kinds": ["vereniging", "ontmoeten"],
    "summary": "Je drinkt hier koffie met andere mensen uit de buurt. Iedereen mag binnenkomen.",
    "first_visit": "Bel even, of kom gewoon binnen. Iemand toont je het huis.",
    "welcome": {"who": "preferably", "groups": ["weinig-geld"], "note": "Je partner mag mee."},
    "welcome.who": "everyone",
    "welcome.groups": ["gezinnen"],
    "welcome.note": "Je partner mag mee.",
    "from_elsewhere": "unknown",
    "referral": "not-needed",
    "appointment": "needed",
    "cost": {"kind": "free"},
    "cost.kind": "reduced",
    "cost.note": "Een maaltijd kost 4 euro.",
    "languages": ["nl", "fr"],
    "wheelchair": "partly",
    "volunteers": True,
    "address": {"street": "Voorbeeldstraat 1", "postcode": "9000", "place": "Gent"},
    "address.street": "Voorbeeldstraat 1",
    "address.postcode": "9000",
    "address.place": "Gentbrugge",
    "location": {"lat": 51.05, "lon": 3.73},
    "location.lat": 51.05,
    "location.lon": 3.73,
    "serves": ["Gent", "Merelbeke-Melle"],
    "contact": {"phone": "09 000 00 00", "website": "https://voorbeeldhuis.example"},
    "contact.phone": "09 000 00 00",
    "contact.phone_of": "town",
    "contact.email": "info@voorbeeldhuis.example",
    "contact.website": "https://voorbeeldhuis.example",
    "contact.of_organisation": True,
    "bring": ["je identiteitskaart", "je laatste loonbrief"],
    "hours": "We 13:30-16:30; PH off",
    "hours_note": "Elke eerste maandag van 11 tot 14 uur.",
    "funding": ["zorgzame-buurten"],
    "sources": [{"url": "https://voorbeeldhuis.example/contact", "seen": "2026-10"}],
    "sources.url": "https://voorbeeldhuis.example/contact",
    "sources.seen": "2026-10",
    "checked": {"date": "2026-11-20", "how": "phone"},
    "checked.date": "2026-11-20",
    "checked.how": "phone",
    "status": {"state": "paused", "until": "2027-03-01", "message": "Ze verbouwen het huis."},
    "status.state": "paused",
    "status.until": "2027-03-01",
    "status.message": "Ze verbouwen het huis.",
    "not_same_as": ["het-voorbeeldhuis-aalst"],
    "exceptions": [
        {"rule": "links", "until": "2027-06-01", "reason": "De website is er alleen in de zomer."}
    ],
    "exceptions.rule": "links",
    "exceptions.until": "2027-06-01",
    "exceptions.reason": "De website is er alleen in de zomer.",
    "to_check": "Bel de gemeente en vraag of dit nog bestaat.",
}


def schema(model: type[Entry], taxonomy: Taxonomy) -> Schema:
    """The schema of the files of a model, as plain data."""
    whole = model.model_json_schema()
    fields = _object(whole, "", whole.get("$defs", {}), _words(taxonomy))
    return {"$schema": DRAFT, "title": _TITLES[model], **fields}


def translation_schema() -> Schema:
    """The schema of a file with translations, as plain data."""
    whole = Translation.model_json_schema()
    fields = _object(whole, "", whole.get("$defs", {}), {})
    title = "Vertalingen van de teksten van een initiatief"
    return {"$schema": DRAFT, "title": title, **fields}


def as_text(made: Schema) -> str:
    """The text of the file in which a schema is kept."""
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _words(taxonomy: Taxonomy) -> dict[str, dict[str, str]]:
    """The words that a list takes, each with what it means, by the path of the list."""
    return {
        "kinds": {key: f"{k.label}. {k.explanation}" for key, k in taxonomy.kinds.items()},
        "welcome.groups": dict(taxonomy.groups),
        "funding": {key: programme.label for key, programme in taxonomy.funding.items()},
        "languages": dict(taxonomy.languages),
    }


def _object(found: Schema, path: str, parts: Schema, words: dict[str, dict[str, str]]) -> Schema:
    """A map of fields, with their explanations, whether they are needed, and examples."""
    needed = [name for name in found.get("required", []) if name not in HIDDEN]
    fields = {
        name: _field(field, f"{path}.{name}".lstrip("."), parts, words, is_needed=name in needed)
        for name, field in found["properties"].items()
        if name not in HIDDEN
    }
    made: Schema = {"type": "object", "properties": fields, "additionalProperties": False}
    return made | ({"required": needed} if needed else {})


def _field(
    found: Schema,
    path: str,
    parts: Schema,
    words: dict[str, dict[str, str]],
    *,
    is_needed: bool,
) -> Schema:
    mark = "Nodig" if is_needed else "Niet nodig"
    made: Schema = {"description": f"{found['description']} ({mark}.)"}
    made |= _value(found, path, parts, words)
    if path == "status":  # a state alone may stand without braces
        state = made["properties"]["state"]["enum"]
        body = {key: made.pop(key) for key in list(made) if key != "description"}
        made["anyOf"] = [{"type": "string", "enum": state}, body]
    return made | ({"examples": [_EXAMPLES[path]]} if path in _EXAMPLES else {})


def _value(found: Schema, path: str, parts: Schema, words: dict[str, dict[str, str]]) -> Schema:
    """What a field takes, without references and without null, which no file has."""
    options = [part for part in found.get("anyOf", [found]) if part.get("type") != "null"]
    one: Schema = {**options[0]}
    if "$ref" in one:
        one = parts[one["$ref"].rpartition("/")[2]]
    if one["type"] == "object":
        return _object(one, path, parts, words)
    if one["type"] == "array":
        made = {key: one[key] for key in ("type", "minItems", "maxItems") if key in one}
        return made | {"items": _item(one["items"], path, parts, words)}
    return _scalar(one, path)


def _item(found: Schema, path: str, parts: Schema, words: dict[str, dict[str, str]]) -> Schema:
    if path not in words:
        return _value(found, path, parts, words)
    known = words[path]
    return {"type": "string", "enum": list(known), "enumDescriptions": list(known.values())}


def _scalar(found: Schema, path: str) -> Schema:
    kept = ("type", "enum", "maxLength", "minimum", "maximum")
    made = {key: found[key] for key in kept if key in found}
    pattern = _DAY if found.get("format") == "date" else _PATTERNS.get(path)
    if pattern:
        made["pattern"] = pattern
    elif made["type"] == "string" and "enum" not in made:
        made["minLength"] = 1
    return made
