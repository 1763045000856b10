"""Thi đua: scores by a plan that the reader sets, and how firm they are."""

from __future__ import annotations

import streamlit as st

from khdash.locale import mark
from khdash.web.answers.cards import draw_answers
from khdash.web.common.page import draw_title, part
from khdash.web.common.page_registry import page_at
from khdash.web.common.show import show
from khdash.web.emulation.application import draw_application
from khdash.web.emulation.board import draw_plan, draw_purpose, emulation, missing_figures

page = page_at("thi-dua")
draw_title(page)
first = st.container()
draw_purpose()
plan = draw_plan()

board = emulation("emulation", plan)
if board is None:
    st.stop()
with first:
    draw_answers(missing_figures(plan), page)
show(board, key="bang_diem")

if place := part(mark("Vững đến đâu, chấm bằng số nào"), "vung"):
    with place:
        for name in ("emulation_ranks", "emulation_figures", "emulation_criteria"):
            exhibit = emulation(name, plan)
            if exhibit is not None:
                show(exhibit, key=name)

if place := part(mark("Hồ sơ đề nghị của một tỉnh"), "ho_so"):
    with place:
        draw_application(plan)
