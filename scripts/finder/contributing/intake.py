"""What somebody wrote in a form on GitHub or in a mail: which page, which fields, which words.

The text comes from a stranger. It is only ever text: nothing in it is run, it names no file, and
what is longer than an honest answer is cut off and told. A form of GitHub gives a heading for each
question (``### Telefoon``); a mail gives a line (``Telefoon: 09 000 00 00``), with a box to tick
before it. The words of the questions are the same, and stand here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import takewhile
from typing import TYPE_CHECKING

from finder.checking.persons import given_names, without_persons
from finder.checking.prices import is_free
from finder.checking.wrapped import direct
from finder.contributing import letters
from finder.contributing.answers import says_the_same
from finder.contributing.ticks import bare_mark, box_of, is_mark, ticked
from finder.findings import Finding, Severity
from finder.text import is_forbidden, is_nothing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from finder.files.taxonomy import Taxonomy

# How findings call what was sent.
SENT = "formulier of mail"
# In characters. GitHub takes no longer issue than the first; no honest answer is longer than the
# second.
LONGEST = 65_536
LONGEST_ANSWER = 2_000
LONGEST_NOTE = 4_000
LONGEST_LINE = letters.LONGEST_LINE
# What GitHub writes for a question without an answer, and for a list from which nothing is chosen.
_NO_ANSWER = frozenset({"_No response_", "None"})

PAGE, WRONG, HOW, ALL, NOTE, AGREED = "page", "wrong", "how", "all", "note", "agreed"
OTHER_KINDS = "other_kinds"
# The words above each question, with the field of the file that the answer goes to, or with one of
# the names above.
QUESTIONS: Mapping[str, str] = {
    "Naam": "name",
    "Organisatie": "organisation",
    "Soort": "kinds",
    "Andere soorten": OTHER_KINDS,
    "Wat je er doet": "summary",
    "De eerste keer": "first_visit",
    "Meebrengen": "bring",
    "Voor wie": "welcome.who",
    "Groepen": "welcome.groups",
    "Voor wie precies": "welcome.note",
    "Uit een andere gemeente": "from_elsewhere",
    "Doorverwijzing": "referral",
    "Afspraak": "appointment",
    "Prijs": "cost.kind",
    "Uitleg bij de prijs": "cost.note",
    "Talen": "languages",
    "Rolstoel": "wheelchair",
    "Vrijwilligers": "volunteers",
    "Straat en nummer": "address.street",
    "Postcode": "address.postcode",
    "Dorp of stad": "address.place",
    "Voor welke gemeenten": "serves",
    "Telefoon": "contact.phone",
    "Nummer van": "contact.phone_of",
    "Mail": "contact.email",
    "Website": "contact.website",
    "Uren": "hours",
    "Bron": "sources.url",
    "Datum van de bron": "sources.seen",
    "Keek je het na": "checked.how",
    "Op welke dag": "checked.date",
    "Bericht voor bezoekers": "status.message",
    "Pagina": PAGE,
    "Wat klopt er niet": WRONG,
    "Hoe weet je dat": HOW,
    "Klopt alles": ALL,
    "Nog iets": NOTE,
    "Beloofd": AGREED,
}
# What can be ticked as wrong, on the form, in the mail and on the card.
MISTAKES = (
    "Naam",
    "Telefoon",
    "Mail",
    "Website",
    "Adres",
    "Uren",
    "Prijs",
    "Voor wie",
    "Wat je er doet",
    "Iets anders",
)
# The line in which the mail of a page with many asks for one of them.
ABOUT_LINE = "Plek of groep"
# A line to tick in a mail that says more than that a field is wrong.
GONE_LINE = "Dit bestaat niet meer"
UNWANTED_LINE = "Wij willen niet op deze site staan"
CHECKED_LINES: Mapping[str, str] = {
    "Ik belde, en alles klopt": "Ik belde",
    "Ik ging langs, en alles klopt": "Ik ging langs",
}
_UNKNOWN = {"Weet ik niet": ""}
_NEED = {"Nodig": "needed", "Niet nodig": "not-needed"} | _UNKNOWN
_CHECKED = {
    "Ik belde": "phone",
    "Ik ging langs": "visit",
    "Ik keek op de website": "website",
    "Ik werk er zelf": "organisation",
}


class Ask(StrEnum):
    """What somebody asks."""

    NEW = "nieuw"
    CHANGE = "anders"
    GONE = "gestopt"
    CHECKED = "nagekeken"
    UNWANTED = "niet op de site"


# By which question a form is known. A mail is known by what is ticked.
_KNOWN_BY = {WRONG: Ask.CHANGE, HOW: Ask.GONE, ALL: Ask.CHECKED, "kinds": Ask.NEW}


@dataclass(frozen=True)
class Report:
    """What somebody says, as text.

    Attributes:
        ask: what must happen.
        page: the page that it is about: an address, a file or a name; empty for something new.
        answers: the text of each field that has an answer.
        wrong: what is ticked as wrong.
        note: what else was written, line by line; for people, it is put in no file.
        contradicts: what is ticked and cannot be true at once; then nothing is decided.
    """

    ask: Ask
    page: str
    answers: Mapping[str, str]
    wrong: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()


def options(taxonomy: Taxonomy) -> dict[str, dict[str, str]]:
    """What can be chosen for each field that takes only some words: Dutch, and the word in a file.

    An empty word leaves the field out.
    """
    kinds = {kind.label: key for key, kind in taxonomy.kinds.items()}
    return {
        "kinds": kinds,
        OTHER_KINDS: kinds,
        "welcome.who": {
            "Iedereen": "everyone",
            "Vooral voor deze groepen": "preferably",
            "Alleen voor deze groepen": "only",
        },
        "welcome.groups": {name: key for key, name in taxonomy.groups.items()},
        "contact.phone_of": {
            "Van henzelf": "own",
            "Van de organisatie erachter": "organisation",
            "Van de gemeente of de stad": "town",
        }
        | _UNKNOWN,
        "from_elsewhere": {"Ja": "yes", "Nee": "no"} | _UNKNOWN,
        "referral": _NEED,
        "appointment": _NEED,
        "cost.kind": {
            "Gratis": "free",
            "Je betaalt": "paid",
            "Je betaalt minder met weinig geld": "reduced",
        }
        | _UNKNOWN,
        "languages": {name: key for key, name in taxonomy.languages.items()},
        "wheelchair": {"Ja": "yes", "Niet overal": "partly", "Nee": "no"} | _UNKNOWN,
        "volunteers": {"Ja": "true", "Nee": "false"} | _UNKNOWN,
        "checked.how": _CHECKED | {"Ik keek het niet na": ""},
        HOW: _CHECKED | {"Ik las of hoorde het": ""},
    }


def read(
    text: str, subject: str = "", ours: Collection[str] = (), sender: Collection[str] = ()
) -> tuple[Report | None, list[Finding]]:
    """What a form or a mail says.

    Args:
        text: the body of the issue or of the mail.
        subject: the subject of the mail, which names the page when the body does not.
        ours: the lines of the mail that the site prepares, which nobody wrote.
        sender: the name and the address of who sent it; a line of the note with one is left out.

    Returns:
        The report, or None when the text is none, and what is wrong with the text.
    """
    findings = [_long("", LONGEST)] if len(text) > LONGEST else []
    text = printable(text[:LONGEST])
    is_form = any(_heading(line) for line in text.split("\n"))
    report, told = _of_form(_form(text)) if is_form else _of_mail(text, subject)
    findings += told
    if report is None:
        return None, [*findings, _nothing_known()]
    answers, told = _without_sender(report.answers, letters.person(sender))
    findings += told
    short = {path: _cut(text, LONGEST_ANSWER) for path, text in answers.items()}
    findings += (_long(p, LONGEST_ANSWER) for p in short if _is_cut(answers[p], short[p]))
    page = direct(_cut(report.page, LONGEST_ANSWER))
    note = tuple(_cut_lines(_note(report, {*ours, page}, sender)))
    return replace(report, page=page, answers=short, note=note), findings


def printable(text: str) -> str:
    """A text without what is invisible or could mislead: control and bidirectional characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = re.sub(r"[\t\u00a0\u202f]", " ", plain)
    return "".join(c for c in plain if c == "\n" or not is_forbidden(c))


