"""Pages whose text is finished HTML in their front matter, published by MkDocs on all cores.

Most pages are such (:class:`finder.rendering.pages.frame.Page`). MkDocs would read each with YAML
and put nothing through Markdown, which takes more time than the page itself. Here the same page of
MkDocs reads its front matter as the JSON that it is, its text only when it is published, and the
pages are shared out over processes. What MkDocs makes of the tree by itself is the same, byte for
byte (``tests/test_build.py``).
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from finder.checking.remembered import library
from finder.publishing import keeping
from finder.publishing.looking import Seen, look
from finder.publishing.sharing import LONGEST, cores, shared
from finder.rendering.remembering import digest, packages
from mkdocs.commands.build import _build_page
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Future

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File
    from mkdocs.structure.nav import Navigation

_START, _BODY, _END = "---\n", "\nbody: ", b"\n---\n"
# Enough to hold all of the front matter but the text, which stands last.
_HEAD = 16_384
# Parts for each process, so that none waits long for the last one.
_PARTS = 6


class Published(NamedTuple):
    """What a process made: its pages, and the warnings of MkDocs."""

    pages: dict[str, keeping.Page]
    warnings: list[str]


class Last(NamedTuple):
    """What the last build published: the folder of the site, its pages, and their theme."""

    site: Path
    pages: Mapping[str, keeping.Page]
    theme: str


NOTHING = Last(Path(), {}, "")


def link(old: Path, new: Path) -> None:
    """Let a file have a second name; a copy where the system cannot."""
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copyfile(old, new)


class _Head(dict[str, str]):
    """The front matter of a page, of which the text is read when the theme asks for it."""

    def __init__(self, fields: dict[str, str], file: Path) -> None:
        super().__init__(fields)
        self._file = file

    def __missing__(self, key: str) -> str:
        if key == "body":
            text = self._file.read_text(encoding="utf-8")
            return str(json.loads(text[text.index(_BODY) + len(_BODY) : text.rindex("\n---")]))
        raise KeyError(key)


class QuickPage(Page):
    """A page without Markdown, with finished HTML in its front matter."""

    def read_source(self, config: MkDocsConfig) -> None:
        """Read the front matter; of a page that is written by hand all of it, as MkDocs does."""
        fields = head(Path(self.file.abs_src_path or ""))
        if fields is None:
            super().read_source(config)
        else:
            self.markdown, self.meta = "", _Head(fields, Path(self.file.abs_src_path or ""))

    @property
    def is_quick(self) -> bool:
        """Whether it was read as a page without Markdown."""
        return isinstance(self.meta, _Head)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing, where there is no Markdown."""
        if not self.is_quick:
            super().render(config, files)
            return
        self.content, self.present_anchor_ids, self.links_to_anchors = "", set(), {}


def head(file: Path) -> dict[str, str] | None:
    """The front matter but for ``body``, which stands last; None for another sort of page."""
    with file.open("rb") as stream:
        start = stream.read(_HEAD).decode("utf-8", "ignore")
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - len(_END)))
        end = stream.read()
    before, found, _ = start.partition(_BODY)
    if not found or not before.startswith(_START) or end != _END:
        return None
    lines = (line.partition(": ") for line in before.removeprefix(_START).split("\n"))
    try:
        fields = {key: json.loads(value) for key, _, value in lines}
    except ValueError:
        return None
    return fields if all(isinstance(value, str) for value in fields.values()) else None


class _Files(Files):
    """The files of a tree; those of quick pages that are out already are not built again."""

    def __init__(self, files: Files, tree: str) -> None:
        super().__init__(files)
        self.tree = tree
        self.out: set[str] = set()

    def copy_static_files(
        self,
        dirty: bool = False,
        *,
        inclusion: Callable[[InclusionLevel], bool] = InclusionLevel.is_included,
    ) -> None:
        """Give files of the tree a second name in the site; copy those of the theme."""
        for file in self:
            if file.is_documentation_page() or not inclusion(file.inclusion):
                continue
            if file.src_dir == self.tree and file.abs_src_path:
                link(Path(file.abs_src_path), Path(file.abs_dest_path))
            else:
                file.copy_file(dirty)

    def documentation_pages(
        self, *, inclusion: Callable[[InclusionLevel], bool] | None = None
    ) -> Sequence[File]:
        """All pages; for MkDocs' own loops, which say what they include, those to be built."""
        pages = super().documentation_pages(inclusion=inclusion or InclusionLevel.is_included)
        return pages if inclusion is None else [p for p in pages if p.src_uri not in self.out]


