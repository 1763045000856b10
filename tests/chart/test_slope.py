from __future__ import annotations

from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from khdash.chart.theme import LIGHT, MUTED_LIGHT
from khdash.exhibit.core.exhibit import Exhibit
from khdash.model.selection import Selection

from .drawn import draw, each_mark, figure_numbers
from .exhibits import EIGHT, STYLES, exhibit, row


def pair(unit: str, base: tuple[int, float], now: tuple[int, float], **other: Any) -> Any:
    up = "up" if now[1] > base[1] else "down"
    return row(
        unit,
        now[0],
        now[1],
        **{
            "base_year": base[0],
            "base_value": base[1],
            "base_lower": base[1],
            "base_upper": base[1],
            "base_qualifier": "exact",
            "direction": up,
            "change": "",
            "rank_change": None,
            "benchmark": False,
            "low_confidence": False,
            **other,
        },
    )


def slope(*rows: Any, **other: Any) -> Exhibit:
    return exhibit("slope", rows, extra={"base_year": 2015, "year": 2024}, **other)


def named(figure: go.Figure, name: str) -> list[Any]:
    return [trace for trace in figure.data if trace.name == name]


def texts(figure: go.Figure, name: str) -> list[str]:
    return [a.text for a in figure.layout.annotations if a.name == name]


def test_a_line_joins_the_two_figures_of_a_unit() -> None:
    figure = draw(slope(pair("01", (2015, 100), (2024, 180)), pair("26", (2015, 90), (2024, 60))))
    (line,) = named(figure, "Hà Nội")
    assert (line.x, line.y) == ((0, 1), (100, 180))
    assert (line.line.color, line.line.dash) == (STYLES["01"].light, "solid")
    assert figure_numbers(figure) == {180, 60}
    (base,) = named(figure, "base")
    assert base.y == (100, 90)


def test_an_undecided_direction_is_dashed_and_grey_and_explained() -> None:
    figure = draw(slope(pair("01", (2015, 100), (2024, 180), direction="undecided")))
    (line,) = named(figure, "Hà Nội")
    assert (line.line.color, line.line.dash) == (LIGHT.muted, "dash")
    assert "chưa đủ căn cứ" in texts(figure, "foot")[0]
    settled = draw(slope(pair("01", (2015, 100), (2024, 180))))
    assert texts(settled, "foot") == []


def test_a_figure_of_low_confidence_is_a_hollow_point_that_no_line_joins() -> None:
    doubted = {"low_confidence": True, "base_confidence": "low"}
    sound = pair("26", (2015, 90), (2024, 60))
    figure = draw(slope(pair("01", (2015, 7400), (2024, 584), **doubted), sound))
    assert named(figure, "Hà Nội") == []
    assert len(named(figure, "Vĩnh Phúc")) == 1
    (base,), (latest,) = named(figure, "base"), named(figure, "latest")
    assert each_mark(base, base.marker.color) == (LIGHT.ground, STYLES["26"].light)
    assert each_mark(latest, latest.marker.color) == (STYLES["01"].light, STYLES["26"].light)
    assert "độ tin cậy thấp" in texts(figure, "foot")[0]
    assert "nét đứt" not in texts(figure, "foot")[0]


def test_a_year_other_than_the_asked_one_stands_beside_its_figure() -> None:
    figure = draw(slope(pair("01", (2014, 100), (2024, 180))))
    assert "· 2014" in texts(figure, "base")[0]
    assert "2024" not in texts(figure, "end")[0]
    assert texts(figure, "year") == ["<b>2015</b>", "<b>2024</b>"]


def test_rounded_ends_are_hollow() -> None:
    figure = draw(slope(pair("01", (2015, 100), (2024, 180), base_qualifier="at_least")))
    (base,), (latest,) = named(figure, "base"), named(figure, "latest")
    assert each_mark(base, base.marker.color) == (LIGHT.ground,)
    assert each_mark(latest, latest.marker.color) == (STYLES["01"].light,)


def test_units_that_are_not_drawn_are_named_with_their_reason() -> None:
    gap = pair("35", (2015, 1), (2024, 2))
    gap |= {"value": float("nan"), "base_value": float("nan"), "missing": "no_base"}
    figure = draw(slope(pair("01", (2015, 100), (2024, 180)), gap))
    assert texts(figure, "foot") == ["Không vẽ: Hà Nam – không có số quanh năm đầu"]


def test_a_unit_in_focus_mutes_the_others() -> None:
    rows = [pair("01", (2015, 100), (2024, 180)), pair("26", (2015, 90), (2024, 60))]
    figure = draw(slope(*rows, selection=Selection(focus="26")))
    assert named(figure, "Hà Nội")[0].line.color == MUTED_LIGHT
    assert named(figure, "Vĩnh Phúc")[0].line.color == STYLES["26"].light


def test_labels_of_close_ends_are_kept_apart_and_inside_the_plot() -> None:
    rows = [pair(u, (2015, 10 + i / 10), (2024, 20 + i / 10)) for i, u in enumerate(EIGHT)]
    for narrow, gap in ((False, 12 * 1.3), (True, 11 * 2.6)):
        figure = draw(slope(*rows), narrow=narrow)
        low, high = figure.layout.yaxis.range
        margin = figure.layout.margin
        plot = figure.layout.height - margin.t - margin.b
        heights = sorted(
            (a.y - low) / (high - low) * plot for a in figure.layout.annotations if a.name == "end"
        )
        assert len(heights) == 8
        assert heights[0] >= -1
        assert heights[-1] <= plot + 1
        assert min(b - a for a, b in pairwise(heights)) >= gap


def test_settled_changes_of_rank_are_marked() -> None:
    figure = draw(
        slope(
            pair("01", (2015, 1), (2024, 2), rank_change=2),
            pair("26", (2015, 3), (2024, 4), rank_change=-1),
            pair("27", (2015, 5), (2024, 6), rank_change=0),
        )
    )
    ends = texts(figure, "end")
    assert [end[-2:] for end in ends[:2]] == ["▲2", "▼1"]
    assert "▲" not in ends[2]
