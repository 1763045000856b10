"""What a column is expected to hold, and what that makes of a bare number in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from khdash.reading.numbers.measure import MILLION, Measure, MeasureUnit, rescale
from khdash.reading.numbers.outcome import Kind, Understood

Family = Literal["money", "per_head", "rate", "count"]
_FAMILY: dict[str, Family] = {
    "VND": "money",
    "VND per person": "per_head",
    "%": "rate",
    "persons": "count",
    "count": "count",
}
_BY_KIND: dict[str, Family] = {"money": "money", "rate": "rate", "count": "count"}


@dataclass(frozen=True, slots=True)
class Expectation:
    """Kind from the indicator and measure from header or unit column, as far as known."""

    kind: Kind = "unknown"
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """How a number read from a cell becomes one in the catalogue's units.

    `whole`: it counts things or single đồng, which have no fractions.
    """

    measure: str | None
    factor: int = 1
    divisor: int = 1
    family: Family | None = None
    whole: bool = False


@lru_cache(maxsize=1024)
def find_target(
    expected: Expectation, unit: MeasureUnit | None = None, scaled: bool = False
) -> Target | None:
    """The target of a cell with its own unit and scale words; None where they contradict."""
    header = expected.measure
    header_unit = header.unit if header else None
    family = _FAMILY[header_unit] if header_unit else _BY_KIND.get(expected.kind)
    if unit and not _agrees(_FAMILY[unit], family, header_unit):
        return None
    if family == "per_head" and unit == "VND":
        unit = "VND per person"
    if (family == "rate" or unit == "%") and scaled:
        return None
    header_scale = header.scale if header else 1
    own_scale = scaled or unit in ("VND", "VND per person")
    if unit in ("persons", "count") and not scaled and header_scale != 1:
        return None  # 540 người in a column of nghìn người
    known = unit or header_unit
    if known is None and family == "money" and (scaled or header_scale != 1):
        known = "VND"
    if known is None and family == "rate":
        known = "%"
    factor = 1 if own_scale else header_scale
    found = _FAMILY[known] if known else family
    single = factor == 1 and not scaled
    whole = single and (found in ("count", "per_head") or known == "VND")
    if known == "VND":
        return Target("million VND", factor, MILLION, found, whole)
    return Target(known, factor, 1, found, whole)


def _agrees(own: Family, expected: Family | None, header_unit: str | None) -> bool:
    if expected is None or own == expected:
        return True
    if expected == "per_head":
        return own == "money"  # 50.000 đồng in a column of đồng/người
    return expected == "money" and own == "per_head" and header_unit is None


LEAST_FRACTIONAL_VND = 1000  # an average may be 56.789,5 đồng; 12,65 đồng is 12.650 damaged


def finish(value: float, target: Target) -> Understood | None:
    """The value in the catalogue's units; None for a fraction of what has no fractions."""
    if not value.is_integer():
        if target.family == "count":
            value = rescale(value, target.factor)
            if abs(value - round(value)) > 1e-9 * abs(value):
                return None
            return Understood(float(round(value)), measure=target.measure)
        if target.whole and abs(value) < LEAST_FRACTIONAL_VND:
            return None
    if target.factor != target.divisor:
        value = rescale(value, target.factor, target.divisor)
    return Understood(value, "exact", target.measure)
