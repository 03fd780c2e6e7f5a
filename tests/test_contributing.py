"""The guide shows the way in; it and its reference name everything that a contributor meets.

CONTRIBUTING.md is short and for everyone, NASLAG.md is where people look something up. The examples
in both pass the check.
"""

from __future__ import annotations

import ast
import datetime as dt
import importlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args, get_origin

import click
import opening_hours
import pytest
import yaml
from finder.checking import catalogue, rules
from finder.files.model import Initiative, Lead
from finder.files.reading import read_bytes
from finder.files.taxonomy import load_taxonomy
from finder.findings import for_people
from finder.places.gazetteer import Gazetteer
from finder.text import slugify
from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.findings import Finding
    from pydantic.fields import FieldInfo

ROOT = Path(__file__).parent.parent
START = (ROOT / "CONTRIBUTING.md").read_text()
GUIDE = f"{START}\n{(ROOT / 'NASLAG.md').read_text()}"
# What fits on a screen, and what somebody reads in five minutes.
FIRST_SCREEN, FIVE_MINUTES = 1_500, 13_000
TODAY = dt.date(2026, 11, 22)
TAXONOMY = load_taxonomy(ROOT / "initiatives" / "taxonomy.yml")
HIDDEN = {"slug", "file"}  # come from the name of the file
FULL = "### Het lange voorbeeld"


# --- the examples --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Example:
    """A YAML example: a whole file when its first line is a path, else some lines of a file."""

    path: str
    text: str

    @property
    def name(self) -> str:
        """What a failing test is called."""
        return self.path or self.text.splitlines()[0]


def _example(text: str) -> Example:
    head = re.match(r"# (initiatives/\S+)\n", text)
    return Example(head[1], text) if head else Example("", text)


EXAMPLES = [_example(text) for text in re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)]
WHOLE = _example(re.findall(r"```yaml\n(.*?)```", GUIDE.partition(FULL)[2], re.DOTALL)[0])


def _check(folder: Path, path: str, text: str) -> list[Finding]:
    """All that the library says about one file in a repository of its own."""
    for name, content in (
        ("initiatives/taxonomy.yml", (ROOT / "initiatives/taxonomy.yml").read_text()),
        (path, text),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    return catalogue.load(folder, TODAY, Gazetteer.load()).findings


def _with(lines: str) -> str:
    """The long example with these lines in the place of its own."""
    data: dict[str, object] = {}
    for text in (WHOLE.text, lines):
        document, findings = read_bytes(text.encode(), WHOLE.path)
        assert document, findings
        data |= document.data
    return yaml.safe_dump(data, allow_unicode=True)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_each_example_passes_the_check(example: Example, tmp_path: Path) -> None:
    if example.path:
        assert _check(tmp_path, example.path, example.text) == []
    else:
        assert _check(tmp_path, WHOLE.path, _with(example.text)) == []


def test_there_is_an_example_of_an_initiative_a_lead_and_something_that_stopped() -> None:
    folders = {example.path.split("/")[1] for example in EXAMPLES if example.path}
    assert {"oost-vlaanderen", "leads", "stopped"} <= folders


def test_the_long_example_has_every_field() -> None:
    document, findings = read_bytes(WHOLE.text.encode(), WHOLE.path)
    assert document, findings
    assert set(document.data) == set(Initiative.model_fields) - HIDDEN


def test_the_message_that_is_shown_is_what_the_check_says(tmp_path: Path) -> None:
    short = EXAMPLES[0]
    findings = _check(tmp_path, short.path, short.text.split("\n", 1)[1].replace("9000", "9999"))
    shown = "\n".join(map(for_people, findings))
    assert f"```text\n{shown}\n```" in GUIDE


def test_each_example_of_hours_can_be_read() -> None:
    section = GUIDE.partition("### Uren")[2].partition("###")[0]
    hours = re.findall(r'`"(.+?)"`', section)
    assert len(hours) > 3
    assert [text for text in hours if not opening_hours.validate(text)] == []


# --- what must be named --------------------------------------------------------------------------


def _rows() -> Iterator[list[str]]:
    """The cells of each row of each table."""
    for line in GUIDE.splitlines():
        if line.startswith("| "):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def _row(word: str) -> list[str]:
    """The row whose first cell is this word."""
    found = [cells for cells in _rows() if cells[0] == f"`{word}`"]
    assert len(found) == 1, f"the guide has {len(found)} rows for `{word}`"
    return found[0]


def _fields(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, FieldInfo]]:
    for name, field in model.model_fields.items():
        if name in HIDDEN:
            continue
        yield prefix + name, field
        inner = _model_in(field.annotation)
        if inner:
            yield from _fields(inner, f"{prefix}{name}.")


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)


def _words(annotation: object) -> set[str]:
    """The words that a field takes, when it takes no others."""
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    return set().union(*(_words(part) for part in get_args(annotation)))


FIELDS = dict(_fields(Lead)) | dict(_fields(Initiative))


@pytest.mark.parametrize("path", FIELDS)
def test_each_field_is_explained(path: str) -> None:
    _, needed, explanation, example = _row(path)
    inside = f", in `{path.rpartition('.')[0]}`" if "." in path else ""
    if FIELDS[path].is_required():
        assert needed == f"ja{inside}"
    else:
        assert needed.startswith("nee")
    assert explanation
    assert example
    for word in _words(FIELDS[path].annotation):
        assert f"`{word}`" in explanation


