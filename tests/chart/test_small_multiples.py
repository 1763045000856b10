from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest

from khdash.chart.theme import LIGHT
from khdash.exhibit.core.exhibit import BreakLine, Exhibit, TargetLine

from .drawn import draw, each_mark, figure_numbers
from .exhibits import EIGHT, exhibit, line, row


def panels(*rows: Any, axes: str = "shared", **other: Any) -> Exhibit:
    return exhibit("small_multiples", rows, extra={"axes": axes}, **other)


def texts(figure: go.Figure, name: str) -> list[str]:
    return [a.text for a in figure.layout.annotations if a.name == name]


def axes_of(figure: go.Figure, letter: str) -> list[Any]:
    return [figure.layout[name] for name in figure.layout if name.startswith(f"{letter}axis")]


def test_a_panel_a_unit_with_its_last_figure_and_year_as_title() -> None:
    figure = draw(panels(*line("01", (2011, 460), (2024, 953)), *line("26", (2021, 303), run=1)))
    first, second = texts(figure, "panel")
    assert "<b>Hà Nội</b><br>953" in first
    assert "· 2024" in first
    assert "<b>Vĩnh Phúc</b><br>303" in second
    assert len(axes_of(figure, "x")) == 2
    assert figure_numbers(figure) == {460, 953, 303}


def test_a_shared_scale_is_one_and_starts_at_zero() -> None:
    rows = [*line("01", (2011, 460), (2024, 953)), *line("26", (2011, 20), (2021, 33), run=1)]
    shared = draw(panels(*rows))
    assert {tuple(axis.range) for axis in axes_of(shared, "y")} == {(0, 1000)}
    free = draw(panels(*rows, axes="free"))
    assert free.layout.yaxis.range[1] >= 953
    assert free.layout.yaxis2.range[1] < 100


def test_nothing_is_drawn_through_a_missing_year_and_lone_points_are_hollow() -> None:
    figure = draw(panels(*line("01", (2011, 46), (2012, 50), (2015, 70))))
    (solid,) = [t for t in figure.data if t.name == "Hà Nội"]
    assert solid.x == (2011, 2012, None, 2015)
    assert each_mark(solid, solid.marker.color)[-1] == LIGHT.ground
    (guide,) = [t for t in figure.data if t.name == "guide"]
    assert (guide.x, guide.line.dash) == ((2012, 2015), "dot")


def test_a_unit_without_figures_has_a_panel_that_says_so() -> None:
    gap = row("35", None, None, run=-1, segment=-1, lone=False)
    figure = draw(panels(*line("01", (2011, 46)), gap))
    assert texts(figure, "gap") == ["chưa có số liệu<br>công bố"]
    assert len(axes_of(figure, "y")) == 2


def test_targets_and_breaks_are_marked_in_every_panel_and_named_once() -> None:
    rows = [*line("01", (2020, 60.0), (2023, 71.0)), *line("26", (2020, 50.0), (2024, 81.0), run=1)]
    figure = draw(
        panels(
            *rows,
            measure="%",
            targets=(TargetLine(70, 2025, "QĐ 387/QĐ-TTg (2025)", 2022, "VN"),),
            breaks=(BreakLine(2022, "QĐ 387/QĐ-TTg"),),
        )
    )
    targets = [s for s in figure.layout.shapes if s.name == "target"]
    breaks = [s for s in figure.layout.shapes if s.name == "break"]
    assert [(s.y0, s.y1, s.x1) for s in targets] == [(70, 70, 2025)] * 2
    assert [s.x0 for s in breaks] == [2021.5] * 2
    (keys,) = texts(figure, "keys")
    assert "QĐ 387 (2025): 70\u00a0%" in keys
    assert "2022: QĐ 387" in keys


def test_a_break_before_the_first_figure_is_not_marked() -> None:
    figure = draw(panels(*line("01", (2022, 60), (2023, 71)), breaks=(BreakLine(2022, "QĐ 387"),)))
    assert not figure.layout.shapes
    assert texts(figure, "keys") == []


def test_benchmarks_stand_grey_behind_each_panel_and_are_named_below() -> None:
    rows = [
        *line("01", (2020, 60), (2023, 71), benchmark=False),
        *line("26", (2020, 50), (2023, 55), run=1, benchmark=False),
    ]
    outside = line("27", (2020, 40), (2023, 45), run=2, benchmark=True)
    figure = draw(panels(*rows, *outside))
    beside = [t for t in figure.data if t.name == "Bắc Ninh"]
    assert [t.xaxis for t in beside] == ["x", "x2"]
    assert {t.line.color for t in beside} == {LIGHT.muted}
    assert len(texts(figure, "panel")) == 2
    assert "Bắc Ninh" in texts(figure, "keys")[0]


@pytest.mark.parametrize(("narrow", "columns"), [(False, 4), (True, 2)])
def test_a_phone_has_two_columns_and_a_page_four(narrow: bool, columns: int) -> None:
    rows = [r for i, u in enumerate(EIGHT) for r in line(u, (2020, i + 1), (2021, i + 2), run=i)]
    figure = draw(panels(*rows), narrow=narrow)
    starts = {round(axis.domain[0], 6) for axis in axes_of(figure, "x")}
    rows_of_panels = {round(axis.domain[0], 6) for axis in axes_of(figure, "y")}
    assert (len(starts), len(rows_of_panels)) == (columns, 8 // columns)
