"""The facts of a page for search engines: whole, true, and nothing that a browser runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest
from finder.places.gazetteer import Point
from finder.places.spots import Precision, Spot
from finder.rendering.linked import linked
from finder.rendering.pages import initiatives
from finder.rendering.pages.frame import Frame
from jsonschema import Draft202012Validator

from tests.building import entry
from tests.sites import SMALL, copy_repository, site_of

if TYPE_CHECKING:
    from finder.rendering.site import Site

TEXT = {"type": "string", "minLength": 1}
URL = {"type": "string", "pattern": "^https?://"}
TIME = {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
DAY = {"type": "string", "pattern": "^https://schema.org/(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$"}


def thing(kind: str, required: tuple[str, ...] = (), **fields: object) -> dict[str, Any]:
    """An object of schema.org with these properties, and no other."""
    return {
        "type": "object",
        "properties": {"@type": {"const": kind}, **fields},
        "required": ["@type", *required],
        "additionalProperties": False,
    }


def many(item: object) -> dict[str, Any]:
    return {"type": "array", "items": item, "minItems": 1}


# The properties of https://schema.org that are used, with the domains and ranges of its vocabulary.
CONTACT = thing("ContactPoint", telephone=TEXT, email=TEXT, description=TEXT)
ADDRESS = thing(
    "PostalAddress", ("streetAddress", "addressLocality", "addressCountry"),
    streetAddress=TEXT, postalCode=TEXT, addressLocality=TEXT, addressCountry={"const": "BE"},
)  # fmt: skip
GEO = thing(
    "GeoCoordinates",
    ("latitude", "longitude"),
    latitude={"type": "number"},
    longitude={"type": "number"},
)
PLACE = thing("Place", ("address",), name=TEXT, address=ADDRESS, geo=GEO)
CHANNEL = thing(
    "ServiceChannel", serviceUrl=URL, servicePhone=CONTACT, serviceLocation=PLACE,
    availableLanguage=many({"type": "string", "pattern": "^[a-z]{2}$"}),
)  # fmt: skip
HOURS = thing(
    "OpeningHoursSpecification",
    ("dayOfWeek", "opens", "closes"),
    dayOfWeek=many(DAY),
    opens=TIME,
    closes=TIME,
)
SERVICE = thing(
    "Service", ("@id", "url", "name", "description", "provider"),
    name=TEXT, description=TEXT, url=URL, serviceType=many(TEXT), availableChannel=CHANNEL,
    provider=thing("Organization", ("name",), name=TEXT), hoursAvailable=many(HOURS),
    areaServed=many(thing("AdministrativeArea", ("name",), name=TEXT)),
)  # fmt: skip
SERVICE["properties"] |= {"@context": {"const": "https://schema.org"}, "@id": URL}
SERVICE["required"].append("@context")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(copy_repository(tmp_path_factory.mktemp("linked"), SMALL / "initiatives"))


def facts(site: Site, where: Spot | None = None, **fields: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(linked(entry("a", where, **fields), site))
    return found


def test_every_initiative_fits_a_strict_schema(site: Site) -> None:
    for one in site.directory.entries:
        found = json.loads(linked(one, site))
        assert [error.message for error in Draft202012Validator(SERVICE).iter_errors(found)] == []
        assert found["name"] == one.initiative.name
        assert found["url"].endswith(f"/initiatieven/{one.slug}/")


def test_no_text_can_end_the_element(site: Site) -> None:
    """Hostile names stay text, for whoever reads HTML and for whoever reads the data."""
    for one in site.directory.entries:
        html = f"<p><script type=application/ld+json>{linked(one, site)}</script></p>"
        (script,) = lxml.html.fragment_fromstring(html)
        assert json.loads(script.text)["name"] == one.initiative.name
        assert not {"<", ">", "&"} & set(script.text)


ADDRESS_OF = {"street": "Dorpsstraat 1", "place": "Kortenberg"}


@pytest.mark.parametrize(
    ("precision", "is_told"),
    [(Precision.DOOR, True), (Precision.STREET, False), (Precision.VILLAGE, False)],
)
def test_a_point_stands_there_only_where_it_is_the_door(
    site: Site, precision: Precision, is_told: bool
) -> None:
    where = Spot(Point(51.05, 3.72), precision, "crab")
    place = facts(site, where, address=ADDRESS_OF)["availableChannel"]["serviceLocation"]
    assert ("geo" in place) is is_told


def test_what_is_unknown_is_left_out(site: Site) -> None:
    found = facts(site)
    assert set(found) == {
        "@context", "@type", "@id", "url", "name", "description", "serviceType", "provider",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "number"),
    [("Mo,We 09:00-12:00; PH off", 1), ("Tu[1] 10:00-12:00", 0), ("Mo 09:00+", 0), (None, 0)],
)
def test_hours_stand_there_only_when_they_come_back_every_week(
    site: Site, hours: str | None, number: int
) -> None:
    assert len(facts(site, hours=hours).get("hoursAvailable", [])) == number


def test_a_number_of_somebody_else_says_whose_it_is(site: Site) -> None:
    contact = {"phone": "09 245 09 05", "phone_of": "town"}
    phone = facts(site, contact=contact)["availableChannel"]["servicePhone"]
    assert phone["description"].startswith("Nummer van de gemeente.")


def test_only_the_page_of_what_runs_has_them(site: Site) -> None:
    frame = Frame(site)
    (stopped,) = site.stopped
    assert initiatives.initiative(frame, stopped).linked == ""
    running = site.directory.entries[0]
    page = initiatives.initiative(frame, running)
    assert json.loads(page.linked)["name"] == running.initiative.name
