"""The memory of a build on disk, so that the next one makes only what changed.

It is one file for each language, ``.cache/build.json``: which part is made of what, with the
digest of each file, and how each page was seen when it was finished. The bytes themselves lie where
the last build left them: sources in ``build/docs/``, pages in ``site/``; each is used only when its
digest is right. The file begins with a digest of its own, so that a damaged one counts as none.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from finder.publishing.looking import Seen
from finder.rendering import remembering

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from finder.rendering.remembering import Made

FILE = ".cache/build.json"
# What comes of reading a file that has another form.
_OTHER_FORM = (ValueError, TypeError, KeyError, IndexError, AttributeError)


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: the digest of its source, and how it was seen."""

    source: str
    seen: Seen


@dataclass(slots=True)
class Kept:
    """What a build leaves for the next one.

    Attributes:
        version: of code, templates and words; parts of another version are of no use.
        parts: what the source tree is made of.
        theme: the version of the theme; pages of another one are of no use.
        pages: every page that was made from its source alone, by the name of its file.
    """

    version: str = ""
    parts: Mapping[str, Made] = field(default_factory=dict)
    theme: str = ""
    pages: Mapping[str, Page] = field(default_factory=dict)


def load(root: Path) -> Kept:
    """What the last build of a repository left; empty when there is nothing, or it is damaged."""
    try:
        head, _, body = (root / FILE).read_bytes().partition(b"\n")
        if head.decode() != hashlib.sha256(body).hexdigest():
            return Kept()
        return _from_json(json.loads(body))
    except (OSError, *_OTHER_FORM):
        return Kept()


def save(root: Path, kept: Kept) -> None:
    """Leave it for the next build, in one step."""
    body = json.dumps(_as_json(kept), separators=(",", ":")).encode()
    path = root / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    new.replace(path)


def forget(root: Path) -> None:
    """Leave nothing: the next build makes everything."""
    (root / FILE).unlink(missing_ok=True)


def _as_json(kept: Kept) -> dict[str, Any]:
    """Places to which links lead are told once, for most of them stand on many pages."""
    places: dict[str, int] = {}
    pages = {
        name: [
            page.source,
            [places.setdefault(place, len(places)) for place in page.seen.targets],
            page.seen.anchors,
            page.seen.weight,
            page.seen.digest.hex(),
        ]
        for name, page in kept.pages.items()
    }
    return {
        "version": kept.version,
        "parts": remembering.as_json(kept.parts),
        "theme": kept.theme,
        "places": list(places),
        "pages": pages,
    }


def _from_json(value: Any) -> Kept:
    places = value["places"]
    pages = {
        name: Page(
            source,
            Seen(tuple(places[n] for n in targets), tuple(anchors), weight, bytes.fromhex(digest)),
        )
        for name, (source, targets, anchors, weight, digest) in value["pages"].items()
    }
    parts = remembering.from_json(value["parts"])
    return Kept(str(value["version"]), parts, str(value["theme"]), pages)
