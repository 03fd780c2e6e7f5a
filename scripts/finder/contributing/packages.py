"""Another directory's HSDS, as services with what belongs to each inside.

It comes as JSON (a page of the API, a list of services, one service, or organisations with their
services), or as the tabular package: a zip of CSV files, one a table, that name each other by id.
A file may come from anywhere, so its size is limited before it is unpacked, and nothing in it is
ever run.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any, TypeAlias

from finder.contributing.encodings import decoded
from finder.errors import FinderError
from finder.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Service: TypeAlias = "dict[str, Any]"
Tables: TypeAlias = "Mapping[str, Sequence[Service]]"

MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
_ZIP = b"PK\x03\x04"
# The tables that are read, by each name that a version of HSDS gives its file.
_TABLES = {
    "services": "service", "service": "service",
    "organizations": "organization", "organization": "organization",
    "locations": "location", "location": "location",
    "services_at_location": "at", "service_at_locations": "at", "service_at_location": "at",
    "addresses": "address", "address": "address", "physical_addresses": "address",
    "phones": "phone", "phone": "phone",
    "schedules": "schedule", "schedule": "schedule",
    "languages": "language", "language": "language",
    "service_areas": "service_area", "service_area": "service_area",
    "attributes": "attribute", "attribute": "attribute", "service_attributes": "attribute",
    "taxonomy_terms": "taxonomy_term", "taxonomy_term": "taxonomy_term",
    "url": "url", "urls": "url",
}  # fmt: skip
# What hangs on a service, with the name of the list that holds it.
_OF_SERVICE = {
    "phone": "phones",
    "schedule": "schedules",
    "language": "languages",
    "service_area": "service_areas",
    "url": "additional_urls",
}


class PackageError(FinderError):
    """The file cannot be read at all; the findings say why."""


def read(raw: bytes, name: str) -> list[Service]:
    """The services of a file, in its order.

    Args:
        raw: the bytes of the file.
        name: how to call it in findings.

    Raises:
        PackageError: it is no HSDS, or too large.
    """
    if len(raw) > MAX_BYTES:
        raise _refused(name, "Dit bestand is te groot.", "Verdeel het over meer bestanden.")
    found = _nested(_tables(raw, name)) if raw.startswith(_ZIP) else list(_in_json(raw, name))
    if not found:
        hint = "Het moet JSON zijn, of een zip met services.csv erin."
        raise _refused(name, "Hier staan geen diensten in.", hint)
    return found


def _refused(name: str, message: str, hint: str) -> PackageError:
    return PackageError([Finding("hsds", name, 0, "", message, hint)])


# --- JSON ----------------------------------------------------------------------------------------


def _in_json(raw: bytes, name: str) -> Iterator[Service]:
    try:
        whole = json.loads(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        hint = "Bewaar het opnieuw, als JSON in UTF-8."
        raise _refused(name, "Dit is geen JSON.", hint) from error
    yield from _services(whole)


def _services(value: object) -> Iterator[Service]:
    """The services in a page, a list, an organisation, or one itself."""
    if isinstance(value, list):
        for one in value:
            yield from _services(one)
    elif isinstance(value, dict):
        if "contents" in value:
            yield from _services(value["contents"])
        elif isinstance(value.get("services"), list):
            organisation = {key: part for key, part in value.items() if key != "services"}
            for one in value["services"]:
                if isinstance(one, dict):
                    yield {"organization": organisation, **one}
        elif "name" in value or "id" in value:
            yield value


# --- the tabular package -------------------------------------------------------------------------


def _tables(raw: bytes, name: str) -> dict[str, list[Service]]:
    """The rows of every table, each a map of what is not empty."""
    tables: dict[str, list[Service]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            if sum(part.file_size for part in package.infolist()) > MAX_UNPACKED:
                raise _refused(name, "Dit bestand is te groot.", "Verdeel het over meer bestanden.")
            for part in package.infolist():
                stem = part.filename.rpartition("/")[2].lower().removesuffix(".csv")
                if part.filename.lower().endswith(".csv") and stem in _TABLES:
                    rows = _rows(package.read(part), f"{name}: {part.filename}")
                    tables.setdefault(_TABLES[stem], []).extend(rows)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        hint = "Maak de zip opnieuw, zonder wachtwoord."
        raise _refused(name, "Deze zip kunnen wij niet openen.", hint) from error
    return tables


def _rows(raw: bytes, name: str) -> Iterator[Service]:
    text = decoded(raw)
    if text is None:
        raise _refused(name, "Deze letters kunnen wij niet lezen.", "Bewaar het als CSV UTF-8.")
    try:
        for row in csv.DictReader(io.StringIO(text, newline="")):
            yield {key: value for key, value in row.items() if key and value}
    except csv.Error as error:
        raise _refused(name, "Deze tabel kunnen wij niet lezen.", "Bewaar ze opnieuw.") from error


def _nested(tables: Tables) -> list[Service]:
    """The services, each with what belongs to it inside, as JSON has them."""
    organisations = _by_id(tables, "organization")
    places = {key: _place(one, tables) for key, one in _by_id(tables, "location").items()}
    terms = _by_id(tables, "taxonomy_term")
    return [
        {
            **service,
            "organization": organisations.get(service.get("organization_id", ""), {}),
            "service_at_locations": [
                {**at, "location": places.get(at.get("location_id", ""), {})}
                for at in _of(tables, "at", "service_id", service)
            ],
            "attributes": _attributes(tables, service, terms),
            **{
                name: _of(tables, table, "service_id", service)
                for table, name in _OF_SERVICE.items()
            },
        }
        for service in tables.get("service", ())
    ]


def _place(location: Service, tables: Tables) -> Service:
    return {**location, "addresses": _of(tables, "address", "location_id", location)}


def _attributes(
    tables: Tables, service: Service, terms: Mapping[str, Service]
) -> list[dict[str, Any]]:
    found = _of(tables, "attribute", "link_id", service)
    found += _of(tables, "attribute", "service_id", service)
    return [
        {**one, "taxonomy_term": terms[one["taxonomy_term_id"]]}
        if one.get("taxonomy_term_id") in terms
        else one
        for one in found
    ]


def _by_id(tables: Tables, table: str) -> dict[str, Service]:
    return {str(one.get("id", "")): one for one in tables.get(table, ())}


def _of(tables: Tables, table: str, key: str, owner: Service) -> list[Service]:
    """The rows of a table that name their owner."""
    wanted = owner.get("id")
    return [one for one in tables.get(table, ()) if wanted and one.get(key) == wanted]
