from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import pytest

from .drawn import draw, figure_numbers
from .exhibits import exhibit, row

NAN = float("nan")


def part(unit: str, code: str, value: float, whole: float) -> dict[str, object]:
    share = value / whole * 100
    return row(unit, 2018, value, part=code, part_name=f"Quỹ {code}", whole=whole, share=share)


def trace(figure: go.Figure, name: str) -> Any:
    return next((t for t in figure.data if t.name == name), None)


def fund(*rows: dict[str, object], **other: Any) -> go.Figure:
    return draw(exhibit("parts", rows, measure="million VND", decimals=1, **other))


def test_what_no_source_assigns_to_a_level_stays_visible() -> None:
    # 55.8 bn in all, 1.2 bn at province level and 20 bn at commune level: 34.6 bn left.
    figure = fund(part("33", "tỉnh", 1_200, 55_800), part("33", "xã", 20_000, 55_800))
    rest = trace(figure, "Chưa phân theo cấp")
    assert rest.x == (pytest.approx(34_600),)
    assert figure_numbers(figure) == {1_200, 20_000}
    assert "55,8\u00a0tỷ\u00a0đồng" in trace(figure, "wholes").text[0]


def test_where_no_whole_is_known_there_are_parts_only() -> None:
    figure = fund(part("37", "tỉnh", 2_200, NAN))
    assert trace(figure, "Chưa phân theo cấp") is None
    assert trace(figure, "wholes").text[0].strip("\u00a0") == "chưa rõ tổng"


def test_parts_larger_than_the_whole_leave_no_negative_remainder() -> None:
    figure = fund(part("33", "tỉnh", 60, 55), part("34", "tỉnh", 5, 10))
    rest = trace(figure, "Chưa phân theo cấp")
    assert rest.x == (5,)
    assert len(rest.y) == 1


def test_what_rounding_leaves_of_a_whole_is_no_remainder() -> None:
    # 39,99 of 40,00 is 0,025 % less: rounded parts, nothing that nobody divided.
    figure = fund(part("33", "tỉnh", 20_000, 40_000), part("33", "xã", 19_990, 40_000))
    assert trace(figure, "Chưa phân theo cấp") is None


def test_a_part_keeps_its_colour_in_every_bar() -> None:
    figure = fund(part("33", "tỉnh", 1, 9), part("34", "xã", 2, 9), part("34", "tỉnh", 3, 9))
    assert len(trace(figure, "Quỹ tỉnh").x) == 2
    assert trace(figure, "Quỹ tỉnh").marker.color != trace(figure, "Quỹ xã").marker.color
    assert figure.layout.barmode == "stack"


def test_no_two_parts_share_a_colour_and_few_parts_are_shades() -> None:
    for count in (5, 7):
        for mode in ("light", "dark"):
            rows = [part("33", str(code), 1, 9) for code in range(count)]
            figure = draw(exhibit("parts", rows, measure="million VND", decimals=1), mode=mode)
            colours = {trace(figure, f"Quỹ {code}").marker.color for code in range(count)}
            assert len(colours) == count


def test_a_part_of_an_unknown_whole_shows_its_figure_instead_of_a_share() -> None:
    figure = fund(part("37", "tỉnh", 2_200, NAN), part("33", "tỉnh", 20_000, 55_800))
    texts = dict(zip(trace(figure, "Quỹ tỉnh").y, trace(figure, "Quỹ tỉnh").text, strict=True))
    # 20 000 of 55 800 is 35,8 %; 2 200 million of nobody knows how much.
    assert {text.replace("\u00a0", " ") for text in texts.values()} == {"35,8 %", "2,2 tỷ đồng"}


def spark(points: list[tuple[int, float]], **other: Any) -> go.Figure:
    extra = {"spark": points, "spark_label": "Hà Nội"}
    return draw(exhibit("tile", [row("01", 2024, 1)], extra=extra, **other))


def test_a_sparkline_prints_its_first_and_last_year() -> None:
    figure = spark([(2011, 460_000.0), (2012, 500_000.0), (2024, 1_953_233.0)])
    assert [a.text for a in figure.layout.annotations] == ["2011", "2024"]


def test_a_sparkline_is_solid_over_consecutive_years_only() -> None:
    figure = spark([(2011, 1.0), (2012, 2.0), (2024, 3.0)])
    assert trace(figure, "line").x == (2011, 2012, None, 2024)
    assert trace(figure, "guide").x == (2012, 2024, None)
    assert trace(figure, "line").y == (1, 2, None, 3)


@pytest.mark.parametrize("points", [[], [(2024, 1.0)], [(2023, NAN), (2024, 1.0)]])
def test_fewer_than_two_figures_make_no_line(points: list[tuple[int, float]]) -> None:
    assert len(spark(points).data) == 0


@pytest.mark.parametrize("count", [2, 5, 7, 10])
def test_no_two_parts_share_a_colour(count: int) -> None:
    figure = fund(*(part("33", f"cấp {n}", 1, 100) for n in range(count)))
    colours = {trace(figure, f"Quỹ cấp {n}").marker.color for n in range(count)}
    assert len(colours) == count


@pytest.mark.parametrize(("look", "shown"), [({}, "6,0\u00a0%"), ({"slide": True}, "")])
def test_a_piece_holds_its_share_where_it_is_wide_enough(look: dict[str, bool], shown: str) -> None:
    rows = [part("01", "tỉnh", 6, 100), part("01", "xã", 94, 100), part("35", "tỉnh", 2, 10)]
    figure = draw(exhibit("parts", rows, measure="million VND", decimals=1), **look)
    assert list(trace(figure, "Quỹ tỉnh").text) == [shown, ""]
    assert trace(figure, "Quỹ xã").text[0] == "94,0\u00a0%"


def test_on_a_phone_the_shares_of_a_short_bar_stand_beside_it_and_its_name_above() -> None:
    rows = [
        *(part("01", code, value, 1_000) for code, value in (("tỉnh", 600), ("xã", 400))),
        *(part("33", code, value, 60) for code, value in (("tỉnh", 45), ("xã", 15))),
    ]
    figure = draw(exhibit("parts", rows, measure="million VND", decimals=1), narrow=True)
    held = {name: list(trace(figure, f"Quỹ {name}").text) for name in ("tỉnh", "xã")}
    assert held == {"tỉnh": ["60\u00a0%", ""], "xã": ["40\u00a0%", ""]}
    (beside,) = (one for one in figure.layout.annotations if one.name == "shares")
    colours = [trace(figure, f"Quỹ {name}").marker.color for name in ("tỉnh", "xã")]
    squares = [f"<span style='color:{colour}'>■</span>" for colour in colours]
    assert beside.text == f"{squares[0]}75\u00a0{squares[1]}25\u00a0%"
    assert beside.x == 60
    named = [one.text for one in figure.layout.annotations if one.name == "bar"]
    assert ["1\u00a0tỷ" in named[0], "60\u00a0tr" in named[1]] == [True, True]
    assert figure.layout.margin.l < 20


def test_a_sliver_before_what_nobody_assigned_says_its_share_in_that_place() -> None:
    figure = draw(
        exhibit("parts", [part("33", "tỉnh", 12, 1_000)], measure="million VND", decimals=1),
        narrow=True,
    )
    (beside,) = (one for one in figure.layout.annotations if one.name == "shares")
    assert beside.text.endswith("1,2\u00a0%")
    assert beside.x == 12
    assert list(trace(figure, "Quỹ tỉnh").text) == [""]
