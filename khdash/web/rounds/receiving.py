"""Taking in what a province sent in another way: the file waits like what comes by a link."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from khdash.ingest.apart import CheckStopped
from khdash.ingest.check import CheckReport
from khdash.ingest.messages import sentence
from khdash.ingest.rounds.accepting import check_sent
from khdash.locale import Words
from khdash.model.rounds import OfficeRow, Round
from khdash.reading.table import Limits
from khdash.store.rounds import Sending, send
from khdash.web.common import reader
from khdash.web.common.changes import SEVERITY_ICONS
from khdash.web.common.markdown import plain
from khdash.web.common.names import unit_names
from khdash.web.common.rounds import check_apart, tell, written
from khdash.web.upload.receiving import KINDS

MOST_FINDINGS = 20
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
        limit = Limits().file_bytes
        given = st.file_uploader(
            words("Chọn tệp số liệu"),
            type=KINDS,
            key=f"dot_tep_{asked.number}",
            max_upload_size=limit // 1024 // 1024,
            label_visibility="collapsed",
        )
        if given is None:
            return
        file = (given.name, given.getvalue())
        report = _checked(asked, unit, file, words)
        if report is None:
            return
        for finding in [f for f in report.findings if f.severity != "info"][:MOST_FINDINGS]:
            said = plain(sentence(finding, words.lang))
            st.markdown(f"{SEVERITY_ICONS[finding.severity]} {said}")
        remark = st.text_input(
            words("Lời nhắn kèm tệp (không bắt buộc)"),
            key=f"dot_nhan_{asked.number}_loi",
            max_chars=LONGEST_REMARK,
        )
        if st.button(
            words("Giữ tệp này, chờ nhận"), icon=":material/inbox:", disabled=not report.is_usable
        ):
            _keep(asked, unit, file, str(remark or ""), words)


def _checked(asked: Round, unit: str, file: tuple[str, bytes], words: Words) -> CheckReport | None:
    try:
        return check_sent(
            reader.database(),
            asked,
            unit,
            file,
            {},
            dataset=reader.dataset(),
            check=check_apart,
        )
    except CheckStopped:
        st.error(words("Chưa kiểm tra xong tệp này, thường vì tệp quá lớn. Hãy chia nhỏ tệp."))
        return None


def _keep(asked: Round, unit: str, file: tuple[str, bytes], remark: str, words: Words) -> None:
    sending = Sending(asked.number, unit, asked.defined_in, "file", file[0], file[1], remark=remark)
    if written(lambda store, who: send(store, who, sending), words) is not None:
        tell(words("Đã giữ tệp «{name}», xem ở mục Chờ nhận.", name=file[0]))
        st.rerun()
