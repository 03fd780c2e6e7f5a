"""Pagefind's index has the same bytes in two builds, still says the same, and is light."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import cbor2
import pytest
from finder.publishing.settling import LENGTHS, IndexFormatError, Word, borders, cut, settle, short
from pagefind.service import get_executable

from tests.limits import PROGRAM
from tests.sites import contents

if TYPE_CHECKING:
    from pathlib import Path

# So many values that two hash tables hardly ever hold them in one order.
VALUES = 40
# More bytes for a length, in CBOR.
LONG = "x" * 300


def page(number: int) -> str:
    return (
        f"<html lang=nl><title>{number}</title><body data-pagefind-body>"
        f"<h1>Plek {number}</h1><p data-pagefind-filter=soort>soort {number % VALUES}</p>"
        f"<p data-pagefind-filter=gemeente>gemeente {number} é {LONG if number == 1 else ''}</p>"
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The pages of a site without an index."""
    folder = tmp_path / "site"
    for number in range(2 * VALUES):
        (folder / str(number)).mkdir(parents=True)
        (folder / str(number) / "index.html").write_text(page(number), encoding="utf-8")
    return folder


def indexed(site: Path, copy: str) -> Path:
    """The index of a copy of the site."""
    folder = shutil.copytree(site, site.with_name(copy))
    command = [str(get_executable()), "--site", str(folder), "--force-language", "nl", "--quiet"]
    subprocess.run(command, check=True, capture_output=True, timeout=PROGRAM)
    return folder / "pagefind"


def test_two_indexes_of_one_site_have_the_same_bytes(site: Path) -> None:
    one, other = indexed(site, "one"), indexed(site, "other")
    assert contents(one) != contents(other), "Pagefind sorts by itself now: settling can go"
    settle(one)
    settle(other)
    assert contents(one) == contents(other)


def meta_of(folder: Path) -> list[Any]:
    """What the meta file of the index says."""
    entry = json.loads((folder / "pagefind-entry.json").read_text())
    path = folder / f"pagefind.{entry['languages']['nl']['hash']}.pf_meta"
    content: list[Any] = read(path)
    return content


def read(path: Path) -> Any:
    return cbor2.loads(raw(path))


def raw(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")


def words_of(folder: Path) -> list[Any]:
    """Every word of the index with its pages, in order."""
    parts = [file for *_, file in meta_of(folder)[2]]
    return [word for file in parts for word in read(folder / "index" / f"{file}.pf_index")[0]]


def test_pages_words_and_filters_stay_the_same_under_new_names(site: Path) -> None:
    before, after = indexed(site, "before"), indexed(site, "after")
    settle(after)
    assert words_of(after) == words_of(before)
    for (old, length), (new, rounded) in zip(meta_of(before)[1], meta_of(after)[1], strict=True):
        shown, whole = (
            json.loads(raw(folder / "fragment" / f"{name}.pf_fragment"))
            for folder, name in ((after, new), (before, old))
        )
        assert shown == {**whole, "content": "", "anchors": []}
        assert whole["content"]
        assert abs(rounded - length) <= LENGTHS
    values = {title: read(after / "filter" / f"{f}.pf_filter")[1] for title, f in meta_of(after)[3]}
    for title, file in meta_of(before)[3]:
        assert values[title] == sorted(read(before / "filter" / f"{file}.pf_filter")[1])
    assert list(values) == sorted(values)


def test_every_file_of_the_folder_is_named(site: Path) -> None:
    folder = indexed(site, "one")
    settle(folder)
    _, pages, parts, filters, *_ = meta_of(folder)
    for kind, names in (("fragment", pages), ("index", parts), ("filter", filters)):
        named = {name for row in names for name in row if f"{name}".count("/") == 1}
        files = (path for path in (folder / kind).rglob("*") if path.is_file())
        assert {p.relative_to(folder / kind).with_suffix("").as_posix() for p in files} == named
    assert len(list(folder.glob("*.pf_meta"))) == 1


def test_other_content_gives_other_names(site: Path) -> None:
    """A copy of an old file is never taken for a new one."""
    one = indexed(site, "one")
    (site / "1" / "index.html").write_text(page(1).replace("Plek", "Plaats"), encoding="utf-8")
    other = indexed(site, "other")
    settle(one)
    settle(other)
    assert {meta_of(one)[1][0][0], meta_of(one)[2][0][2]}.isdisjoint(
        {meta_of(other)[1][0][0], meta_of(other)[2][0][2]}
    )


WORDS = ["aal", "aap", "aapje", "bever", "koek", "koffie", "koffiekan", "zee", "z\u00eblf"]


def word(text: str, places: int = 1) -> Word:
    return (text, [[1, list(range(places)), []]], [])


@pytest.mark.parametrize("size", [1, 3, 5, 100])
def test_parts_hold_every_word_once_and_are_about_so_large(size: int) -> None:
    parts = list(cut([word(text) for text in WORDS], size))
    assert [text for part in parts for text, *_ in part] == WORDS
    assert all(2 * (len(part) - 1) < size for part in parts)


def test_a_word_on_many_pages_is_a_part_with_what_goes_before_it() -> None:
    parts = list(cut([word("a"), word("je", 50), word("ju")], 20))
    assert [[text for text, *_ in part] for part in parts] == [["a", "je"], ["ju"]]


def test_there_is_a_part_for_every_text_and_only_one() -> None:
    """Those with a word that begins with the text, or with the words around it."""
    parts = list(cut([word(text) for text in WORDS], 3))
    ends = list(borders(parts))
    for text in [
        *WORDS,
        "",
        "a",
        "aa",
        "kaas",
        "ko",
        "koffiek",
        "koffiekannen",
        "zz",
        "\U0010fffe",
    ]:
        holding = [n for n, (first, last) in enumerate(ends) if first <= text <= last]
        assert len(holding) == 1, text
        if text in WORDS:
            assert text in [found for found, *_ in parts[holding[0]]]


def test_an_index_without_words_has_no_parts() -> None:
    assert list(cut([])) == []
    assert list(borders([])) == []


def test_short_names_follow_each_other() -> None:
    names = [short(number) for number in range(50_000)]
    assert names[:2] == ["000", "001"]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"something else",
        b"pagefind_dcd",
        b"pagefind_dcd\x82",
        b"pagefind_dcd\x01",
        b"pagefind_dcd\x82\x01\x02\x03",
        b"pagefind_dcd\xa1\x01\x02",
        b"pagefind_dcd\x86\x60\x80\x80\x81\x01\x80\x80",
        b"pagefind_dcd\x86\x60\x80\x80\x01\x80\x80",
        b"pagefind_dcd\x82\x61\xff\x80",
        b"pagefind_dcd\x9f\xff",
        b"pagefind_dcd\x98\x01\x01",
    ],
)
def test_an_index_of_another_form_is_refused(site: Path, content: bytes) -> None:
    folder = indexed(site, "one")
    (meta,) = folder.glob("*.pf_meta")
    meta.write_bytes(gzip.compress(content))
    with pytest.raises(IndexFormatError):
        settle(folder)
