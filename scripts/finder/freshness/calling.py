"""Whom to call this month whether the facts still hold, what to ask, and what to write down.

The texts are for whoever calls. In Markdown every word of a stranger stands in a code span, where
it can name nobody, link nowhere and load nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import quote

from finder.directory import months_later
from finder.text import code, slugify
from finder.words.hours import known_hours

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from finder.directory import Listed
    from finder.files.model import Initiative
    from finder.files.taxonomy import Taxonomy
    from finder.places.gazetteer import Gazetteer
    from finder.settings import Settings
    from finder.words.saying import Words

# The folder of what serves all of Flanders.
EVERYWHERE = ("vlaanderen", "heel Vlaanderen")
GREETING = (
    "Dag, ik help mee aan {site}. Op die website vinden mensen hulp in hun buurt. Jullie"
    " staan er ook op. Mag ik drie korte vragen stellen?"
)
QUESTIONS = (
    "Bestaat dit nog, en kloppen het adres, het nummer en de website?",
    "Wanneer kunnen mensen komen, en moeten ze eerst bellen of een afspraak maken?",
    "Voor wie is het, en wat kost het?",
)
# Opening a file for a change on GitHub; followed by its path.
EDIT = "/edit/main/"
# The forms of GitHub for each thing that a caller may find.
_FORMS = {"Alles klopt": "nagekeken", "Er klopt iets niet": "fout", "Bestaat niet meer": "gestopt"}


def stale(entries: Iterable[Listed], taxonomy: Taxonomy, today: dt.date) -> list[Listed]:
    """Whom to ask this month, the most pressing first.

    That is what nobody looked at for so long that its kind asks it (``recheck_months`` in the
    taxonomy), on the last day of this month. What sinks comes before what says "bel of mail eerst",
    and that before what is still fresh; among these the kinds that people visit most, then the
    longest unseen. Left in peace is what has an exception, and what lies still until a later day.
    An exception that ended brings it back until somebody looks.
    """
    end = months_later(today.replace(day=1), 1) - dt.timedelta(days=1)
    found = (
        entry
        for entry in entries
        if (is_due(entry, taxonomy, end) or ended_exception(entry, today))
        and not _is_in_peace(entry.initiative, today)
    )
    return sorted(
        found,
        key=lambda entry: (
            -entry.freshness,
            taxonomy.rank(entry.initiative.kinds),
            entry.last_seen or dt.date.min,
            entry.slug,
        ),
    )


def is_due(entry: Listed, taxonomy: Taxonomy, day: dt.date) -> bool:
    """Whether somebody must look at its facts again by a day, as its kinds ask."""
    months = taxonomy.recheck_months(entry.initiative.kinds)
    return entry.last_seen is None or months_later(entry.last_seen, months) < day


def ended_exception(entry: Listed, today: dt.date) -> dt.date | None:
    """The last day of an exception that has ended, when nobody looked since; else None."""
    ended = [one.until for one in entry.initiative.exceptions if one.until < today]
    last = max(ended, default=None)
    return last if last and (entry.last_seen is None or entry.last_seen <= last) else None


def _is_in_peace(initiative: Initiative, today: dt.date) -> bool:
    status = initiative.status
    is_still = status.state == "paused" and status.until is not None and today <= status.until
    return is_still or initiative.is_excused("freshness", today)


def by_folder(entries: Iterable[Listed]) -> dict[str, list[Listed]]:
    """The entries by the folder of their file, which is a province or all of Flanders."""
    found: dict[str, list[Listed]] = defaultdict(list)
    for entry in entries:
        found[entry.initiative.file.split("/")[1]].append(entry)
    return dict(found)


def folders(gazetteer: Gazetteer) -> dict[str, str]:
    """The folders of initiatives with the name of what is in them."""
    return {slugify(name): name for name in gazetteer.provinces} | dict([EVERYWHERE])


# --- what to say about one ---------------------------------------------------------------------


def checked_line(initiative: Initiative, today: dt.date) -> str:
    """The line to put in a file after a check today, by the quickest way to reach it."""
    contact = initiative.contact
    ways = {"phone": contact.phone, "organisation": contact.email, "website": contact.website}
    how = next((way for way, text in ways.items() if text), "visit")
    return f"checked: {{date: {today.isoformat()}, how: {how}}}"


def reached_by(initiative: Initiative) -> str:
    """The quickest way to reach it, as ``Bel 09 245 09 05``."""
    contact, address = initiative.contact, initiative.address
    ways = {"Bel": contact.phone, "Mail": contact.email, "Kijk op": contact.website}
    known = (f"{how} {text}" for how, text in ways.items() if text)
    return next(known, f"Ga langs: {address.street}" if address and address.street else "Ga langs")


def why(entry: Listed) -> str:
    """Why it is on the list: the last look at its facts."""
    if entry.last_seen is None:
        return "niemand keek dit na"
    if entry.initiative.checked:
        return f"nagekeken op {entry.last_seen.isoformat()}"
    seen = max(source.seen for source in entry.initiative.sources if source.seen)
    return f"nooit nagekeken, de nieuwste bron is van {seen}"


def known(initiative: Initiative, words: Words) -> str:
    """What the site says now, as a visitor reads it: address, hours and cost, in one line."""
    address = initiative.address
    town = " ".join(filter(None, (address.postcode, address.place))) if address else ""
    where = ", ".join(filter(None, (address.street if address else None, town)))
    cost = words.cost_in_short(initiative) or "prijs niet bekend"
    lines = (line.rstrip(".") for line in known_hours(initiative, words))
    hours = "; ".join(lines) or "uren niet bekend"
    return " · ".join(filter(None, (where, hours, cost)))


# --- a list for a terminal ---------------------------------------------------------------------


def for_caller(entries: Sequence[Listed], today: dt.date, site: str, words: Words) -> Iterator[str]:
    """What to ask, and each initiative with all that a caller needs, line by line.

    Args:
        entries: whom to call.
        today: the day in the line to paste.
        site: the name of the site.
        words: the strings of the site.
    """
    yield "Zeg dit:"
    yield f"  {GREETING.format(site=site)}"
    yield from (f"  {number}. {question}" for number, question in enumerate(QUESTIONS, 1))
    yield "Schrijf nooit op met wie je sprak."
    for number, entry in enumerate(entries, 1):
        initiative = entry.initiative
        yield ""
        yield f"{number}. {initiative.name}{_place(entry)}"
        yield f"   {reached_by(initiative)}"
        yield f"   Waarom: {why(entry)}."
        yield f"   Nu staat er: {known(initiative, words)}"
        yield f"   Klopt het? Zet deze regel in {initiative.file}:"
        yield f"   {checked_line(initiative, today)}"


def _place(entry: Listed) -> str:
    return f" ({entry.municipality.name})" if entry.municipality else ""


# --- an issue ----------------------------------------------------------------------------------

_TOP = """\
Kloppen deze gegevens nog? Bel, mail of ga langs. Een programma vernieuwt deze lijst elke maand. \
Staat er een nieuwe datum in het bestand? Dan verdwijnt het hier vanzelf.

