"""From the source tree to ``site/``: MkDocs, the check of every link, and the swap."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from finder.errors import PublishError
from finder.findings import Finding
from finder.publishing.inside import put_inside
from finder.publishing.quick import NOTHING, QuickPage, QuickPages, Warned, theme_version
from finder.rendering.theme import FOLDER as THEME
from jinja2 import TemplateError, TemplateSyntaxError
from mkdocs.commands.build import _build_page
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import jinja2
    from finder.publishing import keeping
    from finder.publishing.quick import Last
    from finder.rendering.site import File as SourceFile
    from mkdocs.config.defaults import MkDocsConfig


class Result(NamedTuple):
    """What MkDocs made: the number of pages, the quick ones, and the version of the theme."""

    number: int
    pages: Mapping[str, keeping.Page]
    theme: str


def run_mkdocs(
    config_file: Path,
    docs: Path,
    site: Path,
    today: dt.date,
    advance: Callable[[int], None] = lambda _done: None,
    last: Last | None = None,
    url: str = "",
) -> Result:
    """Publish the tree ``docs`` into the folder ``site``, in strict mode.

    The theme is that of the tree, when it has one: it holds the words of the language.

    Args:
        config_file: ``mkdocs.yml``.
        docs: the assembled source tree.
        site: where the pages go; emptied first.
        today: the day that the sitemap shows.
        advance: told after each page how many are done.
        url: the address of the home page of a language below a folder; empty for the site itself,
            which has the handbook.
        last: what the last build published, to be used again where nothing changed.

    Returns:
        The number of pages, each as it was seen, and the version of the theme.

    Raises:
        PublishError: MkDocs stopped or warned.
    """
    with _day_of_build(today), Warned() as warnings:
        try:
            config = _config(config_file, docs, site, url)
            put_inside(docs)
            theme = theme_version(config, docs)
            usable = last if last and last.theme == theme else NOTHING
            quick = QuickPages(urlsplit(config.site_url or "/").path or "/", advance, usable)
            config.plugins["quick"] = quick
            mkdocs_build(config)
            _drop_unloaded(site, has_handbook=not url)
        except (Abort, MkDocsException, TemplateError) as error:
            raise PublishError(
                [_failure(text) for text in warnings] or [_failure(_explained(error))]
            ) from error
    if quick.warnings:
        raise PublishError([_failure(text) for text in quick.warnings])
    return Result(quick.done, quick.pages, theme)


def _config(config_file: Path, docs: Path, site: Path, url: str = "") -> MkDocsConfig:
    """The settings of MkDocs for a tree; the theme is that of the tree, when it has one."""
    own: dict[str, Any] = {"site_url": url, "nav": ["index.md"]} if url else {}
    config = load_config(
        str(config_file), docs_dir=str(docs), site_dir=str(site), strict=True, **own
    )
    if (docs / THEME).is_dir():
        config.theme.dirs[0] = str(docs / THEME)
    return config


class Opened(NamedTuple):
    """MkDocs with the theme of a tree, to publish pages one by one."""

    config: MkDocsConfig
    env: jinja2.Environment
    version: str


def opened(config_file: Path, docs: Path, site: Path, today: dt.date) -> Opened:
    """Read the settings and the theme of a tree that a build published.

    Raises:
        PublishError: they cannot be read.
    """
    with _day_of_build(today):
        try:
            config = _config(config_file, docs, site)
            return Opened(config, config.theme.get_env(), theme_version(config, docs))
        except (Abort, MkDocsException, TemplateError) as error:
            raise PublishError([_failure(_explained(error))]) from error


def one_page(theme: Opened, source: SourceFile, folder: Path, today: dt.date) -> bytes:
    """A page with finished HTML in its front matter, as MkDocs publishes it among all others.

    Args:
        theme: from :func:`opened`.
        source: the file of the page.
        folder: an empty folder to work in.
        today: the day of the build.
    """
    docs, site = folder / "docs", folder / "site"
    (docs / source.name).parent.mkdir(parents=True)
    (docs / source.name).write_bytes(source.content)
    file = File(source.name, str(docs), str(site), use_directory_urls=True)
    page = QuickPage(None, file, theme.config)
    with _day_of_build(today):
        page.read_source(theme.config)
        page.render(theme.config, Files([file]))
        _build_page(page, theme.config, [file], Navigation([], []), theme.env)
    return Path(file.abs_dest_path).read_bytes()


def _drop_unloaded(site: Path, *, has_handbook: bool) -> None:
    """Remove what the theme brings and no page loads: 2.3 MB of scripts, and maps of its styles.

    Only the handbook has the styles of the theme.
    """
    shutil.rmtree(site / "assets" / "javascripts", ignore_errors=True)
    if not has_handbook:
        shutil.rmtree(site / "assets" / "stylesheets", ignore_errors=True)
    for path in (site / "assets" / "stylesheets").glob("*.map"):
        path.unlink()


def _failure(text: str) -> Finding:
    return Finding("mkdocs", "mkdocs.yml", 0, "", f"MkDocs stopte: {text}")


def _explained(error: Exception) -> str:
    """The words of an error; of a template also its file and line."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.message} ({error.filename}, regel {error.lineno})"
    return str(error)


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
