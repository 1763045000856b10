"""What the benchmarks stand on: equal marks, new states, bounds that see a doubling."""

from __future__ import annotations

import doctest
import importlib
from math import nan

import plotly.graph_objects as go
import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest

from benchmarks import browser, four_charts, pages, quick, sessions, start
from benchmarks.reader import Answer, Reader, ScriptFailed
from benchmarks.results import Row, as_markdown, as_text, load, save
from benchmarks.serving import PROJECT
from khdash.chart import draw
from khdash.exhibit.registry import build
from khdash.model.dataset import Dataset
from khdash.model.selection import Selection
from khdash.web.common.page_registry import PAGES

FIRST_OF_THE_FUND_PAGE = (
    ("comparison", "fund_balance"),
    ("comparison", "fund_per_head"),
    ("trend", "fund_balance"),
    ("fund_by_level", "fund_balance"),
)


@pytest.mark.parametrize("module", ["browser", "pages", "quick", "results", "serving", "sessions"])
def test_the_examples_in_the_benchmarks_are_true(module: str) -> None:
    done = doctest.testmod(importlib.import_module(f"benchmarks.{module}"))
    assert done.failed == 0


def test_the_floor_draws_four_charts_and_follows_its_filter() -> None:
    page = AppTest.from_file(str(PROJECT / "benchmarks" / "floor.py")).run(timeout=30)
    assert not page.exception
    assert len(page.get("plotly_chart")) == len(four_charts.CHARTS) == browser.FIRST_CHARTS


def marks(figure: go.Figure) -> int:
    """The bars and points of a figure; texts are no marks of their own."""
    return sum(len(trace.y) for trace in figure.data if getattr(trace, "mode", "") != "text")


def test_the_floor_has_as_many_marks_as_the_fund_page(demo: Dataset) -> None:
    floor = sum(marks(chart(four_charts.figures())) for chart in four_charts.CHARTS)
    ours = 0
    for name, indicator in FIRST_OF_THE_FUND_PAGE:
        exhibit = build(name, demo, Selection(indicators=(indicator,), tolerance=4))
        ours += marks(go.Figure(draw(exhibit, mode="light"), skip_invalid=True))
    assert floor == pytest.approx(ours, rel=0.1)


def test_no_click_leads_to_a_state_that_a_page_has_shown() -> None:
    chosen, shown = {0}, {frozenset({0})}
    for number in range(2 * (browser.PROVINCES - 1)):
        chosen ^= {browser.clicked(number)}
        assert frozenset(chosen) not in shown
        shown.add(frozenset(chosen))


def test_no_two_pages_are_moved_through_the_same_years() -> None:
    spans = [
        span
        for place in range(len(pages.FILTERED))
        for span in pages.spans_of(place, len(pages.FILTERED))
    ]
    assert len(set(spans)) == len(spans) == pages.CHANGES * len(pages.FILTERED)


def test_every_page_with_filters_is_measured() -> None:
    assert set(pages.FILTERED) == {page.url_path for page in PAGES if page.uses_filters}


def test_a_page_that_fails_is_no_answer() -> None:
    # The application shows a sentence and no exception (khdash/web/shell/errors.py).
    told = ForwardMsg()
    told.delta.new_element.alert.body = "Trang này chưa hiển thị được"
    told.delta.new_element.alert.icon = ":material/error:"
    with pytest.raises(ScriptFailed, match="chưa hiển thị được"):
        Reader(0)._note(told, Answer(0.0, nan, nan, 0, 0), 0.1)


def test_the_sessions_draw_from_many_states() -> None:
    drawn = sessions.states()
    assert len(set(drawn)) == sessions.POOL >= 500
    assert {dict(state.query)["ranh_gioi"] for state in drawn} == {("2022",), ("2025",)}


def test_a_doubling_passes_every_bound() -> None:
    assert max(quick.ROOM, quick.ROOM_FOR_BYTES) < 2


def test_every_heavy_package_has_its_reason() -> None:
    sizes = start.package_sizes(PROJECT / "requirements.txt")
    assert {name for name, size in sizes.items() if size >= start.HEAVY_MB} <= set(start.REASONS)


ROWS = [
    Row("Start", "wall", 2.5, "s"),
    Row("Pages", "floor", 20.0, "ms", column="CPU"),
    Row("Pages", "quy", 90.0, "ms", "≤ 100 ms", "CPU"),
    Row("Pages", "quy", nan, "x", column="ratio"),
]


def test_the_table_shows_the_baseline_beside_the_figures(tmp_path) -> None:
    save(ROWS, tmp_path / "before.json")
    before = load(tmp_path / "before.json")
    assert before == {"Start: wall": 2.5, "Pages: floor: CPU": 20.0, "Pages: quy: CPU": 90.0}
    assert as_markdown(ROWS, before).splitlines() == [
        "### Start",
        "",
        "| Measured | Before | Now |",
        "| --- | ---: | ---: |",
        "| wall | 2.50 s | 2.50 s |",
        "",
        "### Pages",
        "",
        "|  | CPU, ms, ≤ 100 ms | ratio, x |",
        "| --- | ---: | ---: |",
        "| floor | 20.0 → 20.0 |  |",
        "| quy | 90.0 → 90.0 |  |",
    ]


def test_without_a_baseline_there_is_no_column_for_it() -> None:
    assert as_text(ROWS[:1], {}).splitlines() == [
        "Start",
        "  Measured     Now",
        "  wall      2.50 s",
    ]
