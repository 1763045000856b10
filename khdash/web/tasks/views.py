"""A list of tasks looked at by task, by province, by what is overdue, and month by month."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from khdash.exhibit.by_list import ANSWERS, BOARD, OVERDUE, PROGRESS
from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.tasks.board import figure_text, task_title
from khdash.locale import Words
from khdash.model.rows import rows_of
from khdash.model.tasks import Task, TaskList
from khdash.transform.tasks import NO_REPORT
from khdash.web.answers.cards import draw_answers
from khdash.web.common import reader
from khdash.web.common.entries import entry_of
from khdash.web.common.foot import draw_foot
from khdash.web.common.heading import draw_heading
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.page_registry import page_at
from khdash.web.common.presenting import take_up
from khdash.web.common.show import show
from khdash.web.tasks.board import badge, draw_board, item_cell
from khdash.web.tasks.choosing import (
    choose_list,
    choose_task,
    choose_unit,
    choose_view,
    shown_part,
)
from khdash.web.tasks.levels import draw_levels


def draw_list(words: Words) -> TaskList:
    """The chosen list in the chosen way; the list."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        of_list = choose_list(words)
        view = choose_view(words)
    draw_answers(shown_part(ANSWERS, of_list), page_at("nhiem-vu"))
    whole = shown_part(BOARD, of_list)
    if view == "viec":
        task = choose_task(of_list, words)
        _draw_task(shown_part(BOARD, of_list, viec=task.code), task, words)
    elif view == "tinh":
        unit = choose_unit(whole.table, words)
        _draw_unit(shown_part(BOARD, of_list, tinh_viec=unit), words)
    elif view == "han":
        _draw_overdue(shown_part(BOARD, of_list, xem_viec=OVERDUE), words)
    elif view == "thang":
        _draw_months(shown_part(PROGRESS, of_list), words)
    else:
        draw_board(whole, words)
    return of_list


def _table(frame: pd.DataFrame, alt: str) -> None:
    st.table(
        frame,
        border="horizontal",
        hide_index=True,
        height="content" if len(frame) <= 30 else 620,
        alt=alt,
    )


def _draw_task(shown: Exhibit, task: Task, words: Words) -> None:
    """One task: its items, province by province, and what evidences it."""
    rows: dict[str, dict[str, str]] = {}
    for row in rows_of(shown.table):
        cells = rows.setdefault(row["unit"], {words("Tỉnh, thành phố"): row["unit_name"]})
        cells[unbroken(plain(row["item_name"]))] = item_cell(row, words)
    frame = pd.DataFrame(list(rows.values()))
    if take_up(shown, frame):
        return
    with st.container(border=True, key="hinh_mot_nhiem_vu"):
        st.subheader(plain(task_title(task, words)), anchor=False)
        if task.instrument_vi:
            text = words.of(task.instrument_vi, task.instrument_en)
            st.caption(plain(words("Văn bản: {instrument}", instrument=text)))
        st.caption(plain(shown.headline))
        _table(frame, shown.alt)
        draw_levels(shown, words)
        _draw_indicators(task, words)
        draw_foot(shown, "mot_nhiem_vu", words)


def _draw_indicators(task: Task, words: Words) -> None:
    """Links to the indicators, and to their targets, that evidence a task or its items."""
    catalogue = reader.dataset().catalogue
    codes = [c for t in catalogue.tasks if t.task == task.code for c in t.indicators]
    having = {target.indicator for target in catalogue.targets}
    if not codes:
        return
    st.caption(words("Số liệu làm minh chứng"))
    compare, targets = page_at("so-sanh"), page_at("chi-tieu")
    with st.container(horizontal=True, gap="small"):
        for code in dict.fromkeys(codes):
            entry = catalogue.indicators[code]
            name = words.of(entry.short_vi, entry.short_en)
            st.page_link(
                entry_of(compare),
                label=plain(name),
                icon=compare.icon,
                query_params={**reader.link_to(compare), "so_sanh": [code]},
            )
            if code in having:
                st.page_link(
                    entry_of(targets),
                    label=words("Chỉ tiêu: {name}", name=name),
                    icon=targets.icon,
                    query_params=reader.link_to(targets, xet=code),
                )


def _draw_unit(shown: Exhibit, words: Words) -> None:
    """One province: every item with its state, evidence and note."""
    rows = [
        {
            words("Mục việc"): unbroken(plain(row["item_name"])),
            words("Tình trạng"): item_cell({**row, "value": float("nan")}, words),
            words("Số liệu"): plain(figure_text(row, words)),
            words("Hạn"): words.date(row["due"]),
            words("Ghi chú"): plain(row["note"]),
            words("Người ghi"): plain(row["committed_by"]),
        }
        for row in rows_of(shown.table)
    ]
    frame = pd.DataFrame(rows)
    frame = frame.loc[:, (frame != "").any()]
    if take_up(shown, frame):
        return
    with st.container(border=True, key="hinh_viec_cua_tinh"):
        draw_heading(shown, "")
        _table(frame, shown.alt)
        draw_levels(shown, words)
        draw_foot(shown, "viec_cua_tinh", words)


def _draw_overdue(shown: Exhibit, words: Words) -> None:
    """What was reported as unfinished past its due date, and who has not reported at all."""
    table = shown.table
    late, silent = (table[(table["state"] == NO_REPORT) == s] for s in (False, True))
    rows = [
        {
            words("Tỉnh, thành phố"): row["unit_name"],
            words("Mục việc"): unbroken(plain(row["item_name"])),
            words("Tình trạng"): badge(row["state"], row["state_name"]),
            words("Ngày"): "" if pd.isna(row["state_date"]) else words.date(row["state_date"]),
            words("Hạn"): words.date(row["due"]),
        }
        for row in rows_of(late)
    ]
    if take_up(shown, pd.DataFrame(rows)):
        return
    with st.container(border=True, key="hinh_qua_han"):
        draw_heading(shown, "")
        st.caption(words("Hạn là ngày cuối năm của danh sách, trừ khi danh sách ghi ngày khác."))
        if rows:
            _table(pd.DataFrame(rows), shown.headline)
        if len(silent):
            counts = silent.groupby("unit_name", sort=False).size()
            names = words.listed(f"{name} {n}" for name, n in counts.items())
            st.markdown(plain(words("Mục chưa có báo cáo: {names}.", names=names)))
        draw_foot(shown, "qua_han", words)


def _draw_months(shown: Exhibit, words: Words) -> None:
    """How many items were done month by month."""
    if not shown.rows:
        st.info(words("Chưa có tình trạng nào được ghi"), icon=":material/info:")
        return
    show(shown, key="tien_do_nhiem_vu")
