from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from khdash.chart.labels import text_width
from khdash.chart.theme import LIGHT

from .drawn import draw, figure_numbers
from .exhibits import EIGHT, exhibit, row

NAN = float("nan")


def bar(unit: str, year: int, value: float, **other: object) -> dict[str, object]:
    return row(unit, year, value, **{"stale": False, "target": NAN, "target_label": "", **other})


def gap(unit: str, **other: object) -> dict[str, object]:
    return row(unit, None, None, stale=False, target=NAN, target_label="", **other)


def trace(figure: go.Figure, name: str) -> Any:
    return next(t for t in figure.data if t.name == name)


def test_every_bar_carries_its_figure_and_year() -> None:
    figure = draw(exhibit("comparison", [bar("26", 2023, 300_000, qualifier="at_least")]))
    (text,) = trace(figure, "labels").text
    assert "<b>≥\u00a0300.000</b>" in text
    assert "· 2023" in text
    assert trace(figure, "bars").x == (300_000,)


def test_older_figures_are_paler() -> None:
    rows = [bar("01", 2024, 20), bar("37", 2020, 10, stale=True)]
    colours = trace(draw(exhibit("comparison", rows)), "bars").marker.color
    assert colours == (LIGHT.primary, LIGHT.older)


def test_words_stand_where_there_is_no_bar() -> None:
    rows = [
        bar("01", 2024, 23.4),
        bar("36", 2011, 37.0, missing="too_old", stale=True),
        gap("35"),
    ]
    figure = draw(exhibit("comparison", rows, measure="%", decimals=1))
    assert trace(figure, "bars").y == (0,)
    assert trace(figure, "gaps").y == (2,)
    (text,) = trace(figure, "gaps").text
    assert text.strip("\u00a0") == "chưa có số liệu công bố"
    # What is older than the tolerance is drawn hatched, with its year and that it is old.
    assert (trace(figure, "old").y, trace(figure, "old").x) == ((1,), (37.0,))
    assert trace(figure, "old").marker.pattern.shape == "/"
    assert "37\u00a0% · 2011, số đã cũ" in trace(figure, "labels").text[1]
    assert figure_numbers(figure) == {23.4, 37.0}


def test_bars_start_at_zero() -> None:
    rows = [bar("01", 2024, 99), bar("26", 2024, 98)]
    assert draw(exhibit("comparison", rows)).layout.xaxis.range == (0, 99)


def test_a_denominator_other_than_the_usual_is_marked() -> None:
    rows = [
        bar("01", 2024, 89.06, basis="registered"),
        bar("27", 2024, 81.31, basis="unstated"),
        bar("34", 2023, 65.6, basis="all"),
    ]
    third, second, first = trace(draw(exhibit("comparison", rows, measure="%")), "labels").text
    assert "<sup>đk</sup>" in first
    assert "<sup>?</sup>" in second
    assert "<sup>" not in third


def test_one_target_for_all_is_a_line_with_its_instrument_on_top() -> None:
    target = {"target": 70.0, "target_label": "QĐ 387/QĐ-TTg (2025)"}
    rows = [bar("01", 2024, 89, **target), bar("34", 2023, 65.6, **target), gap("35")]
    figure = draw(exhibit("comparison", rows, measure="%"))
    assert [x for x in trace(figure, "targets").x if x is not None] == [70, 70, 70, 70]
    (label,) = figure.layout.annotations
    assert (label.text, label.x) == ("QĐ 387 (2025): 70\u00a0%", 70)


def test_different_targets_are_ticks_explained_below_with_their_units() -> None:
    rows = [
        bar("36", 2022, 75.9, target=80.0, target_label="Đại hội V HKH Nam Định (2022)"),
        bar("34", 2023, 65.6, target=70.0, target_label="QĐ 387/QĐ-TTg (2025)"),
        bar("27", 2024, 81.3, target=70.0, target_label="QĐ 387/QĐ-TTg (2025)"),
    ]
    figure = draw(exhibit("comparison", rows, measure="%"))
    (label,) = figure.layout.annotations
    assert (
        label.text.split("<br>")[0]
        == "| QĐ 387 (2025): 70\u00a0% – Thái\u00a0Bình và Bắc\u00a0Ninh"
    )
    assert "Nam Định" in label.text
    assert label.yanchor == "top"


def test_a_target_of_one_unit_is_not_drawn_as_the_target_of_all() -> None:
    rows = [bar("36", 2022, 37, target=28.0, target_label="Đại hội V (2022)"), bar("01", 2024, 23)]
    figure = draw(exhibit("comparison", rows, measure="%"))
    assert [x for x in trace(figure, "targets").x if x is not None] == [28, 28]
    assert all(label.yanchor == "top" for label in figure.layout.annotations)


