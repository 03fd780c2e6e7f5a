"""Whom to call this month, in which order, and with which words."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
import report
import yaml
from click.testing import CliRunner
from finder.directory import Freshness
from finder.files.taxonomy import Taxonomy, load_taxonomy
from finder.freshness import calling
from finder.measuring.fuzzing import CODE
from finder.settings import Settings

from tests.building import (
    ROOT,
    TODAY,
    entry,
    initiative,
    slugs,
    small_gazetteer,
    small_words,
    yaml_text,
)

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result
    from finder.directory import Listed

    from tests.conftest import Repository

KINDS = ("maatje", "ontmoeten", "eten", "leren")
TAXONOMY = Taxonomy.model_validate(
    {
        "kinds": {kind: {"label": kind, "explanation": "Zo."} for kind in KINDS},
        "groups": {},
        "funding": {},
        "languages": {},
        "visited": ["eten", "ontmoeten"],
    }
)
WORDS = small_words()
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
SETTINGS = Settings("Steun Dichtbij", "https://steun.example/", "", "https://github.com/x/y")


def seen(slug: str, date: str | None, kind: str = "ontmoeten", **fields: object) -> Listed:
    """An entry whose newest source is of this date; None: nobody wrote a date."""
    source = {"url": "https://x.be", **({"seen": date} if date else {})}
    return entry(slug, sources=[source], kinds=[kind], **fields)


def stale(*entries: Listed, today: dt.date = TODAY) -> list[str]:
    return slugs(calling.stale(entries, TAXONOMY, today))


# --- who, and in which order -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "is_called"),
    [
        (None, True),
        ("2020", True),
        ("2025-11-21", True),
        ("2025-11-22", True),  # a year old on the day itself: no longer fresh before the month ends
        ("2025-11-29", True),
        ("2025-11-30", False),  # a year old on the last day of the month: fresh all month
        ("2025-12-01", False),
        ("2026-11-01", False),
    ],
)
def test_who_is_called_this_month(date: str | None, is_called: bool) -> None:
    """What is no longer fresh on the last day of the month, 30 November 2026."""
    assert stale(seen("a", date)) == (["a"] if is_called else [])


@pytest.mark.parametrize("today", [dt.date(2026, 11, 1), dt.date(2026, 11, 30)])
def test_the_list_is_the_same_all_month(today: dt.date) -> None:
    """Whoever looks on the first or on the last day finds the same work."""
    assert stale(seen("a", "2025-11-15"), seen("b", "2025-12-01"), today=today) == ["a"]


@pytest.mark.parametrize(
    ("date", "until", "is_called"),
    [
        ("2026-10", "2026-11-21", True),  # it ended yesterday, and nobody looked since
        (None, "2026-11-21", True),
        ("2026-10", "2026-11-22", False),  # its last day
        ("2026-10", "2026-09-30", False),  # somebody looked after it ended
        ("2026-11-21", "2026-11-21", True),
        ("2026-11-22", "2026-11-21", False),
    ],
)
@pytest.mark.parametrize("rule", ["freshness", "links"])
def test_an_exception_that_ended_comes_back_on_the_list(
    date: str | None, until: str, is_called: bool, rule: str
) -> None:
    exceptions = [{"rule": rule, "until": until, "reason": "Zo is het."}]
    assert stale(seen("a", date, exceptions=exceptions)) == (["a"] if is_called else [])


@pytest.mark.parametrize(
    ("kinds", "date", "is_called"),
    [
        (["eten"], "2026-05-29", True),  # half a year
        (["eten"], "2026-06-01", False),
        (["maatje"], "2026-05-29", False),  # a year
        (["maatje", "eten"], "2026-05-29", True),  # the shortest time of its kinds
    ],
)
def test_how_often_a_kind_is_looked_at_stands_in_the_taxonomy(
    kinds: list[str], date: str, is_called: bool
) -> None:
    often = {"eten": TAXONOMY.kinds["eten"].model_copy(update={"recheck_months": 6})}
    taxonomy = TAXONOMY.model_copy(update={"kinds": {**TAXONOMY.kinds, **often}})
    one = entry("a", sources=[{"url": "https://x.be", "seen": date}], kinds=kinds)
    assert slugs(calling.stale([one], taxonomy, TODAY)) == (["a"] if is_called else [])


def test_food_and_shelter_are_looked_at_each_half_year_and_an_association_each_year() -> None:
    kinds = load_taxonomy(ROOT / "initiatives" / "taxonomy.yml").kinds
    found = [kinds[kind].recheck_months for kind in ("eten", "slapen", "vereniging")]
    assert found == [6, 6, 12]


def test_december_ends_in_the_next_year() -> None:
    """The last day of the year is found too."""
    assert stale(seen("a", "2025-12-30"), today=dt.date(2026, 12, 5)) == ["a"]


def test_a_check_of_today_takes_it_off_the_list() -> None:
    """The line that a caller pastes is all that is needed."""
    line = calling.checked_line(initiative(contact={"phone": "09 245 09 05"}), TODAY)
    assert stale(seen("a", "2020", **yaml.safe_load(line))) == []


def test_what_sinks_comes_first_then_the_most_visited_kinds_then_the_oldest() -> None:
    """The three ages are not mixed; a kind without a rank comes after those that have one."""
    entries = [
        seen("soon-food", "2025-11-25", "eten"),
        seen("old-buddy", "2025-06-01", "maatje"),
        seen("old-food", "2025-10-01", "eten"),
        seen("sunk-learn", "2010", "leren"),
        seen("sunk-buddy", "2022", "maatje"),
        seen("sunk-meet", "2023-05", "ontmoeten"),
        seen("sunk-food-2023", "2023", "eten"),
        seen("sunk-food-2021", "2021", "eten"),
        seen("sunk-food-b", None, "eten"),
        seen("sunk-food-a", None, "eten"),
    ]
    assert stale(*entries) == [
        "sunk-food-a",
        "sunk-food-b",
        "sunk-food-2021",
        "sunk-food-2023",
        "sunk-meet",
        "sunk-buddy",
        "sunk-learn",
        "old-food",
        "old-buddy",
        "soon-food",
    ]


def test_the_most_visited_of_its_kinds_counts() -> None:
    """An initiative that has food among other things is as pressing as one with only food."""
    both = entry("both", kinds=["leren", "eten"], sources=[{"url": "https://x.be"}])
    assert stale(seen("meet", None), both) == ["both", "meet"]


def test_an_exception_leaves_it_in_peace_until_its_last_day() -> None:
    """It is called again the day after."""
    one = {"rule": "freshness", "until": "2026-11-22", "reason": "Tot dan is het dicht."}
    excused = seen("a", "2020", exceptions=[one])
    assert stale(excused) == []
    assert stale(excused, today=dt.date(2026, 11, 23)) == ["a"]


def test_an_exception_to_another_rule_changes_nothing() -> None:
    one = {"rule": "links", "until": "2027-06-01", "reason": "De site weert programma's."}
    assert stale(seen("a", "2020", exceptions=[one])) == ["a"]


@pytest.mark.parametrize(
    ("status", "is_called"),
    [
        ({"state": "paused", "until": "2026-11-23"}, False),
        ({"state": "paused", "until": "2026-11-22"}, False),
        ({"state": "paused", "until": "2026-11-21"}, True),
        ({"state": "paused"}, True),
        ("active", True),
    ],
)
def test_what_lies_still_is_called_when_that_should_be_over(
    status: object, is_called: bool
) -> None:
    """Nobody answers the phone of what is closed until a later day."""
    assert stale(seen("a", "2020", status=status)) == (["a"] if is_called else [])


def test_an_exception_keeps_it_from_sinking_but_not_from_saying_so() -> None:
    """It may look like what must be called first, never like what is fresh."""
    one = {"rule": "freshness", "until": "2027-06-01", "reason": "Tot dan is het dicht."}
    assert seen("a", "2020", exceptions=[one]).freshness is Freshness.CALL_FIRST
    assert seen("a", None, exceptions=[one]).freshness is Freshness.CALL_FIRST
    assert seen("a", "2026-11", exceptions=[one]).freshness is Freshness.FRESH
    assert seen("a", "2020").freshness is Freshness.SUNK


# --- the words ---------------------------------------------------------------------------------

PHONE = {"phone": "09 245 09 05", "email": "info@x.be", "website": "https://x.be"}
MAIL = {"email": "info@x.be", "website": "https://x.be"}
SITE = {"website": "https://x.be"}
DOOR = {"street": "Kerkstraat 1", "place": "Linde"}


@pytest.mark.parametrize(
    ("contact", "how", "said"),
    [
        (PHONE, "phone", "Bel 09 245 09 05"),
        (MAIL, "organisation", "Mail info@x.be"),
        (SITE, "website", "Kijk op https://x.be"),
        ({}, "visit", "Ga langs: Kerkstraat 1"),
    ],
)
def test_the_quickest_way_and_the_line_to_paste(
    contact: dict[str, str], how: str, said: str
) -> None:
    """The line fits the way, and is what the model takes."""
    one = initiative(contact=contact, address=DOOR)
    assert calling.reached_by(one) == said
    line = calling.checked_line(one, TODAY)
    assert line == f"checked: {{date: 2026-11-22, how: {how}}}"
    checked = initiative(**yaml.safe_load(line)).checked
    assert checked
    assert (checked.date, checked.how) == (TODAY, how)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"sources": [{"url": "https://x.be"}]}, "niemand keek dit na"),
        (
            {"sources": [{"url": "https://x.be", "seen": d} for d in ("2021", "2023-04")]},
            "nooit nagekeken, de nieuwste bron is van 2023-04",
        ),
        ({"checked": {"date": "2024-05-03", "how": "phone"}}, "nagekeken op 2024-05-03"),
    ],
)
def test_why_it_is_on_the_list(fields: dict[str, object], said: str) -> None:
    assert calling.why(entry("a", **fields)) == said


def test_what_the_site_says_now() -> None:
    """A caller can compare without opening the file; what nobody knows is said too."""
    full = initiative(address={**DOOR, "postcode": "9000"}, hours="We 13:30-16:30")
    note = initiative(hours_note="Elke maandag.", cost={"kind": "free"})
    both = initiative(hours="Mo-Fr 09:00-12:00; PH off", hours_note="Niet in juli.")
    assert [calling.known(one, WORDS) for one in (full, note, both, initiative())] == [
        "Kerkstraat 1, 9000 Linde · Woensdag: 13.30 tot 16.30 uur · prijs niet bekend",
        "Elke maandag · gratis",
        "Maandag tot vrijdag: 9 tot 12 uur; Niet op feestdagen; Niet in juli · prijs niet bekend",
        "uren niet bekend · prijs niet bekend",
    ]


@pytest.mark.parametrize("kind", ["free", "reduced", "paid"])
def test_a_caller_reads_the_price_in_the_words_of_the_site(kind: str) -> None:
    said = calling.known(initiative(cost={"kind": kind}), WORDS)
    assert said.endswith(f" · {WORDS.say(f'card.{kind}')}")


@pytest.mark.parametrize(
    "hours", ["sunrise-sunset", "mo-fr 09:00-12:00", "Jul 15-Aug 15 off", "Mo-Fr 09:00-12:00"]
)
def test_a_caller_reads_no_code(hours: str) -> None:
    assert not CODE.search(calling.known(initiative(hours=hours), WORDS).split(" · ")[0])


def test_a_caller_has_three_questions() -> None:
    """And is told to write down no name."""
    lines = list(
        calling.for_caller([seen("a", "2020", contact=PHONE)], TODAY, "Een Andere Site", WORDS)
    )
    questions = [line for line in lines if re.match(r"  \d\. .*\?$", line)]
    assert [line.strip()[:2] for line in questions] == ["1.", "2.", "3."]
    assert "Een Andere Site" in "\n".join(lines)
    assert "Schrijf nooit op met wie je sprak." in lines
    assert "   checked: {date: 2026-11-22, how: phone}" in lines
    assert "   Klopt het? Zet deze regel in initiatives/oost-vlaanderen/a.yml:" in lines


# --- an issue ----------------------------------------------------------------------------------


def issue(*entries: Listed, left: int = 0) -> str:
    return calling.issue("Limburg", entries, left, TODAY, SETTINGS, WORDS)


def test_an_issue_has_a_title_a_script_and_a_box_for_each() -> None:
    text = issue(seen("a", "2020", contact=PHONE), seen("b", None), left=7)
    old = "nooit nagekeken, de nieuwste bron is van 2020"
    name, edit = "[`Het Voorbeeldhuis`]", "https://github.com/x/y/edit/main/initiatives/"
    assert text.startswith("# Nakijken: Limburg\n\n")
    assert [line for line in text.split("\n") if line.startswith("- [ ] ")] == [
        f"- [ ] {name}({edit}oost-vlaanderen/a.yml): `Bel 09 245 09 05`, {old} <!-- a -->",
        f"- [ ] {name}({edit}oost-vlaanderen/b.yml): `Ga langs`, niemand keek dit na <!-- b -->",
    ]
    for number, question in enumerate(calling.QUESTIONS, 1):
        assert f"\n{number}. {question}\n" in text
    assert "  Nu staat er: `" in text
    assert "```yaml\nchecked: {date: 2026-11-22, how: phone}\n```" in text
    assert "nog 7." in text


def test_an_issue_leads_to_the_packs_of_the_month() -> None:
    runs = "https://github.com/x/y/actions/workflows/freshness.yml"
    assert f"]({runs}) en haal" in issue(seen("a", "2020"))
    bare = calling.issue("Limburg", [], 0, TODAY, Settings("Steun", "https://a.be/"), WORDS)
    assert "pakje" not in bare


def test_a_caller_needs_no_file() -> None:
    """For each outcome there is a form that exists, with the page filled in; all on one line."""
    (line,) = [row for row in issue(seen("a", "2020")).split("\n") if "issues/new" in row]
    links = [urlsplit(link) for link in re.findall(r"\]\(([^)]+)\)", line)]
    asked = [parse_qs(link.query) for link in links]
    assert {link.path for link in links} == {"/x/y/issues/new"}
    assert [q["template"] for q in asked] == [["nagekeken.yml"], ["fout.yml"], ["gestopt.yml"]]
    assert {q["page"][0] for q in asked} == {"initiatieven/a/"}
    for query in asked:
        form = yaml.safe_load((FORMS / query["template"][0]).read_text(encoding="utf-8"))
        assert "page" in {question.get("id") for question in form["body"]}


def test_without_a_repository_there_is_no_link() -> None:
    bare = Settings("Steun Dichtbij", "https://steun.example/")
    text = calling.issue("Limburg", [seen("a", "2020")], 0, TODAY, bare, WORDS)
    assert "- [ ] `Het Voorbeeldhuis`: `Ga langs`" in text
    assert "nog 0" not in text


HOSTILE = "@iedereen #1 `x` ](https://kwaad.example) <img src=x> <!-- a --> **vet** owner/repo#2"


def test_a_name_of_a_stranger_is_only_text() -> None:
    """In a code span GitHub names nobody, links nowhere and loads nothing."""
    (line,) = [row for row in issue(seen("b", None, name=HOSTILE)).split("\n") if "- [ ]" in row]
    span = re.match(r"- \[ \] \[`([^`]*)`\]\(https://github.com/x/y/edit/main/", line)
    assert span
    assert span[1] == HOSTILE.replace("`", "'")
    assert line.endswith("<!-- b -->")


def test_each_folder_has_its_own_issue_with_the_first_few() -> None:
    """A province without anybody to call has none."""
    gent = [seen(f"gent-{n}", "2020") for n in range(3)]
    wide = [seen("lijn", "2020", file="initiatives/vlaanderen/lijn.yml")]
    names = {"limburg": "Limburg", "oost-vlaanderen": "Oost-Vlaanderen", "vlaanderen": "heel Vl"}
    found = calling.issues([*gent, *wide], names, 2, TODAY, SETTINGS, WORDS)
    assert list(found) == ["oost-vlaanderen", "vlaanderen"]
    assert "gent-1 -->" in found["oost-vlaanderen"]
    assert "gent-2 -->" not in found["oost-vlaanderen"]
    assert "nog 1." in found["oost-vlaanderen"]
    assert found["vlaanderen"].startswith("# Nakijken: heel Vl\n")


def test_the_folders_are_those_of_the_provinces() -> None:
    assert calling.folders(small_gazetteer()) == {
        "brussel": "Brussel",
        "noordland": "Noordland",
        "zuidland": "Zuidland",
        "vlaanderen": "heel Vlaanderen",
    }


# --- the command -------------------------------------------------------------------------------


@pytest.fixture
def old(repository: Repository) -> Repository:
    """The small repository with two old files in each of two provinces."""
    (repository.root / "mkdocs.yml").write_text("site_name: Proefsite\n")
    (repository.root / "docs").mkdir()
    for folder, postcode, place in (
        ("oost-vlaanderen", "9000", "Gent"),
        ("limburg", "3600", "Genk"),
    ):
        for number in (1, 2):
            text = yaml_text(
                name=f"Huis {number} {place}",
                address=f'{{street: Kerkstraat 1, postcode: "{postcode}", place: {place}}}',
                sources="[{url: https://voorbeeldhuis.be, seen: 2019}]",
            )
            repository.write(f"{folder}/huis-{number}-{place.lower()}.yml", text)
    return repository


def run(repository: Repository, *arguments: str | Path) -> Result:
    head = ["--today", "2026-11-22", "--root", str(repository.root), "stale"]
    return CliRunner().invoke(report.main, [*head, *map(str, arguments)])


def test_the_command_shows_whom_to_call(old: Repository) -> None:
    result = run(old)
    assert result.exit_code == 0, result.output
    assert "Op die website" in result.output
    assert "ik help mee aan Proefsite" in result.output
    for name in ("Huis 1 Gent", "Huis 2 Gent", "Huis 1 Genk", "Huis 2 Genk"):
        assert f". {name} (" in result.output
    assert "   Bel 09 245 09 05" in result.output
    assert result.output.count("   checked: {date: 2026-11-22, how: ") >= 4


def test_the_command_shows_only_one_province(old: Repository) -> None:
    """By its name or its folder, in capitals or not."""
    for name in ("limburg", "Limburg", "LIMBURG"):
        result = run(old, "--province", name)
        assert result.output.startswith("Deze maand: 2 van de 2.\n")
        assert "Gent" not in result.output
    assert "Huis 1 Gent" in run(old, "--province", "Oost-Vlaanderen").output


def test_a_province_that_is_none(old: Repository) -> None:
    result = run(old, "--province", "Friesland")
    assert result.exit_code == 2
    assert "antwerpen, brussel, limburg" in result.output


def test_the_command_has_a_limit(old: Repository) -> None:
    result = run(old, "--limit", "1", "--province", "limburg")
    assert result.output.startswith("Deze maand: 1 van de 2.\n")
    assert run(old, "--limit", "0").exit_code == 2


def test_the_command_writes_an_issue_for_each_province(old: Repository, tmp_path: Path) -> None:
    """The folder is made; the limit holds in each province."""
    folder = tmp_path / "a" / "issues"
    result = run(old, "--limit", "1", "--issues", folder)
    assert result.exit_code == 0, result.output
    limburg = (folder / "limburg.md").read_text(encoding="utf-8")
    assert limburg.startswith("# Nakijken: Limburg\n")
    assert limburg.count("- [ ] ") == 1
    assert {"limburg.md", "oost-vlaanderen.md"} <= {path.name for path in folder.iterdir()}
    assert not (folder / "west-vlaanderen.md").exists()


def test_the_command_prints_the_text_of_an_issue(old: Repository) -> None:
    result = run(old, "--markdown", "--province", "limburg")
    assert result.output.startswith("# Nakijken: Limburg\n")
    assert result.output.count("- [ ] ") == 2


def test_a_file_with_an_error_must_be_mended_first(old: Repository) -> None:
    old.write("limburg/fout.yml", "name: x")
    result = run(old)
    assert result.exit_code == 1
    assert "scripts/check.py" in result.output
