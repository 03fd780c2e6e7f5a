"""History that holds: an address that was once published keeps working.

``redirects.yml`` says where the page of an old slug went. ``published.txt`` has every slug that
ever had a page, one a line, sorted. It only grows, so that the rule needs no history of git: who
removes or renames a file gets an error, unless the page went somewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from finder.files.reading import Document, read_file
from finder.files.writing import write
from finder.findings import Finding
from finder.text import MAX_SLUG, SLUG, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

FOLDER = "initiatives"
REDIRECTS = "redirects.yml"
PUBLISHED = "published.txt"
_KEY = "redirects"


@dataclass(frozen=True)
class History:
    """What was published before.

    Attributes:
        redirects: the slug of today for an old one, as the file says it.
        published: the line of every slug that ever had a page.
        findings: all that is wrong with the two files themselves.
        document: the file of redirects, for the lines of findings; None when it cannot be read.
    """

    redirects: Mapping[str, str] = field(default_factory=dict)
    published: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    document: Document | None = None


def load(root: Path) -> History:
    """Read the two files of the repository ``root``; one that is not there says nothing."""
    document, findings = _document(root / FOLDER / REDIRECTS)
    redirects: dict[str, str] = {}
    if document:
        redirects = _redirects(document)
        findings += _shape(document)
    published, wrong = _published(root / FOLDER / PUBLISHED)
    return History(redirects, published, (*findings, *wrong), document)


def check(history: History, pages: Collection[str], hidden: Collection[str]) -> Iterator[Finding]:
    """All that is wrong with the history.

    Args:
        history: the two files.
        pages: the slugs of today that have a page, also of what stopped.
        hidden: the slugs of those who asked not to be listed; nothing has to lead to them.
    """
    yield from history.findings
    if history.document:
        for old, new in history.redirects.items():
            yield from _judge(history.document, history.redirects, old, new, pages)
    for slug, line in history.published.items():
        if slug not in pages and slug not in hidden and slug not in history.redirects:
            yield _gone(slug, line)


def vanished(
    history: History, before: Iterable[str], pages: Collection[str], hidden: Collection[str]
) -> Iterator[Finding]:
    """The pages that a change takes away, also when the list does not know them yet.

    Args:
        history: the two files, after the change.
        before: the slugs that had a page before the change, or that its list knew.
        pages: as for :func:`check`.
        hidden: as for :func:`check`.
    """
    kept = {*pages, *hidden, *history.redirects, *history.published}
    yield from (_gone(slug, 0) for slug in sorted({*before} - kept))


def leading(history: History, pages: Collection[str]) -> dict[str, str]:
    """The redirects from an address without a page to one that has a page, by old slug."""
    found = history.redirects.items()
    return {old: new for old, new in sorted(found) if old not in pages and new in pages}


def remember(root: Path, pages: Iterable[str]) -> list[str]:
    """Add the slugs that have a page today to the list; nothing is ever removed from it.

    Returns:
        What is new in the list.

    Raises:
        OSError: the list cannot be read or written.
    """
    path = root / FOLDER / PUBLISHED
    old = path.read_text(encoding="utf-8").split() if path.is_file() else []
    every = sorted({*old, *pages})
    text = "".join(f"{slug}\n" for slug in every)
    if not path.is_file() or path.read_bytes() != text.encode():
        write(path, text)
    return [slug for slug in every if slug not in set(old)]


# --- the redirects -----------------------------------------------------------------------------


def _document(path: Path) -> tuple[Document | None, list[Finding]]:
    return read_file(path, f"{FOLDER}/{REDIRECTS}") if path.exists() else (None, [])


def _redirects(document: Document) -> dict[str, str]:
    """Each old slug with its new one, where both have the form of a slug."""
    found = document.data.get(_KEY)
    pairs = found.items() if isinstance(found, dict) else ()
    return {
        old: new for old, new in pairs if _is_slug(old) and isinstance(new, str) and _is_slug(new)
    }


def _shape(document: Document) -> Iterator[Finding]:
    found = document.data.get(_KEY)
    if not isinstance(found, dict) or len(document.data) > 1:
        yield document.finding(
            "redirects",
            _KEY if _KEY in document.data else "",
            "Deze lijst is niet goed.",
            "Schrijf redirects: en daaronder, met twee spaties ervoor: oude-naam: nieuwe-naam."
            " Is er geen enkele? Schrijf redirects: {}.",
        )
        return
    for old, new in found.items():
        if not (_is_slug(old) and isinstance(new, str) and _is_slug(new)):
            yield document.finding(
                "redirects",
                f"{_KEY}.{old}",
                "Deze regel is niet goed.",
                "Schrijf twee bestandsnamen zonder .yml: oude-naam: nieuwe-naam.",
            )


def _judge(
    document: Document, redirects: Mapping[str, str], old: str, new: str, pages: Collection[str]
) -> Iterator[Finding]:
    """What is wrong with one redirect."""
    field = f"{_KEY}.{old}"
    if old in pages:
        yield document.finding(
            "redirect-exists",
            field,
            f'"{old}" bestaat nog. Die pagina kan niet naar een andere leiden.',
            f"Schrap deze regel, of het bestand {old}.yml.",
        )
    if new in redirects and new not in pages:
        end = _end(redirects, new)
        yield document.finding(
            "redirect-chain",
            field,
            f'"{new}" is zelf een oud adres.',
            f"Schrijf meteen het laatste: {old}: {end}."
            if end
            else "Dit draait in een kring."
            " Zoek welk bestand er nu is en schrijf dat achter elke oude naam.",
        )
    elif new not in pages:
        close = suggestion(new, sorted(pages))
        yield document.finding(
            "redirect-target",
            field,
            f'"{new}" heeft geen pagina.',
            f'Bedoel je "{close}"?' if close else "Schrijf de naam van een bestand dat er is.",
        )


def _end(redirects: Mapping[str, str], slug: str) -> str:
    """Where a chain of redirects ends; empty when it goes round."""
    seen = set()
    while slug in redirects and slug not in seen:
        seen.add(slug)
        slug = redirects[slug]
    return "" if slug in seen else slug


# --- what was published ------------------------------------------------------------------------


def _published(path: Path) -> tuple[dict[str, int], list[Finding]]:
    """The line of each slug, and what is wrong in the list."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        return {}, []
    except (OSError, UnicodeDecodeError):
        return {}, [_unreadable(0)]
    found: dict[str, int] = {}
    wrong = []
    for number, line in enumerate(lines, 1):
        slug = line.strip()
        if _is_slug(slug):
            found.setdefault(slug, number)
        elif slug:
            wrong.append(_unreadable(number))
    return found, wrong


def _unreadable(line: int) -> Finding:
    return Finding(
        "published",
        f"{FOLDER}/{PUBLISHED}",
        line,
        "",
        "Dit kunnen wij niet lezen.",
        "Zet terug wat er stond. Een programma schrijft dit bestand: één naam op een regel.",
    )


def _gone(slug: str, line: int) -> Finding:
    return Finding(
        "slug-gone",
        f"{FOLDER}/{PUBLISHED}",
        line,
        "",
        f'De pagina "{slug}" stond op de site en is nu weg.',
        f"Heet het bestand anders? Zet in {FOLDER}/{REDIRECTS}: {slug}: nieuwe-naam. Is het"
        f" gestopt? Zet het bestand in {FOLDER}/stopped/. Wil iemand niet op de site? Zet {slug}"
        " in no-publish.yml.",
    )


def _is_slug(text: str) -> bool:
    return bool(SLUG.fullmatch(text)) and len(text) <= MAX_SLUG
