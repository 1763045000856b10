from __future__ import annotations

from itertools import combinations
from typing import Any

import plotly.graph_objects as go
import pytest

from khdash.chart.canvas import SLIDE
from khdash.chart.labels import Box, text_height, text_width
from khdash.chart.theme import LIGHT
from khdash.exhibit.core.exhibit import BreakLine, TargetLine
from khdash.model.selection import Selection

from .drawn import draw, each_mark, figure_numbers
from .exhibits import EIGHT, STYLES, exhibit, line, row


def traces(figure: go.Figure, name: str) -> list[Any]:
    return [trace for trace in figure.data if trace.name == name]


def notes(figure: go.Figure, name: str) -> list[Any]:
    return [a for a in figure.layout.annotations if a.name == name]


def pixels_of_one(figure: go.Figure) -> float:
    """The pixels of one on the vertical axis."""
    low, high = figure.layout.yaxis.range
    room = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    return room / (high - low)


def test_a_line_stops_at_a_missing_year_and_a_guide_leads_on() -> None:
    rows = line("01", (2011, 460_000), (2012, 500_000), (2015, 700_000))
    figure = draw(exhibit("trend", rows))
    (solid,) = traces(figure, "Hà Nội")
    assert solid.x == (2011, 2012, None, 2015)
    assert solid.y == (460_000, 500_000, None, 700_000)
    (guide,) = traces(figure, "guide")
    assert (guide.x, guide.y) == ((2012, 2015), (500_000, 700_000))
    assert guide.line.dash == "dot"
    assert guide.line.width < solid.line.width


def test_nothing_joins_two_runs() -> None:
    rows = [
        *line("01", (2020, 50.0), (2021, 55.0), run=0),
        *line("01", (2022, 30.0), (2023, 35.0), run=1),
    ]
    figure = draw(exhibit("trend", rows, measure="%"))
    (solid,) = traces(figure, "Hà Nội")
    assert solid.x == (2020, 2021, None, 2022, 2023)
    assert traces(figure, "guide") == []
    assert not solid.connectgaps


def test_a_gap_is_never_drawn_as_zero() -> None:
    rows = [*line("01", (2011, 460_000)), row("35", None, None, run=-1, segment=-1, lone=False)]
    figure = draw(exhibit("trend", rows))
    assert figure_numbers(figure) == {460_000}
    assert all(0 not in (trace.y or ()) for trace in figure.data)
    assert traces(figure, "Hà Nam") == []


def test_without_any_figure_the_chart_says_so() -> None:
    rows = [row("35", None, None, run=-1, segment=-1, lone=False)]
    figure = draw(exhibit("trend", rows))
    assert [a.text for a in figure.layout.annotations] == ["Chưa có số liệu công bố"]
    assert figure_numbers(figure) == set()


def test_lone_partial_rounded_and_doubted_figures_are_hollow() -> None:
    rows = [
        *line("01", (2010, 10), (2011, 20)),
        *line("26", (2011, 30)),
        *line("27", (2010, 40), (2011, 50), qualifier="at_least"),
        *line("37", (2010, 60), (2011, 70), partial=True),
        *line("36", (2010, 80), (2011, 90), confidence="low"),
    ]
    figure = draw(exhibit("trend", rows))
    filled = {t.name: each_mark(t, t.marker.color) for t in figure.data if t.meta}
    ground = LIGHT.ground
    assert filled["Hà Nội"] == (STYLES["01"].light,) * 2
    assert filled["Vĩnh Phúc"] == (ground,)
    assert filled["Bắc Ninh"] == (ground, ground)
    assert filled["Ninh Bình"] == (ground, ground)
    assert filled["Nam Định"] == (ground, ground)


def test_every_province_has_its_colour_and_marker_in_any_company() -> None:
    alone = draw(exhibit("trend", line("36", (2011, 288_270))))
    all_of_them = draw(
        exhibit("trend", [r for i, u in enumerate(EIGHT) for r in line(u, (2011, i + 1), run=i)])
    )
    for figure in (alone, all_of_them):
        (trace,) = traces(figure, "Nam Định")
        style = STYLES["36"]
        assert (trace.line.color, trace.marker.symbol) == (style.light, style.symbol)


def test_two_bases_of_a_province_are_two_lines() -> None:
    rows = [
        *line("01", (2023, 71.25), basis="all"),
        *line("01", (2024, 89.06), run=1, basis="registered"),
    ]
    figure = draw(exhibit("trend", rows, measure="%", decimals=2))
    assert [t.name for t in figure.data if t.meta] == ["Hà Nội", "Hà Nội<sup>đk</sup>"]


