"""While the server runs: each new version of the data computed before a reader asks for it."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event, Thread

from khdash.exhibit.ahead import compute_ahead
from khdash.model.dataset import Dataset
from khdash.model.log import failed
from khdash.store.errors import StoreError
from khdash.web.common import reader

PAUSE = 2.0
"""Seconds between two looks at the version; a look asks nothing of the file."""


@asynccontextmanager
async def computing_ahead(_app: object) -> AsyncIterator[None]:
    """The lifespan of the application, with a thread beside those of the readers."""
    stopped = Event()
    thread = Thread(target=_compute, args=(stopped,), name="ahead", daemon=True)
    thread.start()
    yield
    stopped.set()


def _compute(stopped: Event) -> None:
    done: Dataset | None = None
    while not stopped.wait(PAUSE if done else 0.1):
        try:
            newest = reader.dataset()
        except StoreError:
            stopped.wait(PAUSE)  # each page says in words what is wrong with the store
            continue
        if newest is not done:
            done = newest
            try:
                compute_ahead(newest)
            except Exception as error:
                # The page that needs the same will say so; the server must not fall with it.
                failed("ahead", error)
            _settle()


def _settle() -> None:
    """Take what stays as long as the version out of what the collector looks through.

    The records of a version are millions of objects; each full collection in the middle of a click
    would go through all of them. What goes with the version before is freed first.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
