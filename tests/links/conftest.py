"""What the tests of links share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from finder.links.asking import Asker

from tests.geocoding.serving import FakeClock
from tests.links.serving import Web, resolve, serving

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
