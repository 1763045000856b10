"""Readers' pages are drawn by turns, in the order of their clicks.

Python runs one thread at a time, and each of the hundred messages of a page lets all others go
first: forty pages drawn together are each as late as the last of them.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

PATIENCE = 0.5
"""Seconds after which a page that waits for something itself no longer holds up the next one."""


class Turns:
    """Lets one in at a time, the others in the order in which they came."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._inside = 0
        self._entered = 0.0
        self._waiting: deque[Event] = deque()
        self._lock = Lock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait until it is this thread's turn; that of the next one comes with the block's end."""
        self._enter()
        try:
            yield
        finally:
            self._leave()

    def _enter(self) -> None:
        with self._lock:
            if not self._inside:
                self._let_in()
                return
            own = Event()
            self._waiting.append(own)
        while not own.wait(self._patience):
            with self._lock:
                first = bool(self._waiting) and self._waiting[0] is own
                if first and time.monotonic() - self._entered >= self._patience:
                    self._waiting.popleft()
                    self._let_in()
                    return

    def _leave(self) -> None:
        with self._lock:
            self._inside -= 1
            if self._waiting and not self._inside:
                self._let_in()
                self._waiting.popleft().set()

    def _let_in(self) -> None:
        self._inside += 1
        self._entered = time.monotonic()


TURNS = Turns()
