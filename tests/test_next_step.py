"""Always a next step: every page, map and file of a finished site, walked from end to end."""

from __future__ import annotations

import csv
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from finder.words.columns import SLUG_COLUMN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from tests.sites import BuiltSite

SITES = ("small_site", "built_site")
# A sentence that tells to call, mail, ask or look first.
ASKS = re.compile(r"\b([Bb]el|[Mm]ail|[Vv]raag|[Kk]ijk)\b[^.]*\beerst\b|[Vv]raag (het|dus|daar)\b")
# A link that takes a step. (Links onward inside the site have no scheme.)
STEPS = "starts-with(@href,'tel:') or starts-with(@href,'mailto:') or @rel='noopener noreferrer'"
# Six municipalities of Brussels: we know where their OCMW is, but not its number.
WITHOUT_NUMBER = {
    "elsene", "evere", "sint-gillis", "sint-pieters-woluwe", "ukkel", "watermaal-bosvoorde",
}  # fmt: skip


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest) -> BuiltSite:
    found: BuiltSite = request.getfixturevalue(request.param)
    return found


def results(site: BuiltSite) -> Iterator[tuple[str, HtmlElement, HtmlElement]]:
    """Every page with results, and each result on it."""
    for address in site.addresses:
        if 'data-initiative="' in site.text(address):
            page = site.tree(address)
            for article in page.xpath("//article[@data-initiative]"):
                yield address, page, article


def has_step(part: HtmlElement) -> bool:
    """Whether a part offers a number, an address, a website or a door."""
    return bool(part.xpath(f".//a[{STEPS}]") or part.xpath(".//p[@class='of'][not(@data-of)]"))


def test_every_result_offers_a_step(site: BuiltSite) -> None:
    """And a number that is somebody else's says whose, and for whom to ask."""
    without = {
        (address, article.get("data-initiative"))
        for address, _, article in results(site)
        if not has_step(article)
    }
    assert without == set()


def test_every_warning_has_its_step(site: BuiltSite) -> None:
    """Nothing tells to call, mail or ask first where there is nothing to do it with."""
    for address, page, article in results(site):
        if ASKS.search(article.text_content()):
            assert has_step(article), address
        for once in page.xpath("//p[@class='eo']"):
            assert len(page.xpath("//p[@class='eo']")) == 1, address
            assert page.xpath("//article"), (address, once.text_content())


def pages_of_initiatives(site: BuiltSite) -> Iterator[tuple[str, HtmlElement]]:
    for address in site.addresses:
        page = site.tree(address) if re.fullmatch(r"initiatieven/[^/]+/", address) else None
        if page is not None and page.xpath("//*[@data-slug]"):
            yield address, page.xpath("//main")[0]


def test_every_initiative_offers_a_step_and_follows_its_own_advice(site: BuiltSite) -> None:
    """ "Bel eerst" stands beside a number, "Mail eerst" beside an address to mail."""
    links = {"Bel": "tel:", "Mail": "mailto:", "Kijk": "http"}
    for address, main in pages_of_initiatives(site):
        steps = main.xpath("./p[contains(@class,'x')]/a/@href")
        assert steps or main.xpath("./p[@class='of']"), address
        own_words = " ".join(main.xpath("./p[@class='f']/text() | ./dl//dd/text()"))
        for told in re.findall(r"\b(Bel|Mail|Kijk) (?:dus )?eerst", own_words):
            # What a source says about the first visit may name a number of its own.
            assert any(step.startswith(links[told]) for step in steps) or told != "Mail", address
        if "Vraag het vooraf" in own_words:
            assert any(step.startswith(("tel:", "mailto:")) for step in steps), address
        if main.xpath("./div[@class='say']"):
            assert any(step.startswith(("tel:", "mailto:")) for step in steps), address


def test_what_is_no_line_links_to_the_questions_of_its_kind(site: BuiltSite) -> None:
    """The anchor is there; the check of links of the build does not look at anchors."""
    anchors = {
        kind: site.tree(f"soorten/{kind}/").xpath("//*[@id='wat-vraag-je-best-vooraf']")
        for kind in (p.parent.name for p in site.folder.glob("soorten/*/index.html"))
    }
    for address, main in pages_of_initiatives(site):
        for href in main.xpath(".//a[contains(@href,'#wat-vraag')]/@href"):
            assert anchors[href.split("/")[-2]], (address, href)


