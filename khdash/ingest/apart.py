"""A check in a process of its own, so that those who read do not wait for it.

The process never opens the database: it gets the bytes and what is known, reads, recognises and
applies the rules. What a commit would do with each cell is asked of the store afterwards, here.
"""

from __future__ import annotations

import os
import queue
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from itertools import count
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Lock, Thread
from typing import Any

from khdash.ingest.check import CheckReport, Known
from khdash.ingest.check.check import Store, classified
from khdash.ingest.pipeline import Options, Stage, check_bytes
from khdash.ingest.recognise import Choices

LOOK = 0.1
"""Seconds between two looks at how far the work is."""

Told = tuple[int, Stage, float]
TRAVELS = ("sheets", "encoding", "delimiter", "limits")
"""The options that a process can be sent; whom to tell stays here."""


class CheckStopped(Exception):
    """The process ended before the check did: it was killed, or had no memory left."""


class Worker:
    """One process for all checks, started with the first; they follow one another."""

    def __init__(self) -> None:
        self._spawn, self._lock = get_context("spawn"), Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._told: Any = None
        self._furthest: dict[int, tuple[Stage, float]] = {}
        self._tasks = count()

    def check(
        self, data: bytes, file_name: str, known: Known, choices: Choices | None, options: Options
    ) -> CheckReport:
        """What check_bytes says without a store; raises CheckStopped."""
        task = next(self._tasks)
        own = {name: getattr(options, name) for name in TRAVELS}
        try:
            work = self._running().submit(_check, task, data, file_name, known, choices, own)
            report = self._result(work, task, options.progress)
        except BrokenProcessPool as error:
            self.stop()
            raise CheckStopped(file_name) from error
        finally:
            self._furthest.pop(task, None)
        return replace(report, data=data) if report.table is not None else report

    def stop(self) -> None:
        """End the process; the next check starts another."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def _running(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._told = self._spawn.Queue()
                self._pool = ProcessPoolExecutor(
                    1, mp_context=self._spawn, initializer=_begin, initargs=(self._told,)
                )
            return self._pool

    def _result(
        self, work: Future[CheckReport], task: int, progress: Callable[[Stage, float], None]
    ) -> CheckReport:
        while True:
            try:
                return work.result(timeout=LOOK)
            except StillRunning:
                self._hear()
                if task in self._furthest:
                    progress(*self._furthest[task])

    def _hear(self) -> None:
        while True:
            try:
                task, stage, share = self._told.get_nowait()
            except queue.Empty:
                return
            self._furthest[task] = stage, share


def reviewed(report: CheckReport, store: Store) -> CheckReport:
    """The report with what a commit to the store would do with each cell."""
    if report.table is None or report.cells.empty:
        return report
    return replace(report, cells=classified(report.cells, store))


_heard_by: Any = None


def _begin(told: Any) -> None:
    """Set up the process: whom it tells, and that it ends with its parent, however that ends."""
    global _heard_by
    _heard_by = told
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _check(
    task: int,
    data: bytes,
    file_name: str,
    known: Known,
    choices: Choices | None,
    own: dict[str, Any],
) -> CheckReport:
    def tell(stage: Stage, share: float) -> None:
        told: Told = (task, stage, share)
        _heard_by.put(told)

    options = Options(**own, progress=tell)
    report = check_bytes(data, file_name, known, None, choices=choices, options=options)
    return replace(report, data=b"") if report.table is not None else report
