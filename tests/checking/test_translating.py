"""The folder with translations: what is stale, what is wrong, and what is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.checking import translating
from finder.files.translations import Translations, mark

from tests.building import initiative, rules

if TYPE_CHECKING:
    from pathlib import Path

DUTCH = "Je ontmoet hier andere mensen bij een kop koffie."
ONE = initiative(summary=DUTCH, cost={"kind": "paid", "note": "Een maaltijd kost 4 euro."})
KNOWN = {ONE.slug: ONE}


def file_of(field: str = "summary", of: str = DUTCH, text: str = "Tu rencontres des gens.") -> str:
    """A file with one translation."""
    return f"by: machine\n{field}:\n  of: {mark(of)}\n  text: {text}\n"


def write(root: Path, text: str, name: str = "fr/voorbeeldhuis.yml") -> Path:
    """A repository with one file of translations."""
    path = root / "initiatives" / "translations" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return root


def test_a_translation_of_exactly_this_text_is_used(tmp_path: Path) -> None:
    found, findings = translating.load(write(tmp_path, file_of()), KNOWN, KNOWN)
    assert findings == []
    used = found["fr"].of(ONE.slug, "summary", DUTCH)
    assert used is not None
    assert (used.text, used.is_read) == ("Tu rencontres des gens.", False)


def test_a_changed_dutch_text_makes_its_translation_stale_and_no_other(tmp_path: Path) -> None:
    text = file_of() + file_of("cost_note", "Een maaltijd kost 3 euro.").partition("\n")[2]
    found, findings = translating.load(write(tmp_path, text), KNOWN, KNOWN)
    assert findings == []
    assert list(translating.stale(found["fr"], KNOWN)) == [f"{ONE.slug}: cost.note"]
    assert found["fr"].of(ONE.slug, "cost.note", ONE.cost.note or "") is None
    assert found["fr"].of(ONE.slug, "summary", DUTCH) is not None


def test_what_nobody_translated_is_told() -> None:
    assert list(translating.missing(Translations(), KNOWN)) == [
        f"{ONE.slug}: summary",
        f"{ONE.slug}: cost.note",
    ]


# A file, where it lies, and the rule that it breaks.
BROKEN = [
    (file_of(text="Tu viens à 9 heures."), "fr/voorbeeldhuis.yml", "translation-number"),
    (file_of("cost_note", "Een maaltijd kost 4 euro.", "Un repas coûte 5 euros."),
     "fr/voorbeeldhuis.yml", "translation-number"),
    (file_of().replace("machine", "robot"), "fr/voorbeeldhuis.yml", "translation"),
    (file_of().replace("  of: ", "  van: "), "fr/voorbeeldhuis.yml", "translation"),
    (file_of("titel"), "fr/voorbeeldhuis.yml", "translation"),
    (file_of(), "fr/weg.yml", "translation-of-nothing"),
    (file_of(), "frans/voorbeeldhuis.yml", "translation-place"),
    (file_of(), "voorbeeldhuis.yml", "translation-place"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "rule"), BROKEN)
def test_what_is_wrong_is_found_with_its_file_and_its_mend(
    tmp_path: Path, text: str, name: str, rule: str
) -> None:
    _, findings = translating.load(write(tmp_path, text, name), KNOWN, KNOWN)
    assert set(rules(findings)) == {rule}
    assert {finding.file for finding in findings} == {f"initiatives/translations/{name}"}
    assert all(finding.hint for finding in findings)


def test_a_number_of_the_dutch_text_is_no_mistake(tmp_path: Path) -> None:
    text = file_of("cost_note", "Een maaltijd kost 4 euro.", "Un repas coûte 4 euros.")
    assert translating.load(write(tmp_path, text), KNOWN, KNOWN)[1] == []
