"""Feeds in Atom (RFC 4287): what is new, changed, checked or stopped, of everything and of a town.

The days come from the history of the data and from the files: that on which a file came, changed
or moved to what stopped, or on which a person checked it; the last of these counts, and the entry
names which. Without a history (:mod:`finder.checking.past`) a feed says no more than the files do:
a check, else the date of the newest page on which the facts were read. No date is made up; what has
none stands last, with the day of the build.

A feed is the only file of the open data that names what stopped, for who keeps a copy must know it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from finder.checking.past import Moments
from finder.rendering.exports.shared import FOLDER, TOWNS, next_step, page_of
from finder.rendering.site import File

if TYPE_CHECKING:
    import datetime as dt
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
    told = (*site.directory.entries, *site.stopped)
    yield File(NAME, feed(told, site, NAME, f"{FOLDER}/", site.settings.name))


def of_town(town: Municipality, entries: Iterable[Listed], site: Site) -> bytes:
    """The feed of one municipality; each entry of a small one is in it, however old."""
    title = f"{site.settings.name}: {town.name}"
    stopped = (one for one in site.stopped if one.is_in(town) or one.serves_by_name(town))
    return feed((*entries, *stopped), site, address(town), f"gemeenten/{town.slug}/", title)


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
    told = sorted(((_news(entry, site), entry) for entry in entries), key=_newest_first)[:NEWEST]
    dated = [news.day for news, _ in told if news.day]
    head = _HEAD.format(
        language=site.words.say("language"),
        page=site.settings.url + page,
        url=site.settings.url + name,
        title=title,
        name=site.settings.name,
        last=max(dated, default=site.today).isoformat(),
    )
    body = Markup("").join(_entry(news, entry, site) for news, entry in told)
    return f"{head}{body}</feed>\n".encode()


class News(NamedTuple):
    """What happened last to an entry, a key of ``data.feed``, and when; None: nobody knows."""

    term: str
    day: dt.date | None


def _news(entry: Listed, site: Site) -> News:
    """What happened last; of what happened on one day, that which says most."""
    past, checked = site.past.get(entry.slug, Moments()), entry.initiative.checked
    if entry.initiative.status.state == "stopped":
        return News("stopped", past.stopped or entry.last_seen)
    known = (
        News("changed", past.changed),
        News("new", past.came),
        News("checked", checked.date if checked else None),
    )
    dated = [(news.day, at) for at, news in enumerate(known) if news.day]
    if dated:
        return known[max(dated)[1]]
    return News("source" if entry.last_seen else "undated", entry.last_seen)


def _newest_first(told: tuple[News, Listed]) -> tuple[int, str]:
    news, entry = told
    return (-news.day.toordinal() if news.day else 0, entry.slug)


def _entry(news: News, entry: Listed, site: Site) -> Markup:
    said = (
        site.words.say(f"data.feed.{news.term}"),
        entry.initiative.summary if news.term != "stopped" else entry.initiative.status.message,
        next_step(entry, site) or site.words.say("data.feed.elsewhere"),
    )
    return _ENTRY.format(
        id=page_of(entry, site),
        title=entry.initiative.name,
        day=(news.day or site.today).isoformat(),
        term=news.term,
        summary=" ".join(filter(None, said)),
    )
