"""All municipalities, and what is in each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from finder.directory import Group
from finder.rendering import figures
from finder.rendering.exports import feeds
from finder.rendering.maps import map_file
from finder.rendering.pages.frame import ALL, Frame, Page, Part, Share, newest, up_from
from finder.rendering.remembering import Among, concerning, helped_by, seen_as
from finder.reporting import by_municipality
from finder.text import slugify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.places.gazetteer import Municipality
    from finder.rendering.site import Site


def overviews(frame: Frame) -> Iterator[Page]:
    """The page that leads to all of them."""
    yield overview(frame)


def parts(frame: Frame, share: Share = ALL) -> Iterator[Part]:
    """The page of each municipality, and what it is made of."""
    site = frame.site
    for town in share.take(site.gazetteer.municipalities.values()):
        made_of = Among(concerning(site, town), partial(_made_of, site, town))
        yield Part(f"gemeenten/{town.slug}/", made_of, partial(_one, frame, town))


def _made_of(site: Site, town: Municipality) -> object:
    directory = site.directory
    here = directory.in_municipality(town)
    results = (*here, *directory.for_municipality(town), *directory.wide(town))
    first_help = helped_by(directory.first_help(town), site)
    return (seen_as(results, site), first_help, None if here else figures.nearest(directory, town))


def _one(frame: Frame, town: Municipality) -> Iterator[Page]:
    yield municipality(frame, town)


def overview(frame: Frame) -> Page:
    """All municipalities and postcodes, as links, by province."""
    postcodes = frame.postcodes_by_municipality
    counts = by_municipality(frame.site.directory)
    by_province: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in frame.site.gazetteer.municipalities.values():
        by_province[town.province].append(
            {
                "name": town.name,
                "slug": town.slug,
                "count": counts[town.name],
                "postcodes": postcodes[town.name],
            }
        )
    provinces = [
        {"name": name, "anchor": slugify(name), "municipalities": by_province[name]}
        for name in frame.site.gazetteer.provinces
    ]
    return frame.page("gemeenten/", "municipalities", {}, provinces=provinces)


def municipality(frame: Frame, municipality: Municipality) -> Page:
    """What is in a municipality, and what serves it from afar."""
    here = frame.site.directory.in_municipality(municipality)
    serving = frame.site.directory.for_municipality(municipality)
    wide = frame.site.directory.wide(municipality)
    groups = {Group.HERE: here, Group.NEAR: serving, Group.WIDE: wide}
    address = f"gemeenten/{municipality.slug}/"
    dutch = frame.words.is_dutch
    mapped = any(result.listed.spot for result in here)
    page = frame.page(
        address,
        "municipality",
        {"name": municipality.name},
        name=municipality.name,
        slug=municipality.slug,
        postcode=municipality.postcode,
        province=municipality.province,
        postcodes=frame.postcodes_by_municipality[municipality.name],
        groups=frame.groups(groups, municipality, address),
        total=sum(len(results) for results in groups.values()),
        number=len(here),
        first_help=frame.first_help(municipality),
        map=up_from(address) + map_file(municipality.slug) if mapped else "",
        kinds=frame.kinds(groups),
        offers=frame.offers(groups),
        once=frame.once(groups),
        figures=figures.local([r.listed for r in here], frame.words) if dutch else [],
        gap=None if here or not dutch else figures.nearest(frame.site.directory, municipality),
    )
    shown = newest(result.listed for result in (*here, *serving, *wide))
    feed = feeds.address(municipality) if dutch and (here or serving) else ""
    return replace(page, wide=True, lastmod=shown, feed=feed)
