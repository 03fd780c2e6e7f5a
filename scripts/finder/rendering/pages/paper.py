"""The card to print: for who wants to correct or add something, and writes on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.rendering.pages.frame import Frame, Page
    from finder.words.saying import Words

ADDRESS = "meedoen/kaartje/"


def pages(frame: Frame) -> Iterator[Page]:
    """The card to print, for whoever writes on paper."""
    yield frame.finished(ADDRESS, "paper", card_body(frame))


def card_body(frame: Frame) -> str:
    """The finished HTML of the card."""
    words, email = frame.words, frame.site.settings.contact_email
    return frame.environment.get_template("card.html").render(
        up="../" * ADDRESS.count("/"),
        ticks=words.names_in("paper.ticks"),
        asks=words.names_in("paper.asks"),
        email=email,
        mail=new_mail(words, email) if email else "",
    )


def new_mail(words: Words, email: str) -> str:
    """A ``mailto:`` link with a line for each question, as the intake reads them."""
    lines = "".join(f"{ask}:\n" for ask in words.names_in("paper.asks"))
    subject, body = words.say("paper.subject"), words.say("paper.greeting") + lines
    return f"mailto:{email}?subject={quote(subject)}&body={quote(body)}"
