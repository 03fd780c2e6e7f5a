"""Being left out: a name added to ``no-publish.yml``, the list of who asked not to be listed.

Anyone may send such a mail, so it only ever becomes a proposal, with a note for whoever reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from finder.checking.catalogue import FOLDER, NO_PUBLISH
from finder.contributing import intake
from finder.contributing.drafting import Draft
from finder.files.reading import read_bytes
from finder.findings import Severity, has_errors

if TYPE_CHECKING:
    from finder.findings import Finding

FILE = f"{FOLDER}/{NO_PUBLISH}"


def left_out(slug: str, old: str) -> Draft | None:
    """The list with one name more; None when it cannot be read.

    Args:
        slug: whose page must go.
        old: the text of the list now; empty when there is none.
    """
    document, findings = read_bytes((old or "slugs: []").encode(), FILE)
    if document is None or has_errors(findings) or not isinstance(document.get("slugs"), list):
        return None
    names = {name for _, name in document.texts("slugs")}
    return Draft(FILE, _comments(old) + _list({*names, slug}), None, [_to_ask(slug)])


def _to_ask(slug: str) -> Finding:
    """What whoever reads the proposal must do first."""
    return intake.finding(
        "intake-unwanted",
        "",
        f'Iemand vraagt om "{slug}" van de site te halen.',
        "Vraag na of de organisatie dat zelf wil: bel of mail naar wat nu op de site staat, niet"
        " naar wie dit stuurde. Neem dit pas daarna op. Je moet niet weten waarom.",
        Severity.WARNING,
    )


def _comments(text: str) -> str:
    """The lines of comment at the top."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if line.startswith("#"))


def _list(names: set[str]) -> str:
    """The list with a line for each name, so that two proposals seldom touch the same line."""
    return "slugs:\n" + "".join(f"  - {name}\n" for name in sorted(names))
