"""The rules of plain Dutch as data, and what finds their words quickly.

``data/plain-language.yml`` holds every rule with its examples. The same rules feed the check
(``language``, ``texts``) and the page that explains them to contributors.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

from finder.errors import FinderError
from finder.files.reading import read_file
from finder.findings import Severity
from finder.language.sentences import Sentence, split
from finder.settings import DATA
from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from finder.files.reading import Document

RULES_FILE = DATA / "plain-language.yml"
# The words that the dictionary of the site explains may be used everywhere.
EXPLAINED_FILE = DATA / "glossary.yml"
Kind: TypeAlias = Literal["summary", "sentence", "page"]
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
CAPITALS = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-Þ]{2,}(?!\w)")
_ROMAN = ("II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII")


class RulesError(FinderError):
    """The file of rules cannot be read; without it no text can be checked."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(_Part):
    """A text that breaks a rule, and the same in plain Dutch."""

    niet: str
    wel: str


class Rule(_Part):
    """One rule, for the check (message, hint) and for the page that explains it.

    ``kind`` is the kind of text that the rule and its examples are about.
    """

    section: str
    severity: Severity
    title: str
    message: str
    hint: str
    explanation: str
    kind: Kind = "sentence"
    examples: tuple[Example, ...] = Field(min_length=1)


class Limits(_Part):
    """The numbers: words, sentences and letters."""

    words_in_sentence: int
    mean_words: int
    sentences_in_summary: int
    long_word: int
    very_long_word: int


class Entry(_Part):
    """A word to avoid, its other forms (``kwetsba*``, ``*traject*``, ``dient te``), what to say."""

    word: str
    say: str
    forms: tuple[str, ...] = ()


