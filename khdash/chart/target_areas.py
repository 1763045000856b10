"""What a pointer meets at the line of a target: the line alone is met at its ends only."""

from __future__ import annotations

from khdash.chart.canvas import Canvas, target_label
from khdash.chart.frame import Step
from khdash.chart.spec import Trace, scatter
from khdash.exhibit.topics.lookup.target_marks import OF_TARGET

REACH = 6.0
"""Pixels above and below a line at which it is still met."""
UNSEEN = "rgba(0,0,0,0)"


def target_areas(
    canvas: Canvas, steps: list[Step], pixel: float, unit: str = "", **axes: str
) -> list[Trace]:
    """An unseen area around each step, which says its instrument and leads to its card.

    pixel: how much of the vertical axis one pixel is. unit: beside whose figures the lines stand;
    '' for the one that they are set for.
    """
    return [
        scatter(
            name="target_area",
            x=[step.start, step.end, step.end, step.start],
            y=[step.value + side * REACH * pixel for side in (1, 1, -1, -1)],
            mode="lines",
            fill="toself",
            fillcolor=UNSEEN,
            line={"width": 0, "color": UNSEEN},
            hoveron="fills",
            hoverinfo="text",
            text=target_label(canvas, step.label, step.value),
            customdata=([unit or step.unit, int(step.end), step.value, OF_TARGET],),
            showlegend=False,
            **axes,
        )
        for step in steps
    ]
