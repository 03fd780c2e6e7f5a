"""The card to print: for who wants to correct or add something, and writes on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from finder.rendering.pages.pages import Pages
    from finder.words.saying import Words

ADDRESS = "meedoen/kaartje/"


def card_body(pages: Pages) -> str:
    """The finished HTML of the card."""
    words, email = pages.words, pages.site.settings.contact_email
    return pages.environment.get_template("card.html").render(
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
