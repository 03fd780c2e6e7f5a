"""``hsds.json``: services in the words of the Human Services Data Specification.

The version is 3.2 (https://docs.openreferral.org, schema/*.json of openreferral/specification);
what is used here is the same in 3.1. The file is a page of its API with everything on it, each
service with its organisation and location inside.

Whatever a file says and HSDS has no field for, or only a sentence, stands a second time as an
attribute: its ``link_type`` is the path of the field, its ``value`` what the file says. So nothing
is lost, and :mod:`finder.contributing.directories` reads it back.
"""

from __future__ import annotations

import hashlib
import uuid
from typing import TYPE_CHECKING, Any

from finder.directory import Group, Result
from finder.files.writing import national_phone
from finder.rendering import cards
from finder.rendering.exports.schedules import regular
from finder.rendering.exports.shared import FOLDER, as_json, is_line, page_of
from finder.rendering.licensing import credit, notice
from finder.rendering.sheets import tree_of
from finder.rendering.site import File
from finder.text import slugify
from finder.words.hours import known_hours
from finder.words.steps import first_call

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from finder.directory import Listed
    from finder.files.reading import Tree
    from finder.rendering.site import Site
    from finder.words.saying import Words

NAME = f"{FOLDER}/hsds.json"
VERSION = "3.2"
# So that an id stays the same wherever the site lives.
_IDS = uuid.UUID("6ab9a4c8-4f0e-5f0b-9d0e-6d1a2a1d7c55")
# Where the services go in the text of a page.
_CONTENTS = b'"contents":'
_SERVICES = _CONTENTS + b"null"
STATUS = {"active": "active", "paused": "temporarily closed", "stopped": "defunct"}
# What stands in a field of HSDS as the file says it, and needs no attribute.
_IN_FIELDS = frozenset(
    {"name", "summary", "organisation", "languages", "kinds", "welcome.groups", "status",
     "status.state", "status.message", "contact.website", "contact.email",
     "checked.date", "sources", "exceptions", "not_same_as"}
)  # fmt: skip
# Attributes that only tell something, or carry what no field of a file is.
SLUG, LAST_SEEN, LINE, SOURCE = "slug", "last_seen", "line", "source"
KIND, GROUP = "kind", "group"


def files(site: Site) -> Iterator[File]:
    """The page with every service.

    Each becomes text at once: as objects, ten thousand of them would take hundreds of megabytes.
    """
    entries = site.directory.entries
    page = _page(len(entries)) | {"version": VERSION, **notice(site)}
    before, _, after = as_json(page).partition(_SERVICES)
    services = b",".join(as_json(service(entry, site)).rstrip(b"\n") for entry in entries)
    yield File(NAME, before + _CONTENTS + b"[" + services + b"]" + after)


def service(entry: Listed, site: Site) -> dict[str, Any]:
    """An initiative as a service of HSDS, with its organisation and location inside."""
    initiative, words = entry.initiative, site.words
    detail = cards.detail(Result(entry, Group.HERE, 0.0), words, "", "")
    known_cost = detail.cost if initiative.cost.kind != "unknown" else ()
    found = {
        "id": identity(entry.slug, "service"),
        "name": initiative.name,
        "description": initiative.summary,
        "url": initiative.contact.website,
        "email": initiative.contact.email,
        "status": STATUS[initiative.status.state],
        "application_process": " ".join((*detail.first_visit, *_to_bring(entry, words))),
        "fees_description": " ".join(known_cost),
        "eligibility_description": " ".join(detail.welcome),
        "assured_date": initiative.checked.date.isoformat() if initiative.checked else "",
        "alert": initiative.status.message,
        "phones": _phones(entry, words),
        "schedules": _schedules(entry, known_hours(initiative, words)),
        "service_areas": _areas(entry),
        "languages": [
            {"id": identity(entry.slug, f"language/{code}"), "code": code}
            for code in initiative.languages
        ],
        "organization": _organisation(initiative.organisation or initiative.name, site),
        "service_at_locations": _locations(entry, detail.wheelchair),
        "attributes": [*_terms(entry, site), *_facts(entry, site)],
        "additional_urls": [
            {
                "id": identity(entry.slug, "page"),
                "label": site.settings.name,
                "url": page_of(entry, site),
            }
        ],
    }
    return _without_empty(found)


