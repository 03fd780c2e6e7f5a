"""A page of a municipality that is a file of its own, outside MkDocs: for paper, or for a frame.

It has no use for a header or a menu, and three hundred of them must cost little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from finder.places.gazetteer import Municipality
    from finder.rendering.pages.frame import Frame


def alone(
    frame: Frame,
    template: str,
    address: str,
    town: Municipality,
    title: str,
    description: str,
    **context: Any,
) -> str:
    """A whole HTML document, from a template that extends ``alone.html``.

    Args:
        frame: the site.
        template: the name of the template.
        address: its address below the root of the site.
        town: the municipality that it is about.
        title: what it is called, also in the mail that says what is wrong.
        description: what it is, for lists of pages.
        context: what else the template shows.
    """
    site = frame.site
    return frame.render(
        template,
        address,
        title=title,
        description=description,
        url=site.settings.url + address,
        town=town,
        mail=frame.mail(address, title),
        today=site.words.day(site.today),
        **context,
    )