**Zeg dit:**

> {greeting}
"""
_WRITE = """\
**Klopt alles?** Klik op "Alles klopt". Het formulier is bijna ingevuld. Werk je liever zelf in \
het bestand? Klik op de naam en zet deze regel erin. Belde je op een andere dag? Schrijf dan die \
dag.

```yaml
checked: {{date: {today}, how: phone}}
```

Mailde je? Schrijf `how: organisation`. Keek je op de website? `how: website`. Ging je langs? \
`how: visit`. Schrijf nooit op met wie je sprak.

**Klopt iets niet, of bestaat het niet meer?** Klik daarop. Of verbeter het zelf in het bestand. \
Meer uitleg staat in CONTRIBUTING.md.

Vink af wat je deed. Zo belt niemand twee keer.
"""
# Where the packs of the month are: artifacts of the runs of this workflow, in the repository.
_RUNS = "/actions/workflows/freshness.yml"
_PACKS = """\
**Bellen jullie met meer mensen?** Neem elk een pakje van 20, met een mail die klaarstaat voor \
elke organisatie. Open [de laatste keer dat dit programma liep]({runs}) en haal "pakjes" op.
"""


def issue(
    name: str,
    entries: Sequence[Listed],
    left: int,
    today: dt.date,
    settings: Settings,
    words: Words,
) -> str:
    """The text of an issue with a list to tick; the first line is its title.

    Args:
        name: the name of the province.
        entries: whom to call.
        left: how many more there are, for another month.
        today: the day in the line to paste.
        settings: the name of the site, and the address of the repository for links.
        words: the strings of the site.
    """
    lines = [
        f"# Nakijken: {name}",
        "",
        *_TOP.format(greeting=GREETING.format(site=settings.name)).splitlines(),
        "",
        *(f"{number}. {question}" for number, question in enumerate(QUESTIONS, 1)),
        "",
        *_WRITE.format(today=today.isoformat()).splitlines(),
        "",
        *_packs(settings),
        *(line for entry in entries for line in _tick(entry, settings, words)),
    ]
    if left:
        lines += ["", f"Daarna volgen er nog {left}. Die komen een andere maand."]
    return "\n".join(lines) + "\n"


def _packs(settings: Settings) -> Iterator[str]:
    """Where several callers find a pack each; nothing when nobody knows the repository."""
    if settings.repository:
        yield from _PACKS.format(runs=settings.repository + _RUNS).splitlines()
        yield ""


def _tick(entry: Listed, settings: Settings, words: Words) -> Iterator[str]:
    """A line to tick, what the site says now, and the forms with the page filled in."""
    initiative, repository = entry.initiative, settings.repository
    link = f"{repository}{EDIT}{initiative.file}" if repository else ""
    name = f"[{code(initiative.name)}]({link})" if link else code(initiative.name)
    town = f" in {entry.municipality.name}" if entry.municipality else ""
    yield f"- [ ] {name}{town}: {code(reached_by(initiative))}, {why(entry)} <!-- {entry.slug} -->"
    yield f"  Nu staat er: {code(known(initiative, words))}"
    if repository:
        page = quote(f"initiatieven/{entry.slug}/", safe="")
        new = f"{repository}/issues/new?page={page}&template="
        yield "  " + " · ".join(f"[{words}]({new}{form}.yml)" for words, form in _FORMS.items())


def issues(
    entries: Iterable[Listed],
    names: Mapping[str, str],
    limit: int,
    today: dt.date,
    settings: Settings,
    words: Words,
) -> dict[str, str]:
    """The text of one issue for each folder that has somebody to call.

    Args:
        entries: whom to call, the most pressing first.
        names: the name of what is in each folder.
        limit: how many to call in a month, in each folder.
        today: the day in the line to paste.
        settings: the name of the site, and the address of the repository for links.
        words: the strings of the site.
    """
    found = by_folder(entries)
    return {
        folder: issue(
            name, found[folder][:limit], len(found[folder][limit:]), today, settings, words
        )
        for folder, name in names.items()
        if folder in found
    }
