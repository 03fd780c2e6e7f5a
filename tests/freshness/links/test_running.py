"""Many addresses: hosts at the same time, the addresses of one host one after another."""

from __future__ import annotations

import threading

import pytest
from finder.freshness.links.asking import Answer, Outcome
from finder.freshness.links.running import ask_all

WAIT = 30
FINE = Answer(Outcome.FINE)
URLS = [f"https://{host}.be/{page}" for host in "abc" for page in range(3)]


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_every_address_gets_its_answer_once(workers: int) -> None:
    found = list(ask_all(lambda url: Answer(Outcome.GONE, url), URLS, workers))
    assert sorted(url for url, _ in found) == URLS
    assert all(answer.reason == url for url, answer in found)


def test_the_addresses_of_a_host_are_asked_in_order() -> None:
    asked: list[str] = []

    def ask(url: str) -> Answer:
        asked.append(url)
        return FINE

    list(ask_all(ask, URLS, 8))
    for host in "abc":
        assert [url for url in asked if f"//{host}." in url] == [
            u for u in URLS if f"//{host}" in u
        ]


def test_hosts_are_asked_at_the_same_time() -> None:
    """All three wait for each other, which one thread alone could never do."""
    together = threading.Barrier(3)

    def ask(url: str) -> Answer:
        if url.endswith("/0"):
            together.wait(WAIT)
        return FINE

    assert len(list(ask_all(ask, URLS, 3))) == len(URLS)


def test_the_host_with_the_most_addresses_goes_first() -> None:
    """Else everyone waits for it at the end."""
    urls = ["https://a.be/", *(f"https://z.be/{page}" for page in range(3))]
    assert next(ask_all(lambda _: FINE, urls, 1))[0] == "https://z.be/0"


def test_nothing_to_ask() -> None:
    assert list(ask_all(lambda _: FINE, [], 8)) == []


def test_a_mistake_of_ours_does_not_stop_the_others() -> None:
    def ask(url: str) -> Answer:
        if url == URLS[0]:
            raise RuntimeError("oops")
        return FINE

    found = dict(ask_all(ask, URLS, 2))
    assert found[URLS[0]] == Answer(Outcome.SOFT, "RuntimeError")
    assert len(found) == len(URLS)


def test_whoever_stops_reading_stops_the_asking() -> None:
    """As Ctrl+C does: the request that runs may end, and none begins."""
    asked: list[str] = []
    first, go_on = threading.Event(), threading.Event()

    def ask(url: str) -> Answer:
        asked.append(url)
        if len(asked) == 2:
            first.set()
            go_on.wait(WAIT)
        return FINE

    before = set(threading.enumerate())
    answers = ask_all(ask, URLS, 1)
    next(answers)
    assert first.wait(WAIT)
    answers.close()  # type: ignore[attr-defined]
    go_on.set()
    for thread in set(threading.enumerate()) - before:
        thread.join(WAIT)
    assert asked == URLS[:2]


def test_an_address_that_is_never_answered_does_not_keep_the_others() -> None:
    never = threading.Event()

    def ask(url: str) -> Answer:
        if url == URLS[0]:
            never.wait(WAIT)
        return FINE

    found = dict(ask_all(ask, URLS, 1, longest=0.3))
    never.set()
    assert found.pop(URLS[0]) == Answer(Outcome.SOFT, "te traag")
    assert set(found.values()) == {FINE}
