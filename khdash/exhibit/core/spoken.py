"""What may be said of an indicator: decided here once, for every headline, tile, note and report.

A figure may be spoken of where it is comparable with the others (no break, one basis, whole), not
older than the tolerance, and firm: not of low confidence and not beyond a hard bound. What is said
of several units needs five eighths of them to be called the cluster's (methods.md rules 2 to 6, 9).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from khdash.exhibit.core.exhibit import Coverage
from khdash.exhibit.core.figures import comparable
from khdash.exhibit.core.latest import (
    common_basis,
    one_row_a_unit,
    ranked_latest,
    selection_as_of,
)
from khdash.exhibit.core.scope import Scope
from khdash.model.dataset import Dataset
from khdash.model.entries import SeriesBreak
from khdash.model.gap import GapReason
from khdash.model.indicators import Indicator
from khdash.model.kept import kept
from khdash.model.rows import Row
from khdash.model.selection import Selection
from khdash.model.value import Bounded
from khdash.transform.growth import Change, LikeForLike, important, like_for_like
from khdash.transform.rates import ClusterRate, Spread, newest_rates, spread, sum_over_sum
from khdash.transform.records import all_firm, is_firm, is_whole
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

    @classmethod
    def of(cls, scope: Scope, indicator: Indicator) -> Spoken:
        """What may be said; exhibits that ask for the same of one dataset share one answer."""
        return _spoken(scope.dataset, selection_as_of(scope, indicator))

    @cached_property
    def latest(self) -> list[Row]:
        """The newest figures on every shown basis, with their ranks."""
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
    def by_unit(self) -> list[Row]:
        """The newest figures, one row a unit, on the common basis."""
        return one_row_a_unit(self.latest, self.basis)

    @cached_property
    def known(self) -> list[Row]:
        """The figures that may be compared: of one basis and, where it is unstated, one source."""
        rows = comparable(self.by_unit)
        if self.basis != "unstated" or not rows:
            return rows
        (source, _), *_ = Counter(row["source_id"] for row in rows).most_common(1)
        return [row for row in rows if row["source_id"] == source]

    @cached_property
    def firm(self) -> list[Row]:
        """The figures that a sentence may name, the highest first."""
        rows = [row for row in self.known if is_firm(row["confidence"])]
        return sorted(rows, key=lambda row: -row["value"])

    @cached_property
    def named(self) -> list[Row]:
        """The firm figures on every shown basis, as each may be named by itself: the newest first,
        then those of the units that weigh more.
        """
        _, weights = self.scope.weights
        rows = [row for row in comparable(self.latest) if is_firm(row["confidence"])]
        return sorted(rows, key=lambda row: (-row["year"], -weights.get(row["unit"], 0.0)))

    @property
    def enough(self) -> bool:
        """Whether enough units have a firm figure to speak of the shown units together."""
        return is_enough(len(self.firm), self.expected)

    @cached_property
    def leaders(self) -> list[Row]:
        """The units that certainly stand first, equal ones together; none where nothing is sure.

        A leader of low confidence is none, and makes none of the others.
        """
        return self._settled_at(1)

    @cached_property
    def last(self) -> list[Row]:
        """The units that certainly stand last, by the same rule."""
        places = [row["rank_best"] for row in self.known if row["rank_best"] is not None]
        if not places:
            return []
        lowest = max(places)
        rows = self._settled_at(lowest)
        return rows if rows and lowest + len(rows) - 1 == rows[0]["ranked"] else []

    def _settled_at(self, place: int) -> list[Row]:
        rows = [row for row in self.known if row["rank_best"] == row["rank_worst"] == place]
        firm = self.enough and all_firm(rows) and len(rows) < len(self.known)
        return rows if firm else []

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
        return floor_of(rows) if rows else None

    def _of_year(self, year: int) -> list[Row]:
        units = self.scope.units_in(year)
        return [row for row in self.published if row["year"] == year and row["unit"] in units]

    @cached_property
    def published(self) -> list[Row]:
        """The published figures of whole units that may be spoken of, of every year."""
        return [row for row in self._counted if is_firm(row["confidence"])]

    @cached_property
    def _counted(self) -> list[Row]:
        rows = self.scope.figures(self.indicator)
        return [row for row in rows if row["origin"] == "published" and is_whole(row)]

    def _whole(self, rows: list[Row]) -> Whole | None:
        if self.indicator.kind == "rate" or not rows:
            return None
        having = {row["unit"] for row in rows}
        total = total_of(rows, list(having), self.indicator.kind)
        units = tuple(key for key in self.scope.unit_keys if key in having)
        return Whole(total.value, units, self.expected, total.years, self._share(units))

    def _share(self, units: Sequence[str]) -> float | None:
        _, shares = self.scope.weights
        if not self.scope.is_whole_cluster or not shares:
            return None
        return sum(shares.get(unit, 0.0) for unit in units)

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

    def _like_for_like(self, rows: list[Row], base: int) -> LikeForLike:
        scope, kind = self.scope, self.indicator.kind
        units, years = scope.units_in(scope.year), (base, scope.year)
        found: LikeForLike = like_for_like(rows, units, years, kind, self._breaks())
        return found

    def _breaks(self) -> tuple[SeriesBreak, ...]:
        return self.scope.breaks(self.indicator)

    def _why_no_growth(self, found: LikeForLike, base: int) -> GapReason:
        """The true reason, the first that alone forbids it."""
        if found.across_break:
            return GapReason.NOT_COMPARABLE
        every = self._like_for_like(self._counted, base)
        return GapReason.LOW_CONFIDENCE if every.enough else GapReason.TOO_FEW

    @cached_property
    def rates_of_every_year(self) -> list[Row]:
        """The computed firm rates on the common basis with their counts; none for counts."""
        scope = self.scope
        if not self.indicator.derivable or self.basis == "unstated" or scope.selection.subgroup:
            return []
        return [
            row
            for row in scope.computed(self.indicator)
            if row["basis"] == self.basis
            and row["unit"] in scope.unit_keys
            and is_firm(row["confidence"])
        ]

    @cached_property
    def rate_rows(self) -> list[Row]:
        """Those of them that the rate of the shown units rests on: each unit's newest."""
        scope = self.scope
        catalogue, window = scope.dataset.catalogue, (scope.year, scope.tolerance)
        return newest_rates(self.rates_of_every_year, catalogue, self.indicator, window)

    @cached_property
    def rate(self) -> ClusterRate | None:
        """Sum of numerators over sum of denominators; None below five eighths of the units."""
        if not self.rate_rows:
            return None
        found = sum_over_sum(self.rate_rows, self.indicator, self.scope.unit_keys)
        return found if found.value is not None else None

    @property
    def coverage(self) -> Coverage:
        """The units on which what is said of the shown units together rests."""
        having = {row["unit"] for row in (self.rate_rows if self.rate is not None else self.firm)}
        missing = [key for key in self.scope.unit_keys if key not in having]
        return Coverage(len(having), self.expected, self.scope.names(missing))

    @cached_property
    def spread(self) -> Spread | None:
        """How far apart the firm rates are; None without any, and for counts."""
        found: Spread | None = spread(self.firm) if self.indicator.kind == "rate" else None
        return found

    def tellable(self, changes: list[Row]) -> list[Row]:
        """Of changes of units those that a sentence may tell: firm, and not older than the
        tolerance. changes: UNIT_CHANGE rows.
        """
        oldest = self.scope.year - self.scope.tolerance
        return [row for row in changes if not row["low_confidence"] and row["year"] >= oldest]

    def changes(self, found: list[Row]) -> list[Row]:
        """The changes that are told, the most important first: one rise, one fall at most."""
        _, weights = self.scope.weights
        return important(self.tellable(found), weights)


@kept(1024)
def _spoken(dataset: Dataset, selection: Selection) -> Spoken:
    scope = Scope.of(dataset, selection)
    return Spoken(scope, scope.indicator)
