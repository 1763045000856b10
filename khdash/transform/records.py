"""Rows of ObservationFrame as the transforms pick, stack and read them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from khdash.model.indicators import Kind
from khdash.model.rows import Row, has_value
from khdash.model.value import NOT_FIRM, Bounded

CONFIDENCE_ORDER = ("doubtful", "low", "medium", "high")
"""From the least trusted on. doubtful: beyond a hard bound and not confirmed by a person."""


def is_whole(row: Row) -> bool:
    """Whether a figure is of a whole unit: a partial sum of a merged one stands for no unit."""
    return not row.get("partial")


def is_usable(row: Row) -> bool:
    """Whether a figure may enter a total or a rank: whole, and not older than the tolerance."""
    return not row.get("partial") and not row.get("too_old") and has_value(row)


def bounded_of(row: Row, prefix: str = "") -> Bounded:
    """The figure of a row; `prefix` reads e.g. numerator_value, _lower, _upper."""
    return Bounded(row[f"{prefix}value"], row[f"{prefix}lower"], row[f"{prefix}upper"])


def whole(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures of a frame without partial sums."""
    if "partial" not in figures:
        return figures
    return figures[~figures["partial"].astype(bool)]


def bounded_values(figures: pd.DataFrame) -> list[Bounded]:
    """The figures of a frame in its order."""
    columns = (figures[name].tolist() for name in ("value", "lower", "upper"))
    return [Bounded(*ends) for ends in zip(*columns, strict=True)]


def lower_confidence(one: str, other: str) -> str:
    """The less trusted of two levels.

    >>> lower_confidence("high", "medium")
    'medium'
    """
    return min(one, other, key=CONFIDENCE_ORDER.index)


def is_firm(confidence: str) -> bool:
    """Whether a figure of this confidence may be spoken of."""
    return confidence not in NOT_FIRM


def all_firm(rows: Iterable[Row], name: str = "confidence") -> bool:
    """Whether every figure of the rows may be spoken of."""
    return all(row[name] not in NOT_FIRM for row in rows)


def refuse_rate(rows: Iterable[Row], kind: Kind) -> None:
    """Raise ValueError where a sum is asked of percentages or per-head values (methods.md rule 3).

    kind: of the indicator, which a row does not carry; only rates have a basis or are derived.
    """
    rows = list(rows)
    if kind == "rate" or any(row["basis"] != "" or row["origin"] != "published" for row in rows):
        names = ", ".join(dict.fromkeys(row["indicator"] for row in rows))
        raise ValueError(f"rates are never added, see rates.cluster_rate: {names}")
