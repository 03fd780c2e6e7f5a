"""The words of the interface, and facts put into those words."""

from __future__ import annotations

import datetime as dt
import json
import re
import string
from typing import TYPE_CHECKING

import phonenumbers
import pytest
from finder.directory import Group, Result
from finder.files.taxonomy import load_taxonomy
from finder.places.spots import Precision
from finder.words.saying import STRINGS, Words, phone_link
from hypothesis import given
from hypothesis import strategies as st

from tests.building import ROOT, entry, small_words, spot

if TYPE_CHECKING:
    from pathlib import Path

    from finder.directory import Listed
    from finder.files.taxonomy import Taxonomy

LINDE = {"address": {"place": "Linde"}}
OLD = "2018"


# --- the strings -------------------------------------------------------------------------------


def test_say_gives_the_string_of_a_key(words: Words) -> None:
    """A key with dots goes down into the file."""
    assert words.say("volunteers").startswith("Je kan hier")
    assert words.say("card.free") == "gratis"


def test_say_fills_in_parts(words: Words) -> None:
    """What stands between braces is replaced."""
    assert words.say("distance.about", km=3) == "ongeveer 3 km"


@pytest.mark.parametrize("text", ["{x}", "{0.__class__}", "%s", "{", "}}"])
def test_a_part_is_never_filled_in_itself(words: Words, text: str) -> None:
    """Braces that a stranger wrote in a name stay as they are."""
    assert words.say("distance.in_place", place=text) == f"in {text}"


@pytest.mark.parametrize("key", ["weg", "card", "card.weg", "hours.nth", "", "card.free.x"])
def test_an_unknown_string_is_an_error(words: Words, key: str) -> None:
    """A template with a misspelt key fails at build, not on a phone."""
    with pytest.raises(KeyError):
        words.say(key)


def test_a_part_that_is_missing_is_an_error(words: Words) -> None:
    """The string says which parts it needs."""
    with pytest.raises(KeyError):
        words.say("distance.about", place="Gent")


def test_name_in_a_list(words: Words) -> None:
    """Counted from nought."""
    assert words.name_in("hours.nth", 0) == "eerste"
    assert words.name_in("hours.nth", 4) == "vijfde"
    with pytest.raises(KeyError):
        words.name_in("weg", 0)


def test_the_dutch_file_is_whole() -> None:
    """No string without text, and each brace a plain name."""
    words = small_words()
    flat = words._flat
    assert len(flat["hours.nth"]) == 5
    for key, value in flat.items():
        for text in [value] if isinstance(value, str) else value:
            assert text, key
            parts = [name for _, name, spec, _ in string.Formatter().parse(str(text)) if name]
            assert all(re.fullmatch(r"[a-z_]+", name) for name in parts), key


def test_every_word_for_a_choice_is_there(words: Words) -> None:
    """Each value that a file may have can be said."""
    for kind in ("free", "paid", "reduced"):
        assert words.say(f"card.{kind}")
    for kind in ("free", "paid", "reduced", "unknown"):
        assert words.say(f"cost.{kind}")
    for how in ("phone", "visit", "website", "organisation"):
        assert words.say(f"checked.{how}")
    for answer in ("yes", "partly", "no"):
        assert words.say(f"wheelchair.{answer}")


def test_another_language_is_another_file(tmp_path: Path, taxonomy: Taxonomy) -> None:
    """The same keys in a file with another name."""
    (tmp_path / "fr.yml").write_text("language: fr\ncard: {free: gratuit}\n")
    words = Words.load(taxonomy, "fr", tmp_path)
    assert words.say("card.free") == "gratuit"
    assert words.listing(["a", "b", "c"]) == "a, b et c"
    assert words.month_name(0) == "janvier"


@pytest.mark.parametrize("text", [None, "", "and: a\nand: b\n", "and: {a"])
def test_a_language_that_cannot_be_read(
    tmp_path: Path, taxonomy: Taxonomy, text: str | None
) -> None:
    """The same rules of reading hold; a build without words stops."""
    if text is not None:
        (tmp_path / "fr.yml").write_text(text)
    with pytest.raises(KeyError):
        Words.load(taxonomy, "fr", tmp_path)


def test_the_words_of_scripts(words: Words) -> None:
    """A module of JavaScript whose value is JSON."""
    match = re.fullmatch(r"export default (\{.*\});\n", words.script())
    assert match
    assert json.loads(match[1])["language"] == "nl-BE"


