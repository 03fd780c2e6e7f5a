"""The conversation: what is asked, what is written, and that stopping writes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from new import STOPPED, main

if TYPE_CHECKING:
    from click.testing import Result

    from tests.conftest import Repository

FILE = "oost-vlaanderen/de-kazemat-gent.yml"
# The answers, in the order of the questions.
NAME = "De Kazemat"
START = [NAME, "2", "gentbrugge", "j", "Kerkstraat 1", "", "09/245.09.99", "", ""]
TEXT = ["Je drinkt hier koffie met buren.", "https://kazemat.be", "2026-10", ""]
NO_MORE = ["n"]
KEEP = [""]
WRITTEN = """\
name: De Kazemat
kinds: [ontmoeten]
summary: Je drinkt hier koffie met buren.
address: {street: Kerkstraat 1, postcode: "9050", place: Gentbrugge}
contact: {phone: 09 245 09 99}
sources:
  - {url: https://kazemat.be, seen: 2026-10}
"""


def talk(repository: Repository, *answers: list[str], settings: str = "") -> Result:
    """A conversation with these answers, each on a line."""
    (repository.root / "docs").mkdir(exist_ok=True)
    settings += "site_name: Proef\nsite_url: https://proef.example/dichtbij/\n"
    (repository.root / "mkdocs.yml").write_text(settings)
    command = ["--root", str(repository.root), "--today", "2026-11-22"]
    lines = [line for part in answers for line in part]
    return CliRunner(env={"COLUMNS": "500"}).invoke(
        main, command, input="".join(f"{line}\n" for line in lines)
    )


def written(repository: Repository) -> set[str]:
    """The files that were not there before."""
    folder = repository.root / "initiatives"
    original = Path(__file__).parent / "fixtures" / "repository" / "initiatives"
    before = {p.relative_to(original).as_posix() for p in original.rglob("*") if p.is_file()}
    now = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    return now - before


def test_from_idea_to_file(repository: Repository) -> None:
    """In canonical form, checked, with the address of its page in the preview."""
    result = talk(repository, START, TEXT, NO_MORE, KEEP)
    assert result.exit_code == 0, result.output
    assert written(repository) == {FILE}
    assert repository.path(FILE).read_text() == WRITTEN
    assert f"Zo wordt het bestand initiatives/{FILE}:\n\n{WRITTEN}" in result.output
    assert f"Bewaard: initiatives/{FILE}\nDe check vond niets om te verbeteren." in result.output
    assert "http://127.0.0.1:8000/dichtbij/initiatieven/de-kazemat-gent/" in result.output
    assert "de-kazemat-gent" in [i.slug for i in repository.load().initiatives]


def test_one_question_at_a_time(repository: Repository) -> None:
    """In plain Dutch; the kinds with their words; the municipality of the place."""
    output = talk(repository, START, TEXT, NO_MORE, KEEP).output
    asked = ["Hoe heet het?", "Wat is het?", "In welk dorp", "In welke straat", "Wat doe je er"]
    places = [output.index(text) for text in asked]
    assert places == sorted(places)
    assert "   2  Mensen ontmoeten: " in output
    assert "9050 Gentbrugge, gemeente Gent. Klopt dat? [j/n]" in output


def test_the_questions_that_may_be_left_out(repository: Repository) -> None:
    """Each arrives in its field; what only makes sense after another answer is asked then."""
    more = ["Kazemat vzw", "2", "Bel even.", "je pas, een tas", "2", "1", "Je partner mag mee.",
            "minder", "Koffie kost 50 cent.", "niet nodig", "1", "ja", "Elke maandag om 14 uur.",
            "nl", "1", "ja"]  # fmt: skip
    result = talk(repository, START, TEXT, ["j"], more, KEEP)
    assert result.exit_code == 0, result.output
    assert repository.path(FILE).read_text() == (
        "name: De Kazemat\n"
        "organisation: Kazemat vzw\n"
        "kinds: [ontmoeten]\n"
        "summary: Je drinkt hier koffie met buren.\n"
        "first_visit: Bel even.\n"
        "welcome: {who: preferably, groups: [weinig-geld], note: Je partner mag mee.}\n"
        "from_elsewhere: yes\n"
        "referral: not-needed\n"
        "appointment: not-needed\n"
        "cost: {kind: reduced, note: Koffie kost 50 cent.}\n"
        "languages: [nl]\n"
        "wheelchair: yes\n"
        "volunteers: true\n"
        'address: {street: Kerkstraat 1, postcode: "9050", place: Gentbrugge}\n'
        "contact: {phone: 09 245 09 99, phone_of: organisation}\n"
        "bring: [je pas, een tas]\n"
        "hours_note: Elke maandag om 14 uur.\n"
        "sources:\n"
        "  - {url: https://kazemat.be, seen: 2026-10}\n"
    )


def test_who_looked_for_himself_says_how(repository: Repository) -> None:
    """The day is today; nobody types it."""
    talk(repository, START, [*TEXT[:3], "telefoon"], NO_MORE, KEEP)
    assert "checked: {date: 2026-11-22, how: phone}\n" in repository.path(FILE).read_text()


def test_it_says_how_to_send_it(repository: Repository) -> None:
    """On GitHub in the right folder under the right name, or by mail."""
    settings = "extra: {repository: 'https://git.example/o/r', contact_email: info@proef.example}\n"
    result = talk(repository, START, TEXT, NO_MORE, KEEP, settings=settings)
    folder, name = f"initiatives/{FILE}".rsplit("/", 1)
    assert f"https://git.example/o/r/new/main/{folder}?filename={name}" in result.output
    assert "Mail het bestand naar info@proef.example." in result.output
    other = talk(repository, ["Ander", *START[1:6], "09 245 09 44", "", ""], TEXT, NO_MORE, KEEP)
    assert f"Open op GitHub de map {folder}." in other.output


# --- stopping ----------------------------------------------------------------------------------

ALL = [*START, *TEXT, *NO_MORE]


@pytest.mark.parametrize("number", range(len(ALL) + 1))
def test_whoever_stops_wrote_nothing(repository: Repository, number: int) -> None:
    """After any answer, also when the file is already shown."""
    result = talk(repository, ALL[:number])
    assert result.exit_code == STOPPED
    assert "Gestopt. Er is niets bewaard." in result.output
    assert "Traceback" not in result.output
    assert written(repository) == set()


def test_saying_so_stops_too(repository: Repository) -> None:
    """At the end, with a letter."""
    result = talk(repository, ALL, ["x"])
    assert result.exit_code == STOPPED
    assert written(repository) == set()


# --- wrong answers -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "wrong", "told"),
    [
        (0, ["", "-"], "Dit hebben we nodig."),
        (0, ["x" * 101], "te lang"),
        (0, ["\x1b[A"], "onzichtbare tekens"),
        (1, ["ontmoten"], 'Bedoel je "ontmoeten"?'),
        (1, ["77"], "kan hier niet"),
        (1, ["2 77"], "kan hier niet"),
        (2, ["Xyzzy"], "vinden wij niet in Vlaanderen of Brussel"),
        (2, ["Gentbruge", "n"], 'Bedoel je "Gentbrugge"?'),
        (2, ["9000", "n"], "9000 Gent. Klopt dat?"),
        (2, ["8560", "x", "n"], "Typ een nummer van 1 tot 3, of n."),
        (3, ["misschien"], "Typ j of n."),
        (6, ["bel ons"], "geen Belgisch telefoonnummer"),
        (7, ["info"], "geen mailadres"),
        (12, ["misschien"], "Kies uit: telefoon, bezoek"),
        (8, ["kazemat"], "geen adres van een website"),
        (9, [""], "Dit hebben we nodig."),
        (10, ["de krant"], "geen adres van een website"),
        (11, ["2030"], "moet nog komen"),
    ],
)
def test_a_wrong_answer_is_asked_again(
    repository: Repository, at: int, wrong: list[str], told: str
) -> None:
    """With what is wrong in plain words, and nothing else has to be typed again."""
    result = talk(repository, ALL[:at], wrong, ALL[at:], KEEP)
    assert result.exit_code == 0, result.output
    assert told in result.output
    assert repository.path(FILE).read_text() == WRITTEN


def test_a_remark_on_the_language_may_stand(repository: Repository) -> None:
    """Who wants may keep it; who does not writes it again. Hard words must go."""
    hard = "Men organiseert activiteiten ter bevordering van de sociale cohesie."
    long = (
        "Je drinkt hier elke week een kop koffie met andere mensen uit de buurt."
        " Je praat er ook elke week samen met een vrijwilliger over wat je wil."
    )
    result = talk(repository, START, [hard, long, "n", long, "j", *TEXT[1:]], NO_MORE, KEEP)
    assert result.exit_code == 0, result.output
    assert result.output.count("LET OP: ") == 2
    assert result.output.count("Wil je het zo laten? [j/n]") == 2
    assert f"summary: {long}\n" in repository.path(FILE).read_text()


def test_a_place_with_a_name_that_is_shared(repository: Repository) -> None:
    """All that have it are shown with their municipality."""
    start = [*START[:2], "Beveren", "1", *START[4:]]
    result = talk(repository, start, TEXT, NO_MORE, KEEP)
    assert result.exit_code == 0, result.output
    assert "gemeente Roeselare" in result.output
    assert len(written(repository)) == 1


def test_without_a_place_there_is_an_area(repository: Repository) -> None:
    """It is asked until it is one of today."""
    start = [NAME, "2", "", "", "Gentbrugge", "Vlaanderen", *START[6:]]
    result = talk(repository, start, TEXT, NO_MORE, KEEP)
    assert result.exit_code == 0, result.output
    assert "is geen gemeente van vandaag" in result.output
    assert written(repository) == {"vlaanderen/de-kazemat.yml"}


def test_help(repository: Repository) -> None:
    """An explanation with an example, and the question again."""
    result = talk(repository, ["?"], ALL, KEEP)
    assert "Bijvoorbeeld: Het Voorbeeldhuis" in result.output
    assert repository.path(FILE).read_text() == WRITTEN


# --- correcting --------------------------------------------------------------------------------


def test_back_to_the_question_before(repository: Repository) -> None:
    """Past what was not asked, and not further than the first; Enter leaves an answer as it is."""
    start = ["<", "Kazemat", "<", NAME, *START[1:4], "<", "", "Kerkstraat 1", *START[5:]]
    result = talk(repository, start, TEXT, NO_MORE, KEEP)
    assert result.exit_code == 0, result.output
    assert "Nu: Kazemat  (Enter: zo laten)" in result.output
    assert repository.path(FILE).read_text() == WRITTEN


@pytest.mark.parametrize(
    ("number", "answers", "old", "new"),
    [
        (1, ["De Molen"], "name: De Kazemat", "name: De Molen"),
        (2, ["maatje, 2"], "[ontmoeten]", "[maatje, ontmoeten]"),
        (3, ["9000", "j"], '"9050", place: Gentbrugge', '"9000", place: Gent'),
        (4, ["-"], "street: Kerkstraat 1, ", ""),
        (5, ["Gent, Aalst"], "contact:", "serves: [Gent, Aalst]\ncontact:"),
        (6, ["09 245 09 98"], "09 99", "09 98"),
        (7, ["info@kazemat.be"], "99}", "99, email: info@kazemat.be}"),
        (8, ["www.kazemat.be"], "99}", "99, website: https://www.kazemat.be}"),
        (9, ["Je eet hier met buren."], "Je drinkt hier koffie", "Je eet hier"),
        (10, ["https://a.be"], "https://kazemat.be", "https://a.be"),
        (11, ["-"], ", seen: 2026-10", ""),
        (13, ["Kazemat vzw"], "kinds:", "organisation: Kazemat vzw\nkinds:"),
    ],
)
def test_every_answer_can_be_corrected(
    repository: Repository, number: int, answers: list[str], old: str, new: str
) -> None:
    """By its number, also what was not asked before."""
    result = talk(repository, ALL, [str(number)], answers, KEEP)
    assert result.exit_code == 0, result.output
    (file,) = written(repository)
    assert repository.path(file).read_text() == WRITTEN.replace(old, new)


def test_the_name_of_the_file_can_be_chosen(repository: Repository) -> None:
    """It becomes the address of the page, so that only plain letters are left of it."""
    result = talk(repository, ALL, ["26", "../De Kazemat!"], KEEP)
    assert result.exit_code == 0, result.output
    assert written(repository) == {"oost-vlaanderen/de-kazemat.yml"}


@pytest.mark.parametrize(
    ("slug", "reason"),
    [
        ("voorbeeldhuis-gent", "staat er al"),
        ("onbekend-aalst", "staat er al"),
        ("wil-niet-op-de-site", "wil niet op de site staan"),
        ("oud-adres", "leidt nu naar een andere pagina"),
    ],
)
def test_no_file_is_overwritten(repository: Repository, slug: str, reason: str) -> None:
    """A name that was used asks for another; Enter does not write it."""
    repository.write("redirects.yml", "redirects: {oud-adres: voorbeeldhuis-gent}\n")
    before = repository.path("oost-vlaanderen/voorbeeldhuis-gent.yml").read_text()
    result = talk(repository, ALL, ["26", slug, "", "26", "kazemat"], KEEP)
    assert result.exit_code == 0, result.output
    assert f'de naam "{slug}" {reason}' in result.output
    assert repository.path("oost-vlaanderen/kazemat.yml").exists()
    assert repository.path("oost-vlaanderen/voorbeeldhuis-gent.yml").read_text() == before


def test_a_correction_that_breaks_something_else(repository: Repository) -> None:
    """Without a place there must be an area; nothing is written before there is one."""
    result = talk(repository, ALL, ["3", "-", "", "4", "Gent"], KEEP)
    assert result.exit_code == 0, result.output
    assert "FOUT: Wij weten niet waar dit is." in result.output
    assert "serves: [Gent]\n" in repository.path(FILE).read_text()


# --- duplicates --------------------------------------------------------------------------------

SAME = ["Voorbeeldhuis vzw", *START[1:]]


def test_what_is_there_already_is_shown_before_the_end(repository: Repository) -> None:
    """Before the work of writing; and when it is that one, nothing is written."""
    result = talk(repository, SAME, ["1"])
    assert result.exit_code == 0, result.output
    assert "Staat het er al? Dit lijkt erop:" in result.output
    assert "Het Voorbeeldhuis, Voorbeeld vzw, Voorbeeldstraat 1 Gent, 09 245 09 05" in result.output
    assert "initiatives/oost-vlaanderen/voorbeeldhuis-gent.yml. Er is niets bewaard." in (
        result.output
    )
    assert "Wat doe je er" not in result.output
    assert written(repository) == set()


def test_what_is_something_else_says_so(repository: Repository) -> None:
    """In the file, so that the check does not ask again; a key pressed too often says nothing."""
    result = talk(repository, SAME, ["", "ja", "2", "n"], TEXT, NO_MORE, KEEP)
    assert result.exit_code == 0, result.output
    (file,) = written(repository)
    assert "not_same_as: [voorbeeldhuis-gent]\n" in repository.path(file).read_text()
    assert "De check vond niets om te verbeteren." in result.output


def test_a_correction_may_make_it_the_same(repository: Repository) -> None:
    """Then it is asked at the end, and the file is shown once more with what was answered."""
    result = talk(repository, ALL, ["1", "Voorbeeldhuis vzw", "", "n", ""])
    assert result.exit_code == 0, result.output
    assert "Staat het er al?" in result.output
    (file,) = written(repository)
    assert "not_same_as: [voorbeeldhuis-gent]\n" in repository.path(file).read_text()


# --- a tip -------------------------------------------------------------------------------------

NO_CONTACT = [NAME, "2", "9050 Gentbrugge", "j", "", "", "", "", ""]


def test_what_nobody_can_reach_is_a_tip(repository: Repository) -> None:
    """It goes to the leads, with what somebody must find out."""
    result = talk(repository, NO_CONTACT, ["n", "Bel de gemeente."], TEXT, NO_MORE, KEEP)
    assert result.exit_code == 0, result.output
    assert written(repository) == {f"leads/{FILE}"}
    assert repository.path(f"leads/{FILE}").read_text().endswith("to_check: Bel de gemeente.\n")
    assert "http://127.0.0.1:8000/dichtbij/meedoen/" in result.output


def test_a_way_that_somebody_remembers(repository: Repository) -> None:
    """The three are asked again, and it is an initiative."""
    result = talk(repository, NO_CONTACT, ["j", "09 245 09 99", "", ""], TEXT, NO_MORE, KEEP)
    assert result.exit_code == 0, result.output
    assert written(repository) == {FILE}


def test_a_tip_that_becomes_an_initiative(repository: Repository) -> None:
    """A correction at the end adds the phone number."""
    answers = ["n", "Bel.", *TEXT, *NO_MORE, "6", "09 245 09 99"]
    result = talk(repository, NO_CONTACT, answers, KEEP)
    assert result.exit_code == 0, result.output
    assert written(repository) == {FILE}
    assert "to_check" not in repository.path(FILE).read_text()


# --- a repository that is not in order ---------------------------------------------------------


def test_without_words_nothing_can_be_asked(repository: Repository) -> None:
    """The broken taxonomy is told."""
    repository.write("taxonomy.yml", "kinds: {a")
    result = talk(repository, ALL)
    assert result.exit_code == 1
    assert "initiatives/taxonomy.yml" in result.output


def test_another_file_with_a_mistake_is_no_hindrance(repository: Repository) -> None:
    """What others did wrong is not told to whoever adds something."""
    repository.write("limburg/fout.yml", 'name: "open')
    result = talk(repository, ALL, KEEP)
    assert result.exit_code == 0, result.output
    assert "fout.yml" not in result.output


def test_a_mobile_number_is_asked_about(repository: Repository) -> None:
    """No asks for another number; yes is said in the file, so that the check asks no more."""
    start = [*START[:6], "0470 00 00 00", "n", "0470 00 00 00", "j", *START[7:]]
    result = talk(repository, start, TEXT, NO_MORE, KEEP)
    assert result.exit_code == 0, result.output
    assert "Is dit van een organisatie?" in result.output
    text = repository.path(FILE).read_text()
    assert "contact: {phone: 0470 00 00 00, of_organisation: true}" in text
