"""What a file of another directory comes to: initiatives, leads, and what is wrong with each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from finder.contributing.directories import runs, taken
from finder.contributing.drafting import draft
from finder.contributing.importing import Plan, Proposal, alike
from finder.contributing.taken import Taken as Reason
from finder.files.writing import canonical
from finder.findings import Finding, Severity, has_errors, ordered
from finder.text import SLUG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from finder.checking.rules import Context
    from finder.contributing.directories import Defaults, Taken
    from finder.contributing.drafting import Draft
    from finder.contributing.importing import Surroundings

# With only these mistakes something is no initiative yet, but it is a lead.
_LEAD_TOO = frozenset({"unreachable", "nowhere"})
TO_CHECK = "Dit komt uit een andere lijst. Kijk na of het bestaat, en hoe je hen bereikt."


def plan(
    services: Sequence[Mapping[str, Any]],
    name: str,
    context: Context,
    around: Surroundings,
    defaults: Defaults,
) -> Plan:
    """What the services come to; nothing is written.

    Args:
        services: from :func:`finder.contributing.packages.read`.
        name: how to call their file in findings, each with the number of the service.
        context: what the rules know.
        around: what is there already.
        defaults: what to take where a service does not say it.
    """
    proposals: list[Proposal] = []
    unchanged: list[int] = []
    findings: list[Finding] = []
    seen: dict[str, int] = {}
    for number, service in enumerate(services, 1):
        if not runs(service):
            findings.append(_stopped(name, number))
            continue
        found = taken(service, defaults, context.taxonomy, context.gazetteer)
        made, problems = _made(found, name, number, context)
        problems += _told(found, name, number)
        problems += _around(made, around, seen, name, number)
        findings += problems
        old = around.find(made.slug) if SLUG.fullmatch(made.slug) else None
        if old is not None and around.taken.get(made.slug) is not Reason.HIDDEN:
            unchanged.append(number)
            findings += [] if canonical(old) == made.text else [_kept(old.file, name, number)]
        elif not has_errors(problems):
            proposals.append(Proposal(number, made))
    findings += alike(proposals, name, context, around)
    return Plan(proposals, unchanged, ordered(findings))


def _made(found: Taken, name: str, number: int, context: Context) -> tuple[Draft, list[Finding]]:
    """The file: an initiative, or a lead when it cannot be reached or has no place."""
    made = draft(found.data, context, found.slug)
    errors = {finding.rule for finding in made.findings if finding.is_error}
    if errors and errors <= _LEAD_TOO:
        lead = draft({**found.data, "to_check": TO_CHECK}, context, found.slug, is_lead=True)
        message = "Dit wordt een tip: wij weten nog niet hoe je hen bereikt."
        why = Finding("hsds-lead", name, number, "", message, "", Severity.WARNING)
        return lead, [why, *(_on(f, name, number) for f in lead.findings)]
    return made, [_on(finding, name, number) for finding in made.findings]


def _on(finding: Finding, name: str, number: int) -> Finding:
    """What the check says of the file, on the service that it comes from."""
    hint = finding.hint
    if finding.rule == "field-missing" and finding.field == "kinds":
        hint = "Kies een soort voor alles zonder soort: --kind, met een woord uit taxonomy.yml."
    if finding.rule == "field-missing" and finding.field == "sources":
        hint = "Noem de pagina waar deze lijst staat: --source https://..."
    where = (name, number, finding.field)
    return Finding(finding.rule, *where, finding.message, hint, finding.severity)


def _told(found: Taken, name: str, number: int) -> Iterator[Finding]:
    """What a person must still do."""
    if found.is_copied:
        yield Finding(
            "hsds-words",
            name,
            number,
            "summary",
            "Deze zin is van hen.",
            "Schrijf hem in eigen, gewone woorden voor je dit opstuurt.",
            Severity.WARNING,
        )
    if found.left:
        yield Finding(
            "hsds-left",
            name,
            number,
            "",
            f"Dit namen wij niet over: {', '.join(found.left)}.",
            "Lees het, en vul zelf in wat klopt.",
            Severity.WARNING,
        )


def _around(
    made: Draft, around: Surroundings, seen: dict[str, int], name: str, number: int
) -> Iterator[Finding]:
    """Names that are taken, in the folder or in the file itself."""
    first = seen.setdefault(made.slug, number)
    if first != number:
        message = f"Dienst {first} heeft dezelfde naam en gemeente."
        yield Finding("row-twice", name, number, "name", message, "Schrap een van de twee.")
    why = around.taken.get(made.slug)
    if why and why is not Reason.THERE:
        message = f"Deze naam kan niet: die {why}."
        yield Finding("row-refused", name, number, "name", message, "Schrap deze dienst.")


def _stopped(name: str, number: int) -> Finding:
    message = "Deze dienst is gestopt, zegt de lijst. Wij namen ze niet over."
    return Finding("hsds-stopped", name, number, "status", message, "", Severity.NOTICE)


def _kept(file: str, name: str, number: int) -> Finding:
    message = f"Er is al een bestand: {file}. Wij veranderen daar niets aan."
    hint = "Kijk zelf of er iets nieuws in staat."
    return Finding("row-known", name, number, "", message, hint, Severity.WARNING)
