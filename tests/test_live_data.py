"""The laws about the data of today: the only tests that a change of data alone can turn red.

Each is a promise to a visitor that no single file can break, so that ``check.py`` cannot see it. A
proposal that changes data alone runs these and nothing else (``make live``).

The bytes are counted, never timed. The first round trip of a connection carries ten packets of
about 1,460 bytes: what fits in it shows at once, also on a bad connection. Source: RFC 6928, an
initial window of ten segments.
"""

from __future__ import annotations

import gzip
import re
import statistics
from typing import TYPE_CHECKING

import pytest
from finder import days
from finder.checking import catalogue
from finder.directory import PAGE_SIZE, Directory, Group, make_directory
from finder.freshness.links.keeping import as_text, read
from finder.places.locating import offline_sources
from finder.rendering.pages.frame import Frame
from finder.rendering.pages.postcodes import postcode
from finder.rendering.site import in_language

from tests.sites import ROOT, site_with
from tests.weighing import EVERYTHING, Scale, linked

if TYPE_CHECKING:
    from finder.checking.catalogue import Catalogue
    from finder.directory import Result
    from finder.places.gazetteer import Gazetteer

    from tests.sites import BuiltSite

BEFORE_READING = 14_950
# The design aims for 8 KB. More initiatives, a mail and a code to scan cost something: half of the
# pages may be this far from the aim, and no page more than the budget above.
NEAR_THE_AIM = 12_600
MAP_OF_EVERYTHING = 250_000
FEWEST = 350
# What a browser fetches by itself; a link or an empty frame costs nothing.
LOADED = (
    "//link[@rel='stylesheet' or @rel='icon' or @rel='preload' or @rel='manifest']/@href"
    " | //script/@src | //img/@src | //iframe/@src | //source/@src | //object/@data | //use/@href"
)
# A page can be read before what is only for paper comes in.
STYLES = "//link[@rel='stylesheet' and not(@media='print')]/@href"
# What others see of a page: in a list of tabs, a link preview or search results.
OUTSIDE = "//title/text() | //meta[@name='description' or starts-with(@property, 'og:')]/@content"
LONGEST_TITLE = 130


# --- the files ---------------------------------------------------------------------------------


def test_the_data_have_no_error(live_catalogue: Catalogue) -> None:
    """Nor did most of them vanish by a mistake."""
    assert [str(finding) for finding in live_catalogue.findings if finding.is_error] == []
    assert len(live_catalogue.initiatives) >= FEWEST


def test_every_file_is_counted_once(live_catalogue: Catalogue) -> None:
    """Each is an initiative, a lead or stopped."""
    found = (live_catalogue.initiatives, live_catalogue.stopped, live_catalogue.leads)
    listed = [entry.file for entries in found for entry in entries]
    assert sorted(listed) == sorted(
        path.relative_to(ROOT).as_posix() for path in catalogue.data_files(ROOT)
    )


def test_the_list_of_links_that_fail_is_as_a_program_writes_it(
    live_catalogue: Catalogue,
) -> None:
    assert live_catalogue.taxonomy is not None
    path = ROOT / "initiatives" / "links.csv"
    found, findings = read(path)
    assert findings == []
    assert path.read_text(encoding="utf-8") == as_text(found.values())


# --- what is near ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def directory(live_catalogue: Catalogue, gazetteer: Gazetteer) -> Directory:
    sources = offline_sources(ROOT, gazetteer)
    return make_directory(live_catalogue.initiatives, gazetteer, sources, days.today())


@pytest.fixture(scope="module")
def near(directory: Directory, gazetteer: Gazetteer) -> dict[str, dict[Group, list[Result]]]:
    """The groups of each of the 541 postcodes."""
    return {code: directory.near(place) for code, place in gazetteer.postcodes.items()}


def test_every_address_has_a_place(directory: Directory) -> None:
    """What has an address is on the map and lies in a municipality; the rest serves an area."""
    lost = [
        one.slug
        for one in directory.entries
        if (one.initiative.address and not (one.spot and one.municipality))
        or not (one.initiative.address or one.areas)
    ]
    assert lost == []


