"""What may be said of an indicator: decided here once, for every headline, tile, note and report.

A figure may be spoken of where it is comparable with the others (no break, one basis, whole), not
older than the tolerance, and firm: not of low confidence and not beyond a hard bound. What is said
of several units needs five eighths of them to be called the cluster's (DOMAIN rules 2 to 6, 9).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from khdash.exhibit.core.exhibit import Coverage
from khdash.exhibit.core.figures import comparable
from khdash.exhibit.core.latest import common_basis, one_row_a_unit, ranked_latest
from khdash.exhibit.core.scope import Scope
from khdash.model.entries import SeriesBreak
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.value import Bounded
from khdash.transform.growth import Change, LikeForLike, important, like_for_like
from khdash.transform.rates import ClusterRate, Spread, derived, newest_rates, spread, sum_over_sum
from khdash.transform.records import are_firm
from khdash.transform.totals import floor_of, is_enough, total_of


@dataclass(frozen=True, slots=True)
class Whole:
    """A sum over the units that may be spoken of.

    years: of the oldest and the newest figure. share: what the units hold of the population of the
    cluster, in %; None where it is not known or other units than members are shown.
    """

    value: Bounded
    units: tuple[str, ...]
    expected: int
    years: tuple[int, int]
    share: float | None = None

    @property
    def covered(self) -> int:
        return len(self.units)

    @property
    def enough(self) -> bool:
        """Whether it may be called the total of the shown units."""
        return is_enough(self.covered, self.expected)


@dataclass(frozen=True, slots=True)
class Growth:
    """The like-for-like change of the shown units, or why it may not be spoken of.

    break_year: of the newest break between the two years.
    """

    found: LikeForLike
    why_not: GapReason | None = None
    break_year: int | None = None

    @property
    def change(self) -> Change | None:
        return None if self.why_not else self.found.change


@dataclass(frozen=True, eq=False)
class Spoken:
    """One indicator under one selection, as far as it may be spoken of."""

    scope: Scope
    indicator: Indicator

    @cached_property
    def latest(self) -> pd.DataFrame:
        """The newest figures on every shown basis, with their ranks; shared, change a copy."""
        return ranked_latest(self.scope, self.indicator)

    @property
    def expected(self) -> int:
        return len(self.scope.units)

    @cached_property
    def basis(self) -> str:
        """The basis of what is said of several units."""
        if not self.indicator.basis_matters:
            return ""
        return common_basis(self.latest, self.scope.selection.basis, self.expected)

    @cached_property
    def by_unit(self) -> pd.DataFrame:
        """The newest figures, one row a unit, on the common basis."""
        return one_row_a_unit(self.latest, self.basis)

    @cached_property
    def known(self) -> pd.DataFrame:
        """The figures that may be compared: of one basis and, where it is unstated, one source."""
        rows = comparable(self.by_unit)
        if self.basis != "unstated" or rows.empty:
            return rows
        return rows[rows["source_id"] == rows["source_id"].value_counts().index[0]]

    @cached_property
    def firm(self) -> pd.DataFrame:
        """The figures that a sentence may name, the highest first."""
        return self.known[are_firm(self.known)].sort_values("value", ascending=False, kind="stable")

    @cached_property
    def named(self) -> pd.DataFrame:
        """The firm figures on every shown basis, as each may be named by itself: the newest first,
        then those of the units that weigh more.
        """
        rows = comparable(self.latest)
        rows = rows[are_firm(rows)]
        _, weights = self.scope.weights
        weight = rows["unit"].map(weights).fillna(0.0).astype("float64")
        order = rows.assign(_weight=weight).sort_values(
            ["year", "_weight"], ascending=False, kind="stable"
        )
        return rows.loc[order.index]

    @property
    def enough(self) -> bool:
        """Whether enough units have a firm figure to speak of the shown units together."""
        return is_enough(len(self.firm), self.expected)

    @cached_property
    def leaders(self) -> pd.DataFrame:
        """The units that certainly stand first, equal ones together; empty where nothing is sure.

        A leader of low confidence is none, and makes none of the others.
        """
        return self._settled(self.known["rank_best"] == 1, self.known["rank_worst"] == 1)

    @cached_property
    def last(self) -> pd.DataFrame:
        """The units that certainly stand last, by the same rule."""
        lowest = self.known["rank_best"].max()
        rows = self._settled(self.known["rank_best"] == lowest, self.known["rank_worst"] == lowest)
        is_end = len(rows) > 0 and lowest + len(rows) - 1 == rows["ranked"].iloc[0]
        return rows if is_end else rows.iloc[:0]

    def _settled(self, *conditions: pd.Series) -> pd.DataFrame:
        chosen = pd.Series(True, index=self.known.index)
        for condition in conditions:
            chosen &= condition.fillna(False).astype(bool)
        rows = self.known[chosen]
        firm = self.enough and bool(are_firm(rows).all()) and len(rows) < len(self.known)
        return rows if firm else rows.iloc[:0]

    @cached_property
    def whole(self) -> Whole | None:
        """The sum of the newest figures of a stock or flow; None where no unit may be added."""
        return self._whole(self.firm)

    def whole_of(self, year: int) -> Whole | None:
        """The sum of the figures of one year."""
        return self._whole(self._of_year(year))

    def floor_of(self, year: int) -> Bounded | None:
        """What all shown units have at least, by the figures of one year; None where unknown."""
        rows = self._of_year(year)
        return floor_of(rows) if len(rows) else None

    def _of_year(self, year: int) -> pd.DataFrame:
        rows = self.published
        units = self.scope.units_in(year)
        return rows[(rows["year"] == year) & rows["unit"].isin(list(units))]

    @cached_property
    def published(self) -> pd.DataFrame:
        """The published figures of whole units that may be spoken of, of every year."""
        rows = self.scope.figures(self.indicator)
        rows = rows[(rows["origin"] == "published") & ~rows["partial"].astype(bool)]
        return rows[are_firm(rows)]

    def _whole(self, rows: pd.DataFrame) -> Whole | None:
        if self.indicator.kind == "rate" or rows.empty:
            return None
        total = total_of(rows, list(rows["unit"]), self.indicator.kind)
        assert total.value is not None
        assert total.years is not None
        having = set(rows["unit"])
        units = tuple(key for key in self.scope.unit_keys if key in having)
        return Whole(total.value, units, self.expected, total.years, self._share(units))

    def _share(self, units: Sequence[str]) -> float | None:
        _, shares = self.scope.weights
        if not self.scope.is_whole_cluster or shares.empty:
            return None
        return float(shares.reindex(list(units)).sum())

    def growth(self, base_year: int | None = None) -> Growth | None:
        """The change to the asked year of the units that have both; None for a rate."""
        if self.indicator.kind == "rate":
            return None
        base = base_year or self.scope.year - 1
        found = self._like_for_like(self.published, base)
        breaks = [b.year for b in self._breaks() if base < b.year <= self.scope.year]
        spoken = found.enough and found.change is not None
        why_not = None if spoken else self._why_no_growth(found, base)
        return Growth(found, why_not, max(breaks, default=None))

    def _like_for_like(self, rows: pd.DataFrame, base: int) -> LikeForLike:
        scope = self.scope
        units = scope.units_in(scope.year)
        return like_for_like(
            rows,
            self.indicator.code,
            units,
            scope.year,
            base,
            self.indicator.kind,
            self._breaks(),
        )

    def _breaks(self) -> tuple[SeriesBreak, ...]:
        return self.scope.breaks(self.indicator)

    def _why_no_growth(self, found: LikeForLike, base: int) -> GapReason:
        """The true reason, the first that alone forbids it."""
        if found.across_break:
            return GapReason.NOT_COMPARABLE
        rows = self.scope.figures(self.indicator)
        every = self._like_for_like(rows[rows["origin"] == "published"], base)
        return GapReason.LOW_CONFIDENCE if every.enough else GapReason.TOO_FEW

    @cached_property
    def rates_of_every_year(self) -> pd.DataFrame:
        """The computed firm rates on the common basis with their counts; none for counts."""
        scope = self.scope
        if not self.indicator.derivable or self.basis == "unstated" or scope.selection.subgroup:
            return self.latest.iloc[:0]
        rows = derived(scope.current, scope.dataset.catalogue, self.indicator)
        rows = rows[rows["unit"].isin(scope.unit_keys) & (rows["basis"] == self.basis)]
        return rows[are_firm(rows)]

    @cached_property
    def rate_rows(self) -> pd.DataFrame:
        """Those of them that the rate of the shown units rests on: each unit's newest."""
        scope = self.scope
        catalogue, window = scope.dataset.catalogue, (scope.year, scope.tolerance)
        return newest_rates(self.rates_of_every_year, catalogue, self.indicator, window)

    @cached_property
    def rate(self) -> ClusterRate | None:
        """Sum of numerators over sum of denominators; None below five eighths of the units."""
        if self.rate_rows.empty:
            return None
        found = sum_over_sum(self.rate_rows, self.indicator, self.scope.unit_keys)
        return found if found.value is not None else None

    @property
    def coverage(self) -> Coverage:
        """The units on which what is said of the shown units together rests."""
        rows = self.rate_rows if self.rate is not None else self.firm
        having = set(rows["unit"])
        missing = [key for key in self.scope.unit_keys if key not in having]
        return Coverage(len(having), self.expected, self.scope.names(missing))

    @cached_property
    def spread(self) -> Spread | None:
        """How far apart the firm rates are; None without any, and for counts."""
        return spread(self.firm) if self.indicator.kind == "rate" else None

    def tellable(self, found: pd.DataFrame) -> pd.DataFrame:
        """Of changes of units those that a sentence may tell: firm, and not older than the
        tolerance. found: UNIT_CHANGE rows.
        """
        firm = ~found["low_confidence"].astype(bool)
        return found[firm & (found["year"] >= self.scope.year - self.scope.tolerance)]

    def changes(self, found: pd.DataFrame) -> list[pd.Series]:
        """The changes that are told, the most important first: one rise, one fall at most."""
        _, weights = self.scope.weights
        return important(self.tellable(found), weights)
