"""Figures that somebody asked to look at again: the questions, the answers, and which are open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import pandas as pd

from khdash.exhibit.topics.lookup.key import FigureKey

Status = Literal["open", "confirmed", "closed"]
SUBJECT = ["unit", "indicator", "subgroup", "basis", "year"]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One entry: a question, an answer or the end of it.

    finding: code of the finding that it concerns, '' for a flag set by hand.
    """

    finding: str
    status: Status
    comment: str
    by: str
    at: datetime
    batch_id: int


def follow_ups_of(records: pd.DataFrame, key: FigureKey) -> tuple[FollowUp, ...]:
    """The entries on a figure, oldest first."""
    rows: list[Any] = list(
        records[_concerns(records, key)].sort_values("batch_id", kind="stable").itertuples()
    )
    return tuple(
        FollowUp(
            row.finding,
            row.status,
            row.comment,
            row.committed_by,
            pd.Timestamp(row.committed_at).to_pydatetime(),
            int(row.batch_id),
        )
        for row in rows
    )


def is_open(entries: tuple[FollowUp, ...]) -> bool:
    """Whether a question is still waiting: the newest entry on one of the findings is open."""
    newest = {entry.finding: entry.status for entry in entries}
    return "open" in newest.values()


def open_figures(records: pd.DataFrame) -> frozenset[tuple[Any, ...]]:
    """(unit, indicator, subgroup, basis, year) of every figure with an open question."""
    newest = records.sort_values("batch_id", kind="stable").drop_duplicates(
        [*SUBJECT, "finding"], keep="last"
    )
    return frozenset(map(tuple, newest.loc[newest["status"] == "open", SUBJECT].to_numpy()))


def record(key: FigureKey, status: Status, comment: str, finding: str = "") -> dict[str, Any]:
    """The entry as the store's table `follow_up` keeps it."""
    return {
        "unit": key.unit,
        "indicator": key.indicator,
        "subgroup": key.subgroup,
        "basis": key.basis,
        "year": key.year,
        "finding": finding,
        "status": status,
        "comment": comment,
    }


def _concerns(records: pd.DataFrame, key: FigureKey) -> pd.Series:
    concerns = pd.Series(True, index=records.index)
    for name in SUBJECT:
        concerns &= records[name] == getattr(key, name)
    return concerns
