"""Asking for many addresses: hosts at the same time, those of one host one after another."""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING

from finder.freshness.links.addresses import by_host
from finder.freshness.links.asking import Answer, Outcome
from finder.within import within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

# How many hosts are asked at the same time.
WORKERS = 8
# Seconds for one address with all its redirects and pauses. Every request has a total time of its
# own, so that only a mistake of ours comes near this.
LONGEST = 1200.0


def ask_all(
    ask: Callable[[str], Answer],
    urls: Iterable[str],
    workers: int = WORKERS,
    longest: float = LONGEST,
) -> Iterator[tuple[str, Answer]]:
    """Ask for every address, and give each answer as soon as it is there.

    Whoever stops reading, stops the asking after the requests that run. The threads do not keep the
    program from ending.

    Args:
        ask: gives the answer to one address.
        urls: the addresses; those of one host are asked one after another, in this order.
        workers: how many hosts are asked at the same time.
        longest: seconds that one address may take.
    """
    hosts: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    answers: queue.SimpleQueue[tuple[str, Answer]] = queue.SimpleQueue()
    stop = threading.Event()
    # The longest lists first, so that the last hosts do not keep everyone waiting.
    lists = sorted(by_host(urls).values(), key=len, reverse=True)
    for one in lists:
        hosts.put(one)

    def work() -> None:
        while not stop.is_set():
            try:
                some = hosts.get_nowait()
            except queue.Empty:
                return
            for url in some:
                if stop.is_set():
                    return
                answers.put((url, _answer(ask, url, longest)))

    for _ in range(min(workers, len(lists))):
        threading.Thread(target=work, daemon=True).start()
    try:
        for _ in range(sum(map(len, lists))):
            yield answers.get()
    finally:
        stop.set()


def _answer(ask: Callable[[str], Answer], url: str, longest: float) -> Answer:
    """The answer; a mistake of ours is no answer, and must not stop the others."""
    try:
        return within(longest, lambda: ask(url))
    except TimeoutError:
        return Answer(Outcome.SOFT, "te traag")
    except Exception as error:  # whatever it is, the other addresses go on
        return Answer(Outcome.SOFT, type(error).__name__)
