from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from khdash.chart import BadBoundaries, Boundaries, read_boundaries
from khdash.chart.boundaries import contains, rings_of
from khdash.chart.canvas import SLIDE
from khdash.chart.labels import LINE_HEIGHT, Box, text_height, text_width
from khdash.chart.theme import LIGHT
from khdash.exhibit.core.exhibit import Exhibit
from khdash.model.cluster import BoundarySet

from .drawn import draw, figure_numbers
from .exhibits import EIGHT, FIVE, NAMES, exhibit, row

Outlines = Callable[[str], Boundaries]
RATES = dict(zip(EIGHT, (23.4, 24.8, 18.5, None, 32.1, None, 37.0, 31.5), strict=True))
SET_OF_2022 = BoundarySet(
    "2022", date(2022, 12, 31), "", "", "cluster3_2022.geojson", "", default=True
)
EDGES = (15.0, 20.0, 25.0, 30.0, 35.0, 40.0)


def rates(values: dict[str, float | None], **other: Any) -> Exhibit:
    rows = [row(u, None if v is None else 2024, v, stale=False) for u, v in values.items()]
    extra = {"style": "choropleth", "edges": EDGES, "boundaries": "2022", **other}
    return exhibit("map", rows, measure="%", decimals=1, extra=extra)


def counts(values: dict[str, float], boundaries: str = "2022") -> Exhibit:
    rows = [row(u, 2024, v, stale=False) for u, v in values.items()]
    return exhibit("map", rows, extra={"style": "bubble", "edges": (), "boundaries": boundaries})


def trace(figure: go.Figure, name: str) -> Any:
    return next(t for t in figure.data if t.name == name)


def traces(figure: go.Figure, name: str) -> list[Any]:
    return [t for t in figure.data if t.name == name]


def areas(figure: go.Figure) -> dict[str, Any]:
    """The areas that answer to a pointer anywhere on them, by the key of their unit."""
    return {t.customdata[0][0]: t for t in figure.data if t.hoveron == "fills"}


def legend(figure: go.Figure) -> list[str]:
    return [t.name for t in figure.data if t.showlegend is not False]


def rings_drawn(area: Any) -> list[tuple[tuple[float, float], ...]]:
    rings: list[list[tuple[float, float]]] = [[]]
    for x, y in zip(area.x, area.y, strict=True):
        if x is None:
            rings.append([])
        else:
            rings[-1].append((x, y))
    return [tuple(ring) for ring in rings if ring]


def drawn_as(figure: go.Figure, name: str, boundaries: Boundaries) -> set[str]:
    """The codes of the units whose label point lies in an area of a class."""
    return {
        code
        for area in traces(figure, name)
        for code, unit in boundaries.areas.items()
        if contains(rings_drawn(area), unit.label)
    }


def test_each_class_has_one_legend_entry_in_its_colour(outlines: Outlines) -> None:
    figure = draw(rates(RATES), boundaries=outlines("2022"))
    assert legend(figure) == [
        "từ 35 đến 40\u00a0%", "từ 30 đến dưới 35\u00a0%", "từ 25 đến dưới 30\u00a0%",
        "từ 20 đến dưới 25\u00a0%", "từ 15 đến dưới 20\u00a0%",
        "Chưa có số liệu",
    ]  # fmt: skip
    assert drawn_as(figure, "từ 35 đến 40\u00a0%", outlines("2022")) == {"36"}
    assert drawn_as(figure, "từ 30 đến dưới 35\u00a0%", outlines("2022")) == {"34", "37"}
    assert drawn_as(figure, "từ 20 đến dưới 25\u00a0%", outlines("2022")) == {"01", "26"}


def test_a_value_on_an_edge_belongs_to_the_class_above_and_the_last_edge_to_the_last(
    outlines: Outlines,
) -> None:
    figure = draw(rates({"01": 20.0, "26": 40.0}), boundaries=outlines("2022"))
    assert drawn_as(figure, "từ 20 đến dưới 25\u00a0%", outlines("2022")) == {"01"}
    assert drawn_as(figure, "từ 35 đến 40\u00a0%", outlines("2022")) == {"26"}


def test_no_data_is_its_own_warm_grey_and_not_the_lowest_class(outlines: Outlines) -> None:
    figure = draw(rates(RATES), boundaries=outlines("2022"))
    assert {area.fillcolor for area in traces(figure, "Chưa có số liệu")} == {LIGHT.no_data}
    assert drawn_as(figure, "Chưa có số liệu", outlines("2022")) == {"33", "35"}


