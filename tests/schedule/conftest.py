"""A home with a schedule, a clock that is told the time, a mail server that keeps what it gets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from khdash.model.dataset import Dataset
from khdash.schedule.apart import make_here
from khdash.schedule.doing import Office
from khdash.schedule.duty import Duty
from khdash.schedule.table import add_row
from khdash.store.database import Database
from khdash.store.places import Places
from tests.published import at

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
STEP = 5


@dataclass
class ToldClock:
    """A clock that stands where it was put; waiting moves it on to the next five minutes."""

    time: datetime
    zone: tzinfo | None = VIETNAM
    end: datetime = field(default=datetime(9999, 1, 1, tzinfo=UTC))

    def now(self) -> datetime:
        return self.time

    def wait(self, seconds: float) -> bool:
        minutes = STEP - self.time.minute % STEP
        self.time += timedelta(minutes=minutes)
        return self.time >= self.end

    def put(self, text: str) -> None:
        """A moment of Vietnam: `2026-03-02 07:00`."""
        self.time = moment(text)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM).astimezone(UTC)


@pytest.fixture
def places(own: Path) -> Places:
    return at(own)


@pytest.fixture
def database(places: Places) -> Iterator[Database]:
    with Database.open(places) as found:
        yield found


@pytest.fixture
def clock() -> ToldClock:
    return ToldClock(moment("2027-03-01 06:00"))


@pytest.fixture
def office(places: Places, database: Database, clock: ToldClock) -> Office:
    @cache
    def dataset(version: int) -> Dataset:
        return database.dataset()

    return Office(places, lambda: database, lambda: dataset(database.version()), make_here, clock)


@pytest.fixture
def add(places: Places, database: Database) -> Callable[..., Duty]:
    """add(what="docx", to="lich", …): one more row, by default of every day at seven."""

    def added(**cells: str) -> Duty:
        usual = {"code": cells["what"], "every": "day", "at": "07:00", "to": "lich"}
        return add_row(places, {**usual, **cells}, database.catalogue())

    return added
