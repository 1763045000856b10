"""Division of printed figures, with the bounds they allow."""

from __future__ import annotations

import math

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
