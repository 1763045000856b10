"""Entering the state of one item in one province by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from khdash.exhibit.core.scope import Scope
from khdash.exhibit.topics.tasks.board import item_table, state_name
from khdash.ingest.tasks.entry import (
    FIRST_YEAR,
    LONGEST_LINK,
    LONGEST_NOTE,
    MOST_DIGITS,
    entries_frame,
    read_entry,
)
from khdash.locale import Words
from khdash.model.problem import Problem
from khdash.model.rows import rows_of
from khdash.model.selection import Selection
from khdash.model.table_rows import Row, RowReader
from khdash.model.tasks import STATES, TaskList
from khdash.transform.tasks import NO_REPORT, review_statuses
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.signing import draw_name
from khdash.web.tasks.writing import asked_of, write

MOST = 10**MOST_DIGITS - 1


def draw_entering(of_list: TaskList, words: Words) -> None:
    """Which item of which province, how it stands now, and the form for its new state."""
    dataset = reader.dataset()
    scope = Scope.of(dataset, Selection(lang=words.lang))
    table = item_table(scope)
    own = table[(table["list"] == of_list.code) & (table["evidence"] == "person")]
    items = dict(zip(own["item"], own["item_name"], strict=True))
    units = dict(zip(own["unit"], own["unit_name"], strict=True))
    with st.container(horizontal=True):
        unit = st.selectbox(
            words("Tỉnh, thành phố"),
            list(units),
            format_func=lambda key: units[key],
            key=f"ghi_tinh_{of_list.code}",
            width=240,
        )
        item = st.selectbox(
            words("Mục việc"),
            list(items),
            format_func=lambda code: items[code],
            key=f"ghi_viec_{of_list.code}",
            width=620,
        )
    found = own[(own["item"] == item) & (own["unit"] == unit)]
    _draw_present(rows_of(found)[0], words)
    _form(of_list, str(item), str(unit), words)


def _draw_present(row: dict[str, Any], words: Words) -> None:
    """What the item asks for, and what is on record."""
    task = next(t for t in reader.dataset().catalogue.tasks if t.code == row["item"])
    if task.detail_vi:
        st.caption(plain(words.of(task.detail_vi, task.detail_en)))
    if row["state"] == NO_REPORT:
        st.caption(words("Mục này của tỉnh chưa có báo cáo."))
        return
    parts = [row["state_name"], *filter(None, [row["progress_text"]])]
    if not pd.isna(row["state_date"]):
        parts.append(words.date(row["state_date"]))
    parts += [part for part in (row["note"], row["committed_by"]) if part]
    st.caption(plain(words("Đang ghi: {present}", present=", ".join(parts))))


def _form(of_list: TaskList, item: str, unit: str, words: Words) -> None:
    today = asked_of(of_list).today
    with st.form("ghi_nhiem_vu", border=False):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            state = st.radio(
                words("Tình trạng"),
                STATES,
                format_func=lambda code: state_name(code, words),
                index=None,
                horizontal=True,
                key="ghi_tinh_trang",
            )
            day = st.date_input(
                words("Từ ngày"),
                value=None,
                min_value=date(FIRST_YEAR, 1, 1),
                max_value=today,
                format="DD/MM/YYYY",
                key="ghi_ngay",
                width=180,
            )
            done = st.number_input(
                words("Đã xong"), 0, MOST, value=None, step=1, key="ghi_da_xong", width=130
            )
            total = st.number_input(
                words("Trên tổng số"), 1, MOST, value=None, step=1, key="ghi_tong_so", width=150
            )
        link = st.text_input(
            words("Liên kết minh chứng"),
            max_chars=LONGEST_LINK,
            placeholder="https://",
            key="ghi_lien_ket",
        )
        note = st.text_area(
            words("Ghi chú"),
            max_chars=LONGEST_NOTE,
            height=80,
            key="ghi_chu_viec",
            placeholder=words("ví dụ: 10/10 huyện đã đại hội; báo cáo số 12 ngày 15/11/2022"),
        )
        name = draw_name(words)
        if st.form_submit_button(words("Ghi tình trạng"), type="primary", icon=":material/save:"):
            cells = {
                "status": str(state or ""),
                "status_date": day.isoformat() if isinstance(day, date) else "",
                "done": "" if done is None else str(int(done)),
                "total": "" if total is None else str(int(total)),
                "evidence_url": str(link or "").strip(),
                "note": str(note or "").strip(),
            }
            _submit((item, unit), cells, name, words)


def _submit(key: tuple[str, str], cells: dict[str, str], name: str, words: Words) -> None:
    problems: list[Problem] = []
    today = asked_of(*reader.dataset().catalogue.task_lists.values()).today
    entry = read_entry(RowReader(Row("", 1, cells), problems), *key, today)
    for problem in problems:
        st.error(words.of(problem.repair_vi, problem.repair_en), icon=":material/error:")
    if not name:
        st.warning(words("Hãy ghi họ tên người thực hiện."))
    if problems or not name:
        return
    review = review_statuses(entries_frame([entry]), reader.dataset().task_statuses)
    if review["action"].iloc[0] == "same":
        st.info(words("Không có gì thay đổi so với tình trạng đang ghi, nên không ghi thêm."))
    elif write([entry], name, words):
        st.rerun()
