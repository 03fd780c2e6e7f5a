"""Web addresses as they are written in a file: the host can exist, and is what it looks like."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_TOP = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{2,59}")
# Names inside one office or house, which nobody else can reach (RFC 6761, 6762, 7686 and 8375).
_NOWHERE = frozenset(
    ("local", "localhost", "localdomain", "invalid", "internal", "intranet", "lan", "home", "corp",
     "private", "arpa", "onion")
)  # fmt: skip
_LONGEST_HOST = 253
_REFUSED = re.compile(r"[\s<>\"'`{}|\\^]")


def is_web_address(text: str) -> bool:
    """Whether it begins with http:// or https:// and names a host that can exist."""
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    return (
        text[:8].lower().startswith(("http://", "https://"))
        and is_host(host)
        and not _REFUSED.search(text)
        and not parts.username
        and not parts.password
    )


def lower_scheme(text: str) -> str:
    """An address with its beginning in small letters: ``Https://`` is read by few programs."""
    scheme, sign, rest = text.partition("://")
    return f"{scheme.lower()}{sign}{rest}"


def is_host(host: str) -> bool:
    """Whether it is the name of a host in Latin letters: no number, no star, no look-alike.

    Accents may stand in it. A letter of another script that only looks Latin may not, nor one that
    hides behind ``xn--``.
    """
    labels = host.lower().removesuffix(".").split(".")
    return (
        len(host) <= _LONGEST_HOST
        and len(labels) > 1
        and _TOP.fullmatch(labels[-1]) is not None
        and labels[-1] not in _NOWHERE
        and all(_is_label(label) for label in labels)
    )


def _is_label(label: str) -> bool:
    if label.startswith("xn--"):
        label = _decoded(label)
    return _LABEL.fullmatch(_without_accents(label)) is not None


def _decoded(label: str) -> str:
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return ""


def _without_accents(label: str) -> str:
    parts = unicodedata.normalize("NFD", label)
    return "".join(part for part in parts if not unicodedata.combining(part))
