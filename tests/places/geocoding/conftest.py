"""What the tests of geocoding share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.places.geocoding.serving import FakeClock, Service, serving

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as service:
        yield service


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()
