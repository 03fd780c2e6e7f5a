"""The theme in the tree that MkDocs publishes: ``docs/overrides/`` and the words that it says.

No template of the theme holds a word for visitors. They stand in ``words/<language>.yml`` under the
key ``theme``; here they become a template of one line, ``words.html``, that the others import.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from finder.rendering.site import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.rendering.site import Site
    from finder.words.saying import Words

FOLDER = "overrides"
"""Where the theme lies, in ``docs/`` and in the tree; no page of it is published."""
WORDS = f"{FOLDER}/words.html"


def files(site: Site) -> Iterator[File]:
    """The templates of the theme, and their words."""
    folder = site.root / "docs"
    for path in sorted((folder / FOLDER).rglob("*")):
        if path.is_file():
            yield File(path.relative_to(folder).as_posix(), path.read_bytes())
    yield File(WORDS, words_template(site.words).encode())


def words_template(words: Words) -> str:
    """A template that sets ``words``: JSON, which Jinja reads as it stands."""
    said = {"language": words.say("language"), **words.part("theme")}
    return f"{{% set words = {json.dumps(said)} %}}\n"
