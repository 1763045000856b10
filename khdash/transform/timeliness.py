"""How provinces keep to the due dates of rounds of collection."""

from __future__ import annotations

from datetime import date

import pandas as pd

from khdash.model.frames import each_row
from khdash.model.rows import Row


def timeliness(hand_ins: pd.DataFrame, day: date) -> list[Row]:
    """A row for each province of a HandInFrame, as of a day: how many rounds whose day is past
    asked it, or to which it sent before; how many it answered in time, late, not at all; the days
    of lateness in the order of the rounds.

    The first submission to a round counts, whatever became of it.
    """
    found: dict[str, list[int | None]] = {}
    for row in each_row(hand_ins):
        due = row.due.date()
        if pd.notna(row.sent_at) and row.sent_at.date() <= day:
            late = (row.sent_at.date() - due).days
            found.setdefault(row.unit, []).append(max(0, late))
        elif day > due:
            found.setdefault(row.unit, []).append(None)
    return [
        {
            "unit": unit,
            "asked": len(days),
            "in_time": days.count(0),
            "late": sum(1 for one in days if one),
            "owing": days.count(None),
            "days_late": [one for one in days if one],
        }
        for unit, days in found.items()
    ]
