"""What a province sees first: what is asked, until when, and how its own figures stand."""

from __future__ import annotations

import streamlit as st

from khdash.locale import Words
from khdash.model.rounds import SentState
from khdash.report.request.texts import Request
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.rounds import today
from khdash.web.giving.seat import Seat


def draw_head(seat: Seat, words: Words) -> None:
    """The round in three lines, then what became of what was sent."""
    asked = seat.asked
    request = Request(reader.dataset().catalogue, asked, seat.unit, words)
    st.markdown(
        plain(
            words(
                "{office}: {asker} đề nghị gửi số liệu {period}.",
                office=request.office,
                asker=asked.asked_by,
                period=request.period,
            )
        )
    )
    st.markdown(f"**{plain(when_due(seat, words))}**")
    if asked.note:
        st.caption(plain(asked.note))
    if asked.closed:
        st.info(
            words("Đợt này đã đóng, không nhận thêm. Cần gửi thì nhờ Cụm mở lại đợt."),
            icon=":material/lock:",
        )
    _draw_sent(seat, words)


def when_due(seat: Seat, words: Words) -> str:
    """How many days are left, or how late it is."""
    left = (seat.asked.due - today()).days
    due = words.date(seat.asked.due)
    if left > 0:
        return words("Hạn gửi: ngày {due}, còn {n} ngày.", due=due, n=words.number(left))
    if left == 0:
        return words("Hạn gửi: hôm nay, {due}.", due=due)
    return words(
        "Hạn gửi: ngày {due}, đã quá {n} ngày; vẫn gửi được cho đến khi Cụm đóng đợt.",
        due=due,
        n=words.number(-left),
    )


def _draw_sent(seat: Seat, words: Words) -> None:
    """The newest submission and what became of it."""
    sent = seat.sent()
    if not sent:
        return
    newest, when = sent[-1], words.moment(sent[-1].at)
    if newest.state is SentState.REFUSED:
        st.error(
            plain(
                words(
                    "Cụm trả lại bản gửi lúc {when}: {reason}. Hãy sửa ở dưới rồi gửi lại.",
                    when=when,
                    reason=newest.reason.rstrip("."),
                )
            ),
            icon=":material/undo:",
        )
    elif newest.state is SentState.ACCEPTED:
        st.success(
            plain(
                words(
                    "Cụm đã nhận bản gửi lúc {when}; số liệu đã vào các trang. Có số sửa thì gửi"
                    " lại.",
                    when=when,
                )
            ),
            icon=":material/check_circle:",
        )
    else:
        st.info(
            plain(
                words(
                    "Đã gửi lúc {when}, đang chờ Cụm nhận. Gửi lại thì bản mới thay bản này.",
                    when=when,
                )
            ),
            icon=":material/hourglass_top:",
        )
