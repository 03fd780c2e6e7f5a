"""What the filters of a result page need: facts beside each result, and words to choose from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from finder.files.model import Initiative
    from finder.files.taxonomy import Taxonomy

EVERYONE = "*"
# Shows only one kind, the one in the address of the page (`#maatje`), and marks its link. A group
# without that kind goes too, in browsers that know :has.
_ONLY = (
    "#{0}:target~section article:not([data-k~={0}]){{display:none}}"
    "#{0}:target~section:not(:has([data-k~={0}])){{display:none}}"
    '#{0}:target~.z [href="#{0}"]{{background:var(--g);color:var(--gt)}}'
)


def facts(initiative: Initiative) -> tuple[tuple[str, str], ...]:
    """What filters look at, as short names and values; what nobody knows is left out.

    ``k`` the kinds, ``w`` for whom (``*`` everyone), ``c`` the cost, ``l`` the languages, ``r``
    with a wheelchair, ``v`` volunteers. (``h``, the hours, stands in the page already.)
    """
    volunteers = {True: "yes", False: "no", None: ""}[initiative.volunteers]
    everyone = [EVERYONE] if initiative.welcome.who == "everyone" else []
    found = {
        "k": " ".join(initiative.kinds),
        "w": " ".join((*everyone, *initiative.welcome.groups)),
        "c": _known(initiative.cost.kind),
        "l": " ".join(initiative.languages),
        "r": _known(initiative.wheelchair),
        "v": volunteers,
    }
    return tuple((name, value) for name, value in found.items() if value)


def style(taxonomy: Taxonomy) -> str:
    """The rules with which a page without JavaScript shows one kind."""
    return "".join(_ONLY.format(kind) for kind in taxonomy.kinds) + "\n"


def labels(taxonomy: Taxonomy) -> str:
    """A JavaScript module with the groups and languages to choose from."""
    words = {"groups": taxonomy.groups, "languages": taxonomy.languages}
    return f"export default {json.dumps(words, ensure_ascii=False)};\n"


def _known(value: str) -> str:
    return "" if value == "unknown" else value
