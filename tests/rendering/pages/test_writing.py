"""The page that explains the rules of plain Dutch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
import lxml.html
import pytest
from finder.language.rules import load_rules
from finder.rendering.pages.writing import ADDRESS, writing_body
from finder.rendering.site import TEMPLATES

if TYPE_CHECKING:
    from finder.language.rulebook import Rules
    from finder.words.saying import Words


@pytest.fixture(scope="module")
def rules() -> Rules:
    """The real rules."""
    return load_rules()


@pytest.fixture
def environment(words: Words) -> jinja2.Environment:
    """The templates as the pages use them."""
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals["say"] = words.say
    return found


def test_the_page_explains_every_rule(rules: Rules, environment: jinja2.Environment) -> None:
    """Each rule stands there under its own name, with its explanation and all its examples."""
    page = lxml.html.fromstring(writing_body(rules, environment))
    for key, rule in rules.book.rules.items():
        text = page.get_element_by_id(key).text_content()
        assert rule.title in text
        assert rule.explanation in text
        for example in rule.examples:
            assert example.niet in text
            assert example.wel in text


def test_the_page_lists_every_word(rules: Rules, environment: jinja2.Environment) -> None:
    """What to avoid with what to say, what is allowed, and the way to the dictionary."""
    body = writing_body(rules, environment)
    page = lxml.html.fromstring(body)
    pairs = [
        (entry.xpath("string(dt)"), entry.xpath("string(dd)")) for entry in page.xpath("//dl/div")
    ]
    book = rules.book
    for entry in (*book.avoid, *book.easier):
        assert (entry.word, entry.say) in pairs
    for words in (book.shortened, book.signs, book.abbreviations, book.names):
        assert set(words.items()) <= set(pairs)
    assert all(word in page.text_content() for word in book.long_words)
    assert page.xpath("//a/@href") == ["../../woordenboek/"]
    assert ADDRESS.count("/") == 2


def test_what_stands_in_the_file_is_text(rules: Rules, environment: jinja2.Environment) -> None:
    """Quotes and signs are escaped, whatever a rule says."""
    first = next(iter(rules.book.rules))
    rule = rules.book.rules[first].model_copy(
        update={"title": "<script>alert(1)</script> & {{ 1 }}"}
    )
    book = rules.book.model_copy(update={"rules": {**rules.book.rules, first: rule}})
    changed = type(rules)(**{**vars(rules), "book": book})
    body = writing_body(changed, environment)
    assert "<script>" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ 1 }}" in body


def test_the_same_rules_give_the_same_bytes(rules: Rules, environment: jinja2.Environment) -> None:
    """Lists without an order of their own are sorted."""
    assert writing_body(rules, environment) == writing_body(load_rules(), environment)
