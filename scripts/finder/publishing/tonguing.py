"""The other languages of the site: each is assembled and published below a folder of its own.

A language needs nothing of another one, so each could be made on a machine of its own.
"""

from __future__ import annotations

import posixpath
import shutil
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from finder.publishing import keeping
from finder.publishing.assembling import assemble
from finder.publishing.linking import look_at_rest
from finder.publishing.mkdocs import run_mkdocs
from finder.publishing.quick import Last
from finder.publishing.searching import add_index
from finder.publishing.sections import add_sections
from finder.publishing.weighing import add_offline
from finder.rendering.remembering import version
from finder.rendering.site import in_language
from finder.rendering.switching import hand_written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from finder.publishing.looking import Seen
    from finder.rendering.site import Site


def publish_language(
    site: Site,
    language: str,
    work: Path,
    last: Path,
    config: Path,
    advance: Callable[[int, int], None] = lambda _done, _all: None,
) -> dict[str, Seen]:
    """Make the site in one language, as the folder of that name in ``work/site``.

    Args:
        site: the Dutch site, with the languages of the switch.
        language: the code of the language.
        work: the folder of the build, in which the Dutch site is finished.
        last: the folder of the site that the last build made.
        config: ``mkdocs.yml``.
        advance: told after each page how many are done, and of about how many.

    Returns:
        Every page as it was seen, by its name in the whole site.

    Raises:
        FinderError: a page is wrong.
        KeyError: there are no words of that language, or they cannot be read.
    """
    own, place = in_language(site, language), work / "languages" / language
    made, url = place / "site", own.settings.url
    kept = keeping.load(place)
    edition = version(own)
    if kept.version == edition:
        own.memory.use(place / "docs", kept.parts)
    number = assemble(place / "docs", own, beside=[partial(add_index, place, own, last / language)])
    found = run_mkdocs(
        config,
        place / "docs",
        made,
        site.today,
        lambda done: advance(done, max(done, number)),
        Last(last / language, kept.pages, kept.theme),
        url,
    )
    # A host shows the page for wrong addresses of the whole site.
    (made / "404.html").unlink(missing_ok=True)
    (place / "index" / "pagefind").rename(made / "pagefind")
    add_sections(made, hand_written(own.docs), overviews=True)
    pages = {**found.pages, **look_at_rest(made, found.pages, urlsplit(url).path)}
    seen = {name: page.seen for name, page in pages.items()}
    add_offline(made, own, seen)
    keeping.save(place, keeping.Kept(edition, own.memory.now, found.theme, found.pages))
    target = work / "site" / language
    shutil.rmtree(target, ignore_errors=True)
    shutil.move(made, target)
    return below(language, seen)


def below(folder: str, pages: Mapping[str, Seen]) -> dict[str, Seen]:
    """Pages as they are seen from the folder above that in which they lie."""

    def moved(target: str) -> str:
        file, mark, anchor = target.partition("\n")
        return posixpath.normpath(f"{folder}/{file}") + mark + anchor

    return {
        f"{folder}/{name}": page._replace(targets=tuple(moved(one) for one in page.targets))
        for name, page in pages.items()
    }
