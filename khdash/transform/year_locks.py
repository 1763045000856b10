"""Which years are closed: the newest word on each year and province counts."""

from __future__ import annotations

import pandas as pd


def locks_in_force(records: pd.DataFrame) -> pd.DataFrame:
    """The newest row of each year and unit where it locks, by year; unit '' is every unit.

    records: year, unit, locked and any further columns, oldest first.
    """
    newest = records.drop_duplicates(["year", "unit"], keep="last")
    closed = newest[newest["locked"].astype(bool)]
    return closed.sort_values(["year", "unit"], ignore_index=True)
