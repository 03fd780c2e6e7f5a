"""The open data: everything on the site, in formats that other programs know.

- ``initiatives.json``: every field of a file, with where it is and when it was last seen;
- ``initiatives.csv``: one row an initiative, for a spreadsheet; see :mod:`finder.rendering.sheets`;
- ``initiatives.geojson``: what has a place, as points (RFC 7946);
- ``hsds.json``: services with their organisation and location, as a page of the API of the Human
  Services Data Specification 3 (https://docs.openreferral.org);
- ``feed.xml``: what was seen last, as Atom (RFC 4287).

Each says the next step that somebody can take, in words. Unknown stays unknown: a field that
nobody filled in is left out, or empty in a table.
"""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from finder.directory import Group, Result
from finder.rendering import cards
from finder.rendering.sheets import table_csv
from finder.text import slugify
from finder.words.steps import first_call, in_words, next_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from finder.directory import Listed
    from finder.rendering.site import Site
    from finder.words.saying import Words

FOLDER = "data"
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
NEWEST = 50
# So that an id stays the same wherever the site lives.
_IDS = uuid.UUID("6ab9a4c8-4f0e-5f0b-9d0e-6d1a2a1d7c55")
_STATUS = {"active": "active", "paused": "temporarily closed", "stopped": "defunct"}


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file of the open data, by its name below the root of the site."""
    entries = site.directory.entries
    records = [record(entry, site) for entry in entries]
    services = [service(entry, site) for entry in entries]
    yield f"{FOLDER}/initiatives.json", _json({"licence": LICENCE, "initiatives": records})
    yield f"{FOLDER}/initiatives.csv", table_csv(entries, site.words.taxonomy, site.settings.url)
    yield f"{FOLDER}/initiatives.geojson", _json(geojson(records))
    yield f"{FOLDER}/hsds.json", _json(_page(services))
    yield f"{FOLDER}/feed.xml", feed(site)


def record(entry: Listed, site: Site) -> dict[str, Any]:
    """An initiative as its file says it, with what follows from that."""
    said = _known(entry.initiative.model_dump(mode="json", exclude_unset=True))
    town = entry.municipality
    derived: dict[str, Any] = {
        "slug": entry.slug,
        "url": _address(entry, site),
        "municipality": {"name": town.name, "nis": town.nis} if town else None,
        "province": town.province if town else None,
        "last_seen": entry.last_seen.isoformat() if entry.last_seen else None,
    }
    if steps := next_steps(entry, site.words):
        derived["next_step"] = in_words(steps[0], entry.initiative.name, site.words)
    if entry.spot:
        point, precision = entry.spot.point, entry.spot.precision.value
        derived["location"] = {"lat": point.lat, "lon": point.lon, "precision": precision}
    return {**said, **{key: value for key, value in derived.items() if value is not None}}


def geojson(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The records that have a place, as a collection of points; longitude comes first."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": one["slug"],
                "geometry": {
                    "type": "Point",
                    "coordinates": [one["location"]["lon"], one["location"]["lat"]],
                },
                "properties": {
                    key: one[key]
                    for key in ("name", "kinds", "summary", "province", "url", "next_step")
                    if key in one
                }
                | {"precision": one["location"].get("precision", "door")},
            }
            for one in records
            if "location" in one
        ],
    }


def service(entry: Listed, site: Site) -> dict[str, Any]:
    """An initiative as a service of HSDS, with its organisation and location inside."""
    initiative, words = entry.initiative, site.words
    detail = cards.detail(Result(entry, Group.HERE, 0.0), words, "", "")
    known_cost = detail.cost if initiative.cost.kind != "unknown" else ()
    checked = initiative.checked.date.isoformat() if initiative.checked else ""
    found = {
        "id": _id(entry.slug, "service"),
        "name": initiative.name,
        "description": initiative.summary,
        "url": initiative.contact.website,
        "email": initiative.contact.email,
        "status": _STATUS[initiative.status.state],
        "application_process": " ".join((*detail.first_visit, *_to_bring(entry, words))),
        "fees_description": " ".join(known_cost),
        "eligibility_description": " ".join(detail.welcome),
        "assured_date": checked,
        "alert": initiative.status.message,
        "phones": _phones(entry, words),
        "schedules": _schedules(entry, detail.hours),
        "service_areas": [
            {"id": _id(entry.slug, f"area/{area.name}"), "name": area.name} for area in entry.areas
        ],
        "languages": [
            {"id": _id(entry.slug, f"language/{code}"), "code": code}
            for code in initiative.languages
        ],
        "organization": _organisation(initiative.organisation or initiative.name, site),
        "service_at_locations": _locations(entry, detail.wheelchair),
        "attributes": _attributes(entry, site),
        "additional_urls": [
            {
                "id": _id(entry.slug, "page"),
                "label": site.settings.name,
                "url": _address(entry, site),
            }
        ],
    }
    return _without_empty(found)


def feed(site: Site) -> bytes:
    """What was seen last, the newest first, as Atom."""
    dated = [(entry.last_seen, entry) for entry in site.directory.entries if entry.last_seen]
    newest = sorted(dated, key=lambda pair: (-pair[0].toordinal(), pair[1].slug))[:NEWEST]
    url = site.settings.url + FOLDER + "/"
    last = newest[0][0].isoformat() if newest else "1970-01-01"
    entries = Markup("").join(
        Markup(
            "<entry><id>{0}</id><title>{1}</title><updated>{2}T00:00:00Z</updated>"
            '<link href="{0}"/><summary>{3}</summary></entry>\n'
        ).format(_address(entry, site), entry.initiative.name, day, _in_short(entry, site.words))
        for day, entry in newest
    )
    head = Markup(
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
        ' xml:lang="{language}">\n<id>{url}</id><title>{name}</title>'
        "<updated>{last}T00:00:00Z</updated><author><name>{name}</name></author>"
        '<link rel="self" href="{url}feed.xml"/><rights>CC0 1.0</rights>\n'
    ).format(language=site.words.say("language"), url=url, name=site.settings.name, last=last)
    return f"{head}{entries}</feed>\n".encode()


def _in_short(entry: Listed, words: Words) -> str:
    """What it is, and the next step."""
    initiative = entry.initiative
    steps = next_steps(entry, words)[:1]
    return " ".join([initiative.summary, *(in_words(s, initiative.name, words) for s in steps)])


# --- the parts of a service ----------------------------------------------------------------------


def _to_bring(entry: Listed, words: Words) -> Iterator[str]:
    """A sentence with what to take along the first time, when the file says it."""
    if entry.initiative.bring:
        yield words.say("data.bring", things=words.listing(entry.initiative.bring))


def _phones(entry: Listed, words: Words) -> list[dict[str, str]]:
    """The number to call; one that is somebody else's says whose, and for whom to ask."""
    call = first_call(entry, words)
    if not call:
        return []
    found = {"id": _id(entry.slug, "phone"), "number": call.text, "type": "voice"}
    return [_without_empty(found | {"description": call.whose})]


