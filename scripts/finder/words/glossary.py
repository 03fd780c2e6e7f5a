"""The words of this field, explained; the first use of one on a page links to its explanation."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from finder.files.reading import read_file
from finder.settings import DATA
from markupsafe import Markup, escape
from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ADDRESS = "woordenboek/"
# What is no plain text in Markdown: links, tags, code, addresses.
_MARKUP = re.compile(r"(\[[^\]]*\]\([^)]*\)|<[^>]+>|`[^`]*`|https?://\S+)")


class Term(BaseModel):
    """A word, its other forms, and two plain sentences that explain it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    word: str
    forms: tuple[str, ...] = ()
    text: str = Field(max_length=300)


@dataclass(frozen=True)
class Glossary:
    """All words, by the key that is their anchor on the page."""

    terms: dict[str, Term]

    @classmethod
    def load(cls, path: Path = DATA / "glossary.yml") -> Glossary:
        """The words that come with the library.

        Raises:
            ValueError: the file cannot be read or has another shape.
        """
        document, findings = read_file(path, path.name)
        if document is None or findings:
            raise ValueError("; ".join(finding.message for finding in findings))
        return cls(_File.model_validate(document.data).terms)

    @cached_property
    def _keys(self) -> dict[str, str]:
        return {
            form.casefold(): key
            for key, term in self.terms.items()
            for form in (term.word, *term.forms)
        }

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Any form of any word, as a whole word, the longest first."""
        forms = sorted(self._keys, key=len, reverse=True)
        return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, forms))})(?![\w-])", re.IGNORECASE)

    @cached_property
    def _split(self) -> Callable[[str], tuple[str, ...]]:
        """Cuts a text at the words; the same summary stands on many pages."""
        return functools.cache(lambda text: tuple(self._pattern.split(text)))

    def linker(self, up: str) -> Callable[[str], Markup]:
        """A filter for one page that links each word at its first use.

        Args:
            up: the relative way from the page to the root of the site.
        """
        seen: set[str] = set()

        def link(text: str) -> Markup:
            parts = self._split(text) if self.terms else (text,)
            if len(parts) == 1:
                return escape(text)
            linked = (
                self._linked(part, up, seen) if index % 2 else escape(part)
                for index, part in enumerate(parts)
            )
            return Markup("".join(linked))  # noqa: S704 (each is escaped by now)

        return link

    def link_markdown(self, page: str, up: str) -> str:
        """A hand-written Markdown page in which each word links at its first use.

        Headings, front matter, links, lines of HTML and addresses stay as they are: Markdown reads
        nothing inside HTML. A link to a word that somebody wrote by hand counts as its first use.

        Args:
            page: the text of the page, front matter included.
            up: the relative way from the file to the folder of all pages.
        """
        _, mark, text = page.removeprefix("---\n").partition("\n---\n")
        if not page.startswith("---\n") or not mark or not self.terms:
            return page
        seen: set[str] = set()
        lines = (
            line if line.startswith(("#", "<")) else self._line(line, up, seen)
            for line in text.split("\n")
        )
        return page[: len(page) - len(text)] + "\n".join(lines)

    def _line(self, line: str, up: str, seen: set[str]) -> str:
        parts = _MARKUP.split(line)
        for index, part in enumerate(parts):
            if index % 2:
                seen.update(re.findall(rf"{ADDRESS}index\.md#([a-z0-9-]+)", part))
            else:
                parts[index] = self._plain(part, up, seen)
        return "".join(parts)

    def _plain(self, text: str, up: str, seen: set[str]) -> str:
        parts = list(self._split(text))
        for index in range(1, len(parts), 2):
            key = self._keys[parts[index].casefold()]
            if key not in seen:
                seen.add(key)
                parts[index] = f"[{parts[index]}]({up}{ADDRESS}index.md#{key})"
        return "".join(parts)

    def _linked(self, word: str, up: str, seen: set[str]) -> Markup:
        key = self._keys[word.casefold()]
        if key in seen:
            return escape(word)
        seen.add(key)
        return Markup('<a href="{}{}#{}">{}</a>').format(up, ADDRESS, key, word)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    terms: dict[str, Term]
