"""Whether an exhibit has enough to be drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable

from khdash.exhibit.core.exhibit import ON_OUTLINES, UNDRAWN, Exhibit
from khdash.model.rows import Row, has_value


def only_figure(exhibit: Exhibit) -> Row | None:
    """The one figure of a trend or of a comparison of units that has no more: it is said and not
    drawn. One unit alone, or beside a target or a reference, is drawn.
    """
    alone = exhibit.kind == "comparison" and (
        len(exhibit.rows) == 1 or exhibit.targets or exhibit.selection.reference
    )
    if exhibit.kind not in ("trend", "comparison") or alone:
        return None
    known = [row for row in exhibit.rows if has_value(row)]
    return known[0] if len(known) == 1 else None


def has_enough(exhibit: Exhibit) -> bool:
    """Whether there is something to draw: a line needs two figures, a ranking a rank."""
    if exhibit.kind in UNDRAWN or not any(map(has_value, exhibit.rows)):
        return False
    if exhibit.kind == "tile":
        return len(spark_points(exhibit.extra.get("spark"))) > 1
    if exhibit.kind == "ranking":
        return any(row["rank_best"] is not None for row in exhibit.rows)
    return only_figure(exhibit) is None


def is_drawn(exhibit: Exhibit) -> bool:
    """Whether the exhibit is a chart with enough to draw; a map needs its outlines too."""
    on_outlines = exhibit.kind in ON_OUTLINES
    return has_enough(exhibit) and not (on_outlines and exhibit.outlines is None)


def spark_points(points: object) -> list[tuple[int, float]]:
    """The points with a figure, by year."""
    if not isinstance(points, Iterable):
        return []
    known = [(int(y), float(v)) for y, v in points if v is not None and not math.isnan(v)]
    return sorted(known)
