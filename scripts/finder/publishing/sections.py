"""The parts of the pages that explain things, each with its words, for the search.

A visitor who looks for "leefloon" wants the five lines about it, and not the top of a long page.
The parts are read from the finished pages, which have the anchors.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import lxml.html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SECTIONS = "assets/sections.json"
# Shorter words tell nothing.
FEWEST = 3
# Letters of Cyrillic and Arabic, and the marks above and below letters, which people leave out.
_OTHER = "\u0400-\u052f\u0620-\u063f\u0641-\u064a\u0671-\u06d3"
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0487\u0640\u064b-\u065f\u0670]")
_WORD = re.compile(f"[a-z0-9{_OTHER}]+")
# "The" in Arabic is written to its word.
_ARTICLE = re.compile("^\u0627\u0644(?=[\u0620-\u06d3]{3})")
_NO_LETTER = re.compile(f"[^\x00-\x7f{_OTHER}]")
# The pages about the kinds are found by the words of the kinds; overviews and lists of sources only
# lead to other parts.
_LEFT_OUT = re.compile(r"soorten/|rechten/(bronnen/)?$")
_PARSER = lxml.html.HTMLParser(encoding="utf-8")


class Section(NamedTuple):
    """A part of a page: its title, the title of its page, its address, and what it says."""

    title: str
    page: str
    address: str
    text: str


def add_sections(site: Path, addresses: Iterable[str], *, overviews: bool = False) -> None:
    """Write the parts of these pages of a finished site into a file that the search loads.

    Args:
        site: the finished site.
        addresses: of the pages that explain things.
        overviews: whether pages that only lead to others in Dutch say it themselves here.
    """
    pages = sorted(one for one in addresses if overviews or not _LEFT_OUT.match(one))
    found = [
        [part.title, part.page, part.address, " ".join(words(part.text))]
        for address in pages
        for part in sections((site / address / "index.html").read_bytes(), address)
    ]
    content = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    (site / SECTIONS).write_text(content, encoding="utf-8")


def sections(page: bytes, address: str) -> Iterator[Section]:
    """The parts of a page, from each heading with an anchor to the next; the first is its top."""
    (main,) = lxml.html.document_fromstring(page, parser=_PARSER).xpath("//main")
    parts: list[Section] = []
    for element in main:
        anchor = f"#{element.get('id')}" if parts and element.get("id") else ""
        if element.tag == "h1" or (element.tag in {"h2", "h3"} and anchor):
            title = " ".join(element.text_content().split())
            top = parts[0].title if parts else title
            parts.append(Section(title, top, address + anchor, ""))
        elif parts and isinstance(element.tag, str):
            parts[-1] = parts[-1]._replace(text=f"{parts[-1].text} {element.text_content()}")
    return iter(parts)


def words(text: str) -> list[str]:
    """The words of a text without capitals and accents, each once, in order.

    In plain ASCII, Cyrillic or Arabic; as ``tokens`` in places.js.
    """
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", re.sub("['’]", "", text)))
    found = _WORD.findall(_NO_LETTER.sub("", bare.replace("\u0131", "i")).lower())
    found = [_ARTICLE.sub("", word) for word in found]
    return sorted({word for word in found if len(word) >= FEWEST})
