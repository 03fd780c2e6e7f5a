"""Read aloud, with a phone that has the voices of the test."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations
from tests.browser.modules import call

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.visiting import Visit, Visitor
    from tests.sites import BuiltSite

BELGIAN = {"lang": "nl-BE", "name": "Ellen", "localService": True}
DUTCH = {"lang": "nl-NL", "name": "Xander", "localService": True}
OLD_ANDROID = {"lang": "nl_BE", "name": "nl-be-x", "localService": True}
ON_A_SERVER = {"lang": "nl-NL", "name": "Google Nederlands", "localService": False}
FRENCH = {"lang": "fr-BE", "name": "Aude", "localService": True}

# A phone that says nothing, but notes what it is asked to say; `finish` ends a sentence.
PHONE = """(() => {
  const voices = %s;
  window.said = [];
  window.voice = null;
  let current = null;
  window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) { super(); this.text = text; }
  };
  const phone = new EventTarget();
  phone.getVoices = () => voices;
  phone.cancel = () => { current = null; };
  phone.speak = (utterance) => {
    if (!utterance.text) return;
    current = utterance;
    window.voice = utterance.voice && utterance.voice.name;
    window.said.push(utterance.text);
  };
  Object.defineProperty(window, "speechSynthesis", { value: phone });
  window.finish = (kind = "end") => {
    const ended = current;
    current = null;
    if (ended) ended.dispatchEvent(new Event(kind));
    return current !== null;
  };
  window.nameVoices = (more) => { voices.push(...more); phone.onvoiceschanged?.(); };
})();"""


def phone(visitor: Visitor, site: BuiltSite, address: str, *voices: dict[str, object]) -> Visit:
    """A page on a phone with these voices."""
    visit = visitor.open(site, None, javascript=True)
    visit.page.add_init_script(PHONE % json.dumps(voices))
    visit.go(address)
    return visit


def button(visit: Visit) -> Locator:
    """The button that starts to read."""
    return visit.page.get_by_role("button", name="Lees voor")


def test_it_reads_sentence_by_sentence_and_marks_each(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = phone(visitor, small_site, "initiatieven/ocmw-gent/", BELGIAN)
    before = visit.page.locator("main dl").inner_html()
    button(visit).click()
    expect(visit.page.locator("mark")).not_to_have_count(0)
    marked = []
    while True:
        marked.append("".join(visit.page.locator("mark").all_text_contents()))
        if not visit.page.evaluate("finish()"):
            break
    said = visit.page.evaluate("said")
    assert said == [" ".join(text.split()) for text in marked]
    assert said[:2] == ["Geld en rechten", "Mensen ontmoeten"]
    start = said.index("OCMW Gent")
    assert said[start : start + 4] == [
        "OCMW Gent",
        "Van Stad Gent",
        "Hier praat je met iemand over geld, papieren en je rechten.",
        "Samen zoeken jullie wat helpt.",
    ]
    assert "Woensdag: 13.30 tot 16.30 uur" in said
    # What is no part of the story, and what only helps on paper or by touch.
    assert not {"Bewaar", "Deel", "Klopt er iets niet?"} & set(said)
    # At the end the page is as it was.
    expect(visit.page.locator("mark")).to_have_count(0)
    assert visit.page.locator("main dl").inner_html() == before
    expect(button(visit)).to_be_visible()


def test_it_reads_results_without_their_buttons(visitor: Visitor, small_site: BuiltSite) -> None:
    visit = phone(visitor, small_site, "9000/", DUTCH)
    button(visit).click()
    expect(visit.page.locator("mark")).not_to_have_count(0)
    while visit.page.evaluate("finish()"):
        pass
    said = visit.page.evaluate("said")
    assert said[0] == "Dicht bij 9000 Gent"
    assert "OCMW Gent" in said
    assert not [text for text in said if "·" in text or text.startswith("Meer")]
    assert "Bel 09 266 91 11" not in said


def test_it_stops_by_button_by_key_and_when_the_page_goes(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = phone(visitor, small_site, "9000/", BELGIAN)
    for stop in ("click", "Escape", "pagehide"):
        button(visit).click()
        expect(visit.page.locator("mark")).not_to_have_count(0)
        if stop == "click":
            # The button that follows the reader down the page.
            visit.page.get_by_role("button", name="Stop", exact=True).last.click()
        elif stop == "Escape":
            visit.page.keyboard.press("Escape")
        else:
            visit.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
        expect(visit.page.locator("mark")).to_have_count(0)
        expect(button(visit)).to_be_visible()
        assert visit.page.evaluate("finish()") is False


def test_a_phone_that_fails_to_speak_stops(visitor: Visitor, small_site: BuiltSite) -> None:
    visit = phone(visitor, small_site, "9000/", BELGIAN)
    button(visit).click()
    expect(visit.page.locator("mark")).not_to_have_count(0)
    visit.page.evaluate("finish('error')")
    expect(visit.page.locator("mark")).to_have_count(0)
    expect(button(visit)).to_be_visible()


def test_a_belgian_voice_goes_first(visitor: Visitor, small_site: BuiltSite) -> None:
    visit = phone(visitor, small_site, "9000/", FRENCH, ON_A_SERVER, DUTCH, BELGIAN)
    button(visit).click()
    expect(visit.page.locator("mark")).not_to_have_count(0)
    assert visit.page.evaluate("voice") == "Ellen"


@pytest.mark.parametrize(
    ("voices", "chosen"),
    [
        ([DUTCH, BELGIAN], "Ellen"),
        ([FRENCH, DUTCH], "Xander"),
        ([DUTCH, OLD_ANDROID], "nl-be-x"),
        # A voice on a server would send the text of the page to that server.
        ([ON_A_SERVER], None),
        ([FRENCH], None),
        ([], None),
    ],
)
def test_only_a_dutch_voice_of_the_phone_itself_is_used(
    visitor: Visitor, small_site: BuiltSite, voices: list[dict[str, object]], chosen: str | None
) -> None:
    visit = visitor.open(small_site, "lijst/", javascript=True)
    (voice,) = call(visit, "speak.js", "dutchVoice", [voices])
    assert (voice and voice["name"]) == chosen


def test_the_button_hides_until_a_dutch_voice_is_named(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = phone(visitor, small_site, "9000/", FRENCH)
    # The other scripts of the page are done, and this one found no voice.
    visit.page.get_by_role("button", name="Bewaar").first.wait_for()
    expect(button(visit)).to_have_count(0)
    visit.page.evaluate("voices => nameVoices(voices)", [DUTCH])
    expect(button(visit)).to_be_visible()
    visit.page.evaluate("voices => nameVoices(voices)", [BELGIAN])
    expect(button(visit)).to_have_count(1)


@pytest.mark.parametrize("address", ["9000/", "hulp-nu/", "initiatieven/ocmw-gent/"])
def test_nothing_is_in_the_way_of_hand_or_eye_while_it_reads(
    visitor: Visitor, small_site: BuiltSite, address: str
) -> None:
    visit = phone(visitor, small_site, address, BELGIAN)
    button(visit).click()
    expect(visit.page.locator("mark")).not_to_have_count(0)
    assert violations(visit.page, address) == []
    assert not visit.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    sizes = visit.page.get_by_role("button", name="Stop", exact=True).evaluate_all(
        "all => all.map(e => e.getBoundingClientRect().height)"
    )
    assert len(sizes) == 2
    assert min(sizes) >= 44


def test_a_button_beside_the_title_moves_nothing_below_it(
    visitor: Visitor, small_site: BuiltSite
) -> None:
    visit = phone(visitor, small_site, "hulp-nu/")
    number = visit.page.get_by_role("link", name="112", exact=True).first
    before = number.bounding_box()
    visit.page.evaluate("voices => nameVoices(voices)", [DUTCH])
    expect(button(visit)).to_be_visible()
    assert number.bounding_box() == before


SENTENCES = [
    ("Een zin. Nog een zin!", ["Een zin.", "Nog een zin!"]),
    ("Kom om 9.30 uur. Bel eerst", ["Kom om 9.30 uur.", "Bel eerst"]),
    ("Eten, bv. brood, enz. is gratis.", ["Eten, bv. brood, enz. is gratis."]),
    ('Zeg "hallo." Dan kom je binnen.', ['Zeg "hallo."', "Dan kom je binnen."]),
    ("  Spaties   vooraf.  ", ["Spaties   vooraf."]),
    ("In Sint-Niklaas, St. Jozef.", ["In Sint-Niklaas, St. Jozef."]),
    ("", []),
]


@pytest.mark.parametrize(("text", "parts"), SENTENCES)
def test_where_a_sentence_ends(
    visitor: Visitor, small_site: BuiltSite, text: str, parts: list[str]
) -> None:
    visit = visitor.open(small_site, "lijst/", javascript=True)
    (spans,) = call(visit, "reading.js", "sentences", [text])
    assert [text[start:end] for start, end in spans] == parts
