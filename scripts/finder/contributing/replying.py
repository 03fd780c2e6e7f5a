"""An answer to send back to whoever sent a mail that no program could use, with the empty form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from finder.contributing.intake import Ask
from finder.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from finder.contributing.intake import Report
    from finder.files.reading import Document
    from finder.findings import Finding
    from finder.words.saying import Words


def reply(
    report: Report | None,
    findings: Iterable[Finding],
    document: Document | None,
    words: Words,
    url: str,
) -> str:
    """The text of the answer.

    Args:
        report: what the mail says; None when nothing in it is ours.
        findings: what is wrong with it.
        document: the file that it is about, when that is known.
        words: the words of the site.
        url: the address of the site, with a slash at the end.
    """
    told = [f for f in findings if f.severity is not Severity.NOTICE]
    reasons = "\n".join(dict.fromkeys(_reason(finding) for finding in told))
    form = _new(words) if report and report.ask is Ask.NEW else _change(document, words, url)
    return words.say("reply.text", reasons=reasons) + form


def _reason(finding: Finding) -> str:
    field = f"{finding.field}: " if finding.field else ""
    return f"- {field}{finding.message}"


def _change(document: Document | None, words: Words, url: str) -> str:
    """The form for a correction, without its greeting, which the answer has already."""
    name = (document.text("name") if document else None) or "..."
    page = f"{url}initiatieven/{document.slug}/" if document else words.say("reply.page")
    return _without_greeting(words.say("correction.body", name=name, url=page))


def _new(words: Words) -> str:
    lines = "".join(f"{one}:\n" for one in words.names_in("paper.asks"))
    return _without_greeting(words.say("paper.greeting")) + lines


def _without_greeting(text: str) -> str:
    return text.partition("\n\n")[2]
