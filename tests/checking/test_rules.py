"""What must be true of one file: each mistake has its place, plain words and the mend."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from finder.checking import rules as checking
from finder.checking.rules import check_initiative, check_lead
from finder.files.model import Entry
from finder.files.reading import read_file
from finder.findings import Severity

from tests.building import FIXTURES, TODAY, document, line_words, rules, yaml_text

if TYPE_CHECKING:
    from finder.checking.rules import Context, Rule
    from finder.findings import Finding

BAD = FIXTURES / "bad"
HERE = "initiatives/oost-vlaanderen/voorbeeldhuis.yml"


def check(text: str, context: Context, file: str = HERE) -> list[Finding]:
    """All findings on an initiative with this text."""
    return check_initiative(document(text, file), context)[1]


def by(rule: Rule, text: str, context: Context, file: str = HERE) -> list[Finding]:
    """The findings of one rule."""
    return list(rule(document(text, file), context))


def test_a_good_file_becomes_an_initiative(context: Context) -> None:
    """The file on which the other tests make their mistakes has none."""
    found, findings = check_initiative(document(yaml_text()), context)
    assert not [f for f in findings if f.is_error]
    assert found is not None
    assert (found.slug, found.file, found.name) == ("voorbeeldhuis", HERE, "Het Voorbeeldhuis")


# --- bad input, as real files ------------------------------------------------------------------


CASES = [
    (
        "postcode-die-niet-bestaat",
        "postcode-unknown",
        7,
        "address.postcode",
        "9001",
        '"9000" (Gent)',
    ),
    ("postcode-met-letters", "postcode-form", 7, "address.postcode", '"B-9000"', "vier cijfers"),
    ("adres-in-nederland", "place-unknown", 8, "address.place", '"Hulst" ligt niet in', "?"),
    ("adres-in-nederland", "postcode-unknown", 7, "address.postcode", "4561 ligt niet in", "Zoek"),
    (
        "adres-in-wallonie",
        "place-unknown",
        8,
        "address.place",
        '"Namen" ligt niet in',
        'Bedoel je "',
    ),
    ("adres-in-wallonie", "postcode-unknown", 7, "address.postcode", "5000 ligt niet", "Zoek"),
    (
        "postcode-van-een-andere-plaats",
        "place-postcode",
        8,
        "address.place",
        "Drongen heeft niet de postcode 9050",
        "9050 is Gentbrugge, Ledeberg. Drongen heeft 9031.",
    ),
    ("telefoon-die-geen-is", "phone", 10, "contact.phone", '"09 245 09 0"', "0472 12 34 56"),
    ("telefoon-uit-nederland", "phone", 10, "contact.phone", '"+31 20', "09 245 09 05"),
    ("mail-zonder-apenstaart", "email", 11, "contact.email", '"info.voor', "info@voorbeeld.be"),
    (
        "website-zonder-https",
        "website",
        12,
        "contact.website",
        '"www.voorbeeldhuis.be" is geen',
        '"https://www.voorbeeldhuis.be"?',
    ),
    ("website-met-script", "website", 12, "contact.website", "javascript", "https://"),
    ("bron-met-ftp", "website", 15, "sources.0.url", "ftp://", "Begin met https://"),
    ("soort-die-niet-bestaat", "word-unknown", 3, "kinds.0", '"ontmoetn"', '"ontmoeten"?'),
    (
        "datum-in-de-toekomst",
        "date-future",
        17,
        "checked.date",
        "2026-11-23 moet nog komen",
        "Vandaag is het 2026-11-22",
    ),
    ("bron-in-de-toekomst", "date-future", 16, "sources.0.seen", "2027", "2026-11-22"),
    ("datum-die-niet-bestaat", "shape-value-error", 17, "checked.date", "vorm", "2026-11-20"),
    ("uren-in-gewone-taal", "hours", 13, "hours", '"elke woensdag', "Mo-Fr 09:00-12:00"),
    ("leeg", "not-a-mapping", 1, "", "geen velden", "name: "),
    ("lijst-bovenaan", "not-a-mapping", 1, "", "geen velden", "name: "),
    ("verborgen-richting", "characters", 2, "", "U+202C, U+202E", "Typ de regel opnieuw"),
    ("tabs", "characters", 3, "", "U+0009", "geen tabs"),
    ("dubbele-punt", "yaml", 2, "", "Let op: bel eerst.", "aanhalingstekens"),
    ("twee-keer-naam", "key-twice", 3, "name", "twee keer", "regel 1"),
    ("verwijzing", "alias", 2, "organisation", "Verwijzingen", "voluit"),
    ("tag", "tag", 2, "summary", "tag", "aanhalingstekens"),
    ("te-diep", "yaml", 3, "", "begrijpen deze regel niet", "Kijk na"),
    ("latin-1", "file-encoding", 2, "", "tekens", "UTF-8"),
]


@pytest.mark.parametrize(("name", "rule", "line", "field", "message", "mend"), CASES)
def test_bad_input(
    context: Context, name: str, rule: str, line: int, field: str, message: str, mend: str
) -> None:
    """Each bad file gives a finding with file, line, field, what is wrong and what to do."""
    file = f"initiatives/oost-vlaanderen/{name}.yml"
    found, findings = read_file(BAD / f"{name}.yml", file)
    if found:
        initiative, problems = check_initiative(found, context)
        findings += problems
        assert initiative is None or rule in rules(findings[: -len(problems) or None])
    finding = next(f for f in findings if f.rule == rule and f.field == field)
    assert (finding.file, finding.line) == (file, line)
    assert message in finding.message
    assert mend in finding.hint
    assert finding.is_error


def test_every_bad_file_has_its_case() -> None:
    """A file that is added to the folder is added to the table."""
    assert {path.stem for path in BAD.iterdir()} == {case[0] for case in CASES}


def test_the_first_day_after_today_is_the_future(context: Context) -> None:
    """The day is an argument: a day later the same file is right."""
    found, _ = read_file(BAD / "datum-in-de-toekomst.yml", HERE)
    assert found is not None
    tomorrow = replace(context, today=TODAY + dt.timedelta(days=1))
    assert rules(checking.dates_past(found, context)) == ["date-future"]
    assert rules(checking.dates_past(found, tomorrow)) == []


def test_all_that_is_wrong_at_once(context: Context) -> None:
    """One file with a mistake in each part shows all of them, shape and rules together."""
    text = yaml_text(
        name="",
        kinds="[ontmoetn]",
        address='{street: x 1, postcode: "9050", place: Drongen, lan: x}',
        contact="{phone: bel ons, email: x, website: x}",
        sources="[{url: ftp://x.be, seen: 2099}]",
        welcome="{who: only}",
        from_elsewhere="misschien",
        location="{lat: 3.7, lon: 51.05}",
        serves="[Gooik]",
        hours="altijd",
        languages="[nederlands]",
        checked="{date: 2099-01-01, how: phone}",
        status="stopped",
    )
    found, findings = check_initiative(document(text), context)
    assert found is None
    assert {(f.rule, f.line, f.field) for f in findings if f.is_error} >= {
        ("shape-value-error", 1, "name"),
        ("word-unknown", 2, "kinds.0"),
        ("field-unknown", 4, "address.lan"),
        ("place-postcode", 4, "address.place"),
        ("phone", 5, "contact.phone"),
        ("email", 5, "contact.email"),
        ("website", 5, "contact.website"),
        ("website", 6, "sources.0.url"),
        ("date-future", 6, "sources.0.seen"),
        ("welcome", 7, "welcome"),
        ("value-unknown", 8, "from_elsewhere"),
        ("location-outside", 9, "location"),
        ("serves-unknown", 10, "serves.0"),
        ("hours", 11, "hours"),
        ("word-unknown", 12, "languages.0"),
        ("date-future", 13, "checked.date"),
        ("stopped", 14, "status"),
    }
    assert all(f.message and f.hint for f in findings)


# --- the shape ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "rule", "line", "field", "message", "mend"),
    [
        ({"name": None}, "field-missing", 1, "name", '"name" ontbreekt', "mensen die kennen"),
        ({"summary": None}, "field-missing", 1, "summary", '"summary"', 'toe: "summary: ..."'),
        ({"welcome": "{note: x}"}, "field-missing", 7, "welcome.who", '"who"', "everyone: "),
        ({"adress": "x"}, "field-unknown", 7, "adress", '"adress"', '"address"?'),
        ({"contact": "{fone: x}"}, "field-unknown", 5, "contact.fone", '"fone"', '"phone"?'),
        ({"xyz": "x"}, "field-unknown", 7, "xyz", '"xyz"', "Schrap deze regel"),
        (
            {"sources": "[{url: https://x.be, sen: 2023}]"},
            "field-unknown",
            6,
            "sources.0.sen",
            '"sen"',
            '"seen"?',
        ),
        ({"slug": "x"}, "field-unknown", 7, "slug", '"slug"', "Schrap deze regel"),
        ({"file": "[x]"}, "field-unknown", 7, "file", '"file"', "Schrap deze regel"),
        ({"to_check": "x"}, "field-unknown", 7, "to_check", '"to_check"', '"checked"?'),
        (
            {"cost": "{kind: gratis}"},
            "value-unknown",
            7,
            "cost.kind",
            '"gratis" kan hier niet',
            "Kies uit: free, paid, reduced, unknown.",
        ),
        ({"wheelchair": "ja"}, "value-unknown", 7, "wheelchair", '"ja"', "yes, partly, no, unk"),
        ({"status": "weg"}, "value-unknown", 7, "status.state", '"weg"', "active, paused, stop"),
        ({"name": "[a]"}, "shape-string-type", 1, "name", "tekst", "geen lijst"),
        ({"name": "x" * 101}, "shape-string-too-long", 1, "name", "tekst is te lang", "100 tekens"),
        (
            {"summary": "x" * 401},
            "shape-string-too-long",
            3,
            "summary",
            "Deze tekst is te lang",
            "400 tekens",
        ),
        ({"name": '" "'}, "shape-value-error", 1, "name", "leeg", "De naam zoals mensen"),
        ({"kinds": "ontmoeten"}, "shape-tuple-type", 2, "kinds", "lijst", "[woord, woord]"),
        ({"kinds": "[]"}, "shape-too-short", 2, "kinds", "lijst is leeg", "minstens één"),
        (
            {"kinds": "[maatje, maatje, maatje, maatje, maatje, maatje]"},
            "shape-too-long",
            2,
            "kinds",
            "lijst is te lang",
            "belangrijkste",
        ),
        ({"address": "Gent"}, "shape-model-type", 4, "address", "velden", "accolades"),
        ({"sources": "[https://x.be]"}, "shape-model-type", 6, "sources.0", "velden", "accolades"),
        ({"volunteers": "ja"}, "shape-bool-parsing", 7, "volunteers", "ja of nee", "true of false"),
        ({"volunteers": "[]"}, "shape-bool-type", 7, "volunteers", "ja of nee", "true of false"),
        (
            {"location": '{lat: "51,05", lon: 3}'},
            "shape-float-parsing",
            7,
            "location.lat",
            "getal",
            "51.0500",
        ),
        ({"location": "{lat: [], lon: 3}"}, "shape-float-type", 7, "location.lat", "getal", "punt"),
        (
            {"location": "{lat: 91, lon: 3}"},
            "shape-less-than-equal",
            7,
            "location.lat",
            "te groot",
            "Het meeste is 90.0.",
        ),
        (
            {"location": "{lat: 51, lon: -181}"},
            "shape-greater-than-equal",
            7,
            "location.lon",
            "te klein",
            "Het minste is -180.0.",
        ),
        (
            {"checked": "{date: [], how: phone}"},
            "shape-date-type",
            7,
            "checked.date",
            "geen datum",
            "2026-11-20",
        ),
        (
            {"checked": "{date: 20-11-2026, how: phone}"},
            "shape-value-error",
            7,
            "checked.date",
            "goede vorm",
            "2026-11-20",
        ),
        (
            {"sources": "[{url: https://x.be, seen: mei 2023}]"},
            "shape-value-error",
            6,
            "sources.0.seen",
            "goede vorm",
            "2023-01",
        ),
    ],
)
def test_what_the_shape_refuses(
    context: Context,
    changes: dict[str, str | None],
    rule: str,
    line: int,
    field: str,
    message: str,
    mend: str,
) -> None:
    """Every error of the model is told in Dutch, with what to write instead."""
    found, findings = check_initiative(document(yaml_text(**changes)), context)
    assert found is None
    finding = next(f for f in findings if f.rule == rule)
    assert (finding.file, finding.line, finding.field) == (HERE, line, field)
    assert message in finding.message
    assert mend in finding.hint
    assert "{" not in finding.hint.replace("{veld: waarde, veld: waarde}", "")


def test_a_list_with_a_wrong_entry_is_not_called_empty(context: Context) -> None:
    """Only what is really wrong is told."""
    findings = check(yaml_text(sources="[{url: https://x.be, seen: 2023-1}]"), context)
    assert [f.field for f in findings if f.rule.startswith("shape-")] == ["sources.0.seen"]


def test_of_a_pydantic_error_nothing_english_is_left(context: Context) -> None:
    """Each kind of error that the model can give has Dutch words of its own."""
    hostile = ["[]", "{}", "[[]]", "{a: b}", "x", '""', "1e3", '"²"', "[{}]"]
    for field in [*Entry.model_fields, "slug", "file", "xyz"]:
        for value in hostile:
            for finding in check(yaml_text(**{field: value}), context):
                assert finding.message not in {"", "Deze waarde kan hier niet."}, finding
                assert finding.hint, finding


# --- the rules ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"kinds": "[maatje, ontmoeten]"}, []),
        ({"kinds": "[maatj, xyz]"}, [("kinds.0", "maatje"), ("kinds.1", "Kies uit: maatje, ")]),
        ({"kinds": "[Maatje]"}, [("kinds.0", '"maatje"?')]),
        ({"welcome": "{who: only, groups: [ouderen]}"}, []),
        ({"welcome": "{who: only, groups: [oudere]}"}, [("welcome.groups.0", '"ouderen"?')]),
        ({"funding": "[persoonlijke-vriend-2018]"}, []),
        ({"funding": "[persoonlijke-vriend]"}, [("funding.0", '"persoonlijke-vriend-2018"?')]),
        ({"languages": "[nl, fr]"}, []),
        ({"languages": "[nl, xx]"}, [("languages.1", "Kies uit: nl, fr, ar.")]),
        ({"languages": "nl"}, []),
    ],
)
def test_words_are_in_the_taxonomy(
    context: Context, changes: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    """A word that the taxonomy lacks gets the nearest one, or all of them to choose from."""
    findings = by(checking.words_known, yaml_text(**changes), context)
    assert rules(findings) == ["word-unknown"] * len(expected)
    assert [f.field for f in findings] == [field for field, _ in expected]
    for finding, (_, mend) in zip(findings, expected, strict=True):
        assert mend in finding.hint


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"kinds": "[hulplijn]"}, []),
        ({"kinds": "[ontmoeten, maatje]", "contact": "{email: a@b.be}"}, []),
        ({"kinds": "[hulplijn, maatje]"}, [("line-other-kind", "kinds", "[hulplijn]")]),
        ({"kinds": "[maatje, hulplijn]"}, [("line-other-kind", "kinds", "[maatje]")]),
        (
            {"kinds": "[hulplijn]", "contact": "{website: https://x.be}"},
            [("line-no-phone", "contact.phone", "nummer")],
        ),
    ],
)
def test_a_line_can_be_called_and_is_nothing_else(
    context: Context, changes: dict[str, str], expected: list[tuple[str, str, str]]
) -> None:
    """With a second kind it would be near somebody after all."""
    lines = replace(context, taxonomy=line_words().taxonomy)
    findings = by(checking.line_is_a_line, yaml_text(**changes), lines)
    assert [(f.rule, f.field) for f in findings] == [(rule, field) for rule, field, _ in expected]
    assert all(mend in f.hint for f, (_, _, mend) in zip(findings, expected, strict=True))


@pytest.mark.parametrize(
    ("address", "rule", "mend"),
    [
        ('{postcode: "9000", place: Gent}', None, ""),
        ("{place: Gent}", None, ""),
        ("{postcode: 9000, place: Gent}", None, ""),
        ('{postcode: "9001", place: Gent}', "postcode-unknown", '"9000" (Gent)?'),
        ('{postcode: "1348", place: Louvain-la-Neuve}', "postcode-unknown", "Zoek hem op."),
        ('{postcode: "4000"}', "postcode-unknown", "Zoek hem op."),
        ('{postcode: "0900", place: Gent}', "postcode-form", "vier cijfers"),
        ('{postcode: "900", place: Gent}', "postcode-form", "vier cijfers"),
        ('{postcode: "90000", place: Gent}', "postcode-form", "vier cijfers"),
        ('{postcode: "9000 ", place: Gent}', "postcode-form", "vier cijfers"),
        ('{postcode: "", place: Gent}', "postcode-form", "vier cijfers"),
        ("{postcode: Gent}", "postcode-form", "vier cijfers"),
        ("{postcode: [9000]}", None, ""),
    ],
)
def test_the_postcode_exists(context: Context, address: str, rule: str | None, mend: str) -> None:
    """Four digits of Flanders or Brussels; the place tells which one was meant."""
    findings = by(checking.postcode_exists, yaml_text(address=address), context)
    assert rules(findings) == ([rule] if rule else [])
    assert all(f.field == "address.postcode" and mend in f.hint for f in findings)


@pytest.mark.parametrize(
    ("address", "rule", "message", "mend"),
    [
        ('{postcode: "9000", place: Gent}', None, "", ""),
        ('{postcode: "9050", place: Gent}', None, "", ""),
        ('{postcode: "9050", place: ledeberg}', None, "", ""),
        ("{place: Halle}", None, "", ""),
        ('{postcode: "1910", place: Berg}', None, "", ""),
        ('{postcode: "9001", place: Gent}', None, "", ""),
        ("{street: Kouter 1}", None, "", ""),
        ("{place: Gentt}", "place-unknown", '"Gentt" ligt niet', '"Gent"?'),
        ("{place: Xqzxqz}", "place-unknown", '"Xqzxqz"', "voluit"),
        ("{place: Berg}", "place-ambiguous", "meer dan één Berg", '"1910" voor Berg in Kampenhout'),
        ("{place: Berg}", "place-ambiguous", "Berg", '"3700" voor Berg in Tongeren-Borgloon'),
        ('{postcode: "9000", place: Berg}', "place-postcode", "9000", "Berg heeft 1910, 3700."),
        ('{postcode: "2000", place: Gent}', "place-postcode", "2000", "2000 is Antwerpen."),
    ],
)
def test_the_place_is_known_and_belongs_to_its_postcode(
    context: Context, address: str, rule: str | None, message: str, mend: str
) -> None:
    """One place only, that carries the postcode; the mend names the right ones."""
    findings = by(checking.place_known, yaml_text(address=address), context)
    assert rules(findings) == ([rule] if rule else [])
    for finding in findings:
        assert finding.field == "address.place"
        assert message in finding.message
        assert mend in finding.hint


@pytest.mark.parametrize(
    ("location", "mend"),
    [
        ("{lat: 51.05, lon: 3.73}", None),
        ("{lat: 50.67, lon: 2.53}", None),
        ("{lat: 51.51, lon: 5.92}", None),
        ("{lat: 50.66, lon: 4.0}", "Laat location weg"),
        ("{lat: 51.52, lon: 4.0}", "Laat location weg"),
        ("{lat: 51.0, lon: 2.52}", "Laat location weg"),
        ("{lat: 51.0, lon: 5.93}", "Laat location weg"),
        ("{lat: 3.73, lon: 51.05}", "Wissel lat en lon om."),
        ("{lat: 0, lon: 0}", "Laat location weg"),
        ("{lat: nan, lon: 3.73}", "Laat location weg"),
        ("{lat: x, lon: 3.73}", None),
        ("{lat: 51.05}", None),
    ],
)
def test_a_location_lies_in_flanders_or_brussels(
    context: Context, location: str, mend: str | None
) -> None:
    """Turned numbers are recognised; what is no number is the shape's business."""
    findings = by(checking.location_inside, yaml_text(location=location), context)
    assert rules(findings) == (["location-outside"] if mend else [])
    assert all(f.field == "location" and str(mend) in f.hint for f in findings)


