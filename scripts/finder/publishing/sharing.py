"""Work shared out over the cores of the machine.

Each process is a fork of this one: it has everything in memory already, and sends back only what it
found. Where a system cannot fork, or has one core, the work is done here, one part after the other.
"""

from __future__ import annotations

import multiprocessing
import os
import warnings
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from finder.errors import PublishError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

S = TypeVar("S")
T = TypeVar("T")
# Seconds that the build waits for one part; the largest takes some seconds.
LONGEST = 1800.0
# Parts for each process, so that none waits long for the last one.
_PARTS = 4

# The work of the forks: what stands here when they begin, they have.
_work: list[Callable[[Any], Any]] = []


def cores() -> int:
    """The cores that this process may use; 1 where a process cannot be forked."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@contextmanager
def shared(
    work: Callable[[Any], T], processes: int | None = None
) -> Iterator[Callable[[Any], Future[T]]]:
    """Give out work: ``begin(part)`` begins ``work(part)`` and returns its future.

    Args:
        work: what to do with a part. It changes nothing here but files: it runs in a fork.
        processes: how many forks; one for each core when left out. With one there is no fork.

    Raises:
        PublishError: a process died, which mostly means that memory ran out; or a part that was
            waited for with :data:`LONGEST` never ended.
    """
    count = cores() if processes is None else processes
    if count < 2:
        yield lambda part: _here(work, part)
        return
    _work.append(work)
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(count, mp_context=context) as pool:
            number = len(_work) - 1
            try:
                yield lambda part: _begun(pool, number, part)
            except TimeoutError as error:
                for child in multiprocessing.active_children():
                    child.kill()
                raise PublishError(
                    "Een deel van de build hield niet op. Probeer opnieuw."
                ) from error
    except BrokenProcessPool as error:
        raise PublishError("Een deel van de build stopte. Was er genoeg geheugen?") from error
    finally:
        _work.remove(work)


def in_parts(work: Callable[[Sequence[S]], T], items: Sequence[S]) -> Iterator[T]:
    """What ``work`` finds in each part of a list, in order; the parts are done side by side."""
    size = max(1, -(-len(items) // (cores() * _PARTS)))
    starts = range(0, len(items), size)
    with shared(lambda start: work(items[start : start + size])) as begin:
        for part in [begin(start) for start in starts]:
            yield part.result(LONGEST)


def _begun(pool: ProcessPoolExecutor, number: int, part: Any) -> Future[Any]:
    """Give a part to the pool, which forks when it gets its first one.

    Python 3.12 warns of a fork beside threads, for a fork may wait for a lock that a thread holds.
    Our threads draw bars and watch the clock; no fork asks for what they hold.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return pool.submit(_there, number, part)


def _there(number: int, part: Any) -> Any:
    return _work[number](part)


def _here(work: Callable[[Any], T], part: Any) -> Future[T]:
    done: Future[T] = Future()
    try:
        done.set_result(work(part))
    except Exception as error:
        done.set_exception(error)
    return done
