"""What waits: each submission with what it changes, to be accepted or given back."""

from __future__ import annotations

from threading import Condition

import streamlit as st
from cachetools import LRUCache, cached

from khdash.ingest.apart import CheckStopped
from khdash.ingest.check import CheckReport
from khdash.ingest.messages import sentence
from khdash.ingest.rounds.accepting import Reviewed, accept_sent, review_sent
from khdash.ingest.rounds.within import Answered, answered
from khdash.locale import Words, mark
from khdash.model.actor import Actor
from khdash.model.problem import StoreError
from khdash.model.rounds import Kind, Round, Sent, SentState
from khdash.report.request.texts import Request, refusal_text
from khdash.store.database import Database
from khdash.store.rounds import refuse
from khdash.web.common import reader
from khdash.web.common.changes import SEVERITY_ICONS
from khdash.web.common.markdown import plain
from khdash.web.common.names import unit_names
from khdash.web.common.rounds import check_apart, done, rounds, tell, written
from khdash.web.common.visitor import fault_text
from khdash.web.rounds.changed import counted, draw_changed

LONGEST_REASON, LONGEST_NOTE = 500, 500
MOST_FINDINGS = 20
_REFUSED = "_dot_vua_tra"


@cached(LRUCache(64), condition=Condition())
def _reviewed(
    database: Database, version: int, number: int, actor: Actor, locked: bool
) -> Reviewed:
    return review_sent(
        database,
        actor,
        number,
        into_locked=locked,
        dataset=reader.dataset(),
        check=check_apart,
    )


def reviewed(number: int, actor: Actor, into_locked: bool = False) -> Reviewed:
    """What accepting a submission would do now, checked once a version. Raises as review_sent, and
    CheckStopped."""
    database = reader.database()
    return _reviewed(database, database.version(), number, actor, into_locked)


def answers_of(sent: Sent | None, actor: Actor, asked: Round) -> tuple[Answered, ...]:
    """What a submission that waits says of each figure asked for; () for any other."""
    if sent is None or sent.state is not SentState.WAITING:
        return ()
    try:
        return answered(reviewed(sent.number, actor).report, asked, sent.unit)
    except (StoreError, CheckStopped):
        return ()


def draw_waiting(asked: Round, actor: Actor, words: Words) -> None:
    """The submissions of a round that wait, oldest first."""
    _draw_refused(words)
    waiting = rounds().waiting(asked.number)
    if not waiting:
        st.caption(words("Không có bản gửi nào chờ nhận."))
    names = unit_names(reader.dataset().catalogue, words)
    for sent in waiting:
        with st.container(border=True, key=f"cho_nhan_{sent.number}"):
            _draw_one(asked, sent, names[sent.unit], actor, words)


def _draw_one(asked: Round, sent: Sent, name: str, actor: Actor, words: Words) -> None:
    st.subheader(plain(name), anchor=False)
    how = words("điền trên trang") if sent.kind == "form" else sent.file_name
    parts = [sent.by, words.moment(sent.at), how, sent.remark]
    st.caption(plain(" · ".join(filter(None, parts))))
    if sent.asked_in != asked.defined_in:
        st.warning(words("Đợt đã thay đổi sau khi tỉnh gửi: ô nay không hỏi nữa thì không nhận."))
    into_locked = bool(st.session_state.get(f"khoa_{sent.number}"))
    try:
        found = reviewed(sent.number, actor, into_locked)
    except CheckStopped:
        st.error(words("Chưa kiểm tra xong bản này. Hãy mở lại trang; nếu vẫn vậy, trả lại tỉnh."))
        return
    except StoreError as fault:
        st.error(plain(fault_text(fault, words.lang)), icon=":material/error:")
        return
    _draw_report(found.report, sent.kind, words)
    closed = found.report.is_usable and (found.report.cells["fault"] == "year-locked").any()
    if closed or into_locked:
        st.checkbox(
            words("Nhận cả ô thuộc năm đã khóa, lý do là ghi chú dưới đây"),
            key=f"khoa_{sent.number}",
        )
    _draw_decision(asked, found, into_locked, words)


def _draw_report(report: CheckReport, kind: Kind, words: Words) -> None:
    told = counted(report, mark("{n} ô không nhận"), words)
    st.markdown(f"{words('Nhận thì')}: {told}.")
    for finding in [f for f in report.findings if f.severity != "info"][:MOST_FINDINGS]:
        st.markdown(f"{SEVERITY_ICONS[finding.severity]} {plain(sentence(finding, words.lang))}")
    if report.is_usable:
        alt = words("Từng số liệu của bản gửi so với số đang có")
        draw_changed(report, kind, alt, words)


def _draw_decision(asked: Round, found: Reviewed, into_locked: bool, words: Words) -> None:
    number = found.sent.number
    note = st.text_input(
        words("Ghi chú khi nhận, hoặc lý do trả lại"),
        key=f"ly_do_{number}",
        max_chars=LONGEST_REASON,
        placeholder=words("ví dụ: xin xem lại số hội viên, giảm một nửa so với năm trước"),
    )
    said = " ".join(str(note or "").split())
    with st.container(horizontal=True):
        if st.button(
            words("Nhận vào số liệu"),
            key=f"nhan_{number}",
            type="primary",
            icon=":material/check:",
            disabled=not found.report.is_usable or (into_locked and not said),
        ):
            _accept(found, said, words)
        if st.button(words("Trả lại tỉnh"), key=f"tra_{number}", icon=":material/undo:"):
            _refuse(asked, found.sent, said, words)


def _accept(found: Reviewed, note: str, words: Words) -> None:
    receipt = written(lambda store, who: accept_sent(store, who, found, note), words)
    if receipt is not None:
        tell(
            words(
                "Đã nhận, lần nạp số {batch}: {new} số mới, {changed} số thay đổi. Hoàn tác được ở"
                " trang Nhật ký.",
                batch=receipt.batch_id,
                new=words.number(receipt.new),
                changed=words.number(receipt.changed),
            )
        )
        st.rerun()


def _refuse(asked: Round, sent: Sent, reason: str, words: Words) -> None:
    if done(lambda store, who: refuse(store, who, sent.number, reason), words):
        request = Request(reader.dataset().catalogue, asked, sent.unit, words)
        st.session_state[_REFUSED] = refusal_text(request, sent, reason)
        tell(words("Đã trả lại; tỉnh thấy lý do khi mở liên kết."))
        st.rerun()


def _draw_refused(words: Words) -> None:
    """The message that goes with what was given back last."""
    text = st.session_state.get(_REFUSED)
    if text:
        st.markdown(words("Lời nhắn cho tỉnh vừa được trả lại:"))
        st.code(text, language=None, wrap_lines=True)
        st.button(words("Đã chép"), on_click=lambda: st.session_state.pop(_REFUSED, None))
