"""Which fault of a cell a person should repair first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from khdash.ingest.recognise.figures import Figures
from khdash.ingest.recognise.flat import Flat, Ints, lay_over, take
from khdash.ingest.recognise.meaning import Meaning
from khdash.ingest.recognise.units import UnitFound
from khdash.ingest.recognise.when import When
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
    meanings: tuple[Sequence[Meaning], Ints],
    whens: tuple[Sequence[When], Ints],
    places: tuple[Sequence[UnitFound | str], Ints],
    partial: np.ndarray,
) -> np.ndarray:
    """The fault that a person should repair first; what is missing or left out is no fault.

    Each of the list with its numbers by cell. partial: cells of one sex, age or kind alone.
    """
    (told, meaning_of), (times, when_of), (found, place_of) = meanings, whens, places
    units = [unit_fault(one) for one in found]
    fault = figures.fault.copy()
    fault[(flat.mark & FILLED).astype(bool) & (fault == "")] = "merged-value"
    lay_over(fault, [when.fault for when in times], when_of)
    lay_over(fault, units, place_of)
    lay_over(fault, [meaning.fault for meaning in told], meaning_of)
    fault[partial] = "dimension-unknown"
    fault[figures.fault == "missing"] = "missing"
    fault[take([meaning.left_out for meaning in told], meaning_of, bool)] = "left-out"
    fault[take([unit in UNITS_LEFT_OUT for unit in units], place_of, bool)] = "left-out"
    fault[(flat.mark & ERROR).astype(bool)] = "formula-error"
    fault[(flat.mark & NOT_CALCULATED).astype(bool)] = "formula-not-calculated"
    return fault
