"""Pagefind's index has the same bytes in two builds, and still says the same."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from finder.settling import IndexFormatError, settle
from pagefind.service import get_executable

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
    subprocess.run(command, check=True, capture_output=True)
    return folder / "pagefind"


def test_two_indexes_of_one_site_have_the_same_bytes(site: Path) -> None:
    one, other = indexed(site, "one"), indexed(site, "other")
    assert contents(one) != contents(other), "Pagefind sorts by itself now: settling can go"
    settle(one)
    settle(other)
    assert contents(one) == contents(other)


def test_settling_twice_changes_nothing(site: Path) -> None:
    folder = indexed(site, "one")
    settle(folder)
    before = contents(folder)
    settle(folder)
    assert contents(folder) == before


def test_every_file_that_is_named_is_there_and_holds_what_it_held(site: Path) -> None:
    folder = indexed(site, "one")
    old = {len(gzip.decompress(path.read_bytes())) for path in (folder / "filter").iterdir()}
    settle(folder)
    new = {path.stem: gzip.decompress(path.read_bytes()) for path in (folder / "filter").iterdir()}
    assert {len(content) for content in new.values()} == old
    for value in range(VALUES):
        assert any(f"soort {value}".encode() in content for content in new.values())
    entry = json.loads((folder / "pagefind-entry.json").read_text())
    name = entry["languages"]["nl"]["hash"]
    meta = gzip.decompress((folder / f"pagefind.{name}.pf_meta").read_bytes())
    assert len(list(folder.glob("*.pf_meta"))) == 1
    for stem in new:
        assert stem.encode() in meta


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
