"""What was found before is used again only for the same bytes, name, day, words and code."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING, TypeVar

import pytest
from finder.checking import catalogue, remembered, translating
from finder.checking.remembered import Checked, Checks, version_on
from finder.files.reading import read_bytes
from finder.files.translations import mark
from finder.findings import Finding, Severity

from tests.sites import ROOT, SMALL, SMALL_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from finder.checking.catalogue import Catalogue
    from finder.places.gazetteer import Gazetteer

T = TypeVar("T")
REMARK = Finding("rule", "a.yml", 3, "name", "Kijk eens.", "Doe dit.", Severity.NOTICE)
FOUND = Checked({"name": "Huis", "kinds": ["ontmoeten"]}, [REMARK])


def kept(path: Path, version: str = "v1") -> Checks:
    checks = Checks(path, version)
    checks.learn("a.yml", b"raw", FOUND)
    checks.save()
    return Checks(path, version)


def test_what_was_found_comes_back(tmp_path: Path) -> None:
    assert kept(tmp_path / "c" / "checked.json").recall("a.yml", b"raw") == FOUND


@pytest.mark.parametrize(("file", "raw"), [("b.yml", b"raw"), ("a.yml", b"Raw"), ("a", b".ymlraw")])
def test_another_file_is_not_known(tmp_path: Path, file: str, raw: bytes) -> None:
    assert kept(tmp_path / "checked.json").recall(file, raw) is None


def test_another_version_knows_nothing(tmp_path: Path) -> None:
    kept(tmp_path / "checked.json")
    assert Checks(tmp_path / "checked.json", "v2").recall("a.yml", b"raw") is None


def test_the_version_is_that_of_the_day_and_the_taxonomy() -> None:
    day = dt.date(2026, 11, 30)
    versions = {version_on(day, b"a"), version_on(day, b"b"), version_on(dt.date.max, b"a")}
    assert len(versions) == 3


@pytest.mark.parametrize(
    "damage",
    [lambda c: c.replace(b"Huis", b"Muis"), lambda c: c[:-1], lambda _c: b"", lambda c: c * 2],
)
def test_a_damaged_file_knows_nothing(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    kept(tmp_path / "checked.json")
    path = tmp_path / "checked.json"
    path.write_bytes(damage(path.read_bytes()))
    assert Checks(path, "v1").recall("a.yml", b"raw") is None


def test_what_is_gone_is_forgotten(tmp_path: Path) -> None:
    again = kept(tmp_path / "checked.json")
    again.learn("b.yml", b"raw", FOUND)
    again.save()
    assert Checks(tmp_path / "checked.json", "v1").recall("a.yml", b"raw") is None


# --- a whole folder ----------------------------------------------------------------------------


OCMW = next(SMALL.rglob("ocmw-gent.yml"))
SUMMARY = read_bytes(OCMW.read_bytes(), "ocmw-gent.yml")[0]
TRANSLATED = f"""by: machine
summary:
  of: {mark((SUMMARY and SUMMARY.text("summary")) or "")}
  text: Il faut payer 12345 euros.
"""


def copied(to: Path) -> None:
    """The small data, with the words of the real ones, and with a translation that says more."""
    shutil.copytree(SMALL / "initiatives", to / "initiatives")
    shutil.copy(ROOT / "initiatives" / "taxonomy.yml", to / "initiatives")
    french = to / "initiatives" / "translations" / "fr" / "ocmw-gent.yml"
    french.parent.mkdir(parents=True, exist_ok=True)
    french.write_text(TRANSLATED, encoding="utf-8")


def loaded(root: Path, gazetteer: Gazetteer, *, remember: bool) -> Catalogue:
    return catalogue.load(root, SMALL_DAY, gazetteer, remember=remember)


def test_a_folder_is_read_the_same_from_memory(tmp_path: Path, gazetteer: Gazetteer) -> None:
    """Also which fields a file fills in, for the open data tell only those."""
    copied(tmp_path)
    fresh = loaded(tmp_path, gazetteer, remember=False)
    assert len(fresh.initiatives) > 5
    assert set(fresh.translations["fr"].files) == {"ocmw-gent"}
    # A number that the Dutch does not say is told each time, with its line.
    assert [(f.rule, f.line) for f in fresh.findings if "translation" in f.rule] == [
        ("translation-number", 4)
    ]
    assert not (tmp_path / remembered.FILE).exists()
    loaded(tmp_path, gazetteer, remember=True)
    again = loaded(tmp_path, gazetteer, remember=True)
    assert again == fresh
    for one, other in zip(again.initiatives, fresh.initiatives, strict=True):
        assert one.model_fields_set == other.model_fields_set
        assert one.model_dump(exclude_unset=True) == other.model_dump(exclude_unset=True)


def test_a_folder_that_is_checked_side_by_side_is_read_the_same(
    tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied(tmp_path)
    monkeypatch.setattr(catalogue, "FEW", 1)
    parts: list[int] = []

    def share(work: Callable[[Sequence[Path]], T], files: Sequence[Path]) -> Iterator[T]:
        for part in (files[:3], files[3:]):
            parts.append(len(part))
            yield work(part)

    wrong = tmp_path / "initiatives" / "oost-vlaanderen" / "fout.yml"
    wrong.write_text("name: Fout\n")
    fresh = loaded(tmp_path, gazetteer, remember=False)
    for remember in (True, True, False):
        found = catalogue.load(tmp_path, SMALL_DAY, gazetteer, remember=remember, share=share)
        assert found == fresh
    number = len(catalogue.data_files(tmp_path)) + len(translating.files(tmp_path))
    assert [first + rest for first, rest in zip(parts[::2], parts[1::2], strict=True)] == [
        number,
        1,  # what has errors is never remembered
        number,
    ]


def test_a_mistake_is_found_each_time(tmp_path: Path, gazetteer: Gazetteer) -> None:
    copied(tmp_path)
    loaded(tmp_path, gazetteer, remember=True)
    wrong = tmp_path / "initiatives" / "oost-vlaanderen" / "ocmw-gent.yml"
    wrong.write_text(wrong.read_text(encoding="utf-8").replace('"9000"', '"9999"'))
    for _ in range(2):
        assert loaded(tmp_path, gazetteer, remember=True).has_errors


def test_a_changed_translation_is_read_anew(tmp_path: Path, gazetteer: Gazetteer) -> None:
    copied(tmp_path)
    loaded(tmp_path, gazetteer, remember=True)
    path = tmp_path / "initiatives" / "translations" / "fr" / "ocmw-gent.yml"
    path.write_text(TRANSLATED.replace("12345 euros", "un peu"), encoding="utf-8")
    again = loaded(tmp_path, gazetteer, remember=True)
    found = again.translations["fr"].files["ocmw-gent"].summary
    assert found is not None
    assert found.text == "Il faut payer un peu."
    assert not any("translation" in finding.rule for finding in again.findings)
