"""What the tests of links share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.freshness.links.asking import Asker

from tests.freshness.links.serving import Web, resolve, serving
from tests.places.geocoding.serving import FakeClock

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def asker(clock: FakeClock) -> Asker:
    """One that asks only this computer, and whose pauses take no time."""
    return Asker("wij/1.0 (+https://steun.example/)", resolve, clock.clock, timeout=(5.0, 0.2))
