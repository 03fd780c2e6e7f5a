"""From the source tree to ``site/``: MkDocs, the check of every link, and the swap."""

from __future__ import annotations

import ctypes
import datetime as dt
import functools
import logging
import os
import posixpath
import re
import shutil
import subprocess
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

import lxml.html
from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin
from pagefind.service import get_executable

from finder.findings import Finding, ordered
from finder.rendering.pages import Settings
from finder.rendering.tiles import Tiles
from finder.settling import IndexFormatError, settle

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

# What a search needs besides its index: the script, the module and the list of shards.
_SEARCH_PARTS = re.compile(
    r"pagefind\.js|pagefind-entry\.json|wasm\.nl\.pagefind|pagefind\..+\.pf_meta"
)
# The map of everything opens at the postcode or the initiative after #, which is no anchor.
_MAP = "kaart/index.html"
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)


class PublishError(Exception):
    """The site could not be made; the old one stands. ``findings`` tell why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings


def read_settings(config_file: Path) -> Settings:
    """What differs between publishers, from ``mkdocs.yml``.

    Raises:
        PublishError: the file has an error.
    """
    try:
        config = load_config(str(config_file), docs_dir=str(config_file.parent / "docs"))
    except MkDocsException as error:
        raise PublishError([_failure(str(error))]) from error
    return Settings(
        name=config.site_name,
        url=config.site_url or "/",
        contact_email=config.extra.get("contact_email") or "",
        repository=(config.extra.get("repository") or "").rstrip("/"),
        tiles=Tiles(**(config.extra.get("tiles") or {})),
    )


def run_mkdocs(
    config_file: Path,
    docs: Path,
    site: Path,
    today: dt.date,
    advance: Callable[[int], None] = lambda _done: None,
) -> int:
    """Publish the tree ``docs`` into the folder ``site``, in strict mode.

    Args:
        config_file: ``mkdocs.yml``.
        docs: the assembled source tree.
        site: where the pages go; emptied first.
        today: the day that the sitemap shows.
        advance: told after each page how many are done.

    Returns:
        The number of pages.

    Raises:
        PublishError: MkDocs stopped or warned.
    """
    log = _Log()
    counter = _Counter(advance)
    with _day_of_build(today), log.attached():
        try:
            config = load_config(
                str(config_file), docs_dir=str(docs), site_dir=str(site), strict=True
            )
            config.plugins["count"] = counter
            mkdocs_build(config)
        except (Abort, MkDocsException, TemplateError) as error:
            raise PublishError(log.findings or [_failure(_explained(error))]) from error
    return counter.done


def index_words(documents: Path, site: Path, pages: Iterable[str]) -> None:
    """Make the index of the search in words: Pagefind, in ``site/pagefind/``.

    The parts of Pagefind that show a search of their own are left out; ours is ``search.js``.

    Args:
        documents: a folder with what is known of each initiative, in the place of its page.
        site: the site, without an index yet.
        pages: the addresses of other pages of the site that can be found.

    Raises:
        PublishError: Pagefind failed.
    """
    for address in pages:
        copy = documents / address / "index.html"
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / address / "index.html", copy)
    index = site / "pagefind"
    where = ["--site", str(documents), "--output-path", str(index)]
    command = [str(get_executable()), *where, "--force-language", "nl", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise PublishError([_no_index(done.stderr[-300:])])
    try:
        settle(index)
    except IndexFormatError as error:
        raise PublishError([_no_index(f"onbekende vorm: {error}")]) from error
    for path in index.iterdir():
        if path.is_file() and not _SEARCH_PARTS.fullmatch(path.name):
            path.unlink()


def check_links(site: Path, base: str = "/") -> list[Finding]:
    """Every link, picture and anchor inside the site that leads nowhere.

    Args:
        site: the folder of the finished site.
        base: the path of the home page, such as ``/`` or ``/steun-dichtbij/``; links of the page
            for unknown addresses begin with it.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    pages = {name: _Links(site / name) for name in sorted(files) if name.endswith(".html")}
    dead: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, page in pages.items():
        for link in page.links:
            target, fragment = _target(name, link, base)
            if target not in files:
                dead[target, ""].append(name)
            elif target == _MAP and _is_on_map(fragment, files):
                continue
            elif fragment and target in pages and fragment not in pages[target].anchors:
                dead[target, fragment].append(name)
    return ordered(_dead(target, anchor, names) for (target, anchor), names in dead.items())


