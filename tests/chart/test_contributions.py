"""Contributions: a piece a criterion, the open range of units with gaps, titles as thresholds."""

from __future__ import annotations

from typing import Any

import pytest

from khdash.chart.colour import blend
from khdash.chart.contributions import INCOMPLETE, PIECES
from khdash.chart.theme import Mode, theme
from khdash.exhibit.core.exhibit import Exhibit

from .colour import contrast
from .drawn import draw, each_mark
from .exhibits import exhibit, row

FULL = {"complete": True, "score_text": "78,8", "rank": 1, "title": "Tốt"}
OPEN = {"complete": False, "score_text": "67,5–92,5", "rank": None, "title": ""}


def piece(unit: str, criterion: str, value: float | None, **other: Any) -> dict[str, object]:
    words = {"criterion_name": criterion, "amount_text": "1 (2024)", "normalised": 50.0}
    range_ = {"lowest": 67.5, "highest": 92.5}
    return row(unit, 2024, value, **{"criterion": criterion, **words, **range_, **other})


def board(*more: dict[str, object]) -> Exhibit:
    rows = [
        piece("01", "members", 60, **FULL),
        piece("01", "families", 18.75, **FULL),
        piece("27", "members", 67.5, **OPEN),
        piece("27", "families", None, **OPEN),
        *more,
    ]
    extra = {
        "order": list(dict.fromkeys(str(r["unit"]) for r in rows)),
        "complete": 1,
        "criteria": {"members": "Hội viên", "families": "Gia đình", "bonus": "Thưởng"},
        "shares": {"members": 75.0, "families": 25.0},
        "top": 100.0,
        "titles": [(80, "Tốt"), (60, "Khá")],
    }
    return exhibit("contributions", rows, extra=extra)


def test_each_criterion_has_one_colour_in_every_bar() -> None:
    bars = {trace.name: trace for trace in draw(board()).data}
    assert list(bars["Hội viên"].x) == [60, 67.5]
    assert list(bars["Gia đình"].x) == [18.75]
    assert bars["Hội viên"].marker.color != bars["Gia đình"].marker.color


def test_what_is_still_open_is_drawn_from_the_lowest_to_the_highest_score() -> None:
    (opened,) = [trace for trace in draw(board()).data if trace.name == "open"]
    assert (list(opened.base), list(opened.x)) == ([67.5], [25.0])


def test_a_unit_with_nothing_to_score_has_words_and_no_bar() -> None:
    gaps = [piece("36", name, None, **OPEN) for name in ("members", "families")]
    figure = draw(board(*gaps))
    (opened,) = [trace for trace in figure.data if trace.name == "open"]
    (texts,) = [trace for trace in figure.data if trace.name == "scores"]
    assert len(opened.x) == 1
    assert "chưa có số để chấm" in texts.text[2]


def test_the_axis_reaches_below_zero_for_penalties_and_beyond_the_scale_for_points() -> None:
    figure = draw(board(piece("01", "bonus", -4, **FULL), piece("27", "bonus", 40, **OPEN)))
    assert list(figure.layout.xaxis.range) == [-4, 107.5]


def test_thresholds_are_drawn_with_their_titles() -> None:
    figure = draw(board())
    assert [shape.x0 for shape in figure.layout.shapes] == [60, 80]
    assert [a.text for a in figure.layout.annotations if a.name == "title"] == ["60 Khá", "80 Tốt"]


def test_titles_without_room_at_their_thresholds_stand_in_the_key() -> None:
    figure = draw(board(), slide=True)
    texts = {a.name: a.text for a in figure.layout.annotations}
    assert [a.text for a in figure.layout.annotations if a.name == "title"] == ["60", "80"]
    assert "60\u00a0Khá" in texts["key"]
    assert "80\u00a0Tốt" in texts["key"]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_piece_stands_out_and_its_number_reads(mode: Mode) -> None:
    for colour in PIECES[mode]:
        assert contrast(colour, theme(mode).ground) >= 3
        for shade in (1.0, INCOMPLETE):
            seen = blend(colour, theme(mode).ground, shade)
            assert contrast(seen, theme(mode).ink_on(seen)) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_number_in_a_pale_piece_has_the_ink_of_that_piece(mode: Mode) -> None:
    figure = draw(board(), mode=mode)
    (bars,) = [trace for trace in figure.data if trace.name == "Hội viên"]
    look, inks = theme(mode), each_mark(bars, bars.insidetextfont.color)
    assert set(bars.marker.opacity) == {1.0, INCOMPLETE}
    for shade, ink in zip(bars.marker.opacity, inks, strict=True):
        seen = blend(bars.marker.color, look.ground, shade)
        assert contrast(seen, ink) >= 4.5
