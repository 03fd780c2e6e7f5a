"""What a page tells programs: the day of its facts, its feed, and where all pages are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from finder.rendering import robots
from finder.rendering.pages import every
from finder.rendering.pages.frame import newest

from tests.building import entry
from tests.sites import SMALL, copy_repository, site_of

if TYPE_CHECKING:
    from finder.rendering.pages.frame import Page
    from finder.rendering.site import Site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(copy_repository(tmp_path_factory.mktemp("facts"), SMALL / "initiatives"))


def pages(site: Site) -> dict[str, Page]:
    return {page.address: page for page in every.pages(site)}


def test_the_day_of_a_page_is_that_of_its_newest_facts(site: Site) -> None:
    found = pages(site)
    assert found["initiatieven/ocmw-gent/"].lastmod == "2026-11-20"
    assert found["gemeenten/gent/"].lastmod == "2026-11-20"
    assert found["9000/"].lastmod == "2026-11-20"
    assert found["initiatieven/lang-woord-merelbeke/"].lastmod == ""
    assert 'lastmod: "2026-11-20"\n' in found["9000/"].source
    assert "lastmod" not in found["initiatieven/lang-woord-merelbeke/"].source


def test_the_day_of_the_build_changes_no_page(site: Site) -> None:
    later = replace(site, today=site.today.replace(day=23))
    assert pages(later) == pages(site)


@pytest.mark.parametrize(
    ("days", "day"), [([], ""), (["2025", "2026-03"], "2026-03-01"), ([None], "")]
)
def test_the_newest_day(days: list[str | None], day: str) -> None:
    sources = [{"url": "https://a.be"} | ({"seen": seen} if seen else {}) for seen in days]
    assert newest(entry(sources=[one]) for one in sources) == day


def test_a_municipality_with_entries_has_a_feed_of_its_own(site: Site) -> None:
    found = pages(site)
    assert found["gemeenten/gent/"].feed == "data/gemeenten/gent.xml"
    assert found["gemeenten/aalst/"].feed == ""


def test_robots_may_read_all_and_know_the_list_of_pages(site: Site) -> None:
    (file,) = robots.files(site)
    assert file.name == "robots.txt"
    assert file.content.decode().splitlines() == [
        "User-agent: *", "Allow: /", "", f"Sitemap: {site.settings.url}sitemap.xml",
    ]  # fmt: skip
