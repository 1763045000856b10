"""Sending a file instead of filling in the form: the same check, then the same last step."""

from __future__ import annotations

from functools import partial

import streamlit as st

from khdash.ingest.apart import CheckStopped
from khdash.ingest.check import CheckReport
from khdash.ingest.messages import sentence
from khdash.ingest.rounds.accepting import check_sent
from khdash.locale import Words
from khdash.reading.table import Limits
from khdash.report.forms import FORM_FORMATS
from khdash.report.forms.asked import asked_form
from khdash.web.common import reader
from khdash.web.common.changes import SEVERITY_ICONS
from khdash.web.common.downloads import draw_downloads
from khdash.web.common.markdown import plain
from khdash.web.common.rounds import check_apart
from khdash.web.giving.seat import Seat
from khdash.web.giving.sending import draw_send
from khdash.web.upload.receiving import KINDS

MOST_FINDINGS = 40
_CHECKED = "_gui_tep"


def draw_filing(seat: Seat, words: Words) -> None:
    """The form to download, the field for the file, what the check says, and the last step."""
    st.caption(
        words("Tải biểu về, điền bằng Excel rồi chọn tệp ở dưới. Tệp báo cáo khác cũng nhận.")
    )
    with st.container(horizontal=True, gap="xsmall"):
        draw_downloads(
            FORM_FORMATS,
            partial(asked_form, reader.dataset(), seat.asked, seat.unit, words.lang),
            f"bieu-dot-{seat.asked.number}-{seat.unit.partition('@')[0]}",
            "gui_bieu",
            words,
            lambda kind: words("Tải biểu {kind}", kind=kind),
        )
    limit = Limits().file_bytes
    given = st.file_uploader(
        words("Chọn tệp số liệu"),
        type=KINDS,
        key="gui_chon_tep",
        max_upload_size=limit // 1024 // 1024,
        label_visibility="collapsed",
        disabled=seat.asked.closed,
    )
    if given is None:
        return
    file = (given.name, given.getvalue())
    report = _checked(seat, given.file_id, file, words)
    if report is None:
        return
    if not report.is_usable:
        for finding in report.findings:
            st.error(plain(sentence(finding, words.lang)), icon=":material/error:")
        return
    for finding in [f for f in report.findings if f.severity != "info"][:MOST_FINDINGS]:
        st.markdown(f"{SEVERITY_ICONS[finding.severity]} {plain(sentence(finding, words.lang))}")
    draw_send(seat, report, file, {}, "file", words)


def _checked(seat: Seat, file_id: str, file: tuple[str, bytes], words: Words) -> CheckReport | None:
    """The check of the file, made once; None, and why on the page, where it came to no end."""
    database = reader.database()
    key = (file_id, database.version(), seat.asked.defined_in)
    known: tuple[object, CheckReport] | None = st.session_state.get(_CHECKED)
    if known is not None and known[0] == key:
        return known[1]
    try:
        with st.spinner(words("Đang kiểm tra tệp…")):
            report = check_sent(
                database,
                seat.asked,
                seat.unit,
                file,
                {},
                dataset=reader.dataset(),
                check=check_apart,
            )
    except CheckStopped:
        st.error(
            words(
                "Chưa kiểm tra xong tệp này, thường vì tệp quá lớn. Chưa gửi gì. Hãy chia nhỏ tệp,"
                " hoặc điền trên trang."
            )
        )
        return None
    st.session_state[_CHECKED] = (key, report)
    return report
