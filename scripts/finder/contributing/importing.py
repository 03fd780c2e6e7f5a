"""From the rows of a table to files, and what is wrong in which row and column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from finder.checking import duplicates
from finder.contributing.answers import AnswerError, as_data, understand
from finder.contributing.drafting import draft, name_place
from finder.contributing.merging import leaves, lost, merge
from finder.contributing.taken import Taken
from finder.files.reading import read_bytes
from finder.files.writing import comments_in, rewritten
from finder.findings import Finding, Severity, ordered
from finder.text import SLUG, is_nothing, slugify
from finder.words.columns import QUESTIONS, SEEN, SLUG_COLUMN, SOURCES, cells, column_of, question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from finder.checking.duplicates import Known
    from finder.checking.rules import Context
    from finder.contributing.drafting import Draft
    from finder.contributing.tables import Row, Table
    from finder.files.reading import Document, Tree
    from finder.places.spots import Source
    from finder.words.columns import Question

# What the check says of a file, in the words of a table.
_HINTS = {
    "unreachable": 'Vul "telefoon", "mail", "website" of "straat en nummer" in.',
    "nowhere": 'Vul "plaats" of "werkt voor" in.',
    "welcome": 'Vul "groepen" of "uitleg voor wie" in. Of schrijf iedereen.',
    "postcode-form": "Een postcode heeft vier cijfers. Weet je hem niet? Laat de cel leeg.",
    "place-ambiguous": 'Vul ook "postcode" in.',
    "location-outside": 'Laat "breedte" en "lengte" leeg als je ze niet zeker weet.',
    "price-twice": 'Is het gratis? Maak "uitleg prijs" leeg. Kost het iets? Schrijf bij "prijs":'
    " betalen of minder.",
    "address-twice": 'Laat hier alleen de straat en het nummer. Zet de rest in "postcode" en'
    ' "plaats".',
    "hours": 'Zet de uren in gewone woorden in "uren in woorden".',
}


# What is a warning in a file, and decides nothing in a row: nobody knows which cell is right.
_UNDECIDED = frozenset({"price-twice"})


@dataclass(frozen=True)
class Proposal:
    """A file that one row asks for.

    Attributes:
        row: the number of the row.
        draft: the file.
        changes: for a file that is there already, the columns that change; None for a new one.
    """

    row: int
    draft: Draft
    changes: Sequence[str] | None = None

    @property
    def is_new(self) -> bool:
        """Whether there is no such file yet."""
        return self.changes is None


@dataclass(frozen=True)
class Plan:
    """What a table comes to.

    Attributes:
        proposals: the files of the rows without errors, in the order of the rows.
        unchanged: the numbers of the rows that say what is known already.
        findings: all that is wrong; the line is that of the row, the field its column.
    """

    proposals: Sequence[Proposal]
    unchanged: Sequence[int]
    findings: Sequence[Finding]


@dataclass(frozen=True)
class Surroundings:
    """What is there already.

    Attributes:
        find: the document with a slug; None when there is none.
        taken: the slugs that no new file may have, each with the reason.
        known: every entry, to compare with.
        sources: what knows coordinates.
    """

    find: Callable[[str], Document | None]
    taken: Mapping[str, Taken]
    known: Sequence[Known]
    sources: Sequence[Source]


def plan(table: Table, context: Context, around: Surroundings, *, is_update: bool = False) -> Plan:
    """What the rows come to; nothing is written.

    Args:
        table: the rows.
        context: what the rules know.
        around: what is there already.
        is_update: whether a row may change a file that is there.
    """
    findings, proposals, unchanged = list(table.findings), [], []
    wrong = {finding.line for finding in findings if finding.is_error}
    seen: dict[str, int] = {}
    for row in table.rows:
        found, problems = _proposal(row, table, context, around, is_update=is_update)
        if found:
            problems += _twice(found, seen, table.name)
        findings += problems
        if found is None or row.number in wrong or any(p.is_error for p in problems):
            continue
        if found.changes == ():
            unchanged.append(row.number)
        else:
            proposals.append(found)
    findings += alike(proposals, table.name, context, around)
    return Plan(proposals, unchanged, ordered(findings))


def _proposal(
    row: Row, table: Table, context: Context, around: Surroundings, *, is_update: bool
) -> tuple[Proposal | None, list[Finding]]:
    answers, findings = _answers(row, table.name, context)
    slug = slugify(row.cells.get(SLUG_COLUMN, "").removesuffix(".yml"))
    data = as_data(answers)
    name_place(data, context.gazetteer)
    made = draft(data, context, slug)
    old = around.find(made.slug) if SLUG.fullmatch(made.slug) else None
    changes = None
    if old:
        merged = merge(old.data, data | _as_given(row, old, data, context))
        made = draft(merged, context, comments=comments_in(old), file=old.file)
        changes = tuple(_changes(rewritten(old), made.text))
        findings += _kept(row, cells(merged, context.taxonomy), old.file, table, context)
    missing = {finding.field for finding in findings}
    problems = [
        _told(f, table.name, row.number) for f in made.findings if column_of(f.field) not in missing
    ]
    findings += problems
    why = around.taken.get(made.slug)
    if why and (old is None or why is Taken.HIDDEN):
        findings.append(_refused(why, table.name, row.number))
    elif old and changes and not is_update:
        findings.append(_is_there(old, changes, table.name, row.number))
    return Proposal(row.number, made, changes), findings


def _as_given(
    row: Row, old: Document, data: Mapping[str, Tree], context: Context
) -> dict[str, Tree]:
    """The fields of which every cell is as our own table has it: exactly as the file says them."""
    given, fields = cells(old.data, context.taxonomy), dict[str, set[bool]]()
    for asked in QUESTIONS:
        text = row.cells.get(asked.column, "")
        is_same = not text or text == given.get(asked.column)
        fields.setdefault(asked.path.partition(".")[0], set()).add(is_same)
    return {key: old.data[key] for key in data if fields.get(key) == {True} and key in old.data}


def _kept(
    row: Row, said: Mapping[str, str], file: str, table: Table, context: Context
) -> Iterator[Finding]:
    """What a file goes on to say although the row leaves it open: that is told.

    In a row that names its file every empty cell was filled once; elsewhere only "n.v.t." counts.
    ``said`` is what the file will say, by column.
    """
    empty = [
        asked.column
        for asked in QUESTIONS
        if said.get(asked.column)
        and asked.column in table.columns
        and _is_open(asked, row, context)
    ]
    if empty:
        message = f"Leeg in de tabel, maar niet in het bestand: {', '.join(empty)}. Dat blijft."
        hint = f"Klopt het niet meer? Schrap het zelf in {file}."
        yield Finding("row-kept", table.name, row.number, "", message, hint, Severity.WARNING)


def _is_open(asked: Question, row: Row, context: Context) -> bool:
    """Whether a cell was made empty, or says that there is nothing."""
    text = row.cells.get(asked.column, "")
    if asked.needed or not text:
        return not asked.needed and SLUG_COLUMN in row.cells
    return is_nothing(text) and not _is_word(asked, text, context)


def _is_word(asked: Question, text: str, context: Context) -> bool:
    """Whether what says nothing elsewhere is an answer to this question: ``niet bekend``."""
    return understand(asked, text, context.taxonomy) is not None


def _answers(row: Row, table: str, context: Context) -> tuple[dict[str, Tree], list[Finding]]:
    """What the cells mean, and what is wrong with the words in them."""
    answers: dict[str, Tree] = {}
    findings = []
    for asked in QUESTIONS:
        text = row.cells.get(asked.column, "")
        try:
            value = understand(asked, text, context.taxonomy)
        except AnswerError as error:
            message, hint = error.message, error.hint
            findings.append(Finding("cell", table, row.number, asked.column, message, hint))
            continue
        if value is not None:
            answers[asked.path] = value
        elif asked.needed:
            message = "Deze cel is leeg."
            findings.append(
                Finding("cell", table, row.number, asked.column, message, asked.explain)
            )
    findings += _dated_twice(row, answers, table)
    return answers, findings


def _dated_twice(row: Row, answers: Mapping[str, Tree], table: str) -> Iterator[Finding]:
    """A date of the page beside pages that have each their own: nobody knows whose it is."""
    pages = answers.get(SOURCES)
    if SEEN in answers and isinstance(pages, list) and all(" (" in str(one) for one in pages):
        column = question(SEEN).column
        message = "Elke bron heeft al een datum, tussen haakjes erachter."
        hint = f'Verander de datum daar, en laat "{column}" leeg.'
        yield Finding("cell", table, row.number, column, message, hint)


def _told(finding: Finding, table: str, row: int) -> Finding:
    """What the check says of the file, on the cell that it comes from."""
    column = column_of(finding.field) if finding.field else ""
    message, hint = finding.message, _HINTS.get(finding.rule, finding.hint)
    severity = Severity.ERROR if finding.rule in _UNDECIDED else finding.severity
    if finding.rule == "field-missing":
        message, hint = "Deze cel is leeg.", f'Vul de kolom "{column}" in.'
    return Finding(finding.rule, table, row, column, message, hint, severity)


def _twice(found: Proposal, seen: dict[str, int], table: str) -> Iterator[Finding]:
    first = seen.setdefault(found.draft.slug, found.row)
    if first != found.row:
        yield Finding(
            "row-twice",
            table,
            found.row,
            "naam",
            f"Rij {first} heeft dezelfde naam en gemeente.",
            f'Schrap een van de twee. Zijn het er twee? Vul dan "{SLUG_COLUMN}" in.',
        )


def _refused(why: Taken, table: str, row: int) -> Finding:
    message = (
        f"Deze organisatie {why}. Zie no-publish.yml."
        if why is Taken.HIDDEN
        else f"Deze naam is al gebruikt: die {why}."
    )
    hint = f'Schrap deze rij, of vul "{SLUG_COLUMN}" in met een andere naam.'
    return Finding("row-refused", table, row, "naam", message, hint)


def _is_there(old: Document, changes: Sequence[str], table: str, row: int) -> Finding:
    return Finding(
        "row-known",
        table,
        row,
        "naam",
        f"Er is al een bestand: {old.file}. Dit zou veranderen: {', '.join(changes)}.",
        f'Wil je dat? Begin opnieuw met --update. Is het iets anders? Vul "{SLUG_COLUMN}" in.',
    )


# --- a file that is there already --------------------------------------------------------------


def _changes(old: str, new: str) -> Iterator[str]:
    """The columns in which two texts of a file differ; what goes away is named as such."""
    before, after = _data(old), _data(new)
    was = dict(leaves(before))
    differ = (path for path, value in leaves(after) if value != was.get(path))
    yield from dict.fromkeys(column_of(path) for path in differ)
    yield from dict.fromkeys(f"{column_of(path)} (valt weg)" for path in lost(before, after))


def _data(text: str) -> Mapping[str, Tree]:
    document, _ = read_bytes(text.encode(), "x.yml")
    return document.data if document else {}


# --- duplicates --------------------------------------------------------------------------------


def alike(
    proposals: Sequence[Proposal], table: str, context: Context, around: Surroundings
) -> Iterator[Finding]:
    """A warning for each row that may be about something known, or about another row."""
    rows = {one.draft.file: one.row for one in proposals}
    fresh = [
        duplicates.known(one.draft.entry, context.gazetteer, around.sources)
        for one in proposals
        if one.draft.entry
    ]
    others = [one for one in around.known if one.entry.file not in rows]
    for pair in duplicates.pairs([*fresh, *others]):
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            if one.entry.file in rows:
                where = rows.get(other.entry.file)
                place = f"rij {where}" if where else other.entry.file
                yield Finding(
                    "duplicate",
                    table,
                    rows[one.entry.file],
                    "naam",
                    f'Is dit hetzelfde als "{other.entry.name}" ({place})?'
                    f" {' '.join(pair.reasons)}",
                    "Is het hetzelfde? Schrap de rij. Zijn het er twee? Schrijf dan later in het"
                    f" bestand: not_same_as: [{other.slug}].",
                    Severity.WARNING,
                )
