"""Whether the fields of one file agree: a street in the town that is named, a price that is none.

What two fields say differently, a visitor reads twice, and one of both is wrong.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from finder.checking.prices import is_free, is_paid
from finder.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.files.reading import Document
    from finder.findings import Finding

# A street with its postcode and place behind it: ``Kerkstraat 5, 9000 Gent``.
WHOLE_ADDRESS = re.compile(
    r"(.{2,120}?\d[^,\s]{0,20})[, ]\s{0,5}(?:B-?)?([1-9]\d{3})\s{1,5}(\D{2,80})", re.ASCII
)
_LONGEST = 200


def check(document: Document) -> Iterator[Finding]:
    """What two fields of a file say differently."""
    yield from _street(document)
    yield from (replace(one, severity=Severity.WARNING) for one in _price(document))


def _street(document: Document) -> Iterator[Finding]:
    """A street that ends with another postcode than that of the address: an error."""
    street, code = document.text("address.street"), document.text("address.postcode")
    found = WHOLE_ADDRESS.fullmatch(street) if street and len(street) <= _LONGEST else None
    if not found:
        return
    said = f"{found[2]} {found[3].strip()}"
    hint = f'Laat hier alleen "{found[1].strip()}". Zet de rest in postcode en place.'
    if code and code != found[2]:
        message = f'In de straat staat "{said}", maar de postcode is {code}.'
        yield document.finding("address-twice", "address.street", message, hint)
    else:
        finding = document.finding(
            "address-twice", "address.street", f'In de straat staat ook "{said}".', hint
        )
        yield replace(finding, severity=Severity.WARNING)


def _price(document: Document) -> Iterator[Finding]:
    """A price beside "gratis", or "gratis" beside a price."""
    kind, note = document.text("cost.kind"), document.text("cost.note")
    if not kind or not note or len(note) > _LONGEST:
        return
    if kind == "free" and is_paid(note):
        message = f'Hier staat gratis, en toch een prijs: "{note[:60]}".'
        hint = "Is het gratis? Schrap de uitleg. Kost het iets? Kies paid of reduced."
        yield document.finding("price-twice", "cost", message, hint)
    elif kind != "free" and is_free(note):
        message = f'De uitleg zegt dat het gratis is, maar kind is "{kind}".'
        yield document.finding("price-twice", "cost", message, "Is het gratis? Kies free.")
