"""Sentences made of what a file says in fixed words: for whom, what it costs, what you need first.

They are complete in every language, also where nobody translated the text of an initiative.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from finder.words.marking import joined

if TYPE_CHECKING:
    from finder.directory import Listed
    from finder.files.model import Initiative
    from finder.words.saying import Words

_NEEDS = {"needed": "needed", "not-needed": "not_needed"}


def intro(entry: Listed, words: Words) -> str:
    """What it is in the visitor's language; empty in Dutch, where its own text says it better."""
    if words.is_dutch:
        return ""
    initiative = entry.initiative
    said = [words.taxonomy.kinds[initiative.kinds[0]].explanation]
    if not words.taxonomy.is_line(initiative.kinds):
        said += [welcome(initiative, words), elsewhere(entry, words), *needs(initiative, words)]
    return joined(" ", [sentence for sentence in said if sentence])


def in_short(entry: Listed, words: Words) -> str:
    """The same beside a translated text, which says what it is: only what limits a visitor."""
    initiative = entry.initiative
    if words.is_dutch or words.taxonomy.is_line(initiative.kinds):
        return ""
    whom = "" if initiative.welcome.who == "everyone" else welcome(initiative, words)
    said = [whom, *needs(initiative, words)]
    return joined(" ", [sentence for sentence in said if sentence])


def welcome(initiative: Initiative, words: Words) -> str:
    """For whom it is; empty when it is for groups that the file does not name."""
    who, groups = initiative.welcome.who, initiative.welcome.groups
    if who != "everyone" and not groups:
        return ""
    return words.say(f"welcome.{who}", groups=words.groups(groups))


def elsewhere(entry: Listed, words: Words) -> str:
    """Whether somebody from another municipality may come; empty when nobody knows."""
    if entry.initiative.from_elsewhere == "no":
        return words.say("welcome.elsewhere_no", areas=words.areas(entry))
    known = entry.initiative.from_elsewhere == "yes"
    return words.say("welcome.elsewhere_yes") if known else ""


def needs(initiative: Initiative, words: Words) -> list[str]:
    """Whether one needs a referral or an appointment, as far as known."""
    found = ((name, _NEEDS.get(getattr(initiative, name))) for name in ("referral", "appointment"))
    return [words.say(f"first_visit.{name}_{need}") for name, need in found if need]
