from __future__ import annotations

import re
from collections.abc import Callable

import plotly.graph_objects as go
import pytest

from khdash.chart.colour import blend, ramp_at
from khdash.chart.heat import GAP, OLDER, UNSHADED
from khdash.chart.labels import text_height
from khdash.chart.theme import DARK, LIGHT, Theme
from khdash.exhibit.core.exhibit import Exhibit

from .colour import contrast
from .drawn import draw, figure_numbers
from .exhibits import EIGHT, exhibit, row


def cell(unit: str, name: str, value: float | None, **other: object) -> dict[str, object]:
    year = None if value is None else 2024
    fields = {"indicator_name": name, "measure": "persons", "decimals": 0, "shade": float("nan")}
    return {**row(unit, year, value), **fields, "stale": False, **other}


def inner(text: str) -> str:
    """The text of a cell without its ink."""
    found = re.fullmatch(r'<span style="color:(#[0-9A-F]{6})">(.*)</span>', text)
    assert found is not None
    return found[2]


def text_of(figure: go.Figure) -> dict[tuple[int, int], str]:
    """The text that each cell shows, by row and column over all layers and blocks."""
    texts: dict[tuple[int, int], str] = {}
    for trace in figure.data:
        offset = 0 if trace.xaxis in (None, "x") else (int(trace.xaxis[1:]) - 1) * 3
        for i, line in enumerate(trace.text):
            texts |= {(i, offset + j): inner(text) for j, text in enumerate(line) if text}
    return texts


def shades(figure: go.Figure, name: str) -> list[list[float | None]]:
    """The shades of the cells of one kind; 1 for an unshaded figure among the gaps."""
    start, low, high = {"gaps": (GAP, GAP, UNSHADED), "cells": (0, 0, 1)}.get(
        name, (OLDER, OLDER, OLDER + 1)
    )
    return [
        [None if z is None or not low <= z <= high else z - start for z in line]
        for line in figure.data[0].z
    ]


def test_a_cell_shows_figure_and_year_and_a_gap_a_dash() -> None:
    rows = [cell("01", "Hội viên", 1_953_233, shade=1.0), cell("35", "Hội viên", None)]
    texts = text_of(draw(exhibit("heat_table", rows)))
    assert "1.953.233" in texts[0, 0]
    assert "2024" in texts[0, 0]
    assert texts[1, 0] == "–"


def test_a_gap_has_no_shade_and_no_value() -> None:
    rows = [cell("01", "Hội viên", 5, shade=0.0), cell("35", "Hội viên", None)]
    figure = draw(exhibit("heat_table", rows))
    assert shades(figure, "cells") == [[0.0], [None]]
    assert shades(figure, "gaps") == [[None], [0.0]]
    assert figure_numbers(figure) == {5}


def test_older_figures_are_paler_and_those_beyond_the_tolerance_in_brackets_unshaded() -> None:
    rows = [
        cell("01", "Hội viên", 5, shade=1.0),
        cell("26", "Hội viên", 4, shade=0.5, stale=True, year=2022),
        cell("36", "Hội viên", 3, stale=True, year=2011, missing="too_old"),
    ]
    figure = draw(exhibit("heat_table", rows))
    assert shades(figure, "older") == [[None], [0.5], [None]]
    colours = [colour for _, colour in figure.data[0].colorscale]
    assert not set(colours[2:7]) & set(colours[7:])
    assert "(2011)" in text_of(figure)[2, 0]
    assert shades(figure, "gaps")[2] == [1.0]


def test_a_cell_without_a_row_is_a_gap() -> None:
    rows = [cell("01", "A", 1), cell("26", "B", 2)]
    assert {k for k, v in text_of(draw(exhibit("heat_table", rows))).items() if v == "–"} == {
        (0, 1),
        (1, 0),
    }


def test_eight_columns_stand_side_by_side_and_three_on_a_phone() -> None:
    names = [f"Chỉ tiêu {k}" for k in range(8)]
    rows = [cell(u, name, k + 1.0) for u in EIGHT for k, name in enumerate(names)]
    wide = draw(exhibit("heat_table", rows))
    narrow = draw(exhibit("heat_table", rows), narrow=True)
    assert len(wide.layout.xaxis.tickvals) == 8
    assert len(narrow.layout.xaxis.tickvals) == 3
    assert len(text_of(wide)) == len(text_of(narrow)) == 64
    assert [narrow.layout[a].domain[1] for a in ("yaxis", "yaxis2", "yaxis3")] == sorted(
        (narrow.layout[a].domain[1] for a in ("yaxis", "yaxis2", "yaxis3")), reverse=True
    )


def test_money_is_shortened_to_fit_its_cell() -> None:
    rows = [cell("27", "Quỹ", 185_600, measure="million VND", decimals=1)]
    assert "<b>185,6\u00a0tỷ</b>" in text_of(draw(exhibit("heat_table", rows)))[0, 0]


def test_colours_are_blended_with_the_ground() -> None:
    assert blend("#0F5C8C", "#FFFFFF", 0.0) == "#FFFFFF"
    assert blend("#000000", "#646464", 0.5) == "#323232"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_text_of_every_shade_can_be_read(theme: Theme) -> None:
    pale = [blend(colour, theme.ground, 0.5) for colour in theme.ramp]
    for ramp in (theme.ramp, pale):
        for step in range(101):
            ground = ramp_at(ramp, step / 100)
            assert contrast(theme.ink_on(ground), ground) >= 4, (ground, step)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_head_of_a_column_stays_above_its_own_column(
    published: Callable[..., Exhibit], lang: str
) -> None:
    heads = draw(published("heat_table", lang=lang)).layout.xaxis.ticktext
    assert len(heads) == 8
    assert max(len(line) for head in heads for line in head.split("<br>")) <= 14
    phone = draw(published("heat_table", lang=lang), narrow=True).layout.xaxis.ticktext
    assert max(len(line) for head in phone for line in head.split("<br>")) <= 11


@pytest.mark.parametrize(("look", "most"), [({"narrow": True}, 10), ({}, 40)])
def test_titles_of_columns_have_room_above_them(look: dict[str, bool], most: int) -> None:
    names = ("Tỷ lệ GĐHT (trên số đăng ký)", "Tỷ lệ GĐHT (trên tổng số)", "GĐHT đăng ký")
    rows = [cell(unit, name, 5, shade=0.0) for unit in EIGHT for name in names]
    figure = draw(exhibit("heat_table", rows), **look)
    titles = figure.layout.xaxis.ticktext
    assert max(len(line) for title in titles for line in title.split("<br>")) <= most
    above = (1 - figure.layout.yaxis.domain[1]) * figure.layout.height
    assert all(text_height(title, figure.layout.xaxis.tickfont.size) < above for title in titles)
    assert most == 10 or not any("<br>" in title for title in titles)
