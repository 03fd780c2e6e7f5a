"""The JSON Schema: what an editor knows is what the model and the taxonomy say."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import schema as command
import yaml
from click.testing import CliRunner
from finder.checking import catalogue
from finder.files.model import Initiative, Lead
from finder.files.schema import FILES, TRANSLATION, as_text, schema, translation_schema
from finder.files.taxonomy import load_taxonomy

from tests.building import ROOT, yaml_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.files.model import Entry

    from tests.conftest import Repository

TAXONOMY = load_taxonomy(ROOT / "initiatives" / "taxonomy.yml")
SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text())


class Core(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as an editor reads it: the core schema of version 1.2."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (so PyYAML declares it)


for tag, pattern in {
    "null": r"|~|null|Null|NULL",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.nan",
}.items():
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None)


VALIDATORS = {m: jsonschema.Draft7Validator(schema(m, TAXONOMY)) for m in FILES.values()}


def problems(text: str, model: type[Entry] = Initiative) -> list[str]:
    """The places that an editor underlines; empty for the file itself."""
    errors = VALIDATORS[model].iter_errors(yaml.load(text, Loader=Core))  # noqa: S506 (a safe loader)
    return sorted(".".join(map(str, error.absolute_path)) for error in errors)


def fields(made: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of a schema with its path."""
    for name, field in made.get("properties", {}).items():
        here = f"{path}.{name}".lstrip(".")
        yield here, field
        for part in (field, field.get("items", {}), *field.get("anyOf", [])):
            yield from fields(part, here)


# --- kept in the repository --------------------------------------------------------------------


def test_the_schema_of_translations_is_that_of_the_model() -> None:
    assert (ROOT / TRANSLATION).read_text() == as_text(translation_schema())
    checks = jsonschema.Draft7Validator(translation_schema())
    good = {"by": "machine", "summary": {"of": "0123456789ab", "text": "Un repas."}}
    assert checks.is_valid(good)
    assert not checks.is_valid({**good, "by": "robot"})
    assert not checks.is_valid({**good, "titel": "x"})


@pytest.mark.parametrize("file", FILES)
def test_the_kept_schema_is_current(file: str) -> None:
    """To mend: .venv/bin/python scripts/schema.py."""
    assert (ROOT / file).read_text() == as_text(schema(FILES[file], TAXONOMY))


def test_the_command_writes_both(repository: Repository) -> None:
    """With the words of the taxonomy of that repository."""
    result = CliRunner().invoke(command.main, ["--root", str(repository.root)])
    assert result.exit_code == 0, result.output
    for file in FILES:
        assert file in result.output
        made = json.loads((repository.root / file).read_text())
        words = load_taxonomy(repository.path("taxonomy.yml"))
        assert made["properties"]["kinds"]["items"]["enum"] == list(words.kinds)


def test_the_command_tells_of_a_broken_taxonomy(repository: Repository) -> None:
    """In plain words, and writes nothing."""
    repository.write("taxonomy.yml", "kinds: {}\n")
    result = CliRunner().invoke(command.main, ["--root", str(repository.root)])
    assert result.exit_code == 1
    assert "FOUT initiatives/taxonomy.yml" in result.output
    assert not repository.path("schema").exists()


# --- what it explains --------------------------------------------------------------------------

ALL = {
    f"{model.__name__} {path}": f
    for model in FILES.values()
    for path, f in fields(schema(model, TAXONOMY))
}


def test_it_is_a_schema() -> None:
    """Of draft 7, for both kinds of files."""
    for model in FILES.values():
        jsonschema.Draft7Validator.check_schema(schema(model, TAXONOMY))


def test_it_has_every_field() -> None:
    """What comes from the name of the file is no field of it."""
    initiative = {path for path, _ in fields(schema(Initiative, TAXONOMY))}
    lead = {path for path, _ in fields(schema(Lead, TAXONOMY))}
    assert {"name", "contact.phone", "sources.seen", "status.until", "not_same_as"} <= initiative
    assert lead - initiative == {"to_check"}
    assert initiative <= lead
    assert not {"slug", "file"} & lead


@pytest.mark.parametrize("name", ALL)
def test_every_field_is_explained_with_an_example(name: str) -> None:
    """In Dutch, with whether it is needed; and the example is a good one."""
    field = ALL[name]
    assert re.search(r"[.?] \((Nodig|Niet nodig)\.\)$", field["description"])
    assert field["examples"]
    for example in field["examples"]:
        jsonschema.validate(example, field, jsonschema.Draft7Validator)


def test_needed_is_what_the_model_needs() -> None:
    """The mark in the explanation, and what the editor asks for."""
    made = schema(Initiative, TAXONOMY)
    needed = [n for n, f in Initiative.model_fields.items() if f.is_required()]
    assert made["required"] == [n for n in needed if n not in {"slug", "file"}]
    for name, field in made["properties"].items():
        assert ("(Nodig.)" in field["description"]) == (name in needed)


