"""The languages of the site: the same keys, and what is said when one lacks something."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from functools import cache
from typing import TYPE_CHECKING

import pytest
from finder.files.taxonomy import load_taxonomy
from finder.words import tongues
from finder.words.marking import Dutch, Name
from finder.words.saying import STRINGS, Words, flat, strings

from tests.sites import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = tongues.available()
# What is asked in Dutch on purpose, and names.
SAME = {"tongue.speak", "pages.home.title", "script.reach.whatsapp", "script.list.whatsapp"}


@cache
def dutch() -> Words:
    """The Dutch words with the real taxonomy."""
    return Words.load(load_taxonomy(ROOT / "initiatives" / "taxonomy.yml"))


@cache
def words(language: str) -> Words:
    """The words of another language."""
    return tongues.load_words(dutch(), language)


def test_five_languages_have_words() -> None:
    assert set(LANGUAGES) == {"fr", "en", "ar", "tr", "uk"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_same_keys_and_places_to_fill_in(language: str) -> None:
    assert list(tongues.differing(dutch(), language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_of_the_switch_lacks_nothing(language: str) -> None:
    assert tongues.lacking(dutch(), language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_string_of_a_language_is_empty_or_still_dutch(language: str) -> None:
    own, whole = flat(strings(language)), flat(dutch().strings)
    assert [key for key, value in own.items() if not value] == []
    same = {key for key, value in own.items() if value == whole.get(key) and _says(value)}
    assert same <= SAME


def _says(value: object) -> bool:
    """Whether a string says more than one word of its own."""
    own = re.sub(r"\{\w+\}", "", value) if isinstance(value, str) else ""
    return len(re.findall("[A-Za-z]{2,}", own)) > 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_digits_are_those_of_our_own_script(language: str) -> None:
    text = str(strings(language)) + words(language).day(dt.date(2026, 11, 30))
    assert not any(sign.isdigit() and not sign.isascii() for sign in text)


# A language, a date in words, and three things in a row.
FORMS = [
    ("nl", "30 november 2026", "a, b en c"),
    ("fr", "30 novembre 2026", "a, b et c"),
    ("en", "30 November 2026", "a, b and c"),
    ("tr", "30 Kasım 2026", "a, b ve c"),
]


@pytest.mark.parametrize(("language", "day", "row"), FORMS)
def test_dates_and_rows_are_those_of_the_language(language: str, day: str, row: str) -> None:
    said = dutch() if language == "nl" else words(language)
    shown = said.day(dt.date(2026, 11, 30))
    assert shown == day or shown.replace("November 30, 2026", day) == day
    assert said.listing(["a", "b", "c"]).replace(", and", " and") == row


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_can_end_a_sentence(language: str) -> None:
    """The CLDR ends a date in Ukrainian with a full stop, and the sentence has one of its own."""
    said = words(language)
    for when in (said.day(dt.date(2026, 11, 30)), said.month(dt.date(2026, 11, 30))):
        assert said.say("checked.in", when=when).count(".") == 1


def test_only_arabic_runs_from_right_to_left() -> None:
    assert [one for one in LANGUAGES if words(one).is_from_right] == ["ar"]


def test_a_turkish_sentence_begins_with_a_dotted_capital() -> None:
    assert words("tr").capital("ilk pazartesi") == "İlk pazartesi"
    assert words("fr").capital("lundi") == "Lundi"


def test_a_name_in_a_sentence_is_kept_from_translation() -> None:
    said = words("fr").say("initiative.organisation", name="Huis")
    assert said == "De : Huis"
    assert "translate=no" in said.__html__()  # type: ignore[attr-defined]
    assert isinstance(words("fr").name("Huis"), Name)
    assert not isinstance(dutch().name("Huis"), Name)


# --- a language that is not whole --------------------------------------------------------------


@pytest.fixture
def half(tmp_path: Path) -> Path:
    """The words of French, without one string, one kind and one explanation."""
    shutil.copy(STRINGS / "fr.yml", tmp_path)
    shutil.copytree(STRINGS / "fr", tmp_path / "fr")
    for name, line in (("fr.yml", "  free: gratuit\n"), ("fr/glossary.yml", "\nocmw: ")):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert line in text
        changed = text.replace(line, "" if name == "fr.yml" else "\nanders: ", 1)
        (tmp_path / name).write_text(changed, encoding="utf-8")
    kinds = (tmp_path / "fr" / "taxonomy.yml").read_text(encoding="utf-8")
    kinds = kinds.replace("    label: Manger\n", "", 1)
    (tmp_path / "fr" / "taxonomy.yml").write_text(kinds, encoding="utf-8")
    return tmp_path


def test_what_a_language_lacks_is_listed(half: Path) -> None:
    assert tongues.lacking(dutch(), "fr", half) == [
        "fr.yml: card.free",
        "fr/taxonomy.yml: kinds.eten.label",
        "fr/glossary.yml: ocmw",
    ]


def test_what_a_language_lacks_is_said_in_dutch_and_marked(half: Path) -> None:
    said = tongues.load_words(dutch(), "fr", folder=half)
    assert said.say("card.free") == "gratis"
    assert isinstance(said.say("card.free"), Dutch)
    assert isinstance(said.taxonomy.kinds["eten"].label, Dutch)
    assert not isinstance(said.say("card.paid"), Dutch)


# A change of one string, and what is said about it.
WRONG = [
    ("  paid: vous payez", "  paid: vous payez {km}", "fr.yml: card.paid has other places"),
    ("  paid: vous payez", "  betaald: vous payez", "fr.yml: card.betaald is no key of nl.yml"),
    ("about: à environ {km} km", "about: à environ", "fr.yml: distance.about has other places"),
]


@pytest.mark.parametrize(("line", "changed", "said"), WRONG)
def test_another_key_or_place_to_fill_in_is_found(
    tmp_path: Path, line: str, changed: str, said: str
) -> None:
    text = (STRINGS / "fr.yml").read_text(encoding="utf-8")
    assert line in text
    (tmp_path / "fr.yml").write_text(text.replace(line, changed, 1), encoding="utf-8")
    assert any(one.startswith(said) for one in tongues.differing(dutch(), "fr", tmp_path))
