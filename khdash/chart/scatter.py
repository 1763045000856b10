"""Scatter: one point a unit, named beside it with the years of both its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from khdash.chart.canvas import (
    SLIDE,
    Canvas,
    marks,
    nice_ticks,
    tick_texts,
    year_text,
)
from khdash.chart.ends import NARROW_WIDTHS, Offset, Room
from khdash.chart.frame import Frame
from khdash.chart.labels import LINE_HEIGHT, text_width, wrap
from khdash.chart.spec import Drawing, Spec, Trace, one_or_each, scatter

Row = dict[str, Any]
BESIDE: tuple[Offset, ...] = (
    ("left", 9.0, 0.0),
    ("right", -9.0, 0.0),
    ("center", 0.0, 15.0),
    ("center", 0.0, -15.0),
    ("left", 7.0, 13.0),
    ("left", 7.0, -13.0),
    ("right", -7.0, 13.0),
    ("right", -7.0, -13.0),
)
FARTHER: tuple[Offset, ...] = (
    ("center", 0.0, 27.0),
    ("center", 0.0, -27.0),
    ("left", 9.0, 25.0),
    ("left", 9.0, -25.0),
    ("right", -9.0, 25.0),
    ("right", -9.0, -25.0),
)
TOP = 36.0
WIDTHS = (400.0, 560.0, 800.0)
"""Widths of the plot at which names must be clear."""


def draw_scatter(canvas: Canvas) -> Spec:
    """Points without a fitted line; dotted medians where the exhibit gives them."""
    rows = canvas.rows(with_value=True)
    gaps = _gap_text(canvas)
    if not rows:
        return canvas.say(220, gaps or canvas.nothing)
    x_ticks = _ticks([float(row["x_value"]) for row in rows], 4 if canvas.narrow else 6)
    y_ticks = _ticks([float(row["value"]) for row in rows], 5)
    frame = _frame(canvas, x_ticks, y_ticks, gaps)
    figure = canvas.new_figure(
        int(frame.height), l=frame.left, r=frame.right, t=frame.top, b=frame.bottom
    )
    room = Room(frame, widths := _widths(canvas, frame))
    room.taken = {width: [] for width in widths}
    room.points = [(float(row["x_value"]), float(row["value"])) for row in rows]
    _add_medians(canvas, figure, room)
    figure.add(_points(canvas, rows))
    _add_names(canvas, figure, room, rows)
    _set_axes(canvas, figure, frame, x_ticks)
    if gaps:
        canvas.add_foot(figure, "gaps", gaps, yshift=-44)
    return canvas.finish(figure)


def _ticks(values: list[float], count: int) -> list[float]:
    """Round ticks around the points: positions are compared, no zero is needed."""
    low, high = min(values), max(values)
    spare = 0.06 * (high - low) or abs(high) * 0.1 or 1.0
    bottom = max(low - spare, 0.0) if low >= 0 else low - spare
    return nice_ticks(high + spare, bottom, count)


def _axis(canvas: Canvas, axis: str) -> Canvas:
    """The canvas as if the exhibit measured what one axis does."""
    extra = canvas.exhibit.extra
    measure = str(extra["x_measure"]) if axis == "x" else canvas.exhibit.measure
    decimals = int(str(extra[f"{axis}_decimals"]))
    return replace(canvas, exhibit=replace(canvas.exhibit, measure=measure, decimals=decimals))


def _frame(canvas: Canvas, x_ticks: list[float], y_ticks: list[float], gaps: str) -> Frame:
    texts = tick_texts(_axis(canvas, "y"), y_ticks)
    line = (canvas.size - 1) * LINE_HEIGHT
    below = 50 + line * (gaps.count("<br>") + 1 if gaps else 0)
    plot = 270.0 if canvas.narrow else canvas.plot_height(320.0, TOP + below)
    return Frame(
        years=(x_ticks[0], x_ticks[-1]),
        ticks=tuple(y_ticks),
        left=17 + max(text_width(text, canvas.size) for text in texts),
        right=18.0,
        top=TOP,
        bottom=below,
        height=plot + TOP + below,
    )


def _set_axes(canvas: Canvas, figure: Drawing, frame: Frame, x_ticks: list[float]) -> None:
    """Ticks in the reader's numbers; the title of y above it, that of x below."""
    for axis, ticks in (("x", x_ticks), ("y", list(frame.ticks))):
        figure.set_axis(
            axis,
            range=[ticks[0], ticks[-1]],
            tickvals=ticks,
            ticktext=tick_texts(_axis(canvas, axis), ticks),
            tickfont={"size": canvas.size},
            ticklabelstandoff=5,
            showgrid=True,
            gridcolor=canvas.theme.grid,
        )
    figure.add_annotation(
        name="y_title",
        text=f"↑ {canvas.exhibit.extra['y_title']}",
        xref="paper",
        yref="paper",
        x=0,
        y=1,
        xanchor="left",
        yanchor="bottom",
        xshift=6 - frame.left,
        yshift=13,
        font={"size": canvas.size, "color": canvas.theme.muted},
    )
    figure.add_annotation(
        name="x_title",
        text=f"{canvas.exhibit.extra['x_title']} →",
        xref="paper",
        yref="paper",
        x=1,
        y=0,
        xanchor="right",
        yanchor="top",
        xshift=10,
        yshift=-24,
        font={"size": canvas.size, "color": canvas.theme.muted},
    )


