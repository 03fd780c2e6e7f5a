"""The leaflet of a municipality: rights first, then by need, and what fits on one sheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import lxml.html
import pytest
from finder.directory import Group, Result
from finder.rendering.codes import qr
from finder.rendering.pages import leaflet
from finder.rendering.pages.frame import Frame
from finder.rendering.switching import with_languages
from finder.words.steps import Step

from tests.building import entry, small_gazetteer, small_words
from tests.sites import copy_repository, site_of

if TYPE_CHECKING:
    from finder.rendering.site import Site, Tongue
    from finder.words.saying import Words

LINDE = small_gazetteer().municipalities["Linde"]
PHONE = Step("phone", "tel:1", "09 245 09 05")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The frozen selection of real initiatives."""
    return site_of(copy_repository(tmp_path_factory.mktemp("leaflet")))


def results(*kinds: str) -> list[Result]:
    """A result of each kind, in this order, named after its place in the row."""
    return [
        Result(entry(f"n{at}", name=f"N{at}", kinds=[kind]), Group.HERE, 0.0)
        for at, kind in enumerate(kinds)
    ]


def names(found: list[Result], room: float) -> list[list[str]]:
    steps = {one.listed.slug: PHONE for one in found}
    taken = leaflet.chosen(found, LINDE, small_words().taxonomy, steps, room)
    return [[line.name for line in lines] for _, lines in taken]


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (100, [["N0", "N3"], ["N1", "N4"], ["N2"]]),
        # The first of each need comes before the second of any.
        (leaflet.TITLE * 3 + 2.35 * 3, [["N0"], ["N1"], ["N2"]]),
        (leaflet.TITLE * 3 + 2.35 * 4, [["N0", "N3"], ["N1"], ["N2"]]),
        (leaflet.TITLE + 2.35, [["N0"]]),
        (1, []),
    ],
)
def test_what_does_not_fit_is_chosen_by_need(room: float, expected: list[list[str]]) -> None:
    first, second, third, *_ = small_words().taxonomy.places
    assert names(results(first, second, third, first, second), room) == expected


def test_a_place_without_anything_of_its_own_is_left_to_the_code() -> None:
    found = results("ontmoeten", "ontmoeten")
    taken = leaflet.chosen(found, LINDE, small_words().taxonomy, {"n1": PHONE}, 100)
    assert [line.name for _, lines in taken for line in lines] == ["N1"]


def test_only_what_can_be_reached_and_runs_has_a_step_of_its_own(site: Site) -> None:
    steps = leaflet.own_steps(site)
    known = {one.slug: one for one in site.directory.places}
    assert steps
    assert all(known[slug].initiative.status.state == "active" for slug in steps)
    assert not any(step.is_office for step in steps.values())


def test_rights_come_first_then_numbers_then_needs_in_the_order_of_the_design(site: Site) -> None:
    town = site.gazetteer.municipalities["Gent"]
    tree = lxml.html.document_fromstring(
        leaflet.leaflet(Frame(site), town, leaflet.own_steps(site))
    )
    heads = [head.text_content() for head in tree.xpath("//h2")]
    labels = [kind.label for kind in site.words.taxonomy.places.values()]
    assert heads[:2] == ["Eerst je rechten", "Nu bellen"]
    assert heads[2:] == [label for label in labels if label in heads[2:]]
    assert len(heads) >= 8
    assert [one.text_content().split()[-1] for one in tree.xpath("//section[2]//li")] == [
        "112", "106", "1813", "1712",
    ]  # fmt: skip
    listed = [one.text_content() for one in tree.xpath("//section[not(@class)]/p/b")]
    assert len(listed) == len(set(listed))
    assert "OCMW Gent" not in listed  # it stands on top


def test_there_is_a_leaflet_of_every_municipality_and_none_is_heavy(site: Site) -> None:
    made = {file.name: file.content for file in leaflet.files(site)}
    towns = site.gazetteer.municipalities.values()
    assert set(made) == {f"gemeenten/{town.slug}/folder/index.html" for town in towns}
    assert max(map(len, made.values())) < 16_000


