"""What every page of a theme offers: its leading indicators, and any of them to choose."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from khdash.exhibit import defaults
from khdash.exhibit.core.drawing import is_drawn
from khdash.locale import mark
from khdash.web.common import reader
from khdash.web.common.page import exhibit, part, side_by_side
from khdash.web.common.show import show


def leading(theme: str) -> tuple[str, str]:
    """The most important count and the most important rate of a theme; either stands for both."""
    return defaults.leading(reader.dataset().catalogue, theme)


def draw_choice(parameter: str, heading: str = mark("Từng chỉ số")) -> None:
    """One indicator of the theme at a time, newest and over the years; nothing if it has none."""
    options = reader.options(parameter)
    if not options:
        return
    place = part(heading, parameter)
    if place is None:
        return
    with place:
        _draw_chosen(parameter, options)


def _draw_chosen(parameter: str, options: Sequence[str]) -> None:
    words, catalogue = reader.words(), reader.dataset().catalogue
    chosen = st.selectbox(
        words("Chỉ số"),
        options,
        format_func=lambda code: words.name(catalogue.indicators[code]),
        key=parameter,
        persist_state="session",
        width=360,
    )
    newest, over_years = exhibit("comparison", chosen), exhibit("trend", chosen)
    left, right = side_by_side(newest, over_years)
    with left:
        show(newest, key=f"{parameter}_moi_nhat")
    # One figure has no course: the newest says all there is.
    if is_drawn(over_years):
        with right:
            show(over_years, key=f"{parameter}_dien_bien")
