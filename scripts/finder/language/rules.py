"""Plain Dutch, checked: short sentences, ordinary words, one form for hours and prices.

The rules, with their examples, are data: ``data/plain-language.yml``. Each check here is a small
function from a text to its problems; none of them reads a file, prints or judges a name.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from finder.findings import Finding
from finder.language.rulebook import CAPITALS, WORD, Lexicon, Problem, Rules, load_rules
from finder.language.sentences import Measure, measure

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from finder.files.reading import Document
    from finder.language.rulebook import Kind
    from finder.language.sentences import Sentence

__all__ = ["Problem", "Rules", "check_document", "check_text", "load_rules", "readability"]

FIELDS = (
    "summary",
    "first_visit",
    "welcome.note",
    "cost.note",
    "hours_note",
    "status.message",
    "to_check",
)
# Lists of which each entry is a piece of a sentence.
LIST_FIELDS = ("bring",)
NAME_FIELDS = ("name", "organisation", "address.place", "address.street")

# --- a text, looked at once --------------------------------------------------------------------

# What a name becomes: a letter that no word has, as often, so that places in the text stay.
MASK = "ㅇ"
_DOT_INSIDE = re.compile(r"\.[a-z]")
_ADDRESS_BEGINS = re.compile(r"https?://|www\.")
# A run of the signs of a host or a mail address, and what ends the name of a host.
_HOST_SIGNS = re.compile(r"[\w.+@-]++")
_HOST_ENDS = re.compile(
    r"(?<=[\w-])\.(?:be|brussels|com|eu|fr|gent|info|net|nl|nu|org|vlaanderen)\b"
)
# What stands after an address and is no part of it.
_AFTER_ADDRESS = '.,;:?!)]"”’'


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
        text = _NO_SPACE.sub(lambda found: _without_addresses(found[0]), text)
    return text


_NO_SPACE = re.compile(r"\S++")


def _without_addresses(word: str) -> str:
    """A piece of text without spaces with the addresses in it masked, in one look at each sign."""
    start = _ADDRESS_BEGINS.search(word)
    end = len(word.rstrip(_AFTER_ADDRESS))
    if start and end > start.end():
        return word[: start.start()] + MASK * (end - start.start()) + word[end:]
    for run in _HOST_SIGNS.finditer(word):
        ends = [found.end() for found in _HOST_ENDS.finditer(run[0])]
        if ends:
            stop = run.start() + ends[-1]
            stop = end if word[stop : stop + 1] == "/" and end > stop else stop
            word = word[: run.start()] + MASK * (stop - run.start()) + word[stop:]
    return word


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
_ABSTRACT = tuple(
    word + end for word in ("atie", "iteit", "ering", "heid", "ment") for end in ("", "s", "en")
)
_MANY_ABSTRACTS = 3


def noun_style(view: View, rules: Rules) -> Iterator[Problem]:
    """Verbs and no nouns made of them: "het aanbieden van", or three heavy words in a sentence."""
    if "het" in view.unique and "van" in view.unique:
        for match in _VERB_AS_NOUN.finditer(view.lower):
            if match[1] not in rules.book.plain_nouns:
                yield rules.problem("language-noun-style", match.start(), found=match[0])
    if len(_heavy(view.words, rules)) < _MANY_ABSTRACTS:
        return
    for sentence in view.sentences:
        heavy = _heavy(WORD.findall(sentence.text.lower()), rules)
        if len(heavy) >= _MANY_ABSTRACTS:
            yield rules.problem("language-noun-style", sentence.start, found=", ".join(heavy))


def _heavy(words: Iterable[str], rules: Rules) -> list[str]:
    plain = rules.book.plain_abstracts
    return [word for word in words if word.endswith(_ABSTRACT) and word not in plain]


# --- words -------------------------------------------------------------------------------------

_POLITE = frozenset({"u", "uw", "uwe", "uzelf"})
_POLITELY = re.compile(r"(?<![\w'’-])(?<!\d )(?:u|uwe?|uzelf)(?![\w'’-])")


def you(view: View, rules: Rules) -> Iterator[Problem]:
    """The reader is "je"."""
    if view.unique & _POLITE and (found := _POLITELY.search(view.lower)):
        yield rules.problem("language-you", found.start(), found=found[0])


def jargon(view: View, rules: Rules) -> Iterator[Problem]:
    """No words of offices."""
    yield from _to_avoid("language-word", rules.avoid, view, rules)


def easier(view: View, rules: Rules) -> Iterator[Problem]:
    """Where more people know another word, that word."""
    yield from _to_avoid("language-easier", rules.easier, view, rules)


def _to_avoid(rule: str, lexicon: Lexicon, view: View, rules: Rules) -> Iterator[Problem]:
    for offset, word, entry in lexicon.find(view):
        if not _is_allowed(view, rules, offset):
            yield rules.problem(rule, offset, found=word, say=entry.say)


def abbreviations(view: View, rules: Rules) -> Iterator[Problem]:
    """Only abbreviations that are explained."""
    for match in CAPITALS.finditer(view.text):
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
        if len(word) <= limits.long_word or _is_listed(word, rules.long_words):
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
      €\ ?\d*(?:[.,]\d+)* | (?<!\d)\d++(?:[.,]\d+)?\ ?€
    | \b\d+(?:[.,]\d+)?\ ?EUR\b | \bEUR\b | \beuro['’]?s\b
    | \b\d+,-+
    | \b\d+,00\ ?euro\b | \b\d+\.\d{2}\ euro\b | \b\d+[.,]\d\ euro\b | \b\d+(?:,\d+)?euro\b
    """,
    re.VERBOSE,
)
_MONEY = re.compile(r"€|[eE][uU][rR]|,-")
_DATE_SIGN = re.compile(r"\d[/-]\d")
_DATE = re.compile(r"(?<![\w/-])(?:\d{1,2}[/-]\d{1,2}[/-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d)(?![\w/-])")


