"""What the filters of a result page need: facts beside each result, and words to choose from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from finder.files.model import Initiative, Welcome
    from finder.files.taxonomy import Taxonomy

EVERYONE = "*"
# It is for some groups above others, or only for who lives there or has little money. Whoever
# belongs to another group may fit too, so the filter of groups says "maybe" and keeps it in sight.
MAYBE = "~"
_MAY_BE_ANYBODY = frozenset({"inwoners", "buurtbewoners", "weinig-geld"})
# Shows only one kind, the one in the address of the page (`#maatje`), and marks its link. A group
# without that kind goes too, in browsers that know :has.
# What each kind adds to a rule, and the rule. A browser that does not know `:has` drops one rule.
_ONLY = (
    ("#{0}:target~section article:not([data-k~={0}])", "{display:none}"),
    ("#{0}:target~section:not(:has([data-k~={0}]))", "{display:none}"),
    ('#{0}:target~.zz [href="#{0}"]', "{background:var(--g);color:var(--gt)}"),
)


class Answers(NamedTuple):
    """What an initiative can answer: switches, groups and languages."""

    switches: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()


def facts(initiative: Initiative) -> tuple[tuple[str, str], ...]:
    """What filters look at, as short names and values; what nobody knows is left out.

    ``k`` the kinds, ``w`` for whom (``*`` everyone, ``~`` maybe others too), ``c`` the cost, ``l``
    the languages, ``r`` with a wheelchair, ``v`` volunteers. (``h``, the hours, stands in the page
    already.)
    """
    volunteers = {True: "yes", False: "no", None: ""}[initiative.volunteers]
    found = {
        "k": " ".join(initiative.kinds),
        "w": " ".join((*_who(initiative.welcome), *initiative.welcome.groups)),
        "c": _known(initiative.cost.kind),
        "l": " ".join(initiative.languages),
        "r": _known(initiative.wheelchair),
        "v": volunteers,
    }
    return tuple((name, value) for name, value in found.items() if value)


def offers(initiatives: Iterable[Initiative]) -> dict[str, str]:
    """What a filter can answer for at least one of these: words in a row, under a short name.

    ``f`` the switches (``c`` free, ``h`` hours, ``r`` a wheelchair, ``v`` volunteers), ``w`` the
    groups, ``l`` the languages. Where something is for everyone, it answers for every group.
    """
    return all_offers(map(answers, initiatives))


def answers(one: Initiative) -> Answers:
    """What one initiative can answer."""
    known = dict(facts(one))
    is_yes = {
        "c": known.get("c") == "free",
        "h": bool(one.hours),
        "r": known.get("r", "no") != "no",
        "v": known.get("v") == "yes",
    }
    switches = frozenset(name for name, answer in is_yes.items() if answer)
    groups = frozenset(known.get("w", "").split()) - {MAYBE}
    return Answers(switches, groups, frozenset(one.languages))


def all_offers(each: Iterable[Answers]) -> dict[str, str]:
    """What at least one of these can answer, as :func:`offers` tells it."""
    found = Answers(*(frozenset().union(*some) for some in zip(*set(each), strict=True)))
    names = zip(("f", "w", "l"), found, strict=True)
    return {name: " ".join(sorted(words)) for name, words in names}


def style(taxonomy: Taxonomy) -> str:
    """The rules with which a page without JavaScript shows one kind."""
    rules = (
        ",".join(selector.format(kind) for kind in taxonomy.kinds) + rule
        for selector, rule in _ONLY
    )
    return "".join(rules) + "\n"


def labels(taxonomy: Taxonomy) -> str:
    """What a JavaScript module exports: the groups and languages to choose from."""
    words = {"groups": taxonomy.groups, "languages": taxonomy.languages}
    return f"export const labels = {json.dumps(words, ensure_ascii=False)};\n"


def _who(welcome: Welcome) -> tuple[str, ...]:
    """The sign for everyone, or for maybe others than the groups that it names."""
    if welcome.who == "everyone":
        return (EVERYONE,)
    is_narrow = welcome.who == "only" and not set(welcome.groups) <= _MAY_BE_ANYBODY
    return () if is_narrow or not welcome.groups else (MAYBE,)


def _known(value: str) -> str:
    return "" if value == "unknown" else value
