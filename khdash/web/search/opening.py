"""Which card is open, and the links that open one: every figure has an address."""

from __future__ import annotations

import streamlit as st

from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.exhibit.topics.lookup.shown import Named, ShownFigure
from khdash.exhibit.topics.lookup.target_key import ShownTarget
from khdash.locale import Words
from khdash.web.common import reader
from khdash.web.common.card.figure import draw_card
from khdash.web.common.card.host import Host
from khdash.web.common.link import Query
from khdash.web.common.page_registry import Page, page_at

OPENED = "so"


def search_page() -> Page:
    return page_at("tra-cuu")


def link_to_figure(key: FigureKey) -> Query:
    """The query under which the page "Tra cứu số liệu" opens the card of a figure.

    For st.page_link(entry_of(search_page()), query_params=link_to_figure(key)); the shared filters
    go along. A key without `point` means the figure that speaks for its year.
    """
    return reader.link_to(search_page(), so=key.to_text())


def opened_figure() -> FigureKey | None:
    """The figure whose card is open; None where none is, or the link names none."""
    return FigureKey.from_text(str(st.session_state.get(OPENED, "")))


def open_figure(text: str) -> None:
    """Open the card of a figure by the text of its key; '' closes it."""
    st.session_state[OPENED] = text


def draw_opened_card(words: Words) -> None:
    """The card that the link or the list asks for, in a drawer beside the page."""
    if not st.session_state[OPENED]:
        return
    drawer = st.dialog(
        words("Thẻ số liệu"), width="medium", position="right", on_dismiss=lambda: open_figure("")
    )
    drawer(_draw)(str(st.session_state[OPENED]))


def _draw(opened: str) -> None:
    if opened != st.session_state[OPENED]:
        st.rerun()  # Another card was chosen in this one: the link is to say so.
    words, catalogue, key = reader.words(), reader.current_dataset().catalogue, opened_figure()
    if key is None or key.unit not in catalogue.units or key.indicator not in catalogue.indicators:
        st.markdown(words("Liên kết này không chỉ đến số liệu nào trong kho."))
    else:
        draw_card(key, catalogue, words, Host(_go, st.rerun))


def _go(named: Named) -> None:
    if isinstance(named, ShownTarget):
        return  # No card here leads to one of a target.
    open_figure((named.key if isinstance(named, ShownFigure) else named).to_text())
