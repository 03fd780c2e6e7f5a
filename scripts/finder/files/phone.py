"""Phone numbers as they are written in a file: Belgian ones, short ones, those that cost more."""

from __future__ import annotations

import re

import phonenumbers
from finder.text import ascii_digits
from phonenumbers import PhoneNumberType, ShortNumberCost

# Numbers for which the owner is paid by the minute: 090x, and 070 at a higher tariff (BIPT).
_PAID = ("90", "70")
# "09 000 00 00", which nobody has: our own guide shows it.
_EXAMPLE = 90_000_000


def short_number(text: str) -> str:
    """The digits of a short number such as 1712 or 116 000; empty when it is none."""
    digits = re.sub(r"[\s./-]", "", ascii_digits(text))
    if not re.fullmatch(r"[0-9]{3,6}", digits):
        return ""
    number = phonenumbers.parse(digits, "BE")
    return digits if phonenumbers.is_valid_short_number_for_region(number, "BE") else ""


def is_phone(text: str) -> bool:
    """Whether it is one number that exists in Belgium, or a short number, in our own digits."""
    if not re.fullmatch(r"\+?[0-9\s./()-]+", text):
        return False
    if short_number(text):
        return True
    number = _parsed(text)
    return number is not None and bool(phonenumbers.is_valid_number_for_region(number, "BE"))


def is_paid(text: str) -> bool:
    """Whether who calls it pays more than for an ordinary call."""
    number = _parsed(ascii_digits(text))
    if number is None or number.national_number == _EXAMPLE:
        return False
    if short_number(text):
        cost = phonenumbers.expected_cost_for_region(number, "BE")
        return bool(cost == ShortNumberCost.PREMIUM_RATE)
    is_premium = phonenumbers.number_type(number) == PhoneNumberType.PREMIUM_RATE
    return is_premium or str(number.national_number).startswith(_PAID)


def _parsed(text: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(text, "BE")
    except phonenumbers.NumberParseException:
        return None