def test_what_is_left_out_is_counted(site: Site) -> None:
    frame, town = Frame(site), site.gazetteer.municipalities["Gent"]
    page = leaflet.leaflet(frame, town, leaflet.own_steps(site))
    shown = len(lxml.html.document_fromstring(page).xpath("//section/p/b"))
    top = frame.first_help(town)
    on_top = {one.slug for one in (top["ocmw"], top["caw"]) if one}
    found = [one for one in leaflet.around(site, town) if one.listed.slug not in on_top]
    assert f"Er zijn nog {len(found) - shown} andere plekken." in page


# --- the languages behind the Dutch ------------------------------------------------------------


@pytest.fixture(scope="module")
def tongues(site: Site) -> list[tuple[Tongue, Words]]:
    """The five languages of the site, with their words."""
    settings = replace(site.settings, languages=("fr", "en", "ar", "tr", "uk"))
    return leaflet.other_tongues(with_languages(replace(site, settings=settings)))


def test_dutch_comes_first_and_each_translation_is_marked(
    site: Site, tongues: list[tuple[Tongue, Words]]
) -> None:
    town = site.gazetteer.municipalities["Gent"]
    made = leaflet.leaflet(Frame(site), town, leaflet.own_steps(site), tongues)
    tree = lxml.html.document_fromstring(made)
    sections = tree.xpath("//main/section")
    assert [one.get("class") for one in sections].index("t") == len(sections) - 1
    (last,) = tree.xpath("//section[@class='t']")
    assert last.xpath("h2")[0].text_content() == "In andere talen (een programma vertaalde dit)"
    lines = last.xpath("p")
    assert [(one.get("lang"), one.get("dir")) for one in lines] == [
        ("fr", "ltr"), ("en", "ltr"), ("ar", "rtl"), ("tr", "ltr"), ("uk", "ltr"),
    ]  # fmt: skip
    (office,) = {step.text for step in Frame(site).first_help(town)["ocmw"].steps[:1]}
    for line in lines:
        said = line.text_content()
        assert all(number in said for number in (office, "112", "1712", "Gent"))
        (link,) = line.xpath("a")
        folder = f"{line.get('lang')}/gemeenten/gent/"
        assert link.get("href") == f"../../../{folder}"
        assert link.get("dir") == "ltr"
        assert link.text_content().endswith(folder)
    # Numbers run from left to right in Arabic.
    assert office in [one.text_content() for one in lines[2].xpath(".//bdi[@dir='ltr']")]


# The number that a translation names, by what is known of the offices of a town.
OFFICE = {"whose": "gemeente Linde", "text": "09 1", "href": "tel:1"}
FIRST = [
    ({"ocmw": None, "offices": [OFFICE]}, ("gemeente Linde", "09 1")),
    ({"ocmw": None, "offices": []}, ("CAW", "0800 13 500")),
]


@pytest.mark.parametrize(("first_help", "expected"), FIRST)
def test_a_translation_always_names_a_number(
    site: Site, first_help: dict[str, object], expected: tuple[str, str]
) -> None:
    assert leaflet.first_number(first_help, site.words) == expected


def test_translations_take_their_room_from_what_is_near(
    tongues: list[tuple[Tongue, Words]], site: Site
) -> None:
    frame, town = Frame(site), site.gazetteer.municipalities["Gent"]
    first_help, steps = frame.first_help(town), leaflet.own_steps(site)
    said = [leaflet.translated(site, town, first_help, *one) for one in tongues]
    room = leaflet.room_for(first_help, said)
    assert 25 < room < leaflet.room_for(first_help, []) - sum(one.lines for one in said)
    alone, many = (leaflet.leaflet(frame, town, steps, some) for some in ([], tongues))
    assert _shown(many) < _shown(alone)


def _shown(page: str) -> int:
    return len(lxml.html.document_fromstring(page).xpath("//section[not(@class)]/p/b"))


def test_a_second_code_leads_to_where_somebody_says_what_is_wrong(site: Site) -> None:
    town = site.gazetteer.municipalities["Gent"]
    page = leaflet.leaflet(Frame(site), town, leaflet.own_steps(site))
    address = f"{site.settings.url}gemeenten/gent/"
    assert page.count('class="qr"') == 2
    assert all(str(qr(text)) in page for text in (address, f"{address}#fout"))
