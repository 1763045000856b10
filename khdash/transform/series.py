"""Figures of one indicator in time, and which of them a line may join."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pandas as pd

from khdash.model.entries import SeriesBreak
from khdash.model.rows import Row, on_frames
from khdash.transform.records import is_firm

ORDER = ["unit", "basis", "origin", "year"]
RUN = {"run": "int64", "segment": "int64", "lone": "bool"}


def series_of(current: pd.DataFrame, indicator: str, *, subgroup: str = "") -> pd.DataFrame:
    """The rows of one indicator, sorted by unit, basis, origin and year."""
    rows = current[(current["indicator"] == indicator) & (current["subgroup"] == subgroup)]
    return rows.sort_values(ORDER, kind="stable", ignore_index=True)


@on_frames(adds=RUN)
def joined(
    series: list[Row],
    breaks: Sequence[SeriesBreak],
    *,
    first_year: int | None = None,
    last_year: int | None = None,
    derived_breaks: Sequence[SeriesBreak] | None = None,
) -> list[Row]:
    """The series with the runs of comparable figures and the segments a solid line may draw.

    run: figures comparable with each other: same unit, subgroup, basis and origin, no break
    between, same coverage of a merged unit, and one source where the basis is unstated.
    segment: the part of a run without a missing year. lone: a segment of one figure.
    Both are numbered from 0 over the rows. derived_breaks: the breaks of computed rows, where
    they differ from those of published ones (default: the same).
    """
    first = -(10**9) if first_year is None else first_year
    last = 10**9 if last_year is None else last_year
    own = {
        "published": [b.year for b in breaks],
        "derived": [b.year for b in (breaks if derived_breaks is None else derived_breaks)],
    }
    runs: dict[tuple[object, ...], list[Row]] = {}
    for row in sorted((r for r in series if first <= r["year"] <= last), key=_in_order):
        runs.setdefault(_run_key(row, own[row["origin"]]), []).append(row)
    return _numbered(runs.values())


def firm_apart(series: list[Row]) -> list[Row]:
    """The rows of `joined` as they are drawn: what may carry no sentence is a run of its own.

    Whether a figure of low confidence may be compared with the next is what is not known: a line
    between the two would show a rise or a fall that nobody vouches for (methods.md rule 6).
    """
    runs: dict[tuple[object, ...], list[Row]] = {}
    for row in series:
        runs.setdefault((row["run"], is_firm(row["confidence"])), []).append(row)
    return sorted(_numbered(runs.values()), key=_in_order)


def _numbered(runs: Iterable[list[Row]]) -> list[Row]:
    """The rows of all runs with the numbers of runs and segments."""
    found: list[Row] = []
    segment = -1
    for number, run in enumerate(runs):
        run.sort(key=lambda row: row["year"])
        joins = [after["year"] == before["year"] + 1 for before, after in pairwise(run)]
        for row, joined_before, joined_after in zip(
            run, [False, *joins], [*joins, False], strict=True
        ):
            segment += not joined_before
            lone = not joined_before and not joined_after
            found.append({**row, "run": number, "segment": segment, "lone": lone})
    return found


def _in_order(row: Row) -> tuple[object, ...]:
    return row["subgroup"], row["unit"], row["basis"], row["origin"], row["year"]


def _run_key(row: Row, breaks: Sequence[int]) -> tuple[object, ...]:
    """What two figures must share to be comparable."""
    basis = row["basis"]
    return (
        row["unit"],
        row["subgroup"],
        basis,
        row["origin"],
        row["source_id"] if basis == "unstated" else "",
        row.get("parts_missing", ()),
        sum(year <= row["year"] for year in breaks),
    )
