"""Addresses that a program put around another: the one that was meant, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.checking.rules import addresses_direct
from finder.checking.wrapped import LONGEST, direct, is_closed, unwrap_all
from finder.findings import Severity
from hypothesis import given
from hypothesis import strategies as st

from tests.building import document, yaml_text

if TYPE_CHECKING:
    from finder.checking.rules import Context

HOUSE = "https://voorbeeldhuis.example"
SAFE = "https://eur01.safelinks.protection.outlook.com/?url="
PROOF = "https://urldefense.proofpoint.com"
WRAPPED = [
    (f"{SAFE}https%3A%2F%2Fvoorbeeldhuis.example%2F&data=05%7Cjan.janssens%40gemeente.example",
     f"{HOUSE}/"),
    (f"https://NAM02.SafeLinks.protection.outlook.com/GetUrlReputation?url={HOUSE}", HOUSE),
    ("https://urldefense.proofpoint.com/v1/url?u=https%3A//voorbeeldhuis.example/a&k=x",
     f"{HOUSE}/a"),
    (f"{PROOF}/v2/url?u=https-3A__voorbeeldhuis.example_een-2Dpagina-3Fa-3D1&d=DwMF&c=x",
     f"{HOUSE}/een-pagina?a=1"),
    (f"https://urldefense.com/v3/__{HOUSE}/contact__;!!abc!def$", f"{HOUSE}/contact"),
    (f"https://urldefense.com/v3/__{HOUSE}/caf*/*top__;w6kj!!abc!def$", f"{HOUSE}/caf\u00e9/#top"),
    (f"https://urldefense.com/v3/__{HOUSE}/a**Ab__;IyM!!abc!d$", f"{HOUSE}/a##b"),
    ("https://www.google.be/url?sa=t&url=https%3A%2F%2Fvoorbeeldhuis.example%2F", f"{HOUSE}/"),
    (f"https://www.google.com/url?q={HOUSE}&sa=D", HOUSE),
    ("https://www.google.com/amp/s/voorbeeldhuis.example/a", f"{HOUSE}/a"),
    ("https://l.facebook.com/l.php?u=https%3A%2F%2Fvoorbeeldhuis.example%2F%3Ffbclid%3Dabc&h=x",
     f"{HOUSE}/"),
    ("https://lm.facebook.com/l.php?u=https%3A%2F%2Fvoorbeeldhuis.example", HOUSE),
    ("https://l.instagram.com/?u=https%3A%2F%2Fvoorbeeldhuis.example&e=x", HOUSE),
    ("https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fvoorbeeldhuis.example&c=E,1", HOUSE),
    ("https://secure-web.cisco.com/1abc/https%3A%2F%2Fvoorbeeldhuis.example%2Fa", f"{HOUSE}/a"),
    ("https://eu.protection.sophos.com/?d=x.example&u=aHR0cHM6Ly92b29yYmVlbGRodWlzLmV4YW1wbGU=&p=x",
     HOUSE),
    ("https://www.bing.com/ck/a?!&&p=x&u=a1aHR0cHM6Ly92b29yYmVlbGRodWlzLmV4YW1wbGU&ntb=1", HOUSE),
    ("https://duckduckgo.com/l/?uddg=https%3A%2F%2Fvoorbeeldhuis.example", HOUSE),
    ("https://r.search.yahoo.com/_ylt=x/RV=2/RU=https%3a%2f%2fvoorbeeldhuis.example/RK=2/RS=x",
     HOUSE),
    # one in another
    (f"{SAFE}https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fvoorbeeldhuis.example&data=x",
     HOUSE),
    ("https://deref-gmx.net/mail/client/a/dereferrer/?redirectUrl=https%3A%2F%2Fvoorbeeldhuis.example",
     HOUSE),
    (f"https://mail.telenet.example/redir?x=1&Target={HOUSE}", HOUSE),
    (f"https://translate.google.com/translate?sl=nl&u={HOUSE}", HOUSE),
]  # fmt: skip
COUNTED = [
    (f"{HOUSE}/?fbclid=IwAR0", f"{HOUSE}/"),
    (f"{HOUSE}/?utm_source=a&id=3&UTM_medium=b&mc_eid=c#top", f"{HOUSE}/?id=3#top"),
    (f"{HOUSE}/a?gclid=x&gbraid=y&_hsenc=z", f"{HOUSE}/a"),
]
PLAIN = [
    "", "www.voorbeeldhuis.example", "info@voorbeeldhuis.example", HOUSE, f"{HOUSE}/?id=3&b=%20",
    f"{HOUSE}/?utm", "https://www.facebook.com/voorbeeldhuis",
     "https://www.google.com/maps/place/x",
    "https://www.youtube.com/watch?v=x", "ftp://x.be/?fbclid=1", "https://[::1",
    "https://www.linkedin.com/company/x", f"{HOUSE}/login?redirect={HOUSE}/agenda",
    f"{HOUSE}/?q=https://x.example", f"{HOUSE}/?url=agenda",
]  # fmt: skip
CLOSED = [
    "https://protect-eu.mimecast.com/s/abc?domain=x.be", "https://bit.ly/3abc", "https://t.co/x",
    "https://x.us1.list-manage.com/track/click?u=a&id=b", "https://u1.ct.sendgrid.net/ls/click?x",
    "https://eur01.safelinks.protection.outlook.com/?data=x",
    "https://www.google.com/url?q=javascript:alert(1)", "https://l.facebook.com/l.php?h=x",
]  # fmt: skip


@pytest.mark.parametrize(("address", "meant"), WRAPPED + COUNTED)
def test_the_address_that_was_meant(address: str, meant: str) -> None:
    assert (direct(address), is_closed(direct(address))) == (meant, False)


@pytest.mark.parametrize("address", PLAIN)
def test_an_ordinary_address_stays_as_it_is(address: str) -> None:
    assert (direct(address), is_closed(address)) == (address, False)


@pytest.mark.parametrize("address", CLOSED)
def test_a_wrapper_that_does_not_say_what_is_in_it(address: str) -> None:
    assert is_closed(direct(address))


def test_a_text_with_addresses() -> None:
    assert unwrap_all(f"Kijk op {WRAPPED[0][0]} en <{COUNTED[0][0]}>.") == (
        f"Kijk op {HOUSE}/ en <{HOUSE}/>."
    )


@given(st.text(max_size=200), st.sampled_from([a for a, _ in WRAPPED] + CLOSED + ["https://"]))
def test_any_text_gives_a_text_that_is_direct(text: str, before: str) -> None:
    found = direct(before + text)
    assert direct(direct(direct(direct(found)))) == direct(direct(direct(direct(direct(found)))))


def test_what_is_longer_than_any_address_is_not_looked_into() -> None:
    long = WRAPPED[0][0] + "a" * LONGEST
    assert direct(long) == long


@pytest.mark.parametrize(
    ("address", "rule", "severity"),
    [
        *((address, "website-wrapped", Severity.ERROR) for address, _ in WRAPPED),
        *((address, "website-wrapped", Severity.ERROR) for address in CLOSED),
        *((address, "website-tracked", Severity.WARNING) for address, _ in COUNTED),
        *((address, None, None) for address in PLAIN if address),
    ],
)
def test_what_the_check_says_of_a_stored_address(
    context: Context, address: str, rule: str | None, severity: Severity | None
) -> None:
    """As a website, and as a source; with the address to write, where that is known."""
    text = yaml_text(contact=f'{{website: "{address}"}}', sources=f'[{{url: "{address}"}}]')
    told = list(addresses_direct(document(text), context))
    fields = ["contact.website", "sources.0.url"] if rule else []
    assert [(f.rule, f.field, f.severity) for f in told] == [(rule, f, severity) for f in fields]
    assert all(direct(address) in f.hint or is_closed(direct(address)) for f in told)
