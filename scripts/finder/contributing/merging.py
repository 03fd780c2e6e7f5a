"""New answers in an old file, one way for tables, forms and mails.

Answers that belong together change together. Who gives a new address says, without knowing it, that
the point on the map is wrong; who gives a new price, that the old explanation is. What was not said
and belongs to something that changed goes away, and whoever merges can name it with :func:`lost`.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING

from finder.checking.prices import is_free, is_paid
from finder.files.hours import parse
from finder.files.writing import national_phone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from finder.files.reading import Tree

SOURCES = "sources"
# These mean nothing in part: a new day with the old way of checking, or half of a point.
_UNITS = frozenset({"location", "checked"})
# What a field that changes makes wrong, unless that is said too.
_TOGETHER: Mapping[str, tuple[str, ...]] = {
    "address.place": ("address.street", "address.postcode"),
    "cost.kind": ("cost.note",),
    "hours": ("hours_note",),
    "hours_note": ("hours",),
    "contact.phone": ("contact.phone_of", "contact.of_organisation"),
    "contact.email": ("contact.of_organisation",),
    "welcome.groups": ("welcome.note",),
}
_ADDRESS = ("address.street", "address.postcode", "address.place")
_AMOUNT = re.compile(r"\b(?:euro|eur|cents?)\b|€", re.IGNORECASE)
# The days and times in words about hours, and what says of which hours or of which year they are.
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_DAY = re.compile(rf"\b({'|'.join(_DAYS)}|weekdag|werkdag|weekend|elke dag)", re.IGNORECASE)
_TIME = re.compile(r"\b(\d{1,2})(?:[.:u](\d\d))?(?= ?(?:u|uur|tot|en|-)\b)", re.IGNORECASE)
_OF_HOURS = re.compile(r"\b(?:uren|20\d\d)\b", re.IGNORECASE)


def merge(old: Mapping[str, Tree], new: Mapping[str, Tree]) -> dict[str, Tree]:
    """The fields of a file with new answers in the place of old ones.

    Args:
        old: the keys and values of the file.
        new: those of the answers; what is left out was not said.

    Returns:
        Both together. No source goes away, and no check gives way to an older one.
    """
    merged = copy.deepcopy(dict(old))
    for key, value in new.items():
        merged[key] = _field(key, merged.get(key), value)
    said, changed = dict(leaves(new)), set(_changed(old, new))
    for path in _denied(old, said, changed):
        _drop(merged, path)
    cost = merged.get("cost")
    if isinstance(cost, dict) and "cost.note" in changed and "cost.kind" not in changed:
        _agree(cost)
    return merged


def lost(old: Mapping[str, Tree], merged: Mapping[str, Tree]) -> list[str]:
    """The fields of the old file that are in the merged one no more."""
    after = dict(leaves(merged))
    return [path for path, _ in leaves(old) if path not in after]


def leaves(data: Mapping[str, Tree], path: str = "") -> Iterator[tuple[str, Tree]]:
    """Each value that is no map, with its path: ``contact.phone``."""
    for key, value in data.items():
        here = f"{path}.{key}".lstrip(".")
        if isinstance(value, dict):
            yield from leaves(value, here)
        else:
            yield here, value


def _field(key: str, before: Tree | None, value: Tree) -> Tree:
    if key == SOURCES and isinstance(before, list) and isinstance(value, list):
        return _sources(before, value)
    if not (isinstance(before, dict) and isinstance(value, dict)):
        return value
    if key == "checked" and _day(value) and _day(value) < _day(before):
        return before
    if key not in _UNITS:
        return before | value
    same = (_plain(f"{key}.{part}", before.get(part)) == _plain(f"{key}.{part}", one)
            for part, one in value.items())  # fmt: skip
    return before if all(same) else value


def _day(checked: Mapping[str, Tree]) -> str:
    """The day of a check; days of one form compare as text."""
    return str(checked.get("date", ""))


def _sources(old: Sequence[Tree], new: Sequence[Tree]) -> list[Tree]:
    """The pages that are new, then the old ones, with what is said of them now."""
    said = {str(one.get("url")): one for one in new if isinstance(one, dict)}
    kept: list[Tree] = [
        {**one, **said.pop(str(one.get("url")), {})} if isinstance(one, dict) else one
        for one in old
    ]
    return [*said.values(), *kept]


def _changed(old: Mapping[str, Tree], new: Mapping[str, Tree]) -> Iterator[str]:
    """The paths that say something else than before; how a word is written does not count."""
    before = dict(leaves(old))
    for path, value in leaves(new):
        if _plain(path, value) != _plain(path, before.get(path)):
            yield path


def _plain(path: str, value: Tree | None) -> object:
    if not isinstance(value, str):
        return value
    if path == "contact.phone":
        return national_phone(value)
    if path.startswith("location."):
        return _number(value)
    return " ".join(value.casefold().split())


def _number(text: str) -> float | str:
    """A number, however many zeros stand behind it; another text unchanged."""
    try:
        return float(text)
    except ValueError:
        return text


def _denied(old: Mapping[str, Tree], said: Mapping[str, Tree], changed: set[str]) -> Iterator[str]:
    """The paths that the answers make wrong."""
    for path, others in _TOGETHER.items():
        if path in changed:
            yield from (other for other in others if other not in said)
    # A row that was exported repeats the point of the old door; a new address makes it wrong too.
    has_moved = "address" in old and not changed.isdisjoint(_ADDRESS)
    if has_moved and changed.isdisjoint({"location.lat", "location.lon"}):
        yield "location"
    if "welcome.who" in changed and said["welcome.who"] == "everyone":
        yield from (p for p in ("welcome.groups", "welcome.note") if p not in changed)
    yield from _repeated(said, changed)


def _repeated(said: Mapping[str, Tree], changed: set[str]) -> Iterator[str]:
    """What a row of our own table repeats as it was, and what changed beside it makes wrong."""
    for path, others in _TOGETHER.items():
        if path in changed:
            same = (other for other in others if other in said and other not in changed)
            yield from (other for other in same if _is_wrong(other, said))


def _is_wrong(path: str, said: Mapping[str, Tree]) -> bool:
    """Whether what is repeated cannot hold beside what is new."""
    if path in {"hours", "hours_note"}:  # words about other hours, or hours beside other words
        hours, note = str(said["hours"]), str(said["hours_note"])
        is_of_old = path == "hours_note" and _OF_HOURS.search(note) is not None
        return is_of_old or not _fits(hours, note)
    if path == "cost.note":
        kind, note = said["cost.kind"], str(said[path])
        return is_free(note) if kind in {"paid", "reduced"} else bool(_AMOUNT.search(note))
    return path in {"contact.of_organisation", "welcome.note"}


def _fits(hours: str, note: str) -> bool:
    """Whether words about hours name no day and no time that is not in the hours."""
    rules = parse(hours) or ()
    days = {_DAYS[cell[1]] for r in rules for cell in r.cells if isinstance(cell[1], int)}
    times = {minute for r in rules for span in r.spans for minute in (span.start, span.end)}
    named = {found[1].lower() for found in _DAY.finditer(note)}
    clock = {int(found[1]) * 60 + int(found[2] or 0) for found in _TIME.finditer(note)}
    return named <= days and clock <= times


def _agree(cost: dict[str, Tree]) -> None:
    """Give a price of which only the explanation is new the kind that fits it."""
    kind, note = cost.get("kind"), str(cost.get("note", ""))
    if is_free(note):
        cost["kind"] = "free"
        del cost["note"]
    elif kind == "free" and _AMOUNT.search(note):
        cost["kind"] = "unknown"
    elif kind == "unknown" and is_paid(note):
        cost["kind"] = "paid"


def _drop(data: dict[str, Tree], path: str) -> None:
    key, _, inner = path.partition(".")
    part = data.get(key)
    if not inner:
        data.pop(key, None)
    elif isinstance(part, dict):
        part.pop(inner, None)
