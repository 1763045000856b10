"""Nhiệm vụ trọng tâm: what the documents ask for, province by province, and how it stands."""

from __future__ import annotations

import streamlit as st

from khdash.exhibit.by_list import BOARD
from khdash.locale import mark
from khdash.model.actor import Action
from khdash.web.common import reader
from khdash.web.common.notice import draw_closed
from khdash.web.common.page import draw_title, part
from khdash.web.common.page_registry import page_at
from khdash.web.tasks.choosing import shown_part
from khdash.web.tasks.entering import draw_entering
from khdash.web.tasks.uploading import draw_uploading
from khdash.web.tasks.views import draw_list
from khdash.web.tasks.writing import draw_news

words = reader.words()
draw_title(page_at("nhiem-vu"))
draw_news(words)
if not reader.dataset().catalogue.task_lists:
    st.info(words("Chưa có danh sách nhiệm vụ nào"))
    st.stop()
chosen = draw_list(words)

if place := part(mark("Báo cáo tình trạng"), "bao_cao"):
    with place:
        if draw_closed(words, Action.REPORT_TASKS):
            st.stop()
        one, many = st.tabs([words("Ghi từng mục"), words("Nạp tệp")])
        with one:
            draw_entering(chosen, words)
        with many:
            draw_uploading(shown_part(BOARD, chosen), chosen, words)
