"""What tells programs what the files are: a data package, a schema, the licences, checksums.

- ``datapackage.json``: Data Package 1 of Frictionless (https://specs.frictionlessdata.io);
- ``initiatives.schema.json``: JSON Schema of ``initiatives.json``;
- ``LICENTIE.txt``: the licences, for the formats that have no room for them, such as CSV;
- ``SHA256SUMS``: a checksum of every file, for ``sha256sum --check``.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from finder.files.model import Initiative
from finder.files.schema import DRAFT, schema
from finder.places.spots import Precision
from finder.rendering import licensing
from finder.rendering.exports.shared import FOLDER, TOWNS, as_json
from finder.rendering.sheets import explained, header
from finder.rendering.site import File
from finder.words.columns import ASIDE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from finder.files.taxonomy import Taxonomy
    from finder.rendering.site import Site

_MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "geojson": "application/geo+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/atom+xml",
}
# What the cells of a column are, where they are no free text.
_TYPES: dict[str, dict[str, object]] = {
    "(breedte)": {"type": "number", "decimalChar": ","},
    "(lengte)": {"type": "number", "decimalChar": ","},
    "(laatst gezien)": {"type": "date"},
    "nagekeken op": {"type": "date"},
}


def files(site: Site, made: Sequence[File]) -> Iterator[File]:
    """What describes the other files; the checksums come last, and are of these too."""
    told = [
        File(f"{FOLDER}/datapackage.json", as_json(package(site, made))),
        File(f"{FOLDER}/initiatives.schema.json", as_json(record_schema(site.words.taxonomy))),
        File(f"{FOLDER}/LICENTIE.txt", _licences(site)),
    ]
    yield from told
    yield File(f"{FOLDER}/SHA256SUMS", _checksums([*made, *told]))


def package(site: Site, made: Sequence[File]) -> dict[str, Any]:
    """The descriptor of the files of everything; those of one municipality have the same form."""
    whole = [file for file in made if not file.name.startswith(f"{TOWNS}/")]
    return {
        "profile": "data-package",
        "name": "steun-dichtbij",
        "title": site.settings.name,
        "homepage": site.settings.url,
        "created": f"{site.today.isoformat()}T00:00:00Z",
        "licenses": [
            {"name": "CC0-1.0", "title": licensing.LICENCE_NAME, "path": licensing.LICENCE}
        ],
        "sources": [
            {"title": f"{one.name} ({one.licence})", "path": one.url}
            for one in licensing.POINTS.values()
        ],
        "resources": [_resource(file, site) for file in whole],
    }


def _resource(file: File, site: Site) -> dict[str, Any]:
    path = file.name.removeprefix(f"{FOLDER}/")
    stem, _, ending = path.rpartition(".")
    found: dict[str, Any] = {
        "name": f"{stem}-{ending}",
        "path": path,
        "format": ending,
        "mediatype": _MEDIA[ending],
        "bytes": len(file.content),
        "hash": f"sha256:{hashlib.sha256(file.content).hexdigest()}",
    }
    return found | _tabular(site.words.taxonomy, ending)


def _tabular(taxonomy: Taxonomy, ending: str) -> dict[str, Any]:
    """What the columns of a table are, and how the text of it is written; nothing of no table."""
    columns = {"profile": "tabular-data-resource", "schema": _columns(taxonomy)}
    dialect = {"delimiter": ";", "lineTerminator": "\r\n", "quoteChar": '"'}
    forms = {"csv": {**columns, "encoding": "utf-8", "dialect": dialect}, "xlsx": columns}
    return forms.get(ending, {})


def _columns(taxonomy: Taxonomy) -> dict[str, Any]:
    texts = explained(taxonomy)
    fields = [
        {"name": name, "description": texts[plain], **_TYPES.get(plain, {"type": "string"})}
        for name in (*header(), *ASIDE)
        for plain in (name.removesuffix(" *"),)
    ]
    return {"fields": fields, "missingValues": [""], "primaryKey": "bestandsnaam"}


def record_schema(taxonomy: Taxonomy) -> dict[str, Any]:
    """The JSON Schema of ``initiatives.json``: that of a file, with what follows from it."""
    one = schema(Initiative, taxonomy)
    kept = {k: v for k, v in one["properties"].items() if k not in {"exceptions", "not_same_as"}}
    for name in ("cost", "welcome"):  # what is unknown is left out of them
        kept[name] = {key: value for key, value in kept[name].items() if key != "required"}
    item = {
        "type": "object",
        "properties": {**kept, **_derived()},
        "additionalProperties": False,
        "required": [*one["required"], "slug", "url"],
    }
    return {
        "$schema": DRAFT,
        "title": "initiatives.json",
        "type": "object",
        "required": ["licence", "licence_of_points", "made_on", "made_by", "initiatives"],
        "properties": {
            "licence": {"const": licensing.LICENCE},
            "licence_of_points": {
                "type": "array",
                "items": _texts("source", "name", "licence", "url"),
            },
            "made_on": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
            "made_by": {"type": "string"},
            "initiatives": {"type": "array", "items": item},
        },
        "additionalProperties": False,
    }


def _derived() -> dict[str, Any]:
    """What an export adds to the fields of a file."""
    point = _texts("source", "credit")
    point["properties"] |= {
        "lat": {"type": "number", "minimum": -90, "maximum": 90},
        "lon": {"type": "number", "minimum": -180, "maximum": 180},
        "precision": {"enum": [one.value for one in Precision]},
    }
    return {
        "slug": {"type": "string", "minLength": 1},
        "url": {"type": "string", "minLength": 1},
        "municipality": _texts("name", "nis"),
        "province": {"type": "string"},
        "last_seen": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "location": point | {"required": list(point["properties"])},
        "next_step": {"type": "string", "minLength": 1},
        "line": {"const": True},
    }


def _texts(*names: str) -> dict[str, Any]:
    """An object of which each field is a text."""
    return {
        "type": "object",
        "properties": {name: {"type": "string"} for name in names},
        "required": list(names),
        "additionalProperties": False,
    }


def _licences(site: Site) -> bytes:
    lines = (f"{what}: {licence} <{url}>" for what, licence, url in licensing.lines(site))
    return "\n".join((site.settings.name, "", *lines, "")).encode()


def _checksums(made: Sequence[File]) -> bytes:
    """A line a file, as sha256sum writes it."""
    lines = (
        f"{hashlib.sha256(file.content).hexdigest()}  {file.name.removeprefix(f'{FOLDER}/')}\n"
        for file in sorted(made)
    )
    return "".join(lines).encode()
