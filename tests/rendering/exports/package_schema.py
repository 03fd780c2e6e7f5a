"""A schema of ``datapackage.json``, after the specification of Data Package 1.

https://specs.frictionlessdata.io/data-package/, data-resource, tabular-data-resource, table-schema:
names, what is required, and the values of lists; stricter in that no other property stands there.
"""

from __future__ import annotations

from typing import Any

TEXT = {"type": "string", "minLength": 1}
NAME = {"type": "string", "pattern": r"^[a-z0-9._-]+$"}
FIELD = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {
        "name": TEXT,
        "description": TEXT,
        "type": {"enum": ["string", "number", "date"]},
        "decimalChar": {"const": ","},
    },
}
TABLE = {
    "type": "object",
    "required": ["fields"],
    "additionalProperties": False,
    "properties": {
        "fields": {"type": "array", "items": FIELD, "minItems": 1},
        "missingValues": {"type": "array", "items": {"type": "string"}},
        "primaryKey": TEXT,
    },
}
RESOURCE = {
    "type": "object",
    "required": ["name", "path"],
    "additionalProperties": False,
    "properties": {
        "name": NAME,
        "path": {"type": "string", "pattern": r"^(?![./~])(?!.*\.\.)[^\\]+$"},
        "profile": {"enum": ["tabular-data-resource"]},
        "format": TEXT,
        "mediatype": {"type": "string", "pattern": "^.+/.+$"},
        "encoding": {"const": "utf-8"},
        "bytes": {"type": "integer", "minimum": 1},
        "hash": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
        "dialect": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"delimiter": TEXT, "lineTerminator": TEXT, "quoteChar": TEXT},
        },
        "schema": TABLE,
    },
    "if": {"required": ["profile"]},
    "then": {"required": ["schema"]},
}
LINK = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "name": TEXT,
        "title": TEXT,
        "path": {"type": "string", "pattern": "^https?://"},
    },
}
PACKAGE: dict[str, Any] = {
    "type": "object",
    "required": ["name", "resources"],
    "additionalProperties": False,
    "properties": {
        "profile": {"const": "data-package"},
        "name": NAME,
        "title": TEXT,
        "homepage": {"type": "string", "pattern": "^https?://"},
        "created": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
        "licenses": {"type": "array", "minItems": 1, "items": {**LINK, "required": ["path"]}},
        "sources": {"type": "array", "minItems": 1, "items": {**LINK, "required": ["title"]}},
        "resources": {"type": "array", "minItems": 1, "items": RESOURCE},
    },
}
