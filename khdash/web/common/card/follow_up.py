"""The follow-up of a figure: ask, answer, close; every entry signed and kept in the journal."""

from __future__ import annotations

import streamlit as st

from khdash.exhibit.topics.lookup.card import FigureCard
from khdash.exhibit.topics.lookup.follow_up import FollowUp, Status, is_open, record
from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.locale import Words, mark
from khdash.model.actor import Action
from khdash.store.batches import Submission
from khdash.web.common.card.host import Host
from khdash.web.common.markdown import plain
from khdash.web.common.notice import draw_closed
from khdash.web.common.signing import draw_name, signed

LONGEST_COMMENT = 1000
ENTRIES: dict[Status, str] = {
    "open": mark("cần theo dõi"),
    "confirmed": mark("xác nhận là đúng"),
    "closed": mark("đã xong"),
}
STEPS: dict[Status, str] = {
    "open": mark("Trả lời, vẫn theo dõi"),
    "confirmed": mark("Xác nhận số này đúng"),
    "closed": mark("Đã xong, thôi theo dõi"),
}


def draw_follow_up(card: FigureCard, words: Words, host: Host) -> None:
    """What was asked and answered, and the next step."""
    waiting = is_open(card.follow_ups)
    st.markdown(f"**{words('Theo dõi')}**")
    if card.follow_ups:
        st.markdown("\n".join(f"- {plain(_line(entry, words))}" for entry in card.follow_ups))
    else:
        st.caption(words("Chưa ai đánh dấu số liệu này để xem lại."))
    label = words("Trả lời hoặc kết thúc") if waiting else words("Đánh dấu cần theo dõi")
    with st.expander(label, icon=":material/flag:"):
        if not draw_closed(words, Action.WRITE, [card.key.unit]):
            _form(card, waiting, words, host)


def _form(card: FigureCard, waiting: bool, words: Words, host: Host) -> None:
    """The next entry."""
    with st.form("theo_doi", border=False):
        name = draw_name(words)
        comment = st.text_area(
            words("Ý kiến"),
            max_chars=LONGEST_COMMENT,
            height=90,
            placeholder=words("ví dụ: cần hỏi lại tỉnh vì thấp hơn năm trước"),
        )
        step: Status = "open"
        if waiting:
            step = st.radio(words("Kết quả"), tuple(STEPS), format_func=lambda s: words(STEPS[s]))
        if st.form_submit_button(words("Ghi vào nhật ký"), type="primary"):
            typed = (name, str(comment or "").strip())
            if _submit(card.key, _findings(card, waiting), step, typed, words):
                host.again()


def _line(entry: FollowUp, words: Words) -> str:
    text = f"{words.moment(entry.at)}, {entry.by}: {words(ENTRIES[entry.status])}"
    if entry.finding:
        text += f" [{entry.finding}]"
    return f"{text}. {entry.comment}" if entry.comment else text


def _findings(card: FigureCard, waiting: bool) -> tuple[str, ...]:
    """The questions that an answer concerns: all that are open, or a new one of the person."""
    if not waiting:
        return ("",)
    newest = {entry.finding: entry.status for entry in card.follow_ups}
    return tuple(finding for finding, status in newest.items() if status == "open")


def _submit(
    key: FigureKey,
    findings: tuple[str, ...],
    step: Status,
    typed: tuple[str, str],
    words: Words,
) -> bool:
    """Write the entry as a batch of its own, so that it can be undone like any other; whether it
    was written."""
    name, comment = typed
    if not name or not comment:
        st.warning(words("Cần họ tên và ý kiến."))
        return False
    records = {"follow_up": [record(key, step, comment, finding) for finding in findings]}
    given = Submission(records=records, channel="decision", note=comment)
    return signed(name, lambda store, who: store.commit(who, given), words) is not None
