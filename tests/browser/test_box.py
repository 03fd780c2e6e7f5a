"""The one box: what is typed finds what is meant, by touch, keyboard and screen reader."""

from __future__ import annotations

import json
import random
import string
from typing import TYPE_CHECKING, Any

import pytest
from finder.rendering.suggestions import BUDGET, KINDS, NAMES, weight
from finder.text import name_key, slugify
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.modules import call
from tests.building import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.checking.catalogue import Catalogue
    from finder.places.gazetteer import Gazetteer
    from playwright.sync_api import Locator, Page

    from tests.browser.visiting import Visit, Visitor
    from tests.sites import BuiltSite

KEYS = json.loads((FIXTURES / "names.json").read_text(encoding="utf-8"))
LISTED = 8
SMALL_PAGE = 45_000  # bytes before gzip


def visit_home(visitor: Visitor, site: BuiltSite, address: str | None = "") -> Visit:
    return visitor.open(site, address, javascript=True)


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Je postcode of gemeente")


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Voorstellen").get_by_role("option")


def typed(page: Page, text: str) -> Locator:
    box(page).click()
    box(page).press_sequentially(text)
    return options(page)


# --- the same rules as when the site is built ----------------------------------------------------


def test_a_name_has_the_same_key_as_in_the_gazetteer(
    visitor: Visitor, built_site: BuiltSite, gazetteer: Gazetteer, real_catalogue: Catalogue
) -> None:
    """For the table that the gazetteer is tested with, and for every name on the site."""
    visit = visit_home(visitor, built_site)
    names = [village.name for village in gazetteer.villages]
    names += [initiative.name for initiative in real_catalogue.initiatives]
    assert call(visit, "places.js", "key", *([name] for name, _ in KEYS)) == [k for _, k in KEYS]
    assert call(visit, "places.js", "key", *([n] for n in names)) == [name_key(n) for n in names]


def test_a_name_has_the_same_slug_as_in_an_address(
    visitor: Visitor, built_site: BuiltSite, gazetteer: Gazetteer, real_catalogue: Catalogue
) -> None:
    visit = visit_home(visitor, built_site)
    names = [*gazetteer.municipalities, *(one.name for one in real_catalogue.initiatives)]
    names += [name for name, _ in KEYS] + ["a" * 79 + " b c", "-'t-", "x" * 200]
    assert call(visit, "places.js", "slug", *([n] for n in names)) == [slugify(n) for n in names]


def test_every_suggestion_leads_to_a_page(visitor: Visitor, built_site: BuiltSite) -> None:
    visit = visit_home(visitor, built_site)
    data = json.loads((built_site.folder / NAMES).read_bytes())
    read = visit.page.evaluate(
        """async ([home, data]) => {
            const { read } = await import(`${home}assets/js/places.js`);
            const { entries, codes } = read(data);
            return [...entries, ...codes.values()].map(({ address }) => address);
        }""",
        [visit.home, data],
    )
    found = set(read)
    assert found <= set(built_site.addresses)
    missing = [a for a in built_site.addresses if a[:4].isdigit() and a.count("/") == 1]
    assert set(missing) <= found
    initiatives = [a for a in built_site.addresses if a.startswith("initiatieven/") and a[13:]]
    # What stopped keeps its page and is not suggested.
    assert len(set(initiatives) - found) <= len(data["initiatives"]) / 20


def test_a_postcode_has_the_name_that_its_page_has(
    visitor: Visitor, built_site: BuiltSite, gazetteer: Gazetteer
) -> None:
    visit = visit_home(visitor, built_site)
    data = json.loads((built_site.folder / NAMES).read_bytes())
    names = visit.page.evaluate(
        """async ([home, data]) => {
            const { read } = await import(`${home}assets/js/places.js`);
            return [...read(data).codes].map(([code, { name, town }]) => [code, name, town]);
        }""",
        [visit.home, data],
    )
    expected = [[p.code, p.place, p.municipality.name] for p in gazetteer.postcodes.values()]
    assert sorted(names) == expected


# --- one typing error ----------------------------------------------------------------------------