@pytest.mark.parametrize(
    ("address", "location", "is_far"),
    [
        ('{postcode: "9000", place: Gent}', "{lat: 51.05, lon: 3.73}", False),
        ('{postcode: "9000", place: Gent}', "{lat: 51.2194, lon: 4.4025}", True),
        ('{postcode: "9000", place: Gent}', "{lat: 51, lon: 3}", True),
        ('{postcode: "9000", place: Gent}', "{lat: 51.13, lon: 3.73}", False),
        ('{postcode: "9000", place: Gent}', "{lat: 51.16, lon: 3.73}", True),
        ("{place: Gent}", "{lat: 51.03, lon: 3.76}", False),
        ("{place: Gent}", "{lat: 50.94, lon: 4.04}", True),
        ("{place: Ronse}", "{lat: 50.75, lon: 3.60}", False),
        # what other rules tell
        ("{place: Nergens}", "{lat: 51.2194, lon: 4.4025}", False),
        ('{postcode: "9999", place: Gent}', "{lat: 51.2194, lon: 4.4025}", False),
        ('{postcode: "9000", place: Gent}', "{lat: 3.73, lon: 51.05}", False),
        ('{postcode: "9000", place: Gent}', "{lat: x, lon: 3.73}", False),
        (None, "{lat: 51.2194, lon: 4.4025}", False),
    ],
)
def test_a_location_lies_near_the_place_of_the_address(
    context: Context, address: str | None, location: str, is_far: bool
) -> None:
    """As near as a line of coordinates.csv must lie; else visitors are sent to another town."""
    text = yaml_text(address=address, location=location)
    findings = by(checking.location_near, text, context)
    assert rules(findings) == ["location-far"] * is_far


