"""No word for visitors stands in a template, the theme or a script: all stand in ``words/``."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest
from finder.words.saying import flat, strings

from tests.sites import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEMPLATES = (ROOT / "docs" / "overrides", ROOT / "scripts" / "finder" / "rendering" / "templates")
SCRIPTS = (ROOT / "docs" / "assets", *TEMPLATES)
PAGES = ROOT / "scripts" / "finder" / "rendering"
# These two say to the makers of choice.yml and of a page in docs/ what is wrong in it.
FOR_MAKERS = {"choice.py", "handwritten.py"}
MODULES = sorted(path for path in PAGES.rglob("*.py") if path.name not in FOR_MAKERS)

_COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'|`((?:[^`\\]|\\.)*)`')
# What a person reads or hears although it stands inside a tag.
_SAID = re.compile(r"\b(?:aria-label|title|alt|placeholder|label)=(?:\"([^\"]*)\"|([^\s>\"{]+))")
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>|&\w+;", re.DOTALL)
# Attributes of a tag that is opened elsewhere.
_ATTRIBUTE = re.compile(r"\b[a-z-]+=[\w-]+|\bdata-[a-z-]+")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
# Names, and what stands for the number of an icon or a unit.
_NO_WORD = {"CC"}
# The name of the site, which is the same in every language.
_NAMES = {"Steun Dichtbij"}
# Signs of code: of a style, a template, a format, a name of a variable.
_CODED = re.compile(r"[{}<>=_#;()]")
_FOR_MAKERS = re.compile(r"(Finding|Error)$|^finding$")
_JS_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`\\/])//[^\n]*", re.DOTALL)
_JS_INSIDE = re.compile(r"\$\{(?:[^{}]|\{[^{}]*\})*\}")


def in_template(text: str) -> Iterator[str]:
    """The words in a template that it does not ask for with ``say`` or ``words``."""
    text = _COMMENT.sub("", text)
    bare = _CODE.sub("", text)
    shown = [*(a or b for a, b in _SAID.findall(bare)), _ATTRIBUTE.sub(" ", _TAG.sub(" ", bare))]
    for part in shown:
        yield from (word for word in _WORD.findall(part) if word not in _NO_WORD)
    for code in _CODE.findall(text):
        for groups in _QUOTED.findall(code):
            if looks_said("".join(groups)):
                yield "".join(groups)


def looks_said(text: str) -> bool:
    """Whether a quoted text looks like words to read: a capital first, or Dutch words in a row."""
    known = [word for word in _WORD.findall(text) if word.lower() in vocabulary()]
    is_sentence = re.match(r"[A-ZÀ-Ý][a-zà-ÿ]+(?:[ .!?,]|$)", text) is not None
    return bool(known) and (is_sentence or (len(known) > 1 and " " in text.strip()))


def in_script(text: str) -> Iterator[str]:
    """The texts in a script that look like words to read."""
    for groups in _QUOTED.findall(_JS_COMMENT.sub("", text)):
        quoted = _TAG.sub(" ", _JS_INSIDE.sub(" ", "".join(groups)))
        if looks_said(quoted):
            yield quoted


def in_python(text: str) -> Iterator[str]:
    """The texts in a module that look like words to read, but for what only its makers read.

    Those are docstrings, and what a finding or an error says.
    """
    tree = ast.parse(text)
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _FOR_MAKERS.search(ast.unparse(call.func)):
            call.args, call.keywords = [], []
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            shown = _TAG.sub(" ", _CODE.sub("", node.value)).strip()
            is_text = " " in shown and not _CODED.search(shown) and shown not in _NAMES
            if is_text and looks_said(shown):
                yield shown


_VOCABULARY: set[str] = set()


def vocabulary() -> set[str]:
    """Every Dutch word that the interface says, of three letters or more."""
    if not _VOCABULARY:
        texts = (str(value) for value in flat(strings("nl")).values())
        found = (word.lower() for text in texts for word in _WORD.findall(text))
        _VOCABULARY.update(word for word in found if len(word) > 2)
    return _VOCABULARY


def _files(folders: tuple[Path, ...], ending: str) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob(f"*{ending}"))


@pytest.mark.parametrize("path", _files(TEMPLATES, ".html"), ids=lambda path: path.name)
def test_no_template_holds_a_word_for_visitors(path: Path) -> None:
    assert list(in_template(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", _files(SCRIPTS, ".js"), ids=lambda path: path.name)
def test_no_script_holds_a_word_for_visitors(path: Path) -> None:
    assert list(in_script(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_no_module_that_makes_pages_holds_a_word_for_visitors(path: Path) -> None:
    assert list(in_python(path.read_text(encoding="utf-8"))) == []


# A template, a script or a module, and the word that somebody put there.
PLANTED = [
    (in_template, "<p>Zoek hier</p>", "Zoek"),
    (in_template, '<nav aria-label="Over deze site">', "Over"),
    (in_template, "<input title=Sluit>", "Sluit"),
    (in_template, '{{ title or "Niet gevonden" }}', "Niet gevonden"),
    (
        in_template,
        '{%- set mail = "Dag,\\n\\nDit adres werkt niet." -%}',
        "Dag,\\n\\nDit adres werkt",
    ),
    (in_script, 'show("Even wachten");', "Even wachten"),
    (in_script, "show(`Bel ${number} nu`);", "Bel"),
    (in_script, "status.textContent = 'Gekopieerd.';", "Gekopieerd."),
    (in_python, 'yield f"<p>Zoek hier {name}</p>"', "Zoek hier"),
    (in_python, 'TITLE = "Wat kost het?"', "Wat kost het?"),
]


@pytest.mark.parametrize(("find", "text", "word"), PLANTED)
def test_a_planted_word_is_found(find: object, text: str, word: str) -> None:
    assert callable(find)
    assert any(word in found for found in find(text))


# What is no word for a visitor.
PLAIN = [
    (in_template, '{#- Zoek hier. -#}<p class=a id=m>{{ say("box.label") }}</p>&amp;'),
    (in_template, '<a class="b s" href="{{ up }}hulp-nu/">{{ words.help_now | e }}</a>'),
    (in_script, '// Zoek hier.\nimport words from "./words.js";\nshow(words.box.label);'),
    (in_python, 'def f():\n    """Zoek hier."""\n    raise BuildError("Zoek hier.")'),
    (in_python, 'yield Finding("regel", file, 1, "", "Zoek hier.", hint="Kies er een.")'),
    (in_script, 'const link = make("a", { class: "b s", href: "https://x.example/Zoek" });'),
]


@pytest.mark.parametrize(("find", "text"), PLAIN)
def test_code_is_no_word(find: object, text: str) -> None:
    assert callable(find)
    assert list(find(text)) == []
