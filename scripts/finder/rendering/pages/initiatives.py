"""All initiatives, each on a page of its own, and old addresses that lead on."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from finder.directory import Group, Listed, Result
from finder.rendering import cards
from finder.rendering.linked import linked
from finder.rendering.pages.frame import (
    ALL,
    Frame,
    Page,
    Part,
    Share,
    by_name,
    entry_link,
    newest,
    up_from,
)
from finder.rendering.remembering import fingerprint, seen_as
from finder.rendering.site import File, Site
from finder.reporting import totals
from finder.text import slugify
from finder.words import composing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.files.model import Initiative
    from finder.settings import Settings

YAML_FILES = "data/initiatieven"
# On the page of something that stopped: how many others of its kind are named.
NEARBY_WHEN_STOPPED = 5
_SHAMES = re.compile("armoede", re.IGNORECASE)


def overviews(frame: Frame) -> Iterator[Page]:
    """The page that leads to all of them, and those that lead on."""
    yield overview(frame)
    yield from moved(frame)


def parts(frame: Frame, share: Share = ALL) -> Iterator[Part]:
    """The page of each initiative, and what it is made of."""
    site = frame.site
    for entry in share.take((*site.directory.entries, *site.stopped)):
        is_stopped = entry.initiative.status.state == "stopped"
        near = site.directory.nearest_of_kind(entry, NEARBY_WHEN_STOPPED) if is_stopped else ()
        made_of = (fingerprint(entry, site), seen_as(near, site))
        yield Part(f"initiatieven/{entry.slug}/", made_of, partial(_one, frame, entry))


def _one(frame: Frame, entry: Listed) -> Iterator[Page]:
    yield initiative(frame, entry)


def overview(frame: Frame) -> Page:
    """All initiatives, A to Z."""
    letters: dict[str, list[dict[str, str]]] = defaultdict(list)
    for entry in sorted(frame.site.directory.entries, key=by_name):
        first = slugify(entry.initiative.name)[:1].upper()
        letters[first if first.isalpha() else "0-9"].append(entry_link(entry))
    return frame.page(
        "initiatieven/",
        "initiatives",
        {},
        letters=[{"letter": key, "entries": letters[key]} for key in sorted(letters)],
        total=totals(frame.site.directory).published,
    )


def initiative(frame: Frame, entry: Listed) -> Page:
    """One initiative: what it is, for whom, and how to reach it."""
    address = f"initiatieven/{entry.slug}/"
    settings = frame.site.settings
    detail = cards.detail(
        Result(entry, Group.HERE, 0.0),
        frame.words,
        frame.site.dutch_url + address,
        settings.contact_email,
    )
    town = entry.municipality
    page = frame.page(
        address,
        "initiative",
        _outside(frame, entry),
        d=detail,
        home=frame.postcode_of(entry),
        municipality={"name": town.name, "slug": town.slug} if town else None,
        mapped=entry.spot is not None,
        yaml=f"{up_from(address)}{frame.environment.globals['out']}{YAML_FILES}/{entry.slug}.yml",
        edit=f"{settings.repository}/blob/main/{detail.file}" if settings.repository else "",
        form=_form(settings, address),
        nearby=_nearby(frame, entry) if detail.stopped else [],
    )
    page = replace(page, lastmod=newest([entry]))
    if detail.stopped:
        return replace(page, robots="noindex")
    if not frame.words.is_dutch:
        return page
    return replace(page, linked=linked(entry, frame.site))


def moved(frame: Frame) -> Iterator[Page]:
    """For each old address a small page that leads on to the new one."""
    entries = {e.slug: e for e in (*frame.site.directory.entries, *frame.site.stopped)}
    for old, new in frame.site.redirects.items():
        address, leads_to = f"initiatieven/{old}/", f"initiatieven/{new}/"
        parts = {"name": _outside(frame, entries[new])["name"]}
        page = frame.page(address, "moved", parts, href=up_from(address) + leads_to, **parts)
        yield replace(page, leads_to=leads_to)


def _nearby(frame: Frame, entry: Listed) -> list[dict[str, str]]:
    """What is near something that stopped, and of its kind."""
    found = frame.site.directory.nearest_of_kind(entry, NEARBY_WHEN_STOPPED)
    return [{**entry_link(one.listed), "line": cards.line(one, frame.words)} for one in found]


def _outside(frame: Frame, entry: Listed) -> dict[str, str]:
    """The name and a sentence for titles and link previews, which others see too.

    The word that shames stays inside the page: "Eten en spullen in Boom" takes its place.
    """
    kind = frame.words.taxonomy.kinds[entry.initiative.kinds[0]].label
    neutral = frame.words.say("pages.initiative.neutral", kind=kind, place=cards.town(entry))
    summary = composing.intro(entry, frame.words) or _first_sentence(entry.initiative)
    parts = {"name": entry.initiative.name, "summary": summary}
    return {key: neutral if _SHAMES.search(text) else text for key, text in parts.items()}


def _form(settings: Settings, address: str) -> str:
    """The form of GitHub for a correction, with the page filled in; empty without a repository."""
    page = quote(settings.url + address, safe="")
    form = f"{settings.repository}/issues/new?template=fout.yml&page={page}"
    return form if settings.repository else ""


def _first_sentence(initiative: Initiative) -> str:
    return re.split(r"(?<=[.?!])\s", initiative.summary, maxsplit=1)[0]


def files(site: Site) -> Iterator[File]:
    """The bytes of each YAML file as they were checked, for who wants to see or correct it."""
    for entry in (*site.directory.entries, *site.stopped):
        yield File(f"{YAML_FILES}/{entry.slug}.yml", site.sources[entry.slug])
