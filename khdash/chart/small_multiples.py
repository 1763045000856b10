"""Small multiples: a panel for each unit, its name and last figure above its line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from khdash.chart.canvas import (
    SLIDE,
    Canvas,
    basis_sign,
    gap_words,
    nice_ticks,
    short_instrument,
    target_label,
    tick_texts,
    year_text,
)
from khdash.chart.frame import Frame, Line, Step
from khdash.chart.labels import LINE_HEIGHT, text_width, wrap
from khdash.chart.spec import Drawing, Spec, scatter
from khdash.chart.target_areas import target_areas
from khdash.chart.theme import GLYPHS
from khdash.chart.trend import dotted_guides, lines_of, solid_line, target_steps
from khdash.exhibit.core.exhibit import BreakLine

Row = dict[str, Any]
PANEL, HEAD, YEARS = 112.0, 40.0, 20.0
"""Pixels: the plot of a panel, the title above it and the years below it."""

OUTSIDE = {"pentagon": "⬠", "hexagon": "⬡", "hexagon2": "⬡", "hourglass": "⧗"}
"""The markers of the benchmarks as text."""


@dataclass(frozen=True)
class Panel:
    """A unit with its lines, its axes' number and its place in the grid."""

    row: Row
    lines: tuple[Line, ...]
    number: int
    place: tuple[int, int]

    @property
    def axis(self) -> str:
        """What plotly adds to x and y: nothing for the first."""
        return "" if self.number == 1 else str(self.number)


def draw_small_multiples(canvas: Canvas) -> Spec:
    """A panel for each unit of the table; extra["axes"] says whether they share the scale."""
    lines = lines_of(canvas)
    if not lines:
        return canvas.say(220, canvas.nothing)
    panels, columns = _panels(canvas, lines)
    beside = [_thin(canvas, line) for line in lines if line.rows[0].get("benchmark")]
    years = _years(canvas, lines)
    steps = target_steps(canvas, _frame(years, (0.0, 1.0)))
    keys = _keys(canvas, beside, steps)
    shared = canvas.exhibit.extra.get("axes") != "free"
    common = _ticks(canvas, lines, from_zero=True) if shared else []
    count = panels[-1].place[0] + 1
    plot = canvas.plot_height(PANEL * count, count * (HEAD + YEARS) + 6 + 15 * len(keys)) / count
    scales = {
        p.number: common or _ticks(canvas, [*p.lines, *beside], from_zero=False) for p in panels
    }
    texts = [text for ticks in scales.values() for text in _tick_texts(canvas, ticks)]
    left = 8 + max(text_width(text, canvas.least_size) for text in texts)
    between = 22 if shared else left + 10
    foot = 6 + 15.0 * len(keys)
    figure = canvas.new_figure(int(count * (HEAD + plot + YEARS) + foot), l=left, r=14, t=0, b=foot)
    for panel in panels:
        width = 300 if canvas.narrow else SLIDE[0] - left if canvas.slide else 600
        domains = _domains(panel, (columns, count), between / width, plot)
        _set_axes(canvas, figure, panel, domains, (years, scales[panel.number]))
        if shared and panel.place[1]:
            figure.set_axis(f"y{panel.axis}", showticklabels=False)
        _fill(canvas, figure, panel, beside)
        _add_title(canvas, figure, panel)
        _add_marks(canvas, figure, panel, years, steps)
        if panel.lines and steps:
            ticks = scales[panel.number]
            pixel = (ticks[-1] - ticks[0]) / plot
            unit, axes = str(panel.row["unit"]), _axes(panel)
            figure.add(*target_areas(canvas, steps, pixel, unit, **axes))
    _add_keys(canvas, figure, keys, left)
    return canvas.finish(figure)


def _panels(canvas: Canvas, lines: list[Line]) -> tuple[list[Panel], int]:
    """The units of the table in its order, and the number of columns."""
    firsts: dict[str, Row] = {}
    shown: Any = canvas.exhibit.extra.get("panels")
    for row in canvas.rows():
        if not row.get("benchmark") and (shown is None or row["unit"] in shown):
            firsts.setdefault(str(row["unit"]), row)
    # A unit without figures stands last in the table, and here where the catalogue has it.
    columns = _columns(len(firsts), few=canvas.narrow or canvas.slide)
    panels = []
    for i, (unit, row) in enumerate(sorted(firsts.items())):
        own = tuple(line for line in lines if line.rows[0]["unit"] == unit)
        panels.append(Panel(row, own, i + 1, divmod(i, columns)))
    return panels, columns


def _columns(count: int, *, few: bool) -> int:
    """Columns of the grid: two if few, else three or four, whichever leaves fewer holes."""
    if few:
        return min(count, 2)
    return count if count <= 4 else 3 if count in (5, 6, 9) else 4