def test_the_real_taxonomy_has_words_for_all_its_keys() -> None:
    """Groups and languages of the real data can be said."""
    taxonomy = load_taxonomy(ROOT / "initiatives" / "taxonomy.yml")
    words = Words.load(taxonomy, folder=STRINGS)
    assert words.groups(list(taxonomy.groups)).count(",") == len(taxonomy.groups) - 2
    assert words.languages(["nl", "fr"]) == "Nederlands en Frans"


# --- dates and rows ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "whole", "month"),
    [
        (dt.date(2026, 11, 20), "20 november 2026", "november 2026"),
        (dt.date(2026, 1, 1), "1 januari 2026", "januari 2026"),
        (dt.date(2024, 12, 31), "31 december 2024", "december 2024"),
    ],
)
def test_a_day_and_a_month(words: Words, day: dt.date, whole: str, month: str) -> None:
    """As people say them, without a nought in front."""
    assert words.day(day) == whole
    assert words.month(day) == month


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2023", "2023"),
        ("2023-01", "januari 2023"),
        ("2023-12", "december 2023"),
        ("2023-01-05", "5 januari 2023"),
        ("2023-10-31", "31 oktober 2023"),
    ],
)
def test_a_part_of_a_date(words: Words, text: str, said: str) -> None:
    """As much as the source shows."""
    assert words.part_date(text) == said


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")],
)
def test_listing(words: Words, items: list[str], said: str) -> None:
    """Commas, and a word before the last."""
    assert words.listing(items) == said


def test_groups_and_languages(words: Words) -> None:
    """By the words of the taxonomy, in the order of the file."""
    assert words.groups(["ouderen", "weinig-geld"]) == "ouderen en mensen met weinig geld"
    assert words.languages(["nl", "fr", "ar"]) == "Nederlands, Frans en Arabisch"
    with pytest.raises(KeyError):
        words.groups(["weg"])


# --- distance ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("group", "precision", "km", "said"),
    [
        # In the own municipality a village says enough, and so does a door round the corner.
        (Group.HERE, Precision.VILLAGE, 0.0, "in Linde"),
        (Group.HERE, Precision.VILLAGE, 4.2, "in Linde"),
        (Group.HERE, Precision.DOOR, 0.4, "in Linde"),
        (Group.HERE, Precision.DOOR, 0.999, "in Linde"),
        (Group.HERE, Precision.DOOR, 1.0, "ongeveer 1 km"),
        (Group.HERE, Precision.DOOR, 4.2, "ongeveer 4 km"),
        (Group.HERE, Precision.STREET, 4.2, "ongeveer 4 km"),
        (Group.NEAR, Precision.VILLAGE, 0.3, "minder dan 1 km"),
        (Group.NEAR, Precision.DOOR, 0.999, "minder dan 1 km"),
        (Group.NEAR, Precision.VILLAGE, 1.0, "ongeveer 1 km"),
        (Group.NEAR, Precision.DOOR, 3.4, "ongeveer 3 km"),
        (Group.NEAR, Precision.DOOR, 3.6, "ongeveer 4 km"),
        (Group.NEAR, Precision.DOOR, 14.96, "ongeveer 15 km"),
        (Group.NEAR, Precision.VILLAGE, 107.3, "ongeveer 107 km"),
        (Group.WIDE, Precision.DOOR, 52.1, "ongeveer 52 km"),
        (Group.WIDE, Precision.VILLAGE, 0.2, "minder dan 1 km"),
    ],
)
def test_distance(words: Words, group: Group, precision: Precision, km: float, said: str) -> None:
    """Rounded, because many points are those of a village."""
    one = entry("een", spot(51.0, 3.5, precision), **LINDE)
    assert words.distance(Result(one, group, km)) == said


@pytest.mark.parametrize(
    ("serves", "said"),
    [
        (["Linde"], "voor Linde"),
        (["Vlaanderen", "Brussel"], "voor Vlaanderen en Brussel"),
        (["Linde", "Eik", "provincie Zuidland"], "voor Linde, Eik en provincie Zuidland"),
    ],
)
def test_without_a_place_it_says_whom_it_serves(words: Words, serves: list[str], said: str) -> None:
    """Kilometres to nowhere would be a lie."""
    one = entry("een", serves=serves)
    assert words.distance(Result(one, Group.WIDE, 0.0)) == said


def test_a_point_without_an_address_is_in_no_village(words: Words) -> None:
    """With only coordinates the distance is said, also close by."""
    one = entry("een", spot(51.0, 3.5), serves=["Linde"])
    assert words.distance(Result(one, Group.HERE, 0.4)) == "minder dan 1 km"


def test_areas(words: Words) -> None:
    """What it serves, else the municipality of its address; a former name becomes today's."""
    assert words.areas(entry("een", serves=["Linde", "Eik"])) == "Linde en Eik"
    assert words.areas(entry("een", address={"place": "Oud-Eik"})) == "Eik"
    assert words.areas(entry("een", serves=["Eik"], **LINDE)) == "Eik"
    assert words.areas(entry("een")) == ""


