"""Quỹ khuyến học: how large the fund is, per head, by level, and how it changed."""

from __future__ import annotations

import streamlit as st

from khdash.locale import mark
from khdash.web.common.page import draw_section, draw_title, exhibit
from khdash.web.common.show import show
from khdash.web.shell.page_registry import page_at

draw_title(page_at("quy"))

left, right = st.columns(2, gap="small")
with left:
    show(exhibit("comparison", "fund_balance"), key="so_du")
with right:
    show(exhibit("comparison", "fund_per_head"), key="binh_quan")

left, right = st.columns(2, gap="small")
with left:
    show(exhibit("trend", "fund_balance"), key="dien_bien")
with right:
    show(exhibit("total", "fund_balance"), key="tong_so")

draw_section(mark("Quỹ theo cấp"))
show(exhibit("fund_by_level"), key="theo_cap")

draw_section(mark("Số công bố so với số tính lại"))
show(exhibit("published_derived", "fund_per_head"), key="tinh_lai")
