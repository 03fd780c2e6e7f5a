"""Mijn lijst: kept on the phone, read without a network, handed over on paper or as a link."""

from __future__ import annotations

import itertools
import json
import math
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
import segno
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.modules import call

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.visiting import Visit, Visitor
    from tests.sites import BuiltSite

GENT = "ocmw-gent"
SCRIPT = "script-gent"
HOUSE = "rechts-naar-links-antwerpen"
KEY = "lijst /steun-dichtbij/"


@pytest.fixture
def visit(visitor: Visitor, small_site: BuiltSite) -> Visit:
    """A visitor on 25 November 2026 who opened no page yet."""
    someone = visitor.open(small_site, None, javascript=True)
    someone.page.clock.set_fixed_time("2026-11-25T09:00:00+01:00")
    return someone


def keep(visit: Visit, *slugs: str) -> None:
    """Keep these initiatives, from their own pages."""
    for slug in slugs:
        visit.go(f"initiatieven/{slug}/")
        button(visit.page).click()
        expect(button(visit.page)).to_have_attribute("aria-pressed", "true")


def button(place: Page | Locator) -> Locator:
    """The button that keeps an initiative."""
    return place.get_by_role("button", name="Bewaar")


def kept(page: Page) -> list[str]:
    """The slugs that the list shows, in order."""
    page.locator("[data-list] [role=status]").wait_for(state="attached")
    slugs: list[str] = page.locator("article[data-kept]").evaluate_all(
        "all => all.map(e => e.dataset.kept)"
    )
    return slugs


def card(page: Page, slug: str) -> Locator:
    """One entry of the list."""
    return page.locator(f"[data-kept={slug}]")


# --- Keep


def test_a_result_is_kept_and_let_go_with_one_button(visit: Visit) -> None:
    visit.go("9000/")
    result = visit.page.locator(f"[data-initiative={GENT}]")
    toggle = button(result)
    expect(toggle).to_have_accessible_name("Bewaar OCMW Gent in je lijst")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    expect(visit.page.get_by_role("link", name="Mijn lijst (")).to_be_hidden()
    toggle.focus()
    visit.page.keyboard.press("Space")
    expect(toggle).to_have_attribute("aria-pressed", "true")
    expect(visit.page.get_by_role("status").last).to_have_text("Bewaard op dit toestel.")
    expect(visit.page.get_by_role("link", name="Mijn lijst (1)")).to_be_visible()
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "false")
    expect(visit.page.get_by_role("link", name="Mijn lijst (")).to_be_hidden()


def test_a_kept_result_gets_what_its_own_page_knows(visit: Visit) -> None:
    visit.go("9000/")
    with visit.page.expect_response(f"**/initiatieven/{GENT}/"):
        button(visit.page.locator(f"[data-initiative={GENT}]")).click()
    other = visit.page.context.new_page()
    other.goto(f"{visit.home}lijst/")
    expect(card(other, GENT)).to_contain_text("onthaal@example.org")
    entry = json.loads(visit.page.evaluate(f"localStorage.getItem('{KEY}')"))[0]
    assert entry == {
        "slug": GENT,
        "language": "nl",
        "name": "OCMW Gent",
        "neutral": "OCMW Gent",
        "summary": "Hier praat je met iemand over geld, papieren en je rechten."
        " Samen zoeken jullie wat helpt.",
        "warning": "",
        "checked": "Nagekeken in november 2026.",
        "stopped": "",
        "phone": "09 266 91 11",
        "phoneLink": "tel:+3292669111",
        "whose": "",
        "email": "onthaal@example.org",
        "emailLink": "mailto:onthaal@example.org",
        "website": "https://www.example.org/gent?soort=hulp&taal=nl",
        "note": "",
        "day": "2026-11-25",
        "address": ["Onderbergen 86", "9000 Gent"],
        "hours": [
            "Maandag, dinsdag, donderdag en vrijdag: 9 tot 12 uur",
            "Woensdag: 13.30 tot 16.30 uur",
            "Niet op feestdagen.",
            "In de zomer enkel voor de middag.",
        ],
        "bring": [],
        "cost": ["Gratis.", "Ook de koffie."],
        "first_visit": [
            "Ga naar het onthaal en zeg waarvoor je komt.",
            "Je hebt geen doorverwijzing nodig.",
            "Maak eerst een afspraak.",
        ],
    }


