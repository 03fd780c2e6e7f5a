"""The figures: the same numbers in the bars and in the table behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import lxml.html
import pytest
from finder.directory import Directory
from finder.places.spots import Precision
from finder.rendering.figures import everywhere, local
from finder.rendering.pages import figures, municipalities
from finder.rendering.pages.frame import Frame
from finder.rendering.site import Site
from finder.settings import Settings
from finder.words.glossary import Glossary

from tests.building import TODAY, entry, real_gazetteer, small_gazetteer, small_words, spot

if TYPE_CHECKING:
    from finder.directory import Listed
    from finder.rendering.figures import Chart

LINDE = spot(51.0, 3.5)
AT_LINDE = {"address": {"street": "Straat 1", "postcode": "9000", "place": "Linde"}}


def directory(*entries: Listed) -> Directory:
    return Directory(entries, small_gazetteer())


def site(*entries: Listed) -> Site:
    settings = Settings("Steun", "https://a.example/")
    return Site(directory(*entries), (), (), small_words(), Glossary({}), settings, TODAY)


def numbers(chart: Chart) -> dict[str, int]:
    return {bar.label: bar.number for bar in chart.bars}


def page(*entries: Listed) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(figures.overview(Frame(site(*entries))).body)


HUIS = entry("huis", LINDE, kinds=["ontmoeten", "maatje"], **AT_LINDE)
OVERAL = entry("overal", None, kinds=["ontmoeten"], serves=["Vlaanderen"])


def test_each_initiative_counts_once_for_its_province_and_once_for_each_kind() -> None:
    provinces, kinds, fresh, _ = everywhere(directory(HUIS, OVERAL), small_words())["charts"]
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
    _, kinds, *_ = everywhere(directory(HUIS, OVERAL), small_words())["charts"]
    assert {bar.label: bar.share for bar in kinds.bars if bar.number} == {
        "Mensen ontmoeten": 100,
        "Een maatje": 50,
    }


def test_each_province_says_what_share_of_it_a_person_checked() -> None:
    """Of a hundred, so that two provinces can be compared; one without a place says nothing."""
    checked = {"date": TODAY.isoformat(), "how": "phone"}
    linde = {"place": "Linde", "postcode": "9000"}
    entries = [
        entry("a", spot(51.0, 3.5), address=linde, checked=checked),
        entry("b", spot(51.0, 3.5), address=linde),
        entry("c", spot(51.0, 3.5), address=linde),
        entry("d", spot(50.8, 5.0), address={"place": "Beuk", "postcode": "8000"}),
    ]
    *_, shares = everywhere(directory(*entries), small_words())["charts"]
    assert [(bar.label, bar.number, bar.share) for bar in shares.bars] == [
        ("Noordland", 33, 33),
        ("Zuidland", 0, 0),
    ]
    assert shares.unit == "%"


def test_little_is_not_nothing() -> None:
    many = [entry(f"huis-{n}", LINDE, kinds=["ontmoeten"], **AT_LINDE) for n in range(300)]
    found = local([*many, entry("een", LINDE, kinds=["maatje"], **AT_LINDE)], small_words())
    shares = {bar.number: bar.share for bar in found[0].bars}
    assert shares == {300: 100, 1: 1, 0: 0}


def test_the_farthest_municipality_without_anything_comes_first() -> None:
    found = everywhere(directory(HUIS), small_words())
    assert [gap["name"] for gap in found["gaps"]] == ["Beuk-Olm", "Brussel", "Eik"]
    assert {gap["nearest_slug"] for gap in found["gaps"]} == {"huis"}
    assert [town["name"] for town in found["without"]] == ["Beuk-Olm", "Brussel", "Eik"]
    assert numbers(found["far"]) == {gap["name"]: gap["km"] for gap in found["gaps"]}
    assert numbers(found["empty"]) == {"Noordland": 1, "Zuidland": 1, "Brussel": 1}


def test_only_the_ten_largest_gaps_are_shown() -> None:
    real = Directory([entry("huis", spot(51.05, 3.72))], real_gazetteer())
    found = everywhere(real, small_words())
    assert len(found["gaps"]) == len(found["far"].bars) == 10
    assert len(found["without"]) > 300


def test_nothing_at_all_has_figures_too() -> None:
    found = everywhere(directory(), small_words())
    assert found["gaps"] == []
    assert len(found["without"]) == 4
    assert {bar.share for chart in found["charts"] for bar in chart.bars} == {0}
    assert all(circle.is_empty for circle in found["drawing"].circles)
    assert "Waar is het ver?" not in page().text_content()


def test_each_municipality_is_a_circle_of_which_the_surface_tells_how_much_it_has() -> None:
    several = [entry(f"huis-{n}", LINDE, **AT_LINDE) for n in range(4)]
    eik = entry("eik", spot(51.06, 3.6), address={"postcode": "9100", "place": "Eik"})
    drawing = everywhere(directory(*several, eik), small_words())["drawing"]
    circles = {circle.label: circle for circle in drawing.circles}
    assert set(circles) == {"Linde: 4", "Eik: 1", "Brussel: nog niets", "Beuk-Olm: nog niets"}
    smallest = circles["Brussel: nog niets"].radius
    assert circles["Linde: 4"].radius - smallest == pytest.approx(
        2 * (circles["Eik: 1"].radius - smallest)
    )
    assert [one.label for one in drawing.circles if one.is_empty] == [
        "Beuk-Olm: nog niets",
        "Brussel: nog niets",
    ]


def test_the_drawn_map_has_north_on_top_and_keeps_everything_inside() -> None:
    drawing = everywhere(Directory([], real_gazetteer()), small_words())["drawing"]
    places = {one.label.partition(":")[0]: (one.x, one.y) for one in drawing.circles}
    assert len(places) == len(real_gazetteer().municipalities)
    assert all(0 < x < drawing.width and 0 < y < drawing.height for x, y in places.values())
    assert places["Essen"][1] < places["Antwerpen"][1] < places["Mechelen"][1]
    assert places["De Panne"][0] < places["Gent"][0] < places["Maaseik"][0]
    dots = [tuple(map(int, dot)) for dot in re.findall(r"M(\d+) (\d+)h\.1", drawing.land)]
    assert len(dots) > 1000
    assert all(0 < x < drawing.width and 0 < y < drawing.height for x, y in dots)


def test_bars_and_table_say_the_same_without_styles_of_their_own() -> None:
    """Behind each drawing stands a table, folded away."""
    tree = page(HUIS, OVERAL)
    charts = tree.xpath("//svg[@role='img']")
    assert len(charts) == 7
    assert tree.xpath("//@style | //style | //script | //@*[starts-with(name(), 'on')]") == []
    for chart in charts:
        assert chart.get("aria-label")
        (table,) = chart.xpath("following-sibling::details[1]//table")
        drawn = chart.xpath("text/text()")
        for text, row in zip(drawn, table.xpath(".//tbody/tr"), strict=bool(drawn)):
            label, number = row.xpath("string(th/a | th[not(a)])"), row.xpath("string(td)")
            assert text.removesuffix(" km").removesuffix(" %") == f"{label}: {number}"


def test_the_table_of_municipalities_has_all_of_them_with_a_link() -> None:
    tree = page(HUIS)
    (table,) = tree.xpath("//svg[@role='img' and @viewbox]/following-sibling::details[1]//table")
    rows = {row.xpath("string(th)"): row.xpath("string(td)") for row in table.xpath(".//tbody/tr")}
    assert rows == {"Beuk-Olm": "0", "Brussel": "0", "Eik": "0", "Linde": "1"}
    assert len(table.xpath(".//a[contains(@href, 'gemeenten/')]")) == 4


def test_equal_data_give_equal_bytes_in_any_order() -> None:
    first, second = (
        figures.overview(Frame(site(*two))) for two in ((HUIS, OVERAL), (OVERAL, HUIS))
    )
    assert first.source == second.source


def test_a_name_on_the_page_is_text() -> None:
    hostile = entry("huis", LINDE, name="<b>${1}{{ 7*7 }}</b>", **AT_LINDE)
    body = figures.overview(Frame(site(hostile))).body
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


def municipality(name: str, *entries: Listed) -> lxml.html.HtmlElement:
    town = small_gazetteer().municipalities[name]
    tree = lxml.html.document_fromstring(
        municipalities.municipality(Frame(site(*entries)), town).body
    )
    (found,) = tree.xpath("//details[summary = 'Cijfers van deze gemeente']")
    return found


def test_the_page_of_a_municipality_has_its_figures_folded_away() -> None:
    """The same bars, and behind them the same tables, as on the page of all figures."""
    found = municipality("Linde", HUIS)
    assert "open" not in found.attrib
    assert [heading.text for heading in found.iter("h3")] == [
        chart.title for chart in local([HUIS], small_words())
    ]
    assert len(found.xpath("svg[@role='img']")) == len(found.xpath("details//table")) == 3


def test_a_municipality_without_anything_tells_what_is_nearest() -> None:
    found = municipality("Eik", HUIS)
    assert "nog niets" in found.text_content()
    assert "ongeveer 10 km: Het Voorbeeldhuis (Linde)." in found.text_content()
    assert found.xpath("//a/@href[contains(., 'initiatieven/huis/')]")
    assert "Het dichtste" not in municipality("Eik").text_content()
