"""The index of the search in words: Pagefind, on a small document an initiative."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import partial
from typing import TYPE_CHECKING

from finder.errors import PublishError
from finder.findings import Finding
from finder.publishing.assembling import assemble_search
from finder.publishing.quick import link
from finder.publishing.settling import IndexFormatError, settle
from finder.rendering.remembering import File, Memory, Same
from pagefind.service import get_executable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from finder.rendering.remembering import Made
    from finder.rendering.site import Site

# What the index is called among what a build remembers.
INDEX = "search index"

# What a search needs besides its index: the script, the module and the list of shards.
_SEARCH_PARTS = re.compile(r"pagefind\.js|pagefind-entry\.json|pagefind\..+\.pf_meta")


# Seconds that an index may take; for ten thousand initiatives it takes three.
LONGEST = 300.0


# Pagefind asks for its files with what our own module gives it: only so do we know when one cannot
# be had (docs/assets/js/looking.js).
_ASKS = b'import { ask as fetch } from "../assets/js/looking.js";\n'


# A document in which nobody finds anything.
_NOTHING = (
    "<!doctype html><html lang=nl><title>-</title><body data-pagefind-body>niets</body></html>"
)


def add_index(place: Path, site: Site, last: Path) -> Mapping[str, Made]:
    """Make the index of a site, in ``place/index/``; that of the last build where it says the same.

    Args:
        place: the folder of the build; the documents lie in ``place/search/``.
        site: everything to find.
        last: the folder of the site that the last build made.

    Returns:
        What to remember of it.

    Raises:
        PublishError: Pagefind failed, or did not end.
    """
    documents, index = place / "search", place / "index"
    # Each in a memory of its own, for their files lie in other folders.
    memory, found = (Memory(tree, site.memory.before) for tree in (documents, last))
    assemble_search(documents, site, memory)
    shutil.rmtree(index, ignore_errors=True)
    made_of = sorted((name, made.files) for name, made in memory.now.items())
    make = partial(_indexed, documents, index, site.words.language)
    for file in found.recall(INDEX, made_of, make):
        if isinstance(file, Same):
            link(last / file.name, index / file.name)
    return memory.now | found.now


def _indexed(documents: Path, index: Path, language: str) -> Iterator[File]:
    index_words(documents, index, language)
    for path in sorted(index.rglob("*")):
        if path.is_file():
            yield File(path.relative_to(index).as_posix(), path.read_bytes())


def index_words(documents: Path, site: Path, language: str = "nl") -> None:
    """Make the index of the search in words: Pagefind, in ``site/pagefind/``.

    The parts of Pagefind that show a search of their own are left out; ours is ``search.js``.

    Args:
        documents: a folder with what is known of each initiative, in the place of its page.
        site: the site, without an index yet.
        language: the code of the language in which words have their endings.

    Raises:
        PublishError: Pagefind failed, or did not end.
    """
    if not any(documents.rglob("*.html")):
        # Pagefind refuses a folder without a document, and the search needs an index.
        documents.mkdir(parents=True, exist_ok=True)
        (documents / "index.html").write_text(_NOTHING, encoding="utf-8")
    index = site / "pagefind"
    where = ["--site", str(documents), "--output-path", str(index)]
    command = [str(get_executable()), *where, "--force-language", language, "--quiet"]
    _run(command)
    try:
        settle(index)
    except IndexFormatError as error:
        raise PublishError([_no_index(f"onbekende vorm: {error}")]) from error
    own = index / f"wasm.{language}.pagefind"
    program = own if own.is_file() else index / "wasm.unknown.pagefind"
    for path in index.iterdir():
        if path.is_file() and path != program and not _SEARCH_PARTS.fullmatch(path.name):
            path.unlink()
    script = index / "pagefind.js"
    script.write_bytes(_ASKS + script.read_bytes())


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603 (a program that a package of ours brings)
            command, capture_output=True, text=True, check=False, timeout=LONGEST
        )
    except subprocess.TimeoutExpired as error:
        why = f"Pagefind was na {LONGEST:g} seconden niet klaar. Probeer het nog eens."
        raise PublishError([_no_index(why)]) from error
    if done.returncode:
        why = done.stderr[-300:].strip()
        raise PublishError([_no_index(why or "Pagefind stopte. Is de schijf vol?")])


def _no_index(why: str) -> Finding:
    return Finding("search-index", "pagefind", 0, "", f"De zoekindex lukte niet: {why}")
