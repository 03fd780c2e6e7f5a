"""What people send, made at random: files, mails, tables, hours and places.

Every target makes one input from a seeded chance and asks a promise of it: no error but those that
a person reads as lines, bounded time, and answers that agree with one another. The same seed gives
the same inputs, so that what was found can be made again.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

import opening_hours
from finder.checking.rules import check_initiative
from finder.contributing import importing, intake, mails, tables
from finder.errors import FinderError
from finder.files.hours import DAYS, MONTHS, parse
from finder.files.model import Initiative
from finder.files.reading import MAX_BYTES, read_bytes
from finder.findings import has_errors
from finder.measuring.made_tables import made_table
from finder.words.hours import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from finder.checking.rules import Context
    from finder.files.hours import Rule
    from finder.measuring.made_tables import MadeTable
    from finder.words.saying import Words

# More processor time than this for one input is told: a hundred times what an ordinary one costs.
SLOW = 3.0
# What no line for a visitor has: the code of OpenStreetMap.
CODE = re.compile(r"\b(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH|off|closed)\b|[0-9]:[0-9]|[;|]")

Target: TypeAlias = "Callable[[random.Random, Fuzzer], str]"


class BrokenError(Exception):
    """A promise that does not hold, with the input that shows it."""


@dataclass(frozen=True)
class Found:
    """An input that went wrong.

    Attributes:
        target: the name of the target.
        seed: with which it is made again.
        problem: the last lines of what happened.
    """

    target: str
    seed: str
    problem: str


@dataclass
class Fuzzer:
    """What the targets need, and what came of them.

    Attributes:
        context: the taxonomy, the places and the day.
        words: the strings of the site.
        samples: the bytes of real files, to change.
        counts: how many inputs of each target were tried, and of each outcome.
        found: what went wrong.
    """

    context: Context
    words: Words
    samples: Sequence[bytes]
    counts: Counter[str] = field(default_factory=Counter)
    found: list[Found] = field(default_factory=list)

    def run(self, seed: int, rounds: int) -> Iterator[int]:
        """Try each target so many times; yields the number of each round that is done."""
        for number in range(rounds):
            for name, target in TARGETS.items():
                self.attempt(name, target, f"{seed}-{number}")
            yield number + 1

    def attempt(self, name: str, target: Target, seed: str) -> None:
        """Try one target with one seed."""
        begin = time.process_time()
        try:
            outcome = target(random.Random(f"{name}-{seed}"), self)  # noqa: S311 (nothing secret)
        except FinderError:
            outcome = "refused"
        except Exception:
            outcome = "broken"
            lines = traceback.format_exc().strip().splitlines()
            self.found.append(Found(name, seed, "\n".join(lines[-3:])[:600]))
        if time.process_time() - begin > SLOW:
            outcome = "slow"
            self.found.append(Found(name, seed, f"more than {SLOW} seconds of processor time"))
        self.counts[f"{name} {outcome}"] += 1


# --- pieces ------------------------------------------------------------------------------------

_PIECES = (
    "a", "Gent", "9000", "@", ".", "/", "https://", "www.", ".be", "\u0301", "\u3164", "“", "”",
    "é", "١", "\n", "\r\n", "\t", " ", ": ", "- ", "#", "'", '"', "[", "]", "{", "}", "&a", "*a",
    "!!str", "|", ">", "%", "\x00", "\ufeff", "€", "12,50", "Mo-Fr 09:00-12:00", "2026-11-30",
    "[x] ", "☑ ", "[ ] ", "Naam: ", "Telefoon: ", "### Naam", "klopt", "Van: ", "From: ", "((((",
    ";", ",", "=1+1", "n.v.t.", "𝒳", "\u202e", "0903 12 345", "aan de", "A.B.C.", "-", "--",
)  # fmt: skip
_MOST = 60


def _text(chance: random.Random, most: int = 8) -> str:
    """Some pieces in a row; now and then one of them very often."""
    pieces = [chance.choice(_PIECES) for _ in range(chance.randint(1, most))]
    if chance.random() < 0.1:
        pieces.append(chance.choice(_PIECES) * chance.choice((300, 3000, 20_000)))
    return "".join(pieces)


def _changed(chance: random.Random, raw: bytes, most: int = 6) -> bytes:
    """Bytes with some pieces taken out, doubled, replaced or put in."""
    for _ in range(chance.randint(1, most)):
        start = chance.randint(0, len(raw))
        end = min(len(raw), start + chance.randint(0, _MOST))
        new = chance.choice((b"", raw[start:end] * 2, _text(chance).encode("utf-8", "ignore")))
        new = chance.randbytes(3) if chance.random() < 0.1 else new
        raw = raw[:start] + new + raw[end:]
    return raw


# --- the targets -------------------------------------------------------------------------------


def files(chance: random.Random, fuzzer: Fuzzer) -> str:
    """A changed file: told what is wrong, or an initiative without code for a visitor."""
    most = chance.choice((1, 1, 2, 6))
    raw = _changed(chance, chance.choice(fuzzer.samples), most)[: MAX_BYTES + 1]
    document, findings = read_bytes(raw, "initiatives/oost-vlaanderen/voorbeeldhuis.yml")
    if document is None:
        _promise(has_errors(findings), "nothing was read and nothing is told")
        return "unreadable"
    made, problems = check_initiative(document, fuzzer.context)
    findings = [*findings, *problems]
    _promise(made is not None or has_errors(findings), "no initiative and no error")
    if made and made.hours:
        _no_code(made.hours, fuzzer)
    return "wrong" if has_errors(findings) else "right"


def letters(chance: random.Random, _fuzzer: Fuzzer) -> str:
    """A mail or a form: read, or not a form; never a line that a stranger could end."""
    lines = [_text(chance, 4) for _ in range(chance.randint(1, 30))]
    labels = list(intake.QUESTIONS)
    lines = [f"{chance.choice(labels)}: {x}" if chance.random() < 0.5 else x for x in lines]
    heads = "From: a@b.be\nSubject: Fout\nDate: Mon, 30 Nov 2026 10:00:00 +0100\n\n"
    text = chance.choice(("", heads)) + "\n".join(lines)
    mail = mails.mail_of(_changed(chance, text.encode("utf-8", "ignore")))
    report, findings = intake.read(mail.text, mail.subject, (), mail.sender)
    _promise(report is not None or bool(findings), "no report and nothing is told")
    return "read" if report else "no form"


def sheets(chance: random.Random, fuzzer: Fuzzer) -> str:
    """A filled-in table: what a person sees in a cell is read, or its row is told."""
    made = made_table(chance, fuzzer.context.taxonomy, lambda c: _text(c, 3))
    is_whole = chance.random() < 0.9
    raw = made.raw if is_whole else _changed(chance, made.raw)
    table = tables.read(raw, "tabel.csv")
    if is_whole:
        as_seen(made, table)
    around = importing.Surroundings(lambda _slug: None, {}, (), ())
    found = importing.plan(table, fuzzer.context, around)
    for proposal in found.proposals:
        entry = proposal.draft.entry
        _promise(entry is not None, f"row {proposal.row} is proposed, and is no entry")
        if isinstance(entry, Initiative) and entry.hours:
            _no_code(entry.hours, fuzzer)
    told = {finding.line for finding in found.findings if finding.is_error}
    done = {proposal.row for proposal in found.proposals}
    _promise(
        {row.number for row in table.rows} <= told | done, "a row is left out, and nothing is told"
    )
    return "made" if done else "read"


def as_seen(made: MadeTable, table: tables.Table) -> None:
    """What stands in each cell is read so, or the row is told."""
    rows = {row.number: row.cells for row in table.rows}
    told = {finding.line for finding in table.findings}
    for number, cells in enumerate(made.rows, made.first):
        is_seen = number not in made.hidden
        _promise(is_seen or (number not in rows and number in told), f"hidden row {number}")
        for column, text in cells.items() if is_seen and number not in told else ():
            read = rows.get(number, {}).get(column, "")
            is_same = _one_line(read) == _one_line(text)
            _promise(is_same, f"{column}: {text!r} is read as {read!r}")


def _one_line(text: str) -> str:
    """A text as one sees it: without the spaces around it and the sign of a text cell."""
    return " ".join(text.replace("\r", "").split()).lstrip("'")


def hours(chance: random.Random, fuzzer: Fuzzer) -> str:
    """Hours that the library reads too: the same days and times, and no code in the words."""
    text = hours_text(chance)
    if not opening_hours.validate(text):
        return "invalid"
    _no_code(text, fuzzer)
    rules = parse(text)
    if rules is None or any(rule.is_vague for rule in rules):
        return "no words" if rules is None else "vague"
    library = opening_hours.OpeningHours(text, country="BE")
    for day in _days(chance):
        ours = [minute for span in spans_on(rules, day) for minute in span]
        for minute in (*ours, *(m - 1 for m in ours), chance.randrange(24 * 60)):
            _agree(text, library, rules, day, minute)
    return "compared"


def places(chance: random.Random, fuzzer: Fuzzer) -> str:
    """A name, a postcode, or neither: found, or nothing; what is found is in its municipality."""
    gazetteer = fuzzer.context.gazetteer
    names = [village.name for village in chance.sample(gazetteer.villages, 3)]
    known = [chance.choice(gazetteer.other_names)[0], *names, _text(chance)]
    name = _changed(chance, chance.choice(known).encode()).decode("utf-8", "replace")
    code = chance.choice(("", "9000", _text(chance, 2)))
    found = gazetteer.place(name, code or None)
    _promise(found is None or found.municipality in gazetteer.municipalities, name)
    _promise(found is None or bool(gazetteer.find(name)) or bool(code), name)
    if not found and chance.random() < 0.1:
        gazetteer.suggest(name[:100])
    return "found" if found else "unknown"


TARGETS: dict[str, Target] = {
    "files": files,
    "letters": letters,
    "sheets": sheets,
    "hours": hours,
    "places": places,
}


def _promise(holds: bool, what: str) -> None:
    if not holds:
        raise BrokenError(what[:300])


def _no_code(text: str, fuzzer: Fuzzer) -> None:
    """No line for a visitor holds the code; a remark between quotes is in somebody's own words."""
    for line in () if '"' in text else in_words(text, fuzzer.words):
        _promise(not CODE.search(line), f"{text!r} is shown as {line!r}")


