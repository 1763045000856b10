"""Changes of a count or an amount that ask for a second look."""

from __future__ import annotations

import numpy as np
import pandas as pd

from khdash.rules.figures import Figures, Positions
from khdash.rules.found import found

RISE, FALL = 3.0, 0.5
"""A stock may triple or halve a year; beyond that a person should look."""
SMALL = 20
"""Below this many a factor says little: 3 committees may well become 10."""


def rose(figures: Figures) -> pd.DataFrame:
    """The stocks above all that the figure before would allow, whatever the bounds of both."""
    before, after, years = _stocks(figures)
    high = figures.upper[before] * RISE**years
    wrong = figures.lower[after] > high
    low = (figures.lower[before] * FALL**years)[wrong]
    return found(figures, after[wrong], before[wrong], low=low, high=high[wrong], n=2)


def fell(figures: Figures) -> pd.DataFrame:
    """The stocks below all that the figure before would allow.

    Bodies that follow the map do not dwindle year by year: half of them gone is remarked whenever.
    """
    before, after, years = _stocks(figures)
    structural = figures.told(lambda entry: entry.structural, bool)[after]
    low = figures.lower[before] * FALL ** np.where(structural, 1.0, years)
    wrong = figures.upper[after] < low
    high = (figures.upper[before] * RISE**years)[wrong]
    return found(figures, after[wrong], before[wrong], low=low[wrong], high=high, n=2)


def _stocks(figures: Figures) -> tuple[Positions, Positions, np.ndarray]:
    """The neighbours in time of stocks that are not small, and the years between them."""
    before, after = figures.neighbours
    stock = figures.told(lambda entry: entry.kind == "stock", bool)[after]
    asked = stock & is_worth_comparing(figures, before, after)
    before, after = before[asked], after[asked]
    return before, after, (figures.year[after] - figures.year[before]).astype("float64")


def is_worth_comparing(figures: Figures, one: Positions, other: Positions) -> np.ndarray:
    """Both are above 0 and one of them is not small."""
    first, second = figures.value[one], figures.value[other]
    return (first > 0) & (second > 0) & (np.maximum(first, second) >= SMALL)
