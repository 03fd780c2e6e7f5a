"""The choice help: a few questions, one a page, that end in an idea and never in a judgement.

There is no script and nothing is kept, so the page itself is all that the site knows of a visitor.
The questions are therefore a small tree of pages, written down in ``data/choice.yml``.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Annotated

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from finder.errors import FinderError
from finder.files.reading import read_file
from finder.rendering.pages.frame import Page
from finder.settings import DATA
from finder.text import SLUG
from finder.words import tongues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from finder.files.reading import Tree
    from finder.files.taxonomy import Taxonomy
    from finder.rendering.pages.frame import Frame

FILE = DATA / "choice.yml"
ADDRESS = "keuzehulp/"
RIGHTS = "rechten-geld"
# The postcode, which every idea asks for, counts as a question.
MIN_QUESTIONS = 3
MAX_QUESTIONS = 5
MAX_PAGES = 60
MAX_ANSWERS = 7
_SENTENCE_END = re.compile(r"(?<![.?])[.?]++(?=\s|$)")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
State = Annotated[str, StringConstraints(pattern=f"^{SLUG.pattern}$", max_length=60)]


class ChoiceError(FinderError):
    """The choice help cannot be read, or would lead a visitor nowhere."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Answer(_Part):
    """One button under a question; ``next`` is the page to which it leads."""

    text: Text
    next: State


class Question(_Part):
    """One question.

    Attributes:
        question: the question itself.
        answers: what a visitor may choose.
        skip: the page for who does not know, or would rather not say.
        hint: one sentence beside the question; empty when it needs none.
    """

    question: Text
    answers: tuple[Answer, ...] = Field(min_length=2, max_length=MAX_ANSWERS)
    skip: State
    hint: str = ""

    @property
    def onward(self) -> tuple[str, ...]:
        """Every page to which this question leads."""
        return (*(answer.next for answer in self.answers), self.skip)


class Outcome(_Part):
    """An idea.

    Attributes:
        kinds: one or two kinds of the taxonomy, the best first.
        why: two sentences that say why.
        watch: what is hard about it, or what to ask first.
    """

    kinds: tuple[str, ...] = Field(min_length=1, max_length=2)
    why: Text
    watch: Text

    @model_validator(mode="after")
    def _says_why_in_two_sentences(self) -> Outcome:
        if (number := len(_SENTENCE_END.findall(self.why))) != 2:
            raise ValueError(f"zeg in twee zinnen waarom, nu zijn het er {number}")
        return self


class Choice(_Part):
    """All questions and ideas, each under the name of its page.

    A tree that could lead a visitor astray is refused.

    Attributes:
        start: the name of the first question, which stands on the address of the help itself.
        questions: each question under the name of its page.
        outcomes: each idea under the name of its page.
    """

    start: State
    questions: dict[State, Question] = Field(min_length=1)
    outcomes: dict[State, Outcome] = Field(min_length=1)

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Choice:
        # Without a next page for each answer, the way through the tree cannot be followed.
        problems = list(self._dead_ends()) or list(self._wrong_shape())
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _dead_ends(self) -> Iterator[str]:
        """Answers that lead to no page, and questions from which nobody comes out."""
        if twice := sorted(self.questions.keys() & self.outcomes.keys()):
            yield f'"{twice[0]}" is de naam van een vraag en van een idee'
        if self.start not in self.questions:
            yield f'de eerste vraag "{self.start}" bestaat niet'
        pages = {*self.questions, *self.outcomes}
        for name, question in self.questions.items():
            for target in sorted(set(question.onward) - pages):
                yield f'de vraag "{name}" leidt naar "{target}", maar die pagina bestaat niet'
        if circle := self._circle:
            yield f"deze vragen lopen in een kring: {', '.join(circle)}"

    def _wrong_shape(self) -> Iterator[str]:
        """Pages without a way to them, and too many or too few of something."""
        for name in self._lost:
            yield f'niemand komt op de pagina "{name}"'
        if self.longest[self.start] > MAX_QUESTIONS:
            yield f"het langste pad telt meer dan {MAX_QUESTIONS} vragen, met de postcode erbij"
        if self._shortest(self.start) < MIN_QUESTIONS:
            yield f"het kortste pad telt minder dan {MIN_QUESTIONS} vragen, met de postcode erbij"
        if len(self.questions) + len(self.outcomes) > MAX_PAGES:
            yield f"dit zijn meer dan {MAX_PAGES} pagina's"
        for kinds, number in Counter(o.kinds for o in self.outcomes.values()).items():
            if number > 1:
                yield f"{number} ideeën noemen dezelfde soorten: {', '.join(kinds)}"

    @property
    def _order(self) -> TopologicalSorter[str]:
        """The pages, each after those to which it leads."""
        return TopologicalSorter({name: q.onward for name, q in self.questions.items()})

    @property
    def _circle(self) -> list[str]:
        try:
            self._order.prepare()
        except CycleError as error:
            return list(error.args[1])
        return []

    @property
    def _lost(self) -> list[str]:
        """The pages to which no question leads."""
        found = {self.start}.union(*(question.onward for question in self.questions.values()))
        return [name for name in (*self.questions, *self.outcomes) if name not in found]

    @cached_property
    def longest(self) -> dict[str, int]:
        """For each page, how many questions may still come, itself and the postcode included."""
        found: dict[str, int] = {}
        for name in self._order.static_order():
            question = self.questions.get(name)
            found[name] = 1 + max(found[n] for n in question.onward) if question else 1
        return found

    def _shortest(self, name: str) -> int:
        question = self.questions.get(name)
        return 1 + min(self._shortest(n) for n in question.onward) if question else 1


