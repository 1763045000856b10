"""A page shown to a meeting: its exhibits are taken up as slides instead of being drawn."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.web.common.page_registry import SLIDE, Page

TAKEN = "_trinh_chieu"


@dataclass(frozen=True, slots=True)
class Shown:
    """An exhibit of the page; `board` is its table as Markdown where the page lays one out."""

    exhibit: Exhibit
    board: pd.DataFrame | None = None


def is_presented(page: Page) -> bool:
    """Whether the reader shows this page to a meeting."""
    return page.presents and bool(st.session_state.get(SLIDE.name))


def begin() -> None:
    """From here on exhibits are taken up."""
    st.session_state[TAKEN] = []


def take_up(exhibit: Exhibit, board: pd.DataFrame | None = None) -> bool:
    """Let an exhibit be a slide; False where nobody presents and the page is to draw it."""
    taken = st.session_state.get(TAKEN)
    if taken is None:
        return False
    taken.append(Shown(exhibit, board))
    return True


def is_taking_up() -> bool:
    """Whether exhibits are taken up now, all of the page."""
    return st.session_state.get(TAKEN) is not None


def taken_up() -> list[Shown]:
    """What was taken up since `begin`, in the order of the page; nothing more is taken up."""
    taken: list[Shown] = st.session_state.pop(TAKEN, [])
    return taken