def test_every_place_has_the_number_of_its_ocmw(site: BuiltSite) -> None:
    """In the yellow bar of every postcode and municipality, whatever the data know of it."""
    without = set()
    for address in site.addresses:
        if not re.fullmatch(r"\d{4}/|gemeenten/[^/]+/", address):
            continue
        bar = site.tree(address).xpath("//div[@class='y']/ul/li")
        town = re.search(r'gemeenten/([^/"]+)/', address + site.text(address))
        if not bar[0].xpath(".//a[starts-with(@href,'tel:')]") and town:
            without.add(town[1])
        assert bar[-1].xpath(".//a[starts-with(@href,'tel:')]"), address
    assert without <= WITHOUT_NUMBER


# --- the files ---------------------------------------------------------------------------------


def records(site: BuiltSite) -> list[dict[str, Any]]:
    text = (site.folder / "data" / "initiatives.json").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)["initiatives"]
    return found


def test_every_export_offers_a_step(site: BuiltSite) -> None:
    """The same sentence in each file; a service of HSDS has a number, an address or a place."""
    said = {one["slug"]: one["next_step"] for one in records(site)}
    data = site.folder / "data"
    with (data / "initiatives.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    assert {row[SLUG_COLUMN]: row["(volgende stap)"].lstrip("'") for row in rows} == said
    for feature in json.loads((data / "initiatives.geojson").read_text("utf-8"))["features"]:
        assert feature["properties"]["next_step"] == said[feature["id"]]
    for one in json.loads((data / "hsds.json").read_text("utf-8"))["contents"]:
        assert {"phones", "email", "url", "service_at_locations"} & set(one), one["name"]
    feed = (data / "feed.xml").read_text("utf-8")
    summaries = re.findall(r"<summary>(.*?)</summary>", feed, re.DOTALL)
    assert all(re.search(r"\b(Bel|Mail|Ga langs|Kijk op)\b", text) for text in summaries)


def test_every_window_on_a_map_offers_a_step(site: BuiltSite) -> None:
    """A number with whose it is, or another step where there is nothing to call."""
    for path in (site.folder / "kaarten").glob("*.js"):
        text = path.read_text(encoding="utf-8")
        found = re.search(r"^const steunData = (.*);$", text, re.MULTILINE)
        assert found
        columns = json.loads(found[1])
        if isinstance(columns, list):  # the counts by municipality
            continue
        for number, phone in enumerate(columns["t"]):
            assert phone or str(number) in columns["v"], (path.name, columns["n"][number])
        assert all(columns["o"][index] for index in columns["w"].values())


# --- the counts --------------------------------------------------------------------------------


def counts_on(page: HtmlElement, rows: str, number: str) -> dict[str, int]:
    """The number beside the link of each municipality."""
    return {
        row.xpath(".//a/@href")[0].rstrip("/").rpartition("/")[2]: int(
            re.findall(r"\d+", row.xpath(f"string({number})"))[-1]
        )
        for row in page.xpath(rows)
    }


def test_the_counts_agree_everywhere(site: BuiltSite) -> None:
    """On the map, in the figures and on the page of each municipality."""
    on_map = counts_on(site.tree("kaart/"), "//ul[@class='j']/li[.//a]", "span")
    table = "//table[thead//th[.='Per gemeente']]/tbody/tr"
    figures = counts_on(site.tree("cijfers/"), table, "td")
    own = {
        slug: len(site.tree(f"gemeenten/{slug}/").xpath("//section[@data-group='here']/article"))
        for slug in figures
    }
    assert {slug: number for slug, number in figures.items() if number} == on_map
    assert figures == own


def test_only_what_lies_on_the_map_is_said_to_lie_there(site: BuiltSite) -> None:
    lead = site.tree("kaart/").xpath("string(//main/p)")
    script = (site.folder / "kaarten" / "alles.js").read_text(encoding="utf-8")
    found = re.search(r"^const steunData = (.*);$", script, re.MULTILINE)
    assert found
    assert f"Op de kaart staan {sum(json.loads(found[1])['m'])} plekken" in lead
