"""Phương pháp và thuật ngữ: what each indicator means and by which rules it is compared."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from khdash.locale import mark
from khdash.web.common import reader
from khdash.web.common.markdown import plain
from khdash.web.common.page import draw_section, draw_title, part
from khdash.web.common.page_registry import page_at
from khdash.web.common.table import ROWS_SHOWN
from khdash.web.methods import dictionary
from khdash.web.methods.methods import method_text
from khdash.web.methods.programs import programs_text

words = reader.words()
catalogue = reader.dataset().catalogue
draw_title(page_at("phuong-phap"))

draw_section(mark("Thuật ngữ và chỉ số"))
query = st.text_input(
    words("Tìm chỉ số"),
    key="thuat_ngu",
    persist_state="session",
    placeholder=words("gõ có dấu hoặc không dấu, ví dụ: quy binh quan"),
    icon=":material/search:",
    live=True,
    width=420,
)
found = 0
for theme, indicators in catalogue.by_theme.items():
    shown = dictionary.matching(indicators, query or "")
    found += len(shown)
    if not shown:
        continue
    name = words.name(catalogue.themes[theme])
    with st.expander(f"{plain(name)} ({len(shown)})", expanded=bool(query)):
        st.table(dictionary.indicator_rows(shown, catalogue, words), border="horizontal", alt=name)
if not found:
    st.caption(plain(words("Không có chỉ số nào khớp với «{query}».", query=query or "")))

if place := part(mark("Quy tắc tính và so sánh"), "quy_tac"):
    with place:
        st.markdown(method_text(words.lang))

for heading, key, rows in (
    (mark("Điểm gãy của chuỗi số liệu"), "diem_gay", dictionary.break_rows(catalogue, words)),
    (mark("Chỉ tiêu đã ban hành"), "chi_tieu", dictionary.target_rows(catalogue, words)),
    (mark("Văn bản làm căn cứ"), "van_ban", dictionary.instrument_rows(catalogue, words)),
    (mark("Nguồn số liệu"), "nguon", dictionary.source_rows(catalogue, words)),
    (
        mark("Danh mục riêng của cơ quan"),
        "danh_muc_rieng",
        dictionary.own_rows(reader.store().own_rows, words),
    ),
):
    if not rows.empty and (place := part(heading, key)):
        height: int | Literal["content"] = "content" if len(rows) <= ROWS_SHOWN else 480
        with place:
            st.table(rows, border="horizontal", height=height, alt=words(heading))
            if height != "content":
                told = words("Bảng có {n} dòng, cuộn trong bảng để xem hết", n=len(rows))
                st.caption(f"{told}.")

if place := part(mark("Đọc số liệu bằng chương trình"), "api"):
    with place:
        st.markdown(programs_text(catalogue, words))
