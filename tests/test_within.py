"""A total time for something that may never end."""

from __future__ import annotations

import threading

import pytest
from finder.within import within


def test_what_is_done_in_time_is_given() -> None:
    assert within(30, lambda: "ja") == "ja"


def test_what_goes_wrong_in_time_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        within(30, lambda: 1 / 0)


def test_what_takes_too_long_is_left_to_itself_and_keeps_no_program_alive() -> None:
    never, left = threading.Event(), []

    def act() -> None:
        left.append(threading.current_thread())
        never.wait(30)

    with pytest.raises(TimeoutError):
        within(0.05, act)
    assert left[0].daemon
    never.set()
    left[0].join(30)
