"""How firm the ranks are: other weights, one criterion left out, and who is first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from khdash.transform.composite.aggregate import chosen_weights
from khdash.transform.composite.composite import Composite, Scored, composed, score_criteria
from khdash.transform.composite.ranks import places, whole
from khdash.transform.composite.scheme import Group, Scheme
from khdash.transform.composite.table import Numbers

DRAWS, WIDTH, SEED = 1000, 0.25, 0
ROBUST_SHARE = 0.95


@dataclass(frozen=True, slots=True)
class FirstPlace:
    """Who is first, and what would change it.

    units: first with the chosen weights, several if tied, none without scores. shares: for every
    unit ever first, the share of the weightings in which it is (tied units are all first), the
    largest first. changed_by: the criteria without which the first units are others.
    missing_rivals: the units that could be first, or level with the first, once missing figures
    are known.
    """

    units: tuple[str, ...]
    shares: tuple[tuple[str, float], ...]
    changed_by: tuple[str, ...]
    missing_rivals: tuple[str, ...]
    draws: int
    width: float

    @property
    def share(self) -> float:
        """The share of the weightings in which the first unit stays first; 0 without one."""
        return dict(self.shares).get(self.units[0], 0.0) if self.units else 0.0

    @property
    def robust(self) -> bool:
        """One unit is first in at least 95 % of the weightings, whichever criterion is left out
        and whatever the missing figures are."""
        sole = len(self.units) == 1 and self.share >= ROBUST_SHARE
        return sole and not self.changed_by and not self.missing_rivals


@dataclass(frozen=True)
class Sensitivity:
    """The ranks under other weights and without each criterion; frames are indexed by unit.

    ranks: rank (chosen weights), best, worst, low, median, high over the draws (low and high hold
    the middle 90 %). shares: unit x rank, the share of the draws with that rank. without: unit x
    criterion left out, the rank.
    """

    ranks: pd.DataFrame
    shares: pd.DataFrame
    without: pd.DataFrame
    first: FirstPlace
    draws: int
    width: float
    seed: int


def sensitivity(
    table: pd.DataFrame,
    scheme: Scheme | Mapping[str, Any],
    *,
    draws: int = DRAWS,
    width: float = WIDTH,
    seed: int = SEED,
) -> Sensitivity:
    """Rank every unit again under `draws` weightings and without each criterion in turn.

    Every weight of a criterion or group is drawn uniformly from chosen x [1 - width, 1 + width],
    independently, and renormalised in its group. The same seed gives the same draws.
    ValueError: draws below 1, width not in [0, 1).
    """
    given = score_criteria(table, scheme)
    return sensitivity_of(given, composed(given), draws, width, seed)


def sensitivity_of(
    given: Scored, chosen: Composite, draws: int = DRAWS, width: float = WIDTH, seed: int = SEED
) -> Sensitivity:
    """The same of a table whose criteria are scored, and of what they make with the chosen
    weights.
    """
    if draws < 1 or not 0 <= width < 1:
        raise ValueError(f"draws >= 1, 0 <= width < 1; draws={draws!r}, width={width!r}")
    drawn = _ranks_over_draws(given, draws, width, seed)
    without = _without_each(given)
    return Sensitivity(
        ranks=_intervals(chosen, drawn),
        shares=_rank_shares(drawn, given.units),
        without=without,
        first=_first_place(chosen, drawn, without, width),
        draws=draws,
        width=width,
        seed=seed,
    )


def drawn_weights(scheme: Scheme, draws: int, width: float, seed: int) -> dict[str, Numbers]:
    """The weights of every criterion and group in every draw; those of a group keep their sum."""
    generator = np.random.default_rng(seed)
    drawn: dict[str, Numbers] = {}
    for group in (scheme.root, *scheme.root.groups()):
        chosen = np.array([child.weight for child in group.criteria])
        factors = generator.uniform(1 - width, 1 + width, size=(draws, len(chosen)))
        weights = chosen * factors
        weights = weights * (chosen.sum() / weights.sum(axis=1, keepdims=True))
        drawn |= {child.code: weights[:, i] for i, child in enumerate(group.criteria)}
    return drawn


def _ranks_over_draws(given: Scored, draws: int, width: float, seed: int) -> Numbers:
    """Draws x units."""
    weights = drawn_weights(given.scheme, draws, width, seed)
    scores = given.final(given.groups(given.scheme.root, weights)[""].scores)
    return places(np.broadcast_to(scores, (draws, len(given.units))))


def _without_each(given: Scored) -> pd.DataFrame:
    """The rank of every unit when one criterion is left out; NA where nothing remains."""
    weights = chosen_weights(given.scheme)
    columns = {}
    for code, root in _pruned(given.scheme.root):
        none = np.full(len(given.units), np.nan)
        scores = none if root is None else given.final(given.groups(root, weights)[""].scores[0])
        columns[code] = whole(places(scores), given.units, code)
    return pd.DataFrame(columns, index=given.units)


def _pruned(root: Group) -> Iterator[tuple[str, Group | None]]:
    for leaf in root.leaves():
        yield leaf.code, root.without(leaf.code)


def _intervals(chosen: Composite, drawn: Numbers) -> pd.DataFrame:
    units = chosen.ranks.index
    scored = ~np.isnan(drawn).any(axis=0)
    counted = np.where(scored, drawn, 0.0)
    columns = {
        "best": counted.min(axis=0),
        "worst": counted.max(axis=0),
        "low": np.quantile(counted, 0.05, axis=0, method="inverted_cdf"),
        "median": np.quantile(counted, 0.5, axis=0, method="inverted_cdf"),
        "high": np.quantile(counted, 0.95, axis=0, method="inverted_cdf"),
    }
    found = {n: whole(np.where(scored, c, np.nan), units, n) for n, c in columns.items()}
    return pd.DataFrame({"rank": chosen.ranks, **found}, index=units)


def _rank_shares(drawn: Numbers, units: pd.Index) -> pd.DataFrame:
    ranks = range(1, len(units) + 1)
    return pd.DataFrame({rank: (drawn == rank).mean(axis=0) for rank in ranks}, index=units)


def _first_place(
    chosen: Composite, drawn: Numbers, without: pd.DataFrame, width: float
) -> FirstPlace:
    units = chosen.ranks.index
    first = chosen.ranks.eq(1).fillna(False)
    shares = pd.Series((drawn == 1).mean(axis=0), index=units)
    ever = shares[shares > 0].sort_values(ascending=False, kind="stable")
    changed = [code for code in without if not without[code].eq(1).fillna(False).equals(first)]
    possible = chosen.score_range["rank_best"].eq(1).fillna(False)
    unsettled = chosen.score_range["lowest"] < chosen.score_range["highest"]
    leaders_unsettled = bool(unsettled[first].any())
    rivals = possible & ~first & (unsettled | leaders_unsettled)
    return FirstPlace(
        units=tuple(map(str, units[first])),
        shares=tuple((str(unit), float(share)) for unit, share in ever.items()),
        changed_by=tuple(map(str, changed)) if first.any() else (),
        missing_rivals=tuple(map(str, units[rivals])),
        draws=len(drawn),
        width=width,
    )
