"""A file that is made by asking: what is known so far, what to ask next, and what is wrong.

No input and no output: whoever asks shows the questions and passes on the answers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from finder.checking import duplicates
from finder.checking.persons import ANSWER
from finder.contributing.answers import as_data, understand
from finder.contributing.drafting import draft
from finder.files.model import Lead
from finder.words.columns import as_answer, question

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from finder.checking.duplicates import Known, Pair
    from finder.checking.rules import Context
    from finder.contributing.drafting import Draft
    from finder.files.reading import Tree
    from finder.findings import Finding
    from finder.places.gazetteer import Gazetteer, Village
    from finder.places.spots import Source
    from finder.words.columns import Question

PLACE = "address.place"
TO_CHECK = "to_check"
# First what every file needs, then what is good to know. Hours in the form of OpenStreetMap,
# coordinates and programmes are for whoever edits the file.
CONTACT = ("contact.phone", "contact.email", "contact.website")
FIRST = ("name", "kinds", PLACE, "address.street", "serves", *CONTACT)
TEXT = ("summary", "sources", "sources.seen", "checked.how")
MORE = (
    "organisation", "contact.phone_of", "first_visit", "bring", "welcome.who", "welcome.groups",
    "welcome.note", "cost.kind", "cost.note", "appointment", "referral", "from_elsewhere",
    "hours_note", "languages", "wheelchair", "volunteers",
)  # fmt: skip
_ELSEWHERE = "Is het ook voor andere gemeenten? Noem ze dan allemaal. Enter: nee."
# "2, 5", "2 5" or "2 en 5".
_ONLY_NUMBERS = re.compile(r"(?:\d|en|[\s,;&+/])+")
_ONLY_WITH = {
    "address.street": (PLACE, ()),
    "contact.phone_of": ("contact.phone", ()),
    "sources.seen": ("sources", ()),
    "welcome.groups": ("welcome.who", ("preferably", "only")),
    "welcome.note": ("welcome.who", ("preferably", "only")),
    "cost.note": ("cost.kind", ("paid", "reduced")),
}


@dataclass
class Interview:
    """What somebody said until now.

    Attributes:
        context: what the rules know.
        answers: the values by field.
        not_same_as: the files that look like it, and are about something else.
        to_check: what somebody must find out; only for a lead.
        slug: the name of the file, when it was chosen.
        is_lead: whether it is only something to find out more about.
    """

    context: Context
    answers: dict[str, Tree] = field(default_factory=dict)
    not_same_as: list[str] = field(default_factory=list)
    to_check: str = ""
    slug: str = ""
    is_lead: bool = False

    @property
    def data(self) -> dict[str, Tree]:
        """The keys and values of the file."""
        return self._data_with(self.answers)

    @property
    def draft(self) -> Draft:
        """The file as it would be now."""
        return self._draft(self.data)

    @property
    def is_reachable(self) -> bool:
        """Whether a visitor can call, mail, look it up or go there."""
        return all(f.rule != "unreachable" for f in draft(self.data, self.context).findings)

    def applies(self, path: str) -> bool:
        """Whether a question makes sense after the answers until now."""
        other, values = _ONLY_WITH.get(path, ("", ()))
        if not other:
            return True
        return other in self.answers and (not values or self.answers[other] in values)

    def ask(self, path: str) -> str:
        """The question; that for an area depends on whether there is a place."""
        if path == "serves" and PLACE in self.answers:
            return _ELSEWHERE
        return question(path).ask

    def is_needed(self, path: str) -> bool:
        """Whether the file cannot be without an answer; an area is needed without a place."""
        return question(path).needed or (path == "serves" and PLACE not in self.answers)

    def understand(self, path: str, text: str) -> Tree | None:
        """What an answer means; numbers stand for the words of :meth:`options`.

        Raises:
            AnswerError: it is none of the words.
        """
        asked = question(path)
        options = [label for label, _ in self.options(path)]
        if options:
            parts = re.findall(r"\d+", text) if _ONLY_NUMBERS.fullmatch(text) else [text]
            parts = [inner for part in parts for inner in re.split(r"[,;]", part)]
            text = ", ".join(_numbered(part, options) for part in parts)
        return understand(asked, text, self.context.taxonomy)

    def options(self, path: str) -> list[tuple[str, str]]:
        """The words that a question takes, each with what it means; empty for free text."""
        asked = question(path)
        known = asked.known(self.context.taxonomy)
        return [(label, self._meaning(asked, key)) for label, key in known.items()]

    def problems(self, path: str, value: Tree) -> list[Finding]:
        """What the check says of an answer."""
        answers = {key: said for key, said in self.answers.items() if key != ANSWER}
        return self._draft(self._data_with({**answers, path: value})).about(path)

    def place_problems(self, village: Village) -> list[Finding]:
        """What the check says of a village as the place."""
        answers = {**self.answers, **_place_answers(village)}
        return self._draft(self._data_with(answers)).about("address")

    def set_place(self, village: Village) -> None:
        """Take a village as the place."""
        self.answers |= _place_answers(village)

    def forget(self, path: str) -> None:
        """Take an answer away, with those that make no sense without it."""
        self.answers.pop(path, None)
        if path == PLACE:
            self.answers.pop("address.postcode", None)
        for other, (needs, _) in _ONLY_WITH.items():
            if needs == path and not self.applies(other):
                self.answers.pop(other, None)

    def tidy(self) -> None:
        """Take away the answers to questions that make no sense any more."""
        for path in [path for path in self.answers if not self.applies(path)]:
            self.forget(path)
        if "checked.how" in self.answers:
            self.answers["checked.date"] = self.context.today.isoformat()
        else:
            self.answers.pop("checked.date", None)
        if ANSWER in self.answers and not self._asks_for_a_person():
            self.forget(ANSWER)
        if self.is_lead and self.is_reachable:
            self.is_lead, self.to_check = False, ""

    def said(self, path: str) -> str:
        """The answer to a question in the words of people; empty when there is none."""
        value = self.answers.get(path)
        if value is None:
            return ""
        if path == PLACE and "address.postcode" in self.answers:
            return f"{self.answers['address.postcode']} {value}"
        return as_answer(question(path), value, self.context.taxonomy)

    def alike(self, known: Sequence[Known], sources: Sequence[Source]) -> list[Pair]:
        """What is there already and may be the same, except what was said to be different."""
        unsaid = {"name": "x", "summary": "x", "kinds": ["x"], "sources": [{"url": "x"}]}
        made = Lead.model_validate({"slug": "", "file": "", **unsaid, **self.data})
        here = duplicates.known(made, self.context.gazetteer, sources)
        return duplicates.like(here, known)

    def _asks_for_a_person(self) -> bool:
        """Whether a number or address looks like that of one person."""
        asked = [path for path in CONTACT if path in self.answers]
        found = [f for path in asked for f in self.problems(path, self.answers[path])]
        return any(finding.rule == "contact-person" for finding in found)

    def _data_with(self, answers: Mapping[str, Tree]) -> dict[str, Tree]:
        data = as_data(answers)
        if self.not_same_as:
            data["not_same_as"] = list(self.not_same_as)
        if self.is_lead and self.to_check:
            data[TO_CHECK] = self.to_check
        return data

    def _draft(self, data: Mapping[str, Tree]) -> Draft:
        return draft(data, self.context, self.slug, is_lead=self.is_lead)

    def _meaning(self, asked: Question, key: str) -> str:
        if asked.taxonomy == "kinds":
            return self.context.taxonomy.kinds[key].explanation
        return next(
            (asked.means.get(word, "") for word, one in asked.words.items() if one == key), ""
        )


def villages(text: str, gazetteer: Gazetteer) -> list[Village]:
    """The places that somebody may mean by a name or a postcode; empty when there are none."""
    text = " ".join(text.split())
    if text.isdigit():
        postcode = gazetteer.postcodes.get(text)
        return list(postcode.villages) if postcode else []
    found = re.fullmatch(r"(\d{4}) (.+)", text)
    if found:
        village = gazetteer.place(found[2], found[1])
        return [village] if village else []
    named = list(dict.fromkeys(gazetteer.find(text)))
    # Aalst, the town, before the village of that name.
    return sorted(named, key=lambda village: village.name != village.municipality)


def _place_answers(village: Village) -> dict[str, Tree]:
    return {PLACE: village.name, "address.postcode": village.postcode}


def _numbered(text: str, options: Sequence[str]) -> str:
    """The word that a number stands for; another text unchanged."""
    text = text.strip()
    is_number = text.isascii() and text.isdigit() and 1 <= int(text) <= len(options)
    return options[int(text) - 1] if is_number else text