def test_hover_says_figure_sign_year_and_source_in_the_readers_language() -> None:
    rows = line("26", (2023, 300_000), qualifier="at_least")
    (vi,) = traces(draw(exhibit("trend", rows)), "Vĩnh Phúc")
    assert vi.hovertext[0] == (
        "<b>Vĩnh Phúc</b> · 2023<br>≥\u00a0300.000<br>nguồn ghi: hơn, trên<br>"
        "Nguồn: s001 (Báo Hà Nội)"
    )
    (en,) = traces(draw(exhibit("trend", rows, lang="en")), "Vĩnh Phúc")
    assert "≥\u00a0300,000<br>the source says: more than" in en.hovertext[0]


def test_years_are_whole_and_the_axis_starts_at_zero() -> None:
    figure = draw(exhibit("trend", line("01", (2011, 460_000), (2024, 1_953_233))))
    assert figure.layout.yaxis.range == (0, 2_000_000)
    assert figure.layout.yaxis.ticktext[-1] == "2.000.000"
    assert figure.layout.xaxis.ticktext == tuple(str(y) for y in figure.layout.xaxis.tickvals)
    assert all(float(y).is_integer() for y in figure.layout.xaxis.tickvals)


def test_a_phone_gets_fewer_years_and_a_legend_in_place_of_names_at_the_ends() -> None:
    rows = [r for i, u in enumerate(EIGHT) for r in line(u, (2010, i), (2024, i + 5), run=i)]
    wide, narrow = draw(exhibit("trend", rows)), draw(exhibit("trend", rows), narrow=True)
    assert len(narrow.layout.xaxis.tickvals) < len(wide.layout.xaxis.tickvals)
    assert narrow.layout.showlegend is True
    assert not wide.layout.showlegend
    assert notes(narrow, "margin") == []
    assert len(notes(wide, "margin")) == 8


@pytest.mark.parametrize("basis", ["", "unstated"])
def test_the_years_of_a_chart_beside_another_do_not_touch(basis: str) -> None:
    # A long name at the end of the line leaves a plot of half a laptop little room.
    rows = line("01", *((year, year - 2000) for year in range(2010, 2025)), basis=basis)
    rows += line("01", (2023, 17), run=1, basis=basis, origin="derived")
    figure = draw(exhibit("trend", rows, measure="%", decimals=2))
    margin, years = figure.layout.margin, figure.layout.xaxis.tickvals
    first, last = figure.layout.xaxis.range
    plot = 480 - margin.l - margin.r
    apart = (years[1] - years[0]) / (last - first) * plot
    assert apart > text_width("2024", 12) + 4


def test_on_a_phone_long_names_are_smaller_so_that_two_stand_side_by_side() -> None:
    short = draw(exhibit("trend", line("01", (2010, 1), (2024, 5))), narrow=True)
    printed = line("01", (2010, 1), (2024, 5))
    computed = [{**row, "origin": "derived", "run": 1} for row in printed]
    both = draw(exhibit("trend", [*printed, *computed]), narrow=True)
    assert any("(tính lại)" in str(trace.name) for trace in both.data)
    assert (short.layout.legend.font.size, both.layout.legend.font.size) == (12, 10)


def test_names_at_the_ends_do_not_overlap_and_fit_the_margin() -> None:
    rows = [r for i, u in enumerate(EIGHT) for r in line(u, (2023, 5 + i / 9), (2024, 6), run=i)]
    figure = draw(exhibit("trend", rows))
    low, high = figure.layout.yaxis.range
    plot = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    boxes = []
    for label in notes(figure, "margin"):
        y = (label.y - low) / (high - low) * plot
        width = text_width(label.text, label.font.size)
        assert width + label.xshift <= figure.layout.margin.r
        boxes.append(Box(0, y - label.font.size * 0.6, width, y + label.font.size * 0.6))
    assert len(boxes) == 8
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_the_name_of_a_line_that_ended_early_stands_beside_it_with_its_year() -> None:
    rows = [*line("01", (2011, 900), (2024, 1000)), *line("36", (2013, 100), run=1)]
    figure = draw(exhibit("trend", rows))
    (label,) = notes(figure, "end")
    assert (label.x, label.y) == (2013, 100)
    assert "Nam Định" in label.text
    assert label.text.endswith("· 2013")


