"""What somebody can do next about an initiative: call, mail, walk in, or look at a website.

The order is that of the design: its own number, its own mail, the number of its organisation or of
its town, a door to walk in at, its website. Every initiative has at least one step, for the check
lets nothing through that cannot be reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from finder.words.hours import known_hours
from finder.words.marking import Marked, joined
from finder.words.saying import phone_link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.directory import Listed
    from finder.files.model import Initiative
    from finder.places.town_contacts import TownContact
    from finder.words.saying import Words


@dataclass(frozen=True, slots=True)
class Step:
    """One step that can be taken.

    Attributes:
        kind: phone, email, visit or website.
        href: the link that takes it; empty for a visit.
        text: the number, the mail address, the door with its hours, or the host of the website.
        whose: whose number it is and for whom to ask; empty when it is their own.
        is_office: whether it is the number of a town or OCMW, because we know none of theirs.
    """

    kind: str
    href: str
    text: str
    whose: str = ""
    is_office: bool = False

    @property
    def is_talk(self) -> bool:
        """Whether one can ask something by it before going there."""
        return self.kind in {"phone", "email"}


def ways(initiative: Initiative) -> tuple[Step, ...]:
    """What the file gives to reach it: phone, mail, website."""
    contact = initiative.contact
    found = []
    if contact.phone:
        found.append(Step("phone", phone_link(contact.phone), contact.phone))
    if contact.email:
        found.append(Step("email", f"mailto:{quote(contact.email, safe='@')}", contact.email))
    if contact.website:
        found.append(Step("website", contact.website, host(contact.website)))
    return tuple(found)


def next_steps(entry: Listed, words: Words, name: str = "") -> tuple[Step, ...]:
    """The steps for an initiative, the first one to take first; none for what stopped.

    ``name`` takes the place of its name in the sentences.
    """
    return words.kept.get(entry, f"steps {name}", lambda: _next_steps(entry, words, name))


def _next_steps(entry: Listed, words: Words, name: str) -> tuple[Step, ...]:
    initiative = entry.initiative
    name = name or initiative.name
    if initiative.status.state == "stopped":
        return ()
    own = {step.kind: step for step in ways(initiative)}
    shared = initiative.contact.phone_of != "own"
    phone = own.get("phone")
    steps = [
        None if shared else phone,
        own.get("email"),
        _of_another(phone, entry, name, words) if phone and shared else None,
        *([] if phone else _offices(entry, name, words)),
        _visit(initiative, words),
        own.get("website"),
    ]
    found = tuple(step for step in steps if step)
    return found or tuple(_knock(initiative, words))


def first_call(entry: Listed, words: Words, name: str = "") -> Step | None:
    """The first number to call about it; None when there is none at all."""
    return next((step for step in next_steps(entry, words, name) if step.kind == "phone"), None)


def in_words(step: Step, name: str, words: Words) -> str:
    """A step in sentences, for what is read without links, such as "Bel 09 000 00 00."."""
    unknown = words.say("step.unknown", name=name) if step.is_office else ""
    said = words.say(f"step.do.{step.kind}", text=step.text)
    return " ".join(part for part in (unknown, said, step.whose) if part)


def host(url: str) -> str:
    """The host of an address, as it stands on a button."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _of_another(phone: Step, entry: Listed, name: str, words: Words) -> Step:
    """The number of the file, with whose it is and for whom to ask."""
    initiative, kind = entry.initiative, entry.initiative.contact.phone_of
    named = initiative.organisation if kind == "organisation" else _town(entry)
    if named:
        whose = words.say(f"step.of.{kind}", of=named, name=name)
    else:
        whose = words.say(f"step.unnamed.{kind}", name=name)
    return Step(phone.kind, phone.href, phone.text, whose)


def _town(entry: Listed) -> str:
    """The municipality that it is in, or the only one that it serves; empty when there is none."""
    names = {area.municipality for area in entry.areas}
    named = names.pop() if len(names) == 1 else ""
    return entry.municipality.name if entry.municipality else named


def _offices(entry: Listed, name: str, words: Words) -> Iterator[Step]:
    """The numbers to call when it has none: of the OCMW or the town hall, by its kind.

    A merged municipality may have several, one for each that it was.
    """
    wanted = words.taxonomy.kinds[entry.initiative.kinds[0]].office
    for office in _one_each(entry.offices, wanted):
        whose = words.say(f"step.of.{office.office}", of=office.place, name=name)
        yield Step("phone", phone_link(office.phone), office.phone, whose, is_office=True)


def _one_each(offices: tuple[TownContact, ...], wanted: str) -> list[TownContact]:
    """Of each former municipality the office that is wanted, else the other one."""
    found: dict[str, TownContact] = {}
    for office in sorted(offices, key=lambda one: (one.former, one.office != wanted)):
        found.setdefault(office.former, office)
    return list(found.values())


def _visit(initiative: Initiative, words: Words) -> Step | None:
    """A door to walk in at: a street, and hours that we know."""
    address, hours = initiative.address, known_hours(initiative, words)
    if not (address and address.street and hours):
        return None
    door = words.say("step.door", street=address.street, place=address.place)
    return Step("visit", "", joined(" ", [door, *(_stopped(line) for line in hours)]))


def _knock(initiative: Initiative, words: Words) -> Iterator[Step]:
    """The door without known hours: the last step, when there is no other."""
    address = initiative.address
    if address and address.street:
        door = words.say("step.door", street=address.street, place=address.place)
        yield Step("visit", "", joined(" ", [door, words.say("step.knock")]))


def _stopped(line: str) -> str:
    """A line that ends with one full stop."""
    return line if isinstance(line, Marked) else f"{line.rstrip('.')}."
