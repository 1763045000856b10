"""A check in a process of its own, so that those who read do not wait for it.

The process never opens the database: it gets the bytes and what is known, reads, recognises and
applies the rules. What a commit would do with each cell is asked of the store afterwards, here.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as StillRunning
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from itertools import count
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Lock, Thread
from typing import Any

import pandas as pd
import psutil

from khdash.ingest.budget import Budget, Meter, give_way
from khdash.ingest.check import CheckReport, Known
from khdash.ingest.check.check import Store, classified
from khdash.ingest.pipeline import Options, Stage, check_bytes, unusable
from khdash.ingest.recognise import Choices
from khdash.reading.table import Limits, UnusableFile

MOST_STARTS = 10
"""How often a check that has not begun is handed to another process."""
LOOK = 0.1
"""Seconds between two looks at how far the work is, and at what it uses."""
SMALL = Limits(
    file_bytes=100_000,
    unpacked_bytes=200_000,
    cells=20_000,
    columns=200,
    copied_cells=20_000,
    sheets=20,
    cell_characters=50_000,
)
"""The check of a file within these is over before another reader would notice."""
BEYOND_SMALL = frozenset(
    (
        "too-large",
        "zip-bomb",
        "too-many-cells",
        "too-many-columns",
        "too-many-sheets",
        "cell-too-long",
    )
)

Told = tuple[int, int, Stage, float]
"""Number of the task, number of the process, and how far the task is."""
TRAVELS = ("sheets", "encoding", "delimiter", "limits")
"""The options that a process can be sent; whom to tell stays here."""


class CheckStopped(Exception):
    """The process ended before the check did: it was killed, or had no memory left."""


@dataclass
class _Task:
    """A check that was handed over: how far it is, and what it uses since it began."""

    stage: Stage = "read"
    share: float = 0.0
    meter: Meter | None = None
    refused: UnusableFile | None = None


class Worker:
    """One process for all checks, started with the first; they follow one another."""

    def __init__(self, budget: Budget | None = None) -> None:
        self.budget = budget or Budget()
        self._spawn, self._lock = get_context("spawn"), Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._told: Any = None
        self._tasks: dict[int, _Task] = {}
        self._numbers = count()

    def check(
        self, data: bytes, file_name: str, known: Known, choices: Choices | None, options: Options
    ) -> CheckReport:
        """What check_bytes says without a store; a file that costs more than the budget is refused.

        Raises CheckStopped.
        """
        own = {name: getattr(options, name) for name in TRAVELS}
        for _ in range(MOST_STARTS):
            number, task = next(self._numbers), _Task()
            self._tasks[number] = task
            try:
                work = self._submit(number, data, file_name, known, choices, own)
                report = _whole(self._result(work, task, options.progress))
            except (BrokenProcessPool, CancelledError):
                if task.refused is not None:
                    return unusable(known, file_name, data, task.refused)
                if task.meter is not None:
                    break
                # It waited behind another file, with which the process ended.
            else:
                return replace(report, data=data) if report.table is not None else report
            finally:
                self._tasks.pop(number, None)
        raise CheckStopped(file_name)

    def stop(self) -> None:
        """End the process; the next check starts another."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def _submit(self, number: int, *what: Any) -> Future[list[bytes]]:
        """Hand a check over, to another process where the last one has ended."""
        with self._lock:
            if self._pool is not None:
                try:
                    return self._pool.submit(_check, number, *what)
                except BrokenProcessPool:
                    self._end()
            self._told = self._spawn.SimpleQueue()
            self._pool = ProcessPoolExecutor(
                1, mp_context=self._spawn, initializer=_begin, initargs=(self._told,)
            )
            return self._pool.submit(_check, number, *what)

    def _result(
        self,
        work: Future[list[bytes]],
        task: _Task,
        progress: Callable[[Stage, float], None],
    ) -> list[bytes]:
        while True:
            try:
                return work.result(timeout=LOOK)
            except StillRunning:
                self._hear()
                if task.meter is None:
                    continue
                progress(task.stage, task.share)
                task.refused = task.refused or task.meter.over(self.budget)
                if task.refused is not None:
                    task.meter.kill()

    def _hear(self) -> None:
        """Take in what the process told, of whichever task."""
        with self._lock:
            while not self._told.empty():
                number, process, stage, share = self._told.get()
                task = self._tasks.get(number)
                if task is None:
                    continue
                task.stage, task.share = stage, share
                if task.meter is None:
                    try:
                        task.meter = Meter(process)
                    except psutil.NoSuchProcess:
                        continue


def check_here_or_apart(
    worker: Worker,
    data: bytes,
    file_name: str,
    known: Known,
    choices: Choices | None,
    options: Options,
) -> CheckReport:
    """The check without a store: here as long as the file proves small, else by the worker.

    Raises CheckStopped.
    """
    if len(data) <= SMALL.file_bytes:
        report = check_bytes(
            data, file_name, known, None, choices=choices, options=replace(options, limits=SMALL)
        )
        if not any(found.code in BEYOND_SMALL for found in report.findings):
            return report
    return worker.check(data, file_name, known, choices, options)


def check_bytes_apart(
    worker: Worker,
    data: bytes,
    file_name: str,
    known: Known,
    database: Store | None,
    *,
    choices: Choices | None,
    options: Options,
) -> CheckReport:
    """check_bytes where others read at the same time. Raises CheckStopped."""
    report = check_here_or_apart(worker, data, file_name, known, choices, options)
    return report if database is None else reviewed(report, database)


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
    give_way()
    Thread(target=end_with_parent, daemon=True).start()


def end_with_parent() -> None:
    """Wait for the end of the process that started this one, and end then."""
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
) -> list[bytes]:
    def tell(stage: Stage, share: float) -> None:
        told: Told = (task, os.getpid(), stage, share)
        _heard_by.put(told)

    options = Options(**own, progress=tell)
    return _in_parts(check_bytes(data, file_name, known, None, choices=choices, options=options))


def _in_parts(report: CheckReport) -> list[bytes]:
    """The report without its cells, and each column of these.

    Pickle makes a list of a column of objects and keeps it to its end: one column at a time.
    """
    data = b"" if report.table is not None else report.data
    bare = replace(report, data=data, cells=report.cells[:0])
    return [pickle.dumps(bare), *(pickle.dumps(column) for _, column in report.cells.items())]


def _whole(parts: list[bytes]) -> CheckReport:
    report, *columns = map(pickle.loads, parts)
    return replace(report, cells=pd.DataFrame({own.name: own for own in columns}, copy=False))
