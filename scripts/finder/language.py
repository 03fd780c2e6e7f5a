"""Plain Dutch, checked: short sentences, ordinary words, one form for hours and prices.

The rules, with their examples, are data: ``data/plain-language.yml``. Each check here is a small
function from a text to its problems; none of them reads a file, prints or judges a name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from finder.findings import Finding, Severity
from finder.reading import read_file
from finder.sentences import Sentence, split

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from finder.reading import Document

DATA = Path(__file__).parent / "data"
RULES_FILE = DATA / "plain-language.yml"
# The words that the dictionary of the site explains may be used everywhere.
EXPLAINED_FILE = DATA / "glossary.yml"
FIELDS = (
    "summary",
    "first_visit",
    "welcome.note",
    "cost.note",
    "hours_note",
    "status.message",
    "to_check",
)
NAME_FIELDS = ("name", "organisation", "address.place", "address.street")
Kind: TypeAlias = Literal["summary", "sentence", "page"]

_CAPITALS = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-Þ]{2,}(?!\w)")
_ROMAN = ("II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII")

# --- the rules as data -------------------------------------------------------------------------


class RulesError(ValueError):
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


class Lexicon:
    """Finds words to avoid quickly: whole words, beginnings, parts of long words, and phrases."""

    HEAD = 4
    LONG = 12

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._words: dict[str, Entry] = {}
        self._heads: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
        self._inside: list[tuple[str, Entry]] = []
        self._phrases: dict[str, list[tuple[re.Pattern[str], Entry]]] = defaultdict(list)
        for entry in entries:
            for form in entry.forms or (entry.word,):
                self._add(form, entry)

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

    def find(self, view: View) -> Iterator[tuple[int, str, Entry]]:
        """Where a word to avoid stands, the word as it stands there, and its entry; each once."""
        for word in view.unique & self._words.keys():
            yield view.place(word), word, self._words[word]
        for head in view.heads & self._heads.keys():
            yield from self._with_head(view, head)
        for word in view.long:
            for part, entry in self._inside:
                if part in word:
                    yield view.place(word), word, entry
        for first in view.unique & self._phrases.keys():
            for pattern, entry in self._phrases[first]:
                if found := pattern.search(view.lower):
                    yield found.start(), found[0], entry

    def _with_head(self, view: View, head: str) -> Iterator[tuple[int, str, Entry]]:
        for start, entry in self._heads[head]:
            word = next((word for word in view.words if word.startswith(start)), None)
            if word is not None:
                yield view.place(word), word, entry


@dataclass(frozen=True)
class Rules:
    """The rules, ready for use: read once, then used for every text."""

    book: Book
    avoid: Lexicon = field(repr=False)
    easier: Lexicon = field(repr=False)
    shortened: frozenset[str]
    capitals: frozenset[str]
    explained: re.Pattern[str]
    with_hyphen: re.Pattern[str]
    participle: re.Pattern[str]
    signs: re.Pattern[str]

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
    capitals = {found for term in terms for found in _CAPITALS.findall(term)}
    return Rules(
        book,
        Lexicon(book.avoid),
        Lexicon(book.easier),
        frozenset(book.shortened) - book.only_with_dot,
        frozenset({*book.abbreviations, *book.names, *_ROMAN, *capitals}),
        _any_of(term.lower() for term in terms),
        _any_of(word for word in book.shortened if "-" in word),
        re.compile(rf"\b{_PREFIX}(?:{'|'.join(book.strong_participles)}|{_WEAK})\b"),
        re.compile(_signs(book.signs)),
    )


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
    """Any of these as a whole word, the longest first."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _signs(signs: Iterable[str]) -> str:
    """A pattern of signs, the longest first; the slash counts only between letters."""
    ordered = sorted(signs, key=len, reverse=True)
    return "|".join(r"(?<=[^\W\d])/(?=[^\W\d])" if s == "/" else re.escape(s) for s in ordered)


# --- a text, looked at once --------------------------------------------------------------------

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# What a name becomes: a letter that no word has, as often, so that places in the text stay.
MASK = "ʘ"
_DOT_INSIDE = re.compile(r"\.[a-z]")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S*[^\s.,;:?!)\]\"”’]"
    r"|[\w.+-]*@?[\w-]+(?:\.[\w-]+)*\.(?:be|brussels|com|eu|fr|gent|info|net|nl|nu|org|vlaanderen)\b"
    r"(?:/\S*[^\s.,;:?!)\]\"”’])?"
)


