"""Which issues to open, to change and to close, so that there is one for each text."""

from __future__ import annotations

import pytest
from finder.freshness.issues import MOST, Issue, Step, plan, with_ticks

TEXT = "# Nakijken: Limburg\n\nBel dit:\n\n- [ ] een <!-- een -->\n- [ ] twee <!-- twee -->\n"
BODY = TEXT.split("\n", 2)[2]
TITLE = "Nakijken: Limburg"


def steps(texts: list[str], *known: Issue) -> list[Step]:
    return list(plan(texts, known))


def test_a_text_without_an_issue_is_opened() -> None:
    """The title is not said again in the body."""
    assert steps([TEXT]) == [Step("open", 0, TITLE, BODY)]


def test_an_issue_that_is_current_is_left_alone() -> None:
    """Also when GitHub gives back other line ends or takes off white space at the end."""
    for body in (BODY, BODY.replace("\n", "\r\n"), BODY.strip()):
        assert steps([TEXT], Issue(7, TITLE, body)) == []


def test_an_issue_with_another_text_is_changed() -> None:
    assert steps([TEXT], Issue(7, TITLE, "oud")) == [Step("change", 7, TITLE, BODY)]


def test_an_issue_without_a_text_is_closed() -> None:
    assert steps([], Issue(7, TITLE, BODY)) == [Step("close", 7, TITLE)]


def test_of_two_with_one_title_the_oldest_stays() -> None:
    found = steps([TEXT], Issue(9, TITLE, BODY), Issue(7, TITLE, BODY))
    assert found == [Step("close", 9, TITLE)]


def test_everything_at_once() -> None:
    texts = [TEXT, TEXT.replace("Limburg", "Brussel"), "# Links\n\nx\n"]
    found = steps(texts, Issue(1, TITLE, "oud"), Issue(2, "Links", "x"), Issue(3, "Weg", "x"))
    assert [(step.what, step.number, step.title) for step in found] == [
        ("close", 3, "Weg"),
        ("change", 1, TITLE),
        ("open", 0, "Nakijken: Brussel"),
    ]


def test_a_tick_stays_where_it_was() -> None:
    """A list that is otherwise the same is left alone; a tick on what is gone goes with it."""
    ticked = BODY.replace("- [ ] een", "- [x] een")
    assert steps([TEXT], Issue(7, TITLE, ticked)) == []
    shorter = TEXT.replace("- [ ] twee <!-- twee -->\n", "- [ ] drie <!-- drie -->\n")
    (step,) = steps([shorter], Issue(7, TITLE, ticked))
    assert "- [x] een <!-- een -->\n- [ ] drie <!-- drie -->" in step.body


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- [x] oud <!-- een -->", "- [x] nieuw <!-- een -->"),
        ("- [X] oud <!-- een -->\r\n", "- [x] nieuw <!-- een -->"),
        ("- [ ] oud <!-- een -->", "- [ ] nieuw <!-- een -->"),
        ("- [x] oud <!-- een-twee -->", "- [ ] nieuw <!-- een -->"),
        ("- [x] oud <!-- een --> twee <!-- twee -->", "- [ ] nieuw <!-- een -->"),
        ("tekst - [x] oud <!-- een -->", "- [ ] nieuw <!-- een -->"),
        ("", "- [ ] nieuw <!-- een -->"),
    ],
)
def test_only_the_mark_at_the_end_of_a_ticked_line_counts(old: str, new: str) -> None:
    assert with_ticks("- [ ] nieuw <!-- een -->", old) == new


def test_a_line_without_a_mark_is_never_ticked() -> None:
    assert with_ticks("- [ ] a", "- [x] a") == "- [ ] a"


def test_a_text_that_is_too_long_for_github_is_cut_between_lines() -> None:
    line = f"- [ ] {'a' * 90} <!-- a -->\n"
    (step,) = steps([f"# Titel\n\n{line * 1000}"])
    assert len(step.body) <= 65_536
    assert len(step.body) > MOST - 200
    assert step.body.rstrip().endswith("De rest past hier niet.")
    assert set(step.body.split("\n")[:-4]) == {line.strip()}
