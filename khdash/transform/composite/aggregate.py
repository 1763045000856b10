"""From the scores of criteria to the scores of groups, for one set of weights or for many at once.

Every array has two axes: weightings x units; an axis of length 1 stands for all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from khdash.transform.composite.keys import Fault
from khdash.transform.composite.scheme import INHERITED, Criterion, Group, Scheme
from khdash.transform.composite.table import Numbers, TableError

Leaves = Mapping[str, Numbers]
"""The score of every unit by the code of a criterion, NaN where missing."""
Weights = Mapping[str, Numbers]
"""One weight per weighting by the code of a criterion or group."""


@dataclass(frozen=True, slots=True)
class Part:
    """A child of a group as it enters the mean: gaps filled, share 0 where it is left out."""

    code: str
    scores: Numbers
    shares: Numbers


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A group's score and the parts it is the mean of."""

    group: Group
    scores: Numbers
    parts: tuple[Part, ...]


def chosen_weights(scheme: Scheme) -> dict[str, Numbers]:
    """The weights of the scheme itself: one weighting."""
    nodes: list[Criterion | Group] = [*scheme.root.leaves(), *scheme.root.groups()]
    return {node.code: np.array([node.weight]) for node in nodes}


def aggregate(
    group: Group, leaves: Leaves, weights: Weights, bottom: float, missing: str = "exclude"
) -> dict[str, Aggregate]:
    """Every group from `group` down, by code.

    bottom: what the rule `zero` counts. missing: the rule that the group inherits.
    TableError where a geometric or harmonic mean meets a negative score.
    """
    rule = missing if group.missing == INHERITED else group.missing
    below: dict[str, Aggregate] = {}
    children: list[Numbers] = []
    for child in group.criteria:
        if isinstance(child, Group):
            below |= aggregate(child, leaves, weights, bottom, rule)
            children.append(below[child.code].scores)
        else:
            children.append(leaves[child.code][None, :])
    filled = [_filled(scores, rule, bottom) for scores in children]
    raised = [_raised(scores, group) for scores in filled]
    own = [_own_weights(s, weights[c.code]) for c, s in zip(group.criteria, raised, strict=True)]
    whole = _sum(own)
    shares = [w / np.where(whole > 0, whole, 1.0) for w in own]
    parts = tuple(
        Part(c.code, s, share) for c, s, share in zip(group.criteria, raised, shares, strict=True)
    )
    scores = np.where(whole > 0, _mean(group, parts), np.nan)
    if rule == "refuse":
        scores = np.where(_any_missing(children), np.nan, scores)
    scores = np.where(known_share(group, leaves)[None, :] < group.min_coverage, np.nan, scores)
    return {group.code: Aggregate(group, scores, parts), **below}


def known_share(group: Group, leaves: Leaves) -> Numbers:
    """The share of the criteria below a group that have a score, per unit."""
    known = np.stack([~np.isnan(leaves[leaf.code]) for leaf in group.leaves()])
    return np.asarray(known.mean(axis=0))


def transformed(aggregation: str, scores: Numbers) -> Numbers:
    """The scores on the axis where the mean is a weighted sum: as they are, ln, or 1/x."""
    with np.errstate(divide="ignore"):
        if aggregation == "arithmetic":
            return scores
        if aggregation == "harmonic":
            return np.asarray(1 / scores)
        return np.asarray(np.log(scores))


def _mean(group: Group, parts: tuple[Part, ...]) -> Numbers:
    kind = group.aggregation
    with np.errstate(divide="ignore"):
        total = _sum(
            [
                part.shares * np.where(np.isnan(part.scores), 0.0, transformed(kind, part.scores))
                for part in parts
            ]
        )
        if kind == "arithmetic":
            return total
        if kind == "harmonic":
            return np.asarray(1 / total)
        exponent = sum(child.weight for child in group.criteria) if kind == "product" else 1.0
        return np.asarray(np.exp(exponent * total))


def _own_weights(scores: Numbers, weights: Numbers) -> Numbers:
    """The weight of a child per weighting, and per unit where a gap leaves it out."""
    gaps = np.isnan(scores)
    return np.where(gaps, 0.0, weights[:, None]) if gaps.any() else weights[:, None]


def _filled(scores: Numbers, rule: str, bottom: float) -> Numbers:
    """The scores of one child with its gaps as the rule counts them."""
    gaps = np.isnan(scores)
    if rule == "zero":
        return np.where(gaps, bottom, scores)
    if rule == "mean" and gaps.any():
        known = (~gaps).sum(axis=1, keepdims=True)
        total = np.where(gaps, 0.0, scores).sum(axis=1, keepdims=True)
        return np.where(gaps, np.where(known > 0, total / np.maximum(known, 1), np.nan), scores)
    return scores


def _raised(scores: Numbers, group: Group) -> Numbers:
    """The scores as a geometric or harmonic mean takes them: at least the group's floor."""
    if group.aggregation == "arithmetic":
        return scores
    raised = scores if group.floor is None else np.maximum(scores, group.floor)
    if (raised < 0).any():
        raise TableError(
            [
                Fault(
                    group.code or "criteria",
                    f"trung bình {group.aggregation} không nhận điểm âm; đặt floor hoặc thang khác",
                    f"a {group.aggregation} mean takes no negative score; give floor or a scale",
                )
            ]
        )
    return raised


def _any_missing(children: list[Numbers]) -> Numbers:
    missing = np.isnan(children[0])
    for scores in children[1:]:
        missing = missing | np.isnan(scores)
    return missing


def _sum(arrays: list[Numbers]) -> Numbers:
    total = np.zeros(np.broadcast_shapes(*(array.shape for array in arrays)))
    for array in arrays:
        total += array
    return total