def _thin(canvas: Canvas, line: Line) -> Line:
    """A benchmark as it stands behind every panel: grey, with its own marker and dashes."""
    style = line.style
    dash = "dot" if style.dash == "solid" else style.dash
    grey = canvas.theme.muted
    return replace(line, style=replace(style, light=grey, dark=grey, dash=dash))


def _years(canvas: Canvas, lines: list[Line]) -> tuple[float, float]:
    years = [int(row["year"]) for line in lines for row in line.rows]
    years += [target.year for target in canvas.exhibit.targets]
    first, last = min(years), max(years)
    pad = max(0.4, 0.06 * (last - first))
    return first - pad, last + pad


def _frame(years: tuple[float, float], ticks: tuple[float, ...]) -> Frame:
    return Frame(years, ticks, 0.0, 0.0, 0.0, 0.0, PANEL)


def _ticks(canvas: Canvas, lines: list[Line], *, from_zero: bool) -> list[float]:
    """Round ticks around the figures and the targets; a shared scale starts at zero."""
    values = [float(row["value"]) for line in lines for row in line.rows]
    if not values:
        return [0.0, 1.0]
    values += [target.value for target in canvas.exhibit.targets]
    low, high = min(values), max(values)
    if from_zero:
        return nice_ticks(high or 1.0, min(low, 0.0), 3)
    spare = 0.05 * (high - low) or abs(high) * 0.1 or 1.0
    return nice_ticks(high + spare, max(low - spare, 0.0) if low >= 0 else low - spare, 3)


def _tick_texts(canvas: Canvas, ticks: list[float]) -> list[str]:
    """Short numbers at any width: a panel is as narrow as a phone."""
    return tick_texts(replace(canvas, narrow=True), ticks)


Domains = tuple[tuple[float, float], tuple[float, float]]


def _domains(panel: Panel, grid: tuple[int, int], between: float, plot: float) -> Domains:
    """The parts of the figure that a panel `plot` pixels high takes; `between` is the gap of two
    columns."""
    (row, column), (columns, rows) = panel.place, grid
    width = (1 - between * (columns - 1)) / columns
    left = column * (width + between)
    high = HEAD + plot + YEARS
    top = 1 - (row * high + HEAD) / (rows * high)
    return (left, min(left + width, 1.0)), (max(top - plot / (rows * high), 0.0), top)


