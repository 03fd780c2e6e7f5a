"""What somebody wrote in a form on GitHub or in a mail: which page, which fields, which words.

The text comes from a stranger. It is only ever text: nothing in it is run, it names no file, and
what is longer than an honest answer is cut off and told. A form of GitHub gives a heading for each
question (``### Telefoon``); a mail gives a line (``Telefoon: 09 000 00 00``), with a box to tick
before it. The words of the questions are the same, and stand here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from finder.findings import Finding, Severity
from finder.text import is_forbidden

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
LONGEST_LINE = 2_000
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
    """

    ask: Ask
    page: str
    answers: Mapping[str, str]
    wrong: tuple[str, ...] = ()
    note: tuple[str, ...] = ()


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
    findings = []
    if len(text) > LONGEST:
        findings.append(_long("", LONGEST))
    text = printable(text[:LONGEST])
    is_form = any(_heading(line) for line in text.split("\n"))
    sections = _form(text) if is_form else _mail(text)
    report = _of_form(sections) if is_form else _of_mail(sections, text, subject)
    if report is None:
        return None, [*findings, _nothing_known()]
    answers = {path: _cut(text, LONGEST_ANSWER) for path, text in report.answers.items()}
    findings += (_long(path, LONGEST_ANSWER) for path in answers if _is_cut(report, answers, path))
    page = _cut(report.page, LONGEST_ANSWER)
    known = {*ours, page}
    mine = (line for line in report.note if line not in known and not _names(line, sender))
    note = tuple(_cut_lines(mine))
    return Report(report.ask, page, answers, report.wrong, note), findings


