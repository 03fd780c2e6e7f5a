"""The report about web addresses: what to mend, what to look at, and what moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from finder.freshness.links.keeping import HARD, Kept, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

TITLE = "Links die niet meer werken"
# An issue on GitHub holds 65,536 characters; no part of it may take them all.
MOST_IN_ISSUE = 40
_TOP = """\
Elke maand kijkt een programma of de links op de site nog werken. Een link telt pas als stuk na \
twee verschillende dagen. Deze lijst houdt niets tegen.

Werkt een link wel, maar laat die website geen programma's toe? Zet dan in het bestand een \
uitzondering op `links`. NASLAG.md zegt hoe.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report: its heading, what to do, and the addresses."""

    heading: str
    advice: str
    lines: tuple[Kept, ...]


def parts(kept: Iterable[Kept]) -> list[Part]:
    """The report in parts, the most pressing first; a part without addresses is left out."""
    lines = sorted(kept, key=lambda line: (line.first, line.url))

    def those(wanted: Callable[[Kept], bool]) -> tuple[Kept, ...]:
        return tuple(line for line in lines if wanted(line))

    found = (
        Part(
            "Stuk",
            "Deze pagina's waren op twee verschillende dagen weg. Zoek het nieuwe adres, of schrap"
            " de link. Is de hele organisatie weg? Bel eerst.",
            those(lambda line: line.is_broken),
        ),
        Part(
            "Misschien stuk",
            "Deze pagina's waren één dag weg. Wij kijken nog eens. Je moet niets doen.",
            those(lambda line: line.trouble in HARD and not line.is_broken),
        ),
        Part(
            "Niet zeker",
            "Wij kregen deze pagina's niet te zien. Misschien houdt de website programma's tegen."
            " Kijk zelf of de pagina er is.",
            those(lambda line: line.trouble is Trouble.SOFT),
        ),
        Part(
            "Verhuisd",
            "Deze links werken nog. De pagina heeft wel een nieuw adres. Je mag dat overnemen.",
            those(lambda line: line.trouble is Trouble.MOVED),
        ),
    )
    return [part for part in found if part.lines]


def for_people(kept: Iterable[Kept], files: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """The report for a terminal, line by line; ``files`` has the files of each address."""
    for part in parts(kept):
        yield f"{part.heading}: {len(part.lines)}"
        yield f"  {part.advice}"
        for line in part.lines:
            yield f"  {line.url}"
            yield f"      {_said(line)}"
            yield from (f"      {file}" for file in files.get(line.url, ()))
        yield ""


def issue(kept: Iterable[Kept], files: Mapping[str, Sequence[str]], repository: str = "") -> str:
    """The report as the text of an issue; the first line is its title.

    Addresses stand in code spans: nothing in them has a meaning for GitHub.
    """
    lines = [f"# {TITLE}", "", *_TOP.splitlines()]
    for part in parts(kept):
        lines += ["", f"## {part.heading} ({len(part.lines)})", "", part.advice, ""]
        lines += [_row(line, files, repository) for line in part.lines[:MOST_IN_ISSUE]]
        more = len(part.lines) - MOST_IN_ISSUE
        lines += [f"- en nog {more}"] if more > 0 else []
    return "\n".join(lines) + "\n"


def _row(line: Kept, files: Mapping[str, Sequence[str]], repository: str) -> str:
    where = ", ".join(_file(file, repository) for file in files.get(line.url, ()))
    return f"- `{line.url.replace('`', '%60')}`: {_said(line, as_code=True)} ({where})"


def _file(file: str, repository: str) -> str:
    name = file.rpartition("/")[2]
    return f"[`{name}`]({repository}/edit/main/{file})" if repository else f"`{file}`"


def _said(line: Kept, *, as_code: bool = False) -> str:
    """What was the matter, and since when."""
    reason = f"`{line.reason.replace('`', '%60')}`" if as_code else line.reason
    if line.trouble is Trouble.MOVED:
        return f"nu {reason}"
    days = f"op {line.first}" if line.first == line.last else f"van {line.first} tot {line.last}"
    return f"{reason}, {days}"
