"""The shape of one initiative: what is allowed, what is needed, what it becomes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from finder.files import model
from finder.files.model import Entry, Initiative, Lead
from finder.files.reading import read_file
from pydantic import BaseModel, ValidationError

from tests.building import REPOSITORY, initiative

if TYPE_CHECKING:
    from collections.abc import Callable

EXCEPTION = {"rule": "links", "until": "2027-03-01", "reason": "Zo."}
SOURCES = [{"url": "https://voorbeeldhuis.be"}]


def refused(**fields: object) -> list[tuple[str, str]]:
    """The place and the kind of each error; a list with a wrong entry counts as too short."""
    with pytest.raises(ValidationError) as caught:
        initiative(**fields)
    errors = [e for e in caught.value.errors() if e["type"] != "too_short" or not e["input"]]
    return [(".".join(map(str, e["loc"])), e["type"]) for e in errors]


def test_a_file_with_every_field() -> None:
    """Each field of the design arrives as what it means."""
    file = "initiatives/oost-vlaanderen/voorbeeldhuis-gent.yml"
    found, _ = read_file(REPOSITORY / file, file)
    assert found is not None
    whole = Initiative.model_validate({**found.data, "slug": found.slug, "file": found.file})
    assert set(found.data) == set(Entry.model_fields)
    assert whole.slug == "voorbeeldhuis-gent"
    assert whole.file == file
    assert whole.name == "Het Voorbeeldhuis"
    assert whole.organisation == "Voorbeeld vzw"
    assert whole.kinds == ("vereniging", "ontmoeten")
    assert whole.first_visit == "Bel even of kom gewoon binnen."
    assert whole.welcome.who == "preferably"
    assert whole.welcome.groups == ("weinig-geld", "ouderen")
    assert whole.welcome.note == "Kinderen mogen mee."
    assert (whole.from_elsewhere, whole.referral, whole.appointment) == (
        "yes",
        "not-needed",
        "needed",
    )
    assert (whole.cost.kind, whole.cost.note) == ("reduced", "Een kop koffie kost 50 cent.")
    assert whole.languages == ("nl", "fr")
    assert whole.wheelchair == "partly"
    assert whole.volunteers is True
    assert whole.address == model.Address(street="Voorbeeldstraat 1", postcode="9000", place="Gent")
    assert whole.location == model.Location(lat=51.05, lon=3.73)
    assert whole.serves == ("Gent", "Merelbeke-Melle")
    assert whole.contact.phone == "09 245 09 05"
    assert whole.contact.phone_of == "organisation"
    assert whole.contact.email == "info@voorbeeldhuis.be"
    assert whole.contact.website == "https://www.voorbeeldhuis.be/contact"
    assert whole.bring == ("je identiteitskaart", "een schrift")
    assert whole.hours == "We 13:30-16:30; PH off"
    assert whole.hours_note == "In de zomer bel je best eerst."
    assert whole.funding == ("persoonlijke-vriend-2018",)
    assert [(s.url, s.seen) for s in whole.sources] == [
        ("https://www.voorbeeldhuis.be/contact", "2023-01"),
        ("https://stad.gent/voorbeeld", "2025"),
        ("https://gids.be/voorbeeld", None),
    ]
    assert whole.checked == model.Checked(date=dt.date(2026, 11, 20), how="phone")
    assert whole.status.state == "paused"
    assert whole.status.until == dt.date(2027, 1, 5)
    assert whole.status.message == "Na nieuwjaar gaat het weer open."
    assert whole.not_same_as == ("wil-niet-op-de-site",)
    (exception,) = whole.exceptions
    assert (exception.rule, exception.until) == ("links", dt.date(2027, 6, 1))
    assert exception.reason == "De website krijgt een nieuw adres."
    assert whole.not_same_as == ("wil-niet-op-de-site",)


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("organisation", None),
        ("first_visit", None),
        ("welcome", model.Welcome(who="everyone")),
        ("from_elsewhere", "unknown"),
        ("referral", "unknown"),
        ("appointment", "unknown"),
        ("cost", model.Cost(kind="unknown")),
        ("languages", ()),
        ("wheelchair", "unknown"),
        ("volunteers", None),
        ("address", None),
        ("location", None),
        ("serves", ()),
        ("contact", model.Contact()),
        ("bring", ()),
        ("hours", None),
        ("hours_note", None),
        ("funding", ()),
        ("checked", None),
        ("status", model.Status(state="active")),
        ("not_same_as", ()),
        ("exceptions", ()),
    ],
)
def test_what_is_left_out_is_unknown(field: str, expected: object) -> None:
    """Nothing is claimed that the file does not say."""
    assert getattr(initiative(), field) == expected


@pytest.mark.parametrize("field", ["name", "kinds", "summary", "sources"])
def test_required_fields(field: str) -> None:
    """A name, a kind, a summary and a source are always there."""
    whole: dict[str, Any] = {"name": "x", "kinds": ["a"], "summary": "x", "sources": SOURCES}
    del whole[field]
    with pytest.raises(ValidationError) as caught:
        Initiative.model_validate({**whole, "slug": "x", "file": "x.yml"})
    assert [(e["loc"], e["type"]) for e in caught.value.errors()] == [((field,), "missing")]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"adress": "x"}, "adress"),
        ({"to_check": "x"}, "to_check"),
        ({"welcome": {"who": "everyone", "x": "y"}}, "welcome.x"),
        ({"cost": {"kind": "free", "x": "y"}}, "cost.x"),
        ({"address": {"place": "Gent", "x": "y"}}, "address.x"),
        ({"location": {"lat": "51", "lon": "3", "x": "y"}}, "location.x"),
        ({"contact": {"x": "y"}}, "contact.x"),
        ({"sources": [{"url": "https://x.be", "x": "y"}]}, "sources.0.x"),
        ({"checked": {"date": "2026-01-01", "how": "visit", "x": "y"}}, "checked.x"),
        ({"status": {"state": "active", "x": "y"}}, "status.x"),
        ({"exceptions": [{**EXCEPTION, "x": "y"}]}, "exceptions.0.x"),
    ],
)
def test_unknown_fields_are_refused_everywhere(fields: dict[str, object], place: str) -> None:
    """A misspelt field is an error at every level, never ignored."""
    assert refused(**fields) == [(place, "extra_forbidden")]


@pytest.mark.parametrize(
    ("part", "place"),
    [
        ({"welcome": {}}, "welcome.who"),
        ({"cost": {"note": "x"}}, "cost.kind"),
        ({"address": {"street": "x 1"}}, "address.place"),
        ({"location": {"lat": "51"}}, "location.lon"),
        ({"location": {"lon": "3"}}, "location.lat"),
        ({"sources": [{"seen": "2023"}]}, "sources.0.url"),
        ({"checked": {"how": "visit"}}, "checked.date"),
        ({"checked": {"date": "2026-01-01"}}, "checked.how"),
        ({"status": {"message": "x"}}, "status.state"),
    ],
)
def test_required_parts(part: dict[str, object], place: str) -> None:
    """A part that is there has what makes it useful."""
    assert refused(**part) == [(place, "missing")]


CHOICES: list[tuple[str, Callable[[str], object], list[str]]] = [
    ("welcome.who", lambda v: {"welcome": {"who": v}}, ["everyone", "preferably", "only"]),
    ("from_elsewhere", lambda v: {"from_elsewhere": v}, ["yes", "no", "unknown"]),
    ("referral", lambda v: {"referral": v}, ["not-needed", "needed", "unknown"]),
    ("appointment", lambda v: {"appointment": v}, ["not-needed", "needed", "unknown"]),
    ("contact.phone_of", lambda v: {"contact": {"phone_of": v}}, ["own", "organisation", "town"]),
    ("cost.kind", lambda v: {"cost": {"kind": v}}, ["free", "paid", "reduced", "unknown"]),
    ("wheelchair", lambda v: {"wheelchair": v}, ["yes", "partly", "no", "unknown"]),
    (
        "checked.how",
        lambda v: {"checked": {"date": "2026-01-01", "how": v}},
        ["phone", "visit", "website", "organisation"],
    ),
    ("status.state", lambda v: {"status": v}, ["active", "paused", "stopped"]),
]


@pytest.mark.parametrize(("place", "fields", "choices"), CHOICES)
def test_a_choice_is_one_of_its_words(
    place: str, fields: Callable[[str], dict[str, object]], choices: list[str]
) -> None:
    """Each word of the design is taken, and no other, also not in capitals or in Dutch."""
    for word in choices:
        value: object = initiative(**fields(word))
        for part in place.split("."):
            value = getattr(value, part)
        assert value == word
    for word in ("", "ja", "Yes", choices[0].upper(), f" {choices[0]}"):
        assert refused(**fields(word)) == [(place, "literal_error")]


@pytest.mark.parametrize(
    ("field", "most"),
    [
        ("name", 100),
        ("organisation", 100),
        ("summary", 400),
        ("first_visit", 400),
        ("hours", 500),
        ("hours_note", 400),
    ],
)
def test_texts_have_a_length(field: str, most: int) -> None:
    """As many characters as allowed is fine, one more is not; white space around is not counted."""
    assert getattr(initiative(**{field: "  " + "x" * most + "\n"}), field) == "x" * most
    assert [place for place, _ in refused(**{field: "x" * (most + 1)})] == [field]


@pytest.mark.parametrize(
    ("part", "field", "most", "others"),
    [
        ("welcome", "note", 400, {"who": "only"}),
        ("cost", "note", 400, {"kind": "free"}),
        ("address", "street", 100, {"place": "Gent"}),
        ("address", "place", 100, {}),
        ("contact", "phone", 100, {}),
        ("contact", "email", 100, {}),
        ("contact", "website", 300, {}),
        ("status", "message", 400, {"state": "paused"}),
    ],
)
def test_texts_of_parts_have_a_length(
    part: str, field: str, most: int, others: dict[str, object]
) -> None:
    """The same inside a part."""
    found = getattr(initiative(**{part: {**others, field: "x" * most}}), part)
    assert getattr(found, field) == "x" * most
    too_long = refused(**{part: {**others, field: "x" * (most + 1)}})
    assert [place for place, _ in too_long] == [f"{part}.{field}"]


@pytest.mark.parametrize("field", ["name", "summary", "organisation", "first_visit", "hours"])
@pytest.mark.parametrize("blank", ["", "   ", "\n"])
def test_a_text_that_says_nothing_is_refused(field: str, blank: str) -> None:
    """A field that stands there says something; else it is left out."""
    assert refused(**{field: blank}) == [(field, "value_error")]


def test_white_space_becomes_one_space() -> None:
    """Line breaks from YAML's folding do not reach a page."""
    assert initiative(summary="  Een\n  twee\n\ndrie  ").summary == "Een twee drie"


