"""A plan applied to the figures: the complete provinces ranked, the others with their range."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from khdash.exhibit.core.exhibit import Coverage
from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.emulation.plan import Plan, check_plan
from khdash.exhibit.topics.emulation.table import (
    compares,
    criteria_figures,
    criterion_name,
    wide,
)
from khdash.locale.words import lowered
from khdash.model.rows import Row
from khdash.transform.composite import (
    Composite,
    Criterion,
    Group,
    Scheme,
    Sensitivity,
)
from khdash.transform.composite.composite import composed, contributed, score_criteria
from khdash.transform.composite.ranks import SAME
from khdash.transform.composite.sensitivity import sensitivity_of


@dataclass(frozen=True, eq=False)
class Scores:
    """What a plan makes of the figures.

    figures: the rows of criteria_figures. table: units x columns. complete: the result among the
    units that lack nothing, None where all lack something; firm: its sensitivity. everyone: the
    result of all units by the printed figures, of which only what each criterion scores is used:
    units that lack something are never ranked among the complete. least: the table with each
    figure where its bounds give the fewest points; worst, best: the results at both ends.
    """

    scope: Scope
    plan: Plan
    figures: list[Row]
    table: pd.DataFrame
    everyone: Composite
    complete: Composite | None
    firm: Sensitivity | None
    least: pd.DataFrame
    worst: Composite
    best: Composite

    @property
    def scheme(self) -> Scheme:
        return self.plan.scheme

    @cached_property
    def criteria(self) -> dict[str, str]:
        """The name of every criterion by its code, in order."""
        return {
            c.code: criterion_name(self.scope.words, self.scope, c)
            for c in self.scheme.root.leaves()
        }

    @cached_property
    def shares(self) -> dict[str, float]:
        """The share of every criterion in the whole weight, in per cent."""
        return weight_shares(self.scheme.root, 100.0)

    @cached_property
    def full(self) -> list[str]:
        """The units that lack nothing, the highest score first."""
        if self.complete is None:
            return []
        order = self.complete.scores.sort_values(ascending=False, kind="stable", na_position="last")
        return [str(unit) for unit in order.index]

    @cached_property
    def lacking(self) -> list[str]:
        """The units that lack a criterion, in the order of the cluster."""
        return [unit for unit in self.scope.unit_keys if unit not in self.full]

    @cached_property
    def known(self) -> Counter[str]:
        """How many units have the figure of each criterion."""
        return Counter(row["criterion"] for row in self.figures if not row["missing"])

    @property
    def coverage(self) -> Coverage:
        return Coverage(len(self.full), len(self.scope.unit_keys), self.scope.names(self.lacking))

    @property
    def ranked(self) -> bool:
        """Whether enough units are complete to speak of ranks (methods.md rule 2)."""
        return self.complete is not None and self.coverage.enough

    def range_of(self, unit: str) -> tuple[float, float]:
        """The lowest and the highest score that a unit may have, whatever its missing figures are
        and wherever within their bounds its rounded ones lie.
        """
        return self._ranges[unit]

    @cached_property
    def _ranges(self) -> dict[str, tuple[float, float]]:
        lowest = self.worst.score_range["lowest"]
        ends = zip(lowest.tolist(), self.best.score_range["highest"].tolist(), strict=True)
        return dict(zip(map(str, lowest.index), ends, strict=True))

    def missing_names(self, unit: str) -> list[str]:
        """The criteria that a unit lacks."""
        return [
            row["criterion_name"] for row in self.figures if row["unit"] == unit and row["missing"]
        ]

    def missing_text(self, unit: str) -> str:
        """The criteria that a unit lacks, in words."""
        names = self.missing_names(unit)
        if len(names) == len(self.criteria):
            return self.scope.words("cả {m} tiêu chí", m=len(names))
        return self.scope.words.listed(map(lowered, names))

    @cached_property
    def rivals(self) -> list[str]:
        """The units that could be first, or level with the first, once their figures are known and
        the rounded ones known exactly.
        """
        if self.complete is None or not self.full:
            return []
        most = float(self.complete.scores.max())
        first = [u for u in self.full if float(self.complete.scores[u]) >= most - SAME]
        least = min(self.range_of(unit)[0] for unit in first)
        others = [unit for unit in self.scope.unit_keys if unit not in first]
        return [unit for unit in others if self.range_of(unit)[1] >= least - SAME]

    @property
    def robust(self) -> bool:
        """One unit stays first under every test, whatever the missing figures are."""
        return self.firm is not None and self.firm.first.robust and not self.rivals

    @property
    def compares_units(self) -> bool:
        """Whether a criterion measures provinces against each other."""
        return any(compares(c) for c in self.scheme.root.leaves())

    @cached_property
    def contributions(self) -> pd.DataFrame:
        """Units x criteria and adjustments: points of the complete units, and for the others the
        points that they have whatever the missing and rounded figures are, if the scheme can tell.
        """
        certain = contributed(score_criteria(self.least, without_gaps(self.scheme)))
        certain = certain.where(self._known(), np.nan)
        decimals = self.scheme.decimals
        rounding = 0.0 if decimals is None else 0.5 * 10.0**-decimals
        lowest = self.worst.score_range["lowest"]
        settled = (certain.sum(axis=1) - lowest).abs() < rounding + 1e-6
        shown = certain.where(settled, np.nan)
        if self.complete is not None:
            shown.loc[self.full] = self.complete.contributions.loc[self.full]
        return shown

    def points(self, unit: str, code: str) -> tuple[float, float]:
        """What a criterion scores by itself, and what it adds to the whole."""
        own, added = self._points
        return own[unit].get(code, math.nan), added[unit][code]

    @cached_property
    def _points(self) -> tuple[dict[Any, dict[Any, float]], dict[Any, dict[Any, float]]]:
        own = self.everyone.normalised.to_dict("index")
        if self.complete is not None:
            own |= self.complete.normalised.to_dict("index")
        return own, self.contributions.to_dict("index")

    def _known(self) -> pd.DataFrame:
        known = self.worst.normalised.notna()
        for adjustment in self.scheme.adjustments:
            known[adjustment.code] = True
        return known


def scores_of(scope: Scope, plan: Plan) -> Scores:
    """Apply a plan to the figures of a scope.

    Raises SchemeError where the plan names unknown things, TableError where a method cannot score
    a figure.
    """
    check_plan(plan, scope.dataset.catalogue)
    figures = criteria_figures(scope, plan.scheme)
    table = wide(figures, plan, scope.unit_keys)
    given = score_criteria(table, plan.scheme)
    everyone = composed(given)
    full = table[everyone.complete()]
    complete: Composite | None = everyone
    if len(full) < len(table):
        given = score_criteria(full, plan.scheme)
        complete = composed(given) if len(full) else None
    least, worst, best = table, everyone, everyone
    if any(row["rounded"] for row in figures):
        least, most = (wide(figures, plan, scope.unit_keys, end) for end in ("worst", "best"))
        worst, best = (composed(score_criteria(one, plan.scheme)) for one in (least, most))
    return Scores(
        scope=scope,
        plan=plan,
        figures=figures,
        table=table,
        everyone=everyone,
        complete=complete,
        firm=sensitivity_of(given, complete, width=plan.width) if complete else None,
        least=least,
        worst=worst,
        best=best,
    )


def weight_shares(group: Group, share: float) -> dict[str, float]:
    """The share of each criterion in the whole, by the weights of its groups."""
    whole = sum(child.weight for child in group.criteria)
    shares: dict[str, float] = {}
    for child in group.criteria:
        own = share * child.weight / whole
        shares |= weight_shares(child, own) if isinstance(child, Group) else {child.code: own}
    return shares


def without_gaps(scheme: Scheme) -> Scheme:
    """The same scheme, a missing criterion counted at the bottom of the scale."""
    criteria = tuple(_without_gaps(child) for child in scheme.criteria)
    return replace(scheme, criteria=criteria, missing="zero", min_coverage=0.0)


def _without_gaps(child: Criterion | Group) -> Criterion | Group:
    if isinstance(child, Criterion):
        return child
    criteria = tuple(_without_gaps(one) for one in child.criteria)
    return replace(child, criteria=criteria, missing="zero", min_coverage=0.0)
