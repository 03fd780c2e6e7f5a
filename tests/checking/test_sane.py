"""What is accepted is sane: letters that show, dates of our time, quotes, hosts, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.checking.rules import Context, check_initiative
from finder.findings import Severity

from tests.building import TODAY, read_text, real_gazetteer, rules, small_words, yaml_text

if TYPE_CHECKING:
    from finder.findings import Finding


@pytest.fixture(scope="module")
def context() -> Context:
    return Context(small_words().taxonomy, real_gazetteer(), TODAY)


def told(text: str, context: Context) -> list[Finding]:
    """Everything that reading and checking a file say."""
    document, found = read_text(text)
    return [*found, *(check_initiative(document, context)[1] if document else [])]


def contact(field: str, value: str) -> str:
    return yaml_text(contact=f'{{{field}: "{value}"}}')


REFUSED = [
    (yaml_text(name='"\u3164"'), "characters"),
    (yaml_text(name='"Huis \\u3164"'), "characters"),
    (yaml_text(name="𝓗𝓾𝓲𝓼"), "characters"),
    (yaml_text(name='"\\uff28uis"'), "characters"),
    (yaml_text(name="Ⓗuis"), "characters"),
    (yaml_text(name="ﬁets"), "characters"),
    (yaml_text(name='"Huis\u2800"'), "characters"),
    (yaml_text(name='"\u115f\u1160"'), "characters"),
    (yaml_text(name='"..."'), "shape-value-error"),
    (yaml_text(name=f'"Hui{chr(0x301) * 60}s"'), "characters"),
    (yaml_text(name='"Hui\\u0301\\u0302\\u0303\\u0304s"'), "characters"),
    (contact("phone", "١١٢"), "phone"),
    (contact("phone", "٠٩ ٢٤٥ ٠٩ ٠٥"), "phone"),
    (contact("website", "https://*.be/"), "website"),
    (contact("website", "https://1.2/"), "website"),
    (contact("email", "info@hu\u0456s.be"), "email"),
    (contact("email", "j\u0430n@huis.be"), "email"),
    (yaml_text(sources="[{url: https://a.be, seen: 0202-10}]"), "shape-value-error"),
    (yaml_text(sources='[{url: https://a.be, seen: "0001"}]'), "shape-value-error"),
    (yaml_text(sources="[{url: https://a.be, seen: 1989}]"), "shape-value-error"),
    (yaml_text(checked="{date: 0026-11-20, how: phone}"), "shape-value-error"),
    (yaml_text(address="{place: Gent, postcode: “9000”}"), "postcode-form"),
]
WARNED = [
    (contact("phone", "0903 12 345"), "phone-paid"),
    (contact("phone", "070 23 45 67"), "phone-paid"),
    (yaml_text(name="“Het Voorbeeldhuis”"), "quotes"),
    (yaml_text(name="„Het Voorbeeldhuis”"), "quotes"),
    (yaml_text(name="‘Het Voorbeeldhuis’"), "quotes"),
]
GOOD = [
    yaml_text(name="Café Zoë"),
    yaml_text(name='"Nhà Việt"'),
    yaml_text(name="’t Huis"),
    contact("phone", "116 000"),
    contact("website", "Https://voorbeeldhuis.be"),
    yaml_text(sources="[{url: https://a.be, seen: 1990-01}]"),
]


@pytest.mark.parametrize(("text", "rule"), REFUSED)
def test_what_is_refused(text: str, rule: str, context: Context) -> None:
    found = [one for one in told(text, context) if one.is_error]
    assert rule in rules(found)
    assert all(one.hint for one in found)


@pytest.mark.parametrize(("text", "rule"), WARNED)
def test_what_is_a_warning(text: str, rule: str, context: Context) -> None:
    found = [one for one in told(text, context) if one.rule == rule]
    assert [(one.severity, bool(one.hint)) for one in found] == [(Severity.WARNING, True)]


@pytest.mark.parametrize("text", GOOD)
def test_what_is_good(text: str, context: Context) -> None:
    assert told(text, context) == []


@pytest.mark.parametrize("cost", ["{kind: free}", "{kind: paid, note: Bellen kost 1 euro.}"])
def test_a_paid_number_may_stand_there_when_the_cost_is_said(cost: str, context: Context) -> None:
    text = yaml_text(contact='{phone: "070 23 45 67"}', cost=cost)
    assert "phone-paid" not in rules(told(text, context))


def test_the_beginning_of_an_address_is_written_in_small_letters(context: Context) -> None:
    document, _ = read_text(contact("website", "Https://voorbeeldhuis.be"))
    assert document is not None
    made, _ = check_initiative(document, context)
    assert made is not None
    assert made.contact.website == "https://voorbeeldhuis.be"


@pytest.mark.parametrize("name", ["@huis", "`huis`", "%huis"])
def test_a_sign_that_cannot_begin_a_text_is_named(name: str) -> None:
    _, (found,) = read_text(yaml_text(name=name))
    assert f"die met {name[0]} begint" in found.hint


def test_curly_quotes_around_a_postcode_are_named(context: Context) -> None:
    found = told(yaml_text(address="{place: Gent, postcode: “9000”}"), context)
    assert any('rechte aanhalingstekens: "9000"' in one.hint for one in found)


# One word, a million of anything, lists in lists: what is too much is told, and once.
MUCH = [
    (yaml_text(summary="a" * 60_000 + ".x"), "text-size"),
    (yaml_text(name="(" * 5000), "text-size"),
    (yaml_text(hours=f'"{"Mo," * 5000}"'), "text-size"),
    (yaml_text(serves=f"[{', '.join(['Gentt'] * 9000)}]"), "list-size"),
    (yaml_text(kinds=f"[{', '.join(['a'] * 9000)}]"), "list-size"),
    (yaml_text(sources=f"[{', '.join(['{url: https://a.be}'] * 2000)}]"), "list-size"),
    (yaml_text() + "".join(f"a{number}: b\n" for number in range(5000)), "yaml"),
    (yaml_text(address=f"{{{', '.join(f'a{n}: b' for n in range(3000))}}}"), "yaml"),
    (yaml_text(name="[" * 30_000), "yaml"),
    (yaml_text(name="{a: " * 10_000), "yaml"),
    (yaml_text(kinds=f"[{'[[a], [b]], ' * 1000}]"), "list-size"),
]


@pytest.mark.parametrize(("text", "rule"), MUCH)
def test_too_much_of_anything_is_told_once(text: str, rule: str, context: Context) -> None:
    found = told(text, context)
    assert rules(found).count(rule) == 1
    assert len(found) < 1500


def test_what_is_left_of_a_long_text_is_short() -> None:
    """So that no rule ever sees more."""
    document, _ = read_text(MUCH[0][0])
    assert document is not None
    assert len(document.text("summary") or "") == 2000
