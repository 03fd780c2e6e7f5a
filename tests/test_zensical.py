"""What another program makes of the same tree is compared with what MkDocs makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import zensical
from click.testing import CliRunner

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "<html lang=nl><title>x</title><p>Hallo <b>daar</b>.</p></html>"


def write(folder: Path, **files: str) -> Path:
    """Files below a folder; ``__`` stands for a slash and ``_`` for a dot."""
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_each_file_is_told_by_how_it_differs(tmp_path: Path) -> None:
    site = write(
        tmp_path / "site", same_html=PAGE, gone_html=PAGE, bytes_html=PAGE, words_html=PAGE,
        pagefind__x="ours alone", sw_js="ours alone", a_css="p{}",
    )  # fmt: skip
    other = write(
        tmp_path / "other", same_html=PAGE, more_html=PAGE, bytes_html=PAGE.replace("<b>", "<b >"),
        words_html=PAGE.replace("daar", "hier"), a_css="p{} ",
    )  # fmt: skip
    assert zensical.differences(site, other) == {
        "Ontbreekt": ["gone.html"],
        "Is er te veel": ["more.html"],
        "Heeft andere woorden": ["words.html"],
        "Heeft alleen andere bytes": ["a.css", "bytes.html"],
    }


def test_a_long_list_is_cut_and_counted() -> None:
    names = [f"{number}.html" for number in range(zensical.MOST + 5)]
    lines = list(zensical.report({"Ontbreekt": names}, 3, "fout `x`"))
    assert "- Zensical stopte: `fout 'x'`" in lines
    assert "- Precies gelijk: 3 bestanden" in lines
    assert f"- Ontbreekt: {len(names)}" in lines
    assert lines[-1] == "    - en nog 5"


# A program in the place of Zensical, and what is told of it.
PROGRAMS = [
    ("mkdir -p build/zensical && cp site/a.html build/zensical", "- Precies gelijk: 1 bestanden"),
    ("echo stuk >&2; exit 3", "- Zensical stopte: `stuk`"),
    ("exit 3", "- Zensical stopte: `status 3`"),
]


@pytest.mark.parametrize(("script", "line"), PROGRAMS)
def test_a_build_with_the_other_program_is_compared(tmp_path: Path, script: str, line: str) -> None:
    write(tmp_path, site__a_html=PAGE, build__docs__a_md="x", mkdocs_yml="site_dir: build/site\n")
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    options = ["--program", str(program), "--root", str(tmp_path)]
    result = CliRunner().invoke(zensical.main, options)
    assert result.exit_code == 0, result.output
    assert line in result.output.splitlines()
    assert not (tmp_path / "zensical.yml").exists()


def test_without_a_site_it_says_what_to_do_first(tmp_path: Path) -> None:
    result = CliRunner().invoke(zensical.main, ["--root", str(tmp_path)])
    assert result.exit_code == 1
    assert "make site" in result.output