# --- warnings ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        # That nobody checked it, is ordinary; it is said once on a page.
        ({"sources": [{"url": "https://x.be", "seen": "2026-10"}]}, ""),
        ({"sources": [{"url": "https://x.be"}]}, ""),
        ({"sources": [{"url": "https://x.be", "seen": "2023"}]}, ""),
        ({"checked": {"date": "2025-11-21", "how": "phone"}}, ""),
        # Really old: five years for a source, two for a check that somebody may trust.
        ({"sources": [{"url": "https://x.be", "seen": "2021-11-22"}]}, ""),
        (
            {"sources": [{"url": "https://x.be", "seen": "2021-11-21"}]},
            "Deze info komt uit 2021.",
        ),
        (
            {"sources": [{"url": "https://x.be", "seen": OLD}]},
            "Deze info komt uit 2018.",
        ),
        ({"checked": {"date": "2024-11-22", "how": "phone"}}, ""),
        (
            {"checked": {"date": "2024-11-21", "how": "phone"}},
            "Nagekeken in 2024. Dat is lang geleden.",
        ),
        # Paused, whatever the date.
        ({"status": "paused"}, "Dit ligt nu even stil."),
        (
            {"status": {"state": "paused", "until": "2027-01-05"}},
            "Dit ligt stil tot 5 januari 2027.",
        ),
        (
            {"status": {"state": "paused", "until": "2027-01-05", "message": "Tot dan!"}},
            "Dit ligt stil tot 5 januari 2027. Tot dan!",
        ),
        (
            {
                "status": {"state": "paused", "message": "Bel ons."},
                "sources": [{"url": "https://x.be"}],
            },
            "Dit ligt nu even stil. Bel ons.",
        ),
    ],
)
def test_warning(words: Words, fields: dict[str, object], said: str) -> None:
    """Only what is out of the ordinary."""
    one: Listed = entry("een", **{**LINDE, **fields})
    assert words.warning(one) == said


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (None, ""),
        ("2026-10-01", "Nagekeken in oktober 2026."),
        ("2024-11-22", "Nagekeken in november 2024."),
        ("2024-11-21", ""),
    ],
)
def test_only_the_check_of_a_person_is_a_check(words: Words, date: str | None, said: str) -> None:
    """A fresh source is no check, and an old check is a warning."""
    checked = {"checked": {"date": date, "how": "phone"}} if date else {}
    assert words.checked(entry("een", **LINDE, **checked)) == said


@pytest.mark.parametrize(
    ("checked", "all_", "said"),
    [
        (0, 0, ""),
        (0, 3, "Niemand keek dit al na. Bel eerst."),
        (1, 3, "1 plek is nagekeken, de andere nog niet. Bel eerst."),
        (2, 3, "2 plekken zijn nagekeken, de andere nog niet. Bel eerst."),
        (1, 1, "Alles is nagekeken."),
        (3, 3, "Alles is nagekeken."),
    ],
)
def test_what_was_checked_is_said_once(words: Words, checked: int, all_: int, said: str) -> None:
    seen = {"checked": {"date": "2026-10-01", "how": "phone"}}
    entries = [entry(f"i{n}", **LINDE, **(seen if n < checked else {})) for n in range(all_)]
    assert words.once(entries) == said


# --- the telephone -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("09 245 09 05", "tel:+3292450905"),
        ("09/245.09.05", "tel:+3292450905"),
        ("(09) 245 09 05", "tel:+3292450905"),
        ("+32 9 245 09 05", "tel:+3292450905"),
        ("+32 (0)9 245 09 05", "tel:+3292450905"),
        ("0032 9 245 09 05", "tel:+3292450905"),
        ("0472 12 34 56", "tel:+32472123456"),
        ("0800 13 500", "tel:+3280013500"),
        ("1712", "tel:1712"),
        ("17 12", "tel:1712"),
        ("112", "tel:112"),
    ],
)
def test_phone_link(text: str, link: str) -> None:
    """The international form, which a phone can always call; short numbers stay short."""
    assert phone_link(text) == link


@given(st.sampled_from(["02 {}", "09 {}", "014 {}", "0472 {}"]), st.integers(100000, 9999999))
def test_a_link_calls_the_number_that_was_written(form: str, rest: int) -> None:
    """Reading the link gives the same number as reading the text."""
    text = form.format(rest)
    assert phonenumbers.parse(phone_link(text)[4:]) == phonenumbers.parse(text, "BE")