@pytest.mark.parametrize(
    ("changes", "field", "mend"),
    [
        ({"location": "{lat: 51,0500, lon: 3.73}"}, "location.0500", "lat: 51.0500."),
        ({"location": "{lat: 51.05, lon: 3,73}"}, "location.73", "lon: 3.73."),
        (
            {"cost": "{kind: paid, note: Twee euro, of meer.}"},
            "cost.of meer.",
            "hele tekst van note",
        ),
        ({"contact": "{phone: 09 245 09 05, 06}"}, "contact.06", "hele tekst van phone"),
    ],
)
def test_a_comma_that_cut_a_value_in_two(
    context: Context, changes: dict[str, str], field: str, mend: str
) -> None:
    """The mend joins the parts; to delete the second would leave a wrong value."""
    told = [f for f in check(yaml_text(**changes), context) if f.is_error]
    assert [(f.rule, f.field) for f in told] == [("comma", field)]
    assert mend in told[0].hint


@pytest.mark.parametrize(
    ("serves", "expected"),
    [
        ("[Gent, Pajottegem, provincie Limburg, Vlaanderen, Brussel, Brussel-stad]", []),
        ("[Gooik]", [("serves.0", '"Pajottegem"?')]),
        ("[Gent, Ledeberg]", [("serves.1", '"Gent"?')]),
        ("[gent]", [("serves.0", '"Gent"?')]),
        ("[Bruxelles]", [("serves.0", '"Brussel"?')]),
        ("[Gentt]", [("serves.0", '"Gent"?')]),
        ("[provincie limburg]", [("serves.0", '"provincie Limburg"?')]),
        ("[vlaanderen]", [("serves.0", '"Vlaanderen"?')]),
        ("[Xqzxqz]", [("serves.0", '"provincie Limburg", Vlaanderen of Brussel')]),
        ("Gent", []),
    ],
)
def test_serves_names_areas_of_today(
    context: Context, serves: str, expected: list[tuple[str, str]]
) -> None:
    """A former name or a village gets the municipality of today."""
    findings = by(checking.serves_known, yaml_text(serves=serves), context)
    assert rules(findings) == ["serves-unknown"] * len(expected)
    for finding, (field, mend) in zip(findings, expected, strict=True):
        assert finding.field == field
        assert mend in finding.hint


