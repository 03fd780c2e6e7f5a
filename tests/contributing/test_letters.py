"""What a letter has around what it says, in Dutch, French and English, of people and programs."""

from __future__ import annotations

import pytest
from finder.contributing.letters import (
    begins_signature,
    ends_mail,
    hardly_more_than,
    is_greeting,
    is_name,
    names,
    person,
    plain_links,
    without_names,
)

SENDER = ("Janssens, Jan", "jan.janssens@gemeente.example")
ENDINGS = [
    "--", "____________", "----", "***", "Gr,", "Gr.", "gr", "Grtjs", "Grtz", "Groetjes",
    "Groeten", "Groet,", "Mvg", "MVG,", "M.v.g.", "Met vriendelijke groet,", "Vriendelijke groeten",
    "Met hartelijke groeten,", "Hartelijke groeten vanuit Gent", "Beste groeten", "Vele groetjes!",
    "Hartelijk dank", "Alvast dank", "Alvast bedankt!", "Alvast hartelijk dank", "Dank!",
     "Dank u wel",
    "Dankjewel", "Dank je wel!", "Bedankt", "Heel erg bedankt!", "Bedankt voor de moeite",
    "Dank bij voorbaat", "Thx", "Hoogachtend,", "Liefs", "Fijne dag!", "Nog een fijne dag",
    "Prettig weekend", "Tot binnenkort", "xxx",
    "Cordialement", "Bien cordialement,", "Bien à vous", "Bien à toi,", "Merci", "Merci d'avance",
    "Merci beaucoup!", "Salutations", "Meilleures salutations,", "Bonne journée", "Belle journée !",
    "Kind regards", "Best regards,", "Regards", "Best,", "Best wishes", "Thanks", "Thank you!",
    "Many thanks,", "Thanks in advance", "Cheers", "Yours sincerely,", "Mit freundlichen Grüßen",
    "Verzonden vanaf mijn iPhone", "Verzonden vanaf mijn Galaxy", "Verstuurd vanaf mijn telefoon",
    "Verzonden met Proton Mail", "Verzonden via Outlook voor iOS", "Sent from my iPhone",
    "Sent from Outlook for Android", "Sent with Proton Mail", "Envoyé de mon iPhone",
    "Envoyé depuis mon smartphone Samsung Galaxy.", "Envoyé à partir de Outlook pour iOS",
    "Gesendet von meinem iPhone", "Von meinem iPhone gesendet", "Outlook voor Android downloaden",
    "Get Outlook for iOS", "Télécharger Outlook pour iOS", "Disclaimer",
    "*Met vriendelijke groet*", "Yours,", "Take care!", "KR", "BR,", "Rgds", "Warm wishes",
    "Thanks a million", "Ciao", "Bises,", "Bisous", "Slt", "Cdlt,", "Bàv,", "Hgr", "Vgr.",
    "Bonne fin de journée", "Een fijne dag nog!", "Fijn weekend", "Succes ermee", "Tot ziens",
    "Tot morgen!", "Tot volgende week", "Alvast bedankt en groeten,", "Virusvrij.www.avast.com",
    "Een aangename avond verder",
]  # fmt: skip
NO_ENDINGS = [
    "", "Elke maandag is er de groetenclub.", "Het is gratis.", "Groenten en fruit", "Grote zaal",
    "De mensen groeten je.", "Bedankt voor de site. Het nummer is fout.", "Bestel op voorhand.",
    "Op 3 november 2026 sluit het.", "Vanaf januari is het elders.",
     "Dankzij de stad is het gratis.",
    "Verzonden pakjes haal je hier.", "Beste uur om te komen: 10 uur", "Tot 16 uur", "Gratis",
    "Mercidienst", "Gr. Steenweg 1", "Tot morgen kan je inschrijven.", "Succes begint bij jezelf.",
    "Fijn voor een weekend met kinderen", "Brood en koffie", "Goede raad over je geld",
    "Iedereen krijgt een groet van de vrijwilliger aan de deur, en een kop koffie erbij.",
]  # fmt: skip


@pytest.mark.parametrize("line", ENDINGS)
def test_the_end_of_a_mail(line: str) -> None:
    assert ends_mail(line)


@pytest.mark.parametrize("line", NO_ENDINGS)
def test_what_only_looks_like_the_end(line: str) -> None:
    assert not ends_mail(line)


