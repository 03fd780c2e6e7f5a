"""The drawings that stand beside words, in one file that a browser fetches once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    import jinja2

FILE = "assets/icons.svg"


def drawings(environment: jinja2.Environment, kinds: Iterable[str]) -> bytes:
    """An SVG file with a symbol for each drawing of ``templates/icons.html``.

    Args:
        environment: finds the template.
        kinds: the kinds of the taxonomy; one that has no drawing yet gets a plain circle.
    """
    icons: Any = environment.get_template("icons.html").module
    known = {**dict.fromkeys(kinds, icons.other), **icons.symbols}
    symbols = (
        f'<symbol id="{key}" viewBox="0 0 24 24">{known[key]}</symbol>\n' for key in sorted(known)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">\n{"".join(symbols)}</svg>\n'.encode()
