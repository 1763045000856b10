"""Quỹ khuyến học: how large the fund is, per head, by level, and how it changed."""

from __future__ import annotations

import streamlit as st

from khdash.locale import mark
from khdash.web.answers.cards import draw_answers
from khdash.web.common import reader
from khdash.web.common.page import beside, draw_title, exhibit, part
from khdash.web.common.page_registry import page_at
from khdash.web.common.show import show
from khdash.web.common.theme import draw_choice, leading

page = page_at("quy")
draw_title(page)
draw_answers(exhibit("answers_fund"), page)
count, rate = leading(page.theme)

left, right = beside(mark("Bình quân đầu người của từng tỉnh"), "binh_quan")
with left:
    show(exhibit("comparison", count), key="so_du")
if right:
    with right:
        show(exhibit("comparison", rate), key="binh_quan")

if place := part(mark("Diễn biến và tổng số"), "dien_bien"):
    with place, st.grid(2):
        show(exhibit("trend", count), key="dien_bien")
        show(exhibit("total", count), key="tong_so")

wholes = [i for i in reader.dataset().catalogue.by_theme[page.theme] if i.parts_vi]
if wholes and (place := part(mark("Quỹ theo cấp"), "theo_cap")):
    with place:
        for whole in wholes:
            show(exhibit("fund_by_level", whole.code), key=f"theo_cap_{whole.code}")

draw_choice("chi_so_quy")

if place := part(mark("Số công bố so với số tính lại"), "tinh_lai"):
    with place:
        show(exhibit("published_derived", rate), key="tinh_lai")
