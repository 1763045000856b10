"""Results are computed once for all who ask together, and gone with their data."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from khdash.model.kept import kept


@dataclass(eq=False)
class Data:
    results: dict[object, Callable[..., Any]] = field(default_factory=dict)


def test_threads_that_ask_together_wait_for_one_computation() -> None:
    asked, waiting = list[int](), threading.Barrier(8)

    @kept(4)
    def square(_: Data, number: int) -> int:
        asked.append(number)
        time.sleep(0.3)  # long enough for the others to ask meanwhile
        return number * number

    data, found = Data(), list[int]()

    def ask() -> None:
        waiting.wait(5)
        found.append(square(data, 3))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [9] * 8
    assert asked == [3]


def test_the_answers_used_last_are_kept() -> None:
    asked = list[int]()

    @kept(2)
    def same(_: Data, number: int) -> int:
        asked.append(number)
        return number

    data = Data()
    for number in (1, 2, 1, 3, 1, 2):
        same(data, number)
    assert asked == [1, 2, 3, 2]


def test_heavy_answers_push_out_more_than_light_ones() -> None:
    asked = list[int]()

    @kept(10, weight=len)
    def letters(_: Data, number: int) -> str:
        asked.append(number)
        return "a" * number

    data = Data()
    for number in (4, 5, 9, 4):
        letters(data, number)
    assert asked == [4, 5, 9, 4]


def test_each_data_has_its_own_answers_and_takes_them_along() -> None:
    @kept(2)
    def of(data: Data, _: int) -> Data:
        return data

    one, other = Data(), Data()
    assert of(one, 1) is one
    assert of(other, 1) is other
    gone = weakref.ref(one)
    del one
    gc.collect()
    assert gone() is None


def test_a_failure_is_not_kept() -> None:
    tries = list[int]()

    @kept(2)
    def second_time(_: Data) -> str:
        tries.append(1)
        if len(tries) < 2:
            raise ValueError("not yet")
        return "done"

    data = Data()
    with pytest.raises(ValueError, match="not yet"):
        second_time(data)
    assert second_time(data) == "done"
