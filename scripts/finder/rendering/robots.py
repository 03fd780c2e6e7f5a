"""``robots.txt``: every program may read every page, and where the list of pages is (RFC 9309)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from finder.rendering.site import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.rendering.site import Site


def files(site: Site) -> Iterator[File]:
    """The file; a site below a folder of its host has it too, though only the root's is read."""
    yield File(
        "robots.txt",
        f"User-agent: *\nAllow: /\n\nSitemap: {site.settings.url}sitemap.xml\n".encode(),
    )
