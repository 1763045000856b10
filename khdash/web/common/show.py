"""An exhibit on a page: the finding, the chart, the caveats, the sources and the ways out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from khdash.exhibit.core.aside import ASIDE_TITLE, parted
from khdash.exhibit.core.drawing import has_enough, only_figure
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.notes import basis_name
from khdash.exhibit.topics.lookup.shown import figure_in
from khdash.locale import Words, mark
from khdash.locale.words import joined_sentences
from khdash.model.rows import has_value
from khdash.model.units import split_key
from khdash.report.table import display
from khdash.web.common import reader
from khdash.web.common.card.offer import choose
from khdash.web.common.choices import member_codes
from khdash.web.common.figures import (
    CLICKABLE,
    draw_figure,
    figure_behind_mark,
    is_clickable,
    said_by_mark,
)
from khdash.web.common.foot import draw_foot, draw_ways_out, packed_foot
from khdash.web.common.heading import draw_heading
from khdash.web.common.markdown import plain
from khdash.web.common.presenting import take_up
from khdash.web.common.table import choose_cell, draw_table
from khdash.web.common.viewport import is_narrow

SELECTABLE_TABLES = ("pivot",)
"""Tables of which a cell can be clicked, as a mark of a chart can."""
LETTER, CELL_EDGES, WIDEST_OF_PHONE = 7.2, 18, 120
"""Pixels of a letter in such a table, of the edges of a cell, and of the names on a phone."""


def show(exhibit: Exhibit, key: str, border: bool = True) -> None:
    """Draw an exhibit; `key` tells apart two exhibits of one name on a page."""
    if take_up(exhibit):
        return
    words = Words(exhibit.selection.lang)
    with st.container(border=border, height="stretch" if border else "content", key=f"hinh_{key}"):
        subtitle = joined_sentences(exhibit.title, exhibit.subtitle)
        draw_heading(exhibit, subtitle)
        if _draw(exhibit, key, words):
            draw_ways_out(exhibit, key, words)
        else:
            draw_foot(exhibit, key, words)


def _draw(exhibit: Exhibit, key: str, words: Words) -> bool:
    """Draw what the exhibit shows; whether a component did that with what stands below it."""
    if exhibit.name in SELECTABLE_TABLES:
        _selectable_table(exhibit, key)
    elif exhibit.kind == "table":
        return _table(exhibit, key, words)
    elif only := only_point(exhibit):
        few = mark("Mới có một số liệu, chưa vẽ được diễn biến: {figure}.")
        if exhibit.kind == "comparison":
            few = mark("Mới có một số liệu, chưa so được các tỉnh: {figure}.")
        st.caption(words(few, figure=only))
    elif exhibit.is_empty:
        st.caption(words("Chưa có số liệu công bố cho lựa chọn này."))
    elif not has_enough(exhibit):
        # The heading and the notes say what there is, and why it is not drawn.
        if any(map(has_value, exhibit.rows)):
            st.caption(words("Chưa xếp thứ được; từng số ở bảng bên dưới."))
    else:
        _chart(exhibit, key, packed_foot(exhibit, words))
        return True
    return False


def _table(exhibit: Exhibit, key: str, words: Words) -> bool:
    """The rows that say something; those that stand aside are asked for. Whether it was drawn with
    what stands below it."""
    told, apart = parted(exhibit)
    if apart.is_empty:
        draw_table(told, key, words, packed_foot(exhibit, words))
        return not told.is_empty
    if not told.is_empty:
        draw_table(told, key, words)
    title = str(exhibit.extra.get(ASIDE_TITLE) or words("Vì sao, từng dòng"))
    label = f"{title} ({words.number(len(apart.rows))})"
    folded = st.expander(label, type="compact", key=f"vi_sao_{key}", on_change="rerun")
    if folded.open:
        with folded:
            draw_table(apart, f"{key}_vi_sao", words)
    return False


def only_point(exhibit: Exhibit) -> str:
    """The only figure of a line or of bars, in words; '' where there are several, or none."""
    row = only_figure(exhibit)
    if row is None:
        return ""
    words = Words(exhibit.selection.lang)
    value = words.figure(row["value"], exhibit.measure, exhibit.decimals, row["qualifier"])
    told = filter(None, [row["unit_name"], value, basis_name(words, str(row["basis"]))])
    return f"{plain(' '.join(map(str, told)))} ({row['year']})"


def _chart(exhibit: Exhibit, key: str, foot: bytes) -> None:
    widget = f"bieu_do_{key}"
    click = partial(_take_mark, widget, key, exhibit) if is_clickable(exhibit) else None
    draw_figure(exhibit, widget, foot, click, partial(choose_cell, widget, key, exhibit))


def _take_mark(widget: str, key: str, exhibit: Exhibit) -> None:
    """Offer the card of the clicked mark, and let its province stand out on the whole page; the
    same mark clicked again, no more.
    """
    is_new = choose(key, "chart", figure_behind_mark(widget, exhibit))
    units = {row["unit"] for row in exhibit.rows}
    if exhibit.kind in CLICKABLE:
        _focus(next((text for text in said_by_mark(widget) if text in units), None), is_new)


def _focus(unit: str | None, is_new: bool = False) -> None:
    """Let a province stand out, or no more; another of its marks leaves it as it is."""
    catalogue = reader.dataset().catalogue
    boundaries = st.session_state["ranh_gioi"]
    code = split_key(unit)[0] if unit else ""
    if code in member_codes(catalogue, boundaries):
        stands_out = st.session_state["tieu_diem"] == code
        st.session_state["tieu_diem"] = "" if stands_out and not is_new else code


def _selectable_table(exhibit: Exhibit, key: str) -> None:
    """A table whose rows are provinces: a cell lets its own stand out and offers its card."""
    widget = f"bang_{key}"
    columns = {column.title: column for column in exhibit.columns}

    def take_cell() -> None:
        cells = st.session_state[widget]["selection"]["cells"]
        if not cells:
            choose(key, "chart", None)
        for line, title in cells:
            row = exhibit.rows[line]
            found = figure_in(reader.current_dataset(), exhibit, row, columns[title])
            _focus(row["unit"], choose(key, "chart", found))

    texts = pd.DataFrame(display(exhibit)).rename(
        columns={c.name: c.title for c in exhibit.columns}
    )
    numbers = [column.title for column in exhibit.columns if column.number]
    # The newest year first, which a narrow screen has in view.
    texts = texts[[title for title in columns if title not in numbers] + numbers[::-1]]
    st.dataframe(
        texts,
        hide_index=True,
        height="content",
        column_config=_widths(texts, numbers),
        key=widget,
        on_select=take_cell,
        selection_mode="single-cell",
        alt=exhibit.alt or exhibit.headline,
    )


def _widths(texts: pd.DataFrame, numbers: Sequence[str]) -> dict[str, Any]:
    """Every column as wide as its longest text: the table is pushed aside, and nothing is cut."""
    column = st.column_config.TextColumn
    first, most = texts.columns[0], WIDEST_OF_PHONE if is_narrow() else None
    found = {}
    for title in texts.columns:
        letters = max(len(title), *texts[title].map(len)) if len(texts) else len(title)
        width = CELL_EDGES + round(LETTER * letters)
        found[title] = column(
            width=min(width, most) if most and title == first else width,
            alignment="right" if title in numbers else None,
            pinned=title == first,
        )
    return found
