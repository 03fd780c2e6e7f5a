"""What each kind is, in another language; in Dutch these pages are written by hand.

Their words stand in ``words/<language>/kinds.yml``: of each kind what it is, the first time and
what to ask before, and where somebody wrote them also what is good and hard, and for whom it is.
What people say themselves comes from the Dutch page (:mod:`finder.rendering.pages.voices`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from finder.rendering.pages.handwritten import offer
from finder.rendering.pages.voices import dutch_voices, translated
from finder.words import tongues

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from finder.files.reading import Tree
    from finder.files.taxonomy import Kind
    from finder.rendering.pages.frame import Frame, Page

ADDRESS = "soorten/"
PARTS = ("what", "first", "good", "hard", "fits", "fits_not", "ask")


def pages(frame: Frame) -> Iterator[Page]:
    """Every page of this kind; none in Dutch."""
    if frame.words.is_dutch:
        return
    said = tongues.part(frame.words.language, "kinds")
    known = frame.words.taxonomy.places
    yield overview(frame, known)
    for key, kind in known.items():
        yield one(frame, key, kind, tongues.branch(said, key))


def overview(frame: Frame, known: Mapping[str, Kind]) -> Page:
    """All kinds, each with its explanation."""
    kinds = [{"key": key, "kind": kind} for key, kind in known.items()]
    return frame.page(ADDRESS, "kinds", {}, kinds=kinds)


def one(frame: Frame, key: str, kind: Kind, said: Mapping[str, Tree]) -> Page:
    """One kind: what is said of it, and who offers it."""
    address = f"{ADDRESS}{key}/"
    return frame.page(
        address,
        "kind",
        {"kind": kind.label, "explanation": kind.explanation},
        kind=kind,
        key=key,
        heard=translated(dutch_voices(frame.site.root / "docs", key), said),
        sections=[{"key": part, "lines": _lines(said, part)} for part in PARTS],
        offer=offer(frame, key, address),
    )


def _lines(said: Mapping[str, Tree], part: str) -> list[Any]:
    lines = said.get(part)
    return list(lines) if isinstance(lines, list) else []
