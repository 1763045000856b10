"""Scores, what each criterion adds to them, places, and what the missing figures leave open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from khdash.transform.composite.aggregate import Aggregate, Weights, aggregate, chosen_weights
from khdash.transform.composite.contributions import contributions
from khdash.transform.composite.keys import Fault
from khdash.transform.composite.normalise import prepare, scored
from khdash.transform.composite.possible import possible_scores
from khdash.transform.composite.ranks import SAME, places, possible_places, whole
from khdash.transform.composite.scheme import Adjustment, Group, Scheme, Title
from khdash.transform.composite.table import Numbers, TableError, read_numbers


@dataclass(frozen=True)
class Composite:
    """The result of a scheme on a table; every frame and series is indexed by unit.

    scores: with adjustments, rounded to the scheme's decimals; NaN where refused.
    ranks: Int64, 1 is the highest, equal scores share the better rank, NA without a score.
    contributions: unit x criterion and adjustment; a row sums to `unrounded`.
    normalised: unit x criterion, the score of each criterion on the scheme's scale, NaN missing.
    groups: unit x group code at every level. adjustments: unit x adjustment, points added.
    coverage: known, expected (criteria), share, weight_share.
    score_range: lowest, highest, rank_best, rank_worst, over every value the missing ones may have.
    titles: the title's name in Vietnamese, '' below all thresholds or without a score.
    """

    scheme: Scheme
    scores: pd.Series
    unrounded: pd.Series
    ranks: pd.Series
    contributions: pd.DataFrame
    normalised: pd.DataFrame
    groups: pd.DataFrame
    adjustments: pd.DataFrame
    coverage: pd.DataFrame
    score_range: pd.DataFrame
    titles: pd.Series

    def summary(self) -> pd.DataFrame:
        """One row per unit, the best first, those without a score last in the table's order."""
        columns = {"score": self.scores, "rank": self.ranks, "title": self.titles}
        frames = [pd.DataFrame(columns), self.coverage, self.score_range]
        return pd.concat(frames, axis=1).sort_values("rank", kind="stable", na_position="last")

    def complete(self) -> pd.Series:
        """True for the units that lack no criterion."""
        return (self.coverage["known"] == self.coverage["expected"]).rename("complete")


@dataclass(frozen=True)
class Scored:
    """A table as far as the weights do not matter."""

    scheme: Scheme
    units: pd.Index
    leaves: dict[str, Numbers]
    lowest: dict[str, Numbers]
    highest: dict[str, Numbers]
    points: dict[str, Numbers]
    points_lowest: Numbers
    points_highest: Numbers

    def groups(self, root: Group, weights: Weights) -> dict[str, Aggregate]:
        """Every group of `root`, by code, for every weighting."""
        return aggregate(root, self.leaves, weights, self.scheme.scale[0])

    def final(self, before_adjustment: Numbers) -> Numbers:
        """The scores with points added, rounded if the scheme says so."""
        points = list(self.points.values())
        total = before_adjustment + np.sum(points, axis=0) if points else before_adjustment
        return rounded(total, self.scheme)


def composite(table: pd.DataFrame, scheme: Scheme | Mapping[str, Any]) -> Composite:
    """Scores, contributions and ranks of a table of units (index) x indicators (columns).

    NaN is missing; the table is not changed. SchemeError: faults of the scheme; TableError: a
    column that is not there, a cell that is no number, a value that the method cannot score.
    """
    return composed(score_criteria(table, scheme))


def composed(given: Scored) -> Composite:
    """The same of a table whose criteria are scored."""
    groups = given.groups(given.scheme.root, chosen_weights(given.scheme))
    units = given.units
    points = pd.DataFrame(given.points, index=units, dtype="float64")
    before = groups[""].scores[0]
    unrounded = pd.Series(before + points.sum(axis=1), index=units, name="score")
    final = given.final(before)
    scores = pd.Series(final, index=units, name="score")
    return Composite(
        scheme=given.scheme,
        scores=scores,
        unrounded=unrounded,
        ranks=whole(places(final), units, "rank"),
        contributions=_contributions(given, groups, final),
        normalised=pd.DataFrame(given.leaves, index=units),
        groups=pd.DataFrame({c: g.scores[0] for c, g in groups.items() if c}, index=units),
        adjustments=points,
        coverage=_coverage(given),
        score_range=_score_range(given, final),
        titles=_titles(scores, given.scheme.titles),
    )


def contributed(given: Scored) -> pd.DataFrame:
    """Only what each criterion and adjustment adds: Composite.contributions."""
    groups = given.groups(given.scheme.root, chosen_weights(given.scheme))
    return _contributions(given, groups, given.final(groups[""].scores[0]))


def _contributions(given: Scored, groups: dict[str, Aggregate], final: Numbers) -> pd.DataFrame:
    parts = contributions(groups, given.scheme.scale[1])
    added = {code: np.where(np.isnan(final), np.nan, own) for code, own in given.points.items()}
    return pd.DataFrame({**parts, **added}, index=given.units)


