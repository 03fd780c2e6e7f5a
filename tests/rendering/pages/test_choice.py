"""The choice help: nobody gets lost in it, and it never gives more than an idea."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from finder.directory import Directory
from finder.files.taxonomy import load_taxonomy
from finder.rendering.pages.choice import (
    FILE,
    MAX_PAGES,
    MAX_QUESTIONS,
    MIN_QUESTIONS,
    Choice,
    ChoiceError,
    Question,
    load_choice,
)
from finder.rendering.pages.choice import pages as choice_pages
from finder.rendering.pages.frame import Frame
from finder.rendering.site import Site
from finder.settings import Settings
from finder.text import slugify
from finder.words.glossary import Glossary
from finder.words.saying import Words
from lxml import html

from tests.building import TODAY, small_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.files.taxonomy import Taxonomy
    from finder.rendering.pages.frame import Page

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy(ROOT / "initiatives" / "taxonomy.yml")


@pytest.fixture(scope="module")
def choice(taxonomy: Taxonomy) -> Choice:
    return load_choice(taxonomy)


@pytest.fixture(scope="module")
def pages(taxonomy: Taxonomy) -> dict[str, Page]:
    words = Words.load(taxonomy)
    settings = Settings("Steun Dichtbij", "https://example.org/")
    site = Site(Directory((), small_gazetteer()), (), (), words, Glossary.load(), settings, TODAY)
    made = choice_pages(Frame(site))
    return {page.address: page for page in made}


def paths(choice: Choice, name: str, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every way from a page to an idea, by answering or by skipping."""
    here = (*before, name)
    assert len(here) < 20, f"no end: {here}"
    question = choice.questions.get(name)
    if question is None:
        yield here
        return
    for onward in dict.fromkeys(question.onward):
        yield from paths(choice, onward, here)


def links(page: Page) -> set[str]:
    """The addresses, from the root of the site, to which a page leads."""
    up = "../" * page.address.count("/")
    found = [str(href) for href in html.fromstring(page.body).xpath("//a/@href")]
    assert all(href.startswith(up) for href in found)
    return {href.removeprefix(up).partition("#")[0] for href in found}


def test_every_path_ends_in_an_idea_within_five_questions(choice: Choice) -> None:
    found = list(paths(choice, choice.start))
    assert all(path[-1] in choice.outcomes for path in found)
    # The idea itself asks for the postcode: that is the last question.
    assert {MIN_QUESTIONS, MAX_QUESTIONS} == {min(map(len, found)), max(map(len, found))}


def test_skipping_every_question_ends_in_an_idea_too(choice: Choice) -> None:
    for start in choice.questions:
        name, asked = start, 0
        while name in choice.questions:
            name, asked = choice.questions[name].skip, asked + 1
        assert name in choice.outcomes
        assert asked < MAX_QUESTIONS


def test_every_idea_can_be_reached(choice: Choice) -> None:
    assert {path[-1] for path in paths(choice, choice.start)} == set(choice.outcomes)


def test_every_kind_can_be_reached(choice: Choice, taxonomy: Taxonomy) -> None:
    reached = {
        kind
        for path in paths(choice, choice.start)
        for kind in choice.outcomes[path[-1]].kinds
    }  # fmt: skip
    assert reached == {key for key, kind in taxonomy.kinds.items() if kind.places}


def test_every_kind_comes_first_in_some_idea(choice: Choice, taxonomy: Taxonomy) -> None:
    first = {outcome.kinds[0] for outcome in choice.outcomes.values()}
    assert first == {key for key, kind in taxonomy.kinds.items() if kind.places}


def test_who_has_no_money_is_sent_to_rights_first(choice: Choice) -> None:
    assert all(
        choice.outcomes[path[-1]].kinds[0] == "rechten-geld" for path in paths(choice, "geld")
    )


def test_the_remaining_questions_are_counted(choice: Choice) -> None:
    for name in choice.questions:
        assert choice.longest[name] == max(len(path) for path in paths(choice, name))


def test_there_is_a_page_for_each_question_and_idea(choice: Choice, pages: dict[str, Page]) -> None:
    assert len(pages) == len(choice.questions) + len(choice.outcomes) <= MAX_PAGES
    assert "keuzehulp/" in pages
    assert f"keuzehulp/{choice.start}/" not in pages


def test_every_question_page_leads_where_its_answers_say(
    choice: Choice, pages: dict[str, Page]
) -> None:
    for name, question in choice.questions.items():
        page = pages["keuzehulp/" if name == choice.start else f"keuzehulp/{name}/"]
        assert {f"keuzehulp/{onward}/" for onward in question.onward} <= links(page)
        shown = html.fromstring(page.body).text_content()
        assert question.question in shown
        assert all(answer.text in shown for answer in question.answers)


def test_every_link_within_the_help_has_a_page(pages: dict[str, Page]) -> None:
    inside = {
        link for page in pages.values() for link in links(page) if link.startswith("keuzehulp/")
    }
    assert inside == set(pages)


