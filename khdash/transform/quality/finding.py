"""A finding: one figure, the rule that named it, and what the rule held against it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

import pandas as pd

from khdash.model.frames import stacked

Severity = Literal["error", "warning", "note"]
SEVERITIES: dict[str, Severity] = {
    "rate-outside-range": "error",
    "negative-value": "error",
    "members-above-population": "error",
    "recognised-above-registered": "error",
    "registered-above-all": "error",
    "part-above-whole": "error",
    "parts-above-whole": "error",
    "new-above-all": "error",
    "sum-differs": "warning",
    "centres-above-communes": "warning",
    "rate-not-following": "warning",
    "outlier-own-history": "warning",
    "stock-tripled": "warning",
    "stock-halved": "warning",
    "outlier-per-head": "warning",
    "outlier-among-rates": "warning",
    "same-number-again": "note",
}
"""Every rule, the most certain first. error: cannot be right as it stands; warning: a person
should look; note: worth knowing. The codes are those of the check of uploaded files where the
rule is the same."""

FIGURE: dict[str, str] = {
    "unit": "str",
    "indicator": "str",
    "subgroup": "str",
    "basis": "str",
    "origin": "str",
    "year": "int64",
    "as_of": "datetime64[us]",
    "value": "float64",
    "lower": "float64",
    "upper": "float64",
    "qualifier": "str",
    "confidence": "str",
    "source_id": "str",
}
FINDING: dict[str, str] = {
    "rule": "str",
    "severity": "str",
    **FIGURE,
    "other_value": "float64",  # what the figure was compared with; NaN where only with bounds
    "low": "float64",  # the bounds of the rule in the figure's unit; NaN where it has none
    "high": "float64",
    "n": "Int64",  # how many figures the bounds come from; NA where from none
    "others": "object",  # tuple of Statement: the other figures of the unit that the rule read
    "seen": "str",  # the values that were judged: a confirmation holds as long as they stand
}
"""FindingFrame: one row a finding."""


class Statement(NamedTuple):
    """Another figure of the same unit that a rule read."""

    indicator: str
    basis: str
    year: int
    value: float


@cache
def no_findings() -> pd.DataFrame:
    """A FindingFrame without rows; not to be changed."""
    return pd.DataFrame(columns=list(FINDING)).astype(FINDING)


def findings_of(
    rule: str, rows: pd.DataFrame, others: Sequence[tuple[Statement, ...]] = ()
) -> pd.DataFrame:
    """The rows as findings of a rule; they may bring other_value, low, high and n.

    others: for each row the figures that it was judged beside.
    """
    if rows.empty:
        return no_findings()
    beside = list(others) or [()] * len(rows)
    found = rows.assign(rule=rule, severity=SEVERITIES[rule])
    for name in ("other_value", "low", "high"):
        if name not in found:
            found[name] = float("nan")
    if "n" not in found:
        found["n"] = pd.array([pd.NA] * len(found), dtype="Int64")
    found["others"] = pd.Series(beside, index=found.index, dtype="object")
    found["seen"] = [
        " ".join([_stated(value, qualifier), *(_stated(other.value) for other in statements)])
        for value, qualifier, statements in zip(
            found["value"], found["qualifier"], beside, strict=True
        )
    ]
    return found[list(FINDING)].astype(FINDING).reset_index(drop=True)


def _stated(value: float, qualifier: str = "exact") -> str:
    text = f"{value:.15g}"
    return text if qualifier == "exact" else f"{qualifier}:{text}"


def all_of(*frames: pd.DataFrame) -> pd.DataFrame:
    """The findings of several rules in one frame."""
    return stacked(no_findings(), *frames)
