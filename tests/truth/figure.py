"""A figure of one unit and year with what its precision allows, and arithmetic on such figures."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

INFINITE = math.inf


@dataclass(frozen=True)
class Span:
    """A value and the interval in which the true one lies; an open end is infinite."""

    value: float
    lower: float
    upper: float

    @property
    def exact(self) -> bool:
        return self.lower == self.upper

    def __add__(self, other: Span) -> Span:
        return Span(self.value + other.value, self.lower + other.lower, self.upper + other.upper)

    def times(self, scale: float) -> Span:
        return Span(self.value * scale, self.lower * scale, self.upper * scale)

    def less(self, other: Span) -> Span:
        """The difference from `other` to this."""
        return Span(self.value - other.value, self.lower - other.upper, self.upper - other.lower)

    def per(self, other: Span, scale: float = 1.0) -> Span | None:
        """The quotient of two figures that cannot be negative; None where the divisor is zero."""
        if other.value == 0:
            return None
        lower = max(self.lower, 0) / other.upper if math.isfinite(other.upper) else 0.0
        upper = self.upper / other.lower if other.lower > 0 else INFINITE
        return Span(scale * self.value / other.value, scale * lower, scale * upper)


@dataclass(frozen=True)
class Figure:
    """One unit's figure of one year. covered / expected: parts of a merged province it holds."""

    unit: str
    year: int
    span: Span
    basis: str = ""
    origin: str = "published"
    low: bool = False
    sources: frozenset[str] = frozenset()
    covered: int = 1
    expected: int = 1
    parts: frozenset[str] = frozenset()

    @property
    def complete(self) -> bool:
        return self.covered == self.expected

    def with_span(self, span: Span, **changes: object) -> Figure:
        return replace(self, span=span, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Raw:
    """An observation as the store gives it."""

    unit: str
    indicator: str
    subgroup: str
    basis: str
    year: int
    point: str
    span: Span
    low: bool
    source: str


def relative(before: Span, after: Span) -> Span | None:
    """The change as a fraction; its lower end is open where it only says "not below zero"."""
    if before.value <= 0:
        return None
    quotient = after.per(before)
    if quotient is None:
        return None
    lower = quotient.lower - 1 if quotient.lower > 0 else -INFINITE
    return Span(quotient.value - 1, lower, quotient.upper - 1)
