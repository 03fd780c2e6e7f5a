"""The other languages of the site: each is assembled and published below a folder of its own.

A language needs nothing of another one, so each can be made in a process of its own.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from finder.publishing.assembling import assemble, assemble_search
from finder.publishing.mkdocs import run_mkdocs
from finder.publishing.searching import index_words
from finder.publishing.sections import add_sections
from finder.publishing.weighing import add_offline, weigh_pages
from finder.rendering.site import in_language
from finder.rendering.switching import hand_written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from finder.rendering.site import Site


def publish_language(
    site: Site,
    language: str,
    work: Path,
    config: Path,
    advance: Callable[[int, int], None] = lambda _done, _all: None,
) -> int:
    """Make the site in one language, as the folder of that name in ``work/site``.

    Args:
        site: the Dutch site, with the languages of the switch.
        language: the code of the language.
        work: the folder of the build, in which the Dutch site is finished.
        config: ``mkdocs.yml``.
        advance: told after each page how many are done, and of about how many.

    Returns:
        The number of pages.

    Raises:
        FinderError: a page is wrong.
        KeyError: there are no words of that language, or they cannot be read.
    """
    own, place = in_language(site, language), work / "languages" / language
    pages = assemble(place / "docs", own)
    assemble_search(place / "search", own)
    made, url = place / "site", own.settings.url
    run_mkdocs(config, place / "docs", made, site.today, lambda n: advance(n, max(n, pages)), url)
    index_words(place / "search", made, language)
    add_sections(made, sorted(hand_written(own.docs)))
    add_offline(made, own, weigh_pages(made))
    target = work / "site" / language
    shutil.rmtree(target, ignore_errors=True)
    shutil.move(made, target)
    return pages
