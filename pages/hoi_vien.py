"""Hội viên và tổ chức: how many members, of which share of the people, in which bodies."""

from __future__ import annotations

import streamlit as st

from khdash.locale import mark
from khdash.web.common import reader
from khdash.web.common.page import draw_section, draw_title, exhibit
from khdash.web.common.show import show
from khdash.web.shell.choices import own_options
from khdash.web.shell.page_registry import page_at

words = reader.words()
draw_title(page_at("hoi-vien"))

left, right = st.columns(2, gap="small")
with left:
    show(exhibit("trend", "members"), key="dien_bien")
with right:
    show(exhibit("comparison", "members_population_rate"), key="ty_le")

left, right = st.columns(2, gap="small")
with left:
    show(exhibit("total", "members"), key="tong_so")
with right:
    show(exhibit("growth", "members"), key="thay_doi")

draw_section(mark("Tổ chức hội"))
catalogue = reader.dataset().catalogue
chosen = st.selectbox(
    words("Chỉ số"),
    own_options("chi_so", catalogue, ""),
    format_func=lambda code: words.name(catalogue.indicators[code]),
    key="chi_so",
    persist_state="session",
    width=360,
)
left, right = st.columns(2, gap="small")
with left:
    show(exhibit("comparison", chosen), key="to_chuc")
with right:
    show(exhibit("trend", chosen), key="to_chuc_dien_bien")

draw_section(mark("Số công bố so với số tính lại"))
show(exhibit("published_derived", "members_population_rate"), key="tinh_lai")
