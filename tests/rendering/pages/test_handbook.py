"""The handbook: the guides of the repository as pages, with links that lead somewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from finder.rendering.pages import handbook
from finder.settings import Settings

from tests.building import ROOT
from tests.sites import SMALL, copy_repository, site_of

if TYPE_CHECKING:
    from finder.rendering.site import Site

REPOSITORY = "https://github.com/example/steun"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(copy_repository(tmp_path_factory.mktemp("handbook"), SMALL / "initiatives"))


def text(site: Site, name: str, repository: str = "") -> str:
    settings = Settings("Steun", "https://steun.example/", "info@steun.example", repository)
    return dict(handbook.files(replace(site, settings=settings)))[f"handboek/{name}"].decode()


def test_both_guides_become_a_page_with_every_picture_that_they_show(site: Site) -> None:
    found = dict(handbook.files(site))
    pages = {name for name in found if name.endswith(".md")}
    assert pages == {"handboek/index.md", "handboek/naslag.md"}
    shown = set(re.findall(r'src="([^"]+)"', text(site, "index.md")))
    assert {f"handboek/{name}" for name in shown} == set(found) - pages
    assert shown


@pytest.mark.parametrize("name", ["index.md", "naslag.md"])
def test_a_page_has_its_own_title_and_mail(site: Site, name: str) -> None:
    front = text(site, name).split("---\n")[1]
    assert "title: " in front
    assert "description: " in front
    assert "mail: " in front


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("NASLAG.md", "[x](naslag.md)"),
        ("NASLAG.md#alle-velden", "[x](naslag.md#alle-velden)"),
        ("CONTRIBUTING.md#een-tip-geven", "[x](index.md#een-tip-geven)"),
        ("#soorten", "[x](#soorten)"),
        ("https://code.visualstudio.com", "[x](https://code.visualstudio.com)"),
        ("docs/assets/tabel/sjabloon.xlsx", "[x](../assets/tabel/sjabloon.xlsx)"),
        ("../../issues/new/choose", "x"),
        ("README.md", "x"),
    ],
)
def test_a_link_leads_to_the_page_of_the_site_or_is_words_alone(target: str, expected: str) -> None:
    assert handbook._linked("x", target, "") == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("../../issues/new/choose", f"[x]({REPOSITORY}/issues/new/choose)"),
        ("README.md", f"[x]({REPOSITORY}/blob/main/README.md)"),
        ("LICENSE", f"[x]({REPOSITORY}/blob/main/LICENSE)"),
    ],
)
def test_with_a_repository_the_rest_leads_there(target: str, expected: str) -> None:
    assert handbook._linked("x", target, REPOSITORY) == expected


def test_every_guide_is_there_and_nothing_else_has_the_layout_of_material() -> None:
    assert all((ROOT / name).is_file() for name in handbook.GUIDES)
    for path in (ROOT / "docs").rglob("*.md"):
        front = path.read_text(encoding="utf-8").split("---\n")[1]
        assert re.search(r"^template: \w+\.html$", front, re.MULTILINE), path