def swap(new: Path, site: Path) -> None:
    """Put ``new`` in the place of ``site`` in one step; what stood there is removed.

    Where the system can exchange two folders, there is no moment without a site. Elsewhere the old
    one is moved aside first, and back again when the new one cannot be moved in. From another disk
    the new one is first copied beside the old.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    if new.stat().st_dev != site.parent.stat().st_dev:
        beside = site.with_name(f"{site.name}.new")
        shutil.rmtree(beside, ignore_errors=True)
        shutil.move(new, beside)
        new = beside
    if site.exists() and _exchange(new, site):
        shutil.rmtree(new)
        return
    old = site.with_name(f"{site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except OSError:
        if old.exists():
            old.rename(site)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _is_on_map(fragment: str, files: Collection[str]) -> bool:
    """Whether the map of everything can open there: at a postcode or an initiative."""
    pages = (f"{fragment}/index.html", f"initiatieven/{fragment}/index.html")
    return any(page in files for page in pages)


class _Links:
    """The links inside the site, and the anchors, of one page."""

    def __init__(self, path: Path) -> None:
        tree = lxml.html.document_fromstring(path.read_bytes(), _PARSER)
        self.anchors = {"top", *_ANCHORS(tree)}
        found = set(_ADDRESSES(tree))
        for pictures in _SRCSETS(tree):
            found.update(one.split()[0] for one in pictures.split(",") if one.strip())
        self.links = sorted(link for link in found if _parts(link).is_inside)


_PARSER = lxml.html.HTMLParser(encoding="utf-8")
_ADDRESSES = lxml.etree.XPath(
    "//@href | //@src | //@action | //@poster | //@data",
    smart_strings=False,
)
_SRCSETS = lxml.etree.XPath("//@srcset", smart_strings=False)
_ANCHORS = lxml.etree.XPath("//@id | //a/@name", smart_strings=False)


class _Parts(NamedTuple):
    """A link in its parts: the path without what stands for other signs, and the anchor."""

    path: str
    fragment: str
    is_inside: bool


@functools.lru_cache(maxsize=100_000)
def _parts(link: str) -> _Parts:
    """The parts of a link; most links of a site stand on many of its pages."""
    parts = urlsplit(link)
    is_inside = not parts.scheme and not parts.netloc and bool(link)
    return _Parts(unquote(parts.path), unquote(parts.fragment), is_inside)


def _target(page: str, link: str, base: str) -> tuple[str, str]:
    """The file that a link leads to, and its anchor."""
    path, fragment, _ = _parts(link)
    if path.startswith("/"):
        full = path.removeprefix(base) if path.startswith(base) else f"?{path}"
    else:
        full = posixpath.join(posixpath.dirname(page), path) if path else page
    name = posixpath.normpath(full)
    if path.endswith("/") or posixpath.basename(path) in {".", ".."}:
        name = posixpath.normpath(posixpath.join(full, "index.html"))
    elif full in {"", "."}:
        name = "index.html"
    return name, fragment


def _dead(target: str, anchor: str, pages: list[str]) -> Finding:
    """One finding for each place that is missing, however many pages lead there."""
    address = target.removesuffix("index.html") + (f"#{anchor}" if anchor else "")
    more = f" en op {len(pages) - 1} andere pagina's" if len(pages) > 1 else ""
    return Finding(
        "link",
        pages[0],
        0,
        "",
        f'Een link naar "{address}" leidt nergens heen, hier{more}.',
        "Herstel de link, of maak de pagina of het anker.",
    )


def _failure(text: str) -> Finding:
    return Finding("mkdocs", "mkdocs.yml", 0, "", f"MkDocs stopte: {text}")


def _explained(error: Exception) -> str:
    """The words of an error; of a template also its file and line."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.message} ({error.filename}, regel {error.lineno})"
    return str(error)


def _no_index(why: str) -> Finding:
    return Finding("search-index", "pagefind", 0, "", f"De zoekindex lukte niet: {why}")


def _exchange(new: Path, site: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        names = (os.fsencode(new), os.fsencode(site))
        at_cwd = -100
        return bool(libc.renameat2(at_cwd, names[0], at_cwd, names[1], _EXCHANGE) == 0)
    except (AttributeError, OSError):
        return False


@contextmanager
def _day_of_build(today: dt.date) -> Iterator[None]:
    """MkDocs dates its sitemap by SOURCE_DATE_EPOCH (https://reproducible-builds.org)."""
    noon = dt.datetime.combine(today, dt.time(12), tzinfo=dt.UTC)
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(noon.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


class _Log(logging.Handler):
    """Turns the warnings of MkDocs into findings."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.findings: list[Finding] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.findings.append(_failure(record.getMessage()))

    @contextmanager
    def attached(self) -> Iterator[None]:
        """Listen to MkDocs for as long as the block runs."""
        logger = logging.getLogger("mkdocs")
        logger.addHandler(self)
        try:
            yield
        finally:
            logger.removeHandler(self)


class _Counter(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Tells how many pages are done. It changes nothing."""

    def __init__(self, advance: Callable[[int], None]) -> None:
        self.advance = advance
        self.done = 0

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        del page, config
        self.done += 1
        self.advance(self.done)
        return output
