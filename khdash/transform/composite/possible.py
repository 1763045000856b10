"""The lowest and the highest score of a criterion that its missing values leave possible.

Where a method compares units with each other, a missing value may also move the units that have
one: a province not yet heard from may be the new maximum.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from khdash.transform.composite.normalisation import Percentile
from khdash.transform.composite.normalise import (
    Values,
    attainment,
    average_ranks,
    finished,
    goalpost,
    position,
)
from khdash.transform.composite.table import Numbers

Bounds = tuple[Numbers, Numbers]


def possible_scores(given: Values, scores: Numbers, scale: tuple[float, float]) -> Bounds:
    """The lowest and highest score of every unit; both the score itself where nothing is missing.

    Infinite where the method has no end and neither floor, cap nor score_floor, score_cap is given.
    """
    if not given.missing.any():
        return scores, scores
    with np.errstate(invalid="ignore", divide="ignore"):
        ends = finished(given.criterion, np.stack(_before_scale(given, scale)), scale)
    return ends.min(axis=0), ends.max(axis=0)


def _before_scale(given: Values, scale: tuple[float, float]) -> Bounds:
    method = given.criterion.normalisation.method
    if method in ("goalposts", "min_max"):
        return _between_goalposts(given)
    if method == "attainment":
        return _attainment(given)
    if method == "rank":
        return _rank(given)
    if method == "leader":
        return _share_of_leader(given)
    if method == "z_score":
        return _z_score(given)
    return _as_given(given, scale)


def _with_unknown(given: Values, unknown: tuple[float, float], known: Bounds) -> Bounds:
    """The bounds of the known values, and `unknown` where the value is missing."""
    low, high = (
        np.where(given.missing, end, of_known) for end, of_known in zip(unknown, known, strict=True)
    )
    return low, high


def _between_goalposts(given: Values) -> Bounds:
    """The extremes lie at the ends of what each goalpost and the value itself may be."""
    low, high = (_possible_goalposts(given, end) for end in ("min", "max"))
    if not low[1] < high[0]:
        shape = given.values.shape
        widest = (0.0, 1.0) if given.criterion.normalisation.clip else (-np.inf, np.inf)
        return np.full(shape, widest[0]), np.full(shape, widest[1])
    own = [np.where(given.missing, end, given.values) for end in (given.lowest, given.highest)]
    corners = np.stack(
        [_corner(value, ends, given) for ends in product(low, high) for value in own]
    )
    return corners.min(axis=0), corners.max(axis=0)


def _possible_goalposts(given: Values, end: str) -> tuple[float, float]:
    """What one goalpost is at least and at most, whatever the missing values are."""
    rule = given.criterion.normalisation
    if rule.method == "goalposts" and not isinstance(getattr(rule, end), Percentile):
        fixed = goalpost(given, rule, end, np.zeros(1))
        return fixed, fixed
    low, high = (
        goalpost(given, rule, end, np.where(np.isnan(given.values), filled, given.values))
        for filled in (given.lowest, given.highest)
    )
    return low, high


def _corner(values: Numbers, goalposts: tuple[float, float], given: Values) -> Numbers:
    """The position where some goalposts or values may be infinite: the limit."""
    low, high = goalposts
    if np.isfinite(low) and np.isfinite(high):
        return position(values, goalposts, given.criterion)
    worst_first = given.criterion.direction == "higher"
    limit = 0.0 if np.isfinite(low) else 1.0
    if not np.isfinite(low) and not np.isfinite(high):
        limit = 0.5
    return np.full(values.shape, limit if worst_first else 1.0 - limit)


def _attainment(given: Values) -> Bounds:
    highest = given.criterion.normalisation.highest
    reached = attainment(given)
    return _with_unknown(given, (0.0, highest), (reached, reached))


def _rank(given: Values) -> Bounds:
    """A missing unit may come before all the others or behind them."""
    known, count = len(given.known), len(given.values)
    ranks = average_ranks(given)
    highest = (count - ranks) / (count - 1)
    lowest = (known - ranks) / (count - 1)
    return _with_unknown(given, (0.0, 1.0), (lowest, highest))


def _share_of_leader(given: Values) -> Bounds:
    values, known = given.values, given.known
    if not len(known):
        return _with_unknown(given, (0.0, 1.0), (values, values))
    if given.criterion.direction == "lower":
        best, least = known.min(), max(given.lowest, 0.0)
        divisors = np.where(values == 0, 1.0, values)
        lowest = np.where(values == 0, 1.0, least / divisors)
        highest = np.where(values == best, 1.0, best / divisors)
    else:
        lowest = values / given.highest
        highest = np.where(values == known.max(), 1.0, values / max(known.max(), 1e-300))
    return _with_unknown(given, (0.0, 1.0), (lowest, highest))


def _z_score(given: Values) -> Bounds:
    """In a sample of n no value is farther than (n - 1)/sqrt(n) standard deviations from the mean.

    With a given mean and standard deviation the known values stand as they are.
    """
    rule, count = given.criterion.normalisation, len(given.values)
    if rule.mean is not None and rule.sd is not None:
        low, high = (
            (np.where(given.missing, end, given.values) - rule.mean) / rule.sd
            for end in (given.lowest, given.highest)
        )
    else:
        farthest = (count - 1) / np.sqrt(count) if rule.ddof else np.sqrt(count - 1)
        low, high = (np.full(given.values.shape, end) for end in (-farthest, farthest))
    sign = -1.0 if given.criterion.direction == "lower" else 1.0
    return rule.centre + rule.spread * sign * low, rule.centre + rule.spread * sign * high


def _as_given(given: Values, scale: tuple[float, float]) -> Bounds:
    """Within floor and cap, else within the scale if every known value keeps to it."""
    keeps = bool(((given.known >= scale[0]) & (given.known <= scale[1])).all())
    ends = scale if keeps else (-np.inf, np.inf)
    low = given.lowest if np.isfinite(given.lowest) else ends[0]
    high = given.highest if np.isfinite(given.highest) else ends[1]
    return _with_unknown(given, (low, high), (given.values, given.values))
