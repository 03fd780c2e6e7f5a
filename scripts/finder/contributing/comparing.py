"""What a change of the files means for a visitor: two states of ``initiatives/``, in words.

The Markdown has few forms on purpose: headings and lists, with every word of a stranger in a code
span. The workflow that posts it lets through only lines of those forms (:data:`LINE`), because what
a pull request says about itself is no more to be trusted than the pull request.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from finder.checking.rules import LEADS, STOPPED, check_initiative, check_lead
from finder.directory import Group, Result, listed
from finder.files.model import Initiative
from finder.files.reading import read_bytes
from finder.findings import has_errors
from finder.places.locating import locate
from finder.rendering import cards
from finder.text import code
from finder.words.steps import ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from finder.checking.rules import Context
    from finder.files.model import Lead
    from finder.places.spots import Source
    from finder.words.saying import Words

FOLDER = "initiatives"
# In one comment: so many initiatives, so many characters of a text.
MOST = 60
LONGEST = 300
_TITLES = {
    "new": "Nieuw",
    "back": "Staat weer op de site",
    "changed": "Anders",
    "stopped": "Bestaat niet meer",
    "gone": "Weg van de site",
    "lead": "Nieuwe tip",
    "lead_changed": "Tip is anders",
    "lead_gone": "Tip is weg",
    "broken": "Heeft een fout en komt zo niet op de site",
}
# The titles of what is told of one initiative.
FACTS = (
    "Waar", "Om na te kijken", "Naam", "Organisatie", "Soort", "Wat je er doet", "Opgelet",
    "Bericht", "Telefoon", "Nummer van", "Mail", "Website", "Adres", "Op de kaart", "Voor",
    "Voor wie", "Prijs", "De eerste keer", "Meebrengen", "Uren", "Talen", "Rolstoel",
    "Vrijwilligers", "Nagekeken", "Geld van", "Bronnen",
)  # fmt: skip


def _any_of(texts: Iterable[str]) -> str:
    return f"({'|'.join(texts)})"


# The lines of the Markdown, one of which each line must be, as a POSIX extended regular expression
# for grep: our own titles, and code spans with what anybody else wrote.
_CODE = "`[^`]+`"
LINE = _any_of(
    (
        "^$",
        "^## Wat een bezoeker ziet$",
        f"^### {_any_of(_TITLES.values())}: {_CODE}$",
        f"^- {_any_of(('Pagina', *FACTS))}: {_CODE}( verdwijnt| wordt {_CODE})?$",
        "^- Het is nu een tip: iemand moet het nakijken[.]$",
        f"^- Wie dit adres bewaarde, komt op {_CODE}$",
        f"^- Het oude adres {_CODE} leidt naar {_CODE}$",
        f"^- (Wil niet|Mag weer) op de site staan: {_CODE}$",
        "^- Plaatsen op de kaart die nieuw of anders zijn: [0-9]{1,6}$",
        "^- De woordenlijst is anders[.] Dat kan op veel pagina's te zien zijn[.]$",
        "^En nog [0-9]{1,6} andere[.]$",
        "^Een bezoeker ziet geen verschil[.]$",
    )
)

# Whose number it is; nothing when it is that of who runs it.
_WHOSE = {"own": "", "organisation": "de organisatie", "town": "de gemeente of de stad"}


@dataclass(frozen=True)
class State:
    """One state of the files that differ between two.

    Attributes:
        files: the bytes of each file that differs, by its path.
        context: what the rules know in this state.
        sources: what knows coordinates in this state.
        words: the language.
        hidden: the slugs of those who asked not to be listed.
        redirects: the new slug for an old one.
        points: the point of each address in the file of coordinates.
    """

    files: Mapping[str, bytes]
    context: Context
    sources: Sequence[Source]
    words: Words
    hidden: frozenset[str] = frozenset()
    redirects: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Seen:
    """What is seen of one file: its name, its folder, and the facts in words by their title."""

    name: str
    part: str
    facts: Mapping[str, str]

    @property
    def is_listed(self) -> bool:
        """Whether it stands among what runs."""
        return self.part not in {LEADS, STOPPED}


@dataclass(frozen=True)
class Change:
    """What happens to one initiative: a key of the titles, its slug and name, and lines."""

    kind: str
    slug: str
    name: str
    lines: tuple[str, ...] = ()


def changes(before: State, after: State) -> list[Change]:
    """What changes, by slug; what no visitor sees is left out."""
    old, new = _seen(before), _seen(after)
    broken = _broken(after, new)
    found = (
        _change(slug, old.get(slug), new.get(slug), after, is_broken=slug in broken)
        for slug in sorted({*old, *new, *broken})
    )
    return [change for change in found if change]


def markdown(before: State, after: State, url: str) -> str:
    """The changes as the Markdown of a comment.

    Args:
        before: the state that a pull request starts from.
        after: the state that it proposes.
        url: the address of the site; the page of each initiative lies below it.
    """
    found = changes(before, after)
    lines = ["## Wat een bezoeker ziet", ""]
    for change in found[:MOST]:
        lines += _section(change, url)
    if len(found) > MOST:
        lines += [f"En nog {len(found) - MOST} andere.", ""]
    rest = list(_rest(before, after))
    lines += [*rest, ""] if rest else []
    if not found and not rest:
        lines += ["Een bezoeker ziet geen verschil.", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _section(change: Change, url: str) -> Iterator[str]:
    yield f"### {_TITLES[change.kind]}: {shown(change.name)}"
    yield ""
    if change.kind in {"new", "back", "changed", "stopped"}:
        yield f"- Pagina: {shown(f'{url}initiatieven/{change.slug}/')}"
    yield from change.lines
    yield ""


def _rest(before: State, after: State) -> Iterator[str]:
    """What changes outside the files of initiatives."""
    for old, new in sorted(after.redirects.items()):
        if before.redirects.get(old) != new:
            yield f"- Het oude adres {shown(old)} leidt naar {shown(new)}"
    for slug in sorted(after.hidden - before.hidden):
        yield f"- Wil niet op de site staan: {shown(slug)}"
    for slug in sorted(before.hidden - after.hidden):
        yield f"- Mag weer op de site staan: {shown(slug)}"
    differs = {key for key, point in after.points.items() if before.points.get(key) != point}
    if differs:
        yield f"- Plaatsen op de kaart die nieuw of anders zijn: {len(differs)}"
    if before.context.taxonomy != after.context.taxonomy:
        yield "- De woordenlijst is anders. Dat kan op veel pagina's te zien zijn."


def shown(text: str) -> str:
    """A text in a code span, cut when it is long; never empty."""
    text = " ".join(text.split())
    return code(f"{text[:LONGEST]}…" if len(text) > LONGEST else text or "niets")


# --- one initiative ----------------------------------------------------------------------------


def _change(
    slug: str, old: Seen | None, new: Seen | None, after: State, *, is_broken: bool
) -> Change | None:
    if is_broken:
        return Change("broken", slug, old.name if old else slug)
    if new is None:
        return _removed(slug, old, after) if old else None
    kind = _kind(old, new)
    if kind == "gone":
        return Change(kind, slug, new.name, ("- Het is nu een tip: iemand moet het nakijken.",))
    facts = old.facts if old and kind in {"changed", "lead_changed", "stopped"} else {}
    lines = tuple(_lines(facts, new.facts, is_short=kind == "stopped"))
    is_same = kind in {"changed", "lead_changed"} and not lines
    return None if is_same else Change(kind, slug, new.name, lines)


def _kind(old: Seen | None, new: Seen) -> str:
    """What happens to something that is there after the change."""
    if new.part == LEADS:
        return ("gone" if old.is_listed else "lead_changed") if old else "lead"
    if new.part == STOPPED:
        return "changed" if old and old.part == STOPPED else "stopped"
    if old is None or old.part == LEADS:
        return "new"
    return "back" if old.part == STOPPED else "changed"


def _removed(slug: str, old: Seen, after: State) -> Change:
    if old.part == LEADS:
        return Change("lead_gone", slug, old.name)
    leads_to = after.redirects.get(slug)
    line = f"- Wie dit adres bewaarde, komt op {shown(leads_to)}" if leads_to else ""
    return Change("gone", slug, old.name, (line,) if line else ())


def _lines(old: Mapping[str, str], new: Mapping[str, str], *, is_short: bool) -> Iterator[str]:
    """A line for each fact that differs; of what stopped only what it says now."""
    for title in dict.fromkeys([*new, *old]):
        before, after = old.get(title, ""), new.get(title, "")
        if before == after or (is_short and (not after or before)):
            continue
        if not before:
            yield f"- {title}: {shown(after)}"
        elif not after:
            yield f"- {title}: {shown(before)} verdwijnt"
        else:
            yield f"- {title}: {shown(before)} wordt {shown(after)}"


# --- what is seen of a file --------------------------------------------------------------------


def _seen(state: State) -> dict[str, Seen]:
    """What is seen of each file that has no error, by slug; nothing of who is hidden."""
    found = {}
    for file, raw in state.files.items():
        entry = _entry(file, raw, state.context)
        if entry and entry.slug not in state.hidden:
            found[entry.slug] = Seen(entry.name, _part(file), dict(_facts(entry, state)))
    return found


def _broken(state: State, seen: Mapping[str, Seen]) -> set[str]:
    """The slugs of the files of a state that have an error."""
    slugs = {file.rpartition("/")[2].rpartition(".")[0] for file in state.files}
    return {slug for slug in slugs if slug not in seen and slug not in state.hidden}


def _part(file: str) -> str:
    parts = file.split("/")
    return parts[1] if len(parts) > 2 else ""


def _entry(file: str, raw: bytes, context: Context) -> Initiative | Lead | None:
    document, findings = read_bytes(raw, file)
    if document is None or has_errors(findings):
        return None
    entry: Initiative | Lead | None
    if _part(file) == LEADS:
        entry, _ = check_lead(document, context)
    else:
        entry, _ = check_initiative(document, context)
    return entry


def _facts(entry: Initiative | Lead, state: State) -> Iterator[tuple[str, str]]:
    """The facts as a visitor reads them, each with a title of one or two words."""
    if not isinstance(entry, Initiative):
        place = entry.address.place if entry.address else ", ".join(entry.serves)
        yield from {"Waar": place, "Om na te kijken": entry.to_check or ""}.items()
        return
    spot = locate(entry, state.sources)
    where = listed(entry, spot, state.context.gazetteer, state.context.today)
    detail = cards.detail(Result(where, Group.HERE, 0.0), state.words, "", "")
    known = {way.kind: way.text for way in ways(entry)}
    facts = {
        "Naam": detail.card.name,
        "Organisatie": detail.organisation,
        "Soort": ", ".join(kind.text for kind in detail.card.kinds),
        "Wat je er doet": detail.card.summary,
        "Opgelet": detail.card.warning,
        "Bericht": detail.message,
        "Telefoon": known.get("phone", ""),
        "Nummer van": _WHOSE[entry.contact.phone_of],
        "Mail": known.get("email", ""),
        "Website": entry.contact.website or "",
        "Adres": ", ".join(detail.address),
        "Op de kaart": f"{spot.point.lat:.4f} {spot.point.lon:.4f}" if spot else "",
        "Voor": detail.areas,
        "Voor wie": " ".join(detail.welcome),
        "Prijs": " ".join(detail.cost),
        "De eerste keer": " ".join(detail.first_visit),
        "Meebrengen": ", ".join(entry.bring),
        "Uren": ", ".join(detail.hours),
        "Talen": detail.languages,
        "Rolstoel": detail.wheelchair,
        "Vrijwilligers": detail.volunteers,
        "Nagekeken": " ".join(detail.checked),
        "Geld van": ", ".join(detail.funding),
        "Bronnen": ", ".join(source.url for source in detail.sources),
    }
    yield from ((title, text) for title, text in facts.items() if text)
