"""What all tests share. No test needs the network."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from finder import days
from finder.checking import catalogue
from finder.checking.rules import Context

from tests import building
from tests.sites import (
    FROZEN_DAY,
    asked_site,
    build,
    built_site,
    copy_repository,
    empty_site,
    live_site,
    small_site,
    tongues_site,
)

if TYPE_CHECKING:
    import datetime as dt

    from finder.files.taxonomy import Taxonomy
    from finder.places.gazetteer import Gazetteer
    from finder.words.saying import Words

__all__ = [
    "asked_site",
    "build",
    "built_site",
    "empty_site",
    "live_site",
    "small_site",
    "tongues_site",
]

# The same examples in each run: a red test stays red until it is mended.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("same")


@dataclass(frozen=True)
class Repository:
    """A folder with a small ``initiatives/`` of real YAML files, to be changed by a test."""

    root: Path

    def path(self, file: str) -> Path:
        """A file below ``initiatives/``."""
        return self.root / catalogue.FOLDER / file

    def write(self, file: str, text: str | bytes) -> Path:
        """Write one file below ``initiatives/``, with the folders that it needs."""
        path = self.path(file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def load(self, today: dt.date = building.TODAY) -> catalogue.Catalogue:
        """Read and check all of it, with the real gazetteer."""
        return catalogue.load(self.root, today, building.real_gazetteer())


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The gazetteer of the library: Flanders and Brussels."""
    return building.real_gazetteer()


@pytest.fixture(scope="session")
def small_gazetteer() -> Gazetteer:
    """A made-up country of four municipalities."""
    return building.small_gazetteer()


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    """The words of the small repository."""
    return building.small_words().taxonomy


@pytest.fixture(scope="session")
def context(taxonomy: Taxonomy, gazetteer: Gazetteer) -> Context:
    """What the rules know: small taxonomy, real places, a frozen day."""
    return Context(taxonomy, gazetteer, building.TODAY)


@pytest.fixture(scope="session")
def words() -> Words:
    """The Dutch strings of the interface."""
    return building.small_words()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A copy of the small repository."""
    return Repository(Path(shutil.copytree(building.REPOSITORY, tmp_path / "repository")))


@pytest.fixture(scope="session")
def real_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the frozen selection of real initiatives; no test may change it."""
    return copy_repository(tmp_path_factory.mktemp("frozen"))


@pytest.fixture(scope="session")
def real_catalogue(real_root: Path, gazetteer: Gazetteer) -> catalogue.Catalogue:
    """The frozen selection of real initiatives."""
    return catalogue.load(real_root, FROZEN_DAY, gazetteer)


@pytest.fixture(scope="session")
def live_catalogue(gazetteer: Gazetteer) -> catalogue.Catalogue:
    """The data of today."""
    return catalogue.load(building.ROOT, days.today(), gazetteer)


# What a test uses, and the mark that it gets from it.
MARKS = {
    "browser": {"browser"},
    "builds": {"build", "built_site", "empty_site", "live_site", "small_site", "tongues_site"},
    "live": {"live_catalogue", "live_site"},
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, a built site or the data of today, so that nobody forgets."""
    for item in items:
        uses = set(getattr(item, "fixturenames", ()))
        # A fixture may choose between sites by the name of another fixture.
        parameters = getattr(item, "callspec", None)
        uses |= (
            {value for value in parameters.params.values() if isinstance(value, str)}
            if parameters
            else set()
        )
        for mark, fixtures in MARKS.items():
            if uses & fixtures:
                item.add_marker(mark)
