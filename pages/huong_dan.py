"""Hướng dẫn: how the work of each reader is done, with pictures."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.page import draw_title
from khdash.web.common.page_registry import GUIDES, page_at
from khdash.web.common.viewport import is_narrow
from khdash.web.guides.guides import Piece, pieces_of, sections_of


def draw(pieces: Iterable[Piece]) -> None:
    """Texts and pictures, one below the other."""
    for piece in pieces:
        if piece.picture is None:
            st.markdown(piece.text)
        else:
            st.image(str(piece.picture), caption=piece.text, alt=piece.text)


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
pieces = pieces_of(str(chosen), words.lang)
if is_narrow():
    for number, section in enumerate(sections_of(pieces)):
        if not section.title:
            draw(section.pieces)
            continue
        folded = st.expander(plain(section.title), key=f"muc_{chosen}_{number}", on_change="rerun")
        if folded.open:
            with folded:
                # A picture of a wide screen is not legible here.
                draw(one for one in section.pieces if one.picture is None or one.is_upright)
else:
    with st.container(width=760):
        draw(pieces)
