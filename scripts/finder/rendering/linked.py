"""The facts of a page in the words of https://schema.org, as JSON-LD for search engines.

Nothing is made up: what a file does not say is left out, a point stands here only where it is the
door, and hours only where they come back every week.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from finder.places.spots import Precision
from finder.rendering.exports.schedules import day_names, regular
from finder.rendering.exports.shared import page_of
from finder.words.steps import first_call

if TYPE_CHECKING:
    from collections.abc import Mapping

    from finder.directory import Listed
    from finder.rendering.site import Site

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# So that no text can end the element in which it stands.
_IN_HTML = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def linked(entry: Listed, site: Site) -> str:
    """The JSON-LD of an initiative, to stand in a ``script`` of type ``application/ld+json``."""
    found = {"@context": "https://schema.org", **service(entry, site)}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).translate(_IN_HTML)


def service(entry: Listed, site: Site) -> dict[str, Any]:
    """An initiative as a Service with its provider, its area, and how to reach it."""
    initiative, page = entry.initiative, page_of(entry, site)
    return _present(
        {
            "@type": "Service",
            "@id": f"{page}#dienst",
            "url": page,
            "name": initiative.name,
            "description": initiative.summary,
            "serviceType": [site.words.taxonomy.kinds[key].label for key in initiative.kinds],
            "provider": {
                "@type": "Organization",
                "name": initiative.organisation or initiative.name,
            },
            "areaServed": _areas(entry),
            "hoursAvailable": _hours(entry),
            "availableChannel": _channel(entry, site),
        }
    )


def _areas(entry: Listed) -> list[dict[str, str]]:
    """The areas that it serves; when its file names none, the municipality of its address."""
    names = [area.name for area in entry.areas]
    if not names and entry.municipality:
        names = [entry.municipality.name]
    return [{"@type": "AdministrativeArea", "name": name} for name in names]


def _hours(entry: Listed) -> list[dict[str, Any]]:
    slots = regular(entry.initiative.hours) if entry.initiative.hours else ()
    if any(slot.freq != "WEEKLY" for slot in slots):
        return []
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"https://schema.org/{_DAYS[day]}" for day in day_names(slot)],
            "opens": slot.opens,
            "closes": slot.closes,
        }
        for slot in slots
    ]


def _channel(entry: Listed, site: Site) -> dict[str, Any]:
    """How to reach it; empty when only the page itself tells."""
    initiative = entry.initiative
    found = _present(
        {
            "serviceUrl": initiative.contact.website,
            "servicePhone": _contact(entry, site),
            "serviceLocation": _place(entry),
            "availableLanguage": list(initiative.languages),
        }
    )
    return {"@type": "ServiceChannel", **found} if found else {}


def _contact(entry: Listed, site: Site) -> dict[str, Any]:
    """The number and the mail of its file; a number that is somebody else's says whose.

    Where it has none, that of the town helps a person, but a program would take it for its own.
    """
    contact = entry.initiative.contact
    call = first_call(entry, site.words) if contact.phone else None
    found = _present(
        {
            "telephone": call.text if call else "",
            "email": contact.email,
            "description": call.whose if call else "",
        }
    )
    return {"@type": "ContactPoint", **found} if found else {}


def _place(entry: Listed) -> dict[str, Any]:
    """The door: only where there is a street; the point only where it is that door."""
    address, spot = entry.initiative.address, entry.spot
    if not (address and address.street):
        return {}
    found: dict[str, Any] = {
        "@type": "Place",
        "name": entry.initiative.name,
        "address": _present(
            {
                "@type": "PostalAddress",
                "streetAddress": address.street,
                "postalCode": address.postcode,
                "addressLocality": address.place,
                "addressCountry": "BE",
            }
        ),
    }
    if spot and spot.precision is Precision.DOOR:
        point = {"latitude": spot.point.lat, "longitude": spot.point.lon}
        found["geo"] = {"@type": "GeoCoordinates", **point}
    return found


def _present(found: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in found.items() if value not in (None, "", [], {})}
