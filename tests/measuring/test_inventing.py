"""Invented initiatives: valid, all different, the same each time, and of nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.checking import catalogue
from finder.measuring.inventing import Inventor, write_all

from tests.sites import SMALL_DAY, copy_repository

if TYPE_CHECKING:
    from pathlib import Path

    from finder.checking.catalogue import Catalogue
    from finder.files.model import Initiative
    from finder.places.gazetteer import Gazetteer

NUMBER = 300


@pytest.fixture(scope="module")
def real(real_catalogue: Catalogue) -> list[Initiative]:
    return real_catalogue.initiatives


def test_invented_files_have_no_error(
    tmp_path: Path, real: list[Initiative], gazetteer: Gazetteer
) -> None:
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    root = copy_repository(tmp_path / "repository", nothing)
    assert write_all(Inventor(real, gazetteer).invent(NUMBER), root) == NUMBER
    found = catalogue.load(root, SMALL_DAY, gazetteer)
    assert not found.has_errors, found.findings
    assert len(found.initiatives) == NUMBER


def test_the_same_seed_invents_the_same(real: list[Initiative], gazetteer: Gazetteer) -> None:
    one = list(Inventor(real, gazetteer).invent(NUMBER))
    assert one == list(Inventor(real, gazetteer).invent(NUMBER))
    assert one != list(Inventor(real, gazetteer, seed=1).invent(NUMBER))
    assert len({initiative.slug for initiative in one}) == NUMBER


def test_nobody_is_called_mailed_or_visited_by_mistake(
    real: list[Initiative], gazetteer: Gazetteer
) -> None:
    """No number, and only addresses that are kept free for examples (RFC 2606)."""
    for initiative in Inventor(real, gazetteer).invent(NUMBER):
        contact, address = initiative.contact, initiative.address
        assert contact.phone is None
        assert str(contact.email).endswith("@example.org")
        assert str(contact.website).startswith("https://example.org/")
        assert address is not None
        assert str(address.street).startswith("Voorbeeldstraat ")
