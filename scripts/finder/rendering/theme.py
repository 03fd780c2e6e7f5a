"""The theme in the tree that MkDocs publishes: ``docs/overrides/`` and the words that it says.

No template of the theme holds a word for visitors. They stand in ``words/<language>.yml`` under the
key ``theme``; here they become a template of one line, ``words.html``, that the others import.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from finder.rendering.site import File
from finder.words.saying import merged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.rendering.site import Site

FOLDER = "overrides"
"""Where the theme lies, in ``docs/`` and in the tree; no page of it is published."""
WORDS = f"{FOLDER}/words.html"


def files(site: Site) -> Iterator[File]:
    """The templates of the theme, and their words."""
    folder = site.root / "docs"
    for path in sorted((folder / FOLDER).rglob("*")):
        if path.is_file():
            yield File(path.relative_to(folder).as_posix(), path.read_bytes())
    yield File(WORDS, words_template(site).encode())


def words_template(site: Site) -> str:
    """A template that sets ``words``: JSON, which Jinja reads as it stands."""
    words = site.words
    shown = [
        {
            "code": one.code,
            "name": one.name,
            "folder": one.folder,
            "rtl": one.is_from_right,
            "lost": one.lost,
        }
        for one in site.tongues
    ]
    said = {
        **merged(words.dutch.part("theme"), words.part("theme")),
        "page_of": words.say("theme.page_of", day=words.day(site.today)),
        "language": words.language,
        "rtl": words.is_from_right,
        "folder": site.folder,
        "up": "" if words.is_dutch else "../",
        "tongues": shown,
        "hidden": not words.is_dutch and words.language not in {one["code"] for one in shown},
        "switch": words.say("tongue.switch"),
        "dutch": words.dutch.say("tongue.name"),
        "machine": words.say("tongue.machine") if words.is_by_machine else "",
    }
    return f"{{% set words = {json.dumps(said)} %}}\n"
