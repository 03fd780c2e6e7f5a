"""The figures: the same numbers in the bars and in the table behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import lxml.html
import pytest
from finder.directory import Directory
from finder.locating import Precision
from finder.rendering.figures import everywhere, local
from finder.rendering.glossary import Glossary
from finder.rendering.pages import Pages, Settings, Site

from tests.building import entry, small_gazetteer, small_words, spot

if TYPE_CHECKING:
    from finder.directory import Listed
    from finder.rendering.figures import Chart

LINDE = spot(51.0, 3.5)
AT_LINDE = {"address": {"street": "Straat 1", "postcode": "9000", "place": "Linde"}}


def directory(*entries: Listed) -> Directory:
    return Directory(entries, small_gazetteer())


def site(*entries: Listed) -> Site:
    settings = Settings("Steun", "https://a.example/")
    return Site(directory(*entries), (), (), small_words(), Glossary({}), settings)


def numbers(chart: Chart) -> dict[str, int]:
    return {bar.label: bar.number for bar in chart.bars}


def page(*entries: Listed) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(Pages(site(*entries)).figures().body)


HUIS = entry("huis", LINDE, kinds=["ontmoeten", "maatje"], **AT_LINDE)
OVERAL = entry("overal", None, kinds=["ontmoeten"], serves=["Vlaanderen"])


def test_each_initiative_counts_once_for_its_province_and_once_for_each_kind() -> None:
    provinces, kinds, fresh = everywhere(directory(HUIS, OVERAL), small_words())["charts"]
    assert {name: n for name, n in numbers(provinces).items() if n} == {
        "Noordland": 1,
        "Heel Vlaanderen of Brussel": 1,
    }
    assert {name: n for name, n in numbers(kinds).items() if n} == {
        "Mensen ontmoeten": 2,
        "Een maatje": 1,
    }
    assert sum(numbers(fresh).values()) == 2


def test_the_longest_bar_is_full_and_the_others_follow() -> None:
    _, kinds, _ = everywhere(directory(HUIS, OVERAL), small_words())["charts"]
    assert {bar.label: bar.share for bar in kinds.bars if bar.number} == {
        "Mensen ontmoeten": 100,
        "Een maatje": 50,
    }


def test_the_farthest_municipality_without_anything_comes_first() -> None:
    found = everywhere(directory(HUIS), small_words())
    assert [gap["name"] for gap in found["gaps"]] == ["Beuk-Olm", "Brussel", "Eik"]
    assert {gap["nearest_slug"] for gap in found["gaps"]} == {"huis"}
    assert [town["name"] for town in found["without"]] == ["Beuk-Olm", "Brussel", "Eik"]


def test_nothing_at_all_has_figures_too() -> None:
    found = everywhere(directory(), small_words())
    assert found["gaps"] == []
    assert len(found["without"]) == 4
    assert {bar.share for chart in found["charts"] for bar in chart.bars} == {0}


def test_bars_and_table_say_the_same_without_styles_of_their_own() -> None:
    tree = page(HUIS, OVERAL)
    drawn = tree.xpath("//svg/text/text()")
    rows = [[cell.text_content() for cell in row] for row in tree.xpath("//tbody/tr")]
    assert drawn == [f"{label}: {number}" for label, number in rows]
    assert tree.xpath("//@style | //style | //script") == []
    assert len(tree.xpath("//svg[@aria-label]")) == 3


def test_equal_data_give_equal_bytes_in_any_order() -> None:
    first, second = Pages(site(HUIS, OVERAL)).figures(), Pages(site(OVERAL, HUIS)).figures()
    assert first.source == second.source


def test_a_name_on_the_page_is_text() -> None:
    hostile = entry("huis", LINDE, name="<b>${1}{{ 7*7 }}</b>", **AT_LINDE)
    body = Pages(site(hostile)).figures().body
    assert "<b>" not in body
    assert re.search(r"&lt;b&gt;\$\{1\}\{\{ 7\*7 \}\}&lt;/b&gt;", body)


@pytest.mark.parametrize(("precision", "vague"), [(Precision.DOOR, 0), (Precision.VILLAGE, 1)])
def test_a_local_government_sees_what_is_missing(precision: Precision, vague: int) -> None:
    one = entry(
        "huis",
        spot(51.0, 3.5, precision),
        contact={"phone": "09 245 09 05"},
        cost={"kind": "free"},
        **AT_LINDE,
    )
    _, _, missing = local([one], small_words())
    found = numbers(missing)
    assert found["Telefoon"] == 0
    assert found["Prijs"] == 0
    assert found["Uren"] == 1
    assert found["Plaats niet tot aan de deur"] == vague


def test_a_municipality_without_anything_has_no_figures_of_its_own() -> None:
    assert local([], small_words()) == []
