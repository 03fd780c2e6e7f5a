"""The leaflet of a municipality: one sheet of A4 that folds, for noticeboards and waiting rooms.

It is a file of its own and no page of MkDocs: it has no use for a header or a menu, and three
hundred of them must cost little. Rights come first, then numbers to call now, then what is near, by
need. What does not fit is chosen by the order of the design: the first of each need before the
second of any, needs in the order of the taxonomy, and inside a need the order of a result page. The
rest is behind the code.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from finder.directory import Group
from finder.rendering.codes import qr
from finder.rendering.pages.frame import Frame
from finder.rendering.remembering import Among, concerning, fingerprint, helped_by, seen_as
from finder.rendering.site import File
from finder.words.steps import next_steps, ways

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from finder.directory import Listed, Result
    from finder.files.taxonomy import Taxonomy
    from finder.places.gazetteer import Municipality
    from finder.rendering.site import Site
    from finder.words.steps import Step

# The lines to call now, the most pressing first, and how many of them stand on a sheet.
LINES = ("noodnummer-112", "tele-onthaal", "zelfmoordlijn-1813", "hulplijn-1712")
# What a sheet holds beside its head, in lines of a column, and how many letters go in a line: both
# on the safe side, for a sheet of which a line falls off is worthless.
ROOM = 48
LETTERS = 42
# A title takes this many lines with the white around it; an entry has a bit of white below.
TITLE, WHITE = 2.0, 0.35
# The number of a further half of a merged municipality, on top.
OFFICE = 1.4


class Line(NamedTuple):
    """One entry on paper: its name, and how and where to reach it."""

    name: str
    reach: str

    @property
    def lines(self) -> float:
        """About how many lines it takes."""
        return sum(math.ceil(len(text) / LETTERS) for text in self if text) + WHITE


def address_of(town: Municipality) -> str:
    """The address of a leaflet, below the root of the site."""
    return f"gemeenten/{town.slug}/folder/"


def files(site: Site) -> Iterator[File]:
    """The leaflet of every municipality."""
    frame, steps = Frame(site), functools.cache(partial(own_steps, site))
    for town in site.gazetteer.municipalities.values():
        candidates = concerning(site, town, site.gazetteer.postcodes[town.postcode].point)
        made_of = Among(candidates, partial(_made_of, site, town))
        make = partial(_file, frame, town, steps)
        yield from site.memory.recall(f"{address_of(town)}index.html", made_of, make)


def _made_of(site: Site, town: Municipality) -> object:
    lines = [fingerprint(entry, site) for entry in site.directory.lines if entry.slug in LINES]
    first_help = helped_by(site.directory.first_help(town), site)
    return (seen_as(around(site, town), site), first_help, lines)


def _file(
    frame: Frame, town: Municipality, steps: Callable[[], Mapping[str, Step]]
) -> Iterator[File]:
    yield File(f"{address_of(town)}index.html", leaflet(frame, town, steps()).encode())


def own_steps(site: Site) -> dict[str, Step]:
    """The first step for each place that has a number, mail, door or website of its own, by slug.

    What lies still is left out: paper cannot say when it begins again.
    """
    found = {}
    for entry in site.directory.places:
        steps = (one for one in next_steps(entry, site.words) if not one.is_office)
        if entry.initiative.status.state == "active" and (step := next(steps, None)):
            found[entry.slug] = step
    return found


def leaflet(frame: Frame, town: Municipality, steps: Mapping[str, Step]) -> str:
    """The leaflet of a municipality: a whole HTML document."""
    site, words, address = frame.site, frame.words, address_of(town)
    first_help = frame.first_help(town)
    on_top = {card.slug for card in (first_help["ocmw"], first_help["caw"]) if card}
    found = [one for one in around(site, town) if one.listed.slug not in on_top]
    room = ROOM - OFFICE * len(first_help["offices"])
    needs = chosen(found, town, words.taxonomy, steps, room)
    shown = sum(len(lines) for _, lines in needs)
    title = words.say("leaflet.title", name=town.name)
    return frame.render(
        "leaflet",
        address,
        title=title,
        description=words.say("leaflet.description", name=town.name),
        url=site.settings.url + address,
        town=town,
        first_help=first_help,
        lines=list(_to_call(site)),
        needs=needs,
        rest=len(found) - shown,
        code=qr(f"{site.settings.url}gemeenten/{town.slug}/"),
        mail=frame.mail(address, title),
        today=site.today,
    )


def around(site: Site, town: Municipality) -> list[Result]:
    """What is in a municipality and around it, in the order of a result page, each once."""
    # The distances of a postcode were measured already, for its page.
    groups = site.directory.near(site.gazetteer.postcodes[town.postcode])
    return [result for group in Group for result in groups[group]]


def chosen(
    found: Iterable[Result],
    town: Municipality,
    taxonomy: Taxonomy,
    steps: Mapping[str, Step],
    room: float,
) -> list[tuple[str, list[Line]]]:
    """What fits on the sheet: the label of each need, and its entries.

    An entry stands under its most important kind. The number of a town or OCMW in the place of one
    of their own is not repeated for each: it stands on top already.
    """
    kinds = taxonomy.places
    waiting: dict[str, list[Line]] = defaultdict(list)
    for entry in (result.listed for result in found if result.listed.slug in steps):
        line = Line(entry.initiative.name, _reach(steps[entry.slug], entry, town))
        waiting[entry.initiative.kinds[0]].append(line)
    taken: dict[str, list[Line]] = defaultdict(list)
    for kind, line in _in_turns(waiting, kinds):
        needed = line.lines + (0 if taken[kind] else TITLE)
        if needed <= room:
            room -= needed
            taken[kind].append(line)
    return [(kinds[kind].label, taken[kind]) for kind in kinds if taken[kind]]


def _in_turns(
    waiting: Mapping[str, list[Line]], kinds: Iterable[str]
) -> Iterator[tuple[str, Line]]:
    """The first of each kind, then the second of each, and so on."""
    columns = [[(kind, line) for line in waiting.get(kind, ())] for kind in kinds]
    for turn in itertools.zip_longest(*columns):
        yield from (one for one in turn if one)


def _reach(step: Step, entry: Listed, town: Municipality) -> str:
    """How to reach it, where it is when that is not said yet, and whose number it is."""
    address = entry.initiative.address
    parts = [step.text]
    if address and step.kind != "visit":
        place = address.place if address.place != town.name else ""
        parts.append(", ".join(filter(None, (address.street, place))))
    reach = " · ".join(filter(None, parts))
    return f"{reach}. {step.whose}" if step.whose else reach


def _to_call(site: Site) -> Iterator[dict[str, str]]:
    """The lines to call now that the data has, each with its number and what it is for."""
    known = {line.slug: line.initiative for line in site.directory.lines}
    for slug in LINES:
        if slug in known:
            (phone,) = (way for way in ways(known[slug]) if way.kind == "phone")
            meaning = site.words.say(f"leaflet.lines.{slug}")
            yield {"meaning": meaning, "number": phone.text, "href": phone.href}
