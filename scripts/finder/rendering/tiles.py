"""Whose pictures lie under the maps: one setting for all of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where the pictures of the maps come from, from ``extra.tiles`` in ``mkdocs.yml``.

    Attributes:
        url: an address with {z}, {x} and {y}.
        credit: who made them, as HTML; it stands on every map.
        host: whose server is asked, as visitors read it before they open a map.
    """

    url: str = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
    credit: str = (
        '&copy; <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">'
        "OpenStreetMap</a>"
    )
    host: str = "openstreetmap.org"