def test_every_postcode_has_an_answer(near: dict[str, dict[Group, list[Result]]]) -> None:
    """Nobody finds an empty page: there is something here, near, or the nearest five."""
    assert [c for c, g in near.items() if not g[Group.HERE] and not g[Group.NEAR]] == []


def test_everything_that_is_published_can_be_reached(
    directory: Directory, live_site: BuiltSite
) -> None:
    """Each stands on a page of a postcode or a municipality or on Hulp nu, and has its own page."""
    shown: set[str] = set()
    towns = [address for address in live_site.addresses if address.startswith("gemeenten/")]
    for address in (*result_pages(live_site), *towns):
        shown.update(re.findall(r'data-initiative="([\w-]+)"', live_site.text(address)))
    shown.update(re.findall(r'initiatieven/([\w-]+)/"', live_site.text("hulp-nu/")))
    published = {one.slug for one in directory.entries}
    assert published - shown == set()
    own = {a.split("/")[1] for a in live_site.addresses if a.startswith("initiatieven/")}
    assert published - own == set()


# --- the pages ---------------------------------------------------------------------------------


def result_pages(site: BuiltSite) -> list[str]:
    """Every postcode page, and the pages that follow it."""
    return [address for address in site.addresses if re.match(r"\d{4}/", address)]


def test_every_postcode_has_its_page(live_site: BuiltSite) -> None:
    pages = result_pages(live_site)
    assert len([address for address in pages if re.fullmatch(r"\d{4}/", address)]) == 541
    crowded = [a for a in pages if live_site.text(a).count("<article data-initiative") > PAGE_SIZE]
    assert crowded == []


def test_no_title_preview_or_address_shames_or_is_too_long(live_site: BuiltSite) -> None:
    wrong = []
    for address in live_site.addresses:
        tree = live_site.tree(address)
        seen = " ".join([address, *tree.xpath(OUTSIDE)]).lower()
        if "armoede" in seen or len(tree.findtext(".//title") or "") > LONGEST_TITLE:
            wrong.append(address)
    assert wrong == []


@pytest.mark.parametrize(
    ("path", "budget"),
    [(STYLES, BEFORE_READING), (LOADED, EVERYTHING)],
    ids=["html-and-css", "everything"],
)
def test_a_result_page_stays_within_its_budget(
    live_site: BuiltSite, path: str, budget: int
) -> None:
    scale = Scale(live_site.folder)
    over = {}
    for address in result_pages(live_site):
        name = f"{address}index.html"
        files = scale.weights({name} | linked(live_site, address, path))
        if sum(files.values()) > budget:
            over[address] = files
    assert over == {}, f"more than {budget} bytes"


def test_half_of_the_result_pages_come_near_the_aim(live_site: BuiltSite) -> None:
    scale = Scale(live_site.folder)
    styles = sum(scale.weights(linked(live_site, "9000/", STYLES)).values())
    pages = result_pages(live_site)
    weights = [scale.weight(f"{address}index.html") + styles for address in pages]
    assert statistics.median(weights) <= NEAR_THE_AIM


def test_the_map_of_everything_stays_within_its_budget(live_site: BuiltSite) -> None:
    page = "kaarten/alles.html"
    files = Scale(live_site.folder).weights({page} | linked(live_site, page, LOADED))
    assert any("leaflet.js" in name for name in files)
    assert sum(files.values()) < MAP_OF_EVERYTHING, files


# Postcodes of large towns, where the most is near and pages are full.
FULLEST = ("1000", "1080", "2000", "2060", "2800", "8500", "9000", "9100")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_fullest_result_pages_in_another_language_fit_in_the_first_round_trip(
    live_catalogue: Catalogue, tongues_site: BuiltSite, language: str
) -> None:
    """The results of today in a page of the small site, for all pages would take long."""
    frame = Frame(in_language(site_with(live_catalogue), language))
    shell = tongues_site.text(f"{language}/9000/")
    around = (shell[: shell.index("<h1")], shell[shell.rindex("</main>") :])
    codes = frame.site.gazetteer.postcodes
    pages = [page for code in FULLEST for page in postcode(frame, codes[code])]
    weights = {
        page.address: len(gzip.compress(page.body.join(around).encode(), compresslevel=6))
        for page in pages
    }
    assert {at: weight for at, weight in weights.items() if weight > BEFORE_READING} == {}
