"""Hard bounds of an indicator by itself: the floor and the ceiling of the catalogue."""

from __future__ import annotations

import numpy as np
import pandas as pd

from khdash.rules.figures import Figures
from khdash.rules.found import found


def floors(figures: Figures) -> np.ndarray:
    """The least that each figure can be; -inf where the catalogue gives no floor."""
    return figures.told(lambda entry: -np.inf if entry.floor is None else entry.floor, float)


def ceilings(figures: Figures) -> np.ndarray:
    """The most that each figure can be; inf where the catalogue gives no ceiling."""
    return figures.told(lambda entry: np.inf if entry.ceiling is None else entry.ceiling, float)


def below_floor(figures: Figures, asked: np.ndarray) -> pd.DataFrame:
    """The figures that lie wholly below their floor."""
    low = floors(figures)
    rows = np.flatnonzero(asked & (figures.upper < low))
    return found(figures, rows, low=low[rows])


def beyond_limits(figures: Figures, asked: np.ndarray) -> pd.DataFrame:
    """The figures that lie wholly below their floor or above their ceiling."""
    low, high = floors(figures), ceilings(figures)
    rows = np.flatnonzero(asked & ((figures.upper < low) | (figures.lower > high)))
    return found(figures, rows, low=low[rows], high=high[rows])