def test_a_name_never_lies_on_another_line() -> None:
    crossing = line("01", *((y, 500) for y in range(2011, 2025)))
    rows = [*crossing, *line("36", (2017, 500), run=1), *line("37", (2010, 1000), run=2)]
    figure = draw(exhibit("trend", rows))
    # At the height of the point lies Hà Nội's line: the name stands above or below.
    (label,) = (a for a in notes(figure, "end") if "Nam Định" in a.text)
    assert abs(label.yshift) >= 13


def test_targets_are_steps_labelled_with_their_instrument() -> None:
    targets = (
        TargetLine(70, 2020, "QĐ 281/QĐ-TTg (2020)", unit="VN"),
        TargetLine(70, 2025, "QĐ 387/QĐ-TTg (2025)", unit="VN"),
        TargetLine(80, 2022, "Đại hội V HKH Nam Định (9/10/2017) (2022)", 2017, "36"),
    )
    rows = line("36", (2017, 60), (2022, 75.9))
    breaks = (BreakLine(2022, "QĐ 387/QĐ-TTg"),)
    figure = draw(exhibit("trend", rows, measure="%", targets=targets, breaks=breaks))
    (steps,) = traces(figure, "targets")
    assert steps.line.color == LIGHT.target
    assert steps.y == (70, 70, None, 70, 70, None, 80, 80, None)
    assert steps.x[3:] == (2021.5, 2025, None, 2017, 2022, None)
    assert {a.text for a in notes(figure, "target")} == {
        "QĐ 281 (2020): 70\u00a0%",
        "QĐ 387 (2025): 70\u00a0%",
        "Đại hội V HKH Nam Định (2022): 80\u00a0%",
    }


@pytest.mark.parametrize("narrow", [False, True])
def test_the_label_of_a_target_does_not_hide_figures_near_the_target(narrow: bool) -> None:
    rows = [
        *line("01", (2024, 71.25)),
        *line("34", (2024, 65.6), run=1),
        *line("26", (2015, 20), run=2),
    ]
    targets = (TargetLine(70, 2025, "QĐ 387/QĐ-TTg (2025)", 2022, "VN"),)
    figure = draw(exhibit("trend", rows, measure="%", targets=targets), narrow=narrow)
    (label,) = notes(figure, "target")
    pixels = pixels_of_one(figure)
    middle = 70 * pixels + label.yshift
    # One of ten years is some 40 pixels: the label reaches over 2024 from either end of its step,
    # so it must pass above or below both figures.
    assert all(abs(middle - value * pixels) > 12 for value in (71.25, 65.6))


def test_one_value_set_by_two_instruments_is_drawn_and_labelled_once() -> None:
    targets = (
        TargetLine(70, 2025, "QĐ 387/QĐ-TTg (2025)", unit="VN"),
        TargetLine(70, 2025, "KH 291/KH-UBND Hà Nội (2025)", unit="01"),
    )
    figure = draw(exhibit("trend", line("01", (2023, 71)), measure="%", targets=targets))
    (steps,) = traces(figure, "targets")
    assert steps.y == (70, 70, None)
    assert [a.text for a in notes(figure, "target")] == ["QĐ 387 / KH 291 Hà Nội (2025): 70\u00a0%"]


def test_a_break_is_marked_between_two_years() -> None:
    rows = [*line("01", (2021, 50.0)), *line("01", (2022, 30.0), run=1)]
    figure = draw(exhibit("trend", rows, breaks=(BreakLine(2022, "QĐ 387/QĐ-TTg"),)))
    (mark,) = figure.layout.shapes
    assert mark.x0 == mark.x1 == 2021.5
    assert mark.line.dash == "dash"
    assert [a.text for a in notes(figure, "break")] == ["QĐ 387"]


@pytest.mark.parametrize("narrow", [False, True])
def test_the_label_of_a_break_has_room_above_the_plot(narrow: bool) -> None:
    breaks = (BreakLine(2015, "Tổng điều tra dân số và nhà ở 2019"),)
    rows = [*line("01", (2014, 50)), *line("01", (2015, 30), run=1)]
    figure = draw(exhibit("trend", rows, breaks=breaks), narrow=narrow)
    (label,) = notes(figure, "break")
    assert text_height(label.text, label.font.size) <= figure.layout.margin.t


@pytest.mark.parametrize("narrow", [False, True])
def test_the_table_is_not_changed(narrow: bool) -> None:
    source = exhibit("trend", line("01", (2011, 1), (2013, 3)))
    before = source.table.copy(deep=True)
    draw(source, narrow=narrow)
    assert source.table.equals(before)


