"""Maps through the years: one small map a year, in the same classes or bubbles on one scale."""

from __future__ import annotations

import math
from typing import Any

from khdash.chart.boundaries import Boundaries
from khdash.chart.canvas import SLIDE, VALUES, Canvas, mark_data, marks
from khdash.chart.classes import class_colours, class_names, class_number, edges_of
from khdash.chart.hover import written_out
from khdash.chart.map import Row, add_credit, bubble_point, is_shown, map_legend, outlined
from khdash.chart.spec import Drawing, Spec, scatter
from khdash.model.rows import grouped
from khdash.model.units import split_key

HEAD = 22.0
"""Pixels above a panel, for its year."""
LARGEST = 22.0
"""Diameter in pixels of the largest bubble."""
STRIP = 15.0
"""Pixels below the panels for whom the outlines are by."""
ROOM = (1.5 * SLIDE[0], SLIDE[1])
"""Width and height in pixels that the panels of a slide share: screens are wider than SLIDE."""


def draw_map_years(canvas: Canvas, boundaries: Boundaries) -> Spec:
    """A panel for each year of the table; a unit without a figure of that year is no data."""
    by_year = grouped(canvas.rows(with_value=True), "year")
    if not by_year:
        return canvas.say(220, canvas.nothing)
    years = sorted(by_year)
    columns = _columns(canvas, boundaries, len(years))
    count = -(-len(years) // columns)
    strip = STRIP if boundaries.credit else 0.0
    usual, around = (150 if canvas.narrow else 190) * count, count * HEAD + strip
    high = HEAD + canvas.plot_height(usual, around) / count
    height = count * high + strip
    figure = canvas.new_figure(int(height), l=0, r=0, t=0, b=0)
    entries = _add_legend(canvas, figure)
    for number, year in enumerate(years):
        place = divmod(number, columns)
        rows = {str(row["unit_code"]): row for row in by_year[year]}
        axis = "" if number == 0 else str(number + 1)
        _set_axes(figure, boundaries, axis, _domains(place, columns, high, height))
        _add_year(canvas, figure, (boundaries, axis), rows)
        figure.add_annotation(
            name="year",
            text=f"<b>{year}</b>",
            xref=f"x{axis} domain",
            yref=f"y{axis} domain",
            x=0.5,
            y=1,
            xanchor="center",
            yanchor="bottom",
            font={"size": canvas.size, "color": canvas.theme.ink},
        )
    if entries:
        map_legend(canvas, figure, int(height))
    if boundaries.credit:
        add_credit(canvas, figure, boundaries.credit)
    return canvas.finish(figure)


def _columns(canvas: Canvas, boundaries: Boundaries, years: int) -> int:
    """How many panels stand side by side: as many rows as the page needs, each as full as the
    others; on a slide so many that each is as large as can be.
    """
    if not canvas.slide:
        return -(-years // -(-years // (2 if canvas.narrow else 4)))
    (east, north), (width, height) = boundaries.size, ROOM

    def panel(columns: int) -> float:
        """The height of a map where so many share a row."""
        rows = -(-years // columns)
        return min(height / rows - HEAD, width / columns * north * boundaries.stretch / east)

    return max(range(1, years + 1), key=panel)


def _domains(
    place: tuple[int, int], columns: int, high: float, height: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    """The parts of a figure of a height that a panel takes, its year above it."""
    row, column = place
    top = 1 - (row * high + HEAD) / height
    bottom = max(1 - (row + 1) * high / height, 0.0)
    return (column / columns, (column + 0.96) / columns), (bottom, top)


def _set_axes(
    figure: Drawing,
    boundaries: Boundaries,
    axis: str,
    domains: tuple[tuple[float, float], tuple[float, float]],
) -> None:
    (east, north), pad = boundaries.size, boundaries.span / 60
    figure.set_axis(
        f"x{axis}",
        visible=False,
        range=[-pad, east + pad],
        domain=domains[0],
        anchor=f"y{axis}",
        constrain="domain",
    )
    figure.set_axis(
        f"y{axis}",
        visible=False,
        range=[-pad, north + pad],
        domain=domains[1],
        anchor=f"x{axis}",
        scaleanchor=f"x{axis}",
        scaleratio=boundaries.stretch,
        constrain="domain",
    )


def _add_year(
    canvas: Canvas, figure: Drawing, drawn: tuple[Boundaries, str], rows: dict[str, Row]
) -> None:
    """The areas of one year, and its bubbles where the figures are counts."""
    (boundaries, axis), t = drawn, canvas.theme
    axes: dict[str, Any] = {"xaxis": f"x{axis}", "yaxis": f"y{axis}"}
    edges, colours = edges_of(canvas), class_colours(canvas)
    bubbles = canvas.exhibit.extra.get("style") == "bubble"
    line = {"color": t.ground, "width": 1}
    asked = {split_key(key)[0] for key in canvas.exhibit.selection.units} or {*boundaries.areas}
    hatch = {"shape": ".", "size": 7, "solidity": 0.25, "fgcolor": t.older, "bgcolor": t.no_data}
    for code in boundaries.areas:
        row = rows.get(code)
        look: dict[str, Any] = {"fillcolor": t.no_data if code in asked else t.land}
        if row is None:
            look["hoverinfo"] = "skip"
        else:
            look |= {
                "hoveron": "fills",
                "hoverinfo": "text",
                "text": written_out(canvas.hover(row), canvas.said_once),
                "customdata": (mark_data(row),),
                "meta": VALUES,
            }
            if not is_shown(row):
                look["fillpattern"] = hatch
            else:
                shade = colours[class_number(row, edges)] if edges else t.ramp[0]
                look["fillcolor"] = t.ramp[0] if bubbles else shade
        figure.add(outlined(boundaries, code, name=code, line=line, **look, **axes))
    if bubbles:
        _add_bubbles(canvas, figure, boundaries, rows, axes)


def _add_bubbles(
    canvas: Canvas,
    figure: Drawing,
    boundaries: Boundaries,
    rows: dict[str, Row],
    axes: dict[str, Any],
) -> None:
    """Areas in proportion to the figures, on one scale for all years."""
    largest = max((float(r["value"]) for r in canvas.rows() if is_shown(r)), default=0.0)
    own = {c: r for c, r in rows.items() if is_shown(r) and c in boundaries.areas}
    if not own or largest <= 0:
        return
    points = [bubble_point(boundaries, code) for code in own]
    sizes = [LARGEST * math.sqrt(max(float(r["value"]), 0.0) / largest) for r in own.values()]
    figure.add(
        scatter(
            name="bubbles",
            mode="markers",
            x=[x for x, _ in points],
            y=[y for _, y in points],
            showlegend=False,
            marker={
                "size": [max(size, 3.0) for size in sizes],
                "color": canvas.theme.primary,
                "opacity": 0.85,
                "line": {"color": canvas.theme.ground, "width": 1},
            },
            **marks(list(own.values()), [canvas.hover(row) for row in own.values()]),
            **axes,
        )
    )


def _add_legend(canvas: Canvas, figure: Drawing) -> int:
    """The classes, the highest first, and no data; how many entries."""
    t = canvas.theme
    entries = []
    if _has_gaps(canvas):
        entries.append((canvas.words("Chưa có số liệu"), t.no_data))
    if canvas.exhibit.extra.get("style") != "bubble" and edges_of(canvas):
        classes = [*zip(class_names(canvas), class_colours(canvas), strict=True)]
        entries = [*reversed(classes), *entries]
    for name, colour in entries:
        figure.add(
            scatter(
                name=name,
                x=[None],
                y=[None],
                mode="lines",
                fill="toself",
                fillcolor=colour,
                line={"color": t.ground, "width": 1},
            )
        )
    return len(entries)


def _has_gaps(canvas: Canvas) -> bool:
    """Whether some unit lacks a figure in some of the years."""
    known = {(row["unit"], row["year"]) for row in canvas.rows(with_value=True)}
    units, years = {unit for unit, _ in known}, {year for _, year in known}
    coverage = canvas.exhibit.coverage
    expected = coverage.expected if coverage else len(units)
    return len(known) < expected * len(years)