def _points(canvas: Canvas, rows: list[Row]) -> Trace:
    """Hollow where one of the two figures is rounded."""
    colours = [canvas.style(row["unit"]).colour(canvas.mode) for row in rows]
    exact = [row["qualifier"] == row["x_qualifier"] == "exact" for row in rows]
    return scatter(
        name="points",
        mode="markers",
        x=[float(row["x_value"]) for row in rows],
        y=[float(row["value"]) for row in rows],
        marker={
            "symbol": one_or_each([canvas.style(row["unit"]).symbol for row in rows]),
            "size": 11,
            "color": one_or_each(
                [c if e else canvas.theme.ground for c, e in zip(colours, exact, strict=True)]
            ),
            "line": {"color": one_or_each(colours), "width": 1.8},
        },
        cliponaxis=False,
        **marks(rows, [_hover(canvas, row) for row in rows]),
        showlegend=False,
    )


def _hover(canvas: Canvas, row: Row) -> str:
    """Both figures with their years, each under the name of its axis."""
    extra = canvas.exhibit.extra
    lines = [f"<b>{row['unit_name']}</b>"]
    for axis in ("x", "y"):
        side = side_of(row, axis)
        text = _axis(canvas, axis).figure_text(side)
        lines.append(f"{wrap(str(extra[f'{axis}_title']), 48)}: {text} ({year_text(side)})")
    return "<br>".join(lines)


def side_of(row: Row, axis: str) -> Row:
    """The row as a figure of one axis."""
    if axis == "y":
        return row
    return {**row, **{n: row[f"x_{n}"] for n in ("value", "year", "qualifier", "basis")}}


def _add_names(canvas: Canvas, figure: Drawing, room: Room, rows: list[Row]) -> None:
    """Each name beside its point where it is clear of points, medians and other names."""
    # The unit in focus chooses its place first.
    for row in sorted(rows, key=lambda row: row["unit"] != canvas.focus):
        years = "; ".join(dict.fromkeys([year_text(side_of(row, "x")), year_text(row)]))
        text = f"<b>{row['unit_name']}</b> {years}"
        at = (float(row["x_value"]), float(row["value"]))
        side, dx, dy = _clear_place(room, text, canvas.size - 1, at)
        apart = row.get("benchmark") or (canvas.focus and row["unit"] != canvas.focus)
        figure.add_annotation(
            name="name",
            text=text,
            x=at[0],
            y=at[1],
            xanchor=side,
            yanchor="middle",
            xshift=dx,
            yshift=dy,
            font={
                "size": canvas.size - 1,
                "color": canvas.theme.muted if apart else canvas.theme.ink,
            },
        )


def _widths(canvas: Canvas, frame: Frame) -> Sequence[float]:
    """The widths of the plot at which names in it must be clear."""
    if canvas.slide:
        return (SLIDE[0] - frame.left - frame.right,)
    return NARROW_WIDTHS if canvas.narrow else WIDTHS


def _clear_place(room: Room, text: str, size: float, at: tuple[float, float]) -> Offset:
    """Near the point and clear of all; else across a median; else farther off."""
    medians = room.segments
    for offsets in (BESIDE, FARTHER):
        for lines in (medians, []):
            room.segments = lines
            offset = room.place(text, size, at, offsets)
            room.segments = medians
            if offset is not None:
                return offset
    return BESIDE[0]


def _add_medians(canvas: Canvas, figure: Drawing, room: Room) -> None:
    """A dotted line at the median of each axis, named at its end."""
    word = canvas.words("trung vị")
    frame = room.frame
    for axis in ("x", "y"):
        value = canvas.exhibit.extra.get(f"{axis}_median")
        if not isinstance(value, float):
            continue
        other = "y" if axis == "x" else "x"
        figure.add_shape(
            type="line",
            name="median",
            layer="below",
            line={"color": canvas.theme.muted, "width": 1, "dash": "dot"},
            **{f"{axis}0": value, f"{axis}1": value, f"{other}0": 0, f"{other}1": 1},
            **{f"{other}ref": "paper"},
        )
        side = _axis(canvas, axis)
        text = canvas.words.figure(value, side.exhibit.measure, min(side.exhibit.decimals, 1))
        at = (value, frame.ticks[0]) if axis == "x" else (frame.years[1], value)
        offsets: list[Offset] = (
            [("left", 4.0, 9.0), ("right", -4.0, 9.0), ("left", 4.0, 24.0), ("right", -4.0, 24.0)]
            if axis == "x"
            else [("right", -2.0, 9.0), ("right", -2.0, -9.0)]
        )
        label = f"{word} {text}"
        anchor, dx, dy = room.place(label, canvas.size - 2, at, offsets) or offsets[0]
        ends = [(value, frame.ticks[0]), (value, frame.ticks[-1])]
        if axis == "y":
            ends = [(frame.years[0], value), (frame.years[1], value)]
        room.segments.append((ends[0], ends[1]))
        figure.add_annotation(
            name="median",
            text=label,
            x=at[0],
            y=at[1],
            xanchor=anchor,
            yanchor="middle",
            xshift=dx,
            yshift=dy,
            font={"size": canvas.size - 2, "color": canvas.theme.muted},
        )


def _gap_text(canvas: Canvas) -> str:
    """The units that have no point; the notes below the chart say why."""
    names = [str(row["unit_name"]) for row in canvas.rows(with_value=False)]
    if not names:
        return ""
    text = canvas.words("Chưa đủ hai số liệu")
    return wrap(f"{text}: {canvas.words.listed(names)}", 46 if canvas.narrow else 84)