# --- hours -------------------------------------------------------------------------------------

_HOLIDAYS = opening_hours.OpeningHours("PH", country="BE")
_FIRST_DAY = dt.date(2026, 1, 1)


def hours_text(chance: random.Random) -> str:
    """Hours as somebody may write them: at most three rules, of which none runs past midnight.

    After midnight the library lets a rule of the next day take the place of the night before.
    """
    rules = [_rule(chance) for _ in range(chance.choice((1, 1, 2, 3)))]
    text = rules[0]
    for before, rule in pairwise(rules):
        # Only after a time does a comma begin a rule; see files/hours.py.
        signs = ("; ", "; ", ", ") if before[-1].isdigit() and not rule[0].isdigit() else ("; ",)
        text += chance.choice(signs) + rule
    return text


def _rule(chance: random.Random) -> str:
    months = chance.choice(MONTHS)
    months += f"-{chance.choice(MONTHS)}" if chance.random() < 0.7 else ""
    parts = [months] if chance.random() < 0.2 else []
    if chance.random() < 0.9:
        parts.append(",".join(_item(chance) for _ in range(chance.choice((1, 1, 2, 3)))))
    ending = chance.random()
    if ending < 0.8:
        parts.append(",".join(_span(chance) for _ in range(chance.choice((1, 1, 2)))))
    elif ending < 0.95:
        parts.append(chance.choice(("off", "closed", "open")))
    return " ".join(parts) or "Mo 10:00-12:00"


