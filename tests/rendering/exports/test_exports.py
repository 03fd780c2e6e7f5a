"""The open data: complete, in the formats that it names, each read by another library than ours."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import uuid
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import frictionless
import lxml.etree
import openpyxl
import pytest
from finder.checking.past import Moments
from finder.measuring.fuzzing import CODE
from finder.places.gazetteer import FLANDERS_AND_BRUSSELS, Point
from finder.places.spots import Precision, Spot
from finder.publishing.assembling import Tree
from finder.rendering import exports
from finder.rendering.exports import feeds, hsds
from finder.rendering.exports import points as points_of
from finder.rendering.exports import records as records_of
from finder.rendering.licensing import LICENCE, POINTS
from finder.rendering.pages import data
from finder.rendering.pages.frame import Frame
from jsonschema import Draft7Validator, Draft202012Validator

from tests.building import REPOSITORY, entry
from tests.rendering.exports.hsds_schema import PAGE
from tests.rendering.exports.package_schema import PACKAGE
from tests.sites import SMALL, SMALL_DAY, copy_repository, site_of

if TYPE_CHECKING:
    from pathlib import Path

    from finder.rendering.site import Site

ATOM = {"a": "http://www.w3.org/2005/Atom"}
HELPLINE = """\
name: De Voorbeeldlijn
kinds: [hulplijn]
summary: Je belt en iemand luistert naar je.
serves: [Vlaanderen]
contact: {phone: "1813"}
sources:
  - {url: https://voorbeeldlijn.be, seen: 2026-05-31}
"""


@pytest.fixture(scope="module", params=[SMALL, REPOSITORY], ids=lambda path: path.name)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A repository with a line, leads, something that stopped and one that is not to be listed."""
    root = copy_repository(tmp_path_factory.mktemp("exports"), request.param / "initiatives")
    path = root / "initiatives" / "vlaanderen" / "voorbeeldlijn.yml"
    path.write_text(HELPLINE, encoding="utf-8")
    return site_of(root)


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    return dict(exports.files(site))


def records(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    return {one["slug"]: one for one in json.loads(files["data/initiatives.json"])["initiatives"]}


def rows(files: dict[str, bytes], name: str = "data/initiatives") -> dict[str, dict[str, str]]:
    text = files[f"{name}.csv"].decode("utf-8-sig")
    return {row["bestandsnaam"]: row for row in csv.DictReader(io.StringIO(text), delimiter=";")}


def sheet(files: dict[str, bytes], name: str = "data/initiatives") -> dict[str, dict[str, str]]:
    book = openpyxl.load_workbook(io.BytesIO(files[f"{name}.xlsx"]))
    header, *lines = book["Initiatieven"].iter_rows(values_only=True)
    found = [{str(k): str(v or "") for k, v in zip(header, line, strict=True)} for line in lines]
    return {row["bestandsnaam"]: row for row in found}


def features(files: dict[str, bytes], name: str = "data/initiatives") -> dict[str, dict[str, Any]]:
    found = json.loads(files[f"{name}.geojson"])["features"]
    return {one["id"]: one for one in found}


def services(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    found = json.loads(files["data/hsds.json"])["contents"]
    return {fact(one, "slug"): one for one in found}


def fact(service: dict[str, Any], path: str) -> str:
    found = (one["value"] for one in service["attributes"] if one["link_type"] == path)
    return next(found, "")


def feed(files: dict[str, bytes], name: str = "data/feed.xml") -> dict[str, Any]:
    tree = lxml.etree.fromstring(files[name])
    found = tree.xpath("a:entry", namespaces=ATOM)
    return {one.xpath("string(a:id)", namespaces=ATOM).split("/")[-2]: one for one in found}


# --- what is in them -----------------------------------------------------------------------------


def test_every_published_initiative_is_in_every_file_and_no_other(
    site: Site, files: dict[str, bytes]
) -> None:
    """Nothing that stopped, no lead and nobody who asked not to be listed; a line is there."""
    slugs = {one.slug for one in site.directory.entries}
    found = (records(files), rows(files), sheet(files), services(files), feed(files))
    stopped = {one.slug for one in site.stopped}
    assert [set(one) for one in found] == [slugs, slugs, slugs, slugs, slugs | stopped]
    assert set(features(files)) == {one.slug for one in site.directory.entries if one.spot}
    hidden = stopped | {one.slug for one in site.leads}
    hidden.add("wil-niet-op-de-site")
    assert "voorbeeldlijn" in slugs
    assert slugs.isdisjoint(hidden)
    for name, content in files.items():
        text = unpacked(name, content)
        told = hidden if not name.endswith(".xml") else hidden - stopped
        assert not [slug for slug in told if f"/{slug}/".encode() in text], name


def unpacked(name: str, content: bytes) -> bytes:
    if not name.endswith(".xlsx"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return b"".join(map(book.read, book.namelist()))


def test_a_line_is_marked_in_each(files: dict[str, bytes]) -> None:
    slug = "voorbeeldlijn"
    marked = {one for one, record in records(files).items() if record.get("line")}
    assert marked == {slug}
    for table in (rows(files), sheet(files)):
        assert {one for one, row in table.items() if row["(hulplijn)"] == "ja"} == marked
    assert {one for one, found in services(files).items() if fact(found, "line")} == marked
    assert not any(one["properties"].get("line") for one in features(files).values())


def test_a_municipality_has_the_files_of_what_is_in_it(site: Site, files: dict[str, bytes]) -> None:
    names = {name.rpartition(".")[0] for name in files if name.startswith("data/gemeenten/")}
    towns = site.gazetteer.municipalities.values()
    known = site.directory
    here = {o.slug: [*known.in_municipality(o), *known.for_municipality(o)] for o in towns}
    assert names == {f"data/gemeenten/{slug}" for slug, results in here.items() if results}
    for slug, results in here.items():
        if results:
            name, slugs = f"data/gemeenten/{slug}", {one.listed.slug for one in results}
            assert set(rows(files, name)) == set(sheet(files, name)) == slugs
            assert set(feed(files, f"{name}.xml")) - {one.slug for one in site.stopped} == slugs
            assert set(features(files, name)) == {r.listed.slug for r in results if r.listed.spot}


def test_both_tables_say_the_same(files: dict[str, bytes]) -> None:
    """Cell by cell, and no cell of the book is a formula."""
    assert sheet(files) == rows(files)
    cells = openpyxl.load_workbook(io.BytesIO(files["data/initiatives.xlsx"]))["Initiatieven"]
    assert {cell.data_type for row in cells.iter_rows() for cell in row if cell.value} == {"s"}


# --- licence, credit, age ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["initiatives.json", "initiatives.geojson", "hsds.json"])
def test_each_says_its_licence_whose_the_points_are_and_the_day(
    files: dict[str, bytes], name: str
) -> None:
    found = json.loads(files[f"data/{name}"])
    assert (found["licence"], found["made_on"]) == (LICENCE, SMALL_DAY.isoformat())
    assert {one["source"] for one in found["licence_of_points"]} == set(POINTS)
    assert all(one["name"] and one["licence"] and one["url"] for one in found["licence_of_points"])


def test_the_book_and_the_text_beside_the_table_say_the_licences(files: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["data/initiatives.xlsx"]))
    said = " ".join(str(v) for row in book["Licentie"].iter_rows(values_only=True) for v in row)
    for text in (said, files["data/LICENTIE.txt"].decode()):
        assert SMALL_DAY.isoformat() in text
        for one in POINTS.values():
            assert one.name in text
            assert one.url in text


def test_each_point_says_whose_it_is(site: Site, files: dict[str, bytes]) -> None:
    for one in site.directory.entries:
        if one.spot:
            name = POINTS[one.spot.source].name
            assert records(files)[one.slug]["location"]["credit"] == name
            assert features(files)[one.slug]["properties"]["credit"] == name
            assert rows(files)[one.slug]["(bron van het punt)"] == name
            (at,) = services(files)[one.slug]["service_at_locations"]
            labels = [a.get("label") for a in at["location"]["attributes"]]
            assert name in labels


def test_each_says_when_it_was_last_seen(site: Site, files: dict[str, bytes]) -> None:
    for one in site.directory.entries:
        day = one.last_seen.isoformat() if one.last_seen else ""
        assert records(files)[one.slug].get("last_seen", "") == day
        assert rows(files)[one.slug]["(laatst gezien)"] == day
        assert fact(services(files)[one.slug], "last_seen") == day
        if one.spot:
            assert features(files)[one.slug]["properties"].get("last_seen", "") == day


@pytest.mark.parametrize(
    ("source", "name"),
    [("by hand", "Steun Dichtbij"), ("gazetteer", "GeoNames"), ("elders", "elders")],
)
def test_a_point_is_never_ours_when_it_is_not(site: Site, source: str, name: str) -> None:
    where = Spot(Point(51.05, 3.72), Precision.STREET, source)
    one = entry("a", where, address={"place": "Kortenberg"})
    location = records_of.record(one, site)["location"]
    assert (location["source"], location["credit"]) == (source, name)
    (feature,) = points_of.collection([one], site)["features"]
    assert feature["properties"]["credit"] == name


# --- each format ---------------------------------------------------------------------------------


def test_no_sentence_of_a_schedule_holds_the_code_of_openstreetmap(files: dict[str, bytes]) -> None:
    """The code itself is a fact for programs."""
    services = json.loads(files["data/hsds.json"])["contents"]
    schedules = [one for service in services for one in service.get("schedules", [])]
    said = [one.get(key, "") for one in schedules for key in ("description", "notes")]
    assert any(said)
    assert [text for text in said if CODE.search(text)] == []


def test_services_fit_a_strict_schema_of_hsds(files: dict[str, bytes]) -> None:
    page = json.loads(files["data/hsds.json"])
    assert [error.message for error in Draft202012Validator(PAGE).iter_errors(page)] == []
    assert page["total_items"] == page["size"] == len(page["contents"])
    ids = [one for service in page["contents"] for one in every_id(service, "service")]
    assert len(ids) == len(set(ids))


def every_id(value: Any, name: str) -> list[str]:
    """The ids of an object and all in it, but of those that services share."""
    if isinstance(value, list):
        return [one for part in value for one in every_id(part, name)]
    if not isinstance(value, dict) or name in {"organization", "taxonomy_term"}:
        return []
    return [value["id"], *(one for key, part in value.items() for one in every_id(part, key))]


def test_the_records_fit_their_own_schema(files: dict[str, bytes]) -> None:
    schema = json.loads(files["data/initiatives.schema.json"])
    Draft7Validator.check_schema(schema)
    whole = json.loads(files["data/initiatives.json"])
    assert [error.message for error in Draft7Validator(schema).iter_errors(whole)] == []
    whole["initiatives"][0]["onbekend"] = 1
    assert list(Draft7Validator(schema).iter_errors(whole))


def test_what_is_for_the_makers_only_is_in_no_file(site: Site) -> None:
    leave = {"rule": "links", "until": "2027-06-01", "reason": "Een geheim."}
    one = entry(exceptions=[leave], not_same_as=["x"])
    for found in (records_of.record(one, site), hsds.service(one, site)):
        assert "geheim" not in json.dumps(found)


def test_the_data_package_describes_the_files(files: dict[str, bytes]) -> None:
    """By a schema written after the specification, and by counting."""
    package = json.loads(files["data/datapackage.json"])
    assert [error.message for error in Draft7Validator(PACKAGE).iter_errors(package)] == []
    names = [one["name"] for one in package["resources"]]
    assert len(names) == len(set(names))
    for one in package["resources"]:
        content = files[f"data/{one['path']}"]
        assert one["bytes"] == len(content)
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    tables = [one["schema"] for one in package["resources"] if "schema" in one]
    assert len(tables) == 2
    for table in tables:
        fields = [field["name"] for field in table["fields"]]
        assert fields == list(next(iter(rows(files).values())))
        assert all(row[table["primaryKey"]] for row in rows(files).values())


def test_frictionless_finds_the_data_package_valid(files: dict[str, bytes], tmp_path: Path) -> None:
    """The library of the standard itself reads each file, and finds a table that is wrong."""
    for name, content in files.items():
        Tree(tmp_path).put(name, content)
    package = tmp_path / "data" / "datapackage.json"
    report = frictionless.validate(str(package))
    assert report.flatten(["type", "note"]) == []
    read = {task.name: task.stats.get("rows") for task in report.tasks}
    assert {read["initiatives-csv"], read["initiatives-xlsx"]} == {len(rows(files))}
    table = tmp_path / "data" / "initiatives.csv"
    table.write_bytes(table.read_bytes() + b"te;weinig;cellen\r\n")
    assert not frictionless.validate(str(package)).valid


def test_every_other_file_has_its_checksum(files: dict[str, bytes]) -> None:
    lines = files["data/SHA256SUMS"].decode().splitlines()
    said = {line.split("  ", 1)[1]: line.split("  ", 1)[0] for line in lines}
    assert set(said) == {name.removeprefix("data/") for name in files} - {"SHA256SUMS"}
    for name, digest in said.items():
        assert hashlib.sha256(files[f"data/{name}"]).hexdigest() == digest


def test_points_have_the_longitude_first_and_say_how_precise_they_are(
    files: dict[str, bytes],
) -> None:
    assert json.loads(files["data/initiatives.geojson"])["type"] == "FeatureCollection"
    for feature in features(files).values():
        lon, lat = feature["geometry"]["coordinates"]
        assert FLANDERS_AND_BRUSSELS.holds(Point(lat, lon))
        assert feature["properties"]["precision"] in {"door", "street", "village"}


def test_a_feed_has_what_was_seen_last_first_and_says_why(files: dict[str, bytes]) -> None:
    for name in (one for one in files if one.endswith(".xml")):
        root = lxml.etree.fromstring(files[name])
        days = root.xpath("a:entry/a:updated/text()", namespaces=ATOM)
        terms = root.xpath("a:entry/a:category/@term", namespaces=ATOM)
        dated = [day for day, term in zip(days, terms, strict=True) if term != "undated"]
        assert dated == sorted(dated, reverse=True)
        assert days[: len(dated)] == dated
        newest = days[0] if dated else f"{SMALL_DAY.isoformat()}T00:00:00Z"
        assert newest == root.xpath("string(a:updated)", namespaces=ATOM)
        assert set(terms) <= {"checked", "source", "undated", "stopped"}
        (own,) = root.xpath("a:link[@rel='self']/@href", namespaces=ATOM)
        assert own.endswith(name)


def test_a_feed_tells_what_stopped_and_says_so(site: Site, files: dict[str, bytes]) -> None:
    (gone,) = site.stopped
    assert gone.municipality
    for name in ("data/feed.xml", f"data/gemeenten/{gone.municipality.slug}.xml"):
        one = feed(files, name)[gone.slug]
        assert one.xpath("a:category/@term", namespaces=ATOM) == ["stopped"]
        assert "Dit bestaat niet meer." in one.xpath("string(a:summary)", namespaces=ATOM)


CAME, CHANGED, LATER = dt.date(2026, 9, 1), dt.date(2026, 10, 2), dt.date(2026, 11, 3)


@pytest.mark.parametrize(
    ("past", "checked", "term", "day"),
    [
        (Moments(CAME, CAME), None, "new", CAME),
        (Moments(CAME, CHANGED), None, "changed", CHANGED),
        (Moments(CAME, CHANGED), LATER, "checked", LATER),
        (Moments(CAME, LATER), CHANGED, "changed", LATER),
        (Moments(CAME, LATER), LATER, "checked", LATER),
        (Moments(), None, "source", dt.date(2026, 10, 1)),
    ],
)
def test_a_feed_says_what_happened_last(
    site: Site, past: Moments, checked: dt.date | None, term: str, day: dt.date
) -> None:
    said = {"checked": {"date": checked.isoformat(), "how": "phone"}} if checked else {}
    written = feeds.feed([entry(**said)], replace(site, past={"voorbeeldhuis": past}), "f", "", "")
    (one,) = feed({"data/feed.xml": written}).values()
    assert one.xpath("a:category/@term", namespaces=ATOM) == [term]
    assert one.xpath("string(a:updated)", namespaces=ATOM) == f"{day.isoformat()}T00:00:00Z"


def test_hostile_text_stays_text(files: dict[str, bytes]) -> None:
    root = lxml.etree.fromstring(files["data/feed.xml"])
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
        "feed", "id", "title", "updated", "author", "name", "link", "rights", "entry", "summary",
        "category",
    }  # fmt: skip
    assert b"<script" not in files["data/feed.xml"]


def test_two_exports_have_the_same_bytes(site: Site, files: dict[str, bytes]) -> None:
    assert dict(exports.files(site)) == files


def test_another_day_changes_only_the_day(site: Site, files: dict[str, bytes]) -> None:
    later = dict(exports.files(replace(site, today=SMALL_DAY.replace(day=23))))
    for name in ("initiatives.json", "initiatives.geojson", "hsds.json"):
        found, before = json.loads(later[f"data/{name}"]), json.loads(files[f"data/{name}"])
        assert (found.pop("made_on"), before.pop("made_on")) == ("2026-11-23", "2026-11-22")
        assert found == before


def test_the_page_names_every_file_with_its_size_and_explains_every_column(
    site: Site, files: dict[str, bytes]
) -> None:
    tree = lxml.etree.HTML(data.data_body(Frame(site), files))
    links = tree.xpath("//li//a/@href")
    assert {name.removeprefix("data/") for name in files} <= set(links)
    assert tree.xpath("count(//li[contains(., 'kB')])") >= len({n.split(".")[0] for n in files}) - 2
    for one in POINTS.values():
        assert one.url in links
    explained = tree.xpath("//dt/text()")
    assert explained == [column.removesuffix(" *") for column in next(iter(rows(files).values()))]


# --- the words of a record and a service ---------------------------------------------------------


def test_a_record_says_what_the_file_says_and_what_follows(tmp_path: Path) -> None:
    site = site_of(copy_repository(tmp_path, SMALL / "initiatives"))
    (file,) = records_of.files(site)
    one = records({"data/initiatives.json": file.content})["ocmw-gent"]
    assert one["name"] == "OCMW Gent"
    assert one["contact"]["phone"] == "09 266 91 11"
    assert one["municipality"] == {"name": "Gent", "nis": "44021"}
    assert one["province"] == "Oost-Vlaanderen"
    assert one["url"] == f"{site.settings.url}initiatieven/ocmw-gent/"
    assert one["location"]["precision"] == "door"
    assert one["last_seen"] == one["checked"]["date"] == "2026-11-20"


def test_what_nobody_knows_is_left_out_everywhere(site: Site) -> None:
    """A file may say "unknown", or say nothing; for who reads the data that is the same."""
    one = entry(cost={"kind": "unknown"}, wheelchair="unknown", welcome={"who": "only"})
    found = records_of.record(one, site)
    assert "cost" not in found
    assert "wheelchair" not in found
    assert found["welcome"] == {"who": "only"}
    assert "fees_description" not in hsds.service(one, site)


def test_ids_do_not_change_with_the_address(site: Site, files: dict[str, bytes]) -> None:
    services = json.loads(files["data/hsds.json"])["contents"]
    elsewhere = replace(site, settings=replace(site.settings, url="https://elders.example/"))
    moved = json.loads(dict(exports.files(elsewhere))["data/hsds.json"])["contents"]
    assert [service["id"] for service in moved] == [service["id"] for service in services]


def test_a_whole_service(site: Site) -> None:
    one = entry(languages=["nl", "fr"], wheelchair="yes", status={"state": "paused"})
    found = hsds.service(one, site)
    assert found["status"] == "temporarily closed"
    assert [language["code"] for language in found["languages"]] == ["nl", "fr"]
    assert found["attributes"][0]["taxonomy_term"]["code"] == "ontmoeten"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"checked": {"date": CHANGED.isoformat(), "how": "phone"}}, CHANGED.isoformat()),
        ({"sources": [{"url": "https://a.be", "seen": LATER.isoformat()}]}, None),
        ({"sources": [{"url": "https://a.be"}]}, None),
    ],
)
def test_only_the_check_of_a_person_assures_a_service(
    site: Site, fields: dict[str, Any], expected: str | None
) -> None:
    """Not the date of a page, nor what the history of the data says."""
    known = replace(site, past={"voorbeeldhuis": Moments(CAME, CHANGED)})
    found = hsds.service(entry(**fields), known)
    assert found.get("assured_date") == expected


