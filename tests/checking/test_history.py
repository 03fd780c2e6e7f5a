"""An address that was once published keeps working, or the check says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from check import main
from click.testing import CliRunner
from finder.checking import history
from finder.checking.history import History, check, leading, remember
from finder.text import SLUG

from tests.building import ROOT, rules, yaml_text

if TYPE_CHECKING:
    from pathlib import Path

    from finder.findings import Finding

    from tests.conftest import Repository

LIST = "initiatives/published.txt"
MOVES = "initiatives/redirects.yml"


def root(folder: Path, redirects: str | None = None, published: str | bytes | None = None) -> Path:
    """A repository with only these two files."""
    (folder / "initiatives").mkdir(exist_ok=True)
    for name, text in ((MOVES, redirects), (LIST, published)):
        if text is not None:
            content = text if isinstance(text, bytes) else text.encode()
            (folder / name).write_bytes(content)
    return folder


def findings(
    folder: Path,
    redirects: str | None = None,
    published: str | bytes | None = None,
    pages: tuple[str, ...] = ("huis", "nieuw"),
    hidden: tuple[str, ...] = (),
) -> list[Finding]:
    """All that is wrong with the history of a site with these pages."""
    return list(check(history.load(root(folder, redirects, published)), pages, set(hidden)))


def told(found: list[Finding]) -> list[tuple[str, str, int, str]]:
    """The rule, file, line and field of each finding."""
    return [(f.rule, f.file, f.line, f.field) for f in found]


# --- what was published ------------------------------------------------------------------------


def test_without_the_two_files_nothing_is_wrong(tmp_path: Path) -> None:
    assert findings(tmp_path) == []
    assert history.load(tmp_path) == History()


@pytest.mark.parametrize(
    ("redirects", "hidden", "is_fine"),
    [
        (None, (), False),
        ("redirects: {weg: huis}", (), True),
        (None, ("weg",), True),
        ("redirects: {ander: huis}", ("ook-ander",), False),
    ],
)
def test_a_page_that_was_published_does_not_just_go(
    tmp_path: Path, redirects: str | None, hidden: tuple[str, ...], is_fine: bool
) -> None:
    """It moves, or the organisation asked not to be listed; else the check fails on its line."""
    found = findings(tmp_path, redirects, "huis\nweg\n", hidden=hidden)
    assert told(found) == ([] if is_fine else [("slug-gone", LIST, 2, "")])
    for finding in found:
        assert finding.is_error
        assert '"weg"' in finding.message
        assert "weg: nieuwe-naam" in finding.hint
        assert "stopped/" in finding.hint


def test_what_is_new_need_not_be_in_the_list(tmp_path: Path) -> None:
    """A contributor adds a file and nothing else."""
    assert findings(tmp_path, published="huis\n") == []


@pytest.mark.parametrize("content", ["huis\nNiet Goed\n", "huis\n../weg\n", "huis\n" + "a" * 81])
def test_a_line_that_is_no_slug(tmp_path: Path, content: str) -> None:
    """Somebody wrote in it by hand; the other lines still count."""
    assert told(findings(tmp_path, published=content)) == [("published", LIST, 2, "")]


def test_a_list_that_is_no_text(tmp_path: Path) -> None:
    assert told(findings(tmp_path, published=b"huis\n\xff\n")) == [("published", LIST, 0, "")]


def test_white_space_and_windows_do_not_matter(tmp_path: Path) -> None:
    assert findings(tmp_path, published="huis\r\n\r\n nieuw \r\n") == []


# --- redirects ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("redirects", "rule", "field", "mend"),
    [
        ("redirects: {oud: nergens-te-zien}", "redirect-target", "oud", "een bestand dat er is"),
        ("redirects: {oud: nieuww}", "redirect-target", "oud", 'Bedoel je "nieuw"?'),
        ("redirects: {huis: nieuw}", "redirect-exists", "huis", "huis.yml"),
        ("redirects: {huis: huis}", "redirect-exists", "huis", "huis.yml"),
        ("redirects: {oud: ouder, ouder: nieuw}", "redirect-chain", "oud", "oud: nieuw."),
        ("redirects: {a: b, b: c, c: huis}", "redirect-chain", "a", "a: huis."),
        ("redirects: {oud: oud}", "redirect-chain", "oud", "in een kring"),
        ("redirects: {a: b, b: a}", "redirect-chain", "a", "in een kring"),
        ("redirects: {a: b, b: c, c: b}", "redirect-chain", "a", "in een kring"),
        ("redirects: {Oud: nieuw}", "redirects", "Oud", "zonder .yml"),
        ("redirects: {oud: nieuw.yml}", "redirects", "oud", "zonder .yml"),
        ("redirects: {oud: https://kwaad.example}", "redirects", "oud", "zonder .yml"),
        ("redirects: {../oud: nieuw}", "redirects", "../oud", "zonder .yml"),
        ("redirects: {oud: [nieuw]}", "redirects", "oud", "zonder .yml"),
        ("redirects: {oud: {nieuw: huis}}", "redirects", "oud", "zonder .yml"),
    ],
)
def test_a_redirect_that_leads_nowhere(
    tmp_path: Path, redirects: str, rule: str, field: str, mend: str
) -> None:
    """Each mistake is on its own line, with what to write instead."""
    found = [f for f in findings(tmp_path, redirects) if f.field == f"redirects.{field}"]
    assert [(f.rule, f.file, f.line) for f in found] == [(rule, MOVES, 1)]
    assert found[0].is_error
    assert mend in found[0].hint


@pytest.mark.parametrize(
    "redirects",
    ["oud: nieuw", "redirects: oud", "redirects: [oud]", "redirects: {}\nmeer: x", "redirects:"],
)
def test_a_file_in_another_form(tmp_path: Path, redirects: str) -> None:
    found = findings(tmp_path, redirects)
    assert rules(found) == ["redirects"]
    assert "redirects: {}" in found[0].hint


@pytest.mark.parametrize("redirects", ["redirects: {a: b", "redirects: {a: b, a: c}", "x: *y"])
def test_a_file_that_cannot_be_read(tmp_path: Path, redirects: str) -> None:
    """What YAML refuses is told as for any other file, and stops the build."""
    assert any(f.is_error and f.file == MOVES for f in findings(tmp_path, redirects))


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    text = "# Oude adressen.\nredirects:\n  oud: nieuw\n  ander: nergens\n"
    (finding,) = findings(tmp_path, text)
    assert (finding.line, finding.field) == (4, "redirects.ander")


def test_a_good_redirect_leads_on(tmp_path: Path) -> None:
    """Also to what stopped; wrong ones lead nowhere, so that a page never points at nothing."""
    text = "redirects: {b-oud: nieuw, a-oud: huis, huis: nieuw, x: y, k: l, l: nieuw}"
    found = history.load(root(tmp_path, text))
    assert list(leading(found, {"huis", "nieuw"}).items()) == [
        ("a-oud", "huis"),
        ("b-oud", "nieuw"),
        ("l", "nieuw"),
    ]


# --- the list grows and never shrinks ----------------------------------------------------------


def test_the_list_gets_what_is_new_and_loses_nothing(tmp_path: Path) -> None:
    folder = root(tmp_path, published="weg\nhuis\n")
    assert remember(folder, iter(["nieuw", "huis"])) == ["nieuw"]
    assert (folder / LIST).read_text() == "huis\nnieuw\nweg\n"
    assert remember(folder, ["huis"]) == []
    assert (folder / LIST).read_text() == "huis\nnieuw\nweg\n"


def test_the_first_list(tmp_path: Path) -> None:
    folder = root(tmp_path)
    assert remember(folder, ["b", "a"]) == ["a", "b"]
    assert (folder / LIST).read_bytes() == b"a\nb\n"
    assert [path.name for path in (folder / "initiatives").iterdir()] == ["published.txt"]


def test_a_list_that_is_current_is_not_written_again(tmp_path: Path) -> None:
    folder = root(tmp_path, published="a\n")
    before = (folder / LIST).stat()
    assert remember(folder, ["a"]) == []
    after = (folder / LIST).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


# --- in the whole ------------------------------------------------------------------------------


def errors(repository: Repository) -> list[str]:
    return sorted({finding.rule for finding in repository.load().findings if finding.is_error})


def test_a_file_that_is_removed_fails_the_check_until_it_went_somewhere(
    repository: Repository,
) -> None:
    """The whole way of a contributor: remove, read the error, and mend it in one of three ways."""
    file = "antwerpen/maatjes-mechelen.yml"
    remember(repository.root, (one.slug for one in repository.load().initiatives))
    assert errors(repository) == []
    text = repository.path(file).read_text()
    repository.path(file).unlink()
    assert errors(repository) == ["slug-gone"]

    repository.write("redirects.yml", "redirects: {maatjes-mechelen: luisterlijn}")
    assert errors(repository) == []
    assert repository.load().redirects == {"maatjes-mechelen": "luisterlijn"}

    repository.path("redirects.yml").unlink()
    repository.write("no-publish.yml", "slugs: [wil-niet-op-de-site, maatjes-mechelen]")
    assert errors(repository) == []

    repository.write("no-publish.yml", "slugs: [wil-niet-op-de-site]")
    repository.write(f"stopped/{file}", f"{text}status: stopped\n")
    assert "slug-gone" not in errors(repository)


def test_a_lead_has_no_page(repository: Repository) -> None:
    """Who makes a lead of an initiative must say where its page went."""
    text = yaml_text(address='{postcode: "9300", place: Aalst}')
    repository.write("published.txt", "onbekend-aalst\n")
    assert errors(repository) == ["slug-gone"]
    repository.write("oost-vlaanderen/onbekend.yml", text)
    repository.write("redirects.yml", "redirects: {onbekend-aalst: onbekend}")
    assert errors(repository) == []


def test_a_file_with_a_mistake_is_not_gone(repository: Repository) -> None:
    """One mistake gives one finding; the list does not add that the page is gone."""
    repository.write("published.txt", "fout\n")
    repository.write("oost-vlaanderen/fout.yml", 'name: "open')
    assert errors(repository) == ["yaml"]


def test_nothing_may_lead_to_who_asked_not_to_be_listed(repository: Repository) -> None:
    repository.write("redirects.yml", "redirects: {oud: wil-niet-op-de-site}")
    assert errors(repository) == ["redirect-target"]
    assert repository.load().redirects == {}


def test_the_check_remembers_what_is_published(repository: Repository) -> None:
    """``check.py --fix`` on everything; leads and those who asked are not in the list."""
    for arguments in (["--fix"], []):
        command = [*arguments, "--today", "2026-11-22", "--root", str(repository.root)]
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 0, result.output
    assert repository.path("published.txt").read_text().split() == [
        "inloop-molenbeek",
        "luisterlijn",
        "maatjes-mechelen",
        "oud-huis-mechelen",
        "voorbeeldhuis-gent",
    ]


def test_mending_one_file_leaves_the_list_alone(repository: Repository) -> None:
    """Two proposals of two people then change two files, and not both the same one."""
    file = repository.path("antwerpen/maatjes-mechelen.yml")
    command = ["--fix", "--today", "2026-11-22", "--root", str(repository.root), str(file)]
    assert CliRunner().invoke(main, command).exit_code == 0
    assert not repository.path("published.txt").exists()


def test_the_real_list_is_there_and_in_its_one_form() -> None:
    """Sorted, each once; the check of the real data says whether all of it still works."""
    lines = (ROOT / LIST).read_text(encoding="utf-8").splitlines()
    assert lines
    assert lines == sorted(set(lines))
    assert all(map(SLUG.fullmatch, lines))
