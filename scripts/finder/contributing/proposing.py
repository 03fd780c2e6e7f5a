"""From what somebody wrote to a proposal: a file to write, the file that it replaces, and findings.

Only words that we know, and the text of fields, come from the stranger. The name of a file is made
here, or is that of a file that exists.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import opening_hours
from finder.checking.prices import is_free, is_paid
from finder.checking.rules import STOPPED, folder_of
from finder.contributing import intake
from finder.contributing.answers import (
    SENTENCES,
    sentence,
    split_street,
    web_address,
    year_first,
)
from finder.contributing.drafting import FOLDER, draft, name_place, slug_for
from finder.contributing.intake import HOW, OTHER_KINDS, Ask, Report, options
from finder.contributing.merging import merge
from finder.contributing.taken import Taken, free, taken
from finder.contributing.unwanted import left_out
from finder.files.reading import read_bytes
from finder.files.writing import canonical, comments_in
from finder.findings import Severity, has_errors
from finder.text import code, slugify

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from finder.checking.rules import Context
    from finder.contributing.drafting import Draft
    from finder.files.reading import Document, Tree
    from finder.findings import Finding

# What people write between the names in a row.
_BETWEEN = re.compile(r"[,;\n]")
# A box in a row of boxes, and the words behind it until the next one.
_BOX = re.compile(r"[-*] ?\[([^\[\]]{0,3})\] ?((?:(?![-*] ?\[).)*)", re.DOTALL)
# What a new tip asks, when nobody can reach it yet.
TO_CHECK = "Hoe bereik je dit? Zoek een telefoon, een mailadres of een website."
_LISTS = {"serves", "bring"}
_WORDS_OF = {"kinds", OTHER_KINDS, "welcome.groups", "languages"}
# In a pull request: so many lines of what somebody wrote beside the answers.
_MOST_LINES = 40
_CARE = """\
### Kijk dit na

- [ ] Het klopt: je opende de bron, of je belde.
- [ ] Er staat geen naam, nummer of mailadres van een persoon in. Ook geen geheime plaats.
- [ ] De tekst is in eigen woorden, kort en gewoon.
- [ ] Wat hieronder bij de check staat, is goed of hersteld.
"""
_CARE_UNWANTED = """\
### Kijk dit na

