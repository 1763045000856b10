"""Figures of one indicator in time, and which of them a line may join."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from khdash.model.entries import SeriesBreak

ORDER = ["unit", "basis", "origin", "year"]


def series_of(current: pd.DataFrame, indicator: str, *, subgroup: str = "") -> pd.DataFrame:
    """The rows of one indicator, sorted by unit, basis, origin and year."""
    rows = current[(current["indicator"] == indicator) & (current["subgroup"] == subgroup)]
    return rows.sort_values(ORDER, kind="stable", ignore_index=True)


def joined(
    series: pd.DataFrame,
    breaks: Sequence[SeriesBreak],
    *,
    first_year: int | None = None,
    last_year: int | None = None,
    derived_breaks: Sequence[SeriesBreak] | None = None,
) -> pd.DataFrame:
    """The series with the runs of comparable figures and the segments a solid line may draw.

    run: figures comparable with each other: same unit, subgroup, basis and origin, no break
    between, same coverage of a merged unit, and one source where the basis is unstated.
    segment: the part of a run without a missing year. lone: a segment of one figure.
    Both are numbered from 0 over the frame. derived_breaks: the breaks of computed rows, where
    they differ from those of published ones (default: the same).
    """
    rows = _between(series, first_year, last_year)
    rows = rows.sort_values(["subgroup", *ORDER], kind="stable", ignore_index=True)
    keys = _run_keys(rows, breaks, breaks if derived_breaks is None else derived_breaks)
    numbers: dict[tuple[object, ...], int] = {}
    runs = [numbers.setdefault(key, len(numbers)) for key in keys]
    rows = rows.assign(run=pd.Series(runs, dtype="int64"))
    rows = rows.sort_values(["run", "year"], kind="stable", ignore_index=True)
    starts = (rows["run"].diff() != 0) | (rows["year"].diff() != 1)
    rows["segment"] = starts.cumsum().astype("int64") - 1
    rows["lone"] = rows.groupby("segment")["year"].transform("size") == 1
    return rows


def _between(series: pd.DataFrame, first_year: int | None, last_year: int | None) -> pd.DataFrame:
    kept = pd.Series(True, index=series.index)
    if first_year is not None:
        kept &= series["year"] >= first_year
    if last_year is not None:
        kept &= series["year"] <= last_year
    return series[kept]


def _run_keys(
    rows: pd.DataFrame, breaks: Sequence[SeriesBreak], derived_breaks: Sequence[SeriesBreak]
) -> list[tuple[object, ...]]:
    """What two figures must share to be comparable."""
    coverage = rows["parts_missing"] if "parts_missing" in rows else [()] * len(rows)
    columns = ["unit", "subgroup", "basis", "origin", "source_id", "year"]
    keys: list[tuple[object, ...]] = []
    for (unit, subgroup, basis, origin, source, year), missing in zip(
        rows[columns].itertuples(index=False, name=None), coverage, strict=True
    ):
        own = derived_breaks if origin == "derived" else breaks
        passed = sum(1 for b in own if b.year <= year)
        one_source = source if basis == "unstated" else ""
        keys.append((unit, subgroup, basis, origin, one_source, tuple(missing), passed))
    return keys
