from __future__ import annotations

from itertools import combinations
from typing import Any

import plotly.graph_objects as go
import pytest

from khdash.chart.labels import Box, text_height, text_width
from khdash.chart.theme import LIGHT
from khdash.exhibit.core.exhibit import Exhibit

from .drawn import draw, figure_numbers
from .exhibits import EIGHT, STYLES, exhibit, row


def point(unit: str, x: float, y: float, **other: Any) -> Any:
    return row(
        unit,
        2024,
        y,
        **{
            "x_value": x,
            "x_year": 2023,
            "x_qualifier": "exact",
            "x_basis": "",
            "benchmark": False,
            **other,
        },
    )


def scatter(*rows: Any, **extra: Any) -> Exhibit:
    titles = {"x_title": "Hội viên (Người)", "y_title": "Tỷ lệ GĐHT", "x_measure": "persons"}
    decimals = {"x_decimals": 0, "y_decimals": 1}
    return exhibit("scatter", rows, measure="%", extra={**titles, **decimals, **extra})


def names(figure: go.Figure) -> list[Any]:
    return [a for a in figure.layout.annotations if a.name == "name"]


def test_one_point_a_unit_named_with_the_years_of_both_figures() -> None:
    figure = draw(scatter(point("01", 1_953_233, 89.1), point("26", 303_000, 70, x_year=2024)))
    (points,) = figure.data
    assert (points.x, points.y) == ((1_953_233, 303_000), (89.1, 70))
    assert points.marker.symbol == ("circle", "square")
    assert figure_numbers(figure) == {89.1, 70}
    assert [a.text for a in names(figure)] == [
        "<b>Hà Nội</b> 2023; 2024",
        "<b>Vĩnh Phúc</b> 2024",
    ]
    assert "1.953.233 (2023)" in points.hovertext[0]
    assert "89,1\u00a0% (2024)" in points.hovertext[0]


def test_a_rounded_figure_on_either_axis_makes_the_point_hollow() -> None:
    rows = [point("01", 1, 2, x_qualifier="at_least"), point("26", 2, 3), point("27", 3, 4)]
    figure = draw(scatter(*rows))
    colours = figure.data[0].marker.color
    assert colours == (LIGHT.ground, STYLES["26"].light, STYLES["27"].light)


def test_medians_are_drawn_only_where_the_exhibit_gives_them() -> None:
    rows = [point(u, i, 10 * i) for i, u in enumerate(EIGHT, 1)]
    assert not draw(scatter(*rows)).layout.shapes
    figure = draw(scatter(*rows, x_median=4.0, y_median=45.0))
    across, upwards = figure.layout.shapes
    assert (across.x0, across.x1) == (4.0, 4.0)
    assert (upwards.y0, upwards.y1) == (45.0, 45.0)
    said = [a.text for a in figure.layout.annotations if a.name == "median"]
    assert said == ["trung vị 4", "trung vị 45\u00a0%"]


def test_units_without_both_figures_are_named_below() -> None:
    figure = draw(scatter(point("01", 1, 2), row("35", None, None, x_value=float("nan"))))
    (gaps,) = [a.text for a in figure.layout.annotations if a.name == "gaps"]
    assert gaps == "Chưa đủ hai số liệu: Hà Nam"


@pytest.mark.parametrize(("narrow", "width"), [(False, 560), (True, 260)])
def test_names_do_not_lie_on_each_other(narrow: bool, width: int) -> None:
    values = [(26, 83), (28, 85.7), (30, 90), (31.6, 90.5), (32.4, 92.5), (33, 93.4), (35, 94.6),
              (37, 97.8)]  # fmt: skip
    rows = [point(u, x, y) for u, (x, y) in zip(EIGHT, values, strict=True)]
    figure = draw(scatter(*rows), narrow=narrow)
    (x0, x1), (y0, y1) = figure.layout.xaxis.range, figure.layout.yaxis.range
    margin = figure.layout.margin
    plot = figure.layout.height - margin.t - margin.b
    boxes = []
    for a in names(figure):
        long, high = text_width(a.text, a.font.size), text_height(a.text, a.font.size)
        left = (a.x - x0) / (x1 - x0) * width + a.xshift
        left -= {"left": 0.0, "center": long / 2, "right": long}[a.xanchor]
        middle = (a.y - y0) / (y1 - y0) * plot + a.yshift
        boxes.append(Box(left, middle - high / 2, left + long, middle + high / 2))
    assert len(boxes) == 8
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
