"""A strict schema of the parts of HSDS 3.1 and 3.2 that are used.

Written after schema/*.json of https://github.com/openreferral/specification (names, types, what is
required, the values of lists) and stricter in three ways: an object holds no field that the
specification does not name, no text is empty, and an id is a UUID. What 3.2 requires beside 3.1
(a URL has its ``url``) is required here, and what 3.0 did (an attribute has its ``link_type``).
"""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
NUMBER: Schema = {"type": "number"}
ID: Schema = {
    "type": "string",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
}
DATE: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
TIME: Schema = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
URI: Schema = {"type": "string", "pattern": "^https?://"}
BYDAY: Schema = {
    "type": "string",
    "pattern": "^(-1|[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,(-1|[1-5])?(MO|TU|WE|TH|FR|SA|SU))*$",
}


def one_of(*values: str) -> Schema:
    return {"enum": list(values)}


def many(item: Schema) -> Schema:
    return {"type": "array", "items": item, "minItems": 1}


def thing(required: tuple[str, ...], **fields: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {"id": ID, **fields},
        "required": ["id", *required],
        "additionalProperties": False,
    }


TERM = thing(
    ("name", "description"), code=TEXT, name=TEXT, description=TEXT, taxonomy=TEXT, language=TEXT
)
ATTRIBUTE = thing(
    ("link_id", "link_entity", "link_type"),
    link_id=ID, link_entity=one_of("service", "location"), link_type=TEXT, label=TEXT, value=TEXT,
    taxonomy_term_id=ID, taxonomy_term=TERM,
)  # fmt: skip
PHONE = thing(
    ("number",), number=TEXT, description=TEXT,
    type=one_of("text", "voice", "fax", "cell", "video", "pager", "textphone"),
)  # fmt: skip
SCHEDULE = thing(
    (), freq=one_of("WEEKLY", "MONTHLY"), byday=BYDAY, opens_at=TIME, closes_at=TIME,
    description=TEXT, notes=TEXT,
) | {
    "dependentRequired": {
        "freq": ["byday", "opens_at", "closes_at"],
        "byday": ["freq"], "opens_at": ["freq"], "closes_at": ["freq"],
    },
    "anyOf": [{"required": ["description"]}, {"required": ["freq"]}],
}  # fmt: skip
ADDRESS = thing(
    ("address_1", "city", "state_province", "postal_code", "country", "address_type"),
    address_1=TEXT, city=TEXT, state_province=TEXT, country={"const": "BE"},
    postal_code={"type": "string", "pattern": "^[1-9][0-9]{3}$"},
    address_type=one_of("physical", "postal", "virtual"),
)  # fmt: skip
LOCATION = thing(
    ("location_type",),
    location_type=one_of("physical", "postal", "virtual"),
    name=TEXT,
    description=TEXT,
    latitude=NUMBER,
    longitude=NUMBER,
    addresses=many(ADDRESS),
    accessibility=many(thing((), description=TEXT)),
    attributes=many(ATTRIBUTE),
) | {"dependentRequired": {"latitude": ["longitude", "attributes"], "longitude": ["latitude"]}}
SERVICE = thing(
    ("name", "status", "organization", "attributes", "additional_urls"),
    name=TEXT, description=TEXT, url=URI, email={"type": "string", "pattern": "^[^@ ]+@[^@ ]+$"},
    status=one_of("active", "inactive", "defunct", "temporarily closed"),
    application_process=TEXT, fees_description=TEXT, eligibility_description=TEXT,
    assured_date=DATE, alert=TEXT, phones=many(PHONE), schedules=many(SCHEDULE),
    service_areas=many(thing((), name=TEXT)),
    languages=many(thing((), code={"type": "string", "pattern": "^[a-z]{2}$"})),
    organization=thing(("name", "description"), name=TEXT, description=TEXT),
    service_at_locations=many(thing((), location=LOCATION)), attributes=many(ATTRIBUTE),
    additional_urls=many(thing(("url",), label=TEXT, url=URI)),
)  # fmt: skip
COUNT: Schema = {"type": "integer", "minimum": 0}
PAGE: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "total_items": COUNT, "total_pages": {"const": 1}, "page_number": {"const": 1},
        "size": COUNT, "first_page": {"const": True}, "last_page": {"const": True},
        "empty": {"type": "boolean"}, "contents": {"type": "array", "items": SERVICE},
        # These three are ours, beside what the API of HSDS puts on a page.
        "version": {"const": "3.2"}, "licence": URI, "licence_of_points": {"type": "array"},
        "made_on": DATE, "made_by": URI,
    },
    "additionalProperties": False,
}  # fmt: skip
PAGE["required"] = list(PAGE["properties"])
