"""What is near a postcode: one page, and more when there are many results."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from finder.directory import NEAR_KM, Group, in_pages
from finder.rendering.pages.frame import Frame, Page, label, numbered, up_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.places.gazetteer import Postcode


def pages(frame: Frame) -> Iterator[Page]:
    """Every page of this kind."""
    for one in frame.site.gazetteer.postcodes.values():
        yield from postcode(frame, one)


def postcode(frame: Frame, postcode: Postcode) -> Iterator[Page]:
    """What is near a postcode: one page, and more when there are many results."""
    groups = frame.site.directory.near(postcode)
    pages = in_pages(groups)
    first_help = frame.first_help(postcode.municipality)
    nearest_only = not groups[Group.HERE] and any(
        result.km > NEAR_KM for result in groups[Group.NEAR]
    )
    for number, shown in enumerate(pages, 1):
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
            page=number,
            pages=len(pages),
            pager=[
                {"number": n, "href": up + numbered(postcode.code, n), "current": n == number}
                for n in range(1, len(pages) + 1)
            ],
            first_help=first_help,
            nearest_only=nearest_only,
            kinds=frame.kinds(groups),
        )
        yield replace(page, result=any(groups.values()), quick=True)
