"""An exhibit on a page: the finding, the chart, the caveats, the sources and the ways out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.notes import basis_name
from khdash.locale import Words
from khdash.model.rows import has_value
from khdash.model.units import split_key
from khdash.report.table import demo_mark, display
from khdash.web.common import reader
from khdash.web.common.choices import member_codes
from khdash.web.common.figures import CLICKABLE, draw_figure, said_by_mark
from khdash.web.common.foot import draw_foot
from khdash.web.common.markdown import joined_sentences, plain
from khdash.web.common.table import draw_table

SELECTABLE_TABLES = ("pivot",)
"""Tables of which a row can be clicked, as a mark of a chart can."""


def show(exhibit: Exhibit, key: str, border: bool = True) -> None:
    """Draw an exhibit; `key` tells apart two exhibits of one name on a page."""
    words = Words(exhibit.selection.lang)
    with st.container(border=border, height="stretch" if border else "content", key=f"hinh_{key}"):
        draw_heading(exhibit, joined_sentences(exhibit.title, exhibit.subtitle))
        if exhibit.name in SELECTABLE_TABLES:
            _selectable_table(exhibit, key)
        elif exhibit.kind == "table":
            draw_table(exhibit, key, words)
        elif only := only_point(exhibit):
            st.caption(words("Mới có một số liệu, chưa vẽ được diễn biến: {figure}.", figure=only))
        elif not exhibit.rows:
            st.caption(words("Chưa có số liệu công bố cho lựa chọn này."))
        else:
            _chart(exhibit, key)
        draw_foot(exhibit, key, words)


def only_point(exhibit: Exhibit) -> str:
    """The only figure of a trend, in words; '' where there are several, or none."""
    if exhibit.kind != "trend":
        return ""
    known = [row for row in exhibit.rows if has_value(row)]
    if len(known) != 1:
        return ""
    row, words = known[0], Words(exhibit.selection.lang)
    value = words.figure(row["value"], exhibit.measure, exhibit.decimals, row["qualifier"])
    told = filter(None, [row["unit_name"], value, basis_name(words, str(row["basis"]))])
    return f"{plain(' '.join(map(str, told)))} ({row['year']})"


def draw_heading(
    exhibit: Exhibit, subtitle: str, heading: Callable[..., object] = st.subheader
) -> None:
    """The finding, and below it what is measured; generated figures are marked there.

    heading: st.header where the exhibit stands under no section.
    """
    heading(plain(exhibit.headline), anchor=False)
    mark = f":orange-badge[{demo_mark(Words(exhibit.selection.lang))}] " if exhibit.demo else ""
    if mark or subtitle:
        st.caption(mark + plain(subtitle))


def _chart(exhibit: Exhibit, key: str) -> None:
    widget = f"bieu_do_{key}"
    units = {row["unit"] for row in exhibit.rows}
    clickable = exhibit.kind in CLICKABLE
    draw_figure(exhibit, widget, partial(_focus_on_clicked, widget, units) if clickable else None)


def _focus_on_clicked(widget: str, units: set[str]) -> None:
    """Let the clicked province stand out on the whole page; clicked again, no more."""
    _toggle_focus(next((text for text in said_by_mark(widget) if text in units), None))


def _toggle_focus(unit: str | None) -> None:
    catalogue = reader.dataset().catalogue
    boundaries = st.session_state["ranh_gioi"]
    code = split_key(unit)[0] if unit else ""
    if code in member_codes(catalogue, boundaries):
        st.session_state["tieu_diem"] = "" if st.session_state["tieu_diem"] == code else code


def _selectable_table(exhibit: Exhibit, key: str) -> None:
    """A table whose rows are provinces: choosing one lets it stand out on the whole page."""
    widget = f"bang_{key}"
    units = [row["unit"] for row in exhibit.rows]

    def focus() -> None:
        rows = st.session_state[widget]["selection"]["rows"]
        _toggle_focus(units[rows[0]] if rows else None)

    st.dataframe(
        pd.DataFrame(display(exhibit)).rename(columns={c.name: c.title for c in exhibit.columns}),
        hide_index=True,
        key=widget,
        on_select=focus,
        selection_mode="single-row",
        alt=exhibit.alt or exhibit.headline,
    )
