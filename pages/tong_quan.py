"""Tổng quan: four answers for a chair, then where the cluster stands: a map, a line, one table."""

from __future__ import annotations

import streamlit as st

from khdash.locale import mark
from khdash.web.answers.cards import draw_answers
from khdash.web.common.page import draw_headline, draw_section, exhibit
from khdash.web.common.page_registry import page_at
from khdash.web.common.show import show
from khdash.web.news.visit import draw_news

answers = exhibit("answers")
draw_headline(answers.headline)
draw_news()
draw_answers(answers, page_at("tong-quan"))

left, right = st.columns([5, 6], gap="small")
with left:
    show(exhibit("map"), key="ban_do")
with right:
    show(exhibit("trend"), key="hoi_vien")

draw_section(mark("Toàn cảnh theo tỉnh và chỉ số"))
show(exhibit("heat_table"), key="toan_canh")
