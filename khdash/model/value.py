"""A printed figure and what its precision allows: qualifiers as bounds (methods.md rule 6)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

Qualifier = Literal["exact", "at_least", "nearly", "about"]
QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)
SIGNS: dict[Qualifier, str] = {"exact": "", "at_least": "≥", "nearly": "≲", "about": "≈"}
NOT_FIRM = ("doubtful", "low")
"""Levels of confidence that carry no sentence and that no line joins to others (rule 6)."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """A value with the interval [lower, upper] in which the true figure lies.

    An open end is ±infinity: "hơn 300 nghìn" is Bounded(300_000, 300_000, inf).
    """

    value: float
    lower: float
    upper: float

    @property
    def qualifier(self) -> Qualifier:
        """How the interval reads in print.

        >>> (bounded(3, "exact") + bounded(2, "at_least")).qualifier
        'at_least'
        >>> (bounded(3, "nearly") + bounded(2, "at_least")).qualifier
        'about'
        """
        return qualifier_of(self.lower, self.upper)

    @property
    def printed(self) -> float:
        """The number that stands beside the sign: the floor after ≥, the ceiling after ≲.

        They differ from the value where figures were ordered: the lowest of 45 and "nearly 83".

        >>> Bounded(45, -math.inf, 83).printed, Bounded(60, 57, math.inf).printed
        (83, 57)
        """
        return {"at_least": self.lower, "nearly": self.upper}.get(self.qualifier, self.value)

    def __add__(self, other: Bounded) -> Bounded:
        return Bounded(self.value + other.value, self.lower + other.lower, self.upper + other.upper)

    def __sub__(self, other: Bounded) -> Bounded:
        return Bounded(self.value - other.value, self.lower - other.upper, self.upper - other.lower)

    def over(self, other: Bounded) -> Bounded | None:
        """The quotient of two figures that cannot be negative; None when the divisor is 0.

        >>> bounded(1_953_233, "exact").over(bounded(1_500_000, "at_least"))
        Bounded(value=1.3021553333333333, lower=0.0, upper=1.3021553333333333)
        """
        if other.value == 0:
            return None
        least, most = max(self.lower, 0.0), self.upper
        divisor_least, divisor_most = max(other.lower, 0.0), other.upper
        lower = 0.0 if math.isinf(divisor_most) else least / divisor_most
        upper = most / divisor_least if divisor_least > 0 else math.inf
        return Bounded(self.value / other.value, lower, upper)

    def scaled(self, factor: float) -> Bounded:
        """The same figure in another unit; factor > 0."""
        return Bounded(self.value * factor, self.lower * factor, self.upper * factor)


def bounds(value: float, qualifier: str) -> tuple[float, float]:
    """The interval that a printed value and its qualifier state.

    >>> bounds(300_000, "at_least")
    (300000, inf)
    """
    match qualifier:
        case "exact":
            return value, value
        case "at_least":
            return value, math.inf
        case "nearly":
            return -math.inf, value
        case "about":
            return -math.inf, math.inf
    raise ValueError(f"unknown qualifier {qualifier!r}: one of {', '.join(QUALIFIERS)}")


def bounded(value: float, qualifier: str = "exact") -> Bounded:
    """A printed value with its bounds."""
    return Bounded(value, *bounds(value, qualifier))


def qualifier_of(lower: float, upper: float) -> Qualifier:
    """The qualifier whose sign describes an interval; a closed, wide one reads "about"."""
    if lower == upper:
        return "exact"
    if math.isinf(upper) and not math.isinf(lower):
        return "at_least"
    if math.isinf(lower) and not math.isinf(upper):
        return "nearly"
    return "about"