def load_choice(taxonomy: Taxonomy, path: Path = FILE) -> Choice:
    """Read the choice help from ``path``; its kinds must be in the taxonomy.

    Raises:
        ChoiceError: the file has errors; the findings say which.
    """
    document, findings = read_file(path, f"scripts/finder/data/{path.name}")
    if document is None or findings:
        raise ChoiceError(findings)
    try:
        choice = Choice.model_validate(document.data)
    except ValidationError as error:
        raise ChoiceError(
            [
                document.finding(
                    "choice",
                    ".".join(map(str, problem["loc"])),
                    f"De keuzehulp klopt niet: {problem['msg'].removeprefix('Value error, ')}.",
                    "Lees de uitleg boven aan dit bestand.",
                )
                for problem in error.errors()
            ]
        ) from error
    if unknown := [
        document.finding(
            "choice-kind",
            f"outcomes.{name}.kinds",
            f'De soort "{kind}" bestaat niet.',
            "Kies een soort uit initiatives/taxonomy.yml.",
        )
        for name, kind in _kinds(choice)
        if kind not in taxonomy.kinds
    ]:
        raise ChoiceError(unknown)
    return choice


def _kinds(choice: Choice) -> Iterable[tuple[str, str]]:
    return ((name, kind) for name, outcome in choice.outcomes.items() for kind in outcome.kinds)


def pages(frame: Frame, path: Path = FILE) -> Iterator[Page]:
    """Every page of the choice help, in the order of the file.

    Args:
        frame: the words, the taxonomy and the templates.
        path: the file with the questions and ideas.

    Raises:
        ChoiceError: that file has errors.
    """
    choice = load_choice(frame.words.taxonomy, path)
    if not frame.words.is_dutch:
        choice = translated(choice, tongues.part(frame.words.language, "choice"))
    help_ = _Help(choice, frame)
    for name in choice.questions:
        yield help_.question(name)
    for name in choice.outcomes:
        yield help_.outcome(name)


def translated(choice: Choice, said: Mapping[str, Tree]) -> Choice:
    """The choice help in another language; what that lacks stays Dutch, and marked."""
    questions, outcomes = tongues.branch(said, "questions"), tongues.branch(said, "outcomes")
    return choice.model_copy(
        update={
            "questions": {
                name: _question(question, tongues.branch(questions, name))
                for name, question in choice.questions.items()
            },
            "outcomes": {
                name: _outcome(outcome, tongues.branch(outcomes, name))
                for name, outcome in choice.outcomes.items()
            },
        }
    )


def _question(question: Question, said: Mapping[str, Tree]) -> Question:
    answers = said.get("answers")
    own = dict(enumerate(answers)) if isinstance(answers, list) else {}
    texts = {str(number): text for number, text in own.items()}
    return question.model_copy(
        update={
            "question": tongues.text_of(said, "question", question.question),
            "hint": tongues.text_of(said, "hint", question.hint) if question.hint else "",
            "answers": tuple(
                one.model_copy(update={"text": tongues.text_of(texts, str(number), one.text)})
                for number, one in enumerate(question.answers)
            ),
        }
    )


def _outcome(outcome: Outcome, said: Mapping[str, Tree]) -> Outcome:
    return outcome.model_copy(
        update={key: tongues.text_of(said, key, getattr(outcome, key)) for key in ("why", "watch")}
    )


class _Help:
    """Makes the pages of one choice help."""

    def __init__(self, choice: Choice, frame: Frame) -> None:
        self.choice = choice
        self.frame = frame
        self.words = frame.words
        self._addresses = {
            name: ADDRESS if name == choice.start else f"{ADDRESS}{name}/"
            for name in (*choice.questions, *choice.outcomes)
        }

    def question(self, name: str) -> Page:
        """A question with its answers as links."""
        question = self.choice.questions[name]
        first = name == self.choice.start
        say = self.words.say
        asked = question.question
        return self._page(
            name,
            say("choice.title") if first else asked,
            say("choice.description")
            if first
            else say("choice.question_description", question=asked),
            question=question,
            first=first,
            remaining=self.choice.longest[name],
        )

    def outcome(self, name: str) -> Page:
        """An idea, why, what is hard about it, and the question for the postcode."""
        outcome = self.choice.outcomes[name]
        known = self.words.taxonomy.kinds
        labels = ", ".join(_lowered(known[key].label) for key in outcome.kinds)
        return self._page(
            name,
            self.words.say("choice.idea_title", kinds=labels),
            self.words.say("choice.idea_description", kinds=labels),
            question=None,
            outcome=outcome,
            kinds=[
                {"key": key, "label": known[key].label, "explanation": known[key].explanation}
                for key in outcome.kinds
            ],
            rights=RIGHTS in outcome.kinds,
        )

    def _page(self, name: str, title: str, description: str, **context: object) -> Page:
        address = self._addresses[name]
        body = self.frame.render(
            "choice",
            address,
            start=self.choice.start,
            addresses=self._addresses,
            **context,
        )
        return Page(address, title, description, body, mail=self.frame.mail(address, title))


def _lowered(label: str) -> str:
    return label[:1].lower() + label[1:]