@pytest.mark.parametrize(
    ("phone", "is_good"),
    [
        ("09 245 09 05", True),
        ("09/245.09.05", True),
        ("092450905", True),
        ("(09) 245 09 05", True),
        ("+32 9 245 09 05", True),
        ("+32 (0)9 245 09 05", True),
        ("0032 9 245 09 05", True),
        ("0472 12 34 56", True),
        ("0800 13 500", True),
        ("078 15 10 20", True),
        ("1712", True),
        ("106", True),
        ("112", True),
        ("999", False),
        ("12345", False),
        ("1", False),
        ("", False),
        ("bel ons", False),
        ("09 245 09 0", False),
        ("09 245 09 055", False),
        ("0472 12 34 5", False),
        ("+31 20 794 0800", False),
        ("+33 1 23 45 67 89", False),
        ("09 245 09 05 of 09 245 09 06", False),
        ("09 245 09 05 ext. 3", False),
        ("tel. 09 245 09 05", False),
        ("09 245 09 05;phone-context=x", False),
        ("٠٩ ٢٤٥ ٠٩ ٠٥", False),
        ("09-CALL-NOW", False),
    ],
)
def test_a_phone_number_is_real(context: Context, phone: str, is_good: bool) -> None:
    """One Belgian number in any of the usual forms, or a short number that exists."""
    text = yaml_text(contact=f'{{phone: "{phone}"}}')
    assert rules(by(checking.phone_real, text, context)) == ([] if is_good else ["phone"])


