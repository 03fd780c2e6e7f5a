"""How much a page weighs as it travels, gzip."""

from __future__ import annotations

import gzip
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from pathlib import Path

    from tests.sites import BuiltSite

# A whole result page with everything that it loads.
EVERYTHING = 40_000


class Scale:
    """Weighs the files of a site as they travel, each file once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._weights: dict[str, int] = {}

    def weight(self, name: str) -> int:
        """The bytes of a file after gzip, at the level that hosts use."""
        if name not in self._weights:
            content = (self.folder / name).read_bytes()
            self._weights[name] = len(gzip.compress(content, compresslevel=6))
        return self._weights[name]

    def weights(self, names: set[str]) -> dict[str, int]:
        """The files with their bytes, and what those of style sheets load in turn."""
        found = {name: self.weight(name) for name in names}
        for name in [name for name in names if name.endswith(".css")]:
            text = (self.folder / name).read_text(encoding="utf-8")
            inner = re.findall(r"url\(\s*['\"]?(?!data:|#)([^'\")]+)", text)
            found |= {link: self.weight(link) for link in (_name(name, url) for url in inner)}
        return found


def _name(page: str, link: str) -> str:
    """The file that a relative link of a page leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(urlsplit(link).path)))


def linked(site: BuiltSite, address: str, path: str) -> set[str]:
    """The files that a page names in these places."""
    page = site.file(address).relative_to(site.folder).as_posix()
    return {_name(page, link) for link in site.tree(address).xpath(path)}
