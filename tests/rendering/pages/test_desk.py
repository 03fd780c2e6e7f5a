"""What the table of the desk says of an initiative, and what it leaves out."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from finder.rendering.pages import desk

from tests.building import entry, spot
from tests.sites import SMALL, copy_repository, site_of

if TYPE_CHECKING:
    from pathlib import Path

    from finder.words.saying import Words

ADDRESS = {"street": "Lindelaan 1", "postcode": "9000", "place": "Linde"}
CHECKED = {"date": dt.date(2026, 11, 20), "how": "phone"}


@pytest.mark.parametrize(
    ("fields", "column", "expected"),
    [
        ({"address": ADDRESS}, "place", "Lindelaan 1, Linde"),
        ({"serves": ["Eik"]}, "place", "Eik"),
        ({"welcome": {"who": "everyone"}}, "whom", "iedereen"),
        (
            {"welcome": {"who": "only", "groups": ["gezinnen"], "note": "Uit de buurt."}},
            "whom",
            "alleen gezinnen. Uit de buurt.",
        ),
        ({"welcome": {"who": "preferably", "groups": ["gezinnen"]}}, "whom", "gezinnen"),
        ({"referral": "needed"}, "referral", "needed"),
        ({"referral": "unknown"}, "referral", None),
        ({"appointment": "not-needed"}, "appointment", "not-needed"),
        ({"from_elsewhere": "no"}, "from_elsewhere", "no"),
        ({"cost": {"kind": "free"}}, "cost", "gratis"),
        ({"cost": {"kind": "paid", "note": "2 euro"}}, "cost", "je betaalt. 2 euro"),
        ({"cost": {"kind": "unknown"}}, "cost", None),
        ({"hours": "Mo 09:00-12:00"}, "hours", "Maandag: 9 tot 12 uur"),
        ({}, "hours", None),
        ({"contact": {"phone": "09 245 09 05"}}, "step", "09 245 09 05"),
        ({"contact": {"phone": "09 245 09 05"}}, "href", "tel:+3292450905"),
        (
            {"contact": {"phone": "09 245 09 05", "phone_of": "organisation"}},
            "whose",
            "Nummer van de organisatie erachter. Vraag naar Het Voorbeeldhuis.",
        ),
        ({}, "age", "oktober 2026"),
        ({}, "seen", "2026-10-01"),
        ({}, "old", None),
        ({"checked": CHECKED}, "age", "november 2026, nagekeken"),
        ({"sources": [{"url": "https://a.be", "seen": "2024"}]}, "old", "yes"),
        ({"sources": [{"url": "https://a.be"}]}, "age", "geen datum"),
        ({"sources": [{"url": "https://a.be"}]}, "seen", None),
    ],
)
def test_a_column_says_what_is_known_and_nothing_else(
    fields: dict[str, Any], column: str, expected: str | None, words: Words
) -> None:
    where = spot(51.0, 3.5) if "address" in fields else None
    assert desk.facts(entry("voorbeeldhuis", where, **fields), words).get(column) == expected


def test_the_file_has_every_place_and_the_words_of_the_script(tmp_path: Path) -> None:
    site = site_of(copy_repository(tmp_path, SMALL / "initiatives"))
    (file,) = desk.files(site)
    shown = json.loads(file.content)
    assert set(shown["facts"]) == {one.slug for one in site.directory.places}
    assert shown["words"]["referral"] == site.words.say("desk.script.referral")
