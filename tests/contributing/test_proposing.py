"""From what somebody wrote to a file: what it says, where it goes, and what it never does."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from finder.checking.rules import Context
from finder.contributing import intake
from finder.contributing.intake import Ask, Report, read
from finder.contributing.proposing import Proposal, Shelf, as_markdown, find, propose
from finder.files.reading import read_bytes, read_file
from finder.files.taxonomy import load_taxonomy
from finder.findings import has_errors
from finder.text import SLUG
from hypothesis import given
from hypothesis import strategies as st

from tests.building import REPOSITORY, ROOT, TODAY, document, real_gazetteer, rules, yaml_text
from tests.contributing.test_intake import BODIES, PIECES, text

if TYPE_CHECKING:
    from finder.files.reading import Document

HOUSE = "initiatives/oost-vlaanderen/voorbeeldhuis-gent.yml"
CONTEXT = Context(load_taxonomy(ROOT / "initiatives" / "taxonomy.yml"), real_gazetteer(), TODAY)
WRITTEN = dt.date(2026, 11, 21)


def documents() -> dict[str, Document]:
    """The files of the small repository, by slug."""
    found = {}
    for path in sorted((REPOSITORY / "initiatives").glob("**/*/*.yml")):
        one, findings = read_file(path, path.relative_to(REPOSITORY).as_posix())
        assert one, findings
        found[one.slug] = one
    return found


SHELF = Shelf(documents(), {"wil-niet-op-de-site-gent"}, {"oude-naam": "voorbeeldhuis-gent"})


def proposal(name: str, shelf: Shelf = SHELF) -> Proposal:
    """What comes of a form or mail that was sent."""
    found, findings = read(text(name))
    assert found, findings
    return propose(found, shelf, CONTEXT, WRITTEN)


def made(asked: Proposal) -> Document:
    """The file of a proposal, read again."""
    assert asked.draft, asked.findings
    found, findings = read_bytes(asked.draft.text.encode(), asked.draft.file)
    assert found
    assert not findings
    return found


def new(**answers: str) -> Proposal:
    """What comes of a form for something new with these answers; ``_`` stands for a dot."""
    known = {"name": "Huis", "kinds": "Mensen ontmoeten", "summary": "Je praat.",
             "address.place": "Gent", "contact.phone": "09 245 09 05",
             "sources.url": "https://huis.example"}  # fmt: skip
    changed = {intake.QUESTIONS.get(k.replace("_", " "), k.replace("__", ".")): v
               for k, v in answers.items()}  # fmt: skip
    return propose(Report(Ask.NEW, "", known | changed), SHELF, CONTEXT, WRITTEN)


def change(page: str = "voorbeeldhuis-gent", **answers: str) -> Proposal:
    """What comes of a correction with these answers; ``__`` stands for a dot."""
    dotted = {key.replace("__", "."): value for key, value in answers.items()}
    return propose(Report(Ask.CHANGE, page, dotted), SHELF, CONTEXT, WRITTEN)


# --- something new -----------------------------------------------------------------------------


def test_a_whole_form_becomes_a_whole_file() -> None:
    """Every answer, in the words and the form of a file."""
    asked = proposal("nieuw.md")
    assert made(asked).file == "initiatives/oost-vlaanderen/praatcafe-de-linde-gent.yml"
    assert not has_errors(asked.findings)
    assert asked.title == "Nieuw: praatcafe-de-linde-gent"
    assert made(asked).raw.decode() == (
        "name: Praatcafé De Linde\n"
        "organisation: Buurtwerk Gent vzw\n"
        "kinds: [ontmoeten, leren]\n"
        "summary: Je oefent Nederlands bij een kop koffie. Je leert mensen uit de buurt kennen.\n"
        "welcome: {who: preferably, groups: [nieuwkomers, nederlands-leren]}\n"
        "appointment: not-needed\n"
        "cost: {kind: free}\n"
        "languages: [nl, fr]\n"
        "wheelchair: partly\n"
        "volunteers: true\n"
        'address: {street: Lindestraat 5, postcode: "9050", place: Gentbrugge}\n'
        "contact: {phone: 09 245 09 05, phone_of: organisation,"
        " website: https://www.delinde.example/praatcafe}\n"
        "bring: [je identiteitskaart, een schrift]\n"
        "hours_note: Elke dinsdag van 14 tot 16 uur.\n"
        "sources:\n"
        "  - {url: https://www.delinde.example/praatcafe, seen: 2026-09}\n"
        "checked: {date: 2026-11-21, how: visit}\n"
    )


def test_what_nobody_can_reach_becomes_a_tip() -> None:
    found = made(proposal("nieuw-zonder-contact.md"))
    assert found.file == "initiatives/leads/oost-vlaanderen/wandelgroep-aalst.yml"
    assert "telefoon" in (found.text("to_check") or "")


def test_a_mail_without_a_kind_is_a_file_with_an_error_to_mend() -> None:
    asked = proposal("mail-nieuw.txt")
    assert made(asked).get("address") == {"street": "Kerkstraat 1", "place": "Aalst"}
    assert [f.field for f in asked.findings if f.is_error] == ["kinds"]


def test_without_a_name_there_is_no_file() -> None:
    asked = proposal("nieuw-leeg.md")
    assert (asked.draft, rules(asked.findings)) == (None, ["intake-nothing"])


def test_a_name_that_is_taken_overwrites_nothing() -> None:
    shelf = Shelf({"huis-gent": document(yaml_text()), "huis-gent-2": document(yaml_text())})
    answers = {"name": "Huis", "address.place": "Gent", "kinds": "Samen sterk"}
    asked = propose(Report(Ask.NEW, "", answers), shelf, CONTEXT, WRITTEN)
    assert made(asked).slug == "huis-gent-3"
    assert "intake-known" in rules(asked.findings)


@pytest.mark.parametrize(
    "shelf",
    [
        Shelf({}, redirects={"huis-gent": "ander-huis-gent"}),
        Shelf({}, past={"huis-gent"}),
    ],
)
def test_an_old_address_is_not_given_to_something_new(shelf: Shelf) -> None:
    answers = {"name": "Huis", "address.place": "Gent", "kinds": "Samen sterk"}
    asked = propose(Report(Ask.NEW, "", answers), shelf, CONTEXT, WRITTEN)
    assert made(asked).slug == "huis-gent-2"
    (told,) = [f for f in asked.findings if f.rule == "intake-known"]
    assert "al gebruikt" in told.message


def test_who_asked_not_to_be_listed_is_not() -> None:
    asked = new(name="Wil niet op de site")
    assert (asked.draft, rules(asked.findings)) == (None, ["intake-hidden"])


@pytest.mark.parametrize(
    ("path", "answer", "field", "expected"),
    [
        ("address.place", "gent", "address", {"place": "Gent"}),
        ("address.place", "9300 AALST", "address", {"place": "Aalst", "postcode": "9300"}),
        ("address.place", "../../Gent", "address", {"place": "Gent"}),
        ("address.place", "Nergens", "address", {"place": "Nergens"}),
        ("contact.website", "www.huis.example", "contact.website", "https://www.huis.example"),
        ("contact.website", "javascript:alert(1)", "contact.website", "javascript:alert(1)"),
        ("contact.phone", "+32 9 245 09 05", "contact.phone", "09 245 09 05"),
        ("hours", "Mo-Fr 09:00-12:00", "hours", "Mo-Fr 09:00-12:00"),
        ("hours", "elke dag behalve maandag", "hours_note", "Elke dag behalve maandag."),
        ("serves", "Gent, Aalst;Provincie", "serves", ["Gent", "Aalst", "Provincie"]),
        ("cost.kind", "gratis", "cost", {"kind": "free"}),
        ("cost.kind", "Weet ik niet", "cost", None),
        ("cost.kind", "4 euro", "cost", {"kind": "paid", "note": "4 euro."}),
        ("cost.kind", "€ 2,50 per keer", "cost", {"kind": "paid", "note": "€ 2,50 per keer."}),
        ("cost.kind", "Niet gratis", "cost", {"kind": "paid", "note": "Niet gratis."}),
        ("cost.kind", "C'est gratuit !", "cost", {"kind": "free"}),
        ("cost.kind", "It's free", "cost", {"kind": "free"}),
        ("cost.kind", "soms 2 euro", "cost", {"kind": "unknown", "note": "Soms 2 euro."}),
        (
            "cost.kind",
            "gratis, koffie kost 1 euro",
            "cost",
            {"kind": "unknown", "note": "Gratis, koffie kost 1 euro."},
        ),
        ("cost.kind", "vraag het", "cost", {"kind": "unknown", "note": "Vraag het."}),
        ("address.street", "Dorp 4-6", "address.street", "Dorp 4-6"),
        ("address.street", "Laan 1830 12", "address.street", "Laan 1830 12"),
        (
            "address.street",
            "Kerkstraat 5, 9000 gent",
            "address",
            {"street": "Kerkstraat 5", "postcode": "9000", "place": "Gent"},
        ),
        (
            "address.street",
            "Kerkstraat 5 bus 2 B-9000 Gent.",
            "address",
            {"street": "Kerkstraat 5 bus 2", "postcode": "9000", "place": "Gent"},
        ),
        (
            "sources.url",
            "https://huis.example/nieuws (2026-10-01)",
            "sources",
            [{"url": "https://huis.example/nieuws", "seen": "2026-10-01"}],
        ),
        ("welcome.groups", "ouderen, gezinnen", "welcome.groups", ["ouderen", "gezinnen"]),
        ("welcome.groups", "ouderen, katten", "welcome.groups", ["ouderen"]),
        (intake.OTHER_KINDS, "- [ ] **Iets leren**: x - [x] **Samen sterk**: y - [ ] **A**: z",
         "kinds", ["ontmoeten", "vereniging"]),
        ("kinds", "Zomaar iets", "kinds", None),
        ("volunteers", "Ja", "volunteers", "true"),
        ("from_elsewhere", "Weet ik niet", "from_elsewhere", None),
    ],
)  # fmt: skip
def test_an_answer_in_the_form_of_its_field(
    path: str, answer: str, field: str, expected: object
) -> None:
    assert made(new(**{path: answer})).get(field) == expected


@pytest.mark.parametrize(
    ("path", "answer"),
    [("kinds", "Zomaar iets"), ("welcome.groups", "katten"), ("checked.how", "Ik droomde het")],
)
def test_a_word_that_we_do_not_know_is_told(path: str, answer: str) -> None:
    assert "intake-answer" in rules(new(**{path: answer}).findings)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("", "2026-11-21"), ("2026-11-20", "2026-11-20"), ("20/11/2026", "2026-11-20"),
        ("1-2-2026", "2026-02-01"), ("31/2/2026", None), ("gisteren", None), ("²/1/2026", None),
        ("99999999999-1-1", None),
    ],
)  # fmt: skip
def test_the_day_of_a_check(day: str, expected: str | None) -> None:
    """Without a day: the day on which it was written. A day that is none: no check."""
    asked = new(checked__how="Ik belde", checked__date=day)
    assert made(asked).text("checked.date") == expected
    assert ("intake-answer" in rules(asked.findings)) is (expected is None)


# --- a change ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "https://steun-dichtbij.example/initiatieven/voorbeeldhuis-gent/",
        "http://localhost:8000/initiatieven/voorbeeldhuis-gent/?x#y",
        "initiatives/oost-vlaanderen/voorbeeldhuis-gent.yml",
        "voorbeeldhuis-gent",
        "Het voorbeeldhuis",
        "https://steun-dichtbij.example/initiatieven/oude-naam/",
    ],
)
def test_the_ways_to_say_which_page(page: str) -> None:
    found = find(page, SHELF)
    assert found
    assert found.file == HOUSE


@pytest.mark.parametrize(
    "page", ["", " ", "../../etc/passwd", "initiatieven/bestaat-niet", "taxonomy.yml", "'"]
)
def test_a_page_that_we_do_not_have(page: str) -> None:
    assert find(page, SHELF) is None
    asked = change(page, name="x")
    assert (asked.draft, rules(asked.findings)) == (None, ["intake-page"])


def test_a_name_that_two_have_means_neither() -> None:
    twice = {slug: document(yaml_text(name="Huis")) for slug in ("a", "b")}
    assert find("Huis", Shelf(twice)) is None


def test_a_correction_changes_what_it_says_and_keeps_the_rest() -> None:
    """The comment, the fields that nobody spoke of, and the old sources stay."""
    asked = proposal("fout.md")
    before, after = SHELF.documents["voorbeeldhuis-gent"].data, made(asked).data
    changed = {key for key in {**before, **after} if before.get(key) != after.get(key)}
    assert changed == {"contact", "hours", "hours_note", "sources", "checked"}
    contact = {**_map(before["contact"]), "phone": "09 245 09 06"}
    assert after["contact"] == {key: contact[key] for key in contact if key != "phone_of"}
    assert after["checked"] == {"date": "2026-11-21", "how": "phone"}
    assert made(asked).raw.startswith(b"# Een verzonnen voorbeeld met elk veld.\n")
    assert (made(asked).file, asked.removes) == (HOUSE, "")


def _map(value: object) -> dict[str, object]:
    assert isinstance(value, dict)
    return value


@pytest.mark.parametrize(
    ("answers", "field", "expected"),
    [
        ({"address__street": "Kerkstraat 1"}, "address",
         {"street": "Kerkstraat 1", "postcode": "9000", "place": "Gent"}),
        ({"address__place": "Aalst"}, "address", {"place": "Aalst"}),
        ({"address__place": "Aalst"}, "location", None),
        ({"contact__phone": "09 245 09 06"}, "location", {"lat": "51.0500", "lon": "3.7300"}),
        ({"contact__phone": "09 245 09 06"}, "contact.phone_of", None),
        ({"contact__phone": "09/245.09.05", "contact__email": "a@b.be"}, "contact.phone_of",
         "organisation"),
        ({"contact__phone": "09 245 09 06", "contact__phone_of": "Van de gemeente of de stad"},
         "contact.phone_of", "town"),
        ({"bring": "een tas"}, "bring", ["een tas"]),
        ({"hours": "Mo 10:00-12:00"}, "hours_note", None),
        ({"hours": "elke dag"}, "hours", None),
        ({"cost__kind": "Gratis"}, "cost", {"kind": "free"}),
        ({"cost__note": "2 euro"}, "cost", {"kind": "reduced", "note": "2 euro."}),
        ({"sources__url": "https://gids.be/voorbeeld", "sources__seen": "2026"}, "sources.2",
         {"url": "https://gids.be/voorbeeld", "seen": "2026"}),
    ],
)  # fmt: skip
def test_what_a_change_makes_wrong_goes(
    answers: dict[str, str], field: str, expected: object
) -> None:
    """A new place: not the old street or point. A new price: not the old explanation."""
    assert made(change(**answers)).get(field) == expected


def test_a_move_to_another_province_moves_the_file() -> None:
    asked = change(address__place="Mechelen")
    assert made(asked).file == "initiatives/antwerpen/voorbeeldhuis-gent.yml"
    assert asked.removes == HOUSE


def test_a_place_that_we_do_not_know_moves_nothing() -> None:
    asked = change(address__place="Nergenshuizen")
    assert (made(asked).file, asked.removes) == (HOUSE, "")
    assert "place-unknown" in rules(asked.findings)


def test_words_alone_change_no_file() -> None:
    asked = proposal("fout-in-woorden.md")
    assert (asked.draft, rules(asked.findings)) == (None, ["intake-nothing"])
    assert "Iets anders" in asked.findings[0].message


def test_a_check_writes_only_its_line() -> None:
    asked = proposal("nagekeken.md")
    before, after = SHELF.documents["voorbeeldhuis-gent"].data, made(asked).data
    assert {k for k in after if before.get(k) != after[k]} == {"checked"}
    assert after["checked"] == {"date": "2026-11-21", "how": "phone"}


def test_a_check_older_than_the_one_in_the_file_changes_nothing() -> None:
    answers = {"checked.how": "Ik belde", "checked.date": "2026-11-20"}
    asked = propose(Report(Ask.CHECKED, "voorbeeldhuis-gent", answers), SHELF, CONTEXT, WRITTEN)
    assert (asked.draft, rules(asked.findings)) == (None, ["intake-nothing"])


# --- gone --------------------------------------------------------------------------------------


def test_what_stopped_moves() -> None:
    asked = proposal("gestopt.md")
    found = made(asked)
    assert found.file == "initiatives/stopped/oost-vlaanderen/voorbeeldhuis-gent.yml"
    assert asked.removes == HOUSE
    assert found.get("status") == {"state": "stopped", "message": "Het huis sloot in juni 2026."}
    assert found.get("exceptions") is None
    assert not has_errors(asked.findings)


def test_what_stopped_already_stays_where_it_is() -> None:
    report = Report(Ask.GONE, "oud-huis-mechelen", {"sources.url": "https://nieuws.example"})
    asked = propose(report, SHELF, CONTEXT, WRITTEN)
    assert made(asked).file == SHELF.documents["oud-huis-mechelen"].file
    assert asked.removes == ""


# --- the text of the proposal ------------------------------------------------------------------

HOSTILE = sorted(path.name for path in BODIES.glob("hostile-*.md"))


def outside_code(markdown: str) -> str:
    """What GitHub gives a meaning: all but code spans, each of one backtick on one line."""
    assert "``" not in markdown
    parts = [line.split("`") for line in markdown.splitlines()]
    assert all(len(line) % 2 for line in parts)
    return "\n".join("".join(line[::2]) for line in parts)


def test_there_are_hostile_examples() -> None:
    assert len(HOSTILE) >= 7


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_names_nobody_and_loads_nothing(name: str) -> None:
    """Outside code spans stand only our own words, and no sign that means something."""
    found, _ = read(text(name))
    assert found
    title, _, body = as_markdown(proposal(name), found).partition("\n")
    assert re.fullmatch(r"# (\w+: [a-z0-9-]+|Hier kwam geen bestand van)", title)
    outside = outside_code(body)
    for sign in "@<>&|*_~\\!$;{":
        assert sign not in outside
    for word in ("://", "www.", "evil", "gehackt", "iedereen", "::"):
        assert word not in outside


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_gives_a_file_of_text_with_a_name_of_ours(name: str) -> None:
    asked = proposal(name)
    if asked.draft:
        assert SLUG.fullmatch(made(asked).slug)
        assert asked.draft.file.startswith("initiatives/oost-vlaanderen/")
        assert set(made(asked).data) <= {"name", "organisation", "kinds", "summary", "address",
                                         "serves", "contact", "sources"}  # fmt: skip


def test_the_summary_says_what_a_reader_must_look_at() -> None:
    found, _ = read(text("gestopt.md"))
    shown = as_markdown(proposal("gestopt.md"), found)
    assert shown.startswith("# Gestopt: voorbeeldhuis-gent\n\n")
    assert "`initiatives/stopped/oost-vlaanderen/voorbeeldhuis-gent.yml`" in shown
    assert f"In de plaats van: `{HOUSE}`" in shown
    assert "### Hoe weet iemand dat\n\n- `Ik belde`\n" in shown
    assert "- [ ] Er staat geen naam, nummer of mailadres van een persoon in." in shown


def test_what_could_not_be_made_says_why() -> None:
    found, _ = read(text("fout-in-woorden.md"))
    shown = as_markdown(proposal("fout-in-woorden.md"), found)
    assert shown.startswith("# Hier kwam geen bestand van\n")
    assert "- Iets anders" in shown
    assert "- `De foto klopt niet.`" in shown
    assert as_markdown(Proposal(None, None, "", ()), None).endswith("Alles in orde.\n")


@given(PIECES, st.sampled_from(["", "voorbeeldhuis-gent"]))
def test_any_text_gives_findings_or_a_file_that_can_be_read(body: str, page: str) -> None:
    """Never an exception, and never a file outside ``initiatives/``."""
    found, findings = read(body, f"Klopt niet: {page}")
    if found is None:
        assert findings
        return
    asked = propose(found, SHELF, CONTEXT, WRITTEN)
    outside_code(as_markdown(asked, found))
    assert asked.draft or asked.findings
    if asked.draft:
        again, problems = read_bytes(asked.draft.text.encode(), asked.draft.file)
        assert again
        assert not problems
        parts = asked.draft.file.split("/")
        assert parts[0] == "initiatives"
        assert all(SLUG.fullmatch(part) for part in parts[1:-1])
    assert asked.removes in {"", *(one.file for one in SHELF.documents.values())}
