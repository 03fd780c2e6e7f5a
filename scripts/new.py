"""Ask about an initiative, one thing at a time, and write its file."""

from __future__ import annotations

import contextlib
import shutil
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click
from finder import days
from finder.checking import catalogue, duplicates
from finder.checking.persons import ANSWER
from finder.checking.rules import LEADS, Context
from finder.commands import Command
from finder.contributing.answers import AnswerError
from finder.contributing.interview import (
    CONTACT,
    FIRST,
    MORE,
    PLACE,
    TEXT,
    TO_CHECK,
    Interview,
    villages,
)
from finder.contributing.taken import Taken, taken_in
from finder.errors import FinderError, PublishError
from finder.files.writing import check_form, write
from finder.findings import Finding, for_people, has_errors
from finder.places.gazetteer import Gazetteer
from finder.places.locating import offline_sources
from finder.settings import read_settings
from finder.text import slugify
from finder.words.columns import question
from serve import HOST, PORT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from finder.checking.duplicates import Known, Pair
    from finder.files.reading import Tree
    from finder.places.gazetteer import Village
    from finder.places.spots import Source
    from finder.settings import Settings

# Arrow keys, so that somebody can mend a word without typing the whole line again. Not everywhere.
with contextlib.suppress(ImportError):
    import readline

ROOT = Path(__file__).parent.parent
# What a shell calls a program that Ctrl+C stopped.
STOPPED = 130
_WIDEST = 100
_BACK, _HELP, _EMPTY, _STOP = "<", "?", "-", "x"
_FILE = "bestandsnaam"
_INTRODUCTION = """\
Ik stel je een paar vragen over iets nieuws voor de site.
Het duurt ongeveer vijf minuten.

  Enter    je weet het niet, of je slaat het over
  ?        meer uitleg en een voorbeeld
  <        terug naar de vorige vraag
  -        maak een antwoord weer leeg
  pijl op  haal terug wat je typte, en verbeter het
  Ctrl+C   stoppen; er wordt niets bewaard"""
_TO_CHECK = "Wat moet iemand nog uitzoeken? Bijvoorbeeld: Bel de gemeente en vraag of dit bestaat."


class StandsThereAlready(Exception):  # noqa: N818 (it reads as the outcome that it is)
    """The answer was: it is this one."""

    def __init__(self, one: Known) -> None:
        super().__init__(one.entry.file)
        self.one = one


@dataclass(frozen=True)
class Folder:
    """What is in the repository already.

    Attributes:
        root: the folder of the repository.
        known: every entry, to compare with.
        sources: what knows coordinates.
        taken: the slugs that no new file may have, each with the reason.
    """

    root: Path
    known: Sequence[Known]
    sources: Sequence[Source]
    taken: dict[str, Taken]


@click.command(cls=Command)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="De dag van vandaag.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, hidden=True)
def main(today: dt.datetime | None, root: Path) -> None:
    """Zet iets nieuws op de site: antwoord op een paar vragen."""
    day = days.today(today)
    try:
        context, folder = _prepare(root, day)
        click.echo(_INTRODUCTION)
        file, text = _converse(Interview(context), folder)
        write(root / file, text)
    except StandsThereAlready as found:
        _send_to(found.one)
        return
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nGestopt. Er is niets bewaard.")
        sys.exit(STOPPED)
    _report(file, root, context, folder)


def _prepare(root: Path, day: dt.date) -> tuple[Context, Folder]:
    gazetteer = Gazetteer.load()
    found = catalogue.load(root, day, gazetteer)
    if found.taxonomy is None:
        raise FinderError(found.findings)
    sources = offline_sources(root, gazetteer)
    known = duplicates.everyone(found, gazetteer, sources)
    return Context(found.taxonomy, gazetteer, day), Folder(root, known, sources, taken_in(root))


def _converse(talk: Interview, folder: Folder) -> tuple[str, str]:
    """The whole conversation; the path of the file and its text.

    Raises:
        StandsThereAlready: it is known.
        click.Abort: nothing is to be kept.
    """
    _go_through(talk, FIRST)
    _make_reachable(talk)
    _look_for_the_same(talk, folder)
    _go_through(talk, TEXT)
    if _yes(f"\nHet nodige weet ik nu. Mag ik nog {len(MORE)} korte vragen stellen?"):
        _go_through(talk, MORE)
    _correct(talk, folder)
    made = talk.draft
    return made.file, made.text


# --- the questions -----------------------------------------------------------------------------