PHONE = "phone: 09 245 09 05"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"contact": f"{{{PHONE}}}"}, None),
        ({"contact": f"{{{PHONE}, phone_of: own}}"}, None),
        ({"contact": f"{{{PHONE}, phone_of: town}}"}, None),
        ({"contact": f"{{{PHONE}, phone_of: town}}", "address": None, "serves": "[Gent]"}, None),
        ({"contact": f"{{{PHONE}, phone_of: organisation}}", "organisation": "Huis vzw"}, None),
        ({"contact": "{email: a@b.be, phone_of: town}"}, "er staat geen nummer"),
        ({"contact": f"{{{PHONE}, phone_of: organisation}}"}, "van de organisatie, maar welke"),
        (
            {"contact": f"{{{PHONE}, phone_of: town}}", "address": None, "serves": "[Gent, Aalst]"},
            "van de gemeente, maar welke",
        ),
    ],
)
def test_a_number_of_somebody_else_says_whose(
    context: Context, changes: dict[str, str | None], message: str | None
) -> None:
    """A visitor reads for whom to ask, so that the name must be known."""
    findings = by(checking.phone_has_owner, yaml_text(**changes), context)
    assert [(f.rule, f.field) for f in findings] == (
        [("phone-of", "contact.phone_of")] if message else []
    )
    assert all(str(message) in f.message and f.hint for f in findings)