def test_figures_beyond_the_tolerance_have_their_own_entry_and_no_class(outlines: Outlines) -> None:
    rows = [
        row("01", 2024, 23.4, stale=False),
        row("36", 2011, 37.0, stale=True, missing="too_old"),
        row("37", 2021, 31.0, stale=True, missing="not_comparable"),
    ]
    extra = {"style": "choropleth", "edges": (23.4, 23.4), "boundaries": "2022"}
    source = exhibit("map", rows, measure="%", decimals=1, extra=extra)
    figure = draw(source, boundaries=outlines("2022"))
    assert legend(figure) == ["23,4\u00a0%", "Số liệu cũ, chỉ ghi số", "Không so sánh được"]
    assert drawn_as(figure, "Số liệu cũ, chỉ ghi số", outlines("2022")) == {"36"}


@pytest.mark.parametrize("values", [{"01": None, "26": None}, {"01": 7.0, "26": 7.0}, {"01": 7.0}])
def test_all_missing_all_equal_and_a_single_value_are_drawn(
    values: dict[str, float | None], outlines: Outlines
) -> None:
    known = [v for v in values.values() if v is not None]
    edges = (known[0], known[0]) if known else ()
    figure = draw(rates(values, edges=edges), boundaries=outlines("2022"))
    assert legend(figure) == (["7\u00a0%"] if known else ["Chưa có số liệu"])
    assert figure_numbers(figure) == set(known)


def test_a_pointer_anywhere_in_a_province_finds_its_key(outlines: Outlines) -> None:
    boundaries = outlines("2022")
    found = areas(draw(rates(RATES), boundaries=boundaries))
    assert set(found) == set(EIGHT)
    for key, area in found.items():
        assert rings_drawn(area) == [tuple(ring) for ring in boundaries.areas[key].rings]
        assert area.uid == key


def test_todays_bac_ninh_is_found_by_its_dated_key(outlines: Outlines) -> None:
    figure = draw(counts(dict.fromkeys(FIVE, 5.0), "2025"), boundaries=outlines("2025"))
    assert set(areas(figure)) == set(FIVE)


def test_a_province_says_what_its_figure_is_and_where_there_is_none(outlines: Outlines) -> None:
    found = areas(draw(rates(RATES), boundaries=outlines("2022")))
    assert found["35"].text == "<b>Hà Nam</b><br>chưa có số liệu công bố"
    assert found["36"].text.startswith("<b>Nam Định</b> · 2024<br>37\u00a0%<br>Nguồn: ")


def test_bubbles_are_proportional_by_area_and_never_on_a_gap(outlines: Outlines) -> None:
    source = counts({"01": 400_000, "26": 100_000})
    figure = draw(source, boundaries=outlines("2022"))
    bubbles = trace(figure, "Số liệu gần đây")
    assert bubbles.marker.size[0] == pytest.approx(2 * bubbles.marker.size[1])
    assert figure_numbers(figure) == {400_000, 100_000}


def test_provinces_not_asked_for_are_land_like_the_neighbours(outlines: Outlines) -> None:
    figure = draw(rates({"01": 23.4}), boundaries=outlines("2022"))
    assert drawn_as(figure, "land", outlines("2022")) == set(EIGHT) - {"01"}
    assert set(areas(figure)) == {"01"}


def test_the_map_is_true_to_scale_and_names_its_source(outlines: Outlines) -> None:
    figure = draw(rates(RATES), boundaries=outlines("2022"))
    middle = math.radians((19.9209 + 21.5742) / 2)
    assert figure.layout.yaxis.scaleanchor == "x"
    assert figure.layout.yaxis.scaleratio == pytest.approx(1 / math.cos(middle))
    (credit,) = [a.text for a in figure.layout.annotations if a.name == "attribution"]
    assert credit == "© OpenStreetMap contributors (ODbL)"


def test_a_label_of_a_slide_takes_the_colour_of_its_area_along(outlines: Outlines) -> None:
    """White letters that reach beyond a dark area cannot be read on pale land."""
    source = rates({"01": 16.0, "37": 38.0})
    labels = list(draw(source, boundaries=outlines("2022")).layout.annotations)
    assert {a.bgcolor for a in labels if a.name == "area"} == {None}
    slide = draw(source, boundaries=outlines("2022"), slide=True)
    tags = {a.text.split("<br>")[0]: a for a in slide.layout.annotations if a.name == "area"}
    # Of the five classes of EDGES 16 lies in the first, 38 in the last.
    assert tags["Hà Nội"].bgcolor == LIGHT.ramp[0]
    assert tags["Ninh Bình"].bgcolor == LIGHT.ramp[-1]
    assert tags["Hà Nội"].font.color != tags["Ninh Bình"].font.color


