"""The words of this field, explained; the first use of one on a page links to its explanation."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup, escape
from pydantic import BaseModel, ConfigDict, Field

from finder.places import DATA
from finder.reading import read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ADDRESS = "woordenboek/"


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
            return Markup().join(
                self._linked(part, up, seen) if index % 2 else escape(part)
                for index, part in enumerate(parts)
            )

        return link

    def _linked(self, word: str, up: str, seen: set[str]) -> Markup:
        key = self._keys[word.casefold()]
        if key in seen:
            return escape(word)
        seen.add(key)
        return Markup('<a href="{}{}#{}">{}</a>').format(up, ADDRESS, key, word)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    terms: dict[str, Term]
