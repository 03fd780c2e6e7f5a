"""From the bytes of a mail, saved or copied, to its text, its subject and its day.

Who sent it is only told so that the lines with the name can be left out.
"""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from dataclasses import dataclass
from email.message import EmailMessage
from typing import TYPE_CHECKING

import lxml.html
from finder.errors import FinderError
from finder.text import lenient
from lxml.etree import LxmlError

if TYPE_CHECKING:
    import datetime as dt

_BLOCKS = ("br", "p", "div", "li", "tr", "h1", "h2", "h3", "blockquote", "table")
_UNSEEN = ("head", "script", "style", "title")
_OUTLOOK = b"\xd0\xcf\x11\xe0"
# What Python's own reader raises for heads and parts that no program wrote: brackets in brackets,
# or parts in parts, a thousand deep, and whatever else a stranger makes.
_BROKEN = (
    LookupError, ValueError, TypeError, AttributeError, RecursionError, OverflowError,
    AssertionError, email.errors.MessageError,
)  # fmt: skip
# The parts of a head that we read, and in characters the longest that a program wrote.
_READ = frozenset({"from", "subject", "date", "content-type", "content-disposition",
                   "content-transfer-encoding"})  # fmt: skip
LONGEST_HEADER = 2_000
# The least letters of a name that is looked for in other lines.
_FEWEST_LETTERS = 5


class MailError(FinderError):
    """The bytes are of a kind that we do not read; the message says so in Dutch."""


@dataclass(frozen=True)
class Mail:
    """What a mail says.

    Attributes:
        text: its words, without attachments.
        subject: empty when it is no saved mail.
        day: the day on which it was sent; None when it does not say.
        sender: the name and the address of who sent it, as far as they are told.
    """

    text: str
    subject: str = ""
    day: dt.date | None = None
    sender: tuple[str, ...] = ()


def mail_of(raw: bytes) -> Mail:
    """The mail in a file: a saved one (``.eml``), or a text that somebody copied.

    A mail that nobody can take apart is read as it stands.

    Raises:
        MailError: it is the kind of file that only Outlook reads.
    """
    if raw.startswith(_OUTLOOK):
        raise MailError(
            "Dit is een bestand van Outlook (.msg). Bewaar de mail als tekst (.txt),"
            " of kopieer de tekst in een bestand."
        )
    try:
        message = email.message_from_bytes(raw, EmailMessage, policy=email.policy.default)
        if not _is_overlong(message) and message["from"] and message["subject"]:
            return Mail(_body(message), str(message["subject"]), _day(message), _sender(message))
    except _BROKEN:
        pass
    return Mail(lenient(raw))


def _is_overlong(message: EmailMessage) -> bool:
    """Whether a line that we read of a mail is longer than anybody writes one.

    The standard library takes an address of 40,000 signs apart in seconds.
    """
    return any(
        len(str(value)) > LONGEST_HEADER
        for part in message.walk()
        for name, value in part.raw_items()
        if name.lower() in _READ
    )


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        raise LookupError
    text = str(part.get_content())
    return _plain(text) if part.get_content_type() == "text/html" else text


def _plain(markup: str) -> str:
    """The words of an HTML page, with a line for each block."""
    try:
        # Without a declaration of its coding, which lxml refuses in a text.
        tree = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*>", "", markup))
    except (LxmlError, ValueError):
        return ""
    for element in list(tree.iter(*_UNSEEN)):
        element.drop_tree()
    # Line breaks in the markup mean nothing; those between blocks do.
    for element in tree.iter():
        element.text = _one_line(element.text)
        element.tail = _one_line(element.tail)
    for element in tree.iter(*_BLOCKS):
        element.text = f"\n{element.text or ''}"
        element.tail = f"\n{element.tail or ''}"
    return "\n".join(line.strip() for line in str(tree.text_content()).split("\n"))


def _one_line(text: str | None) -> str | None:
    return re.sub(r"[ \t\r\n]+", " ", text) if text else text


def _day(message: EmailMessage) -> dt.date | None:
    try:
        return email.utils.parsedate_to_datetime(str(message["date"])).date()
    except (ValueError, OverflowError):
        return None


def _sender(message: EmailMessage) -> tuple[str, ...]:
    name, address = email.utils.parseaddr(str(message["from"]))
    return tuple(text for text in (name, address) if len(text) >= _FEWEST_LETTERS)
