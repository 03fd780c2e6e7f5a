"""What the search in words knows: a small document for each initiative, in place of its page.

A page says much that is on every page ("Wat kost het?"), which would make every index larger and no
answer better. A document says what the initiative is, and the everyday words of its kinds.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from finder.directory import Group, Result
from finder.rendering import cards
from finder.rendering.remembering import Memory, fingerprint
from finder.rendering.site import File, Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Template

    from finder.directory import Listed
    from finder.words.saying import Words


def files(site: Site, memory: Memory | None = None) -> Iterator[File]:
    """For each initiative the document that Pagefind reads in the place of its page.

    Args:
        site: everything to find.
        memory: the documents of the last build; none when left out.
    """
    memory = memory or Memory()
    template = site.environment.get_template("record.html")
    for entry in site.directory.entries:
        make = partial(_document, entry, site.words, template)
        yield from memory.recall(f"search {entry.slug}", fingerprint(entry, site), make)


def _document(entry: Listed, words: Words, template: Template) -> Iterator[File]:
    detail = cards.detail(Result(entry, Group.HERE, 0.0), words, "", "")
    kinds = [words.taxonomy.kinds[key] for key in entry.initiative.kinds]
    html = template.render(
        everyday=" ".join(dict.fromkeys(word for kind in kinds for word in kind.words)),
        kinds=[
            {"key": key, "label": kind.label}
            for key, kind in zip(entry.initiative.kinds, kinds, strict=True)
        ],
        name=entry.initiative.name,
        summary=entry.initiative.summary,
        texts=_known(entry, detail),
        place=cards.town(entry),
        towns=_towns(entry),
    )
    yield File(f"initiatieven/{entry.slug}/index.html", html.encode())


def _known(entry: Listed, detail: cards.Detail) -> list[str]:
    """What is known of it besides its name and summary; what nobody knows is not looked for."""
    initiative = entry.initiative
    cost = detail.cost if initiative.cost.kind != "unknown" else ()
    texts = [detail.organisation, *detail.welcome, *cost, initiative.first_visit or ""]
    texts += [detail.languages, detail.wheelchair, detail.volunteers, *detail.funding]
    texts += [*detail.address, detail.areas]
    return [text for text in texts if text]


def _towns(entry: Listed) -> list[str]:
    """The municipalities that it is in, or is for."""
    own = [entry.municipality.name] if entry.municipality else []
    return sorted({*own, *(area.municipality for area in entry.areas if area.municipality)})
