"""One plain source tree for MkDocs: the hand-written pages, the generated ones, maps and files.

A file is written only when its bytes changed, and what no longer belongs in the tree is removed, so
that a second run with the same input changes nothing.
"""

from __future__ import annotations

import itertools
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from xstatic.pkg import leaflet

from finder import reporting
from finder.directory import Directory, listed
from finder.language import load_rules
from finder.locating import GazetteerGeocoder, KeptCoordinates, locate
from finder.rendering import (
    card_page,
    data_page,
    exports,
    figures,
    filters,
    help_now,
    icons,
    language_page,
    maps,
    records,
    suggestions,
)
from finder.rendering.choice import choice_pages
from finder.rendering.glossary import Glossary
from finder.rendering.pages import EVERYTHING, YAML_FILES, Page, Pages, Site, map_file, quoted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from finder.catalogue import Catalogue
    from finder.locating import Source
    from finder.model import Initiative
    from finder.places import Gazetteer
    from finder.rendering.pages import Settings
    from finder.rendering.words import Words

COORDINATES = "initiatives/coordinates.csv"
# The line of the front matter that says that a page is for residents.
_FOR_RESIDENTS = "\ntemplate: article.html\n"
STYLE = "assets/site.css"
_COMMENT_LINES = re.compile(r"^[ \t]*(?:/\*\*?(?:[^*]|\*(?!/))*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE)
# The theme lies in docs/ but is no page.
_NOT_PUBLISHED = "overrides"
_LEAFLET = ("leaflet.js", "leaflet.css", "images/layers.png", "images/layers-2x.png",
            "images/marker-icon.png")  # fmt: skip


class Tree:
    """A folder that holds exactly the files that were put in it, after :meth:`prune`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: set[Path] = set()

    def put(self, name: str, content: bytes) -> None:
        """Write a file below the folder, unless it has these bytes already."""
        path = self.folder / name
        self._kept.add(path)
        if path.is_file() and path.read_bytes() == content:
            return
        self._make_room(path)
        path.write_bytes(content)

    def _make_room(self, path: Path) -> None:
        """Make the folders for a file, in the place of what an earlier build left there."""
        above = [parent for parent in path.parents if self.folder in parent.parents]
        for old in (*reversed(above), path):
            if old.is_symlink() or old.is_file():
                old.unlink()
        if path.is_dir():
            shutil.rmtree(path)
        path.parent.mkdir(parents=True, exist_ok=True)

    def prune(self) -> None:
        """Remove every file that was not put, and folders that are empty then."""
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.is_dir() and not path.is_symlink():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path not in self._kept:
                path.unlink()


def make_site(
    catalogue: Catalogue,
    gazetteer: Gazetteer,
    sources: Sequence[Source],
    words: Words,
    settings: Settings,
    today: dt.date,
) -> Site:
    """Give every initiative its place, and put all of it in memory."""
    lines = words.taxonomy.line_kinds
    directory = make_directory(catalogue.initiatives, gazetteer, sources, today, lines)
    stopped = make_directory(catalogue.stopped, gazetteer, sources, today).entries
    leads = tuple(catalogue.leads)
    glossary = Glossary.load()
    return Site(directory, stopped, leads, words, glossary, settings, catalogue.redirects)


def make_directory(
    initiatives: Iterable[Initiative],
    gazetteer: Gazetteer,
    sources: Sequence[Source],
    today: dt.date,
    line_kinds: Collection[str] = (),
) -> Directory:
    """The initiatives, each with its place from the first source that knows it.

    ``line_kinds`` are the kinds of what one calls from anywhere.
    """
    entries = (listed(item, locate(item, sources), gazetteer, today) for item in initiatives)
    return Directory(entries, gazetteer, line_kinds)


def offline_sources(root: Path, gazetteer: Gazetteer) -> list[Source]:
    """What knows coordinates without a network: those kept in git, else the village."""
    return [KeptCoordinates.load(root / COORDINATES), GazetteerGeocoder(gazetteer)]


def assemble(
    root: Path,
    folder: Path,
    site: Site,
    advance: Callable[[int, int], None] = lambda _done, _all: None,
) -> int:
    """Write the whole source tree.

    Args:
        root: the folder of the repository.
        folder: where the tree goes; what else is in it is removed.
        site: everything to show.
        advance: told after each page how many are done, and of about how many.

    Returns:
        The number of generated pages.
    """
    tree = Tree(folder)
    pages = Pages(site)
    _put_folder(tree, root / "docs", pages)
    _put_leaflet(tree)
    tree.put("assets/js/words.js", site.words.script().encode())
    tree.put("assets/js/labels.js", filters.labels(site.words.taxonomy).encode())
    tree.put(icons.FILE, icons.drawings(pages.environment, site.words.taxonomy.kinds))
    tree.put(suggestions.NAMES, suggestions.names(site))
    tree.put(suggestions.POINTS, suggestions.points(site.gazetteer))
    exported = dict(exports.files(site))
    every = itertools.chain(_generated(pages), [_data_page(pages, exported)])
    number = 0
    for number, page in enumerate(every, 1):
        whole = replace(page, mail=pages.mail(page.address, page.title))
        tree.put(page.path, whole.source.encode())
        advance(number, max(number, pages.count))
    _put_maps(tree, site)
    for name, content in exported.items():
        tree.put(name, content)
    for entry in (*site.directory.entries, *site.stopped):
        source = root / entry.initiative.file
        tree.put(f"{YAML_FILES}/{entry.slug}.yml", source.read_bytes())
    tree.prune()
    return number


def assemble_search(folder: Path, site: Site) -> None:
    """Write the folder from which the search in words is made: a small document an initiative."""
    tree = Tree(folder)
    environment = Pages(site).environment
    for name, html in records.records(site.directory.entries, site.words, environment):
        tree.put(name, html.encode())
    tree.prune()


def written_for_residents(root: Path) -> list[str]:
    """The addresses of hand-written pages for residents, such as ``soorten/maatje/``."""
    docs = root / "docs"
    found = (path for path in sorted(docs.rglob("*.md")) if _NOT_PUBLISHED not in path.parts)
    names = (p.relative_to(docs) for p in found if _FOR_RESIDENTS in p.read_text(encoding="utf-8"))
    return [f"{name.with_suffix('').as_posix()}/".removesuffix("index/") for name in names]


def _generated(pages: Pages) -> Iterator[Page]:
    """Every page that no one wrote by hand."""
    yield from pages.all()
    yield from choice_pages(pages.words, pages.environment, pages.site.settings)
    yield _language_page(pages)
    yield _card_page(pages)


def _language_page(pages: Pages) -> Page:
    """The rules of plain Dutch, for whoever writes a text."""
    say = pages.words.say
    body = language_page.writing_body(load_rules(), pages.environment)
    title, description = say("pages.writing.title"), say("pages.writing.description")
    return Page(language_page.ADDRESS, title, description, body)


def _card_page(pages: Pages) -> Page:
    """The card to print, for whoever writes on paper."""
    say = pages.words.say
    title, description = say("pages.paper.title"), say("pages.paper.description")
    return Page(card_page.ADDRESS, title, description, card_page.card_body(pages))


def _data_page(pages: Pages, files: Mapping[str, bytes]) -> Page:
    """The page that leads to the open data."""
    say = pages.words.say
    body = data_page.data_body(pages, files)
    title, description = say("pages.data.title"), say("pages.data.description")
    return Page(data_page.ADDRESS, title, description, body)


def _put_folder(tree: Tree, folder: Path, pages: Pages) -> None:
    """The hand-written pages, each with what code adds to it."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_dir() or name.parts[0] == _NOT_PUBLISHED:
            continue
        if name.suffix == ".md":
            page = _complete(path.read_text(encoding="utf-8"), name, pages)
            tree.put(name.as_posix(), page.encode())
        elif name.suffix in {".js", ".css"}:
            code = without_comments(path.read_text(encoding="utf-8"))
            added = filters.style(pages.words.taxonomy) if name.as_posix() == STYLE else ""
            tree.put(name.as_posix(), (code + added).encode())
        else:
            tree.put(name.as_posix(), path.read_bytes())


def without_comments(code: str) -> str:
    """A script or style of ours without the comments that stand on lines of their own.

    A visitor pays for each byte. Comments behind code stay: telling them from text in quotes would
    need a parser.
    """
    return _COMMENT_LINES.sub("", code)


def _complete(page: str, name: Path, pages: Pages) -> str:
    """A hand-written page with what code adds: links to explained words, HTML below the text."""
    if _FOR_RESIDENTS in page:
        page = pages.site.glossary.link_markdown(page, "../" * (len(name.parts) - 1))
    address = f"{name.with_suffix('').as_posix()}/".removesuffix("index/")
    page = help_now.fill(page, pages)
    added = {"body": pages.addition(address), "mail": pages.mail(address, _title(page))}
    lines = "".join(f"{key}: {quoted(value)}\n" for key, value in added.items() if value)
    return page.replace("---\n", f"---\n{lines}", 1)


def _title(page: str) -> str:
    """The title of a hand-written page, from its front matter."""
    return str(yaml.safe_load(page.split("---\n")[1])["title"])


def _put_leaflet(tree: Tree) -> None:
    """Leaflet's own files, without the address of a source map that is not published."""
    for name in _LEAFLET:
        content = (Path(leaflet.BASE_DIR) / name).read_bytes()
        if name.endswith(".js"):
            content = re.sub(rb"//# sourceMappingURL=\S+\s*$", b"", content)
        tree.put(f"assets/leaflet/{name}", content)


def _put_maps(tree: Tree, site: Site) -> None:
    """A map of everything, and one for each municipality that has initiatives with a place."""
    everything = maps.draw(
        site.directory.places,
        EVERYTHING,
        site.words.say("points.everything"),
        site.words,
        site.settings.tiles,
        everything=True,
    )
    counts = reporting.by_municipality(site.directory)
    tree.put(maps.TOWNS, maps.towns(site.gazetteer, counts))
    _put_map(tree, figures.MAP, _map_of_counts(site))
    _put_map(tree, EVERYTHING, everything)
    for town in site.gazetteer.municipalities.values():
        entries = [result.listed for result in site.directory.in_municipality(town)]
        if any(entry.spot for entry in entries):
            title = site.words.say("points.title", name=town.name)
            drawn = maps.draw(entries, town.slug, title, site.words, site.settings.tiles)
            _put_map(tree, town.slug, drawn)


def _map_of_counts(site: Site) -> maps.MapFiles:
    """How many initiatives are in each municipality."""
    counts = reporting.by_municipality(site.directory)
    towns = {town: counts[town.name] for town in site.gazetteer.municipalities.values()}
    title = site.words.say("figures.by_town")
    return maps.draw_counts(towns, figures.MAP, title, site.words, site.settings.tiles)


def _put_map(tree: Tree, slug: str, files: maps.MapFiles) -> None:
    page = map_file(slug)
    tree.put(page, files.html.encode())
    tree.put(page.removesuffix(".html") + ".js", files.script.encode())
