"""Rows of ObservationFrame as the transforms pick, stack and read them."""

from __future__ import annotations

import pandas as pd

from khdash.model.indicators import Kind
from khdash.model.value import Bounded

CONFIDENCE_ORDER = ("doubtful", "low", "medium", "high")
"""From the least trusted on. doubtful: beyond a hard bound and not confirmed by a person."""

NOT_FIRM = CONFIDENCE_ORDER[:2]
"""Levels that carry no sentence (DOMAIN rule 6)."""


def whole(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures without partial sums of a merged unit: those stand for no unit."""
    if "partial" not in figures:
        return figures
    return figures[~figures["partial"].astype(bool)]


def usable(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures that may enter a total or a rank: whole, and not older than the tolerance."""
    kept = whole(figures)
    if "too_old" in kept:
        kept = kept[~kept["too_old"].astype(bool)]
    return kept[kept["value"].notna()]


def bounded_values(figures: pd.DataFrame, prefix: str = "") -> list[Bounded]:
    """The figures of a frame in its order; `prefix` reads e.g. numerator_value, _lower, _upper."""
    columns = [f"{prefix}value", f"{prefix}lower", f"{prefix}upper"]
    return [
        Bounded(float(value), float(lower), float(upper))
        for value, lower, upper in zip(*(figures[name] for name in columns), strict=True)
    ]


def lower_confidence(one: str, other: str) -> str:
    """The less trusted of two levels.

    >>> lower_confidence("high", "medium")
    'medium'
    """
    return min(one, other, key=CONFIDENCE_ORDER.index)


def is_firm(confidence: str) -> bool:
    """Whether a figure of this confidence may be spoken of."""
    return confidence not in NOT_FIRM


def are_firm(figures: pd.DataFrame, column: str = "confidence") -> pd.Series:
    """Which figures may be spoken of."""
    return ~figures[column].isin(NOT_FIRM)


def refuse_rate(figures: pd.DataFrame, kind: Kind) -> None:
    """Raise ValueError where a sum is asked of percentages or per-head values (DOMAIN rule 3).

    kind: of the indicator, which a frame does not carry; only rates have a basis or are derived.
    """
    if kind == "rate" or (figures["basis"] != "").any() or (figures["origin"] != "published").any():
        names = ", ".join(figures["indicator"].unique())
        raise ValueError(f"rates are never added, see rates.cluster_rate: {names}")