def _set_axes(
    canvas: Canvas,
    figure: Drawing,
    panel: Panel,
    domains: Domains,
    scale: tuple[tuple[float, float], list[float]],
) -> None:
    years, ticks = scale
    ends = [-(-years[0] // 1), years[1] // 1]
    figure.set_axis(
        f"x{panel.axis}",
        domain=domains[0],
        anchor=f"y{panel.axis}",
        range=list(years),
        tickvals=ends,
        ticktext=[str(int(year)) for year in ends],
        showline=True,
        ticklabelstandoff=3,
        tickfont={"size": canvas.least_size},
    )
    figure.set_axis(
        f"y{panel.axis}",
        domain=domains[1],
        anchor=f"x{panel.axis}",
        range=[ticks[0], ticks[-1]],
        tickvals=ticks,
        ticktext=_tick_texts(canvas, ticks),
        showticklabels=bool(panel.lines) or panel.place[1] == 0,
        tickfont={"size": canvas.least_size},
    )


def _axes(panel: Panel) -> dict[str, str]:
    return {"xaxis": f"x{panel.axis}", "yaxis": f"y{panel.axis}"}


def _fill(canvas: Canvas, figure: Drawing, panel: Panel, beside: list[Line]) -> None:
    """The benchmarks behind, then the unit's own guides and lines; words where it has none."""
    axes: Any = _axes(panel)
    # Benchmarks in a panel without figures would pass for figures of its unit.
    thin = beside if panel.lines else []
    figure.add(*(solid_line(canvas, line, size=4, width=1.2, **axes) for line in thin))
    figure.add(*dotted_guides(canvas, list(panel.lines), **axes))
    figure.add(*(solid_line(canvas, line, size=6, **axes) for line in panel.lines))
    if len({line.rows[0].get("basis") for line in panel.lines}) > 1:
        _sign_bases(canvas, figure, panel)
    if not panel.lines:
        # Axes without a trace are not drawn at all.
        figure.add(scatter(x=[None], y=[None], name="empty", hoverinfo="skip", **axes))
        figure.add_annotation(
            name="gap",
            text=wrap(gap_words(canvas, panel.row), 16),
            xref=f"x{panel.axis} domain",
            yref=f"y{panel.axis} domain",
            x=0.5,
            y=0.5,
            font={"size": canvas.size - 1, "color": canvas.theme.muted},
        )


def _sign_bases(canvas: Canvas, figure: Drawing, panel: Panel) -> None:
    """Of several denominators in a panel, the sign of the unusual ones after their last point."""
    for line in panel.lines:
        sign = basis_sign(canvas.words, str(line.last.get("basis") or ""))
        if sign:
            figure.add_annotation(
                name="basis",
                text=sign,
                xref=f"x{panel.axis}",
                yref=f"y{panel.axis}",
                x=int(line.last["year"]),
                y=float(line.last["value"]),
                xanchor="left",
                yanchor="middle",
                xshift=5,
                font={"size": canvas.size, "color": canvas.theme.muted},
            )


def _add_title(canvas: Canvas, figure: Drawing, panel: Panel) -> None:
    """The unit with its marker and, below, its last figure with its year."""
    style = canvas.style(str(panel.row["unit"]))
    mark = f'<span style="color:{style.colour(canvas.mode)}">{GLYPHS.get(style.symbol, "–")}</span>'
    text = f"{mark} <b>{panel.row['unit_name']}</b>"
    if panel.lines:
        last = max((line.last for line in panel.lines), key=lambda row: int(row["year"]))
        sign = basis_sign(canvas.words, str(last.get("basis") or ""))
        muted = f'<span style="color:{canvas.theme.muted}">· {year_text(last)}</span>'
        text += f"<br>{canvas.short_figure_text(last)}{sign} {muted}"
    else:
        text += "<br>\u00a0"
    figure.add_annotation(
        name="panel",
        text=text,
        xref=f"x{panel.axis} domain",
        yref=f"y{panel.axis} domain",
        x=0,
        y=1,
        xanchor="left",
        yanchor="bottom",
        align="left",
        yshift=2,
        font={"size": canvas.size},
    )


def _add_marks(
    canvas: Canvas,
    figure: Drawing,
    panel: Panel,
    years: tuple[float, float],
    steps: list[Step],
) -> None:
    """Targets as dashed steps and breaks as dashed marks, in every panel that has a line."""
    if not panel.lines:
        return
    axes = {"xref": f"x{panel.axis}", "layer": "below", "type": "line"}
    for step in steps:
        figure.add_shape(
            name="target",
            x0=max(step.start, years[0]),
            x1=step.end,
            y0=step.value,
            y1=step.value,
            yref=f"y{panel.axis}",
            line={"color": canvas.theme.target, "width": 1.4, "dash": "dash"},
            **axes,
        )
    for item in _breaks(canvas):
        figure.add_shape(
            name="break",
            x0=item.year - 0.5,
            x1=item.year - 0.5,
            y0=0,
            y1=1,
            yref=f"y{panel.axis} domain",
            line={"color": canvas.theme.muted, "width": 1, "dash": "dot"},
            **axes,
        )


def _keys(canvas: Canvas, beside: list[Line], steps: list[Step]) -> list[tuple[str, str]]:
    """What the marks common to all panels are: (colour, text), a line each."""
    muted, said = canvas.theme.muted, []
    targets = [target_label(canvas, step.label, step.value) for step in steps]
    if targets:
        said.append((canvas.theme.target, f"- -  {'; '.join(targets)}"))
    breaks = [f"{b.year}: {short_instrument(b.label)}" for b in _breaks(canvas)]
    if breaks:
        said.append((muted, f"┊  {'; '.join(breaks)}"))
    names = [f"{OUTSIDE.get(x.style.symbol, '–')} {x.name}" for x in beside]
    if names:
        text = canvas.words("Màu xám, ngoài cụm")
        said.append((muted, f"{text}: {', '.join(dict.fromkeys(names))}"))
    width = 52 if canvas.narrow else 96
    return [(colour, part) for colour, t in said for part in wrap(t, width).split("<br>")]


def _breaks(canvas: Canvas) -> list[BreakLine]:
    """The breaks with figures on both sides: others have nothing to part."""
    years = [int(row["year"]) for row in canvas.rows(with_value=True)]
    return [item for item in canvas.exhibit.breaks if min(years) < item.year <= max(years)]


def _add_keys(canvas: Canvas, figure: Drawing, keys: list[tuple[str, str]], left: float) -> None:
    if not keys:
        return
    size = canvas.size - 1
    figure.add_annotation(
        name="keys",
        text="<br>".join(f'<span style="color:{colour}">{text}</span>' for colour, text in keys),
        xref="paper",
        yref="paper",
        x=0,
        y=0,
        xanchor="left",
        yanchor="top",
        xshift=6 - left,
        align="left",
        font={"size": min(size, 15 / LINE_HEIGHT)},
    )
