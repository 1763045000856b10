"""The figures found: how many, a page of them as the way to their cards, and all as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from math import ceil
from typing import Any, cast
from zlib import crc32

import pandas as pd
import streamlit as st

from khdash.exhibit.by_search import READ_AS, Asked, build_by_search, read_as_text
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.core.sources import publisher
from khdash.exhibit.topics.lookup.search.narrowing import Narrowing
from khdash.locale import Words
from khdash.model.frames import each_row
from khdash.web.common import reader
from khdash.web.common.downloads import draw_exhibit_downloads
from khdash.web.common.exhibit_files import figures_waiting
from khdash.web.common.foot import draw_foot
from khdash.web.common.heading import draw_heading
from khdash.web.common.markdown import plain
from khdash.web.common.viewport import is_narrow
from khdash.web.search.controls import start_again, widen
from khdash.web.search.listed import (
    listed_marks,
    marks_of,
    time_of,
    unit_name,
    value_of,
    what_it_is,
)
from khdash.web.search.opening import open_figure

PAGE, SHORT_PAGE = 25, 12
LIST = "so_lieu_tim"
"""The container of the figures on a phone."""


def draw_results(text: str, narrowing: Narrowing, words: Words) -> None:
    """The list of the figures that the search and the filters leave."""
    shown = _found(text, narrowing)
    draw_heading(shown, "", level=2)
    if read_as := cast(Mapping[str, str], shown.extra[READ_AS]):
        st.caption(plain(read_as_text(read_as, words)))
    if shown.table.empty:
        _nothing(text, narrowing, words)
    else:
        _page_of(shown.table, f"{text}|{shown.selection}|{narrowing}", words)
    draw_foot(shown, "tra_cuu", words)
    _everything(words)


def _found(text: str, narrowing: Narrowing) -> Exhibit:
    """What is found under the shared filters, or everywhere."""
    selection = reader.current_selection().with_(indicators=(), benchmarks=())
    asked = Asked(text, narrowing.to_text())
    return build_by_search(reader.current_dataset(), selection, asked, figures_waiting())


def _nothing(text: str, narrowing: Narrowing, words: Words) -> None:
    """No figure: what stands in the way, and the way on."""
    if "everywhere" not in narrowing.show:
        wider = narrowing.with_("show", (*narrowing.show, "everywhere"))
        more = len(_found(text, wider).table)
        if more:
            st.markdown(
                words(
                    "Không có số liệu nào trong các tỉnh và năm đang chọn; ngoài đó có {n}.",
                    n=words.number(more),
                )
            )
            st.button(
                words("Tìm trong mọi tỉnh, mọi năm"),
                key="tim_rong",
                icon=":material/travel_explore:",
                on_click=widen,
            )
            return
    st.markdown(words("Không có số liệu nào khớp với từ tìm và các phần lọc."))
    st.button(
        words("Bỏ từ tìm và phần lọc"),
        key="tim_lai",
        icon=":material/filter_alt_off:",
        on_click=start_again,
    )


def _page_of(rows: pd.DataFrame, view: str, words: Words) -> None:
    """One page of the list; another view begins at its first page."""
    size = SHORT_PAGE if is_narrow() else PAGE
    pages = ceil(len(rows) / size)
    mark = crc32(view.encode())
    number = min(int(st.session_state.get(f"trang_{mark}", 1)), pages)
    page = rows.iloc[(number - 1) * size : number * size]
    if is_narrow():
        _listed(page, words)
        hint = words("Bấm một số liệu để mở thẻ của nó.")
    else:
        alt = words(
            "Trang {number} trên {pages} của danh sách số liệu, mỗi dòng một số liệu.",
            number=number,
            pages=pages,
        )
        _tabled(page, f"{mark}_{number}", alt, words)
        hint = words("Bấm một ô để mở thẻ của số liệu, hoặc chọn trong danh sách ngay dưới bảng.")
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"
    ):
        if not is_narrow():
            _chooser(page, words)
        if pages > 1:
            st.pagination(pages, key=f"trang_{mark}", max_visible_pages=5)
    st.caption(f"{hint} {listed_marks(words)}")


def _tabled(page: pd.DataFrame, view: str, alt: str, words: Words) -> None:
    """The figures as a table whose cells open their cards."""
    keys = tuple(page["figure"])
    key = f"bang_{view}_{st.session_state.get('_lan_mo', 0)}"
    st.dataframe(
        _cells(page, words),
        hide_index=True,
        height="content",
        column_config=_looks(words),
        on_select=partial(_open_cell, key, keys),
        selection_mode="single-cell",
        key=key,
        alt=alt,
    )


def _listed(page: pd.DataFrame, words: Words) -> None:
    """The figures of a phone, each a button to its card: a table would be pushed sideways, the
    figure out of sight of what it is."""
    catalogue = reader.dataset().catalogue
    with st.container(key=LIST, gap=None):
        for row in each_row(page):
            what = plain(f"{unit_name(row, words)} · {what_it_is(row, row.indicator_name, words)}")
            value = plain(value_of(row, catalogue, words))
            told = " · ".join(filter(None, (plain(time_of(row)), marks_of(row))))
            st.button(
                f"{what}  \n**{value}** · {told}",
                key=f"{LIST}_{row.figure}",
                type="tertiary",
                width="stretch",
                on_click=_open,
                args=(row.figure,),
            )


def _chooser(page: pd.DataFrame, words: Words) -> None:
    """The same way to a card for a keyboard and a screen reader."""
    catalogue = reader.dataset().catalogue
    labels = {
        row.figure: f"{unit_name(row, words)} · {row.indicator_name} · {row.period or row.year}"
        f": {value_of(row, catalogue, words)}"
        for row in each_row(page)
    }
    key = f"mo_the_{st.session_state.get('_lan_mo', 0)}"
    st.selectbox(
        words("Mở thẻ số liệu"),
        tuple(labels),
        index=None,
        format_func=lambda figure: labels.get(figure, figure),
        placeholder=words("chọn một số liệu của trang này"),
        key=key,
        on_change=lambda: _open(str(st.session_state.get(key) or "")),
        width=460,
    )


def _open_cell(key: str, keys: Sequence[str]) -> None:
    cells = st.session_state[key]["selection"]["cells"]
    if cells:
        _open(keys[int(cells[0][0])])


def _open(figure: str) -> None:
    """Open a card; the list forgets the choice, so that the same figure can be chosen again."""
    st.session_state["_lan_mo"] = st.session_state.get("_lan_mo", 0) + 1
    open_figure(figure)


def _cells(page: pd.DataFrame, words: Words) -> pd.DataFrame:
    """What the table shows of each figure."""
    catalogue = reader.dataset().catalogue
    lines = [
        {
            "mark": marks_of(row),
            "unit": unit_name(row, words),
            "indicator": what_it_is(row, row.indicator_name, words),
            "time": time_of(row),
            "value": value_of(row, catalogue, words, bare=True),
            "measure": row.measure_name,
            "source": publisher(row.source_title),
        }
        for row in each_row(page)
    ]
    cells = pd.DataFrame(lines, dtype="str")
    return cells if cells["mark"].any() else cells.drop(columns="mark")


def _looks(words: Words) -> dict[str, Any]:
    """Titles, widths and alignment of the columns."""
    column = st.column_config.TextColumn
    return {
        "mark": column(" ", width=45, help=words("Cần theo dõi; có nguồn khác ghi khác")),
        "unit": column(words("Tỉnh, thành phố"), width=130),
        "indicator": column(words("Chỉ số"), width="large"),
        "time": column(words("Năm"), width=95),
        "value": column(words("Giá trị"), alignment="right", width=115),
        "measure": column(words("Đơn vị tính"), width=170),
        "source": column(words("Nguồn"), width="large"),
    }


def _everything(words: Words) -> None:
    """All that the store holds, as files."""
    whole = _found("", Narrowing(show=("unused", "everywhere")))
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        draw_exhibit_downloads(
            whole,
            "toan_bo",
            words,
            lambda kind: words("{kind}: toàn bộ", kind=kind),
            icon=":material/database:",
            help=words("Mọi tỉnh, mọi năm, cả những số không dùng"),
        )
