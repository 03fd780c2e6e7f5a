"""What a price in words means: none, surely one, or neither."""

from __future__ import annotations

import re

from finder.text import folded

_FREE = frozenset(
    ("gratis", "kosteloos", "kosteloze", "0", "0 euro", "0 eur", "euro 0", "nul euro",
     "0 00 euro", "0 00",
     "0 00 eur", "niks", "niets", "kost niks", "kost niets", "geen", "geen kosten", "voor niks",
     "voor niets", "zonder kosten", "vrij", "free", "free of charge", "gratuit", "gratuite",
     "kostenlos",
     "geen kost", "geen prijs", "niet betalend", "c'est gratuit", "tout est gratuit",
     "entree gratuite", "entree libre", "ne coute rien", "it's free", "it is free", "for free",
     "no charge", "no cost", "umsonst", "je moet niets betalen", "je moet niet betalen",
     "niets betalen", "geen bijdrage", "geen inkom", "inkom gratis", "toegang vrij",
     "vrije toegang")
)  # fmt: skip
_AROUND_FREE = re.compile(
    r"^(?:(?:het|dit|dat|alles|is|de|prijs|toegang|deelname|deelnemen|komen|helemaal|volledig|altijd"
    r"|gewoon|totaal|100 ?%|activiteiten|les|lessen|zijn|je|betaalt|kost|hier|ook|nu) )+(?=.)"
)


def is_free(text: str) -> bool:
    """Whether a price in words is none: ``Gratis.``, ``0 euro``, ``het kost niets``."""
    plain = " ".join(folded(text.replace("€", " euro ")).split())
    plain = re.sub(r"^euro (0.*)", r"\1 euro", re.sub(r"(\d)euro", r"\1 euro", plain))
    return plain in _FREE or _AROUND_FREE.sub("", plain) in _FREE


# An amount of more than nothing, or the word itself.
_PAID = re.compile(
    r"(?:€|\beuros?\b|\beur\b) ?(?=[\d.,]{0,9}[1-9])\d"
    r"|(?<!\d)(?=[\d.,]{0,9}[1-9])\d[\d.,]{0,9}(?: ?€| ?euro?s?\b)"
    r"|^(?:niet gratis|betalend|niet kosteloos|payant|pas gratuit|not free|paid)\b"
)
# Where a price hangs on who asks, or on what, one word says too little.
_DEPENDS = re.compile(
    r"gratis|kosteloos|gratuit|free|inkomen|weinig geld|korting|verminder|goedkoper|sociaal tarief"
    r"|kansentarief|uitpas|vrije bijdrage|soms|meestal|vroeger|kostte"
)


def is_paid(text: str) -> bool:
    """Whether a price in words is surely one: ``5 euro per maaltijd``; false when it depends."""
    plain = " ".join(folded(text).split())
    is_said = re.match(r"niet gratis|niet kosteloos|pas gratuit|not free", plain)
    return bool(_PAID.search(plain)) and not (_DEPENDS.search(plain) and not is_said)
