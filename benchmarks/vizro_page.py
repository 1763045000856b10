"""The four charts of floor.py in Vizro, with one filter: `python -m benchmarks.vizro_page PORT`.

Run by an interpreter that has requirements-vizro.txt; it needs nothing else of the project.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import vizro.models as vm
from vizro import Vizro
from vizro.models.types import capture

from benchmarks.four_charts import CHARTS, PROVINCES, figures


def graph(chart: Callable[[pd.DataFrame], go.Figure], frame: pd.DataFrame) -> vm.Graph:
    """A chart as Vizro takes it up."""

    def draw(data_frame: pd.DataFrame) -> go.Figure:
        return chart(data_frame)

    draw.__name__ = chart.__name__
    return vm.Graph(figure=capture("graph")(draw)(data_frame=frame))


def dashboard() -> vm.Dashboard:
    """One page: four charts, two beside each other, and a list of provinces to tick."""
    frame = figures()
    page = vm.Page(
        title="Four charts",
        layout=vm.Grid(grid=[[0, 1], [2, 3]]),
        components=[graph(chart, frame) for chart in CHARTS],
        controls=[
            vm.Filter(
                column="province",
                selector=vm.Checklist(options=list(PROVINCES), value=[PROVINCES[0]]),
            )
        ],
    )
    return vm.Dashboard(pages=[page], theme="vizro_light")


if __name__ == "__main__":
    Vizro().build(dashboard()).run(port=int(sys.argv[1]), debug=False)
