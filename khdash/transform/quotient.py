"""Division of printed figures, with the bounds they allow."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from khdash.model.value import Bounded


def quotient(numerator: Bounded, denominator: Bounded) -> Bounded | None:
    """One count over another; None when the divisor is 0.

    A floor of 0 that says no more than "cannot be negative" is given as open, so that the result
    reads like its operands: "nearly 30" of exactly 100 is nearly 0.3, not between 0 and 0.3.

    >>> quotient(Bounded(30, -math.inf, 30), Bounded(100, 100, 100))
    Bounded(value=0.3, lower=-inf, upper=0.3)
    """
    result = numerator.over(denominator)
    if result is None:
        return None
    floor_is_trivial = math.isinf(numerator.lower) or math.isinf(denominator.upper)
    if result.lower == 0 and floor_is_trivial:
        return Bounded(result.value, -math.inf, result.upper)
    return result


def quotients(rows: pd.DataFrame, numerator: str, denominator: str) -> pd.DataFrame:
    """The same for whole columns: value, lower and upper of each row, NaN where the divisor is 0.

    numerator, denominator: the beginnings of their columns, as in members_value, members_lower.
    """
    least = rows[f"{numerator}_lower"].clip(lower=0).to_numpy()
    most = rows[f"{numerator}_upper"].to_numpy()
    divisor = rows[f"{denominator}_value"].to_numpy(dtype="float64")
    divisor_least = rows[f"{denominator}_lower"].clip(lower=0).to_numpy()
    divisor_most = rows[f"{denominator}_upper"].to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        value = rows[f"{numerator}_value"].to_numpy() / divisor
        lower = np.where(np.isinf(divisor_most), 0.0, least / divisor_most)
        upper = np.where(divisor_least > 0, most / divisor_least, np.inf)
    trivial = np.isinf(rows[f"{numerator}_lower"].to_numpy()) | np.isinf(divisor_most)
    lower = np.where((lower == 0) & trivial, -np.inf, lower)
    found = pd.DataFrame({"value": value, "lower": lower, "upper": upper}, index=rows.index)
    return found.where(pd.Series(divisor != 0, index=rows.index), np.nan)