@pytest.mark.parametrize(
    ("kinds", "error"),
    [
        (["a"], None),
        (["a", "b", "c", "d", "e"], None),
        ([], "too_short"),
        (["a", "b", "c", "d", "e", "f"], "too_long"),
        ("a", "tuple_type"),
        ({"a": "b"}, "tuple_type"),
    ],
)
def test_one_to_five_kinds(kinds: object, error: str | None) -> None:
    """There is at least one kind and at most five, in a list."""
    if error:
        assert refused(kinds=kinds) == [("kinds", error)]
    else:
        assert list(initiative(kinds=kinds).kinds) == kinds


@pytest.mark.parametrize(
    ("bring", "error"),
    [
        (["x" * 100], None),
        (["een tas"] * 10, None),
        (["een tas"] * 11, ("bring", "too_long")),
        (["x" * 101], ("bring.0", "too_long")),
        (["een tas", " "], ("bring.1", "value_error")),
        ("een tas", ("bring", "tuple_type")),
    ],
)
def test_what_to_bring_is_a_short_list(bring: object, error: tuple[str, str] | None) -> None:
    """At most ten things, each of a few words."""
    if error:
        assert refused(bring=bring) == [error]
    else:
        assert list(initiative(bring=bring).bring) == bring


def test_at_least_one_source() -> None:
    """Facts without a source are not taken."""
    assert refused(sources=[]) == [("sources", "too_short")]


