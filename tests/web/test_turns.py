"""Pages are drawn one after another, and one that waits holds nobody up for long."""

from __future__ import annotations

import time
from threading import Event, Thread

from khdash.web.shell.turns import Turns


def reader(turns: Turns, name: str, seen: list[str], until: Event) -> Thread:
    def draw() -> None:
        with turns.turn():
            seen.append(f"{name} in")
            until.wait(10)
            seen.append(f"{name} out")

    thread = Thread(target=draw)
    thread.start()
    return thread


def settle(condition: object) -> None:
    for _ in range(500):
        if callable(condition) and condition():
            return
        time.sleep(0.01)
    raise AssertionError("did not come")


def test_pages_are_drawn_one_by_one_in_the_order_of_the_clicks() -> None:
    turns, seen, go = Turns(patience=30), list[str](), Event()
    threads = [reader(turns, "a", seen, go)]
    settle(lambda: seen == ["a in"])
    for name in "bcd":
        waiting = len(turns._waiting)
        threads.append(reader(turns, name, seen, go))
        settle(lambda waiting=waiting: len(turns._waiting) == waiting + 1)
    assert seen == ["a in"]
    go.set()
    for thread in threads:
        thread.join(10)
    assert seen == ["a in", "a out", "b in", "b out", "c in", "c out", "d in", "d out"]


def test_a_page_that_waits_does_not_hold_up_the_others() -> None:
    turns, seen, never, go = Turns(patience=0.05), list[str](), Event(), Event()
    stuck = reader(turns, "stuck", seen, never)
    settle(lambda: seen == ["stuck in"])
    go.set()
    others = [reader(turns, name, seen, go) for name in "bc"]
    for other in others:
        other.join(10)
    assert seen[0] == "stuck in"
    assert sorted(seen[1:]) == ["b in", "b out", "c in", "c out"]
    never.set()
    stuck.join(10)
    with turns.turn():  # Everybody has left: the next one need not wait.
        assert turns._inside == 1


def test_an_error_on_a_page_gives_the_turn_on() -> None:
    turns = Turns(patience=30)
    for _ in range(3):
        try:
            with turns.turn():
                raise RuntimeError("page")
        except RuntimeError:
            pass
    assert turns._inside == 0
