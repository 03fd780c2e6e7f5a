"""The words by which initiatives are ordered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.files.taxonomy import Kind, Taxonomy, TaxonomyError, load_taxonomy
from pydantic import ValidationError

from tests.building import FIXTURES, ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from finder.findings import Finding

GOOD = (
    "kinds: {maatje: {label: Een maatje, explanation: Iemand komt langs.}}\n"
    "groups: {}\nfunding: {}\nlanguages: {}\n"
)


def findings_in(path: Path) -> list[Finding]:
    with pytest.raises(TaxonomyError) as caught:
        load_taxonomy(path)
    return caught.value.findings


def test_all_parts_are_read_in_their_order(taxonomy: Taxonomy) -> None:
    """The order in the file is the order on the site."""
    assert list(taxonomy.kinds) == ["maatje", "ontmoeten", "vereniging", "rechten-geld"]
    assert taxonomy.kinds["maatje"] == Kind(
        label="Een maatje",
        explanation="Een vrijwilliger spreekt vaak met je af.",
        words=("buddy", "vriend"),
    )
    assert taxonomy.kinds["ontmoeten"].words == ()
    assert list(taxonomy.groups.items())[:2] == [
        ("weinig-geld", "mensen met weinig geld"),
        ("ouderen", "ouderen"),
    ]
    assert taxonomy.funding["persoonlijke-vriend-2018"].label.startswith("Projectoproep")
    assert taxonomy.languages["nl"] == "Nederlands"


def test_a_taxonomy_does_not_change(taxonomy: Taxonomy) -> None:
    """What was read stays as it was read."""
    with pytest.raises(ValidationError, match="frozen"):
        taxonomy.groups = {}


def test_the_mistakes_of_a_taxonomy_all_at_once() -> None:
    """Each mistake has its file, its line and its field."""
    found = findings_in(FIXTURES / "reading" / "taxonomy-mistakes.yml")
    assert [(f.rule, f.file, f.line, f.field) for f in found] == [
        ("taxonomy", "initiatives/taxonomy.yml", 2, "kinds.maatje.explanation"),
        ("taxonomy", "initiatives/taxonomy.yml", 7, "kinds.ontmoeten.words"),
        ("taxonomy", "initiatives/taxonomy.yml", 8, "groups"),
        ("taxonomy", "initiatives/taxonomy.yml", 1, "languages"),
        ("taxonomy", "initiatives/taxonomy.yml", 10, "kleuren"),
    ]
    assert all(f.message and f.hint and f.is_error for f in found)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "not-a-mapping"),
        ("- a", "not-a-mapping"),
        ("kinds: {a", "yaml"),
        (GOOD + "groups: {}\n", "key-twice"),
        (GOOD.replace("label: ", "label: &x "), "alias"),
        (
            GOOD.replace("{maatje: {label: Een maatje, explanation: Iemand komt langs.}}", "{}"),
            "taxonomy",
        ),
    ],
)
def test_a_taxonomy_that_cannot_be_used(tmp_path: Path, text: str, rule: str) -> None:
    """The same rules of reading hold for this file, and there is at least one kind."""
    path = tmp_path / "taxonomy.yml"
    path.write_text(text)
    assert [f.rule for f in findings_in(path)] == [rule]


def test_a_missing_taxonomy(tmp_path: Path) -> None:
    """Without the file there is one finding, with its name as people know it."""
    found = findings_in(tmp_path / "taxonomy.yml")
    assert [(f.rule, f.file) for f in found] == [("file-unreadable", "initiatives/taxonomy.yml")]


def test_the_error_says_what_is_wrong(tmp_path: Path) -> None:
    """Who sees only the exception reads the messages."""
    path = tmp_path / "taxonomy.yml"
    path.write_text("- a")
    with pytest.raises(TaxonomyError, match=r"^Dit bestand heeft geen velden\.$"):
        load_taxonomy(path)


def test_the_smallest_good_taxonomy(tmp_path: Path) -> None:
    """Empty groups, programmes and languages are fine."""
    path = tmp_path / "taxonomy.yml"
    path.write_text(GOOD)
    assert list(load_taxonomy(path).kinds) == ["maatje"]


def test_the_real_taxonomy() -> None:
    """The kinds of the design, by need, each with words to search by; codes are of ISO 639-1."""
    real = load_taxonomy(ROOT / "initiatives" / "taxonomy.yml")
    assert list(real.kinds) == [
        "eten",
        "kleren-spullen",
        "slapen",
        "rechten-geld",
        "gezondheid",
        "ontmoeten",
        "maatje",
        "gezin",
        "leren",
        "buurt",
        "vereniging",
        "vrije-tijd",
        "vrijwilligen",
        "hulplijn",
    ]
    assert all(k.label and k.explanation.endswith(".") and k.words for k in real.kinds.values())
    assert all(len(code) == 2 and code.isalpha() and code.islower() for code in real.languages)
    assert "persoonlijke-vriend-2018" in real.funding


# --- kinds that are no place, and advice that is free ------------------------------------------


def test_a_kind_that_is_no_place_is_not_chosen_among_places() -> None:
    """Lines that one calls from anywhere stand on the page for help now only."""
    real = load_taxonomy(ROOT / "initiatives" / "taxonomy.yml")
    assert real.line_kinds == {"hulplijn"}
    assert list(real.places) == [kind for kind in real.kinds if kind != "hulplijn"]
    assert real.is_line(["hulplijn"])
    assert not real.is_line(["slapen", "rechten-geld"])


def test_advice_is_free_where_the_taxonomy_says_so() -> None:
    real = load_taxonomy(ROOT / "initiatives" / "taxonomy.yml")
    assert [key for key, kind in real.kinds.items() if kind.advice_free] == ["rechten-geld"]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("dakloos", "slapen"),
        ("thuisloos", "slapen"),
        ("senioren", "buurt"),
        ("ouderen", "buurt"),
        ("papieren invullen", "rechten-geld"),
        ("deurwaarder", "rechten-geld"),
        ("voedselbank", "eten"),
        ("voedselpakket", "eten"),
        ("kinderkleren", "kleren-spullen"),
        ("tandarts", "gezondheid"),
        ("dokter", "gezondheid"),
    ],
)
def test_everyday_words_and_those_of_the_field_are_tied_to_a_kind(word: str, kind: str) -> None:
    real = load_taxonomy(ROOT / "initiatives" / "taxonomy.yml")
    assert [key for key, one in real.kinds.items() if word in one.words] == [kind]


# --- the most visited kinds --------------------------------------------------------------------

TWO = GOOD.replace("{maatje:", "{leren: {label: Leren, explanation: Zo.}, maatje:")


def test_the_most_visited_kinds_rank_before_the_others(tmp_path: Path) -> None:
    """Of several kinds the most visited counts; without a list the order of the kinds does."""
    path = tmp_path / "taxonomy.yml"
    path.write_text(TWO)
    plain = load_taxonomy(path)
    assert [plain.rank((kind,)) for kind in ("leren", "maatje")] == [0, 1]
    path.write_text(f"{TWO}visited: [maatje]\n")
    ranked = load_taxonomy(path)
    assert [ranked.rank((kind,)) for kind in ("leren", "maatje")] == [1, 0]
    assert ranked.rank(("leren", "maatje")) == 0


@pytest.mark.parametrize("visited", ["[maatje, maatje]", "[maatje, lezen]"])
def test_the_list_of_visited_kinds_has_each_kind_once(tmp_path: Path, visited: str) -> None:
    path = tmp_path / "taxonomy.yml"
    path.write_text(f"{TWO}visited: {visited}\n")
    (finding,) = findings_in(path)
    assert (finding.rule, finding.line, finding.field) == ("taxonomy", 5, "visited")
    assert finding.message == (
        "Dit klopt niet in de woordenlijst: zet elke soort er hooguit één keer in, en niets anders."
    )


def test_every_real_kind_has_its_rank() -> None:
    real = load_taxonomy(ROOT / "initiatives" / "taxonomy.yml")
    assert sorted(real.visited) == sorted(real.kinds)
