"""The classes of a map: their names, whose edges are told, and their colours."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from khdash.chart.canvas import Canvas
from khdash.chart.theme import Theme


def edges_of(canvas: Canvas) -> tuple[float, ...]:
    """The edges that the exhibit carries; () where it has no classes."""
    edges = canvas.exhibit.extra.get("edges")
    return tuple(float(e) for e in edges) if isinstance(edges, (tuple, list)) else ()


def class_number(row: Mapping[str, Any], edges: tuple[float, ...]) -> int:
    """The number, from 0, of the class that the legend's edges give a figure."""
    return sum(float(row["value"]) >= edge for edge in edges[1:-1])


def class_names(canvas: Canvas) -> list[str]:
    """The classes in words: the lower edge belongs to a class, to the last one the upper too."""
    edges, words, measure = edges_of(canvas), canvas.words, canvas.exhibit.measure
    decimals = next((d for d in (0, 1) if all(round(e, d) == e for e in edges)), 2)
    if len(edges) >= 2 and edges[0] == edges[-1]:
        return [words.figure(edges[0], measure, decimals)]
    spans = list(pairwise(edges))

    def lower(edge: float) -> str:
        """Without the unit that the upper edge says, but for money, whose unit may be another."""
        if measure == "million VND":
            return words.figure(edge, measure, decimals)
        return words.trimmed(edge, decimals) if measure == "%" else words.number(edge, decimals)

    return [
        words(
            "từ {low} đến dưới {high}",
            low=lower(low),
            high=words.figure(high, measure, decimals),
        )
        if number < len(spans) - 1
        else words(
            "từ {low} đến {high}",
            low=lower(low),
            high=words.figure(high, measure, decimals),
        )
        for number, (low, high) in enumerate(spans)
    ]


def class_colours(canvas: Canvas) -> list[str]:
    """The colour of each class: spread over the ramp, or parting from the centre."""
    edges, centre = edges_of(canvas), canvas.exhibit.extra.get("centre")
    count = max(len(edges) - 1, 1)
    if isinstance(centre, float) and centre in edges:
        return parting(canvas.theme, edges.index(centre), count - edges.index(centre))
    ramp = canvas.theme.ramp
    if count <= 1:
        return [ramp[2]]
    return [ramp[round(i * (len(ramp) - 1) / (count - 1))] for i in range(count)]


def parting(theme: Theme, below: int, above: int) -> list[str]:
    """The colours of so many classes below and above a centre, the strongest farthest from it.

    >>> from khdash.chart.theme import LIGHT
    >>> parting(LIGHT, 1, 1) == [LIGHT.below[0], LIGHT.ramp[1]]
    True
    """
    over = (theme.ramp[1], theme.ramp[3], theme.ramp[4])
    return [*reversed(theme.below[:below]), *over[:above]]
