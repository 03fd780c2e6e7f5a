"""The desk of a social worker: a table that is sorted by keyboard, copied, saved and compared."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.modules import call

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.visiting import Visit, Visitor
    from tests.sites import BuiltSite

DESK = "hulpverleners/"
SCREEN: Any = {"width": 1440, "height": 900}
WHOLE = """() => [...document.querySelectorAll("[data-row]")]
    .filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length"""
COLUMNS = [
    "Naam", "Soort", "Waar en hoe ver", "Voor wie", "Verwijzing", "Afspraak", "Van elders",
    "Prijs", "Uren", "Volgende stap", "Feiten van",
]  # fmt: skip


@pytest.fixture
def visit(visitor: Visitor, built_site: BuiltSite) -> Visit:
    """A social worker at a desk, who looked up 9000."""
    someone = visitor.open(built_site, None, javascript=True)
    someone.page.set_viewport_size(SCREEN)
    someone.go(f"{DESK}?q=9000")
    rows(someone.page).first.wait_for()
    return someone


def rows(page: Page) -> Locator:
    return page.locator("[data-row]")


def slugs(page: Page) -> list[str]:
    found: list[str] = rows(page).evaluate_all("all => all.map(row => row.dataset.row)")
    return found


def cells(page: Page, column: str) -> list[str]:
    """The texts of a column, from the top."""
    at = COLUMNS.index(column) + 2
    found = page.locator(f"[data-row] > :nth-child({at})").all_inner_texts()
    return [" ".join(text.split()) for text in found]


def status(page: Page) -> Locator:
    return page.get_by_role("status").first


# --- a place ---


def test_the_box_has_the_focus_and_a_postcode_stays_on_the_desk(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    visit = visitor.open(built_site, DESK, javascript=True)
    box = visit.page.get_by_label("Postcode of gemeente")
    expect(box).to_be_focused()
    visit.settle()
    visit.page.keyboard.type("9000")
    visit.page.keyboard.press("Enter")
    rows(visit.page).first.wait_for()
    assert visit.address == f"{DESK}?q=9000"
    expect(status(visit.page)).to_contain_text("bij 9000 Gent.")


def test_the_table_has_what_the_pages_of_the_postcode_have_in_their_order(visit: Visit) -> None:
    shown = slugs(visit.page)
    reader = visit.page.context.new_page()
    found: list[str] = []
    for address in ("9000/", "9000/2/"):
        reader.goto(visit.home + address)
        found += reader.locator("[data-initiative]").evaluate_all(
            "all => all.map(one => one.dataset.initiative)"
        )
    assert shown == found
    heads = visit.page.locator(".dz thead button").all_inner_texts()
    assert [" ".join(head.split()) for head in heads] == COLUMNS


def test_fifteen_rows_stand_on_a_screen(visit: Visit) -> None:
    assert visit.page.evaluate(WHOLE) >= 15


def test_a_name_that_is_no_place_is_said_and_one_of_several_is_asked(visit: Visit) -> None:
    box = visit.page.get_by_label("Postcode of gemeente")
    box.fill("Blablastad")
    box.press("Enter")
    expect(status(visit.page)).to_contain_text("Deze plaats kennen we niet.")
    box.fill("Sint")
    box.press("Enter")
    expect(status(visit.page)).to_contain_text("Bedoel je een van deze?")
    status(visit.page).get_by_role("button").first.click()
    expect(status(visit.page)).to_contain_text(" bij ")


def test_the_last_five_places_stay_on_this_device_only(visit: Visit) -> None:
    box = visit.page.get_by_label("Postcode of gemeente")
    for code in ("1000", "2000", "3000", "8500", "9300"):
        box.fill(code)
        box.press("Enter")
        expect(status(visit.page)).to_contain_text(f" bij {code} ")
    visit.page.reload()
    recent = visit.page.locator(".dr button")
    expect(recent).to_have_count(6)
    assert [text[:4] for text in recent.all_inner_texts()[:5]] == [
        "9300", "8500", "3000", "2000", "1000",
    ]  # fmt: skip
    recent.nth(4).click()
    expect(status(visit.page)).to_contain_text(" bij 1000 ")
    visit.page.get_by_role("button", name="Wis deze plaatsen").click()
    expect(visit.page.locator(".dr button")).to_have_count(0)
    assert visit.page.evaluate("Object.keys(localStorage)") == []


# --- filters ---


def test_all_filters_are_open_and_the_address_keeps_them(visit: Visit) -> None:
    total = rows(visit.page).count()
    eten = visit.page.get_by_role("button", name="Eten", exact=True)
    eten.focus()
    visit.page.keyboard.press("Enter")
    expect(eten).to_have_attribute("aria-pressed", "true")
    expect(eten).to_be_focused()
    assert 0 < rows(visit.page).count() < total
    assert all("Eten" in kinds for kinds in cells(visit.page, "Soort"))
    visit.page.get_by_role("button", name="Zonder doorverwijzing").click()
    assert visit.address == f"{DESK}?q=9000&soort=eten&doorverwijzing=ja"
    before = slugs(visit.page)
    visit.page.reload()
    rows(visit.page).first.wait_for()
    assert slugs(visit.page) == before


def test_what_nobody_knows_stays_until_somebody_hides_it(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Gratis").click()
    said = [text.split(".")[0] for text in cells(visit.page, "Prijs")]
    assert set(said) == {"gratis", "niet bekend"}
    unknown = said.count("niet bekend")
    expect(status(visit.page)).to_contain_text(f"Van {unknown} weten we niet zeker of het past.")
    visit.page.get_by_role("button", name="Toon alleen wat zeker past").click()
    assert {text.split(".")[0] for text in cells(visit.page, "Prijs")} == {"gratis"}
    expect(status(visit.page)).to_contain_text("Die zie je nu niet.")
    visit.page.get_by_role("button", name="Wis alle filters").click()
    assert visit.address == f"{DESK}?q=9000"


@pytest.mark.parametrize(
    ("known", "asked", "expected"),
    [
        ({"referral": "not-needed"}, {"doorverwijzing": True}, True),
        ({"referral": "needed"}, {"doorverwijzing": True}, False),
        ({}, {"doorverwijzing": True}, None),
        ({"appointment": "not-needed", "from_elsewhere": "no"}, {"afspraak": True}, True),
        ({"appointment": "not-needed", "from_elsewhere": "no"}, {"elders": True}, False),
        ({"referral": "not-needed"}, {"doorverwijzing": True, "elders": True}, None),
        ({"referral": "needed"}, {}, True),
    ],
)
def test_filters_of_the_desk(
    visit: Visit, known: dict[str, str], asked: dict[str, bool], expected: bool | None
) -> None:
    row = {"facts": {}, "known": known}
    assert call(visit, "rows.js", "verdict", [row, {"kinds": []}, asked]) == [expected]


# --- sorting ---


def test_a_column_is_sorted_by_keyboard_both_ways_and_what_is_unknown_is_last(visit: Visit) -> None:
    page = visit.page
    for column in ("Naam", "Verwijzing"):
        page.locator(".dz thead").get_by_role("button", name=column).focus()
        page.keyboard.press("Enter")
        head = page.get_by_role("columnheader", name=column)
        expect(head).to_have_attribute("aria-sort", "ascending")
        expect(head.get_by_role("button")).to_be_focused()
        up = [text for text in cells(page, column) if text != "niet bekend"]
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", "descending")
        down = cells(page, column)
        assert [text for text in down if text != "niet bekend"] == sorted(
            up, key=up.index, reverse=True
        )
        known = [text != "niet bekend" for text in down]
        assert known == sorted(known, reverse=True)


ROWS = [
    {"slug": "a", "cells": {"name": "Bus 10", "cost": ""}, "known": {"seen": "2024-01-01"}},
    {"slug": "b", "cells": {"name": "Bus 9", "cost": "gratis"}, "known": {}},
    {"slug": "c", "cells": {"name": "álba", "cost": "gratis"}, "known": {"seen": "2026-01-01"}},
]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ({"column": "place", "isDown": False}, "abc"),
        ({"column": "place", "isDown": True}, "cba"),
        ({"column": "name", "isDown": False}, "cba"),
        ({"column": "name", "isDown": True}, "abc"),
        ({"column": "cost", "isDown": False}, "bca"),
        ({"column": "cost", "isDown": True}, "bca"),
        ({"column": "age", "isDown": False}, "acb"),
        ({"column": "age", "isDown": True}, "cab"),
    ],
)
def test_the_order_of_rows(visit: Visit, order: dict[str, object], expected: str) -> None:
    (found,) = call(visit, "rows.js", "sorted", [ROWS, order])
    assert "".join(row["slug"] for row in found) == expected


# --- to keep, to copy and to compare ---


def test_the_table_is_saved_for_a_spreadsheet_as_it_is_shown(visit: Visit) -> None:
    visit.page.get_by_role("button", name="Eten", exact=True).click()
    with visit.page.expect_download() as saving:
        visit.page.get_by_role("button", name="Bewaar als bestand").click()
    assert saving.value.suggested_filename == "steun-9000.csv"
    text = Path(saving.value.path()).read_text(encoding="utf-8-sig")
    header, *lines = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert header == [*COLUMNS, "Gewone pagina"]
    assert [line[-1].split("/")[-2] for line in lines] == slugs(visit.page)
    assert len(lines) == rows(visit.page).count()
    assert all(line[0] for line in lines)


def test_the_table_is_copied_with_columns(visit: Visit) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.page.get_by_role("button", name="Kopieer de tabel").click()
    expect(visit.page.get_by_text("De tabel is gekopieerd.")).to_be_visible()
    text = visit.page.evaluate("navigator.clipboard.readText()")
    lines = [line.split("\t") for line in text.splitlines()]
    assert {len(line) for line in lines} == {len(COLUMNS) + 1}
    assert len(lines) == 1 + rows(visit.page).count()


@pytest.mark.parametrize("text", ["=1+1", "+32 9 123", "-x", "@x", "'=1"])
def test_no_cell_is_a_formula(visit: Visit, text: str) -> None:
    (found,) = call(visit, "rows.js", "asCsv", [[[text, 'a "b"; c']]])
    assert list(csv.reader(io.StringIO(found.lstrip("\ufeff")), delimiter=";")) == [
        [f"'{text}", 'a "b"; c']
    ]


def test_two_to_four_are_compared_side_by_side(visit: Visit) -> None:
    page = visit.page
    names = cells(page, "Naam")
    compare = page.get_by_role("button", name="Vergelijk (")
    expect(compare).to_be_disabled()
    for at in range(5):
        rows(page).nth(at).get_by_role("checkbox").click()
    expect(page.get_by_text("Je kan er hooguit vier vergelijken.")).to_be_visible()
    expect(rows(page).nth(4).get_by_role("checkbox")).not_to_be_checked()
    compare.click()
    table = page.get_by_role("table", name="Naast elkaar")
    assert table.locator("thead th").all_inner_texts() == names[:4]
    assert table.locator("tbody th").all_inner_texts() == COLUMNS[1:]
    back = page.get_by_role("button", name="Terug naar de tabel")
    expect(back).to_be_focused()
    back.click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(4)


def test_what_is_chosen_goes_to_the_list(visit: Visit) -> None:
    chosen = slugs(visit.page)[:2]
    for at in range(2):
        rows(visit.page).nth(at).get_by_role("checkbox").click()
    visit.page.get_by_role("button", name="Zet in Mijn lijst (2)").click()
    visit.page.get_by_role("link", name="Naar Mijn lijst").click()
    visit.page.locator("article[data-kept]").first.wait_for()
    found = visit.page.locator("article[data-kept]").evaluate_all(
        "all => all.map(e => e.dataset.kept)"
    )
    assert found == chosen


# --- for everyone ---


def test_without_javascript_the_page_says_what_to_do_and_the_box_leads_on(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    visit = visitor.open(built_site, DESK)
    expect(visit.page.get_by_text("De tabel werkt alleen met JavaScript.")).to_be_visible()
    visit.page.get_by_label("Postcode of gemeente").fill("9000")
    visit.page.get_by_role("button", name="Zoek").click()
    assert visit.address == "zoeken/?q=9000"


def test_without_a_network_it_says_so(visitor: Visitor, built_site: BuiltSite) -> None:
    visit = visitor.open(built_site, DESK, javascript=True, wrong=True)
    visit.settle()
    visit.page.route("**/9000/**", lambda route: route.abort())
    visit.page.keyboard.type("9000")
    visit.page.keyboard.press("Enter")
    expect(status(visit.page)).to_have_text("Dat lukt nu niet. Kijk of je internet hebt.")


def test_nothing_is_in_the_way_of_anybody(visit: Visit) -> None:
    page = visit.page
    found = violations(page, "the table")
    for at in range(2):
        rows(page).nth(at).get_by_role("checkbox").click()
    page.get_by_role("button", name="Vergelijk (").click()
    found += violations(page, "side by side")
    page.set_viewport_size({"width": 320, "height": 568})
    found += violations(page, "on a small phone")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert (found, width) == ([], 320)


def test_the_address_and_the_store_hold_no_name(visit: Visit) -> None:
    """Only places are kept, each a code and how it is called."""
    kept = json.loads(visit.page.evaluate("Object.values(localStorage)[0]"))
    assert kept == [{"code": "9000", "label": "9000 Gent"}]