@pytest.mark.parametrize(
    ("whose", "description"),
    [
        ("own", None),
        ("organisation", "Nummer van de organisatie erachter. Vraag naar Het Voorbeeldhuis."),
        ("town", "Nummer van de gemeente. Vraag naar Het Voorbeeldhuis."),
    ],
)
def test_a_service_says_whose_number_it_has(
    site: Site, whose: str, description: str | None
) -> None:
    one = entry(contact={"phone": "09 245 09 05", "phone_of": whose})
    (phone,) = hsds.service(one, site)["phones"]
    assert (phone["number"], phone.get("description")) == ("09 245 09 05", description)
    assert records_of.record(one, site)["contact"]["phone_of"] == whose


def test_a_service_says_what_to_bring(site: Site) -> None:
    one = entry(bring=["je pas", "een tas"], first_visit="Bel even.")
    process = hsds.service(one, site)["application_process"]
    assert process.startswith("Bel even.")
    assert process.endswith("Breng mee: je pas en een tas.")
    assert records_of.record(one, site)["bring"] == ["je pas", "een tas"]


def test_without_initiatives_every_file_is_still_whole(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    nothing = tmp_path_factory.mktemp("nothing")
    site = site_of(copy_repository(tmp_path_factory.mktemp("empty") / "r", nothing))
    found = dict(exports.files(site))
    assert json.loads(found["data/hsds.json"])["empty"] is True
    assert json.loads(found["data/initiatives.geojson"])["features"] == []
    assert len(found["data/initiatives.csv"].decode("utf-8-sig").splitlines()) == 1
    assert lxml.etree.fromstring(found["data/feed.xml"]) is not None


@pytest.mark.parametrize("name", ["", "ocmw-gent", "école", "x" * 300, *map(str, range(40))])
def test_an_id_is_a_uuid_of_version_5(name: str) -> None:
    assert hsds.identity(name, "service") == str(uuid.uuid5(hsds._IDS, f"{name}/service"))
