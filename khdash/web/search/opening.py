"""Which card is open, and the links that open one: every figure has an address."""

from __future__ import annotations

import streamlit as st

from khdash.exhibit.topics.lookup.key import FigureKey
from khdash.web.common import reader
from khdash.web.common.link import Query
from khdash.web.common.page_registry import Page, page_at

OPENED = "so"


def search_page() -> Page:
    return page_at("tra-cuu")


def link_to_figure(key: FigureKey) -> Query:
    """The query under which the page "Tra cứu số liệu" opens the card of a figure.

    For st.page_link(search_page().file, query_params=link_to_figure(key)); the shared filters
    go along. A key without `point` means the figure that speaks for its year.
    """
    return reader.link_to(search_page(), so=key.to_text())


def opened_figure() -> FigureKey | None:
    """The figure whose card is open; None where none is, or the link names none."""
    return FigureKey.from_text(str(st.session_state.get(OPENED, "")))


def go_to_figure(key: FigureKey) -> None:
    """From within a card: open another one, and let the link say so."""
    open_figure(key.to_text())
    st.rerun()


def open_figure(text: str) -> None:
    """Open the card of a figure by the text of its key; '' closes it."""
    st.session_state[OPENED] = text
