"""The open data: complete, in the formats that it names, and unknown stays unknown."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import lxml.etree
import pytest
from finder.places.gazetteer import FLANDERS_AND_BRUSSELS, Point
from finder.rendering import exports
from finder.rendering.pages import data
from finder.rendering.pages.frame import Frame

from tests.building import TODAY, entry
from tests.sites import SMALL, copy_repository, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from finder.rendering.site import Site

# What HSDS 3 requires of each object, and the values of its lists (schema/simple/schema.csv of
# https://github.com/openreferral/specification).
REQUIRED = {
    "organization": {"id", "name", "description"},
    "service": {"id", "name", "status"},
    "service_at_locations": {"id"},
    "location": {"id", "location_type"},
    "addresses": {
        "id", "address_1", "city", "state_province", "postal_code", "country", "address_type",
    },
    "phones": {"id", "number"},
    "schedules": {"id"},
    "service_areas": {"id"},
    "languages": {"id"},
    "accessibility": {"id"},
    "attributes": {"id"},
    "taxonomy_term": {"id", "name", "description"},
    "additional_urls": {"id"},
}  # fmt: skip
STATUS = {"active", "inactive", "defunct", "temporarily closed"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(copy_repository(tmp_path_factory.mktemp("exports"), SMALL / "initiatives"))


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, bytes]:
    return dict(exports.files(site))


def records(files: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    return {one["slug"]: one for one in json.loads(files["data/initiatives.json"])["initiatives"]}


def rows(files: dict[str, bytes]) -> dict[str, dict[str, str]]:
    text = files["data/initiatives.csv"].decode("utf-8-sig")
    return {row["bestandsnaam"]: row for row in csv.DictReader(io.StringIO(text), delimiter=";")}


def objects(name: str, value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each object of a tree with the name under which it stands."""
    if isinstance(value, list):
        for one in value:
            yield from objects(name, one)
    if isinstance(value, dict):
        yield name, value
        for key, inner in value.items():
            yield from objects(key, inner)


def test_every_published_initiative_is_in_every_file_and_no_other(
    site: Site, files: dict[str, bytes]
) -> None:
    slugs = {entry.slug for entry in site.directory.entries}
    assert set(records(files)) == set(rows(files)) == slugs
    assert len(json.loads(files["data/hsds.json"])["contents"]) == len(slugs)
    placed = {entry.slug for entry in site.directory.entries if entry.spot}
    features = json.loads(files["data/initiatives.geojson"])["features"]
    assert {feature["id"] for feature in features} == placed


def test_a_record_says_what_the_file_says_and_what_follows(
    site: Site, files: dict[str, bytes]
) -> None:
    one = records(files)["ocmw-gent"]
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
    found = exports.record(one, site)
    assert "cost" not in found
    assert "wheelchair" not in found
    assert found["welcome"] == {"who": "only"}
    assert "fees_description" not in exports.service(one, site)


def test_points_have_the_longitude_first_and_say_how_precise_they_are(
    files: dict[str, bytes],
) -> None:
    found = json.loads(files["data/initiatives.geojson"])
    assert found["type"] == "FeatureCollection"
    for feature in found["features"]:
        lon, lat = feature["geometry"]["coordinates"]
        assert FLANDERS_AND_BRUSSELS.holds(Point(lat, lon))
        assert feature["properties"]["precision"] in {"door", "street", "village"}


def test_services_have_what_hsds_requires(files: dict[str, bytes]) -> None:
    page = json.loads(files["data/hsds.json"])
    assert page["total_items"] == page["size"] == len(page["contents"])
    seen = set()
    for service in page["contents"]:
        assert service["status"] in STATUS
        for name, found in objects("service", service):
            assert REQUIRED[name] <= set(found), name
            assert UUID(found["id"]).version == 5
            seen.add(name)
            assert not [key for key, value in found.items() if value in ("", None, [])]
    assert seen >= set(REQUIRED) - {"languages", "accessibility"}


def test_ids_are_unique_and_do_not_change_with_the_address(
    site: Site, files: dict[str, bytes]
) -> None:
    services = json.loads(files["data/hsds.json"])["contents"]
    assert len({service["id"] for service in services}) == len(services)
    elsewhere = replace(site, settings=replace(site.settings, url="https://elders.example/"))
    moved = json.loads(dict(exports.files(elsewhere))["data/hsds.json"])["contents"]
    assert [service["id"] for service in moved] == [service["id"] for service in services]


def test_a_whole_service(site: Site) -> None:
    one = entry(languages=["nl", "fr"], wheelchair="yes", status={"state": "paused"})
    found = exports.service(one, site)
    assert found["status"] == "temporarily closed"
    assert [language["code"] for language in found["languages"]] == ["nl", "fr"]
    assert found["attributes"][0]["taxonomy_term"]["code"] == "ontmoeten"


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
    (phone,) = exports.service(one, site)["phones"]
    assert (phone["number"], phone.get("description")) == ("09 245 09 05", description)
    assert exports.record(one, site)["contact"]["phone_of"] == whose


def test_a_service_says_what_to_bring(site: Site) -> None:
    one = entry(bring=["je pas", "een tas"], first_visit="Bel even.")
    process = exports.service(one, site)["application_process"]
    assert process.startswith("Bel even.")
    assert process.endswith("Breng mee: je pas en een tas.")
    assert exports.record(one, site)["bring"] == ["je pas", "een tas"]


def test_the_feed_has_what_was_seen_last_first(site: Site, files: dict[str, bytes]) -> None:
    root = lxml.etree.fromstring(files["data/feed.xml"])
    days = root.xpath("a:entry/a:updated/text()", namespaces=ATOM)
    assert days == sorted(days, reverse=True)
    assert days[0] == root.xpath("a:updated/text()", namespaces=ATOM)[0]
    dated = [one for one in site.directory.entries if one.last_seen]
    assert len(days) == min(len(dated), exports.NEWEST)
    ids = root.xpath("a:entry/a:id/text()", namespaces=ATOM)
    assert len(set(ids)) == len(ids)


def test_hostile_text_stays_text(files: dict[str, bytes]) -> None:
    root = lxml.etree.fromstring(files["data/feed.xml"])
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
        "feed", "id", "title", "updated", "author", "name", "link", "rights", "entry", "summary",
    }  # fmt: skip
    assert b"<script" not in files["data/feed.xml"]


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


def test_two_exports_have_the_same_bytes(site: Site, files: dict[str, bytes]) -> None:
    assert dict(exports.files(site)) == files
    assert TODAY.isoformat().encode() not in files["data/hsds.json"]


def test_the_page_names_every_file_and_explains_every_column(
    site: Site, files: dict[str, bytes]
) -> None:
    body = data.data_body(Frame(site), files)
    for name in files:
        assert f'href="{name.removeprefix("data/")}"' in body
    for column in next(iter(rows(files).values())):
        assert f"<dt>{column.removesuffix(' *')}</dt>" in body