def test_nothing_is_fetched_for_a_map(outlines: Outlines) -> None:
    figure = draw(rates(RATES), boundaries=outlines("2022"))
    assert {t.type for t in figure.data} == {"scatter"}


WIDEST = dict.fromkeys(EIGHT, 1953233.0)


@pytest.mark.parametrize(("narrow", "width"), [(False, 440), (False, 620), (True, 330)])
@pytest.mark.parametrize(
    "source",
    [rates(dict.fromkeys(EIGHT, 32.1), edges=(30.0, 35.0)), counts(WIDEST),
     counts(dict.fromkeys(FIVE, 3440100.0), "2025")],
    ids=["rates", "counts of 2022", "counts of 2025"],
)  # fmt: skip
def test_labels_of_small_provinces_do_not_overlap(
    source: Exhibit, narrow: bool, width: int, outlines: Outlines
) -> None:
    boundaries = outlines(str(source.extra["boundaries"]))
    narrow_enough = narrow or width < 500
    figure = draw(source, boundaries=boundaries, narrow=narrow_enough)
    boxes = _label_boxes(figure, width)
    assert len(boxes) == len(source.table)
    overlapping = [
        (a, b) for (a, one), (b, other) in combinations(boxes.items(), 2) if one.overlaps(other)
    ]
    assert overlapping == []


def _label_boxes(figure: go.Figure, width: float) -> dict[str, Box]:
    """Label boxes in pixels: the scale is that of the tighter axis."""
    (west, east), (south, north) = figure.layout.xaxis.range, figure.layout.yaxis.range
    height = figure.layout.height - (figure.layout.margin.b or 0)
    ratio = figure.layout.yaxis.scaleratio
    scale = min(width / (east - west), height / (ratio * (north - south)))
    boxes = {}
    for label in (a for a in figure.layout.annotations if a.name == "area"):
        x, y = label.x * scale, label.y * scale * ratio + (label.yshift or 0)
        # The estimate is on the safe side; the letters themselves take about nine tenths.
        half = text_width(label.text, label.font.size) * 0.9 / 2
        tall = text_height(label.text, label.font.size) / LINE_HEIGHT * 1.2 / 2
        boxes[label.text] = boxes_key = Box(x - half, y - tall, x + half, y + tall)
        assert boxes_key.right > boxes_key.left
    return boxes


def test_a_map_asks_for_the_outlines_of_its_boundary_set(outlines: Outlines) -> None:
    with pytest.raises(ValueError, match="2022"):
        draw(rates(RATES))
    with pytest.raises(ValueError, match="2022"):
        draw(rates(RATES), boundaries=outlines("2025"))


@pytest.mark.parametrize("content", ["", "{}", '{"features": [{"geometry": null}]}'])
def test_a_damaged_outline_file_is_named(content: str, tmp_path: Path) -> None:
    (tmp_path / "cluster3_2022.geojson").write_text(content, encoding="utf-8")
    with pytest.raises(BadBoundaries, match=r"cluster3_2022\.geojson"):
        read_boundaries(tmp_path, SET_OF_2022)


def test_an_outline_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadBoundaries, match=r"cluster3_2022\.geojson"):
        read_boundaries(tmp_path, SET_OF_2022)


def test_open_rings_are_closed() -> None:
    geometry = json.loads('{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1]]]}')
    assert rings_of(geometry) == (((0, 0), (0, 1), (1, 1), (0, 0)),)


def units(outlines: Boundaries) -> Sequence[str]:
    return list(outlines.areas)


def test_the_outlines_cover_the_members_of_both_sets(outlines: Outlines) -> None:
    assert set(units(outlines("2022"))) == set(EIGHT)
    assert {NAMES[k] for k in FIVE} == {a.name for a in outlines("2025").areas.values()}


@pytest.mark.parametrize("look", [{}, {"narrow": True}, {"slide": True}])
def test_the_legend_lies_on_no_area(outlines: Outlines, look: dict[str, bool]) -> None:
    figure = draw(rates(RATES), boundaries=outlines("2022"), **look)
    layout = figure.layout
    if look.get("slide"):
        widest = max(text_width(name, layout.legend.font.size) for name in legend(figure))
        assert layout.legend.x == 0
        assert widest + 40 < layout.xaxis.domain[0] * SLIDE[0]
    else:
        assert (layout.legend.yref, layout.legend.yanchor) == ("container", "top")
        assert layout.legend.y * layout.height < layout.margin.b
