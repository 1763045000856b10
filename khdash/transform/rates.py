"""Rates from counts: of each unit, and of the cluster as sum over sum (methods.md rules 3, 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from statistics import median
from typing import Literal

import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.frames import OBSERVATION, stacked
from khdash.model.indicators import Indicator
from khdash.model.rows import Row, on_frames
from khdash.model.value import Bounded, qualifier_of
from khdash.transform.quotient import quotient
from khdash.transform.records import (
    all_firm,
    bounded_of,
    bounded_values,
    is_usable,
    lower_confidence,
    whole,
)
from khdash.transform.totals import is_enough

OPERANDS: dict[str, str] = {
    "numerator_value": "float64",
    "numerator_lower": "float64",
    "numerator_upper": "float64",
    "denominator_value": "float64",
    "denominator_lower": "float64",
    "denominator_upper": "float64",
    "numerator_source": "str",
    "denominator": "str",
    "denominator_source": "str",
}
"""Columns that a computed rate carries beside those of ObservationFrame."""

WhyNot = Literal["", "denominator-unknown", "too-few"]


def derived(
    current: pd.DataFrame, catalogue: Catalogue, indicator: str | Indicator
) -> pd.DataFrame:
    """The rate computed for each unit and year whose numerator and denominator are both known.

    ObservationFrame rows of origin 'derived' with the OPERANDS columns. A rate with two
    denominators in use is computed on basis 'all' and on basis 'registered', each where known.
    as_of and source_id are the numerator's; confidence is the lower of both; bounds by division.
    Empty where the catalogue names no numerator and denominator.
    """
    entry = catalogue.entry(indicator)
    computed = [_computed(current, entry, basis) for basis in bases_of(entry)]
    return stacked(_without_operands(current.iloc[:0]), *computed)


def bases_of(entry: Indicator) -> tuple[str, ...]:
    """The bases on which a rate can be computed; () if the catalogue names no counts."""
    if not entry.derivable:
        return ()
    if not entry.basis_matters:
        return ("",)
    return ("all", "registered") if entry.denominator_registered else ("all",)


def with_derived(
    current: pd.DataFrame, catalogue: Catalogue, indicator: str | Indicator
) -> pd.DataFrame:
    """The published and the computed rows of one indicator together; neither replaces the other.

    Columns as for `derived`; OPERANDS are empty in published rows.
    """
    entry = catalogue.entry(indicator)
    is_published = (current["indicator"] == entry.code) & (current["origin"] == "published")
    published = _without_operands(current[is_published])
    return stacked(published, derived(current, catalogue, entry))


def _without_operands(rows: pd.DataFrame) -> pd.DataFrame:
    empty = {
        name: pd.Series("" if dtype == "str" else float("nan"), index=rows.index, dtype=dtype)
        for name, dtype in OPERANDS.items()
    }
    return rows.assign(**empty)


def _counts(current: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """The published counts of whole units, one row a unit and year."""
    of_indicator = (current["indicator"] == indicator) & (current["subgroup"] == "")
    rows = whole(current[of_indicator & (current["origin"] == "published")])
    return rows.drop_duplicates(["unit", "year"])


def _computed(current: pd.DataFrame, entry: Indicator, basis: str) -> pd.DataFrame:
    """The rate on one basis."""
    divisor = entry.denominator_on(basis)
    above, below = _aligned(_counts(current, entry.numerator), _counts(current, divisor))
    ratios = [
        quotient(n, d) for n, d in zip(bounded_values(above), bounded_values(below), strict=True)
    ]
    known = [position for position, ratio in enumerate(ratios) if ratio is not None]
    rates = [ratio.scaled(entry.scale or 1) for ratio in ratios if ratio is not None]
    above = above.iloc[known].reset_index(drop=True)
    below = below.iloc[known].reset_index(drop=True)
    rows = _rows(above, below, rates)
    return rows.assign(indicator=entry.code, basis=basis, denominator=divisor)


def _aligned(above: pd.DataFrame, below: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of both frames for the same unit and year, in the same order."""
    keys = ["unit", "year"]
    pairs = (
        above[keys]
        .assign(above=range(len(above)))
        .merge(below[keys].assign(below=range(len(below))), on=keys)
    )
    return above.iloc[pairs["above"].to_list()], below.iloc[pairs["below"].to_list()]


def _rows(above: pd.DataFrame, below: pd.DataFrame, rates: list[Bounded]) -> pd.DataFrame:
    """Observation rows of computed rates, from the aligned rows of their counts."""
    columns: dict[str, Sequence[object] | pd.Series] = {
        "value": [rate.value for rate in rates],
        "lower": [rate.lower for rate in rates],
        "upper": [rate.upper for rate in rates],
        "qualifier": [qualifier_of(rate.lower, rate.upper) for rate in rates],
        "confidence": list(map(lower_confidence, above["confidence"], below["confidence"])),
        "batch_id": above["batch_id"].clip(lower=below["batch_id"]),
        "numerator_source": above["source_id"],
        "denominator_source": below["source_id"],
    }
    for name in ("value", "lower", "upper"):
        columns[f"numerator_{name}"] = above[name]
        columns[f"denominator_{name}"] = below[name]
    if "source_ids" in above:
        pairs = zip(above["source_ids"], below["source_ids"], strict=True)
        columns["source_ids"] = [tuple(dict.fromkeys((*one, *other))) for one, other in pairs]
    rows = above.assign(origin="derived", sheet="", cell="", note_vi="", note_en="")
    for name, column in columns.items():
        dtype = "object" if name == "source_ids" else OPERANDS.get(name) or OBSERVATION[name]
        rows[name] = pd.Series(column, index=rows.index, dtype=dtype)
    return rows


