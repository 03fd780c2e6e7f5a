"""Dutch text as sentences, words and syllables, and the two published formulas on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

# A telephone number is one word to a reader, and so is anything else between spaces.
_COUNTED = re.compile(r"0\d{1,3}(?: \d{2,3}){2,3}\b|\w\S*")
_END = re.compile(r"(?<![.?!…])[.?!…]++[\"'”’»)\]]*\s+")
_OPENING = "\"'“‘«(["
_INITIALS = re.compile(r"[a-z](?:\.[a-z])*", re.IGNORECASE)
# After these an initial begins a name: de J. Peetersstraat.
_BEFORE_NAMES = frozenset({"de", "den", "door", "en", "het", "met", "van"})
# After these a name follows, never a new sentence.
_TITLES = frozenset({"dhr", "dr", "ir", "mevr", "mr", "mw", "prof", "st", "ste"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and where it starts in its text."""

    start: int
    text: str

    @property
    def words(self) -> int:
        """How many words it has."""
        return count_words(self.text)


def count_words(text: str) -> int:
    """How many words a reader meets; ``14.30``, a web address and a phone number are one each."""
    return len(_COUNTED.findall(text))


def split(
    text: str, shortened: Collection[str] = (), may_end: Collection[str] = ()
) -> list[Sentence]:
    """The sentences of a text, in order. Together they hold every word of it.

    Args:
        text: one paragraph.
        shortened: abbreviations without their dots, after which a sentence goes on.
        may_end: those of them that can also be the last word of a sentence.
    """
    found = []
    start = 0
    for match in _END.finditer(text):
        if _is_end(text, match, shortened, may_end):
            found.append(_sentence(text, start, match.end()))
            start = match.end()
    if start < len(text):
        found.append(_sentence(text, start, len(text)))
    return [sentence for sentence in found if sentence.text]


def _sentence(text: str, start: int, end: int) -> Sentence:
    piece = text[start:end]
    return Sentence(start + len(piece) - len(piece.lstrip()), piece.strip())


def _is_end(
    text: str, match: re.Match[str], shortened: Collection[str], may_end: Collection[str]
) -> bool:
    """Whether the dot, question mark or other sign at a match closes a sentence."""
    goes_on = text[match.end() : match.end() + 1].islower()
    if text[match.start()] != "." or match[0].startswith(".."):
        return not goes_on
    before = text[: match.start()].rpartition(" ")[2].lstrip(_OPENING)
    word = before.lower().replace(".", "")
    if word in _TITLES:
        return False
    if word in shortened:
        return word in may_end and not goes_on
    return not _INITIALS.fullmatch(before) or (not goes_on and _is_letter(text, match.start()))


def _is_letter(text: str, dot: int) -> bool:
    """Whether what stands before a dot is a letter such as "zaal B", and no initial of a name."""
    words = text[:dot].split()[-2:]
    if len(words) < 2 or "." in words[-1]:
        return False
    return words[0].islower() and words[0] not in _BEFORE_NAMES


# --- syllables ---------------------------------------------------------------------------------

# One vowel sound each, the longest first: nieuw, sneeuw, bureau, mooi, draai, koei. Before a second
# long sound the i and u stand alone (so-ci-aal, mi-li-eu, in-di-vi-du-eel), and "eum" is two
# (mu-se-um). A trema begins a new sound, also when an e follows (na-ïef, ge-ëerd, ge-ëist).
_SOUNDS = re.compile(
    r"""
      eeuw | ieuw | eau | aai | ooi | oei
    | [iu](?=ee|aa|oo|eu|oe)
    | ïe | ëe | ëi
    | ie | ij | ei | eu(?!m(?![aeio])) | ee | aa | oo | uu | oe | ui | ou | au | ai
    | [aeo]y
    | [aeiouáàâäéèêëíìîïóòôöúùûüœæĳ]
    | y(?![aeiou])
    """,
    re.VERBOSE,
)
_PART = re.compile(r"[^\W\d_]+")
_SILENT_U = re.compile(r"(?<=q)u")
# Loan words that show one vowel more than one hears.
_LOANS = re.compile(
    r"team|dealer|stream|beam|leas(?=e|ing)|coach|toast|board|(?:on|off)line|(?<!vi)site(?!i)"
    r"|skype|date(?=s?$)|game(?=s?$)|(?<=soft|hard)ware|service|office"
)


def syllables(word: str) -> int:
    """How many syllables a Dutch word has, by the rules of hyphenation; 0 without letters.

    A word without a vowel, such as ``vzw``, is spelled: one syllable a letter.
    """
    return sum(map(_syllables, _PART.findall(word.lower())))


def _syllables(part: str) -> int:
    sounds = len(_SOUNDS.findall(_SILENT_U.sub("", part)))
    return max(sounds - len(_LOANS.findall(part)), 1) if sounds else len(part)


# --- readability -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Measure:
    """Counts of a text; they add up, so that many texts make one number."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0

    def __add__(self, other: Measure) -> Measure:
        """The counts of two texts together."""
        return Measure(
            self.sentences + other.sentences,
            self.words + other.words,
            self.syllables + other.syllables,
        )

    @property
    def words_per_sentence(self) -> float:
        """The mean length of a sentence; 0 without text."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def syllables_per_word(self) -> float:
        """The mean length of a word; 0 without text."""
        return self.syllables / self.words if self.words else 0.0

    @property
    def flesch_douma(self) -> float:
        """Reading ease by Flesch, fitted to Dutch: 0 is very hard, 100 is very easy.

        206.84 - 0.93 times the words in a sentence - 0.77 times the syllables in 100 words.
        Source: W.H. Douma, De leesbaarheid van landbouwbladen, Bulletin 17, Landbouwhogeschool
        Wageningen, 1960; given with its norms in Taal, 1977,
        https://dbnl.org/tekst/_taa014197701_01/_taa014197701_01_0089.php (206.8, rounded).
        """
        return 206.84 - 0.93 * self.words_per_sentence - 77 * self.syllables_per_word

    @property
    def brouwer(self) -> float:
        """Leesindex A: up to 25 is very hard, 80 and more is very easy.

        195 - 2 times the words in a sentence - two thirds of the syllables in 100 words.
        Source: R.H.M. Brouwer, Onderzoek naar de leesmoeilijkheid van Nederlands proza,
        Paedagogische Studiën 40, 1963, p. 454-464; also
        https://litterm.co.za/index.php/l/927-leesbaarheid.
        """
        return 195 - 2 * self.words_per_sentence - 200 / 3 * self.syllables_per_word


def measure(sentences: Sequence[Sentence]) -> Measure:
    """The counts of these sentences. The formulas are a trend in a report, never a verdict."""
    words = [word for sentence in sentences for word in _spoken(sentence.text)]
    return Measure(len(sentences), len(words), sum(map(syllables, words)))


def _spoken(text: str) -> Iterator[str]:
    """The words that have letters; figures are not judged."""
    return (word for word in _COUNTED.findall(text) if syllables(word))
