"""So sánh: any indicators, provinces and years over one selection, as chart, map or table."""

from __future__ import annotations

import streamlit as st

from khdash.locale import mark
from khdash.web.common import reader
from khdash.web.common.page import draw_section, draw_title
from khdash.web.common.page_registry import page_at
from khdash.web.common.show import show
from khdash.web.comparing.compare import choose_view, draw_controls, exhibit_of, trend_beside

words = reader.words()
draw_title(page_at("so-sanh"))
draw_controls()
view = choose_view()
draw_section(mark("Đặt cạnh nhau"))

codes = st.session_state["so_sanh"]
if view == "hai_chi_so" and len(codes) < 2:
    st.info(words("Chọn thêm một chỉ số để đặt hai chỉ số cạnh nhau."), icon=":material/add:")
elif view == "hai_chi_so":
    show(exhibit_of(view, *codes[:2]), key="hai_chi_so")
elif view == "ban_do" and any(beside := [trend_beside(code) for code in codes]):
    for code, course in zip(codes, beside, strict=True):
        left, right = st.columns([3, 2], gap="small")
        with left:
            show(exhibit_of(view, code), key=f"{view}_{code}")
        if course is not None:
            with right:
                show(course, key=f"{view}_dien_bien_{code}")
else:
    columns = st.columns(2 if len(codes) > 1 else 1, gap="small")
    for i, code in enumerate(codes):
        with columns[i % len(columns)]:
            show(exhibit_of(view, code), key=f"{view}_{code}", border=True)