class QuickPages(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Lets MkDocs publish quick pages on all cores; it changes no page.

    Attributes:
        pages: every quick page, by the name of its file.
        warnings: what MkDocs warned of in other processes.
    """

    def __init__(self, base: str, advance: Callable[[int], None], last: Last = NOTHING) -> None:
        self.base, self.advance, self.last, self.done = base, advance, last, 0
        self.pages: dict[str, keeping.Page] = {}
        self.warnings: list[str] = []

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Make the pages before MkDocs does."""
        self.files = _Files(files, config.docs_dir)
        nav = set(_names(config.nav or []))
        for file in files.documentation_pages():
            if file.src_uri not in nav:
                QuickPage(None, file, config)
        return self.files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember it: the theme may show it."""
        del config, files
        self.nav = nav
        return nav

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Everything is read: publish the quick pages, and leave the others to MkDocs."""
        del files
        pages = self.files.documentation_pages()
        quick = [file for file in pages if isinstance(file.page, QuickPage) and file.page.is_quick]

        def publish(part: slice) -> Published:
            with Warned() as warnings:
                return Published(dict(self._publish(quick[part], pages, config, env)), warnings)

        with shared(publish) as begin:
            self._collect([begin(part) for part in _parts(len(quick))])
        self.files.out = {file.src_uri for file in quick}
        return env

    def _publish(
        self, part: Sequence[File], pages: Sequence[File], config: MkDocsConfig, env: Any
    ) -> Iterator[tuple[str, keeping.Page]]:
        for file in part:
            source = digest(Path(file.abs_src_path or "").read_bytes())
            known = self.last.pages.get(file.dest_uri)
            if known and known.source == source and self._again(file, known.seen):
                yield file.dest_uri, known
            elif file.page is not None:
                _build_page(file.page, config, pages, self.nav, env)
                content = Path(file.abs_dest_path).read_bytes()
                seen = look(file.dest_uri, content, self.base)
                yield file.dest_uri, keeping.Page(source, seen)

    def _again(self, file: File, seen: Seen) -> bool:
        """Publish the page of the last build once more; False when it is not there as it was."""
        old, new = self.last.site / file.dest_uri, Path(file.abs_dest_path)
        try:
            if hashlib.sha256(old.read_bytes()).digest() != seen.digest:
                return False
        except OSError:
            return False
        link(old, new)
        return True

    def _collect(self, parts: Sequence[Future[Published]]) -> None:
        for part in parts:
            found = part.result(LONGEST)
            self.pages |= found.pages
            self.warnings += found.warnings
            for _ in found.pages:
                self._count()

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Count a page that MkDocs made by itself."""
        del config
        if not (isinstance(page, QuickPage) and page.is_quick):
            self._count()
        return output

    def _count(self) -> None:
        self.done += 1
        self.advance(self.done)


class Warned(logging.Handler):
    """The warnings of MkDocs while a block runs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what it says."""
        self.said.append(record.getMessage())

    def __enter__(self) -> list[str]:
        logging.getLogger("mkdocs").addHandler(self)
        return self.said

    def __exit__(self, *_error: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)


def _names(nav: Any) -> Iterator[str]:
    """The files that a navigation names, at any depth."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for part in nav.values():
            yield from _names(part)
    else:
        for part in nav:
            yield from _names(part)


def _parts(number: int) -> list[slice]:
    """So many files in parts of about as many."""
    size = max(1, -(-number // (cores() * _PARTS)))
    return [slice(start, start + size) for start in range(0, number, size)]


def theme_version(config: MkDocsConfig, docs: Path) -> str:
    """The version of all that a page is made of besides its source."""
    counted = hashlib.blake2b(digest_size=16)
    day = os.environ.get("SOURCE_DATE_EPOCH")
    counted.update(repr((library(), sys.version, packages(), day)).encode())
    for path in (Path(config.config_file_path), *sorted((docs / "overrides").rglob("*"))):
        if path.is_file():
            counted.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    told = (config.site_url, config.site_name, config.extra)
    counted.update(json.dumps(told, sort_keys=True, default=repr).encode())
    return counted.hexdigest()