def printable(text: str) -> str:
    """A text without what is invisible or could mislead: control and bidirectional characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = re.sub(r"[\t\u00a0\u202f]", " ", plain)
    return "".join(c for c in plain if c == "\n" or not is_forbidden(c))


def ticked(answer: str) -> list[str]:
    """The words behind each box that is ticked, ``- [x] Telefoon``."""
    return [match[1].strip() for match in _TICKED.finditer(answer)]


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


def _is_cut(report: Report, answers: Mapping[str, str], path: str) -> bool:
    return len(" ".join(report.answers[path].split())) > len(answers[path])


def _names(line: str, sender: Collection[str]) -> bool:
    """Whether a line says who sent it, and hardly anything else."""
    return any(
        word.casefold() in line.casefold() and len(line) - len(word) <= _AROUND_A_NAME
        for word in sender
    )


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
_TICKED = re.compile(r"^ {0,3}[-*] \[[xX]\] ([^\n]+)$", re.MULTILINE)


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
            current.append(line)
    answers = {path: "\n".join(lines).strip() for path, lines in found.items()}
    return {path: "" if text in _NO_ANSWER else text for path, text in answers.items()}


def _of_form(sections: dict[str, str]) -> Report | None:
    ask = next((ask for path, ask in _KNOWN_BY.items() if path in sections), None)
    if ask is None:
        return None
    own = {PAGE, WRONG, ALL, NOTE, AGREED}
    answers = {path: text for path, text in sections.items() if text and path not in own}
    wrong = tuple(word for word in ticked(sections.get(WRONG, "")) if word in MISTAKES)
    return Report(
        ask, sections.get(PAGE, ""), answers, wrong, tuple(_lines(sections.get(NOTE, "")))
    )


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.split("\n") if line.strip())


# --- a mail ------------------------------------------------------------------------------------

# The words before each answer in a mail, and where the answer goes. A mail about a page that shows
# many may name the one that it is about.
_IN_MAIL = {
    **dict.fromkeys([*MISTAKES, GONE_LINE, *CHECKED_LINES], NOTE),
    **QUESTIONS,
    ABOUT_LINE: PAGE,
}
_WORDS = "|".join(map(re.escape, sorted(_IN_MAIL, key=len, reverse=True)))
# "[x] Telefoon: 09 000 00 00", "[x] Telefoon" or "Telefoon: 09 000 00 00".
_LINE = re.compile(
    rf"[-*• ]*(?:\[ *(?P<tick>[xXvV✓✔]?) *\] *(?P<one>{_WORDS})\??(?: *:|(?!\w))"
    rf"|(?P<two>{_WORDS})\? *:|(?P<three>{_WORDS}) *:) *(?P<answer>.*)",
    re.IGNORECASE,
)
_BOX = re.compile(r"[-*• ]*\[ *[xXvV✓✔]? *\] *\w")
# What programs put above a mail that is forwarded or answered: who sent it, to whom and when.
_HEADER = re.compile(
    r"(?:Van|From|De|Aan|To|À|Cc|Bcc|Verzonden|Sent|Datum|Date|Onderwerp|Subject|Objet) ?:(?: |$)"
    r"|-{2,} ?(?:Oorspronkelijk|Doorgestuurd|Original|Forwarded)|Begin doorgestuurd bericht"
    r"|(?:Op|On|Le) .{0,40}\d{4}.{0,200}(?:schreef|wrote|écrit)\b|<?\S{1,99}@\S{1,99}> ?:$"
    r"|\S.{0,80}<\S{1,99}@\S{1,99}>(?: (?:schreef|wrote|a écrit))? ?:$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"^(?:> ?)*(?:Onderwerp|Subject|Objet) ?: *(.+)", re.MULTILINE | re.IGNORECASE
)
# How people end a mail; below it stands their name. So do programs that sign for them.
_CLOSING = re.compile(
    r"^(?:(?:met|heel|veel|hartelijke?|vriendelijke?|warme|lieve|beste|zonnige|sociale)\b.*)?"
    r"\b(?:groet|groeten|groetjes|mvg)\b"
    r"|^m\.?v\.?g\b|^(?:alvast |heel |hartelijk )?(?:bedankt|dank u|dank je|merci)(?: wel)?\W*$"
    r"|^(?:kind|best|warm) regards\b|^bien à vous\b|^cordialement\b"
    r"|^(?:verzonden|verstuurd|sent|envoyé) (?:vanaf|vanuit|met|from|depuis)\b"
    r"|^outlook voor \w+ downloaden|^_{5,}$",
    re.IGNORECASE,
)
_LONGEST_CLOSING = 60
# In letters: "Ik ben ", "Groet van ", or a title.
_AROUND_A_NAME = 12
_ADDRESS = "initiatieven/"
_ANY_CASE = {word.casefold(): word for word in _IN_MAIL}
_TICK = "tick:"
_REST = "rest"


def _mail(text: str) -> dict[str, str]:
    """The answer behind each question, ``tick:`` and the words of each ticked box, and the rest."""
    found: dict[str, list[str]] = {_REST: []}
    current = found[_REST]
    for line in _own_lines(text):
        match = _LINE.fullmatch(line) if len(line) <= LONGEST_LINE else None
        if not match:
            current = current if line else found[_REST]
            current.append(line)
            continue
        words = _ANY_CASE[(match["one"] or match["two"] or match["three"]).casefold()]
        if match["tick"]:
            found[_TICK + words] = []
        current = found.setdefault(_IN_MAIL[words], [])
        current.append(match["answer"].strip())
    return {path: "\n".join(lines).strip() for path, lines in found.items()}


def _own_lines(text: str) -> Iterator[str]:
    """The lines that say something, without the mark of a quotation.

    Who sent it, and the signature below it, is left out: a phone number there is that of a person.
    A signature lasts until a quotation begins, or a line with a box of ours.
    """
    is_signature = was_quoted = False
    for raw in text.split("\n"):
        line = re.sub(r"^(?:> ?)+", "", raw)
        is_quoted, was_quoted = line != raw and not was_quoted, line != raw
        line = _plain_links(line).strip()
        is_header = bool(_HEADER.match(line))
        if _ends_mail(line):
            is_signature = True
        elif is_quoted or is_header or _BOX.match(line):
            is_signature = False
        if not (is_signature or is_header):
            yield line


def _ends_mail(line: str) -> bool:
    """Whether a signature begins here."""
    is_short = len(line) <= _LONGEST_CLOSING and not _LINE.fullmatch(line)
    return line == "--" or (is_short and bool(_CLOSING.search(line)))


def _plain_links(line: str) -> str:
    """A line in which no program wrote an address twice: ``x.be<https://x.be>``."""
    if len(line) > LONGEST_LINE:
        return line
    line = re.sub(r"(\S) ?<(?:mailto|tel):[^<>\s]*>", r"\1", line)
    line = re.sub(r"([\w/])<https?://[^<>\s]*>", r"\1", line)
    line = re.sub(r"(?<![\w./-])([\w./-]+) <https?://\1/?>", r"\1", line)
    return re.sub(r"<(https?://[^<>\s]+)>", r"\1", line)


def _of_mail(sections: dict[str, str], text: str, subject: str) -> Report | None:
    ticks = [key.removeprefix(_TICK) for key in sections if key.startswith(_TICK)]
    address = next((word for word in re.split(r"[\s<>]+", text) if _ADDRESS in word), "")
    about = _SUBJECT.search(text)
    page = sections.get(PAGE) or address or _named_in(subject or (about[1] if about else ""))
    answers = {
        path: answer
        for path, answer in sections.items()
        if answer and path in QUESTIONS.values() and path not in {PAGE, WRONG, ALL, NOTE, AGREED}
    }
    checked = next((CHECKED_LINES[tick] for tick in ticks if tick in CHECKED_LINES), "")
    ask = _ask_of_mail(ticks, checked, page, answers)
    if ask is None:
        return None
    if ask is Ask.CHECKED:
        answers = {"checked.how": checked} | answers
    rest = "\n".join(sections.get(key, "") for key in (_REST, NOTE))
    wrong = tuple(dict.fromkeys(word for word in map(_mistake, ticks) if word in MISTAKES))
    return Report(ask, "" if ask is Ask.NEW else page, answers, wrong, tuple(_lines(rest)))


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
    if GONE_LINE in ticks:
        return Ask.GONE
    if checked:
        return Ask.CHECKED
    if page:
        return Ask.CHANGE
    return Ask.NEW if "name" in answers else None
