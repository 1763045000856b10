"""How the figures of a province ran over the years, a theme at a time, and its communes."""

from __future__ import annotations

import streamlit as st

from khdash.exhibit.core.exhibit import Exhibit
from khdash.model.rows import has_value
from khdash.web.common import reader
from khdash.web.common.page import exhibit
from khdash.web.common.show import show
from khdash.web.common.viewport import is_narrow
from khdash.web.profile.communes import draw_communes


def draw_courses(province: str, profile: Exhibit) -> None:
    """The lines of the indicators that the profile lists; on a phone those of one indicator."""
    words, catalogue = reader.words(), reader.dataset().catalogue
    theme = st.segmented_control(
        words("Chủ đề"),
        reader.options("chu_de"),
        format_func=lambda c: words.name(catalogue.themes[c]),
        key="chu_de",
        required=True,
        persist_state="session",
        wrap=True,
    )
    indicators = {row["indicator"]: None for row in profile.rows if row["theme"] == theme}
    trends = [exhibit("trend", indicator, units=(province,)) for indicator in indicators]
    lines = [trend for trend in trends if sum(map(has_value, trend.rows)) > 1]
    if not lines:
        st.caption(words("Chưa có chỉ số nào của chủ đề này có từ hai năm số liệu trở lên."))
    elif is_narrow():
        _draw_one(lines, str(theme))
    else:
        _draw_all(lines)
    draw_communes(province, theme or "")


def _draw_all(lines: list[Exhibit]) -> None:
    with st.grid(2):
        for trend in lines:
            _draw(trend)


def _draw_one(lines: list[Exhibit], theme: str) -> None:
    """The line of a chosen indicator: a phone has no room for all of them."""
    words, indicators = reader.words(), reader.dataset().catalogue.indicators
    by_code = {trend.selection.indicators[0]: trend for trend in lines}
    chosen = st.selectbox(
        words("Chỉ số"),
        list(by_code),
        format_func=lambda code: words.name(indicators[code]),
        key=f"_dien_bien_{theme}",
        persist_state="session",
    )
    _draw(by_code.get(str(chosen), lines[0]))


def _draw(trend: Exhibit) -> None:
    show(trend, key=f"nho_{trend.selection.indicators[0]}")