def figures(view: View, rules: Rules) -> Iterator[Problem]:
    """Hours, prices and dates have one form."""
    if not _DIGIT.search(view.text) and "€" not in view.text:
        return
    patterns = {
        "language-time": _TIME,
        "language-price": _PRICE if _MONEY.search(view.text) else None,
        "language-date": _DATE if _DATE_SIGN.search(view.text) else None,
    }
    for rule, pattern in patterns.items():
        for match in pattern.finditer(view.text) if pattern else ():
            yield rules.problem(rule, match.start(), found=match[0])


def exclamation(view: View, rules: Rules) -> Iterator[Problem]:
    """Nobody shouts."""
    if "!" in view.text:
        yield rules.problem("language-exclamation", view.text.index("!"))


def signs(view: View, rules: Rules) -> Iterator[Problem]:
    """Words and no signs."""
    if rules.sign_characters.isdisjoint(view.text) and ".." not in view.text:
        return
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
    for path, kind, text in _texts(document):
        names = names if names is not None else _names(document)
        for problem in check_text(" ".join(text.split()), rules, kind=kind, names=names):
            yield finding(problem, document.file, document.line(path), path)


def _texts(document: Document) -> Iterator[tuple[str, Kind, str]]:
    """Each text of a document that is judged: its field, and what kind of text it is."""
    for path in FIELDS:
        text = document.text(path)
        if text is not None:
            yield path, "summary" if path == "summary" else "sentence", text
    for path in LIST_FIELDS:
        for field, text in document.texts(path):
            yield field, "page", text


def readability(texts: Iterable[str], rules: Rules) -> Measure:
    """The counts of texts together, for the two formulas in a report."""
    counts = (measure(rules.split(text)) for text in texts)
    return sum(counts, start=Measure())


def finding(problem: Problem, file: str, line: int, path: str = "") -> Finding:
    """A problem as a finding in a file."""
    return Finding(problem.rule, file, line, path, problem.message, problem.hint, problem.severity)


def _names(document: Document) -> tuple[str, ...]:
    """The names in a document, the longest first, so that a part does not hide the whole."""
    found = [document.text(path) or "" for path in NAME_FIELDS]
    found += [name for _, name in document.texts("serves")]
    return tuple(sorted((name for name in found if len(name) > 2), key=len, reverse=True))
