"""Which fault of a cell a person should repair first."""

from __future__ import annotations

import numpy as np

from khdash.ingest.recognise.figures import Figures
from khdash.ingest.recognise.flat import Flat
from khdash.ingest.recognise.units import UnitFound
from khdash.reading.table.table import ERROR, FILLED, NOT_CALCULATED

UNITS_LEFT_OUT = ("left-out", "other-area", "unit-is-body")
_UNIT_FAULTS = {
    "unknown": "unknown-unit",
    "ambiguous": "unit-ambiguous",
    "not-valid": "unit-not-valid",
}


def unit_fault(found: UnitFound | str) -> str:
    if isinstance(found, str):
        return found
    return _UNIT_FAULTS.get(found.standing, "")


def first_fault(
    flat: Flat,
    figures: Figures,
    meaning: np.ndarray,
    left_out: np.ndarray,
    when: np.ndarray,
    unit: np.ndarray,
) -> np.ndarray:
    """The fault that a person should repair first; what is missing or left out is no fault."""
    filled = (flat.mark & FILLED).astype(bool) & (figures.fault == "")
    return np.select(
        [
            (flat.mark & NOT_CALCULATED).astype(bool),
            (flat.mark & ERROR).astype(bool),
            np.isin(unit.astype(str), UNITS_LEFT_OUT) | left_out.astype(bool),
            figures.fault == "missing",
            meaning != "",
            unit != "",
            when != "",
            filled,
            figures.fault != "",
        ],
        [
            "formula-not-calculated",
            "formula-error",
            "left-out",
            "missing",
            meaning,
            unit,
            when,
            "merged-value",
            figures.fault,
        ],
        default="",
    ).astype(object)
