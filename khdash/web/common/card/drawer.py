"""The drawer beside a page: which card is in it, and that it opens only when it was asked for.

A click sets ASKED in its callback; the next drawing of the drawer takes it away. So a drawer that
was closed, in whatever way, stays closed when the page is drawn again.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.exhibit.topics.lookup.part import PartsCard
from khdash.exhibit.topics.lookup.parts import parts_card
from khdash.exhibit.topics.lookup.parts_in_exhibit import OF_EXHIBIT, card_in
from khdash.exhibit.topics.lookup.shown import Named, ShownFigure
from khdash.exhibit.topics.lookup.target_card import build_target_card
from khdash.exhibit.topics.lookup.target_key import ShownTarget
from khdash.locale import Words
from khdash.model.selection import Selection
from khdash.web.common import reader
from khdash.web.common.card.figure import draw_adding, draw_card
from khdash.web.common.card.host import Host
from khdash.web.common.card.parts import draw_parts
from khdash.web.common.card.target import draw_target

ASKED, OPENED = "_the_hoi", "_the_mo"
Content = ShownFigure | PartsCard | Named


@dataclass(frozen=True, slots=True)
class Opened:
    """The cards opened one from another, the last one in view; selection: of the exhibit from
    which the first was opened."""

    cards: tuple[Content, ...]
    selection: Selection


def open_drawer(named: Named, exhibit: Exhibit) -> None:
    """A callback: open the card of a figure that the exhibit shows."""
    content: Content = named
    if isinstance(named, ShownFigure) and named.what in OF_EXHIBIT:
        content = card_in(reader.current_dataset(), exhibit, named) or named
    open_card(content, exhibit.selection)


def open_card(content: Content, selection: Selection) -> None:
    """A callback: open a card; selection: under which what it is made of is looked up."""
    _ask(Opened((content,), selection))


def draw_drawer() -> None:
    """The drawer, if the click that led here asked for it."""
    if st.session_state.get(ASKED):
        words, opened = reader.words(), st.session_state.get(OPENED)
        is_target = opened is not None and isinstance(opened.cards[-1], ShownTarget)
        title = words("Thẻ chỉ tiêu") if is_target else words("Thẻ số liệu")
        drawer = st.dialog(title, width="medium", position="right")
        drawer(_draw)()


def _draw() -> None:
    st.session_state.pop(ASKED, None)
    opened: Opened | None = st.session_state.get(OPENED)
    if opened is None:
        return
    words = reader.words()
    if len(opened.cards) > 1:
        st.button(
            words("Quay lại thẻ trước"),
            key="the_quay_lai",
            type="tertiary",
            icon=":material/arrow_back:",
            on_click=_back,
        )
    _draw_content(opened.cards[-1], opened.selection, words)


def _draw_content(content: Content, selection: Selection, words: Words) -> None:
    host, dataset = Host(_go, _again), reader.current_dataset()
    card: PartsCard | None = None
    if isinstance(content, ShownTarget):
        written = reader.store().records("target")
        draw_target(build_target_card(dataset, selection, content, written, words), host, words)
        return
    if isinstance(content, PartsCard):
        card = content
    elif isinstance(content, ShownFigure):
        card = parts_card(dataset, selection, content)
    if card is not None:
        draw_parts(card, host, words)
        if isinstance(content, ShownFigure) and content.what == "figure" and not content.form:
            draw_adding(content.key, dataset.catalogue, words, host)
    elif isinstance(content, ShownFigure) and content.key.unit not in dataset.catalogue.units:
        st.markdown(words("Chưa có số liệu công bố cho lựa chọn này."))
    elif not isinstance(content, PartsCard):
        key = content.key if isinstance(content, ShownFigure) else content
        draw_card(key, dataset.catalogue, words, host)


def _ask(opened: Opened) -> None:
    st.session_state[OPENED] = opened
    st.session_state[ASKED] = True


def _go(named: Named) -> None:
    opened: Opened = st.session_state[OPENED]
    _ask(Opened((*opened.cards, named), opened.selection))


def _back() -> None:
    opened: Opened = st.session_state[OPENED]
    _ask(Opened(opened.cards[:-1] or opened.cards, opened.selection))


def _again() -> None:
    st.session_state[ASKED] = True
    st.rerun()