def test_a_figure_beside_a_target_line_is_moved_past_it() -> None:
    rows = [bar("34", 2023, 65.6, target=70.0, target_label="QĐ 387 (2025)"), bar("01", 2024, 100)]
    figure = draw(exhibit("comparison", rows, measure="%"))
    assert trace(figure, "labels").x == (70, 100)


@pytest.mark.parametrize("narrow", [False, True])
def test_the_longest_figure_and_name_fit_their_margins(narrow: bool) -> None:
    rows = [bar("26", 2023, 155_000, qualifier="nearly"), bar("01", 2024, 20_000)]
    figure = draw(exhibit("comparison", rows, measure="million VND"), narrow=narrow)
    labels = trace(figure, "labels")
    size = labels.textfont.size
    assert figure.layout.margin.r >= max(text_width(text, size) for text in labels.text)
    assert figure.layout.margin.l >= text_width("Vĩnh Phúc", size)


def test_a_bar_can_be_clicked_and_gives_its_unit() -> None:
    figure = draw(exhibit("comparison", [bar("24@2025-07-01", 2023, 5)]))
    assert trace(figure, "bars").customdata[0][0] == "24@2025-07-01"


def test_an_empty_table_says_so() -> None:
    figure = draw(exhibit("comparison", [bar("01", 2024, 1)][:0]))
    assert [a.text for a in figure.layout.annotations] == ["Chưa có số liệu công bố"]


def test_a_sum_says_its_years_and_one_that_lacks_some_of_how_many_it_is() -> None:
    said = {"form": "sum", "parts_expected": 5}
    whole = row("01", 2024, 900, **said, parts_covered=5, years_said="5 trong 5 năm")
    lacking = row(
        "26", 2024, 300, **said, parts_covered=3, partial=True, years_said="3 trong 5 năm",
        missing="years_missing",
    )  # fmt: skip
    figure = draw(exhibit("comparison", [whole, lacking]))
    texts = " ".join(str(t) for trace in figure.data for t in np.atleast_1d(trace.text))
    assert "2020–2024" in texts
    assert "300 · 3 trong 5 năm" in texts
    assert "số đã cũ" not in texts


def test_a_figure_that_a_far_target_would_move_away_stands_in_its_bar() -> None:
    far = {"target": 90.0, "target_label": "Đại hội V HKH Nam Định (2022)"}
    rows = [bar("36", 2022, 75.9, **far), bar("01", 2024, 81.3)]
    figure = draw(exhibit("comparison", rows, measure="%"))
    within = trace(figure, "labels_within")
    assert (within.x, within.y, within.textposition) == ((75.9,), (0,), "middle left")
    assert within.text[0].startswith("<b>76\u00a0%</b>")
    assert "span" not in within.text[0]  # One ink for all of it: that which reads on the bar.
    assert within.textfont.color == LIGHT.ink_on(LIGHT.primary)
    assert trace(figure, "labels").x == (81.3,)


def test_rates_of_two_bases_stand_below_each_other_each_under_its_name() -> None:
    rows = [
        bar("01", 2024, 89.06, basis="registered"),
        bar("27", 2024, 81.31, basis="all"),
        bar("34", 2023, 95, basis="registered"),
        bar("35", None, None),
    ]
    figure = draw(exhibit("comparison", rows, measure="%"))
    names = [name.strip() for name in figure.layout.yaxis.ticktext]
    assert names == [
        "<b>trên tổng số</b>",
        "Bắc Ninh",
        "<b>trên số đăng ký</b>",
        "Hà Nội",
        "Thái Bình",
        "Hà Nam",
    ]
    assert list(trace(figure, "bars").y) == [1, 3, 4]
    assert list(trace(figure, "gaps").y) == [5], "a heading is no gap"


def test_on_a_phone_bars_keep_room_beside_a_figure_and_its_difference() -> None:
    rows = [
        bar(unit, 2024, 118_081 - 5_000 * i, difference_short="▲ 23.797", reference_value=95_000.0)
        for i, unit in enumerate(EIGHT)
    ]
    figure = draw(exhibit("comparison", rows, measure="VND/person"), narrow=True)
    margin = figure.layout.margin
    assert 290 - margin.l - margin.r > 80
    texts = trace(figure, "labels").text
    assert all("▲ 23.797" in text and "2024" in text for text in texts)
    assert (figure.layout.height - margin.t - margin.b) / len(rows) >= 2 * 11 * 1.3
    assert not any(one.name == "labels_within" for one in figure.data), "there they would be cut"
