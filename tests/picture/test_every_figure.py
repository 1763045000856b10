"""A picture draws what the screen draws: every mark, gap, colour and word of plotly's figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree as Xml

import pytest

from khdash import chart
from khdash.chart import Boundaries, Spec
from khdash.exhibit.core.drawing import is_drawn
from khdash.exhibit.core.exhibit import ON_OUTLINES, UNDRAWN, Exhibit
from khdash.exhibit.registry import EXHIBITS, build
from khdash.model.dataset import Dataset
from khdash.model.selection import parse_query
from khdash.picture.cells import shade
from khdash.picture.figure import draw_figure
from khdash.picture.paint import CLEAR, colour

from .reading import SVG, Scale, bare, corners, figure_root, groups, middle, said

CHARTS = [name for name, spec in EXHIBITS.items() if spec.kind not in UNDRAWN]
QUERIES = (
    "",
    "ranh_gioi=2025&sai_so=5",
    "chi_so=learning_family_rate&so_voi=target&nam=2012&nam=2024",
    "chi_so=members&so_voi=cluster&tieu_diem=34&lang=en",
)
LOOKS: tuple[dict[str, bool], ...] = ({}, {"narrow": True}, {"slide": True})
WIDTH = 720.0
TOO_LITTLE = ("tile", "ranking")
"""Of which the published figures settle no line and no rank."""


def figures(name: str, dataset: Dataset) -> Iterator[Spec]:
    for query in QUERIES:
        selection, _ = parse_query(query, dataset.catalogue)
        exhibit = build(name, dataset, selection)
        if is_drawn(exhibit):
            for look in LOOKS:
                yield chart.draw(exhibit, boundaries=outlines(exhibit), **look)


def outlines(exhibit: Exhibit) -> Boundaries | None:
    if exhibit.kind not in ON_OUTLINES:
        return None
    chosen = exhibit.catalogue.boundary_set(str(exhibit.extra["boundaries"]))
    return chart.read_boundaries(exhibit.outlines, chosen)


@pytest.fixture(params=["published", "demo"])
def dataset(request: pytest.FixtureRequest) -> Dataset:
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("name", CHARTS)
def test_every_trace_is_drawn_mark_by_mark(name: str, dataset: Dataset) -> None:
    drawn = 0
    for spec in figures(name, dataset):
        figure = draw_figure(spec, WIDTH)
        traces = [t for t in spec["data"] if _points(t) or t["type"] == "heatmap"]
        found = groups(figure_root(figure.body, figure.defs), "trace")
        assert len(found) == len(traces)
        for group, trace in zip(found, traces, strict=True):
            CHECKS[trace["type"]](group, trace, spec["layout"])
            drawn += 1
    assert drawn or (name in TOO_LITTLE and not dataset.demo)


def _points(trace: dict[str, Any]) -> list[tuple[float, float]]:
    pairs = zip(trace["x"], trace["y"], strict=True) if trace["type"] != "heatmap" else ()
    return [(x, y) for x, y in pairs if x is not None and y is not None]


def one(values: Any, place: int) -> Any:
    return values[place] if isinstance(values, list | tuple) else values


def _scales(trace: dict[str, Any], layout: dict[str, Any]) -> tuple[Scale, Scale]:
    names = trace.get("xaxis", "x"), trace.get("yaxis", "y")
    return Scale.of(layout, names[0], WIDTH), Scale.of(layout, names[1], WIDTH)


def _check_scatter(group: Xml.Element, trace: dict[str, Any], layout: dict[str, Any]) -> None:
    mode = trace["mode"].split("+")
    if trace.get("fill"):
        _check_area(group, trace)
        return
    scales = _scales(trace, layout)
    lines = [e for e in group if e.get("fill") == "none" and e.get("stroke-linejoin")]
    marks = [
        e for e in group if e not in lines and e.tag != f"{SVG}text" and not e.get("aria-label")
    ]
    known = [
        (place, (x, y))
        for place, (x, y) in enumerate(zip(trace["x"], trace["y"], strict=True))
        if x is not None and y is not None
    ]
    if "lines" in mode:
        _check_lines(lines, trace, scales)
    assert len(marks) == (len(known) if "markers" in mode else 0)
    for mark, (place, value) in zip(marks, known if "markers" in mode else [], strict=True):
        _is_at(middle(mark), value, scales)
        colour = one(trace["marker"]["color"], place)
        assert mark.get("fill") == ("none" if colour == CLEAR else colour)
        edge = trace["marker"].get("line")
        assert mark.get("stroke") == (one(edge["color"], place) if edge else None)
        assert (mark.tag == f"{SVG}circle") == (
            one(trace["marker"].get("symbol", "circle"), place) == "circle"
        )
    if "text" in mode:
        texts = "".join(bare(trace["text"][place]) for place, _ in known)
        assert said(group) == texts.replace("<br>", "")


def _check_lines(lines: list[Any], trace: dict[str, Any], scales: tuple[Scale, Scale]) -> None:
    """One line a run of figures; nothing joins what a gap parts."""
    runs: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if x is None or y is None:
            runs.append([])
        else:
            runs[-1].append((x, y))
    expected = [run for run in runs if len(run) > 1]
    assert len(lines) == len(expected)
    for line, run in zip(lines, expected, strict=True):
        points = corners(line)
        assert len(points) == len(run)
        for point, value in zip(points, run, strict=True):
            _is_at(point, value, scales)
        assert line.get("stroke") == trace["line"]["color"]
        dash = trace["line"].get("dash", "solid")
        assert (line.get("stroke-dasharray") is None) == (dash == "solid")


def _is_at(point: tuple[float, float], value: tuple[float, float], scales: Any) -> None:
    """A place in pixels is that of a value, to a fiftieth of a pixel."""
    for pixel, known, scale in zip(point, value, scales, strict=True):
        step = abs((scale.values[1] - scale.values[0]) / (scale.pixels[1] - scale.pixels[0]))
        assert abs(scale.value(pixel) - known) <= 0.02 * step


def _check_area(group: Xml.Element, trace: dict[str, Any]) -> None:
    """An area has every corner of its outline, in one scale to the east and to the north."""
    ground = group[0]
    pattern = trace.get("fillpattern")
    assert len(group) == (2 if pattern else 1)
    assert ground.get("fill") == (pattern["bgcolor"] if pattern else colour(trace["fillcolor"]))
    points, values = corners(ground), _points(trace)
    assert len(points) == len(values)
    for axis in (0, 1):
        pixels = [point[axis] for point in points]
        known = [value[axis] for value in values]
        low, high = known.index(min(known)), known.index(max(known))
        step = (pixels[high] - pixels[low]) / (known[high] - known[low])
        for pixel, value in zip(pixels, known, strict=True):
            assert pixel == pytest.approx(pixels[low] + (value - known[low]) * step, abs=0.02)
        assert (step < 0) == (axis == 1)


def _check_bars(group: Xml.Element, trace: dict[str, Any], layout: dict[str, Any]) -> None:
    bars = [e for e in group if e.tag == f"{SVG}rect" and e.get("class") != "hatch"]
    hatched = [e for e in group if e.get("class") == "hatch"]
    pattern = trace["marker"].get("pattern")
    assert len(bars) == len(trace["x"])
    assert len(hatched) == (len(bars) if pattern else 0)
    across, down = _scales(trace, layout)
    zero = across.value(0.0)
    for place, bar in enumerate(bars):
        length = across.value(float(bar.get("width"))) - zero
        assert length == pytest.approx(abs(trace["x"][place]), abs=2e-4 * across.values[1])
        centre = float(bar.get("y")) + float(bar.get("height")) / 2
        assert down.value(centre) == pytest.approx(trace["y"][place], abs=0.01)
        colour = one(trace["marker"]["color"], place)
        ground = pattern.get("bgcolor", CLEAR) if pattern else colour
        assert bar.get("fill") == ("none" if ground == CLEAR else ground)
        if "base" in trace:
            start = across.value(float(bar.get("x")))
            assert start == pytest.approx(trace["base"][place], abs=2e-4 * across.values[1])
    shown, own = said(group), [bare(str(text)) for text in trace.get("text", ())]
    if trace.get("constraintext") != "inside":
        assert shown == "".join(own)
    for text in own:
        # A word that does not fit into its bar is left out.
        shown = shown.removeprefix(text)
    assert not shown


def _check_cells(group: Xml.Element, trace: dict[str, Any], layout: dict[str, Any]) -> None:
    cells = [e for e in group if e.tag == f"{SVG}rect"]
    known = [
        (x, y, value, trace["text"][row][column])
        for row, (y, line) in enumerate(zip(trace["y"], trace["z"], strict=True))
        for column, (x, value) in enumerate(zip(trace["x"], line, strict=True))
        if value is not None
    ]
    assert len(cells) == len(known)
    scales = _scales(trace, layout)
    for cell, (x, y, value, _) in zip(cells, known, strict=True):
        left, top, wide, high = (float(cell.get(n)) for n in ("x", "y", "width", "height"))
        _is_at((left + wide / 2, top + high / 2), (x, y), scales)
        assert cell.get("fill") == shade(value, (trace["zmin"], trace["zmax"]), trace["colorscale"])
    assert said(group) == "".join(bare(text) for *_, text in known)


CHECKS: dict[str, Callable[..., None]] = {
    "scatter": _check_scatter,
    "bar": _check_bars,
    "heatmap": _check_cells,
}


@pytest.mark.parametrize("name", CHARTS)
def test_every_word_around_the_marks_is_written(name: str, dataset: Dataset) -> None:
    for spec in figures(name, dataset):
        figure = draw_figure(spec, WIDTH)
        root, layout = figure_root(figure.body, figure.defs), spec["layout"]
        laid = [bare(a["text"]) for a in layout.get("annotations", ())]
        assert [said(g) for g in groups(root, "annotation")] == laid
        shapes = [e for e in root.iter(f"{SVG}line") if "shape" in (e.get("class") or "")]
        assert len(shapes) == len(layout.get("shapes", ()))
        ticks = [said(e) for e in root.iter(f"{SVG}text") if e.get("class") == "tick"]
        assert "".join(sorted("".join(ticks))) == "".join(sorted("".join(_tick_texts(layout))))
        named = [t for t in spec["data"] if t.get("showlegend") is not False]
        named.sort(key=lambda trace: trace.get("legendrank", 1000))
        legends = [said(legend) for legend in groups(root, "legend")]
        expected = "".join(bare(trace["name"]) for trace in named)
        assert legends == ([expected] if layout.get("showlegend") else [])


def _tick_texts(layout: dict[str, Any]) -> Iterator[str]:
    for key, axis in layout.items():
        if key[1:5] != "axis" or axis.get("visible") is False:
            continue
        if axis.get("showticklabels") is False:
            continue
        low, high = sorted(axis["range"])
        for value, text in zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=True):
            if low <= value <= high:
                yield bare(str(text))


READ = {
    "scatter": "type mode x y xaxis yaxis line marker fill fillcolor fillpattern opacity text "
    "textposition textfont cliponaxis name showlegend legendrank",
    "bar": "type orientation x y base width marker text textfont insidetextfont constraintext "
    "textposition insidetextanchor textangle name showlegend",
    "heatmap": "type x y z zmin zmax colorscale xaxis yaxis xgap ygap text textfont texttemplate "
    "showscale name",
    "layout": "height margin template shapes annotations showlegend legend barmode bargap "
    "uniformtext",
    "axis": "range domain anchor visible tickvals ticktext tickfont showgrid gridcolor showline "
    "showticklabels side ticklabelstandoff scaleanchor scaleratio constrain",
    "shape": "type x0 x1 y0 y1 xref yref layer line name",
    "annotation": "text x y xref yref xanchor yanchor xshift yshift align font bgcolor borderpad "
    "textangle opacity name",
    "legend": "orientation x y xref yref xanchor yanchor bgcolor bordercolor borderwidth font "
    "entrywidth entrywidthmode traceorder tracegroupgap",
    "marker": "symbol size color opacity line pattern",
    "line": "color width dash",
    "pattern": "shape size solidity fgcolor bgcolor",
}
"""What the renderer reads, and what says only what it does anyway."""
OF_POINTERS = (
    "meta customdata hovertemplate hovertext hoverinfo hoveron hoverongaps uid ids legendgroup "
    "unselected autosize tickangle"
)
"""What only a pointer meets; a label is never turned, and a legend has one entry a group."""


@pytest.mark.parametrize("name", CHARTS)
def test_a_figure_says_nothing_that_a_picture_does_not_know(name: str, dataset: Dataset) -> None:
    for spec in figures(name, dataset):
        for kind, part in _parts(spec):
            unknown = set(part) - set(READ[kind].split()) - set(OF_POINTERS.split())
            assert not unknown, f"{kind}: teach khdash/picture {sorted(unknown)}"


def _parts(spec: Spec) -> Iterator[tuple[str, dict[str, Any]]]:
    layout = spec["layout"]
    axes = {key for key in layout if key[1:5] == "axis"}
    yield "layout", {key: value for key, value in layout.items() if key not in axes}
    yield from (("axis", layout[key]) for key in axes)
    yield from (("shape", shape) for shape in layout.get("shapes", ()))
    yield from (("annotation", one) for one in layout.get("annotations", ()))
    if "legend" in layout:
        yield "legend", layout["legend"]
    for trace in spec["data"]:
        yield trace["type"], trace
        for key in ("marker", "line"):
            if key in trace:
                yield key, trace[key]
        for pattern in (trace.get("fillpattern"), trace.get("marker", {}).get("pattern")):
            if pattern:
                yield "pattern", pattern
