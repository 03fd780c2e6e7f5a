"""The same pages by other programs, to compare with: Hugo, MkDocs alone, Material as it comes.

MkDocs alone publishes the tree of a build as it lies there, to the same pages. Hugo gets the source
tree of a build, page for page, with a theme of one line: no more than putting the text of a page
into a frame. Material as it comes gets the same texts as Markdown, with its own search. None checks
anything or makes a page; what they take is what publishing alone takes.
"""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from finder.publishing.quick import head

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HUGO = """\
baseURL = "https://example.org/"
title = "Steun Dichtbij"
disableKinds = ["taxonomy", "term", "RSS"]
[security]
enableInlineShortcodes = false
"""
_FRAME = (
    "<!doctype html><html lang=nl><title>{{ .Title }}</title><main>{{ .Params.body | safeHTML }}"
    "</main></html>\n"
)
_STOCK = """\
site_name: Steun Dichtbij
theme: {name: material, font: false}
plugins: [search]
nav: [index.md]
not_in_nav: "*"
"""


def hugo() -> str | None:
    """The program, when it is installed."""
    return shutil.which("hugo")


def for_hugo(docs: Path, to: Path, program: str) -> list[str]:
    """A project for Hugo with the pages of a tree; the command that builds it."""
    _write(to / "hugo.toml", _HUGO)
    for kind in ("single", "list", "index"):
        _write(to / "layouts" / "_default" / f"{kind}.html", _FRAME)
    for page in pages(docs):
        # A page that has pages below it is a section there.
        below = any(path.is_dir() for path in page.parent.iterdir())
        name = page.relative_to(docs).with_name("_index.md" if below else "index.md")
        _copy(page, to / "content" / name)
    return [program, "--source", str(to), "--quiet"]


def for_mkdocs(config: Path, to: Path) -> list[str]:
    """The command with which MkDocs alone publishes the tree of a build into a folder."""
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(config), "-d", str(to)]


def for_stock(docs: Path, to: Path) -> list[str]:
    """A project for MkDocs with Material as it comes; the command that builds it."""
    _write(to / "mkdocs.yml", _STOCK)
    for page in pages(docs):
        fields, text = head(page), page.read_text(encoding="utf-8")
        title = (fields or {}).get("title", "")
        _write(to / "docs" / page.relative_to(docs), f"# {title}\n\n{text.partition('body: ')[2]}")
    return [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(to / "mkdocs.yml")]


def pages(docs: Path) -> Iterator[Path]:
    """The pages of a tree that are finished HTML in their front matter."""
    return (path for path in sorted(docs.rglob("index.md")) if head(path) is not None)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _copy(source: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, to)
