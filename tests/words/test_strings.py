"""The words of the interface: each is used, and each that is asked for is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from finder.words import saying

from tests.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from finder.files.reading import Tree

    Finder = Callable[[str], list[re.Pattern[str]]]

SCRIPTS = ROOT / "docs" / "assets"
# What the theme asks for that is no string under "theme": finder/rendering/theme.py makes it.
_MADE = "html language rtl folder up tongues hidden switch dutch machine"
MADE = frozenset(_MADE.split(" "))
THEME = ROOT / "docs" / "overrides"
# A key in code: say("a.b"), say(f"a.{b}") or say("a." ~ b). What stands between braces, or after
# the tilde, is filled in when the page is made.
ASKED = re.compile(r"""(?:say|names?_in|_found)\(\s*(f?)(["'])(.+?)\2(\s*~\s*[\w.]+)?""")
# say("a" if ... else "b")
OTHERWISE = re.compile(r"""(?:say|name_in)\(\s*"[^"]+" if [^)]* else "([^"]+)\"""")
# A script that gets all that stands under a key: under("a.").
UNDER = re.compile(r'''under\(\s*"([^"]+)"''')
# A browser's script asks for what stands under "script", by words.a.b or by a shorter name that it
# gives to a part: const say = words.a.
SHORTER = re.compile(r"const (\w+) = words\.(\w+);")
SEVERAL = re.compile(r"const \{ ([\w, ]+) \} = words\.([\w.]+);")


@pytest.fixture(scope="module")
def strings() -> dict[str, Tree]:
    return saying.flat(saying.strings("nl"))


def asked(text: str) -> list[re.Pattern[str]]:
    """The pattern of each key that Python or a template asks for."""
    found = []
    for filled, _, key, rest in ASKED.findall(text):
        pattern = re.escape(key)
        if filled:
            pattern = re.sub(r"\\\{.*?\\\}", r"([\\w-]+)", pattern)
        found.append(re.compile(pattern + (r"([\w-]+)" if rest else "")))
    found += [re.compile(rf"{re.escape(start)}([\w-]+)") for start in UNDER.findall(text)]
    return found + [re.compile(re.escape(key)) for key in OTHERWISE.findall(text)]


def _written_out(match: re.Match[str]) -> str:
    """``const { a, b } = words.c;`` as ``words.c.a words.c.b``."""
    return " ".join(f"words.{match[2]}.{name}" for name in match[1].split(", "))


def asked_in_browser(text: str) -> list[re.Pattern[str]]:
    """The pattern of each key that a browser's script asks for; ``words.a[b]`` is any of ``a``."""
    found = []
    shorter = ((short, f"script.{part}") for short, part in SHORTER.findall(text))
    rest = SEVERAL.sub(_written_out, SHORTER.sub("", text))
    for short, start in [("words", "script"), *shorter]:
        for path, chosen in re.findall(rf"(?<![/\w.]){short}((?:\.[a-z]\w*)*)(\[)?", rest):
            key = re.escape(f"{start}{path}")
            # The last part may be a method of a text or a list.
            pattern = rf"{key}\.([\w-]+)" if chosen else f"{key}|{key.rpartition('.')[0][:-1]}"
            if path or chosen:
                found.append(re.compile(pattern))
    return found


def asked_in_theme(text: str) -> list[re.Pattern[str]]:
    """The pattern of each key that the theme asks for; ``words.footer[x]`` is any of ``footer``."""
    found = re.findall(r"\bwords\.([\w.]+)(\[)?", text)
    keys = (re.escape(f"theme.{key}") + (r"\.([\w-]+)" if chosen else "") for key, chosen in found)
    return [re.compile(key) for key in keys if key.removeprefix("theme\\.") not in MADE]


def asked_in_settings(text: str) -> list[re.Pattern[str]]:
    """The pattern of each label in the menu and the footer, which the settings choose."""
    menu, _, footer = text.partition("  menu:\n")[2].partition("  footer:\n")
    found = {"menu": r"label: (\w+),", "footer": r"(?:label|title): (\w+)"}
    return [
        re.compile(rf"theme\.{name}\.{key}")
        for name, part in (("menu", menu), ("footer", footer))
        for key in re.findall(found[name], part)
    ]


@pytest.fixture(scope="module")
def asks() -> dict[str, list[re.Pattern[str]]]:
    """What each file asks for."""
    code = [*(ROOT / "scripts").rglob("*.py"), *(ROOT / "scripts").rglob("*.html")]
    files = dict.fromkeys(code, asked) | dict.fromkeys(SCRIPTS.rglob("*.js"), asked_in_browser)
    files |= dict.fromkeys(THEME.rglob("*.html"), asked_in_theme)
    files[ROOT / "mkdocs.yml"] = asked_in_settings
    return {
        path.relative_to(ROOT).as_posix(): find(path.read_text(encoding="utf-8"))
        for path, find in files.items()
    }


def near(key: str, words: dict[str, set[str]], pattern: re.Pattern[str]) -> bool:
    """Whether a pattern gives this key, filled in with words of one file that asks for it."""
    match = pattern.fullmatch(key)
    filled = [part for part in match.groups() if part] if match else []
    return match is not None and all(
        any(part in known or set(re.split(r"[_.]", part)) <= known for known in words.values())
        for part in filled
    )


def test_every_string_that_is_asked_for_is_there(
    strings: dict[str, Tree], asks: dict[str, list[re.Pattern[str]]]
) -> None:
    missing = [
        f"{file}: {pattern.pattern}"
        for file, patterns in asks.items()
        for pattern in patterns
        if not any(pattern.fullmatch(key) for key in strings)
    ]
    assert missing == []


def test_every_string_is_used(
    strings: dict[str, Tree], asks: dict[str, list[re.Pattern[str]]]
) -> None:
    """By its whole name; or by a name that is filled in, with a word that some file has."""
    words = {
        file: set(re.findall(r"[\w-]+", (ROOT / file).read_text(encoding="utf-8"))) for file in asks
    }
    patterns = [pattern for found in asks.values() for pattern in found]
    whole = {pattern.pattern.replace("\\", "") for pattern in patterns}
    unused = [
        key
        for key in strings
        if key not in whole and not any(near(key, words, pattern) for pattern in patterns)
    ]
    assert unused == []


def test_no_string_is_empty(strings: dict[str, Tree]) -> None:
    empty = [
        key
        for key, value in strings.items()
        if not value
        or not all(str(text).strip() for text in ([value] if isinstance(value, str) else value))
    ]
    assert empty == []


# What a file says, a key that it asks for, and one that it does not.
EXAMPLES = [
    (asked, 'words.say("card.call")', "card.call", "card.mail"),
    (asked, 'words.say(f"card.{kind}.title")', "card.any.title", "card.any.text"),
    (asked, '{{ say("card." ~ kind) }}', "card.any", "cards.any"),
    (asked, 'words.under("a.script.")', "a.script.any", "a.any"),
    (asked, 'say("a.b" if many else "a.c")', "a.c", "a.d"),
    (asked_in_browser, "show(words.near.failed)", "script.near.failed", "script.near.found"),
    (asked_in_browser, "show(words.near[why])", "script.near.any", "script.other.any"),
    (
        asked_in_browser,
        "const a = words.list;\nshow(a.title)",
        "script.list.title",
        "list.title",
    ),
    (asked_in_browser, "const { a, b } = words.list;", "script.list.b", "script.list.c"),
    (asked_in_theme, "{{ words.skip | e }}", "theme.skip", "theme.about"),
    (asked_in_theme, "{{ words.footer[link.label] }}", "theme.footer.any", "theme.about"),
    (asked_in_settings, "  menu:\n- {label: map, path: x/}", "theme.menu.map", "theme.footer.map"),
    (asked_in_settings, "  menu:\n  footer:\n- title: a", "theme.footer.a", "theme.menu.a"),
]


@pytest.mark.parametrize(("find", "text", "given", "other"), EXAMPLES)
def test_what_a_file_asks_for_is_seen(find: Finder, text: str, given: str, other: str) -> None:
    patterns: list[re.Pattern[str]] = find(text)
    assert any(pattern.fullmatch(given) for pattern in patterns)
    assert not any(pattern.fullmatch(other) for pattern in patterns)