@pytest.mark.parametrize(
    ("bring", "expected"),
    [
        ("[je identiteitskaart, een tas]", []),
        ("[Breng een tas mee]", ["bring.0"]),
        ("[een tas, je pas.]", ["bring.1"]),
        ("[neem geld mee]", ["bring.0"]),
        ("een tas.", []),
    ],
)
def test_what_to_bring_is_no_sentence(context: Context, bring: str, expected: list[str]) -> None:
    """It is a warning on the entry itself; the shape says what is no list."""
    findings = by(checking.things_to_bring, yaml_text(bring=bring), context)
    assert [(f.rule, f.field) for f in findings] == [("bring", field) for field in expected]
    assert all(f.severity is Severity.WARNING and "identiteitskaart" in f.hint for f in findings)


@pytest.mark.parametrize(
    ("email", "is_good"),
    [
        ("info@voorbeeld.be", True),
        ("info.gent+huis@sub.voorbeeld.be", True),
        ("info@café.be", True),
        ("info", False),
        ("info@", False),
        ("@voorbeeld.be", False),
        ("info@voorbeeld", False),
        ("in fo@voorbeeld.be", False),
        ("info@voorbeeld..be", False),
        ("info@voorbeeld.be, x@voorbeeld.be", False),
        ("Het Huis <info@voorbeeld.be>", False),
        ("mailto:info@voorbeeld.be", False),
        ("info@[127.0.0.1]", False),
        ("", False),
    ],
)
def test_a_mail_address_has_its_form(context: Context, email: str, is_good: bool) -> None:
    """One address; whether somebody reads it is not asked, so that no network is needed."""
    text = yaml_text(contact=f'{{email: "{email}"}}')
    assert rules(by(checking.email_form, text, context)) == ([] if is_good else ["email"])


@pytest.mark.parametrize(
    ("url", "mend"),
    [
        ("https://www.voorbeeld.be", None),
        ("http://voorbeeld.be/pad?a=b&c=d#e", None),
        ("HTTPS://voorbeeld.be", None),
        ("https://voorbeeld.be:8080/", None),
        ("https://voorbeeld.be./", None),
        ("https://café.be", None),
        ("https://voorbeeld.be/gids~a%C3%A9", None),
        ("www.voorbeeld.be", 'Bedoel je "https://www.voorbeeld.be"?'),
        ("voorbeeld.be/pad", 'Bedoel je "https://voorbeeld.be/pad"?'),
        ("ftp://voorbeeld.be", "Begin met https://"),
        ("javascript:alert(1)", "Begin met https://"),
        ("JavaScript://voorbeeld.be/%0aalert(1)", "Begin met https://"),
        ("data:text/html,x", "Begin met https://"),
        ("//voorbeeld.be", "Begin met https://"),
        ("https:voorbeeld.be", "Begin met https://"),
        ("https://", "Begin met https://"),
        ("https://voorbeeld", "Begin met https://"),
        ("https://localhost/", "Begin met https://"),
        ("https://.", "Begin met https://"),
        ("https://a..be", "Begin met https://"),
        ("https://.be", "Begin met https://"),
        ("https://voor beeld.be", "laat spaties weg"),
        ("https://voorbeeld.be/a b", "laat spaties weg"),
        ("https://voorbeeld.be:99999/", "Begin met https://"),
        ("https://voorbeeld.be:x/", "Begin met https://"),
        ("https://[voorbeeld.be/", "Begin met https://"),
        ("https://mijn:geheim@voorbeeld.be", "Begin met https://"),
        ("https://voorbeeld.be@evil.be", "Begin met https://"),
        ("https://voorbeeld.be/<script>", "Begin met https://"),
        ("https://voorbeeld.be/'x'", "Begin met https://"),
        ("https://voorbeeld.be\\\\@evil.be", "Begin met https://"),
        ("", "Begin met https://"),
    ],
)
def test_a_website_is_http_or_https(context: Context, url: str, mend: str | None) -> None:
    """Nothing else becomes a link: the same for the website and for each source."""
    text = yaml_text(
        contact=f'{{website: "{url}"}}', sources=f'[{{url: https://x.be}}, {{url: "{url}"}}]'
    )
    findings = by(checking.web_addresses, text, context)
    assert [f.field for f in findings] == (["contact.website", "sources.1.url"] if mend else [])
    assert all(f.rule == "website" and str(mend) in f.hint for f in findings)


@pytest.mark.parametrize(
    ("date", "is_future"),
    [
        ("2026-11-22", False),
        ("2026-11-23", True),
        ("2026-12-01", True),
        ("2027-01-01", True),
        ("2026-11-01", False),
    ],
)
def test_nobody_checked_in_the_future(context: Context, date: str, is_future: bool) -> None:
    """Today is fine, tomorrow is not."""
    text = yaml_text(checked=f"{{date: {date}, how: phone}}")
    findings = by(checking.dates_past, text, context)
    assert [(f.rule, f.field) for f in findings] == (
        [("date-future", "checked.date")] if is_future else []
    )


@pytest.mark.parametrize(
    ("seen", "is_future"),
    [
        ("2026", False),
        ("2027", True),
        ("2026-11", False),
        ("2026-12", True),
        ("2026-11-22", False),
        ("2026-11-23", True),
        ("volgend jaar", False),
    ],
)
def test_no_source_is_of_the_future(context: Context, seen: str, is_future: bool) -> None:
    """A year or month that has begun is fine, though its last day has yet to come."""
    text = yaml_text(sources=f"[{{url: https://x.be}}, {{url: https://y.be, seen: {seen}}}]")
    findings = by(checking.dates_past, text, context)
    assert [(f.rule, f.field) for f in findings] == (
        [("date-future", "sources.1.seen")] if is_future else []
    )


