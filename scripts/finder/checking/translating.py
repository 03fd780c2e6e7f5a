"""The folder with translations: each file read, and compared with the Dutch that it translates."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from finder.checking import folder
from finder.checking.remembered import Checked, Checks
from finder.files.reading import Document, read_raw
from finder.files.translations import FIELDS, FOLDER, File, Translations, dutch_text, mark, read
from finder.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from finder.files.model import Initiative

    _Found = tuple[File | None, Document | None, list[Finding]]

_NUMBER = re.compile(r"\d+")
_LANGUAGE = re.compile(r"[a-z]{2}")


def files(root: Path) -> list[Path]:
    """Every file of translations, in order, also those in a wrong place."""
    inside = root / "initiatives" / FOLDER
    return folder.yaml_files(inside) if inside.is_dir() else []


def load(
    root: Path,
    initiatives: Mapping[str, Initiative],
    known: Collection[str],
    checks: Checks | None = None,
) -> tuple[dict[str, Translations], list[Finding]]:
    """All translations by language, and what is wrong in them.

    Args:
        root: the folder of the repository.
        initiatives: what is published, by slug.
        known: every slug that has a file, also where that has errors or is not published.
        checks: what was found in each file before; nothing when left out.
    """
    checks = checks or Checks()
    found: dict[str, dict[str, File]] = {}
    findings: list[Finding] = []
    for path in files(root):
        name = path.relative_to(root).as_posix()
        if not _is_placed(path, root):
            findings.append(_misplaced(name))
            continue
        file, wrong = _compared(path, name, initiatives, known, checks)
        findings += wrong
        if file:
            found.setdefault(path.parent.name, {})[path.stem] = file
    return {language: Translations(files) for language, files in found.items()}, findings


def _is_placed(path: Path, root: Path) -> bool:
    """Whether a file lies in a folder with the code of its language."""
    parts = path.relative_to(root / "initiatives" / FOLDER).parts
    return len(parts) == 2 and _LANGUAGE.fullmatch(parts[0]) is not None


def good(raw: bytes, file: str) -> Checked | None:
    """What a file of translations says, and the remarks about it; None when it has errors."""
    translation, document, findings = read(raw, file)
    return Checked(document.data, findings) if translation and document else None


def _compared(
    path: Path,
    name: str,
    initiatives: Mapping[str, Initiative],
    known: Collection[str],
    checks: Checks,
) -> tuple[File | None, list[Finding]]:
    """One file beside the Dutch; None when it has errors."""
    raw, unreadable = read_raw(path, name)
    if raw is None:
        return None, unreadable
    file, document, findings = _recalled(raw, name, checks) or read(raw, name)
    if file is None or document is None:
        return None, findings
    checks.learn(name, raw, Checked(document.data, findings))
    wrong = list(_against(file, document, initiatives.get(path.stem), known))
    if wrong and not document.lines:  # a mistake is told with its line
        document = read(raw, name)[1] or document
        wrong = list(_against(file, document, initiatives.get(path.stem), known))
    return file, [*findings, *wrong]


def _recalled(raw: bytes, name: str, checks: Checks) -> _Found | None:
    """What was found before in a file that has the same bytes."""
    found = checks.recall(name, raw)
    if found is None:
        return None
    document = Document(name, PurePath(name).stem, dict(found.data), {}, raw)
    return File.model_validate(found.data), document, found.findings


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
