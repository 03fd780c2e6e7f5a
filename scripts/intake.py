"""Turn a form of GitHub or a mail into a proposal: a file that is new, changed or moved."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click
from finder import days
from finder.checking import catalogue, duplicates, history
from finder.checking.rules import Context
from finder.commands import Command
from finder.contributing import intake
from finder.contributing.mails import Mail, mail_of
from finder.contributing.proposing import Proposal, Shelf, as_markdown, find, propose
from finder.contributing.replying import reply as answer_to
from finder.errors import PublishError
from finder.files.reading import read_file
from finder.files.taxonomy import load_taxonomy
from finder.files.writing import write
from finder.findings import for_people
from finder.language.rules import load_rules
from finder.places.gazetteer import Gazetteer
from finder.places.locating import offline_sources
from finder.places.spots import CoordinatesError
from finder.settings import read_settings
from finder.words import tongues
from finder.words.saying import Words

if TYPE_CHECKING:
    import datetime as dt

    from finder.contributing.intake import Report
    from finder.findings import Finding

ROOT = Path(__file__).parent.parent
DONE, FAILED, NOTHING = 0, 1, 3
# Bytes that are read of a file or of the standard input: more than any form or mail without files.
LONGEST = 2**20


@click.command(cls=Command)
@click.argument("source", default="-", type=click.File("rb"))
@click.option("--show", is_flag=True, help="Toon alleen wat het wordt. Schrijf niets.")
@click.option(
    "--summary",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Schrijf de tekst voor een voorstel in dit bestand.",
)
@click.option(
    "--reply",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Kwam er geen bestand van? Schrijf dan een antwoord om terug te sturen in dit bestand.",
)
@click.option(
    "--written",
    type=click.DateTime(["%Y-%m-%d"]),
    help="De dag van de mail of het formulier. Laat weg als een bewaarde mail het zelf zegt.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="De dag van vandaag.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
def main(
    source: BinaryIO,
    show: bool,
    summary: Path | None,
    reply: Path | None,
    written: dt.datetime | None,
    today: dt.datetime | None,
    root: Path,
) -> None:
    """Maak van een mail of een formulier een bestand.

    SOURCE is een tekstbestand. Laat het weg om de tekst te plakken. Status 0: er is een bestand.
    Status 3: er kwam geen bestand van; de tekst zegt waarom.
    """
    day = days.today(today)
    mail = _mail(source)
    context, shelf = _context(root, day), _shelf(root)
    report, findings = intake.read(mail.text, mail.subject, _ours(context, shelf), mail.sender)
    said_on = written.date() if written else mail.day or day
    proposal = _proposal(report, shelf, context, said_on)
    proposal = replace(proposal, findings=(*findings, *proposal.findings))
    if report and report.ask is intake.Ask.NEW:
        alike = _alike(proposal, context, root)
        proposal = replace(proposal, findings=(*proposal.findings, *alike))
    if summary:
        summary.write_text(as_markdown(proposal, report), encoding="utf-8")
    if proposal.draft and not show:
        save(proposal, root)
    tell(proposal, report, is_written=not show)
    if proposal.draft is None and reply:
        answer = _reply(proposal, report, shelf, context, root)
        reply.write_text(answer, encoding="utf-8")
        click.echo(f"Een antwoord om terug te sturen staat in {reply}.")
    sys.exit(DONE if proposal.draft else NOTHING)


def _mail(source: BinaryIO) -> Mail:
    return mail_of(source.read(LONGEST))


def save(proposal: Proposal, root: Path) -> None:
    """Write the file of a proposal, and remove the one that it takes the place of.

    Raises:
        click.ClickException: the file cannot be written, or lies outside ``initiatives/``.
    """
    if proposal.draft is None:
        return
    folder = (root / catalogue.FOLDER).resolve()
    paths = [(root / file).resolve() for file in (proposal.draft.file, proposal.removes) if file]
    if not all(path.is_relative_to(folder) and path != folder for path in paths):
        raise click.ClickException("Dit bestand ligt niet in initiatives/. Er is niets geschreven.")
    write(paths[0], proposal.draft.text)
    for old in paths[1:]:
        old.unlink()


def tell(proposal: Proposal, report: Report | None, *, is_written: bool) -> None:
    """Print what came of it; no line begins with what a stranger wrote."""
    for finding in proposal.findings:
        click.echo(for_people(finding))
    if report and report.note:
        click.echo("Dit staat er ook. Lees het na:")
        for line in report.note:
            click.echo(f"  > {line}")
    if proposal.draft is None:
        click.echo("Er is geen bestand gemaakt.")
        return
    click.echo(f"{'Geschreven' if is_written else 'Dit wordt'}: {proposal.draft.file}")
    if proposal.removes:
        click.echo(f"In de plaats van: {proposal.removes}")
    if not is_written:
        for line in proposal.draft.text.splitlines():
            click.echo(f"  {line}")


def _context(root: Path, day: dt.date) -> Context:
    taxonomy = load_taxonomy(root / catalogue.FOLDER / catalogue.TAXONOMY)
    return Context(taxonomy, Gazetteer.load(), day, load_rules())


def _ours(context: Context, shelf: Shelf) -> set[str]:
    """The lines that the site puts in a mail itself: the questions and the name of the page."""
    words = Words.load(context.taxonomy)
    texts = ("correction.body", "correction.page_body", "paper.greeting")
    lines = [line for text in texts for line in words.say(text).split("\n")]
    others = (tongues.load_words(words, one).say("tongue.mail") for one in tongues.available())
    names = (document.text("name") or "" for document in shelf.documents.values())
    return {*lines, *others, *names}


def _reply(
    proposal: Proposal, report: Report | None, shelf: Shelf, context: Context, root: Path
) -> str:
    """The answer to somebody whose mail nobody could use."""
    try:
        url = read_settings(root / "mkdocs.yml").url
    except PublishError:
        url = read_settings(ROOT / "mkdocs.yml").url
    document = find(report.page, shelf) if report else None
    words = Words.load(context.taxonomy)
    return answer_to(report, proposal.findings, document, words, url)


def _proposal(report: Report | None, shelf: Shelf, context: Context, written: dt.date) -> Proposal:
    if report is None:
        return Proposal(None, None, "", ())
    return propose(report, shelf, context, written)


def _shelf(root: Path) -> Shelf:
    documents = {}
    for path in catalogue.data_files(root):
        document, _ = read_file(path, path.relative_to(root).as_posix())
        if document:
            documents[document.slug] = document
    past = history.load(root)
    hidden = catalogue.hidden_slugs(root)
    return Shelf(documents, hidden, past.redirects, past.published, _no_publish(root))


def _no_publish(root: Path) -> str:
    try:
        return (root / catalogue.FOLDER / catalogue.NO_PUBLISH).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _alike(made: Proposal, context: Context, root: Path) -> list[Finding]:
    """What may be the same as something new."""
    if made.draft is None or made.draft.entry is None:
        return []
    found = catalogue.load(root, context.today, context.gazetteer)
    try:
        sources = offline_sources(root, context.gazetteer)
    except CoordinatesError:
        sources = []
    others = duplicates.everyone(found, context.gazetteer, sources)
    one = duplicates.known(made.draft.entry, context.gazetteer, sources)
    everyone = [one, *(other for other in others if other.slug != one.slug)]
    return [f for f in duplicates.check(everyone) if f.file == made.draft.file]


if __name__ == "__main__":
    main()