@pytest.mark.parametrize(
    "line",
    ["Dag,", "Dag Jan,", "Beste", "Geachte mevrouw,", "Hallo allemaal!", "Hi", "Bonjour,",
     "Cher Jan,",
     "Dear all,", "Goedemorgen", "Mijn naam is Jan Janssens.", "Je m'appelle Jan", "Ik heet Jan"],
)  # fmt: skip
def test_a_greeting(line: str) -> None:
    assert is_greeting(line)


@pytest.mark.parametrize(
    "line",
    ["De bel hangt links.", "Dag en nacht open: bel aan.", "Dagelijks open", "Hier is koffie."],
)
def test_what_is_no_greeting(line: str) -> None:
    assert not is_greeting(line)


@pytest.mark.parametrize(
    "line",
    ["0470 00 00 00", "+32 470 00 00 00", "Gsm: 0470/00.00.00", "T. 09 245 09 05", "T 09 245 09 05",
     "jan.janssens@x.example", "E: jan@x.example", "www.x.example", "https://x.example/a",
     "Tel: 09 245 09 05", "(09) 245 09 05", "P.S. ik ben bereikbaar op 0470 00 00 00",
     "(Els, 0470 00 00 00)", "T +32 470 00 00 00 | M els@x.be", "Je kan mij bellen op 09 245 09 05",
     "Vous pouvez me joindre au 09 245 09 05", "You can reach me on 09 245 09 05",
     "Mijn nummer is 09 245 09 05", "Ik ben Els Peeters van het OCMW", "Je suis Marie",
     "Mail gerust naar els.peeters@x.example"],
)  # fmt: skip
def test_a_line_with_only_a_number_or_an_address(line: str) -> None:
    assert begins_signature(line)


@pytest.mark.parametrize(
    "line",
    [
        "Bel ook 09 245 09 05",
        "Ik ben er niet in juli.",
        "Hier is koffie.",
        "Mail naar info@huis.example.",
        "",
        "Van 9 tot 12 uur",
        "09:00-12:00, 13:00-16:00",
        "Bel 09 245 09 05 voor 10 uur",
        "12 euro",
    ],
)
def test_a_line_that_says_more(line: str) -> None:
    assert not begins_signature(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [("Jan Janssens", True), ("Marie-Claire Van den Broeck", True), ("Jan", True), ("An", True),
     ("Elke Woensdag", False), ("Maandag Dinsdag", False), ("je praat met mensen.", False),
     ("Koffie", False), ("Open", False), ("", False), ("De Warme Tas", False), ("Van 9 tot 12",
     False)],
)  # fmt: skip
def test_a_line_that_looks_like_a_name(line: str, expected: bool) -> None:
    assert is_name(line) is expected


@pytest.mark.parametrize(
    "line",
    ["Jan Janssens", "JANSSENS Jan", "Jan", "Elke dag. Jan Janssens",
     "Mail jan.janssens@gemeente.example",
     "Ján Janssens"],
)  # fmt: skip
def test_a_line_that_names_the_sender(line: str) -> None:
    """In whichever order the program that sent it writes the name."""
    assert names(line, SENDER)


@pytest.mark.parametrize("line", ["", "Elke dag", "Januari", "Vraag naar Piet Janssens"])
def test_a_line_that_does_not(line: str) -> None:
    assert not names(line, SENDER)


def test_what_is_left_of_a_line() -> None:
    assert hardly_more_than("Ik ben Jan Janssens.", SENDER)
    assert not hardly_more_than("Jan Janssens zei dat de deur links is, naast de bakker.", SENDER)
    assert without_names("Jan Janssens zei: links.", SENDER) == "… … zei: links."


@pytest.mark.parametrize(
    ("sender", "is_person"),
    [(SENDER, True), (("Het Voorbeeldhuis", "info@voorbeeldhuis.example"), False), ((), False),
     (("Buurthuis", "an.peeters@x.example"), True), (("Jan Janssens", "info@x.example"), True)],
)  # fmt: skip
def test_whether_a_person_sent_it(sender: tuple[str, ...], is_person: bool) -> None:
    assert person(sender) == (sender if is_person else ())


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("https://x.be/<https://x.be/>", "https://x.be/"),
        ("info@x.be<mailto:info@x.be>", "info@x.be"),
        ("Bron: <https://x.be/a>", "Bron: https://x.be/a"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fx.be%2Fa&h=1", "https://x.be/a"),
    ],
)
def test_an_address_stands_there_once_and_is_the_one_that_was_meant(
    line: str, expected: str
) -> None:
    assert plain_links(line) == expected
