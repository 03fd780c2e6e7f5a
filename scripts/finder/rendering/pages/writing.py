"""The rules of plain Dutch as a page for contributors, from the file that also feeds the check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from finder.language.rulebook import load_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    import jinja2

    from finder.language.rulebook import Rule, Rules
    from finder.rendering.pages.frame import Frame, Page

ADDRESS = "meedoen/taal/"


def pages(frame: Frame) -> Iterator[Page]:
    """The rules of plain Dutch, for whoever writes a text."""
    yield frame.finished(ADDRESS, "writing", writing_body(load_rules(), frame.environment))


def writing_body(rules: Rules, environment: jinja2.Environment) -> str:
    """The finished HTML of "Zo schrijven wij"; each rule stands under its own name as anchor.

    Args:
        rules: from :func:`finder.language.rules.load_rules`.
        environment: the templates, autoescaped, with ``say``.
    """
    book = rules.book
    return environment.get_template("writing.html").render(
        up="../" * ADDRESS.count("/"),
        sections=[
            {"title": title, "rules": _of_section(rules, key)}
            for key, title in book.sections.items()
        ],
        avoid=[(entry.word, entry.say) for entry in book.avoid],
        easier=[(entry.word, entry.say) for entry in book.easier],
        shortened=book.shortened.items(),
        signs=book.signs.items(),
        abbreviations=sorted({**book.abbreviations, **book.names}.items()),
        long_words=sorted(book.long_words),
    )


def _of_section(rules: Rules, section: str) -> list[tuple[str, Rule]]:
    return [(key, rule) for key, rule in rules.book.rules.items() if rule.section == section]
