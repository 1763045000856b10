"""Hướng dẫn: how the work of each reader is done, with pictures."""

from __future__ import annotations

import streamlit as st

from khdash.web.common import reader
from khdash.web.common.page import draw_title
from khdash.web.common.page_registry import GUIDES, page_at
from khdash.web.guides.guides import pieces_of

words = reader.words()
draw_title(page_at("huong-dan"))
chosen = st.segmented_control(
    words("Dành cho"),
    reader.options("danh_cho"),
    format_func=lambda one: words(GUIDES[one]),
    key="danh_cho",
    required=True,
    persist_state="session",
)
with st.container(width=760):
    for piece in pieces_of(str(chosen), words.lang):
        if piece.picture is None:
            st.markdown(piece.text)
        else:
            st.image(str(piece.picture), caption=piece.text, alt=piece.text)