class View:
    """One text with what the checks ask of it: its words, sentences and names."""

    def __init__(self, text: str, rules: Rules, kind: Kind, names: Sequence[str]) -> None:
        self.original = text
        self.text = _masked(text, names)
        self.kind = kind
        self.names = names
        self.lower = self.text.lower()
        self.words: list[str] = WORD.findall(self.lower)
        self.unique = set(self.words)
        self.heads = {word[: Lexicon.HEAD] for word in self.unique}
        self.long = [word for word in self.unique if len(word) >= Lexicon.LONG]
        self.sentences = rules.split(self.text)

    def quote(self, sentence: Sentence, letters: int = 60) -> str:
        """The beginning of a sentence as its writer knows it."""
        text = self.original[sentence.start : sentence.start + len(sentence.text)]
        return text if len(text) <= letters else f"{text[:letters].rstrip()}..."

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of which the names consist."""
        return frozenset(word for name in self.names for word in WORD.findall(name))

    @cached_property
    def _starts(self) -> frozenset[int]:
        starts = (re.search(r"\w", sentence.text) for sentence in self.sentences)
        return frozenset(
            sentence.start + start.start()
            for sentence, start in zip(self.sentences, starts, strict=True)
            if start
        )

    def place(self, word: str) -> int:
        """Where a word in small letters stands."""
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", self.lower)
        return found.start() if found else 0

    def is_name(self, offset: int) -> bool:
        """Whether the word there is a name: a capital, and not because a sentence begins."""
        word = WORD.match(self.text, offset)
        if word is None or not word[0][:1].isupper():
            return False
        return offset not in self._starts or word[0] in self.name_words


def _is_allowed(view: View, rules: Rules, offset: int) -> bool:
    """Whether the word there is a name, or part of a term that the dictionary explains."""
    return view.is_name(offset) or any(
        term.start() <= offset < term.end() for term in rules.explained.finditer(view.lower)
    )


def _masked(text: str, names: Sequence[str]) -> str:
    """The text with each name and web address as one word of the same length."""
    for name in names:
        if name in text:
            text = text.replace(name, MASK * len(name))
    if "@" in text or "//" in text or _DOT_INSIDE.search(text):
        text = _ADDRESS.sub(lambda found: MASK * len(found[0]), text)
    return text


# --- sentences ---------------------------------------------------------------------------------

Check: TypeAlias = "Callable[[View, Rules], Iterator[Problem]]"


def sentence_lengths(view: View, rules: Rules) -> Iterator[Problem]:
    """No sentence is too long, and the mean of two or more neither."""
    limits = rules.book.limits
    counts = [sentence.words for sentence in view.sentences]
    for sentence, count in zip(view.sentences, counts, strict=True):
        if count > limits.words_in_sentence:
            yield rules.problem(
                "language-sentence-long",
                sentence.start,
                count=count,
                limit=limits.words_in_sentence,
                found=view.quote(sentence),
            )
    if view.kind != "page":
        yield from mean_length(counts, rules)


def mean_length(counts: Sequence[int], rules: Rules) -> Iterator[Problem]:
    """The mean number of words of at least two sentences is low."""
    limit = rules.book.limits.mean_words
    if len(counts) > 1 and sum(counts) > limit * len(counts):
        mean = f"{sum(counts) / len(counts):.1f}".replace(".", ",")
        yield rules.problem("language-sentence-mean", 0, count=mean, limit=limit)


def summary_length(view: View, rules: Rules) -> Iterator[Problem]:
    """A summary has few sentences."""
    limit = rules.book.limits.sentences_in_summary
    if view.kind == "summary" and len(view.sentences) > limit:
        yield rules.problem(
            "language-summary-long",
            view.sentences[limit].start,
            count=len(view.sentences),
            limit=limit,
        )


_ENDED = re.compile(r"[.?!][\"'”’»)\]]*\s*\Z")


def ends(view: View, rules: Rules) -> Iterator[Problem]:
    """A text is a whole sentence; a title or a list on a page need not be."""
    if view.kind != "page" and view.words and not _ENDED.search(view.text):
        yield rules.problem("language-end", len(view.text))


_BECOME = frozenset({"word", "wordt", "worden", "werd", "werden"})
_BECOMES = re.compile(r"\b(?:wordt?|worden|werd(?:en)?)\b")
_PREFIX = (
    "(?:aan|af|bij|binnen|deel|door|in|klaar|langs|los|mee|na|om|onder|op|open|over|plaats|rond"
    "|samen|schoon|tegen|terug|thuis|toe|uit|vast|voor|vrij|weg)?"
)
_WEAK = r"ge[a-zëïéè]{2,}[dt]|(?:be|ver|ont|her)[a-zëïéè]{2,}[dt]"
_CLAUSE = re.compile(r"[,:;()]")


def passive(view: View, rules: Rules) -> Iterator[Problem]:
    """Nobody is helped: somebody helps. Seen as "wordt" with a participle in the same clause."""
    if not view.unique & _BECOME:
        return
    for sentence in view.sentences:
        for clause in _CLAUSE.split(sentence.text.lower()):
            become = _BECOMES.search(clause)
            done = become and _participle(clause, rules)
            if become and done:
                yield rules.problem(
                    "language-passive", sentence.start, found=f"{become[0]} ... {done}"
                )


def _participle(clause: str, rules: Rules) -> str:
    plain = rules.book.no_participle
    found = (match[0] for match in rules.participle.finditer(clause))
    return next((w for w in found if w not in plain and not w.endswith("heid")), "")


_VERB_AS_NOUN = re.compile(r"\bhet (\w{3,}en) van\b")
_ABSTRACT = re.compile(r"\b\w{3,}(?:atie|iteit|ering|heid|ment|isatie)(?:s|en)?\b")
_MANY_ABSTRACTS = 3


def noun_style(view: View, rules: Rules) -> Iterator[Problem]:
    """Verbs and no nouns made of them: "het aanbieden van", or three heavy words in a sentence."""
    for match in _VERB_AS_NOUN.finditer(view.lower):
        if match[1] not in rules.book.plain_nouns:
            yield rules.problem("language-noun-style", match.start(), found=match[0])
    for sentence in view.sentences:
        heavy = _heavy(sentence.text.lower(), rules)
        if len(heavy) >= _MANY_ABSTRACTS:
            yield rules.problem("language-noun-style", sentence.start, found=", ".join(heavy))


def _heavy(text: str, rules: Rules) -> list[str]:
    found = (match[0] for match in _ABSTRACT.finditer(text))
    return [word for word in found if word not in rules.book.plain_abstracts]


# --- words -------------------------------------------------------------------------------------

_POLITE = frozenset({"u", "uw", "uwe", "uzelf"})
_POLITELY = re.compile(r"(?<![\w'’-])(?<!\d )(?:u|uwe?|uzelf)(?![\w'’-])")


def you(view: View, rules: Rules) -> Iterator[Problem]:
    """The reader is "je"."""
    if view.unique & _POLITE and (found := _POLITELY.search(view.lower)):
        yield rules.problem("language-you", found.start(), found=found[0])


def jargon(view: View, rules: Rules) -> Iterator[Problem]:
    """No words of offices."""
    for offset, word, entry in rules.avoid.find(view):
        if not _is_allowed(view, rules, offset):
            yield rules.problem("language-word", offset, found=word, say=entry.say)


def easier(view: View, rules: Rules) -> Iterator[Problem]:
    """Where more people know another word, that word."""
    for offset, word, entry in rules.easier.find(view):
        if not _is_allowed(view, rules, offset):
            yield rules.problem("language-easier", offset, found=word, say=entry.say)




def abbreviations(view: View, rules: Rules) -> Iterator[Problem]:
    """Only abbreviations that are explained."""
    for match in _CAPITALS.finditer(view.text):
        if match[0] not in rules.capitals and match[0] not in view.name_words:
            yield rules.problem("language-abbreviation", match.start(), found=match[0])


_DOTTED = re.compile(r"(?<![\w.])[a-z](?:\.[a-z])+\b")
_WITH_DOT = re.compile(r"(?<![\w.])([A-Za-z]{2,6})\.(?= +[a-z0-9])")


def shortened(view: View, rules: Rules) -> Iterator[Problem]:
    """Words are written in full."""
    for offset, found in _shortened(view, rules):
        say = rules.book.shortened.get(found.lower().replace(".", ""), "het woord voluit")
        yield rules.problem("language-shortened", offset, found=found, say=say)


def _shortened(view: View, rules: Rules) -> Iterator[tuple[int, str]]:
    for word in view.unique & rules.shortened:
        yield view.place(word), word
    if "-" in view.text:
        for match in rules.with_hyphen.finditer(view.lower):
            yield match.start(), match[0]
    if "." not in view.text[:-1]:
        return
    for match in _DOTTED.finditer(view.text):
        yield match.start(), match[0] + "."
    for match in _WITH_DOT.finditer(view.text):
        if match[1].lower() in rules.book.only_with_dot:
            yield match.start(), match[0]


_STREET = (
    "straat",
    "steenweg",
    "laan",
    "weg",
    "plein",
    "lei",
    "dreef",
    "hof",
    "markt",
    "kaai",
    "park",
    "kerk",
    "kapelle",
)
_ENDINGS = ("", "en", "n", "s", "e")


def long_words(view: View, rules: Rules) -> Iterator[Problem]:
    """No long words, but those that everybody uses."""
    limits = rules.book.limits
    for word in view.long:
        if len(word) <= limits.long_word or _is_listed(word, rules.book.long_words):
            continue
        offset = view.place(word)
        if MASK in word or _is_street(view, offset, word) or _is_allowed(view, rules, offset):
            continue
        is_very = len(word) > limits.very_long_word
        yield rules.problem(
            "language-word-very-long" if is_very else "language-word-long",
            offset,
            found=word,
            count=len(word),
            limit=limits.very_long_word if is_very else limits.long_word,
        )


def _is_listed(word: str, listed: Collection[str]) -> bool:
    return any(word.endswith(end) and word.removesuffix(end) in listed for end in _ENDINGS)


def _is_street(view: View, offset: int, word: str) -> bool:
    return view.text[offset : offset + 1].isupper() and word.endswith(_STREET)


# --- figures and signs -------------------------------------------------------------------------

_DIGIT = re.compile(r"\d")
_TIME = re.compile(
    r"""
      \b\d{1,2}\ ?[uUhH](?:\ ?\d{2})?\b                       # 14u30, 9 u
    | \b\d{1,2}:\d{2}\b(?:\ uur)?                             # 14:30
    | \b\d{1,2},\d{2}\ uur\b                                  # 14,30 uur
    | \b\d{1,2}\.00\b(?!\ euro)                               # 14.00
    | \b0\d\.\d{2}\b(?!\ euro) | \b0\d(?=\ uur\b|\ tot\ \d)   # 09.30, 09 uur
    | \b\d{1,2}(?:\.\d{2})?\ ?[-–]\ ?\d{1,2}(?:\.\d{2})?\ uur # 9-12 uur
    """,
    re.VERBOSE,
)
_PRICE = re.compile(
    r"""
      €\ ?\d*(?:[.,]\d+)* | \d+(?:[.,]\d+)?\ ?€
    | \b\d+(?:[.,]\d+)?\ ?EUR\b | \bEUR\b | \beuro['’]?s\b
    | \b\d+,-+
    | \b\d+,00\ ?euro\b | \b\d+\.\d{2}\ euro\b | \b\d+[.,]\d\ euro\b | \b\d+(?:,\d+)?euro\b
    """,
    re.VERBOSE,
)
_DATE = re.compile(r"(?<![\w/-])(?:\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d)(?![\w/-])")


def figures(view: View, rules: Rules) -> Iterator[Problem]:
    """Hours, prices and dates have one form."""
    if not _DIGIT.search(view.text) and "€" not in view.text:
        return
    patterns = {"language-time": _TIME, "language-price": _PRICE, "language-date": _DATE}
    for rule, pattern in patterns.items():
        for match in pattern.finditer(view.text):
            yield rules.problem(rule, match.start(), found=match[0])


def exclamation(view: View, rules: Rules) -> Iterator[Problem]:
    """Nobody shouts."""
    if "!" in view.text:
        yield rules.problem("language-exclamation", view.text.index("!"))


def signs(view: View, rules: Rules) -> Iterator[Problem]:
    """Words and no signs."""
    for match in rules.signs.finditer(view.text):
        yield rules.problem(
            "language-sign", match.start(), found=match[0], say=rules.book.signs[match[0]]
        )


CHECKS: tuple[Check, ...] = (
    sentence_lengths,
    summary_length,
    ends,
    passive,
    noun_style,
    you,
    jargon,
    easier,
    abbreviations,
    shortened,
    long_words,
    figures,
    exclamation,
    signs,
)


# --- the check ---------------------------------------------------------------------------------


def check_text(
    text: str, rules: Rules, *, kind: Kind = "sentence", names: Sequence[str] = ()
) -> list[Problem]:
    """All that is wrong in one text.

    Args:
        text: one paragraph, without markup.
        rules: from :func:`load_rules`.
        kind: ``summary`` has few sentences; ``sentence`` is any other field; ``page`` is a piece of
            a page, such as a title or a line of a list, that need not be a whole sentence and of
            which the mean is judged over the whole page.
        names: names that may stand in it and are not judged.
    """
    view = View(text, rules, kind, names)
    found = [problem for check in CHECKS for problem in check(view, rules)]
    return sorted(found, key=lambda problem: (problem.offset, problem.rule, problem.message))


def check_document(document: Document, rules: Rules) -> Iterator[Finding]:
    """What is wrong in the texts of an initiative or a lead; its names are not judged."""
    names: tuple[str, ...] | None = None
    for path in FIELDS:
        text = document.text(path)
        if text is None:
            continue
        names = names if names is not None else _names(document)
        kind: Kind = "summary" if path == "summary" else "sentence"
        for problem in check_text(" ".join(text.split()), rules, kind=kind, names=names):
            yield finding(problem, document.file, document.line(path), path)


def finding(problem: Problem, file: str, line: int, path: str = "") -> Finding:
    """A problem as a finding in a file."""
    return Finding(problem.rule, file, line, path, problem.message, problem.hint, problem.severity)


def _names(document: Document) -> tuple[str, ...]:
    """The names in a document, the longest first, so that a part does not hide the whole."""
    found = [document.text(path) or "" for path in NAME_FIELDS]
    found += [name for _, name in document.texts("serves")]
    return tuple(sorted((name for name in found if len(name) > 2), key=len, reverse=True))
