"""Pagefind's index has the same bytes in two builds, still says the same, and is light."""

from __future__ import annotations

import gzip
import itertools
import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import cbor2
import pytest
from finder.publishing.settling import (
    LENGTHS,
    IndexFormatError,
    Word,
    borders,
    cut,
    renumbered,
    settle,
    short,
)
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


def shown_by(folder: Path) -> list[dict[str, Any]]:
    """What a result shows of each page, by the number of the page."""
    names = (name for name, _ in meta_of(folder)[1])
    return [json.loads(raw(folder / "fragment" / f"{name}.pf_fragment")) for name in names]


def by_address(folder: Path, pages: list[Any]) -> dict[str, list[Any]]:
    """Where a word stands on each page; pages are told as steps from the one before."""
    addresses = [shown["url"] for shown in shown_by(folder)]
    numbers = itertools.accumulate(step for step, *_ in pages)
    return {addresses[number]: rest for number, (_, *rest) in zip(numbers, pages, strict=True)}


def test_pages_words_and_filters_stay_the_same_under_new_names(site: Path) -> None:
    before, after = indexed(site, "before"), indexed(site, "after")
    settle(after)
    old, new = words_of(before), words_of(after)
    assert [word for word, *_ in new] == [word for word, *_ in old]
    for (_, pages, _), (_, others, _) in zip(old[::20], new[::20], strict=True):
        assert by_address(after, others) == by_address(before, pages)
    addresses = [shown["url"] for shown in shown_by(after)]
    assert addresses == sorted(addresses)
    was = {
        whole["url"]: (whole, length)
        for whole, (_, length) in zip(shown_by(before), meta_of(before)[1], strict=True)
    }
    for shown, (_, rounded) in zip(shown_by(after), meta_of(after)[1], strict=True):
        whole, length = was[shown["url"]]
        assert shown == {**whole, "content": "", "anchors": []}
        assert whole["content"]
        assert abs(rounded - length) <= LENGTHS
    assert filters_of(after) == filters_of(before)


def filters_of(folder: Path) -> dict[str, dict[str, set[str]]]:
    """The addresses with each value of each filter."""
    addresses = [shown["url"] for shown in shown_by(folder)]
    values = {
        title: read(folder / "filter" / f"{f}.pf_filter")[1] for title, f in meta_of(folder)[3]
    }
    return {
        title: {value: {addresses[number] for number in on} for value, on in choices}
        for title, choices in values.items()
    }


# A word on the pages 0, 2 and 5 with other spellings, and the new numbers of pages.
SPELT = [["één", [[0, [1], []]]], ["een", [[2, [4], []], [3, [7], []]]]]
WORD: Word = ("een", [[0, [1], []], [2, [4], []], [3, [7], []]], SPELT)


@pytest.mark.parametrize(
    ("place", "pages"),
    [
        ({0: 0, 2: 2, 5: 5}, WORD[1]),
        ({0: 5, 2: 2, 5: 0}, [[0, [7], []], [2, [4], []], [3, [1], []]]),
        ({0: 1, 2: 9, 5: 4}, [[1, [1], []], [3, [7], []], [5, [4], []]]),
    ],
)
def test_a_page_with_another_number_is_told_as_a_step(
    place: dict[int, int], pages: list[Any]
) -> None:
    word, found, spellings = renumbered(WORD, place)
    assert (word, found) == ("een", pages)
    assert [spelling for spelling, _ in spellings] == ["een", "één"]
    assert spellings[1][1] == [[place[0], [1], []]]


def test_the_order_of_a_folder_changes_no_byte(site: Path) -> None:
    """Where the files of one site come in another order, as on another file system."""
    one, other = indexed(site, "one"), indexed(site, "other")
    reorder(other)
    assert shown_by(one)[0]["url"] != shown_by(other)[0]["url"]
    settle(one)
    settle(other)
    assert contents(one) == contents(other)


def reorder(folder: Path) -> None:
    """Number the pages of an index the other way round, as Pagefind may."""
    (path,) = folder.glob("*.pf_meta")
    version, pages, chunks, filters, *more = read(path)
    place = {number: len(pages) - 1 - number for number in range(len(pages))}
    write(path, [version, pages[::-1], chunks, filters, *more])
    for file in (folder / "index").iterdir():
        write(file, [[renumbered(word, place) for word in read(file)[0]]])
    for file in (folder / "filter").iterdir():
        title, choices = read(file)
        write(file, [title, [[value, [place[one] for one in on]] for value, on in choices]])


def write(path: Path, value: object) -> None:
    path.write_bytes(gzip.compress(b"pagefind_dcd" + cbor2.dumps(value)))


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
