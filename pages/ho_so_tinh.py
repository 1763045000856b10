"""Hồ sơ tỉnh: everything that is published about one province."""

from __future__ import annotations

import streamlit as st

from khdash.locale import mark
from khdash.model.rows import has_value
from khdash.web.answers.cards import draw_answers
from khdash.web.common import reader
from khdash.web.common.choices import member_named
from khdash.web.common.page import draw_section, exhibit, part
from khdash.web.common.page_registry import page_at
from khdash.web.common.show import show
from khdash.web.profile.communes import draw_communes

words = reader.words()
catalogue = reader.dataset().catalogue
boundaries = reader.current_selection().boundaries
code = reader.state()["ho_so"]
unit = member_named(code, catalogue, boundaries)
st.title(words.of(unit.full_name, unit.name_en), anchor=False)

draw_answers(exhibit("answers_profile", units=(unit.key,)), page_at("ho-so-tinh"))
profile = exhibit("profile", units=(unit.key,))
show(profile, key="ho_so_bang")

draw_section(mark("Diễn biến"))
theme = st.segmented_control(
    words("Chủ đề"),
    reader.options("chu_de"),
    format_func=lambda c: words.name(catalogue.themes[c]),
    key="chu_de",
    required=True,
    persist_state="session",
)
indicators = {row["indicator"]: None for row in profile.rows if row["theme"] == theme}
trends = [exhibit("trend", indicator, units=(unit.key,)) for indicator in indicators]
lines = [trend for trend in trends if sum(map(has_value, trend.rows)) > 1]
if not lines:
    st.caption(words("Chưa có chỉ số nào của chủ đề này có từ hai năm số liệu trở lên."))
for start in range(0, len(lines), 2):
    for column, trend in zip(st.columns(2, gap="small"), lines[start : start + 2], strict=False):
        with column:
            show(trend, key=f"nho_{trend.selection.indicators[0]}")

draw_communes(unit.key, theme or "")

others = [exhibit(name, units=(unit.key,)) for name in ("other_published", "rivals")]
told = [other for other in others if other.rows]
if told and (place := part(mark("Số liệu khác"), "so_khac")):
    with place:
        for other in told:
            show(other, key=other.name)
