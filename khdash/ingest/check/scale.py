"""Whole columns a thousand times too small or too large, judged by the people of the units."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from khdash.ingest.check.facts import sheet_of
from khdash.ingest.findings import Finding
from khdash.ingest.messages import finding
from khdash.ingest.names import indicator_name, unit_name
from khdash.model.catalogue import Catalogue
from khdash.model.frames import each_group, each_row
from khdash.model.indicators import Indicator
from khdash.rules.figures import NONE, Figures

FEWEST = 3
"""A column is judged by this many figures of units whose people are known."""
FAULT = "column-out-of-scale"
REFUSED: dict[str, str] = {"low": "column-too-small", "high": "column-too-large"}


def heads_of(published: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The published counts of people as current figures, for a check without a database.

    published: Published.rows.
    """
    heads = [code for code, entry in catalogue.indicators.items() if entry.heads]
    rows = published[published["indicator"].isin(heads) & ~published["partial"].astype(bool)]
    return rows.assign(
        lower=rows["value"], upper=rows["value"], standing="current", origin="published"
    )


def out_of_scale(figures: Figures) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """The figures of columns that lie mostly beyond what their people allow, and one finding each.

    The frame has the rows of figures.frame that a file states; columns as there.
    """
    beyond = _beyond(figures)
    if not np.isin(beyond, list(REFUSED)).any():
        return figures.frame[:0], ()
    wrong = np.zeros(len(figures.frame), dtype=bool)
    found = []
    frame = figures.frame.assign(beyond=beyond, at=np.arange(len(beyond)))
    judged = frame[figures.judged & (frame["beyond"] != "")]
    for _, column in each_group(judged, ["table", "column", "indicator"]):
        for side, code in REFUSED.items():
            own = column[column["beyond"] == side]
            if len(own) < FEWEST or 2 * len(own) < len(column):
                continue
            wrong[own["at"].to_numpy()] = True
            found.append(_told(figures, next(each_row(own)), code, len(own)))
    return figures.frame[wrong], tuple(found)


def _beyond(figures: Figures) -> np.ndarray:
    """'low' or 'high' for figures that their people do not allow, 'fits', '' where unknown."""
    least = figures.told(lambda entry: _or_nan(entry, "floor_per_person"), float)
    most = figures.told(lambda entry: _or_nan(entry, "ceiling_per_person"), float)
    rows = np.flatnonzero(figures.judged & (figures.value > 0) & ~np.isnan(most))
    people, _ = figures.people(rows)
    rows, people = rows[people != NONE], people[people != NONE]
    heads = figures.value[people]
    verdict = np.where(figures.upper[rows] < least[rows] * heads, "low", "fits")
    verdict = np.where(figures.lower[rows] > most[rows] * heads, "high", verdict)
    beyond = np.full(len(figures.frame), "", dtype=object)
    beyond[rows] = verdict
    return beyond


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


def reject(cells: pd.DataFrame, wrong: pd.DataFrame) -> pd.DataFrame:
    """The cells with the fault of those that are out of scale."""
    if wrong.empty:
        return cells
    keys = pd.MultiIndex.from_frame(wrong[["table", "cell", "indicator"]])
    hit = pd.MultiIndex.from_frame(cells[["table", "cell", "indicator"]]).isin(keys)
    return cells.assign(fault=cells["fault"].mask(hit & (cells["fault"] == ""), FAULT))
