"""Fields of one file that say the same thing differently: told, with the mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.checking.prices import is_free, is_paid
from finder.checking.rules import fields_agree
from finder.findings import Severity

from tests.building import document, yaml_text

if TYPE_CHECKING:
    from finder.checking.rules import Context

NOTHING: list[tuple[str, Severity]] = []
WRONG = [("address-twice", Severity.ERROR)]
DOUBLE = [("address-twice", Severity.WARNING)]
PRICE = [("price-twice", Severity.WARNING)]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ('{street: "Kerkstraat 5, 9300 Aalst", postcode: "9000", place: Gent}', WRONG),
        ('{street: Kerkstraat 5 9050 Gentbrugge, postcode: "9000", place: Gent}', WRONG),
        ('{street: "Kerkstraat 5 bus 2, B-9300 Aalst", postcode: "9000", place: Gent}', WRONG),
        ('{street: "Kerkstraat 5, 9000 Gent", postcode: "9000", place: Gent}', DOUBLE),
        ('{street: "Kerkstraat 5, 9000 Gent", place: Gent}', DOUBLE),
        ('{street: Kerkstraat 5, postcode: "9000", place: Gent}', NOTHING),
        ('{street: Plein 1830 12, postcode: "9000", place: Gent}', NOTHING),
        ('{street: Steenweg 1234, postcode: "9000", place: Gent}', NOTHING),
        ('{postcode: "9000", place: Gent}', NOTHING),
    ],
)
def test_a_street_is_in_the_town_that_is_named(
    address: str, told: list[tuple[str, Severity]], context: Context
) -> None:
    found = fields_agree(document(yaml_text(address=address)), context)
    assert [(one.rule, one.severity) for one in found] == told


@pytest.mark.parametrize(
    ("cost", "told"),
    [
        ("{kind: free, note: 3 euro.}", PRICE),
        ("{kind: free, note: Een maaltijd kost 3 euro.}", PRICE),
        ("{kind: free, note: €5 per keer.}", PRICE),
        ("{kind: paid, note: Gratis.}", PRICE),
        ("{kind: reduced, note: Je betaalt niets.}", PRICE),
        ("{kind: unknown, note: Dit kost niets.}", PRICE),
        ("{kind: free, note: Spelen is gratis. Soep kostte 1 euro in 2018.}", NOTHING),
        ("{kind: reduced, note: Het ontbijt is gratis. Een maaltijd kost 1 euro.}", NOTHING),
        ("{kind: paid, note: 3 euro.}", NOTHING),
        ("{kind: free}", NOTHING),
    ],
)
def test_what_is_free_has_no_price(
    cost: str, told: list[tuple[str, Severity]], context: Context
) -> None:
    found = fields_agree(document(yaml_text(cost=cost)), context)
    assert [(one.rule, one.severity) for one in found] == told


@pytest.mark.parametrize("text", ["Gratis.", "0 euro", "het kost niets", "c'est gratuit"])
def test_a_price_in_words_that_is_none(text: str) -> None:
    assert (is_free(text), is_paid(text)) == (True, False)


@pytest.mark.parametrize("text", ["5 euro per maaltijd", "niet gratis", "betalend", "€ 2,50"])
def test_a_price_in_words(text: str) -> None:
    assert (is_free(text), is_paid(text)) == (False, True)
