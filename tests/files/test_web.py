"""Web addresses: a host that can exist, and that is what it looks like."""

from __future__ import annotations

import pytest
from finder.files.web import is_web_address, lower_scheme

GOOD = [
    "https://voorbeeld.be",
    "http://www.voorbeeld-huis.be/pad?a=b#c",
    "Https://voorbeeld.be",
    "https://café.be/menu",
    "https://xn--caf-dma.be",
    "https://voorbeeld.brussels.",
    "https://voorbeeld.be:8080/",
    "https://9maand.be",
]
BAD = [
    "https://voorbeeld.local/",
    "https://intranet.huis.lan/",
    "https://huis.INTERNAL.",
    "https://huis.onion",
    "https://*.be/",
    "https://1.2/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://a.b,c.d/",
    "https://a,b.be/",
    "https://huis.b",
    "https://huis",
    "https://-huis.be",
    "https://huis-.be",
    "https://huis..be",
    "https://.be",
    "https://hu\u0456s.be",  # a Ukrainian i
    "https://\u0430\u0440\u0440\u04cf\u0435.com",
    "https://xn--80ak6aa92e.com",  # the same, hidden
    "https://xn--\u00e9.be",
    "https://\u0261ent.be",  # a g of phonetics
    "https://hu\u0131s.be",  # an i without its dot
    "https://\uff47ent.be",  # a wide g
    "https://gent%2ebe",
    "https://jan@gent.be/",
    "https://:geheim@gent.be/",
    f"https://{'a' * 64}.be",
    f"https://{'a.' * 130}be",
    "ftp://voorbeeld.be",
    "https:voorbeeld.be",
    "https://voorbeeld.be:99999/",
    "https://voorbeeld.be/a b",
]


@pytest.mark.parametrize("text", GOOD)
def test_an_address(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize("text", BAD)
def test_no_address(text: str) -> None:
    assert not is_web_address(text)


def test_the_beginning_is_in_small_letters_and_the_rest_is_left() -> None:
    assert lower_scheme("HTTPS://Voorbeeld.be/Pad://X") == "https://Voorbeeld.be/Pad://X"