def test_every_page_has_a_way_out_to_help_now_and_to_the_postcode(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert {"hulp-nu/", "gemeenten/"} <= links(page)


def test_every_page_after_the_first_can_begin_again(pages: dict[str, Page]) -> None:
    assert all(
        "keuzehulp/" in links(page) for page in pages.values() if page.address.count("/") > 1
    )


def test_an_idea_names_its_kinds_says_why_and_asks_for_the_postcode(
    choice: Choice, pages: dict[str, Page]
) -> None:
    for name, outcome in choice.outcomes.items():
        page = pages[f"keuzehulp/{name}/"]
        tree = html.fromstring(page.body)
        text = tree.text_content()
        assert {f"soorten/{kind}/" for kind in outcome.kinds} <= links(page)
        assert outcome.why in text
        assert outcome.watch in text
        (form,) = tree.xpath("//form")
        assert form.get("action") == "../../zoeken/"
        assert form.get("method", "get") == "get"
        assert form.get("role") == "search"
        (field,) = form.xpath(".//input[not(@type='hidden')]")
        assert field.get("name") == "q"
        assert form.xpath(f".//label[@for='{field.get('id')}']")
        assert form.xpath(".//button")


def test_an_idea_without_rights_points_at_them(choice: Choice, pages: dict[str, Page]) -> None:
    for name, outcome in choice.outcomes.items():
        has_link = "rechten/" in links(pages[f"keuzehulp/{name}/"])
        assert has_link is ("rechten-geld" not in outcome.kinds)


def test_an_idea_explains_its_hard_words(pages: dict[str, Page]) -> None:
    body = pages["keuzehulp/idee-rechten-geld/"].body
    assert '<a href="../../woordenboek/#ocmw">OCMW</a>' in body
    assert '<a href="../../woordenboek/#caw">CAW</a>' in body


def test_every_page_has_a_title_of_its_own_and_keeps_quiet(pages: dict[str, Page]) -> None:
    assert len({page.title for page in pages.values()}) == len(pages)
    for page in pages.values():
        assert "armoede" not in f"{page.address} {page.title} {page.description}".lower()
        assert page.template == "lean.html"


def test_a_page_needs_no_script_and_has_one_heading(pages: dict[str, Page]) -> None:
    for page in pages.values():
        tree = html.fromstring(page.body)
        assert len(tree.xpath("//h1")) == 1
        assert not tree.xpath("//script|//@style|//*[starts-with(name(@*), 'on')]")


def test_the_words_are_plain(choice: Choice) -> None:
    texts = [text for question in choice.questions.values() for text in _texts_of(question)]
    texts += [text for outcome in choice.outcomes.values() for text in (outcome.why, outcome.watch)]
    sentences = [part for text in texts for part in re.split(r"(?<=[.?])\s+", text) if part]
    lengths = [len(sentence.split()) for sentence in sentences]
    assert max(lengths) <= 15
    assert sum(lengths) / len(lengths) < 10
    assert not any(re.search(r"\b[Uu]w?\b|!", sentence) for sentence in sentences)


def test_the_names_of_ideas_are_their_kinds(choice: Choice) -> None:
    for name, outcome in choice.outcomes.items():
        assert name == slugify(f"idee {' '.join(outcome.kinds)}")


def _texts_of(question: Question) -> list[str]:
    return [question.question, question.hint, *(answer.text for answer in question.answers)]


SMALL = """
start: eerste
questions:
  eerste:
    question: Eerste vraag?
    answers: [{text: Ja, next: tweede}, {text: Nee, next: idee-maatje}]
    skip: tweede
  tweede:
    question: Tweede vraag?
    answers: [{text: Ja, next: idee-maatje}, {text: Nee, next: idee-leren}]
    skip: idee-leren
outcomes:
  idee-maatje: {kinds: [maatje], why: Om dit. En om dat., watch: Let op.}
  idee-leren: {kinds: [leren], why: Om dit. En om dat., watch: Let op.}
"""


def small(**changes: object) -> dict[str, Any]:
    """A small tree, with some values replaced, each named as ``questions__eerste__skip``."""
    tree: dict[str, Any] = yaml.safe_load(SMALL)
    # Two questions and a postcode on every path: the shortest that is allowed.
    tree["questions"]["eerste"]["answers"][1]["next"] = "tweede"
    for path, value in changes.items():
        *folders, last = path.split("__")
        part = tree
        for folder in folders:
            part = part[folder.replace("_", "-")]
        part[last.replace("_", "-")] = value
    return tree


def load(tmp_path: Path, taxonomy: Taxonomy, tree: dict[str, Any]) -> Choice:
    path = tmp_path / "choice.yml"
    path.write_text(yaml.safe_dump(tree, allow_unicode=True), encoding="utf-8")
    return load_choice(taxonomy, path)


def test_a_small_tree_is_accepted(tmp_path: Path, taxonomy: Taxonomy) -> None:
    assert load(tmp_path, taxonomy, small()).start == "eerste"


LONG = [{"text": "Ja", "next": "derde"}, {"text": "Nee", "next": "derde"}]
THIRD = {
    "question": "Derde vraag?",
    "answers": [{"text": "Ja", "next": "idee-leren"}, {"text": "Nee", "next": "idee-maatje"}],
    "skip": "idee-leren",
}
OTHER = {"kinds": ["buurt"], "why": "Om dit. En om dat.", "watch": "Let op."}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"start": "nergens"}, 'de eerste vraag "nergens" bestaat niet'),
        ({"questions__eerste__skip": "weg"}, 'de vraag "eerste" leidt naar "weg"'),
        ({"questions__tweede__skip": "eerste"}, "in een kring: "),
        ({"questions__tweede__skip": "tweede"}, "in een kring: "),
        ({"questions__derde": THIRD}, 'niemand komt op de pagina "derde"'),
        ({"outcomes__idee_buurt": OTHER}, 'niemand komt op de pagina "idee-buurt"'),
        ({"outcomes__eerste": OTHER}, '"eerste" is de naam van een vraag en van een idee'),
        ({"questions__eerste__skip": "idee-maatje"}, "het kortste pad telt minder dan 3 vragen"),
        (
            {"outcomes__idee_leren__kinds": ["maatje"]},
            "2 ideeën noemen dezelfde soorten: maatje",
        ),
        ({"outcomes__idee_leren__kinds": ["vliegen"]}, 'De soort "vliegen" bestaat niet.'),
        ({"outcomes__idee_leren__kinds": []}, "kinds"),
        ({"outcomes__idee_leren__kinds": ["leren", "buurt", "gezin"]}, "kinds"),
        ({"outcomes__idee_leren__why": "Om dit."}, "zeg in twee zinnen waarom, nu zijn het er 1"),
        ({"outcomes__idee_leren__why": "Een. Twee. Drie."}, "nu zijn het er 3"),
        ({"questions__eerste__Foute naam": "x"}, "Foute naam"),
        ({"questions__eerste__answers": LONG[:1]}, "answers"),
    ],
)
def test_a_tree_that_leads_astray_is_refused(
    tmp_path: Path, taxonomy: Taxonomy, changes: dict[str, object], said: str
) -> None:
    with pytest.raises(ChoiceError) as caught:
        load(tmp_path, taxonomy, small(**changes))
    told = [f"{finding.field} {finding.message}" for finding in caught.value.findings]
    assert any(said in text for text in told), told
    assert all(
        finding.file == "scripts/finder/data/choice.yml" for finding in caught.value.findings
    )


