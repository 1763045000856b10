"""What a rule hands back: where the figures stand that it names, and what it held against them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from khdash.rules.figures import NONE, Figures, Positions

FOUND = {
    "figure": "int64",  # position of the named figure
    "other_value": "float64",  # what it was compared with; NaN where only with bounds
    "other_lower": "float64",
    "other_upper": "float64",
    "low": "float64",  # the bounds of the rule in the figure's unit; NaN where it has none
    "high": "float64",
    "n": "float64",  # how many figures the bounds come from; NaN where from none
}
"""Columns of the frame, and after them beside_0, beside_1 …: the positions of further figures of
the unit that the rule read, NONE where there is none."""
BESIDE = "beside_"


def found(
    figures: Figures,
    named: Positions,
    *beside: Positions,
    other: tuple[np.ndarray, np.ndarray, np.ndarray] | None = None,
    low: np.ndarray | float = np.nan,
    high: np.ndarray | float = np.nan,
    n: np.ndarray | float = np.nan,
) -> pd.DataFrame:
    """The findings that concern a judged figure.

    other: value and bounds compared with; by default those of the first figure beside.
    """
    if other is None:
        other = _of(figures, beside[0]) if beside else (np.full(len(named), np.nan),) * 3
    columns = {
        "figure": named,
        "other_value": other[0],
        "other_lower": other[1],
        "other_upper": other[2],
        "low": low,
        "high": high,
        "n": n,
        **{f"{BESIDE}{number}": rows for number, rows in enumerate(beside)},
    }
    concerned = figures.judged[named].copy()
    for rows in beside:
        concerned |= (rows != NONE) & figures.judged[rows]
    frame = pd.DataFrame(columns, index=range(len(named)))
    return frame[concerned].reset_index(drop=True)


def _of(figures: Figures, rows: Positions) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return figures.value[rows], figures.lower[rows], figures.upper[rows]


def beside_of(findings: pd.DataFrame) -> Sequence[str]:
    """The columns of the further figures, the first one first."""
    return [name for name in findings.columns if str(name).startswith(BESIDE)]


def together(*findings: pd.DataFrame) -> pd.DataFrame:
    """The findings of several parts of one rule, in the order of the figures that they name."""
    filled = [one for one in findings if len(one)]
    if len(filled) < 2:
        return filled[0] if filled else findings[0]
    whole = pd.concat(filled, ignore_index=True)
    sides = beside_of(whole)
    whole[sides] = whole[sides].fillna(NONE).astype("int64")
    return whole.sort_values("figure", kind="stable", ignore_index=True)
