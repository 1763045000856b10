"""Taking in what a province sent in another way: the file waits like what comes by a link."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from khdash.locale import Words
from khdash.model.rounds import OfficeRow, Round
from khdash.store.rounds import Sending, send
from khdash.web.common import reader
from khdash.web.common.names import unit_names
from khdash.web.common.rounds import tell, written
from khdash.web.rounds.taking import Taken, take_file

LONGEST_REMARK = 500


def draw_receiving(asked: Round, board: Sequence[OfficeRow], words: Words) -> None:
    """Which province, its file, what is wrong in it, and the button that keeps it."""
    if asked.closed:
        return
    names = unit_names(reader.dataset().catalogue, words)
    with st.expander(words("Nhận tệp tỉnh gửi qua Zalo, thư"), icon=":material/attach_email:"):
        unit = st.selectbox(
            words("Tỉnh đã gửi"),
            [row.unit for row in board],
            format_func=lambda key: names[key],
            key=f"dot_nhan_{asked.number}",
            width=320,
        )
        taken = take_file(asked, unit, f"dot_tep_{asked.number}", words)
        if taken is None:
            return
        remark = st.text_input(
            words("Lời nhắn kèm tệp (không bắt buộc)"),
            key=f"dot_nhan_{asked.number}_loi",
            max_chars=LONGEST_REMARK,
        )
        if st.button(words("Giữ tệp này, chờ nhận"), icon=":material/inbox:"):
            _keep(asked, unit, taken, str(remark or ""), words)


def _keep(asked: Round, unit: str, taken: Taken, remark: str, words: Words) -> None:
    name, content = taken.file
    sending = Sending(
        asked.number,
        unit,
        asked.defined_in,
        "file",
        name,
        content,
        remark=remark,
        reading=taken.reading,
    )
    if written(lambda store, who: send(store, who, sending), words) is not None:
        tell(words("Đã giữ tệp «{name}», xem ở mục Chờ nhận.", name=name))
        st.rerun()
