"""On which day an exhibit judges what is overdue, late or yet to come."""

from __future__ import annotations

from datetime import date, datetime, time

from khdash.model.selection import Selection
from khdash.store import moment

LAST_SECOND = time(23, 59, 59)


def of_the_day(selection: Selection) -> Selection:
    """The same as known at the end of today, where no moment is asked for: it is one question all
    day, and another one tomorrow.
    """
    if selection.as_known_at is not None:
        return selection
    return selection.with_(as_known_at=datetime.combine(moment.now().date(), LAST_SECOND))


def day_of(selection: Selection) -> date:
    """The day of the moment that is asked for, or today."""
    return (selection.as_known_at or moment.now()).date()
