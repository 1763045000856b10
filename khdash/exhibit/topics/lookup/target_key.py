"""The name of a level to reach: whose figures are held against it, and who it is set for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from khdash.model.catalogue import Catalogue
from khdash.model.entries import Target
from khdash.model.rows import is_number

YEARS = ("target_year", "horizon")
"""The columns that say the year of a target, the one that is there."""


@dataclass(frozen=True, slots=True)
class ShownTarget:
    """A level beside the figures of a unit; several instruments may set it.

    owner: whom it is set for, the unit itself or the country. year: in which it is to be reached.
    """

    unit: str
    indicator: str
    year: int
    owner: str
    value: float
    subgroup: str = ""
    basis: str = ""

    @classmethod
    def of(cls, target: Target, unit: str) -> ShownTarget:
        """A target beside the figures of a unit."""
        return cls(
            unit,
            target.indicator,
            target.year,
            target.unit,
            target.value,
            target.subgroup,
            target.basis,
        )

    @classmethod
    def of_row(cls, row: Mapping[str, Any]) -> ShownTarget:
        """The target of a row of statuses."""
        return cls(
            row["unit"],
            row["indicator"],
            int(row["target_year"]),
            row["target_unit"],
            row["target_value"],
            row["subgroup"],
            row["target_basis"],
        )

    def is_set_by(self, target: Target) -> bool:
        """Whether an instrument sets this level."""
        return ShownTarget.of(target, self.unit) == self


def target_columns(target: Target) -> dict[str, Any]:
    """What a row says of the target that its figure is held against, for `target_in` to find."""
    return {
        "target_value": target.value,
        "target_year": target.year,
        "target_unit": target.unit,
        "target_basis": target.basis,
    }


def target_in(catalogue: Catalogue, row: Mapping[str, Any]) -> ShownTarget | None:
    """The target whose value a row shows; None where it shows none that is in force."""
    year = next((row[name] for name in YEARS if is_number(row.get(name))), None)
    if year is None or not row.get("target_unit") or not is_number(row.get("target_value")):
        return None
    found = ShownTarget(
        str(row["unit"]),
        str(row["indicator"]),
        int(year),
        str(row["target_unit"]),
        float(row["target_value"]),
        str(row.get("subgroup") or ""),
        str(row.get("target_basis") or ""),
    )
    return found if any(map(found.is_set_by, catalogue.targets)) else None
