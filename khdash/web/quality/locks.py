"""The years that are closed: locking, unlocking, and telling those who load data."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from khdash.locale import Words, mark
from khdash.model.actor import Action
from khdash.model.frames import each_row
from khdash.store.batches import Submission
from khdash.transform.year_locks import locks_in_force
from khdash.web.common import reader
from khdash.web.common.markdown import plain, unbroken
from khdash.web.common.names import unit_names
from khdash.web.common.notice import draw_closed
from khdash.web.common.signing import draw_name, signed

EVERY_UNIT = ""
LONGEST_REASON = 500
STEPS: dict[bool, str] = {True: mark("Khóa"), False: mark("Mở khóa")}


def draw_locks(words: Words) -> None:
    """The locks in force and the form that changes one."""
    locks = locks_in_force(reader.store().records("year_lock"))
    st.caption(
        words(
            "Năm đã khóa chỉ nhận thay đổi có ghi lý do. Khóa và mở khóa đều vào nhật ký và hoàn"
            " tác được."
        )
    )
    if locks.empty:
        st.caption(words("Chưa khóa năm nào."))
    else:
        _table(locks, words)
    with st.expander(words("Khóa hoặc mở khóa một năm"), icon=":material/lock:"):
        if not draw_closed(words, Action.LOCK):
            _form(words)


def draw_lock_notice(words: Words) -> None:
    """One line for those who load data: which years ask for a reason."""
    locks = locks_in_force(reader.store().records("year_lock"))
    if locks.empty:
        return
    names = unit_names(reader.dataset().catalogue, words)
    said = [f"{row.year} ({_unit(str(row.unit), names, words)})" for row in each_row(locks)]
    st.info(
        plain(
            words(
                "Đã khóa: {locks}. Muốn ghi vào các năm này phải nêu lý do ở bước cuối.",
                locks=words.listed(said),
            )
        ),
        icon=":material/lock:",
    )


def _unit(key: str, names: dict[str, str], words: Words) -> str:
    return words("mọi tỉnh") if key == EVERY_UNIT else names.get(key, key)


def _table(locks: pd.DataFrame, words: Words) -> None:
    names = unit_names(reader.dataset().catalogue, words)
    rows = [
        {
            words("Năm"): str(row.year),
            words("Tỉnh, thành phố"): _unit(str(row.unit), names, words),
            words("Lý do"): str(row.reason),
            words("Người khóa"): str(row.committed_by),
            words("Lúc"): words.moment(pd.Timestamp(row.committed_at)),
        }
        for row in each_row(locks)
    ]
    st.table(
        pd.DataFrame(rows, dtype="str").map(plain).map(unbroken),
        border="horizontal",
        hide_index=True,
        alt=words("Các năm đã khóa"),
    )


def _form(words: Words) -> None:
    dataset = reader.dataset()
    last = max(dataset.updated_at.year, int(dataset.current["year"].max()))
    first = int(dataset.current["year"].min())
    names = unit_names(dataset.catalogue, words)
    with st.form("khoa_nam", border=False):
        with st.container(horizontal=True):
            step = st.radio(
                words("Việc cần làm"), (True, False), format_func=lambda s: words(STEPS[s])
            )
            year = st.selectbox(
                words("Năm"), tuple(range(last, first - 1, -1)), key="khoa_nam_nam", width=120
            )
            unit = st.selectbox(
                words("Tỉnh, thành phố"),
                (EVERY_UNIT, *dataset.catalogue.members_ever),
                format_func=lambda key: _unit(key, names, words),
                width=260,
            )
        name = draw_name(words)
        reason = st.text_input(
            words("Lý do"),
            max_chars=LONGEST_REASON,
            placeholder=words("ví dụ: số liệu năm 2024 đã báo cáo Trung ương Hội"),
        )
        if st.form_submit_button(words("Ghi vào nhật ký"), type="primary"):
            record = {"year": int(year), "unit": unit, "locked": bool(step)}
            _submit(record, name, str(reason or "").strip(), words)


def _submit(record: dict[str, object], name: str, reason: str, words: Words) -> None:
    if not name or not reason:
        st.warning(words("Cần họ tên và lý do."))
        return
    lock = record | {"reason": reason}
    given = Submission(records={"year_lock": [lock]}, channel="decision", note=reason)
    if signed(name, lambda store, who: store.commit(who, given), words):
        st.rerun()
