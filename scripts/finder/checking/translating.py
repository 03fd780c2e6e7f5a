"""The folder with translations: each file read, and compared with the Dutch that it translates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from finder.checking import folder
from finder.files.translations import FIELDS, FOLDER, File, Translations, dutch_text, mark, read
from finder.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from finder.files.model import Initiative
    from finder.files.reading import Document

_NUMBER = re.compile(r"\d+")
_LANGUAGE = re.compile(r"[a-z]{2}")


def load(
    root: Path, initiatives: Mapping[str, Initiative], known: Collection[str]
) -> tuple[dict[str, Translations], list[Finding]]:
    """All translations by language, and what is wrong in them.

    Args:
        root: the folder of the repository.
        initiatives: what is published, by slug.
        known: every slug that has a file, also where that has errors or is not published.
    """
    found: dict[str, dict[str, File]] = {}
    findings: list[Finding] = []
    inside = root / "initiatives" / FOLDER
    for path in folder.yaml_files(inside) if inside.is_dir() else []:
        parts = path.relative_to(inside).parts
        name = path.relative_to(root).as_posix()
        if len(parts) != 2 or not _LANGUAGE.fullmatch(parts[0]):
            findings.append(_misplaced(name))
            continue
        file, document, wrong = read(path, name)
        findings += wrong
        if file and document:
            findings += _against(file, document, initiatives.get(path.stem), known)
            found.setdefault(parts[0], {})[path.stem] = file
    return {language: Translations(files) for language, files in found.items()}, findings


def stale(translations: Translations, initiatives: Mapping[str, Initiative]) -> Iterator[str]:
    """The texts whose Dutch changed since, as ``slug: field``."""
    for slug, file in translations.files.items():
        for path in FIELDS:
            text = dutch_text(initiatives[slug], path) if slug in initiatives else ""
            translated = file.of(path)
            if translated and translated.of != mark(text):
                yield f"{slug}: {path}"


def missing(translations: Translations, initiatives: Mapping[str, Initiative]) -> Iterator[str]:
    """The texts that nobody translated, as ``slug: field``."""
    for slug, initiative in initiatives.items():
        file = translations.files.get(slug)
        for path in FIELDS:
            if dutch_text(initiative, path) and not (file and file.of(path)):
                yield f"{slug}: {path}"


def _against(
    file: File, document: Document, initiative: Initiative | None, known: Collection[str]
) -> Iterator[Finding]:
    """What is wrong beside the Dutch: a translation of nothing, or a number that it does not say.

    A visitor phones the numbers that he reads, and comes at the hour that he reads.
    """
    if document.slug not in known:
        yield Finding(
            "translation-of-nothing",
            document.file,
            0,
            "",
            f'Er is geen bestand "{document.slug}.yml" meer.',
            "Schrap deze vertaling, of geef ze de naam van het bestand dat ze vertaalt.",
            Severity.WARNING,
        )
    for path in FIELDS if initiative else ():
        translated = file.of(path)
        text = dutch_text(initiative, path) if initiative else ""
        if translated and translated.of == mark(text):
            yield from _numbers(translated.text, text, path, document)


def _numbers(translated: str, text: str, path: str, document: Document) -> Iterator[Finding]:
    more = set(_NUMBER.findall(translated)) - set(_NUMBER.findall(text))
    for number in sorted(more):
        yield document.finding(
            "translation-number",
            f"{path.replace('.', '_')}.text",
            f'Het getal "{number}" staat niet in de Nederlandse tekst.',
            f"Schrijf de getallen zoals in het Nederlands: {text}",
        )


def _misplaced(name: str) -> Finding:
    return Finding(
        "translation-place",
        name,
        0,
        "",
        "Een vertaling staat in een map met de code van haar taal.",
        "Zet het bestand in een map zoals initiatives/translations/fr/.",
    )
