"""What somebody wrote in a form or a mail; and the forms, which may not drift from the model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import pytest
import yaml
from finder.contributing import intake
from finder.contributing.intake import (
    MISTAKES,
    QUESTIONS,
    Ask,
    Report,
    options,
    printable,
    read,
)
from finder.contributing.mails import mail_of
from finder.files.model import Initiative
from finder.files.taxonomy import load_taxonomy
from finder.text import is_forbidden
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from tests.building import FIXTURES, ROOT, rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BODIES = FIXTURES / "intake"
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
TAXONOMY = load_taxonomy(ROOT / "initiatives" / "taxonomy.yml")
OPTIONS = options(TAXONOMY)
# The label with which a maintainer starts the workflow.
LABEL = "maak-voorstel"
FORM_OF = {
    "nieuw.yml": Ask.NEW,
    "fout.yml": Ask.CHANGE,
    "gestopt.yml": Ask.GONE,
    "nagekeken.yml": Ask.CHECKED,
}
# Fields that no form asks for, and why.
NOT_ASKED = {
    "location": "nobody knows it by heart; the geocoder finds it",
    "hours_note": "the question about hours goes there when it is no opening_hours",
    "funding": "for who knows the calls of the government",
    "status": "the form for what stopped says it",
    "contact.of_organisation": "the check asks whoever reads the proposal",
    "checked.date": "the day on which the form was filled in",
    "not_same_as": "needs the names of files",
    "exceptions": "needs the names of rules",
}

each_form = pytest.mark.parametrize("name", FORM_OF)


def text(name: str) -> str:
    """A form or a mail as it was sent."""
    return (BODIES / name).read_text(encoding="utf-8")


def report(name: str) -> Report:
    """What it says."""
    mail = mail_of((BODIES / name).read_bytes())
    found, findings = read(mail.text, mail.subject, sender=mail.sender)
    assert found, findings
    return found


def form(name: str) -> dict[str, Any]:
    """A form as GitHub reads it."""
    found = yaml.safe_load((FORMS / name).read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def questions(name: str) -> list[dict[str, Any]]:
    """The elements of a form that ask something."""
    return [element for element in form(name)["body"] if element["type"] != "markdown"]


# --- the forms follow the model and the taxonomy -----------------------------------------------


def _paths(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, field in model.model_fields.items():
        inner = next((m for m in _models(field.annotation)), None)
        if inner and prefix + name not in NOT_ASKED:
            yield from _paths(inner, f"{prefix}{name}.")
        elif name not in {"slug", "file"}:
            yield prefix + name, field.annotation


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _words(annotation: object) -> set[str]:
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    return set().union(*(_words(part) for part in get_args(annotation)))


FIELDS = dict(_paths(Initiative))


def test_there_is_a_form_for_each_thing_that_can_be_asked() -> None:
    assert {path.name for path in FORMS.glob("*.yml")} == {*FORM_OF, "config.yml"}
    # A form is public; who does not want to be listed mails.
    assert set(FORM_OF.values()) == set(Ask) - {Ask.UNWANTED}


def test_the_form_for_something_new_asks_for_every_field() -> None:
    asked = {QUESTIONS[one["attributes"]["label"]] for one in questions("nieuw.yml")}
    assert {path for path in FIELDS if path not in NOT_ASKED} == asked - {
        intake.OTHER_KINDS,
        intake.NOTE,
        intake.AGREED,
    }


@each_form
def test_each_question_has_words_and_an_id_that_we_know(name: str) -> None:
    for one in questions(name):
        path = QUESTIONS[one["attributes"]["label"]]
        assert one["id"] == path.replace(".", "_")
        assert path in {*FIELDS, *_NAMES} or path.startswith(("status.", "checked."))


_NAMES = (intake.PAGE, intake.WRONG, intake.HOW, intake.ALL, intake.NOTE, intake.AGREED,
          intake.OTHER_KINDS)  # fmt: skip


@each_form
def test_each_list_offers_what_we_know_in_our_order(name: str) -> None:
    for one in questions(name):
        path, offered = QUESTIONS[one["attributes"]["label"]], one["attributes"].get("options")
        if one["type"] == "dropdown":
            known = list(OPTIONS[path])
            # Who checked cannot say that they did not.
            assert offered == (known[:-1] if name == "nagekeken.yml" else known)
            assert not any("," in word for word in offered), "GitHub puts a comma between two"
        elif path == intake.OTHER_KINDS:
            labels = [f"**{kind.label}**: {kind.explanation}" for kind in TAXONOMY.kinds.values()]
            assert [option["label"] for option in offered] == labels
        elif path == intake.WRONG:
            assert [option["label"] for option in offered] == list(MISTAKES)
        else:
            assert path not in OPTIONS


@pytest.mark.parametrize("path", [path for path in FIELDS if _words(FIELDS[path])])
def test_each_word_of_the_model_can_be_chosen(path: str) -> None:
    if path in NOT_ASKED:
        return
    unknown = {"unknown"} & _words(FIELDS[path])
    assert {word or "unknown" for word in OPTIONS[path].values()} - (
        {"unknown"} - unknown
    ) == _words(FIELDS[path])


@each_form
def test_what_a_file_cannot_do_without_is_required(name: str) -> None:
    required = {one["id"] for one in questions(name) if one.get("validations", {}).get("required")}
    assert (
        required
        == {
            "nieuw.yml": {"name", "kinds", "summary", "sources_url"},
            "fout.yml": {"page"},
            "gestopt.yml": {"page", "how"},
            "nagekeken.yml": {"page", "checked_how"},
        }[name]
    )


@each_form
def test_no_form_puts_the_label_that_starts_the_workflow(name: str) -> None:
    """Else a stranger could start it."""
    assert LABEL not in form(name)["labels"]
    workflow = (ROOT / ".github/workflows/intake.yml").read_text(encoding="utf-8")
    assert f"if: github.event.label.name == '{LABEL}'" in workflow


def test_who_does_not_want_a_form_is_shown_another_way() -> None:
    config = form("config.yml")
    home = re.search(r'site_url: !ENV \[SITE_URL, "(.+?)"\]', (ROOT / "mkdocs.yml").read_text())
    assert home
    for link in config["contact_links"]:
        assert set(link) == {"name", "url", "about"}
        assert link["url"].startswith(home[1])


@pytest.mark.parametrize("path", sorted(BODIES.glob("*.md")), ids=lambda path: path.stem)
def test_each_example_has_the_headings_that_github_makes_of_a_form(path: Path) -> None:
    """So that the examples stay real when a form changes."""
    headings = re.findall(r"^### (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    of_forms = {tuple(one["attributes"]["label"] for one in questions(name)) for name in FORM_OF}
    own = tuple(heading for heading in headings if heading in QUESTIONS)
    assert own in of_forms


# --- what is read ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "ask", "page"),
    [
        ("nieuw.md", Ask.NEW, ""),
        ("nieuw-leeg.md", Ask.NEW, ""),
        ("fout.md", Ask.CHANGE, "https://steun-dichtbij.example/initiatieven/voorbeeldhuis-gent/"),
        ("fout-in-woorden.md", Ask.CHANGE, "Het Voorbeeldhuis"),
        ("fout-leeg.md", Ask.CHANGE, ""),
        ("gestopt-leeg.md", Ask.GONE, ""),
        ("nagekeken.md", Ask.CHECKED, "initiatives/oost-vlaanderen/voorbeeldhuis-gent.yml"),
        ("nagekeken-leeg.md", Ask.CHECKED, ""),
        ("mail-nieuw.txt", Ask.NEW, ""),
        ("mail-gestopt.txt", Ask.GONE, "https://steun-dichtbij.example/initiatieven/voorbeeldhuis-gent/"),
        ("mail-nagekeken.txt", Ask.CHECKED, "https://steun-dichtbij.example/initiatieven/voorbeeldhuis-gent/"),
        ("mail-leeg.txt", Ask.CHANGE, "https://steun-dichtbij.example/initiatieven/voorbeeldhuis-gent/"),
    ],
)  # fmt: skip
def test_what_is_asked_and_of_which_page(name: str, ask: Ask, page: str) -> None:
    assert (report(name).ask, report(name).page) == (ask, page)


def test_an_empty_form_has_no_answers() -> None:
    for name in ("nieuw-leeg.md", "fout-leeg.md", "gestopt-leeg.md", "nagekeken-leeg.md"):
        answers = {k: v for k, v in report(name).answers.items() if k != intake.OTHER_KINDS}
        assert (answers, report(name).wrong, report(name).note) == ({}, (), ())


def test_a_form_of_a_correction() -> None:
    assert report("fout.md") == Report(
        Ask.CHANGE,
        "https://steun-dichtbij.example/initiatieven/voorbeeldhuis-gent/",
        {
            "contact.phone": "09/245.09.06",
            "hours": "We 14:00-17:00; PH off",
            "sources.url": "https://voorbeeldhuis.example/contact",
            "checked.how": "Ik belde",
        },
        ("Telefoon", "Uren"),
    )


def test_a_mail_of_a_correction() -> None:
    """Ticks, answers behind them, and the rest for people; not the signature."""
    found, _ = read(text("mail-fout.txt"), ours=text("mail-leeg.txt").split("\n"))
    assert found == Report(
        Ask.CHANGE,
        "https://steun-dichtbij.example/initiatieven/voorbeeldhuis-gent/",
        {
            "contact.phone": "09 245 09 06",
            "address.street": "Kerkstraat 1",
            "address.place": "9000 Gent",
            "cost.kind": "Koffie kost 1 euro",
            "sources.url": "voorbeeldhuis.example/contact",
        },
        ("Telefoon", "Adres", "Prijs"),
        ("De bel hangt links.",),
    )


def test_an_answer_in_a_mail_goes_on_until_an_empty_line() -> None:
    assert report("mail-nieuw.txt").answers["summary"] == (
        "Je drinkt hier koffie en je praat met mensen."
    )
    assert report("mail-nieuw.txt").note == ("Dit staat nog niet op de site:",)


@pytest.mark.parametrize("name", ["mail-outlook.eml", "mail-html.eml", "mail-antwoord.txt"])
def test_a_mail_as_programs_send_it(name: str) -> None:
    """From Outlook, as HTML only, or as an answer above the old mail; the page is that of ours."""
    found = report(name)
    assert found.ask is Ask.CHANGE
    assert found.answers["contact.phone"] == "09 245 09 06"
    assert "voorbeeldhuis" in found.page.casefold()
    assert "<" not in found.page


def test_a_mail_of_outlook_is_read_without_what_outlook_adds() -> None:
    """Hard spaces, addresses that stand there twice, an empty line after each line."""
    assert report("mail-outlook.eml").answers == {
        "contact.phone": "09 245 09 06",
        "contact.email": "info@voorbeeldhuis.example",
        "contact.website": "www.voorbeeldhuis.example",
        "hours": "Elke maandag in het café.",
        "sources.url": "https://voorbeeldhuis.example/contact",
    }


@pytest.mark.parametrize("name", sorted(path.name for path in BODIES.glob("mail-*")))
def test_who_sent_it_is_nowhere(name: str) -> None:
    """Nor a number or an address below the signature, which would become that of the place."""
    found = report(name)
    said = " ".join([*found.answers.values(), *found.note]).casefold()
    for private in ("jan", "janssens", "0470 00 00 00", "iemand@", "afzender"):
        assert private not in said


@pytest.mark.parametrize(
    "closing",
    [
        "-- ",
        "Groetjes",
        "Met vriendelijke groet,",
        "Vriendelijke groeten,",
        "Hartelijke groeten vanuit Gent",
        "mvg",
        "M.v.g.",
        "Alvast bedankt!",
        "Bedankt,",
        "Verzonden vanaf mijn Galaxy",
        "Kind regards",
        "Outlook voor Android downloaden",
    ],
)
def test_below_the_end_of_a_mail_nothing_is_an_answer(closing: str) -> None:
    found, _ = read(
        f"Pagina: huis-gent\n[x] Uren: gesloten\n{closing}\nJan\nTelefoon: 0470 00 00 00"
    )
    assert found
    assert (found.answers, found.note) == ({"hours": "gesloten"}, ())


@pytest.mark.parametrize(
    "line",
    [
        "Elke maandag is er de groetenclub.",
        "De mensen groeten je vriendelijk aan de deur, en je krijgt meteen een kop koffie van hen.",
        "Bedankt voor de site. Het nummer is fout.",
        "Op 3 november 2026 sluit het.",
        "Vanaf januari is het elders.",
    ],
)
def test_what_only_looks_like_the_end_of_a_mail(line: str) -> None:
    found, _ = read(f"Pagina: huis-gent\n[x] Uren: gesloten\n\n{line}\n\n[x] Prijs: 1 euro")
    assert found
    assert found.note == (line,)
    assert found.answers["cost.kind"] == "1 euro"


def test_a_mail_of_a_page_with_many_may_name_one() -> None:
    """What was ticked is for people; nothing of it is put in a file."""
    found = report("mail-pagina.txt")
    assert (found.ask, found.page, found.answers) == (Ask.CHANGE, "Het Voorbeeldhuis", {})
    assert "[x] Iets bestaat niet meer: de winkel sloot in de zomer" in found.note


@pytest.mark.parametrize(
    "line",
    [
        "[x] Telefoon: 09 245 09 06",
        "[X] telefoon:09 245 09 06",
        "- [x] Telefoon 09 245 09 06",
        "> > [ x ] TELEFOON : 09 245 09 06",
        "* [✓] Telefoon: 09 245 09 06",
    ],
)
def test_the_ways_in_which_people_tick(line: str) -> None:
    found, _ = read(f"Pagina: voorbeeldhuis-gent\n{line}\n")
    assert found
    assert (found.wrong, found.answers) == (("Telefoon",), {"contact.phone": "09 245 09 06"})


def test_a_subject_names_the_page_when_the_body_does_not() -> None:
    found, _ = read("[x] Uren: gesloten", "Re: Klopt niet: Het Voorbeeldhuis")
    assert found
    assert found.page == "Het Voorbeeldhuis"


def test_a_heading_in_an_answer_stays_part_of_it() -> None:
    """Only the first heading with the words of a question begins an answer."""
    body = "### Soort\n\nEen maatje\n\n### Nog iets\n\n### Welkom\nEn dit\n### Soort\nx"
    found, _ = read(body)
    assert found == Report(
        Ask.NEW, "", {"kinds": "Een maatje"}, (), ("### Welkom", "En dit", "### Soort", "x")
    )


@pytest.mark.parametrize("body", ["", "\n", "Dag, wat een mooie site!", "### Iets anders\n\nx"])
def test_what_is_no_form_or_mail_of_ours(body: str) -> None:
    found, findings = read(body)
    assert (found, rules(findings)) == (None, ["intake-empty"])


# --- what is too long, or hides ----------------------------------------------------------------


def test_a_long_answer_is_cut_and_told() -> None:
    found, findings = read(f"### Pagina\n\nx\n\n### Wat klopt er niet\n\n### Naam\n\n{'a' * 3000}")
    assert found
    assert len(found.answers["name"]) == intake.LONGEST_ANSWER
    assert [(f.rule, f.field) for f in findings] == [("intake-long", "Naam")]


@pytest.mark.parametrize("piece", ["a", "### ", "[x] ", "\n", "### Naam\n", "> ", " initiatieven/"])
def test_a_megabyte_is_read_no_further_than_allowed(piece: str) -> None:
    """And quickly: no pattern takes more than one walk over the text."""
    body = "### Pagina\n\nx\n\n### Wat klopt er niet\n\n### Nog iets\n\n" + piece * 2**20
    found, findings = read(body[: 2**20])
    assert found
    assert sum(map(len, found.note)) <= intake.LONGEST_NOTE
    assert "intake-long" in rules(findings)


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [
        ("a\u202eb", "ab"), ("a\u200bb", "ab"), ("a\x00b\x1b[0m", "ab[0m"), ("a\ufeffb", "ab"),
        ("a\r\nb\rc", "a\nb\nc"), ("a\tb", "a b"), ("a\u2028b", "ab"), ("a\udc80b", "ab"),
        ("Café ﷽", "Café ﷽"),
    ],
)  # fmt: skip
def test_what_hides_is_left_out(hidden: str, expected: str) -> None:
    assert printable(hidden) == expected


PIECES = st.lists(
    st.one_of(
        st.text(),
        st.sampled_from([f"### {label}\n\n" for label in QUESTIONS]),
        st.sampled_from([f"\n[x] {word}: " for word in intake._IN_MAIL]),
        st.sampled_from(["\n", "_No response_", "- [x] ", "initiatieven/x/", "> ", "--\n"]),
    ),
    max_size=20,
).map("".join)


@given(PIECES, st.text(max_size=50))
def test_any_text_gives_a_report_or_findings(body: str, subject: str) -> None:
    """No text stops it, and nothing that it gives hides or is too long."""
    found, findings = read(body, subject)
    assert found or findings
    if found:
        told = [found.page, *found.answers.values(), *found.note]
        assert all(len(one) <= intake.LONGEST_NOTE for one in told)
        assert not any(is_forbidden(c) for one in told for c in one)
        assert set(found.wrong) <= set(MISTAKES)
