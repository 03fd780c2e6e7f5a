"""What is near a postcode: one page, and more when there are many results."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from finder.directory import NEAR_KM, Group, in_pages
from finder.rendering import cards
from finder.rendering.pages.frame import (
    ALL,
    Frame,
    Page,
    Part,
    Share,
    label,
    newest,
    numbered,
    up_from,
)
from finder.rendering.remembering import Among, concerning, helped_by, seen_as

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.directory import Result
    from finder.places.gazetteer import Municipality, Postcode
    from finder.rendering.site import Site


def parts(frame: Frame, share: Share = ALL) -> Iterator[Part]:
    """The pages of each postcode, and what they are made of."""
    site = frame.site
    for one in share.take(site.gazetteer.postcodes.values()):
        candidates = concerning(site, one.municipality, one.point)
        made_of = Among(candidates, partial(_made_of, site, one))
        yield Part(f"{one.code}/", made_of, partial(postcode, frame, one))


def _made_of(site: Site, one: Postcode) -> object:
    results = itertools.chain.from_iterable(site.directory.near(one).values())
    found = site.directory.first_help(one.municipality, one.code)
    return (seen_as(results, site), helped_by(found, site))


def postcode(frame: Frame, postcode: Postcode) -> Iterator[Page]:
    """What is near a postcode: one page, and more when there are many results."""
    groups = frame.site.directory.near(postcode)
    cut = in_pages(groups)
    pages = cut.pages
    first_help = frame.first_help(postcode.municipality, postcode.code)
    nearest_only = not groups[Group.HERE] and any(
        result.km > NEAR_KM for result in groups[Group.NEAR]
    )
    last = 0
    for number, shown in enumerate(pages, 1):
        first, last = last + 1, last + sum(len(results) for results in shown.values())
        name = label(postcode)
        address = numbered(postcode.code, number)
        up = up_from(address)
        page = frame.page(
            address,
            "result",
            {"label": name if number == 1 else f"{name}, {number}"},
            postcode=postcode,
            municipality_slug=postcode.municipality.slug,
            label=name,
            groups=frame.groups(shown, postcode.municipality, address),
            total=sum(len(results) for results in groups.values()),
            first=first,
            last=last,
            page=number,
            pages=len(pages),
            pager=[
                {"number": n, "href": up + numbered(postcode.code, n), "current": n == number}
                for n in range(1, len(pages) + 1)
            ],
            point=cards.degrees(postcode.point),
            first_help=first_help,
            nearest_only=nearest_only,
            kinds=frame.kinds(groups),
            offers=frame.offers(groups),
            once=frame.once(groups),
            rest=_rest(cut.rest, postcode.municipality) if number == len(pages) else [],
        )
        day = newest(result.listed for results in shown.values() for result in results)
        yield replace(page, result=any(groups.values()), quick=True, wide=True, lastmod=day)


def _rest(results: list[Result], own: Municipality) -> list[dict[str, Any]]:
    """The municipalities on whose pages stands what no page of the postcode has, the own first.

    What has no address stands on the page of the municipality of the postcode.
    """
    counted = Counter(
        (r.listed.municipality if r.group is Group.NEAR else None) or own for r in results
    )
    order = sorted(counted, key=lambda town: (town != own, -counted[town], town.slug))
    return [{"name": t.name, "slug": t.slug, "count": counted[t]} for t in order]