def test_a_path_of_more_than_five_questions_is_refused(tmp_path: Path, taxonomy: Taxonomy) -> None:
    tree = small()
    names = ["eerste", "twee", "drie", "vier", "tweede"]
    for name, onward in itertools.pairwise(names):
        answers = [{"text": "Ja", "next": onward}, {"text": "Nee", "next": onward}]
        tree["questions"][name] = {"question": "Wat?", "answers": answers, "skip": onward}
    with pytest.raises(ChoiceError, match="het langste pad telt meer dan 5 vragen"):
        load(tmp_path, taxonomy, tree)


def test_too_many_pages_are_refused(tmp_path: Path, taxonomy: Taxonomy) -> None:
    tree = small()
    kinds = list(taxonomy.kinds)
    answers = []
    for number in range(MAX_PAGES):
        name = f"idee-{number}"
        pair = [kinds[number % 10], kinds[(number % 10 + 1 + number // 10) % 10]]
        tree["outcomes"][name] = {**OTHER, "kinds": pair}
        answers.append({"text": name, "next": name})
    for part in range(0, MAX_PAGES, 6):
        name = f"deel-{part}"
        tree["questions"][name] = {
            "question": "Wat?",
            "answers": answers[part : part + 6],
            "skip": "idee-leren",
        }
    parts = [f"deel-{part}" for part in range(0, MAX_PAGES, 6)]
    for name, onward in (("eerste", parts[:4]), ("half", [*parts[4:], "tweede"])):
        tree["questions"][name] = {
            "question": "Wat?",
            "answers": [{"text": target, "next": target} for target in onward],
            "skip": "half" if name == "eerste" else "tweede",
        }
    with pytest.raises(ChoiceError, match=f"meer dan {MAX_PAGES} pagina's"):
        load(tmp_path, taxonomy, tree)


@pytest.mark.parametrize("text", ["start: [", "", "start: een\nstart: twee\n"])
def test_a_broken_file_is_refused(tmp_path: Path, taxonomy: Taxonomy, text: str) -> None:
    path = tmp_path / "choice.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ChoiceError):
        load_choice(taxonomy, path)


def test_the_file_is_where_the_module_looks() -> None:
    assert FILE == ROOT / "scripts" / "finder" / "data" / "choice.yml"