def test_without_a_network_what_the_result_says_is_kept(visit: Visit) -> None:
    visit.go("9000/")
    result = visit.page.locator(f"[data-initiative={GENT}]")
    button(result).wait_for()
    visit.page.route("**/initiatieven/**", lambda route: route.fulfill(status=503))
    with visit.page.expect_response("**/initiatieven/**"):
        button(result).click()
    visit.go("lijst/")
    expect(card(visit.page, GENT).get_by_role("link", name="09 266 91 11")).to_be_visible()
    assert visit.errors.pop().startswith("Failed to load resource")


def test_the_name_that_others_see_never_shames(visit: Visit) -> None:
    visit.go("9000/")
    neutral = visit.page.evaluate(
        """async (home) => {
          const { readCard } = await import(`${home}assets/js/kept.js`);
          const card = document.querySelector(`[data-initiative="ocmw-gent"]`).cloneNode(true);
          const before = readCard(card).neutral;
          card.querySelector("h3 a").textContent = "Samen tegen Armoede";
          return [before, readCard(card).name, readCard(card).neutral];
        }""",
        visit.home,
    )
    assert neutral == ["OCMW Gent", "Samen tegen Armoede", "Geld en rechten"]


@pytest.mark.parametrize(
    ("most", "text"),
    [
        (999, "Huis: 09 000 00 00\nKeuken\nhttps://x.be/lijst/#a,b"),
        # Names and numbers come before the link.
        (40, "Huis: 09 000 00 00\nKeuken"),
        (20, "Huis: 09 000 00 00"),
    ],
)
def test_a_text_message_carries_names_and_numbers(visit: Visit, most: int, text: str) -> None:
    entries = [{"neutral": "Huis", "phone": "09 000 00 00"}, {"neutral": "Keuken", "phone": ""}]
    visit.go("lijst/")
    assert call(visit, "sharing.js", "listText", [entries, "https://x.be/lijst/#a,b", most]) == [
        text
    ]


def test_a_note_never_leaves_the_phone(visit: Visit) -> None:
    """No mail, message or link holds it; only paper does."""
    keep(visit, GENT)
    visit.go("lijst/")
    visit.page.get_by_label("Notitie").fill("geheim")
    visit.page.get_by_text("Geef de lijst mee").click()
    links = visit.page.locator("main a").evaluate_all("all => all.map(a => a.href)")
    assert any(link.startswith("mailto:") for link in links)
    assert not any("geheim" in link for link in links)


def test_letting_go_by_mistake_keeps_the_note(visit: Visit) -> None:
    keep(visit, GENT)
    visit.go("lijst/")
    visit.page.get_by_label("Notitie").fill("Bel maandag")
    visit.go(f"initiatieven/{GENT}/")
    button(visit.page).click()
    button(visit.page).click()
    visit.go("lijst/")
    expect(visit.page.get_by_label("Notitie")).to_have_value("Bel maandag")


def test_a_browser_that_keeps_nothing_says_so(visitor: Visitor, small_site: BuiltSite) -> None:
    visit = visitor.open(small_site, None, javascript=True)
    visit.page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }"
    )
    visit.go(f"initiatieven/{GENT}/")
    button(visit.page).click()
    expect(visit.page.get_by_text("Bewaren lukt niet in deze browser.")).to_be_visible()
    expect(button(visit.page)).to_have_attribute("aria-pressed", "false")


def test_a_full_list_says_so(visit: Visit) -> None:
    visit.go("lijst/")
    entries = [{"slug": f"plek-{number}", "name": "x"} for number in range(30)]
    visit.page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(entries)]
    )
    visit.go(f"initiatieven/{GENT}/")
    button(visit.page).click()
    expect(visit.page.get_by_text("Je lijst is vol. Er passen 30 in.")).to_be_visible()


# --- The list


def test_an_empty_list_says_what_to_do(visit: Visit) -> None:
    visit.go("lijst/")
    expect(visit.page.get_by_text("Je lijst is nog leeg.")).to_be_visible()
    expect(visit.page.get_by_text("Tik daar op Bewaar.")).to_be_visible()
    expect(visit.page.get_by_text("JavaScript")).to_have_count(0)


