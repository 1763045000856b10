"""On which day an exhibit judges what is overdue, late or yet to come."""

from __future__ import annotations

from datetime import date

from khdash.model.selection import Selection
from khdash.store import moment


def day_of(selection: Selection) -> date:
    """The day of the moment that is asked for, or today."""
    return (selection.as_known_at or moment.now()).date()
