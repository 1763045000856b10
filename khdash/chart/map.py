"""Map: areas by class for rates, bubbles for counts; drawn from local outlines, no tiles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from khdash.chart.boundaries import Boundaries
from khdash.chart.canvas import SLIDE, VALUES, Canvas, gap_words, mark_data, marks, year_text
from khdash.chart.classes import class_colours, class_names, class_number, edges_of
from khdash.chart.hover import written_out
from khdash.chart.labels import text_height, text_width
from khdash.chart.spec import Drawing, Spec, Trace, one_or_each, scatter
from khdash.model.rows import has_value

Row = dict[str, Any]
BUBBLE = 46.0
"""Diameter in pixels of the largest bubble; areas are proportional to the figures."""
MOST_PUSH = 16.0
"""Pixels that a label may leave its place by."""


def draw_map(canvas: Canvas, boundaries: Boundaries) -> Spec:
    """The units of the table on their outlines; every area can be clicked on."""
    rows = {str(row["unit_code"]): row for row in canvas.rows()}
    bubbles = canvas.exhibit.extra.get("style") == "bubble"
    height = 420 if canvas.narrow else canvas.plot_height(520, 0)
    figure = canvas.new_figure(int(height), l=0, r=0, t=0, b=0)
    figure.add(*_land(canvas, boundaries, rows))
    if bubbles:
        _add_neutral(canvas, figure, boundaries, rows)
    else:
        _add_classes(canvas, figure, boundaries, rows)
    _add_gaps(canvas, figure, boundaries, rows)
    sizes = _add_bubbles(canvas, figure, boundaries, rows) if bubbles else {}
    labels = [
        _label(canvas, boundaries, row, sizes.get(code))
        for code, row in rows.items()
        if code in boundaries.areas
    ]
    if canvas.slide:
        east, north = (size + boundaries.span / 20 for size in boundaries.size)
        wide = (SLIDE[0] - _beside(figure)) * boundaries.stretch
        north = min(height / north, wide / east)
        _push_apart(labels, (north / boundaries.stretch, north))
    for label in labels:
        figure.add_annotation(**label)
    _furnish(canvas, figure, boundaries, int(height))
    return canvas.finish(figure)


def is_shown(row: Row) -> bool:
    """A figure that the map draws; the others are listed in their label only."""
    return has_value(row) and not row.get("missing")


def _land(canvas: Canvas, boundaries: Boundaries, rows: dict[str, Row]) -> list[Trace]:
    """Neighbours and units that are not asked for, faint and silent."""
    faint = {"name": "land", "fillcolor": canvas.theme.land, "line": _edge(canvas.theme.grid)}
    others = (code for code, (x, _) in boundaries.paths.items() if x and code not in rows)
    return [outlined(boundaries, code, hoverinfo="skip", **faint) for code in others]


def outlined(boundaries: Boundaries, code: str, **fields: Any) -> Trace:
    """One area; its uid says whose outline it is."""
    x, y = boundaries.paths[code]
    return scatter(
        uid=code, x=x, y=y, mode="lines", fill="toself", **{"showlegend": False, **fields}
    )


def _edge(colour: str) -> dict[str, Any]:
    return {"color": colour, "width": 1}


def add_areas(
    canvas: Canvas,
    figure: Drawing,
    drawn: tuple[Boundaries, Sequence[Row]],
    *,
    legend: bool = True,
    **look: Any,
) -> None:
    """The areas of one class: one trace a unit, found anywhere on its land; one legend entry."""
    boundaries, rows = drawn
    look = {"legendgroup": look["name"], "line": _edge(canvas.theme.ground), **look}
    if legend:
        # The entry stands by itself: a class without members keeps it, and the steps stay visible.
        figure.add(scatter(x=[None], y=[None], mode="lines", fill="toself", **look))
    for row in rows:
        if row["unit_code"] in boundaries.areas:
            figure.add(
                outlined(
                    boundaries,
                    str(row["unit_code"]),
                    **look,
                    hoveron="fills",
                    hoverinfo="text",
                    text=written_out(_hover(canvas, row), canvas.said_once),
                    customdata=(mark_data(row),),
                    meta=VALUES,
                )
            )


def _add_classes(
    canvas: Canvas, figure: Drawing, boundaries: Boundaries, rows: dict[str, Row]
) -> None:
    """The highest class first, so that the legend reads downwards."""
    names, edges, colours = class_names(canvas), edges_of(canvas), class_colours(canvas)
    for number in reversed(range(len(names))):
        own = [r for r in rows.values() if is_shown(r) and class_number(r, edges) == number]
        add_areas(canvas, figure, (boundaries, own), name=names[number], fillcolor=colours[number])


def _add_neutral(
    canvas: Canvas, figure: Drawing, boundaries: Boundaries, rows: dict[str, Row]
) -> None:
    shown = [row for row in rows.values() if is_shown(row)]
    fill = canvas.theme.ramp[0]
    add_areas(canvas, figure, (boundaries, shown), legend=False, name="areas", fillcolor=fill)


def _add_gaps(
    canvas: Canvas, figure: Drawing, boundaries: Boundaries, rows: dict[str, Row]
) -> None:
    """No data, and figures that may not be classed: each its own legend entry."""
    t, words = canvas.theme, canvas.words
    hatch = {"shape": "/", "size": 7, "solidity": 0.25, "fgcolor": t.older, "bgcolor": t.no_data}
    figures = [row for row in rows.values() if has_value(row)]
    groups: list[tuple[str, list[Row], dict[str, Any] | None]] = [
        (
            words("Số liệu cũ, chỉ ghi số"),
            [row for row in figures if row.get("missing") == "too_old"],
            hatch,
        ),
        (
            words("Chưa đủ các tỉnh cũ"),
            [row for row in figures if row.get("missing") == "partial"],
            {**hatch, "shape": "."},
        ),
        (
            words("Thiếu số của một số năm"),
            [row for row in figures if row.get("missing") == "years_missing"],
            {**hatch, "shape": "-"},
        ),
        (
            words("Không so sánh được"),
            [row for row in figures if _is_apart(row)],
            {**hatch, "shape": "x"},
        ),
        (
            words("Chưa có số liệu"),
            [row for row in rows.values() if not has_value(row)],
            None,
        ),
    ]
    for name, own, pattern in groups:
        if own:
            look: dict[str, Any] = {"name": name, "fillcolor": t.no_data, "fillpattern": pattern}
            add_areas(canvas, figure, (boundaries, own), legendrank=1100, **look)


def _is_apart(row: Row) -> bool:
    return row.get("missing") not in (
        "",
        None,
        "too_old",
        "partial",
        "years_missing",
    )


def _add_bubbles(
    canvas: Canvas, figure: Drawing, boundaries: Boundaries, rows: dict[str, Row]
) -> dict[str, float]:
    """Bubbles by area; their diameters by code. Figures of older years are paler."""
    t, words = canvas.theme, canvas.words
    shown = {c: r for c, r in rows.items() if is_shown(r) and c in boundaries.areas}
    largest = max((float(r["value"]) for r in shown.values()), default=0.0)
    sizes = {
        c: BUBBLE * math.sqrt(max(float(r["value"]), 0.0) / largest) if largest > 0 else 0.0
        for c, r in shown.items()
    }
    for stale, name, colour in (
        (False, words("Số liệu gần đây"), t.primary),
        (True, words("Số liệu cũ hơn"), t.older),
    ):
        codes = [c for c, r in shown.items() if bool(r.get("stale")) == stale]
        if codes:
            figure.add(_bubbles(canvas, name, colour, codes, (boundaries, shown, sizes)))
    return sizes


def bubble_point(boundaries: Boundaries, code: str) -> tuple[float, float]:
    """A little above the label point: the label stands below its bubble."""
    x, y = boundaries.areas[code].label
    return x, y + boundaries.span / 30


def _bubbles(
    canvas: Canvas,
    name: str,
    colour: str,
    codes: Sequence[str],
    drawn: tuple[Boundaries, dict[str, Row], dict[str, float]],
) -> Trace:
    boundaries, rows, sizes = drawn
    points = [bubble_point(boundaries, c) for c in codes]
    return scatter(
        name=name,
        mode="markers",
        x=[p[0] for p in points],
        y=[p[1] for p in points],
        marker={
            "size": one_or_each([max(sizes[c], 3.0) for c in codes]),
            "color": colour,
            "opacity": 0.85,
            "line": {"color": canvas.theme.ground, "width": 1},
        },
        unselected={"marker": {"opacity": 0.85}},
        **marks([rows[c] for c in codes], [canvas.hover(rows[c]) for c in codes]),
    )


def _hover(canvas: Canvas, row: Row) -> str:
    if is_shown(row):
        return canvas.hover(row)
    if has_value(row):
        return f"{canvas.hover(row)}<br>{gap_words(canvas, {**row, 'value': None})}"
    return f"<b>{row['unit_name']}</b><br>{gap_words(canvas, row)}"


def _label(
    canvas: Canvas, boundaries: Boundaries, row: Row, bubble: float | None
) -> dict[str, Any]:
    """Name, figure and year on the area, below its bubble where it has one."""
    name = str(row["unit_name"])
    if has_value(row):
        text = f"{name}<br><b>{canvas.short_figure_text(row)}</b><br>{year_text(row)}"
    else:
        text = f"{name}<br>–"
    code = str(row["unit_code"])
    x, y = boundaries.areas[code].label if bubble is None else bubble_point(boundaries, code)
    return {
        "name": "area",
        "text": text,
        "x": x,
        "y": y,
        "yshift": -(bubble / 2 + 22) if bubble else 0,
        **_look(canvas, row),
    }


def _push_apart(labels: list[dict[str, Any]], scale: tuple[float, float]) -> None:
    """Move labels that run into each other, each by half of it, the way that is shorter; scale:
    pixels of the figure for a unit of the map to the east and to the north."""
    for one, other in combinations(sorted(labels, key=lambda label: label["x"]), 2):
        size = one["font"]["size"]
        east = (other["x"] - one["x"]) * scale[0]
        north = (other["y"] - one["y"]) * scale[1] + other["yshift"] - one["yshift"]
        wide = sum(text_width(label["text"], size) for label in (one, other)) / 2 - east
        high = max(text_height(label["text"], size) for label in (one, other)) - abs(north)
        if wide <= 0 or high <= 0:
            continue
        way, push = ("xshift", wide / 2) if wide < high else ("yshift", high / 2)
        if way == "yshift" and north < 0:
            one, other = other, one
        one[way] = one.get(way, 0) - min(push, MOST_PUSH)
        other[way] = other.get(way, 0) + min(push, MOST_PUSH)


def _look(canvas: Canvas, row: Row) -> dict[str, Any]:
    """The letters of a label; those of a slide may reach beyond their area and take its colour
    along."""
    t, size = canvas.theme, canvas.size - 1
    if canvas.exhibit.extra.get("style") == "bubble" or not is_shown(row):
        return {"font": {"size": size, "color": t.ink}}
    colour = class_colours(canvas)[class_number(row, edges_of(canvas))]
    shade = t.ramp.index(colour) + 1 if colour in t.ramp else 0
    font = {"size": size, "color": t.on_ramp(shade) if shade else t.ink_on(colour)}
    return {"font": font, "bgcolor": colour, "borderpad": 1} if canvas.slide else {"font": font}


def _furnish(canvas: Canvas, figure: Drawing, boundaries: Boundaries, height: int) -> None:
    """Equal scale at this latitude, legend, attribution."""
    east, north = boundaries.size
    pad = boundaries.span / 40
    figure.set_axis("x", visible=False, range=[-pad, east + pad])
    figure.set_axis(
        "y",
        visible=False,
        range=[-pad, north + pad],
        scaleanchor="x",
        scaleratio=boundaries.stretch,
    )
    if canvas.slide:
        figure.set_axis("x", domain=[_beside(figure) / SLIDE[0], 1.0])
        upright = {"x": 0.0, "xanchor": "left", "y": 0.0, "yanchor": "bottom"}
        figure.set_layout(showlegend=True, legend={**upright, "font": {"size": LEGEND_SIZE}})
    else:
        map_legend(canvas, figure, height)
    if boundaries.credit:
        add_credit(canvas, figure, boundaries.credit)


LEGEND_SIZE = 11
"""Pixels of the letters of a legend."""
LEGEND_LETTERS = 19
"""Letters of that size that half the width of a phone holds beside a sample."""
SAMPLE = 48.0
"""Pixels that the sample of an entry takes, with what keeps it apart."""
LEAST_MAP = 400.0
"""Pixels of the narrowest place that a page gives to a map where it is no phone."""


def _entries(figure: Drawing) -> list[str]:
    """The names in the legend."""
    return [str(t.get("name") or "") for t in figure.data if t.get("showlegend") is not False]


def _beside(figure: Drawing) -> float:
    """Pixels of a legend that stands beside a map."""
    return SAMPLE + max((text_width(name, LEGEND_SIZE) for name in _entries(figure)), default=0.0)


def map_legend(canvas: Canvas, figure: Drawing, height: int) -> None:
    """The legend below a map of a height: in two columns on a phone, elsewhere in as many as the
    page holds; there is room for as many rows as the narrowest place needs.
    """
    names = _entries(figure)
    place = SLIDE[0] if canvas.slide else LEAST_MAP
    columns = 2 if canvas.narrow else max(int(place / _beside(figure)), 1)
    below = 21 * -(-len(names) // columns) + 10
    columned = {"entrywidth": 0.48, "entrywidthmode": "fraction"} if canvas.narrow else {}
    longest = max(map(len, names), default=0)
    small = longest > LEGEND_LETTERS and canvas.narrow
    figure.set_margin(b=below)
    figure.set_layout(
        height=height + below,
        showlegend=True,
        legend={
            "orientation": "h",
            "xref": "container",
            "x": 0.0,
            "xanchor": "left",
            "yref": "container",
            "y": (below - 6) / (height + below),
            "yanchor": "top",
            "tracegroupgap": 2,
            **columned,
            "font": {"size": 10 if small else LEGEND_SIZE},
        },
    )


def add_credit(canvas: Canvas, figure: Drawing, credit: str) -> None:
    figure.add_annotation(
        name="attribution",
        text=credit,
        xref="paper",
        yref="paper",
        x=1,
        y=0,
        xanchor="right",
        yanchor="bottom",
        font={"size": canvas.least_size, "color": canvas.theme.muted},
        bgcolor=canvas.theme.ground,
        opacity=0.85,
    )