def identity(name: str, part: str) -> str:
    """The id of a part: a UUID that follows from its name (RFC 9562, version 5).

    There are a hundred thousand in a large file, and ``uuid.uuid5`` takes four times as long.
    """
    named = hashlib.sha1(_IDS.bytes + f"{name}/{part}".encode(), usedforsecurity=False)
    signs = named.hexdigest()
    variant = "89ab"[int(signs[16], 16) % 4]
    return f"{signs[:8]}-{signs[8:12]}-5{signs[13:16]}-{variant}{signs[17:20]}-{signs[20:32]}"


# --- the parts of a service ----------------------------------------------------------------------


def _to_bring(entry: Listed, words: Words) -> Iterator[str]:
    """A sentence with what to take along the first time, when the file says it."""
    if entry.initiative.bring:
        yield words.say("data.bring", things=words.listing(entry.initiative.bring))


def _phones(entry: Listed, words: Words) -> list[dict[str, str]]:
    """The number to call; one that is somebody else's says whose, and for whom to ask.

    It may be that of the town; what the file itself says is a fact among the attributes.
    """
    call = first_call(entry, words)
    if not call:
        return []
    found = {"id": identity(entry.slug, "phone"), "type": "voice"}
    found["number"] = national_phone(call.text)
    return [_without_empty(found | {"description": call.whose})]


def _schedules(entry: Listed, lines: Sequence[str]) -> list[dict[str, str]]:
    """A rule for each time that comes back, each with the hours in words; else only the words.

    The times are those on the clock of Belgium, for an offset from UTC holds half a year only. The
    form of OpenStreetMap is a fact for programs, among the attributes.
    """
    hours = entry.initiative.hours
    said = {"description": " ".join(lines)}
    if hours:
        said["notes"] = "Europe/Brussels"
    slots = regular(hours) if hours else ()
    if not slots:
        return [{"id": identity(entry.slug, "schedule"), **said}] if lines else []
    return [
        {
            "id": identity(entry.slug, f"schedule/{'/'.join(slot)}"),
            "freq": slot.freq,
            "byday": slot.days,
            "opens_at": slot.opens,
            "closes_at": slot.closes,
            **said,
        }
        for slot in slots
    ]


def _areas(entry: Listed) -> list[dict[str, str]]:
    return [
        {"id": identity(entry.slug, f"area/{area.name}"), "name": area.name} for area in entry.areas
    ]


def _organisation(name: str, site: Site) -> dict[str, str]:
    found = identity(slugify(name), "organization")
    return {"id": found, "name": name, "description": site.words.say("data.organisation")}


def _locations(entry: Listed, wheelchair: str) -> list[dict[str, Any]]:
    """Where it is. A postal address needs a street and a postcode; without them, the village."""
    address, slug = entry.initiative.address, entry.slug
    if not address:
        return []
    location: dict[str, Any] = {
        "id": identity(slug, "location"),
        "location_type": "physical",
        "name": address.place,
        "addresses": _addresses(entry),
        "accessibility": [{"id": identity(slug, "access"), "description": wheelchair}]
        if wheelchair
        else [],
        **_point(entry),
    }
    return [{"id": identity(slug, "at"), "location": _without_empty(location)}]


def _point(entry: Listed) -> dict[str, Any]:
    """The point, how near to the door it is, and whose it is."""
    spot = entry.spot
    if spot is None:
        return {}
    owner, where = credit(spot), identity(entry.slug, "location")
    told = (("precision", spot.precision.value, ""), ("point_source", spot.source, owner.name))
    return {
        "latitude": spot.point.lat,
        "longitude": spot.point.lon,
        "attributes": [
            _attribute(entry.slug, path, value, label, where=("location", where))
            for path, value, label in told
        ],
    }