def test_without_javascript_the_page_says_what_works(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    page = visitor.open(small_site, "lijst/").page
    expect(page.get_by_text("werkt alleen met JavaScript")).to_be_visible()
    expect(page.get_by_text("Je kan wel elke pagina printen.")).to_be_visible()
    expect(page.get_by_role("link", name="Alle gemeenten")).to_be_visible()


@pytest.mark.parametrize("place", ["Wegwijzer", "Alles op deze site"])
def test_header_and_footer_lead_to_the_list(
    visitor: Visitor, small_site: BuiltSite, place: str
) -> None:
    visit = visitor.open(small_site, "9000/")
    ways = visit.page.get_by_role("navigation", name=place)
    ways.get_by_role("link", name="Mijn lijst").click()
    assert visit.address == "lijst/"


def test_the_list_shows_what_was_kept_without_a_network(visit: Visit) -> None:
    keep(visit, GENT, HOUSE)
    visit.page.route("**/initiatieven/**", lambda route: route.abort())
    visit.go("lijst/")
    assert kept(visit.page) == [GENT, HOUSE]
    entry = card(visit.page, GENT)
    for text in ("Hier praat je met iemand", "Onderbergen 86", "Woensdag: 13.30 tot 16.30 uur"):
        expect(entry).to_contain_text(text)
    expect(entry).to_contain_text("Overgenomen op 25 november 2026.")
    expect(entry.get_by_role("link", name="09 266 91 11")).to_have_attribute(
        "href", "tel:+3292669111"
    )
    expect(entry).to_contain_text("Nagekeken in november 2026.")
    # A person checked both, so nothing is said above the list.
    expect(visit.page.get_by_text("Vraag dus eerst of alles klopt.")).to_have_count(0)


def test_text_of_strangers_stays_text(visit: Visit) -> None:
    keep(visit, SCRIPT)
    visit.go("lijst/")
    expect(visit.page.get_by_role("link", name="<script>window.hacked=1</script>")).to_be_visible()
    assert visit.page.evaluate("window.hacked") is None


def test_what_another_program_left_in_the_store_does_no_harm(visit: Visit) -> None:
    visit.go("lijst/")
    for text in ("{", "null", "3", '[null, {"slug": "../x"}, {"slug": "a", "hours": 3}]'):
        visit.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
        visit.go("lijst/")
        expect(visit.page.get_by_role("heading", level=1)).to_have_text("Mijn lijst")
    assert kept(visit.page) == ["a"]
    entry = {"slug": "a", "phone": "1", "phoneLink": "javascript:alert(1)", "website": "data:,x"}
    visit.page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps([entry])]
    )
    visit.go("lijst/")
    hrefs = card(visit.page, "a").locator("a").evaluate_all("all => all.map(e => e.href)")
    assert hrefs == [f"{visit.home}initiatieven/a/"]


def test_the_order_changes_by_keyboard_and_is_said(visit: Visit) -> None:
    keep(visit, GENT, HOUSE, SCRIPT)
    visit.go("lijst/")
    up = card(visit.page, SCRIPT).get_by_role("button", name="Hoger")
    up.focus()
    visit.page.keyboard.press("Enter")
    assert kept(visit.page) == [GENT, SCRIPT, HOUSE]
    expect(visit.page.get_by_role("status").first).to_contain_text("op plaats 2 van 3.")
    expect(card(visit.page, SCRIPT).get_by_role("button", name="Hoger")).to_be_focused()
    visit.page.keyboard.press("Enter")
    assert kept(visit.page) == [SCRIPT, GENT, HOUSE]
    # At the top there is no higher; the focus is not lost.
    expect(card(visit.page, SCRIPT).get_by_role("button", name="Hoger")).to_be_disabled()
    expect(card(visit.page, SCRIPT).get_by_role("button", name="Lager")).to_be_focused()
    visit.go("lijst/")
    assert kept(visit.page) == [SCRIPT, GENT, HOUSE]


def test_moving_is_a_plain_function(visit: Visit) -> None:
    visit.go("lijst/")
    rows: list[list[object]] = [[["a", "b", "c"], 0, 1], [["a", "b"], 0, -1], [["a", "b"], 1, 1]]
    assert call(visit, "list.js", "moved", *rows) == [["b", "a", "c"], ["a", "b"], ["a", "b"]]


