"""Reach and keep: share, copy, route, contact and print, from the page of an initiative."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.modules import call

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visiting import Visit, Visitor
    from tests.sites import BuiltSite

GENT = "initiatieven/ocmw-gent/"
HOURS = [
    "Maandag, dinsdag, donderdag en vrijdag: 9 tot 12 uur",
    "Woensdag: 13.30 tot 16.30 uur",
    "Niet op feestdagen.",
    "In de zomer enkel voor de middag.",
]
ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 15_8 like Mac OS X) AppleWebKit/605.1.15"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"
LINUX = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/130.0"
SHEET = """navigator.share = async (data) => {
  if (window.cancel) throw new DOMException("", window.cancel);
  window.shared = data;
};"""


@pytest.fixture
def visit(visitor: Visitor, small_site: BuiltSite) -> Visit:
    """The page of an initiative, on a phone without a share sheet."""
    return visitor.open(small_site, GENT, javascript=True)


def row(page: Page) -> list[str]:
    """The names of the buttons below the ways to reach an initiative."""
    page.locator("[data-row]").wait_for()
    return [text.split("\n")[0] for text in page.locator("[data-row] > *").all_inner_texts()]


def test_the_row_offers_what_can_be_done_here(visitor: Visitor, small_site: BuiltSite) -> None:
    page = visitor.open(small_site, GENT, javascript=True).page
    assert row(page) == ["Bewaar", "Deel", "Route", "Contact opslaan", "Kopieer", "Print"]
    without_address = visitor.open(small_site, "initiatieven/overal/", javascript=True).page
    assert "Route" not in row(without_address)


def test_a_number_of_somebody_else_goes_along_with_whose_it_is(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    """In a message, in what is copied and in the contacts of the phone."""
    visit = visitor.open(small_site, "initiatieven/accolades-gent/", javascript=True)
    sms = visit.page.locator('a[href^="sms:"]')
    sms.wait_for(state="attached")
    text = unquote((sms.get_attribute("href") or "").removeprefix("sms:?&body="))
    assert "\n09 210 10 10\n" in text, "no room for whose it is: the page tells"
    entry = {
        "neutral": "De Waterdam", "phone": "1788", "phoneLink": "tel:1788", "email": "",
        "website": "", "address": [], "hours": [], "note": "",
        "whose": "Nummer van de gemeente Roeselare. Vraag naar De Waterdam.",
    }  # fmt: skip
    page = "https://a.be/x/"
    said = f"De Waterdam\n1788 ({entry['whose']})\n{page}"
    assert call(visit, "sharing.js", "shortText", [entry, page]) == [said]
    (copied,) = call(visit, "sharing.js", "longText", [entry, page, "Wanneer"])
    assert f"1788. {entry['whose']}" in copied
    (card,) = call(visit, "sharing.js", "contactCard", [entry, page])
    assert f"NOTE:{entry['whose']}\\n{page}" in card.replace("\r\n ", "")


def test_what_stopped_offers_nothing(visitor: Visitor, small_site: BuiltSite) -> None:
    stopped = [a for a in small_site.kinds["initiatieven/*/"] if _is_stopped(small_site, a)]
    assert stopped
    page = visitor.open(small_site, stopped[0], javascript=True).page
    expect(page.get_by_role("button", name="Bewaar")).to_have_count(0)


def _is_stopped(site: BuiltSite, address: str) -> bool:
    return "Dit bestaat niet meer." in site.text(address)


def test_every_target_is_large_enough(visit: Visit) -> None:
    row(visit.page)
    visit.page.get_by_role("button", name="Deel").click()
    sizes = visit.page.locator("[data-slug] .pl").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).map(r => [r.width, r.height])"
    )
    assert min(width for width, _ in sizes) >= 44
    assert min(height for _, height in sizes) >= 44


# --- Share


def test_the_share_sheet_gets_name_phone_and_page(visitor: Visitor, small_site: BuiltSite) -> None:
    visit = visitor.open(small_site, None, javascript=True)
    visit.page.add_init_script(SHEET)
    visit.go(GENT)
    visit.page.get_by_role("button", name="Deel").click()
    shared = visit.page.evaluate("shared")
    assert shared == {
        "title": "OCMW Gent",
        "text": "OCMW Gent\n09 266 91 11",
        "url": visit.home + GENT,
    }


@pytest.mark.parametrize(("error", "shown"), [("AbortError", False), ("DataError", True)])
def test_a_share_sheet_that_fails_gives_other_ways_but_closing_it_does_not(
    visitor: Visitor, small_site: BuiltSite, error: str, shown: bool
) -> None:
    visit = visitor.open(small_site, None, javascript=True)
    visit.page.add_init_script(SHEET)
    visit.go(GENT)
    visit.page.evaluate("name => { window.cancel = name }", error)
    visit.page.get_by_role("button", name="Deel").click()
    expect(visit.page.get_by_role("link", name="Sms")).to_be_visible(visible=shown)


def test_without_a_share_sheet_there_are_sms_and_whatsapp(visit: Visit) -> None:
    button = visit.page.get_by_role("button", name="Deel")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(visit.page.get_by_role("link", name="Sms")).to_be_hidden()
    button.focus()
    visit.page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    sms = visit.page.get_by_role("link", name="Sms").get_attribute("href")
    whatsapp = visit.page.get_by_role("link", name="WhatsApp (wa.me)").get_attribute("href")
    assert sms is not None
    assert whatsapp is not None
    text = f"OCMW Gent\n09 266 91 11\n{visit.home}{GENT}"
    assert sms.startswith("sms:?&body=")
    assert unquote(sms.removeprefix("sms:?&body=")) == text
    assert parse_qs(urlsplit(whatsapp).query)["text"] == [text]
    assert visit.elsewhere == []


TEXTS = [
    ("Het Huis", "09 245 09 05", "https://a.be/x/", "Het Huis\n09 245 09 05\nhttps://a.be/x/"),
    ("Het Huis", "", "https://a.be/x/", "Het Huis\nhttps://a.be/x/"),
    # One letter outside the alphabet of an SMS would make it cost two.
    ("Coördinatië & ’t Café – ☕", "", "https://a.be/", "Coördinatie & 't Café - \nhttps://a.be/"),
    ("بيت", "1712", "https://a.be/", "\n1712\nhttps://a.be/"),
    ("x" * 300, "1712", "https://a.be/", f"{'x' * 138}...\n1712\nhttps://a.be/"),
    ("Naam", "1712", f"https://a.be/{'y' * 147}", f"https://a.be/{'y' * 147}"),
]


@pytest.mark.parametrize(("name", "phone", "page", "text"), TEXTS)
def test_a_shared_text_fits_in_one_sms(
    visit: Visit, name: str, phone: str, page: str, text: str
) -> None:
    entry = {"neutral": name, "phone": phone}
    assert call(visit, "sharing.js", "shortText", [entry, page]) == [text]
    assert len(text) <= 160


def test_every_initiative_fits_in_one_sms(visitor: Visitor, small_site: BuiltSite) -> None:
    for address in small_site.kinds["initiatieven/*/"]:
        if _is_stopped(small_site, address):
            continue
        visit = visitor.open(small_site, address, javascript=True)
        sms = visit.page.locator('a[href^="sms:"]')
        sms.wait_for(state="attached")
        text = unquote((sms.get_attribute("href") or "").removeprefix("sms:?&body="))
        assert len(text) <= 160
        assert text.endswith(visit.home + address)


def test_what_others_see_never_holds_the_word_that_shames(
    visitor: Visitor, built_site: BuiltSite
) -> None:
    """In the share sheet, the SMS and the contacts, when that word stands in a name."""
    named = [
        address
        for address in built_site.kinds["initiatieven/*/"]
        if "armoede" in built_site.tree(address).findtext(".//h1", "").lower()
    ]
    assert named
    visit = visitor.open(built_site, None, javascript=True)
    visit.page.add_init_script(SHEET)
    for address in named:
        visit.go(address)
        visit.page.get_by_role("button", name="Deel").click()
        shared = visit.page.evaluate("Object.values(shared).join(' ')")
        sms = visit.page.locator('a[href^="sms:"]').get_attribute("href") or ""
        names = []
        contact = visit.page.get_by_role("button", name="Contact opslaan")
        if contact.count():
            with visit.page.expect_download() as started:
                contact.click()
            card = Path(started.value.path()).read_bytes().decode().replace("\r\n ", "")
            names = re.findall(r"^(?:FN|ORG):.*$", card, re.MULTILINE)
        assert "armoede" not in " ".join([shared, unquote(sms), *names]).lower(), address


# --- Route


@pytest.mark.parametrize(
    ("agent", "touches", "start"),
    [
        (ANDROID, 5, "geo:0,0?q="),
        (IPHONE, 5, "https://maps.apple.com/?daddr="),
        # An iPad says that it is a Mac, but it has a touch screen.
        (MAC, 5, "https://maps.apple.com/?daddr="),
        (MAC, 0, "https://www.openstreetmap.org/search?query="),
        (LINUX, 0, "https://www.openstreetmap.org/search?query="),
    ],
)
def test_the_route_opens_the_maps_of_the_phone(
    visit: Visit, agent: str, touches: int, start: str
) -> None:
    (link,) = call(
        visit, "sharing.js", "routeLink", [["Onderbergen 86", "9000 Gent"], agent, touches]
    )
    assert link == f"{start}Onderbergen%2086%2C%209000%20Gent"
    assert "google" not in link


# --- Copy, contact, print


def test_copy_puts_everything_on_the_clipboard(visit: Visit) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.page.get_by_role("button", name="Kopieer").click()
    expect(visit.page.locator("[data-slug]").get_by_role("status")).to_have_text("Gekopieerd.")
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied.split("\n") == [
        "OCMW Gent",
        "09 266 91 11",
        "onthaal@example.org",
        "https://www.example.org/gent?soort=hulp&taal=nl",
        "Onderbergen 86, 9000 Gent",
        f"Wanneer: {' '.join(HOURS)}",
        visit.home + GENT,
    ]


def test_copy_without_a_clipboard_says_so(visitor: Visitor, small_site: BuiltSite) -> None:
    visit = visitor.open(small_site, None, javascript=True)
    visit.page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new Error());"
        "document.execCommand = () => false;"
    )
    visit.go(GENT)
    visit.page.get_by_role("button", name="Kopieer").click()
    status = visit.page.locator("[data-slug]").get_by_role("status")
    expect(status).to_have_text("Kopiëren lukt niet in deze browser.")
    expect(visit.page.locator("textarea")).to_have_count(0)


def test_the_contact_is_a_card_that_phones_read(visit: Visit) -> None:
    with visit.page.expect_download() as started:
        visit.page.get_by_role("button", name="Contact opslaan").click()
    assert started.value.suggested_filename == "ocmw-gent.vcf"
    text = Path(started.value.path()).read_bytes().decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert unfolded.split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:;;;;",
        "FN:OCMW Gent",
        "ORG:OCMW Gent",
        "X-ABSHOWAS:COMPANY",
        "TEL;TYPE=WORK,VOICE:+3292669111",
        "EMAIL;TYPE=INTERNET:onthaal@example.org",
        "URL:https://www.example.org/gent?soort=hulp&taal=nl",
        "ADR;TYPE=WORK:;;Onderbergen 86;Gent;;9000;",
        "NOTE:" + "\\n".join([*HOURS, visit.home + GENT]).replace(",", "\\,"),
        "END:VCARD",
        "",
    ]


def test_a_contact_escapes_what_would_end_a_value(visit: Visit) -> None:
    entry = {
        "neutral": "A;B,C\\D\nTEL:112 ë" + "é" * 60,
        "phoneLink": "",
        "email": "",
        "website": "",
        "whose": "",
        "address": ["Gent"],
        "hours": [],
    }
    (card,) = call(visit, "sharing.js", "contactCard", [entry, "https://a.be/"])
    lines = card.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    name = card.replace("\r\n ", "").split("\r\n")[3]
    assert name == "FN:A\\;B\\,C\\\\D\\nTEL:112 ë" + "é" * 60
    assert "ADR;TYPE=WORK:;;;Gent;;;" in lines
    assert not any(line.startswith("TEL") for line in lines)


def test_print_opens_the_print_window_and_the_paper_has_the_date(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = visitor.open(small_site, None, javascript=True)
    visit.page.clock.set_fixed_time("2026-11-25T09:00:00+01:00")
    visit.page.add_init_script("window.print = () => { window.printed = true }")
    visit.go(GENT)
    visit.page.get_by_role("button", name="Print").click()
    assert visit.page.evaluate("printed")
    visit.page.emulate_media(media="print")
    expect(visit.page.get_by_text("Geprint op 25 november 2026.")).to_be_visible()
    expect(visit.page.get_by_text(f"https://steun.example/steun-dichtbij/{GENT}")).to_be_visible()
    expect(visit.page.locator("[data-row]")).to_be_hidden()


def test_nothing_leaves_for_another_host(visit: Visit) -> None:
    row(visit.page)
    assert visit.elsewhere == []


def test_without_javascript_the_map_is_a_link(visitor: Visitor, small_site: BuiltSite) -> None:
    page = visitor.open(small_site, GENT).page
    link = page.get_by_role("link", name="Zoek de weg op openstreetmap.org")
    assert (link.get_attribute("href") or "").startswith("https://www.openstreetmap.org/")
    expect(page.get_by_role("button", name="Bewaar")).to_have_count(0)
