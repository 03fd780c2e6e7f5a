"""Sentences, words, syllables and the two formulas."""

from __future__ import annotations

import pytest
from finder.language.rules import Rules, load_rules
from finder.language.sentences import Measure, Sentence, count_words, measure, split, syllables
from hypothesis import given
from hypothesis import strategies as st

# Hyphenated after the Woordenlijst; the number of parts is the number of syllables.
SYLLABLES = [
    "huis",
    "lam-pen",
    "wo-nen",
    "feest",
    "dag-op-vang",
    "stra-ten",
    "wij-zer",
    "tuin",
    "bui-ten",
    "bui-en",
    "nieuw",
    "nieu-we",
    "ver-nieu-wing",
    "sneeuw",
    "eeu-wen",
    "kie-zen",
    "zie-ken-huis",
    "koe",
    "koei-en",
    "mooi",
    "gooi-en",
    "draai-en",
    "naai-en",
    "bu-reau",
    "ni-veau",
    "goud",
    "blauw",
    "vrou-wen",
    "keu-ken",
    "beurt",
    "ei-er",
    "wei-de",
    "re-geert",
    "thee",
    "zee-ën",
    "ide-ë-le",
    "ide-eën",
    "knie-ën",
    "drie-ën-twin-tig",
    "ge-ïn-te-res-seerd",
    "be-ëin-di-gen",
    "co-ör-di-na-tie",
    "re-ü-nie",
    "na-ïef",
    "ge-ëerd",
    "be-ïn-vloe-den",
    "fi-nan-ci-eel",
    "so-ci-aal",
    "of-fi-ci-eel",
    "in-di-vi-du-eel",
    "mi-li-eu",
    "pen-si-oen",
    "mu-se-um",
    "pe-tro-le-um",
    "ra-dio",
    "ra-di-o",
    "sta-ti-on",
    "na-ti-o-naal",
    "po-li-tie",
    "in-for-ma-tie",
    "fa-mi-lie",
    "ja-nu-a-ri",
    "fe-bru-a-ri",
    "si-tu-a-tie",
    "vi-de-o",
    "the-o-rie",
    "the-a-ter",
    "re-a-ge-ren",
    "i-de-aal",
    "cha-os",
    "du-o",
    "sys-teem",
    "ba-by",
    "hob-by",
    "yo-ga",
    "ro-yaal",
    "o-kay",
    "ca-fé",
    "en-quê-te",
    "quiz",
    "con-tact",
    "com-pu-ter",
    "team",
    "coach",
    "coa-ching",
    "stream",
    "lea-sing",
    "on-line",
    "web-site",
    "soft-ware",
    "u-ni-ver-si-teit",
    "vi-si-te",
    "die-ren-tuin",
    "bij-een-komst",
    "maat-schap-pe-lijk",
    "bud-get-be-heer",
    "uit-no-di-ging",
    "vrij-wil-li-ger",
]
# Both are said; the list above shows the one that the count gives.
SYLLABLES.remove("ra-dio")
SYLLABLES.remove("ide-ë-le")
SYLLABLES.remove("ide-eën")


@pytest.fixture(scope="module")
def rules() -> Rules:
    """The real rules."""
    return load_rules()


def test_the_table_of_syllables_is_long_enough() -> None:
    """Diphthongs, tremas and loan words together: at least 60 words."""
    assert len(SYLLABLES) >= 60


@pytest.mark.parametrize("hyphenated", SYLLABLES)
def test_syllables(hyphenated: str) -> None:
    """A word has as many syllables as hyphenation gives parts."""
    assert syllables(hyphenated.replace("-", "")) == hyphenated.count("-") + 1


