"""Đợt thu thập: what is asked of whom, how far it is, and what waits to be accepted."""

from __future__ import annotations

import streamlit as st

from khdash.locale import mark
from khdash.model.actor import Action
from khdash.web.common import reader
from khdash.web.common.notice import draw_closed
from khdash.web.common.page import draw_section, draw_title
from khdash.web.common.page_registry import page_at
from khdash.web.common.reading_copy import draw_copy_notice
from khdash.web.common.rounds import draw_news
from khdash.web.common.signing import draw_name_field
from khdash.web.rounds.board import draw_board
from khdash.web.rounds.choosing import draw_choosing, draw_closing, state_of
from khdash.web.rounds.deciding import draw_waiting
from khdash.web.rounds.opening import draw_changing, draw_opening
from khdash.web.rounds.receiving import draw_receiving
from khdash.web.rounds.requesting import draw_requesting

words = reader.words()
draw_title(page_at("dot-thu-thap"))
if not draw_copy_notice(words):
    draw_news()
    may_ask = not draw_closed(words, Action.ASK)
    if may_ask:
        draw_name_field(words)
        draw_opening(words)
    asked = draw_choosing(words)
    if asked is not None:
        board, found, actor = state_of(asked)
        draw_board(asked, board, found, words)
    if asked is not None and may_ask:
        draw_section(mark("Chờ nhận"))
        draw_waiting(asked, actor, words)
        draw_receiving(asked, board, words)
        draw_section(mark("Lời đề nghị"))
        draw_requesting(asked, board, words)
        draw_section(mark("Sửa hoặc đóng đợt"))
        with st.expander(words("Sửa đợt"), icon=":material/edit:"):
            draw_changing(asked, words)
        draw_closing(asked, words)
