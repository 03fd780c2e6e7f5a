"""The words of the interface: each is used, and each that is asked for is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from finder.files.reading import read_file

from tests.sites import ROOT

if TYPE_CHECKING:
    from finder.files.reading import Tree

STRINGS = ROOT / "scripts" / "finder" / "words" / "nl.yml"
SCRIPTS = ROOT / "docs" / "assets"
# A key in code: say("a.b"), say(f"a.{b}") or say("a." ~ b). What stands between braces, or after
# the tilde, is filled in when the page is made.
ASKED = re.compile(r"""(?:say|names?_in|_found)\(\s*(f?)(["'])(.+?)\2(\s*~\s*[\w.]+)?""")
# say("a" if ... else "b")
OTHERWISE = re.compile(r"""(?:say|name_in)\(\s*"[^"]+" if [^)]* else "([^"]+)\"""")
# A browser's script asks for what stands under "script", by words.a.b or by a shorter name that it
# gives to a part: const say = words.a.
SHORTER = re.compile(r"const (\w+) = words\.(\w+);")
SEVERAL = re.compile(r"const \{ ([\w, ]+) \} = words\.([\w.]+);")


def flat(tree: dict[str, Tree], prefix: str = "") -> dict[str, Tree]:
    found: dict[str, Tree] = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            found |= flat(value, f"{prefix}{key}.")
        else:
            found[f"{prefix}{key}"] = value
    return found


def strings() -> dict[str, Tree]:
    document, findings = read_file(STRINGS, STRINGS.name)
    if document is None or findings:
        raise ValueError(findings)
    return flat(document.data)


KEYS = strings()
CODE = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for ending in ("*.py", "*.html")
    for path in (ROOT / "scripts").rglob(ending)
}
BROWSER = {path.name: path.read_text(encoding="utf-8") for path in SCRIPTS.rglob("*.js")}
EVERY_WORD = set(re.findall(r"[\w-]+", "\n".join([*CODE.values(), *BROWSER.values()])))


def asked(name: str, text: str) -> list[tuple[str, re.Pattern[str]]]:
    """Each key that a file asks for: where, and the pattern of it."""
    found = []
    for filled, _, key, rest in ASKED.findall(text):
        pattern = re.escape(key)
        if filled:
            pattern = re.sub(r"\\\{.*?\\\}", r"([\\w-]+)", pattern)
        found.append((f"{name}: {key}", re.compile(pattern + (r"([\w-]+)" if rest else ""))))
    found += [(f"{name}: {key}", re.compile(re.escape(key))) for key in OTHERWISE.findall(text)]
    return found


def _written_out(match: re.Match[str]) -> str:
    """``const { a, b } = words.c;`` as ``words.c.a words.c.b``."""
    return " ".join(f"words.{match[2]}.{name}" for name in match[1].split(", "))


def asked_in_browser(name: str, text: str) -> list[tuple[str, re.Pattern[str]]]:
    """Each key that a browser's script asks for; ``words.a[b]`` may be any under ``a``."""
    found = []
    for short, start in [
        ("words", "script"),
        *((s, f"script.{p}") for s, p in SHORTER.findall(text)),
    ]:
        rest = SEVERAL.sub(_written_out, SHORTER.sub("", text))
        for path, chosen in re.findall(rf"(?<![/\w.]){short}((?:\.[a-z]\w*)*)(\[)?", rest):
            key = re.escape(f"{start}{path}")
            # The last part may be a method of a text or a list.
            pattern = rf"{key}\.([\w-]+)" if chosen else f"{key}|{key.rpartition('.')[0][:-1]}"
            if path or chosen:
                found.append((f"{name}: {start}{path}{chosen}", re.compile(pattern)))
    return found


ASKS = sorted(
    {
        *(ask for name, text in CODE.items() for ask in asked(name, text)),
        *(ask for name, text in BROWSER.items() for ask in asked_in_browser(name, text)),
    },
    key=str,
)


@pytest.mark.parametrize("pattern", [p for _, p in ASKS], ids=[where for where, _ in ASKS])
def test_every_string_that_is_asked_for_is_there(pattern: re.Pattern[str]) -> None:
    assert any(pattern.fullmatch(key) for key in KEYS)


def gives(pattern: re.Pattern[str], key: str) -> bool:
    """Whether the pattern gives this key, filled in with words that the code has somewhere."""
    match = pattern.fullmatch(key)
    filled = [part for part in match.groups() if part] if match else []
    return match is not None and all(
        part in EVERY_WORD or set(re.split(r"[_.]", part)) <= EVERY_WORD for part in filled
    )


@pytest.mark.parametrize("key", KEYS)
def test_every_string_is_used(key: str) -> None:
    assert any(gives(pattern, key) for _, pattern in ASKS)


@pytest.mark.parametrize("key", KEYS)
def test_no_string_is_empty(key: str) -> None:
    value = KEYS[key]
    assert value
    assert all(isinstance(text, str) and text for text in value)
