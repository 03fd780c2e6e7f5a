"""Work shared out over processes: the same results, and errors that are told."""

from __future__ import annotations

import multiprocessing
import os
import time

import pytest
from finder.errors import PublishError
from finder.findings import Finding
from finder.publishing.sharing import cores, in_parts, shared

from tests.limits import ANSWER

WRONG = Finding("rule", "file.yml", 3, "field", "Dit is fout.", "Herstel het.")


@pytest.mark.parametrize("processes", [1, 2])
def test_every_part_is_done_and_comes_back_in_its_place(processes: int) -> None:
    known = "in memory"
    with shared(lambda part: (part, known), processes) as begin:
        begun = [begin(number) for number in range(5)]
        assert [part.result(ANSWER) for part in begun] == [(number, known) for number in range(5)]


def test_two_processes_are_others_than_this_one() -> None:
    with shared(lambda _part: os.getpid(), 2) as begin:
        assert begin(0).result(ANSWER) != os.getpid()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_comes_back_with_its_findings(processes: int) -> None:
    def fail(_part: object) -> None:
        raise PublishError([WRONG])

    with pytest.raises(PublishError) as caught, shared(fail, processes) as begin:
        begin(0).result(ANSWER)
    assert caught.value.findings == [WRONG]


def test_a_process_that_dies_is_told_in_words() -> None:
    def die(_part: object) -> None:
        os._exit(9)

    with pytest.raises(PublishError, match="Was er genoeg geheugen"), shared(die, 2) as begin:
        begin(0).result(ANSWER)


def test_a_part_that_never_ends_is_told_in_words() -> None:
    with (
        pytest.raises(PublishError, match="hield niet op"),
        shared(lambda _part: time.sleep(ANSWER), 2) as begin,
    ):
        begin(0).result(0.1)
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("number", [0, 1, 7, 100])
def test_a_list_in_parts_is_done_whole_and_in_order(number: int) -> None:
    found = in_parts(lambda part: [one * 2 for one in part], range(number))
    assert [one for part in found for one in part] == [one * 2 for one in range(number)]


def test_one_core_where_nothing_can_be_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert cores() == 1