def test_words_come_with_what_they_mean() -> None:
    """The kinds in the order of the site, each with its sentence."""
    kinds = ALL["Initiative kinds"]["items"]
    assert kinds["enum"] == list(TAXONOMY.kinds)
    assert len(kinds["enumDescriptions"]) == len(kinds["enum"])
    assert kinds["enumDescriptions"][0].startswith(next(iter(TAXONOMY.kinds.values())).label)


# --- what it underlines ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"status": "paused"}, []),
        ({"status": "{state: paused, until: 2027-03-01}"}, []),
        ({"from_elsewhere": "no", "wheelchair": "yes", "volunteers": "true"}, []),
        ({"location": "{lat: 51, lon: 3.73}"}, []),
        ({"name": None}, [""]),
        ({"nmae": "x"}, [""]),
        ({"slug": "x"}, [""]),
        ({"to_check": "x"}, [""]),
        ({"name": ""}, ["name"]),
        ({"name": "x" * 101}, ["name"]),
        ({"name": "12"}, ["name"]),
        ({"kinds": "[]"}, ["kinds"]),
        ({"kinds": "ontmoeten"}, ["kinds"]),
        ({"kinds": "[ontmoeten, ontmoetn]"}, ["kinds.1"]),
        ({"address": "{postcode: 9000, place: Gent}"}, ["address.postcode"]),
        ({"address": '{postcode: "0900", place: Gent}'}, ["address.postcode"]),
        ({"address": '{postcode: "9000"}'}, ["address"]),
        ({"location": '{lat: "51", lon: 3.73}'}, ["location.lat"]),
        ({"welcome": "{who: iedereen}"}, ["welcome.who"]),
        ({"welcome": "{who: only, groups: [rijken]}"}, ["welcome.groups.0"]),
        ({"contact": "{website: www.huis.be}"}, ["contact.website"]),
        ({"checked": "{date: 20-11-2026, how: phone}"}, ["checked.date"]),
        ({"sources": "[{url: https://huis.be, seen: 2022}]"}, ["sources.0.seen"]),
        ({"sources": "[{seen: 2022-01}]"}, ["sources.0"]),
        ({"volunteers": "ja"}, ["volunteers"]),
        ({"status": "weg"}, ["status"]),
        ({"not_same_as": "[Het Huis]"}, ["not_same_as.0"]),
    ],
)
def test_what_an_editor_underlines(changes: dict[str, str | None], expected: list[str]) -> None:
    """The mistakes that do not need the gazetteer."""
    assert problems(yaml_text(**changes)) == expected


def test_a_lead_may_say_what_to_check() -> None:
    """Only a lead."""
    assert problems(yaml_text(to_check="Bel de gemeente."), Lead) == []


def test_the_files_of_the_project_are_not_underlined() -> None:
    """In an editor no good file looks wrong."""
    found = {}
    for path in catalogue.data_files(ROOT):
        model = Lead if "leads" in path.parts else Initiative
        found[path.name] = problems(path.read_text(), model)
    assert {name: places for name, places in found.items() if places} == {}


# --- in VS Code --------------------------------------------------------------------------------


def test_the_extension_for_yaml_is_recommended() -> None:
    """The only one, and nothing of it phones home."""
    recommended = json.loads((ROOT / ".vscode" / "extensions.json").read_text())
    assert recommended == {"recommendations": ["redhat.vscode-yaml"]}
    assert SETTINGS["redhat.telemetry.enabled"] is False
    assert SETTINGS["yaml.schemaStore.enable"] is False


def matches(path: str, pattern: str) -> tuple[bool, bool]:
    """Whether a pattern means a file: as a glob, and where each * may also stand for a slash."""
    loose = re.escape(pattern).replace(r"\*", ".*")
    return PurePosixPath(path).match(pattern), re.search(f"{loose}$", path) is not None


def test_each_file_has_the_schema_of_its_kind_and_no_other() -> None:
    """However the extension reads the patterns."""
    for path in catalogue.data_files(ROOT):
        name = path.relative_to(ROOT).as_posix()
        wanted = "lead" if "leads" in path.parts else "initiative"
        for way in (0, 1):
            found = [
                file
                for file, patterns in SETTINGS["yaml.schemas"].items()
                if any(matches(name, pattern)[way] for pattern in patterns)
            ]
            assert found == [f"./initiatives/schema/{wanted}.json"], name


def test_the_settings_name_schemas_that_exist() -> None:
    """And every schema that we keep."""
    assert {file.removeprefix("./") for file in SETTINGS["yaml.schemas"]} == {*FILES, TRANSLATION}
