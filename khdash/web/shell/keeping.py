"""While the server runs: the schedule kept, beside the readers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread

from khdash.schedule.apart import Maker
from khdash.schedule.clock import ComputerClock
from khdash.schedule.doing import Office
from khdash.schedule.keeper import Keeper
from khdash.store.places import here
from khdash.web.common import reader

MAKER = Maker()
"""Makes what the schedule and commands ask for, one process at a time."""


@asynccontextmanager
async def keeping_schedule(_app: object) -> AsyncIterator[None]:
    """The lifespan of the application, with a thread that waits and lets another process work.

    A copy for reading keeps none: the schedule belongs to whoever owns the figures.
    """
    clock = ComputerClock()
    MAKER.start()
    if not reader.is_copy():
        office = Office(here(), reader.database, reader.dataset, MAKER, clock)
        Thread(target=Keeper(office).run, name="schedule", daemon=True).start()
    yield
    clock.stopped.set()
    MAKER.stop()