def test_removing_can_be_undone(visit: Visit) -> None:
    keep(visit, GENT, HOUSE)
    visit.go("lijst/")
    visit.page.get_by_label("Notitie").first.fill("Vraag naar de sociale dienst")
    card(visit.page, GENT).get_by_role("button", name="Haal weg").click()
    assert kept(visit.page) == [HOUSE]
    undo = visit.page.get_by_role("button", name="Zet terug")
    expect(undo).to_be_focused()
    undo.click()
    assert kept(visit.page) == [GENT, HOUSE]
    expect(visit.page.get_by_label("Notitie").first).to_have_value("Vraag naar de sociale dienst")


def test_the_whole_list_can_go_from_somebody_elses_computer(visit: Visit) -> None:
    keep(visit, GENT, HOUSE)
    visit.go("lijst/")
    visit.page.get_by_role("button", name="Maak de lijst leeg").click()
    expect(visit.page.get_by_text("Je lijst is nog leeg.")).to_be_visible()
    assert visit.page.evaluate("localStorage.length") == 0


def test_two_windows_show_the_same_list(visit: Visit) -> None:
    keep(visit, GENT)
    visit.go("lijst/")
    other = visit.page.context.new_page()
    other.goto(f"{visit.home}initiatieven/{HOUSE}/")
    button(other).click()
    expect(card(visit.page, HOUSE)).to_be_visible()


# --- Hand over


def test_the_paper_has_the_facts_the_notes_the_date_and_the_address(visit: Visit) -> None:
    keep(visit, GENT)
    visit.go("lijst/")
    visit.page.get_by_label("Notitie").fill("Neem je papieren mee.\nBel eerst.")
    visit.page.emulate_media(media="print")
    shown = visit.page.locator("body").inner_text()
    for text in (
        "Mijn lijst",
        "Geprint op 25 november 2026.",
        "09 266 91 11",
        "onthaal@example.org",
        "Onderbergen 86",
        "Neem je papieren mee.",
        "Overgenomen op 25 november 2026.",
        "https://steun.example/steun-dichtbij/lijst/",
    ):
        assert text in shown
    assert "armoede" not in shown.lower()
    for name in ("Print", "Hoger", "Haal weg", "Zoek"):
        expect(visit.page.get_by_role("button", name=name)).to_have_count(0)
    assert visit.page.locator("textarea:visible").count() == 0


def test_the_list_fits_on_a4(visit: Visit) -> None:
    keep(visit, GENT, HOUSE)
    visit.go("lijst/")
    kept(visit.page)
    pdf = visit.page.pdf(format="A4")
    assert pdf.count(b"/Type /Page\n") == 1


def test_the_link_carries_the_list_after_the_hash(visit: Visit) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    keep(visit, GENT, HOUSE)
    visit.go("lijst/")
    visit.page.get_by_label("Notitie").first.fill("geheim")
    visit.page.get_by_text("Geef de lijst mee").click()
    visit.page.get_by_role("button", name="Kopieer de link").click()
    expect(visit.page.get_by_text("Gekopieerd.")).to_be_visible()
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{visit.home}lijst/#{GENT},{HOUSE}"


def test_a_note_stays_on_the_device_and_on_paper_and_the_page_says_so(visit: Visit) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    keep(visit, GENT)
    visit.go("lijst/")
    visit.page.get_by_label("Notitie").fill("Bel maandag")
    expect(visit.page.get_by_text("blijft op dit toestel en op het papier")).to_be_visible()
    visit.page.get_by_text("Geef de lijst mee").click()
    visit.page.get_by_role("button", name="Kopieer alles").click()
    expect(visit.page.get_by_text("Gekopieerd.")).to_be_visible()
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert f"{visit.home}initiatieven/{GENT}/" in copied
    links = visit.page.get_by_role("main").locator("a").evaluate_all("all => all.map(a => a.href)")
    mail = next(link for link in links if link.startswith("mailto:?subject=Mijn%20lijst&body="))
    assert "09 266 91 11" in unquote(mail)
    assert not [text for text in (copied, *map(unquote, links)) if "Bel maandag" in text]


def test_a_text_message_has_names_numbers_and_the_way_to_the_list(visit: Visit) -> None:
    keep(visit, GENT, HOUSE)
    visit.go("lijst/")
    visit.page.get_by_text("Geef de lijst mee").click()
    link = visit.page.get_by_role("link", name="Sms").get_attribute("href") or ""
    text = unquote(link.removeprefix("sms:?&body="))
    gent, house, way = text.splitlines()
    assert gent == "OCMW Gent: 09 266 91 11"
    assert "(Burenhuis)" in house
    assert house.endswith("+32 3 203 12 34")
    assert way == f"{visit.home}lijst/#{GENT},{HOUSE}"