@pytest.mark.parametrize(
    ("until", "expected"),
    [("2026-11-21", ["pause-over"]), ("2026-11-22", []), ("2027-01-01", []), ("1 mei", [])],
)
def test_a_pause_that_is_over_is_a_warning(
    context: Context, until: str, expected: list[str]
) -> None:
    """Somebody should look, but the build goes on."""
    text = yaml_text(status=f"{{state: paused, until: {until}}}")
    findings = by(checking.dates_past, text, context)
    assert rules(findings) == expected
    for finding in findings:
        assert finding.severity is Severity.WARNING
        assert (finding.file, finding.line, finding.field) == (HERE, 7, "status.until")
        assert until in finding.message
        assert finding.hint
    if expected:
        assert check_initiative(document(text), context)[0] is not None


@pytest.mark.parametrize(
    ("hours", "is_good"),
    [
        ("Mo-Fr 09:00-12:00; We 13:30-16:30; PH off", True),
        ("24/7", True),
        ("Tu[2] 14:00-16:00", True),
        ("Sep-Jun We 13:30-16:30", True),
        ('Mo 10:00-12:00 \\"bel; eerst\\"', True),
        ("maandag 9-12", False),
        ("Mo-Fr 9-12", False),
        ("Mo 25:00-26:00", False),
        ("Mo[6] 09:00-10:00", False),
        ("Ma-Vr 09:00-12:00", False),
        ("09:00-", False),
        ("", False),
    ],
)
def test_hours_are_opening_hours(context: Context, hours: str, is_good: bool) -> None:
    """What the parser of opening_hours reads, and nothing else."""
    findings = by(checking.hours_parse, yaml_text(hours=f'"{hours}"'), context)
    assert rules(findings) == ([] if is_good else ["hours"])
    assert all("hours_note" in f.hint for f in findings)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"address": None, "serves": "[Gent]"}, []),
        ({"serves": "[Gent]"}, []),
        ({"address": None}, ["nowhere"]),
    ],
)
def test_it_is_somewhere(
    context: Context, changes: dict[str, str | None], expected: list[str]
) -> None:
    """An address or an area, or nobody would ever see it."""
    assert rules(by(checking.has_place, yaml_text(**changes), context)) == expected


@pytest.mark.parametrize(
    ("welcome", "expected"),
    [
        ("{who: everyone}", []),
        ("{who: only, groups: [ouderen]}", []),
        ("{who: preferably, note: Vooral ouders.}", []),
        ("{who: only}", ["welcome"]),
        ("{who: preferably}", ["welcome"]),
        ("{who: only, groups: []}", ["welcome"]),
        ("{who: only, note: }", ["welcome"]),
    ],
)
def test_who_is_welcome_is_said(context: Context, welcome: str, expected: list[str]) -> None:
    """Only or mostly for some people says for whom, by groups or in words."""
    assert rules(by(checking.groups_said, yaml_text(welcome=welcome), context)) == expected


@pytest.mark.parametrize(
    ("file", "changes", "folder"),
    [
        ("oost-vlaanderen", {}, None),
        ("leads/oost-vlaanderen", {}, None),
        ("stopped/oost-vlaanderen", {}, None),
        ("antwerpen", {}, "oost-vlaanderen"),
        ("oost-vlaanderen/gent", {}, "oost-vlaanderen"),
        ("leads", {}, "oost-vlaanderen"),
        ("oost-vlaanderen", {"address": "{place: Lier}"}, "antwerpen"),
        ("oost-vlaanderen", {"address": '{postcode: "1080", place: Molenbeek}'}, "brussel"),
        # The address counts, whatever it serves.
        ("oost-vlaanderen", {"serves": "[Vlaanderen]"}, None),
        ("limburg", {"address": None, "serves": "[Genk, Hasselt]"}, None),
        ("limburg", {"address": None, "serves": "[provincie Limburg]"}, None),
        ("limburg", {"address": None, "serves": "[Genk, Lier]"}, "vlaanderen"),
        ("limburg", {"address": None, "serves": "[provincie Limburg, Lier]"}, "vlaanderen"),
        ("brussel", {"address": None, "serves": "[Brussel]"}, None),
        ("brussel", {"address": None, "serves": "[Elsene]"}, None),
        ("vlaanderen", {"address": None, "serves": "[Vlaanderen]"}, None),
        ("vlaanderen", {"address": None, "serves": "[Vlaanderen, Brussel]"}, None),
        ("limburg", {"address": None, "serves": "[Vlaanderen]"}, "vlaanderen"),
        # Where it belongs cannot be told; other rules say why.
        ("limburg", {"address": "{place: Xqzxqz}"}, None),
        ("limburg", {"address": None}, None),
        ("limburg", {"address": None, "serves": "[Gooik]"}, None),
        # A wrong postcode does not hide which province was meant.
        ("limburg", {"address": '{postcode: "9001", place: Gent}'}, "oost-vlaanderen"),
    ],
)
def test_a_file_lies_in_the_folder_of_its_province(
    context: Context, file: str, changes: dict[str, str | None], folder: str | None
) -> None:
    """By its address, else by what it serves; what serves several provinces is for everywhere."""
    path = f"initiatives/{file}/voorbeeldhuis.yml"
    findings = by(checking.in_its_folder, yaml_text(**changes), context, path)
    assert rules(findings) == (["folder"] if folder else [])
    for finding in findings:
        assert f'de map "{folder}"' in finding.message
        assert f'van "{file.rpartition("/")[2]}" naar "{folder}"' in finding.hint


