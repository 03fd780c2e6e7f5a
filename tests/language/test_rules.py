"""Plain Dutch: each rule on a table of texts, and the rules themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from finder.checking.rules import RULES, plain_language
from finder.files.reading import read_bytes
from finder.findings import Severity
from finder.language.rulebook import Entry, Lexicon, RulesError
from finder.language.rules import (
    CHECKS,
    FIELDS,
    check_document,
    check_text,
    load_rules,
    readability,
)
from finder.language.sentences import Measure
from hypothesis import given
from hypothesis import strategies as st

from tests import building

if TYPE_CHECKING:
    from pathlib import Path

    from finder.files.reading import Document
    from finder.language.rulebook import Kind

REAL = load_rules()
# Each rule, without the first part of its name, so that a table stays readable.
PREFIX = "language-"


def broken(text: str, kind: Kind = "sentence", names: tuple[str, ...] = ()) -> list[str]:
    """The rules that a text breaks, each once."""
    found = check_text(text, REAL, kind=kind, names=names)
    return sorted({problem.rule.removeprefix(PREFIX) for problem in found})


FIFTEEN = "Elke week kom je hier met je buur of je kind soep en koffie drinken."
TEXTS: list[tuple[str, list[str]]] = [
    ("Je drinkt hier koffie met je buren.", []),
    ("", []),
    # sentence length
    (FIFTEEN, []),
    (FIFTEEN.replace("soep", "warme soep"), ["sentence-long"]),
    (f"{FIFTEEN} Kom.", []),
    (f"{FIFTEEN} Kom gerust eens langs bij ons.", ["sentence-mean"]),
    ("Bel 0800 13 500 of kom op maandag van 9 tot 12.30 uur naar het huis.", []),
    # the end
    ("Koffie en thee", ["end"]),
    ("Kom je?", []),
    ("Je hoort: 'Kom binnen.'", []),
    ("Kom gerust (ook met kinderen).", []),
    # passive
    ("Je wordt geholpen.", ["passive"]),
    ("Er werden taarten gebakken.", []),  # "gebakken" is not in the list of strong verbs
    ("Er wordt samen gekookt.", ["passive"]),
    ("De kinderen worden opgehaald.", ["passive"]),
    ("Omdat het verkocht werd.", ["passive"]),
    ("Je wordt lid.", []),
    ("Als je lid wordt, betaal je met geld dat je gespaard hebt.", []),
    ("Het wordt een gezond en bekend gerecht.", []),
    ("Dat wordt een mogelijkheid.", []),
    ("We hebben samen gekookt.", []),
    # noun style
    ("Hulp bij het zoeken van werk.", ["noun-style"]),
    ("Bij het eten van de buren.", []),
    ("De evaluatie van de integriteit en de motivatie.", ["noun-style"]),
    ("Informatie over je gezondheid en de overheid.", []),
    # you
    ("Kan u komen?", ["you"]),
    ("Neem uw kind mee.", ["you"]),
    ("Ga naar U-Connect.", []),
    ("Dit is voor jou en jouw kind.", []),
    # jargon
    ("Wij werken laagdrempelig.", ["word"]),
    ("Voor kwetsbaren.", ["word"]),
    ("Je volgt een zorgtraject.", ["word"]),
    ("Je moet gebruik maken van de bus.", ["word"]),
    ("De tafel dient te blijven.", ["word"]),
    ("Vrijwilligers dienen het eten op.", []),
    ("Vraag de Participatiepas.", []),
    ("Participatie is fijn.", ["word"]),
    ("Dit is een kwestie van smaak.", []),
    ("Een vereniging waar armen het woord nemen.", []),  # a term that the dictionary explains
    ("De armen van je jas.", ["word"]),
    # easier
    ("Op deze locatie.", ["easier"]),
    ("Onze Locatie Noord.", []),
    ("Een ervaringsdeskundige helpt je.", []),  # explained
    # abbreviations
    ("Ga naar het OCMW of het CAW.", []),
    ("Vraag het aan de OCMW's.", []),
    ("Vraag het aan GBJ.", ["abbreviation"]),
    ("Wij zijn met II of III.", []),
    ("Vraag je UiTPAS.", []),
    # shortened
    ("Wij werken d.m.v. spel.", ["shortened"]),
    ("Wij werken x.y.z. hier.", ["shortened"]),
    ("Wij spelen dmv kaarten.", ["shortened"]),
    ("Kom op max. 3 dagen.", ["shortened"]),
    ("Kom op za. 5 mei.", ["shortened"]),
    ("Je betaalt minder of max een beetje.", []),
    ("Kom ma-vr langs.", ["shortened"]),
    ("We tellen mee. Tel ook.", []),
    # long words
    ("Dit is een dienstencentrum.", []),
    ("Twee buurtrestaurants.", []),
    ("Ga naar de kruidenwinkels.", []),
    ("Een fietsherstellers.", ["word-long"]),
    ("Een muziekinstrumentenmaker.", ["word-very-long"]),
    ("In Kapellekerkestraten.", []),
    ("Nieuwpoortsesteenweg 3 is dicht.", []),
    ("De zon-en-maan-en-sterren.", []),
    # hours
    ("Kom om 14 uur of om 14.30 uur.", []),
    ("Kom om 14u.", ["time"]),
    ("Kom om 14 u 30.", ["time"]),
    ("Kom om 9h.", ["time"]),
    ("Kom om 14:30 uur.", ["time"]),
    ("Kom om 14,30 uur.", ["time"]),
    ("Kom om 14.00 uur.", ["time"]),
    ("Kom om 09.30 uur.", ["time"]),
    ("Kom van 9-12 uur.", ["time"]),
    ("Kom van 9.30 - 12 uur.", ["time"]),
    ("Bel 09 245 09 05.", []),
    ("In 2020-2021 was er meer.", []),
    # prices
    ("Je betaalt 5 euro, 2,50 euro of 1.000 euro.", []),
    ("Je betaalt € 5.", ["price"]),
    ("Je betaalt 5 €.", ["price"]),
    ("Je betaalt 5EUR.", ["price"]),
    ("Je betaalt 5,00 euro.", ["price"]),
    ("Je betaalt 2.50 euro.", ["price"]),
    ("Je betaalt 2,5 euro.", ["price"]),
    ("Je betaalt 5euro.", ["price"]),
    ("Je betaalt 5,- hier.", ["price"]),
    ("Het kost 1,4 miljoen euro.", []),
    ("Een kleur.", []),
    # dates
    ("Kom op 5 maart 2026.", []),
    ("Kom op 5/3/2026.", ["date"]),
    ("Kom op 05-03-26.", ["date"]),
    ("Kom op 2026-03-05.", ["date"]),
    # signs
    ("Welkom!", ["exclamation"]),
    ("Je krijgt 5% korting.", ["sign"]),
    ("Kom en/of bel.", ["sign"]),
    ("Kom; bel.", ["sign"]),
    ("Wacht…", ["end", "sign"]),
    ("Wacht... Kom.", ["sign"]),
    ("Dag en nacht, 24/7.", []),
    # addresses are no words
    ("Kijk op https://x.be/a?b=1&c=u/uw%20!", ["exclamation"]),
    ("Kijk op https://x.be/a?b=1&c=u/uw%20.", []),
    ("Mail naar u.uw@gbw-traject.be nu.", []),
    ("Kijk op www.langeonleesbarewebsite.be/uw/traject.", []),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_a_text_breaks_exactly_these_rules(text: str, expected: list[str]) -> None:
    """Each fault gives its own finding, and ordinary Dutch gives none."""
    assert broken(text) == expected


def test_every_rule_stands_in_the_table() -> None:
    """No rule is without a text that breaks it."""
    told = {f"{PREFIX}{rule}" for _, expected in TEXTS for rule in expected}
    assert told == set(REAL.book.rules) - {"language-summary-long"}


EXAMPLES = [
    (key, rule.kind, example.niet, example.wel)
    for key, rule in REAL.book.rules.items()
    for example in rule.examples
]


@pytest.mark.parametrize(("rule", "kind", "wrong", "right"), EXAMPLES)
def test_an_example_of_the_file_is_true(rule: str, kind: Kind, wrong: str, right: str) -> None:
    """What must not be written breaks its rule; what to write instead breaks none."""
    assert rule.removeprefix(PREFIX) in broken(wrong, kind)
    assert broken(right, kind) == []


@pytest.mark.parametrize("entry", REAL.book.avoid, ids=lambda entry: entry.word)
def test_each_word_of_offices_is_found(entry: Entry) -> None:
    """Each form is found in the middle of a sentence."""
    for form in (entry.word, *entry.forms):
        # A star stands for letters; within a word it counts only when the word is long.
        word = re.sub(r"^\*", "maatschap", form).replace("*", "en" if form[0] == "*" else "")
        found = check_text(f"Dit is {word} daar.", REAL)
        assert "language-word" in {problem.rule for problem in found}, word


@pytest.mark.parametrize("entry", REAL.book.easier, ids=lambda entry: entry.word)
def test_each_word_with_an_easier_one_is_found(entry: Entry) -> None:
    """Each form is found, unless the dictionary of the site explains that word."""
    for form in (entry.word, *entry.forms):
        found = broken(f"Dit is {form} daar.")
        assert "easier" in found or REAL.explained.search(form), form


@pytest.mark.parametrize("short", REAL.book.shortened)
def test_each_short_form_is_found(short: str) -> None:
    """Each is found as people write it."""
    assert "shortened" in broken(f"Kom {short}. 3 keer.")


@pytest.mark.parametrize("sign", REAL.book.signs)
def test_each_sign_is_found(sign: str) -> None:
    """Each is found between letters."""
    assert "sign" in broken(f"Koffie{sign}thee.")


def test_the_words_to_use_instead_are_plain() -> None:
    """Advice does not break a rule itself."""
    entries = (*REAL.book.avoid, *REAL.book.easier)
    told = [*(entry.say for entry in entries), *REAL.book.shortened.values()]
    assert [say for say in told if broken(say, "page")] == []


@pytest.mark.parametrize(("key", "rule"), REAL.book.rules.items())
def test_the_rules_obey_themselves(key: str, rule: object) -> None:
    """Titles and explanations are plain Dutch; only quoted examples may be wrong."""
    for text in (REAL.book.rules[key].title, REAL.book.rules[key].explanation):
        unquoted = re.sub(r'"[^"]*"', "dit", text)
        assert broken(unquoted, "page") == [], rule


def test_the_titles_tell_the_real_numbers() -> None:
    """The page cannot promise another limit than the check keeps."""
    book = REAL.book
    told = {
        "language-sentence-long": book.limits.words_in_sentence,
        "language-sentence-mean": book.limits.mean_words,
    }
    for rule, limit in told.items():
        assert f" {limit} woorden" in book.rules[rule].title
    assert book.limits.sentences_in_summary == 3
    assert "drie zinnen" in book.rules["language-summary-long"].title
    very_long = book.rules["language-word-very-long"].explanation
    assert f"{book.limits.very_long_word} letters" in very_long


def test_the_file_is_consistent() -> None:
    """Sections exist, lists name only what there is, and about 120 words have advice."""
    book = REAL.book
    assert {rule.section for rule in book.rules.values()} == set(book.sections)
    assert book.only_with_dot <= set(book.shortened)
    assert book.may_end <= set(book.shortened)
    words = [entry.word for entry in (*book.avoid, *book.easier)]
    assert len(words) == len(set(words)) >= 120
    assert all(len(word) > book.limits.long_word - 2 for word in book.long_words)


def test_severities() -> None:
    """What must be, stops a build; what is a matter of style, is advice."""
    warnings = {key for key, rule in REAL.book.rules.items() if rule.severity is Severity.WARNING}
    assert warnings == {
        "language-easier",
        "language-end",
        "language-noun-style",
        "language-passive",
        "language-sentence-mean",
        "language-sign",
        "language-word-long",
    }


# --- kinds of text -----------------------------------------------------------------------------

FOUR = "Je eet. Je drinkt. Je praat. Je speelt."


@pytest.mark.parametrize(
    ("kind", "expected"), [("summary", ["summary-long"]), ("sentence", []), ("page", [])]
)
def test_only_a_summary_has_few_sentences(kind: Kind, expected: list[str]) -> None:
    """Three sentences is enough to say what a place is."""
    assert broken(FOUR, kind) == expected
    assert broken(FOUR.removesuffix(" Je speelt."), kind) == []


def test_a_piece_of_a_page_need_not_be_a_sentence() -> None:
    """Titles, buttons and cells have no dot, and their mean is judged over the page."""
    assert broken("Zoek je gemeente", "page") == []
    assert broken(f"{FIFTEEN} Kom gerust eens langs bij ons.", "page") == []


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bij Iedereen Mee! eet je samen.", ("Iedereen Mee!",)),
        ("Bel de Dienst voor Maatschappelijke Kwetsbaarheid.", ()),
        ("Bel WIJZ in Gent.", ("vzw WIJZ",)),
        ("WIJZ helpt je.", ("vzw WIJZ",)),
        ("Tewerkstellingswinkel helpt je.", ("De Tewerkstellingswinkel",)),
        ("Ga naar uw huis & tuin.", ("uw huis & tuin",)),
        (FIFTEEN.replace("buur", "Oud Huis van de Buur"), ("Oud Huis van de Buur",)),
    ],
)
def test_names_are_not_judged(text: str, names: tuple[str, ...]) -> None:
    """A name is what it is: it counts as one word and may break any rule."""
    assert broken(text, names=names) == []


def test_a_name_does_not_excuse_the_rest() -> None:
    """Small letters in a name do not make the same word right elsewhere."""
    assert broken("Hulp voor kwetsbare mensen.", names=("Huis voor kwetsbare ouderen",)) == ["word"]


# --- problems ----------------------------------------------------------------------------------


def test_a_problem_says_what_and_where() -> None:
    """The message quotes the fault, the hint says what to write, the offset where it stands."""
    (problem,) = check_text("Wij werken heel laagdrempelig.", REAL)
    assert problem.message == '"laagdrempelig" is vaktaal.'
    assert problem.hint == "Schrijf liever: waar je zomaar binnen kan."
    assert problem.offset == 16
    assert problem.severity is Severity.ERROR


def test_a_problem_quotes_names_as_they_stand() -> None:
    """No mask shows in a message."""
    text = FIFTEEN.replace("Elke week", "In het mooie Huis De Brug")
    (problem,) = check_text(text, REAL, names=("De Brug",))
    assert '"In het mooie Huis De Brug kom je' in problem.message


def test_problems_come_in_the_order_of_the_text() -> None:
    """A reader can work from the left to the right."""
    found = check_text("Kom om 14u! Neem uw kind mee.", REAL)
    assert [problem.rule for problem in found] == [
        "language-time",
        "language-exclamation",
        "language-you",
    ]


@given(st.text(), st.sampled_from(["summary", "sentence", "page"]), st.lists(st.text(max_size=5)))
def test_any_text_can_be_checked(text: str, kind: Kind, names: list[str]) -> None:
    """Whatever a stranger writes, the check gives findings and never an error of its own."""
    for problem in check_text(text, REAL, kind=kind, names=tuple(names)):
        assert problem.rule in REAL.book.rules
        assert 0 <= problem.offset <= len(text.lower())


PIECES = [
    "De",
    "men",
    "i.s.m.",
    "14u30",
    "€5",
    "{0}",
    "İ",
    "ㅇ",
    "Gent",
    "wordt",
    "gedaan",
    "!",
    "u",
]


@given(st.lists(st.sampled_from([*PIECES, "het", "doen", "van", "5/3/2026", "a@b.be", "\n", "ﬀ"])))
def test_any_mix_of_faults_can_be_checked(pieces: list[str]) -> None:
    """Faults beside each other do not confuse the check."""
    text = " ".join(pieces)
    assert all(problem.message for problem in check_text(text, REAL, names=("Gent",)))


# --- documents ---------------------------------------------------------------------------------

FAULTS = """\
name: Huis Kwetsbaar!
organisation: VZWX
kinds: [ontmoeten]
summary: U drinkt koffie bij Huis Kwetsbaar!.
first_visit: U belt.
welcome: {who: everyone, note: U mag komen.}
cost:
  kind: paid
  note: U betaalt.
