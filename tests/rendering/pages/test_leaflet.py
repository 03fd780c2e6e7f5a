"""The leaflet of a municipality: rights first, then by need, and what fits on one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html
import pytest
from finder.directory import Group, Result
from finder.rendering.pages import leaflet
from finder.rendering.pages.frame import Frame
from finder.words.steps import Step

from tests.building import entry, small_gazetteer, small_words
from tests.sites import copy_repository, site_of

if TYPE_CHECKING:
    from finder.rendering.site import Site

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
    listed = [one.text_content() for one in tree.xpath("//section/p/b")]
    assert len(listed) == len(set(listed))
    assert "OCMW Gent" not in listed  # it stands on top


def test_there_is_a_leaflet_of_every_municipality_and_none_is_heavy(site: Site) -> None:
    made = {file.name: file.content for file in leaflet.files(site)}
    towns = site.gazetteer.municipalities.values()
    assert set(made) == {f"gemeenten/{town.slug}/folder/index.html" for town in towns}
    assert max(map(len, made.values())) < 12_000


def test_what_is_left_out_is_counted(site: Site) -> None:
    frame, town = Frame(site), site.gazetteer.municipalities["Gent"]
    page = leaflet.leaflet(frame, town, leaflet.own_steps(site))
    shown = len(lxml.html.document_fromstring(page).xpath("//section/p/b"))
    top = frame.first_help(town)
    on_top = {one.slug for one in (top["ocmw"], top["caw"]) if one}
    found = [one for one in leaflet.around(site, town) if one.listed.slug not in on_top]
    assert f"Er zijn nog {len(found) - shown} andere plekken." in page