@pytest.mark.parametrize(
    ("address", "contact", "is_reached"),
    [
        ("{place: Gent}", "{phone: 09 245 09 05}", True),
        ("{place: Gent}", "{email: info@x.be}", True),
        ("{place: Gent}", "{website: https://x.be}", True),
        ("{street: Kouter 1, place: Gent}", None, True),
        ("{street: Kouter 1, place: Gent}", "{}", True),
        ("{street: Kouter, place: Gent}", None, False),
        ("{place: Gent}", None, False),
        (None, "{}", False),
        ("{place: Gent}", '{phone: ""}', False),
    ],
)
def test_somebody_can_reach_it(
    context: Context, address: str | None, contact: str | None, is_reached: bool
) -> None:
    """By phone, mail, website or a street with a number; else it is a lead."""
    text = yaml_text(address=address, contact=contact, serves="[Gent]")
    findings = by(checking.can_be_reached, text, context)
    assert rules(findings) == ([] if is_reached else ["unreachable"])
    assert all("initiatives/leads/" in f.hint for f in findings)


@pytest.mark.parametrize(
    ("folder", "status", "mend"),
    [
        ("oost-vlaanderen", None, None),
        ("oost-vlaanderen", "active", None),
        ("oost-vlaanderen", "{state: paused}", None),
        ("stopped/oost-vlaanderen", "stopped", None),
        ("stopped/oost-vlaanderen", "{state: stopped, message: x}", None),
        ("oost-vlaanderen", "stopped", "Verplaats het naar initiatives/stopped/"),
        ("oost-vlaanderen", "{state: stopped}", "Verplaats het naar initiatives/stopped/"),
        ("stopped/oost-vlaanderen", None, "Schrijf status: stopped"),
        ("stopped/oost-vlaanderen", "{state: paused}", "Schrijf status: stopped"),
    ],
)
def test_what_stopped_lies_in_its_own_folder(
    context: Context, folder: str, status: str | None, mend: str | None
) -> None:
    """And only what stopped lies there."""
    file = f"initiatives/{folder}/voorbeeldhuis.yml"
    findings = by(checking.stopped_is_moved, yaml_text(status=status), context, file)
    assert rules(findings) == (["stopped"] if mend else [])
    assert all(str(mend) in f.hint for f in findings)


def test_a_lead_need_not_be_reachable(context: Context) -> None:
    """A lead may lack every way to reach it, and may say what to find out; all else holds."""
    text = yaml_text(address="{place: Gent}", contact=None, to_check="Bestaat dit nog?")
    file = "initiatives/leads/oost-vlaanderen/voorbeeldhuis.yml"
    lead, findings = check_lead(document(text, file), context)
    assert not [f for f in findings if f.is_error]
    assert lead is not None
    assert lead.to_check == "Bestaat dit nog?"
    wrong = yaml_text(address="{place: Gentt}", contact="{phone: x}", to_check="x")
    lead, findings = check_lead(document(wrong, file), context)
    assert lead is None
    assert {"place-unknown", "phone"} <= set(rules(findings))


def test_the_rules_of_an_initiative_are_all_used() -> None:
    """A rule that is written and not listed would check nothing."""
    written = {
        value
        for value in vars(checking).values()
        if callable(value) and getattr(value, "__module__", "") == "finder.checking.rules"
        if value.__annotations__.get("return") == "Iterator[Finding]"
    }
    assert written == {*checking.RULES, *checking.INITIATIVE_RULES}


# --- what says nothing, or is broken ------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["-", "--", "n.v.t.", "nvt", "Onbekend", "geen", "?", "weet ik niet"]
)
@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("organisation", '"{}"', "organisation"),
        ("address", '{{street: "{}", place: Gent}}', "address.street"),
        ("contact", '{{phone: 09 245 09 05, website: "{}"}}', "contact.website"),
        ("hours_note", '"{}"', "hours_note"),
    ],
)
def test_what_says_nothing_is_told(
    context: Context, text: str, key: str, value: str, field: str
) -> None:
    """A visitor would read "Van -"."""
    findings = by(checking.says_something, yaml_text(**{key: value.format(text)}), context)
    assert [(f.rule, f.field, f.severity) for f in findings] == [
        ("says-nothing", field, Severity.WARNING)
    ]


@pytest.mark.parametrize("text", ["Geen Zorgen vzw", "Onbekende Soldaat", "112", "Nvt-huis", "A"])
def test_what_only_looks_like_nothing(context: Context, text: str) -> None:
    assert by(checking.says_something, yaml_text(organisation=f'"{text}"'), context) == []


@pytest.mark.parametrize(
    ("text", "is_broken"),
    [("CafÃ© Zo", True), ("â€™t Huis", True), ("Caf\ufffd", True), ("koffie._x000D_ Je", True),
     ("Café Zoë", False), ("SÃO", False), ("a_x_b", False)],
)  # fmt: skip
def test_letters_that_a_program_broke_are_told(
    context: Context, text: str, is_broken: bool
) -> None:
    findings = by(checking.letters_whole, yaml_text(organisation=f'"{text}"'), context)
    assert [(f.rule, f.field) for f in findings] == [("broken-letters", "organisation")] * is_broken
