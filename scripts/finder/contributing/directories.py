"""From a service of another directory, in HSDS, to the fields of a file.

What we gave ourselves carries every field as an attribute (see
:mod:`finder.rendering.exports.hsds`) and comes back as it was. Of another directory only what is a
fact is taken; nothing is guessed. That somebody there looked at it is a date of a source and no
check of ours, and a point is not taken, for nobody knows whose it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from finder.rendering.exports.hsds import GROUP, KIND, SLUG, SOURCE, STATUS
from finder.rendering.exports.schedules import Slot, opening_hours, regular
from finder.text import slugify
from finder.words.columns import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from finder.files.reading import Tree
    from finder.files.taxonomy import Taxonomy
    from finder.places.gazetteer import Gazetteer

Service: TypeAlias = "Mapping[str, Any]"

MAX_SUMMARY, MAX_SENTENCES = 400, 3
# The fields of a file that an attribute may carry, and those that hold several things.
_PATHS = {one.path: one.many for one in QUESTIONS} | {"status.until": False}
_STATES = {said: state for state, said in STATUS.items()}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BYDAY = re.compile(r"(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*")
_MONTHLY = re.compile(r"(?:[1-5]|-1)[A-Z]{2}(?:,(?:[1-5]|-1)[A-Z]{2})*")
# A time on the clock of Belgium; one of UTC would need a date to be told.
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::00)?(?:\+0[12]:00)?")
# What limits a rule in a way that hours of a week cannot say.
_LIMITS = ("until", "count", "bymonthday", "byweekno", "byyearday", "valid_to")
# What people wrote there in sentences, which somebody must read.
_SENTENCES = ("application_process", "fees_description", "eligibility_description", "alert")


@dataclass(frozen=True)
class Defaults:
    """What to take where a service does not say it: a kind, and the page of the source."""

    kind: str = ""
    source: str = ""


@dataclass
class Taken:
    """What is taken of a service.

    Attributes:
        slug: the name of the file; empty when it must be made.
        data: the keys and values of a file.
        left: the fields of the service that were not taken, for a person to read.
        is_ours: whether we gave it ourselves.
        is_copied: whether the summary is in their words.
    """

    slug: str
    data: dict[str, Tree]
    is_ours: bool
    is_copied: bool
    left: list[str] = field(default_factory=list)


def runs(service: Service) -> bool:
    """Whether it still exists, as far as the other directory knows."""
    return service.get("status", "active") in {"active", "temporarily closed"}


def taken(service: Service, defaults: Defaults, taxonomy: Taxonomy, gazetteer: Gazetteer) -> Taken:
    """What is taken of a service."""
    facts = _facts(service)
    slug = _text(facts.pop(SLUG, ""))
    found = Taken(slug, {}, bool(slug), not slug)
    for path, value in _fields(service, defaults, taxonomy, gazetteer, found):
        if value:
            _put(found.data, path, value)
    for path, value in facts.items():
        _put(found.data, path, value)
    if not found.is_ours:
        found.left += [key for key in _SENTENCES if service.get(key)]
    return found


# --- the fields ----------------------------------------------------------------------------------


def _fields(
    service: Service, defaults: Defaults, taxonomy: Taxonomy, gazetteer: Gazetteer, found: Taken
) -> Iterator[tuple[str, Tree]]:
    name, organisation = _text(service.get("name")), _map(service.get("organization"))
    owner = _text(organisation.get("name"))
    yield "name", name
    yield "organisation", owner if owner != name else ""
    yield "kinds", list(_kinds(service, taxonomy)) or ([defaults.kind] if defaults.kind else [])
    summary = _text(service.get("description")) or name
    yield "summary", summary if found.is_ours else shortened(summary)
    yield "welcome.groups", list(_terms(service, GROUP, taxonomy.groups))
    yield "languages", [c for c in _codes(service) if c in taxonomy.languages]
    yield from _address(service, gazetteer)
    yield from _serves(service, gazetteer, found)
    yield from _contact(service, organisation, found)
    yield from _hours(service, found)
    yield "sources", list(_sources(service, organisation, defaults))
    yield from _checked(service, found)
    yield from _status(service, found)


def _kinds(service: Service, taxonomy: Taxonomy) -> Iterator[str]:
    """The kinds of ours among its terms, by their key or their label, at most five."""
    labels = {key: kind.label for key, kind in taxonomy.kinds.items()}
    yield from list(_terms(service, KIND, labels))[:5]


def _terms(service: Service, link: str, known: Mapping[str, str]) -> Iterator[str]:
    """The terms of one list of ours, each once, in their order."""
    words = {slugify(label): key for key, label in known.items()} | {key: key for key in known}
    seen = set()
    for one in _maps(service.get("attributes")):
        term = _map(one.get("taxonomy_term"))
        is_other = one.get("link_type") in {KIND, GROUP} and one.get("link_type") != link
        for text in (_text(term.get("code")), slugify(_text(term.get("name")))):
            key = words.get(text, "")
            if key and key not in seen and not is_other:
                seen.add(key)
                yield key


def shortened(text: str) -> str:
    """The first sentences of a text, as many as a file may have.

    Those are :data:`MAX_SENTENCES`, of together :data:`MAX_SUMMARY` letters; of a longer sentence
    its first words.
    """
    ends = [match.end() for match in re.finditer(r"[.?!](?=\s|$)", text)][:MAX_SENTENCES]
    fitting = [end for end in ends if end <= MAX_SUMMARY]
    if len(text) <= MAX_SUMMARY and len(ends) < MAX_SENTENCES:
        return text
    return text[: fitting[-1]] if fitting else f"{text[: MAX_SUMMARY - 1].rpartition(' ')[0]}…"


def _codes(service: Service) -> list[str]:
    return [_text(one.get("code")) for one in _maps(service.get("languages"))]


def _address(service: Service, gazetteer: Gazetteer) -> Iterator[tuple[str, Tree]]:
    """The first address; without one the place, when the name of the location is one."""
    location = _map(next(iter(_maps(service.get("service_at_locations"))), {}).get("location"))
    address = next(iter(_maps(location.get("addresses"))), {})
    name = _text(location.get("name"))
    if address:
        yield "address.street", _text(address.get("address_1"))
        yield "address.postcode", _text(address.get("postal_code"))
        yield "address.place", _text(address.get("city"))
    elif name and gazetteer.place(name, None):
        yield "address.place", name


def _serves(service: Service, gazetteer: Gazetteer, found: Taken) -> Iterator[tuple[str, Tree]]:
    """The areas that we know by that name; the others are told."""
    names = [_text(one.get("name")) for one in _maps(service.get("service_areas"))]
    known: list[str] = []
    for name in filter(None, names):
        ways = (name, f"provincie {name}")
        way = next((one for one in ways if gazetteer.area(one)), "")
        (known if way else found.left).append(way or f"service_areas ({name[:60]})")
    yield "serves", list(known)


def _contact(service: Service, owner: Service, found: Taken) -> Iterator[tuple[str, Tree]]:
    """How to reach it; else how to reach the organisation, which is told of a number.

    The number that we gave may be that of a town; ours comes with the facts.
    """
    own, theirs = (_number(one) for one in (service, owner))
    if not found.is_ours:
        yield "contact.phone", own or theirs
        yield "contact.phone_of", "organisation" if theirs and not own else ""
    yield "contact.email", _text(service.get("email")) or _text(owner.get("email"))
    yield "contact.website", _text(service.get("url")) or _website(owner)


def _number(owner: Service) -> str:
    return next((_text(one.get("number")) for one in _maps(owner.get("phones"))), "")


def _website(owner: Service) -> str:
    return _text(owner.get("website")) or _text(owner.get("url"))


def _hours(service: Service, found: Taken) -> Iterator[tuple[str, Tree]]:
    """The hours as rules when all of them are; else what the directory says of them in words."""
    rules = _maps(service.get("schedules"))
    slots = [_slot(one) for one in rules]
    certain = [slot for slot in slots if slot]
    hours = opening_hours(certain) if rules and len(certain) == len(rules) else ""
    if hours and regular(hours):
        yield "hours", hours
    elif rules:
        words = " ".join(dict.fromkeys(_text(one.get("description")) for one in rules)).strip()
        yield "hours_note", shortened(words)
        found.left += [] if words else ["schedules"]


def _slot(rule: Service) -> Slot | None:
    """A rule as hours of a week or a month; None when it says something else."""
    opens, closes = (_TIME.fullmatch(_text(rule.get(key))) for key in ("opens_at", "closes_at"))
    days, freq = _text(rule.get("byday")), _text(rule.get("freq"))
    pattern = {"WEEKLY": _BYDAY, "MONTHLY": _MONTHLY}.get(freq)
    is_plain = _text(rule.get("interval")) in {"", "1"} and not any(map(rule.get, _LIMITS))
    if not (opens and closes and pattern and pattern.fullmatch(days) and is_plain):
        return None
    return Slot(freq, days, f"{opens[1]}:{opens[2]}", f"{closes[1]}:{closes[2]}")


def _sources(service: Service, owner: Service, defaults: Defaults) -> Iterator[Tree]:
    """The pages on which it was read; of another directory, one page with the day of its look."""
    given = [one for one in _maps(service.get("attributes")) if one.get("link_type") == SOURCE]
    for one in given:
        seen = _text(one.get("label"))
        yield {"url": _text(one.get("value")), **({"seen": seen} if seen else {})}
    if not given:
        pages = [_text(one.get("url")) for one in _maps(service.get("additional_urls"))]
        ways = (defaults.source, *pages, _text(service.get("url")), _website(owner))
        url, seen = next(filter(None, ways), ""), _seen(service)
        if url:
            yield {"url": url, **({"seen": seen} if seen else {})}


def _seen(service: Service) -> str:
    """The day of the last look there; empty when none is told."""
    days = (_DAY.match(_text(service.get(key))) for key in ("assured_date", "last_modified"))
    return next((day[0] for day in days if day), "")


def _checked(service: Service, found: Taken) -> Iterator[tuple[str, Tree]]:
    """The day of our own check; how it was done comes with the facts."""
    if found.is_ours:
        yield "checked.date", _text(service.get("assured_date"))


def _status(service: Service, found: Taken) -> Iterator[tuple[str, Tree]]:
    state = _STATES.get(_text(service.get("status")), "active")
    message = _text(service.get("alert")) if found.is_ours else ""
    if state != "active" or message:
        yield "status.state", state
        yield "status.message", message


# --- attributes ----------------------------------------------------------------------------------


def _facts(service: Service) -> dict[str, Tree]:
    """The fields that attributes carry; none of them when the service is not from us."""
    found: dict[str, Tree] = {}
    for one in _maps(service.get("attributes")):
        path, value = _text(one.get("link_type")), _text(one.get("value"))
        if not value or path not in {*_PATHS, SLUG}:
            continue
        if _PATHS.get(path):
            before = found.get(path)
            found[path] = [*(before if isinstance(before, list) else []), value]
        else:
            found[path] = value
    return found if SLUG in found else {}


def _put(data: dict[str, Tree], path: str, value: Tree) -> None:
    key, _, inner = path.partition(".")
    if not inner:
        data[key] = value
        return
    part = data.setdefault(key, {})
    if isinstance(part, dict):
        part[inner] = value


def _text(value: object) -> str:
    """A value as text on one line; empty when it is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())


def _map(value: object) -> Service:
    return value if isinstance(value, dict) else {}


def _maps(value: object) -> Sequence[Service]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
