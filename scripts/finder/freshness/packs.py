"""The calls of a month in packs for one volunteer each, with a mail ready for every organisation.

An organisation with ten pages gets one mail that lists them all and asks for one word. What belongs
to one organisation therefore stands together, and is cut in two only when it is larger than a pack.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from finder.freshness.calling import GREETING, QUESTIONS, checked_line, known, reached_by, why
from finder.text import code

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from finder.directory import Listed
    from finder.settings import Settings
    from finder.words.saying import Words

SIZE = 20
SUBJECT = "Klopt dit nog? {number} op {site}"
# One word is enough for an answer; whoever writes more helps more.
BODY = """\
Dag,

Op {site} vinden mensen hulp in hun buurt. Jullie staan er ook op:

{pages}

Klopt dat nog allemaal? Antwoord dan met één woord: ja.
Klopt er iets niet? Schrijf welke pagina het is, en hoe het moet zijn.

Bedankt!
{site}
"""


@dataclass(frozen=True, slots=True)
class Party:
    """One organisation with its entries in a pack.

    Attributes:
        name: what it is called.
        email: its general address; empty when none of its entries has one.
        entries: what belongs to it, the most pressing first.
    """

    name: str
    email: str
    entries: tuple[Listed, ...]


def parties(entries: Iterable[Listed]) -> list[Party]:
    """The entries by organisation, in the order of the most pressing of each.

    What shares a mail address belongs together too, also when the files name no organisation.
    """
    found: dict[str, list[Listed]] = defaultdict(list)
    for entry in entries:
        found[_key(entry)].append(entry)
    return [_party(group) for group in found.values()]


def packs(entries: Iterable[Listed], size: int = SIZE) -> list[list[Party]]:
    """Packs of at most so many entries, each with whole organisations as far as these fit."""
    made: list[list[Party]] = []
    room: list[int] = []
    for party in _cut(parties(entries), size):
        number = len(party.entries)
        at = next((at for at, left in enumerate(room) if left >= number), len(room))
        if at == len(room):
            made.append([])
            room.append(size)
        made[at].append(party)
        room[at] -= number
    return made


def mail(party: Party, settings: Settings) -> tuple[str, str]:
    """The subject and the text of the mail to an organisation, with the address of each page."""
    count = len(party.entries)
    number = "1 pagina" if count == 1 else f"{count} pagina's"
    pages = "\n".join(
        f"- {entry.initiative.name}\n  {settings.url}initiatieven/{entry.slug}/"
        for entry in party.entries
    )
    body = BODY.format(site=settings.name, pages=pages)
    return SUBJECT.format(number=number, site=settings.name), body


def as_markdown(
    number: int, pack: Sequence[Party], today: dt.date, settings: Settings, words: Words
) -> str:
    """A pack as a text for one volunteer: what to say, whom to mail, and what to write down.

    The words of strangers stand in code, where they link nowhere and name nobody.
    """
    total = sum(len(party.entries) for party in pack)
    lines = [
        f"# Pakje {number}: {total} om na te kijken",
        "",
        f"> {GREETING.format(site=settings.name)}",
        "",
        *(f"{at}. {question}" for at, question in enumerate(QUESTIONS, 1)),
        "",
        "Schrijf nooit op met wie je sprak.",
    ]
    lines += [line for party in pack for line in _told(party, today, settings, words)]
    return "\n".join(lines) + "\n"


def _told(party: Party, today: dt.date, settings: Settings, words: Words) -> Iterator[str]:
    yield from ("", f"## {code(party.name)}")
    if party.email:
        subject, body = mail(party, settings)
        link = f"mailto:{quote(party.email, safe='@')}?subject={quote(subject)}&body={quote(body)}"
        yield from ("", f"[Mail die klaarstaat]({link}) naar {code(party.email)}")
    yield ""
    for entry in party.entries:
        initiative = entry.initiative
        reach = code(reached_by(initiative))
        yield f"- [ ] {code(initiative.name)}: {reach}, {why(entry)} <!-- {entry.slug} -->"
        yield f"  Nu staat er: {code(known(initiative, words))}"
        yield f"  Klopt alles? {code(checked_line(initiative, today))} in `{initiative.file}`"


def _cut(found: Iterable[Party], size: int) -> Iterator[Party]:
    """Each organisation in parts of at most so many entries."""
    for party in found:
        for start in range(0, len(party.entries), size):
            yield Party(party.name, party.email, party.entries[start : start + size])


def _key(entry: Listed) -> str:
    """What tells organisations apart: a shared mail address, a name, else the entry itself."""
    initiative = entry.initiative
    return (initiative.contact.email or initiative.organisation or entry.slug).casefold()


def _party(entries: Sequence[Listed]) -> Party:
    first = entries[0].initiative
    email = next((e.initiative.contact.email for e in entries if e.initiative.contact.email), "")
    return Party(first.organisation or first.name, email or "", tuple(entries))
