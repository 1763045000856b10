"""A Selection resolved against a Dataset: which units, years and figures an exhibit speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from khdash.locale import Words
from khdash.model.dataset import Dataset
from khdash.model.entries import SeriesBreak
from khdash.model.indicators import Indicator
from khdash.model.kept import kept
from khdash.model.rows import Row, rows_of
from khdash.model.selection import Selection
from khdash.model.units import Unit, split_key
from khdash.rules.implausible import implausible
from khdash.transform.boundaries import on_boundaries
from khdash.transform.defaults import default_tolerance, default_years, population_shares
from khdash.transform.figures import figures_of, in_form, of_basis
from khdash.transform.forms import FROM_FIRST_YEAR, formed
from khdash.transform.rates import derived, divisors
from khdash.transform.series import joined


@kept(8)
def _judged(dataset: Dataset) -> pd.DataFrame:
    """The current figures; one beyond a hard bound that nobody confirmed is `doubtful`."""
    current = dataset.current
    doubtful = implausible(current, dataset.catalogue, dataset.confirmations)
    return current.assign(confidence=current["confidence"].mask(doubtful, "doubtful"))


@kept(8)
def current_on(dataset: Dataset, boundaries: str) -> pd.DataFrame:
    """All current figures on a boundary set, those of merged units among them."""
    return on_boundaries(_judged(dataset), dataset.catalogue, boundaries)


@kept(8)
def years_of(dataset: Dataset) -> tuple[int, int]:
    """The years shown when the reader names none; see default_years."""
    catalogue = dataset.catalogue
    return default_years(dataset.current, catalogue, catalogue.members_ever)


@kept(8)
def oldest_year(dataset: Dataset) -> int:
    """The first year that can be asked for: that of the oldest figure."""
    years, (first, _) = dataset.current["year"], years_of(dataset)
    return min(int(years.min()), first) if len(years) else first


def newest_years(dataset: Dataset, count: int) -> tuple[int, int]:
    """The first and last of so many years up to the newest one shown by default."""
    _, last = years_of(dataset)
    return max(last - count + 1, oldest_year(dataset)), last


@kept(8)
def tolerance_of(dataset: Dataset, boundaries: str) -> int:
    """How old a latest figure may be when the reader does not say; see default_tolerance."""
    _, year = years_of(dataset)
    catalogue = dataset.catalogue
    members = [unit.key for unit in catalogue.members(boundaries, year)]
    figures = current_on(dataset, boundaries)
    return default_tolerance(figures, catalogue.member_count, members, year)


@kept(512)
def _figures_of(dataset: Dataset, boundaries: str, indicator: Indicator) -> pd.DataFrame:
    return figures_of(current_on(dataset, boundaries), dataset.catalogue, indicator)


@kept(512)
def _rows_of(
    dataset: Dataset, boundaries: str, indicator: Indicator, subgroup: str, years: tuple[int, int]
) -> list[Row]:
    """The figures of an indicator in its form, of every unit. years: those that the form spans."""
    catalogue = dataset.catalogue
    found = _figures_of(dataset, boundaries, indicator)
    found = found[found["subgroup"] == subgroup]
    breaks = catalogue.breaks_of(indicator), catalogue.breaks_of_derived(indicator)

    def members_in(year: int) -> list[str]:
        return [unit.key for unit in catalogue.members(boundaries, year)]

    return rows_of(in_form(found, indicator, members_in, breaks, *years))


@kept(512)
def _computed(dataset: Dataset, boundaries: str, indicator: Indicator) -> list[Row]:
    return rows_of(derived(current_on(dataset, boundaries), dataset.catalogue, indicator))


@kept(512)
def _divisors(dataset: Dataset, boundaries: str, indicator: Indicator, basis: str) -> list[Row]:
    return rows_of(divisors(current_on(dataset, boundaries), indicator, basis))


@kept(64)
def _weights(
    dataset: Dataset, boundaries: str, members: tuple[str, ...]
) -> tuple[int, dict[str, float]]:
    figures = current_on(dataset, boundaries)
    return population_shares(figures, dataset.catalogue.population, members)


@dataclass(frozen=True, eq=False)
class Scope:
    """What an exhibit is about, with every default filled in."""

    dataset: Dataset
    selection: Selection
    words: Words
    first_year: int
    year: int

    @classmethod
    def of(cls, dataset: Dataset, selection: Selection) -> Scope:
        """Resolve the defaults of a selection."""
        first, last = years_of(dataset)
        if selection.tolerance is None:
            boundaries = dataset.catalogue.boundary_set(selection.boundaries).code
            selection = selection.with_(tolerance=tolerance_of(dataset, boundaries))
        if selection.newest is not None:
            own, newest = newest_years(dataset, selection.newest), selection.newest
            selection = selection.with_(first_year=own[0], last_year=own[1], newest=newest)
        year = selection.last_year or last
        return cls(
            dataset=dataset,
            selection=selection,
            words=Words(selection.lang),
            first_year=min(selection.first_year or first, year),
            year=year,
        )

    @property
    def tolerance(self) -> int:
        """How many years older than the asked year a latest figure may be."""
        assert self.selection.tolerance is not None
        return self.selection.tolerance

    @property
    def boundaries(self) -> str:
        """The code of the chosen boundary set."""
        return self.dataset.catalogue.boundary_set(self.selection.boundaries).code

    @cached_property
    def members(self) -> tuple[Unit, ...]:
        """The cluster's members on the chosen boundaries at the end of the asked year."""
        return self.dataset.catalogue.members(self.boundaries, self.year)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units shown: those chosen, or every member."""
        if not self.selection.units:
            return self.members
        return tuple(self.dataset.catalogue.units[key] for key in self.selection.units)

    def of_units(self, units: Sequence[str]) -> Scope:
        """The same question of other units."""
        return replace(self, selection=self.selection.with_(units=tuple(units)))

    @cached_property
    def unit_keys(self) -> list[str]:
        return [unit.key for unit in self.units]

    @cached_property
    def _shown(self) -> frozenset[str]:
        return frozenset(self.unit_keys)

    @property
    def is_whole_cluster(self) -> bool:
        return {u.key for u in self.units} == {u.key for u in self.members}

    @property
    def whole_name(self) -> str:
        """What a total of the shown units is called."""
        if self.is_whole_cluster:
            cluster = self.dataset.catalogue.cluster
            return self.words.of(cluster.short_vi, cluster.short_en)
        return self.words("{n} tỉnh, thành phố đã chọn", n=len(self.units))

    def members_in(self, year: int) -> Sequence[str]:
        """The cluster's members on the chosen boundaries at the end of a year."""
        members = self.dataset.catalogue.members(self.boundaries, year)
        return [unit.key for unit in members]

    def units_in(self, year: int) -> Sequence[str]:
        """The units a total of a year is expected to cover."""
        return self.unit_keys if self.selection.units else self.members_in(year)

    @cached_property
    def weights(self) -> tuple[int, Mapping[str, float]]:
        """What each member holds of the cluster's population, in %, and the year of it."""
        members = tuple(unit.key for unit in self.members)
        return _weights(self.dataset, self.boundaries, members)

    @property
    def current(self) -> pd.DataFrame:
        """All current figures on the chosen boundaries."""
        return current_on(self.dataset, self.boundaries)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The chosen indicators, each in the chosen form."""
        known, form = self.dataset.catalogue.indicators, self.selection.form
        population = self.dataset.catalogue.population
        years = self.words.years(self.first_year, self.year)
        return tuple(
            formed(known[code], form, population, years) for code in self.selection.indicators
        )

    @property
    def indicator(self) -> Indicator:
        """The first of the chosen indicators."""
        return self.indicators[0]

    def figures(self, indicator: Indicator) -> list[Row]:
        """Current figures of an indicator, published and computed, of the shown units and basis."""
        return of_basis(self.on_every_basis(indicator), self.selection.basis)

    def reported(self, indicator: Indicator) -> list[Row]:
        """Every figure of the shown units as reported, on any basis, whatever form is shown."""
        return self._of_shown(self.dataset.catalogue.indicators[indicator.code])

    def on_every_basis(self, indicator: Indicator) -> list[Row]:
        """The figures of the shown units, whatever basis was asked for."""
        return self._of_shown(indicator)

    def _of_shown(self, indicator: Indicator) -> list[Row]:
        start = self.first_year if indicator.form in FROM_FIRST_YEAR else 0
        end = self.year if indicator.form == "sum" else 0
        subgroup, shown = self.selection.subgroup, self._shown
        rows = _rows_of(self.dataset, self.boundaries, indicator, subgroup, (start, end))
        return [row for row in rows if row["unit"] in shown]

    def computed(self, indicator: Indicator) -> list[Row]:
        """The rates computed for every unit and basis, with the counts that they come from."""
        return _computed(self.dataset, self.boundaries, indicator)

    def divisors(self, indicator: Indicator, basis: str) -> list[Row]:
        """The counts of every unit that a rate on a basis divides by."""
        return _divisors(self.dataset, self.boundaries, indicator, basis)

    def breaks(self, indicator: Indicator, origin: str = "published") -> tuple[SeriesBreak, ...]:
        """The breaks of an indicator's published figures, or of those computed from counts."""
        catalogue = self.dataset.catalogue
        if origin == "derived":
            return catalogue.breaks_of_derived(indicator)
        return catalogue.breaks_of(indicator)

    def breaks_of(self, indicator: Indicator, rows: Iterable[Row]) -> tuple[SeriesBreak, ...]:
        """The breaks that some of the rows may meet."""
        is_derived = any(row["origin"] == "derived" for row in rows)
        return self.breaks(indicator, "derived" if is_derived else "")

    def series(self, indicator: Indicator, *, first_year: int | None = None) -> list[Row]:
        """The figures up to the asked year with the runs and segments that a line may join."""
        found: list[Row] = joined(
            self.figures(indicator),
            self.breaks(indicator),
            first_year=first_year,
            last_year=self.year,
            derived_breaks=self.breaks(indicator, "derived"),
        )
        return found

    def unit_name(self, key: str) -> str:
        unit = self.dataset.catalogue.units[key]
        return self.words.of(unit.name, unit.name_en)

    def named(self, key: str) -> Row:
        """The columns of a table that say which unit a row is of."""
        code, valid_from = split_key(key)
        return {
            "unit": key,
            "unit_code": code,
            "unit_valid_from": valid_from,
            "unit_name": self.unit_name(key),
        }

    def names(self, keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.unit_name(key) for key in keys)
