"""Everything in the folder: what is published, what is not, and all that is wrong in all files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from finder.checking import catalogue
from finder.files.reading import MAX_BYTES

from tests.building import FIXTURES, TODAY, yaml_text

if TYPE_CHECKING:
    from pathlib import Path

    from finder.checking.catalogue import Catalogue
    from finder.places.gazetteer import Gazetteer

    from tests.conftest import Repository

GENT = "oost-vlaanderen/voorbeeldhuis-gent.yml"
PUBLISHED = ["inloop-molenbeek", "luisterlijn", "maatjes-mechelen", "voorbeeldhuis-gent"]


def slugs(found: Catalogue) -> list[str]:
    return [initiative.slug for initiative in found.initiatives]


def errors(found: Catalogue) -> list[tuple[str, str]]:
    """The file and the rule of each error."""
    return [(f.file.removeprefix("initiatives/"), f.rule) for f in found.findings if f.is_error]


def test_everything_has_its_place(repository: Repository) -> None:
    """What runs, what must be looked into and what stopped, each in order of its slug."""
    found = repository.load()
    assert slugs(found) == PUBLISHED
    assert [lead.slug for lead in found.leads] == ["onbekend-aalst"]
    assert [stopped.slug for stopped in found.stopped] == ["oud-huis-mechelen"]
    assert found.taxonomy is not None
    assert errors(found) == []
    assert not found.has_errors


def test_leads_and_what_stopped_are_in_order_too(repository: Repository) -> None:
    """By slug, whatever the folder."""
    for folder, place in (("antwerpen", "Lier"), ("limburg", "Genk")):
        for slug in ("z", "a"):
            address = f"{{place: {place}}}"
            name = f"{folder}/{slug}-{place.lower()}.yml"
            repository.write(f"leads/{name}", yaml_text(address=address))
            repository.write(
                f"stopped/{folder}/{slug}-oud-{place.lower()}.yml",
                yaml_text(address=address, status="stopped"),
            )
    found = repository.load()
    assert [e.slug for e in found.leads] == [
        "a-genk",
        "a-lier",
        "onbekend-aalst",
        "z-genk",
        "z-lier",
    ]
    assert [e.slug for e in found.stopped] == [
        "a-oud-genk",
        "a-oud-lier",
        "oud-huis-mechelen",
        "z-oud-genk",
        "z-oud-lier",
    ]


def test_files_are_named_as_a_contributor_knows_them(repository: Repository) -> None:
    """Relative to the repository, with slashes."""
    found = repository.load()
    assert found.initiatives[-1].file == f"initiatives/{GENT}"
    assert found.leads[0].file == "initiatives/leads/oost-vlaanderen/onbekend-aalst.yml"


def test_data_files(repository: Repository) -> None:
    """Every YAML file but the three of settings, in order; in a province they are no settings."""
    repository.write("redirects.yml", "oud: nieuw")
    repository.write("limburg/redirects.yml", "name: x")
    repository.write("limburg/notitie.txt", "geen yaml")
    repository.write("limburg/ANDERS.YML", "name: x")
    repository.write("limburg/lang.yaml", "name: x")
    (repository.root / "initiatives" / "limburg" / "map.yml").mkdir()
    found = catalogue.data_files(repository.root)
    assert [path.relative_to(repository.root).as_posix() for path in found] == [
        "initiatives/antwerpen/maatjes-mechelen.yml",
        "initiatives/brussel/inloop-molenbeek.yml",
        "initiatives/leads/oost-vlaanderen/onbekend-aalst.yml",
        "initiatives/limburg/ANDERS.YML",
        "initiatives/limburg/lang.yaml",
        "initiatives/limburg/redirects.yml",
        "initiatives/oost-vlaanderen/voorbeeldhuis-gent.yml",
        "initiatives/oost-vlaanderen/wil-niet-op-de-site.yml",
        "initiatives/stopped/antwerpen/oud-huis-mechelen.yml",
        "initiatives/vlaanderen/luisterlijn.yml",
    ]


def test_an_empty_folder(repository: Repository) -> None:
    """With only the words there is nothing, and nothing is wrong."""
    for path in catalogue.data_files(repository.root):
        path.unlink()
    found = repository.load()
    assert (found.initiatives, found.leads, found.stopped, found.findings) == ([], [], [], [])
    assert found.taxonomy is not None


# --- bad input ---------------------------------------------------------------------------------


def test_all_broken_files_at_once_and_the_good_ones_still(repository: Repository) -> None:
    """Each bad file has its own findings, and none stops another from being read."""
    bad = sorted((FIXTURES / "bad").iterdir())
    for path in bad:
        repository.write(f"oost-vlaanderen/{path.name}", path.read_bytes())
    repository.write("oost-vlaanderen/te-groot.yml", b"#" * (MAX_BYTES + 1))
    repository.write("oost-vlaanderen/Geen Slug.yml", yaml_text())
    found = repository.load()
    assert slugs(found) == PUBLISHED
    assert found.has_errors
    expected = {path.name for path in bad} | {"te-groot.yml", "Geen Slug.yml"}
    assert {file.rpartition("/")[2] for file, _ in errors(found)} == expected
    assert all(f.message and f.hint for f in found.findings if f.is_error)


def test_findings_come_in_order_and_once(repository: Repository) -> None:
    """By file and line, so that a contributor works from top to bottom."""
    repository.write("oost-vlaanderen/b.yml", yaml_text(name="", hours="x"))
    repository.write("oost-vlaanderen/a.yml", yaml_text(contact="{phone: x}", kinds="[x]"))
    found = [f for f in repository.load().findings if f.is_error]
    places = [(f.file, f.line) for f in found]
    assert places == sorted(places)
    assert len(set(found)) == len(found)
    assert {("oost-vlaanderen/a.yml", "phone"), ("oost-vlaanderen/b.yml", "hours")} <= set(
        errors(repository.load())
    )


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (yaml_text() + "name: tweede\n", "key-twice"),
        (yaml_text(name="&x Het Huis"), "alias"),
        (yaml_text(name="!!str Het Huis"), "tag"),
        (yaml_text(name='"Het \\u202e huis"'), "characters"),
        (yaml_text() + "---\nname: x\n", "documents"),
        (yaml_text(contact="{phone: x}"), "phone"),
        (yaml_text(xyz="x"), "field-unknown"),
    ],
)
@pytest.mark.parametrize("folder", ["", "leads/", "stopped/"])
def test_what_has_an_error_is_not_listed(
    repository: Repository, folder: str, text: str, rule: str
) -> None:
    """Also when enough could be read of it to make an entry."""
    status = "status: stopped\n" if folder == "stopped/" else ""
    file = f"{folder}oost-vlaanderen/fout.yml"
    repository.write(file, text.replace("name:", f"{status}name:", 1))
    found = repository.load()
    assert errors(found) == [(file, rule)]
    listed = {*slugs(found), *(e.slug for e in found.leads), *(e.slug for e in found.stopped)}
    assert listed == {*PUBLISHED, "onbekend-aalst", "oud-huis-mechelen"}


@pytest.mark.parametrize("name", ["Mijn Huis.yml", "café.yml", "huis.yaml", "huis.YML"])
def test_a_file_name_that_is_no_slug(repository: Repository, name: str) -> None:
    """It is told, also when only the ending is wrong, and it is not listed."""
    repository.write(f"oost-vlaanderen/{name}", yaml_text())
    found = repository.load()
    assert errors(found) == [(f"oost-vlaanderen/{name}", "file-name")]
    assert slugs(found) == PUBLISHED


def test_a_file_name_that_is_no_text(repository: Repository) -> None:
    """Git can hold a name of any bytes; the finding can still be printed."""
    folder = os.fsencode(repository.root / "initiatives" / "oost-vlaanderen")
    with open(folder + b"/huis-\xff.yml", "wb") as stream:  # noqa: PTH123 - a name of bytes
        stream.write(yaml_text().encode())
    found = repository.load()
    assert errors(found) == [("oost-vlaanderen/huis-\N{REPLACEMENT CHARACTER}.yml", "file-name")]
    assert found.findings[0].file.encode()


def test_the_same_name_in_two_folders(repository: Repository) -> None:
    """A slug is one address, also between leads, what runs and what stopped."""
    repository.write("leads/oost-vlaanderen/voorbeeldhuis-gent.yml", yaml_text())
    repository.write("limburg/luisterlijn.yml", yaml_text(address="{place: Genk}"))
    found = [f for f in repository.load().findings if f.is_error]
    assert [(f.rule, f.file) for f in found] == [
        ("slug-twice", f"initiatives/{GENT}"),
        ("slug-twice", "initiatives/vlaanderen/luisterlijn.yml"),
    ]
    assert "initiatives/leads/oost-vlaanderen/voorbeeldhuis-gent.yml" in found[0].message
    assert "initiatives/limburg/luisterlijn.yml" in found[1].message
    assert "Zet de gemeente in de bestandsnaam" in found[0].hint


def test_without_a_folder_of_a_province(repository: Repository) -> None:
    """A file straight in initiatives/ is told where it belongs."""
    repository.write("huis.yml", yaml_text())
    assert errors(repository.load()) == [("huis.yml", "folder")]


def test_stopped_and_running_do_not_mix(repository: Repository) -> None:
    """What stopped and lies among what runs is told, and the other way round."""
    repository.write("oost-vlaanderen/gestopt.yml", yaml_text(status="stopped"))
    repository.write("stopped/oost-vlaanderen/loopt.yml", yaml_text())
    assert errors(repository.load()) == [
        ("oost-vlaanderen/gestopt.yml", "stopped"),
        ("stopped/oost-vlaanderen/loopt.yml", "stopped"),
    ]


# --- the settings ------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [None, "", "kinds: {a", "- a", "kinds: {}"])
def test_without_words_nothing_is_checked(repository: Repository, text: str | None) -> None:
    """A taxonomy that cannot be read is one finding, and stops the build."""
    repository.path("taxonomy.yml").unlink()
    if text is not None:
        repository.write("taxonomy.yml", text)
    found = repository.load()
    assert found.taxonomy is None
    assert found.has_errors
    assert {f.file for f in found.findings} == {"initiatives/taxonomy.yml"}
    assert (found.initiatives, found.leads, found.stopped) == ([], [], [])


def test_who_asked_is_not_published(repository: Repository) -> None:
    """The list is obeyed for what runs, for leads and for what stopped, without a finding."""
    repository.write(
        "no-publish.yml", "slugs: [voorbeeldhuis-gent, onbekend-aalst, oud-huis-mechelen]"
    )
    found = repository.load()
    assert slugs(found) == [
        "inloop-molenbeek",
        "luisterlijn",
        "maatjes-mechelen",
        "wil-niet-op-de-site",
    ]
    assert (found.leads, found.stopped) == ([], [])
    assert errors(found) == []


def test_without_the_list_all_are_published(repository: Repository) -> None:
    """The file need not be there."""
    repository.path("no-publish.yml").unlink()
    found = repository.load()
    assert slugs(found) == [*PUBLISHED, "wil-niet-op-de-site"]
    assert errors(found) == []


@pytest.mark.parametrize(
    ("text", "rule", "line", "field"),
    [
        ("slugs: huis-gent", "no-publish", 1, "slugs"),
        ("\nslugs:\n", "no-publish", 2, "slugs"),
        ("namen: [huis-gent]", "no-publish", 1, "slugs"),
        ("slugs:\n- huis-gent\n- Huis Genk\n", "no-publish", 3, "slugs.1"),
        ("slugs: [huis-gent.yml]", "no-publish", 1, "slugs.0"),
        ("slugs: [a", "yaml", 1, ""),
        ("- huis-gent", "not-a-mapping", 1, ""),
        ("slugs: []\nslugs: []\n", "key-twice", 2, "slugs"),
        (b"slugs: [\xff]", "file-encoding", 1, ""),
    ],
)
def test_a_broken_list_stops_the_build(
    repository: Repository, text: str | bytes, rule: str, line: int, field: str
) -> None:
    """Rather no new site than one with somebody on it who asked not to be."""
    repository.write("no-publish.yml", text)
    found = repository.load()
    assert found.has_errors
    told = [(f.rule, f.line, f.field) for f in found.findings if f.file.endswith("no-publish.yml")]
    assert told == [(rule, line, field)]


def test_an_empty_list_is_fine(repository: Repository) -> None:
    """Nobody asked."""
    repository.write("no-publish.yml", "slugs: []\n")
    assert errors(repository.load()) == []


def test_progress_is_told_after_each_file(repository: Repository, gazetteer: Gazetteer) -> None:
    """How many are done and of how many, also when a file is broken."""
    repository.write("oost-vlaanderen/leeg.yml", "")
    told: list[tuple[int, int]] = []
    catalogue.load(repository.root, TODAY, gazetteer, lambda done, of: told.append((done, of)))
    assert told == [(number, 8) for number in range(1, 9)]


def test_the_same_folder_gives_the_same_catalogue(repository: Repository) -> None:
    """Nothing depends on the order of the file system."""
    assert repository.load() == repository.load()


def test_every_file_of_the_small_repository_is_used(tmp_path: Path) -> None:
    """The fixture has no file that no test reads."""
    assert catalogue.data_files(tmp_path) == []
    assert len(catalogue.data_files(FIXTURES / "repository")) == 7
