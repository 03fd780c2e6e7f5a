"""Another directory's HSDS: what it becomes, and that ours comes back as it went."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from finder.rendering.exports import hsds
from import_hsds import main

from tests.building import REPOSITORY
from tests.sites import SMALL, SMALL_DAY, copy_repository, site_of

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.conftest import Repository


def exported(root: Path) -> bytes:
    (file,) = hsds.files(site_of(root))
    return file.content


def run(root: Path, raw: bytes, *options: str, name: str = "kaart.json") -> Result:
    path = root / name
    path.write_bytes(raw)
    command = [str(path), "--root", str(root), "--today", SMALL_DAY.isoformat(), *options]
    return CliRunner().invoke(main, command)


def files(root: Path) -> dict[str, str]:
    paths = sorted((root / "initiatives").rglob("*.yml"))
    return {p.relative_to(root / "initiatives").as_posix(): p.read_text("utf-8") for p in paths}


@pytest.mark.parametrize("data", [SMALL, REPOSITORY], ids=lambda path: path.name)
def test_what_goes_out_and_comes_in_goes_out_the_same(data: Path, tmp_path: Path) -> None:
    """Export, import into an empty repository, export: the same bytes."""
    first = exported(copy_repository(tmp_path / "one", data / "initiatives"))
    (tmp_path / "nothing").mkdir()
    root = copy_repository(tmp_path / "two", tmp_path / "nothing")
    result = run(root, first)
    assert result.exit_code == 0, result.output
    assert exported(root) == first


def test_what_is_known_already_is_left_alone(tmp_path: Path) -> None:
    root = copy_repository(tmp_path / "one", SMALL / "initiatives")
    before = files(root)
    result = run(root, exported(root))
    assert result.exit_code == 0, result.output
    assert files(root) == before
    assert f"Stond er al: {len(json.loads(exported(root))['contents'])}." in result.output


THEIRS: dict[str, Any] = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Huis van de Buurt",
    "description": "Je drinkt hier koffie met buren.",
    "status": "active",
    "url": "https://huisvandebuurt.be",
    "assured_date": "2026-09-30",
    "fees_description": "Gratis.",
    "phones": [{"id": "1", "number": "+32 9 245 09 06"}],
    "schedules": [
        {"id": "2", "freq": "WEEKLY", "byday": "MO,WE", "opens_at": "09:00:00",
         "closes_at": "12:00:00", "description": "Maandag en woensdag."},
    ],
    "service_areas": [{"id": "3", "name": "Gent"}, {"id": "4", "name": "Ghent region"}],
    "languages": [{"id": "5", "code": "nl"}],
    "organization": {"id": "6", "name": "Buurt vzw", "description": "Een vzw."},
    "service_at_locations": [{"id": "7", "location": {
        "id": "8", "location_type": "physical", "latitude": 51.05, "longitude": 3.72,
        "addresses": [{"id": "9", "address_1": "Voorbeeldstraat 1", "city": "Gent",
                       "postal_code": "9000", "state_province": "Oost-Vlaanderen",
                       "country": "BE", "address_type": "physical"}]}}],
    "attributes": [{"id": "10", "taxonomy_term": {"id": "11", "name": "Mensen ontmoeten",
                                                  "description": "x"}}],
}  # fmt: skip
FILE = "oost-vlaanderen/huis-van-de-buurt-gent.yml"
TEXT = """\
name: Huis van de Buurt
organisation: Buurt vzw
kinds: [ontmoeten]
summary: Je drinkt hier koffie met buren.
languages: [nl]
address: {street: Voorbeeldstraat 1, postcode: "9000", place: Gent}
serves: [Gent]
contact: {phone: 09 245 09 06, website: https://huisvandebuurt.be}
hours: "Mo,We 09:00-12:00"
sources:
  - {url: https://huisvandebuurt.be, seen: 2026-09-30}
"""


def theirs(**changes: object) -> bytes:
    found = {**THEIRS, **changes}
    return json.dumps({key: value for key, value in found.items() if value is not None}).encode()


def test_a_service_of_another_directory_becomes_an_initiative(repository: Repository) -> None:
    """Their check is the date of a source; their point, and what is a sentence, is not taken."""
    result = run(repository.root, theirs())
    assert result.exit_code == 0, result.output
    assert files(repository.root)[FILE] == TEXT
    for part in ("fees_description", "service_areas (Ghent region)", "Deze zin is van hen."):
        assert part in result.output


def test_what_cannot_be_reached_becomes_a_lead(repository: Repository) -> None:
    raw = theirs(phones=[], url=None, service_at_locations=[])
    result = run(repository.root, raw, "--source", "https://lijst.be")
    assert result.exit_code == 0, result.output
    assert "Initiatieven: 0. Tips: 1." in result.output
    text = files(repository.root)[f"leads/{FILE}"]
    assert "to_check: " in text
    assert "url: https://lijst.be" in text


@pytest.mark.parametrize(
    ("changes", "options", "said"),
    [
        ({"attributes": []}, (), "--kind"),
        ({"url": None}, (), "--source"),
        ({"name": None}, (), "name"),
        ({"phones": [{"number": "12"}]}, (), "contact.phone"),
        ({}, ("--kind", "onzin"), "Kies uit"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_written(
    repository: Repository, changes: dict[str, object], options: tuple[str, ...], said: str
) -> None:
    before = files(repository.root)
    raw = json.dumps([json.loads(theirs(name="Goed Huis")), json.loads(theirs(**changes))])
    result = run(repository.root, raw.encode(), *options)
    assert result.exit_code != 0
    assert said in result.output
    assert files(repository.root) == before


def test_what_is_good_is_written_when_one_asks_for_it(repository: Repository) -> None:
    raw = f"[{theirs().decode()}, {theirs(name='Leeg', attributes=[]).decode()}]"
    result = run(repository.root, raw.encode(), "--good")
    assert result.exit_code == 1
    assert files(repository.root)[FILE] == TEXT
    assert "Initiatieven: 1. Tips: 0. Stond er al: 0. Fouten: 1." in result.output


def test_a_kind_and_a_source_are_given_for_what_has_none(repository: Repository) -> None:
    raw = theirs(attributes=[], url=None)
    result = run(repository.root, raw, "--kind", "ontmoeten", "--source", "https://lijst.be")
    assert result.exit_code == 0, result.output
    assert "url: https://lijst.be, seen: 2026-09-30" in files(repository.root)[FILE]


def test_what_stopped_is_not_taken(repository: Repository) -> None:
    before = files(repository.root)
    result = run(repository.root, theirs(status="defunct"))
    assert result.exit_code == 0, result.output
    assert "gestopt" in result.output
    assert files(repository.root) == before


def test_who_asked_not_to_be_listed_does_not_come_in_again(repository: Repository) -> None:
    attributes = [*THEIRS["attributes"], {"link_type": "slug", "value": "wil-niet-op-de-site"}]
    result = run(repository.root, theirs(attributes=attributes))
    assert result.exit_code == 1
    assert "wil niet op de site staan" in result.output


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"{", "geen JSON"),
        (b"\xff\xfe", "geen JSON"),
        (b"[" * 200_000, "geen JSON"),
        (b"{}", "geen diensten"),
        (b"[1, null]", "geen diensten"),
        (b"PK\x03\x04x", "zip"),
    ],
)
def test_what_is_no_hsds_is_refused(repository: Repository, raw: bytes, said: str) -> None:
    result = run(repository.root, raw)
    assert result.exit_code == 1
    assert said in result.output


@pytest.mark.parametrize(
    "raw",
    [
        theirs(),
        b"[" + theirs() + b"]",
        b'{"contents": [' + theirs() + b"]}",
        json.dumps(
            {
                "id": "6",
                "name": "Buurt vzw",
                "description": "Een vzw.",
                "services": [json.loads(theirs(organization=None))],
            }
        ).encode(),
        b"\xef\xbb\xbf" + theirs(),
    ],
    ids=["one", "list", "page", "organisation", "mark"],
)
def test_each_form_of_json_is_read(repository: Repository, raw: bytes) -> None:
    assert run(repository.root, raw).exit_code == 0
    assert files(repository.root)[FILE] == TEXT


def package(**tables: list[dict[str, object]]) -> bytes:
    """The tabular package: a zip of CSV files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, rows in tables.items():
            text = io.StringIO(newline="")
            writer = csv.DictWriter(text, list(dict.fromkeys(k for row in rows for k in row)))
            writer.writeheader()
            writer.writerows(rows)
            packed.writestr(f"pakket/{name}.csv", text.getvalue())
    return stream.getvalue()


def test_the_package_of_tables_is_read(repository: Repository) -> None:
    plain = {key: value for key, value in THEIRS.items() if isinstance(value, str)}
    place = THEIRS["service_at_locations"][0]["location"]
    of = {"service_id": plain["id"]}
    raw = package(
        services=[{**plain, "organization_id": "6"}],
        organizations=[THEIRS["organization"]],
        locations=[{key: place[key] for key in ("id", "location_type")}],
        service_at_locations=[{"id": "7", "location_id": "8", **of}],
        addresses=[{**place["addresses"][0], "location_id": "8"}],
        phones=[{**THEIRS["phones"][0], **of}],
        schedules=[{**THEIRS["schedules"][0], **of}],
        service_areas=[{**one, **of} for one in THEIRS["service_areas"]],
        languages=[{**THEIRS["languages"][0], **of}],
        attributes=[
            {"id": "10", "link_id": plain["id"], "link_entity": "service", "taxonomy_term_id": "11"}
        ],
        taxonomy_terms=[THEIRS["attributes"][0]["taxonomy_term"]],
    )
    result = run(repository.root, raw, name="kaart.zip")
    assert result.exit_code == 0, result.output
    assert files(repository.root)[FILE] == TEXT


def test_a_zip_that_unpacks_to_too_much_is_refused(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("finder.contributing.packages.MAX_UNPACKED", 10)
    result = run(repository.root, package(services=[{"id": "1", "name": "x" * 50}]))
    assert "te groot" in result.output


HOURS = [
    ([{"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00+01:00", "closes_at": "12:00+01:00"}],
     'hours: "Mo 09:00-12:00"'),
    ([{"freq": "MONTHLY", "byday": "1TU,-1TU", "opens_at": "14:00", "closes_at": "16:00"}],
     'hours: "Tu[1],Tu[-1] 14:00-16:00"'),
    ([{"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00Z", "closes_at": "12:00Z",
       "description": "Op maandag."}], "hours_note: Op maandag."),
    ([{"freq": "WEEKLY", "interval": 2, "byday": "MO", "opens_at": "09:00", "closes_at": "12:00",
       "description": "Om de twee weken."}], "hours_note: Om de twee weken."),
    ([{"description": "Op afspraak."}], "hours_note: Op afspraak."),
]  # fmt: skip


@pytest.mark.parametrize(("schedules", "line"), HOURS)
def test_hours_are_rules_only_where_all_of_them_are(
    repository: Repository, schedules: list[dict[str, object]], line: str
) -> None:
    result = run(repository.root, theirs(schedules=schedules))
    assert result.exit_code == 0, result.output
    assert line in files(repository.root)[FILE].splitlines()


def test_a_long_text_ends_with_a_sentence(repository: Repository) -> None:
    raw = theirs(description="Je bent welkom. " * 40)
    result = run(repository.root, raw)
    assert result.exit_code == 0, result.output
    (line,) = [x for x in files(repository.root)[FILE].splitlines() if x.startswith("summary")]
    assert line.endswith("Je bent welkom.")
    assert len(line) <= len("summary: ") + 400


def test_the_number_of_the_organisation_is_called_so(repository: Repository) -> None:
    owner = {**THEIRS["organization"], "phones": [{"number": "09 245 09 06"}]}
    run(repository.root, theirs(phones=[], organization=owner))
    assert "phone: 09 245 09 06, phone_of: organisation" in files(repository.root)[FILE]


def test_another_directory_cannot_say_that_we_checked(repository: Repository) -> None:
    fact = {"link_type": "checked.how", "value": "phone"}
    run(repository.root, theirs(attributes=[*THEIRS["attributes"], fact]))
    assert "checked" not in files(repository.root)[FILE]