def has_address(entry: Listed) -> bool:
    """Whether there is a street, a postcode and a municipality, as a postal address needs."""
    address = entry.initiative.address
    return bool(address and address.street and address.postcode and entry.municipality)


def _addresses(entry: Listed) -> list[dict[str, str]]:
    address, town = entry.initiative.address, entry.municipality
    if not (address and address.street and address.postcode and town):
        return []
    return [
        {
            "id": identity(entry.slug, "address"),
            "address_1": address.street,
            "city": address.place,
            "state_province": town.province,
            "postal_code": address.postcode,
            "country": "BE",
            "address_type": "physical",
        }
    ]


# --- attributes ----------------------------------------------------------------------------------


def _terms(entry: Listed, site: Site) -> Iterator[dict[str, Any]]:
    """The kinds, and the groups for whom it is, as terms of a taxonomy."""
    taxonomy, initiative = site.words.taxonomy, entry.initiative
    for key in initiative.kinds:
        kind = taxonomy.kinds[key]
        yield _term(entry.slug, KIND, key, kind.label, kind.explanation, site.settings.name)
    for key in initiative.welcome.groups:
        label = taxonomy.groups[key]
        yield _term(entry.slug, GROUP, key, label, label, site.settings.name)


def _term(slug: str, link: str, key: str, label: str, meaning: str, name: str) -> dict[str, Any]:
    term = {"id": identity(key, link), "code": key, "name": label}
    return {
        "id": identity(slug, f"{link}/{key}"),
        "link_id": identity(slug, "service"),
        "link_entity": "service",
        "link_type": link,
        "taxonomy_term_id": term["id"],
        "taxonomy_term": {**term, "description": meaning, "taxonomy": name},
    }


def _facts(entry: Listed, site: Site) -> Iterator[dict[str, Any]]:
    """What a file says beside the fields of HSDS, and when it was last seen."""
    slug = entry.slug
    yield _attribute(slug, SLUG, slug)
    if entry.last_seen:
        yield _attribute(slug, LAST_SEEN, entry.last_seen.isoformat())
    if is_line(entry, site):
        yield _attribute(slug, LINE, "true")
    for path, values in _told(tree_of(entry, site.words)):
        is_told = path.startswith("address.") and has_address(entry)
        if path not in _IN_FIELDS and not is_told:
            yield from (_attribute(slug, path, value) for value in values)
    for source in entry.initiative.sources:
        yield _attribute(slug, SOURCE, source.url, source.seen or "")


def _told(data: Mapping[str, Tree], above: str = "") -> Iterator[tuple[str, list[str]]]:
    """Each field with what it says; a list of texts says several things."""
    for key, value in data.items():
        path = f"{above}{key}"
        if isinstance(value, dict):
            yield from _told(value, f"{path}.")
        elif isinstance(value, list):
            yield path, [part for part in value if isinstance(part, str)]
        else:
            yield path, [value]


def _attribute(
    slug: str, path: str, value: str, label: str = "", where: tuple[str, str] | None = None
) -> dict[str, Any]:
    """A fact on a service, or on what ``where`` names: its table and its id."""
    table, link = where or ("service", identity(slug, "service"))
    found = {
        "id": identity(slug, f"{table}/{path}/{value}"),
        "link_id": link,
        "link_entity": table,
        "link_type": path,
        "value": value,
    }
    return found | ({"label": label} if label else {})


# --- the page ------------------------------------------------------------------------------------


def _page(number: int) -> dict[str, Any]:
    """One page with everything, as the API of HSDS gives its pages; its services come later."""
    return {
        "total_items": number,
        "total_pages": 1,
        "page_number": 1,
        "size": number,
        "first_page": True,
        "last_page": True,
        "empty": not number,
        "contents": None,
    }


def _without_empty(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value not in (None, "", [], ())}