def _go_through(talk: Interview, paths: Sequence[str]) -> None:
    """Ask these questions in order, and go back where somebody wants that."""
    number, step = 0, 1
    while number < len(paths):
        if talk.applies(paths[number]):
            step = _ask(talk, paths[number])
        number += step
        if number < 0:
            number, step = 0, 1


def _ask(talk: Interview, path: str) -> int:
    """Ask until there is an answer; 1 to go on, -1 to go back."""
    _head(talk.ask(path))
    for number, (label, meaning) in enumerate(talk.options(path), 1):
        _item(number, f"{label}{': ' if meaning else ''}{meaning}")
    while True:
        text = _read(talk.said(path))
        if text == _BACK:
            return -1
        if text == _HELP:
            _explain(talk, path)
        elif _is_answer(talk, path, text):
            return 1


def _tell(text: str, indent: str = "  ", first: str = "") -> None:
    """Print a text in lines that fit; no word is cut in two."""
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    click.echo(
        textwrap.fill(
            text,
            width,
            initial_indent=first or indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def _item(number: int, text: str) -> None:
    _tell(text, "      ", f"  {number:>2}  ")


def _head(text: str) -> None:
    click.echo()
    for line in textwrap.wrap(text, min(shutil.get_terminal_size().columns, _WIDEST)):
        click.secho(line, bold=True)


def _read(now: str = "") -> str:
    if now:
        _tell(f"Nu: {now}  (Enter: zo laten)")
        _remember(now)
    answer: str = click.prompt("", default="", show_default=False, prompt_suffix="> ")
    return answer.strip()


def _remember(text: str) -> None:
    """Let the arrow up bring this text back, also when it was not typed just now."""
    with contextlib.suppress(NameError):
        readline.add_history(text)


def _explain(talk: Interview, path: str) -> None:
    asked = question(path)
    _tell(asked.explain)
    _tell(f"Bijvoorbeeld: {asked.example}")
    if talk.options(path):
        _tell("Je mag de woorden typen, of hun nummer.")


def _is_answer(talk: Interview, path: str, text: str) -> bool:
    """Take an answer; False when the question must be asked again."""
    if text in {"", _EMPTY}:
        return _is_left_out(talk, path, text)
    if path == PLACE:
        return _is_place(talk, text)
    try:
        value = talk.understand(path, text)
    except AnswerError as error:
        _tell(f"{error.message} {error.hint}")
        return False
    if value is None:  # "nee, dat keek ik niet na"
        return _is_left_out(talk, path, _EMPTY)
    return _is_kept(talk, path, value)


def _is_kept(talk: Interview, path: str, value: Tree) -> bool:
    """Keep an answer that the check is content with; False when it must be asked again."""
    problems = talk.problems(path, value)
    persons = [one for one in problems if one.rule == "contact-person"]
    if not _is_fine([one for one in problems if one not in persons]):
        return False
    if persons and not _is_of_organisation(persons):
        return False
    talk.answers |= {path: value, **({ANSWER: "true"} if persons else {})}
    return True


def _is_of_organisation(findings: Sequence[Finding]) -> bool:
    """Ask whether what looks like the number or address of a person is none."""
    for finding in findings:
        _tell(f"{finding.severity.label}: {finding.message}")
    if _yes("  Van een organisatie, en niet van één persoon?"):
        return True
    _tell("Zoek dan het algemene nummer of adres. Is er geen? Druk op Enter.")
    return False


def _is_left_out(talk: Interview, path: str, text: str) -> bool:
    """Keep what was answered before, or take it away; False when an answer is needed."""
    if talk.is_needed(path) and (text == _EMPTY or path not in talk.answers):
        _tell("Dit hebben we nodig. Typ ? voor een voorbeeld.")
        return False
    if text == _EMPTY:
        talk.forget(path)
    return True


def _is_fine(findings: Sequence[Finding]) -> bool:
    """Show what the check says; an error asks again, a remark asks whether it matters."""
    for finding in findings:
        _tell(f"{finding.severity.label}: {finding.message} {finding.hint}".rstrip())
    if has_errors(findings):
        return False
    return not findings or _yes("  Wil je het zo laten?")


def _is_place(talk: Interview, text: str) -> bool:
    found = villages(text, talk.context.gazetteer)
    if not found:
        close = talk.context.gazetteer.suggest(text)
        _tell(f'"{text}" vinden wij niet in Vlaanderen of Brussel.')
        if not close or not _yes(f'  Bedoel je "{close}"?'):
            return False
        found = villages(close, talk.context.gazetteer)
    village = _choose(found)
    if village is None or not _is_fine(talk.place_problems(village)):
        return False
    talk.set_place(village)
    return True


def _choose(found: Sequence[Village]) -> Village | None:
    """The one that somebody means; None when it is none of them."""
    if len(found) == 1:
        return found[0] if _yes(f"  {_named(found[0])}. Klopt dat?") else None
    for number, village in enumerate(found, 1):
        _item(number, _named(village))
    answer = _number("Welke is het? Typ het nummer. Geen van deze? Typ n.", len(found))
    return found[answer - 1] if answer else None


def _named(village: Village) -> str:
    town = "" if village.municipality == village.name else f", gemeente {village.municipality}"
    return f"{village.postcode} {village.name}{town}"


def _number(text: str, most: int) -> int:
    """A number from 1, or 0 for "none"; asked until it is one of them."""
    _tell(text)
    while True:
        answer = _read().lower()
        if answer in {"n", "nee"}:
            return 0
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= most:
            return int(answer)
        _tell(f"Typ een nummer van 1 tot {most}, of n." if most > 1 else "Typ 1 of n.")


def _yes(text: str) -> bool:
    while True:
        answer = click.prompt(f"{text} [j/n]", prompt_suffix=" ").strip().lower()
        if answer in {"j", "ja", "n", "nee"}:
            return bool(answer.startswith("j"))
        click.echo("  Typ j of n.")


# --- can it be reached, and is it there already ------------------------------------------------


def _make_reachable(talk: Interview) -> None:
    """What nobody can reach is a tip, unless somebody knows a way after all."""
    while not talk.is_lead and not talk.is_reachable:
        click.echo()
        _tell("Zo kan niemand dit bereiken: er is geen telefoon, mail, website of huisnummer.", "")
        if not _yes("Weet je er toch een?"):
            click.echo("Dan bewaren we het als tip. Iemand anders zoekt het dan uit.")
            talk.is_lead = True
            _ask_what_to_check(talk)
            return
        _go_through(talk, CONTACT)


def _ask_what_to_check(talk: Interview) -> None:
    _head(_TO_CHECK)
    while True:
        text = _read(talk.to_check) or talk.to_check
        before, talk.to_check = talk.to_check, "" if text in {_EMPTY, _BACK} else text
        if _is_fine(talk.draft.about(TO_CHECK)):
            return
        talk.to_check = before


def _look_for_the_same(talk: Interview, folder: Folder) -> None:
    """Show what may be the same; what is not, is said in the file.

    Raises:
        StandsThereAlready: it is one of them.
    """
    found = talk.alike(folder.known, folder.sources)
    if not found:
        return
    _head("Staat het er al? Dit lijkt erop:")
    for number, pair in enumerate(found, 1):
        _item(number, _shown(pair))
        _tell(" ".join(pair.reasons), "      ")
    answer = _number("Is het een van deze? Typ het nummer. Is het iets anders? Typ n.", len(found))
    if answer:
        raise StandsThereAlready(found[answer - 1].other)
    talk.not_same_as += [pair.other.slug for pair in found]


def _shown(pair: Pair) -> str:
    entry = pair.other.entry
    address = entry.address
    facts = (
        entry.name,
        entry.organisation,
        " ".join(part for part in (address.street, address.place) if part) if address else "",
        entry.contact.phone,
        entry.contact.website,
    )
    return ", ".join(fact for fact in facts if fact)


def _send_to(one: Known) -> None:
    click.echo(f"\nDan staat het er al, in {one.entry.file}. Er is niets bewaard.")
    click.echo("Klopt er iets niet? Verbeter dat bestand. Zie CONTRIBUTING.md, Iets verbeteren.")


# --- the end -----------------------------------------------------------------------------------


def _correct(talk: Interview, folder: Folder) -> None:
    """Show everything, and ask again what is not right, until it may be written."""
    while True:
        talk.tidy()
        _make_reachable(talk)
        items = [path for path in (*FIRST, *TEXT, *MORE) if talk.applies(path)]
        items += [*([TO_CHECK] if talk.is_lead else []), _FILE]
        _overview(talk, items)
        problems = list(_problems(talk, folder))
        for problem in problems:
            click.secho(problem, fg="red")
        click.echo("\nKlopt alles? Typ een nummer om dat antwoord te verbeteren.")
        number = _read_choice(len(items), is_good=not problems)
        if number:
            _ask_again(talk, items[number - 1])
            continue
        before = len(talk.not_same_as)
        _look_for_the_same(talk, folder)
        if len(talk.not_same_as) == before:
            return


def _read_choice(most: int, *, is_good: bool) -> int:
    """The number of what is to be corrected; 0 to keep it all.

    Raises:
        click.Abort: nothing is to be kept.
    """
    click.echo("Enter: bewaren. x: stoppen." if is_good else "x: stoppen zonder bewaren.")
    while True:
        answer = _read().lower()
        if answer == _STOP:
            raise click.Abort
        if answer == "" and is_good:
            return 0
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= most:
            return int(answer)
        _tell(f"Typ een nummer van 1 tot {most}{', Enter' if is_good else ''} of x.")


def _overview(talk: Interview, items: Iterable[str]) -> None:
    click.secho("\nDit is wat ik weet:", bold=True)
    made = talk.draft
    for number, path in enumerate(items, 1):
        answer = {TO_CHECK: talk.to_check, _FILE: made.slug}.get(path) or _said(talk, path)
        _item(number, f"{_label(path)}: {answer or '(leeg)'}")
    click.secho(f"\nZo wordt het bestand {made.file}:", bold=True)
    click.echo("\n" + made.text.rstrip())


def _said(talk: Interview, path: str) -> str:
    return "" if path in {TO_CHECK, _FILE} else talk.said(path)


def _label(path: str) -> str:
    return {TO_CHECK: "uit te zoeken", _FILE: _FILE}.get(path) or question(path).column


def _problems(talk: Interview, folder: Folder) -> Iterable[str]:
    """What must be mended before the file can be written."""
    made = talk.draft
    for finding in made.findings:
        if finding.is_error:
            yield f"FOUT: {finding.message} {finding.hint}"
    if made.slug in folder.taken:
        yield f'FOUT: de naam "{made.slug}" {folder.taken[made.slug]}. Kies een andere.'


def _ask_again(talk: Interview, path: str) -> None:
    if path == TO_CHECK:
        _ask_what_to_check(talk)
    elif path == _FILE:
        _head("Hoe moet het bestand heten? Dat wordt het adres van de pagina.")
        talk.slug = slugify(_read(talk.draft.slug)) or talk.slug
    else:
        _ask(talk, path)


def _report(file: str, root: Path, context: Context, folder: Folder) -> None:
    """Run the checks on what was written, and say where to see it."""
    found = catalogue.load(root, context.today, context.gazetteer, more=[check_form])
    everyone = duplicates.everyone(found, context.gazetteer, folder.sources)
    findings = [f for f in (*found.findings, *duplicates.check(everyone)) if f.file == file]
    click.echo(f"\nBewaard: {file}")
    for finding in findings:
        click.echo(for_people(finding))
    if not findings:
        click.echo("De check vond niets om te verbeteren.")
    _tell_how_to_send(file, root)


def _tell_how_to_send(file: str, root: Path) -> None:
    """What to do next: look at it, and send it."""
    settings = _settings(root)
    click.echo(f"\nZo zie je het: typ make serve, en open {_address(file, settings)}")
    _head("Zo stuur je het op:")
    folder, _, name = file.rpartition("/")
    if settings and settings.repository:
        page = f"Open {settings.repository}/new/main/{folder}?filename={name}"
    else:
        page = f"Open op GitHub de map {folder}. Kies Add file en Create new file. Noem het {name}."
    _item(1, page)
    _item(2, "Kopieer wat hierboven staat, vanaf name:, en plak het daar.")
    _item(3, "Klik op Commit changes, op Propose changes en op Create pull request.")
    if settings and settings.contact_email:
        _tell(f"Geen account op GitHub? Mail het bestand naar {settings.contact_email}.", "")


def _settings(root: Path) -> Settings | None:
    """What the publisher set; None when that cannot be read, for the file is good without it."""
    try:
        return read_settings(root / "mkdocs.yml")
    except PublishError:
        return None


def _address(file: str, settings: Settings | None) -> str:
    """The address of the page in the preview."""
    base = urlsplit(settings.url).path if settings else "/"
    slug = file.rpartition("/")[2].removesuffix(".yml")
    page = "meedoen/" if f"/{LEADS}/" in file else f"initiatieven/{slug}/"
    return f"http://{HOST}:{PORT}{base.rstrip('/')}/{page}"


if __name__ == "__main__":
    main()
