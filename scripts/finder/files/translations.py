"""Translations of the texts of initiatives: ``initiatives/translations/<language>/<slug>.yml``.

A file holds, for each text, the translation and a mark of the Dutch text that it translates. When
somebody changes the Dutch text, the mark no longer fits: the translation is stale, and the site
shows the Dutch text until somebody translates it anew. Each text has a mark of its own, so that a
change of one leaves the others as they are.

::

    by: machine            # person: a person wrote it or read it; machine: nobody did yet
    summary:
      of: 3f29c1d0a4be     # the mark of the Dutch text
      text: Ici, tu rencontres d'autres personnes autour d'un café.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from finder.files.reading import read_bytes
from pydantic import BaseModel, ConfigDict, Field, ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from finder.files.model import Initiative
    from finder.files.reading import Document
    from finder.findings import Finding

FOLDER = "translations"
"""The folder below ``initiatives/``."""
FIELDS = ("summary", "first_visit", "welcome.note", "cost.note", "hours_note")
"""The texts of an initiative that can be translated."""
MARK_LENGTH = 12


class Translated(BaseModel):
    """The translation of one text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    of: str = Field(
        pattern=f"^[0-9a-f]{{{MARK_LENGTH}}}$",
        description="Het merk van de Nederlandse tekst: report.py translations zegt het.",
    )
    text: str = Field(min_length=1, max_length=800, description="De vertaling.")


class File(BaseModel):
    """One file: the translations of the texts of one initiative into one language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: Literal["person", "machine"] = Field(
        description="person: een mens schreef of las dit. machine: dat deed nog niemand."
    )
    summary: Translated | None = Field(default=None, description="Wat je er doet.")
    first_visit: Translated | None = Field(default=None, description="De eerste keer.")
    welcome_note: Translated | None = Field(default=None, description="Uitleg voor wie.")
    cost_note: Translated | None = Field(default=None, description="Uitleg over de prijs.")
    hours_note: Translated | None = Field(default=None, description="Uren in woorden.")

    def of(self, path: str) -> Translated | None:
        """The translation of a text such as ``cost.note``."""
        found: Translated | None = getattr(self, path.replace(".", "_"))
        return found


class Translation(NamedTuple):
    """A translation that holds: its text, and whether a person wrote or read it."""

    text: str
    is_read: bool


@dataclass(frozen=True)
class Translations:
    """All translations into one language, by slug."""

    files: Mapping[str, File] = field(default_factory=dict)

    def of(self, slug: str, path: str, text: str) -> Translation | None:
        """The translation of exactly this Dutch text of an initiative; None when there is none."""
        file = self.files.get(slug)
        found = file.of(path) if file else None
        if file is None or found is None or found.of != mark(text):
            return None
        return Translation(found.text, file.by == "person")


NONE = Translations()
"""No translation of anything."""


def mark(text: str) -> str:
    """The mark of a Dutch text: the first twelve digits of its SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:MARK_LENGTH]


def dutch_text(initiative: Initiative, path: str) -> str:
    """A text of an initiative such as ``cost.note``; empty when it has none."""
    found: object = initiative
    for part in path.split("."):
        found = getattr(found, part)
    return str(found or "")


def read(raw: bytes, file: str) -> tuple[File | None, Document | None, list[Finding]]:
    """One file of translations; None when it has errors, which the findings tell.

    Args:
        raw: the bytes of the file.
        file: how to call it in findings.
    """
    document, findings = read_bytes(raw, file)
    if document is None or any(finding.is_error for finding in findings):
        return None, document, findings
    try:
        return File.model_validate(document.data), document, findings
    except ValidationError as error:
        return None, document, [*findings, *_wrong(document, error)]


def _wrong(document: Document, error: ValidationError) -> Iterator[Finding]:
    for problem in error.errors():
        yield document.finding(
            "translation",
            ".".join(map(str, problem["loc"])),
            "Deze vertaling heeft niet de juiste vorm.",
            "Schrijf by: person of by: machine, en bij elke tekst of: en text:."
            " In NASLAG.md staat een voorbeeld.",
        )
