"""The schedule kept: what is due is done, what was missed once, what failed is tried again."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from khdash.schedule.apart import MakingEnded
from khdash.schedule.clock import Clock
from khdash.schedule.doing import SETTLED, Office, do, take_up
from khdash.schedule.duty import FILE, Duty
from khdash.schedule.record import Run, newest, runs_of
from khdash.schedule.table import Schedule, read_schedule
from khdash.schedule.when import last_due, next_due
from khdash.store.errors import StoreError

LOOK = 15.0
"""Seconds between two looks at the schedule."""
PAUSES = (
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
)
"""How long to wait before each new attempt; after the last the duty waits until it is due again."""


def is_taken_up(duty: Duty, runs: Sequence[Run]) -> bool:
    """Whether a duty was seen before, since it was last removed."""
    return _is_code_taken_up(duty.code, runs)


def _is_code_taken_up(code: str, runs: Sequence[Run]) -> bool:
    last = newest(runs, code)
    return last is not None and last.outcome != "removed"


def gone(schedule: Schedule, runs: Sequence[Run]) -> tuple[str, ...]:
    """The codes of duties that were taken up and never removed, and stand in no row any more: the
    file was cut, emptied or removed."""
    codes = {run.duty for run in runs} - {duty.code for duty in schedule.duties}
    codes -= {problem.value for problem in schedule.problems}
    return tuple(sorted(code for code in codes if _is_code_taken_up(code, runs)))


def due_now(
    duty: Duty, runs: Sequence[Run], now: datetime, zone: tzinfo | None = None
) -> datetime | None:
    """When the duty was due that is to be done now; None where there is nothing to do.

    Of several times that were missed only the last is made up for. What a clock that went wrong
    recorded of later than now does not count.
    """
    due = last_due(duty.rhythm, now, zone)
    own = [run for run in runs if run.duty == duty.code and run.due <= now]
    if any(run.outcome in SETTLED and run.due >= due for run in own):
        return None
    failed = [run for run in own if run.outcome == "failed" and run.due == due]
    if not failed:
        return due
    again = _again_at(failed)
    return due if again is not None and again <= now else None


def next_time(
    duty: Duty, runs: Sequence[Run], now: datetime, zone: tzinfo | None = None
) -> datetime:
    """When the duty will be done next: now, by another attempt, or when it is due."""
    coming = next_due(duty.rhythm, now, zone)
    if due_now(duty, runs, now, zone) is not None:
        return now
    due = last_due(duty.rhythm, now, zone)
    failed = [r for r in runs if r.duty == duty.code and r.outcome == "failed" and r.due == due]
    settled = any(r.duty == duty.code and r.outcome in SETTLED and r.due >= due for r in runs)
    again = None if settled or not failed else _again_at(failed)
    return min(coming, again) if again is not None else coming


def _again_at(failed: Sequence[Run]) -> datetime | None:
    """When a duty that failed so often is tried again; None where it is not."""
    last = failed[-1]
    if not last.again or len(failed) > len(PAUSES):
        return None
    return last.at + PAUSES[len(failed) - 1]


class Keeper:
    """Looks at the schedule again and again and does what is due, one after the other."""

    def __init__(self, office: Office) -> None:
        self._office = office

    @property
    def _clock(self) -> Clock:
        return self._office.clock

    def run(self) -> None:
        """Keep the schedule until the clock says that the end has come."""
        while True:
            try:
                self.look()
            except MakingEnded:
                return
            except Exception as error:  # told in the log; the next look may go well
                traceback.print_exception(error, file=sys.stderr)
            if self._clock.wait(LOOK):
                return

    def look(self) -> None:
        """Do everything that is due now."""
        try:
            duties = self._schedule().duties
        except StoreError:
            return  # each page says in words what is wrong with the store
        for duty in duties:
            runs = runs_of(self._office.places)
            if not is_taken_up(duty, runs):
                take_up(duty, self._office)
                continue
            due = due_now(duty, runs, self._clock.now(), self._clock.zone)
            if due is not None:
                do(duty, self._office, due)

    def _schedule(self) -> Schedule:
        if not (self._office.places.home / FILE).exists():
            return Schedule()
        return read_schedule(self._office.places, self._office.dataset().catalogue)
