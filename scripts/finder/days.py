"""Time as an input: which day it is, and a clock that tests can hold still."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable

# The site is about Flanders and Brussels: what is "today" there is today.
BRUSSELS = ZoneInfo("Europe/Brussels")


def today(chosen: dt.datetime | None = None, now: dt.datetime | None = None) -> dt.date:
    """The day of today in Brussels, or the day that somebody chose.

    Args:
        chosen: what the option ``--today`` says; it wins.
        now: the moment, with its time zone; the present one when left out.
    """
    if chosen:
        return chosen.date()
    return (now or dt.datetime.now(tz=BRUSSELS)).astimezone(BRUSSELS).date()


@dataclass(frozen=True, slots=True)
class Clock:
    """Time as an input: ``now`` gives seconds that only grow, ``sleep`` waits some of them."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
