"""The figures of exhibits: drawn once, sent packed, shown by static/components/chart.js.

Streamlit's own chart element is taken down and set up anew at every change, and draws twice. This
one keeps its place: plotly changes what differs.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from weakref import WeakKeyDictionary

import orjson
import streamlit as st

from khdash.chart import CONFIG, ON_OUTLINES, Mode, Spec, draw
from khdash.chart.canvas import mark_names
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.lookup.shown import Named, figure_of_mark
from khdash.locale import Words
from khdash.web.common import reader
from khdash.web.common.component import component, under
from khdash.web.common.outlines import boundaries_of, outlines_address
from khdash.web.common.viewport import is_narrow

CLICKABLE = (
    "map",
    "map_years",
    "comparison",
    "trend",
    "slope",
    "ranking",
    "scatter",
    "heat_table",
    "small_multiples",
)
"""Kinds whose marks are provinces."""
OF_PIECES = ("parts", "contributions")
"""Kinds whose marks are pieces of a bar: each has a card, and none is a province."""
STRETCHED = ("trend",)
"""Kinds that fill the height of their neighbour."""
CHART = "chart"
"""The component's name."""

_DRAWN: WeakKeyDictionary[Exhibit, dict[tuple[Mode, bool, bool], bytes]] = WeakKeyDictionary()
"""The figures of every exhibit that somebody keeps, packed; they go when their exhibit goes."""


def draw_figure(
    exhibit: Exhibit,
    key: str,
    foot: bytes,
    on_click: Callable[[], None] | None,
    on_choice: Callable[[], None],
) -> None:
    """Put an exhibit's figure on the page, with what stands below it.

    on_click is called when a mark is clicked; `said_by_mark(key)` then tells what the mark says.
    on_choice: when a cell of the table below is.
    """
    stretch = exhibit.kind in STRETCHED
    component(CHART)(
        key=key,
        data=under(packed_figure(exhibit, reader.colour_mode(), is_narrow()), foot),
        height="stretch" if stretch else "content",
        on_clicked_change=on_click,
        on_chosen_change=on_choice,
    )


def said_by_mark(key: str) -> list[str]:
    """The texts that the clicked mark of a figure carries, the key of its unit among them."""
    return [text for text in _said(key) if isinstance(text, str)]


def figure_behind_mark(key: str, exhibit: Exhibit) -> Named | None:
    """The figure of the exhibit that the clicked mark stands for."""
    said = frozenset(one for one in _said(key) if isinstance(one, str | int | float))
    if not said:
        return None
    names = partial(mark_names, Words(exhibit.selection.lang))
    return figure_of_mark(reader.current_dataset(), exhibit, said, names)


def _said(key: str) -> list[object]:
    said = (st.session_state.get(key) or {}).get("clicked")
    return said if isinstance(said, list) else []


def packed_figure(exhibit: Exhibit, mode: Mode, narrow: bool, slide: bool = False) -> bytes:
    """The figure as JSON, drawn once as long as the exhibit is kept: plotly's data, layout and
    config, the words for those who do not see it, and how it behaves."""
    packed = _DRAWN.setdefault(exhibit, {})
    look = (mode, narrow, slide)
    if look not in packed:
        figure = {
            **_drawn(exhibit, *look),
            "config": CONFIG,
            "alt": exhibit.alt,
            "clickable": is_clickable(exhibit),
            "stretched": exhibit.kind in STRETCHED,
        }
        packed[look] = orjson.dumps(figure, option=orjson.OPT_SERIALIZE_NUMPY)
    return packed[look]


def is_clickable(exhibit: Exhibit) -> bool:
    """Whether a click on a mark of the exhibit leads anywhere."""
    return exhibit.kind in CLICKABLE or (exhibit.kind in OF_PIECES and bool(exhibit.rows))


def _drawn(exhibit: Exhibit, mode: Mode, narrow: bool, slide: bool) -> Spec:
    if exhibit.kind not in ON_OUTLINES:
        return draw(exhibit, mode=mode, narrow=narrow, slide=slide)
    boundaries = boundaries_of(str(exhibit.extra["boundaries"]))
    spec = draw(exhibit, mode=mode, narrow=narrow, slide=slide, boundaries=boundaries)
    for trace in spec["data"]:
        if "uid" in trace:
            del trace["x"], trace["y"]
    return {**spec, "outlines": outlines_address(boundaries)}
