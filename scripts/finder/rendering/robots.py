"""``robots.txt``: every program may read every page, and where their lists are (RFC 9309)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from finder.rendering.site import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.rendering.site import Site


def files(site: Site) -> Iterator[File]:
    """The file; a site below a folder of its host has it too, though only the root's is read."""
    folders = [one.folder for one in site.tongues] or [""]
    maps = "".join(f"Sitemap: {site.settings.url}{folder}sitemap.xml\n" for folder in folders)
    yield File("robots.txt", f"User-agent: *\nAllow: /\n\n{maps}".encode())
