"""The words of the interface, from one file a language, and facts put into those words."""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import phonenumbers
from babel import Locale
from babel.dates import format_date, format_skeleton, get_day_names, get_month_names
from finder.directory import Freshness, Group
from finder.files.phone import short_number
from finder.files.reading import read_file
from finder.files.translations import NONE, Translations
from finder.places.spots import Precision
from finder.words.marking import Dutch, Marked, Name, filled, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from finder.directory import Listed, Result
    from finder.files.model import Initiative
    from finder.files.reading import Tree
    from finder.files.taxonomy import Taxonomy

STRINGS = Path(__file__).parent
T = TypeVar("T")


def strings(language: str = "nl", folder: Path = STRINGS) -> Mapping[str, Tree]:
    """The strings of a language as its file has them, by its ISO 639-1 code.

    Raises:
        KeyError: there is no such file, or it cannot be read.
    """
    document, findings = read_file(folder / f"{language}.yml", f"words/{language}.yml")
    if document is None or findings:
        raise KeyError("; ".join(finding.message for finding in findings))
    return document.data


class Kept:
    """What was made of an object before, by the object itself: many pages show the same."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, str], tuple[object, object]] = {}

    def get(self, of: object, what: str, make: Callable[[], T]) -> T:
        """What was made of ``of`` under the name ``what``; made now when it is asked first."""
        key = (id(of), what)
        # The object is kept too, so that no other one gets its id.
        if key not in self._made:
            self._made[key] = (of, make())
        return cast("T", self._made[key][1])


DUTCH = "nl"
"""The language of the files and of the site at its root."""
# What the paper of a list says in Dutch too.
_ON_PAPER = ("phone", "email", "website", "address", "hours", "cost", "first_visit", "bring")
# Parts of sentences that are names: no program should translate them.
_NAMES = frozenset({"name", "of", "place", "street", "areas", "label", "line"})


class Words:
    """The strings of one language, and sentences made with them.

    What a language has no string for is said in Dutch and marked so.

    Attributes:
        strings: what its file says.
        taxonomy: the words of the data, in this language.
        dutch: the Dutch words; the same object where this is Dutch.
        texts: what is translated of the texts of initiatives.

    Raises:
        KeyError: a string is asked for that neither this file nor the Dutch one has.
    """

    def __init__(
        self,
        strings: Mapping[str, Tree],
        taxonomy: Taxonomy,
        dutch: Words | None = None,
        texts: Translations = NONE,
    ) -> None:
        self.strings = strings
        self.taxonomy = taxonomy
        self.dutch = dutch or self
        self.texts = texts
        self.kept = Kept()

    @classmethod
    def load(cls, taxonomy: Taxonomy, language: str = DUTCH, folder: Path = STRINGS) -> Words:
        """The strings of a language, by its ISO 639-1 code."""
        return cls(strings(language, folder), taxonomy)

    @cached_property
    def language(self) -> str:
        """The ISO 639-1 code."""
        return str(self.strings.get("language", DUTCH))

    @property
    def is_dutch(self) -> bool:
        """Whether this is the language in which the files are written."""
        return self.dutch is self

    @cached_property
    def is_from_right(self) -> bool:
        """Whether it is written from right to left."""
        return self.locale.text_direction == "rtl"

    @property
    def is_by_machine(self) -> bool:
        """Whether no person has read the words yet."""
        return self.strings.get("by") == "machine"

    @cached_property
    def locale(self) -> Locale:
        """What the CLDR knows of the language."""
        return Locale.parse(self.language)

    def say(self, key: str, **parts: object) -> str:
        """The string under a key such as ``distance.about``, with its parts filled in."""
        value = self._found(key)
        if not isinstance(value, str):
            raise KeyError(key)
        if self.is_dutch:
            return value.format(**parts) if parts else value
        return filled(value, {name: self._part(name, part) for name, part in parts.items()})

    def _part(self, name: str, part: object) -> object:
        is_name = name in _NAMES and isinstance(part, str) and not isinstance(part, Marked)
        return Name(str(part)) if is_name else part

    def name(self, text: str) -> str:
        """A name, a street or a term, which nobody should translate."""
        return text if self.is_dutch else Name(text)

    def free(self, text: str) -> str:
        """A text of a file for which there is no translation: Dutch, and called so."""
        return text if self.is_dutch else Dutch(text)

    def capital(self, text: str) -> str:
        """A text that begins with a capital letter; in Turkish that of "i" has a dot."""
        if isinstance(text, Marked):
            return text
        first = "İ" if self.language == "tr" and text[:1] == "i" else text[:1].upper()
        return first + text[1:]

    def text(self, initiative: Initiative, field: str) -> str:
        """A text of an initiative such as ``summary`` or ``cost.note``; empty when it has none.

        In another language its translation, when there is one of exactly this text.
        """
        found: object = initiative
        for part in field.split("."):
            found = getattr(found, part)
        text = str(found or "")
        if self.is_dutch or not text:
            return text
        translated = self.texts.of(initiative.slug, field, text)
        return translated.text if translated else Dutch(text)

    def has(self, key: str) -> bool:
        """Whether the Dutch file has something under a key."""
        return key in self.dutch._flat

    def name_in(self, key: str, index: int) -> str:
        """One entry, counted from 0, of a list of strings such as ``months``."""
        names = self._found(key)
        return str(names[index]) if isinstance(names, list) else ""

    def names_in(self, key: str) -> list[str]:
        """A list of strings such as ``months``."""
        names = self._found(key)
        return [str(name) for name in names] if isinstance(names, list) else []

    def under(self, prefix: str) -> dict[str, str]:
        """All strings whose key begins with this, by the rest of their key."""
        found = self._flat.items()
        return {key.removeprefix(prefix): str(v) for key, v in found if key.startswith(prefix)}

    def part(self, key: str) -> Mapping[str, Tree]:
        """All strings below a key of the first level, such as ``theme``."""
        found = self.strings[key]
        if not isinstance(found, dict):
            raise KeyError(key)
        return found

    def script(self) -> str:
        """A JavaScript module with the words that scripts show, under the key ``script``.

        In another language with the Dutch words that stand beside them on the paper of a list.
        """
        said = merged(self.dutch.part("script"), self.part("script"))
        if not self.is_dutch:
            beside: dict[str, Tree] = {
                key: self.dutch.say(f"script.list.{key}") for key in _ON_PAPER
            }
            said = merged(said, {"list": {"dutch": beside}})
        return f"export default {json.dumps(said, ensure_ascii=False)};\n"

    def _found(self, key: str) -> Tree:
        if key in self._flat:
            return self._flat[key]
        if self.is_dutch:
            raise KeyError(key)
        found = self.dutch._found(key)
        return Dutch(found) if isinstance(found, str) else found

    @cached_property
    def _flat(self) -> dict[str, Tree]:
        return flat(self.strings)

    def day(self, day: dt.date) -> str:
        """A date as people say it: ``20 november 2026``."""
        return _without_stop(format_date(day, "long", locale=self.locale))

    def month(self, day: dt.date) -> str:
        """A month and year: ``november 2026``."""
        first = dt.datetime(day.year, day.month, 1)
        return _without_stop(format_skeleton("yMMMM", first, locale=self.locale))

    def month_name(self, month: int) -> str:
        """The name of a month, from 0."""
        return str(get_month_names("wide", "stand-alone", self.locale)[month + 1])

    def weekday(self, day: int) -> str:
        """The name of a day of the week, from 0 for Monday."""
        return str(get_day_names("wide", "stand-alone", self.locale)[day])

    def part_date(self, text: str) -> str:
        """A year, month or date of a source as people say it."""
        year, month, day = (*text.split("-"), "", "")[:3]
        if not month:
            return year
        whole = dt.date(int(year), int(month), int(day or 1))
        return self.day(whole) if day else self.month(whole)

    def listing(self, words: Sequence[str]) -> str:
        """Words in a row: ``a, b en c``."""
        return _row(words, _patterns(self.locale))

    def groups(self, keys: Sequence[str]) -> str:
        """The groups that an initiative is for, in a row."""
        return self.listing([self.taxonomy.groups[key] for key in keys])

    def languages(self, codes: Sequence[str]) -> str:
        """The names of languages, in a row."""
        return self.listing([self.taxonomy.languages[code] for code in codes])

    def cost(self, initiative: Initiative) -> str:
        """What it costs; where a file knows no price, what its most important kind says of that.

        Advice is free, so nobody is told to ask a price for it. Of a line that one calls we say
        only what we know: empty when that is nothing.
        """
        kind, cost = initiative.kinds[0], initiative.cost.kind
        if cost != "unknown":
            return self.say(f"cost.{cost}")
        if self.taxonomy.is_line(initiative.kinds):
            return ""
        return self.say("cost.advice" if self.taxonomy.kinds[kind].advice_free else "cost.unknown")

    def cost_in_short(self, initiative: Initiative) -> str:
        """What it costs, in a few words for a line; empty when nobody knows."""
        kind = initiative.cost.kind
        return "" if kind == "unknown" else self.say(f"card.{kind}")

    def distance(self, result: Result) -> str:
        """How far it is, rounded, because many points are those of a village."""
        entry = result.listed
        if entry.spot is None:
            return self.say("distance.serves", areas=self.areas(entry))
        vague = entry.spot.precision is Precision.VILLAGE
        if result.group is Group.HERE and (vague or result.km < 1) and entry.initiative.address:
            return self.say("distance.in_place", place=entry.initiative.address.place)
        if result.km < 1:
            return self.say("distance.below_one")
        return self.say("distance.about", km=round(result.km))

    def areas(self, entry: Listed) -> str:
        """What it serves, in a row; the municipality of its address when it says nothing."""
        names = [area.name for area in entry.areas]
        if not names and entry.municipality:
            names = [entry.municipality.name]
        return self.listing([self.name(name) for name in names])

    def checked(self, entry: Listed) -> str:
        """When a person checked it; empty when nobody did, or so long ago that it is a warning."""
        checked = entry.initiative.checked
        if not checked or entry.freshness is Freshness.SUNK:
            return ""
        return self.say("checked.in", when=self.month(checked.date))

    def warning(self, entry: Listed) -> str:
        """What is out of the ordinary: that it lies still, or that its facts are really old.

        That nobody checked it is ordinary: :meth:`once` says it, above a list.
        """
        if entry.initiative.status.state == "paused":
            return self._paused(entry.initiative)
        seen, checked = entry.last_seen, entry.initiative.checked
        if seen is None or self.taxonomy.is_line(entry.initiative.kinds):
            return ""
        if checked and entry.freshness is Freshness.SUNK:
            return self.say("freshness.checked_long_ago", when=seen.year)
        return self.say("freshness.read_long_ago", when=seen.year) if entry.is_old else ""

    def once(self, entries: Collection[Listed]) -> str:
        """What a person checked of these and what not; empty when there are none."""
        number = sum(entry.initiative.checked is not None for entry in entries)
        if not entries:
            return ""
        if number == len(entries):
            return self.say("once.all")
        key = {0: "none", 1: "one"}.get(number, "many")
        return self.say(f"once.{key}", number=number)

    def _paused(self, initiative: Initiative) -> str:
        status = initiative.status
        until = self.say("freshness.paused")
        if status.until:
            until = self.say("freshness.paused_until", when=self.day(status.until))
        return joined(" ", [until, self.free(status.message)]) if status.message else until


def _without_stop(date: str) -> str:
    """A date that can end a sentence: the CLDR ends one in Ukrainian with "р." for "year"."""
    return date.removesuffix("р.").rstrip()


def flat(tree: Mapping[str, Tree], prefix: str = "") -> dict[str, Tree]:
    """The strings of a file by their whole key, such as ``distance.about``."""
    found: dict[str, Tree] = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            found |= flat(value, f"{prefix}{key}.")
        else:
            found[prefix + key] = value
    return found


@functools.lru_cache(maxsize=100_000)
def phone_link(text: str) -> str:
    """The ``tel:`` address of a Belgian number; short numbers such as 1712 stay as they are."""
    if short := short_number(text):
        return f"tel:{short}"
    number = phonenumbers.parse(text, "BE")
    return f"tel:{phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)}"


def merged(under: Mapping[str, Tree], over: Mapping[str, Tree]) -> dict[str, Tree]:
    """Strings with those of another file in their place, where that has them."""
    found = dict(under)
    for key, value in over.items():
        below = found.get(key)
        is_part = isinstance(value, dict) and isinstance(below, dict)
        found[key] = merged(below, value) if is_part else value  # type: ignore[arg-type]
    return found


@lru_cache(maxsize=16)
def _patterns(locale: Locale) -> dict[str, str]:
    """How the language writes words in a row: the patterns of the CLDR for two, and for more."""
    return dict(locale.list_patterns["standard"])


def _row(words: Sequence[str], patterns: Mapping[str, str]) -> str:
    if len(words) < 2:
        return words[0] if words else ""
    if len(words) == 2:
        return _pair(patterns["2"], *words)
    row = _pair(patterns["start"], *words[:2])
    for word in words[2:-1]:
        row = _pair(patterns["middle"], row, word)
    return _pair(patterns["end"], row, words[-1])


def _pair(pattern: str, first: str, second: str) -> str:
    before, between, after = re.split(r"\{[01]\}", pattern)
    return joined("", [part for part in (before, first, between, second, after) if part])
