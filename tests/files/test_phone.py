"""Phone numbers: Belgian ones, short ones, and those that cost more."""

from __future__ import annotations

import pytest
from finder.files.phone import is_paid, is_phone, short_number
from finder.files.writing import national_phone
from finder.words.saying import phone_link

# What is written, what the form is, and what a phone is told to call.
NUMBERS = [
    ("112", "112", "tel:112"),
    ("1712", "1712", "tel:1712"),
    ("116 000", "116 000", "tel:116000"),
    ("116000", "116 000", "tel:116000"),
    ("09/245.09.05", "09 245 09 05", "tel:+3292450905"),
    ("0472 12 34 56", "0472 12 34 56", "tel:+32472123456"),
    ("0800 13 500", "0800 13 500", "tel:+3280013500"),
]
NONE = ["", "١١٢", "1١2", "٠٩ ٢٤٥ ٠٩ ٠٥", "11", "116 999", "09 245", "bel 112", "112 of 107"]
PAID = ["0903 12 345", "0900 12 345", "070 23 45 67", "+32 70 23 45 67", "1307"]
ORDINARY = [
    "112",
    "116 000",
    "1712",
    "078 15 00 22",
    "0800 13 500",
    "0470 12 34 56",
    "09 000 00 00",
]


@pytest.mark.parametrize(("text", "form", "link"), NUMBERS)
def test_a_number_has_one_form_and_one_link(text: str, form: str, link: str) -> None:
    assert is_phone(text)
    assert national_phone(text) == form
    assert phone_link(text) == phone_link(form) == link


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_number_of_ours(text: str) -> None:
    assert not is_phone(text)


@pytest.mark.parametrize(("text", "ours"), [("١١٢", "112"), ("१०७", "107"), ("１１２", "112")])
def test_the_digits_of_another_script_become_ours(text: str, ours: str) -> None:
    assert short_number(text) == ours
    assert national_phone(text) == ours


@pytest.mark.parametrize("text", PAID)
def test_a_number_that_costs_more(text: str) -> None:
    assert is_paid(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_number(text: str) -> None:
    assert not is_paid(text)
