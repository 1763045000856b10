"""An exhibit on a page: the finding, the chart, the caveats, the sources and the ways out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit, Note
from khdash.exhibit.core.notes import basis_name
from khdash.locale import Words
from khdash.model.rows import has_value
from khdash.model.units import split_key
from khdash.report.table import demo_mark, display
from khdash.web.common import reader
from khdash.web.common.choices import member_codes
from khdash.web.common.downloads import draw_exhibit_downloads
from khdash.web.common.figures import CLICKABLE, draw_figure, said_by_mark
from khdash.web.common.markdown import joined_sentences, plain, source_link
from khdash.web.common.presenting import take_up
from khdash.web.common.table import SCROLLED, draw_table
from khdash.web.common.viewport import is_narrow

SELECTABLE_TABLES = ("pivot",)
"""Tables of which a row can be clicked, as a mark of a chart can."""
NOTE_ORDER = (
    "coverage",
    "reference",
    "insufficient",
    "substituted",
    "basis",
    "precision",
    "break",
    "rival",
    "derived",
    "boundary",
    "confidence",
    "target",
)
NOTES_SHOWN = 3
ROW_HEIGHT = 36
"""Pixels that a row of a table takes: a table that is still to come holds its place."""
SOURCES_SHOWN = 3


def show(exhibit: Exhibit, key: str, border: bool = True) -> None:
    """Draw an exhibit; `key` tells apart two exhibits of one name on a page."""
    if take_up(exhibit):
        return
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
        draw_notes(exhibit.notes, words)
        _footer(exhibit, key, words)


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


def note_texts(notes: tuple[Note, ...]) -> list[str]:
    """The caveats, the weightiest first, none twice."""
    ordered = sorted(notes, key=lambda note: NOTE_ORDER.index(note.kind))
    return list(dict.fromkeys(note.text for note in ordered))


def draw_notes(notes: tuple[Note, ...], words: Words) -> None:
    """The caveats, small: the weightiest first, the rest one click away."""
    texts = note_texts(notes)
    if texts:
        st.caption(plain(joined_sentences(*texts[:NOTES_SHOWN])))
    if len(texts) > NOTES_SHOWN:
        label = words("{n} ghi chú nữa", n=len(texts) - NOTES_SHOWN)
        with st.expander(label, type="compact"):
            for text in texts[NOTES_SHOWN:]:
                st.caption(plain(joined_sentences(text)))


def _footer(exhibit: Exhibit, key: str, words: Words) -> None:
    """Where the figures come from, and the ways out."""
    sources = exhibit.sources
    if 0 < len(sources) <= SOURCES_SHOWN:
        st.caption(words("Nguồn:") + " " + "; ".join(source_link(source) for source in sources))
    _ways_out(exhibit, key, words)


@st.fragment
def _ways_out(exhibit: Exhibit, key: str, words: Words) -> None:
    """The sources, the table behind a chart and the files; opening the table redraws no chart."""
    sources = exhibit.sources
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        if len(sources) > SOURCES_SHOWN:
            with st.popover(
                words("{n} nguồn", n=len(sources)), type="tertiary", icon=":material/menu_book:"
            ):
                st.markdown("\n".join(f"- {source_link(source)}" for source in sources))
        if exhibit.kind != "table" and exhibit.rows:
            _table_behind(exhibit, key, words)
        draw_exhibit_downloads(exhibit, key, words)


def _table_behind(exhibit: Exhibit, key: str, words: Words) -> None:
    """The table behind a chart, made and sent when a reader opens it."""
    behind = st.popover(
        words("Bảng") if is_narrow() else words("Bảng số liệu"),
        type="tertiary",
        icon=":material/table_rows:",
        key=f"so_lieu_{key}",
        on_change="rerun",
    )
    with behind:
        if behind.open:
            draw_table(exhibit, key, words)
        else:
            st.skeleton(height=min(SCROLLED, ROW_HEIGHT * (len(exhibit.rows) + 1)))
