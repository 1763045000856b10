from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khdash.chart.labels import Box, crosses, spread, text_width, wrap

pixels = st.floats(0, 300, allow_nan=False)


@given(st.lists(pixels, min_size=1, max_size=16))
def test_labels_are_a_line_apart_inside_the_plot_and_in_their_order(wanted: list[float]) -> None:
    placed = spread(wanted, 16, 0, 300)
    assert all(-1e-6 <= p <= 300 + 1e-6 for p in placed)
    ordered = [placed[i] for i in sorted(range(len(wanted)), key=lambda i: (wanted[i], i))]
    assert all(after - before >= 16 - 1e-6 for before, after in pairwise(ordered))


def test_labels_that_are_apart_stay_where_they_are() -> None:
    assert spread([10, 100, 250], 16, 0, 300) == [10, 100, 250]


def test_more_labels_than_lines_share_the_height_evenly() -> None:
    assert spread([5, 5, 5], 16, 0, 20) == [0, 10, 20]


@pytest.mark.parametrize(
    ("start", "end", "touches"),
    [
        ((0, 5), (20, 5), True),
        ((0, 15), (20, 15), False),
        ((0, 0), (20, 20), True),
        ((0, 12), (8, 20), False),
        ((6, 6), (7, 7), True),
    ],
)
def test_a_line_through_a_box_is_found(
    start: tuple[float, float], end: tuple[float, float], touches: bool
) -> None:
    assert crosses(Box(5, 0, 10, 10), start, end) is touches


def test_markup_takes_no_room() -> None:
    assert text_width('<span style="color:#123456">Hà Nội</span>') == text_width("Hà Nội")
    assert text_width("một<br>hai dòng") == text_width("hai dòng")


def test_long_texts_are_broken_at_spaces() -> None:
    assert wrap("Tổng điều tra dân số và nhà ở", 14) == "Tổng điều tra<br>dân số và nhà<br>ở"
