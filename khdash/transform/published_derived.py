"""Printed rates against the same rates computed from counts (DOMAIN rule 8)."""

from __future__ import annotations

import pandas as pd

from khdash.model.catalogue import Catalogue, Indicator
from khdash.model.frames import stacked
from khdash.model.value import Bounded
from khdash.transform.quotient import quotient
from khdash.transform.records import bounded_values
from khdash.transform.series import series_of

POINTS_APART = 1.0
"""Percentage points between a printed and a computed share above which they are a finding."""

FRACTION_APART = 0.05
"""The same for money per head, as a fraction of the printed value."""

AS_THEN_PUBLISHED = {"population": "population_unrevised"}
"""The series in force when percentages were printed, before a revision."""

COMPARISON: dict[str, str] = {
    "unit": "str",
    "indicator": "str",
    "basis": "str",
    "year": "int64",
    "value": "float64",  # as printed
    "lower": "float64",
    "upper": "float64",
    "qualifier": "str",
    "source_id": "str",
    "recomputed": "float64",
    "recomputed_lower": "float64",
    "recomputed_upper": "float64",
    "difference": "float64",  # printed minus recomputed
    "numerator": "str",
    "numerator_value": "float64",
    "numerator_lower": "float64",
    "numerator_upper": "float64",
    "base": "str",  # the indicator divided by
    "base_value": "float64",
    "base_lower": "float64",
    "base_upper": "float64",
    "numerator_source": "str",
    "base_source": "str",
    "low_confidence": "bool",
    "finding": "bool",
}


def published_against_derived(current: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Every printed rate whose counts of the same year are known, beside the computed one.

    Columns of COMPARISON. Population is the unrevised one where it exists for that year, never
    that of another year. `finding`: the intervals that both allow lie more than one percentage
    point apart (5 % of the printed value for other rates). A rate of unstated basis gives a row
    for each known base, and a finding only if both bases are known and neither fits.
    """
    derivable = [entry for entry in catalogue.indicators.values() if entry.derivable]
    found = [_of_indicator(current, entry) for entry in derivable]
    return stacked(pd.DataFrame(columns=list(COMPARISON)), *found).astype(COMPARISON)


def _of_indicator(current: pd.DataFrame, entry: Indicator) -> pd.DataFrame:
    printed = series_of(current, entry.code)
    printed = printed[printed["origin"] == "published"]
    pairs = [
        printed[printed["basis"] == basis]
        .assign(choice=choice)
        .merge(_counts(current, entry.numerator, "numerator"), on=["unit", "year"])
        .merge(_counts(current, base, "base"), on=["unit", "year"])
        for basis in printed["basis"].unique()
        for choice, base in enumerate(_bases(entry, basis))
    ]
    if not any(len(pair) for pair in pairs):
        return pd.DataFrame(columns=list(COMPARISON))
    rows = stacked(*pairs).sort_values(["unit", "year", "basis", "choice"], ignore_index=True)
    if entry.denominator in AS_THEN_PUBLISHED:
        rows = rows.drop_duplicates(["unit", "year", "basis"], ignore_index=True)
    return _compared(rows, entry)[list(COMPARISON)]


def _counts(current: pd.DataFrame, indicator: str, role: str) -> pd.DataFrame:
    """The counts of an indicator, one row a unit and year, their columns named after their role."""
    rows = series_of(current, indicator).drop_duplicates(["unit", "year"])
    return pd.DataFrame(
        {
            "unit": rows["unit"],
            "year": rows["year"],
            role: rows["indicator"],
            f"{role}_value": rows["value"],
            f"{role}_lower": rows["lower"],
            f"{role}_upper": rows["upper"],
            f"{role}_source": rows["source_id"],
            f"{role}_low": rows["confidence"] == "low",
        }
    )


def _bases(entry: Indicator, basis: str) -> tuple[str, ...]:
    """The denominators that a printed rate may have used, the likeliest first."""
    if basis == "unstated" and entry.basis_matters:
        return tuple(filter(None, (entry.denominator, entry.denominator_registered)))
    divisor = entry.denominator_on(basis)
    then = AS_THEN_PUBLISHED.get(divisor, "")
    return tuple(filter(None, (then, divisor)))


def _compared(rows: pd.DataFrame, entry: Indicator) -> pd.DataFrame:
    """The rows with the computed rate, the difference and whether it is a finding."""
    numerators, bases = bounded_values(rows, "numerator_"), bounded_values(rows, "base_")
    ratios = [quotient(n, d) for n, d in zip(numerators, bases, strict=True)]
    rows = rows.iloc[[position for position, ratio in enumerate(ratios) if ratio is not None]]
    computed = [ratio.scaled(entry.scale or 1) for ratio in ratios if ratio is not None]
    gaps = [distance(*pair) for pair in zip(bounded_values(rows), computed, strict=True)]
    allowed = POINTS_APART if entry.unit == "%" else FRACTION_APART * rows["value"].abs()
    rows = rows.assign(
        recomputed=[rate.value for rate in computed],
        recomputed_lower=[rate.lower for rate in computed],
        recomputed_upper=[rate.upper for rate in computed],
        low_confidence=(rows["confidence"] == "low") | rows["numerator_low"] | rows["base_low"],
        apart=pd.Series(gaps, index=rows.index, dtype="float64") > allowed,
    )
    # Where the basis is not stated, no single base can convict a printed rate.
    bases_apart = rows.groupby(["unit", "year", "basis"])["apart"].transform("sum")
    convicted = rows["apart"] & ((rows["basis"] != "unstated") | (bases_apart == 2))
    return rows.assign(difference=rows["value"] - rows["recomputed"], finding=convicted)


def distance(one: Bounded, other: Bounded) -> float:
    """How far apart two intervals are; 0 where they meet.

    >>> distance(Bounded(26, float("-inf"), 26), Bounded(25.4, 25.4, 25.4))
    0.0
    """
    return max(0.0, one.lower - other.upper, other.lower - one.upper)
