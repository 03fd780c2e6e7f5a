"""Which pages there are, what stands on them, and that text from strangers stays text.

The golden pages in ``tests/golden`` show the body of some pages of the small site. After a change
that is meant, renew them with ``UPDATE_GOLDEN=1 make test`` and look at the difference in git.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
import yaml
from finder.directory import PAGE_SIZE
from finder.rendering.pages import every, initiatives, postcodes
from finder.rendering.pages.frame import Frame, Page
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.utils import meta

from tests.sites import SMALL, copy_repository, site_of

if TYPE_CHECKING:
    from finder.rendering.site import Site

GOLDEN = Path(__file__).parents[1] / "golden"
COPIES = 95


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_repository(tmp_path_factory.mktemp("small"), SMALL / "initiatives")


@pytest.fixture(scope="module")
def site(root: Path) -> Site:
    return site_of(root)


@pytest.fixture(scope="module")
def pages(site: Site) -> dict[str, Page]:
    """The pages of the small site by address."""
    return {page.address: page for page in every.pages(site)}


@pytest.fixture(scope="module")
def hostile() -> dict[str, dict[str, Any]]:
    """What the small files say, by slug."""
    files = (SMALL / "initiatives").rglob("*.yml")
    said = {path.stem: path for path in files if "leads" not in path.parts}
    return {slug: yaml.safe_load(path.read_text("utf-8")) for slug, path in said.items()}


def elements(page: Page) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(page.body)


def texts(node: lxml.html.HtmlElement, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in node.xpath(path)]


# --- front matter ------------------------------------------------------------------------------

PLAIN = st.text(st.characters(exclude_categories=["Cs"]))


@given(title=PLAIN, body=PLAIN)
@example(title="a: b # c", body="---\n- x\n...\n")
@example(title="\x85\u2028\u2029\ufeff\x7f", body="\x00\x80\x9f\ufffe\uffff\U0001f600")
@example(title="\"quotes\" and \\ and 'these'", body="{{ 7*7 }} ${x} %{y} &amp; *a* `b`")
@example(title="yes", body="013:30\r\n\ttab")
def test_front_matter_gives_back_what_was_put_in_it(title: str, body: str) -> None:
    source = Page("a/", title, "d", body).source
    text, data = meta.get_data(source.encode().decode("utf-8-sig"))
    assert (data["title"], data["body"], data["template"]) == (title, body, "lean.html")
    assert text.strip() == ""


@pytest.mark.parametrize(
    ("address", "path"),
    [("", "index.md"), ("9000/", "9000/index.md"), ("9000/2/", "9000/2/index.md")],
)
def test_a_page_lies_in_the_folder_of_its_address(address: str, path: str) -> None:
    assert Page(address, "t", "d", "b").path == path


# --- which pages -------------------------------------------------------------------------------


def test_there_is_a_page_for_each_postcode_municipality_and_initiative(
    site: Site, pages: dict[str, Page]
) -> None:
    expected = {"", "gemeenten/", "initiatieven/", "kaart/"}
    expected |= {f"{code}/" for code in site.gazetteer.postcodes}
    expected |= {f"gemeenten/{town.slug}/" for town in site.gazetteer.municipalities.values()}
    expected |= {f"initiatieven/{entry.slug}/" for entry in site.directory.entries}
    assert expected | {"initiatieven/gestopt-gent/"} <= set(pages)
    assert not any("misschien-genk" in page.body for page in pages.values()), "a lead is no page"


def test_no_two_pages_have_one_address(site: Site) -> None:
    addresses = [page.address for page in every.pages(site)]
    assert len(addresses) == len(set(addresses))


def test_every_link_of_a_body_is_relative_or_to_another_host(pages: dict[str, Page]) -> None:
    links = {link for p in pages.values() for link in elements(p).xpath("//@href | //@action")}
    assert [link for link in links if link.startswith("/")] == []


def test_many_results_are_spread_over_pages_that_link_to_each_other(
    tmp_path: Path, root: Path
) -> None:
    many = copy_repository(tmp_path, root / "initiatives")
    folder = many / "initiatives" / "oost-vlaanderen"
    text = (folder / "ocmw-gent.yml").read_text(encoding="utf-8")
    for number in range(COPIES):
        (folder / f"kopie-{number:02}.yml").write_text(text, encoding="utf-8")
    crowded = site_of(many)
    made = list(postcodes.postcode(Frame(crowded), crowded.gazetteer.postcodes["9000"]))
    assert [page.address for page in made] == ["9000/", "9000/2/", "9000/3/"]
    shown = [elements(page).xpath("//article/@data-initiative") for page in made]
    assert all(len(slugs) <= PAGE_SIZE for slugs in shown)
    every = [slug for slugs in shown for slug in slugs]
    assert len(every) == len(set(every))
    assert {f"kopie-{number:02}" for number in range(COPIES)} <= set(every)
    for page, up in zip(made, ("../", "../../", "../../"), strict=True):
        links = elements(page).xpath("//nav//a/@href")
        assert links == [f"{up}9000/", f"{up}9000/2/", f"{up}9000/3/"]
    assert len({page.title for page in made}) == len(made)


# --- what stands on them -----------------------------------------------------------------------


def test_results_stand_in_groups_in_order_with_their_distance(
    site: Site, pages: dict[str, Page]
) -> None:
    near = site.directory.near(site.gazetteer.postcodes["9000"])
    tree = elements(pages["9000/"])
    sections = tree.xpath("//section[@data-group]")
    assert [section.get("data-group") for section in sections] == ["here", "near", "wide"]
    for section, results in zip(sections, near.values(), strict=True):
        shown = [(a.get("data-initiative"), a.get("data-km")) for a in section.xpath(".//article")]
        assert shown == [(result.listed.slug, f"{result.km:.1f}") for result in results]


# Where it is said, and what: the facts of an initiative in which every field is filled in.
FACTS = [
    ("//h1", "OCMW Gent"),
    ("//main | //body", "Van Stad Gent"),
    ("//dd", "Vooral voor mensen met weinig geld en mensen met schulden."),
    ("//dd", "Je kinderen mogen mee."),
    ("//dd", "Alleen voor wie in Gent woont."),
    ("//dd", "Ook de koffie."),
    ("//dd", "Ga naar het onthaal en zeg waarvoor je komt."),
    ("//dd", "Je hebt geen doorverwijzing nodig."),
    ("//dd", "Maak eerst een afspraak."),
    ("//dd", "Maandag, dinsdag, donderdag en vrijdag: 9 tot 12 uur"),
    ("//dd", "In de zomer enkel voor de middag."),
    ("//dd", "Onderbergen 86"),
    ("//dd", "9000 Gent"),
    ("//dd", "Nederlands, Frans en Arabisch"),
    ("//dd", "Je kan er met een rolstoel, maar niet overal."),
    ("//dd", "Nagekeken op 20 november 2026"),
    ("//li", "example.org (januari 2026)"),
]


@pytest.mark.parametrize(("path", "text"), FACTS)
def test_a_page_of_an_initiative_says_every_fact(
    pages: dict[str, Page], path: str, text: str
) -> None:
    found = texts(elements(pages["initiatieven/ocmw-gent/"]), path)
    assert any(text in said for said in found), found


LINKS = [
    ("ocmw-gent", "tel:+3292669111"),
    ("ocmw-gent", "mailto:onthaal@example.org"),
    ("ocmw-gent", "https://www.example.org/gent?soort=hulp&taal=nl"),
    ("ocmw-gent", "../../data/initiatieven/ocmw-gent.yml"),
    ("ocmw-gent", "../../gemeenten/gent/"),
    ("ocmw-gent", "../../9000/"),
    ("rechts-naar-links-antwerpen", "tel:+3232031234"),
    ("aanhalingstekens-gentbrugge", "tel:+32472123456"),
    ("overal", "tel:1712"),
]


@pytest.mark.parametrize(("slug", "link"), LINKS)
def test_a_page_of_an_initiative_links_to_every_way_to_reach_it(
    pages: dict[str, Page], slug: str, link: str
) -> None:
    assert link in elements(pages[f"initiatieven/{slug}/"]).xpath("//a/@href")


@pytest.mark.parametrize(
    ("slug", "text"),
    [
        ("lang-woord-merelbeke", "De prijs weten we niet. Vraag het vooraf."),
        ("lang-woord-merelbeke", "Niemand keek dit al na."),
        ("script-gent", "Niemand keek dit al na."),
        ("accolades-gent", "We zagen dit op een pagina van 2023."),
        ("dollar-gent", "De uren weten we niet. Vraag het vooraf."),
        ("dollar-gent", "De plaats op de kaart is ongeveer."),
    ],
)
def test_what_is_unknown_is_said_in_words(pages: dict[str, Page], slug: str, text: str) -> None:
    assert text in pages[f"initiatieven/{slug}/"].body


def test_what_stopped_says_so_and_has_no_way_to_reach_it(pages: dict[str, Page]) -> None:
    page = pages["initiatieven/gestopt-gent/"]
    assert "Dit bestaat niet meer." in page.body
    assert not [link for link in elements(page).xpath("//a/@href") if link.startswith("tel:")]
    assert "gestopt-gent" not in pages["9000/"].body + pages["initiatieven/"].body


def test_an_initiative_that_pauses_says_until_when(pages: dict[str, Page]) -> None:
    body = pages["initiatieven/aanhalingstekens-gentbrugge/"].body
    assert "Dit ligt stil tot 31 januari 2027." in body


# The name of an initiative, and whether it may stand where others see it.
NAMES = [
    ("Het Huis", "Het Huis"),
    ("Welzijnsschakel Arm in Arm", "Welzijnsschakel Arm in Arm"),
    ("Samen tegen armoede", "Geld en rechten in Gent"),
    ("ARMOEDE Gent", "Geld en rechten in Gent"),
    ("Kansarmoedeteam", "Geld en rechten in Gent"),
]


@pytest.mark.parametrize(("name", "title"), NAMES)
def test_the_word_that_shames_stays_out_of_titles_and_link_previews(
    tmp_path: Path, root: Path, name: str, title: str
) -> None:
    copy = copy_repository(tmp_path, root / "initiatives")
    file = copy / "initiatives" / "oost-vlaanderen" / "ocmw-gent.yml"
    text = file.read_text(encoding="utf-8").replace("name: OCMW Gent", f"name: {name}")
    file.write_text(text.replace("Hier praat je", f"{name}, hier praat je"), encoding="utf-8")
    changed = site_of(copy)
    entry = next(entry for entry in changed.directory.entries if entry.slug == "ocmw-gent")
    page = initiatives.initiative(Frame(changed), entry)
    assert page.title == title
    assert "armoede" not in page.description.lower()
    assert texts(elements(page), "//h1") == [name], "the page itself says the name"


# --- text from strangers -----------------------------------------------------------------------


def test_every_hostile_name_and_summary_is_shown_letter_for_letter(
    pages: dict[str, Page], hostile: dict[str, dict[str, Any]]
) -> None:
    for slug, said in hostile.items():
        tree = elements(pages[f"initiatieven/{slug}/"])
        assert texts(tree, "//h1") == [said["name"]]
        assert said["summary"] in texts(tree, "//p")


@pytest.mark.parametrize("address", ["9000/", "gemeenten/gent/", "initiatieven/", "9820/"])
def test_every_hostile_name_in_a_list_is_shown_letter_for_letter(
    pages: dict[str, Page], hostile: dict[str, dict[str, Any]], address: str
) -> None:
    tree = elements(pages[address])
    links = tree.xpath("//main//a | //body//a")
    shown = {a.get("href").split("/")[-2]: a for a in links if "initiatieven/" in a.get("href")}
    listed = {slug: said for slug, said in hostile.items() if slug in shown}
    assert len(listed) > 3
    for slug, said in listed.items():
        cards = tree.xpath(f"//article[@data-initiative='{slug}']//h3") or [shown[slug]]
        name = "".join(cards[0].xpath("text() | a/text()"))
        assert " ".join(name.split()) == said["name"]


def test_no_page_holds_an_element_or_attribute_that_runs_something(pages: dict[str, Page]) -> None:
    for page in pages.values():
        tree = elements(page)
        assert tree.xpath("//script | //style | //img | //object | //embed | //base | //meta") == []
        assert tree.xpath("//@*[starts-with(name(), 'on')] | //@style | //@srcdoc") == []
        addresses = tree.xpath("//@href | //@src | //@action")
        assert not [link for link in addresses if re.match(r"\s*(javascript|data|vbscript):", link)]
        ours = "//iframe[@name='kaart' or starts-with(@src, '../')]"
        assert len(tree.xpath("//iframe")) == len(tree.xpath(ours))


def test_names_of_templates_and_of_formats_are_never_filled_in(pages: dict[str, Page]) -> None:
    body = pages["initiatieven/accolades-gent/"].body
    assert "{{ 7*7 }} {% include &#34;base.html&#34; %} {name}" in body
    assert "{{ config.site_name }} en {places}" in body
    assert pages["initiatieven/accolades-gent/"].title.startswith("{{ 7*7 }}")


# --- golden pages ------------------------------------------------------------------------------


def shown(page: Page) -> str:
    """A page for a reader of differences: a block a line."""
    blocks = "article|aside|d[dlt]|details|div|form|h[1-6]|iframe|li|nav|p|section|ul"
    lines = re.sub(rf"\s*(?=<(?:{blocks})\b)", "\n", page.body)
    return f"{page.title}\n{page.description}\n{lines}\n"


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("9000/", "postcode.html"),
        ("gemeenten/gent/", "municipality.html"),
        ("gemeenten/bever/", "municipality-without-initiatives.html"),
        ("initiatieven/ocmw-gent/", "initiative.html"),
        ("initiatieven/script-gent/", "initiative-hostile.html"),
        ("initiatieven/gestopt-gent/", "initiative-stopped.html"),
    ],
)
def test_the_page_is_the_golden_page(pages: dict[str, Page], address: str, file: str) -> None:
    now = shown(pages[address])
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / file).write_text(now, encoding="utf-8")
    assert now == (GOLDEN / file).read_text(encoding="utf-8")
