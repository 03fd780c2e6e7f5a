"""Text that says of itself how it must stand in a page: a name, or Dutch on a page in French.

Such a text is still plain text for whoever writes a title, a mail or a data file. In a template it
becomes an element with the marks that browsers and screen readers need: names are not translated,
Dutch is spoken as Dutch, and both keep their own direction on a page that runs from right to left.
On a Dutch page nothing is marked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# A number in parts, such as "09 266 99 11", "13:30-16:30" or "+32 9 1": alone it cannot be turned.
_NUMBER = re.compile(r"( ?)(?<![\d+])(\+?\d[\d+]*+(?:[ ./:–-]{1,2}\d+)+)")
_BETWEEN_TAGS = re.compile(r"(<bdi\b.*?</bdi>|<[^>]*>)", re.DOTALL)


class Marked(str):
    """A text with marks: plain as text, an element in a template."""

    __slots__ = ("html",)

    html: Markup

    def __new__(cls, text: str, html: Markup | None = None) -> Self:
        """A text, with the HTML that it becomes; a kind of text makes its own."""
        made = super().__new__(cls, text)
        made.html = cls.marks(escape(str(text))) if html is None else html
        return made

    @classmethod
    def marks(cls, html: Markup) -> Markup:
        """The HTML of a text of this kind."""
        return html

    def __html__(self) -> Markup:
        return self.html


class Name(Marked):
    """A name, a street or a Dutch term, which nobody should translate."""

    __slots__ = ()

    @classmethod
    def marks(cls, html: Markup) -> Markup:
        """A name with its own direction."""
        return Markup("<bdi translate=no>{}</bdi>").format(html)


class Dutch(Marked):
    """A text in Dutch on a page in another language."""

    __slots__ = ()

    @classmethod
    def marks(cls, html: Markup) -> Markup:
        """A text that is spoken as Dutch, from left to right."""
        return in_dutch(html)


def in_dutch(html: Markup) -> Markup:
    """HTML of a Dutch text, marked as Dutch, from left to right."""
    return Markup("<span lang=nl dir=ltr>{}</span>").format(html)


def filled(sentence: str, parts: Mapping[str, object]) -> str:
    """A sentence with its ``{parts}`` filled in, which keep their marks; Dutch stays Dutch."""
    if not parts:
        return sentence
    text = sentence.format(**{name: _plain(part) for name, part in parts.items()})
    if isinstance(sentence, Dutch):
        return Dutch(text)
    if any(isinstance(part, Marked) for part in parts.values()):
        return Marked(text, escape(str(sentence)).format(**parts))
    return text


def joined(between: str, parts: Iterable[str]) -> str:
    """Texts in a row, which keep their marks."""
    found = list(parts)
    if any(isinstance(part, Marked) for part in found):
        html = escape(between).join(escape(part) for part in found)
        return Marked(between.join(map(str, found)), html)
    return between.join(found)


def isolated(html: str) -> str:
    """A page that runs from right to left, with each number in parts from left to right.

    Without it a browser shows "09 266 99 11" as "11 99 266 09". Attributes stay as they are.
    """
    parts = _BETWEEN_TAGS.split(html)
    for index in range(0, len(parts), 2):
        parts[index] = _NUMBER.sub(_from_left, parts[index])
    return "".join(parts)


def _from_left(number: re.Match[str]) -> str:
    """A number from left to right; the space before it stays, also inside a button."""
    return f"{'&nbsp;' if number[1] else ''}<bdi dir=ltr>{number[2]}</bdi>"


def _plain(part: object) -> object:
    return str(part) if isinstance(part, Marked) else part
