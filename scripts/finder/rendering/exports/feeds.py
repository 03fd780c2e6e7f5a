"""Feeds in Atom (RFC 4287): what somebody looked at last, of everything and of a municipality.

A build knows no history, so a feed says no more than the files do: the day on which a person
checked an entry, and else the date of the newest page on which its facts were read. That is named
in each entry, and no date is made up; what has none stands last, with the day of the build.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from finder.rendering.exports.shared import FOLDER, TOWNS, next_step, page_of
from finder.rendering.site import File

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from finder.directory import Listed
    from finder.places.gazetteer import Municipality
    from finder.rendering.site import Site

NAME = f"{FOLDER}/feed.xml"
NEWEST = 50
_ENTRY = Markup(
    "<entry><id>{id}</id><title>{title}</title><updated>{day}T00:00:00Z</updated>"
    '<category term="{term}"/><link href="{id}"/><summary>{summary}</summary></entry>\n'
)
_HEAD = Markup(
    '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
    ' xml:lang="{language}">\n<id>{page}</id><title>{title}</title>'
    "<updated>{last}T00:00:00Z</updated><author><name>{name}</name></author>"
    '<link rel="self" href="{url}"/><link rel="alternate" type="text/html" href="{page}"/>'
    "<rights>CC0 1.0</rights>\n"
)


def files(site: Site) -> Iterator[File]:
    """The feed of everything."""
    yield File(NAME, feed(site.directory.entries, site, NAME, f"{FOLDER}/", site.settings.name))


def of_town(town: Municipality, entries: Iterable[Listed], site: Site) -> bytes:
    """The feed of one municipality; each entry of a small one is in it, however old."""
    title = f"{site.settings.name}: {town.name}"
    return feed(entries, site, address(town), f"gemeenten/{town.slug}/", title)


def address(town: Municipality) -> str:
    """Where the feed of a municipality lies, below the root of the site."""
    return f"{TOWNS}/{town.slug}.xml"


def feed(entries: Iterable[Listed], site: Site, name: str, page: str, title: str) -> bytes:
    """What was seen last, the newest first.

    Args:
        entries: what to tell of.
        site: the words and the address.
        name: where the feed itself lies, below the root of the site.
        page: the page that it belongs to.
        title: its name.
    """
    newest = sorted(entries, key=_newest_first)[:NEWEST]
    dated = [entry.last_seen for entry in newest if entry.last_seen]
    head = _HEAD.format(
        language=site.words.say("language"),
        page=site.settings.url + page,
        url=site.settings.url + name,
        title=title,
        name=site.settings.name,
        last=max(dated, default=site.today).isoformat(),
    )
    body = Markup("").join(_entry(entry, site) for entry in newest)
    return f"{head}{body}</feed>\n".encode()


def _newest_first(entry: Listed) -> tuple[int, str]:
    return (-entry.last_seen.toordinal() if entry.last_seen else 0, entry.slug)


def _entry(entry: Listed, site: Site) -> Markup:
    term = _term(entry)
    said = (site.words.say(f"data.feed.{term}"), entry.initiative.summary, next_step(entry, site))
    return _ENTRY.format(
        id=page_of(entry, site),
        title=entry.initiative.name,
        day=(entry.last_seen or site.today).isoformat(),
        term=term,
        summary=" ".join(filter(None, said)),
    )


def _term(entry: Listed) -> str:
    """Why it has its date: a person checked it, a page said so, or nothing did."""
    if entry.initiative.checked:
        return "checked"
    return "source" if entry.last_seen else "undated"