hours_note: >
  Kom om
  14u bij VZWX.
address: {street: Uw straat 1, place: Gent}
status: {state: paused, message: U wacht.}
sources: [{url: https://x.be/uw}]
to_check: Belt u?
"""


def document(text: str) -> Document:
    """A document in the folder of leads."""
    found, findings = read_bytes(text.encode(), "initiatives/leads/x.yml")
    assert found is not None
    assert findings == []
    return found


def test_every_field_with_text_is_checked_on_its_line() -> None:
    """A finding names the field and the line, and a name is left alone."""
    found = [(f.rule, f.field, f.line) for f in check_document(document(FAULTS), REAL)]
    assert found == [
        ("language-you", "summary", 4),
        ("language-you", "first_visit", 5),
        ("language-you", "welcome.note", 6),
        ("language-you", "cost.note", 9),
        ("language-time", "hours_note", 10),
        ("language-you", "status.message", 14),
        ("language-you", "to_check", 16),
    ]
    assert {field for _, field, _ in found} == set(FIELDS)


def test_what_to_bring_is_plain_but_no_sentence() -> None:
    """Each entry is judged on its own line, and needs no capital."""
    text = "name: Huis\nbring:\n  - je identiteitskaart\n  - uw pas\n"
    found = [(f.rule, f.field, f.line) for f in check_document(document(text), REAL)]
    assert found == [("language-you", "bring.1", 4)]


def test_a_plain_document_gives_nothing() -> None:
    """The example of the other tests is plain Dutch."""
    assert list(check_document(document(building.yaml_text()), REAL)) == []


def test_a_document_with_lists_in_place_of_text_is_left_to_the_other_rules() -> None:
    """A wrong shape is no reason to stop."""
    text = "summary: [a, b]\nwelcome: U komt.\nserves: {a: b}\nfirst_visit: U belt.\n"
    assert [f.field for f in check_document(document(text), REAL)] == ["first_visit"]


def test_readability_counts_all_texts_together() -> None:
    """Abbreviations of the file do not end a sentence here either."""
    texts = ["Je drinkt koffie. Dan praat je wat.", "Neem iets, bv. een taart."]
    assert readability(texts, REAL) == Measure(3, 12, 14)
    assert readability([], REAL) == Measure()


def test_the_check_is_one_of_the_rules() -> None:
    """``scripts/check.py`` reports it with all others."""
    assert plain_language in RULES


# --- reading the rules -------------------------------------------------------------------------


def test_rules_that_are_not_there(tmp_path: Path) -> None:
    """A missing file is said, not guessed around."""
    with pytest.raises(RulesError):
        load_rules(tmp_path / "none.yml")
    with pytest.raises(RulesError):
        load_rules(explained=tmp_path / "none.yml")


def test_without_explained_words_nothing_is_excused(tmp_path: Path) -> None:
    """What the dictionary does not explain, may not be used."""
    empty = tmp_path / "glossary.yml"
    empty.write_text("terms: {}\n", encoding="utf-8")
    found = check_text("Ga naar het OCMW.", load_rules(explained=empty))
    assert [problem.rule for problem in found] == ["language-abbreviation"]


def test_a_lexicon_finds_a_word_once() -> None:
    """A word and its own beginning are one hit."""
    lexicon = Lexicon([Entry(word="traject", say="een plan", forms=("traject*", "*traject*"))])
    view = _Words("een traject of twee hulptrajecten")
    assert [(hit.offset, hit.word) for hit in lexicon.find(view)] == [
        (4, "traject"),
        (20, "hulptrajecten"),
    ]


class _Words:
    def __init__(self, text: str) -> None:
        self.lower = text
        self.unique = set(text.split())
        self.long = [word for word in self.unique if len(word) >= Lexicon.LONG]

    def place(self, word: str) -> int:
        return self.lower.index(word)


def test_the_checks_are_many_and_each_has_a_meaning() -> None:
    """Each check says in one line what it asks."""
    assert len(CHECKS) == len({check.__name__ for check in CHECKS})
    assert all(check.__doc__ for check in CHECKS)
