"""Whether an exhibit has enough to be drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable

from khdash.exhibit.core.exhibit import ON_OUTLINES, UNDRAWN, Exhibit
from khdash.model.rows import Row, has_value


def only_figure(exhibit: Exhibit) -> Row | None:
    """The one figure of a trend that has no more: it is said and not drawn."""
    known = [row for row in exhibit.rows if has_value(row)] if exhibit.kind == "trend" else []
    return known[0] if len(known) == 1 else None


def is_drawn(exhibit: Exhibit) -> bool:
    """Whether the exhibit is a chart with a figure in it; a line needs two, a map its outlines."""
    if exhibit.kind in UNDRAWN or not any(map(has_value, exhibit.rows)):
        return False
    if exhibit.kind in ON_OUTLINES:
        return exhibit.outlines is not None
    if exhibit.kind == "tile":
        return len(spark_points(exhibit.extra.get("spark"))) > 1
    return only_figure(exhibit) is None


def spark_points(points: object) -> list[tuple[int, float]]:
    """The points with a figure, by year."""
    if not isinstance(points, Iterable):
        return []
    known = [(int(y), float(v)) for y, v in points if v is not None and not math.isnan(v)]
    return sorted(known)
