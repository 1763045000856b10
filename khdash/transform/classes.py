"""Classes of a map: rounded edges that a legend can print."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from statistics import quantiles

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def class_edges(values: Iterable[float], count: int = 5) -> tuple[float, ...]:
    """The edges of at most `count` classes that hold all values; () if every value is missing.

    Class i is [edge i, edge i+1): the lower edge belongs to it, and the last class holds its
    upper edge too. Edges are equal round steps; where those would put more than half of the
    values into one class, rounded quantiles instead. Equal values give one class (v, v).

    >>> class_edges([12.0, 18.5, 23.4, 25.4, 31.6], 5)
    (10.0, 15.0, 20.0, 25.0, 30.0, 35.0)
    """
    known = sorted(float(v) for v in values if v is not None and math.isfinite(v))
    if not known:
        return ()
    if known[0] == known[-1]:
        return (known[0], known[0])
    count = max(1, min(count, len(set(known))))
    edges = _equal_steps(known[0], known[-1], count)
    sizes = Counter(class_of(v, edges) for v in known)
    if count > 2 and max(sizes.values()) * 2 > len(known):
        return _rounded_quantiles(known, count)
    return edges


def class_of(value: float, edges: tuple[float, ...]) -> int | None:
    """The number of the class that holds a value, from 0; None if missing or outside.

    >>> [class_of(v, (0.0, 10.0, 20.0)) for v in (0, 9.9, 10, 20, 21)]
    [0, 0, 1, 1, None]
    """
    if not edges or math.isnan(value) or not edges[0] <= value <= edges[-1]:
        return None
    return min(bisect_right(edges, value) - 1, max(len(edges) - 2, 0))


def _equal_steps(low: float, high: float, count: int) -> tuple[float, ...]:
    """The finest round step whose multiples hold [low, high] in at most `count` classes."""
    magnitude = 10.0 ** math.floor(math.log10((high - low) / count))
    for step in (m * magnitude * scale for scale in (1, 10) for m in STEPS):
        first, last = math.floor(low / step), math.ceil(high / step)
        if last - first <= count:
            break
    return tuple(float(f"{i * step:.12g}") for i in range(first, last + 1))


def _rounded_quantiles(known: list[float], count: int) -> tuple[float, ...]:
    """Quantiles rounded as coarsely as keeps them apart, the ends rounded outwards."""
    cuts = quantiles(known, n=count, method="inclusive")
    digits = -math.floor(math.log10(known[-1] - known[0]))
    for places in range(digits, digits + 12):
        unit = 10.0**-places
        inner = [round(cut / unit) for cut in cuts]
        edges = [math.floor(known[0] / unit), *inner, math.ceil(known[-1] / unit)]
        if len(set(cuts)) == len({*inner}) and edges[0] < inner[0] and inner[-1] < edges[-1]:
            break
    return tuple(float(f"{i * unit:.12g}") for i in sorted(set(edges)))