def test_on_a_slide_names_do_not_lie_on_lines_beside_a_column_of_names() -> None:
    """The names beside a plot leave it narrower on a slide than it ever is on a page."""
    rows = [
        *line("01", (2011, 460_000), (2024, 1_953_233)),
        *line("34", (2012, 432_000), (2020, 601_058), run=1),
        *line("36", (2011, 288_270), run=2),
        *line("35", (2017, 214_290), run=3),
        *line("33", (2016, 150_000), run=4),
    ]
    figure = draw(exhibit("trend", rows), slide=True)
    margin = figure.layout.margin
    plot = SLIDE[0] - margin.l - margin.r
    first, last = figure.layout.xaxis.range
    for label in notes(figure, "end"):
        at = (label.x - first) / (last - first) * plot + label.xshift
        left = at - {"left": 0, "center": 0.5, "right": 1}[label.xanchor] * text_width(
            label.text, 13
        )
        assert left >= -2
        assert left + text_width(label.text, 13) <= plot + 2


def test_a_label_with_no_room_hides_no_figure() -> None:
    targets = (TargetLine(10, 2010, "Nghị quyết Đại hội IV HKHVN (2010)", unit="VN"),)
    rows = [*line("01", (2011, 6.8), (2013, 7.7), (2017, 12), (2024, 23.4))]
    figure = draw(exhibit("trend", rows, measure="%", targets=targets), slide=True)
    (label,) = notes(figure, "target")
    pixels = pixels_of_one(figure)
    middle = 10 * pixels + label.yshift
    assert all(abs(middle - value * pixels) > 12 for value in (7.7, 12))


@pytest.mark.parametrize("look", [{}, {"narrow": True}, {"slide": True}])
def test_targets_in_a_crowd_of_lines_are_named_below_the_years(look: dict[str, bool]) -> None:
    rows = [
        one
        for run, unit in enumerate(EIGHT)
        for one in line(unit, *((year, 58 + 3 * run + year % 4) for year in range(2016, 2025)))
    ]
    targets = (
        TargetLine(70, 2020, "QĐ 281/QĐ-TTg (2020)", unit="VN"),
        TargetLine(70, 2025, "QĐ 387/QĐ-TTg (2025)", 2022, "VN"),
    )
    figure = draw(exhibit("trend", rows, measure="%", targets=targets), **look)
    said = " ".join(a.text for a in notes(figure, "target")).replace("\u00a0", " ")
    assert "QĐ 281 (2020): 70 %" in said
    assert "QĐ 387 (2025): 70 %" in said
    (key,) = (a for a in notes(figure, "target") if a.yref == "paper")
    assert (key.y, key.yanchor) == (0, "top")
    legend = 20 * 4 if look.get("narrow") else 0
    assert text_height(key.text, key.font.size) - key.yshift <= figure.layout.margin.b - legend


@pytest.mark.parametrize("look", [{}, {"narrow": True}, {"slide": True}])
@pytest.mark.parametrize("first", [2010, 2013, 2016, 2022])
def test_the_newest_year_is_named_and_never_alone(look: dict[str, bool], first: int) -> None:
    rows = line("01", *((year, year - 2000) for year in range(first, 2025)))
    years = draw(exhibit("trend", rows), **look).layout.xaxis.tickvals
    assert 2024 in years
    assert len(years) >= 3


def test_beside_a_unit_in_focus_the_other_names_are_quiet() -> None:
    rows = [*line("01", (2023, 10), (2024, 20)), *line("34", (2023, 5), (2024, 6), run=1)]
    figure = draw(exhibit("trend", rows, selection=Selection(focus="34")))
    bold = {a.text for a in notes(figure, "margin") if "<b>" in a.text}
    assert [name for name in ("Hà Nội", "Thái Bình") if any(name in t for t in bold)] == [
        "Thái Bình"
    ]


def test_two_bases_of_one_unit_are_told_apart_by_their_lines() -> None:
    rows = [
        *line("37", (2022, 70), (2023, 82), basis="all"),
        *line("37", (2022, 84), (2023, 90), run=1, basis="registered"),
    ]
    figure = draw(exhibit("trend", rows, measure="%"))
    drawn = [trace.line.dash for trace in figure.data if trace.mode == "lines+markers"]
    assert len(set(drawn)) == 2


@pytest.mark.parametrize(("lang", "last"), [("vi", "100\u00a0%"), ("en", "100%")])
def test_the_axis_writes_per_cent_as_its_figures_do(lang: str, last: str) -> None:
    rows = line("37", (2022, 70), (2023, 95))
    figure = draw(exhibit("trend", rows, measure="%", lang=lang))
    assert figure.layout.yaxis.ticktext[-1] == last
