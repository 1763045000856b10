"""The last step of a province: who sends, what changes, and the button."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from khdash.ingest.check import CheckReport
from khdash.ingest.rounds.within import SAYING, answered
from khdash.locale import Words, mark
from khdash.model.problem import StoreError
from khdash.model.rounds import Kind
from khdash.store.rounds import Sending, send
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.rounds import drafts, tell
from khdash.web.common.visitor import fault_text
from khdash.web.giving.cookie import secret
from khdash.web.giving.seat import Seat
from khdash.web.giving.typed import keep_words
from khdash.web.rounds.changed import counted, draw_changed

LONGEST_NAME, LONGEST_REMARK = 100, 500


def draw_send(
    seat: Seat,
    report: CheckReport,
    file: tuple[str, bytes],
    reading: Mapping[str, Any],
    kind: Kind,
    words: Words,
) -> None:
    """What the cluster will see, who sends it, and the button; file: (name, bytes)."""
    _draw_changes(report, kind, words)
    draft = drafts(seat.actor()).read(seat.asked.number, seat.unit)
    with st.form(f"gui_{kind}", border=False):
        name = st.text_input(
            words("Họ tên người gửi"),
            value=draft.sender,
            max_chars=LONGEST_NAME,
            placeholder=words("họ và tên, chức vụ"),
            width=460,
        )
        remark = st.text_input(
            words("Lời nhắn cho Cụm (không bắt buộc)"),
            value=draft.remark,
            max_chars=LONGEST_REMARK,
        )
        rejected = [found for found in report.findings if found.rejects]
        skip = bool(rejected) and st.checkbox(
            words("Gửi phần đúng, bỏ {n} ô chưa đúng", n=words.number(report.counts["rejected"]))
        )
        pressed = st.form_submit_button(
            words("Gửi Cụm"), type="primary", icon=":material/send:", disabled=seat.asked.closed
        )
    if not pressed:
        return
    sender = " ".join(str(name or "").split())
    keep_words(seat, sender=sender, remark=str(remark or ""))
    if not sender:
        st.warning(words("Hãy ghi họ tên người gửi."))
    elif rejected and not skip:
        st.warning(
            words(
                "Còn {n} chỗ chưa đúng ở trên. Hãy sửa, hoặc đánh dấu để chỉ gửi phần đúng.",
                n=words.number(len(rejected)),
            )
        )
    elif not any(one.action in SAYING for one in answered(report, seat.asked, seat.unit)):
        st.warning(words("Chưa có số nào của đợt này để gửi."))
    else:
        _send(seat, file, reading, kind, (sender, str(remark or "")), words)


def _send(
    seat: Seat,
    file: tuple[str, bytes],
    reading: Mapping[str, Any],
    kind: Kind,
    said: tuple[str, str],
    words: Words,
) -> None:
    sender, remark = said
    sending = Sending(
        seat.asked.number,
        seat.unit,
        seat.asked.defined_in,
        kind,
        file[0],
        file[1],
        seat.link.code,
        remark,
        reading,
    )
    try:
        send(reader.database(), seat.actor(sender), sending, secret())
    except StoreError as fault:
        st.error(plain(fault_text(fault, words.lang)), icon=":material/error:")
        return
    tell(words("Đã gửi. Cụm sẽ xem và nhận; muốn sửa thì cứ sửa ở đây rồi gửi lại."))
    st.rerun()


def _draw_changes(report: CheckReport, kind: Kind, words: Words) -> None:
    """Each figure beside what is known; what is as before only counted."""
    told = counted(report, mark("{n} ô chưa đúng"), words)
    st.markdown(f"**{words('Sẽ gửi')}**: {told}.")
    if (report.cells["action"] != "same").any():
        with st.expander(words("Xem từng số sẽ gửi"), icon=":material/table_view:"):
            alt = words("Từng số liệu sẽ gửi so với số đang có")
            draw_changed(report, kind, alt, words)
