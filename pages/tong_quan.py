"""Tổng quan: four answers for a chair, then where the cluster stands: a map, a line, one table."""

from __future__ import annotations

from khdash.exhibit.topics.answers.pages import EXTENT
from khdash.locale import mark
from khdash.web.answers.cards import draw_answers
from khdash.web.common.page import beside, draw_finding, exhibit, part
from khdash.web.common.page_registry import page_at
from khdash.web.common.show import show
from khdash.web.news.visit import draw_news

page = page_at("tong-quan")
answers = exhibit("answers")
draw_finding(page, answers.headline, str(answers.extra.get(EXTENT, "")))
draw_news()
draw_answers(answers, page)

left, right = beside(mark("Diễn biến qua các năm"), "dien_bien", (5, 6))
with left:
    show(exhibit("map"), key="ban_do")
if right:
    with right:
        show(exhibit("trend"), key="hoi_vien")

if place := part(mark("Toàn cảnh theo tỉnh và chỉ số"), "toan_canh"):
    with place:
        show(exhibit("heat_table"), key="toan_canh")
