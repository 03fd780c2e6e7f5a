"""A total time for something that may never end, such as a server that sends a byte now and then.

A time-out of a connection counts from one byte to the next, so that alone it bounds nothing.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Given = TypeVar("Given")


def within(seconds: float, act: Callable[[], Given]) -> Given:
    """What ``act`` gives or raises, if it does so in time.

    Otherwise it is left to itself: a thread cannot be stopped, but this one does not keep the
    program from ending.

    Args:
        seconds: how long it may take, at most.
        act: what to do, in a thread of its own.

    Raises:
        TimeoutError: it took longer.
    """
    found: Future[Given] = Future()

    def work() -> None:
        try:
            found.set_result(act())
        except BaseException as error:
            found.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    return found.result(seconds)
