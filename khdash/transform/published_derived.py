"""Printed rates against the same rates computed from counts (methods.md rule 8)."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from khdash.model.catalogue import Catalogue
from khdash.model.frames import stacked
from khdash.model.indicators import Indicator
from khdash.transform.quotient import quotients
from khdash.transform.series import ORDER

POINTS_APART = 1.0
"""Percentage points between a printed and a computed share above which they are a finding."""

FRACTION_APART = 0.05
"""The same for money per head, as a fraction of the printed value."""

Verdict = Literal["agrees", "differs", "open"]

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
    "verdict": "str",  # Verdict
    "why_open": "str",  # 'bounds' | 'base' where the verdict is open
    "finding": "bool",  # differs
}
PLACES = ["printed_at", "numerator_at", "base_at"]
"""Columns of `compared`: where in the frame the three figures stand."""


def published_against_derived(current: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Every printed rate whose counts of the same year are known, beside the computed one.

    Columns of COMPARISON. Population is the unrevised one where it exists for that year, never
    that of another year. The allowance is one percentage point (5 % of the printed value for
    other rates). Three verdicts: 'agrees' where the two lie within it whatever their bounds
    allow, 'differs' where they lie further apart whatever these allow, else 'open'. A rate of
    unstated basis gives a row for each known base and one verdict for all: it agrees or differs
    only where it does so on every base that it may have.
    """
    return compared(current, catalogue)[list(COMPARISON)].astype(COMPARISON)


def compared(current: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The same with PLACES, the index of the three figures in `current`."""
    derivable = [entry for entry in catalogue.indicators.values() if entry.derivable]
    found = [_of_indicator(current, entry, catalogue) for entry in derivable]
    return stacked(pd.DataFrame(columns=[*COMPARISON, *PLACES]), *found)


def _rows_of(current: pd.DataFrame, indicator: str) -> pd.DataFrame:
    rows = current[(current["indicator"] == indicator) & (current["subgroup"] == "")]
    return rows.assign(printed_at=rows.index).sort_values(ORDER, kind="stable")


def _of_indicator(current: pd.DataFrame, entry: Indicator, catalogue: Catalogue) -> pd.DataFrame:
    printed = _rows_of(current, entry.code)
    printed = printed[printed["origin"] == "published"]
    pairs = [
        printed[printed["basis"] == basis]
        .assign(choice=choice)
        .merge(_counts(current, entry.numerator, "numerator"), on=["unit", "year"])
        .merge(_counts(current, base, "base"), on=["unit", "year"])
        for basis in printed["basis"].unique()
        for choice, base in enumerate(_bases(entry, basis, catalogue))
    ]
    if not any(len(pair) for pair in pairs):
        return pd.DataFrame(columns=list(COMPARISON))
    rows = stacked(*pairs).sort_values(["unit", "year", "basis", "choice"], ignore_index=True)
    if _unrevised(entry.denominator, catalogue):
        rows = rows.drop_duplicates(["unit", "year", "basis"], ignore_index=True)
    return _compared(rows, entry)[[*COMPARISON, *PLACES]]


def _counts(current: pd.DataFrame, indicator: str, role: str) -> pd.DataFrame:
    """The counts of an indicator, one row a unit and year, their columns named after their role."""
    rows = _rows_of(current, indicator).drop_duplicates(["unit", "year"])
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
            f"{role}_at": rows["printed_at"],
        }
    )


def _unrevised(indicator: str, catalogue: Catalogue) -> str:
    """The series in force when percentages were printed, before a revision; '' if there is none."""
    entry = catalogue.indicators.get(indicator)
    return entry.unrevised if entry else ""


def _bases(entry: Indicator, basis: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The denominators that a printed rate may have used, the likeliest first."""
    if is_open_basis(entry, basis):
        return _open_bases(entry, basis)
    divisor = entry.denominator_on(basis)
    return tuple(filter(None, (_unrevised(divisor, catalogue), divisor)))


def is_open_basis(entry: Indicator, basis: str) -> bool:
    """Whether the rate may stand on more than one denominator and does not say on which."""
    return basis == "unstated" and entry.basis_matters


def _compared(rows: pd.DataFrame, entry: Indicator) -> pd.DataFrame:
    """The rows with the computed rate, the difference and the verdict."""
    ratio = quotients(rows, "numerator", "base") * (entry.scale or 1)
    rows, ratio = rows[ratio["value"].notna()], ratio[ratio["value"].notna()]
    allowed = POINTS_APART if entry.unit == "%" else FRACTION_APART * rows["value"].abs()
    nearest = distance(rows, ratio)
    furthest = np.maximum(rows["upper"] - ratio["lower"], ratio["upper"] - rows["lower"])
    rows = rows.assign(
        recomputed=ratio["value"],
        recomputed_lower=ratio["lower"],
        recomputed_upper=ratio["upper"],
        low_confidence=(rows["confidence"] == "low") | rows["numerator_low"] | rows["base_low"],
        difference=rows["value"] - ratio["value"],
        agrees=furthest <= allowed,
        differs=nearest > allowed,
    )
    return _with_verdict(rows, entry)


def _with_verdict(rows: pd.DataFrame, entry: Indicator) -> pd.DataFrame:
    """One verdict for a printed rate, over every base that it may have."""
    possible = [len(_open_bases(entry, basis)) for basis in rows["basis"]]
    printed = rows.groupby(["unit", "year", "basis"])
    known = printed["differs"].transform("size") >= possible
    agrees = printed["agrees"].transform("all") & known
    differs = printed["differs"].transform("all") & known
    settled = printed["differs"].transform("any") | printed["agrees"].transform("any")
    by_base = pd.Series(possible, index=rows.index).gt(1) & settled
    return rows.assign(
        verdict=np.select([agrees, differs], ["agrees", "differs"], "open"),
        why_open=np.where(agrees | differs, "", np.where(by_base, "base", "bounds")),
        finding=differs,
    )


def _open_bases(entry: Indicator, basis: str) -> tuple[str, ...]:
    """The bases among which the printed rate leaves the choice; one where it names it."""
    if not is_open_basis(entry, basis):
        return (entry.denominator,)
    return tuple(filter(None, (entry.denominator, entry.denominator_registered)))


def distance(one: pd.DataFrame, other: pd.DataFrame) -> pd.Series:
    """How far apart two intervals of each row are; 0 where they meet.

    >>> nearly = pd.DataFrame({"lower": [float("-inf")], "upper": [26.0]})
    >>> distance(nearly, pd.DataFrame({"lower": [25.4], "upper": [25.4]})).tolist()
    [0.0]
    """
    apart = np.maximum(one["lower"] - other["upper"], other["lower"] - one["upper"])
    return pd.Series(apart, index=one.index).clip(lower=0.0)
