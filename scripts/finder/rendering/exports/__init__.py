"""The open data: everything on the site, in formats that other programs know.

A format is a module here with ``files(site) -> Iterator[File]``, and a line in :data:`FORMATS`.
Unknown stays unknown: a field that nobody filled in is left out, or empty in a table. What stopped,
a lead, or what asked not to be listed is in none; a line that one calls from anywhere is, marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from finder.rendering.exports import (
    describing,
    feeds,
    hsds,
    points,
    records,
    towns,
    workbooks,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from finder.rendering.site import File, Site

FORMATS: tuple[Callable[[Site], Iterator[File]], ...] = (
    workbooks.files,
    records.files,
    points.files,
    hsds.files,
    feeds.files,
    towns.files,
)


def files(site: Site) -> Iterator[File]:
    """Every file of the open data, and then what describes them all."""
    made = [file for form in FORMATS for file in form(site)]
    yield from made
    yield from describing.files(site, made)