def _item(chance: random.Random) -> str:
    day = chance.choice(DAYS)
    nth = chance.choice(("1", "2", "3", "4", "5", "-1", "1-2", "2-4", "1,3"))
    return chance.choice((day, day, f"{day}-{chance.choice(DAYS)}", f"{day}[{nth}]", "PH"))


def _span(chance: random.Random) -> str:
    start = chance.randrange(0, 47)
    end = chance.randrange(start + 1, 49)
    return (
        f"{_half_hour(start)}+"
        if chance.random() < 0.1
        else f"{_half_hour(start)}-{_half_hour(end)}"
    )


def _half_hour(number: int) -> str:
    return f"{number // 2:02}:{number % 2 * 30:02}"


def _days(chance: random.Random) -> list[dt.date]:
    return [_FIRST_DAY + dt.timedelta(days=chance.randrange(730)) for _ in range(6)]


def spans_on(rules: Sequence[Rule], day: dt.date) -> list[tuple[int, int]]:
    """When it is open on a day, in minutes after midnight; the library knows the holidays."""
    cells = set(_cells(day))
    spans: list[tuple[int, int]] = []
    for rule in rules:
        if not cells & rule.cells:
            continue
        found = [(span.start, span.end) for span in rule.spans]
        spans = [*spans, *found] if rule.adds and not rule.is_closed else found
    return spans


def _cells(day: dt.date) -> Iterator[tuple[int, int | str, int]]:
    """A day as the cells of :attr:`finder.files.hours.Rule.cells`."""
    month, nth = day.month - 1, (day.day + 6) // 7
    is_last = (day + dt.timedelta(days=7)).month != day.month
    yield month, day.weekday(), {4: 40 if is_last else 4, 5: 50}.get(nth, nth)
    if _HOLIDAYS.is_open(dt.datetime.combine(day, dt.time(12))):
        yield month, "PH", 0


def _agree(
    text: str, library: opening_hours.OpeningHours, rules: Sequence[Rule], day: dt.date, minute: int
) -> None:
    if not 0 <= minute < 24 * 60:
        return
    ours = any(start <= minute < end for start, end in spans_on(rules, day))
    theirs = library.is_open(dt.datetime.combine(day, dt.time(minute // 60, minute % 60)))
    _promise(ours == theirs, f"{text!r} on {day} at minute {minute}: we say {ours}")
