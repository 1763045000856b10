"""Whole columns a thousand times too small or too large, judged by the people of the units."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from khdash.ingest.check.facts import at_cells, sheet_of
from khdash.ingest.findings import Finding
from khdash.ingest.messages import finding
from khdash.ingest.names import indicator_name, unit_name
from khdash.model.catalogue import Catalogue
from khdash.model.frames import each_group, each_row
from khdash.model.indicators import Indicator
from khdash.rules.figures import NONE, Figures, Positions

FEWEST = 3
"""A column is judged by this many figures of units whose people are known."""
NOWHERE = np.empty(0, dtype=np.int64)
FAULT = "column-out-of-scale"


def heads_of(published: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The published counts of people as current figures, for a check without a database.

    published: Published.rows.
    """
    heads = [code for code, entry in catalogue.indicators.items() if entry.heads]
    rows = published[published["indicator"].isin(heads) & ~published["partial"].astype(bool)]
    return rows.assign(
        lower=rows["value"], upper=rows["value"], standing="current", origin="published"
    )


def out_of_scale(figures: Figures, cells: pd.DataFrame) -> tuple[Positions, tuple[Finding, ...]]:
    """The cells of columns that lie mostly beyond what their people allow, and one finding each."""
    rows, beyond = _beyond(figures)
    if not beyond.any():
        return NOWHERE, ()
    wrong, found = [NOWHERE], []
    judged = at_cells(figures.frame.iloc[rows], cells).assign(beyond=beyond)
    for _, column in each_group(judged, ["table", "column", "indicator"]):
        for side, code in ((-1, "column-too-small"), (1, "column-too-large")):
            own = column[column["beyond"] == side]
            if len(own) < FEWEST or 2 * len(own) < len(column):
                continue
            wrong.append(own["at"].to_numpy())
            found.append(_told(figures, next(each_row(own)), code, len(own)))
    return np.concatenate(wrong), tuple(found)


def _beyond(figures: Figures) -> tuple[Positions, np.ndarray]:
    """The figures whose people are known: -1 for too few beside these, 1 for too many, else 0."""
    least = figures.told(lambda entry: _or_nan(entry, "floor_per_person"), float)
    most = figures.told(lambda entry: _or_nan(entry, "ceiling_per_person"), float)
    rows = np.flatnonzero(figures.judged & (figures.value > 0) & ~np.isnan(most))
    people, _ = figures.people(rows)
    rows, people = rows[people != NONE], people[people != NONE]
    heads = figures.value[people]
    too_small = figures.upper[rows] < least[rows] * heads
    too_large = figures.lower[rows] > most[rows] * heads
    return rows, np.select([too_large, too_small], [1, -1], 0)


def _or_nan(entry: Indicator, name: str) -> float:
    value: float | None = getattr(entry, name)
    return np.nan if value is None else value


def _told(figures: Figures, row: Any, code: str, count: int) -> Finding:
    return finding(
        code,
        sheet=sheet_of(row),
        cell=row.cell,
        value=row.text,
        count=count,
        unit=unit_name(figures.catalogue, row.unit),
        indicator=indicator_name(figures.catalogue, row.indicator),
        figure=float(row.value),
    )


def reject(cells: pd.DataFrame, wrong: Positions) -> pd.DataFrame:
    """The cells with the fault of those that are out of scale."""
    return cells.assign(fault=cells["fault"].mask(cells.index.isin(wrong), FAULT))
