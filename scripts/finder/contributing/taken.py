"""The names that no new file may have, decided once for the questions, tables, forms and mails.

A name is the address of a page. Taken is that of a file, whether it is published, a lead or
stopped; that of who asked not to be listed; an old address that leads elsewhere; and one that ever
had a page.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from finder.checking import catalogue, history
from finder.text import MAX_SLUG

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path


class Taken(StrEnum):
    """Why a name is taken; the value says so in Dutch, as the end of a sentence."""

    PAST = "stond vroeger al op de site"
    OLD = "leidt nu naar een andere pagina"
    THERE = "staat er al"
    HIDDEN = "wil niet op de site staan"


def taken(
    files: Iterable[str], hidden: Iterable[str], old: Iterable[str], past: Iterable[str] = ()
) -> dict[str, Taken]:
    """Why each name is taken; who asked not to be listed comes before all else.

    Args:
        files: the slugs of the files that are there, in whichever folder.
        hidden: the slugs of those who asked not to be listed.
        old: the slugs that lead elsewhere.
        past: every slug that ever had a page.
    """
    return {
        **dict.fromkeys(past, Taken.PAST),
        **dict.fromkeys(old, Taken.OLD),
        **dict.fromkeys(files, Taken.THERE),
        **dict.fromkeys(hidden, Taken.HIDDEN),
    }


def taken_in(root: Path) -> dict[str, Taken]:
    """Why each name of the repository ``root`` is taken."""
    past = history.load(root)
    files = (path.stem for path in catalogue.data_files(root))
    return taken(files, catalogue.hidden_slugs(root), past.redirects, past.published)


def free(slug: str, names: Collection[str] | Mapping[str, Taken]) -> str:
    """The slug, or when that is taken the first that is free: ``naam-2``."""
    number, found = 1, slug
    while found in names:
        number += 1
        found = f"{slug[: MAX_SLUG - len(str(number)) - 1].strip('-')}-{number}"
    return found
