"""Which round is looked at, how it stands, and closing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from khdash.locale import Words
from khdash.model.actor import Actor
from khdash.model.rounds import OfficeRow, Round
from khdash.store.rounds import close_round, reopen_round
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.page_registry import ROUND
from khdash.web.common.rounds import done, drafts, rounds, tell, today
from khdash.web.common.visitor import visitor
from khdash.web.rounds.deciding import answers_of
from khdash.web.rounds.words import Arrived, arrived

LONGEST_REASON = 300
CHOSEN = "dot_chon"


def draw_choosing(words: Words) -> Round | None:
    """The round chosen, the newest at first; None where there is none."""
    known = dict(sorted(rounds().rounds.items(), reverse=True))
    if not known:
        st.caption(words("Chưa mở đợt thu thập nào."))
        return None
    told = str(st.session_state.get(ROUND.name, ""))
    asked = known.get(int(told)) if told.isdecimal() else None
    if told and asked is None:
        st.warning(words("Không có đợt «{n}»; đang xem đợt mới nhất.", n=plain(told)))
    numbers = list(known)
    shown = asked.number if asked else numbers[0]
    st.session_state[CHOSEN] = shown
    st.selectbox(
        words("Đợt"),
        numbers,
        format_func=lambda number: _label(known[number], words),
        key=CHOSEN,
        on_change=_choose,
        width=640,
    )
    return known[shown]


def _choose() -> None:
    """A callback: the address says which round was chosen."""
    st.session_state[ROUND.name] = str(st.session_state[CHOSEN])


def _label(asked: Round, words: Words) -> str:
    label = words(
        "{n}. {title}, hạn {due}", n=asked.number, title=asked.title, due=words.date(asked.due)
    )
    return words("{label} (đã đóng)", label=label) if asked.closed else label


def state_of(asked: Round) -> tuple[Sequence[OfficeRow], Mapping[str, Arrived], Actor]:
    """The board of a round, what arrived of each province, and who looks."""
    actor = visitor()
    board = rounds().board(asked.number, today(), drafts(actor).seen(asked.number))
    dataset = reader.dataset()
    found = {
        row.unit: arrived(dataset, asked, row.unit, answers_of(row.sent, actor, asked))
        for row in board
    }
    return board, found, actor


def draw_closing(asked: Round, words: Words) -> None:
    """Close the round, or open it again."""
    label = words("Mở lại đợt") if asked.closed else words("Đóng đợt")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        reason = st.text_input(
            words("Lý do (không bắt buộc)"),
            key=f"dot_dong_{asked.number}",
            max_chars=LONGEST_REASON,
            width=420,
        )
        if not st.button(label, icon=":material/lock_open:" if asked.closed else ":material/lock:"):
            return
    step = reopen_round if asked.closed else close_round
    said = str(reason or "")
    if done(lambda store, who: step(store, who, asked.number, said), words):
        tell(words("Đã mở lại đợt.") if asked.closed else words("Đã đóng đợt."))
        st.rerun()
