"""Trend: lines that stop at gaps and breaks, named at their ends."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

from khdash.chart.canvas import (
    NO_HOVER,
    VALUES,
    Canvas,
    basis_sign,
    is_unsure,
    mark_data,
    nice_ticks,
    short_instrument,
    tick_texts,
)
from khdash.chart.ends import Room, end_labels, plot_widths, target_labels
from khdash.chart.frame import Frame, Line, Row, Step
from khdash.chart.hover import told
from khdash.chart.labels import text_height, text_width, wrap
from khdash.chart.spec import Drawing, Spec, Trace, one_or_each, scatter
from khdash.chart.target_areas import target_areas
from khdash.exhibit.core.exhibit import BreakLine, TargetLine
from khdash.locale.words import NO_BREAK

STEPS = (1, 2, 4, 5, 10, 20)
"""Years between two that an axis names."""
OFF = 4
"""Pixels between the axes and what is written at them, so that 0 and the first year are two."""
BESIDE, YEARS_APART = 480.0, 10.0
"""Pixels of the narrowest chart that stands beside another, and those between two years; where the
window has no room for that they stand one below the other (words.css)."""
BELOW = 24.0
"""Pixels below a plot for its years."""
LEGEND_LETTERS = 15
"""Letters of the usual size that half the width of a phone holds beside a sample."""


def draw_trend(canvas: Canvas) -> Spec:
    """One line a unit, basis and origin; guides, targets and breaks behind them."""
    lines = lines_of(canvas)
    if not lines:
        return canvas.say(220, canvas.nothing)
    frame = _frame(canvas, lines)
    steps = target_steps(canvas, frame)
    room = Room.of(frame, lines, plot_widths(canvas, frame, lines))
    _, crowded_out = target_labels(canvas, room, steps)
    frame = _with_key(canvas, frame, crowded_out)
    figure = canvas.new_figure(
        int(frame.height), l=frame.left, r=frame.right, t=frame.top, b=frame.bottom
    )
    figure.add(*dotted_guides(canvas, lines), *(solid_line(canvas, line) for line in lines))
    _add_breaks(canvas, figure, frame)
    room = Room.of(frame, lines, plot_widths(canvas, frame, lines))
    _add_targets(canvas, figure, steps)
    figure.add(*target_areas(canvas, steps, frame.y_value(1.0) - frame.y_value(0.0)))
    labels, crowded_out = target_labels(canvas, room, steps)
    if crowded_out:
        style = {"color": canvas.theme.target, "size": canvas.size - 1}
        key = _key(canvas, crowded_out)
        canvas.add_foot(figure, "target", key, font=style, yshift=-BELOW)
    if canvas.narrow:
        _add_legend(figure, max(len(line.name) for line in lines))
    else:
        room.keep_clear_of_breaks(canvas)
        labels += end_labels(canvas, room, lines)
        _widen_margin(canvas, figure, labels)
    for label in labels:
        figure.add_annotation(**label)
    _set_axes(canvas, figure, frame)
    return canvas.finish(figure)


def lines_of(canvas: Canvas) -> list[Line]:
    """The lines of a trend in the order of the table, one in focus above the others."""
    rows = canvas.rows(with_value=True)
    shown: dict[tuple[str, str, str, str], list[Row]] = {}
    for row in rows:
        shown.setdefault(_series_key(row), []).append(row)
    both_origins = {(k[0], k[1], k[2]) for k in shown if k[3] == "derived"} & {
        (k[0], k[1], k[2]) for k in shown if k[3] != "derived"
    }
    lines: list[Line] = []
    for key, found in shown.items():
        name = str(found[0]["unit_name"]) + basis_sign(canvas.words, key[2])
        if key[3] == "derived" and key[:3] in both_origins:
            name = canvas.words("{name} (tính lại)", name=name)
        ordered = sorted(found, key=lambda row: (int(row["run"]), int(row["year"])))
        style = canvas.style(key[0])
        if any(line.rows[0]["unit"] == key[0] for line in lines):
            # Another basis or origin of the same unit has its colour and mark already.
            style = replace(style, dash="dash")
        lines.append(Line(name, style, tuple(ordered)))
    return sorted(lines, key=lambda line: line.rows[0]["unit"] == canvas.focus)


def _series_key(row: Row) -> tuple[str, str, str, str]:
    subgroup, basis, origin = (str(row.get(k) or "") for k in ("subgroup", "basis", "origin"))
    return str(row["unit"]), subgroup, basis, origin


def is_hollow(row: Row) -> bool:
    """Lone, partial, rounded and doubted figures are drawn hollow."""
    return bool(row.get("lone")) or bool(row.get("partial")) or is_unsure(row)


def solid_line(
    canvas: Canvas, line: Line, *, size: float = 9, width: float = 2, **axes: str
) -> Trace:
    """Markers and solid segments; None between two segments, so that nothing joins them."""
    colour = line.style.colour(canvas.mode)
    marks: list[Row | None] = []
    for _, segment in groupby(line.rows, key=lambda row: int(row["segment"])):
        marks += [*([None] if marks else []), *segment]
    hollow = canvas.theme.ground
    # A gap is filled like the last mark before it: nobody sees it, and often all are then alike.
    fills = [colour]
    for mark in marks:
        fills.append(fills[-1] if mark is None else hollow if is_hollow(mark) else colour)
    return scatter(
        name=line.name,
        x=[int(m["year"]) if m else None for m in marks],
        y=[float(m["value"]) if m else None for m in marks],
        mode="lines+markers",
        cliponaxis=False,
        meta=VALUES,
        **told(
            [mark_data(m) if m else [] for m in marks],
            [canvas.hover(m, line.name) if m else "" for m in marks],
        ),
        line={"color": colour, "width": width, "dash": line.style.dash},
        marker={
            "symbol": line.style.symbol,
            "size": size,
            "color": one_or_each(fills[1:]),
            "line": {"color": colour, "width": 1.6},
        },
        **axes,
    )


def dotted_guides(canvas: Canvas, lines: list[Line], **axes: str) -> list[Trace]:
    """Dotted guides across the missing years of a run, never across two runs; one trace a line."""
    guides = []
    for line in lines:
        xs: list[int | None] = []
        ys: list[float | None] = []
        for before, after in pairwise(line.rows):
            if before["run"] == after["run"] and before["segment"] != after["segment"]:
                xs += [*([None] if xs else []), int(before["year"]), int(after["year"])]
                ys += [*([None] if ys else []), float(before["value"]), float(after["value"])]
        if xs:
            dots = {"color": line.style.colour(canvas.mode), "width": 1, "dash": "dot"}
            guides.append(
                scatter(
                    name="guide",
                    x=xs,
                    y=ys,
                    mode="lines",
                    line=dots,
                    opacity=0.75,
                    **NO_HOVER,
                    **axes,
                )
            )
    return guides


def _frame(canvas: Canvas, lines: list[Line]) -> Frame:
    values = [float(row["value"]) for line in lines for row in line.rows]
    targets = [t.value for t in canvas.exhibit.targets]
    top, bottom = max([*values, *targets]), min([*values, 0.0])
    ticks = nice_ticks(top or 1.0, bottom, 5 if canvas.narrow else 6)
    years = [int(row["year"]) for line in lines for row in line.rows]
    years += [t.year for t in canvas.exhibit.targets]
    first, last = min(years), max(years)
    pad = max(0.35, (last - first) * 0.025) if last > first else 1.5
    left = 10 + OFF + max(text_width(t, canvas.size) for t in tick_texts(canvas, ticks))
    marks = [text_height(break_label(canvas, b), canvas.size - 1) for b in canvas.exhibit.breaks]
    top_margin = 14 if not marks else max(marks) + 12 + OFF
    if canvas.narrow:
        bottom_margin = 34 + OFF + 20 * -(-len(lines) // 2)
        plot, right = 250, 12.0
    else:
        bottom_margin, right = 30 + OFF, 12.0
        plot = int(canvas.plot_height(300, top_margin + bottom_margin))
    return Frame(
        years=(first - pad, last + pad),
        ticks=tuple(ticks),
        left=left,
        right=right,
        top=top_margin,
        bottom=bottom_margin,
        height=plot + top_margin + bottom_margin,
    )


def _key(canvas: Canvas, targets: list[str]) -> str:
    """The targets that have no room beside their line, in lines below the years."""
    entries = [("╌ " + text).replace(" ", NO_BREAK) for text in targets]
    return wrap("\u2003 ".join(entries), 44 if canvas.narrow or canvas.slide else 60)


def _with_key(canvas: Canvas, frame: Frame, targets: list[str]) -> Frame:
    """The frame with room for a key: on a page it grows, on a slide the plot makes place."""
    below = text_height(_key(canvas, targets), canvas.size - 1) + 4 if targets else 0.0
    height = frame.height + (0.0 if canvas.slide else below)
    return replace(frame, bottom=frame.bottom + below, height=height)


def _widen_margin(canvas: Canvas, figure: Drawing, labels: list[dict[str, Any]]) -> None:
    """Room right of the plot for the names that stand there."""
    widths = [text_width(x["text"], canvas.size) for x in labels if x["name"] == "margin"]
    figure.set_margin(r=max([12.0, *(width + 14 for width in widths)]))


def _set_axes(canvas: Canvas, figure: Drawing, frame: Frame) -> None:
    ticks = list(frame.ticks)
    figure.set_axis(
        "y",
        range=[ticks[0], ticks[-1]],
        tickvals=ticks,
        ticktext=tick_texts(canvas, ticks),
        ticklabelstandoff=OFF,
        tickfont={"size": canvas.size},
    )
    newest = max(int(row["year"]) for row in canvas.rows(with_value=True))
    most = 4 if canvas.narrow else 5 if canvas.slide else _most_years(canvas, figure)
    years = _year_ticks(frame.years, newest, most)
    figure.set_axis(
        "x",
        range=list(frame.years),
        tickvals=years,
        tickangle=0,
        ticktext=[str(year) for year in years],
        ticklabelstandoff=OFF,
        tickfont={"size": canvas.size},
        showline=True,
    )


def _most_years(canvas: Canvas, figure: Drawing) -> int:
    """How many years stand apart in a chart beside another: long names at the ends of the lines
    leave its plot little room.
    """
    plot = BESIDE - figure.margin("l") - figure.margin("r")
    return max(3, min(8, int(plot / (text_width("2024", canvas.size) + YEARS_APART))))


def _year_ticks(years: tuple[float, float], newest: int, most: int) -> list[int]:
    """At most so many years in equal steps, the newest with a figure among them."""
    first, last = math.ceil(years[0]), math.floor(years[1])
    step = next((s for s in STEPS if (last - first) / s < most), STEPS[-1])
    return [year for year in range(first, last + 1) if (newest - year) % step == 0]


def target_steps(canvas: Canvas, frame: Frame) -> list[Step]:
    """The targets as steps; those that differ only in their instrument are one."""
    steps: dict[tuple[float, float, float], list[TargetLine]] = {}
    for target in canvas.exhibit.targets:
        start = _step_start(canvas, target, frame)
        steps.setdefault((start, float(target.year), target.value), []).append(target)
    return [
        Step(*place, " / ".join(dict.fromkeys(one.label for one in same)), same[0].unit)
        for place, same in steps.items()
    ]


def _step_start(canvas: Canvas, target: TargetLine, frame: Frame) -> float:
    """Its term, else the year of its like before it or the last break, else the axis."""
    if target.from_year is not None:
        return max(float(target.from_year), frame.years[0])
    alike = [t for t in canvas.exhibit.targets if (t.unit, t.basis) == (target.unit, target.basis)]
    earlier = [float(t.year) for t in alike if t.year < target.year]
    earlier += [b.year - 0.5 for b in canvas.exhibit.breaks if b.year <= target.year]
    return max([frame.years[0], *earlier])


def _add_targets(canvas: Canvas, figure: Drawing, steps: list[Step]) -> None:
    if not steps:
        return
    xs: list[float | None] = []
    ys: list[float | None] = []
    for step in steps:
        xs += [step.start, step.end, None]
        ys += [step.value, step.value, None]
    figure.add(
        scatter(
            name="targets",
            x=xs,
            y=ys,
            mode="lines",
            line={"color": canvas.theme.target, "width": 1.6, "dash": "dash"},
            meta={"role": "targets"},
            **NO_HOVER,
        )
    )


def break_label(canvas: Canvas, item: BreakLine) -> str:
    return wrap(short_instrument(item.label), 18 if canvas.narrow else 24)


def _add_breaks(canvas: Canvas, figure: Drawing, frame: Frame) -> None:
    """A thin dashed mark between the last year before a break and its first year."""
    for item in canvas.exhibit.breaks:
        x = item.year - 0.5
        if not frame.years[0] < x < frame.years[1]:
            continue
        canvas.add_upright(figure, "break", x, color=canvas.theme.muted, dash="dash")
        late = x > sum(frame.years) / 2
        figure.add_annotation(
            name="break",
            x=x,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=OFF,
            xanchor="right" if late and canvas.narrow else "center",
            text=break_label(canvas, item),
            font={"color": canvas.theme.muted, "size": canvas.size - 1},
        )


def _add_legend(figure: Drawing, longest: int) -> None:
    """Two names side by side; longest: how many letters one has at most."""
    figure.set_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "xref": "container",
            "x": 0.02,
            "xanchor": "left",
            "yref": "container",
            "y": 0.0,
            "yanchor": "bottom",
            "entrywidth": 0.46,
            "entrywidthmode": "fraction",
            "font": {"size": 12 if longest <= LEGEND_LETTERS else 10},
            "traceorder": "normal",
        },
    )
