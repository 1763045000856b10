"""Classes of a map: rounded edges that a legend can print."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import quantiles
from typing import Literal

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
Method = Literal["", "equal", "quantiles", "natural"]
MOST_BESIDE = 3
"""Classes on each side of a centre."""


def class_edges(values: Iterable[float], count: int = 5, method: Method = "") -> tuple[float, ...]:
    """The edges of at most `count` classes that hold all values; () if every value is missing.

    Class i is [edge i, edge i+1): the lower edge belongs to it, and the last class holds its
    upper edge too. Edges are equal round steps; unless the method says so, where those would put
    more than half of the values into one class, rounded quantiles instead. `quantiles` are classes
    of as many values each, `natural` those with the least spread within; both have no more than
    half as many classes as values. Equal values give one class (v, v).

    >>> class_edges([12.0, 18.5, 23.4, 25.4, 31.6], 5)
    (10.0, 15.0, 20.0, 25.0, 30.0, 35.0)
    """
    known = sorted(float(v) for v in values if v is not None and math.isfinite(v))
    if not known:
        return ()
    if known[0] == known[-1]:
        return (known[0], known[0])
    count = max(1, min(count, len(set(known))))
    if method in ("quantiles", "natural"):
        few = max(min(count, (len(known) + 1) // 2), 2)
        groups = _even_groups(known, few) if method == "quantiles" else _natural_groups(known, few)
        return _edges_between(groups)
    edges = _equal_steps(known[0], known[-1], count)
    sizes = Counter(class_of(v, edges) for v in known)
    if not method and count > 2 and max(sizes.values()) * 2 > len(known):
        return _rounded_quantiles(known, count)
    return edges


def edges_around(values: Iterable[float], centre: float) -> tuple[float, ...]:
    """Edges in equal round steps from a centre, which is one of them, that hold all values.

    At most MOST_BESIDE classes on each side, one at least where a value lies there; a value equal
    to the centre is in the class above it. () if every value is missing.

    >>> edges_around([61.2, 68.0, 70.0, 81.3], 70.0)
    (60.0, 65.0, 70.0, 75.0, 80.0, 85.0)
    """
    known = [float(v) for v in values if v is not None and math.isfinite(v)]
    if not known:
        return ()
    below, above = centre - min(known), max(known) - centre
    farthest = max(below, above) / MOST_BESIDE
    step = _round_step(farthest) if farthest > 0 else 1.0
    down = max(math.ceil(_whole(below / step)), 1) if below > 0 else 0
    up = max(math.ceil(_whole(above / step)), 1) if above >= 0 else 0
    return tuple(float(f"{centre + i * step:.12g}") if i else centre for i in range(-down, up + 1))


def _round_step(least: float) -> float:
    """The finest round step that is not less."""
    magnitude = 10.0 ** math.floor(math.log10(least))
    return next(m * magnitude for m in STEPS if m * magnitude >= least * (1 - 1e-12))


def _whole(ratio: float) -> float:
    """A ratio without what the machine's arithmetic adds to a whole number."""
    return round(ratio, 9)


Group = Sequence[float]


def _even_groups(known: list[float], count: int) -> list[Group]:
    """Sorted values in groups of as many each as equal values, never parted, allow."""
    cuts = {bisect_left(known, known[round(i * len(known) / count)]) for i in range(1, count)}
    return [known[first:last] for first, last in pairwise([0, *sorted(cuts - {0}), len(known)])]


def _natural_groups(known: list[float], count: int) -> list[Group]:
    """The groups of sorted values with the least sum of squares around their means (Fisher)."""
    size = len(known)
    best: list[tuple[float, tuple[int, ...]]] = [
        (_spread(known[:last]), (0,)) for last in range(size + 1)
    ]
    for _ in range(min(count, len(set(known))) - 1):
        best = [
            min(
                (best[cut][0] + _spread(known[cut:last]), (*best[cut][1], cut))
                for cut in range(last + 1)
            )
            for last in range(size + 1)
        ]
    starts = {cut for cut in best[size][1] if 0 < cut < size and known[cut - 1] < known[cut]}
    return [known[first:last] for first, last in pairwise([0, *sorted(starts), size])]


def _spread(group: Group) -> float:
    mean = math.fsum(group) / len(group) if group else 0.0
    return math.fsum((value - mean) ** 2 for value in group)


def _edges_between(groups: Sequence[Group]) -> tuple[float, ...]:
    """Edges between groups of sorted values, rounded as coarsely as keeps them apart."""
    low, high = groups[0][0], groups[-1][-1]
    unit = 10.0 ** math.floor(math.log10((high - low) / len(groups)))
    inner = [_round_between(one[-1], other[0]) for one, other in pairwise(groups)]
    ends = math.floor(_whole(low / unit)) * unit, math.ceil(_whole(high / unit)) * unit
    first, last = min(ends[0], low), max(ends[1], high)
    if inner and inner[-1] >= last:
        last = inner[-1] + unit
    return tuple(float(f"{edge:.12g}") for edge in (first, *inner, last))


def _round_between(low: float, high: float) -> float:
    """The number of fewest digits in (low, high].

    >>> _round_between(18.5, 23.44), _round_between(23.44, 23.46), _round_between(7, 8)
    (20.0, 23.46, 8.0)
    """
    for places in range(-12, 13):
        unit = 10.0**-places
        found = float(f"{math.floor(_whole(high / unit)) * unit:.12g}")
        if low < found <= high:
            return found
    return high


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
