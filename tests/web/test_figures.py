"""A figure is drawn once as long as its exhibit is kept, and sent to the browser as drawn."""

from __future__ import annotations

import gc
import json
from typing import Any
from weakref import ref

import plotly.io
import plotly.tools
import pytest

from khdash.chart import draw
from khdash.exhibit.core.exhibit import Exhibit
from khdash.web.common import figures
from khdash.web.common.figures import ReadyFigure, figure_of
from tests.chart.exhibits import exhibit, line


def trend() -> Exhibit:
    return exhibit("trend", line("01", (2011, 460_000), (2012, 500_000), (2015, 700_000)))


def test_streamlit_sends_the_spec_as_it_is() -> None:
    spec = figure_of(trend(), "light", False)
    # What st.plotly_chart of this version does with its figure.
    taken = plotly.tools.return_figure_from_figure_or_data(ReadyFigure(spec), validate_figure=True)
    assert taken is spec
    assert json.loads(plotly.io.to_json(taken, validate=False)) == spec


def test_a_figure_is_what_was_drawn() -> None:
    drawn = draw(trend(), mode="dark", narrow=True)
    assert figure_of(trend(), "dark", True) == json.loads(json.dumps(drawn))


def test_a_seen_figure_is_not_drawn_again_and_goes_with_its_exhibit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawings = []

    def count(shown: Exhibit, **how: Any) -> dict[str, Any]:
        drawings.append(how["narrow"])
        return {"data": [], "layout": {}}

    monkeypatch.setattr(figures, "draw", count)
    shown = trend()
    for narrow in (False, True, False, True):
        figure_of(shown, "light", narrow)
    assert drawings == [False, True]
    gone = ref(shown)
    del shown
    gc.collect()
    assert gone() is None


def test_a_reader_cannot_change_the_figure_of_another() -> None:
    shown = trend()
    figure_of(shown, "light", False)["data"].clear()
    assert figure_of(shown, "light", False)["data"]
