"""The time, and waiting: given to whoever needs it, so that a test can be told another."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from threading import Event
from typing import Protocol


class Clock(Protocol):
    """zone: that of the schedule, None for the computer's own."""

    zone: tzinfo | None

    def now(self) -> datetime:
        """This moment in UTC."""

    def wait(self, seconds: float) -> bool:
        """Let time pass; True where the end has come."""


class ComputerClock:
    """The clock of the computer, until somebody stops it."""

    zone: tzinfo | None = None

    def __init__(self) -> None:
        self.stopped = Event()

    def now(self) -> datetime:
        return datetime.now(UTC)

    def wait(self, seconds: float) -> bool:
        return self.stopped.wait(seconds)


def local(moment: datetime, zone: tzinfo | None) -> datetime:
    """A moment as the clock on the wall shows it, without a zone."""
    return moment.astimezone(zone).replace(tzinfo=None)
