"""A Selection resolved against a Dataset: which units, years and figures an exhibit speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import pandas as pd

from khdash.locale import Words
from khdash.model.catalogue import BoundarySet, Indicator, SeriesBreak, Unit
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.transform.boundaries import on_boundaries
from khdash.transform.forms import formed, indices, shares
from khdash.transform.rates import derived, with_derived
from khdash.transform.series import joined

FIRST_YEAR = 2010
"""Default start of the year range: the first year with yearly population for every member."""


USED = (
    "unit",
    "indicator",
    "subgroup",
    "basis",
    "origin",
    "year",
    "as_of",
    "value",
    "lower",
    "upper",
    "qualifier",
    "confidence",
    "source_id",
    "source_ids",
    "parts_covered",
    "parts_expected",
    "parts_missing",
    "partial",
)
"""The columns of re-based figures that exhibits use; narrow frames are fast frames."""


@lru_cache(maxsize=8)
def default_years(dataset: Dataset) -> tuple[int, int]:
    """The years shown when the reader names none.

    The last one is the newest year for which at least two members of the cluster published a
    figure of the association (not population): one early report does not age all the others.
    """
    current = dataset.current
    context = [i.code for i in dataset.catalogue.indicators.values() if i.theme == "context"]
    members = [u.key for b in ("2022", "2025") for u in dataset.catalogue.members(b)]
    own = current[~current["indicator"].isin(context) & current["unit"].isin(members)]
    if own.empty:
        return FIRST_YEAR, FIRST_YEAR
    reporting = own.groupby("year")["unit"].nunique()
    shared = reporting[reporting >= 2]
    last = int((shared if len(shared) else reporting).index.max())
    return min(FIRST_YEAR, last), last


@lru_cache(maxsize=8)
def _current_on(dataset: Dataset, boundaries: BoundarySet) -> pd.DataFrame:
    return on_boundaries(dataset.current, dataset.catalogue, boundaries)


@lru_cache(maxsize=16)
def formed_dataset(dataset: Dataset, indicators: tuple[str, ...], form: str) -> Dataset:
    """The dataset in whose catalogue the chosen indicators are in a form."""
    catalogue = dataset.catalogue
    changed = {code: formed(catalogue.indicators[code], form) for code in indicators}
    if all(changed[code] is catalogue.indicators[code] for code in changed):
        return dataset
    indicators_now = {**catalogue.indicators, **changed}
    return replace(dataset, catalogue=replace(catalogue, indicators=indicators_now))


@lru_cache(maxsize=256)
def _figures_of(dataset: Dataset, boundaries: BoundarySet, indicator: str) -> pd.DataFrame:
    current = _current_on(dataset, boundaries)
    entry = dataset.catalogue.indicators[indicator]
    if entry.form == "per_head":  # the counts themselves are of another measure
        figures = derived(current, dataset.catalogue, indicator)
    elif entry.derivable:
        figures = _without_twins(with_derived(current, dataset.catalogue, indicator))
    else:
        figures = current[current["indicator"] == indicator]
    return figures[list(USED)].reset_index(drop=True)


def _without_twins(figures: pd.DataFrame) -> pd.DataFrame:
    """Leave out a computed figure where a published one stands for the same key."""
    published = figures[figures["origin"] == "published"]
    key = ["unit", "subgroup", "year"]
    taken = set(map(tuple, published[[*key, "basis"]].to_numpy()))
    has_twin = [
        origin == "derived" and (unit, subgroup, year, basis) in taken
        for origin, unit, subgroup, year, basis in figures[["origin", *key, "basis"]].to_numpy()
    ]
    return figures[~pd.Series(has_twin, index=figures.index, dtype=bool)].reset_index(drop=True)


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
        first, last = default_years(dataset)
        if selection.form:
            dataset = formed_dataset(dataset, selection.indicators, selection.form)
        year = selection.last_year or last
        return cls(
            dataset=dataset,
            selection=selection,
            words=Words(selection.lang),
            first_year=min(selection.first_year or first, year),
            year=year,
        )

    @cached_property
    def members(self) -> tuple[Unit, ...]:
        """The cluster's members on the chosen boundaries at the end of the asked year."""
        return self.dataset.catalogue.members(self.selection.boundaries, self.year)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units shown: those chosen, or every member."""
        if not self.selection.units:
            return self.members
        return tuple(self.dataset.catalogue.units[key] for key in self.selection.units)

    def of_units(self, units: Sequence[str]) -> Scope:
        """The same question of other units."""
        return replace(self, selection=self.selection.with_(units=tuple(units)))

    @property
    def unit_keys(self) -> list[str]:
        return [unit.key for unit in self.units]

    @property
    def is_whole_cluster(self) -> bool:
        return {u.key for u in self.units} == {u.key for u in self.members}

    @property
    def whole_name(self) -> str:
        """What a total of the shown units is called."""
        if self.is_whole_cluster:
            return self.words("Cụm 3")
        return self.words("{n} tỉnh, thành phố đã chọn", n=len(self.units))

    def members_in(self, year: int) -> Sequence[str]:
        """The cluster's members on the chosen boundaries at the end of a year."""
        members = self.dataset.catalogue.members(self.selection.boundaries, year)
        return [unit.key for unit in members]

    def units_in(self, year: int) -> Sequence[str]:
        """The units a total of a year is expected to cover."""
        return self.unit_keys if self.selection.units else self.members_in(year)

    @property
    def current(self) -> pd.DataFrame:
        """All current figures on the chosen boundaries."""
        return _current_on(self.dataset, self.selection.boundaries)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(self.dataset.catalogue.indicators[c] for c in self.selection.indicators)

    @property
    def indicator(self) -> Indicator:
        """The first of the chosen indicators."""
        return self.indicators[0]

    def figures(self, indicator: Indicator) -> pd.DataFrame:
        """Current figures of an indicator, published and computed, of the shown units and basis."""
        found = _figures_of(self.dataset, self.selection.boundaries, indicator.code)
        found = found[found["subgroup"] == self.selection.subgroup]
        if indicator.form == "share":
            found = shares(found, self.members_in)
        found = found[found["unit"].isin(self.unit_keys)]
        if indicator.form == "index":
            derived_breaks = self.breaks(indicator, "derived")
            found = indices(found, self.breaks(indicator), derived_breaks, self.first_year)
        match self.selection.basis:
            case "":
                return found
            case "all":
                return found[found["basis"].isin(["", "all", "unstated"])]
            case basis:
                return found[found["basis"].isin(["", basis])]

    def breaks(self, indicator: Indicator, origin: str = "published") -> tuple[SeriesBreak, ...]:
        """The breaks of an indicator's published figures, or of those computed from counts."""
        catalogue = self.dataset.catalogue
        if origin == "derived":
            return catalogue.breaks_of_derived(indicator.code)
        return catalogue.breaks_of(indicator.code)

    def breaks_of(self, indicator: Indicator, rows: pd.DataFrame) -> tuple[SeriesBreak, ...]:
        """The breaks that some of the rows may meet."""
        return self.breaks(indicator, "derived" if (rows["origin"] == "derived").any() else "")

    def series(self, indicator: Indicator, *, first_year: int | None = None) -> pd.DataFrame:
        """The figures up to the asked year with the runs and segments that a line may join."""
        return joined(
            self.figures(indicator),
            self.breaks(indicator),
            first_year=first_year,
            last_year=self.year,
            derived_breaks=self.breaks(indicator, "derived"),
        )

    def unit_name(self, key: str) -> str:
        unit = self.dataset.catalogue.units[key]
        return self.words.of(unit.name, unit.name_en)

    def names(self, keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.unit_name(key) for key in keys)