def distance(a: str, b: str) -> int:
    """Damerau-Levenshtein, without edits inside a swapped pair (optimal string alignment)."""
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            best = min(rows[-1][j] + 1, row[j - 1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def pairs(gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """What somebody types and a name: with one error, with two, and by chance."""
    chance = random.Random(20261122)  # noqa: S311 (the same examples each time)
    names = sorted({name_key(village.name) for village in gazetteer.villages})
    for name in chance.sample(names, 120):
        wrong = name[: chance.randint(1, len(name))]
        for _ in range(chance.randint(0, 2)):
            at = chance.randint(0, len(wrong))
            letter = chance.choice(string.ascii_lowercase)
            swapped = wrong[:at] + wrong[at + 1 : at + 2] + wrong[at : at + 1] + wrong[at + 2 :]
            ways = [wrong[:at] + letter + wrong[at:], wrong[:at] + wrong[at + 1 :], swapped]
            wrong = chance.choice([*ways, wrong[:at] + letter + wrong[at + 1 :]])
        yield wrong, name
        yield wrong, chance.choice(names)
    for _ in range(200):
        yield (
            "".join(chance.choices("ab", k=chance.randint(0, 5))),
            "".join(chance.choices("ab", k=chance.randint(0, 5))),
        )


def test_one_typing_error_is_forgiven_and_not_two(
    visitor: Visitor, built_site: BuiltSite, gazetteer: Gazetteer
) -> None:
    """The quick way of the browser gives what the textbook gives, for every beginning of a name."""
    visit = visit_home(visitor, built_site)
    rows = list(pairs(gazetteer))
    answers = call(visit, "places.js", "almost", *([text, name] for text, name in rows))
    for (text, name), left in zip(rows, answers, strict=True):
        beginnings = [name[:end] for end in range(len(name) + 1)]
        fitting = [len(name) - len(part) for part in beginnings if distance(text, part) <= 1]
        exact = name.startswith(text)
        assert (left >= 0) == bool(fitting), (text, name)
        assert left == (len(name) - len(text) if exact else min(fitting, default=-1)), (text, name)


# --- what is suggested ---------------------------------------------------------------------------

SUGGESTED = [
    # What is typed, and what must stand among the suggestions, with what tells it apart.
    ("90", "9000 Gent"),
    ("9030", "9030 Mariakerke in Gent"),
    ("gent", "Gent heel de gemeente"),
    ("GENT", "9000 Gent"),
    ("st niklaas", "Sint-Niklaas heel de gemeente"),
    ("Niklaas", "9100 Sint-Niklaas"),
    ("antwerpn", "Antwerpen heel de gemeente"),
    ("atnwerpen", "2000 Antwerpen"),
    ("mariakerke", "9030 Mariakerke in Gent"),
    ("halle", "2980 Halle in Zoersel"),
    ("meeuwen-gruitrode", "Oudsbergen heet ook: Meeuwen-Gruitrode"),
    ("schaerbeek", "Schaarbeek heet ook: Schaerbeek"),
    ("esen", "8600 Esen in Diksmuide"),
    ("gnet", "9000 Gent"),
    ("mariakerke gent", "9030 Mariakerke in Gent"),
    ("gent 9000", "9000 Gent"),
    ("onze lieve vrouw waver", "2861 Onze-Lieve-Vrouw-Waver in Sint-Katelijne-Waver"),
]


@pytest.mark.parametrize(("text", "expected"), SUGGESTED)
def test_what_is_typed_finds_what_is_meant(
    visitor: Visitor, built_site: BuiltSite, text: str, expected: str
) -> None:
    page = visit_home(visitor, built_site).page
    found = typed(page, text)
    expect(found.filter(has_text=expected.split(" ", maxsplit=1)[0]).first).to_be_visible()
    texts = [" ".join(text.split()) for text in found.all_inner_texts()]
    assert expected in texts
    assert len(texts) <= LISTED


def test_an_initiative_is_found_by_a_word_of_its_name(
    visitor: Visitor, built_site: BuiltSite, real_catalogue: Catalogue
) -> None:
    """The longest name, by its last three words."""
    name = max((one.name for one in real_catalogue.initiatives), key=len)
    page = visit_home(visitor, built_site).page
    found = typed(page, " ".join(name.split()[-3:]))
    expect(found.filter(has_text=name)).to_be_visible()
    found.filter(has_text=name).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_every_name_that_two_municipalities_share_says_which(
    visitor: Visitor, built_site: BuiltSite, gazetteer: Gazetteer
) -> None:
    visit = visit_home(visitor, built_site)
    names = {village.name for village in gazetteer.villages}
    shared = sorted(name for name in names if len(towns_of(gazetteer, name)) > 1)
    assert len(shared) > 20
    data = json.loads((built_site.folder / NAMES).read_bytes())
    found = visit.page.evaluate(
        """async ([home, data, names]) => {
            const { read, search } = await import(`${home}assets/js/places.js`);
            const places = read(data);
            return names.map((name) => search(places, name));
        }""",
        [visit.home, data, shared],
    )
    for name, answer in zip(shared, found, strict=True):
        towns = {one["town"] for one in answer["matches"] if one.get("isPlace")}
        assert towns_of(gazetteer, name) <= towns, name
        assert answer["sure"] is None, name


def towns_of(gazetteer: Gazetteer, name: str) -> set[str]:
    return {village.municipality for village in gazetteer.find(name)}


NOTHING = [("4000", "Deze postcode kennen we niet"), ("40 00", "Deze postcode kennen we niet")]


@pytest.mark.parametrize(("text", "said"), NOTHING)
def test_nothing_found_says_what_to_try(
    visitor: Visitor, built_site: BuiltSite, text: str, said: str
) -> None:
    visit = visit_home(visitor, built_site)
    found = typed(visit.page, text)
    expect(visit.page.get_by_role("status").filter(has_text=said)).to_be_visible()
    assert found.count() == 0
    visit.page.get_by_role("link", name="Bekijk alle gemeenten").click()
    expect(visit.page).to_have_url(f"{visit.home}gemeenten/")


# --- Enter ---------------------------------------------------------------------------------------

STRAIGHT = [
    ("9000", "9000/"),
    (" 9030 ", "9030/"),
    ("9000 Gent", "9000/"),
    ("Gent", "gemeenten/gent/"),
    ("gand", "gemeenten/gent/"),
    ("Diksmuide", "8600/"),
    ("mariakerke", "9030/"),
    ("Halle Zoersel", "2980/"),
]


@pytest.mark.parametrize(("text", "address"), STRAIGHT)
def test_enter_goes_straight_to_what_can_only_be_one_place(
    visitor: Visitor, built_site: BuiltSite, text: str, address: str
) -> None:
    visit = visit_home(visitor, built_site)
    box(visit.page).fill(text)
    box(visit.page).press("Enter")
    expect(visit.page).to_have_url(visit.home + address)


def test_the_button_does_what_enter_does(visitor: Visitor, small_site: BuiltSite) -> None:
    """And below a folder of the host."""
    visit = visit_home(visitor, small_site)
    box(visit.page).fill("9000")
    visit.page.get_by_role("button", name="Zoek", exact=True).tap()
    expect(visit.page).to_have_url(f"{visit.home}9000/")


@pytest.mark.parametrize("text", ["halle", "antwerpn", "sint-ni"])
def test_enter_asks_when_it_is_not_sure(visitor: Visitor, built_site: BuiltSite, text: str) -> None:
    """The first suggestion is ready: Enter once more goes there."""
    visit = visit_home(visitor, built_site)
    box(visit.page).fill(text)
    box(visit.page).press("Enter")
    first = options(visit.page).first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(visit.page.get_by_role("status").filter(has_text="Kies uit deze lijst")).to_have_count(1)
    assert visit.address == ""
    box(visit.page).press("Enter")
    expect(visit.page.get_by_role("heading", level=1)).not_to_contain_text("dicht bij jou")


# --- keyboard and screen reader ------------------------------------------------------------------


def test_the_keyboard_goes_through_the_list(visitor: Visitor, built_site: BuiltSite) -> None:
    """The ARIA pattern: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/."""
    page = visit_home(visitor, built_site).page
    expect(box(page)).to_have_attribute("aria-autocomplete", "list")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    found = typed(page, "halle")
    expect(found.first).to_be_visible()
    number = found.count()
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text=f"{number} voorstellen")).to_have_count(1)
    assert active(page) is None
    for key, expected in [("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", None)]:
        box(page).press(key)
        assert active(page) == expected
    box(page).press("ArrowUp")
    assert active(page) == number - 1
    box(page).press("ArrowDown")
    assert active(page) is None
    expect(box(page)).to_be_focused()
    box(page).press("ArrowDown")
    box(page).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Halle")


def active(page: Page) -> int | None:
    """Which suggestion a screen reader reads: the only one that is selected, on the screen."""
    found: Any = page.evaluate(
        """() => {
            const id = document.activeElement.getAttribute("aria-activedescendant");
            const all = [...document.querySelectorAll("[role=option]")];
            const selected = all.filter(one => one.getAttribute("aria-selected") === "true");
            if (selected.length !== (id ? 1 : 0) || (id && selected[0].id !== id)) return "wrong";
            return id ? all.indexOf(selected[0]) : null;
        }"""
    )
    assert found != "wrong"
    return None if found is None else int(found)


def test_escape_closes_and_then_clears(visitor: Visitor, built_site: BuiltSite) -> None:
    page = visit_home(visitor, built_site).page
    expect(typed(page, "gent").first).to_be_visible()
    box(page).press("Escape")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(box(page)).to_have_value("gent")
    box(page).press("ArrowDown")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    box(page).press("Escape")
    box(page).press("Escape")
    expect(box(page)).to_have_value("")


def test_leaving_the_box_closes_the_list(visitor: Visitor, built_site: BuiltSite) -> None:
    page = visit_home(visitor, built_site).page
    expect(typed(page, "gent").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("button", name="Zoek", exact=True)).to_be_focused()


def test_the_suggestions_fit_a_small_phone(visitor: Visitor, built_site: BuiltSite) -> None:
    """Each is large enough for a thumb, and the first one is on the screen."""
    page = visit_home(visitor, built_site).page
    found = typed(page, "antwerpen")
    expect(found.first).to_be_in_viewport()
    for one in found.all():
        place = one.bounding_box()
        assert place
        assert place["height"] >= 44
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["antwerpen", "xyzzy"])
def test_axe_finds_nothing_in_the_open_list(
    visitor: Visitor, built_site: BuiltSite, scheme: Any, text: str
) -> None:
    page = visitor.open(built_site, javascript=True, scheme=scheme).page
    typed(page, text)
    expect(page.get_by_role("status").filter(has_text="e").first).to_have_count(1)
    if text != "xyzzy":
        box(page).press("ArrowDown")
    assert violations(page, "") == []


