"""Making a product in a process of its own, so that those who read do not wait for it.

It gets the figures of one version and gives back files; it never opens the database.
"""

from __future__ import annotations

import pickle
import traceback
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Event, Thread
from typing import Any

from khdash.ingest.apart import end_with_parent
from khdash.ingest.budget import give_way
from khdash.locale import mark
from khdash.schedule.fault import NotDone
from khdash.schedule.kinds import KINDS
from khdash.schedule.product import Given, Product

LOOK = 0.5
"""Seconds between two looks whether the process is to end."""
MOST_LOOKS = 3600
"""After half an hour a process that is not done is ended."""


def make_here(given: Given) -> Product | None:
    """The product; None where an alert has nothing to tell."""
    return KINDS[given.kind].make(given)


class MakingEnded(Exception):
    """The application ends; what was being made is made at its next start."""


class Maker:
    """Makes products apart; a process for each, started by spawn."""

    def __init__(self) -> None:
        self._spawn, self._stopped = get_context("spawn"), Event()

    def __call__(self, given: Given) -> Product | None:
        """make_here in another process. Raises NotDone, MakingEnded."""
        ours, theirs = self._spawn.Pipe()
        process: Any = self._spawn.Process(target=_work, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        try:
            ours.send_bytes(pickle.dumps(given.sent()))
            for _ in range(MOST_LOOKS):
                if ours.poll(LOOK):
                    return _taken(ours)
                if self._stopped.is_set():
                    raise MakingEnded
        except (EOFError, OSError) as error:
            raise _stopped() from error
        finally:
            process.kill()
            process.join()
            ours.close()
        raise _stopped()

    def start(self) -> None:
        """Let things be made again after a stop."""
        self._stopped.clear()

    def stop(self) -> None:
        """End what is being made; nothing is made any more."""
        self._stopped.set()


def _taken(ours: Connection) -> Product | None:
    made, product = pickle.loads(ours.recv_bytes())
    if not made:
        raise unexpected()
    found: Product | None = product
    return found


def unexpected() -> NotDone:
    """A fault of the program itself, whose trace stands in the log."""
    return NotDone(mark("Không làm được. Lỗi đã được ghi vào nhật ký của máy chủ."), again=True)


def _stopped() -> NotDone:
    return NotDone(
        mark("Việc làm tài liệu dừng giữa chừng: máy hết bộ nhớ, hoặc làm quá lâu."), again=True
    )


def _work(theirs: Connection) -> None:
    """What the process does: whether it made a product, and the product."""
    give_way()
    Thread(target=end_with_parent, daemon=True).start()
    given: Given = pickle.loads(theirs.recv_bytes())
    try:
        answer = (True, make_here(given))
    except Exception:  # told to the parent, which tells the steward
        traceback.print_exc()
        answer = (False, None)
    theirs.send_bytes(pickle.dumps(answer))
