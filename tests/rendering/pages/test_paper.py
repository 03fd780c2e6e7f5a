"""The card to print, the mails that stand ready, and the form: what the intake can read again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import lxml.html
import pytest
from finder.contributing import intake
from finder.contributing.intake import Ask, read
from finder.directory import Directory
from finder.rendering.pages import initiatives
from finder.rendering.pages.frame import Frame
from finder.rendering.pages.paper import ADDRESS, card_body, new_mail
from finder.rendering.site import Site
from finder.settings import Settings
from finder.words.glossary import Glossary

from tests.building import ROOT, TODAY, entry, small_gazetteer, small_words

if TYPE_CHECKING:
    from finder.words.saying import Words

MAIL = "info@steun-dichtbij.example"
URL = "https://steun-dichtbij.example/"


def pages(email: str = MAIL, repository: str = "") -> Frame:
    """The pages of a site without initiatives."""
    settings = Settings("Steun", URL, email, repository)
    directory = Directory((), small_gazetteer())
    return Frame(Site(directory, (), (), small_words(), Glossary({}), settings, TODAY))


def test_the_card_has_a_box_for_each_mistake(words: Words) -> None:
    """The same as the form and the mail, and that it is gone."""
    assert words.names_in("paper.ticks") == [*intake.MISTAKES, intake.GONE_LINE]
    page = lxml.html.fromstring(f"<main>{card_body(pages())}</main>")
    assert [box.text_content() for box in page.xpath("//ul/li")] == words.names_in("paper.ticks")
    assert MAIL in page.text_content()


def test_the_style_of_the_card_is_there() -> None:
    page = lxml.html.fromstring(f"<main>{card_body(pages())}</main>")
    (style,) = page.xpath("//link/@href")
    assert (ROOT / "docs" / style.removeprefix("../" * ADDRESS.count("/"))).is_file()


def test_without_our_address_the_card_has_no_mail() -> None:
    assert "mailto" not in card_body(pages(email=""))


def test_the_mail_for_something_new_asks_what_the_intake_reads(words: Words) -> None:
    parts = urlsplit(new_mail(words, MAIL))
    assert (parts.scheme, parts.path) == ("mailto", MAIL)
    body = parse_qs(parts.query, strict_parsing=True)["body"][0]
    found, _ = read(body.replace(":\n", ": antwoord\n"))
    assert found
    assert found.ask is Ask.NEW
    assert list(found.answers) == [intake.QUESTIONS[ask] for ask in words.names_in("paper.asks")]


@pytest.mark.parametrize("tick", [*intake.CHECKED_LINES, intake.GONE_LINE])
def test_the_mail_that_stands_ready_has_the_lines_of_the_intake(words: Words, tick: str) -> None:
    body = words.say("correction.body")
    assert f"\n[ ] {tick}\n" in body
    found, _ = read(body.replace(f"[ ] {tick}", f"[x] {tick}"), "Klopt niet: Huis")
    assert found
    assert found.ask is (Ask.GONE if tick == intake.GONE_LINE else Ask.CHECKED)


def test_each_line_of_that_mail_is_a_question_of_ours(words: Words) -> None:
    """And an answer behind it comes to its field."""
    lines = [line for line in words.say("correction.body").split("\n") if line[-1:] == ":"]
    questions = [line.removeprefix("[ ] ").removesuffix(":") for line in lines]
    known = [one for one in questions if one in intake.QUESTIONS]
    assert {"Naam", "Telefoon", "Uren", "Bron"} <= set(known)
    assert set(questions) - set(known) == {"Dit gaat over deze pagina", "Iets anders"}
    # Mail programs break lines that are longer.
    assert all(len(line) <= 70 for line in words.say("correction.body").split("\n"))


@pytest.mark.parametrize("repository", ["", "https://github.com/a/b"])
def test_a_page_leads_to_the_form_with_itself_filled_in(repository: str) -> None:
    """Where there is a repository."""
    html = initiatives.initiative(pages(repository=repository), entry("huis-linde")).body
    links = lxml.html.fromstring(f"<main>{html}</main>").xpath("//a/@href")
    found = [link for link in links if "issues/new" in link]
    assert len(found) == bool(repository)
    for link in found:
        asked = parse_qs(urlsplit(link).query, strict_parsing=True)
        assert asked == {"template": ["fout.yml"], "page": [f"{URL}initiatieven/huis-linde/"]}
        assert (ROOT / ".github/ISSUE_TEMPLATE" / asked["template"][0]).is_file()