# --- light ---------------------------------------------------------------------------------------


def data_files(visit: Visit) -> list[str]:
    return [url.removeprefix(visit.home) for url in visit.requests if url.endswith(".json")]


def test_nothing_is_loaded_before_somebody_goes_to_the_box(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    visit = visit_home(visitor, built_site, "9000/")
    visit.settle()
    assert data_files(visit) == []
    late = ("points.js",)
    assert [url for url in visit.requests if url.endswith(late)] == []
    found = typed(visit.page, "gent")
    expect(found.first).to_be_visible()
    box(visit.page).fill("aalst")
    expect(found.first).to_contain_text("Aalst")
    assert sorted(data_files(visit)) == [KINDS, NAMES]


def test_the_names_are_light(built_site: BuiltSite) -> None:
    assert weight((built_site.folder / NAMES).read_bytes()) <= BUDGET


def test_without_names_of_initiatives_the_box_says_where_they_are(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    """As when there are so many that the places alone fit."""
    visit = visit_home(visitor, built_site, None)
    data = json.loads((built_site.folder / NAMES).read_bytes())
    del data["initiatives"]
    visit.page.route(f"**/{NAMES}", lambda route: route.fulfill(json=data))
    visit.go("")
    expect(typed(visit.page, "gent").first).to_have_text("Gent heel de gemeente")
    box(visit.page).fill("4000")
    expect(visit.page.get_by_role("link", name="Bekijk alles van A tot Z")).to_be_visible()


# --- when something is missing -------------------------------------------------------------------


@pytest.mark.parametrize("missing", [NAMES, "assets/js/suggesting.js"])
def test_without_its_data_the_box_is_a_plain_form(
    visitor: Visitor, built_site: BuiltSite, missing: str
) -> None:
    visit = visitor.open(built_site, None, javascript=True, wrong=True)
    visit.page.route(f"**/{missing}", lambda route: route.abort())
    visit.go("")
    visit.page.locator("#q").fill("Halle")
    visit.page.locator("#q").press("Enter")
    expect(visit.page).to_have_url(f"{visit.home}zoeken/?q=Halle")
    assert visit.elsewhere == []


@pytest.mark.parametrize(("text", "address"), [("9000", "9000/"), ("gent", "gemeenten/gent/")])
def test_the_page_of_the_search_goes_on_by_itself(
    visitor: Visitor, built_site: BuiltSite, text: str, address: str
) -> None:
    """For who searched before the script was there. Going back does not come here again."""
    visit = visit_home(visitor, built_site)
    visit.page.goto(f"{visit.home}zoeken/?q={text}")
    expect(visit.page).to_have_url(visit.home + address)
    visit.page.go_back()
    expect(visit.page).to_have_url(visit.home)


def test_the_page_of_the_search_shows_which_places_may_be_meant(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    visit = visit_home(visitor, built_site, "zoeken/?q=halle")
    expect(visit.page.get_by_role("status").filter(has_text="Bedoel je")).to_be_visible()
    expect(visit.page.get_by_role("searchbox")).to_have_value("halle")
    visit.page.get_by_role("link", name="2980 Halle").first.click()
    expect(visit.page).to_have_url(f"{visit.home}2980/")


# --- one box: the answer at once, and words ------------------------------------------------------


@pytest.mark.parametrize("address", ["", "soorten/maatje/", "zoeken/", "8800/"])
def test_a_full_postcode_waits_for_no_other_file(
    visitor: Visitor, built_site: BuiltSite, address: str
) -> None:
    """What the page itself holds is enough, also when nothing else ever arrives."""
    visit = visitor.open(built_site, None, javascript=True, wrong=True)
    visit.page.route("**/assets/**", lambda route: route.abort())
    visit.go(address)
    visit.page.locator("#q").fill("9000")
    visit.page.locator("#q").press("Enter")
    expect(visit.page.locator("article[data-initiative]").first).to_be_visible()
    assert visit.address.startswith("9000/")


def test_a_full_postcode_loads_no_names(visitor: Visitor, built_site: BuiltSite) -> None:
    visit = visit_home(visitor, built_site)
    expect(box(visit.page)).to_be_visible()
    box(visit.page).fill("9000")
    box(visit.page).press("Enter")
    expect(visit.page).to_have_url(f"{visit.home}9000/")
    assert not [url for url in visit.requests if NAMES in url]


def test_a_postcode_that_does_not_exist_is_told(visitor: Visitor, built_site: BuiltSite) -> None:
    """The first script knows no list of postcodes; the page for wrong addresses says so."""
    visit = visitor.open(built_site, "9999/", javascript=True, wrong=True)
    expect(box(visit.page)).to_have_value("9999")
    expect(visit.page.get_by_role("status").filter(has_text="Deze postcode")).to_be_visible()


def test_without_javascript_the_box_leads_to_a_small_page_one_step_from_the_answer(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    visit = visitor.open(built_site, "")
    visit.page.locator("#q").fill("9000")
    visit.page.locator("#q").press("Enter")
    assert visit.address == "zoeken/?q=9000"
    assert built_site.file("zoeken/").stat().st_size < SMALL_PAGE
    expect(visit.page.get_by_text("https://steun.example/9000/")).to_be_visible()
    visit.page.get_by_text("9...").click()
    visit.page.get_by_role("link", name="9000", exact=True).click()
    assert visit.address == "9000/"


ADDRESSES = [
    ("Kerkstraat 12 9000 Gent", "9000/"),
    ("Kerkstraat 12, 9030 Mariakerke", "9030/"),
    ("Kerkstraat 12, Mariakerke", "9030/"),
    ("\u0669\u0660\u0660\u0660", "9000/"),
    ("9 000", "9000/"),
    ("9.000", "9000/"),
    ("9000gent", "9000/"),
    ("\uff19\uff10\uff10\uff10", "9000/"),
    ("B-9000", "9000/"),
]


@pytest.mark.parametrize(("text", "address"), ADDRESSES)
def test_an_address_and_digits_of_other_scripts(
    visitor: Visitor, built_site: BuiltSite, text: str, address: str
) -> None:
    visit = visit_home(visitor, built_site)
    box(visit.page).fill(text)
    box(visit.page).press("Enter")
    expect(visit.page).to_have_url(visit.home + address)
    visit.page.goto(f"{visit.home}zoeken/?q={text}")
    expect(visit.page).to_have_url(visit.home + address)


@pytest.mark.parametrize(
    ("word", "label", "kind"),
    [
        ("schulden", "Geld en rechten", "rechten-geld"),
        ("eten", "Eten", "eten"),
        ("kleren", "Kleren en spullen", "kleren-spullen"),
    ],
)
def test_a_word_for_a_kind_asks_for_the_place(
    visitor: Visitor, built_site: BuiltSite, word: str, label: str, kind: str
) -> None:
    """And no village of almost that name comes first, such as Schulen."""
    visit = visit_home(visitor, built_site)
    first = typed(visit.page, word).first
    expect(first).to_contain_text(label)
    first.tap()
    expect(visit.page.get_by_role("status").filter(has_text=f"{label}: typ nu")).to_be_visible()
    box(visit.page).fill("8800")
    box(visit.page).press("Enter")
    expect(visit.page).to_have_url(f"{visit.home}8800/?soort={kind}")


@pytest.mark.parametrize("text", ["schulden 8800", "eten gent", "deurwaarderskosten", "xyzzy"])
def test_other_words_go_to_the_search(visitor: Visitor, built_site: BuiltSite, text: str) -> None:
    visit = visit_home(visitor, built_site)
    expect(typed(visit.page, text).last).to_contain_text(text)
    box(visit.page).press("Enter")
    expect(visit.page.get_by_role("searchbox")).to_have_value(text)
    assert visit.address.startswith("zoeken/?q=")


@pytest.mark.parametrize("name", ["built_site", "small_site"])
def test_the_box_works_on_the_page_for_wrong_addresses(
    visitor: Visitor, request: pytest.FixtureRequest, name: str
) -> None:
    visit = visitor.open(request.getfixturevalue(name), "9999/", javascript=True, wrong=True)
    box(visit.page).fill("9000")
    box(visit.page).press("Enter")
    expect(visit.page).to_have_url(f"{visit.home}9000/")


@pytest.mark.parametrize(
    ("address", "kinds"),
    [
        ("soorten/maatje/", "maatje"),
        ("keuzehulp/idee-ontmoeten-maatje/", "ontmoeten,maatje"),
    ],
)
def test_a_box_about_a_kind_leads_to_what_is_of_that_kind(
    visitor: Visitor, built_site: BuiltSite, address: str, kinds: str
) -> None:
    visit = visitor.open(built_site, address, javascript=True)
    visit.page.get_by_role("combobox").fill("9000")
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_url(f"{visit.home}9000/?soort={kinds}")
    expect(visit.page.get_by_role("status").filter(has_text="Je ziet")).to_be_visible()


def test_a_box_about_a_kind_leads_to_an_initiative_as_it_is(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    visit = visitor.open(built_site, "soorten/maatje/", javascript=True)
    visit.page.get_by_role("combobox").fill("Uilenspel Gent")
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_url(f"{visit.home}initiatieven/uilenspel-gent/")
