"""Mails and forms as people send them: what is an answer, and what decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.contributing import intake
from finder.contributing.intake import Ask, read
from finder.contributing.proposing import as_markdown, propose
from finder.contributing.replying import reply

from tests.building import rules, small_words
from tests.contributing.test_intake import text
from tests.contributing.test_proposing import CONTEXT, HOUSE, SHELF, WRITTEN, made

if TYPE_CHECKING:
    from finder.contributing.intake import Report
    from finder.findings import Finding

EMPTY = text("mail-leeg.txt")
JAN = ("Janssens, Jan", "jan.janssens@gemeente.example")
OLD = "09 245 09 05"


_WORDS = sorted(intake._IN_MAIL, key=len, reverse=True)


def mail(*lines: str) -> str:
    """The mail that the site prepares, with these lines in the place of those with their words."""
    body = EMPTY
    for line in lines:
        words = next(w for w in _WORDS if w.casefold() in line.split("\n")[0].casefold())
        before = next(one for one in body.split("\n") if one.lstrip("[] ").startswith(words))
        body = body.replace(f"{before}\n", f"{line}\n", 1)
    return body


def said(body: str, *sender: str) -> tuple[Report, list[Finding]]:
    """What a mail says."""
    found, findings = read(body, ours=EMPTY.split("\n"), sender=sender)
    assert found, findings
    return found, findings


# --- an empty box is no answer ------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["[ ]", "[]", "[-]", "[nee]", "☐", "- [ ]"])
@pytest.mark.parametrize(
    ("words", "answer", "rule"),
    [
        ("Naam", "klopt", "intake-same"),
        ("Uren", "ok", "intake-same"),
        ("Wat je er doet", "Klopt.", "intake-same"),
        ("Straat en nummer", "zelfde", "intake-same"),
        ("Telefoon", "09 245 09 06", "intake-unticked"),
        ("Website", "https://anders.example", "intake-unticked"),
        ("Telefoon", "-", None),
    ],
)
def test_an_empty_box_is_never_an_answer(
    mark: str, words: str, answer: str, rule: str | None
) -> None:
    """It is told, and the line below it is no part of it."""
    found, findings = said(mail(f"{mark} {words}: {answer}\nDe bel hangt links."))
    assert (found.answers, found.wrong) == ({}, ())
    assert rules(findings) == ([rule] if rule else [])
    assert found.note == ("De bel hangt links.",)
    assert all(f.field == intake.label_of(intake.QUESTIONS[words]) for f in findings)


@pytest.mark.parametrize(
    "answer",
    ["klopt", "Klopt.", "OK", "oké", "idem", "zelfde", "hetzelfde", "juist", "same", "in orde",
     "ongewijzigd", "blijft hetzelfde", "inchangé", "d'accord", "klopt nog!"],
)  # fmt: skip
@pytest.mark.parametrize("form", [False, True])
def test_what_says_that_nothing_changes_is_no_value(answer: str, form: bool) -> None:
    """Ticked in a mail, and below a heading of the form."""
    body = (
        f"### Pagina\n\nvoorbeeldhuis-gent\n\n### Wat klopt er niet\n\n### Naam\n\n{answer}\n"
        if form
        else mail(f"[x] Naam: {answer}")
    )
    found, findings = said(body)
    assert found.answers == {}
    assert rules(findings) == ["intake-same"]


@pytest.mark.parametrize("answer", ["-", "n.v.t.", "nvt", "onbekend", "?", "/", "weet ik niet"])
def test_what_says_that_there_is_none_is_no_value(answer: str) -> None:
    assert said(mail(f"[x] Naam: {answer}"))[0].answers == {}


# --- every mark is a tick -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "[x] Telefoon: 09 245 09 06", "[v] Telefoon: 09 245 09 06", "☑ Telefoon: 09 245 09 06",
        "✅ Telefoon 09 245 09 06", "x [ ] Telefoon: 09 245 09 06", "[ ] x Telefoon: 09 245 09 06",
        "[ja] Telefoon: 09 245 09 06", "[•] Telefoon: 09 245 09 06", "[*] Telefoon: 09 245 09 06",
        "x Telefoon: 09 245 09 06", "✓ Telefoon: 09 245 09 06", "[09 245 09 06] Telefoon:",
        "> [x] Telefoon: 09 245 09 06", "[x] Telefoon:\n09 245 09 06",
        "[X] TELEFOON : 09 245 09 06", "(x) Telefoon: 09 245 09 06",
    ],
)  # fmt: skip
def test_a_tick_with_an_answer(line: str) -> None:
    found, findings = said(mail(line))
    assert (found.answers, found.wrong) == ({"contact.phone": "09 245 09 06"}, ("Telefoon",))
    assert findings == []


@pytest.mark.parametrize(
    "line",
    ["[ ] Dit bestaat niet meer x", "[ ] Dit bestaat niet meer: ja", "☑ Dit bestaat niet meer"],
)
def test_a_tick_behind_the_words(line: str) -> None:
    assert said(mail(line))[0].ask is Ask.GONE


def test_a_number_without_a_box_beside_an_empty_box_is_told() -> None:
    """Such a line is as likely that of a signature."""
    found, findings = said(f"Telefoon: 0470 00 00 00\n\n{EMPTY}")
    assert found.answers == {}
    assert rules(findings) == ["intake-unticked"]


# --- what cannot be true at once ----------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        ("[x] Ik belde, en alles klopt", "[x] Telefoon: 09 245 09 06"),
        ("[x] Ik ging langs, en alles klopt", "[x] Uren"),
        ("[x] Ik belde, en alles klopt", "[x] Dit bestaat niet meer"),
        ("[x] Dit bestaat niet meer", "[x] Telefoon: 09 245 09 06"),
        ("[x] Ik belde, en alles klopt", "[x] Iets anders: de bel"),
        ("[x] Telefoon: 09 245 09 06\n[x] Telefoon: 09 245 09 07",),
    ],
)
def test_what_contradicts_decides_nothing(lines: tuple[str, ...]) -> None:
    """No file, no stamp, nothing moved; and all that was said is shown to people."""
    found, findings = said(mail(*lines))
    asked = propose(found, SHELF, CONTEXT, WRITTEN)
    assert (asked.draft, asked.removes) == (None, "")
    assert "intake-contradiction" in rules(asked.findings)
    if any("09 245 09 06" in line for line in lines):
        assert "09 245 09 06" in as_markdown(asked, found)
    assert not [f for f in findings if f.is_error]


def test_something_else_may_be_said_of_what_stopped() -> None:
    found, _ = said(mail("[x] Dit bestaat niet meer", "[x] Iets anders: de deur is dicht"))
    assert (found.ask, found.contradicts) == (Ask.GONE, ())


def test_a_source_beside_a_check_is_no_contradiction() -> None:
    found, _ = said(mail("[x] Ik belde, en alles klopt", "Bron: https://huis.example"))
    assert (found.ask, found.contradicts) == (Ask.CHECKED, ())


def test_a_form_in_which_not_all_is_ticked_is_no_check() -> None:
    """GitHub asks for every box; a form that was changed later may have an empty one."""
    body = text("nagekeken.md").replace("- [x] De uren", "- [ ] De uren")
    assert body != text("nagekeken.md")
    found, _ = said(body)
    assert propose(found, SHELF, CONTEXT, WRITTEN).draft is None


# --- who sent it --------------------------------------------------------------------------------

SIGNATURES = [
    "Gr,\nJan Janssens\n0470 00 00 00", "Hartelijk dank\nJan\n0470 00 00 00",
    "Alvast dank,\nJan", "Dank!\nJan Janssens", "Dankjewel\nJan", "Grtjs\nJan", "Mvg Jan Janssens",
    "Bien à vous,\nJan Janssens", "Kind regards,\nJan", "Merci d'avance\nJan", "-- \nJan Janssens",
    "Verzonden vanaf mijn iPhone\nJan", "Sent from my iPhone\nJan", "Envoyé de mon iPhone\nJan",
    "Jan Janssens\n0470 00 00 00", "0470 00 00 00\nJan Janssens",
     "Jan\njan.janssens@gemeente.example",
    "(Jan, 0470 00 00 00)", "Je kan mij bellen op 0470 00 00 00", "Ik ben Jan Janssens",
    "T +32 470 00 00 00 | M jan@x.example", "Tot ziens!\nJan", "Hou je goed\nJan Janssens",
    "Gsm: 0470 00 00 00", "Jan Janssens\nVoorbeeldwerker\nTelefoon: 0470 00 00 00",
]  # fmt: skip


@pytest.mark.parametrize("signature", SIGNATURES)
@pytest.mark.parametrize("sender", [JAN, ()])
def test_who_sent_it_never_enters_an_answer(signature: str, sender: tuple[str, ...]) -> None:
    """Below an answer that may go on, with and without a known sender."""
    found, _ = said(mail(f"[x] Uren: Elke woensdag van 14 tot 16 uur\n{signature}"), *sender)
    assert found.answers == {"hours": "Elke woensdag van 14 tot 16 uur"}
    told = " ".join(found.note)
    assert "Jan" not in told
    assert "0470" not in told
    assert "@" not in told


@pytest.mark.parametrize(
    "answer", ["Elke woensdag, vraag naar Jan Janssens", "Mail jan.janssens@gemeente.example"]
)
def test_an_answer_that_names_the_sender_is_refused(answer: str) -> None:
    found, findings = said(mail(f"[x] Uren: {answer}"), *JAN)
    assert found.answers == {}
    assert rules(findings) == ["intake-person"]


def test_an_organisation_may_say_its_own_name() -> None:
    sender = ("Het Voorbeeldhuis", "info@voorbeeldhuis.example")
    found, findings = said(mail("[x] Uren: Bel Het Voorbeeldhuis."), *sender)
    assert found.answers == {"hours": "Bel Het Voorbeeldhuis."}
    assert findings == []


@pytest.mark.parametrize("line", ["Bel mij op 0470 00 00 00.", "Mail an.peeters@huis.example."])
def test_numbers_of_persons_leave_the_note(line: str) -> None:
    """What people write beside the answers is shown in public."""
    (note,) = said(mail(f"[x] Iets anders: {line}"))[0].note
    assert "0470" not in note
    assert "@" not in note


def test_an_answer_of_one_line_does_not_go_on() -> None:
    found, _ = said(mail("[x] Telefoon: 09 245 09 06\nDe bel hangt links."))
    assert found.answers == {"contact.phone": "09 245 09 06"}
    assert found.note == ("De bel hangt links.",)


def test_below_a_goodbye_in_a_form_nothing_is_an_answer() -> None:
    body = text("fout.md").replace("We 14:00-17:00; PH off", "Elke dag.\n\nGroeten\nJan Janssens")
    assert said(body)[0].answers["hours"] == "Elke dag."


# --- wrapped addresses --------------------------------------------------------------------------

SAFE = "https://eur01.safelinks.protection.outlook.com/?data=05%7Cjan.janssens%40x.example&url="


def test_a_wrapped_website_is_unwrapped() -> None:
    found, _ = said(mail(f"[x] Website: {SAFE}https%3A%2F%2Fhuis.example%2F"))
    assert made(propose(found, SHELF, CONTEXT, WRITTEN)).text("contact.website") == (
        "https://huis.example/"
    )


def test_a_page_whose_address_is_wrapped_is_found() -> None:
    page = "https%3A%2F%2Fsteun-dichtbij.example%2Finitiatieven%2Fvoorbeeldhuis-gent%2F"
    found, _ = read(f"{SAFE}{page}\n[x] Telefoon: 09 245 09 06", "Andere uren")
    assert found
    assert made(propose(found, SHELF, CONTEXT, WRITTEN)).file == HOUSE


def test_an_address_that_stays_closed_is_an_error_of_the_file() -> None:
    found, _ = said(mail("[x] Website: https://protect-eu.mimecast.com/s/abc"))
    assert "website-wrapped" in rules(propose(found, SHELF, CONTEXT, WRITTEN).findings)


# --- the price ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "cost"),
    [
        *((answer, {"kind": "free"}) for answer in (
            "Gratis.", "gratis", "Kosteloos", "0 euro", "€ 0", "0,00 euro", "€0", "niks", "niets",
            "Het is gratis!", "Helemaal gratis", "Het kost niets.", "voor niks", "gratuit", "free",
            "nul euro", "Alles is gratis.",
        )),
        ("Gratis, koffie 1 euro", {"kind": "unknown", "note": "Gratis, koffie 1 euro."}),
        ("10 euro", {"kind": "paid", "note": "10 euro."}),
        ("niet gratis", {"kind": "paid", "note": "Niet gratis."}),
        ("Je betaalt", {"kind": "paid"}),
    ],
)  # fmt: skip
def test_a_price_in_words(answer: str, cost: dict[str, str]) -> None:
    found, _ = said(mail(f"[x] Prijs: {answer}"))
    assert made(propose(found, SHELF, CONTEXT, WRITTEN)).get("cost") == cost


# --- being left out -----------------------------------------------------------------------------


def test_being_left_out_becomes_a_proposal_with_a_note() -> None:
    """Whatever else is ticked; the list keeps its comment and its names."""
    found, _ = said(mail("[x] Wij willen niet op deze site staan", "[x] Telefoon: 09 245 09 06"))
    shelf = type(SHELF)(SHELF.documents, {"ander"}, no_publish="# Wie niet wil.\nslugs: [ander]\n")
    asked = propose(found, shelf, CONTEXT, WRITTEN)
    assert asked.draft
    assert (asked.draft.file, asked.removes) == ("initiatives/no-publish.yml", "")
    assert asked.draft.text == "# Wie niet wil.\nslugs:\n  - ander\n  - voorbeeldhuis-gent\n"
    assert asked.title == "Niet op de site: voorbeeldhuis-gent"
    assert rules(asked.findings) == ["intake-unwanted"]
    assert "belde of mailde" in as_markdown(asked, found)


@pytest.mark.parametrize(
    ("hidden", "old"),
    [({"voorbeeldhuis-gent"}, "slugs: [voorbeeldhuis-gent]"), (set(), "slugs: {")],
)
def test_a_list_that_knows_it_or_cannot_be_read_stays(hidden: set[str], old: str) -> None:
    found, _ = said(mail("[x] Wij willen niet op deze site staan"))
    shelf = type(SHELF)(SHELF.documents, hidden, no_publish=old)
    asked = propose(found, shelf, CONTEXT, WRITTEN)
    assert (asked.draft, rules(asked.findings)) == (None, ["intake-nothing"])


# --- an answer to send back ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "body", ["Dag, het nummer is fout.", mail("[x] Ik belde, en alles klopt", "[x] Uren"), EMPTY]
)
def test_the_answer_can_be_filled_in_and_sent_again(body: str) -> None:
    """It says why, and has the empty form, of the page when that is known."""
    found, findings = read(body)
    asked = propose(found, SHELF, CONTEXT, WRITTEN) if found else None
    told = [*findings, *(asked.findings if asked else ())]
    document = SHELF.documents["voorbeeldhuis-gent"] if found else None
    text = reply(found, told, document, small_words(), "https://steun-dichtbij.example/")
    assert all(f.message in text for f in told)
    again, _ = said(text.replace("[ ] Telefoon:", "[x] Telefoon: 09 245 09 06")
                    .replace("Plak hier het adres van de pagina.",
     "https://x/initiatieven/huis/"))  # fmt: skip
    assert again.answers == {"contact.phone": "09 245 09 06"}
    assert (document is None) or "initiatieven/voorbeeldhuis-gent/" in again.page


def test_the_answer_to_something_new_has_the_form_for_that() -> None:
    found, findings = read("### Soort\n\nEen maatje\n")
    text = reply(found, findings, None, small_words(), "https://x.example/")
    assert "\nWat je er doet:\n" in text
    assert "[ ]" not in text
