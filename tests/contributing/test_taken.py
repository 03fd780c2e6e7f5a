"""The names that no new file may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.contributing.taken import Taken, free, taken, taken_in
from finder.text import MAX_SLUG

if TYPE_CHECKING:
    from tests.conftest import Repository


def test_every_way_in_which_a_name_is_taken(repository: Repository) -> None:
    """Published, a lead, stopped, not wanted, an old address, and a page that once was."""
    repository.write("redirects.yml", "redirects: {oude-naam: voorbeeldhuis-gent}\n")
    repository.write("published.txt", "eens-op-de-site\nvoorbeeldhuis-gent\n")
    names = taken_in(repository.root)
    assert {name: names[name] for name in (
        "voorbeeldhuis-gent", "onbekend-aalst", "oud-huis-mechelen", "wil-niet-op-de-site",
        "oude-naam", "eens-op-de-site",
    )} == {
        "voorbeeldhuis-gent": Taken.THERE,
        "onbekend-aalst": Taken.THERE,
        "oud-huis-mechelen": Taken.THERE,
        "wil-niet-op-de-site": Taken.HIDDEN,
        "oude-naam": Taken.OLD,
        "eens-op-de-site": Taken.PAST,
    }  # fmt: skip
    assert "huis-gent" not in names


def test_who_asked_not_to_be_listed_comes_first() -> None:
    assert taken(["a"], ["a"], ["a"], ["a"]) == {"a": Taken.HIDDEN}


@pytest.mark.parametrize(
    ("names", "expected"),
    [(set(), "huis"), ({"huis"}, "huis-2"), ({"huis", "huis-2"}, "huis-3"), ({"x"}, "huis")],
)
def test_the_first_name_that_is_free(names: set[str], expected: str) -> None:
    assert free("huis", names) == expected


def test_a_number_makes_no_name_too_long() -> None:
    long = "a" * MAX_SLUG
    assert free(long, {long}) == "a" * (MAX_SLUG - 2) + "-2"