def score_criteria(table: pd.DataFrame, scheme: Scheme | Mapping[str, Any]) -> Scored:
    """Normalise every criterion and count the points of every adjustment."""
    read = _checked(scheme) if isinstance(scheme, Scheme) else Scheme.from_dict(scheme)
    columns = read_numbers(table, read)
    leaves, lowest, highest = {}, {}, {}
    for criterion in read.root.leaves():
        given = prepare(criterion, columns)
        leaves[criterion.code] = scored(given, read.scale)
        lowest[criterion.code], highest[criterion.code] = possible_scores(
            given, leaves[criterion.code], read.scale
        )
    points = {a.code: _points(a, columns[a.source_column]) for a in read.adjustments}
    unknown = {a.code: np.isnan(columns[a.source_column]) for a in read.adjustments}
    least, most = np.zeros(len(table)), np.zeros(len(table))
    for adjustment in read.adjustments:
        furthest = np.inf if adjustment.most is None else adjustment.most
        added = points[adjustment.code]
        low, high = (-furthest, 0.0) if adjustment.points < 0 else (0.0, furthest)
        least = least + np.where(unknown[adjustment.code], low, added)
        most = most + np.where(unknown[adjustment.code], high, added)
    return Scored(read, table.index, leaves, lowest, highest, points, least, most)


@lru_cache(maxsize=64)
def _checked(scheme: Scheme) -> Scheme:
    """A scheme found without fault; a plan is applied to many tables."""
    return scheme.checked()


def rounded(scores: Numbers, scheme: Scheme) -> Numbers:
    """Scores at the scheme's decimals, a half up; unchanged where it names none."""
    if scheme.decimals is None:
        return scores
    factor = 10.0 ** int(scheme.decimals)
    return np.floor(scores * factor + 0.5 + SAME) / factor


def _points(adjustment: Adjustment, values: Numbers) -> Numbers:
    """The points of one adjustment; none where the value is missing.

    TableError where a value is negative: whether points are added or taken is the scheme's.
    """
    if (values < 0).any():
        vi, en = "giá trị phải từ 0 trở lên", "values must be from 0 up"
        raise TableError([Fault(adjustment.source_column, vi, en)])
    points = np.where(np.isnan(values), 0.0, values) * adjustment.points
    return points if adjustment.most is None else np.clip(points, -adjustment.most, adjustment.most)


def _coverage(given: Scored) -> pd.DataFrame:
    known = ~np.isnan(np.stack(list(given.leaves.values())))
    weights = np.array(list(_shares_of_whole(given.scheme.root, 1.0).values()))
    return pd.DataFrame(
        {
            "known": known.sum(axis=0),
            "expected": len(known),
            "share": known.mean(axis=0),
            "weight_share": weights @ known,
        },
        index=given.units,
    )


def _shares_of_whole(group: Group, share: float) -> dict[str, float]:
    """The share of each criterion in the whole, by the weights of its groups."""
    whole_weight = sum(child.weight for child in group.criteria)
    shares: dict[str, float] = {}
    for child in group.criteria:
        own = share * child.weight / whole_weight
        shares |= _shares_of_whole(child, own) if isinstance(child, Group) else {child.code: own}
    return shares


def _score_range(given: Scored, scores: Numbers) -> pd.DataFrame:
    """Every mean rises with each of its parts: all at their lowest, then all at their highest."""
    weights, root, bottom = chosen_weights(given.scheme), given.scheme.root, given.scheme.scale[0]
    negative_allowed = all(g.aggregation == "arithmetic" for g in (root, *root.groups()))
    ends = []
    for leaves in (given.lowest, given.highest):
        if not negative_allowed:
            leaves = {code: np.maximum(ends_of, 0.0) for code, ends_of in leaves.items()}
        ends.append(aggregate(root, leaves, weights, bottom)[""].scores[0])
    lowest = np.fmin(rounded(ends[0] + given.points_lowest, given.scheme), scores)
    highest = np.fmax(rounded(ends[1] + given.points_highest, given.scheme), scores)
    best, worst = possible_places(lowest, highest)
    return pd.DataFrame(
        {
            "lowest": lowest,
            "highest": highest,
            "rank_best": whole(best, given.units, "rank_best"),
            "rank_worst": whole(worst, given.units, "rank_worst"),
        },
        index=given.units,
    )


def _titles(scores: pd.Series, titles: tuple[Title, ...]) -> pd.Series:
    ordered = sorted(titles, key=lambda t: t.min_score, reverse=True)
    named = [
        next((title.name_vi for title in ordered if score >= title.min_score - SAME), "")
        for score in scores.tolist()
    ]
    return pd.Series(named, index=scores.index, name="title", dtype="str")
