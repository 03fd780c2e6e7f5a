"""The leaflet of a municipality: one sheet of A4 that folds, for noticeboards and waiting rooms.

Rights come first, then numbers to call now, then what is near, by
need. What does not fit is chosen by the order of the design: the first of each need before the
second of any, needs in the order of the taxonomy, and inside a need the order of a result page. The
rest is behind the code.

Dutch comes first, as the language law asks of public bodies. Behind it stands, marked as a
translation, one line in each other language of the site: what this is, whom to call, and where to
read on.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup, escape

from finder.directory import Group
from finder.rendering.codes import qr
from finder.rendering.pages.alone import alone
from finder.rendering.pages.frame import Frame
from finder.rendering.remembering import Among, concerning, fingerprint, helped_by, seen_as
from finder.rendering.site import File, in_language
from finder.words.marking import Marked, Name, isolated
from finder.words.saying import DUTCH
from finder.words.steps import next_steps, ways

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from finder.directory import Listed, Result
    from finder.files.taxonomy import Taxonomy
    from finder.places.gazetteer import Municipality
    from finder.rendering.site import Site, Tongue
    from finder.words.saying import Words
    from finder.words.steps import Step

# The lines to call now, the most pressing first, and how many of them stand on a sheet.
LINES = ("noodnummer-112", "tele-onthaal", "zelfmoordlijn-1813", "hulplijn-1712")
# Where a page says how to tell what is wrong there: its footer (overrides/partials/footer.html).
WRONG = "fout"
# What a sheet holds beside its head, in lines of a column, and how many letters go in a line: both
# on the safe side, for a sheet of which a line falls off is worthless.
ROOM = 48
LETTERS = 42
# Translations have smaller letters: so many go in a line, which is that much of a line of the rest.
SMALL_LETTERS, SMALL = 60, 0.72
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


class Translated(NamedTuple):
    """What stands in another language on paper.

    Attributes:
        code: the language, which marks the text.
        direction: where its lines go.
        title: what the leaflet is about.
        help: whom to call for help, in danger, and about violence.
        address: the page of the municipality in that language, below the root of the site.
        url: the same as people type it.
    """

    code: str
    direction: str
    title: str
    help: str
    address: str
    url: str

    @property
    def lines(self) -> float:
        """About how many lines of the rest it takes."""
        letters = len(self.title) + len(self.help) + len(self.url) + 2
        return SMALL * math.ceil(letters / SMALL_LETTERS) + WHITE / 2


def address_of(town: Municipality) -> str:
    """The address of a leaflet, below the root of the site."""
    return f"gemeenten/{town.slug}/folder/"


def files(site: Site) -> Iterator[File]:
    """The leaflet of every municipality."""
    frame, steps = Frame(site), functools.cache(partial(own_steps, site))
    tongues = functools.cache(partial(other_tongues, site))
    for town in site.gazetteer.municipalities.values():
        candidates = concerning(site, town, site.gazetteer.postcodes[town.postcode].point)
        made_of = Among(candidates, partial(_made_of, site, town))
        make = partial(_file, frame, town, steps, tongues)
        yield from site.memory.recall(f"{address_of(town)}index.html", made_of, make)


def _made_of(site: Site, town: Municipality) -> object:
    lines = [fingerprint(entry, site) for entry in site.directory.lines if entry.slug in LINES]
    first_help = helped_by(site.directory.first_help(town), site)
    codes = [tongue.code for tongue in site.tongues]
    return (seen_as(around(site, town), site), first_help, lines, codes)


def _file(
    frame: Frame,
    town: Municipality,
    steps: Callable[[], Mapping[str, Step]],
    tongues: Callable[[], Sequence[tuple[Tongue, Words]]],
) -> Iterator[File]:
    yield File(f"{address_of(town)}index.html", leaflet(frame, town, steps(), tongues()).encode())


def other_tongues(site: Site) -> list[tuple[Tongue, Words]]:
    """The languages of the site behind Dutch, each with its words."""
    found = (tongue for tongue in site.tongues if tongue.code != DUTCH)
    return [(tongue, in_language(site, tongue.code).words) for tongue in found]


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


def leaflet(
    frame: Frame,
    town: Municipality,
    steps: Mapping[str, Step],
    tongues: Sequence[tuple[Tongue, Words]] = (),
) -> str:
    """The leaflet of a municipality: a whole HTML document."""
    site, words, first_help = frame.site, frame.words, frame.first_help(town)
    on_top = {card.slug for card in (first_help["ocmw"], first_help["caw"]) if card}
    found = [one for one in around(site, town) if one.listed.slug not in on_top]
    said = [translated(site, town, first_help, *tongue) for tongue in tongues]
    needs = chosen(found, town, words.taxonomy, steps, room_for(first_help, said))
    page = f"{site.settings.url}gemeenten/{town.slug}/"
    return alone(
        frame,
        "leaflet",
        address_of(town),
        town,
        words.say("leaflet.title", name=town.name),
        words.say("leaflet.description", name=town.name),
        first_help=first_help,
        lines=list(_to_call(site)),
        needs=needs,
        rest=len(found) - sum(len(lines) for _, lines in needs),
        code=qr(page),
        wrong=qr(f"{page}#{WRONG}"),
        translations=said,
    )


def room_for(first_help: Mapping[str, Any], said: Sequence[Translated]) -> float:
    """How many lines are left for what is near, beside the offices and the translations."""
    taken = OFFICE * len(first_help["offices"]) + sum(one.lines for one in said)
    return ROOM - taken - (TITLE if said else 0)


def translated(
    site: Site, town: Municipality, first_help: Mapping[str, Any], tongue: Tongue, words: Words
) -> Translated:
    """What the leaflet of a municipality says in another language."""
    office, phone = first_number(first_help, words)
    said = words.say("tongue.leaflet", office=Name(office), phone=phone)
    html = str(escape(said))
    address = f"{tongue.folder}gemeenten/{town.slug}/"
    return Translated(
        tongue.code,
        tongue.direction,
        words.say("pages.municipality.title", name=town.name),
        # Each of its parts is escaped by now.
        Marked(said, Markup(isolated(html) if tongue.is_from_right else html)),  # noqa: S704
        address,
        (site.settings.url + address).partition("://")[2],
    )


def first_number(first_help: Mapping[str, Any], words: Words) -> tuple[str, str]:
    """Whom to call first for help in a municipality, and the number: its OCMW, else the CAW."""
    card, offices = first_help["ocmw"], first_help["offices"]
    calls = [step.text for step in card.steps if step.kind == "phone"] if card else []
    if calls:
        return words.dutch.say("rights.ocmw"), calls[0]
    if offices:
        return offices[0]["whose"], offices[0]["text"]
    return words.dutch.say("rights.caw"), words.dutch.say("nothing.caw_phone")


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
