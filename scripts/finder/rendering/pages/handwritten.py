"""The pages written by hand, each with what code adds to it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from finder.errors import FinderError
from finder.findings import Finding
from finder.rendering import colours, filters, switching, theme
from finder.rendering.mirroring import mirrored
from finder.rendering.pages import desk, help_now
from finder.rendering.pages.frame import Frame, by_name, by_province, entry_link, quoted
from finder.rendering.site import File, Site
from finder.text import slugify
from finder.words import tongues

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.places.gazetteer import Municipality
    from finder.words.saying import Words

# Hand-written pages to which code adds something.
KINDS = "soorten"
PARTICIPATE = "meedoen/"
STYLE, MORE_STYLE, MAP_STYLE = "assets/site.css", "assets/more.css", "assets/kaart.css"
# The first two in one file, for pages that do not hold their style in themselves: one request less.
ALL_STYLE = "assets/all.css"
ASSETS, TABLES = "assets", "tabel"
# The line of the front matter that says that a page is for residents.
_FOR_RESIDENTS = "\ntemplate: article.html\n"
_COMMENT_LINES = re.compile(r"^[ \t]*(?:/\*\*?(?:[^*]|\*(?!/))*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE)


def files(site: Site) -> Iterator[File]:
    """The folder ``docs/``: pages written by hand, styles, scripts and pictures."""
    frame, folder = Frame(site), site.root / "docs"
    yield File(ALL_STYLE, b"".join(_style(folder, name, frame) for name in (STYLE, MORE_STYLE)))
    for path, name in _found(site):
        yield File(name.as_posix(), _content(path, name, frame))


def _found(site: Site) -> Iterator[tuple[Path, Path]]:
    """The files of a language, each with its name: its own pages, and the scripts and styles."""
    shared = site.root / "docs"
    for path in sorted(shared.rglob("*")):
        name = path.relative_to(shared)
        if path.is_file() and is_in(site, name):
            yield path, path.relative_to(shared if name.parts[0] == ASSETS else site.docs)


def is_in(site: Site, name: Path) -> bool:
    """Whether a file of ``docs/`` belongs to the site in this language.

    The theme is no page, and what lies in the folder of another language is of that one.
    """
    first = name.parts[0]
    if not site.words.is_dutch:
        is_table = name.parts[:2] == (ASSETS, TABLES)
        return first == site.words.language or (first == ASSETS and not is_table)
    return first != theme.FOLDER and not is_of_language(name)


def is_of_language(name: Path) -> bool:
    """Whether a file of ``docs/`` lies in the folder of a language, such as ``fr/``."""
    return len(name.parts) > 1 and tongues.CODE.fullmatch(name.parts[0]) is not None


def written_for_residents(root: Path) -> list[str]:
    """The addresses of hand-written pages for residents, such as ``soorten/maatje/``."""
    docs = root / "docs"
    found = (path for path in sorted(docs.rglob("*.md")) if theme.FOLDER not in path.parts)
    own = (path for path in found if not is_of_language(path.relative_to(docs)))
    names = (p.relative_to(docs) for p in own if _FOR_RESIDENTS in p.read_text(encoding="utf-8"))
    return [f"{name.with_suffix('').as_posix()}/".removesuffix("index/") for name in names]


def without_comments(code: str) -> str:
    """A script or style of ours without the comments that stand on lines of their own.

    A visitor pays for each byte. Comments behind code stay: telling them from text in quotes would
    need a parser.
    """
    return _COMMENT_LINES.sub("", code)


def _content(path: Path, name: Path, frame: Frame) -> bytes:
    if name.suffix == ".md":
        return _complete(path.read_text(encoding="utf-8"), name, frame).encode()
    if name.suffix not in {".js", ".css"}:
        return path.read_bytes()
    code = without_comments(path.read_text(encoding="utf-8"))
    # A map has its own sides, which no language turns round.
    is_turned = frame.words.is_from_right and name.suffix == ".css" and name.name != "kaart.css"
    made = (mirrored(code) if is_turned else code) + _generated(name.as_posix(), frame)
    return made.encode()


def _style(folder: Path, name: str, frame: Frame) -> bytes:
    """A style as it is published; empty when there is none."""
    path = folder / name
    return _content(path, Path(name), frame) if path.is_file() else b""


def _generated(name: str, frame: Frame) -> str:
    """What code adds to a style: the colours of the kinds, and what hides all kinds but one."""
    taxonomy = frame.words.taxonomy
    if name == MAP_STYLE:
        return colours.on_maps(taxonomy.kinds) + "\n"
    if name != STYLE:
        return ""
    return colours.in_lists(taxonomy.kinds) + filters.style(taxonomy) + _of_language(frame.words)


def _of_language(words: Words) -> str:
    """What only pages in another language need, so that a Dutch page is not heavier for it.

    A marked name is a part of its own, and a row of boxes drops the space before it. A number that
    is kept from left to right must not break in two either.
    """
    if words.is_dutch:
        return ""
    named = ".c a{display:inline-block;padding:.6rem .9rem}\n"
    return named + ("bdi[dir]{white-space:nowrap}\n" if words.is_from_right else "")


def _complete(page: str, name: Path, frame: Frame) -> str:
    """A hand-written page with what code adds: links to explained words, HTML below the text."""
    if _FOR_RESIDENTS in page:
        page = frame.site.glossary.link_markdown(page, "../" * (len(name.parts) - 1))
    address = f"{name.with_suffix('').as_posix()}/".removesuffix("index/")
    page = help_now.fill(page, frame)
    added = {
        "body": addition(frame, address),
        "mail": frame.mail(address, _title(page, name, frame.site.folder)),
    }
    added["others"] = switching.others(frame.site, address, in_all=False)
    lines = "".join(f"{key}: {quoted(value)}\n" for key, value in added.items() if value)
    return page.replace("---\n", f"---\n{lines}", 1)


def _title(page: str, name: Path, folder: str) -> str:
    """The title of a hand-written page, from its front matter.

    Raises:
        FinderError: there is no front matter, it cannot be read, or it has no title.
    """
    try:
        return str(yaml.safe_load(page.split("---\n")[1])["title"])
    except (IndexError, KeyError, TypeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        message = "Wij begrijpen de regels boven aan deze pagina niet."
        hint = 'Zet tekst met een dubbele punt tussen "aanhalingstekens". Geef ook een title.'
        raise FinderError(
            [Finding("front-matter", f"docs/{folder}{name.as_posix()}", line, "", message, hint)]
        ) from error


def addition(frame: Frame, address: str) -> str:
    """What code adds under a hand-written page; empty for most pages.

    Under a kind: who offers it. Under "Meedoen": what somebody must look into. Above the page for
    social workers: their desk.
    """
    if address == desk.ADDRESS:
        return desk.body(frame)
    folder, _, name = address.strip("/").rpartition("/")
    if folder == KINDS and name in frame.words.taxonomy.places:
        return offer(frame, name, address)
    return _leads(frame, address) if address == PARTICIPATE else ""


def offer(frame: Frame, kind: str, address: str) -> str:
    """The box, and who offers a kind, by province."""
    entries = [e for e in frame.site.directory.entries if kind in e.initiative.kinds]
    provinces = by_province(
        (_province(frame, entry.municipality), entry_link(entry))
        for entry in sorted(entries, key=by_name)
    )
    return frame.render("offer", address, kind=kind, provinces=provinces, total=len(entries))


def _leads(frame: Frame, address: str) -> str:
    gazetteer = frame.site.gazetteer
    found = []
    for lead in sorted(frame.site.leads, key=lambda lead: slugify(lead.name)):
        where = lead.address
        village = gazetteer.place(where.place, where.postcode) if where else None
        town = gazetteer.municipalities[village.municipality] if village else None
        place = where.place if where else ", ".join(lead.serves)
        view = {"name": lead.name, "place": place, "to_check": lead.to_check or ""}
        found.append((_province(frame, town), view))
    return frame.render("leads", address, provinces=by_province(found))


def _province(frame: Frame, municipality: Municipality | None) -> str:
    return municipality.province if municipality else frame.words.say("offer.everywhere")