def test_paper_has_a_code_for_each_page_and_room_to_write(visit: Visit) -> None:
    keep(visit, GENT, SCRIPT)
    visit.go("lijst/")
    visit.page.emulate_media(media="print")
    for slug in (GENT, SCRIPT):
        drawing = card(visit.page, slug).locator("svg.qr")
        expect(drawing).to_be_visible()
        address = f"{visit.home}initiatieven/{slug}/#klopt"
        assert modules_of(drawing) == segno_of(address), slug
        expect(card(visit.page, slug).get_by_text("Schrijf hier:")).to_be_visible()
    expect(card(visit.page, GENT).get_by_text("Bel eerst.")).to_have_count(0)  # it was checked
    expect(
        card(visit.page, SCRIPT).get_by_text("Niemand keek dit al na. Bel eerst.")
    ).to_be_visible()


def test_paper_has_large_letters_or_not_on_a4_or_a5(visit: Visit) -> None:
    keep(visit, GENT)
    visit.go("lijst/")
    kept(visit.page)
    assert all(abs(width - A4) <= 1 for width in widths(visit.page))  # browsers round
    visit.page.get_by_label("Papier").select_option("A5")
    assert any(abs(width - A5) <= 1 for width in widths(visit.page))
    size = "parseFloat(getComputedStyle(document.querySelector('.kt')).fontSize)"
    visit.page.emulate_media(media="print")
    large = visit.page.evaluate(size)
    visit.page.emulate_media(media="screen")
    visit.page.get_by_label("Grote letters").uncheck()
    visit.page.emulate_media(media="print")
    assert large >= 17 > visit.page.evaluate(size)


def test_an_old_link_shows_what_stopped_as_such_and_does_not_keep_it(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = visitor.open(small_site, f"lijst/#gestopt-gent,{GENT}", javascript=True)
    assert kept(visit.page) == ["gestopt-gent", GENT]
    expect(card(visit.page, "gestopt-gent")).to_contain_text("Dit bestaat niet meer.")
    expect(card(visit.page, "gestopt-gent").locator("dl")).to_have_count(0)
    visit.page.get_by_role("button", name="Bewaar op dit toestel").click()
    assert kept(visit.page) == [GENT]


# Widths of a sheet, in points.
A4, A5 = 596, 420


def widths(page: Page) -> set[int]:
    """The widths of the sheets of a page on paper."""
    boxes = re.findall(
        rb"/MediaBox \[0 0 ([\d.]+)", page.pdf(prefer_css_page_size=True, format="A4")
    )
    return {math.ceil(float(width)) for width in boxes}


def modules_of(drawing: Locator) -> set[tuple[int, int]]:
    """The dark modules of a code in the page."""
    path = drawing.locator("path").get_attribute("d") or ""
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path)
    return {(int(x) + i - 4, int(y) - 4) for x, y, length in runs for i in range(int(length))}