@pytest.mark.parametrize(
    ("lat", "lon", "errors"),
    [
        ("51.05", "3.73", []),
        ("-90", "-180", []),
        ("90", "180", []),
        ("90.1", "3", [("location.lat", "less_than_equal")]),
        ("-90.1", "3", [("location.lat", "greater_than_equal")]),
        ("51", "180.1", [("location.lon", "less_than_equal")]),
        ("51", "-180.1", [("location.lon", "greater_than_equal")]),
        ("51,05", "3", [("location.lat", "float_parsing")]),
        ("1e3", "3", [("location.lat", "less_than_equal")]),
        ("inf", "3", [("location.lat", "less_than_equal")]),
        ("", "3", [("location.lat", "float_parsing")]),
        ("51", ["3"], [("location.lon", "float_type")]),
    ],
)
def test_coordinates_are_degrees(lat: object, lon: object, errors: list[tuple[str, str]]) -> None:
    """Numbers with a point, within the range of degrees."""
    fields: dict[str, object] = {"location": {"lat": lat, "lon": lon}}
    if errors:
        assert refused(**fields) == errors
    else:
        found = initiative(**fields).location
        assert found == model.Location(lat=float(str(lat)), lon=float(str(lon)))


def test_a_coordinate_that_is_no_number_is_refused() -> None:
    """NaN lies nowhere."""
    assert [place for place, _ in refused(location={"lat": "nan", "lon": "3"})] == ["location.lat"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-20", dt.date(2026, 11, 20)),
        ("2024-02-29", dt.date(2024, 2, 29)),
        ("2023-02-29", None),
        ("2026-13-01", None),
        ("2026-11-31", None),
        ("2026-11", None),
        ("2026", None),
        ("20261120", None),
        ("2026-W47-5", None),
        ("2026-324", None),
        ("20-11-2026", None),
        ("20/11/2026", None),
        ("2026-11-20T10:00", None),
        ("20 november 2026", None),
        ("٢٠٢٦-١١-٢٠", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("field", ["checked.date", "status.until"])
def test_a_whole_date(field: str, text: str, expected: dt.date | None) -> None:
    """Year, month and day with hyphens, and a day that exists; no other form of ISO 8601."""
    others = {"checked": {"how": "visit"}, "status": {"state": "paused"}}
    part, _, name = field.partition(".")
    fields: dict[str, object] = {part: {**others[part], name: text}}
    if expected is None:
        assert refused(**fields) == [(field, "value_error")]
    else:
        assert getattr(getattr(initiative(**fields), part), name) == expected


@pytest.mark.parametrize(
    ("rule", "today", "excused"),
    [
        ("links", "2027-02-28", True),
        ("links", "2027-03-01", True),
        ("links", "2027-03-02", False),
        ("freshness", "2027-02-28", False),
    ],
)
def test_an_exception_holds_for_its_rule_until_its_day(
    rule: str, today: str, excused: bool
) -> None:
    """The end date is the last day on which it holds."""
    found = initiative(exceptions=[EXCEPTION])
    assert found.is_excused(rule, dt.date.fromisoformat(today)) is excused
    assert not initiative().is_excused(rule, dt.date.fromisoformat(today))


@pytest.mark.parametrize(
    ("seen", "is_good"),
    [
        ("2023", True),
        ("2023-01", True),
        ("2023-12-31", True),
        ("2024-02-29", True),
        ("2023-13", False),
        ("2023-00", False),
        ("2023-02-29", False),
        ("2023-1", False),
        ("23-01", False),
        ("202301", False),
        ("2023-01-01-01", False),
        ("2023-", False),
        ("0000", False),
        ("januari 2023", False),
        ("+2023", False),
        (" 2023", False),
        ("٢٠٢٣", False),
        ("²²²²", False),
        ("", False),
    ],
)
def test_the_date_of_a_source(seen: str, is_good: bool) -> None:
    """A year, a month or a day, as far as the page shows it; it stays as it was written."""
    source = {"url": "https://x.be", "seen": seen}
    if is_good:
        assert initiative(sources=[source]).sources[0].seen == seen
    else:
        assert refused(sources=[source]) == [("sources.0.seen", "value_error")]


@pytest.mark.parametrize(
    ("status", "state"),
    [("stopped", "stopped"), ("active", "active"), ({"state": "paused"}, "paused")],
)
def test_status_may_be_one_word(status: object, state: str) -> None:
    """``status: stopped`` is short for ``status: {state: stopped}``."""
    assert initiative(status=status).status.state == state


@pytest.mark.parametrize(
    ("text", "expected"), [("true", True), ("false", False), ("no", False), ("yes", True)]
)
def test_volunteers_is_yes_or_no(text: str, expected: bool) -> None:
    """The text of a yes or no becomes one."""
    assert initiative(volunteers=text).volunteers is expected


@pytest.mark.parametrize("text", ["ja", "", "misschien"])
def test_volunteers_is_nothing_else(text: str) -> None:
    """A Dutch word or nothing is no yes or no."""
    assert refused(volunteers=text) == [("volunteers", "bool_parsing")]


def test_an_initiative_does_not_change() -> None:
    """What was read stays as it was read."""
    found = initiative(address={"place": "Gent"})
    with pytest.raises(ValidationError, match="frozen"):
        found.name = "anders"
    with pytest.raises(ValidationError, match="frozen"):
        found.contact.phone = "anders"


def test_slug_and_file_are_no_part_of_the_data() -> None:
    """They say where the data stand, and do not go out with them."""
    dumped = initiative().model_dump()
    assert "slug" not in dumped
    assert "file" not in dumped
    assert dumped["name"] == "Het Voorbeeldhuis"


def test_a_lead_says_what_to_find_out() -> None:
    """Only a lead has a question for volunteers."""
    fields: dict[str, object] = {"name": "x", "kinds": ["a"], "summary": "x", "sources": SOURCES}
    lead = Lead.model_validate({**fields, "slug": "x", "file": "x.yml", "to_check": "Bestaat het?"})
    assert lead.to_check == "Bestaat het?"


PARTS = [
    value
    for value in vars(model).values()
    if isinstance(value, type)
    and issubclass(value, BaseModel)
    and value.__module__ == "finder.files.model"
]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_field_is_explained_in_dutch(part: type[BaseModel]) -> None:
    """The schema and the guide for contributors are made from these sentences."""
    shown = {name: f for name, f in part.model_fields.items() if name not in {"slug", "file"}}
    assert [
        name for name, f in shown.items() if not (f.description or "").endswith((".", "?"))
    ] == []