def label_of(path: str) -> str:
    """The words above the question for a field; the field itself when it is not asked."""
    return next((label for label, name in QUESTIONS.items() if name == path), path)


def finding(
    rule: str, path: str, message: str, hint: str = "", severity: Severity = Severity.ERROR
) -> Finding:
    """A finding on the answer to a question; the field is called as the form calls it."""
    return Finding(rule, SENT, 0, label_of(path), message, hint, severity)


def _nothing_known() -> Finding:
    return finding(
        "intake-empty",
        "",
        "In deze tekst vinden wij geen formulier en geen mail van de site.",
        "Gebruik een van de formulieren, of vul de mail in die de site klaarzet.",
    )


def _long(path: str, most: int) -> Finding:
    return finding(
        "intake-long",
        path,
        f"Deze tekst is te lang. Na {most} tekens lezen wij niet verder.",
        "Maak de tekst korter.",
    )


def _cut(text: str, most: int) -> str:
    return " ".join(text[: most * 2].split())[:most].strip()


def _is_cut(text: str, short: str) -> bool:
    return len(" ".join(text.split())) > len(short)


def _without_sender(
    answers: Mapping[str, str], person: Collection[str]
) -> tuple[dict[str, str], list[Finding]]:
    """The answers without those that name the person who sent them, which are told."""
    named = [
        path
        for path, text in answers.items()
        if path not in _MAY_BE_THE_SENDER and letters.names(text, person)
    ]
    kept = {path: text for path, text in answers.items() if path not in named}
    return kept, [_personal(path) for path in named]