def segno_of(text: str) -> set[tuple[int, int]]:
    """The dark modules of the same code by a library.

    It fills a text up with one byte of zeros too many when it ends on a whole byte, where the
    standard (ISO/IEC 18004, 7.4.10) adds none.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "segno.encoder.write_padding_bits",
            lambda buff, _version, length: buff.extend([0] * (-length % 8)),
        )
        made = segno.make(text, error="m", micro=False, boost_error=False, mask=2, mode="byte")
    return {(x, y) for y, row in enumerate(made.matrix) for x, dark in enumerate(row) if dark}


def test_codes_of_every_length_are_those_of_a_library(visit: Visit) -> None:
    visit.go("lijst/")
    texts = ["https://a.be/".ljust(length, "x") for length in range(13, 214)]
    found = call(visit, "qr.js", "modules", *([text] for text in (*texts, "x" * 214)))
    assert found.pop() is None
    for text, rows in zip(texts, found, strict=True):
        dark = {(x, y) for y, row in enumerate(rows) for x, one in enumerate(row) if one}
        assert dark == segno_of(text), len(text)


def test_somebody_elses_link_shows_the_list_and_keeps_it_on_request(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = visitor.open(small_site, f"lijst/#{GENT},{HOUSE}", javascript=True)
    expect(visit.page.get_by_text("Deze lijst kreeg je via een link.")).to_be_visible()
    assert kept(visit.page) == [GENT, HOUSE]
    expect(card(visit.page, GENT)).to_contain_text("Onderbergen 86")
    assert visit.page.evaluate("localStorage.length") == 0
    # What stands after the hash is asked of nobody.
    assert not [url for url in visit.requests if "," in url.partition("#")[0]]
    visit.page.get_by_role("button", name="Bewaar op dit toestel").click()
    expect(visit.page.get_by_label("Notitie").first).to_be_visible()
    assert visit.address == "lijst/"
    visit.go("lijst/")
    assert kept(visit.page) == [GENT, HOUSE]


@pytest.mark.parametrize("link", ["lijst/", f"lijst/#{GENT},{HOUSE}"])
def test_the_link_that_skips_the_header_changes_no_list(
    visitor: Visitor, small_site: BuiltSite, link: str
) -> None:
    """It leads to "#m", and lists of others stand after "#" too."""
    visit = visitor.open(small_site, link, javascript=True)
    number = 2 if "#" in link else 0
    expect(visit.page.locator("article")).to_have_count(number)
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    expect(visit.page).to_have_url(f"{visit.home}lijst/#m")
    visit.settle()
    expect(visit.page.locator("article")).to_have_count(number)
    expect(visit.page.get_by_text("vinden we niet meer")).to_have_count(0)


def test_a_link_with_what_is_gone_or_wrong_still_shows_the_rest(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = visitor.open(
        small_site, f"lijst/#{GENT},bestaat-niet,../over,%3Cb%3E", javascript=True, wrong=True
    )
    expect(visit.page.get_by_text("1 plek van deze lijst vinden we niet meer.")).to_be_visible()
    assert kept(visit.page) == [GENT]


def test_a_link_without_a_network_says_so(visit: Visit) -> None:
    visit.page.route("**/initiatieven/**", lambda route: route.fulfill(status=503))
    visit.go(f"lijst/#{GENT}")
    expect(visit.page.get_by_text("Niet alles is geladen.")).to_be_visible()
    assert visit.errors.pop().startswith("Failed to load resource")


SLUGS: list[tuple[str, list[str]]] = [
    ("", []),
    ("#", []),
    ("#a,b", ["a", "b"]),
    ("#a%2Cb", ["a", "b"]),
    ("#a,a,A,../x,-a,a-,a_b,b-2", ["a", "b-2"]),
    ("#%E0%A4%A", []),
    ("#" + ",".join(f"a{n}" for n in range(99)), [f"a{n}" for n in range(30)]),
]


@pytest.mark.parametrize(("fragment", "slugs"), SLUGS)
def test_only_slugs_are_read_from_a_link(visit: Visit, fragment: str, slugs: list[str]) -> None:
    visit.go("lijst/")
    assert call(visit, "list.js", "slugsIn", [fragment]) == [slugs]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_list_is_for_every_hand_and_eye(
    visitor: Visitor, small_site: BuiltSite, width: int, scheme: str
) -> None:
    visit = visitor.open(small_site, None, javascript=True, width=width, scheme=scheme)  # type: ignore[arg-type]
    keep(visit, GENT, HOUSE, "lang-woord-merelbeke")
    visit.go("lijst/")
    kept(visit.page)
    visit.page.get_by_text("Geef de lijst mee").click()
    assert violations(visit.page, "lijst/") == []
    wide = visit.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide
    small = visit.page.locator("[data-list] :is(a, button, summary):visible").evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML)"
    )
    assert small == []


# --- In the visitor's language, with the Dutch beside it


@pytest.fixture
def abroad(visitor: Visitor, tongues_site: BuiltSite) -> Visit:
    """A visitor of the site in several languages, who kept one place on a Dutch page."""
    someone = visitor.open(tongues_site, None, javascript=True)
    keep(someone, GENT)
    return someone


def fact(entry: Locator, label: str) -> Locator:
    """One fact of an entry, by the Dutch word for it."""
    named = entry.page.locator("dt span[lang=nl]", has_text=label)
    return entry.locator("dl > div").filter(has=named)


def test_a_list_that_was_made_in_dutch_is_shown_in_the_clients_language(abroad: Visit) -> None:
    """Each fact with its label in both languages; the Dutch beside it, marked as Dutch."""
    abroad.go("fr/lijst/")
    entry = card(abroad.page, GENT)
    cost = fact(entry, "Wat kost het?")
    expect(cost.locator("dt")).to_have_text("Combien ça coûte ? Wat kost het?")
    expect(cost.locator("dd:not([lang])")).to_have_text(["Gratuit."])
    expect(cost.locator("dd[lang=nl][dir=ltr]")).to_have_text(["Gratis.", "Ook de koffie."])
    # A number and an address are the same in both, and stand there once.
    expect(fact(entry, "Bel").locator("dd")).to_have_text(["09 266 91 11"])
    expect(fact(entry, "Waar?").locator("dd")).to_have_text(["Onderbergen 86, 9000 Gent"])
    expect(entry.locator("p[lang=nl][dir=ltr]")).to_contain_text("Hier praat je met iemand")
    assert entry.inner_text().count("Hier praat je met iemand") == 1
    expect(entry.locator("h2 bdi[translate=no]")).to_have_text("OCMW Gent")


def test_the_list_is_dutch_again_on_the_dutch_page_and_keeps_its_note(abroad: Visit) -> None:
    abroad.go("ar/lijst/")
    expect(card(abroad.page, GENT).locator("dt span[lang=nl]").first).to_be_visible()
    abroad.page.locator("textarea").fill("Bel maandag")
    abroad.go("lijst/")
    entry = card(abroad.page, GENT)
    expect(entry).to_contain_text("Gratis.")
    expect(entry.locator("[lang=nl]")).to_have_count(0)
    expect(abroad.page.get_by_label("Notitie")).to_have_value("Bel maandag")
    assert "OCMW" in entry.inner_text()


def test_once_it_was_read_it_stays_in_both_languages_without_a_network(abroad: Visit) -> None:
    abroad.go("ar/lijst/")
    expect(card(abroad.page, GENT).locator("dt span[lang=nl]").first).to_be_visible()
    abroad.page.route("**/initiatieven/**", lambda route: route.abort())
    abroad.go("ar/lijst/")
    entry = card(abroad.page, GENT)
    expect(fact(entry, "Wat kost het?").locator("dd")).to_have_text(
        ["مجاني.", "Gratis.", "Ook de koffie."]
    )
    expect(entry.locator("a[href^='tel:'] bdi[dir=ltr]")).to_have_text("09 266 91 11")


def test_the_list_offers_the_other_languages_and_takes_a_link_along(abroad: Visit) -> None:
    abroad.go(f"lijst/#{GENT}")
    kept(abroad.page)
    choice = abroad.page.locator("[data-list] ul.ps a[hreflang]")
    assert "fr" in choice.evaluate_all("all => all.map(a => a.lang)")
    abroad.page.locator("[data-list] ul.ps a[hreflang=fr]").click()
    expect(abroad.page).to_have_url(f"{abroad.home}fr/lijst/#{GENT}")
    entry = card(abroad.page, GENT)
    expect(fact(entry, "De eerste keer").locator("dd[lang=nl]").first).to_be_visible()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_paper_has_both_languages_and_no_choice(abroad: Visit, language: str) -> None:
    abroad.go(f"{language}/lijst/")
    entry = card(abroad.page, GENT)
    expect(entry.locator("dt span[lang=nl]").first).to_be_visible()
    # Two languages in large letters may need a second sheet; in small ones they do not.
    abroad.page.locator(".pp input[type=checkbox]").uncheck()
    assert violations(abroad.page, f"{language}/lijst/") == []
    assert abroad.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    abroad.page.emulate_media(media="print")
    expect(fact(entry, "Wat kost het?")).to_contain_text("Gratis.")
    expect(abroad.page.locator("[data-list] ul.ps")).to_be_hidden()
    expect(entry.locator("svg.qr")).to_be_visible()
    # No word lies over another.
    boxes = entry.locator("dl > div").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(b => [b.top, b.bottom])"
    )
    assert all(first[1] <= second[0] + 1 for first, second in itertools.pairwise(boxes))
    loose = entry.locator("dl > div").evaluate_all(
        """all => all.filter(e => [...e.children].some(part =>
             part.getBoundingClientRect().bottom > e.getBoundingClientRect().bottom + 1)).length"""
    )
    assert loose == 0
    assert abroad.page.pdf(format="A4").count(b"/Type /Page\n") == 1