class Book(_Part):
    """All that ``plain-language.yml`` says."""

    limits: Limits
    sections: dict[str, str]
    rules: dict[str, Rule]
    avoid: tuple[Entry, ...]
    easier: tuple[Entry, ...]
    shortened: dict[str, str]
    only_with_dot: frozenset[str]
    may_end: frozenset[str]
    abbreviations: dict[str, str]
    names: dict[str, str]
    long_words: frozenset[str]
    no_participle: frozenset[str]
    strong_participles: tuple[str, ...]
    plain_nouns: frozenset[str]
    plain_abstracts: frozenset[str]
    signs: dict[str, str]
    editorial: frozenset[str]
    folded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a text; ``offset`` is the place of it, counted in characters from 0."""

    rule: str
    message: str
    hint: str
    severity: Severity
    offset: int = 0


class Words(Protocol):
    """A text as a lexicon looks at it.

    Attributes:
        lower: the text in small letters.
        unique: each of its words once.
        long: those that may be made of several words.
    """

    lower: str
    unique: set[str]
    long: list[str]

    def place(self, word: str) -> int:
        """Where a word stands."""


class Found(NamedTuple):
    """A word to avoid as it stands in a text, and where."""

    offset: int
    word: str
    entry: Entry


class Lexicon:
    """Finds words to avoid quickly: whole words, beginnings, parts of long words, and phrases."""

    HEAD = 4
    LONG = 10

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._words: dict[str, Entry] = {}
        self._heads: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
        self._inside: list[tuple[str, Entry]] = []
        self._phrases: dict[str, list[tuple[re.Pattern[str], Entry]]] = defaultdict(list)
        for entry in entries:
            for form in (entry.word, *entry.forms):
                self._add(form, entry)
        self._singles = frozenset(self._words)
        self._firsts = frozenset(self._phrases)

    def _add(self, form: str, entry: Entry) -> None:
        if form.startswith("*"):
            self._inside.append((form.strip("*"), entry))
        elif form.endswith("*"):
            self._heads[form[: self.HEAD]].append((form[:-1], entry))
        elif WORD.fullmatch(form):
            self._words[form] = entry
        else:
            first = WORD.findall(form)[0]
            pattern = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)")
            self._phrases[first].append((pattern, entry))

    def find(self, view: Words) -> list[Found]:
        """Each word to avoid in a text, once, in order."""
        found = {
            hit.offset: hit
            for look in (self._whole, self._beginning, self._inside_long, self._phrase)
            for hit in look(view)
        }
        return [found[offset] for offset in sorted(found)]

    def _whole(self, view: Words) -> Iterator[Found]:
        for word in view.unique & self._singles:
            yield Found(view.place(word), word, self._words[word])

    def _beginning(self, view: Words) -> Iterator[Found]:
        for word in view.unique:
            for start, entry in self._heads.get(word[: self.HEAD], ()):
                if word.startswith(start):
                    yield Found(view.place(word), word, entry)

    def _inside_long(self, view: Words) -> Iterator[Found]:
        for word in view.long:
            for part, entry in self._inside:
                if part in word:
                    yield Found(view.place(word), word, entry)

    def _phrase(self, view: Words) -> Iterator[Found]:
        for first in view.unique & self._firsts:
            for pattern, entry in self._phrases[first]:
                if match := pattern.search(view.lower):
                    yield Found(match.start(), match[0], entry)


@dataclass(frozen=True)
class Rules:
    """The rules, ready for use: read once, then used for every text."""

    book: Book
    avoid: Lexicon = field(repr=False)
    easier: Lexicon = field(repr=False)
    shortened: frozenset[str]
    capitals: frozenset[str]
    long_words: frozenset[str]
    explained: re.Pattern[str]
    with_hyphen: re.Pattern[str]
    participle: re.Pattern[str]
    signs: re.Pattern[str]
    sign_characters: frozenset[str]

    def problem(self, rule: str, offset: int, **parts: object) -> Problem:
        """A problem in the words of the file."""
        about = self.book.rules[rule]
        return Problem(
            rule, about.message.format(**parts), about.hint.format(**parts), about.severity, offset
        )

    def split(self, text: str) -> list[Sentence]:
        """The sentences of a text, with the abbreviations of the file."""
        return split(text, self.book.shortened, self.book.may_end)


def load_rules(path: Path = RULES_FILE, explained: Path = EXPLAINED_FILE) -> Rules:
    """Read the rules, and the words that are explained elsewhere.

    Raises:
        RulesError: a file is missing or is no YAML.
        pydantic.ValidationError: something in the rules has not the right form.
    """
    book = Book.model_validate(_read(path).data)
    terms = list(_terms(_read(explained)))
    capitals = {found for term in terms for found in CAPITALS.findall(term)}
    return Rules(
        book,
        Lexicon(book.avoid),
        Lexicon(book.easier),
        frozenset(book.shortened) - book.only_with_dot,
        frozenset({*book.abbreviations, *book.names, *_ROMAN, *capitals}),
        book.long_words | {word for term in terms for word in WORD.findall(term.lower())},
        _any_of(term.lower() for term in terms),
        _any_of(word for word in book.shortened if "-" in word),
        re.compile(rf"\b{_PREFIX}(?:{'|'.join(book.strong_participles)}|{_WEAK})\b"),
        re.compile(_signs(book.signs)),
        frozenset("".join(book.signs)) - {"."},
    )


# A verb that was done to somebody: uitgenodigd, betaald.
_PREFIX = (
    "(?:aan|af|bij|binnen|deel|door|in|klaar|langs|los|mee|na|om|onder|op|open|over|plaats|rond"
    "|samen|schoon|tegen|terug|thuis|toe|uit|vast|voor|vrij|weg)?"
)
_WEAK = r"ge[a-zëïéè]{2,}[dt]|(?:be|ver|ont|her)[a-zëïéè]{2,}[dt]"


def _read(path: Path) -> Document:
    document, findings = read_file(path, path.name)
    if document is None or findings:
        raise RulesError("; ".join(finding.message for finding in findings))
    return document


def _terms(document: Document) -> Iterator[str]:
    """Each explained word, and its other forms."""
    terms = document.get("terms")
    for key in terms if isinstance(terms, dict) else ():
        yield document.text(f"terms.{key}.word") or key
        yield from (form for _, form in document.texts(f"terms.{key}.forms"))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of these as a whole word, the longest first; nothing when there are none."""
    longest_first = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)" if longest_first else r"(?!)")


def _signs(signs: Iterable[str]) -> str:
    """A pattern of signs, the longest first; the slash counts only between letters."""
    ordered = sorted(signs, key=len, reverse=True)
    return "|".join(r"(?<=[^\W\d])/(?=[^\W\d])" if s == "/" else re.escape(s) for s in ordered)
