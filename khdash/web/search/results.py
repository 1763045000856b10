"""The figures found: how many, a page of them as the way to their cards, and all as files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import ceil
from typing import Any
from zlib import crc32

import pandas as pd
import streamlit as st

from khdash.exhibit.core.exhibit import Column, Exhibit
from khdash.exhibit.core.notes import basis_name, notes_of
from khdash.exhibit.topics.lookup.explained import with_explanations
from khdash.exhibit.topics.lookup.follow_up import open_figures
from khdash.exhibit.topics.lookup.observations import EVERY_STATEMENT, IN_USE, columns
from khdash.locale import Words
from khdash.locale.words import joined_sentences
from khdash.model.frames import each_row
from khdash.web.common import reader
from khdash.web.common.downloads import draw_exhibit_downloads
from khdash.web.common.markdown import plain
from khdash.web.common.names import exact_figure
from khdash.web.common.page import exhibit
from khdash.web.common.show import draw_heading
from khdash.web.common.viewport import is_narrow
from khdash.web.search.controls import start_again, widen
from khdash.web.search.matching import search
from khdash.web.search.narrowing import Narrowing, narrowed, ordered
from khdash.web.search.opening import open_figure

PAGE, SHORT_PAGE = 25, 12
FLAG, DISPUTE = "⚑", "≠"


def draw_results(text: str, narrowing: Narrowing, words: Words) -> None:
    """The list of the figures that the search and the filters leave."""
    catalogue = reader.current_dataset().catalogue
    waiting = open_figures(reader.store().records("follow_up"))
    whole = _whole(narrowing)
    found = search(narrowed(whole.table, narrowing, waiting), text, catalogue)
    rows = ordered(found.rows, narrowing, catalogue)
    shown = _of_rows(whole, rows, words)
    draw_heading(shown, "", st.header)
    if found.read_as:
        pairs = ", ".join(f"«{typed}» → «{read}»" for typed, read in found.read_as.items())
        st.caption(plain(words("Không có từ nào viết như vậy, đã tìm: {pairs}.", pairs=pairs)))
    if rows.empty:
        _nothing(text, narrowing, waiting, words)
    else:
        _page_of(rows, f"{text}|{whole.selection}|{narrowing}", words)
        if shown.notes:
            st.caption(plain(joined_sentences(*notes_of(shown.notes))))
    _files(shown, words)


def _whole(narrowing: Narrowing) -> Exhibit:
    """All figures under the shared filters, or everywhere."""
    name = EVERY_STATEMENT if "unused" in narrowing.show else IN_USE
    return _everywhere(name) if "everywhere" in narrowing.show else exhibit(name)


def _everywhere(name: str) -> Exhibit:
    """All figures of every unit and year, whatever the shared filters say."""
    limits = reader.current_limits()
    return exhibit(
        name,
        units=tuple(reader.dataset().catalogue.units),
        first_year=limits.first,
        last_year=limits.last,
        basis="",
        subgroup="",
        benchmarks=(),
    )


def _of_rows(whole: Exhibit, rows: pd.DataFrame, words: Words) -> Exhibit:
    """The exhibit of the rows that are left, for the files."""
    sources = set(rows["source_id"])
    marked = rows.assign(
        follow_up_name=[words("cần theo dõi") if flag else "" for flag in rows["follow_up"]]
    ).reset_index(drop=True)
    found = replace(
        whole,
        content=marked,
        headline=words("{n} số liệu", n=words.number(len(rows))),
        columns=(*columns(words), Column("follow_up_name", words("Theo dõi"))),
        sources=tuple(line for line in whole.sources if line.source_id in sources),
        notes=tuple(note for note in whole.notes if note.kind == "precision"),
    )
    return with_explanations(reader.current_dataset(), found)


def _nothing(
    text: str, narrowing: Narrowing, waiting: frozenset[tuple[Any, ...]], words: Words
) -> None:
    """No figure: what stands in the way, and the way on."""
    if "everywhere" not in narrowing.show:
        everything = _everywhere(EVERY_STATEMENT if "unused" in narrowing.show else IN_USE)
        rows = narrowed(everything.table, narrowing, waiting)
        more = len(search(rows, text, reader.current_dataset().catalogue).rows)
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
    keys = tuple(page["figure"])
    opened = st.session_state.get("_lan_mo", 0)
    key = f"bang_{mark}_{number}_{opened}"
    st.dataframe(
        _cells(page, words),
        hide_index=True,
        height="content",
        column_config=_looks(words),
        on_select=partial(_open_cell, key, keys),
        selection_mode="single-cell",
        key=key,
        alt=words(
            "Trang {number} trên {pages} của danh sách số liệu, mỗi dòng một số liệu.",
            number=number,
            pages=pages,
        ),
    )
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"
    ):
        _chooser(page, words)
        if pages > 1:
            st.pagination(pages, key=f"trang_{mark}", max_visible_pages=5)
    st.caption(
        words(
            "Bấm một ô để mở thẻ của số liệu, hoặc chọn trong danh sách ngay dưới bảng. {flag} cần"
            " theo dõi; {dispute} có nguồn khác ghi khác.",
            flag=FLAG,
            dispute=DISPUTE,
        )
    )


def _chooser(page: pd.DataFrame, words: Words) -> None:
    """The same way to a card for a keyboard and a screen reader."""
    labels = {
        row.figure: f"{_unit_name(row, words)} · {row.indicator_name} · {row.period or row.year}"
        f": {_value(row, words)}"
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
    """What the list shows of each figure; on a phone the least that names it."""
    narrow = is_narrow()
    catalogue = reader.dataset().catalogue
    short = {c: words.of(i.short_vi, i.short_en) for c, i in catalogue.indicators.items()}
    lines = []
    for row in each_row(page):
        marks = (FLAG if row.follow_up else "") + (DISPUTE if row.disputed else "")
        name = short[row.indicator] if narrow else row.indicator_name
        detail = [name, row.subgroup_name, basis_name(words, row.basis)]
        line = {
            "mark": marks,
            "unit": _unit_name(row, words),
            "indicator": ", ".join(part for part in detail if part),
            "time": row.period or str(row.year),
            "value": _value(row, words),
        }
        if narrow:
            line = {k: line[k] for k in ("unit", "time", "value", "indicator", "mark")}
        else:
            line |= {
                "value": _value(row, words, bare=True),
                "measure": row.measure_name,
                "source": row.source_title,
            }
            if row.standing != "current":
                line["time"] += f" ({row.standing_name})"
        lines.append(line)
    cells = pd.DataFrame(lines, dtype="str")
    return cells if cells["mark"].any() else cells.drop(columns="mark")


def _unit_name(row: Any, words: Words) -> str:
    """The name of a unit; one that the merger made says so, its namesake before it is older."""
    if not row.unit_valid_from:
        return str(row.unit_name)
    day = words.date(pd.Timestamp(row.unit_valid_from))
    return words("{unit} (từ {day})", unit=row.unit_name, day=day)


def _value(row: Any, words: Words, *, bare: bool = False) -> str:
    """The value with its unit; bare: where a column of its own says that."""
    catalogue = reader.dataset().catalogue
    return exact_figure(row.value, row.indicator, row.qualifier, catalogue, words, bare=bare)


def _looks(words: Words) -> dict[str, Any]:
    """Titles, widths and alignment of the columns."""
    column = st.column_config.TextColumn
    return {
        "mark": column(" ", width=45, help=words("Cần theo dõi; có nguồn khác ghi khác")),
        "unit": column(
            words("Tỉnh") if is_narrow() else words("Tỉnh, thành phố"),
            width=85 if is_narrow() else 130,
        ),
        "indicator": column(words("Chỉ số"), width="large"),
        "time": column(words("Năm"), width=50 if is_narrow() else 95),
        "value": column(words("Giá trị"), alignment="right", width=140),
        "measure": column(words("Đơn vị tính"), width=145),
        "source": column(words("Nguồn"), width="large"),
    }


def _files(shown: Exhibit, words: Words) -> None:
    """What is listed, and everything that the store holds, as files."""
    everything = _everywhere(EVERY_STATEMENT)
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        draw_exhibit_downloads(
            shown,
            "tep",
            words,
            lambda kind: words(
                "{kind}: {n} số liệu này", kind=kind, n=words.number(len(shown.table))
            ),
            disabled=shown.table.empty,
            help=None,
        )
        draw_exhibit_downloads(
            everything,
            "toan_bo",
            words,
            lambda kind: words("{kind}: toàn bộ", kind=kind),
            icon=":material/database:",
            help=words("Mọi tỉnh, mọi năm, cả những số không dùng"),
        )