@dataclass(frozen=True, slots=True)
class ClusterRate:
    """The rate of the cluster: sum of numerators over sum of denominators.

    value is None unless enough units are covered; why_not then says whether too few units have a
    known denominator ('denominator-unknown') or too few have both counts ('too-few').
    years: the oldest and newest year taken.
    """

    value: Bounded | None
    numerator: Bounded | None
    denominator: Bounded | None
    covered: int
    expected: int
    missing: tuple[str, ...]
    years: tuple[int, int] | None
    why_not: WhyNot
    low_confidence: bool = False

    @property
    def enough(self) -> bool:
        return is_enough(self.covered, self.expected)


def cluster_rate(
    rates: Sequence[Row],
    divisors: Sequence[Row],
    rate: tuple[Catalogue, Indicator, str],
    members: Sequence[str],
    window: tuple[int, int],
) -> ClusterRate:
    """The cluster's rate as of a year, over the members that have both counts for one year.

    Each member's newest such year in window = (year, tolerance) is taken; it never reaches back
    across a break of the rate or of its counts. rates: as computed by `derived`; divisors: the
    counts on that basis; rate: in which catalogue, which, on which basis ('' where it has one).
    """
    catalogue, entry, basis = rate
    own = [row for row in rates if row["basis"] == basis and row["unit"] in members]
    found = sum_over_sum(newest_rates(own, catalogue, entry, window), entry, members)
    if found.value is not None:
        return found
    year, tolerance = window
    first = _first_year(catalogue, entry, year, tolerance)
    known = {
        row["unit"] for row in divisors if first <= row["year"] <= year and row["unit"] in members
    }
    suffice = is_enough(len(known), len(members))
    return replace(found, why_not="too-few" if suffice else "denominator-unknown")


def newest_rates(
    rates: Sequence[Row], catalogue: Catalogue, entry: Indicator, window: tuple[int, int]
) -> list[Row]:
    """Each unit's newest computed rate in window = (year, tolerance), after the last break."""
    year, tolerance = window
    first = _first_year(catalogue, entry, year, tolerance)
    taken: dict[str, Row] = {}
    for row in rates:
        if first <= row["year"] <= year and is_usable(row):
            known = taken.get(row["unit"])
            if known is None or known["year"] <= row["year"]:
                taken[row["unit"]] = row
    return sorted(taken.values(), key=lambda row: row["year"])


def sum_over_sum(rows: Sequence[Row], entry: Indicator, members: Sequence[str]) -> ClusterRate:
    """The rate of all members of whom `rows` hold a computed rate; none below five eighths."""
    having = {row["unit"] for row in rows}
    years = [row["year"] for row in rows]
    numerator = _sum(bounded_of(row, "numerator_") for row in rows)
    denominator = _sum(bounded_of(row, "denominator_") for row in rows)
    value = None
    if is_enough(len(rows), len(members)) and numerator and denominator:
        ratio = quotient(numerator, denominator)
        value = ratio and ratio.scaled(entry.scale or 1)
    return ClusterRate(
        value=value,
        numerator=numerator,
        denominator=denominator,
        covered=len(rows),
        expected=len(members),
        missing=tuple(unit for unit in members if unit not in having),
        years=(min(years), max(years)) if years else None,
        why_not="" if value else "too-few",
        low_confidence=not all_firm(rows),
    )


def _first_year(catalogue: Catalogue, entry: Indicator, year: int, tolerance: int) -> int:
    """The start of a window that reaches back over no break of the rate or its counts."""
    return max([year - tolerance, *_break_years(catalogue, entry, year)])


def _break_years(catalogue: Catalogue, entry: Indicator, year: int) -> list[int]:
    return [b.year for b in catalogue.breaks_of_derived(entry) if b.year <= year]


def _sum(values: Iterable[Bounded]) -> Bounded | None:
    return reduce(lambda one, other: one + other if one else other, values, None)


def divisors(current: pd.DataFrame, entry: Indicator, basis: str) -> pd.DataFrame:
    """The counts that a rate on this basis divides by; empty where it is computed on no such."""
    if basis not in bases_of(entry):
        return current.iloc[:0]
    return _counts(current, entry.denominator_on(basis))


@dataclass(frozen=True, slots=True)
class Spread:
    """How far apart the rates of n units are, each end and the middle with its bounds."""

    min: Bounded
    median: Bounded
    max: Bounded
    n: int


@on_frames()
def spread(figures: list[Row]) -> Spread | None:
    """The spread of rates of one basis, printed or computed, one a unit; None without any.

    An end has the bounds that the figures allow: the lowest of 12, "over 32" and 24 is exactly 12,
    the highest at least 32. Raises ValueError if the rates stand on different bases, or unstated
    ones come from several sources.
    """
    rows = [row for row in figures if is_usable(row)]
    sources = {row["source_id"] for row in rows if row["basis"] == "unstated"}
    if len({row["basis"] for row in rows}) > 1 or len(sources) > 1:
        raise ValueError("a spread needs rates of one basis, unstated ones of one source")
    if not rows:
        return None
    low, middle, high = (_bounded(rows, pick) for pick in (min, median, max))
    return Spread(low, middle, high, len(rows))


def _bounded(rows: Sequence[Row], pick: Callable[[list[float]], float]) -> Bounded:
    """An order statistic of bounded figures: it grows with each of them, so its bounds are its
    values at the ends."""
    value, lower, upper = (pick([row[end] for row in rows]) for end in ("value", "lower", "upper"))
    return Bounded(float(value), float(lower), float(upper))