def _note(report: Report, known: Collection[str], sender: Collection[str]) -> Iterator[str]:
    """What else was written, without greetings, and without who wrote it and the numbers of it."""
    for line in report.note:
        is_name = letters.is_name(line) and line.split()[0].casefold() in given_names()
        is_sender = is_name or letters.hardly_more_than(line, sender)
        if line not in known and not is_sender and not letters.is_greeting(line):
            yield without_persons(letters.without_names(line, letters.person(sender)))


def _cut_lines(lines: Iterable[str]) -> Iterator[str]:
    left = LONGEST_NOTE
    for line in lines:
        if line[:left].strip():
            yield line[:left].strip()
        left -= len(line)
        if left <= 0:
            return


# --- a form ------------------------------------------------------------------------------------

_HEADING = "### "


def _heading(line: str) -> str:
    """The field of a question; empty when the line is no heading of a form of ours."""
    words = line.removeprefix(_HEADING).strip().rstrip("?")
    return QUESTIONS.get(words, "") if line.startswith(_HEADING) else ""


def _form(text: str) -> dict[str, str]:
    """The answer below each heading; a heading that somebody typed in an answer is part of it."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.split("\n"):
        path = _heading(line)
        if path and path not in found:
            current = found[path] = []
        else:
            current.append(letters.plain_links(line))
    answers = {path: "\n".join(_said(lines)).strip() for path, lines in found.items()}
    return {path: "" if text in _NO_ANSWER else text for path, text in answers.items()}


def _said(lines: Iterable[str]) -> Iterator[str]:
    """The lines of an answer until somebody says goodbye."""
    return takewhile(lambda line: not letters.ends_mail(line.strip()), lines)


def _of_form(sections: dict[str, str]) -> tuple[Report | None, list[Finding]]:
    ask = next((ask for path, ask in _KNOWN_BY.items() if path in sections), None)
    if ask is None:
        return None, []
    own = {PAGE, WRONG, ALL, NOTE, AGREED}
    said = {path: text for path, text in sections.items() if text and path not in own}
    answers, told = _news(said)
    wrong = tuple(word for word in ticked(sections.get(WRONG, "")) if word in MISTAKES)
    boxes = [box for line in sections.get(ALL, "").split("\n") if (box := box_of(line))]
    open_ones = tuple(box.rest for box in boxes if not box.is_ticked)
    note = tuple(_lines(sections.get(NOTE, "")))
    return Report(ask, sections.get(PAGE, ""), answers, wrong, note, open_ones), told


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.split("\n") if line.strip())


def _news(answers: Mapping[str, str]) -> tuple[dict[str, str], list[Finding]]:
    """The answers that say something, and a remark on each that says that nothing changes."""
    same = [path for path, text in answers.items() if says_the_same(text)]
    none = [
        p for p, t in answers.items() if is_nothing(t) and not (p == "cost.kind" and is_free(t))
    ]
    kept = {path: text for path, text in answers.items() if path not in {*same, *none}}
    return kept, [_same(path, answers[path]) for path in same]


# --- a mail ------------------------------------------------------------------------------------

# The words before each answer in a mail, and where the answer goes. A mail about a page that shows
# many may name the one that it is about.
_IN_MAIL = {
    **dict.fromkeys([*MISTAKES, GONE_LINE, UNWANTED_LINE, *CHECKED_LINES], NOTE),
    **QUESTIONS,
    ABOUT_LINE: PAGE,
}
_WORDS = "|".join(map(re.escape, sorted(_IN_MAIL, key=len, reverse=True)))
# "Telefoon: 09 000 00 00" or "Telefoon"; what stands before it is a box, or nothing.
_QUESTION = re.compile(
    rf"(?P<words>{_WORDS})\??(?:(?P<colon>\s?:)|(?!\w))(?P<answer>.*)", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"^(?:> ?)*(?:Onderwerp|Subject|Objet|Betreff) ?: *(.+)", re.MULTILINE | re.IGNORECASE
)
_ADDRESS = "initiatieven/"
_ANY_CASE = {word.casefold(): word for word in _IN_MAIL}
# Answers that may take more than one line; the line below another begins something else.
_LONG = frozenset(
    {"summary", "first_visit", "welcome.note", "welcome.groups", "cost.kind", "cost.note", "hours"}
    | {"serves", "kinds", OTHER_KINDS, "languages", "status.message", NOTE}
)
# Here "ja" is an answer, and no mark that somebody put behind a box.
_YES_IS_AN_ANSWER = frozenset({"from_elsewhere", "wheelchair", "volunteers"})
# What an organisation that mails about itself says of itself.
_MAY_BE_THE_SENDER = frozenset(
    {"name", "organisation", "contact.email", "contact.website", "sources.url", "summary"}
)
# What belongs to saying that something stopped, or that all is right.
_BESIDE = ("sources.", "checked.", "status.")


@dataclass(frozen=True)
class _Asked:
    """One line with a question: its words, whether its box is ticked, and what stands behind it.

    ``is_ticked`` is None when it has no box.
    """

    words: str
    is_ticked: bool | None
    answer: str

    @property
    def path(self) -> str:
        """Where the answer goes."""
        return _IN_MAIL[self.words]


@dataclass
class _Mailed:
    """What the lines of a mail say: answers by field, ticked words, boxes left empty, the rest."""

    answers: dict[str, list[str]] = field(default_factory=dict)
    ticks: list[str] = field(default_factory=list)
    unticked: list[_Asked] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    has_signature: bool = False

    def take(self, one: _Asked, boxed: Collection[str]) -> str:
        """Note what a line says; the field that the next line may go on with, or nothing."""
        if one.is_ticked:
            self.ticks.append(one.words)
        elif one.is_ticked is False or one.words in boxed:
            self.unticked += [one] if one.answer else []
            return ""
        before = " ".join(self.answers.get(one.path, ()))
        if one.answer and before and one.path != NOTE and before != one.answer:
            self.twice.append(one.words)
        self.answers.setdefault(one.path, []).extend([one.answer] if one.answer else [])
        return one.path

    def go_on(self, path: str, line: str) -> str:
        """Note a line below an answer; the field that the next line may go on with."""
        answer = self.answers[path]
        if answer and path not in _LONG:
            self.rest.append(line)
            return ""
        if answer and (letters.begins_signature(line) or letters.is_name(line)):
            self.has_signature = True
            # "Bisous" above a name: an answer has it no more, and a person reads it.
            self.rest += [answer.pop()] if answer[1:] and letters.may_close(answer[-1]) else []
            return _SKIPPED
        answer.append(line)
        return path


_SKIPPED = "skipped"


def _mail(text: str) -> _Mailed:
    lines = list(letters.own_lines(text, lambda line: _asked(line, needs_box=True) is not None))
    asked = [_asked(line) for line in lines]
    boxed = {one.words for one in asked if one and one.is_ticked is not None}
    found, path = _Mailed(), ""
    for line, one in zip(lines, asked, strict=True):
        if one and one.is_ticked is None and path == _SKIPPED:
            continue  # "Telefoon:" of a signature
        if one:
            path = found.take(one, boxed)
        elif not line:
            path = ""
        elif path in found.answers:
            path = found.go_on(path, line)
        elif path != _SKIPPED:
            found.rest.append(line)
    return found


def _asked(line: str, *, needs_box: bool = False) -> _Asked | None:
    """The question in a line; None when there is none."""
    if len(line) > LONGEST_LINE:
        return None
    box = box_of(line) or bare_mark(line)
    found = _QUESTION.match(box.rest if box else line.lstrip("-*• "))
    if not found or (box is None and (needs_box or not found["colon"])):
        return None
    words = _ANY_CASE[found["words"].casefold()]
    answer = found["answer"].strip()
    if box is None:
        return _Asked(words, None, answer)
    if is_mark(answer) and _IN_MAIL[words] not in _YES_IS_AN_ANSWER:
        return _Asked(words, True, box.inside)
    return _Asked(words, box.is_ticked, answer or box.inside)


def _of_mail(text: str, subject: str) -> tuple[Report | None, list[Finding]]:
    mailed = _mail(text)
    said = {path: "\n".join(lines).strip() for path, lines in mailed.answers.items()}
    rest = [*mailed.rest, *_for_people(mailed.unticked), *_lines(said.pop(NOTE, ""))]
    page = said.pop(PAGE, "") or _page_in(text, subject)
    own = {WRONG, ALL, AGREED}
    answers, told = _news({p: answer for p, answer in said.items() if answer and p not in own})
    told += _left_empty(mailed.unticked)
    told += [_signature()] if mailed.has_signature else []
    report = _decided(mailed, page, answers)
    if report is None:
        return None, told
    if report.contradicts:
        rest += (f"{label_of(path)}: {answer}" for path, answer in answers.items())
    return replace(report, note=tuple(rest)), told


def _decided(mailed: _Mailed, page: str, answers: dict[str, str]) -> Report | None:
    """What a mail asks; None when nothing in it is ours."""
    ticks = mailed.ticks
    checked = next((CHECKED_LINES[tick] for tick in ticks if tick in CHECKED_LINES), "")
    ask = _ask_of_mail(ticks, checked, page, answers)
    if ask is None:
        return None
    wrong = tuple(dict.fromkeys(word for word in map(_mistake, ticks) if word in MISTAKES))
    contradicts = tuple(_contradictions(ask, ticks, answers, mailed.twice))
    if ask is Ask.CHECKED:
        answers = {"checked.how": checked} | answers
    return Report(ask, "" if ask is Ask.NEW else page, answers, wrong, (), contradicts)


def _contradictions(
    ask: Ask, ticks: Iterable[str], answers: Iterable[str], twice: Iterable[str]
) -> Iterator[str]:
    """What is ticked or answered beside something that it cannot be true with."""
    if ask is Ask.UNWANTED:
        return
    yield from dict.fromkeys(twice)
    if ask not in {Ask.CHECKED, Ask.GONE}:
        return
    is_gone = ask is Ask.GONE
    all_right = {*CHECKED_LINES, GONE_LINE} - ({GONE_LINE} if is_gone else {*CHECKED_LINES})
    changed = [label_of(path) for path in answers if not path.startswith(_BESIDE)]
    others = [
        tick
        for tick in ticks
        if tick in all_right or (_mistake(tick) in MISTAKES and not (is_gone and tick == _OTHER))
    ]
    mine = [tick for tick in ticks if tick in CHECKED_LINES or tick == GONE_LINE]
    if others or changed:
        yield from dict.fromkeys([*mine, *others, *changed])


_OTHER = MISTAKES[-1]


def _for_people(unticked: Iterable[_Asked]) -> Iterator[str]:
    """What stands behind an empty box and is put in no file anyway, such as "Iets anders"."""
    return (f"{one.words}: {one.answer}" for one in unticked if one.path == NOTE)


def _left_empty(unticked: Iterable[_Asked]) -> Iterator[Finding]:
    """A remark on each answer behind a box that nobody ticked."""
    for one in unticked:
        if one.path == NOTE or is_nothing(one.answer):
            continue
        yield _same(one.path, one.answer) if says_the_same(one.answer) else _unticked(one)


def _page_in(text: str, subject: str) -> str:
    """The page that a mail is about: an address in it, or the name in its subject."""
    words = re.split(r"[\s<>]+", letters.plain_links(text))
    address = next((word for word in words if _ADDRESS in word), "")
    about = _SUBJECT.search(text)
    return address or _named_in(subject or (about[1] if about else ""))


def _mistake(words: str) -> str:
    """What is wrong, in the words of the form; a mail has a line for each part of an address."""
    return "Adres" if QUESTIONS.get(words, "").startswith("address.") else words


def _named_in(subject: str) -> str:
    """The name of the page in a subject such as ``Re: Klopt niet: Het Voorbeeldhuis``."""
    found = re.search(r"klopt niet: *(.+)", printable(subject[:LONGEST_ANSWER]), re.IGNORECASE)
    return found[1].strip() if found else ""


def _ask_of_mail(
    ticks: list[str], checked: str, page: str, answers: Mapping[str, str]
) -> Ask | None:
    if UNWANTED_LINE in ticks:
        return Ask.UNWANTED
    if GONE_LINE in ticks:
        return Ask.GONE
    if checked:
        return Ask.CHECKED
    if page:
        return Ask.CHANGE
    return Ask.NEW if "name" in answers else None


# --- what is told ------------------------------------------------------------------------------


def _same(path: str, text: str) -> Finding:
    return finding(
        "intake-same",
        path,
        f'Hier staat "{text[:60]}". Dat is geen nieuwe waarde. Wij veranderen niets.',
        severity=Severity.NOTICE,
    )


def _unticked(one: _Asked) -> Finding:
    return finding(
        "intake-unticked",
        one.path,
        f'Bij "{one.words}" staat "{one.answer[:200]}", maar het vakje is niet aangekruist.'
        " Wij veranderen niets.",
        "Vraag na wat de schrijver bedoelt.",
        Severity.WARNING,
    )


def _personal(path: str) -> Finding:
    return finding(
        "intake-person",
        path,
        "In dit antwoord staat wie de mail stuurde. Wij namen het niet over.",
        "Lees de mail zelf, en zet alleen de feiten in het bestand.",
        Severity.WARNING,
    )


def _signature() -> Finding:
    return finding(
        "intake-signature",
        "",
        "Onder een antwoord stonden een naam, een nummer of een adres. Die lieten wij weg.",
        "Hoorde het toch bij het antwoord? Vul het zelf aan.",
        Severity.NOTICE,
    )