def test_no_field_is_explained_that_does_not_exist() -> None:
    section = GUIDE.partition("### Alle velden")[2].partition("###")[0]
    assert set(re.findall(r"^\| `([\w.]+)` \|", section, re.MULTILINE)) == set(FIELDS)


@pytest.mark.parametrize("key", TAXONOMY.kinds)
def test_each_kind_is_explained_in_the_words_of_the_site(key: str) -> None:
    kind = TAXONOMY.kinds[key]
    assert _row(key)[1:] == [kind.label, kind.explanation]


@pytest.mark.parametrize("key", TAXONOMY.groups)
def test_each_group_is_explained_in_the_words_of_the_site(key: str) -> None:
    assert _row(key)[1:] == [TAXONOMY.groups[key]]


def test_each_programme_and_language_is_named() -> None:
    for key, programme in TAXONOMY.funding.items():
        assert _row(key)[1:] == [programme.label]
    for key, language in TAXONOMY.languages.items():
        assert _row(key)[1:] == [language]


def test_each_folder_of_a_province_is_named() -> None:
    provinces = {town.province for town in Gazetteer.load().municipalities.values()}
    for folder in {slugify(province) for province in provinces} | {rules.EVERYWHERE}:
        assert _row(folder)
    for folder in (rules.LEADS, rules.STOPPED):
        assert f"`initiatives/{folder}/`" in GUIDE
    assert catalogue.NO_PUBLISH in GUIDE


def _rules() -> set[str]:
    """The name of every rule: the first argument wherever a finding is made."""
    names = set()
    for path in sorted((ROOT / "scripts" / "finder").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and node.args and _makes_finding(node.func):
                names |= _texts(node.args[0])
    return names


def _makes_finding(function: ast.expr) -> bool:
    name = getattr(function, "attr", getattr(function, "id", ""))
    return name in {"Finding", "finding", "_refuse"}


def _texts(argument: ast.expr) -> set[str]:
    if isinstance(argument, ast.Constant):
        return {str(argument.value)}
    if isinstance(argument, ast.JoinedStr):  # f"shape-{...}": one for each message
        assert ast.unparse(argument).startswith("f\"shape-{kind.replace('_', '-')}")
        return {f"shape-{kind.replace('_', '-')}" for kind in rules._MESSAGES}
    return set()  # passed on by a helper, which the scan sees where it is called


def test_the_scan_finds_the_rules() -> None:
    assert {"yaml", "key-twice", "phone", "slug-twice", "shape-too-long"} <= _rules()


def test_each_rule_is_explained_once_and_no_other() -> None:
    section = GUIDE.partition("## Wat de check zegt")[2].partition("\n## ")[0]
    last = [line.strip("|").split("|")[-1] for line in section.splitlines() if line[:1] == "|"]
    assert sorted(re.findall(r"`([a-z-]+)`", " ".join(last))) == sorted(_rules())


def test_each_command_and_option_is_named() -> None:
    targets = re.search(r"^\.PHONY:(.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert targets
    developing = (ROOT / "DEVELOPING.md").read_text(encoding="utf-8")
    for target in targets[1].split():
        assert f"| `make {target}` |" in developing or _row(f"make {target}"), target
    for path in sorted((ROOT / "scripts").glob("*.py")):
        command = importlib.import_module(path.stem).main
        assert isinstance(command, click.Command)
        _, explanation = _row(f"scripts/{path.name}")
        for name in command.commands if isinstance(command, click.Group) else ():
            assert f"`{name}`" in explanation
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert f"`{option.opts[0]}`" in explanation


# --- the way in ----------------------------------------------------------------------------------


def test_the_way_in_is_on_the_first_screen() -> None:
    """First the form, then the file, then the mail for who has no account."""
    ways = ["#met-een-formulier", "#met-een-bestand", "#met-een-mail-of-op-papier"]
    places = [START.find(f"]({way})") for way in ways]
    assert places == sorted(places)
    assert 0 < places[0] < places[-1] < FIRST_SCREEN
    assert len(START) < FIVE_MINUTES


def test_a_click_opens_the_forms_and_a_new_file_in_each_folder() -> None:
    """On GitHub, in whichever copy of the project somebody reads this."""
    assert "](../../issues/new/choose)" in START
    provinces = {slugify(town.province) for town in Gazetteer.load().municipalities.values()}
    linked = re.findall(r"\]\(\.\./\.\./new/main/initiatives/([a-z-]+)\)", START)
    assert sorted(linked) == sorted({*provinces, rules.EVERYWHERE})


def test_the_words_for_a_kind_stand_beside_the_example() -> None:
    (line,) = [line for line in START.splitlines() if line.startswith("**Welk woord")]
    assert set(re.findall(r"`([a-z-]+)`", line)) == {"kinds", *TAXONOMY.kinds}


# --- the guide, and the README -------------------------------------------------------------------


def _anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "NASLAG.md", "README.md"])
def test_each_link_leads_somewhere(name: str) -> None:
    """A page of GitHub itself, such as the forms, is looked at above."""
    plain = re.sub(r"`[^`\n]*`", "", (ROOT / name).read_text())
    for target in re.findall(r"\]\(([^)]+)\)|src=\"([^\"]+)\"", plain):
        path, _, anchor = "".join(target).partition("#")
        if path.startswith(("https://", "../../")):
            continue
        assert (ROOT / path).exists(), target
        assert not anchor or anchor in _anchors((ROOT / (path or name)).read_text()), target
