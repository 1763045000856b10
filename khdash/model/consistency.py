"""What must hold between the indicators of a unit and year: data/catalogue/consistency.csv."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from khdash.model.table_rows import RowReader, unknown_code

OPERATORS = ("<=", "=")
MISSING = ("skip", "zero")
CONSISTENCY_CODES = (
    "members-above-population",
    "recognised-above-registered",
    "registered-above-all",
    "part-above-whole",
    "parts-above-whole",
    "new-above-all",
    "sum-differs",
    "centres-above-communes",
)
"""The rules of khdash.rules that a relation may be judged by."""
CONSISTENCY_COLUMNS: dict[str, tuple[str, ...]] = {
    "consistency.csv": ("parts", "operator", "whole", "missing", "code"),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """The sum of `parts` stands in a relation to `whole`; `code` is the rule that says so.

    missing: what an unknown part counts as. 'skip': the relation is not asked unless all are
    known. 'zero': as nothing, so that a sum of the known parts can only be too small; two of them
    at least must be known. An unknown whole is never 0: the relation is not asked.
    """

    parts: tuple[str, ...]
    operator: Literal["<=", "="]
    whole: str
    missing: Literal["skip", "zero"] = "skip"
    code: str = "part-above-whole"


def parse_relation(r: RowReader, indicators: Collection[str]) -> Relation:
    """One line of consistency.csv; a fault is reported at its cell."""
    parts = tuple(r.required("parts").split())
    for unknown in (part for part in parts if part not in indicators):
        r.reject("parts", *unknown_code(unknown, indicators, "indicators.csv"))
    r.required("whole")
    return Relation(
        parts,
        r.choice("operator", OPERATORS),  # type: ignore[arg-type]
        r.known("whole", indicators, "indicators.csv"),
        r.choice("missing", MISSING),  # type: ignore[arg-type]
        r.choice("code", CONSISTENCY_CODES),
    )