- [ ] De organisatie vraagt dit zelf: je belde of mailde naar wat nu op de site staat.
- [ ] Er staat nergens wie het vroeg, of waarom.
"""
# Answers that need more than to be put in their field.
_OTHERWISE = {"sources.url", "sources.seen", "checked.how", "checked.date", HOW}


@dataclass(frozen=True)
class Shelf:
    """The files that are there.

    Attributes:
        documents: each file of an initiative or lead, by slug.
        hidden: the slugs of those who asked not to be listed.
        redirects: the slug of today for an old one.
        past: every slug that ever had a page.
        no_publish: the text of the list of those who asked not to be listed.
    """

    documents: Mapping[str, Document]
    hidden: Collection[str] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    past: Collection[str] = ()
    no_publish: str = ""

    @property
    def taken(self) -> dict[str, Taken]:
        """The names that no new file may have."""
        return taken(self.documents, self.hidden, self.redirects, self.past)


@dataclass(frozen=True)
class Proposal:
    """What comes of a report.

    Attributes:
        ask: what was asked; None when that is not clear.
        draft: the file to write; None when nothing can be made of it.
        removes: the file that it takes the place of, when that has another name.
        findings: all that is wrong with the answers and with the file.
        subject: what it is about, when that is not the file itself.
    """

    ask: Ask | None
    draft: Draft | None
    removes: str
    findings: tuple[Finding, ...]
    subject: str = ""

    @property
    def title(self) -> str:
        """What it is, in words of ours only: ``Nieuw: het-voorbeeldhuis-gent``."""
        if self.ask is None or self.draft is None:
            return "Hier kwam geen bestand van"
        about = self.subject or self.draft.slug
        return f"{self.ask.capitalize()}: {about}"


def propose(report: Report, shelf: Shelf, context: Context, written: dt.date) -> Proposal:
    """The file that a report asks for.

    Args:
        report: what somebody said.
        shelf: the files that are there.
        context: what the rules know.
        written: the day on which it was said; a check without a day was on that one.
    """
    data, findings = _answers(report, context, written)
    if report.contradicts:
        return Proposal(report.ask, None, "", (*findings, _contradiction(report)))
    if report.ask is Ask.NEW:
        return _new(data, findings, shelf, context)
    document = find(report.page, shelf)
    if document is None:
        return Proposal(report.ask, None, "", (*findings, _no_page(report)))
    if report.ask is Ask.UNWANTED:
        return _unwanted(document, findings, shelf)
    if report.ask is Ask.GONE:
        return _gone(document, data, findings, context)
    if report.ask is Ask.CHECKED:
        data = {key: value for key, value in data.items() if key == "checked"}
    return _changed(report, document, data, findings, context)


def find(page: str, shelf: Shelf) -> Document | None:
    """The file that somebody means by the address of a page, a file name or a name."""
    for slug in _slugs_in(page):
        found = shelf.documents.get(shelf.redirects.get(slug, slug))
        if found:
            return found
    named = [d for d in shelf.documents.values() if slugify(d.text("name") or "") == slugify(page)]
    return named[0] if len(named) == 1 and slugify(page) else None


def _slugs_in(page: str) -> Iterator[str]:
    yield from re.findall(r"initiatieven/([a-z0-9-]{1,80})", page)
    yield from re.findall(r"(?<![a-z0-9-])([a-z0-9-]{1,80})\.yml", page)
    yield slugify(page)


def _no_page(report: Report) -> Finding:
    return intake.finding(
        "intake-page",
        "page",
        f'Wij weten niet welke pagina dit is: "{report.page[:80]}".'
        if report.page
        else "Er staat niet bij over welke pagina dit gaat.",
        "Zet het adres van de pagina van de plek of groep erbij. Dat staat boven in je browser."
        " Gaat het over een andere pagina? Lees het dan, en verbeter het zelf.",
    )


def as_markdown(proposal: Proposal, report: Report | None) -> str:
    """The text of a pull request, or of an answer when nothing came of it; first a title.

    Every word of the stranger stands in a code span, where it can name nobody, link nowhere and
    load nothing.
    """
    lines = [f"# {proposal.title}", ""]
    if proposal.draft:
        lines += [f"Bestand: {code(proposal.draft.file)}"]
        lines += [f"In de plaats van: {code(proposal.removes)}"] if proposal.removes else []
        care = _CARE_UNWANTED if proposal.ask is Ask.UNWANTED else _CARE
        lines += ["", *care.splitlines()]
    if report and report.wrong:
        lines += ["", "### Aangekruist", "", *(f"- {word}" for word in report.wrong)]
    if report and report.answers.get(HOW):
        lines += ["", "### Hoe weet iemand dat", "", f"- {code(report.answers[HOW])}"]
    if report and report.note:
        lines += ["", "### Ook geschreven", ""]
        lines += (f"- {code(line)}" for line in report.note[:_MOST_LINES])
    lines += ["", "### De check", ""]
    lines += (_told(finding) for finding in proposal.findings)
    lines += [] if proposal.findings else ["Alles in orde."]
    return "\n".join(lines) + "\n"


def _told(finding: Finding) -> str:
    field = f" {code(finding.field)}" if finding.field else ""
    text = f"{finding.message} {finding.hint}".strip()
    return f"- {finding.severity.label}{field}: {code(text)}"


# --- the four kinds of proposal ----------------------------------------------------------------


def _new(
    data: dict[str, Tree], findings: list[Finding], shelf: Shelf, context: Context
) -> Proposal:
    if "name" not in data:
        return Proposal(Ask.NEW, None, "", (*findings, _nameless()))
    wanted = slug_for(data, context.gazetteer) or Ask.NEW.value
    names = shelf.taken
    if names.get(wanted) is Taken.HIDDEN:
        return Proposal(Ask.NEW, None, "", (*findings, _hidden()))
    if wanted in names:
        findings.append(_known(wanted, shelf))
    slug = free(wanted, names)
    made = draft(data, context, slug)
    if {f.rule for f in made.findings if f.is_error} == {"unreachable"}:
        made = draft({**data, "to_check": TO_CHECK}, context, slug, is_lead=True)
    return _proposal(Ask.NEW, made, "", findings)


def _changed(
    report: Report,
    document: Document,
    data: dict[str, Tree],
    findings: list[Finding],
    context: Context,
) -> Proposal:
    merged = merge(document.data, data)
    comments = comments_in(document)
    if canonical(merged) == canonical(document.data):
        return Proposal(report.ask, None, "", (*findings, _nothing(report)))
    file = _place_of(merged, document, context)
    made = draft(merged, context, comments=comments, file=file)
    return _proposal(report.ask, made, document.file, findings)


def _gone(
    document: Document, data: dict[str, Tree], findings: list[Finding], context: Context
) -> Proposal:
    said = data.get("status")
    status: dict[str, Tree] = {"state": "stopped", **(said if isinstance(said, dict) else {})}
    more = {"sources": data["sources"]} if "sources" in data else {}
    merged = {**merge(document.data, more), "status": status}
    for key in ("to_check", "exceptions"):
        merged.pop(key, None)
    province = document.file.split("/")[-2]
    file = f"{FOLDER}/{STOPPED}/{province}/{document.slug}.yml"
    made = draft(merged, context, comments=comments_in(document), file=file)
    return _proposal(Ask.GONE, made, document.file, findings)


def _unwanted(document: Document, findings: list[Finding], shelf: Shelf) -> Proposal:
    if document.slug in shelf.hidden:
        return Proposal(Ask.UNWANTED, None, "", (*findings, _is_hidden()))
    made = left_out(document.slug, shelf.no_publish)
    told = made.findings if made else [_broken_list()]
    return Proposal(Ask.UNWANTED, made, "", (*findings, *told), document.slug)


def _proposal(ask: Ask, made: Draft, old: str, findings: list[Finding]) -> Proposal:
    """The proposal to write a draft, unless it cannot be read again."""
    document, problems = read_bytes(made.text.encode(), made.file)
    is_readable = document is not None and not has_errors(problems)
    removes = old if old != made.file else ""
    return Proposal(ask, made if is_readable else None, removes, (*findings, *made.findings))


def _place_of(data: Mapping[str, Tree], document: Document, context: Context) -> str:
    """Where a changed file belongs: in its folder of today when its place says no other."""
    moved, _ = read_bytes(canonical(data).encode(), document.file)
    province = folder_of(moved, context) if moved else ""
    parts = document.file.split("/")
    return "/".join([*parts[:-2], province or parts[-2], parts[-1]])


def _hidden() -> Finding:
    return intake.finding(
        "intake-hidden",
        "name",
        "Deze organisatie vroeg om niet op de site te staan.",
        "Maak hier geen bestand van. Vroeg ze zelf om terug te komen? Kijk in no-publish.yml.",
    )


def _is_hidden() -> Finding:
    return intake.finding(
        "intake-nothing",
        "",
        "Dit staat al in no-publish.yml.",
        "Er hoeft niets te gebeuren.",
        Severity.WARNING,
    )


def _broken_list() -> Finding:
    return intake.finding(
        "intake-nothing",
        "",
        "Wij kunnen no-publish.yml niet lezen.",
        "Herstel dat bestand. Begin daarna opnieuw.",
    )


def _contradiction(report: Report) -> Finding:
    return intake.finding(
        "intake-contradiction",
        "",
        f"Dit kan niet samen: {', '.join(report.contradicts)}. Wij beslissen niets.",
        "Vraag de schrijver wat klopt. Verander het bestand daarna zelf.",
    )


def _known(slug: str, shelf: Shelf) -> Finding:
    document = shelf.documents.get(shelf.redirects.get(slug, slug))
    return intake.finding(
        "intake-known",
        "name",
        f"Er is al een bestand met deze naam: {document.file}."
        if document
        else f'De naam "{slug}" is al gebruikt: die {shelf.taken[slug]}.',
        "Is het hetzelfde? Neem de feiten daar over en sluit dit voorstel.",
        Severity.WARNING,
    )


def _nameless() -> Finding:
    return intake.finding(
        "intake-nothing",
        "name",
        "Er staat geen naam in. Zonder naam kunnen wij geen bestand maken.",
        "Vraag hoe het heet.",
    )


def _nothing(report: Report) -> Finding:
    if report.ask is Ask.CHECKED:
        return intake.finding(
            "intake-nothing",
            "checked.date",
            "In het bestand staat al een dag die even nieuw is, of nieuwer.",
            "Er hoeft niets te gebeuren.",
            Severity.WARNING,
        )
    wrong = f" Aangekruist: {', '.join(report.wrong)}." if report.wrong else ""
    return intake.finding(
        "intake-nothing",
        "",
        f"Hier is niets dat een programma in het bestand kan zetten.{wrong}",
        "Lees wat er geschreven is, en verander het bestand zelf.",
        Severity.WARNING,
    )


# --- from answers to fields --------------------------------------------------------------------


def _answers(
    report: Report, context: Context, written: dt.date
) -> tuple[dict[str, Tree], list[Finding]]:
    """The answers as keys and values of a file, and what is wrong with them."""
    known = options(context.taxonomy)
    findings: list[Finding] = []
    data: dict[str, Tree] = {}
    for path, text in report.answers.items():
        if path in known and path not in _OTHERWISE:
            findings += _choose(data, path, text, known[path])
        elif path not in _OTHERWISE:
            _write(data, path, text)
    split_street(data)
    name_place(data, context.gazetteer)
    _add_source(data, report.answers)
    findings += _add_check(data, report.answers, known["checked.how"], written)
    return data, findings


def _write(data: dict[str, Tree], path: str, text: str) -> None:
    """Put a free text in its field, in the form that the field takes."""
    if path == "address.place":
        code, place = _postcode_before(text)
        _put(data, path, place)
        if code and not _has(data, "address.postcode"):
            _put(data, "address.postcode", code)
    elif path == "address.postcode":
        _put(data, path, _digits(text))
    elif path == "contact.website":
        _put(data, path, web_address(text))
    elif path in _LISTS:
        parts = (part.strip(" .") for part in _BETWEEN.split(text))
        _put(data, path, [part for part in parts if part])
    elif path == "hours":
        is_exact = _is_opening_hours(text)
        _put(data, *((path, text) if is_exact else ("hours_note", sentence(text))))
    else:
        _put(data, path, sentence(text) if path in SENTENCES else text)


def _choose(
    data: dict[str, Tree], path: str, text: str, known: Mapping[str, str]
) -> Iterator[Finding]:
    """Put the chosen word or words in their field; a word that we do not know is told."""
    words = {name.casefold(): key for name, key in known.items()}
    if path not in _WORDS_OF:
        word = words.get(text.casefold())
        if path == "cost.kind" and is_free(text):
            word = "free"
        if word:
            _put(data, path, word)
        elif word is None and path == "cost.kind":  # somebody wrote the price itself
            kind = "paid" if is_paid(text) else "unknown"
            _put(data, "cost", {"kind": kind, "note": sentence(text)})
        elif word is None:
            yield _no_choice(path, text, known)
        return
    names = _chosen(text, known)
    yield from (_no_choice(path, name, known) for name in names if name.casefold() not in words)
    before = data.get("kinds") if path == OTHER_KINDS else None
    first = [str(key) for key in before] if isinstance(before, list) else []
    more = (words[name.casefold()] for name in names if name.casefold() in words)
    found: list[Tree] = [*dict.fromkeys([*first, *more])]
    if found:
        _put(data, "kinds" if path == OTHER_KINDS else path, found)


def _chosen(text: str, known: Mapping[str, str]) -> list[str]:
    """The names that are chosen: ticked boxes, or a row with commas.

    What stands after the name of a box explains it: ``- [x] **Een maatje**: Een vrijwilliger ...``.
    """
    boxes = re.findall(_BOX, text)
    names = [words.replace("*", "").partition(":")[0] for mark, words in boxes if mark.strip()]
    if not boxes:
        names = [text] if text.casefold() in {n.casefold() for n in known} else text.split(",")
    return [name.strip() for name in names if name.strip()]


def _no_choice(path: str, text: str, known: Mapping[str, str]) -> Finding:
    return intake.finding(
        "intake-answer",
        path,
        f'"{text[:60]}" kennen wij hier niet.',
        f"Kies uit: {', '.join(known)}.",
        Severity.WARNING,
    )


def _add_source(data: dict[str, Tree], answers: Mapping[str, str]) -> None:
    # As our own table writes it: the day of the page behind it, in brackets.
    page = re.fullmatch(r"(\S+)\s*\((\d[\d /.-]{3,9})\)", answers.get("sources.url", ""))
    url = web_address(page[1] if page else answers.get("sources.url", ""))
    if url:
        seen = year_first(answers.get("sources.seen", "") or (page[2] if page else ""))
        data["sources"] = [{"url": url, **({"seen": seen} if seen else {})}]


def _add_check(
    data: dict[str, Tree], answers: Mapping[str, str], known: Mapping[str, str], written: dt.date
) -> Iterator[Finding]:
    """Put in who checked it, when somebody says that they did."""
    words = {name.casefold(): key for name, key in known.items()}
    text, day = answers.get("checked.how", ""), answers.get("checked.date", "")
    how = words.get(text.casefold())
    date = _date(day) if day else written
    if text and how is None:
        yield _no_choice("checked.how", text, known)
    elif how and date is None:
        yield intake.finding(
            "intake-answer",
            "checked.date",
            f'"{day[:60]}" is geen dag.',
            f"Schrijf jaar-maand-dag, zoals {written.isoformat()}.",
        )
    elif how and date:
        data["checked"] = {"date": date.isoformat(), "how": how}


def _date(text: str) -> dt.date | None:
    """The day in ``2026-11-20``, ``20/11/2026`` or ``20 november 2026``."""
    try:
        return dt.datetime.strptime(year_first(text), "%Y-%m-%d").date()
    except ValueError:
        return None


def _digits(text: str) -> str:
    """The postcode in ``B-9000`` or ``9000 Gent``; another text, unchanged."""
    found = re.findall(r"(?<!\d)[1-9]\d{3}(?!\d)", text, re.ASCII)
    return str(found[0]) if len(found) == 1 else text


def _postcode_before(text: str) -> tuple[str, str]:
    match = re.fullmatch(r"([1-9]\d{3})\s+(\D.*)", text, re.ASCII)
    return (match[1], match[2]) if match else ("", text)


def _is_opening_hours(text: str) -> bool:
    """Whether it is what OpenStreetMap writes, and not words that only look like it."""
    return bool(re.search(r"\b(Mo|Tu|We|Th|Fr|Sa|Su)\b", text)) and opening_hours.validate(text)


# --- keys and values ---------------------------------------------------------------------------


def _has(data: Mapping[str, Tree], path: str) -> bool:
    key, _, inner = path.partition(".")
    value = data.get(key)
    return inner in value if isinstance(value, dict) else value is not None


def _put(data: dict[str, Tree], path: str, value: Tree) -> None:
    key, _, inner = path.partition(".")
    if not inner:
        data[key] = value
        return
    part = data.setdefault(key, {})
    if isinstance(part, dict):
        part[inner] = value
