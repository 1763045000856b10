"""What each criterion adds to the score: parts that sum to it, for every mean.

A criterion could add its share of the top of the scale; it adds that less the points it loses.
For a weighted mean that is share x score. For the other means the points a group loses are
divided among its children on the axis where the mean is a sum (ln, 1/x), which for the geometric
mean is the logarithmic mean Divisia decomposition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from khdash.transform.composite.aggregate import Aggregate, transformed
from khdash.transform.composite.scheme import Group
from khdash.transform.composite.table import Numbers

CLOSE = 1e-12


@dataclass(frozen=True, slots=True)
class Carried:
    """What comes down to a group: its share of the whole, what a point lost in it costs the whole,
    and the score that it was counted with."""

    share: Numbers
    cost: Numbers
    score: Numbers


def contributions(groups: Mapping[str, Aggregate], top: float) -> dict[str, Numbers]:
    """By criterion what it adds for every unit; they sum to the score before adjustments, NaN
    where left out.
    """
    columns: dict[str, Numbers] = {}
    scores = groups[""].scores[0]
    ones = np.ones(len(scores))
    _spread(groups, "", top, Carried(ones, ones, scores), columns)
    return columns


def _spread(
    groups: Mapping[str, Aggregate],
    code: str,
    top: float,
    carried: Carried,
    columns: dict[str, Numbers],
) -> None:
    """Divide a group's share of the top and its loss among its children, down to the criteria.

    A group without a score that the group above counted all the same (as zero, or as the mean)
    is divided by its weights.
    """
    found = groups[code]
    scored = ~np.isnan(found.scores[0])
    whole_weight = sum(child.weight for child in found.group.criteria)
    for part, child, cost in zip(
        found.parts, found.group.criteria, _costs(found, top), strict=True
    ):
        by_weight = child.weight / whole_weight
        own = Carried(
            carried.share * np.where(scored, part.shares[0], by_weight),
            carried.cost * np.where(scored, cost, by_weight),
            np.where(scored, part.scores[0], carried.score),
        )
        if isinstance(child, Group):
            _spread(groups, child.code, top, own, columns)
        else:
            added = own.share * top - own.cost * (top - own.score)
            columns[child.code] = np.where(own.share > 0, added, np.nan)


def _costs(found: Aggregate, top: float) -> list[Numbers]:
    """What one point lost in each child costs the group."""
    kind = found.group.aggregation
    shares = [part.shares[0] for part in found.parts]
    if kind == "arithmetic":
        return shares
    scores = [part.scores[0] for part in found.parts]
    falls = _falls(kind, top, shares, scores)
    slope = 1 / top**2 if kind == "harmonic" else 1 / top
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = np.sum(falls, axis=0)
        rate = np.where(np.abs(whole) < CLOSE, 1 / slope, (top - found.scores[0]) / whole)
        return [
            np.where(
                np.abs(top - score) < CLOSE * top,
                rate * share * slope,
                np.where(share > 0, rate * fall / (top - score), 0.0),
            )
            for share, score, fall in zip(shares, scores, falls, strict=True)
        ]


def _falls(kind: str, top: float, shares: list[Numbers], scores: list[Numbers]) -> list[Numbers]:
    """How far below the top each child pulls the mean, on the axis where the mean is a sum.

    A child at 0 takes a geometric or harmonic mean to 0 alone: those at 0 share the whole fall.
    """
    at_zero = [(score == 0) & (share > 0) for share, score in zip(shares, scores, strict=True)]
    any_zero = np.any(at_zero, axis=0)
    sign = -1.0 if kind == "harmonic" else 1.0
    full = transformed(kind, np.array(top))
    with np.errstate(invalid="ignore"):
        return [
            np.where(
                any_zero,
                np.where(zero, share, 0.0),
                np.where(share > 0, sign * share * (full - transformed(kind, score)), 0.0),
            )
            for share, score, zero in zip(shares, scores, at_zero, strict=True)
        ]
