"""The few frames that travel between layers: their columns, dtypes and what a gap in them means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

OBSERVATION: dict[str, str] = {
    "unit": "str",  # unit key: code, with @valid_from where it has one
    "indicator": "str",
    "subgroup": "str",  # '' where the figure concerns the whole denominator
    "basis": "str",  # '' | all | registered | unstated
    "year": "int64",
    "period_start": "datetime64[us]",  # NaT: the whole year, or a moment in it
    "period_end": "datetime64[us]",
    "as_of": "datetime64[us]",  # last day of the stated period
    "point": "str",  # 'year_end', or 'YYYY-MM' for a figure of the year's first nine months
    "value": "float64",  # in the catalogue's unit
    "qualifier": "str",  # exact | at_least | nearly | about
    "lower": "float64",  # bounds that the qualifier states; ±inf where open
    "upper": "float64",
    "source_id": "str",
    "confidence": "str",  # high | medium | low
    "batch_id": "int64",
    "sheet": "str",
    "cell": "str",
    "note_vi": "str",
    "note_en": "str",
    "standing": "str",  # current | rival | other_time
    "origin": "str",  # published | derived
}
"""ObservationFrame: one row a figure. `current` rows are the yearly figures that transforms use;
`rival` rows are other published figures for the same key; `other_time` rows describe an earlier
point in the same year. A missing figure has no row."""

TOTAL: dict[str, str] = {
    "year": "int64",
    "value": "float64",  # NaN where coverage is below five eighths
    "lower": "float64",
    "upper": "float64",
    "covered": "int64",
    "expected": "int64",
    "missing": "object",  # tuple of unit keys
}
"""TotalFrame: one row a year."""

STATUS: dict[str, str] = {
    "unit": "str",
    "indicator": "str",
    "subgroup": "str",
    "basis": "str",  # of the figures; '' where none stands on a basis that the target may judge
    "target_unit": "str",  # the unit itself, or the country
    "target_basis": "str",
    "instrument_vi": "str",
    "instrument_en": "str",
    "method": "str",  # growth | points
    "base_year": "Int64",
    "base_value": "float64",
    "base_lower": "float64",
    "base_upper": "float64",
    "base_source_id": "str",
    "latest_year": "Int64",
    "latest_value": "float64",
    "latest_lower": "float64",
    "latest_upper": "float64",
    "latest_source_id": "str",
    "origin": "str",  # of both figures: published | derived
    "target_year": "int64",
    "target_value": "float64",
    "achieved_per_year": "float64",  # fraction (growth) or percentage points (points)
    "achieved_per_year_lower": "float64",
    "achieved_per_year_upper": "float64",
    "needed_per_year": "float64",
    "needed_per_year_lower": "float64",
    "needed_per_year_upper": "float64",
    "ratio": "float64",
    "ratio_lower": "float64",
    "ratio_upper": "float64",
    "status": "str",  # '' for a target that is only a reference
    "reason": "str",  # why there is no status: transform.target_status.REASONS
    "worst": "str",  # the statuses at the ends of the bounds
    "best": "str",
    "provisional": "bool",  # a denominator is not stated
    "judged": "bool",  # the one row that counts for the unit, subgroup and target year
    "years_left": "Int64",  # from the latest figure to the target year
    "remaining": "float64",  # target less latest figure, never below 0
    "remaining_lower": "float64",
    "remaining_upper": "float64",
    "remaining_per_year": "float64",
    "remaining_per_year_lower": "float64",
    "remaining_per_year_upper": "float64",
    "remaining_growth": "float64",  # the growth rate that closes the gap; NaN for percentages
}
"""StatusFrame: one row a unit, target (of one instrument) and basis; NaN is a number that cannot
be given, an open bound is ±inf."""

CONFIRMATION: dict[str, str] = {
    "rule": "str",
    "unit": "str",
    "indicator": "str",
    "subgroup": "str",
    "basis": "str",
    "year": "int64",
    "seen": "str",  # the values that were judged
    "note": "str",
    "committed_by": "str",
    "committed_at": "datetime64[us]",
}
"""ConfirmationFrame: one row a finding that a person confirmed as right, oldest first."""

EXPLANATION: dict[str, str] = {
    "batch_id": "int64",
    "unit": "str",
    "indicator": "str",
    "subgroup": "str",
    "basis": "str",
    "year": "int64",
    "point": "str",
    "period": "str",  # '' for a yearly figure, otherwise 'start/end'
    "value": "float64",  # the figure that is explained, as it then stood
    "qualifier": "str",
    "text": "str",  # '' takes the explanation back
    "committed_by": "str",
    "committed_at": "datetime64[us]",
}
"""ExplanationFrame: one row a text by which the office explains a figure, oldest first; the newest
for a figure and its value counts."""

TASK_STATUS: dict[str, str] = {
    "batch_id": "int64",
    "task": "str",  # code of the task or item
    "unit": "str",
    "status": "str",  # khdash.model.tasks.STATES
    "status_date": "datetime64[us]",
    "evidence_url": "str",
    "note": "str",
    "done": "Int64",  # how much of it is done, of `total`; <NA> where nobody said so
    "total": "Int64",
    "committed_by": "str",
    "committed_at": "datetime64[us]",
}
"""TaskStatusFrame: one row a state that a person entered, oldest first; the newest counts."""

HAND_IN: dict[str, str] = {
    "round": "int64",
    "due": "datetime64[us]",  # the last day on which figures are in time
    "unit": "str",
    "sent_at": "datetime64[us]",  # of the first submission; NaT while there is none
}
"""HandInFrame: one row a round of collection and province that it asks, oldest round first."""


def check_columns(frame: pd.DataFrame, contract: dict[str, str]) -> pd.DataFrame:
    """The frame itself, after checking that every column of the contract is there.

    Raises ValueError with the missing names: a programmer's error, never a reader's.
    """
    missing = [name for name in contract if name not in frame.columns]
    if missing:
        raise ValueError(f"frame lacks the columns {', '.join(missing)}")
    return frame


def empty(contract: dict[str, str]) -> pd.DataFrame:
    """A frame of the contract without rows."""
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in contract.items()})


def each_row(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame as named tuples, their cells as attributes; the first field is Index."""
    if len(frame):
        yield from frame.itertuples()


def each_group(frame: pd.DataFrame, by: str | list[str]) -> Iterator[tuple[Any, pd.DataFrame]]:
    """The groups in order of first appearance, with the value or values that they share."""
    yield from frame.groupby(by, sort=False)


def stacked(*frames: pd.DataFrame) -> pd.DataFrame:
    """The frames one below the other; empty ones are left out so that dtypes survive."""
    filled = [frame for frame in frames if len(frame)] or [frames[0]]
    return pd.concat(filled, ignore_index=True) if len(filled) > 1 else filled[0]
