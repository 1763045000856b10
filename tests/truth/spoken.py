"""A text that is read aloud, and how a figure may be printed in it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from tests.truth.cluster import Question
from tests.truth.figure import Figure, Span
from tests.truth.reader import AT_LEAST, AT_MOST, Number


@dataclass(frozen=True)
class Spoken:
    """Where a text stands and which question it answers."""

    where: str
    text: str
    question: Question


def says(number: Number, span: Span) -> bool:
    """Whether a printed figure is this one, its bound rounded outwards."""
    if span.exact:
        return not number.limit and number.says(span.value)
    if math.isinf(span.upper) and math.isfinite(span.lower) and span.lower > 0:
        return number.limit == AT_LEAST and number.floors(span.lower)
    if span.lower <= 0 and math.isfinite(span.upper):
        return number.limit == AT_MOST and number.ceils(span.upper)
    if number.limit == AT_MOST:
        return number.ceils(span.upper)
    if number.limit == AT_LEAST:
        return number.floors(span.lower)
    return number.limit == "about" and number.says(span.value)


def shown(question: Question, rows: Iterable[Figure]) -> str:
    """The figures as evidence."""
    name = question.book.name_of
    return "; ".join(
        f"{name(f.unit)} {f.year} {f.span.value:g}"
        + ("" if f.span.exact else f" [{f.span.lower:g},{f.span.upper:g}]")
        + (f" {f.basis}" if f.basis else "")
        + (" low" if f.low else "")
        for f in sorted(rows, key=lambda f: -f.span.value)
    )
