"""Hội viên và tổ chức: how many members, of which share of the people, in which bodies."""

from __future__ import annotations

import streamlit as st

from khdash.locale import mark
from khdash.web.answers.cards import draw_answers
from khdash.web.common.page import beside, draw_title, exhibit, part
from khdash.web.common.page_registry import page_at
from khdash.web.common.show import show
from khdash.web.common.theme import draw_choice, leading

page = page_at("hoi-vien")
draw_title(page)
draw_answers(exhibit("answers_members"), page)
count, rate = leading(page.theme)

left, right = beside(mark("Tỷ lệ so với dân số của từng tỉnh"), "ty_le")
with left:
    show(exhibit("trend", count), key="dien_bien")
if right:
    with right:
        show(exhibit("comparison", rate), key="ty_le")

if place := part(mark("Tổng số và thay đổi"), "tong_so"):
    with place, st.grid(2):
        show(exhibit("total", count), key="tong_so")
        show(exhibit("growth", count), key="thay_doi")

draw_choice("chi_so", mark("Tổ chức hội"))

if place := part(mark("Số công bố so với số tính lại"), "tinh_lai"):
    with place:
        show(exhibit("published_derived", rate), key="tinh_lai")