def _schedules(entry: Listed, lines: Sequence[str]) -> list[dict[str, str]]:
    """The hours in words; what OpenStreetMap writes stands in the notes."""
    if not lines:
        return []
    hours = entry.initiative.hours
    notes = f"opening_hours: {hours}" if hours else ""
    found = {"id": _id(entry.slug, "schedule"), "description": " ".join(lines), "notes": notes}
    return [_without_empty(found)]


def _organisation(name: str, site: Site) -> dict[str, str]:
    identity = _id(slugify(name), "organization")
    return {"id": identity, "name": name, "description": site.words.say("data.organisation")}


def _locations(entry: Listed, wheelchair: str) -> list[dict[str, Any]]:
    """Where it is. A postal address needs a street and a postcode; without them, the village."""
    initiative, slug = entry.initiative, entry.slug
    address = initiative.address
    if not address:
        return []
    location: dict[str, Any] = {
        "id": _id(slug, "location"),
        "location_type": "physical",
        "name": address.place,
        "accessibility": [{"id": _id(slug, "access"), "description": wheelchair}]
        if wheelchair
        else [],
    }
    if entry.spot:
        location |= {"latitude": entry.spot.point.lat, "longitude": entry.spot.point.lon}
        location["description"] = f"precision: {entry.spot.precision.value}"
    if address.street and address.postcode and entry.municipality:
        location["addresses"] = [
            {
                "id": _id(slug, "address"),
                "address_1": address.street,
                "city": address.place,
                "state_province": entry.municipality.province,
                "postal_code": address.postcode,
                "country": "BE",
                "address_type": "physical",
            }
        ]
    return [{"id": _id(slug, "at"), "location": _without_empty(location)}]


def _attributes(entry: Listed, site: Site) -> list[dict[str, Any]]:
    """The kinds, and the groups for whom it is, as terms of a taxonomy."""
    taxonomy, initiative = site.words.taxonomy, entry.initiative
    kinds = [("kind", key, taxonomy.kinds[key].label) for key in initiative.kinds]
    groups = [("group", key, taxonomy.groups[key]) for key in initiative.welcome.groups]
    return [
        {
            "id": _id(entry.slug, f"{link}/{key}"),
            "link_id": _id(entry.slug, "service"),
            "link_entity": "service",
            "link_type": link,
            "taxonomy_term_id": _id(key, link),
            "taxonomy_term": {
                "id": _id(key, link),
                "code": key,
                "name": label,
                "description": taxonomy.kinds[key].explanation if link == "kind" else label,
                "taxonomy": site.settings.name,
            },
        }
        for link, key, label in (*kinds, *groups)
    ]


def _page(services: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One page with everything, as the API of HSDS gives its pages."""
    return {
        "total_items": len(services),
        "total_pages": 1,
        "page_number": 1,
        "size": len(services),
        "first_page": True,
        "last_page": True,
        "empty": not services,
        "contents": services,
    }


# --- small things --------------------------------------------------------------------------------


def _address(entry: Listed, site: Site) -> str:
    return f"{site.settings.url}initiatieven/{entry.slug}/"


def _id(name: str, part: str) -> str:
    """The id of a part: a UUID that follows from its name (RFC 9562, version 5)."""
    return str(uuid.uuid5(_IDS, f"{name}/{part}"))


def _without_empty(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value not in (None, "", [], ())}


def _known(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a file says, without what it says that nobody knows."""
    parts = {key: _known(v) if isinstance(v, dict) else v for key, v in said.items()}
    return {key: value for key, value in parts.items() if value not in ("unknown", None, {}, [])}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