@pytest.mark.parametrize(
    ("word", "expected"),
    [("", 0), ("14.30", 0), ("vzw", 3), ("Sint-Niklaas", 3), ("auto's", 3), ("HUIS", 1)],
)
def test_syllables_of_what_is_no_ordinary_word(word: str, expected: int) -> None:
    """Figures have none, a word without vowels is spelled, parts count apart."""
    assert syllables(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Je drinkt koffie. Je praat.", ["Je drinkt koffie.", "Je praat."]),
        ("Kom je? Bel dan! Ja.", ["Kom je?", "Bel dan!", "Ja."]),
        ("Geen punt", ["Geen punt"]),
        ("Open van 9.30 tot 14.30 uur. Bel.", ["Open van 9.30 tot 14.30 uur.", "Bel."]),
        ("Het kost 2,50 euro. Of 1.000 euro.", ["Het kost 2,50 euro.", "Of 1.000 euro."]),
        ("Kijk op www.caw.be. Of bel.", ["Kijk op www.caw.be.", "Of bel."]),
        ("Kijk op caw.be/gent. Of bel.", ["Kijk op caw.be/gent.", "Of bel."]),
        ("Neem iets mee, bv. een taart. Graag.", ["Neem iets mee, bv. een taart.", "Graag."]),
        ("Dat is bijv. Gent. Of Aalst.", ["Dat is bijv. Gent.", "Of Aalst."]),
        ("Samen i.s.m. Stad Gent. Kom.", ["Samen i.s.m. Stad Gent.", "Kom."]),
        ("Koffie, thee enz. Kom langs.", ["Koffie, thee enz.", "Kom langs."]),
        ("Koffie enz. en thee.", ["Koffie enz. en thee."]),
        ("Bij dr. Peeters. Bel.", ["Bij dr. Peeters.", "Bel."]),
        ("Van de J. Peetersstraat tot hier. Ja.", ["Van de J. Peetersstraat tot hier.", "Ja."]),
        ("Door Jan P. Peeters. Ja.", ["Door Jan P. Peeters.", "Ja."]),
        ("In zaal B. Bel aan.", ["In zaal B.", "Bel aan."]),
        ("Van onze vzw. Kom.", ["Van onze vzw.", "Kom."]),
        ("Hij zei: 'Kom.' Ik kwam.", ["Hij zei: 'Kom.'", "Ik kwam."]),
        ("(Dat was 2023.) Nu niet.", ["(Dat was 2023.)", "Nu niet."]),
        ("Kom langs. 't Huis is open.", ["Kom langs.", "'t Huis is open."]),
        ("Wacht... en kom.", ["Wacht... en kom."]),
        ("kom langs. bel eerst.", ["kom langs.", "bel eerst."]),
        ("", []),
        ("   ", []),
    ],
)
def test_split(rules: Rules, text: str, expected: list[str]) -> None:
    """Dots of hours, prices, addresses, names and abbreviations end no sentence."""
    assert [sentence.text for sentence in rules.split(text)] == expected


def test_a_sentence_knows_its_place() -> None:
    """``start`` is where the first letter stands."""
    text = "  Een.   Twee. "
    assert split(text) == [Sentence(2, "Een."), Sentence(9, "Twee.")]
    assert [text[s.start : s.start + len(s.text)] for s in split(text)] == ["Een.", "Twee."]


@given(st.lists(st.sampled_from([*"ABab.?! \n'\"(", "i.s.m.", "bv.", "9.30", "De", "vzw.", "U+1"])))
def test_split_loses_no_words(pieces: list[str]) -> None:
    """The sentences together hold every word, in order."""
    text = " ".join(pieces)
    rejoined = " ".join(sentence.text for sentence in split(text, {"bv", "ism"}, {"enz"}))
    assert rejoined.split() == text.split()


@given(st.text())
def test_any_text_can_be_split_and_measured(text: str) -> None:
    """Whatever stands in it, nothing raises and no word is lost."""
    sentences = split(text)
    assert "".join("".join(s.text for s in sentences).split()) == "".join(text.split())
    assert measure(sentences).words <= sum(sentence.words for sentence in sentences)
    assert syllables(text) >= 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bel 0800 13 500 of kom.", 4),
        ("Bel (09 245 09 05) nu.", 3),
        ("Van 9 tot 12.30 uur - elke dag.", 7),
        ("Sint-Jozef, 't Huis en zo.", 5),
        ("", 0),
    ],
)
def test_count_words(text: str, expected: int) -> None:
    """A phone number and an hour are one word, a dash is none."""
    assert count_words(text) == expected


def test_the_formulas_worked_by_hand() -> None:
    """10 words in 2 sentences with 15 syllables: 5 words a sentence, 1.5 syllables a word."""
    counts = Measure(sentences=2, words=10, syllables=15)
    assert counts.flesch_douma == pytest.approx(206.84 - 4.65 - 115.5)
    assert counts.flesch_douma == pytest.approx(86.69)
    assert counts.brouwer == pytest.approx(195 - 10 - 100)
    assert counts.brouwer == pytest.approx(85)


def test_the_formulas_on_a_text() -> None:
    """Je drinkt kof-fie. Dan praat je wat. That is 7 words, 2 sentences and 8 syllables."""
    counts = measure(split("Je drinkt koffie. Dan praat je wat."))
    assert counts == Measure(2, 7, 8)
    assert counts.flesch_douma == pytest.approx(206.84 - 0.93 * 3.5 - 77 * 8 / 7)
    assert counts.brouwer == pytest.approx(195 - 2 * 3.5 - 66.666667 * 8 / 7, abs=1e-4)


def test_harder_text_scores_lower() -> None:
    """Officialese is harder by both formulas."""
    plain = measure(split("Bel ons. Wij helpen je."))
    stiff = measure(split("Cliënten kunnen administratieve ondersteuning aanvragen."))
    assert plain.flesch_douma > stiff.flesch_douma
    assert plain.brouwer > stiff.brouwer


def test_counts_add_up_and_figures_are_not_judged() -> None:
    """Many texts make one number; 14.30 has no syllables and is left out."""
    assert Measure(1, 2, 3) + Measure(4, 5, 6) == Measure(5, 7, 9)
    assert measure(split("Kom om 14.30 uur.")) == Measure(1, 3, 3)
    assert Measure().words_per_sentence == Measure().syllables_per_word == 0
