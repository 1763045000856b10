"""What the check of one file may use, and how much of it is used; on every system alike."""

from __future__ import annotations

from dataclasses import dataclass

import psutil

from khdash.model import settings
from khdash.reading.table import UnusableFile

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Budget:
    """CPU seconds of one check, and megabytes of memory above what its process had before."""

    seconds: float = 120
    megabytes: float = 3_000


def told_budget() -> Budget:
    """The budget that the settings tell. Raises BadSetting."""
    return Budget(
        settings.number("KHDASH_CHECK_SECONDS"), settings.number("KHDASH_CHECK_MEGABYTES")
    )


class Meter:
    """What a process has used since the meter was made."""

    def __init__(self, process: int) -> None:
        """process: its number. Raises psutil.NoSuchProcess where it has ended."""
        self._process = psutil.Process(process)
        self._seconds, self._megabytes = self._used()

    def over(self, budget: Budget) -> UnusableFile | None:
        """Why the file is refused, None while the process keeps to the budget or has ended."""
        try:
            seconds, megabytes = self._used()
        except psutil.NoSuchProcess:
            return None
        if seconds - self._seconds > budget.seconds:
            return UnusableFile("too-much-time", limit=budget.seconds)
        if megabytes - self._megabytes > budget.megabytes:
            return UnusableFile("too-much-memory", limit=budget.megabytes)
        return None

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()

    def _used(self) -> tuple[float, float]:
        """CPU seconds and megabytes of memory of the process so far."""
        with self._process.oneshot():
            times = self._process.cpu_times()
            return times.user + times.system, self._process.memory_info().rss / MEGABYTE


def give_way() -> None:
    """Let every other process of the machine go before this one."""
    windows = psutil.WINDOWS
    psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if windows else 10)
