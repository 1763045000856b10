"""Places of scores: 1 is the highest, equal scores share the better place."""

from __future__ import annotations

import numpy as np
import pandas as pd

from khdash.transform.composite.table import Numbers

SAME = 1e-9
"""Scores closer than this are equal: what is left of rounding inside the computer."""


def places(scores: Numbers) -> Numbers:
    """The place of every unit along the last axis, NaN where it has no score.

    >>> places(np.array([80.0, 90.0, 80.0, np.nan]))
    array([ 2.,  1.,  2., nan])
    """
    rounded = np.round(scores, 9)
    above = (rounded[..., None, :] > rounded[..., :, None]).sum(axis=-1)
    return np.where(np.isnan(scores), np.nan, 1.0 + above)


def possible_places(lowest: Numbers, highest: Numbers) -> tuple[Numbers, Numbers]:
    """The best and the worst place of every unit, whatever each score is within its range.

    >>> possible_places(np.array([5.0, 6.0, 1.0]), np.array([5.0, 9.0, 5.5]))
    (array([2., 1., 2.]), array([3., 1., 3.]))
    """
    surely_above = (lowest[None, :] > highest[:, None] + SAME).sum(axis=1)
    maybe_above = (highest[None, :] > lowest[:, None] + SAME).sum(axis=1)
    maybe_above = maybe_above - (highest > lowest + SAME)
    nothing = np.isnan(lowest) | np.isnan(highest)
    best, worst = 1.0 + surely_above, 1.0 + maybe_above
    return np.where(nothing, np.nan, best), np.where(nothing, np.nan, worst)


def whole(places_of_units: Numbers, units: pd.Index, name: str) -> pd.Series:
    """Places as whole numbers, NA where there is none."""
    none = np.isnan(places_of_units)
    numbers = np.where(none, 1.0, places_of_units).astype("int64")
    return pd.Series(pd.arrays.IntegerArray(numbers, none), index=units, name=name)
